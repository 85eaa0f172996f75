"""What a channel follows, in words: one sentence, and setting by setting with who decided it.

A setting is decided by the channel where it has said something, else by the watch list.
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.core.cadences import words as cadence_words
from bot.core.countries import country_name
from bot.core.kinds import SPEND, Certainty, Kind
from bot.core.phrases import day, short
from bot.core.quiet import Quiet
from bot.core.rules import EVERYTHING, Layout, Mute, Rules, Updates
from bot.core.subscriptions import Subscription, chosen

PLURALS = {
    Kind.CAPEX: "capital expenditure",
    Kind.PLEDGE: "pledges",
    Kind.CONTRACT: "contracts",
    Kind.STAKE: "stakes",
    Kind.ACQUISITION: "acquisitions",
    Kind.FUND: "funds",
}
_UPDATES = {
    Updates.EDIT: "the message is edited",
    Updates.THREAD: "a reply in its thread",
    Updates.BOTH: "the message is edited, with a reply in its thread",
    Updates.OFF: "nothing is said",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """One thing a channel follows or wants, for people.

    Attributes:
        label: What it is.
        value: What it is set to.
        is_own: Whether the channel decided it, and not the watch list.
        instead_of: What the watch list says where the channel decided otherwise; None where both say the same.
    """

    label: str
    value: str
    is_own: bool
    instead_of: str | None = None


def sentence(rules: Rules) -> str:
    """Return what a channel follows, as it stands behind its name.

    >>> sentence(Rules("C1", "ai"))
    'any payer, from $1B'
    >>> sentence(Rules("C1", "ai", kinds=frozenset({Kind.PLEDGE, Kind.FUND}), companies=("Alibaba", "Meta")))
    'pledges and funds of Alibaba or Meta, from $1B'
    """
    kinds = "" if rules.kinds >= SPEND else f"{_list(_kinds(rules.kinds), 'and')} of "
    return f"{kinds}{payers(rules)}, from {short(rules.min)}"


def payers(rules: Rules) -> str:
    """Return whom a channel follows."""
    who = _list(rules.companies, "or") if rules.companies else "any payer"
    return f"{who} in {_list(map(country_name, rules.countries), 'or')}" if rules.countries else who


def settings(
    rules: Rules, subscription: Subscription | None, now: datetime, said: Rules | None = None
) -> tuple[Setting, ...]:
    """Return every setting of a channel that is of use to see.

    Args:
        rules: In force.
        subscription: The channel's own; None where nothing was set in Slack.
        now: Mutes that are over by then are left out (UTC).
        said: What the watch list says of the channel, or of every channel; None leaves that out.
    """
    own = chosen(subscription.choices) if subscription else {}
    before = {name: value for name, _, value in _values(said)} if said is not None else {}
    shown = [_setting(name, label, value, own, before) for name, label, value in _values(rules) if value]
    mine = frozenset(subscription.choices.mutes if subscription else ())
    return (*shown, *(Setting("Muted", mute_words(one), one in mine) for one in rules.mutes if is_on(one, now)))


def _setting(name: str, label: str, value: str, own: Container[str], before: Mapping[str, str]) -> Setting:
    was = before.get(name, value) if name in own else value
    return Setting(label, value, name in own, None if was == value else was or "any")


def _values(rules: Rules) -> tuple[tuple[str, str, str], ...]:
    """Return every setting: its name, what it is, and what it is set to; empty where nothing is wanted."""
    return (
        ("companies", "Companies", _list(rules.companies, "and") or "any payer"),
        ("countries", "Payers at home in", _list(map(country_name, rules.countries), "and")),
        ("min", "Least sum", short(rules.min)),
        ("kinds", "Kinds", "all" if rules.kinds >= SPEND else _list(_kinds(rules.kinds), "and")),
        ("certainty", "How sure", _list((c.value for c in Certainty if c in rules.certainty), "or")),
        ("updates", "When a story moves on", _UPDATES[rules.updates]),
        ("layout", "Messages", "in full" if rules.layout is Layout.FULL else "compact"),
        ("quiet", "Quiet hours", quiet_words(rules.quiet)),
        ("digest", "Digest", cadence_words(rules.digest) if rules.digest else "off"),
        ("keywords_any", "One of these words", _list(rules.keywords_any, "or")),
        ("keywords_none", "None of these words", _list(rules.keywords_none, "or")),
        ("languages", "Languages", _list(rules.languages, "and")),
        ("feeds", "Feeds", _list(rules.feeds, "and")),
        ("most_an_hour", "Messages an hour", str(rules.most_an_hour or "")),
    )


def is_on(mute: Mute, now: datetime) -> bool:
    """Say whether a mute is not over."""
    return mute.until is None or mute.until > now


def mute_words(mute: Mute) -> str:
    """Return a mute in words: what, and until when; an hour is told where it is not midnight.

    >>> from datetime import UTC
    >>> mute_words(Mute("Nvidia", datetime(2026, 12, 1, tzinfo=UTC)))
    'Nvidia until 1 Dec 2026'
    """
    what = "everything" if mute.what == EVERYTHING else mute.called or mute.what
    if mute.until is None:
        return f"{what} for good"
    hour = f", {mute.until:%H:%M} UTC" if (mute.until.hour, mute.until.minute) != (0, 0) else ""
    return f"{what} until {day(mute.until)}{hour}"


def quiet_words(quiet: Quiet | None) -> str:
    """Return quiet hours in words.

    >>> from datetime import time
    >>> from zoneinfo import ZoneInfo
    >>> quiet_words(Quiet(ZoneInfo("Europe/Berlin"), time(22), time(7), weekends=True))
    '22:00 to 07:00 and weekends, Europe/Berlin'
    """
    if quiet is None:
        return "none"
    hours = f"{quiet.start:%H:%M} to {quiet.end:%H:%M}" if quiet.start is not None and quiet.end is not None else ""
    shown = " and ".join(filter(None, (hours, "weekends" if quiet.weekends else "")))
    return f"{shown}, {quiet.zone.key}" if shown else "none"


def _kinds(kinds: frozenset[Kind]) -> tuple[str, ...]:
    return tuple(words for kind, words in PLURALS.items() if kind in kinds)


def _list(names: Iterable[str], last: str) -> str:
    """Return all names in a row, with a word before the last one."""
    *most, end = [*names] or [""]
    return f"{', '.join(most)} {last} {end}" if most else end
