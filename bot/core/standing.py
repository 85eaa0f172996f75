"""How facts stand: on which side of each of their parties, in which year, and whether they count.

What counts is decided in one function, `standing`; all else here is said of one fact alone.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bot.core import ledger
from bot.core.facts import LIVE, Fact
from bot.core.kinds import Kind, Role
from bot.core.retold import SAME_SUM, retold


class Side(StrEnum):
    """What a fact is to a company that stands in it."""

    PAYS = "pays"
    LED = "led"
    RECEIVES = "receives"
    JOINT = "joint"
    """It pays with others; the sum counts for the first of them alone."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Which of a company's facts count in its totals, and which only tell again what another one holds."""

    counted: frozenset[str]
    again: frozenset[str]


def sides(fact: Fact) -> Mapping[str, tuple[str, Side]]:
    """Return every party of a fact, by its case-folded name: how the fact spells it, and its side.

    A name that stands in it twice is on the side of those who pay.

    >>> fact = Fact("a", "2025", "Meta", Kind.CONTRACT, Decimal(1), "USD", org_alt=("Ant",), counterparty="Oracle")
    >>> [(name, side.value) for name, side in sides(fact).values()]
    [('Ant', 'joint'), ('Oracle', 'receives'), ('Meta', 'pays')]
    """
    own = Side.LED if fact.role is Role.LEAD else Side.PAYS
    parties = [*((name, Side.JOINT) for name in fact.org_alt), (fact.counterparty, Side.RECEIVES), (fact.org, own)]
    return {name.casefold(): (name, side) for name, side in parties if name}


def year_of(fact: Fact) -> int:
    """Return the year of a period within one year, else that of the announcement; 0 where neither tells it.

    >>> [year_of(Fact("a", "2024-11", "Meta", Kind.CAPEX, Decimal(1), "USD", period=p)) for p in ("FY2026", "3y", None)]
    [2026, 2024, 2024]
    """
    found = _WITHIN_A_YEAR.fullmatch(fact.period or "") or _BEGINS.match(fact.announced)
    return int(found["year"]) if found else 0


def standing(org: str, facts: Sequence[Fact]) -> Standing:
    """Return how the facts of a company stand.

    What has nothing to do with each other is judged apart: to weigh each of many thousand facts against every other one
    would take minutes.

    Args:
        org: Its name, in whatever case.
        facts: All it appears in.

    >>> old, new = (Fact(k, k, "Meta", Kind.CAPEX, Decimal(1), "USD", usd=Decimal(1), period="2025") for k in "ab")
    >>> standing("meta", [old, new])
    Standing(counted=frozenset({'b'}), again=frozenset())
    """
    counted: set[str] = set()
    again: set[str] = set()
    for group in _groups(facts):
        record = ledger.answer(org, group, limit=len(group))
        counted.update(part for total in (*record.pays, *record.led, *record.receives) for part in total.parts)
        again.update({fact.id for fact in group} - {fact.id for fact in record.newest})
    return Standing(frozenset(counted), frozenset(again))


def _groups(facts: Sequence[Fact]) -> Iterable[list[Fact]]:
    """Part facts into those that may bear on each other, in their order."""
    heads = {fact.id: fact.id for fact in facts}

    def head(key: str) -> str:
        while heads[key] != key:
            heads[key] = heads[heads[key]]
            key = heads[key]
        return key

    for one, other in _bearing(facts):
        if one in heads and other in heads:
            heads[head(one)] = head(other)
    groups: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        groups[head(fact.id)].append(fact)
    return groups.values()


def _bearing(facts: Sequence[Fact]) -> Iterator[tuple[str, str]]:
    """Yield pairs that bear on each other: what replaces, holds or overlaps the other, or tells it again."""
    times: dict[tuple[str, int], str] = {}
    payers: dict[str, list[Fact]] = defaultdict(list)
    for fact in facts:
        yield from ((fact.id, other) for other in (fact.supersedes, fact.part_of) if other)
        payers[fact.org.casefold()].append(fact)
        if fact.kind is Kind.CAPEX:
            for year in _years(fact.period):
                yield fact.id, times.setdefault((fact.org.casefold(), year), fact.id)
    for own in payers.values():
        yield from _told_again(own)


def _told_again(facts: Sequence[Fact]) -> Iterator[tuple[str, str]]:
    """Yield live facts with the shipped ones that they tell again; sums alone say which are worth a look."""
    live = [fact for fact in facts if fact.id.startswith(LIVE)]
    shipped = [fact for fact in facts if not fact.id.startswith(LIVE)]
    for size in (_stated, _in_dollars) if live and shipped else ():
        by_size = sorted(shipped, key=size)
        sizes = [size(fact) for fact in by_size]
        for fact in live:
            reach = SAME_SUM * 2 * size(fact)
            first, last = bisect_left(sizes, size(fact) - reach), bisect_right(sizes, size(fact) + reach)
            yield from ((fact.id, other.id) for other in by_size[first:last] if any(retold((fact, other))))


def _stated(fact: Fact) -> Decimal:
    return fact.high or fact.amount


def _in_dollars(fact: Fact) -> Decimal:
    return fact.usd_high or fact.usd or Decimal(0)


def _years(period: str | None) -> range:
    match = _RUN.fullmatch(period or "")
    return range(int(match["first"]), int(match["last"] or match["first"]) + 1) if match else range(0)


_WITHIN_A_YEAR = re.compile(r"(?:[QH][1-4] )?(?:FY)?(?P<year>\d{4})", re.ASCII)
_BEGINS = re.compile(r"(?P<year>\d{4})", re.ASCII)
_RUN = re.compile(r"(?:[QH][1-4] )?(?:FY)?(?P<first>\d{4})(?:-(?P<last>\d{4}))?", re.ASCII)
