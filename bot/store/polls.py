"""What polls bring: entries with all that was read and decided of them, and the stories they tell.

An entry that is stored already is left as it is, with everything that hangs on it: what a second reader of the same
entry decided is dropped whole, never half.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Table, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import stories as core_stories
from bot.core.entry import Entry
from bot.core.stories import Story
from bot.ports import Judged, Poll
from bot.store import feeds, ledger, outbox
from bot.store.schema import decisions, entries, figures, stories, story_entries, story_keys
from bot.store.statements import chunks, insert_missing
from bot.store.values import entry_row, figure_row, story_fact, story_of, story_row


async def unseen(connection: AsyncConnection, feed: str, asked: Sequence[Entry]) -> tuple[Entry, ...]:
    """Fulfil `Store.unseen`; an id that stands twice among the entries is returned once, its first entry."""
    first = {entry.id: entry for entry in reversed(asked)}
    known: set[str] = set()
    for ids in chunks(list(first)):
        query = select(entries.c.id).where(entries.c.feed == feed, entries.c.id.in_(ids))
        known.update((await connection.execute(query)).scalars())
    return tuple(entry for entry in asked if entry.id not in known and first[entry.id] is entry)


async def candidates(connection: AsyncConnection, keys: Sequence[str]) -> tuple[Story, ...]:
    """Fulfil `Store.candidates`, oldest story first."""
    found: dict[str, Story] = {}
    for chunk in chunks(sorted(set(keys))):
        filed = select(story_keys.c.story).where(story_keys.c.key.in_(chunk))
        rows = await connection.execute(select(stories).where(stories.c.id.in_(filed)))
        found.update((row["id"], story_of(row)) for row in rows.mappings())
    return tuple(sorted(found.values(), key=lambda story: (story.first_seen, story.id)))


async def save(connection: AsyncConnection, poll: Poll) -> int:
    """Fulfil `Store.save`; the caller's transaction makes it all or nothing."""
    await feeds.free(connection, poll)
    numbered = await _add_entries(connection, poll)
    await _add_all(connection, figures, [figure_row(n, figure) for n, judged in numbered for figure in judged.figures])
    await _add_stories(connection, numbered)
    await _add_all(connection, decisions, [row for n, judged in numbered for row in _decisions(n, judged, poll.at)])
    await outbox.add(connection, [alert for _, judged in numbered for alert in judged.alerts], poll.at)
    facts = [story_fact(story, judged) for _, judged in numbered for story in judged.opens]
    await ledger.add_live(connection, [fact for fact in facts if fact is not None])
    return len(numbered)


async def _add_entries(connection: AsyncConnection, poll: Poll) -> list[tuple[int, Judged]]:
    """Store the new entries; return each with the number of its row, in the feed's order."""
    first = {judged.entry.id: judged for judged in reversed(poll.judged)}
    fresh = [judged for judged in poll.judged if first[judged.entry.id] is judged]
    if not fresh:
        return []
    insert = insert_missing(connection, entries).returning(entries.c.id, entries.c.number)
    added = await connection.execute(insert, [entry_row(poll.feed, judged, poll.at) for judged in fresh])
    numbers = {row.id: row.number for row in added}
    return [(numbers[judged.entry.id], judged) for judged in fresh if judged.entry.id in numbers]


async def _add_stories(connection: AsyncConnection, numbered: Sequence[tuple[int, Judged]]) -> None:
    opened = [story for _, judged in numbered for story in judged.opens]
    keys = [{"key": key, "story": story.id} for story in opened for key in core_stories.keys(story.figure)]
    told = [
        {"story": story, "entry": number}
        for number, judged in numbered
        for story in (*(opened.id for opened in judged.opens), *judged.joins)
    ]
    await _add_all(connection, stories, [story_row(story) for story in opened])
    await _add_all(connection, story_keys, keys)
    await _add_all(connection, story_entries, told)
    for _, judged in numbered:
        await _date_earlier(connection, judged)


async def _date_earlier(connection: AsyncConnection, judged: Judged) -> None:
    """Give a known story the date of an entry that is older than all before."""
    published = judged.entry.published
    if published is None or not judged.joins:
        return
    undated_or_later = or_(stories.c.published.is_(None), stories.c.published > published)
    await connection.execute(
        update(stories).where(stories.c.id.in_(judged.joins), undated_or_later).values(published=published)
    )


def _decisions(number: int, judged: Judged, at: datetime) -> list[dict[str, Any]]:
    return [
        {
            "entry": number,
            "channel": decision.channel,
            "reason": decision.reason,
            "detail": decision.detail,
            "story": decision.story,
            "decided_at": at,
        }
        for decision in judged.decisions
    ]


async def _add_all(connection: AsyncConnection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
    if rows:
        await connection.execute(insert_missing(connection, table), rows)
