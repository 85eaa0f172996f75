"""The ledger: every known figure, and totals that count nothing twice.

A sum is left out of a total where it is in there already: replaced by a later fact, part of a whole that is counted,
told again, or told by the other side of the contract (`positions` decides). A joint sum counts for its
first payer (`org`) alone and whole; the others see it among their newest facts.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.core.facts import Fact, parse_csv, same_name
from bot.core.near import Near, nearest
from bot.core.positions import Placing, Position, count_among, keep, sides
from bot.core.query import Query
from bot.core.totals import Total, YearTotal, add_up, add_up_years

__all__ = ["Answer", "Fact", "Total", "Unknown", "answer", "parse_csv", "suggest"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What `/aispend <company>` answers.

    Attributes:
        org: The company's name as `orgs.yaml` spells it.
        pays: Totals by kind of what it commits itself, largest first.
        led: Totals of rounds it led, whole rounds, never part of `pays`.
        receives: Totals by kind of what others commit to it as counterparty.
        newest: Commitments it appears in, each as it is now, the last spoken of first, at most `limit` of them.
        known: How many commitments there are in all.
        years: What it commits itself by year and kind, the newest year first.
        earlier: What else was told of those in `newest`, by id, newest first; the placings of these say what became of
            it.
        positions: Its commitments with all that was told of each, newest first.
        placings: What has become of each fact, by id.
        query: What was asked; None means the whole record.
    """

    org: str
    pays: tuple[Total, ...]
    led: tuple[Total, ...]
    receives: tuple[Total, ...]
    newest: tuple[Fact, ...]
    known: int
    years: tuple[YearTotal, ...] = ()
    earlier: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)
    positions: tuple[Position, ...] = ()
    placings: Mapping[str, Placing] = field(default_factory=dict)
    query: Query | None = None


@dataclass(frozen=True, slots=True)
class Unknown:
    """No such company.

    Attributes:
        query: As typed.
        near: Names like it, the nearest first, at most five.
    """

    query: str
    near: tuple[str, ...]


def answer(org: str, facts: Sequence[Fact], limit: int = 10) -> Answer:
    """Say what is known of a company.

    Facts without a sum in US dollars stand among the newest but in no total. A live fact that tells a shipped one
    again is that one, and is neither shown nor counted.

    Args:
        org: The name the ledger uses, in whatever case.
        facts: At least all it appears in, in any order. Parts of these that others pay are among the positions;
            the rest is left out.
        limit: How many commitments to show at most.

    >>> from decimal import Decimal
    >>> from bot.core.kinds import Kind
    >>> plan = Fact("a", "2025-02", "Meta", Kind.CAPEX, Decimal(60), "USD", usd=Decimal(60), period="2025")
    >>> spent = Fact("b", "2026-01", "Meta", Kind.CAPEX, Decimal(72), "USD", usd=Decimal(72), period="2025")
    >>> [(total.kind.value, total.high, total.parts) for total in answer("meta", [plan, spent]).pays]
    [('capex', Decimal('72'), ('b',))]
    >>> answer("Nobody", [plan, spent]).known
    0
    """
    mine = _newest_first(fact for fact in facts if _appears(org, fact))
    book = keep([*mine, *_parts(mine, facts)])
    own = [position for position in book.positions if any(_appears(org, fact) for fact in position.facts)]
    known = sorted(sorted(own, key=lambda p: p.current.id), key=lambda position: position.spoken, reverse=True)
    counted = [count_among(side, book) for side in sides(org, mine)]
    pays, led, receives = ([fact for fact in mine if fact.id in ids] for ids in counted)
    return Answer(
        org=org,
        pays=add_up(pays),
        led=add_up(led),
        receives=add_up(receives),
        newest=tuple(position.current for position in known[:limit]),
        known=len(known),
        years=add_up_years(pays),
        earlier={position.current.id: position.earlier for position in known[:limit] if position.earlier},
        positions=book.positions,
        placings=book.placings,
    )


def suggest(query: str, names: Collection[str]) -> Unknown:
    """Find the names that a query was perhaps meant for.

    >>> suggest("alibab", ["Meta", "Alibaba", "Microsoft"])
    Unknown(query='alibab', near=('Alibaba',))
    >>> suggest("korea", ["South Korea", "SK Group"]).near
    ('South Korea',)
    >>> suggest("zzz", ["Meta", "Alibaba"]).near
    ()
    """
    return Unknown(query, nearest(Near(names).likeness(query)))


def _parts(mine: Sequence[Fact], facts: Iterable[Fact]) -> list[Fact]:
    """Return what others pay of the wholes that are among a company's facts."""
    own = {fact.id for fact in mine}
    return [fact for fact in facts if fact.part_of in own and fact.id not in own]


def _appears(org: str, fact: Fact) -> bool:
    return any(same_name(name, org) for name in (fact.org, fact.counterparty, *fact.org_alt))


def _newest_first(facts: Iterable[Fact]) -> list[Fact]:
    """Sort by day, then by id; a month stands after its days."""
    return sorted(sorted(facts, key=lambda fact: fact.id), key=lambda fact: fact.announced, reverse=True)
