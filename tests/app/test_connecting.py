"""The whole bot over HTTP, and what is served beside it."""

import asyncio
import os
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot import app
from bot.errors import ServerError
from bot.sandbox import Sandbox
from bot.settings import read_settings
from bot.slack.manifest import EVENTS_PATH
from tests.app.conftest import FEEDS, RSS
from tests.feeds.server import running


@pytest.fixture
def port() -> int:
    """Return a port that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture
def url(port: int) -> str:
    return f"http://127.0.0.1:{port}"


@pytest.fixture
def over_http(environment: Path, slack: Sandbox, port: int, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Set the environment for HTTP."""
    monkeypatch.delenv("SLACK_APP_TOKEN")
    for name, value in {
        "AISPEND_MODE": "http",
        "AISPEND_PORT": str(port),
        "SLACK_SIGNING_SECRET": slack.signing_secret,
    }.items():
        monkeypatch.setenv(name, value)
    return environment


@asynccontextmanager
async def bot(url: str) -> AsyncIterator[None]:
    """Run the bot of the environment until the end of the block, and see that it stops in order."""
    working = asyncio.create_task(app.run(read_settings(), since=timedelta(days=7)))
    try:
        await ready(url, working)
        yield
    finally:
        if not working.done():
            os.kill(os.getpid(), signal.SIGTERM)
        await working


async def ready(url: str, working: asyncio.Task[None]) -> None:
    """Wait until the bot says that it is ready."""
    async with asyncio.timeout(20), aiohttp.ClientSession() as session:
        while not working.done():
            try:
                async with session.get(f"{url}/readyz") as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientConnectionError:
                pass
            await asyncio.sleep(0.01)


async def asked(url: str) -> dict[str, Any]:
    """Ask how the bot is."""
    async with aiohttp.ClientSession() as session, session.get(f"{url}/healthz") as answer:
        told: dict[str, Any] = await answer.json()
        return told


async def test_over_http_it_posts_answers_and_tells_how_it_is(slack: Sandbox, over_http: Path, url: str) -> None:
    async with running() as site:
        feed = site.gives("/feed", RSS.format(day=app.now()).encode(), Content_Type="application/rss+xml")
        (over_http / "feeds.yaml").write_text(FEEDS.replace("http://127.0.0.1:9/feed", feed), encoding="utf-8")

        async with bot(url):
            before = await asked(url)
            await slack.send_to(f"{url}{EVENTS_PATH}")
            posts = await slack.wait_for(lambda: [seen for seen in slack.screen() if seen.by_app], timeout_s=20)
            await slack.type_slash(slack.channel, slack.user, "/aispend alibaba")
            answer = await slack.wait_for(lambda: [seen for seen in slack.screen() if seen.only_you])
            after = await asked(url)

    assert "Alibaba" in posts[0].plain
    assert "Alibaba" in answer[0].plain
    assert (before["mode"], before["connected"], before["last_envelope"]) == ("http", True, None)
    assert after["last_envelope"] >= app.now().isoformat()[:10]


@pytest.mark.usefixtures("environment")
async def test_over_socket_mode_a_port_serves_how_it_is_and_nothing_of_slack(
    url: str, port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AISPEND_PORT", str(port))

    async with bot(url), aiohttp.ClientSession() as session:
        told = await asked(url)
        async with session.post(f"{url}{EVENTS_PATH}") as answer:
            status = answer.status

    assert (told["mode"], told["connected"], told["last_hello"] is not None) == ("socket", True, True)
    assert status == 404


@pytest.mark.usefixtures("over_http")
async def test_a_port_that_is_taken_ends_it_before_slack_is_asked(slack: Sandbox, port: int) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", port))
        other.listen()

        with pytest.raises(ServerError, match="AISPEND_PORT"):
            await app.run(read_settings())

    assert slack.backend.journal.calls("auth.test") == []
