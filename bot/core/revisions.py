"""Revisions: whether another state of a stored entry tells anything that the one before did not.

A date is no measure here: feeds date an entry anew when they edit it. What a new state corrects is told in `stories`.
"""

from collections.abc import Sequence
from datetime import datetime

from bot.core.figures import Figure
from bot.core.relevance import Verdict
from bot.core.sorting import Revised


def is_idle(revised: Revised, figures: Sequence[Figure], verdict: Verdict) -> bool:
    """Say whether a new state tells no more than the one before: the same sums, or no news then and now."""
    before = revised.verdict
    if (before.relevant, before.rule) != (verdict.relevant, verdict.rule):
        return False
    return not verdict.relevant or _told(revised.figures) == _told(figures)


def stands_in_baseline(revised: Revised, baseline_at: datetime | None) -> bool:
    """Say whether an entry stood in its feed at the first poll, and its new state is dated no later than either."""
    if baseline_at is None or revised.stored_at > baseline_at:
        return False
    published = revised.entry.published
    return published is None or published <= min(revised.published or baseline_at, baseline_at)


def _told(figures: Sequence[Figure]) -> list[str]:
    """Return what figures say, whatever the words they say it in and the rate of the day."""
    return sorted(
        f"{f.amount.normalize()} {f.high and f.high.normalize()} {f.currency} {f.kind} {f.org} {sorted(f.org_alt)} "
        f"{f.role} {f.counterparty} {f.period} {f.qualifier} {f.certainty} {f.headline}"
        for f in figures
    )
