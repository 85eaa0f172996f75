"""Column types that keep values exact.

Money is kept twice where SQL counts it: exact in `Exact` columns, which come back as they went, and in whole US dollars
in `dollars` columns, which compare and add as integers on every database and are covered by an index.
"""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, Numeric, Text, TypeDecorator
from sqlalchemy.types import TypeEngine

MOST_DOLLARS = 10**15
"""The largest value of a `dollars` column; a larger sum is a misreading and is held there.

Nine thousand of them add up within the 64 bits of a sum."""


class Exact(TypeDecorator[Decimal]):
    """A Decimal that comes back with every digit it went with.

    SQLite's own numbers are 64-bit floats, so there it is text; elsewhere it is NUMERIC.
    """

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Choose text for SQLite and NUMERIC for all others."""
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else Numeric())

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> Any:
        """Write the digits."""
        return str(value) if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> Decimal | None:
        """Read the digits."""
        return None if value is None else Decimal(value)


class Instant(TypeDecorator[datetime]):
    """An aware datetime, stored and returned in UTC; a naive one is refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn to UTC."""
        if value is not None and value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone")
        return None if value is None else value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the time zone back that SQLite does not keep."""
        return None if value is None else value.replace(tzinfo=UTC)


class Texts(TypeDecorator[tuple[str, ...]]):
    """A tuple of strings, as a JSON array."""

    impl = JSON
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> list[str]:
        """Write an array, empty for none."""
        return list(value or ())

    def process_result_value(self, value: list[str] | None, dialect: Dialect) -> tuple[str, ...]:
        """Read a tuple."""
        return tuple(value or ())


def whole_dollars(usd: Decimal | None) -> int | None:
    """Return a sum as a `dollars` column holds it.

    >>> whole_dollars(Decimal("52999999999.70"))
    53000000000
    >>> whole_dollars(None) is None
    True
    """
    return None if usd is None else min(int(usd.to_integral_value()), MOST_DOLLARS)
