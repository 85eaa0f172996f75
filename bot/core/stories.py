"""Stories: entries that tell the same announcement are one, and what each of them changes in it.

Whether two are the same is asked in `sameness`, what a later one changes in `revisions`; here is the order of asking.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal

from bot.core.changes import Change, is_correction, later, moves, within
from bot.core.entry import Entry
from bot.core.figures import Figure
from bot.core.filing import is_lasting, keys, wanted
from bot.core.likeness import IN_DOLLARS, is_undone, parties, same_money, size, states
from bot.core.places import are_apart
from bot.core.reading import Reading
from bot.core.sameness import APART, is_one_receiver, is_placed, is_retold, is_same, is_surely_close
from bot.core.story import MOST_FIGURES, Story, grown, sought, told_by

__all__ = ["Shelf", "Story", "Telling", "is_lasting", "keys", "match", "reach", "sought", "wanted"]


@dataclass(frozen=True, slots=True)
class Telling:
    """A story that an entry tells.

    Attributes:
        story: Known before, or opened by this entry; as it is known after it.
        is_new: Whether this entry opens it.
        figures: The entry's figures that belong to it, largest first.
        change: What it changes in what was told before; None where it changes nothing.
        before: The figure that it changes.
        earlier: The older story that a new one changes; None where it changes none, or is that story.
    """

    story: Story
    is_new: bool
    figures: tuple[Figure, ...]
    change: Change | None = None
    before: Figure | None = None
    earlier: Story | None = None


class Shelf:
    """Stories filed under their keys, so that an entry is held against those alone that it may tell."""

    def __init__(self, stories: Iterable[Story] = ()) -> None:
        """File stories."""
        self._filed: dict[str, dict[str, Story]] = {}
        for story in stories:
            self.file(story)

    def file(self, story: Story) -> None:
        """Add a story, or what it has become."""
        for key in (f"id:{story.id}", *keys(story)):
            self._filed.setdefault(key, {})[story.id] = story

    def near(self, told: Iterable[Story], since: datetime | None = None) -> tuple[Story, ...]:
        """Return the stories that are filed under a key that those told may be found by.

        Args:
            told: What an entry would open.
            since: See `reach`.
        """
        asked = sorted({key for story in told for key in wanted(story)})
        found = {
            id_: story
            for key in asked
            for id_, story in self._filed.get(key, {}).items()
            if since is None or is_lasting(key) or _is_later(story, since)
        }
        return tuple(found.values())

    def bind(
        self, entry: Entry, reading: Reading, now: datetime | None, before: Collection[str] = ()
    ) -> tuple[Telling, ...]:
        """Bind an entry to the stories filed here, see `match`, and file those it opens."""
        asked = sought(entry, reading, now)
        near = {story.id: story for story in self.near(asked, reach(entry, asked))}
        near |= {story.id: story for key in before for story in self._filed.get(f"id:{key}", {}).values()}
        tellings = match(entry, reading, near.values(), now, before)
        for telling in tellings:
            self.file(telling.story)
        return tellings


def _is_later(story: Story, since: datetime) -> bool:
    """Say whether a story is not known to be older than a time."""
    when = story.first_seen or story.published
    return when is None or when >= since


def match(
    entry: Entry,
    reading: Reading,
    candidates: Iterable[Story],
    now: datetime | None,
    before: Collection[str] = (),
) -> tuple[Telling, ...]:
    """Bind an entry to the stories it tells, opening those that nobody told before.

    An entry that is no news itself opens none, and joins one only where all it tells is that: a round-up joins nothing.

    Args:
        entry: The entry.
        reading: What was read of it.
        candidates: Stories filed under any of the `wanted` keys of those it would open.
        now: When the entry was first seen; None in a replay, where only dates of publication count.
        before: Ids of the stories that the entry told before it was edited.
    """
    known = {story.id: story for story in candidates}
    if not reading.verdict.relevant:
        return _retold(sought(entry, reading, now), known.values())
    says_so = moves(entry)
    told_now = told_by(entry, reading, now)
    own = [known[id_] for id_ in before if id_ in known]
    gone = [story for story in own if not any(_again(told, [story]) for told in told_now)]
    tellings: dict[str, Telling] = {}
    for told in told_now:
        same = _again(told, own) or _best(told, known.values()) or _corrected(told, gone)
        if same is None:
            telling = _opening(told, reading, known.values(), says_so=says_so)
        else:
            telling = _joining(told, same, is_mended=same.id in before, says_so=says_so)
        if telling.story.id in tellings:
            telling = _together(tellings[telling.story.id], telling)
        tellings[telling.story.id] = telling
        known[telling.story.id] = telling.story
    return tuple(tellings.values())


def reach(entry: Entry, told: Iterable[Story]) -> datetime | None:
    """Return since when a story must have been seen to be one that an entry tells; None where it may be any older one.

    What takes something back or says that a sum moved may be about an announcement of last year.

    Args:
        entry: The entry.
        told: The stories that it would open.
    """
    stories = tuple(told)
    if moves(entry) or any(is_undone(story.figure) for story in stories):
        return None
    times = [time for story in stories for time in (story.published or story.first_seen,) if time is not None]
    return min(times) - APART - _SKEW if len(times) == len(stories) and times else None


_SKEW = timedelta(days=2)


def _best(told: Story, known: Iterable[Story]) -> Story | None:
    """Return the known story that is the one told, the nearest sum first."""
    matching = [story for story in known if is_same(told, story)]
    return min(matching, key=lambda story: (_distance(told, story), story.id), default=None)


def _again(told: Story, own: Sequence[Story]) -> Story | None:
    """Return the story that an entry told before it was edited and tells still; feeds date what they edit anew."""
    return next((story for story in own if is_same(_dated_as(story, told), story)), None)


def _dated_as(story: Story, told: Story) -> Story:
    return replace(told, published=story.published, first_seen=story.first_seen)


def _corrected(told: Story, own: Sequence[Story]) -> Story | None:
    """Return the story that an entry told before it was edited, where only its sum or its payer was mended."""
    return next((story for story in own if is_correction(story.figure, told.figure)), None)


def _opening(told: Story, reading: Reading, known: Iterable[Story], *, says_so: bool) -> Telling:
    """Return what an entry tells that nobody told before, with the older story that it changes.

    A sum that moves within the two weeks in which it was told is no new story: the one that is known moves on.
    """
    group = (told.figure, *told.also)
    older = sorted((story for story in known if _may_be_earlier(told, story)), key=lambda story: story.id)
    ages = [(story.figure, _age(told, story)) for story in older]
    found = later(told.figure, ages, stated=reading.figures, says_so=says_so)
    if found is None:
        return Telling(told, True, group)
    place, change = found
    earlier = older[place]
    if not change.takes_back and is_surely_close(told, earlier):
        return Telling(_known_as(told.figure, earlier, told), False, group, change, earlier.figure)
    return Telling(told, True, group, change, earlier.figure, earlier)


def _may_be_earlier(told: Story, story: Story) -> bool:
    """Say whether a story is of the same payer, and for the same place where either is for one."""
    if not (parties(told.figure) & parties(story.figure) or is_one_receiver(told.figure, story.figure)):
        return False
    if not is_placed(told.figure, story.figure):
        return True
    return bool(told.places) == bool(story.places) and not are_apart(told.places, story.places)


def _age(told: Story, story: Story) -> timedelta:
    """Return how much older a story is; none where no date and no clock tells."""
    ours, theirs = told.published or told.first_seen, story.published or story.first_seen
    return timedelta(0) if ours is None or theirs is None else ours - theirs


def _joining(told: Story, story: Story, *, is_mended: bool, says_so: bool) -> Telling:
    """Return what an entry tells of a known story; what it changes, the story is known by from now on."""
    group = (told.figure, *told.also)
    moved = says_so and states(told.sums, story.figure) and _age(told, story) >= timedelta(0)
    same = (figure for figure in group if same_money(figure, story.figure, IN_DOLLARS) and not moved)
    figure = next(same, told.figure)
    change = within(story.figure, figure, is_mended=is_mended, says_so=moved)
    if change is None:
        return Telling(grown(story, told), False, group)
    return Telling(_known_as(figure, story, told), False, group, change, story.figure)


def _known_as(figure: Figure, story: Story, told: Story) -> Story:
    """Return a story that is known by another figure from now on, and by the one before still."""
    also = tuple(dict.fromkeys((story.figure, *grown(story, told).also)))[:MOST_FIGURES]
    return replace(grown(story, told), figure=_completed(figure, story.figure), also=also)


def _completed(figure: Figure, before: Figure) -> Figure:
    """Return a figure with what only the one before it states."""
    return replace(
        figure,
        period=figure.period or before.period,
        counterparty=figure.counterparty or before.counterparty,
        purpose=figure.purpose or before.purpose,
        org=figure.org or before.org,
    )


def _together(one: Telling, other: Telling) -> Telling:
    """Return two tellings of one story as one."""
    figures = tuple(sorted((*one.figures, *other.figures), key=size, reverse=True))
    first = one if one.change is not None else other
    return replace(other, figures=figures, change=first.change, before=first.before, is_new=one.is_new)


def _retold(told: Sequence[Story], known: Iterable[Story]) -> tuple[Telling, ...]:
    """Return the one known story that an entry tells which is no news."""
    matching = {
        story.id: story
        for story in known
        for one in told
        if is_surely_close(one, story) and (is_same(one, story) or is_retold(one, story))
    }
    return tuple(Telling(story, False, ()) for story in matching.values()) if len(matching) == 1 else ()


def _distance(one: Story, other: Story) -> Decimal:
    """Return how far two sums lie apart, as a share of the larger."""
    a, b = size(one.figure), size(other.figure)
    return abs(a - b) / max(a, b) if a and b else Decimal(1)
