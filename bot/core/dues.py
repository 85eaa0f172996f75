"""Dues: whether a channel's digest is due now, and of what time it tells.

Each digest begins where the last one ended, so that no moment is told twice and none is left out, whatever became of
the ones between.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.cadences import Cadence, last_due, span, words

_A_MOMENT = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Digested:
    """How far the digests of a channel are.

    Attributes:
        channel: Slack channel id.
        cadence: When they come, in words: with another cadence nothing is due that was before it.
        done: The newest moment at which one was due and that was dealt with (UTC), whatever came of it.
        told: Until when they have told (UTC); None where none was ever due.
    """

    channel: str
    cadence: str
    done: datetime
    told: datetime | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A digest that is due.

    Attributes:
        since: When the time it tells of begins (UTC).
        until: When it ends and the digest was due (UTC); what happens then belongs to the next one.
    """

    since: datetime
    until: datetime


def due(channel: str, cadence: Cadence, before: Digested | None, now: datetime) -> tuple[Digested | None, Due | None]:
    """Say how far a channel's digests are at a moment, and which one is to be made then.

    One that is older than half the time between two of them is left out: it is told with the next one.

    Args:
        channel: Slack channel id.
        cadence: When its digests come.
        before: What was remembered; None for a channel that is new to digests. Its first is the next one to be due.
        now: Aware.

    Returns:
        What is to be remembered, None where none ever is due; and the digest to make, None where none is.

    >>> from datetime import UTC, time
    >>> from zoneinfo import ZoneInfo
    >>> from bot.core.cadences import Every
    >>> daily = Cadence(Every.DAILY, time(9), ZoneInfo("UTC"))
    >>> begun, nothing = due("C1", daily, None, datetime(2026, 11, 23, 12, tzinfo=UTC))
    >>> begun.done.isoformat(), nothing
    ('2026-11-23T09:00:00+00:00', None)
    >>> after, digest = due("C1", daily, begun, datetime(2026, 11, 24, 9, tzinfo=UTC))
    >>> digest.since.isoformat(), digest.until == after.done == after.told
    ('2026-11-23T09:00:00+00:00', True)
    """
    at = last_due(cadence, now)
    if at is None:
        return None, None
    told = before.told if before is not None else None
    if before is None or before.cadence != words(cadence) or before.done - now > span(cadence):
        return Digested(channel, words(cadence), at, None if told is None else min(told, now)), None
    if at <= before.done:
        return before, None
    done = replace(before, done=at)
    since = told or last_due(cadence, at - _A_MOMENT)
    if now - at > span(cadence) / 2 or since is None or since >= at:
        return done, None
    return replace(done, told=at), Due(since, at)
