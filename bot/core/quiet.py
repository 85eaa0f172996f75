"""Quiet hours: when a channel wants no message, and until when one that comes then is held.

Times are those on the wall in the channel's own zone. Where the clock there is put on or back, the quiet time is the
longer of the two that the wall may mean, so that nobody is woken by a change of the clock.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_SATURDAY, _DAY = 5, timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Quiet:
    """When a channel wants no message.

    Attributes:
        zone: Whose clock is meant.
        start: When the quiet time of each day begins; None means that no hour of the day is quiet.
        end: When it ends, on the next day where that is no later than the start; None as `start` is.
        weekends: Whether Saturday and Sunday are quiet all day.
    """

    zone: ZoneInfo
    start: time | None = None
    end: time | None = None
    weekends: bool = False


def held_until(quiet: Quiet | None, now: datetime) -> datetime | None:
    """Return the end (UTC) of the quiet time that a moment falls into, None where it falls into none.

    Quiet times that follow on one another without a gap are one.

    Args:
        quiet: The channel's quiet hours; None where it has none.
        now: Aware.

    >>> night = Quiet(ZoneInfo("Europe/Berlin"), time(22), time(7), weekends=True)
    >>> held_until(night, datetime(2025, 2, 27, 23, tzinfo=UTC)).isoformat()
    '2025-02-28T06:00:00+00:00'
    >>> held_until(night, datetime(2025, 2, 27, 12, tzinfo=UTC)) is None
    True
    """
    end = now.astimezone(UTC)
    while quiet is not None:
        later = max((until for since, until in _around(quiet, end) if since <= end < until), default=None)
        if later is None:
            break
        end = later
    return end if end > now else None


def held_words(quiet: Quiet, now: datetime, until: datetime) -> str:
    """Return until when something is held, in words: `held until 07:00`, with its day where that is not near.

    >>> night = Quiet(ZoneInfo("Europe/Berlin"), time(22), time(7))
    >>> held_words(night, datetime(2025, 2, 27, 23, tzinfo=UTC), datetime(2025, 2, 28, 6, tzinfo=UTC))
    'held until 07:00'
    >>> held_words(night, datetime(2025, 2, 27, 23, tzinfo=UTC), datetime(2025, 3, 3, 6, tzinfo=UTC))
    'held until 07:00 on Monday'
    """
    wall = until.astimezone(quiet.zone)
    return f"held until {wall:%H:%M}" + (f" on {_DAYS[wall.weekday()]}" if until - now >= _DAY else "")


_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _around(quiet: Quiet, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Yield the quiet times (UTC) that began on the day of a moment or on one of the two days before."""
    today = moment.astimezone(quiet.zone).date()
    for day in (today - 2 * _DAY, today - _DAY, today):
        if quiet.start is not None and quiet.end is not None:
            last = day if quiet.start < quiet.end else day + _DAY
            yield _first(day, quiet.start, quiet.zone), _last(last, quiet.end, quiet.zone)
        if quiet.weekends and day.weekday() >= _SATURDAY:
            yield _first(day, time(), quiet.zone), _last(day + _DAY, time(), quiet.zone)


def _first(day: date, wall: time, zone: ZoneInfo) -> datetime:
    """Return the earlier moment that a time on the wall may mean."""
    return min(_meanings(day, wall, zone))


def _last(day: date, wall: time, zone: ZoneInfo) -> datetime:
    """Return the later moment that a time on the wall may mean."""
    return max(_meanings(day, wall, zone))


def _meanings(day: date, wall: time, zone: ZoneInfo) -> list[datetime]:
    """Return what a time on the wall means before and after a change of the clock; the same twice on other days."""
    return [datetime.combine(day, wall, zone).replace(fold=fold).astimezone(UTC) for fold in (0, 1)]
