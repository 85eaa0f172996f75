"""The `Store` port on a database: one method, one transaction.

The statements stand in the modules beside this one; here are only the transactions around them and the border that
turns foreign errors into StoreError.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.alerts import Alert
from bot.core.entry import Entry, Feed
from bot.core.facts import Fact
from bot.core.stories import Story
from bot.ports import Claimed, FeedState, Judged, Poll
from bot.store import feeds as feed_rows
from bot.store import ledger, migrations, outbox, polls
from bot.store.engine import Engines, database, open_engines
from bot.store.failures import translated


async def open_store(url: str) -> "SqlStore":
    """Open a database, made and brought to this version's tables where needed.

    Args:
        url: `sqlite:///data/aispend.db`; a missing folder is made. `sqlite://` is a database in memory.

    Raises:
        StoreError: It cannot be opened or written, is damaged, or was written by a newer version.
    """
    with translated(database(url).database or ":memory:"):
        engines = open_engines(url)
    store = SqlStore(engines)
    try:
        await store.migrate()
    except BaseException:
        await store.close()
        raise
    return store


class SqlStore:
    """The `Store` port on SQLite; made by `open_store`, ended by `close`."""

    def __init__(self, engines: Engines) -> None:
        self._engines = engines

    async def migrate(self) -> None:
        """Bring the tables to this version. Raises StoreError where a newer one wrote them."""
        async with self._writing() as connection:
            await connection.run_sync(migrations.upgrade)

    async def close(self) -> None:
        """Close every connection; the store is of no use afterwards."""
        await self._engines.dispose()

    async def sync_feeds(self, feeds: Sequence[Feed], now: datetime) -> None:
        """Make rows for configured feeds.

        A feed that is gone from the configuration keeps its row and is never due. One whose address changed is due
        now without validators; where the new address is another page and not only another spelling, its next good
        poll is its baseline again.
        """
        async with self._writing() as connection:
            await feed_rows.sync(connection, feeds, now)

    async def due(self, now: datetime) -> tuple[str, ...]:
        """Return the names of feeds to poll, longest overdue first; those claimed are left out."""
        async with self._reading() as connection:
            return await feed_rows.due(connection, now)

    async def claim_feed(self, name: str, now: datetime, lease: timedelta) -> FeedState | None:
        """Take a due feed for as long as the lease."""
        async with self._writing() as connection:
            return await feed_rows.claim(connection, name, now, lease)

    async def unseen(self, feed: str, entries: Sequence[Entry]) -> tuple[Entry, ...]:
        """Return those entries not stored yet for this feed, an id that stands twice once."""
        async with self._reading() as connection:
            return await polls.unseen(connection, feed, entries)

    async def candidates(self, keys: Sequence[str]) -> tuple[Story, ...]:
        """Return stories filed under any of the keys, oldest first."""
        async with self._reading() as connection:
            return await polls.candidates(connection, keys)

    async def save(self, poll: Poll) -> int:
        """Store a poll and free its feed, all or nothing.

        An entry that is stored already is left out with all that was decided of it. A poll with an error counts one
        more failure and keeps the validators; one without resets the count, and the first one sets the baseline.
        """
        async with self._writing() as connection:
            return await polls.save(connection, poll)

    async def judged(self, reference: str) -> tuple[Judged, ...]:
        """Return what was read and decided of the stored entries with this id or link, the stories told in `joins`."""
        async with self._reading() as connection:
            return await polls.judged(connection, reference)

    async def posted(self, stories: Sequence[str]) -> frozenset[tuple[str, str]]:
        """Return which (story, channel) pairs have an outbox row already, in whatever state."""
        async with self._reading() as connection:
            return await outbox.posted(connection, stories)

    async def claim_alert(self, now: datetime, lease: timedelta) -> Claimed | None:
        """Take the oldest alert that is to be posted now.

        While an older alert of its channel is in a worker's hands or waits for its next try, an alert waits too.
        """
        async with self._writing() as connection:
            return await outbox.claim(connection, now, lease)

    async def mark_delivered(self, alert: str, ts: str, now: datetime) -> None:
        """Record that Slack has the message; the first timestamp stays."""
        async with self._writing() as connection:
            await outbox.mark_delivered(connection, alert, ts, now)

    async def mark_retry(self, alert: str, at: datetime, *, unsure: bool, error: str) -> None:
        """Free a claimed alert to be tried again; once unsure, it stays unsure."""
        async with self._writing() as connection:
            await outbox.mark_retry(connection, alert, at, unsure=unsure, error=error)

    async def mark_failed(self, alert: str, error: str) -> None:
        """Give a claimed alert up for good."""
        async with self._writing() as connection:
            await outbox.mark_failed(connection, alert, error)

    async def pending(self) -> int:
        """Return how many alerts are neither delivered nor given up."""
        async with self._reading() as connection:
            return await outbox.pending(connection)

    async def alert(self, alert: str) -> Alert | None:
        """Return a stored alert by id."""
        async with self._reading() as connection:
            return await outbox.load(connection, alert)

    async def sync_ledger(self, facts: Sequence[Fact]) -> tuple[int, int, int]:
        """Make shipped facts those given, by id: (added, changed, removed)."""
        async with self._writing() as connection:
            return await ledger.sync(connection, facts)

    async def facts(self, org: str) -> tuple[Fact, ...]:
        """Return the facts a company stands in, newest first, its name in whatever case."""
        async with self._reading() as connection:
            return await ledger.of_org(connection, org)

    async def names(self) -> tuple[str, ...]:
        """Return every name in the ledger, sorted, one spelling each."""
        async with self._reading() as connection:
            return await ledger.names(connection)

    @asynccontextmanager
    async def _writing(self) -> AsyncIterator[AsyncConnection]:
        with translated(self._engines.place):
            async with self._engines.write() as connection:
                yield connection

    @asynccontextmanager
    async def _reading(self) -> AsyncIterator[AsyncConnection]:
        with translated(self._engines.place):
            async with self._engines.read() as connection:
                yield connection
