"""The desk: every command and button press is acknowledged at once and answered to the one who asked.

Slack may deliver an envelope twice; the second time it is acknowledged and nothing more. A listener that raises, and
a button nobody knows, are answered too: bolt alone would leave the reader before a spinning wheel.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from datetime import date
from time import perf_counter
from typing import Any, TypeVar

import aiohttp
import structlog
from slack_bolt.async_app import AsyncRespond
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.asker import Asker, asker_of, tell
from bot.slack.calls import Failure
from bot.slack.codes import CODES, Fate, meaning
from bot.slack.elements import Message, section
from bot.slack.fallbacks import Refused, forms
from bot.slack.forms import modal
from bot.slack.office import Office
from bot.slack.workspaces import Workspaces

log = structlog.get_logger()

WRONG = "Something went wrong on our side, and it has been noted. Please try again in a minute."
TOO_SLOW = "That took too long. Please try again in a minute, or ask for less: a year, a kind."
GONE = "This button no longer does anything. `/aispend help` shows what works."

Body = dict[str, Any]
Sending = Callable[[Message], Awaitable[Failure | None]]
T = TypeVar("T")


class Seen:
    """The latest ids met, at most `most` of them."""

    def __init__(self, most: int = 2000) -> None:
        """Start with none."""
        self._ids: OrderedDict[str, None] = OrderedDict()
        self._most = most

    def again(self, key: str) -> bool:
        """Return whether it was met before, and remember it.

        >>> seen = Seen()
        >>> seen.again("a"), seen.again("a")
        (False, True)
        """
        if key in self._ids:
            return True
        self._ids[key] = None
        if len(self._ids) > self._most:
            self._ids.popitem(last=False)
        return False

    def forget(self, key: str) -> None:
        """Take an id for one that was not met yet."""
        self._ids.pop(key, None)


class InHand:
    """What is being done just now, so that a shutdown can wait for it."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._running = 0
        self._idle = asyncio.Event()
        self._idle.set()

    @contextmanager
    def one(self) -> Iterator[None]:
        """Count one more as in hand; they may be nested."""
        self._running += 1
        self._idle.clear()
        try:
            yield
        finally:
            self._running -= 1
            if not self._running:
                self._idle.set()

    async def finish(self, timeout_s: float) -> int:
        """Wait until nothing is in hand, at most so long; return how much still is."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._idle.wait(), timeout_s)
        return self._running


class Desk:
    """What all listeners share: each envelope is handled once, and each is answered, whatever happens.

    Attributes:
        office: What is behind the desk.
        today: Returns the day it is (UTC).
        workspaces: Where the app is installed.
        in_hand: Where running answers are kept, for whoever wants to wait for them.
    """

    def __init__(
        self,
        office: Office,
        today: Callable[[], date],
        workspaces: Workspaces,
        in_hand: InHand,
        within_s: float,
        refused: Refused | None = None,
    ) -> None:
        """Make a desk.

        Args:
            office: What is behind it.
            today: Returns the day it is (UTC).
            workspaces: Where the app is installed.
            in_hand: Where running answers are kept.
            within_s: After which the asker is told that something went wrong.
            refused: Which kinds of blocks workspaces do not take; None means that nothing is known of that yet.
        """
        self.office, self.today, self.workspaces, self.in_hand = office, today, workspaces, in_hand
        self._within_s = within_s
        self._refused = refused or Refused()
        self._seen = Seen()

    @property
    def web(self) -> AsyncWebClient:
        """The client with the token of the workspace that is being answered."""
        return _ASKING.get(self.workspaces.web)

    async def once(
        self, body: Body, client: AsyncWebClient, next_: Callable[[], Awaitable[BoltResponse]]
    ) -> BoltResponse:
        """Let each envelope through once; a redelivered one is acknowledged here."""
        _ASKING.set(client)
        key = body.get("trigger_id") or body.get("event_id")
        if key and self._seen.again(str(key)):
            log.info("command.answered", status="repeated")
            return BoltResponse(status=200)
        return await next_()

    async def failed(
        self, error: Exception, body: Body, client: AsyncWebClient | None, response: BoltResponse | None
    ) -> BoltResponse | None:
        """Answer for a listener that raised, or for what has none; a response is wanted where none was sent yet."""
        with self.in_hand.one():
            known = not isinstance(error, BoltUnhandledRequestError)
            log.error("command.answered", status="failed" if known else "unhandled", exc_info=error if known else None)
            if body.get("type") in _IN_ACK and response is not None:
                return BoltResponse(status=200, body=_IN_ACK[body["type"]])
            try:
                async with asyncio.timeout(_APOLOGY_S):
                    if _is_modal(body):
                        await self.web.views_update(view_id=body["view"]["id"], view=_sorry())
                    elif known or body.get("response_url") or body.get("type") == "block_actions":
                        sentence = apology(error) if known else GONE
                        failure = await tell(asker_of(body, client or self.web), Message(sentence, ()))
                        if failure is not None:
                            log.warning("command.answered", status="unanswered", code=failure.code)
            except (aiohttp.ClientError, SlackClientError, OSError, TimeoutError) as trouble:
                log.warning("command.answered", status="unanswered", code=type(trouble).__name__)
            return BoltResponse(status=200) if response is not None else None

    async def made(self, making: Coroutine[Any, Any, T]) -> T:
        """Return what an answer is made of, unless that takes too long. Raises TimeoutError, StoreError."""
        async with asyncio.timeout(self._within_s):
            return await making

    async def reply(
        self,
        respond: AsyncRespond,
        verb: str,
        asked: str,
        making: Coroutine[Any, Any, Message],
        *,
        asker: Asker | None = None,
        replace: bool = False,
        replaces: bool = False,
    ) -> None:
        """Make an answer and send it to the one who asked, ever more plainly where Slack refuses its blocks.

        Args:
            respond: Bolt's way to the asker.
            verb: What was wanted, for the log.
            asked: What was typed or pressed, for the log.
            making: Makes the answer.
            asker: Who asked; None means nobody more is known of than where to answer.
            replace: Whether an answer that found something takes the place of the message acted on.
            replaces: Whether any answer does.
        """
        began = perf_counter()
        asker = asker or Asker(self.web, "", "", None, respond.response_url)
        message = await self.made(making)
        replaces = replaces or (replace and message.asked is not None)
        await self.send(verb, asked, message, asker, lambda form: tell(asker, form, replace=replaces), began)

    async def send(
        self, verb: str, asked: str, message: Message, asker: Asker, sending: Sending, began: float | None = None
    ) -> Failure | None:
        """Send a message, ever more plainly where Slack refuses its blocks; return what it refused in the end.

        Args:
            verb: What was wanted, for the log.
            asked: What was typed or pressed, for the log.
            message: What to say.
            asker: Whom it answers.
            sending: Sends one form of it.
            began: When the answer was begun, by `perf_counter`; None means now.
        """
        began = perf_counter() if began is None else began
        status, failure = "ok", None
        for form, dropped in forms(message, self._refused.of(asker.team)):
            failure = await sending(form)
            if failure is None:
                self._refused.note(asker.team, dropped)
                break
            if not _is_of_the_form(failure):
                status = "unanswered"
                break
            log.warning("command.answered", verb=verb, status="refused", code=failure.code)
            status = "plain"
        seconds = round(perf_counter() - began, 3)
        code = {"code": failure.code} if failure else {}
        log.info("command.answered", verb=verb, asked=asked[:_LOGGED], status=status, seconds=seconds, **code)
        return failure


def _is_modal(body: Body) -> bool:
    """Say whether somebody acted in a modal, which has no address for an answer."""
    return not body.get("response_url") and (body.get("view") or {}).get("type") == "modal"


def apology(error: Exception) -> str:
    """Return what the asker is told of an error: what they can do."""
    return TOO_SLOW if isinstance(error, TimeoutError) else WRONG


def _is_of_the_form(failure: Failure) -> bool:
    """Say whether a plainer message may be taken where this one was refused."""
    if failure.code in ("expired_url", "used_url"):
        return False
    return failure.code not in CODES or meaning(failure.code).fate is Fate.NEVER


def value_of(body: Body) -> str:
    """Return what the pressed button holds; empty where it holds nothing."""
    return str(body["actions"][0].get("value") or "")


_ASKING: ContextVar[AsyncWebClient] = ContextVar("asking")
"""Bolt's client of the request in hand; a listener goes on with it after the acknowledgement, in the same context."""


def _sorry() -> dict[str, Any]:
    return dict(modal("Sorry", [section(WRONG, "sorry")]))


_IN_ACK: dict[str, dict[str, Any]] = {
    "view_submission": {"response_action": "update", "view": _sorry()},
    "block_suggestion": {"options": []},
}
"""What a listener that raised before it acknowledged is answered for with: a modal that closed would seem to have done
its work, and a menu without an answer shows an error of Slack's."""
_APOLOGY_S = 2
_LOGGED = 100
