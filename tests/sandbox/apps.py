"""Real Slack apps for the sandbox's own tests: the SDK's client, bolt's app over Socket Mode."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp.test_utils import TestServer
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Sandbox


def client(slack: Sandbox, token: str | None = None) -> AsyncWebClient:
    """Make a client that never tries again by itself."""
    return AsyncWebClient(token or slack.bot_token, base_url=slack.api, retry_handlers=[])


def bolt(slack: Sandbox) -> AsyncApp:
    """Make an app without listeners."""
    return AsyncApp(client=client(slack))


@asynccontextmanager
async def connected(slack: Sandbox, app: AsyncApp) -> AsyncIterator[AsyncSocketModeHandler]:
    """Keep an app connected over Socket Mode."""
    before = len(slack.backend.sockets.connections)
    handler = AsyncSocketModeHandler(app, slack.app_token)
    await handler.connect_async()  # type: ignore[no-untyped-call]  # bolt leaves it untyped
    await slack.wait_for(lambda: len(slack.backend.sockets.connections) > before)
    try:
        yield handler
    finally:
        await handler.close_async()  # type: ignore[no-untyped-call]  # likewise


def http_bolt(slack: Sandbox) -> AsyncApp:
    """Make an app without listeners for HTTP mode."""
    return AsyncApp(client=client(slack), signing_secret=slack.signing_secret)


@asynccontextmanager
async def hosted(slack: Sandbox, app: AsyncApp) -> AsyncIterator[str]:
    """Serve an app over HTTP and have Slack send to it; give its request URL."""
    async with TestServer(app.web_app("/slack/events")) as server:
        url = str(server.make_url("/slack/events"))
        await slack.send_to(url)
        yield url


async def refusal(call: Any) -> dict[str, Any]:
    """Await a call that must be refused; return Slack's answer."""
    try:
        await call
    except SlackApiError as error:
        answer: dict[str, Any] = error.response.data
        return answer
    raise AssertionError("the call was not refused")


def section(text: str) -> dict[str, Any]:
    """Make the plainest block."""
    return {"type": "section", "text": {"type": "mrkdwn", "text": text}}


def button(action_id: str, **more: Any) -> dict[str, Any]:
    """Make a button."""
    return {"type": "button", "text": {"type": "plain_text", "text": action_id}, "action_id": action_id, **more}


def actions(*elements: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Make a block of elements."""
    return {"type": "actions", "elements": list(elements), **more}
