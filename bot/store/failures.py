"""The border where foreign errors become StoreError: the only place that knows how databases fail.

SQLite's extended codes carry the primary one in their lowest byte, so its table below lists primary codes alone.
PostgreSQL's codes of five letters and digits begin with a class of two.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from alembic.util.exc import CommandError
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.errors import StoreError

SENTENCES = {
    sqlite3.SQLITE_BUSY: "another process kept writing to it for too long: stop the other one, or try again",
    sqlite3.SQLITE_LOCKED: "another connection holds a lock on it: try again",
    sqlite3.SQLITE_READONLY: "it cannot be written: give this user the right to write to the file and its folder",
    sqlite3.SQLITE_PERM: "this user may not open it: check the rights of the file and its folder",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened: check that its folder exists and that this user may write there",
    sqlite3.SQLITE_FULL: "the disk is full: free some space; nothing half-written was kept",
    sqlite3.SQLITE_IOERR: "the disk failed while reading or writing it: check the disk",
    sqlite3.SQLITE_CORRUPT: "it is damaged: restore it from a backup",
    sqlite3.SQLITE_NOTADB: "the file is no SQLite database: point DATABASE_URL at another one",
    sqlite3.SQLITE_SCHEMA: "its tables changed while it was open: restart",
    sqlite3.SQLITE_NOMEM: "there is not enough memory for it",
    sqlite3.SQLITE_TOOBIG: "a value is larger than it can hold",
    sqlite3.SQLITE_CONSTRAINT: "a row contradicts another one, nothing of it was stored",
}
"""What each primary code of SQLite means for the person who runs the bot."""

STATES = {
    "08": "the connection to the server broke: check that it runs, or try again",
    "23": "a row contradicts another one, nothing of it was stored",
    "25006": "it is a copy that cannot be written: point DATABASE_URL at the primary server",
    "28": "the server does not let this user in: check the user and password in DATABASE_URL",
    "3D": "the server has no such database: create it first, with `createdb`",
    "42501": "this user may not do that: make it the owner of the database",
    "53100": "the server's disk is full: free some space; nothing half-written was kept",
    "53300": "the server has no connection left: let it take more",
    "57P": "the server is stopping or starting: try again",
}
"""What codes and classes of PostgreSQL mean for the person who runs the bot."""

UNREACHED = "it cannot be reached with this address and user: check DATABASE_URL, and that the server runs"


@contextmanager
def translated(place: str) -> Iterator[None]:
    """Turn every error of SQLAlchemy, alembic, the databases and the file system into a StoreError.

    ValueError too: drivers raise it bare for what no column can hold, half of a surrogate pair for one.

    Args:
        place: The database, as the message names it; without a password.

    Raises:
        StoreError: With a sentence that says what to do, and the cause attached.
    """
    try:
        yield
    except (SQLAlchemyError, CommandError, sqlite3.Error, OSError, ValueError) as error:
        raise StoreError(f"database {place}: {sentence(error)}") from error


def sentence(error: BaseException) -> str:
    """Say what an error means.

    >>> sentence(OSError("no such device"))
    'no such device'
    """
    if isinstance(error, PoolTimeoutError):
        return "too many transactions wait for their turn: the disk is slow, or one of them hangs"
    cause = getattr(error, "orig", None) or error
    code = getattr(cause, "sqlite_errorcode", None)
    meaning = _of_postgresql(cause) if code is None else SENTENCES.get(code & 0xFF)
    detail = " ".join(str(cause).split())
    return detail if meaning is None else f"{meaning} ({detail})"


def _of_postgresql(cause: BaseException) -> str | None:
    if not isinstance(cause, psycopg.Error):
        return None
    if cause.sqlstate is None:
        return UNREACHED if isinstance(cause, psycopg.OperationalError) else None
    return next((STATES[cause.sqlstate[:size]] for size in (5, 3, 2) if cause.sqlstate[:size] in STATES), None)
