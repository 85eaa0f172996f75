"""Feeds in the database: which are configured, when they are due, who polls them and what came of it.

A feed is never deleted: taken out of the configuration it is only never due, so that putting it back starts no backlog.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, and_, bindparam, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.entry import Feed, canonical
from bot.errors import StoreError
from bot.ports import FeedState, Health, Poll
from bot.store.columns import Instant
from bot.store.schema import feeds


async def sync(connection: AsyncConnection, wanted: Sequence[Feed], now: datetime) -> None:
    """Fulfil `Store.sync_feeds`."""
    stored = {row.name: row for row in await connection.execute(select(feeds))}
    await connection.execute(update(feeds).values(configured=False))
    for feed in wanted:
        if row := stored.get(feed.name):
            await connection.execute(update(feeds).where(feeds.c.name == feed.name).values(_changed(row, feed, now)))
        else:
            fresh = {"next_due": now, "failures": 0, **_configured(feed)}
            await connection.execute(feeds.insert().values(name=feed.name, **fresh))


def _configured(feed: Feed) -> dict[str, Any]:
    return {"url": feed.url, "every": feed.every, "language": feed.language, "configured": True}


def _changed(row: Row[Any], feed: Feed, now: datetime) -> dict[str, Any]:
    """Return the columns to set: a shorter interval counts from now, another address begins afresh."""
    values = _configured(feed) | {"next_due": min(row.next_due, now + feed.every)}
    if row.url != feed.url:
        values |= {"next_due": now, "failures": 0, "failing_since": None}
        values |= {"etag": None, "last_modified": None, "body_hash": None}
    if canonical(row.url) != canonical(feed.url):
        values |= {"baseline_at": None}
    return values


async def due(connection: AsyncConnection, now: datetime) -> tuple[str, ...]:
    """Fulfil `Store.due`."""
    rows = await connection.execute(select(feeds.c.name).where(_is_due(now)).order_by(feeds.c.next_due, feeds.c.name))
    return tuple(rows.scalars())


async def claim(connection: AsyncConnection, name: str, now: datetime, lease: timedelta) -> FeedState | None:
    """Fulfil `Store.claim_feed`."""
    claimed = await connection.execute(
        update(feeds).where(feeds.c.name == name, _is_due(now)).values(claim_until=now + lease).returning(feeds)
    )
    row = claimed.first()
    if row is None:
        return None
    return FeedState(
        feed=Feed(name=row.name, url=row.url, every=row.every, language=row.language),
        etag=row.etag,
        last_modified=row.last_modified,
        body_hash=row.body_hash,
        failures=row.failures,
        baseline_at=row.baseline_at,
    )


async def free(connection: AsyncConnection, poll: Poll) -> None:
    """Record what a poll came to and let the feed be polled again when it is due."""
    values: dict[str, Any] = {
        "claim_until": None,
        "next_due": poll.next_due,
        "polled_at": poll.at,
        "error": poll.error,
    }
    if poll.error is None:
        values |= {"failures": 0, "failing_since": None, "etag": poll.etag, "last_modified": poll.last_modified}
        if poll.seen:
            values["baseline_at"] = func.coalesce(feeds.c.baseline_at, bindparam(None, poll.at, Instant))
        values |= {} if poll.body_hash is None else {"body_hash": poll.body_hash}
    else:
        values["failures"] = feeds.c.failures + 1
        values["failing_since"] = func.coalesce(feeds.c.failing_since, bindparam(None, poll.at, Instant))
    freed = await connection.execute(update(feeds).where(feeds.c.name == poll.feed).values(values))
    if freed.rowcount != 1:
        raise StoreError(f"feed {poll.feed!r} was never configured, so that its poll cannot be stored")


async def health(connection: AsyncConnection) -> tuple[Health, ...]:
    """Fulfil `Store.health`."""
    rows = await connection.execute(select(feeds).where(feeds.c.configured).order_by(feeds.c.name))
    return tuple(
        Health(row.name, row.polled_at, row.next_due, row.failures, row.error, row.failing_since) for row in rows
    )


def _is_due(now: datetime) -> Any:
    unclaimed = or_(feeds.c.claim_until.is_(None), feeds.c.claim_until <= now)
    return and_(feeds.c.configured, feeds.c.next_due <= now, unclaimed)
