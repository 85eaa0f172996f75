"""The bot as a process that many workspaces install, from the first page to the last trace of them."""

import asyncio
import secrets
import signal
import socket
import sqlite3
from base64 import urlsafe_b64encode
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing

import aiohttp
import pytest

from bot.sandbox import Sandbox
from bot.slack.manifest import EVENTS_PATH, REDIRECT_PATH
from tests.cli.conftest import PYTHON, Shell, Site, configure, rss
from tests.slack.installing import install

# The SDK still sends its secrets by a class that aiohttp is about to drop.
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")

SEALED = b"gAAAA"
"""What a sealed token begins with."""
KEY = urlsafe_b64encode(secrets.token_bytes(32)).decode()


@asynccontextmanager
async def process(shell: Shell, slack: Sandbox, port: int, said: list[str], **more: str) -> AsyncIterator[str]:
    """Run the bot until it is ready, and in the end until it has stopped; give its address, and add what it logs."""
    env = {
        "AISPEND_MODE": "http",
        "AISPEND_PORT": str(port),
        "SLACK_SIGNING_SECRET": slack.signing_secret,
        "SLACK_CLIENT_ID": slack.backend.client_id,
        "SLACK_CLIENT_SECRET": slack.backend.client_secret,
        "SLACK_API_URL": slack.api,
        "AISPEND_TOKEN_KEY": KEY,
        "AISPEND_LOG": "json",
        "AISPEND_LOG_LEVEL": "debug",
    }
    running = await asyncio.create_subprocess_exec(
        *PYTHON, "run", "--since", "7d", env={**shell.env, **env, **more}, stdout=-1, stderr=-1
    )
    output = asyncio.create_task(running.communicate())
    url = f"http://127.0.0.1:{port}"
    try:
        await ready(url, running)
        yield url
    finally:
        if running.returncode is None:
            running.send_signal(signal.SIGTERM)
        said.append((await asyncio.wait_for(output, 30))[1].decode())
        assert running.returncode == 0, said[-1]


async def ready(url: str, running: asyncio.subprocess.Process) -> None:
    """Wait until the bot says that it is ready."""
    async with asyncio.timeout(30), aiohttp.ClientSession() as session:
        while running.returncode is None:
            try:
                async with session.get(f"{url}/readyz") as answer:
                    if answer.status == 200:
                        return
            except aiohttp.ClientConnectionError:
                pass
            await asyncio.sleep(0.02)


@pytest.fixture
def port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def on_disk(shell: Shell) -> bytes:
    """Return every byte of the database, what is not yet in its main file too."""
    return b"".join(path.read_bytes() for path in sorted((shell.folder / "data").iterdir()))


def installed(shell: Shell) -> list[str]:
    """Return the workspaces that the database knows."""
    with closing(sqlite3.connect(shell.folder / "data" / "aispend.db")) as connection:
        return [str(team) for (team,) in connection.execute("SELECT team FROM installations")]


async def test_a_workspace_installs_it_is_served_and_takes_it_out_and_no_secret_is_ever_in_clear(
    slack: Sandbox, shell: Shell, site: Site, port: int
) -> None:
    site.bodies["/wire"] = rss({"a": ("Alibaba", "$53 billion")})
    configure(shell.folder, {"Wire": site.url("/wire")}, slack.channel)
    said: list[str] = []

    async with process(shell, slack, port, said) as url:
        slack.backend.app.redirect_urls = (f"{url}{REDIRECT_PATH}",)
        await slack.send_to(f"{url}{EVENTS_PATH}")
        assert (await install(slack, url))[0] == 200
        (post,) = await slack.wait_for(lambda: [seen for seen in slack.screen() if seen.by_app], timeout_s=40)
        await slack.type_slash(slack.channel, slack.user, "/aispend alibaba")
        answer = await slack.wait_for(lambda: [seen for seen in slack.screen() if seen.only_you], timeout_s=20)
        kept = on_disk(shell)
    async with process(shell, slack, port, said, AISPEND_TOKEN_KEY=f"{KEY[::-1][1:]}=,{KEY}") as url:
        stayed = installed(shell)
        slack.uninstall()
        await gone(shell)
        left = on_disk(shell)

    assert "Alibaba" in post.plain
    assert "Alibaba" in answer[0].plain
    assert SEALED in kept
    assert stayed == [slack.backend.workspace.team_id]
    for secret in (*slack.backend.tokens._grants, slack.backend.client_secret, slack.signing_secret, KEY):
        assert secret.encode() not in kept + left, secret
        assert secret not in "".join(said), secret
    for code in slack.backend.tokens._codes:
        assert code not in "".join(said)
    assert '"event": "workspace.left"' in said[1]


async def gone(shell: Shell) -> None:
    """Wait until no workspace is known any more."""
    async with asyncio.timeout(20):
        while installed(shell):  # noqa: ASYNC110  another process's database tells nobody of its changes
            await asyncio.sleep(0.02)
