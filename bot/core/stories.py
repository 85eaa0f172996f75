"""Stories: entries that tell the same announcement are one.

A wrong merge is worse than a miss: it hides news, a miss only repeats it. So parties, money and time must all agree.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from hashlib import blake2b

from bot.core.entry import Entry
from bot.core.figures import Figure
from bot.core.kinds import Certainty, Kind

APART = timedelta(days=15)
"""Dated further apart, the same sum is another announcement."""
SIZE_STEP = 1.15
"""Ratio of one size of story to the next in the index."""

_SAME_CURRENCY = Decimal("0.012")
_IN_DOLLARS = Decimal("0.06")
_EQUITY = frozenset({Kind.STAKE, Kind.ACQUISITION})


@dataclass(frozen=True, slots=True)
class Story:
    """One announcement, as far as it is known.

    Attributes:
        id: Opaque, stable.
        figure: The headline figure it is known by.
        title: Title of the first entry that told it.
        first_seen: When its first entry was stored (UTC).
        published: Earliest stated date of its entries (UTC); None where none is dated.
    """

    id: str
    figure: Figure
    title: str
    first_seen: datetime
    published: datetime | None = None


@dataclass(frozen=True, slots=True)
class Telling:
    """A story that an entry tells.

    Attributes:
        story: Known before, or opened by this entry.
        is_new: Whether this entry opens it.
        figures: The entry's figures that belong to it, largest first.
    """

    story: Story
    is_new: bool
    figures: tuple[Figure, ...]


def keys(figure: Figure) -> tuple[str, ...]:
    """Return the index keys a story of this figure is filed and looked up under, so that no scan is needed.

    One key for the payer and each partner, and two for each size in dollars: neighbouring sizes share one.
    """
    names = {name.casefold() for name in (figure.org, figure.counterparty, *figure.org_alt) if name}
    found = {f"org:{name}" for name in names}
    for usd in (figure.usd, figure.usd_high):
        if usd is not None and usd > 0:
            size = math.floor(math.log(float(usd), SIZE_STEP))
            found |= {f"usd:{size}", f"usd:{size + 1}"}
    if figure.usd is None:
        found.add(f"sum:{figure.currency}:{figure.amount.normalize()}")
    return tuple(sorted(found))


class Shelf:
    """Stories filed under their keys, so that an entry is held against those alone that it may tell."""

    def __init__(self, stories: Iterable[Story] = ()) -> None:
        """File stories."""
        self._filed: dict[str, dict[str, Story]] = {}
        for story in stories:
            self.file(story)

    def file(self, story: Story) -> None:
        """Add a story."""
        for key in keys(story.figure):
            self._filed.setdefault(key, {})[story.id] = story

    def bind(self, entry: Entry, figures: Sequence[Figure], now: datetime | None) -> tuple[Telling, ...]:
        """Bind an entry to the stories filed here, see `match`, and file those it opens."""
        wanted = headline_keys(figures)
        known = {id_: story for key in wanted for id_, story in self._filed.get(key, {}).items()}
        tellings = match(entry, figures, known.values(), now)
        for telling in tellings:
            if telling.is_new:
                self.file(telling.story)
        return tellings


def headline_keys(figures: Sequence[Figure]) -> frozenset[str]:
    """Return the keys that the stories are filed under which an entry with these figures may tell."""
    return frozenset(key for group in announcements(figures) for figure in group for key in keys(figure))


def announcements(figures: Sequence[Figure]) -> tuple[tuple[Figure, ...], ...]:
    """Part an entry's headline figures into the announcements they tell, one for each payer, largest figure first."""
    groups: list[list[Figure]] = []
    for figure in sorted((f for f in figures if f.headline and f.kind.is_spend), key=_size, reverse=True):
        for group in groups:
            if _parties(group[0]) & _parties(figure) or not _parties(figure):
                group.append(figure)
                break
        else:
            groups.append([figure])
    return tuple(map(tuple, groups))


def match(
    entry: Entry, figures: Sequence[Figure], candidates: Iterable[Story], now: datetime | None
) -> tuple[Telling, ...]:
    """Bind an entry to the stories it tells, opening those that nobody told before.

    Args:
        entry: The entry.
        figures: As read of it.
        candidates: Stories filed under any of its `headline_keys`.
        now: When the entry was first seen; None in a replay, where only dates of publication count.
    """
    known = list(candidates)
    tellings: dict[str, Telling] = {}
    for place, group in enumerate(announcements(figures)):
        matching = [s for s in known if any(is_same(f, s, entry.published, now) for f in group)]
        if matching:
            best = min(matching, key=lambda s: (_distance(group[0], s), s.id))
            told = tellings[best.id].figures if best.id in tellings else ()
            tellings[best.id] = Telling(best, False, tuple(sorted((*told, *group), key=_size, reverse=True)))
        else:
            seen = now or entry.published or _EPOCH
            story = Story(_identity(entry, place, group[0]), group[0], entry.title, seen, entry.published)
            tellings[story.id] = Telling(story, True, group)
    return tuple(tellings.values())


_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


def is_same(figure: Figure, story: Story, published: datetime | None, now: datetime | None) -> bool:
    """Say whether a figure and a story are one announcement: parties, money, kind, standing and time agree."""
    other = story.figure
    if published is not None and story.published is not None:
        if abs(published - story.published) > APART:
            return False
    elif now is not None and abs(now - story.first_seen) > APART:
        return False
    if _is_undone(figure) != _is_undone(other):
        return False
    if not _parties(figure) & _parties(other):
        return False
    if _is_with_another(figure, other):
        return False
    if (figure.kind in _EQUITY) != (other.kind in _EQUITY) and figure.org != other.org:
        return False
    return _same_money(figure, other)


def _is_undone(figure: Figure) -> bool:
    """Say whether a figure takes a commitment back, which is news of its own."""
    return figure.certainty in {Certainty.DENIED, Certainty.CANCELLED}


def _is_with_another(figure: Figure, other: Figure) -> bool:
    """Say whether both name who is on the other side, and neither of the two has a part in the other's deal."""
    if figure.counterparty is None or other.counterparty is None:
        return False
    return figure.counterparty.casefold() not in _sides(other) and other.counterparty.casefold() not in _sides(figure)


def _parties(figure: Figure) -> frozenset[str]:
    """Return who pays, in lower case; where nobody in particular does, who receives."""
    payers = frozenset(n.casefold() for n in (figure.org, *figure.org_alt) if n)
    return payers or frozenset(n.casefold() for n in (figure.counterparty,) if n)


def _sides(figure: Figure) -> frozenset[str]:
    """Return everybody a figure names, in lower case."""
    return frozenset(n.casefold() for n in (figure.org, figure.counterparty, *figure.org_alt) if n)


def _same_money(a: Figure, b: Figure) -> bool:
    """Say whether two figures are the same money, in a currency both state or else in dollars."""
    for x, currency in _amounts(a):
        for y, other in _amounts(b):
            if currency == other and abs(x - y) <= _SAME_CURRENCY * max(x, y):
                return True
    if a.currency == b.currency:
        return False
    ours = [v for v in (a.usd, a.usd_high) if v]
    theirs = [v for v in (b.usd, b.usd_high) if v]
    return any(abs(x - y) <= _IN_DOLLARS * max(x, y) for x in ours for y in theirs)


def _amounts(figure: Figure) -> tuple[tuple[Decimal, str], ...]:
    """Return every sum that says the figure, with its currency."""
    own = [(figure.amount, figure.currency), *((m.amount, m.currency) for m in figure.also)]
    if figure.high is not None:
        own.append((figure.high, figure.currency))
    return tuple(own)


def _size(figure: Figure) -> Decimal:
    """Return the larger end in dollars, zero where no rate is known."""
    return figure.usd_high or figure.usd or Decimal(0)


def _distance(figure: Figure, story: Story) -> Decimal:
    """Return how far two sums lie apart, as a share of the larger."""
    a, b = _size(figure), _size(story.figure)
    return abs(a - b) / max(a, b) if a and b else Decimal(1)


def _identity(entry: Entry, place: int, figure: Figure) -> str:
    """Return a story's id: a digest of the entry that opened it, the announcement's place in it and its figure.

    The entry alone would not do: an outlet may number the posts of each of its feeds from 1.
    """
    told = (figure.org, figure.counterparty, figure.amount.normalize(), figure.high, figure.currency, figure.kind)
    parts = (entry.outlet, entry.id, entry.link, place, *told)
    return blake2b("\n".join(map(str, parts)).encode(), digest_size=8).hexdigest()
