"""Whether two stories are the same announcement.

A wrong merge is worse than a miss: it hides news, a miss only repeats it. So time, standing, parties, place, period and
money must all agree. What holds from one side holds from the other.
"""

import re
from datetime import timedelta
from decimal import Decimal

from bot.core.changes import title_adds
from bot.core.figures import Figure
from bot.core.kinds import DEALS, Certainty, Kind
from bot.core.likeness import (
    IN_DOLLARS,
    IN_DOLLARS_UNDATED,
    is_undone,
    is_with_another,
    payers,
    same_money,
    sides,
    size,
    states,
)
from bot.core.places import are_apart, places
from bot.core.story import Story

APART = timedelta(days=15)
"""Dated further apart, the same sum is another announcement."""
_SETTLED = Decimal("0.4")
"""How far the sum of a deal may move, as a share of the larger, from the first report of it to the announcement."""
_NOT_BY_RATE = Decimal(0)
_EQUITY = frozenset({Kind.STAKE, Kind.ACQUISITION})


def is_same(one: Story, other: Story) -> bool:
    """Say whether two stories are one announcement: time, standing, parties, place, period and money agree."""
    return is_close(one, other) and any(
        _is_one(a, b, one, other) for a in (one.figure, *one.also) for b in (other.figure, *other.also)
    )


def is_close(one: Story, other: Story) -> bool:
    """Say whether two weeks do not part two stories; where one is undated, when they were first seen tells."""
    if one.published is not None and other.published is not None:
        return abs(one.published - other.published) <= APART
    if one.first_seen is None or other.first_seen is None:
        return True
    return abs((one.published or one.first_seen) - (other.published or other.first_seen)) <= APART


def _is_one(a: Figure, b: Figure, one: Story, other: Story) -> bool:
    """Say whether two figures of two stories are the same money."""
    tolerance = IN_DOLLARS if one.published and other.published else IN_DOLLARS_UNDATED
    if is_undone(a) != is_undone(b) or _is_another_time(a, b):
        return False
    if is_placed(a, b) and (are_apart(one.places, other.places) or _is_everywhere(a, b, one, other)):
        return False
    if is_with_another(a, b):
        return _is_partner_mistaken(a, b, one, other) and same_money(a, b, tolerance)
    if _is_equity_and_not(a, b) or not (payers(a) & payers(b) or is_one_receiver(a, b)):
        return not _is_swap(a, b) and _name_each_other(a, b, one, other) and same_money(a, b, tolerance)
    if (a.kind in DEALS) != (b.kind in DEALS) and not _knows_partner(a, b, one, other):
        return False
    return same_money(a, b, tolerance) or _is_whole_and_part(a, b, one, other) or _is_settled(a, b)


def _knows_partner(a: Figure, b: Figure, one: Story, other: Story) -> bool:
    """Say whether what is no deal may be one that is: it names its other side, or goes to no place of its own."""
    deal, told, by = (a, other, one) if a.kind in DEALS else (b, one, other)
    if deal.counterparty is None or _names(told, deal.counterparty.casefold()):
        return True
    return deal.kind is Kind.CONTRACT and not (told.places and not by.places)


def _is_equity_and_not(a: Figure, b: Figure) -> bool:
    """Say whether one buys shares and the other does not, which one payer may be taken for doing."""
    return (a.kind in _EQUITY) != (b.kind in _EQUITY) and (a.org != b.org or Kind.ACQUISITION in {a.kind, b.kind})


def _is_swap(a: Figure, b: Figure) -> bool:
    """Say whether one buys shares of the other with the sum that the other spends, which makes two deals of it."""
    if not _is_equity_and_not(a, b):
        return False
    shares, other = (a, b) if a.kind in _EQUITY else (b, a)
    return other.counterparty is not None or shares.counterparty is None or shares.kind is Kind.ACQUISITION


def _is_partner_mistaken(a: Figure, b: Figure, one: Story, other: Story) -> bool:
    """Say whether two deals of one payer over the same years can hardly be two: an entry names the other's partner."""
    if not payers(a) & payers(b) or a.kind is not b.kind or a.period is None or a.period != b.period:
        return False
    return (a.counterparty or "").casefold() in other.named or (b.counterparty or "").casefold() in one.named


def is_placed(a: Figure, b: Figure) -> bool:
    """Say whether the money may go to a place: that of a deal goes to a company."""
    return not (a.kind in DEALS and b.kind in DEALS)


def _is_everywhere(a: Figure, b: Figure, one: Story, other: Story) -> bool:
    """Say whether one is what a company spends in all and the other goes to a place."""
    return a.kind is not b.kind and (
        (a.kind is Kind.CAPEX and a.period is not None and not one.places and bool(other.places))
        or (b.kind is Kind.CAPEX and b.period is not None and not other.places and bool(one.places))
    )


def is_one_receiver(a: Figure, b: Figure) -> bool:
    """Say whether one tells the round of the other without who pays."""
    return (
        None in {a.org, b.org}
        and a.counterparty is not None
        and a.counterparty.casefold() == (b.counterparty or "").casefold()
    )


def _name_each_other(a: Figure, b: Figure, one: Story, other: Story) -> bool:
    """Say whether each entry names everybody in the other's figure: they only differ in who was taken for the payer."""
    named = [(name, other) for name in sides(a)] + [(name, one) for name in sides(b)]
    return bool(sides(a) and sides(b)) and all(_names(story, name) for name, story in named)


def _names(story: Story, name: str) -> bool:
    """Say whether a story's first entry names somebody; a country may be named as a place."""
    country = places(name.title())
    return name in story.named or (bool(country) and country <= story.places)


def _is_another_time(a: Figure, b: Figure) -> bool:
    """Say whether both are the spending of a year or quarter, and of different ones."""
    return a.period != b.period and all(f.period is not None and _A_YEAR.fullmatch(f.period) for f in (a, b))


_A_YEAR = re.compile(r"(?:[QH]\d )?(?:FY)?\d{4}")


def _is_whole_and_part(a: Figure, b: Figure, one: Story, other: Story) -> bool:
    """Say whether one made news of the whole of a deal and one of a part: it states the other's sum beside its own."""
    if title_adds(one.title) or title_adds(other.title):  # a second deal of the two, told beside the first
        return False
    return _is_same_deal(a, b) and (states(one.sums, b) or states(other.sums, a))


def _is_settled(a: Figure, b: Figure) -> bool:
    """Say whether one is the first report of a deal and the other its announcement, at a sum that moved a little."""
    if {a.certainty, b.certainty} != {Certainty.REPORTED, Certainty.ANNOUNCED} or not _is_same_deal(a, b):
        return False
    x, y = size(a), size(b)
    return min(x, y) > 0 and abs(x - y) <= _SETTLED * max(x, y)


def _is_same_deal(a: Figure, b: Figure) -> bool:
    """Say whether both are a deal of the same kind between the same two."""
    return a.kind is b.kind and a.kind in DEALS and a.counterparty is not None and b.counterparty is not None


def is_retold(told: Story, story: Story) -> bool:
    """Say whether an entry that names everybody in a story states its sum, whatever it was taken for."""
    return (
        sides(story.figure) <= told.named
        and not are_apart(told.places, story.places)
        and any(same_money(told.figure, figure, _NOT_BY_RATE) for figure in (story.figure, *story.also))
    )


def is_surely_close(one: Story, other: Story) -> bool:
    """Say whether two weeks do not part two stories, and there are dates or a clock to tell it by."""
    has_clock = one.first_seen is not None and other.first_seen is not None
    return is_close(one, other) and (has_clock or None not in {one.published, other.published})
