"""What stored entries are known by, and what became of those whose feed tells them anew.

A row keeps its first id for ever, and the key of it; its other keys are those of its latest state. Those of a known
entry that did not change are not filed: a feed whose guids are new at each poll would fill the table.
"""

from collections.abc import Sequence

from sqlalchemy import Row, bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.entry import Entry, digest, keys
from bot.core.figures import Figure
from bot.core.sorting import Known, Revised, Sorted, Sorting
from bot.ports import Judged, Poll
from bot.store.schema import entries, entry_keys, figures, story_entries
from bot.store.statements import add_missing, chunks
from bot.store.values import figure_of, revision_row, verdict_of


async def sort_out(connection: AsyncConnection, feed: str, fetched: Sequence[Entry]) -> Sorted:
    """Fulfil `Store.sort_out`."""
    sorting = Sorting(fetched)
    known: dict[str, Known] = {}
    for chunk in chunks(sorting.keys):
        query = (
            select(entry_keys.c.key, entries.c.id, entries.c.link, entries.c.title, entries.c.digest)
            .join(entries, entries.c.number == entry_keys.c.entry)
            .where(entry_keys.c.feed == feed, entry_keys.c.key.in_(chunk))
        )
        for row in await connection.execute(query):
            known[row.key] = Known(row.id, row.link, row.title, row.digest)
    new, changed = sorting.against(known)
    return Sorted(new, await _revised(connection, feed, changed), sorting.shared)


async def _revised(connection: AsyncConnection, feed: str, changed: Sequence[tuple[Entry, str]]) -> tuple[Revised, ...]:
    """Return the new states with what was read of the entries before."""
    found: list[Revised] = []
    for chunk in chunks(changed):
        query = select(entries).where(entries.c.feed == feed, entries.c.id.in_([known for _, known in chunk]))
        rows = {row["id"]: row for row in (await connection.execute(query)).mappings()}
        numbers = [row["number"] for row in rows.values()]
        read = await _figures(connection, numbers)
        told: dict[int, list[str]] = {}
        links = select(story_entries).where(story_entries.c.entry.in_(numbers)).order_by(story_entries.c.story)
        for link in await connection.execute(links):
            told.setdefault(link.entry, []).append(link.story)
        for entry, known in chunk:
            row = rows[known]
            number = row["number"]
            stories = tuple(told.get(number, ()))
            before = verdict_of(row)
            found.append(
                Revised(entry, known, stories, read.get(number, ()), before, row["published"], row["stored_at"])
            )
    return tuple(found)


async def _figures(connection: AsyncConnection, numbers: Sequence[int]) -> dict[int, tuple[Figure, ...]]:
    query = select(figures).where(figures.c.entry.in_(numbers)).order_by(figures.c.number)
    found: dict[int, tuple[Figure, ...]] = {}
    for row in (await connection.execute(query)).mappings():
        found[row["entry"]] = (*found.get(row["entry"], ()), figure_of(row))
    return found


async def revise(connection: AsyncConnection, poll: Poll) -> list[tuple[int, Judged]]:
    """Store the new states of entries in their rows; return each with the number of its row.

    A row that has that state already, by another poll, is left out with all that was decided of it.
    """
    revising = {judged.revises: judged for judged in poll.judged if judged.revises is not None}
    stored: dict[str, Row[tuple[int, str, str | None]]] = {}
    for chunk in chunks(list(revising)):
        query = select(entries.c.number, entries.c.id, entries.c.digest)
        rows = await connection.execute(query.where(entries.c.feed == poll.feed, entries.c.id.in_(chunk)))
        stored |= {row.id: row for row in rows}
    found = [(stored[key], judged) for key, judged in revising.items() if key in stored]
    numbered = [(row.number, judged) for row, judged in found if row.digest != digest(judged.entry)]
    if numbered:
        states = [revision_row(judged, poll.at) | {"row": number} for number, judged in numbered]
        await connection.execute(update(entries).where(entries.c.number == bindparam("row")), states)
    for some in chunks([number for number, _ in numbered]):
        await connection.execute(delete(figures).where(figures.c.entry.in_(some)))
        its_own = select(entries.c.number).where(
            entries.c.number == entry_keys.c.entry, entry_keys.c.key == "id:" + entries.c.id
        )
        await connection.execute(
            delete(entry_keys).where(entry_keys.c.entry.in_(some), ~its_own.correlate(entry_keys).exists())
        )
    return numbered


async def file(connection: AsyncConnection, poll: Poll, numbered: Sequence[tuple[int, Judged]]) -> None:
    """File entries under their keys; a key that another entry has stays with that one."""
    rows = [
        {"feed": poll.feed, "key": key, "entry": number}
        for number, judged in numbered
        for key in keys(judged.entry)
        if key not in poll.shared
    ]
    await add_missing(connection, entry_keys, rows)
