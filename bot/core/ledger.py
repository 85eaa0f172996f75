"""The ledger: every known figure, and totals that count nothing twice.

A sum is left out of a total where the ledger says that it is in there already: replaced by a later fact, part of a
whole that is counted, a year told again, or a live story of what the shipped ledger holds. A joint sum counts for its
first payer (`org`) alone and whole; the others see it among their newest facts.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.core.facts import Fact, parse_csv, same_name
from bot.core.kinds import Certainty, Role
from bot.core.near import Near, nearest
from bot.core.query import Query
from bot.core.retold import GONE, retold
from bot.core.totals import Links, Total, add_up

__all__ = ["Answer", "Fact", "Total", "Unknown", "answer", "parse_csv", "suggest"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What `/aispend <company>` answers.

    Attributes:
        org: The company's name as `orgs.yaml` spells it.
        pays: Totals by kind of what it commits itself, largest first.
        led: Totals of rounds it led, whole rounds, never part of `pays`.
        receives: Totals by kind of what others commit to it as counterparty.
        newest: Facts it appears in, newest first, at most `limit` of them.
        known: How many facts there are in all.
        counted: Ids of those of `newest` that stand in a total, where its `parts` do not tell.
        query: What was asked; None means the whole record.
    """

    org: str
    pays: tuple[Total, ...]
    led: tuple[Total, ...]
    receives: tuple[Total, ...]
    newest: tuple[Fact, ...]
    known: int
    counted: frozenset[str] = frozenset()
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
    again is that one, and is neither listed nor counted.

    Args:
        org: The name the ledger uses, in whatever case.
        facts: At least all it appears in, in any order; others are left out.
        limit: How many facts to show at most.

    >>> from decimal import Decimal
    >>> from bot.core.kinds import Kind
    >>> plan = Fact("a", "2025-02", "Meta", Kind.CAPEX, Decimal(60), "USD", usd=Decimal(60), period="2025")
    >>> spent = Fact("b", "2026-01", "Meta", Kind.CAPEX, Decimal(72), "USD", usd=Decimal(72), period="2025")
    >>> answer("meta", [plan, spent]).pays
    (Total(kind=<Kind.CAPEX: 'capex'>, low=Decimal('72'), high=Decimal('72'), up_to=False, parts=('b',)),)
    >>> answer("Nobody", [plan, spent]).known
    0
    """
    mine = _newest_first(fact for fact in facts if _appears(org, fact))
    again, taken_back = retold(mine)
    out = taken_back | _replaced(mine)
    told = tuple(fact for fact in mine if fact.id not in again)
    links = Links({fact.supersedes: fact.id for fact in facts if fact.supersedes}, {f.id: f.part_of for f in facts})
    standing = [fact for fact in told if fact.usd and fact.id not in out and fact.certainty not in GONE]
    own = [fact for fact in standing if same_name(fact.org, org)]
    return Answer(
        org=org,
        pays=add_up([fact for fact in own if fact.role is Role.PAYER], links),
        led=add_up([fact for fact in own if fact.role is Role.LEAD], links),
        receives=add_up([fact for fact in standing if same_name(fact.counterparty, org)], links),
        newest=told[:limit],
        known=len(told),
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


def _replaced(facts: Sequence[Fact]) -> set[str]:
    """Return the ids of facts that another one of their chain stands for.

    The newest stands, but what is only reported does not push out what was announced: it waits outside the totals.
    """
    known = {fact.id: fact for fact in facts}
    replaced: set[str] = set()
    for fact in facts:
        for earlier in _chain(fact, known):
            is_firmer = fact.certainty is Certainty.REPORTED and earlier.certainty is Certainty.ANNOUNCED
            replaced.add(fact.id if is_firmer else earlier.id)
    return replaced


def _chain(fact: Fact, known: Mapping[str, Fact]) -> list[Fact]:
    """Return what a fact replaces, what that replaced, and so on; a chain that closes in itself ends there."""
    chain = [fact]
    while (earlier := known.get(chain[-1].supersedes or "")) is not None and earlier not in chain:
        chain.append(earlier)
    return chain[1:]


def _appears(org: str, fact: Fact) -> bool:
    return any(same_name(name, org) for name in (fact.org, fact.counterparty, *fact.org_alt))


def _newest_first(facts: Iterable[Fact]) -> list[Fact]:
    """Sort by day, then by id; a month stands after its days."""
    return sorted(sorted(facts, key=lambda fact: fact.id), key=lambda fact: fact.announced, reverse=True)
