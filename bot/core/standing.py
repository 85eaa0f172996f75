"""How facts stand: on which side of each of their parties, in which year, and whether they count.

What becomes of a fact `positions` decides, from all facts of one company at once; all else here is said of one alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.core import positions, totals
from bot.core.facts import Fact
from bot.core.kinds import Role
from bot.core.positions import Placing, State


class Side(StrEnum):
    """What a fact is to a company that stands in it."""

    PAYS = "pays"
    LED = "led"
    RECEIVES = "receives"
    JOINT = "joint"
    """It pays with others; the sum counts for the first of them alone."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Which of a company's facts count in its totals, and what has become of each."""

    counted: frozenset[str]
    placings: Mapping[str, Placing]

    def tells(self, fact: str) -> bool:
        """Say whether a fact, by its id, tells more than another one that is listed."""
        return self.placings[fact].state not in (State.RETOLD, State.OTHER_SIDE)


def sides(fact: Fact) -> Mapping[str, tuple[str, Side]]:
    """Return every party of a fact, by its case-folded name: how the fact spells it, and its side.

    A name that stands in it twice is on the side of those who pay.

    >>> from decimal import Decimal
    >>> from bot.core.kinds import Kind
    >>> fact = Fact("a", "2025", "Meta", Kind.CONTRACT, Decimal(1), "USD", org_alt=("Ant",), counterparty="Oracle")
    >>> [(name, side.value) for name, side in sides(fact).values()]
    [('Ant', 'joint'), ('Oracle', 'receives'), ('Meta', 'pays')]
    """
    own = Side.LED if fact.role is Role.LEAD else Side.PAYS
    parties = [*((name, Side.JOINT) for name in fact.org_alt), (fact.counterparty, Side.RECEIVES), (fact.org, own)]
    return {name.casefold(): (name, side) for name, side in parties if name}


def year_of(fact: Fact) -> int:
    """Return the year a fact falls into, as `totals.year_of` does; 0 where nothing tells it."""
    return totals.year_of(fact) or 0


def standing(org: str, facts: Sequence[Fact]) -> Standing:
    """Return how the facts of a company stand.

    Args:
        org: Its name, in whatever case.
        facts: All it appears in.
    """
    book = positions.keep(facts)
    counted = (positions.count_among(side, book) for side in positions.sides(org, facts))
    return Standing(frozenset().union(*counted), book.placings)
