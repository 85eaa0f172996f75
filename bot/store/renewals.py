"""Renewals in the outbox: rows that bring a message that stands in Slack up to date, and notes in its thread.

The post's own row keeps the newest version of its alert. A message that was never tried goes out in that version at
once; of several updates that wait for one message only the last is sent.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.alerts import Alert
from bot.core.renewals import Renewal
from bot.core.story import MOST_FIGURES
from bot.errors import ConflictError
from bot.ports import Action
from bot.store.outbox import GONE, State, row_of
from bot.store.schema import outbox, stories, story_keys
from bot.store.statements import add_missing, chunks
from bot.store.values import dump_alert, filed, load_alert, story_of, story_row


async def standing(connection: AsyncConnection, stories: Sequence[str]) -> tuple[Alert, ...]:
    """Fulfil `Store.standing`, the oldest first."""
    found: list[Alert] = []
    for chunk in chunks(sorted(set(stories))):
        is_there = outbox.c.story.in_(chunk), outbox.c.action == Action.POST, outbox.c.state.not_in(GONE)
        rows = await connection.execute(select(outbox.c.snapshot).where(*is_there).order_by(outbox.c.number))
        found += map(load_alert, rows.scalars())
    return tuple(found)


async def add(connection: AsyncConnection, renewals: Sequence[Renewal], now: datetime) -> None:
    """Take new versions over, in their order, and queue what Slack has to be told of them.

    Raises:
        ConflictError: An alert has become another version meanwhile.
    """
    for renewal in renewals:
        await _add(connection, renewal, now)


async def amend(connection: AsyncConnection, renewals: Sequence[Renewal], now: datetime) -> None:
    """Fulfil `Store.renew`; the figure a story was read with stays, so that a correction can be undone."""
    await add(connection, renewals, now)
    figures = {renewal.alert.story: renewal.alert.figure for renewal in renewals}
    rows = await connection.execute(select(stories).where(stories.c.id.in_(figures)))
    for story in [story_of(row) for row in rows.mappings()]:
        also = tuple(dict.fromkeys((figures[story.id], *story.also)))[:MOST_FIGURES]
        known = replace(story, also=also)
        await connection.execute(update(stories).where(stories.c.id == story.id).values(story_row(known)))
        await add_missing(connection, story_keys, filed(known))


async def _add(connection: AsyncConnection, renewal: Renewal, now: datetime) -> None:
    alert = renewal.alert
    post = outbox.c.alert == alert.id
    renewed = await connection.execute(
        update(outbox)
        .where(post, outbox.c.version == alert.version - 1, outbox.c.state.not_in(GONE))
        .values(snapshot=dump_alert(alert), version=alert.version)
        .returning(outbox.c.state, outbox.c.attempts, outbox.c.root)
    )
    row = renewed.first()
    if row is None:
        raise ConflictError((alert.story,))
    if row.state == State.FOLDED or (row.state == State.PENDING and row.attempts == 0):
        return
    is_in_fold = row.state == State.IN_FOLD
    edits = renewal.edits and not is_in_fold  # a fold stays as it is, and its thread is told
    notes = renewal.notes or (renewal.changes and renewal.edits and is_in_fold)
    queued = [row_of(alert, Action.UPDATE, now, alert.id)] if edits else []
    queued += [row_of(alert, Action.NOTE, now, row.root or alert.id)] if notes else []
    if edits:
        waits = outbox.c.root == alert.id, outbox.c.action == Action.UPDATE, outbox.c.state == State.PENDING
        await connection.execute(delete(outbox).where(*waits))
    await add_missing(connection, outbox, queued)
