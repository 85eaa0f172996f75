"""Cadences: when a channel gets its digest of the days before, by its own clock.

A time on the wall that a change of the clock leaves out comes when the wall is past it; one that comes twice means its
first.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
"""Their place is the number that `datetime.weekday` gives."""


class Every(StrEnum):
    """How often a digest comes."""

    DAILY = "daily"
    WEEKLY = "weekly"
    OFF = "off"


@dataclass(frozen=True, slots=True)
class Cadence:
    """When a channel's digest comes.

    Attributes:
        every: How often.
        at: Time on the wall.
        zone: Whose wall.
        day: Of a weekly one; 0 is Monday.
    """

    every: Every
    at: time
    zone: ZoneInfo
    day: int = 0


def span(cadence: Cadence) -> timedelta:
    """Return how long a time one digest tells of."""
    return timedelta(days=1 if cadence.every is Every.DAILY else 7)


def last_due(cadence: Cadence, now: datetime) -> datetime | None:
    """Return when the newest digest was due (UTC), at the latest now; None where none ever is.

    >>> weekly = Cadence(Every.WEEKLY, time(9), ZoneInfo("Europe/Berlin"))
    >>> last_due(weekly, datetime(2026, 3, 30, 6, 59, tzinfo=UTC)).isoformat()
    '2026-03-23T08:00:00+00:00'
    >>> last_due(weekly, datetime(2026, 3, 30, 7, tzinfo=UTC)).isoformat()
    '2026-03-30T07:00:00+00:00'
    """
    return next((moment for moment in _before(cadence, now) if moment <= now), None)


def _before(cadence: Cadence, now: datetime) -> Iterator[datetime]:
    """Yield when digests are due around a moment, the newest first."""
    if cadence.every is Every.OFF:
        return
    day = now.astimezone(cadence.zone).date() + timedelta(days=1)
    for back in range(10):
        date = day - timedelta(days=back)
        if cadence.every is Every.DAILY or date.weekday() == cadence.day:
            yield datetime.combine(date, cadence.at, cadence.zone).astimezone(UTC)


def words(cadence: Cadence) -> str:
    """Return a cadence in words.

    >>> words(Cadence(Every.WEEKLY, time(9), ZoneInfo("Europe/Berlin")))
    'weekly on Monday at 09:00 Europe/Berlin'
    >>> words(Cadence(Every.OFF, time(9), ZoneInfo("UTC")))
    'off'
    """
    if cadence.every is Every.OFF:
        return "off"
    day = f" on {DAYS[cadence.day].capitalize()}" if cadence.every is Every.WEEKLY else ""
    return f"{cadence.every}{day} at {cadence.at:%H:%M} {cadence.zone.key}"
