"""A world in memory, a configuration on disk that is right, and logging as a fresh process has it."""

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from bot.core.facts import COLUMNS
from tests.pipeline.world import World
from tests.store.fake import FakeStore

SHIPPED = Path(__file__).parent.parent.parent / "config"

WATCHLIST = "channels: [{channel: C0123ABC, name: ai-spend}]\n"
FEEDS = """\
contact: you@example.org
allow_private: [127.0.0.1]
feeds: [{name: Wire, url: "http://127.0.0.1:9/feed"}]
"""

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
