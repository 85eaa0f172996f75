"""A world in memory, a configuration on disk that is right, and logging as a fresh process has it."""

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from bot.core.facts import COLUMNS
from bot.sandbox import Sandbox
from tests.pipeline.world import World
from tests.store.fake import FakeStore

SHIPPED = Path(__file__).parent.parent.parent / "config"

WATCHLIST = "channels: [{channel: C0123ABC, name: ai-spend}]\n"
FEEDS = """\
contact: you@example.org
allow_private: [127.0.0.1]
feeds: [{name: Wire, url: "http://127.0.0.1:9/feed"}]
"""

RSS = """<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title><item><guid>a</guid>
<title>Alibaba to invest $53 billion in AI data centers over three years</title><pubDate>{day:%a, %d %b %Y %H:%M:%S} GMT
</pubDate><description>Alibaba will invest $53 billion in AI data centers over three years.</description></item>
</channel></rss>"""

NO_FACTS = ",".join(COLUMNS) + "\n"


@pytest.fixture(autouse=True)
def _own_logging() -> Iterator[None]:
    """Set up nothing, and take back what a command sets up."""
    structlog.reset_defaults()
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with a small configuration that is right, and the shipped organisations."""
    made = tmp_path / "config"
    made.mkdir()
    (made / "watchlist.yaml").write_text(WATCHLIST, encoding="utf-8")
    (made / "feeds.yaml").write_text(FEEDS, encoding="utf-8")
    (made / "ledger.csv").write_text(NO_FACTS, encoding="utf-8")
    shutil.copy(SHIPPED / "orgs.yaml", made)
    return made


@pytest.fixture
def world() -> World:
    return World(FakeStore())


@pytest.fixture
def environment(slack: Sandbox, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Set the environment of a bot in the sandbox's workspace; give its configuration."""
    for name, value in {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api,
        "DATABASE_URL": f"sqlite:///{tmp_path}/aispend.db",
        "AISPEND_CONFIG": str(folder),
    }.items():
        monkeypatch.setenv(name, value)
    (folder / "watchlist.yaml").write_text(
        f"channels: [{{channel: {slack.channel}, name: ai-spend}}]\n", encoding="utf-8"
    )
    return folder
