"""Folded alerts in the outbox: how full a channel's hour is, and folds of those whose time has come.

A folded alert becomes part of a fold in the transaction that claims the next message: so it is in one fold and in
no other, whoever claims, and whoever dies then leaves it folded or in a fold that waits.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import turns
from bot.core.turns import HOUR, Traffic
from bot.ports import MESSAGES, Action, Claimed
from bot.store import outbox as posts
from bot.store.outbox import WAITING, State, row_of
from bot.store.schema import outbox
from bot.store.statements import add_missing
from bot.store.values import load_alert


async def traffic(connection: AsyncConnection, channels: Collection[str], now: datetime) -> Mapping[str, Traffic]:
    """Fulfil `Store.traffic`; a delivery of the future, from before a clock was put back, counts nothing."""
    times: dict[str, list[datetime]] = defaultdict(list)
    folded: dict[str, datetime] = {}
    theirs = outbox.c.channel.in_(sorted(channels)), outbox.c.action.in_(MESSAGES)
    last_hour = outbox.c.delivered_at > now - HOUR, outbox.c.delivered_at <= now
    delivered = select(outbox.c.channel, outbox.c.delivered_at).where(*theirs, *last_hour)
    for message in await connection.execute(delivered):
        times[message.channel].append(message.delivered_at)
    coming = select(outbox.c.channel, outbox.c.state, outbox.c.next_at).where(
        *theirs, outbox.c.state.in_((*WAITING, State.FOLDED))
    )
    for row in await connection.execute(coming):
        if row.state == State.FOLDED:
            folded[row.channel] = min(row.next_at, folded.get(row.channel, row.next_at))
        else:
            times[row.channel].append(max(row.next_at, now))
    return {channel: Traffic(tuple(times[channel]), folded.get(channel)) for channel in {*times, *folded}}


async def claim(connection: AsyncConnection, now: datetime, lease: timedelta, pace: timedelta) -> Claimed | None:
    """Fulfil `Store.claim_alert`: make the folds that are due, then claim what is the oldest."""
    due = select(outbox.c.channel).where(outbox.c.state == State.FOLDED, outbox.c.next_at <= now).distinct()
    for channel in (await connection.execute(due)).scalars().all():
        await _make(connection, channel, now)
    return await posts.claim(connection, now, lease, pace)


async def _make(connection: AsyncConnection, channel: str, now: datetime) -> None:
    """Turn all that is folded in a channel into folds; one alert alone goes out as what it is."""
    taken = await connection.execute(
        update(outbox)
        .where(outbox.c.channel == channel, outbox.c.state == State.FOLDED)
        .values(state=State.IN_FOLD)
        .returning(outbox.c.number, outbox.c.snapshot)
    )
    rows = sorted(taken, key=lambda row: row.number)
    if len(rows) == 1:
        alone = outbox.c.number == rows[0].number
        await connection.execute(update(outbox).where(alone).values(state=State.PENDING, next_at=now))
        return
    made = tuple(turns.folds(channel, [load_alert(row.snapshot) for row in rows]))
    await add_missing(connection, outbox, [row_of(fold, Action.FOLD, now) for fold in made])
    for fold in made:  # so that a note on one of its alerts finds the thread it belongs to
        theirs = outbox.c.alert.in_([alert.id for alert in fold.alerts])
        await connection.execute(update(outbox).where(theirs).values(root=fold.id))
