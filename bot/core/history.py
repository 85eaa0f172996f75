"""The history of a commitment in a few words: `$60–65B → $72.2B`, `$5B → cancelled`.

The sum that stands comes last; a later report that did not push it out is said behind it, for it is news all the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.core.alike import GONE, canonical, is_same_sum
from bot.core.facts import Fact
from bot.core.phrases import sum_of
from bot.core.positions import Placing, State


def was_now(fact: Fact, earlier: Sequence[Fact], placings: Mapping[str, Placing]) -> str:
    """Say what a commitment was, and what it is now.

    Args:
        fact: Says how it is now.
        earlier: What else was told of it, newest first.
        placings: What became of each, by id.

    >>> from decimal import Decimal
    >>> from bot.core.kinds import Kind
    >>> plan = Fact("a", "2025-02", "Meta", Kind.CAPEX, Decimal(60 * 10**9), "USD")
    >>> was_now(Fact("b", "2025-10", "Meta", Kind.CAPEX, Decimal(72 * 10**9), "USD"), [plan], {})
    '$60B → $72B'
    """
    before = [told for told in earlier if told.certainty not in GONE and not _waits(told, placings)]
    if fact.certainty in GONE:
        return f"{sum_of(before[0])} → {fact.certainty}" if before else sum_of(fact)
    was = next((told for told in before if not _is_taken_back(told, placings) and _differs(told, fact)), None)
    now = f"{sum_of(was)} → {sum_of(fact)}" if was else sum_of(fact)
    reported = next((told for told in earlier if _waits(told, placings) and _differs(told, fact)), None)
    return f"{now}; reported since: {sum_of(reported)}" if reported else now


def last_told(fact: Fact, earlier: Sequence[Fact]) -> Fact:
    """Return the fact that was told of a commitment last; of one day that which says how it is now."""
    latest = max(earlier, key=canonical, default=fact)
    return latest if latest.announced > fact.announced else fact


def _differs(told: Fact, now: Fact) -> bool:
    """Say whether two sums differ at either end; their hedges alone make no difference."""
    low = (replace(fact, high=None, usd_high=None) for fact in (told, now))
    return not (is_same_sum(told, now) and is_same_sum(*low))


def _waits(told: Fact, placings: Mapping[str, Placing]) -> bool:
    """Say whether a report waits for confirmation."""
    placing = placings.get(told.id)
    return placing is not None and placing.state is State.UNCONFIRMED


def _is_taken_back(told: Fact, placings: Mapping[str, Placing]) -> bool:
    """Say whether a report was denied, which left standing what had been announced."""
    placing = placings.get(told.id)
    return placing is not None and placing.state is State.TAKEN_BACK
