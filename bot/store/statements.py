"""Pieces of SQL that more than one table needs.

`add_missing` and `put` are the places where the SQL depends on the database: standard SQL has no INSERT that leaves
rows alone, or replaces them, which are there already.
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
    statement = _insert(connection, table).on_conflict_do_nothing()
    if not returned:
        await connection.execute(statement, rows)
        return ()
    return (await connection.execute(statement.returning(*returned), rows)).all()


async def put(connection: AsyncConnection, table: Table, row: dict[str, Any]) -> None:
    """Insert a row, or set the one of the same primary key to it."""
    keys = [column.name for column in table.primary_key]
    statement = _insert(connection, table).values(row)
    values = {name: statement.excluded[name] for name in row if name not in keys}
    await connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=values))


def _insert(connection: AsyncConnection, table: Table) -> sqlite.Insert | postgresql.Insert:
    return sqlite.insert(table) if connection.dialect.name == "sqlite" else postgresql.insert(table)


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
