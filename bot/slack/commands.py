"""What people type behind `/aispend`, and what they get for it.

A question is understood by whoever holds the ledger; here it is only freed of what Slack and people put around it.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never

from bot.core.found import Comparison, Listing
from bot.core.ledger import Answer, Unknown
from bot.errors import StoreError
from bot.slack import exports, feedback, settings_modal, stats, status, subscriptions, whys
from bot.slack.answers import render_answer, render_unknown
from bot.slack.blocks import render_why
from bot.slack.elements import Message
from bot.slack.escapes import plain
from bot.slack.handles import NO_ALERT
from bot.slack.help import render_help, render_overview
from bot.slack.lists import COMMAND, render_comparison, render_listing
from bot.slack.office import Office
from bot.slack.verbs import ALONE, Call, Verb, answered, verb_of

__all__ = ["COMMAND", "VERBS", "answer_to", "parse", "reason_for", "record_of"]

VERBS = (
    Verb(
        "subscribe",
        "[#channel] [companies] [min 1bn] [kinds]",
        "get alerts here, of some companies or of any",
        subscriptions.subscribe,
    ),
    Verb(
        "unsubscribe",
        "[#channel] [companies]",
        "get no more alerts here, or none of a company",
        subscriptions.unsubscribe,
    ),
    Verb("list", "", "what this channel follows, who decided it and who changed it", subscriptions.show, ALONE),
    Verb("mute", "<company or word> [7d]", "keep something out for a while", subscriptions.mute),
    Verb("unmute", "<company or word>", "let it in again", subscriptions.unmute),
    Verb(
        "digest",
        "daily|weekly [day] [09:00] [Europe/Berlin]",
        "what the days before brought, in one message; `off` ends it",
        subscriptions.digest,
    ),
    Verb("settings", "", "all that this channel has set, in a window", settings_modal.settings, ALONE),
    Verb("why", "<link or words>", "why an article was posted here, or not", whys.why),
    Verb("status", "", "feeds, what waits to be posted, the last alert here", status.status, ALONE),
    Verb("feeds", "", "every feed and how it fares", status.feeds, ALONE),
    Verb("stats", "", "how often alerts were right, by their readers' votes", stats.stats, ALONE),
    Verb("export", "[company]", "the ledger as a file, to you alone", exports.export),
    Verb("feedback", "<words>", "tell those who run this bot", feedback.feedback),
)
"""What can be typed beside questions, in the order in which the help names them."""


@dataclass(frozen=True, slots=True)
class Help:
    """`/aispend help`."""


@dataclass(frozen=True, slots=True)
class Overview:
    """`/aispend` alone."""


@dataclass(frozen=True, slots=True)
class Question:
    """`/aispend <company>` and all else that is asked of the ledger."""

    text: str


def parse(text: str) -> Help | Overview | Question:
    """Read what stands behind the command; case, spaces, quotes and Slack's own escapes do no harm.

    >>> parse("  HELP "), parse(""), parse('"Johnson  &amp; Johnson"')
    (Help(), Overview(), Question(text='Johnson & Johnson'))
    >>> parse("<#C012|alibaba>"), parse("<http://alibaba.com|alibaba.com>?")
    (Question(text='alibaba'), Question(text='alibaba.com'))
    """
    asked = re.sub(r"^https?://(www\.)?", "", plain(text)).rstrip("?!,;:")
    bare = asked.strip(_QUOTES).rstrip("?!,;:").strip(_QUOTES)
    if bare.casefold() in _HELP or text.strip() == "?":
        return Help()
    if not any(quote in bare for quote in _PAIRED):
        asked = bare
    return Question(asked[:_LONGEST]) if bare else Overview()


async def answer_to(call: Call) -> Message:
    """Return the answer to what was typed behind the command, after it was done where it is a verb.

    Args:
        call: All that was typed is its `rest`.
    """
    office = call.desk.office
    if (found := verb_of(call.rest, VERBS)) is not None:
        verb, rest = found
        return await answered(verb, replace(call, rest=rest))
    match parse(call.rest):
        case Help():
            return render_help(await _examples(call), VERBS)
        case Overview():
            return render_overview(await _examples(call), VERBS)
        case Question(asked):
            return await record_of(asked, office, call.desk.today())
        case never:
            assert_never(never)


async def record_of(text: str, office: Office, today: date) -> Message:
    """Return what was asked of the ledger: a record, a comparison, a list, or names near to what was typed."""
    match await office.lookup(text):
        case Answer() as answer:
            return render_answer(answer, today)
        case Comparison() as comparison:
            return render_comparison(comparison, today)
        case Listing() as listing:
            return render_listing(listing, today)
        case Unknown() as unknown:
            return render_unknown(unknown)
        case never:
            assert_never(never)


async def _examples(call: Call) -> tuple[str, ...]:
    """Return names for the help, which is there when the store is not."""
    try:
        return await call.desk.office.companies(call.place.channel)
    except StoreError:
        return ()


async def reason_for(alert_id: str, office: Office, channel: str | None) -> Message:
    """Return why an alert was posted, as somebody in a channel may know it; None where the channel is not known."""
    alert = await office.why(alert_id)
    return render_why(alert, here=channel == alert.channel) if alert else Message(NO_ALERT, ())


_LONGEST = 300
_HELP = {"help", "?", "-h", "--help", "hilfe", "aide", "ayuda"}
_QUOTES = " \"'`“”‘’„«»*_"
_PAIRED = '"“”„«»'
"""Quotes that stand around a word of several; around all that was typed they do no harm."""
