"""A digest in words: what Slack's blocks and the terminal are both made of.

Everything is plain text; whoever shows it makes foreign names harmless for the place they stand in.
"""

import re
from datetime import date
from typing import assert_never
from zoneinfo import ZoneInfo

from bot.core.changes import Change
from bot.core.digest import Digest
from bot.core.facts import Fact, figure_of
from bot.core.headlines import headline
from bot.core.moves import Move, News
from bot.core.phrases import announced, day, days, sum_of, total_of
from bot.core.reckoning import NOTHING, Dollars
from bot.core.totals import Total
from bot.core.wording import CHANGES, rumoured

Kinds = tuple[str, tuple[str, str]]
"""A kind; its sum, and how many announcements that is."""

RULE = (
    "Sums are in US dollars at the rates of their days; a raise counts by what it adds, a part within its whole. What "
    "was cut or taken back is told and not subtracted."
)
"""How the sum of a digest comes about."""


def title_of(digest: Digest) -> str:
    """Return a digest's first line: `AI spending, 16–22 Nov 2026: $84B in 12 announcements`."""
    when = f"AI spending, {days(*digest.days)}"
    if not digest.count:
        changes = sum(move.news is News.CHANGED for move in digest.others)
        return f"{when}: nothing new" + (f", {_counted(changes, 'change')}" if changes else "")
    return f"{when}: {_total(digest.sum, up_to=digest.up_to)} in {_counted(digest.count, 'announcement')}"


def short_days(some: tuple[date, date]) -> str:
    """Return some days without their year.

    >>> short_days((date(2026, 12, 28), date(2027, 1, 3)))
    '28 Dec – 3 Jan'
    """
    return re.sub(r" \d{4}", "", days(*some))


def kinds_of(digest: Digest) -> tuple[Kinds, ...]:
    """Return each kind of what was added, with its sum and how many announcements that is; none for a single one."""
    if digest.count < 2:
        return ()
    return tuple((total.kind.label, (_sum(total), _how_many(total))) for total in digest.kinds)


def payers_of(digest: Digest) -> tuple[str, ...]:
    """Return the largest payers, each with what it committed and had committed before; none for a single one."""
    if len(digest.payers) < 2:
        return ()
    before = short_days(digest.days_before)
    return tuple(
        f"{payer.name} {_total(payer.now)}{f' ({before}: {_total(payer.before)})' if payer.before != NOTHING else ''}"
        for payer in digest.payers
    )


def headline_of(move: Move) -> str:
    """Return what was said of a commitment, as a headline."""
    return headline(figure_of(move.fact), _day(move.fact))


def became_of(move: Move) -> str:
    """Return what became of a commitment and what it adds; empty where it is new and adds its whole sum."""
    match move.news:
        case News.NEW:
            return _new(move)
        case News.CHANGED:
            return _changed(move)
        case News.PART:
            return "counts within a larger plan"
        case News.RUMOUR:
            return f"only reported, {sum_of(move.was)} still counts" if move.was else "only reported"
        case News.AGAIN:
            return "told again, counted before"
        case never:
            assert_never(never)


def told_on(move: Move, digest: Digest) -> str:
    """Return the day of an announcement, its year where that is not the digest's."""
    return announced(move.fact.announced).removesuffix(f" {digest.until.year}")


def smaller_of(digest: Digest) -> str:
    """Return what there is no room for of what adds to the sum: `and 14 smaller ones, $9B together`."""
    left = digest.left
    return f"and {_counted(left.count, 'smaller one')}, {_total(left.sum)} together" if left.count else ""


def others_of(digest: Digest) -> str:
    """Return what there is no room for of the rest: `and 3 more`."""
    return f"and {digest.left.others} more" if digest.left.others else ""


def span_of(digest: Digest) -> str:
    """Return the time that a digest tells of, by the clock of its channel."""
    zone = ZoneInfo(digest.zone)
    begin, end = (f"{day(m)}, {m:%H:%M}" for m in (digest.since.astimezone(zone), digest.until.astimezone(zone)))
    return f"As of {end} {digest.zone}, since {begin}"


def _new(move: Move) -> str:
    if move.fact.usd is None:
        return "not in the sum: no rate in dollars is known"
    first = f"{CHANGES[move.change]}, first told as {sum_of(move.was)}" if move.change and move.was else ""
    whole = move.fact.usd, move.fact.usd_high or move.fact.usd
    in_parts = (
        f"{_effect(move) or 'nothing new'}, the rest was known in parts" if (move.low, move.high) != whole else ""
    )
    return "; ".join(filter(None, (first, in_parts)))


def _changed(move: Move) -> str:
    word = CHANGES[move.change] if move.change else "changed"
    is_other = move.was is not None and sum_of(move.was) != sum_of(move.fact)
    before = f" from {sum_of(move.was)}" if move.was and move.change in (Change.RAISED, Change.CUT) else ""
    if move.change is Change.CONFIRMED and move.was and is_other:
        before = f", reported as {sum_of(move.was)}"
    return ", ".join(filter(None, (f"{word}{before}", _effect(move))))


def _effect(move: Move) -> str:
    """Return what a move adds to the sum, or takes away; empty where it does neither."""
    if move.added != NOTHING:
        return f"+{_total(move.added)}"
    return f"−{_total(move.taken)}" if move.taken != NOTHING else ""


def _how_many(total: Total) -> str:
    return ", ".join(filter(None, (_counted(total.figures, "announcement"), rumoured(total))))


def _sum(total: Total) -> str:
    return total_of(total.low, total.high, up_to=total.up_to)


def _total(sum_: Dollars, *, up_to: bool = False) -> str:
    return total_of(*sum_, up_to=up_to)


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


def _day(fact: Fact) -> date | None:
    try:
        return date.fromisoformat(fact.announced)
    except ValueError:
        return None
