"""Retold facts: live ones that are the announcement a shipped one holds already.

Outlets differ in the words for a plan and round its sum; payer, size, period and day tell it all the same.
"""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from bot.core.facts import LIVE, Fact, same_name
from bot.core.kinds import Certainty, Kind

GONE = frozenset({Certainty.DENIED, Certainty.CANCELLED})

FAMILIES = (
    frozenset({Kind.CAPEX, Kind.PLEDGE, Kind.FUND}),
    frozenset({Kind.CONTRACT}),
    frozenset({Kind.STAKE, Kind.ACQUISITION}),
)
"""Kinds that outlets call one announcement by."""

SAME_SUM = Decimal("0.01")
"""How far two reports of one sum may be apart, as a share of the larger."""

SAME_NEWS = timedelta(days=31)
"""How far two reports of one announcement may be apart."""


def retold(facts: Sequence[Fact]) -> tuple[frozenset[str], frozenset[str]]:
    """Find live facts that tell a shipped one again: (those that add nothing, those that take the shipped one back)."""
    again: set[str] = set()
    taken_back: set[str] = set()
    shipped = [fact for fact in facts if not fact.id.startswith(LIVE)]
    for live in facts:
        same = [fact for fact in shipped if live.id.startswith(LIVE) and _is_same(live, fact)]
        if live.certainty in GONE:
            taken_back.update(fact.id for fact in same if fact.announced <= live.announced)
        elif same:
            again.add(live.id)
    return frozenset(again), frozenset(taken_back)


def _is_same(live: Fact, shipped: Fact) -> bool:
    """Say whether two facts are reports of one announcement.

    The same sum over the same stated period is one plan whenever it is told; without a period it is one within a month.
    """
    if not (same_name(live.org, shipped.org) and _is_same_deal(live, shipped) and _is_same_sum(live, shipped)):
        return False
    if live.period and shipped.period:
        return live.period == shipped.period
    return _apart(live.announced, shipped.announced) <= SAME_NEWS


def _is_same_deal(live: Fact, shipped: Fact) -> bool:
    partners = live.counterparty, shipped.counterparty
    return any(live.kind in family and shipped.kind in family for family in FAMILIES) and (
        None in partners or same_name(*partners)
    )


def _is_same_sum(live: Fact, shipped: Fact) -> bool:
    if live.currency == shipped.currency:
        sums = live.high or live.amount, shipped.high or shipped.amount
    else:
        sums = live.usd_high or live.usd or Decimal(0), shipped.usd_high or shipped.usd or Decimal(0)
    return min(sums) > 0 and max(sums) - min(sums) <= SAME_SUM * max(sums)


def _apart(one: str, other: str) -> timedelta:
    """Return the least time between two days, either of which may be a month.

    >>> _apart("2025-02-24", "2025-02").days, _apart("2025-04", "2025-02-24").days
    (0, 36)
    """
    (first, last), (first_other, last_other) = _days(one), _days(other)
    return max(first - last_other, first_other - last, timedelta(0))


def _days(announced: str) -> tuple[date, date]:
    if len(announced) == len("YYYY-MM-DD"):
        return date.fromisoformat(announced), date.fromisoformat(announced)
    first = date.fromisoformat(f"{announced}-01")
    return first, first.replace(day=monthrange(first.year, first.month)[1])
