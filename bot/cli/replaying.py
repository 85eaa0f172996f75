"""A replay: the same reading, matching and deciding as the bot's, in memory and without a clock."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.core import alerts
from bot.core.alerts import Alert, Reason, Skip
from bot.core.changes import Change
from bot.core.entry import Entry
from bot.core.figures import Figure
from bot.core.orgs import Directory, Org
from bot.core.reading import Reading, read
from bot.core.rules import Rules
from bot.core.stories import Shelf
from bot.rates import DailyRates

ANY_PAYER = (Rules(channel="any", name="any"),)
"""The watch list of a replay that is given none: any payer, at least $1B, the spend kinds, announced and reported."""


@dataclass(frozen=True, slots=True)
class Replayed:
    """What would have become of one entry.

    Attributes:
        reason: Why it alerts, or why not in the channel that came nearest.
        detail: The values compared.
        stories: All it tells, the first headline figure's first.
        channels: Where it would alert if nothing had been posted before.
        first: Whether its alert would be the post.
        change: What it changes in a story told before; None where it changes none.
    """

    entry: Entry
    reading: Reading
    reason: Reason
    detail: str
    stories: tuple[str, ...]
    channels: tuple[str, ...]
    first: bool
    change: Change | None = None


def read_one(entry: Entry, orgs: Iterable[Org]) -> Replayed:
    """Read and decide a single entry."""
    return next(replay((entry,), orgs, None))


def replay(entries: Iterable[Entry], orgs: Iterable[Org], rules: Sequence[Rules] | None) -> Iterator[Replayed]:
    """Yield what would have become of each entry, in order, earlier ones being known to later ones.

    Args:
        entries: In the order in which they would have been seen.
        orgs: The organisations.
        rules: One for each channel; None means `ANY_PAYER`.
    """
    directory, rates = Directory(orgs), DailyRates()
    shelf = Shelf()
    posted: set[tuple[str, str]] = set()
    for entry in entries:
        reading = read(entry, directory, rates)
        silent = alerts.irrelevant(reading)
        tellings = shelf.bind(entry, reading, None)
        told = tuple(t.story.id for t in tellings)
        if silent is not None:
            yield Replayed(entry, reading, silent.reason, silent.detail, told, (), False)
            continue
        choices = [
            (telling, rule, alerts.decide(rule, entry, reading, telling, directory, rates, feed=entry.outlet or None))
            for telling in tellings
            for rule in rules or ANY_PAYER
        ]
        hits = [(telling.story.id, rule.channel) for telling, rule, choice in choices if isinstance(choice, Alert)]
        first = any(hit not in posted for hit in hits)
        posted |= set(hits)
        skip = next((c for _, _, c in choices if isinstance(c, Skip)), Skip(Reason.ALERT))
        reason = Reason.ALERT if hits else skip.reason
        channels = tuple(dict.fromkeys(channel for _, channel in hits))
        change = next((telling.change for telling in tellings if telling.change is not None), None)
        yield Replayed(entry, reading, reason, "" if hits else skip.detail, told, channels, first, change)


def as_json(replayed: Replayed) -> dict[str, object]:
    """Return what `replay --format jsonl` prints of an entry; the keys are a contract."""
    return {
        "id": replayed.entry.id,
        "alert": bool(replayed.channels),
        "reason": replayed.reason.value,
        "story": replayed.stories[0] if replayed.stories else None,
        "stories": list(replayed.stories),
        "first": replayed.first,
        "channels": list(replayed.channels),
        "figures": [figure_as_json(f) for f in replayed.reading.figures],
    }


def figure_as_json(figure: Figure) -> dict[str, object]:
    """Return a figure's fields in the words of the contract, numbers as JSON numbers."""
    return {
        "quote": figure.quote,
        "amount": _number(figure.amount),
        "high": _number(figure.high),
        "currency": figure.currency,
        "also": [{"amount": _number(m.amount), "currency": m.currency} for m in figure.also],
        "usd": _number(figure.usd),
        "usd_high": _number(figure.usd_high),
        "org": figure.org,
        "org_alt": list(figure.org_alt),
        "role": figure.role.value,
        "counterparty": figure.counterparty,
        "kind": figure.kind.value,
        "period": figure.period,
        "qualifier": figure.qualifier.value,
        "certainty": figure.certainty.value,
        "purpose": figure.purpose,
        "headline": figure.headline,
    }


def _number(value: Decimal | None) -> int | float | None:
    """Return a JSON number, whole where the value is; dollars reckoned at a rate are rounded to whole ones."""
    return None if value is None else round(value)
