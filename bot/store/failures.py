"""The border where foreign errors become StoreError: the only place that knows how SQLite fails.

SQLite's extended codes carry the primary one in their lowest byte, so the table below lists primary codes alone.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

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


@contextmanager
def translated(place: str) -> Iterator[None]:
    """Turn every error of SQLAlchemy, alembic, SQLite and the file system into a StoreError.

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
    meaning = None if code is None else SENTENCES.get(code & 0xFF)
    detail = " ".join(str(cause).split())
    return detail if meaning is None else f"{meaning} ({detail})"
