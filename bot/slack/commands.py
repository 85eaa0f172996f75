"""What people type behind `/aispend`, and what they get for it.

A name is looked up by whoever holds the ledger; here it is only freed of what Slack and people put around it.
"""

import re
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Protocol, assert_never

from bot.core.alerts import Alert
from bot.core.ledger import Answer, Unknown
from bot.errors import StoreError
from bot.slack.answers import render_answer, render_help, render_overview, render_unknown
from bot.slack.blocks import render_why
from bot.slack.elements import Message

COMMAND = "/aispend"
"""Must be the command of the app's manifest."""


class Answers(Protocol):
    """What the answers are made of."""

    async def companies(self) -> tuple[str, ...]:
        """Return names that have a record, those to show first in front."""
        ...

    async def lookup(self, name: str) -> Answer | Unknown:
        """Return the record of a company, or near names."""
        ...

    async def why(self, alert_id: str) -> Alert | None:
        """Return a stored alert; None where there is none of that id."""
        ...


@dataclass(frozen=True, slots=True)
class Help:
    """`/aispend help`."""


@dataclass(frozen=True, slots=True)
class Overview:
    """`/aispend` alone."""


@dataclass(frozen=True, slots=True)
class Company:
    """`/aispend <company>`."""

    name: str


def parse(text: str) -> Help | Overview | Company:
    """Read what stands behind the command; case, spaces, quotes and Slack's own escapes do no harm.

    >>> parse("  HELP "), parse(""), parse('"Johnson  &amp; Johnson"')
    (Help(), Overview(), Company(name='Johnson & Johnson'))
    >>> parse("<#C012|alibaba>"), parse("<http://alibaba.com|alibaba.com>?")
    (Company(name='alibaba'), Company(name='alibaba.com'))
    """
    plain = unescape(_ESCAPED.sub(lambda match: match["label"] or match["target"], text))
    plain = re.sub(r"^\s*https?://(www\.)?", "", plain)
    name = " ".join(plain.split()).strip(_QUOTES).rstrip("?!,;:").strip(_QUOTES)
    if name.casefold() in _HELP or text.strip() == "?":
        return Help()
    return Company(name[:_LONGEST]) if name else Overview()


async def answer_to(text: str, answers: Answers, today: date) -> Message:
    """Return the answer to what was typed behind the command."""
    match parse(text):
        case Help():
            return render_help(await _examples(answers))
        case Overview():
            return render_overview(await _examples(answers))
        case Company(name):
            return await record_of(name, answers, today)
        case never:
            assert_never(never)


async def record_of(name: str, answers: Answers, today: date) -> Message:
    """Return a company's record, or names near to what was asked for."""
    found = await answers.lookup(name)
    return render_answer(found, today) if isinstance(found, Answer) else render_unknown(found)


async def _examples(answers: Answers) -> tuple[str, ...]:
    """Return names for the help, which is there when the store is not."""
    try:
        return await answers.companies()
    except StoreError:
        return ()


async def reason_for(alert_id: str, answers: Answers) -> Message:
    """Return why an alert was posted."""
    alert = await answers.why(alert_id)
    return render_why(alert) if alert else Message(_NO_ALERT, ())


_NO_ALERT = "This alert is no longer on record, so there is nothing more to say about it."
_LONGEST = 100
_HELP = {"help", "?", "-h", "--help", "hilfe", "aide", "ayuda"}
_QUOTES = " \"'`“”‘’„«»*_"
_ESCAPED = re.compile(r"<[#@!]?(?P<target>[^<>|]*)(?:\|(?P<label>[^<>]*))?>")
"""Slack's forms of channels, people and links: https://docs.slack.dev/messaging/formatting-message-text"""
