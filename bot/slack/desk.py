"""The desk: every command and button press is acknowledged at once and answered to the one who asked.

Slack may deliver an envelope twice; the second time it is acknowledged and nothing more. A listener that raises, and
a button nobody knows, are answered too: bolt alone would leave the reader before a spinning wheel.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from datetime import date
from http import HTTPStatus
from time import perf_counter
from typing import Any

import aiohttp
import structlog
from slack_bolt.async_app import AsyncRespond
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.elements import Message, section
from bot.slack.forms import modal
from bot.slack.office import Office

log = structlog.get_logger()

WRONG = "Something went wrong on our side, and it has been noted. Please try again in a minute."
GONE = "This button no longer does anything. `/aispend help` shows what works."

Body = dict[str, Any]


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
        in_hand: Where running answers are kept, for whoever wants to wait for them.
        web: Client with the bot token.
    """

    def __init__(
        self, office: Office, today: Callable[[], date], web: AsyncWebClient, in_hand: InHand, within_s: float
    ) -> None:
        """Make a desk.

        Args:
            office: What is behind it.
            today: Returns the day it is (UTC).
            web: Client with the bot token.
            in_hand: Where running answers are kept.
            within_s: After which the asker is told that something went wrong.
        """
        self.office, self.today, self.web, self.in_hand = office, today, web, in_hand
        self._within_s = within_s
        self._seen = Seen()

    async def once(self, body: Body, next_: Callable[[], Awaitable[BoltResponse]]) -> BoltResponse:
        """Let each envelope through once; a redelivered one is acknowledged here."""
        key = body.get("trigger_id") or body.get("event_id")
        if key and self._seen.again(str(key)):
            log.info("command.answered", status="repeated")
            return BoltResponse(status=200)
        return await next_()

    async def failed(
        self, error: Exception, body: Body, respond: AsyncRespond, response: BoltResponse | None
    ) -> BoltResponse | None:
        """Answer for a listener that raised, or for what has none; a response is wanted where none was sent yet."""
        with self.in_hand.one():
            known = not isinstance(error, BoltUnhandledRequestError)
            log.error("command.answered", status="failed" if known else "unhandled", exc_info=error if known else None)
            if body.get("type") in _IN_ACK and response is not None:
                return BoltResponse(status=200, body=_IN_ACK[body["type"]])
            try:
                async with asyncio.timeout(_APOLOGY_S):
                    if body.get("response_url"):
                        await _send(respond, Message(WRONG if known else GONE, ()))
                    elif body.get("view") and body["view"].get("type") == "modal":
                        await self.web.views_update(view_id=body["view"]["id"], view=_sorry())
            except (aiohttp.ClientError, SlackClientError, OSError, TimeoutError) as trouble:
                log.warning("command.answered", status="unanswered", error=type(trouble).__name__)
            return BoltResponse(status=200) if response is not None else None

    async def reply(
        self,
        respond: AsyncRespond,
        verb: str,
        asked: str,
        making: Coroutine[Any, Any, Message],
        *,
        replaces: bool = False,
    ) -> None:
        """Make an answer and send it to the one who asked, as text alone where Slack refuses the blocks.

        Args:
            respond: Bolt's way to the asker.
            verb: What was wanted, for the log.
            asked: What was typed or pressed, for the log.
            making: Makes the answer.
            replaces: Whether it takes the place of the answer that was pressed on, which only the asker sees.
        """
        began = perf_counter()
        async with asyncio.timeout(self._within_s):
            message = await making
        status, refusal = "ok", await _send(respond, message, replaces=replaces)
        if refusal and message.blocks:
            log.warning("command.answered", verb=verb, status="refused", refusal=refusal)
            status, refusal = "plain", await _send(respond, Message(message.text, ()), replaces=replaces)
        seconds = round(perf_counter() - began, 3)
        log.info("command.answered", verb=verb, asked=asked[:_LOGGED], status=refusal or status, seconds=seconds)


async def _send(respond: AsyncRespond, message: Message, *, replaces: bool = False) -> str | None:
    """Send an answer that only the asker sees; return Slack's refusal, None where it took it."""
    answer = await respond(
        text=message.text,
        blocks=[dict(block) for block in message.blocks] or None,
        response_type="ephemeral",
        replace_original=replaces,
        unfurl_links=False,
        unfurl_media=False,
    )
    took = answer.status_code == HTTPStatus.OK and '"ok":false' not in answer.body.replace(" ", "")
    return None if took else f"refused {answer.status_code} {answer.body[:100]}"


def value_of(body: Body) -> str:
    """Return what the pressed button holds; empty where it holds nothing."""
    return str(body["actions"][0].get("value") or "")


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
