"""Totals: sums of facts in which nothing counts twice.

A sum is left out where another one holds it: a whole of which it is a part, or the same year of capital expenditure
told again. Facts that were replaced or taken back never get here.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from bot.core.facts import Fact, same_name
from bot.core.kinds import Kind, Qualifier


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of some facts, none counted twice.

    Attributes:
        kind: Of all of them.
        low: US dollars, low ends added.
        high: US dollars, high ends added; equal to `low` where no part is a range.
        up_to: Whether any part is only an upper bound.
        parts: Ids of the facts counted, newest first; empty where they were not asked for.
        count: How many facts are counted; None means as many as `parts`.
    """

    kind: Kind
    low: Decimal
    high: Decimal
    up_to: bool
    parts: tuple[str, ...]
    count: int | None = field(default=None, repr=False)

    @property
    def figures(self) -> int:
        """Return how many facts are counted."""
        return len(self.parts) if self.count is None else self.count


@dataclass(frozen=True, slots=True)
class Links:
    """How facts hang together.

    Attributes:
        successors: Id of a fact to the id of the one that replaces it.
        wholes: Id of a fact to the id of what it is a part of.
    """

    successors: Mapping[str, str]
    wholes: Mapping[str, str | None]


_YEARS = re.compile(r"(?:(?P<part>[QH])(?P<number>[1-4]) )?(?:FY)?(?P<first>\d{4})(?:-(?P<last>\d{4}))?")


def add_up(facts: Sequence[Fact], links: Links) -> tuple[Total, ...]:
    """Add facts up by kind, the largest total first."""
    by_kind = [[fact for fact in facts if fact.kind is kind] for kind in Kind]
    totals = [_total(group, links) for group in by_kind if group]
    return tuple(sorted(totals, key=lambda total: total.high, reverse=True))


def _total(facts: Sequence[Fact], links: Links) -> Total:
    """Add up facts of one kind, newest first, without those that another one of them holds."""
    ids = {fact.id for fact in facts}
    apart = [fact for fact in facts if not ids.intersection(_wholes_of(fact.id, links))]
    counted = [fact for fact in apart if not any(_year_told_by(other, fact, apart) for other in apart)]
    return Total(
        kind=counted[0].kind,
        low=sum((fact.usd or Decimal(0) for fact in counted), Decimal(0)),
        high=sum((fact.usd_high or fact.usd or Decimal(0) for fact in counted), Decimal(0)),
        up_to=any(fact.qualifier is Qualifier.UP_TO for fact in counted),
        parts=tuple(fact.id for fact in counted),
    )


def _wholes_of(part: str, links: Links) -> set[str]:
    """Return the ids of all that a fact is a part of, and of what replaced these."""
    found: set[str] = set()
    ahead = [links.wholes.get(part)]
    while ahead:
        whole = ahead.pop()
        if whole is not None and whole not in found:
            found.add(whole)
            ahead += [links.wholes.get(whole), links.successors.get(whole)]
    return found - {part}


def _year_told_by(other: Fact, fact: Fact, newest_first: Sequence[Fact]) -> bool:
    """Say whether capital expenditure of a time is in another fact: a longer time, or the same one told later."""
    if fact.kind is not Kind.CAPEX or not same_name(other.org, fact.org):
        return False
    outer, inner = _quarters(other.period), _quarters(fact.period)
    if not inner or other is fact or not set(inner) <= set(outer):
        return False
    return len(inner) < len(outer) or newest_first.index(other) < newest_first.index(fact)


def _quarters(period: str | None) -> range:
    """Number the quarters of a period; none where it names no years of its own.

    A fiscal year is taken for the calendar year of its number: they overlap, and to add both counts months twice.

    >>> _quarters("H2 2025") == _quarters("Q3 FY2025") or set(_quarters("Q3 FY2025")) < set(_quarters("H2 2025"))
    True
    >>> len(_quarters("2025-2026")), len(_quarters("3y"))
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
