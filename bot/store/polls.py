"""What polls bring: entries with all that was read and decided of them, and the stories they tell.

An entry that is stored already is left as it is, with everything that hangs on it: what a second reader of the same
entry decided is dropped whole, never half. Only what says that it revises the entry changes it, see `identities`.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Column, RowMapping, Table, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import stories as core_stories
from bot.core.alerts import Reason
from bot.core.facts import live_fact
from bot.core.stories import Story
from bot.errors import ConflictError
from bot.ports import Judged, Poll
from bot.store import feeds, identities, ledger, outbox, renewals
from bot.store.schema import decisions, entries, figures, stories, story_entries, story_keys
from bot.store.statements import add_missing, chunks, first_by
from bot.store.values import (
    decision_of,
    decision_row,
    entry_of,
    entry_row,
    figure_of,
    figure_row,
    filed,
    story_of,
    story_row,
    verdict_of,
)

_LATELY = timedelta(hours=1)
"""How long before a poll is stored a story may have been seen first that was opened while the poll was judged."""


async def candidates(
    connection: AsyncConnection, keys: Sequence[str], since: datetime | None = None
) -> tuple[Story, ...]:
    """Fulfil `Store.candidates`, oldest story first."""
    lasting = sorted({key for key in keys if since is None or core_stories.is_lasting(key)})
    recent = sorted(set(keys).difference(lasting))
    seen_since = (story_keys.c.seen >= since,) if since is not None else ()
    found: dict[str, Story] = {}
    for part, conditions in ((lasting, ()), (recent, seen_since)):
        for chunk in chunks(part):
            filed = select(story_keys.c.story).where(story_keys.c.key.in_(chunk), *conditions)
            rows = await connection.execute(select(stories).where(stories.c.id.in_(filed)))
            found.update((row["id"], story_of(row)) for row in rows.mappings() if row["id"] not in found)
    return tuple(sorted(found.values(), key=lambda story: (story.first_seen, story.id)))


async def baselined(connection: AsyncConnection, asked: Sequence[str]) -> frozenset[tuple[str, str]]:
    """Fulfil `Store.baselined`."""
    pairs: set[tuple[str, str]] = set()
    for chunk in chunks(sorted(set(asked))):
        stood = decisions.c.story.in_(chunk), decisions.c.reason == Reason.BASELINE
        rows = await connection.execute(select(decisions.c.story, decisions.c.channel).where(*stood).distinct())
        pairs.update((row.story, row.channel) for row in rows)
    return frozenset(pairs)


async def judged(connection: AsyncConnection, reference: str) -> tuple[Judged, ...]:
    """Fulfil `Store.judged`, in the order they were stored.

    Each names the stories it tells in `joins`, whether it opened them or not; alerts stand in the outbox.
    """
    query = select(entries).where(or_(entries.c.id == reference, entries.c.link == reference))
    rows = (await connection.execute(query.order_by(entries.c.number))).mappings().all()
    return tuple([await _judged_of(connection, row) for row in rows])


async def entitled(connection: AsyncConnection, words: Sequence[str], most: int) -> tuple[Judged, ...]:
    """Fulfil `Store.entitled`."""
    held = (func.lower(entries.c.title).contains(word.lower(), autoescape=True) for word in words)
    query = select(entries).where(*held).order_by(entries.c.number.desc()).limit(most)
    rows = (await connection.execute(query)).mappings().all()
    return tuple([await _judged_of(connection, row) for row in rows])


async def _judged_of(connection: AsyncConnection, row: RowMapping) -> Judged:
    async def rows_of(table: Table, order: Column[Any]) -> Sequence[RowMapping]:
        query = select(table).where(table.c.entry == row["number"]).order_by(order)
        return (await connection.execute(query)).mappings().all()

    told = await rows_of(story_entries, story_entries.c.story)
    return Judged(
        entry=entry_of(row),
        figures=tuple(map(figure_of, await rows_of(figures, figures.c.number))),
        verdict=verdict_of(row),
        summary=row["summary"],
        joins=tuple(link["story"] for link in told),
        decisions=tuple(map(decision_of, await rows_of(decisions, decisions.c.number))),
    )


async def save(connection: AsyncConnection, poll: Poll) -> int:
    """Fulfil `Store.save`; the caller's transaction makes it all or nothing."""
    await feeds.free(connection, poll)
    added = await _add_entries(connection, poll)
    numbered = added + await identities.revise(connection, poll)
    await identities.file(connection, poll, numbered)
    await _refuse_unknown(connection, poll, numbered)
    await _add_stories(connection, numbered)
    await _add_readings(connection, numbered, poll.at)
    alerts = [alert for _, judged in numbered for alert in judged.alerts]
    await outbox.add(connection, alerts, poll.at, {wait.alert: wait for _, judged in numbered for wait in judged.waits})
    await renewals.add(connection, [renewal for _, judged in numbered for renewal in judged.renewals], poll.at)
    await _add_facts(connection, [judged for _, judged in numbered], poll.at)
    return len(added)


async def _add_facts(connection: AsyncConnection, judged: Sequence[Judged], at: datetime) -> None:
    """Add what stories opened bring to the ledger, and bring the facts of those up to date that are known otherwise."""
    opened = [live_fact(s, one.entry, dict(one.changes).get(s.id)) for one in judged for s in one.opens]
    await ledger.add_live(connection, [fact for fact in opened if fact is not None])
    await ledger.renew_live(connection, [story for one in judged for story in one.grown], at)


async def _add_entries(connection: AsyncConnection, poll: Poll) -> list[tuple[int, Judged]]:
    """Store the new entries; return each with the number of its row, in the feed's order."""
    first = first_by(lambda judged: judged.entry.id, (judged for judged in poll.judged if judged.revises is None))
    rows = [entry_row(poll.feed, judged, poll.at) for judged in first.values()]
    added = await add_missing(connection, entries, rows, entries.c.id, entries.c.number)
    numbers = {row.id: row.number for row in added}
    return [(numbers[key], judged) for key, judged in first.items() if key in numbers]


async def _refuse_unknown(connection: AsyncConnection, poll: Poll, numbered: Sequence[tuple[int, Judged]]) -> None:
    """Raise ConflictError where a story to be opened may be one that was stored after the known ones were asked for.

    The transaction holds the write lock, so that nobody opens one between this question and its end.
    """
    if poll.known is None:
        return
    opened = (story for _, judged in numbered for story in judged.opens)
    keys = sorted({key for story in opened for key in core_stories.wanted(story)})
    filed: set[str] = set()
    for chunk in chunks(keys):
        filed.update(
            (
                await connection.execute(
                    select(story_keys.c.story).where(
                        story_keys.c.key.in_(chunk), story_keys.c.seen >= poll.at - _LATELY
                    )
                )
            ).scalars()
        )
    if unknown := filed - poll.known:
        raise ConflictError(tuple(sorted(unknown)))


async def _add_stories(connection: AsyncConnection, numbered: Sequence[tuple[int, Judged]]) -> None:
    """Store the stories opened, unless another feed was first with one, and what each entry tells."""
    opened = first_by(lambda story: story.id, (story for _, judged in numbered for story in judged.opens))
    added = await add_missing(connection, stories, [story_row(story) for story in opened.values()], stories.c.id)
    fresh = [opened[row.id] for row in added]
    grown = first_by(lambda story: story.id, (s for _, judged in reversed(numbered) for s in judged.grown)).values()
    keys = [row for story in (*fresh, *grown) for row in filed(story)]
    told = [{"story": story, "entry": number} for number, judged in numbered for story in _told(judged)]
    for story in grown:
        await connection.execute(update(stories).where(stories.c.id == story.id).values(story_row(story)))
    await add_missing(connection, story_keys, keys)
    await add_missing(connection, story_entries, told)


def _told(judged: Judged) -> tuple[str, ...]:
    return (*(story.id for story in judged.opens), *judged.joins)


async def _add_readings(connection: AsyncConnection, numbered: Sequence[tuple[int, Judged]], at: datetime) -> None:
    read = [figure_row(number, figure) for number, judged in numbered for figure in judged.figures]
    decided = [decision_row(number, decision, at) for number, judged in numbered for decision in judged.decisions]
    await add_missing(connection, figures, read)
    await add_missing(connection, decisions, decided)
