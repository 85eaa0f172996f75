"""How facts stand: on which side of each of their parties, in which year, and whether they count.

What becomes of a fact `positions` decides, from all facts of one company at once; all else here is said of one alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.core import positions, totals
from bot.core.facts import Fact
from bot.core.kinds import Role
from bot.core.positions import Placing, Position


class Side(StrEnum):
    """What a fact is to a company that stands in it."""

    PAYS = "pays"
    LED = "led"
    RECEIVES = "receives"
    JOINT = "joint"
    """It pays with others; the sum counts for the first of them alone."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Which of a company's facts count in its totals, and what has become of each.

    Attributes:
        positions: The commitment that each fact tells of, by its id.
    """

    counted: frozenset[str]
    placings: Mapping[str, Placing]
    positions: Mapping[str, Position]

    def tells(self, fact: str) -> bool:
        """Say whether a fact, by its id, tells more than another one that is listed."""
        return positions.tells(self.placings[fact])

    def position(self, fact: str) -> str | None:
        """Return the id of the fact that says how a commitment is now that this one tells of; None where it does so."""
        current = self.positions[fact].current.id
        return None if current == fact else current

    def spoken(self, fact: str) -> str | None:
        """Return when a commitment was last spoken of; None where this fact does not say how it is now."""
        position = self.positions[fact]
        return position.spoken if position.current.id == fact else None


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
    by_fact = {fact.id: position for position in book.positions for fact in position.facts}
    return Standing(frozenset().union(*counted), book.placings, by_fact)
