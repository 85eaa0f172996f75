"""Delivery: the oldest alert that waits is posted exactly once, at the pace Slack allows, however often it takes.

Where Slack may have the message already it is looked for before it is posted again; whoever dies halfway leaves such a
row behind.
"""

import asyncio
from datetime import datetime, timedelta
from typing import assert_never

import structlog

from bot.ports import Claimed, NotSent, Posted, Poster, Store, Unsure

PACE = timedelta(seconds=1)
"""Slack takes one message a second and channel: https://docs.slack.dev/apis/web-api/rate-limits"""
LEASE = timedelta(minutes=2)
ATTEMPT_S = 90.0
"""Seconds that looking and posting may take together; less than the lease, or somebody else begins to post it too."""
MOST_BROKEN = 5
"""Attempts after which an alert that breaks the poster is given up, so that its channel goes on."""

_FIRST_RETRY = timedelta(seconds=5)
_LONGEST_RETRY = timedelta(minutes=5)
_LONGEST_ASKED_S = 24 * 3600.0
_BROKEN = "broken"

_log = structlog.get_logger(__name__)


async def attempt(claimed: Claimed, poster: Poster) -> Posted | NotSent | Unsure:
    """Post an alert once, unless it stands there already."""
    try:
        async with asyncio.timeout(ATTEMPT_S):
            found = await poster.find(claimed.alert, claimed.first_claimed) if claimed.unsure else None
            return await poster.post(claimed.alert) if found is None else found
    except TimeoutError:
        return Unsure("timeout")
    except Exception:  # one alert that cannot be drawn must not hold up its channel for ever
        _log.exception("job.failed", job="deliver", alert=claimed.alert.id)
        return Unsure(_BROKEN)


async def settle(store: Store, claimed: Claimed, outcome: Posted | NotSent | Unsure, now: datetime) -> None:
    """Record what came of an attempt."""
    alert, channel = claimed.alert.id, claimed.alert.channel
    match outcome:
        case Posted(ts):
            await store.mark_delivered(alert, ts, now)
            _log.info("alert.delivered", alert=alert, channel=channel, attempts=claimed.attempts)
        case NotSent(code, True):
            await _give_up(store, claimed, code)
        case Unsure(code) if code == _BROKEN and claimed.attempts >= MOST_BROKEN:
            await _give_up(store, claimed, code)
        case NotSent(code, _, retry_after):
            await _retry(store, claimed, code, now + wait(claimed.attempts, retry_after), unsure=claimed.unsure)
        case Unsure(code):
            await _retry(store, claimed, code, now + wait(claimed.attempts), unsure=True)
        case never:
            assert_never(never)


async def _give_up(store: Store, claimed: Claimed, code: str) -> None:
    """Keep an alert that will not go out by itself, with the reason."""
    await store.mark_failed(claimed.alert.id, code)
    _log.error("alert.failed", alert=claimed.alert.id, channel=claimed.alert.channel, reason=code)


async def _retry(store: Store, claimed: Claimed, code: str, at: datetime, *, unsure: bool) -> None:
    """Free an alert to be tried again."""
    await store.mark_retry(claimed.alert.id, at, unsure=unsure, error=code)
    alert, channel = claimed.alert.id, claimed.alert.channel
    _log.warning("alert.delayed", alert=alert, channel=channel, reason=code, until=at.isoformat())


def wait(attempts: int, retry_after: float | None = None) -> timedelta:
    """Return how long to wait after so many attempts.

    Args:
        attempts: From 1.
        retry_after: Seconds Slack asked for; at least one and at most a day are granted.

    >>> [wait(attempts).seconds for attempts in (1, 2, 3, 99)]
    [5, 10, 20, 300]
    >>> wait(1, retry_after=30).seconds
    30
    """
    if retry_after is not None:
        return timedelta(seconds=min(max(retry_after, PACE.total_seconds()), _LONGEST_ASKED_S))
    return min(_FIRST_RETRY * (1 << min(attempts - 1, 12)), _LONGEST_RETRY)
