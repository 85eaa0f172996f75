"""A digest: what a channel follows that was committed, raised, cut and taken back in the days since the last one.

What it has no room for is counted: the sums shown and those folded away together are the total, to the dollar.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.core.cadences import words
from bot.core.dues import Due
from bot.core.kinds import SPEND, Certainty, Kind, Qualifier, Role
from bot.core.moves import Move
from bot.core.phrases import and_
from bot.core.query import Query, Sort, understood, written
from bot.core.reckoning import NOTHING, Dollars, added
from bot.core.rules import Rules
from bot.core.totals import Total

MOST_NEW, MOST_OTHERS, MOST_PAYERS = 10, 6, 6
"""Moves that are shown of those that add and of the others, and payers that are held against their time before."""
_LONGEST_ASKED = 1000
"""Characters of a query with which companies are still named in it."""
_HALF_A_DAY = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Payer:
    """What one payer committed, in US dollars.

    Attributes:
        name: Of the first payer; others' money in rounds it led is left out.
        now: In the time of the digest, the low and the high end.
        before: In a time as long before it.
    """

    name: str
    now: Dollars
    before: Dollars


@dataclass(frozen=True, slots=True)
class Left:
    """What a digest has no room for.

    Attributes:
        count: Moves that add something.
        sum: What these add, in US dollars, the low and the high end.
        others: Moves that add nothing.
    """

    count: int = 0
    sum: Dollars = NOTHING
    others: int = 0


@dataclass(frozen=True, slots=True)
class Digest:
    """All that the message of a digest shows.

    Attributes:
        id: Deterministic in channel and moment, so that making it twice gives one.
        channel: Slack channel id.
        since: When the time it tells of begins (UTC).
        until: When it ends and the digest was due (UTC).
        zone: Whose clock the channel goes by.
        cadence: When its digests come, in words.
        follows: What the channel follows, in words.
        asked: A query for all figures of the time.
        sum: What was added, in US dollars, the low and the high end.
        count: How many commitments add to it.
        taken: What was cut or taken back, in US dollars, the low and the high end.
        kinds: The sum by kind, the largest first.
        payers: The largest.
        moves: Those that add, the largest first.
        others: Those that take away or change nothing of the sum.
        left: What is in neither.
        version: As an alert's.
    """

    id: str
    channel: str
    since: datetime
    until: datetime
    zone: str
    cadence: str
    follows: str
    asked: str
    sum: Dollars
    count: int
    taken: Dollars
    kinds: tuple[Total, ...]
    payers: tuple[Payer, ...]
    moves: tuple[Move, ...]
    others: tuple[Move, ...]
    left: Left = Left()
    version: int = 1

    @property
    def days(self) -> tuple[date, date]:
        """Return the first and the last day that it tells of."""
        return days_between(self.since, self.until, ZoneInfo(self.zone))

    @property
    def days_before(self) -> tuple[date, date]:
        """Return the first and the last day of the time that payers are held against."""
        return days_between(self.since - (self.until - self.since), self.since, ZoneInfo(self.zone))

    @property
    def up_to(self) -> bool:
        """Say whether any part of the sum is only an upper bound."""
        return any(total.up_to for total in self.kinds)


def digest(rules: Rules, due: Due, moves: Sequence[Move], moves_before: Sequence[Move]) -> Digest | None:
    """Put a digest together; None where there is nothing to tell.

    Args:
        rules: What the channel follows; its `digest` says when that comes.
        due: The time it tells of.
        moves: All of that time, the largest first.
        moves_before: All of a time as long before it.
    """
    if rules.digest is None or not moves:
        return None
    adding, others = [m for m in moves if m.adds], [m for m in moves if not m.adds]
    left = adding[MOST_NEW:]
    return Digest(
        id=f"digest-{rules.channel}-{due.until:%Y%m%dT%H%MZ}",
        channel=rules.channel,
        since=due.since,
        until=due.until,
        zone=rules.digest.zone.key,
        cadence=words(rules.digest),
        follows=_follows(rules),
        asked=_asked(rules, due),
        sum=added([move.added for move in adding]),
        count=len(adding),
        taken=added([move.taken for move in others]),
        kinds=_kinds(adding),
        payers=_payers(adding, moves_before),
        moves=tuple(adding[:MOST_NEW]),
        others=tuple(others[:MOST_OTHERS]),
        left=Left(len(left), added([move.added for move in left]), len(others[MOST_OTHERS:])),
    )


def days_between(since: datetime, until: datetime, zone: ZoneInfo) -> tuple[date, date]:
    """Return the first and the last day of a time, both taken to begin at the midnight that is nearest on the wall.

    >>> monday = datetime(2026, 11, 16, 9, tzinfo=ZoneInfo("Europe/Berlin"))
    >>> [day.isoformat() for day in days_between(monday, monday + timedelta(days=7), ZoneInfo("Europe/Berlin"))]
    ['2026-11-16', '2026-11-22']
    """
    first, end = ((moment.astimezone(zone).replace(tzinfo=None) + _HALF_A_DAY).date() for moment in (since, until))
    return first, max(first, end - timedelta(days=1))


def _kinds(adding: Sequence[Move]) -> tuple[Total, ...]:
    """Add moves up by kind, the largest total first."""
    totals = [_total(kind, [move for move in adding if move.fact.kind is kind]) for kind in Kind]
    return tuple(sorted((total for total in totals if total.figures), key=lambda total: total.high, reverse=True))


def _total(kind: Kind, some: Sequence[Move]) -> Total:
    low, high = added([move.added for move in some])
    return Total(
        kind=kind,
        low=low,
        high=high,
        up_to=any(move.fact.qualifier is Qualifier.UP_TO for move in some),
        parts=(),
        reported=added([move.added for move in some if move.fact.certainty is Certainty.REPORTED])[1],
        count=len(some),
    )


def _payers(adding: Iterable[Move], before: Iterable[Move]) -> tuple[Payer, ...]:
    """Return those who committed most, the largest first, with what they did in the time before."""
    now, then = _by_payer(adding), _by_payer(before)
    found = [Payer(name, sum_, then.get(key, (name, NOTHING))[1]) for key, (name, sum_) in now.items()]
    return tuple(sorted(found, key=lambda payer: payer.now[::-1], reverse=True)[:MOST_PAYERS])


def _by_payer(some: Iterable[Move]) -> dict[str, tuple[str, Dollars]]:
    """Return what each payer's moves add, by its name in one case, with the name as it is spelt first."""
    sums: dict[str, tuple[str, Dollars]] = {}
    for move in some:
        if move.fact.org and move.fact.role is Role.PAYER and move.added != NOTHING:
            name, sum_ = sums.get(move.fact.org.casefold(), (move.fact.org, NOTHING))
            sums[name.casefold()] = name, added([sum_, move.added])
    return sums


def _follows(rules: Rules) -> str:
    """Say what a channel follows.

    >>> _follows(Rules("C1", "asia", companies=("Alibaba",), kinds=frozenset({Kind.CAPEX}), keywords_any=("chips",)))
    '#asia follows Alibaba; capital expenditure; at least $1B; news with “chips”'
    """
    query = Query(kinds=_narrowed(rules), countries=rules.countries, minimum=rules.min)
    wanted = and_(tuple(f"“{word}”" for word in rules.keywords_any))
    words = f"; news with {wanted}" if wanted else ""
    return f"#{rules.name} follows {and_(rules.companies) or 'any payer'}; {understood(query)}{words}"


def _asked(rules: Rules, due: Due) -> str:
    """Return the query for all figures that were announced in the time, as far as a query can say what is followed."""
    query = Query(
        orgs=rules.companies,
        kinds=_narrowed(rules),
        since=due.since.date().isoformat(),
        until=due.until.date().isoformat(),
        countries=rules.countries,
        minimum=rules.min,
        sort=Sort.SIZE,
    )
    asked = written(query)
    return asked if len(asked) <= _LONGEST_ASKED else written(replace(query, orgs=()))


def _narrowed(rules: Rules) -> tuple[Kind, ...]:
    """Return the kinds that a channel follows; none where it follows all."""
    return () if rules.kinds >= SPEND else tuple(kind for kind in Kind if kind in rules.kinds)
