"""Tallies: a company's totals as the store adds them up, by side, kind and year.

They hold no facts; which ones a total is made of is asked for apart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from bot.core.kinds import Kind
from bot.core.standing import Side
from bot.core.totals import Total, YearTotal


@dataclass(frozen=True, slots=True)
class Tally:
    """The sum of a company's facts of one side, kind and year, none counted twice.

    Attributes:
        year: See `core.standing.year_of`.
        low: Whole US dollars, low ends added.
        high: Whole US dollars, high ends added.
        up_to: Whether any part is only an upper bound.
        reported: How much of `high` is only reported.
        count: How many facts are counted.
    """

    side: Side
    kind: Kind
    year: int
    low: int
    high: int
    up_to: bool
    reported: int
    count: int


def asked_for(tallies: Iterable[Tally], kinds: Sequence[Kind], years: Sequence[int]) -> tuple[Tally, ...]:
    """Return those of some kinds and years; none means all."""
    return tuple(t for t in tallies if (not kinds or t.kind in kinds) and (not years or t.year in years))


def totals_of(tallies: Iterable[Tally], side: Side) -> tuple[Total, ...]:
    """Add the years of one side up by kind, the largest total first.

    >>> years = [Tally(Side.PAYS, Kind.CAPEX, year, 60, 65, False, 0, 2) for year in (2024, 2025)]
    >>> [(total.low, total.high, total.figures) for total in totals_of(years, Side.PAYS)]
    [(Decimal('120'), Decimal('130'), 4)]
    """
    own = [tally for tally in tallies if tally.side is side]
    totals = [added for kind in Kind if (added := added_up([t for t in own if t.kind is kind]))]
    return tuple(sorted(totals, key=lambda total: total.high, reverse=True))


def years_of(tallies: Iterable[Tally], side: Side) -> tuple[YearTotal, ...]:
    """Return the totals of each year of one side, the newest year first."""
    own = [tally for tally in tallies if tally.side is side]
    newest_first = sorted({tally.year for tally in own}, reverse=True)
    return tuple(YearTotal(year or None, totals_of([t for t in own if t.year == year], side)) for year in newest_first)


def added_up(tallies: Sequence[Tally]) -> Total | None:
    """Add tallies of one kind up; None where there is none."""
    if not tallies:
        return None
    return Total(
        kind=tallies[0].kind,
        low=Decimal(sum(tally.low for tally in tallies)),
        high=Decimal(sum(tally.high for tally in tallies)),
        up_to=any(tally.up_to for tally in tallies),
        parts=(),
        reported=Decimal(sum(tally.reported for tally in tallies)),
        count=sum(tally.count for tally in tallies),
    )
