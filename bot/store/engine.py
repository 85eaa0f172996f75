"""Engines: how the database is connected to, and with which habits.

On SQLite all writing goes through one connection, so that writers queue in order instead of racing for the file's lock;
readers have their own and see the last commit meanwhile.
"""

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from bot.errors import StoreError

BUSY_TIMEOUT_S = "10"
"""How long SQLite waits for another process's transaction, unless the URL says `?timeout=`."""

POOL_TIMEOUT_S = 60
"""How long a transaction waits for its turn within this process."""

READERS = 4

PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "foreign_keys = ON")
"""For each new connection; what was committed survives a crash of the program and a power cut alike.

With `synchronous = NORMAL` a power cut may undo the claim of an alert that Slack has, and it would be posted twice.
"""


@dataclass(frozen=True, slots=True)
class Engines:
    """The two ways into one database.

    Attributes:
        place: The database as messages name it, without a password.
        writing: Its transactions take the write lock at once: one that began with reading can never lose it halfway.
        reading: The same engine as `writing` for a database in memory.
    """

    place: str
    writing: AsyncEngine
    reading: AsyncEngine

    async def dispose(self) -> None:
        """Close every connection."""
        await self.reading.dispose()
        await self.writing.dispose()


def database(url: str) -> URL:
    """Read a database URL, with the driver that this program uses for it.

    Raises:
        StoreError: It is no URL, or names a database that is not supported.

    >>> database("sqlite:///data/aispend.db").render_as_string()
    'sqlite+aiosqlite:///data/aispend.db?timeout=10'
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreError("DATABASE_URL is no database URL: expected `sqlite:///data/aispend.db`") from error
    if parsed.drivername not in ("sqlite", "sqlite+aiosqlite"):
        raise StoreError(
            f"DATABASE_URL names a {parsed.get_backend_name()} database: expected `sqlite:///data/aispend.db`"
        )
    return parsed.set(drivername="sqlite+aiosqlite").update_query_dict({"timeout": BUSY_TIMEOUT_S} | dict(parsed.query))


def open_engines(url: str) -> Engines:
    """Make the engines for a URL, and a database file and its folder where they are missing. Nothing is connected yet.

    Raises:
        StoreError: See `database`.
        OSError: The folder cannot be made.
        sqlite3.Error: The file cannot be opened.
    """
    parsed = database(url)
    in_memory = parsed.database in (None, "", ":memory:")
    if parsed.database and not in_memory and not parsed.database.startswith("file:"):
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        # The asynchronous driver leaves a thread behind where connecting fails, so that is tried here first.
        sqlite3.connect(parsed.database).close()
    writing = _engine(parsed, connections=1, begin="BEGIN IMMEDIATE")
    reading = writing if in_memory else _engine(parsed, connections=READERS, begin="BEGIN")
    return Engines(parsed.database or ":memory:", writing, reading)


def _engine(url: URL, *, connections: int, begin: str) -> AsyncEngine:
    engine = create_async_engine(
        url,
        poolclass=AsyncAdaptedQueuePool,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=POOL_TIMEOUT_S,
        # The driver begins no transactions by itself, so that ours hold the schema's changes too.
        connect_args={"isolation_level": None},
    )

    @event.listens_for(engine.sync_engine, "connect")
    def _habits(connection: Any, _: Any) -> None:
        try:
            for pragma in PRAGMAS:
                connection.execute(f"PRAGMA {pragma}").close()
        except BaseException:
            connection.close()  # the pool never sees it, and its thread would outlive the event loop
            raise

    @event.listens_for(engine.sync_engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
