"""Positions: the present state of each commitment, made of all figures that were told of it.

Links that rows state win; others are found (`retold`, `revisions`). All is decided over facts in one order, so that the
order in which they arrived changes nothing, and each fact is held against a few others alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.core.alike import GONE, canonical, is_firmer
from bot.core.chains import acyclic, ends, groups, ranks, settle
from bot.core.facts import Fact, same_name
from bot.core.kinds import Role
from bot.core.retold import other_sides, retold
from bot.core.successors import revisions


class State(StrEnum):
    """What has become of a fact."""

    STANDS = "stands"
    PART = "part"
    """It stands, within a whole that is in the ledger too."""
    REPLACED = "replaced"
    UNCONFIRMED = "unconfirmed"
    """A later report that what was announced has changed; the announced sum counts."""
    RETOLD = "retold"
    OTHER_SIDE = "other_side"
    """The same contract as another fact, told by its other party."""
    TAKEN_BACK = "taken_back"


@dataclass(frozen=True, slots=True)
class Placing:
    """Where a fact stands among all.

    Attributes:
        state: What has become of it.
        by: Id of the fact that holds, replaces or takes it back, or that it tells again; None where it stands alone, or
            says itself that nothing comes of it.
    """

    state: State
    by: str | None = None


@dataclass(frozen=True, slots=True)
class Position:
    """One commitment.

    Attributes:
        id: Of its oldest fact.
        facts: All that was told of it, newest first.
        current: The one that says how it is now.
        state: `STANDS`, `PART` or `TAKEN_BACK`.
        told: Those of its facts that tell more than another one: neither told again nor the contract's other side.
    """

    id: str
    facts: tuple[Fact, ...]
    current: Fact
    state: State
    told: tuple[Fact, ...]

    @property
    def spoken(self) -> str:
        """Return the day it was last spoken of."""
        return max(fact.announced for fact in self.told)

    @property
    def earlier(self) -> tuple[Fact, ...]:
        """Return what else was told of it, newest first."""
        return tuple(fact for fact in self.told if fact.id != self.current.id)


@dataclass(frozen=True, slots=True)
class Book:
    """All facts, placed.

    Attributes:
        placings: By id.
        positions: Newest first.
        wholes: Id of a standing fact to that of the nearest one it is within.
    """

    placings: Mapping[str, Placing]
    positions: tuple[Position, ...]
    wholes: Mapping[str, str]


def place(facts: Sequence[Fact]) -> dict[str, Placing]:
    """Say of each fact, by its id, what the others have made of it.

    >>> from decimal import Decimal
    >>> from bot.core.kinds import Kind
    >>> plan = Fact("a", "2025-02", "Meta", Kind.CAPEX, Decimal(60), "USD", usd=Decimal(60), period="2025")
    >>> spent = Fact("b", "2026-01", "Meta", Kind.CAPEX, Decimal(72), "USD", usd=Decimal(72), period="2025")
    >>> {id_: (placing.state.value, placing.by) for id_, placing in place([spent, plan]).items()}
    {'a': ('replaced', 'b'), 'b': ('stands', None)}
    """
    return dict(keep(facts).placings)


def positions(facts: Sequence[Fact]) -> tuple[Position, ...]:
    """Return every commitment with its history, the one that was last spoken of first."""
    return keep(facts).positions


def counted(org: str, facts: Sequence[Fact]) -> frozenset[str]:
    """Return the ids that count in a company's own totals: of what it pays, the rounds it led, what it receives.

    Args:
        org: In whatever case.
        facts: At least all it appears in.
    """
    book = keep(facts)
    return frozenset().union(*(count_among(side, book) for side in sides(org, facts)))


def sides(org: str, facts: Iterable[Fact]) -> tuple[list[Fact], list[Fact], list[Fact]]:
    """Part what a company pays, what rounds it led, and what it receives; a joint sum is its first payer's."""
    pays: list[Fact] = []
    led: list[Fact] = []
    receives: list[Fact] = []
    for fact in facts:
        if same_name(fact.org, org):
            (pays if fact.role is Role.PAYER else led).append(fact)
        if same_name(fact.counterparty, org):
            receives.append(fact)
    return pays, led, receives


def count_among(chosen: Iterable[Fact], book: Book) -> frozenset[str]:
    """Return the ids of facts that may be added to each other: those that stand, and parts of what is not chosen.

    Args:
        chosen: Any of the facts, of several companies too.
        book: Of all of them.
    """
    standing = {f.id for f in chosen if f.usd and book.placings[f.id].state in (State.STANDS, State.PART)}
    is_held: dict[str, bool] = {}
    for id_ in standing:
        path = [id_]
        while (whole := book.wholes.get(path[-1])) is not None and whole not in standing and whole not in is_held:
            path.append(whole)
        is_held.update(dict.fromkeys(path, whole is not None and (whole in standing or is_held[whole])))
    return frozenset(id_ for id_ in standing if not is_held[id_])


def keep(facts: Sequence[Fact]) -> Book:
    """Chain facts into positions and place each; their ids must differ."""
    ordered = sorted(facts, key=canonical)
    known = {fact.id: fact for fact in ordered}
    supersedes = _superseding(ordered)
    again, pairs = retold(ordered)
    mirrored = other_sides([fact for fact in ordered if fact.id not in again])
    found = revisions(
        [fact for fact in ordered if fact.id not in again and fact.id not in mirrored],
        frozenset(id_ for pair in pairs for id_ in pair),
    )
    placings = {id_: Placing(State.RETOLD, by) for id_, by in (again | found.again).items()}
    placings |= {id_: Placing(State.OTHER_SIDE, by) for id_, by in mirrored.items()}
    alike = [(id_, placing.by) for id_, placing in placings.items() if placing.by]
    rank = ranks(ordered, supersedes)
    together = [
        sorted((known[id_] for id_ in group), key=lambda fact: rank[fact.id])
        for group in groups(known, [*supersedes.items(), *alike, *pairs, *found.same])
    ]
    currents = [_place_group(group, placings) for group in together]
    wholes = _wholes(together, currents, found.within)
    placings |= {id_: Placing(State.PART, whole) for id_, whole in ends(wholes).items()}
    kept = [_position(group, current, placings) for group, current in zip(together, currents, strict=True)]
    return Book(placings, tuple(sorted(kept, key=lambda p: rank[p.facts[0].id], reverse=True)), wholes)


def newest_first(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Sort facts of one commitment: what replaces another is newer, whatever its date."""
    ordered = sorted(facts, key=canonical)
    rank = ranks(ordered, _superseding(ordered))
    return tuple(sorted(ordered, key=lambda fact: rank[fact.id], reverse=True))


def tells(placing: Placing) -> bool:
    """Say whether a fact tells more than another one does."""
    return placing.state not in (State.RETOLD, State.OTHER_SIDE)


def _superseding(ordered: Sequence[Fact]) -> dict[str, str]:
    """Return which fact each one replaces, as rows state it, without circles."""
    age = {fact.id: place for place, fact in enumerate(ordered)}
    return acyclic({fact.id: fact.supersedes for fact in ordered if fact.supersedes in age}, age)


def _position(oldest_first: Sequence[Fact], current: Fact, placings: Mapping[str, Placing]) -> Position:
    newest_first = tuple(reversed(oldest_first))
    told = tuple(fact for fact in newest_first if tells(placings[fact.id]))
    return Position(oldest_first[0].id, newest_first, current, placings[current.id].state, told)


def _place_group(oldest_first: Sequence[Fact], placings: dict[str, Placing]) -> Fact:
    """Place the facts of one commitment that are not placed yet, and return the one that says how it is now."""
    telling = [fact for fact in oldest_first if fact.id not in placings]
    current, rumours, taken = settle(telling)
    for fact in telling:
        if fact.id in taken:
            placings[fact.id] = Placing(State.TAKEN_BACK, taken[fact.id])
        elif current is not None and fact.id in rumours:
            placings[fact.id] = Placing(State.UNCONFIRMED, current.id)
        elif current is not None and fact is not current:
            placings[fact.id] = Placing(State.REPLACED, current.id)
        else:
            placings[fact.id] = Placing(State.STANDS)
    return current or telling[-1]


def _wholes(together: Sequence[Sequence[Fact]], currents: Sequence[Fact], within: Mapping[str, str]) -> dict[str, str]:
    """Return the nearest standing whole of each standing fact that has one.

    A commitment is within what the newest of its facts that says so names. Capital expenditure that was announced is
    not within what is only reported.
    """
    at = {fact.id: place for place, group in enumerate(together) for fact in group}
    links: dict[str, str] = {}
    for place, (group, current) in enumerate(zip(together, currents, strict=True)):
        stated = [fact.part_of for fact in reversed(group) if at.get(fact.part_of or "", place) != place]
        found = [within[f.id] for f in group if f.id in within and not is_firmer(current, currents[at[within[f.id]]])]
        whole = next((currents[at[id_]].id for id_ in (*stated, *found) if id_ and at[id_] != place), None)
        if whole is not None:
            links[current.id] = whole
    links = acyclic(links, {fact.id: place for place, fact in enumerate(sorted(currents, key=canonical))})
    gone = {fact.id for fact in currents if fact.certainty in GONE}
    around = ends({id_: whole for id_, whole in links.items() if id_ in gone})
    standing = {id_: around.get(whole, whole) for id_, whole in links.items() if id_ not in gone}
    return {id_: whole for id_, whole in standing.items() if whole not in gone}
