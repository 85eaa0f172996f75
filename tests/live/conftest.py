"""One suite, two Slacks: the sandbox always, a real workspace only by `make test-live`.

With `--live` the token in SLACK_LIVE_TOKEN posts to the channel whose id is in SLACK_LIVE_CHANNEL, and removes what it
posted. It needs `chat:write` and `channels:history` (`groups:history` for a private channel), and to be a member.
"""

import asyncio
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import ManualClock, Sandbox

PAUSE_S = 1.1
"""Between two posts to a real channel, which takes one a second."""


@dataclass
class Scene:
    """A channel to post to.

    Attributes:
        pause_s: Real seconds between two posts; 0 where nobody minds.
        posted: Timestamps of what is to be removed again.
    """

    web: AsyncWebClient
    channel: str
    pause_s: float = 0.0
    posted: list[str] = field(default_factory=list)

    async def post(self, text: str, **more: Any) -> dict[str, Any]:
        """Post a message; return Slack's answer."""
        await asyncio.sleep(self.pause_s)
        answer = await self.web.chat_postMessage(channel=self.channel, text=text, **more)
        self.posted.append(str(answer["ts"]))
        return dict(answer.data)  # type: ignore[arg-type]  # JSON by now, though the SDK says it may be bytes

    async def update(self, ts: str, text: str, **more: Any) -> dict[str, Any]:
        """Edit a message; return Slack's answer."""
        answer = await self.web.chat_update(channel=self.channel, ts=ts, text=text, **more)
        return dict(answer.data)  # type: ignore[arg-type]  # likewise

    async def history(self, **bounds: Any) -> list[dict[str, Any]]:
        """Return the channel's messages, newest first."""
        answer = await self.web.conversations_history(channel=self.channel, **bounds)
        messages: list[dict[str, Any]] = answer["messages"]
        return messages

    async def find(self, ts: str, **more: Any) -> dict[str, Any]:
        """Return one message as history gives it."""
        [message] = await self.history(oldest=ts, latest=ts, inclusive=True, limit=1, **more)
        return message

    async def refusal(self, call: Any) -> dict[str, Any]:
        """Await a call that must be refused; return Slack's answer."""
        with pytest.raises(SlackApiError) as caught:
            await call
        return dict(caught.value.response.data)

    async def clean(self) -> None:
        """Remove what was posted, replies before what they reply to."""
        for ts in reversed(self.posted):
            try:
                await self.web.chat_delete(channel=self.channel, ts=ts)
            except SlackApiError as error:
                if error.response["error"] != "message_not_found":
                    raise


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--live", action="store_true", help="run against the workspace of SLACK_LIVE_TOKEN")


@pytest.fixture
async def scene(request: pytest.FixtureRequest) -> AsyncIterator[Scene]:
    """Give a channel of the sandbox, or of a real workspace where `--live` says so."""
    if request.config.getoption("--live", default=False):
        token, channel = os.environ.get("SLACK_LIVE_TOKEN"), os.environ.get("SLACK_LIVE_CHANNEL")
        if not token or not channel:
            pytest.exit("make test-live needs SLACK_LIVE_TOKEN and SLACK_LIVE_CHANNEL in the environment", 2)
        web = AsyncWebClient(token, retry_handlers=[AsyncRateLimitErrorRetryHandler(max_retry_count=3)])
        live = Scene(web, channel, PAUSE_S)
        yield live
        await live.clean()
        return
    async with Sandbox(ManualClock(), paced=False) as slack:
        there = Scene(AsyncWebClient(slack.bot_token, base_url=slack.api, retry_handlers=[]), slack.channel)
        yield there
        await there.clean()
