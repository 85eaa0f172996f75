"""Stored entries, to be read again, and what came of it put in the place of what was read first.

A story is known by a figure of the entry that was the first to tell it: with that entry's figures the story's own, the
keys it is filed under and its fact change, while the story itself stays what it is.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import RowMapping, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.facts import LIVE, Fact, live_fact, with_figure
from bot.core.figures import Figure
from bot.core.stories import Story
from bot.ports import Reread, Told
from bot.store import corrections
from bot.store.schema import entries, figures, stories, story_entries, story_keys
from bot.store.statements import add_missing, chunks
from bot.store.values import entry_of, figure_of, figure_row, filed, story_of, story_row, verdict_of


async def told(connection: AsyncConnection, since: datetime | None, after: int, most: int) -> tuple[Told, ...]:
    """Fulfil `Store.told`."""
    query = select(entries).where(entries.c.number > after).order_by(entries.c.number).limit(most)
    if since is not None:
        query = query.where(entries.c.stored_at >= since)
    rows = (await connection.execute(query)).mappings().all()
    numbers = [row["number"] for row in rows]
    read: dict[int, list[Figure]] = {number: [] for number in numbers}
    opened: dict[int, list[Story]] = {number: [] for number in numbers}
    for chunk in chunks(numbers):
        found = select(figures).where(figures.c.entry.in_(chunk)).order_by(figures.c.number)
        for row in (await connection.execute(found)).mappings():
            read[row["entry"]].append(figure_of(row))
        for number, story in await _opened(connection, chunk):
            if number in opened:
                opened[number].append(story)
    facts = await corrections.held(connection, {f"{LIVE}{story.id}" for told in opened.values() for story in told})
    return tuple(
        Told(
            row["number"],
            entry_of(row),
            tuple(read[row["number"]]),
            verdict_of(row),
            row["summary"],
            tuple(opened[row["number"]]),
            frozenset(story.id for story in opened[row["number"]] if f"{LIVE}{story.id}" in facts),
        )
        for row in rows
    )


async def _opened(connection: AsyncConnection, numbers: Sequence[int]) -> list[tuple[int, Story]]:
    """Return the stories that any of the entries tells, each with the number of the one that told it first.

    A poll numbers its entries as they stand in the feed, newest first; of those stored with it, the one whose title the
    story has was the first.
    """
    touched = select(story_entries.c.story).where(story_entries.c.entry.in_(numbers))
    rows = (await connection.execute(select(stories).where(stories.c.id.in_(touched)))).mappings()
    known = {row["id"]: story_of(row) for row in sorted(rows, key=lambda row: row["id"])}
    links = (
        select(story_entries.c.story, entries.c.number, entries.c.stored_at, entries.c.title)
        .join(entries, entries.c.number == story_entries.c.entry)
        .where(story_entries.c.story.in_(touched))
    )
    first: dict[str, tuple[datetime, bool, int]] = {}
    for story, number, stored_at, title in await connection.execute(links):
        place = (stored_at, title != known[story].title, number)
        first[story] = min(place, first.get(story, place))
    return [(first[key][2], story) for key, story in known.items()]


async def count(connection: AsyncConnection, since: datetime | None) -> int:
    """Fulfil `Store.count_told`."""
    query = select(func.count()).select_from(entries)
    if since is not None:
        query = query.where(entries.c.stored_at >= since)
    return int((await connection.execute(query)).scalar_one())


async def reread(connection: AsyncConnection, given: Sequence[Reread]) -> None:
    """Fulfil `Store.reread`."""
    told: dict[str, Fact | None] = {}
    for one in given:
        this = entries.c.number == one.number
        row = (await connection.execute(select(entries).where(this))).mappings().one_or_none()
        if row is None or entry_of(row) != one.entry:
            continue  # cleared away, or told anew by its feed meanwhile
        if not await _are_as_seen(connection, [seen for seen, _ in one.stories]):
            continue
        verdict = {"relevant": one.verdict.relevant, "rule": one.verdict.rule, "evidence": one.verdict.evidence}
        await connection.execute(update(entries).where(this).values(summary=one.summary, **verdict))
        await connection.execute(delete(figures).where(figures.c.entry == one.number))
        if one.figures:
            await connection.execute(figures.insert(), [figure_row(one.number, figure) for figure in one.figures])
        for seen, now in one.stories:
            told[f"{LIVE}{seen.id}"] = await _follow(connection, seen, now, row)
    gone = [key for key, fact in told.items() if fact is None]
    await corrections.tell(connection, [fact for fact in told.values() if fact], are_shipped=False, gone=gone)


async def _are_as_seen(connection: AsyncConnection, seen: Sequence[Story]) -> bool:
    rows = await connection.execute(select(stories).where(stories.c.id.in_([story.id for story in seen])))
    return {row["id"]: story_of(row) for row in rows.mappings()} == {story.id: story for story in seen}


async def _follow(connection: AsyncConnection, seen: Story, now: Story | None, row: RowMapping) -> Fact | None:
    """Put a story as it is known now in the place of what it was, with its keys; return its fact, None for none."""
    if now is None:
        return None
    await connection.execute(update(stories).where(stories.c.id == now.id).values(story_row(now)))
    await connection.execute(delete(story_keys).where(story_keys.c.story == now.id))
    await add_missing(connection, story_keys, filed(now))
    fact = live_fact(now, entry_of(row))
    if fact is None:
        return None
    known = (await corrections.held(connection, (fact.id,))).get(fact.id)
    return with_figure(known.told, now.figure) if known else fact
