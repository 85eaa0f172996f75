"""Revisions: what another state of a stored entry tells, beside what the one before told.

A date is no measure here: feeds date an entry anew when they edit it, and what it told before it tells since then.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from bot.core.entry import Entry
from bot.core.figures import Figure
from bot.core.relevance import Verdict
from bot.core.sorting import Revised
from bot.core.stories import Story, Telling, announcements, match

_LARGEST_CORRECTION = 2
"""A sum that grows by more is another one, unless it was a slip between million and billion."""
_SLIP = 1000


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


def retell(
    entry: Entry, figures: Sequence[Figure], told: Sequence[Story]
) -> tuple[tuple[Telling, ...], tuple[Figure, ...]]:
    """Bind what a new state says to the stories that the entry told before, whatever its date is now.

    A story that it no longer tells is told by a sum of the same deal in its place: that sum was corrected.

    Args:
        entry: Its new state.
        figures: As read of it.
        told: The stories its earlier states told.

    Returns:
        The stories told again, and the figures that none of them has.
    """
    found: list[Telling] = []
    left = tuple(figures)
    gone = []
    for story in told:
        tellings = match(replace(entry, published=story.published), left, [story], story.first_seen)
        again = [telling for telling in tellings if not telling.is_new]
        found += again
        gone += [] if again else [story]
        left = _without(left, again)
    for story in gone:
        group = next((group for group in announcements(left) if _corrects(group[0], story.figure)), None)
        if group is not None:
            found.append(Telling(story, False, group))
            left = _without(left, found[-1:])
    return tuple(found), left


def _without(figures: Iterable[Figure], tellings: Iterable[Telling]) -> tuple[Figure, ...]:
    told = [figure for telling in tellings for figure in telling.figures]
    return tuple(figure for figure in figures if figure not in told)


def _corrects(figure: Figure, other: Figure) -> bool:
    """Say whether a sum may stand in the place of another: all but the money is the same, and that is not far off."""
    if (figure.org, figure.kind, figure.certainty) != (other.org, other.kind, other.certainty) or figure.org is None:
        return False
    if figure.counterparty and other.counterparty and figure.counterparty != other.counterparty:
        return False
    if figure.currency != other.currency or not figure.amount or not other.amount:
        return False
    ratio = max(figure.amount, other.amount) / min(figure.amount, other.amount)
    return ratio <= _LARGEST_CORRECTION or ratio == _SLIP
