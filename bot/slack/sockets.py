"""One socket of Socket Mode: the SDK's client, with what was heard over it, until it is thrown away.

It counts as up once Slack has said hello: a socket may be open, answer pings and never carry a word.
"""

import asyncio
from typing import Any

import aiohttp
import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.slack.desk import InHand
from bot.slack.line import Pulse

log = structlog.get_logger()


class Socket:
    """One line of the SDK's, with what was heard over it."""

    def __init__(
        self, app: AsyncApp, app_token: str, ticket: str, ping_s: float, in_hand: InHand, pulse: Pulse
    ) -> None:
        """Make a line to the address of a ticket; nothing is connected yet."""
        self._handler = AsyncSocketModeHandler(app, app_token, ping_interval=ping_s)
        self.line: SocketModeClient = self._handler.client
        self.line.wss_uri = ticket
        self.line.socket_mode_request_listeners[:] = [self._take]
        self.line.message_listeners.append(self._hear)
        self._in_hand, self._pulse = in_hand, pulse
        self._welcome: object | None = None
        self._hello = asyncio.Event()

    @property
    def greeted(self) -> bool:
        """Say whether the socket is open and Slack has said hello over it: the SDK opens new ones by itself."""
        session = self.line.current_session
        alive = not self.line.closed and not self.line.stale and not self.line.message_processor.done()
        return alive and session is not None and not session.closed and session is self._welcome

    async def is_up(self) -> bool:
        """Say the same, and whether pings come back."""
        return await self.line.is_connected() and self.greeted

    async def open(self) -> None:
        """Connect, and wait until Slack says hello."""
        await self.line.connect()  # type: ignore[no-untyped-call]  # the SDK leaves it out
        await self._hello.wait()

    async def _hear(self, _: AsyncBaseSocketModeClient, message: dict[str, Any], raw: str | None) -> None:
        if message.get("type") == "hello":
            self._welcome = self.line.current_session
            self._pulse.hello()
            self._hello.set()

    async def _take(self, _: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
        """Keep an envelope in hand until it is acknowledged: bolt sends that a little after `ack()` has returned."""
        self._pulse.envelope()
        with self._in_hand.one():
            await self._handler.handle(self.line, request)

    async def close(self) -> None:
        """Hang up, and end what the SDK leaves running."""
        try:
            async with asyncio.timeout(_CLOSE_S):
                await self.line.close()  # type: ignore[no-untyped-call]  # the SDK leaves it out
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            log.warning("listener.abandoned", error=type(error).__name__)
        await _bury(self.line)


async def _bury(line: SocketModeClient) -> None:
    """End what the SDK leaves running; its reader may swallow a first cancellation while the socket is closing."""
    line.closed = True
    tasks = [line.message_processor, line.current_session_monitor, line.message_receiver]
    for _ in range(3):
        running = [task for task in tasks if task is not None and not task.done()]
        for task in running:
            task.cancel()
        if running:
            await asyncio.wait(running, timeout=_BURY_S)
    await line.aiohttp_client_session.close()


_CLOSE_S, _BURY_S = 5, 1
