"""HTTP mode: Slack posts to the bot, signed, and is answered at once; work goes on after the acknowledgement.

What is not signed by Slack within the last five minutes is refused before anything of it is read as JSON; bolt checks
the same again.
"""

from collections.abc import Callable, Mapping
from datetime import date, datetime

import aiohttp
import structlog
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_sdk.signature import SignatureVerifier

from bot.errors import AispendError
from bot.slack.calls import open_session
from bot.slack.desk import InHand
from bot.slack.line import Pulse, State
from bot.slack.listeners import build_app
from bot.slack.manifest import EVENTS_PATH
from bot.slack.office import Office
from bot.slack.workspaces import Workspaces, check_at_start

log = structlog.get_logger()


class Receiver:
    """Takes what Slack posts to its routes and answers, from `start` to `stop`; fulfils `line.Line`."""

    def __init__(
        self,
        workspaces: Workspaces,
        signing_secret: str,
        office: Office,
        today: Callable[[], date],
        *,
        answer_within_s: float = 10,
    ) -> None:
        """Make a receiver.

        Args:
            workspaces: Where the app is installed.
            signing_secret: What Slack signs its requests with.
            office: What to answer with.
            today: The day it is (UTC).
            answer_within_s: After which an asker is told that something went wrong.
        """
        self._workspaces, self._office = workspaces, office
        self._verifier = SignatureVerifier(signing_secret)
        self._in_hand, self._pulse, self._open = InHand(), Pulse(), False
        self._session: aiohttp.ClientSession | None = None
        self._app = build_app(
            workspaces,
            office,
            today,
            signing_secret=signing_secret,
            in_hand=self._in_hand,
            answer_within_s=answer_within_s,
        )

    @property
    def connected(self) -> bool:
        """Say whether requests are taken."""
        return self._open

    def state(self, now: datetime) -> State:
        """Return how the line is at a time (UTC)."""
        return self._pulse.read(connected=self._open, now=now)

    def routes(self) -> list[web.RouteDef]:
        """Return the address that all of Slack's requests come to, and what answers there."""
        return [web.post(EVENTS_PATH, self._take)]

    async def start(self) -> None:
        """See whether the bot can speak to Slack, forget workspaces that left meanwhile, and take requests.

        Raises:
            ConfigError: What is stored cannot be opened.
            SlackError: Slack refuses a token; its message names the variable.
            StoreError: What is stored cannot be read.
        """
        self._session = open_session(self._workspaces.web, self._app.client)
        try:
            await check_at_start(self._workspaces)
            for team in await self._workspaces.departed():
                await self._office.forget(team)
                log.info("workspace.left", team=team)
        except AispendError:
            await self._session.close()
            raise
        self._open = True
        self._pulse.up()
        log.info("listener.connected")

    async def stop(self, timeout_s: float = 10) -> None:
        """Finish the answers in hand, at most so long; the server has stopped before."""
        self._open = False
        self._pulse.down()
        left = await self._in_hand.finish(timeout_s)
        if self._session is not None:
            await self._session.close()
        log.info("listener.stopped", unfinished=left)

    async def _take(self, request: web.Request) -> web.Response:
        """Answer a request of Slack's, and refuse one that is not."""
        if not self._open:
            raise web.HTTPServiceUnavailable
        if not self._is_slacks(await request.read(), request.headers):
            if SIGNATURE in request.headers:
                log.warning(
                    "listener.forged", error="Check SLACK_SIGNING_SECRET, and that this machine's clock is right."
                )
            raise web.HTTPUnauthorized
        self._pulse.envelope()
        with self._in_hand.one():
            return await to_aiohttp_response(await self._app.async_dispatch(await to_bolt_request(request)))

    def _is_slacks(self, body: bytes, headers: Mapping[str, str]) -> bool:
        """Say whether Slack has signed a body, and not long ago; headers of any shape do no harm."""
        try:
            return self._verifier.is_valid_request(body, {**headers})
        except (ValueError, TypeError):  # a time that is no number, a signature or body that is no text
            return False


SIGNATURE = "X-Slack-Signature"
"""Whoever has not even that is no Slack with another secret, but somebody who tries doors."""
