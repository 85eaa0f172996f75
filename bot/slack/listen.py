"""Socket Mode: the line over which commands and button presses come, held up by a watchdog.

The SDK mends what it can itself. What it cannot is an expired ticket, which it offers for ever: a line that has been
down too long, or that Slack has not greeted, is thrown away whole and built anew.
"""

import asyncio
from collections.abc import Callable
from datetime import date, datetime
from time import monotonic

import aiohttp
import structlog

from bot.errors import SlackError
from bot.slack.calls import SLACK, client, open_session, socket_url
from bot.slack.desk import InHand
from bot.slack.line import Pulse, State
from bot.slack.listeners import build_app
from bot.slack.office import Office
from bot.slack.sockets import Socket
from bot.slack.workspaces import OneWorkspace, check_at_start, is_final, log_refused

log = structlog.get_logger()


class Listener:
    """Listens to Slack over Socket Mode and answers, from `start` to `stop`; fulfils `line.Line`."""

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
        self._workspace = OneWorkspace(client(token, base_url))
        self._app_token = app_token
        self._every_s, self._patience_s, self._ping_s = every_s, patience_s, ping_s
        self._in_hand, self._pulse = InHand(), Pulse()
        self._app = build_app(self._workspace, office, today, in_hand=self._in_hand, answer_within_s=answer_within_s)
        self._socket: Socket | None = None
        self._watchdog: asyncio.Task[None] | None = None
        self._session: aiohttp.ClientSession | None = None

    @property
    def connected(self) -> bool:
        """Say whether the line is up, as far as is known."""
        return self._pulse.is_up and self._socket is not None and self._socket.greeted

    def state(self, now: datetime) -> State:
        """Return how the line is at a time (UTC)."""
        return self._pulse.read(connected=self.connected, now=now)

    async def start(self) -> None:
        """Check both tokens, connect, and keep watch.

        Raises:
            SlackError: Slack refuses a token; its message names the variable. Where Slack only cannot be reached, no
                error is raised: the watchdog goes on trying.
        """
        self._session = open_session(self._workspace.web, self._app.client)
        try:
            await check_at_start(self._workspace)
            await self._connect(first=True)
        except SlackError:
            await self._session.close()
            raise
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
        if self._session is not None:
            await self._session.close()
        log.info("listener.stopped", unfinished=left)

    async def _connect(self, *, first: bool = False) -> None:
        """Get a ticket and connect with it; a line that does not come up is left to the watchdog."""
        try:
            ticket = await socket_url(self._workspace.web, self._app_token)
        except SlackError as error:
            if first and is_final(error):
                raise
            log_refused(error)
            return
        self._socket = socket = Socket(self._app, self._app_token, ticket, self._ping_s, self._in_hand, self._pulse)
        try:
            async with asyncio.timeout(self._patience_s):
                await socket.open()
        except TimeoutError:
            log.warning("listener.refused", code="timeout", error="Slack does not take the connection.")
            await self._hang_up()
        else:
            self._pulse.up()
            log.info("listener.connected")

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
        if self._socket is None:
            self._pulse.down()
            await self._connect()
        elif await self._socket.is_up():
            self._pulse.up()
        elif (down_s := self._pulse.down()) >= self._patience_s:
            log.warning("listener.restarted", seconds=round(down_s, 1))
            await self._hang_up()
            await self._connect()

    async def _hang_up(self) -> None:
        """Close the socket; one whose closing is cancelled halfway is kept, for whoever closes it then."""
        self._pulse.down()
        if self._socket is not None:
            await self._socket.close()
            self._socket = None
