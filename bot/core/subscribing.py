"""Subscribing: what people type behind `subscribe`, `unsubscribe` and `mute`, as choices of their channel.

Whom and what they want to follow is understood as questions to the ledger are; what such a question can hold and a
subscription cannot is an error that says so.
"""

import re
from dataclasses import replace
from datetime import datetime, timedelta

from bot.core.hours import parse_day, parse_duration
from bot.core.kinds import SPEND
from bot.core.query import Query
from bot.core.rules import EVERYTHING, Rules
from bot.core.subscriptions import Choices
from bot.errors import RequestError

MUTED_FOR = timedelta(days=7)
"""How long something is muted where nobody says how long."""
LONGEST_MUTE = timedelta(days=366)

_ALL = re.compile(
    r"\b(?:all|any|every)(?:thing|one|body)?(?:\s+(?P<kinds>kinds?)|\s+(?:compan(?:y|ies)|payers?))?\b", re.I
)
_FOR = re.compile(r"\s*\b(?:for\s+)?(?P<length>\d{1,4}\s*(?:h|d|w|hours?|days?|weeks?))\s*$", re.I)
_UNTIL = re.compile(r"\s*\buntil\s+(?P<day>\d{4}-\d\d-\d\d)\s*$", re.I)
_GOOD = re.compile(r"\s*\b(?:for\s+good|for\s*ever)\s*$", re.I)


def everything_of(text: str) -> tuple[str, bool, bool]:
    """Take the words for all companies and all kinds out of what was typed.

    Returns:
        The rest, whether all companies are meant, and whether all kinds are.

    >>> everything_of("all min 2bn")
    ('min 2bn', True, False)
    >>> everything_of("alibaba all kinds")
    ('alibaba', False, True)
    """
    found = [match["kinds"] is not None for match in _ALL.finditer(text)]
    return " ".join(_ALL.sub(" ", text).split()), False in found, True in found


def choose(query: Query, rules: Rules | None, choices: Choices, *, all_companies: bool, all_kinds: bool) -> Choices:
    """Return choices with what was asked for: companies are added to those followed, all else takes the old's place.

    Args:
        query: What was typed, as a question to the ledger is understood.
        rules: In force now; None where the channel follows nothing, so that companies begin anew.
        choices: The channel's so far.
        all_companies: Whether any payer is wanted.
        all_kinds: Whether every kind is.

    Raises:
        RequestError: It holds what a subscription cannot.
    """
    _refuse(query)
    new = choices
    if query.orgs:
        before = rules.companies if rules is not None and not all_companies else ()
        new = replace(new, companies=tuple(dict.fromkeys((*before, *query.orgs))))
    elif all_companies:
        new = replace(new, companies=())
    if query.countries:
        new = replace(new, countries=query.countries)
    elif all_companies:
        new = replace(new, countries=())
    if query.minimum is not None:
        new = replace(new, min=query.minimum)
    if query.kinds:
        new = replace(new, kinds=frozenset(query.kinds))
    elif all_kinds:
        new = replace(new, kinds=SPEND)
    return new


def drop(query: Query, rules: Rules, choices: Choices) -> Choices:
    """Return choices without some companies.

    Raises:
        RequestError: One is not followed, or none would be left.
    """
    _refuse(query)
    if query.kinds or query.countries or query.minimum:
        raise RequestError("only companies can be dropped one by one; `subscribe` sets kinds, countries and a minimum")
    if strange := [org for org in query.orgs if org not in rules.companies]:
        held = "any payer is followed" if not rules.companies else f"followed are {', '.join(rules.companies)}"
        raise RequestError(f"{', '.join(strange)} cannot be dropped: {held}. `mute` keeps a company out")
    left = tuple(org for org in rules.companies if org not in query.orgs)
    if not left:
        raise RequestError("no company would be left; `unsubscribe` alone ends it, `subscribe all` follows any payer")
    return replace(choices, companies=left)


def muting(text: str, now: datetime) -> tuple[str, datetime | None]:
    """Return what is to be muted, as typed, and until when (UTC); None means for good.

    Where nothing is named, `EVERYTHING` is meant; where no time is, `MUTED_FOR`.

    Raises:
        RequestError: The time is no time, or cannot be meant.

    >>> from datetime import UTC
    >>> muting("bank of america 24h", datetime(2026, 11, 26, 9, tzinfo=UTC))
    ('bank of america', datetime.datetime(2026, 11, 27, 9, 0, tzinfo=datetime.timezone.utc))
    >>> muting("crypto for good", datetime(2026, 11, 26, tzinfo=UTC))
    ('crypto', None)
    """
    text = " ".join(text.split())
    if (match := _GOOD.search(text)) is not None:
        what, until = text[: match.start()], None
    elif (match := _UNTIL.search(text)) is not None:
        what, until = text[: match.start()], _day(match["day"], now)
    elif (match := _FOR.search(text)) is not None:
        what, until = text[: match.start()], now + _length(match["length"])
    else:
        what, until = text, now + MUTED_FOR
    what = what.strip(" \"“”'")
    if not what and until is None:
        raise RequestError("everything for good is `unsubscribe`; say what to mute, or for how long")
    if not what and match is None:
        raise RequestError("say what to mute and how long: `mute nvidia 7d`, `mute 24h` for everything")
    return what or EVERYTHING, until


def _length(text: str) -> timedelta:
    number, unit = re.split(r"(?<=\d)\s*(?=[a-z])", text.casefold(), maxsplit=1)
    length = parse_duration(f"{int(number) * (7 if unit[0] == 'w' else 1)}{'d' if unit[0] == 'w' else unit[0]}")
    if not timedelta(0) < length <= LONGEST_MUTE:
        raise RequestError(f"{text!r}: expected at least 1h and at most 366d; `for good` has no end")
    return length


def _day(text: str, now: datetime) -> datetime:
    try:
        until = parse_day(text)
    except ValueError as error:
        raise RequestError(str(error)) from error
    if until <= now:
        raise RequestError(f"{text} is over already")
    return until


def _refuse(query: Query) -> None:
    """Raise RequestError for what cannot be followed."""
    strange = [guess for guess in query.guesses if guess.meant is None]
    if query.words or query.missing:
        named = " ".join((*query.words, *query.missing))
        near = next((guess.near for guess in strange if guess.near), ())
        meant = f" Did you mean {' or '.join(near)}?" if near else " A name, ticker or alias of orgs.yaml will do."
        raise RequestError(f"no company called “{named}” is known.{meant}")
    if query.years or query.since or query.until or query.top or query.sort or query.page > 1:
        raise RequestError("a channel follows what is yet to come: years, dates and `top` are for questions alone")
