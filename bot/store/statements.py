"""Pieces of SQL that more than one table needs."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

T = TypeVar("T")

MOST_VALUES = 30_000
"""Values in one statement; SQLite takes 32,766."""


def insert_missing(connection: AsyncConnection, table: Table) -> Any:
    """Return an INSERT that leaves rows alone which are there already.

    The one place where the SQL depends on the database: standard SQL has no such statement.
    """
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    return insert(table).on_conflict_do_nothing()


def chunks(values: Sequence[T], size: int = MOST_VALUES) -> Iterator[list[T]]:
    """Cut values into lists that one statement can take.

    >>> [len(chunk) for chunk in chunks(range(5), 2)]
    [2, 2, 1]
    """
    remaining = iter(values)
    while chunk := list(islice(remaining, size)):
        yield chunk
