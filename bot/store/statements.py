"""Pieces of SQL that more than one table needs.

`add_missing` is the one place where the SQL depends on the database: standard SQL has no INSERT that leaves rows alone
which are there already.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Column, Row, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

T = TypeVar("T")

MOST_VALUES = 30_000
"""Values in one statement; SQLite takes 32,766."""


async def add_missing(
    connection: AsyncConnection, table: Table, rows: Sequence[dict[str, Any]], *returned: Column[Any]
) -> Sequence[Row[Any]]:
    """Insert the rows that contradict none that is there; return these columns of those that were added."""
    if not rows:
        return ()
    insert = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    statement = insert(table).on_conflict_do_nothing()
    if not returned:
        await connection.execute(statement, rows)
        return ()
    return (await connection.execute(statement.returning(*returned), rows)).all()


def first_by(key: Callable[[T], str], values: Iterable[T]) -> dict[str, T]:
    """Return the first value of each key, in order.

    >>> first_by(str.lower, ["a", "B", "A"])
    {'a': 'a', 'b': 'B'}
    """
    first: dict[str, T] = {}
    for value in values:
        first.setdefault(key(value), value)
    return first


def chunks(values: Sequence[T], size: int = MOST_VALUES) -> Iterator[list[T]]:
    """Cut values into lists that one statement can take.

    >>> [len(chunk) for chunk in chunks(range(5), 2)]
    [2, 2, 1]
    """
    remaining = iter(values)
    while chunk := list(islice(remaining, size)):
        yield chunk
