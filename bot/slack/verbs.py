"""Verbs: what can be typed behind `/aispend` beside questions, one row each; help and README are made of these rows.

A verb is one only where what follows fits it: "list of deals" is a question to the ledger.
"""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from html import unescape

from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import RequestError
from bot.pipeline import Place
from bot.slack import elements as kit
from bot.slack.desk import Desk
from bot.slack.elements import Message
from bot.slack.escapes import channel_in, plain


@dataclass(frozen=True, slots=True)
class Call:
    """A verb that somebody typed, and where.

    Attributes:
        rest: What stands behind the verb, with Slack's escapes.
        user: Id of who typed it.
        place: The channel it was typed in.
        trigger: Lets one modal be opened within three seconds; empty where none can be.
        web: Client of that workspace.
        desk: What all listeners share.
        is_public: Whether the answer is for everybody in that channel.
    """

    rest: str
    user: str
    place: Place
    trigger: str
    web: AsyncWebClient
    desk: Desk
    is_public: bool = False

    @property
    def words(self) -> str:
        """Return what stands behind the verb as people see it."""
        return plain(self.rest)


Answer = Callable[[Call], Awaitable[Message]]


@dataclass(frozen=True, slots=True)
class Verb:
    """One row of the table.

    Attributes:
        name: What is typed.
        usage: What may follow, for the help.
        says: What it does, for the help.
        answer: Does it, and says what came of it.
        fits: What may follow for the word to be the verb at all, as people see it.
    """

    name: str
    usage: str
    says: str
    answer: Answer
    fits: re.Pattern[str] = re.compile(r".*", re.S)


_UNTOLD = "Nothing was changed. `/aispend` with the same words says why, to you alone."
"""Of another channel, before everybody: why may tell what that one follows, and it may be private."""
ALONE = re.compile(r"\s*")
"""Of verbs that nothing may follow."""


def verb_of(text: str, verbs: tuple[Verb, ...]) -> tuple[Verb, str] | None:
    """Return the verb that a text begins with, and what stands behind it; None where it is a question.

    Args:
        text: As typed, with Slack's escapes.
        verbs: All there are.
    """
    first, _, rest = text.strip().partition(" ")
    word = unescape(first).strip("\"'`“”*_").casefold()
    found = next((verb for verb in verbs if verb.name == word), None)
    return (found, rest.strip()) if found is not None and found.fits.fullmatch(plain(rest)) else None


async def answered(verb: Verb, call: Call) -> Message:
    """Do what a verb asks for; what cannot be meant is answered with why, and with what can be typed."""
    try:
        return await verb.answer(call)
    except RequestError as error:
        named, _ = channel_in(call.rest)
        if call.is_public and named is not None and named[0] != call.place.channel:
            return said(_UNTOLD, "verb:refused")
        usage = f"`/aispend {verb.name}{f' {verb.usage}' if verb.usage else ''}`"
        text = f"{sentence(str(error))}\nLike this: {usage}"
        return Message(text, (kit.section(text, "verb:refused"),))


def said(text: str, block_id: str) -> Message:
    """Return an answer of one paragraph, escaped already."""
    return Message(text, (kit.section(text, block_id),))


def sentence(text: str) -> str:
    """Return a complaint as a sentence of mrkdwn; what stands between backquotes stays code.

    >>> sentence("no <b> is known; `help` helps")
    'No &lt;b&gt; is known; `help` helps.'
    """
    parts = [f"`{kit.mrkdwn(part, 300)}`" if n % 2 else _kept(part) for n, part in enumerate(text.split("`"))]
    whole = "".join(parts)
    return whole[:1].upper() + whole[1:] + ("" if whole.endswith((".", "?", "`")) else ".")


def _kept(part: str) -> str:
    """Return a part with the blanks at its ends."""
    lead, trail = part[: len(part) - len(part.lstrip())], part[len(part.rstrip()) :]
    return f"{lead[:1]}{kit.mrkdwn(part, 600)}{trail[:1] if part.strip() else ''}"
