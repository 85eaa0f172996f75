"""Reckonings: what a channel follows in the ledger at one moment, and what counts of it.

A fact whose payer nobody names is in no ledger; here it is a commitment of its own, for the channel heard of it.
"""

from collections.abc import Callable, Collection, Sequence
from decimal import Decimal

from bot.core.facts import Fact
from bot.core.positions import Position, State, count_among, keep

Dollars = tuple[Decimal, Decimal]
"""The low and the high end of a sum in US dollars."""

NOTHING: Dollars = Decimal(0), Decimal(0)


class Reckoning:
    """Facts chained into commitments, those that are followed counted once.

    Attributes:
        positions: All commitments, followed or not.
    """

    def __init__(self, facts: Collection[Fact], follows: Callable[[Fact], bool]) -> None:
        """Reckon.

        Args:
            facts: As they were known at the moment; their ids differ.
            follows: Says whether a fact is one that the channel follows, as it stands.
        """
        book = keep([fact for fact in facts if fact.org])
        books = [book, *(keep([fact]) for fact in facts if not fact.org)]
        self.positions = tuple(position for one in books for position in one.positions)
        self._placings = {key: placing for one in books for key, placing in one.placings.items()}
        self._wholes = book.wholes
        self._at = {fact.id: position for position in self.positions for fact in position.facts}
        current = [position.current for position in self.positions if position.state is not State.TAKEN_BACK]
        chosen = [fact for fact in current if follows(fact)]
        self.counted = count_among([fact for fact in chosen if fact.org], book)
        self.counted |= {fact.id for fact in chosen if not fact.org and fact.usd}

    def knows(self, fact: str) -> bool:
        """Say whether a fact was known, by its id."""
        return fact in self._at

    def at(self, fact: str) -> Position:
        """Return the commitment that a known fact tells of, by its id."""
        return self._at[fact]

    def state(self, fact: str) -> State:
        """Return what has become of a fact."""
        return self._placings[fact].state

    def worth(self, position: Position) -> Dollars:
        """Return what a commitment counts for; nothing where it is not followed, or within a whole that counts."""
        fact = position.current
        if fact.id not in self.counted or fact.usd is None:
            return NOTHING
        return fact.usd, fact.usd_high or fact.usd

    def holder(self, position: Position) -> Position | None:
        """Return the commitment that counts with another one's sum in it; None where there is none."""
        whole = self._wholes.get(position.current.id)
        while whole is not None and whole not in self.counted:
            whole = self._wholes.get(whole)
        return None if whole is None else self._at[whole]


def added(sums: Sequence[Dollars]) -> Dollars:
    """Add sums up, low ends and high ends."""
    return sum((low for low, _ in sums), Decimal(0)), sum((high for _, high in sums), Decimal(0))
