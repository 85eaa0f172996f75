"""Rereading: what an entry's stories are known by once today's reader has read it.

A story never changes which entries tell it; only the figure it is known by follows the entry that told it first, and
only while it is that entry's: one that a later report has changed is left alone.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from bot.core.figures import Figure
from bot.core.reading import Reading
from bot.core.stories import Story, announcements, is_same

Followed = tuple[tuple[Story, Figure | None], ...]
"""Stories, each with the figure it is known by now; None where its entry tells it no longer."""


def follow(
    opened: Sequence[Story],
    on_record: Collection[str],
    stored: Sequence[Figure],
    reading: Reading,
    published: datetime | None,
) -> Followed:
    """Return which stories change with an entry, and to what.

    Args:
        opened: Stories it was the first to tell.
        on_record: Ids of those that have a fact in the ledger.
        stored: Its figures as they were read before.
        reading: What is read now.
        published: Its date.
    """
    groups = announcements(reading.figures) if reading.verdict.relevant else ()
    told = _told(opened, groups, published)
    followed: list[tuple[Story, Figure | None]] = []
    for story in opened:
        now = told.get(story.id)
        if story.figure in stored:
            changes = now != story.figure and (now is not None or story.id in on_record)
        else:  # known by another entry's figure, or given up by an earlier reading and told again
            changes = now is not None and story.id not in on_record
        followed += [(story, now)] if changes else []
    return tuple(followed)


def _told(
    opened: Sequence[Story], groups: Sequence[tuple[Figure, ...]], published: datetime | None
) -> dict[str, Figure]:
    """Return the figure that tells each story: the same money of the same payer, else the same words, else the rest."""
    told: dict[str, Figure] = {}
    left = list(groups)
    for is_of in (
        lambda figure, story: is_same(figure, story, published, None),
        lambda figure, story: figure.quote == story.figure.quote,
    ):
        for story in opened:
            group = next((group for group in left if any(is_of(figure, story) for figure in group)), None)
            if story.id not in told and group is not None:
                told[story.id] = group[0]
                left.remove(group)
    rest = [story for story in opened if story.id not in told]
    if len(rest) == len(left) == 1:
        told[rest[0].id] = left[0][0]
    return told
