"""Rereading: what an entry's stories are known by once today's reader has read it.

A story never changes which entries tell it; only the figure it is known by follows the entry that told it first, and
only while it is that entry's: one that a later report has changed is left alone.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace

from bot.core.entry import Entry
from bot.core.figures import Figure
from bot.core.reading import Reading
from bot.core.sameness import is_same
from bot.core.story import MOST_FIGURES, Story, told_by

Followed = tuple[tuple[Story, Story | None], ...]
"""Stories as they were known, each as it is known now; None where its entry tells it no longer."""


def follow(
    opened: Sequence[Story], on_record: Collection[str], entry: Entry, stored: Sequence[Figure], reading: Reading
) -> Followed:
    """Return which stories change with an entry, and to what.

    Args:
        opened: Stories it was the first to tell.
        on_record: Ids of those that have a fact in the ledger.
        entry: The entry.
        stored: Its figures as they were read before.
        reading: What is read now.
    """
    if not opened:
        return ()
    told = _told(opened, told_by(entry, reading, opened[0].first_seen) if reading.verdict.relevant else ())
    followed: list[tuple[Story, Story | None]] = []
    for story in opened:
        now = _known_by(story, told[story.id], stored) if story.id in told else None
        if story.figure in stored:
            changes = now != story and (now is not None or story.id in on_record)
        else:  # known by another entry's figure, or given up by an earlier reading and told again
            changes = now is not None and story.id not in on_record
        followed += [(story, now)] if changes else []
    return tuple(followed)


def _told(opened: Sequence[Story], left: Sequence[Story]) -> dict[str, Story]:
    """Return what tells each story now: the same announcement, else the same words, else what alone is left."""
    told: dict[str, Story] = {}
    for is_of in (is_same, _is_quoted):
        for story in opened:
            now = next((now for now in left if is_of(now, story)), None)
            if story.id not in told and now is not None:
                told[story.id] = now
                left = [other for other in left if other is not now]
    rest = [story for story in opened if story.id not in told]
    if len(rest) == len(left) == 1:
        told[rest[0].id] = left[0]
    return told


def _is_quoted(now: Story, story: Story) -> bool:
    return any(figure.quote == story.figure.quote for figure in (now.figure, *now.also))


def _known_by(story: Story, now: Story, stored: Sequence[Figure]) -> Story:
    """Return a story with what its entry says now; what other entries call it stays."""
    others = tuple(figure for figure in story.also if figure not in stored and figure not in now.also)
    also = (*now.also, *others)[:MOST_FIGURES]
    return replace(story, figure=now.figure, also=also, sums=now.sums, places=now.places, named=now.named)
