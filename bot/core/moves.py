"""Moves: how what a channel follows in the ledger changed between two moments.

Each commitment that was spoken of is one move, and all moves add up to the difference of the two totals exactly: so
nothing is counted twice, within one digest or over many.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from bot.core.alike import GONE
from bot.core.changes import Change
from bot.core.facts import Fact
from bot.core.heard import Heard, as_of
from bot.core.kinds import Certainty
from bot.core.positions import Position, State
from bot.core.reckoning import NOTHING, Dollars, Reckoning, added


class News(StrEnum):
    """What a move is to those who follow."""

    NEW = "new"
    """Nothing of it was followed before."""
    CHANGED = "changed"
    """It was followed, and is otherwise now."""
    PART = "part"
    """It is new, and its sum is in a whole that counts already."""
    RUMOUR = "rumour"
    """It is reported to change; what was announced still counts."""
    AGAIN = "again"
    """The channel was alerted of it, and it is as it was known."""


@dataclass(frozen=True, slots=True)
class Move:
    """What became of one commitment.

    Attributes:
        fact: What says how it is now, or may be.
        news: What that is to those who follow.
        low: US dollars that it adds to what they follow, low ends; what is below zero is taken from it.
        high: Likewise, high ends.
        was: How it was known before, or when it was first told; None where that is no other.
        change: What became of `was`; None where there is none.
    """

    fact: Fact
    news: News
    low: Decimal
    high: Decimal
    was: Fact | None = None
    change: Change | None = None

    @property
    def adds(self) -> bool:
        """Say whether it adds more than it takes away."""
        return (self.high, self.low) > NOTHING

    @property
    def added(self) -> Dollars:
        """Return what it adds, the lesser end first; nothing where it takes away."""
        return _ends(self.low, self.high) if self.adds else NOTHING

    @property
    def taken(self) -> Dollars:
        """Return what it takes away, the lesser end first; nothing where it adds."""
        return NOTHING if self.adds else _ends(-self.low, -self.high)


def moves(
    heard: Sequence[Heard],
    since: datetime,
    until: datetime,
    follows: Callable[[Fact], bool],
    alerted: Collection[str] = (),
) -> tuple[Move, ...]:
    """Return what became of the commitments that were spoken of between two moments, what adds most first.

    Args:
        heard: All facts of the companies concerned, older ones too; their ids differ.
        since: From when on (UTC).
        until: What came at this moment or later is left alone (UTC).
        follows: Says whether a fact is one that the channel follows, as it stands.
        alerted: Ids of facts that the channel was alerted of.
    """
    change = _Between(heard, since, until, follows, alerted)
    found = [move for position in change.after.positions if (move := change.move(position)) is not None]
    newest = sorted(sorted(found, key=lambda m: m.fact.id), key=lambda m: m.fact.announced, reverse=True)
    return tuple(sorted(newest, key=lambda m: (m.adds, max(abs(m.high), abs(m.low))), reverse=True))


def change_of(was: Fact, now: Fact) -> Change | None:
    """Return what became of a commitment that was known as one fact and is known as another; None for nothing.

    Sums are compared in their own currency where both are in one, else in dollars, by their high ends first.

    >>> from dataclasses import replace
    >>> from bot.core.kinds import Kind
    >>> plan = Fact("a", "2025-02", "Meta", Kind.CAPEX, Decimal(60), "USD", Decimal(65), usd=Decimal(60))
    >>> change_of(plan, replace(plan, amount=Decimal(64), high=Decimal(72))).value, change_of(plan, plan)
    ('raised', None)
    """
    if now.certainty in GONE:
        return Change.DENIED if now.certainty is Certainty.DENIED else Change.CANCELLED
    if was.certainty is Certainty.REPORTED and now.certainty is Certainty.ANNOUNCED:
        return Change.CONFIRMED
    before, after = (_size(was), _size(now)) if was.currency == now.currency else (_dollars(was), _dollars(now))
    if before == after:
        return None
    return Change.RAISED if after > before else Change.CUT


class _Between:
    """What is followed before and after some time, and what each commitment adds to it."""

    def __init__(
        self,
        heard: Sequence[Heard],
        since: datetime,
        until: datetime,
        follows: Callable[[Fact], bool],
        alerted: Collection[str],
    ) -> None:
        known, now = as_of(since, heard), as_of(until, heard)
        self.before, self.after = Reckoning(known, follows), Reckoning(now, follows)
        self._follows, self._alerted, self._since = follows, alerted, since
        self._heard = {one.fact.id: one for one in heard}
        self._known = {fact.id: fact for fact in known}
        self._fresh = {fact.id for fact in now if self._known.get(fact.id) != fact}
        self._weights = self._weigh()

    def _weigh(self) -> dict[str, Dollars]:
        """Return what each commitment adds, by its id; what a whole takes in or gives back is weighed with the whole.

        A sum that counted is taken from the commitment it is in now, and one that counts is added to it, so that all
        weights together are the difference of the totals.
        """
        weights: dict[str, Dollars] = {}

        def weigh(position: Position, low: Decimal, high: Decimal) -> None:
            weights[position.id] = added([weights.get(position.id, NOTHING), (low, high)])

        for position in self.before.positions:
            low, high = self.before.worth(position)
            now = self.after.at(position.current.id)
            weigh(self.after.holder(now) or now, -low, -high)
        for position in self.after.positions:
            weigh(self._held_before(position) or position, *self.after.worth(position))
        return weights

    def _held_before(self, position: Position) -> Position | None:
        """Return the whole that counted for a commitment before, where nothing was said of this one since."""
        fact = position.current.id
        if any(other.id in self._fresh for other in position.facts) or not self.before.knows(fact):
            return None
        before = self.before.at(fact)
        whole = None if before.current.id in self.before.counted else self.before.holder(before)
        return None if whole is None else self.after.at(whole.current.id)

    def move(self, position: Position) -> Move | None:
        """Return what became of a commitment; None where nothing did that the channel follows."""
        fresh = [fact for fact in position.facts if fact.id in self._fresh]
        weight = self._weights.get(position.id, NOTHING)
        if not fresh and weight == NOTHING:
            return None
        was = self._before(position)
        if was is not None:
            fact, news = self._known_one(position, fresh, was, weight)
        else:
            was = self._first(position)
            fact, news = self._new_one(position, was)
        if news is None:
            return None
        change = change_of(was, fact) if was is not None and news is not News.AGAIN else None
        return Move(fact, news, *weight, was if change is not None else None, change)

    def _before(self, position: Position) -> Fact | None:
        """Return how a commitment was known that was followed before; None where it was not."""
        befores = [self.before.at(fact.id) for fact in position.facts if self.before.knows(fact.id)]
        stood = [one.current for one in befores if one.state is not State.TAKEN_BACK and self._follows(one.current)]
        return max(stood, key=_dollars, default=None)

    def _known_one(
        self, position: Position, fresh: Sequence[Fact], was: Fact, weight: Dollars
    ) -> tuple[Fact, News | None]:
        """Return what there is to say of a commitment that was followed before."""
        gone = [fact for fact in fresh if fact.certainty in GONE]
        if position.state is State.TAKEN_BACK:
            return (gone or fresh or [position.current])[0], News.CHANGED
        if change_of(was, position.current) is not None or weight != NOTHING:
            return position.current, News.CHANGED
        rumours = [f for f in fresh if self.after.state(f.id) is State.UNCONFIRMED and self._follows(f)]
        if rumours and change_of(was, rumours[0]) is not None:
            return rumours[0], News.RUMOUR
        return position.current, News.AGAIN if any(fact.id in self._alerted for fact in fresh) else None

    def _new_one(self, position: Position, first: Fact | None) -> tuple[Fact, News | None]:
        """Return what there is to say of a commitment that was not followed before, and of how it was first told."""
        fact = position.current
        if position.state is State.TAKEN_BACK:
            gone = [f for f in position.facts if f.certainty in GONE]
            return (gone or [fact])[0], News.CHANGED if gone and first is not None else None
        if not self._follows(fact):
            return fact, None
        return fact, News.PART if self.after.holder(position) is not None else News.NEW

    def _first(self, position: Position) -> Fact | None:
        """Return how a commitment was first told; None where that was not followed."""
        told = [f for f in reversed(position.facts) if self.after.state(f.id) not in (State.RETOLD, State.OTHER_SIDE)]
        earliest = [next((was for at, was in self._heard[f.id].was if at >= self._since), f) for f in told]
        return next((f for f in earliest if f.certainty not in GONE and self._follows(f)), None)


def _size(fact: Fact) -> Dollars:
    """Return a sum in its own currency, what it is compared by first in front."""
    return fact.high or fact.amount, fact.amount


def _dollars(fact: Fact) -> Dollars:
    nothing = Decimal(0)
    return fact.usd_high or fact.usd or nothing, fact.usd or nothing


def _ends(low: Decimal, high: Decimal) -> Dollars:
    """Return a sum the lesser end first, neither below zero."""
    one, other = sorted((low, high))
    return max(one, Decimal(0)), max(other, Decimal(0))
