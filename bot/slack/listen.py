"""Socket Mode: the line over which commands and button presses come, held up by a watchdog.

The SDK mends what it can itself. What it cannot is an expired ticket: it offers the same one for ever, so a line
that has been down too long is thrown away whole and built anew.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date
from time import monotonic

import aiohttp
import structlog
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.async_client import AsyncBaseSocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest

from bot.errors import SlackError
from bot.slack.calls import SLACK, client, socket_url, who_am_i
from bot.slack.codes import Fate, meaning
from bot.slack.desk import InHand
from bot.slack.listeners import build_app
from bot.slack.office import Office

log = structlog.get_logger()

Taker = Callable[[AsyncBaseSocketModeClient, SocketModeRequest], Awaitable[None]]


class Listener:
    """Listens to Slack and answers, from `start` to `stop`."""

    def __init__(
        self,
        token: str,
        app_token: str,
        office: Office,
        today: Callable[[], date],
        *,
        base_url: str = SLACK,
        every_s: float = 15,
        patience_s: float = 45,
        ping_s: float = 10,
        answer_within_s: float = 10,
    ) -> None:
        """Make a listener; nothing is connected yet.

        Args:
            token: The bot token, `xoxb-…`.
            app_token: The app-level token, `xapp-…`.
            office: What to answer with.
            today: The day it is (UTC).
            base_url: Of the Web API, ending in `/api/`.
            every_s: Between two looks of the watchdog.
            patience_s: How long the line may be down before it is built anew.
            ping_s: Between two pings; also how soon the SDK notices that a line is dead.
            answer_within_s: After which an asker is told that something went wrong.
        """
        self._web = client(token, base_url)
        self._app_token = app_token
        self._every_s, self._patience_s, self._ping_s = every_s, patience_s, ping_s
        self._in_hand = InHand()
        self._app = build_app(self._web, office, today, in_hand=self._in_hand, answer_within_s=answer_within_s)
        self._handler: AsyncSocketModeHandler | None = None
        self._watchdog: asyncio.Task[None] | None = None
        self._down_since: float | None = None

    @property
    def connected(self) -> bool:
        """Say whether the line is up, as far as is known."""
        if self._handler is None:
            return False
        line = self._handler.client
        return (
            not line.closed and not line.stale and line.current_session is not None and not line.current_session.closed
        )

    async def start(self) -> None:
        """Check both tokens, connect, and keep watch.

        Raises:
            SlackError: Slack refuses a token; its message names the variable. Where Slack only cannot be reached, no
                error is raised: the watchdog goes on trying.
        """
        try:
            await who_am_i(self._web)
        except SlackError as error:
            if _final(error):
                raise
            _log_refused(error)
        await self._connect(first=True)
        self._watchdog = asyncio.create_task(self._watch(), name="slack-watchdog")

    async def stop(self, timeout_s: float = 10) -> None:
        """Finish the answers in hand, at most so long, and hang up."""
        if self._watchdog is not None:
            self._watchdog.cancel()
            await asyncio.wait((self._watchdog,))
            self._watchdog = None
        until = monotonic() + timeout_s
        await self._in_hand.finish(timeout_s)
        await self._hang_up()
        left = await self._in_hand.finish(max(0.0, until - monotonic()))
        log.info("listener.stopped", unfinished=left)

    async def _connect(self, *, first: bool = False) -> None:
        """Get a ticket and connect with it; a line that does not come up is left to the watchdog."""
        try:
            ticket = await socket_url(self._web, self._app_token)
        except SlackError as error:
            if first and _final(error):
                raise
            _log_refused(error)
            return
        handler = AsyncSocketModeHandler(self._app, self._app_token, ping_interval=self._ping_s)
        handler.client.wss_uri = ticket
        handler.client.socket_mode_request_listeners[:] = [self._holding(handler)]
        self._handler = handler
        try:
            async with asyncio.timeout(self._patience_s):
                await handler.client.connect()  # type: ignore[no-untyped-call]  # the SDK leaves it out
        except TimeoutError:
            log.warning("listener.refused", code="timeout", error="Slack does not take the connection.")
            await self._hang_up()
        else:
            log.info("listener.connected")

    def _holding(self, handler: AsyncSocketModeHandler) -> Taker:
        """Keep an envelope in hand until it is acknowledged: bolt sends that a little after `ack()` has returned."""

        async def take(line: AsyncBaseSocketModeClient, request: SocketModeRequest) -> None:
            with self._in_hand.one():
                await handler.handle(handler.client, request)

        return take

    async def _watch(self) -> None:
        """Look after the line until cancelled; a look that breaks is told and the next one taken all the same."""
        while True:
            await asyncio.sleep(self._every_s)
            try:
                await self._look()
            except Exception:  # a watchdog that dies unseen leaves every command unanswered
                log.exception("job.failed", job="listen")

    async def _look(self) -> None:
        """Build the line anew where it has been down for longer than patience lasts, or where there is none."""
        if self._handler is None:
            await self._connect()
        elif await self._handler.client.is_connected():
            self._down_since = None
        elif self._down_since is None:
            self._down_since = monotonic()
        elif (down_s := monotonic() - self._down_since) >= self._patience_s:
            log.warning("listener.restarted", seconds=round(down_s, 1))
            await self._hang_up()
            await self._connect()

    async def _hang_up(self) -> None:
        handler, self._handler, self._down_since = self._handler, None, None
        if handler is None:
            return
        try:
            async with asyncio.timeout(_CLOSE_S):
                await handler.client.close()  # type: ignore[no-untyped-call]  # the SDK leaves it out
        except (TimeoutError, aiohttp.ClientError, OSError) as error:
            log.warning("listener.abandoned", error=type(error).__name__)
        await _bury(handler.client)


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


def _final(error: SlackError) -> bool:
    return meaning(error.code).fate in (Fate.MEND, Fate.NEVER)


def _log_refused(error: SlackError) -> None:
    log.warning("listener.refused", code=error.code, error=str(error))


_CLOSE_S, _BURY_S = 5, 1
