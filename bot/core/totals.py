"""Totals: sums of facts by kind and by year, each with what it is made of.

They add what they are given: what counts, and what another fact holds already, `positions` has decided before.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from bot.core.facts import Fact
from bot.core.kinds import Certainty, Kind, Qualifier


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of some facts, none counted twice.

    Attributes:
        kind: Of all of them.
        low: US dollars, low ends added.
        high: US dollars, high ends added; equal to `low` where no part is a range.
        up_to: Whether any part is only an upper bound.
        parts: Ids of the facts counted, newest first; empty where they were not asked for.
        reported: How much of `high` is only reported.
        count: How many facts are counted; None means as many as `parts`.
    """

    kind: Kind
    low: Decimal
    high: Decimal
    up_to: bool
    parts: tuple[str, ...]
    reported: Decimal = Decimal(0)
    count: int | None = field(default=None, repr=False)

    @property
    def figures(self) -> int:
        """Return how many facts are counted."""
        return len(self.parts) if self.count is None else self.count


@dataclass(frozen=True, slots=True)
class YearTotal:
    """What falls into one year.

    Attributes:
        year: The number of the year, fiscal or not; None for facts without a date.
        totals: By kind, the largest first.
    """

    year: int | None
    totals: tuple[Total, ...]


_YEARS = re.compile(r"(?:(?P<part>[QH])(?P<number>[1-4]) )?(?:FY)?(?P<first>\d{4})(?:-(?P<last>\d{4}))?", re.ASCII)


def add_up(facts: Sequence[Fact]) -> tuple[Total, ...]:
    """Add facts up by kind, the largest total first.

    Args:
        facts: With a sum in US dollars, newest first.
    """
    by_kind = [[fact for fact in facts if fact.kind is kind] for kind in Kind]
    return tuple(sorted(map(_total, filter(None, by_kind)), key=lambda total: total.high, reverse=True))


def add_up_years(facts: Sequence[Fact]) -> tuple[YearTotal, ...]:
    """Add facts up by year and kind, the newest year first.

    Args:
        facts: With a sum in US dollars, newest first.
    """
    by_year: dict[int | None, list[Fact]] = {}
    for fact in facts:
        by_year.setdefault(year_of(fact), []).append(fact)
    newest_first = sorted(by_year, key=lambda year: year or 0, reverse=True)
    return tuple(YearTotal(year, add_up(by_year[year])) for year in newest_first)


def year_of(fact: Fact) -> int | None:
    """Return the year a fact falls into: that of its period where it is one year or a part of one, else of its day.

    >>> plan = Fact("a", "2025-01-03", "Acme", Kind.CAPEX, Decimal(1), "USD", period="Q3 FY2026")
    >>> year_of(plan), year_of(Fact("b", "2025-02", "Acme", Kind.PLEDGE, Decimal(1), "USD", period="3y"))
    (2026, 2025)
    """
    match = _YEARS.fullmatch(fact.period or "")
    if match is not None and match["last"] is None:
        return int(match["first"])
    return int(fact.announced[:4]) if re.match(r"\d{4}", fact.announced, re.ASCII) else None


def quarters(period: str | None) -> range:
    """Number the quarters of a period; none where it names no years of its own.

    A fiscal year is taken for the calendar year of its number: they overlap, and to add both counts months twice.

    >>> quarters("H2 2025") == quarters("Q3 FY2025") or set(quarters("Q3 FY2025")) < set(quarters("H2 2025"))
    True
    >>> len(quarters("2025-2026")), len(quarters("3y"))
    (8, 0)
    """
    match = _YEARS.fullmatch(period or "")
    if match is None:
        return range(0)
    part, number, first, last = match.group("part", "number", "first", "last")
    start = 4 * int(first)
    if part is None:
        return range(start, 4 * int(last or first) + 4)
    length = 1 if part == "Q" else 2
    return range(start + length * (int(number) - 1), start + length * int(number))


def _total(facts: Sequence[Fact]) -> Total:
    return Total(
        kind=facts[0].kind,
        low=sum((fact.usd or Decimal(0) for fact in facts), Decimal(0)),
        high=_high(facts),
        up_to=any(fact.qualifier is Qualifier.UP_TO for fact in facts),
        parts=tuple(fact.id for fact in facts),
        reported=_high([fact for fact in facts if fact.certainty is Certainty.REPORTED]),
    )


def _high(facts: Sequence[Fact]) -> Decimal:
    return sum((fact.usd_high or fact.usd or Decimal(0) for fact in facts), Decimal(0))
