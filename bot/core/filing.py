"""Where stories are filed, so that an entry is held against those alone that it may tell, and never against all.

A story is filed under its own parties and looked up under everybody it names: two that are the same share a key.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal

from bot.core.figures import Figure
from bot.core.kinds import DEALS, Kind
from bot.core.likeness import DOLLARS, amounts, parties, sides
from bot.core.places import places
from bot.core.story import Story

SIZE_STEP = 1.15
"""Ratio of one size of story to the next in the index; sums that may be one never lie further apart."""


def keys(story: Story) -> tuple[str, ...]:
    """Return the index keys that a story is filed under: each size with each party, and the two sides of a deal."""
    return tuple(sorted({key for figure in (story.figure, *story.also) for key in _keys(figure, _parties(figure))}))


def is_lasting(key: str) -> bool:
    """Say whether what is filed under a key may be changed long after: the two sides of a deal, a year's spending."""
    return key.startswith(("deal:", "capex:"))


def wanted(story: Story) -> tuple[str, ...]:
    """Return the keys that a story is looked up by: those it is filed under, and its sizes with whom it names."""
    figures = (story.figure, *story.also)
    found = {key for figure in figures for key in _keys(figure, _parties(figure) | story.named | story.places)}
    for figure in _stated(story):
        found |= _keys(figure, parties(story.figure))
    return tuple(sorted(found))


def _parties(figure: Figure) -> frozenset[str]:
    """Return everybody a figure names; a country as the place too that another text may name it by."""
    names = sides(figure)
    return names.union(*(places(name.title()) for name in names))


def _stated(story: Story) -> Iterator[Figure]:
    """Yield the sums beside a story's own as figures of its payer: it may have been known by one of them."""
    figure = story.figure
    for money in story.sums:
        if money.currency == figure.currency and figure.amount:
            usd = figure.usd and money.amount * figure.usd / figure.amount
            yield replace(figure, amount=money.amount, usd=usd, usd_high=None)


def _keys(figure: Figure, names: Iterable[str]) -> set[str]:
    found = {f"{size}:{name}" for size in _sizes(figure) for name in names}
    if figure.kind in DEALS and figure.counterparty is not None:
        found |= {f"deal:{payer}:{figure.counterparty.casefold()}" for payer in parties(figure)}
    if figure.kind is Kind.CAPEX and figure.period is not None:
        found |= {f"capex:{payer}:{figure.period}" for payer in parties(figure)}
    return found


def _sizes(figure: Figure) -> set[str]:
    """Return what a figure's sizes are filed under, in dollars and in each other currency that it is stated in."""
    sums = [("USD", usd) for usd in (figure.usd, figure.usd_high) if usd is not None]
    for amount, currency in amounts(figure):
        sums += [(currency, amount), ("USD" if currency in DOLLARS else currency, amount)]
    return {f"{currency}:{size}" for currency, amount in sums if amount > 0 for size in _neighbours(amount)}


def _neighbours(amount: Decimal) -> tuple[int, int]:
    """Return two sizes, of which an amount up to one step away shares one."""
    size = math.floor(math.log(float(amount), SIZE_STEP))
    return size, size + 1
