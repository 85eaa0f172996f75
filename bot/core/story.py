"""A story: one announcement, and what an entry says of it that tells it from others.

An entry's sums are one announcement or several: those of one payer are one, unless they go to different companies or
places.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from itertools import islice

from bot.core.entry import Entry
from bot.core.figures import Figure
from bot.core.kinds import DEALS
from bot.core.likeness import IN_DOLLARS, amounts, is_with_another, parties, same_money, sides, size
from bot.core.money import Money
from bot.core.places import are_apart, places
from bot.core.reading import Reading

MOST_SUMS = 12
MOST_FIGURES = 6
_AROUND = 160
"""Characters around a sum that tell where its money goes."""


@dataclass(frozen=True, slots=True)
class Story:
    """One announcement, as far as it is known.

    Attributes:
        id: Opaque, stable.
        figure: The headline figure it is known by now.
        title: Title of the first entry that told it.
        first_seen: When its first entry was stored (UTC); None in a replay, which has no clock.
        published: Earliest stated date of its entries (UTC); None where none is dated.
        also: Further headline figures told with it, and those it was known by before.
        sums: All sums that its first entry states.
        places: Where the money goes (see `core.places`); empty where the first entry does not say.
        named: Whom title and opening of its first entry name, in lower case.
    """

    id: str
    figure: Figure
    title: str
    first_seen: datetime | None
    published: datetime | None = None
    also: tuple[Figure, ...] = ()
    sums: tuple[Money, ...] = ()
    places: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()


def sought(entry: Entry, reading: Reading, now: datetime | None) -> tuple[Story, ...]:
    """Return the stories to look for: those that an entry would open; for one that is no news, one for each sum.

    Where some sum is what it is about, the others are not.
    """
    told = told_by(entry, reading, now)
    if told or reading.verdict.relevant:
        return told if len(told) == 1 or reading.verdict.relevant else ()
    heads = [figure for figure in reading.figures if figure.headline] or reading.figures[:MOST_SUMS]
    return tuple(_story(entry, reading, now, n, (figure,)) for n, figure in enumerate(heads))


def told_by(entry: Entry, reading: Reading, now: datetime | None) -> tuple[Story, ...]:
    """Return the stories that an entry would open if nothing were known, in the order of its `announcements`."""
    groups = announcements(entry, reading.figures)
    return tuple(_story(entry, reading, now, place, group) for place, group in enumerate(groups))


def _story(entry: Entry, reading: Reading, now: datetime | None, place: int, group: Sequence[Figure]) -> Story:
    """Return the story that an entry would open with some figures."""
    sums = (Money(*sum_) for figure in reading.figures for sum_ in amounts(figure))
    return Story(
        id=_identity(entry, place, group[0]),
        figure=group[0],
        title=entry.title,
        first_seen=now,
        published=entry.published,
        also=tuple(group[1:]),
        sums=tuple(islice(sums, MOST_SUMS)),
        places=_places(entry, group[0]),
        named=frozenset(map(str.casefold, reading.named)),
    )


def announcements(entry: Entry, figures: Sequence[Figure]) -> tuple[tuple[Figure, ...], ...]:
    """Part an entry's headline figures into the announcements they tell, each with its largest figure first.

    Figures of one payer are one announcement, unless they go to different companies or places; so are those of two
    that pay each other.
    """
    groups: list[list[Figure]] = []
    for figure in sorted((f for f in figures if f.headline and f.kind.is_spend), key=size, reverse=True):
        home = next((group for group in groups if _is_with(entry, group[0], figure)), None)
        if home is None:
            groups.append([figure])
        else:
            home.append(figure)
    return tuple(map(tuple, groups))


def _is_with(entry: Entry, first: Figure, figure: Figure) -> bool:
    """Say whether two headline figures of an entry belong to one announcement."""
    shared = sides(first) & sides(figure)
    if not parties(figure) or len(shared) > 1 or (shared and same_money(first, figure, IN_DOLLARS)):
        return True
    if not parties(first) & parties(figure):
        return False
    if first.kind in DEALS and figure.kind in DEALS and is_with_another(first, figure):
        return False
    return not are_apart(_around(entry, first), _around(entry, figure))


def _places(entry: Entry, figure: Figure) -> frozenset[str]:
    """Return where the money goes: what title or purpose name, else the state or region beside the sum."""
    return places(f"{entry.title}\n{figure.purpose or ''}") or frozenset(p for p in _around(entry, figure) if "/" in p)


def _around(entry: Entry, figure: Figure) -> frozenset[str]:
    """Return the places that stand around a figure's sum in the text."""
    text = f"{entry.title}\n{entry.text}"
    at = text.find(figure.quote)
    return places(text[max(0, at - _AROUND) : at + len(figure.quote) + _AROUND]) if at >= 0 else frozenset()


def grown(story: Story, told: Story) -> Story:
    """Return a story as it is known once another entry told it.

    Its date is the earliest that is stated, and what the other calls its parties and sum is kept, so that later
    entries may agree with either.
    """
    known = (story.figure, *story.also)
    new = tuple(f for f in (told.figure, *told.also) if not any(_says(f, figure) for figure in known))
    days = [day for day in (story.published, told.published) if day is not None]
    return replace(story, also=(*story.also, *new)[:MOST_FIGURES], published=min(days, default=None))


def _says(figure: Figure, known: Figure) -> bool:
    """Say whether a figure adds nothing to one that is known."""
    return sides(figure) <= sides(known) and set(amounts(figure)) <= set(amounts(known))


def _identity(entry: Entry, place: int, figure: Figure) -> str:
    """Return a story's id: a digest of the entry that opened it, the announcement's place in it and its figure.

    The entry alone would not do: an outlet may number the posts of each of its feeds from 1.
    """
    told = (figure.org, figure.counterparty, figure.amount.normalize(), figure.high, figure.currency, figure.kind)
    parts = (entry.outlet, entry.id, entry.link, place, *told)
    return blake2b("\n".join(map(str, parts)).encode(), digest_size=8).hexdigest()
