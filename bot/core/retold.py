"""Retold facts: live ones that tell what the ledger holds already, and contracts told once from either side.

Outlets differ in the words for a plan and round its sum; payer, size, period and day tell it all the same. A place
that only one of two purposes can mean parts them again.
"""

from collections.abc import Hashable, Sequence

from bot.core.alike import (
    GONE,
    SAME_NEWS,
    Index,
    apart,
    canonical,
    family,
    is_elsewhere,
    is_firmer,
    is_live,
    is_same_sum,
)
from bot.core.facts import Fact, same_name
from bot.core.kinds import Certainty, Kind, Role


def retold(facts: Sequence[Fact]) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Find facts that tell another one again.

    Args:
        facts: In canonical order.

    Returns:
        Live facts that add nothing, each with the shipped one it tells; and pairs that are one commitment in which
        the later says something new: a denial of the same sum, or an announcement of what was only reported.
    """
    shipped, earlier = Index(), Index()
    for fact in facts:
        if not is_live(fact):
            shipped.file(_names(fact), fact)
    again: dict[str, str] = {}
    pairs: list[tuple[str, str]] = []
    for fact in facts:
        if fact.certainty in GONE:
            same = [other for other in earlier.near(_names(fact), fact) if is_same(fact, other)]
            if same and not fact.supersedes:
                pairs.append((fact.id, _nearest(fact, same).id))
            continue
        earlier.file(_names(fact), fact)
        if is_live(fact) and not fact.supersedes:
            same = [other for other in shipped.near(_names(fact), fact) if is_same(fact, other)]
            if same:
                told = _nearest(fact, same)
                if is_firmer(fact, told):
                    pairs.append((fact.id, told.id))
                elif told.certainty not in GONE:
                    again[fact.id] = told.id
    return again, pairs


def other_sides(facts: Sequence[Fact]) -> dict[str, str]:
    """Find contracts that are told once by buyer and once by seller: each with the telling that stands.

    A shipped telling stands before a live one, a firm one before a report, and the earlier before the later.

    Args:
        facts: In canonical order.
    """
    contracts = [f for f in facts if f.kind is Kind.CONTRACT and f.counterparty and f.certainty not in GONE]
    standing = Index()
    mirrored: dict[str, str] = {}
    for fact in sorted(contracts, key=lambda f: (is_live(f), f.certainty is Certainty.REPORTED, canonical(f))):
        seller, buyer = (fact.counterparty or "").casefold(), fact.org.casefold()
        same = [
            other
            for other in standing.near([(seller, buyer)], fact)
            if is_same_sum(fact, other) and _is_same_time(fact, other)
        ]
        if same and seller != buyer:
            mirrored[fact.id] = _nearest(fact, same).id
        else:
            standing.file([(buyer, seller)], fact)
    return mirrored


def is_same(one: Fact, other: Fact) -> bool:
    """Say whether two facts are reports of one announcement.

    The same sum over the same stated period is one plan whenever it is told; without a period it is one within a month.
    """
    return (
        family(one.kind) == family(other.kind) >= 0
        and (one.counterparty is None or other.counterparty is None or same_name(one.counterparty, other.counterparty))
        and is_same_sum(one, other)
        and _is_same_time(one, other)
        and not is_elsewhere(one, other)
    )


def _is_same_time(one: Fact, other: Fact) -> bool:
    if one.period and other.period:
        return one.period == other.period
    return apart(one.announced, other.announced) <= SAME_NEWS


def _names(fact: Fact) -> list[Hashable]:
    """Return what a fact is filed under: each payer, and whose round it is, for outlets differ in who led it."""
    names: list[Hashable] = [name.casefold() for name in dict.fromkeys((fact.org, *fact.org_alt))]
    if fact.role is Role.LEAD and fact.counterparty:
        names.append(("round of", fact.counterparty.casefold()))
    return names


def _nearest(fact: Fact, others: Sequence[Fact]) -> Fact:
    return min(others, key=lambda other: (apart(fact.announced, other.announced), canonical(other)))
