"""Periods: when money is to be spent, read from the words beside a sum.

A date of an event ("on January 21, 2025", "in May 2024") and the completion of a building ("open by 2027")
are no periods; nor is a year that a sum is only compared with.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from bot.core import calendars, quarters, relatives, terms, years
from bot.core.calendars import Calendar

__all__ = ["Calendar", "Period", "calendar", "find", "spans"]


@dataclass(frozen=True, slots=True)
class Period:
    """A period where it stands in a text.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last one.
        value: `3y`, `2025`, `FY2025`, `Q3 2025`, `Q4 FY2025`, `H1 2026`, `2025-2028` or `by 2030`.
    """

    start: int
    end: int
    value: str

    @property
    def is_one_year(self) -> bool:
        """Say whether it is one fiscal or calendar year, or a part of one."""
        return not (self.value.endswith("y") or "-" in self.value or self.value.startswith("by"))


_ANNUAL = re.compile(
    r"\b(?:a|per|each|every) year\b|\bannual(?:ly|ized|ised)?\b|\byearly\b|\bp\.?a\.(?!\w)|\b(?:pro|im) Jahr\b(?!\s20)"
    r"|\bjährlich\w*\b|\bpar an\b|\bannuel\w*\b"
    r"|\bal año\b|\bpor año\b|\banual(?:es)?\b|\bpor ano\b|\bao ano\b|\banua(?:l|is)\b|每年|年間(?!で)|매년|연간|毎年"
    r"|한 해",
    re.I,
)


def calendar(folded: str, published: date | None) -> Calendar:
    """Return what relative words of a text resolve against.

    Args:
        folded: Text as `text.fold` leaves it.
        published: Day of publication; None means "not stated".
    """
    return replace(calendars.calendar(folded, published), quarters=quarters.named(folded))


def find(folded: str, calendar: Calendar) -> tuple[Period, ...]:
    """Return the periods of a folded text in order, the more telling one where two overlap.

    >>> [p.value for p in find("$53 billion over the next three years", Calendar(date(2025, 2, 25), None, None))]
    ['3y']
    >>> [p.value for p in find("open by 2027, with $9 billion this year", Calendar(date(2025, 2, 25), None, None))]
    ['2025']
    """
    taken = _Taken()
    for start, end, value in (
        *quarters.quarters(folded, calendar),
        *quarters.halves(folded, calendar),
        *terms.terms(folded),
        *relatives.relatives(folded, calendar),
    ):
        taken.add(start, end, value, folded)
    for match in years.found(folded):
        if not taken.holds(match.start()):
            taken.add(*years.year_at(folded, match, calendar), folded)
    return taken.periods()


class _Taken:
    """Stretches already read, and the periods among them; the first to take a stretch keeps it."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._spans: list[tuple[int, int, str | None]] = []

    def holds(self, offset: int) -> bool:
        """Say whether an offset lies in a stretch."""
        place = bisect_right(self._starts, offset) - 1
        return place >= 0 and offset < self._spans[place][1]

    def add(self, start: int, end: int, value: str | None, folded: str) -> None:
        """Take a stretch unless part of it is taken."""
        place = bisect_right(self._starts, start)
        if (place and start < self._spans[place - 1][1]) or (place < len(self._starts) and self._starts[place] < end):
            return
        if value and value[0] in "QH" and years.COMPLETION.search(folded[max(0, start - 64) : start]):
            value = None
        self._starts.insert(place, start)
        self._spans.insert(place, (start, end, value))

    def periods(self) -> tuple[Period, ...]:
        """Return the periods in order."""
        return tuple(Period(start, end, value) for start, end, value in self._spans if value)


def spans(folded: str) -> Iterator[re.Match[str]]:
    """Yield where a text says that a sum is per year: `a year`, `annually`."""
    return _ANNUAL.finditer(folded)
