"""A shell to type commands in, in an empty folder with a clean environment, and a site with feeds beside it."""

import logging
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
import structlog
from typer.testing import CliRunner, Result

from bot import app as program
from bot.cli import app
from bot.core.facts import COLUMNS

SHIPPED = Path(__file__).parent.parent.parent / "config"
OURS = ("SLACK_", "AISPEND_", "DATABASE_URL")
PYTHON = (sys.executable, "-m", "bot")


@pytest.fixture(autouse=True)
def _own_logging() -> Iterator[None]:
    """Take back what a command sets up."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers, root.level = handlers, level
    structlog.reset_defaults()


@dataclass
class Shell:
    """Types commands.

    Attributes:
        folder: Where it stands.
        env: The whole environment of what it starts.
    """

    folder: Path
    env: dict[str, str]

    def __call__(self, *words: str, stdin: str | None = None) -> Result:
        """Run a command in this process."""
        return CliRunner().invoke(app, [str(word) for word in words], input=stdin)


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    for name in os.environ:
        if name.startswith(OURS):
            monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.chdir(tmp_path)
    return Shell(tmp_path, dict(os.environ))


class Site:
    """Serves bodies by path on a free port of 127.0.0.1, from a thread of its own."""

    def __init__(self) -> None:
        self.bodies: dict[str, bytes] = {}
        site = self

        class Answer(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                self.do_GET()

            def do_GET(self) -> None:
                body = site.bodies.get(self.path)
                self.send_response(500 if body is None else 200)
                self.send_header("Content-Type", "application/json" if "/api/" in self.path else "application/rss+xml")
                self.end_headers()
                self.wfile.write(body or b"")

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}{path}"


@pytest.fixture
def site() -> Iterator[Site]:
    opened = Site()
    yield opened
    opened.close()


def title(org: str = "Alibaba", sum_: str = "$53 billion") -> str:
    return f"{org} to invest {sum_} in AI data centers over three years"


def text(org: str = "Alibaba", sum_: str = "$53 billion") -> str:
    return f"{org} will invest {sum_} in artificial intelligence data centers over three years, it said."


def rss(stories: Mapping[str, tuple[str, str]], day: datetime | None = None) -> bytes:
    """Return a feed of announcements: guid → organisation and sum; each guid has words of its own."""
    at = format_datetime(day or program.now())
    items = "".join(
        f"<item><guid isPermaLink='false'>{guid}</guid><link>https://wire.example/{guid}</link>"
        f"<title>{title(*told)}</title><description>{text(*told)} {guid}</description><pubDate>{at}</pubDate></item>"
        for guid, told in stories.items()
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Wire</title>{items}</channel></rss>".encode()


def configure(folder: Path, feeds: Mapping[str, str], channel: str = "C0123ABC") -> Path:
    """Write a configuration that is right; return its folder."""
    made = folder / "config"
    made.mkdir(exist_ok=True)
    (made / "watchlist.yaml").write_text(f"channels: [{{channel: {channel}, name: ai-spend}}]\n", encoding="utf-8")
    listed = "".join(f"  - {{name: {name}, url: '{url}'}}\n" for name, url in feeds.items())
    (made / "feeds.yaml").write_text(
        f"contact: you@example.org\nallow_private: [127.0.0.1]\nfeeds:\n{listed}", encoding="utf-8"
    )
    (made / "ledger.csv").write_text(",".join(COLUMNS) + "\n", encoding="utf-8")
    shutil.copy(SHIPPED / "orgs.yaml", made)
    return made
