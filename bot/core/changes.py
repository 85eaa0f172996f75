"""Revisions: what an entry changes in an announcement that was told before.

Outlets copy each other badly, so a sum that merely differs changes nothing: the entry has to say that it moved, or be
the same entry with its figure mended.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum

from bot.core.entry import Entry
from bot.core.figures import Figure
from bot.core.kinds import DEALS, Certainty, Kind
from bot.core.likeness import IN_DOLLARS_UNDATED, SAME_CURRENCY, is_undone, payers, same_money, size
from bot.core.text import alternatives, fold


class Change(StrEnum):
    """What became of an announcement."""

    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    RAISED = "raised"
    CUT = "cut"
    DENIED = "denied"
    CANCELLED = "cancelled"

    @property
    def takes_back(self) -> bool:
        """Say whether nothing is left of the announcement."""
        return self in {Change.DENIED, Change.CANCELLED}


TALKS = timedelta(days=180)
"""How long after the first report of a deal its announcement is news of that deal."""
GUIDANCE = timedelta(days=400)
"""How long a plan can be raised, cut or taken back."""

_FILLED = (
    r"(?:about|around|up|to|over|nearly|more|than|an?|some|almost)\s){0,3}"
    r"(?:(?:US)?[$€£¥]|(?!20\d\d\b)\d|funds?\b|funding|capital|cash|debt"
)
"""What follows "raises" where money is raised, and not a sum."""
_UP = re.compile(
    alternatives(
        r"""
        \brais(?:e[sd]?|ing)\b(?!\s(?:"""
        + _FILLED
        + r"""))
        \b(?:lift|increas|hik|boost|doubl|tripl|expand|enlarg|bump)
        \b(?:up(?:s|ped|ping)|topp?(?:s|ed) up|up from)\b
        \b(?:erhöh|stock\w* .{0,80}auf\b|verdoppel|relèv|augment|doubl|elev|aument|ampl[ií]|duplic)
        上调|上調|提高|增加|追加|上方修正|引き上げ|増額|늘려|상향|증액|확대
        """
    ),
    re.I,
)
_DOWN = re.compile(
    alternatives(
        r"""
        \b(?:cut|lower|trim|slash|reduc|scal(?:e|es|ed|ing) (?:back|down)|pare|shrink|halv|down from)
        \b(?:senk|kürz|rédui|recort)
        下调|削减|引き下げ|減額|하향|줄여
        """
    ),
    re.I,
)
_EITHER = re.compile(
    alternatives(
        r"""
        \b(?:instead of|compared with|from (?:an? )?(?:earlier|previous|prior)|previously|originally)\b
        \bhad (?:first |once )?(?:announced|planned|pledged|promised|said)\b
        \b(?:statt|au lieu de|contre .{0,30}précédemment|en lugar de|em vez de)
        """
    ),
    re.I,
)
_ADDED = re.compile(
    r"\b(?:additional(?:ly)?|another|second|extra|further|on top of|in addition|add(?:s|ed|ing)?(?: to)?|"
    r"\$?[\d.]+ \w+ more|new(?= (?:deal|contract|site|campus)))\b",
    re.I,
)
_TITLE_ADDS = re.compile(r"\b(?:additional|another|second|extra|further|expand(?:s|ed)?|adds?|added|on top of)\b", re.I)


def moves(entry: Entry) -> frozenset[Change]:
    """Return whether an entry tells that a sum was raised, or cut, or perhaps either; empty where it tells neither.

    >>> moves(Entry("a", None, "Wire", "Meta lifts capex to $72 billion", ""))
    frozenset({<Change.RAISED: 'raised'>})
    >>> moves(Entry("a", None, "Wire", "OpenAI raises $110 billion", ""))
    frozenset()
    """
    text = _opening(entry)
    either = _EITHER.search(text) is not None
    found = {Change.RAISED: _UP, Change.CUT: _DOWN}
    return frozenset(change for change, words in found.items() if either or words.search(text) is not None)


def adds(entry: Entry) -> bool:
    """Say whether an entry tells of money beside what was told before: another deal, an additional sum.

    >>> adds(Entry("a", None, "Wire", "OpenAI gives CoreWeave another $4 billion", ""))
    True
    """
    return _ADDED.search(_opening(entry)) is not None


def title_adds(title: str) -> bool:
    """Say whether a title tells of a second deal beside the first."""
    return _TITLE_ADDS.search(fold(title)) is not None


def _opening(entry: Entry) -> str:
    return fold(f"{entry.title}\n{entry.text[:_OPENING]}")


_OPENING = 900


def within(before: Figure, after: Figure, *, is_mended: bool, says_so: frozenset[Change]) -> Change | None:
    """Return what another telling of one announcement changes in it; None where it changes nothing.

    Args:
        before: The figure the story is known by.
        after: What is told now.
        is_mended: Whether it is the same entry as before, edited.
        says_so: Whether the entry tells that the earlier sum, which it states, was raised, or cut.
    """
    if before.certainty is Certainty.REPORTED and after.certainty is Certainty.ANNOUNCED:
        return Change.CONFIRMED
    if is_mended and (after.certainty is before.certainty) and not is_same_sum(before, after):
        return Change.CORRECTED
    if is_mended and (before.org, before.counterparty) != (after.org, after.counterparty) and after.org is not None:
        return Change.CORRECTED
    return _if_said(_moved(before, after), says_so)


def is_correction(before: Figure, after: Figure) -> bool:
    """Say whether a figure of an edited entry is the one before with its sum mended, or its payer.

    A sum that is far from the one before is another one, unless it was a slip of the decimal point or of the unit.

    >>> from decimal import Decimal
    >>> told = Figure("$53bn", Decimal(53), None, "USD", Kind.PLEDGE, org="Alibaba")
    >>> is_correction(told, Figure("$5.3bn", Decimal("5.3"), None, "USD", Kind.PLEDGE, org="Alibaba"))
    True
    """
    if before.kind is not after.kind or before.certainty is not after.certainty or before.currency != after.currency:
        return False
    if before.counterparty and after.counterparty and before.counterparty != after.counterparty:
        return False
    if not before.amount or not after.amount:
        return False
    if before.org != after.org:
        return before.amount == after.amount
    ratio = max(before.amount, after.amount) / min(before.amount, after.amount)
    return ratio <= _LARGEST_CORRECTION or ratio in _SLIPS


_LARGEST_CORRECTION = 2
_SLIPS = frozenset({10, 100, 1000})


def is_same_sum(one: Figure, other: Figure) -> bool:
    """Say whether two figures state one sum, of a range both ends; where nothing tells, they do.

    >>> from decimal import Decimal
    >>> low, high = (Figure("", Decimal(n), Decimal(72), "USD", Kind.CAPEX, usd=Decimal(n)) for n in (64, 66))
    >>> is_same_sum(low, low), is_same_sum(low, high)
    (True, False)
    """
    if one.high is not None and other.high is not None and one.currency == other.currency:
        ends = ((one.amount, other.amount), (one.high, other.high))
        return all(abs(x - y) <= SAME_CURRENCY * max(x, y) for x, y in ends)
    has_no_rate = one.currency != other.currency and not (size(one) and size(other))
    return has_no_rate or same_money(one, other, IN_DOLLARS_UNDATED)


def _moved(before: Figure, after: Figure) -> Change | None:
    """Return whether a sum was raised or cut; of a range both ends count."""
    if before.currency != after.currency or is_same_sum(before, after):
        return None
    return Change.RAISED if _both_ends(after) > _both_ends(before) else Change.CUT


def _both_ends(figure: Figure) -> Decimal:
    return figure.amount + (figure.high or figure.amount)


def later(
    told: Figure,
    known: Iterable[tuple[Figure, timedelta]],
    *,
    stated: Iterable[Figure],
    says_so: frozenset[Change],
    is_added: bool = False,
) -> tuple[int, Change] | None:
    """Return which of some older announcements a new one changes, by its place, and how; None where none.

    Args:
        told: The new one.
        known: Those of the same payer, each with how much older it is, in any order.
        stated: All sums of the entry that tells the new one.
        says_so: Whether the entry tells that a sum was raised, or cut (see `moves`).
        is_added: Whether it tells of money beside what was told before.
    """
    sums, said = tuple(stated), _Said(says_so, is_added)
    found = [
        (age, place, change)
        for place, (figure, age) in enumerate(known)
        if timedelta(0) <= age and (change := _change(figure, told, age, sums, said)) is not None
    ]
    best = min(found, default=None, key=lambda one: one[:2])
    return None if best is None else best[1:]


@dataclass(frozen=True, slots=True)
class _Said:
    """What an entry says of how its sums came about."""

    changes: frozenset[Change]
    is_added: bool


def _change(before: Figure, after: Figure, age: timedelta, stated: tuple[Figure, ...], said: _Said) -> Change | None:
    """Return what a new announcement is to an older one of the same payer; None where it is one of its own."""
    if is_undone(before) or age > GUIDANCE:
        return None
    if is_undone(after):
        # A sum that nothing tells from another one is not enough here: what is taken back is struck out.
        alike = is_same_sum(before, after) and same_money(before, after, IN_DOLLARS_UNDATED)
        return _TAKEN_BACK[after.certainty] if alike and _is_same_object(before, after) else None
    if before.kind is Kind.CAPEX and after.kind is Kind.CAPEX and before.period and after.period:
        # Next year's spending is no raise of this year's.
        return _moved(before, after) if before.period == after.period else None
    if not _is_same_object(before, after):
        return None
    if before.kind in DEALS and before.certainty is Certainty.REPORTED and after.certainty is Certainty.ANNOUNCED:
        return Change.CONFIRMED if age <= TALKS and _may_be_signed(before, after) else None
    if before.kind is not after.kind or not _is_near(before, after):
        return None
    was = (other for other in stated if (other.kind, other.org, other.currency) == (*_sort(after), before.currency))
    change = _if_said(_moved(before, after), said.changes) if any(is_same_sum(before, other) for other in was) else None
    return None if said.is_added and not _is_total(before, after, stated) else change


def _is_total(before: Figure, after: Figure, stated: tuple[Figure, ...]) -> bool:
    """Say whether a sum is the earlier one and what was added to it, which the entry states too."""
    rise = size(after) - size(before)
    return any(abs(size(figure) - rise) <= SAME_CURRENCY * abs(rise) for figure in stated)


def _if_said(change: Change | None, says_so: frozenset[Change]) -> Change | None:
    return change if change in says_so else None


def _sort(figure: Figure) -> tuple[Kind, str | None]:
    return figure.kind, figure.org


def _is_same_object(before: Figure, after: Figure) -> bool:
    """Say whether two figures are of one sort and, as far as both say so, go to the same company."""
    if (before.kind in DEALS) != (after.kind in DEALS):
        return False
    if before.kind in DEALS and None in {before.counterparty, after.counterparty}:
        return False
    return (
        before.counterparty is None
        or after.counterparty is None
        or before.counterparty.casefold() == after.counterparty.casefold()
    )


def _may_be_signed(before: Figure, after: Figure) -> bool:
    """Say whether talks may have come to a deal; one that names no investor may be anybody's, unless the sum tells."""
    if payers(before) & payers(after):
        return _is_near(before, after)
    return same_money(before, after, IN_DOLLARS_UNDATED)


def _is_near(before: Figure, after: Figure) -> bool:
    """Say whether one sum may have become the other."""
    a, b = size(before), size(after)
    return not (a and b) or max(a, b) <= _FARTHEST * min(a, b)


_FARTHEST = 3


_TAKEN_BACK = {Certainty.DENIED: Change.DENIED, Certainty.CANCELLED: Change.CANCELLED}
