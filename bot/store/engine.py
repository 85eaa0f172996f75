"""Engines: how the database is connected to, and with which habits.

All writing goes through one connection, so that writers queue in order instead of racing for a lock; readers have their
own and see the last commit meanwhile. Writers of other processes wait at the lock of the file, or on PostgreSQL at one
of the program's own: either way a transaction that writes is alone from its first statement on.
"""

import sqlite3
import time
from contextlib import closing
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

SUPPORTED = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
"""The driver for each database that a URL may name."""

EXAMPLES = "`sqlite:///data/aispend.db` or `postgresql://user:password@host/aispend`"

LOCK = 4_153_708_112_650_743_917
"""The advisory lock of PostgreSQL that a writer holds; any number will do that nobody else takes."""

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
    >>> database("postgres://desk@db.example/aispend").render_as_string()
    'postgresql+psycopg://desk@db.example/aispend'
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise StoreError(f"DATABASE_URL is no database URL: expected {EXAMPLES}") from error
    name = parsed.drivername
    driver = SUPPORTED.get(name, name)
    if driver not in SUPPORTED.values():
        raise StoreError(f"DATABASE_URL names a {parsed.get_backend_name()} database: expected {EXAMPLES}")
    parsed = parsed.set(drivername=driver)
    if driver != SUPPORTED["sqlite"]:
        return parsed
    return parsed.update_query_dict({"timeout": BUSY_TIMEOUT_S} | dict(parsed.query))


def place(url: URL) -> str:
    """Return a database as messages name it: without a password.

    >>> place(database("postgresql://desk:secret@db.example/aispend"))
    'aispend on db.example'
    """
    name = url.database or ":memory:"
    host = url.host or url.query.get("host")
    return f"{name} on {host}" if host else name


def open_engines(url: str) -> Engines:
    """Make the engines for a URL, and a database file and its folder where they are missing. Nothing is connected yet.

    Raises:
        StoreError: See `database`.
        OSError: The folder cannot be made.
        sqlite3.Error: The file cannot be opened.
    """
    parsed = database(url)
    if parsed.get_backend_name() == "postgresql":
        return Engines(place(parsed), _postgresql(parsed, writes=True), _postgresql(parsed, writes=False))
    in_memory = parsed.database in (None, "", ":memory:")
    if parsed.database and not in_memory and not parsed.database.startswith("file:"):
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
        _prepare(parsed.database)
    writing = _sqlite(parsed, connections=1, begin="BEGIN IMMEDIATE")
    reading = writing if in_memory else _sqlite(parsed, connections=READERS, begin="BEGIN")
    return Engines(place(parsed), writing, reading)


def _prepare(path: str) -> None:
    """Make a file a database with a write-ahead log.

    The asynchronous driver leaves a thread behind where connecting fails, so that is tried here first. While another
    process turns the same new file, SQLite refuses at once instead of waiting.
    """
    with closing(sqlite3.connect(path)) as connection:
        for left in reversed(range(_TURNS)):
            try:
                connection.execute(f"PRAGMA {PRAGMAS[0]}").close()
            except sqlite3.OperationalError as error:
                if not left or error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                    raise
                time.sleep(_TURN_S)
            else:
                return


_TURNS, _TURN_S = 40, 0.05


def _postgresql(url: URL, *, writes: bool) -> AsyncEngine:
    engine = create_async_engine(
        url,
        # A reader sees one commit for as long as its transaction lasts; a writer is alone and sees the last one.
        isolation_level="READ COMMITTED" if writes else "REPEATABLE READ",
        pool_size=1 if writes else READERS,
        max_overflow=0,
        pool_timeout=POOL_TIMEOUT_S,
        pool_pre_ping=True,
        connect_args={"connect_timeout": int(BUSY_TIMEOUT_S), "application_name": "aispend"},
    )
    if writes:

        @event.listens_for(engine.sync_engine, "begin")
        def _queue(connection: Connection) -> None:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")

    return engine


def _sqlite(url: URL, *, connections: int, begin: str) -> AsyncEngine:
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
