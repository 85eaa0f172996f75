"""Delivery: the oldest alert that waits is posted exactly once, at the pace Slack allows, however often it takes.

Where Slack may have the message already it is looked for before it is posted again; whoever dies halfway leaves such a
row behind. One that cannot be looked for is parked: told in the log, never posted again, in nobody's way.
"""

import asyncio
from dataclasses import dataclass
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
"""Attempts in a row after which an alert that breaks the poster is given up, so that its channel goes on."""
LONGEST_LOOK = timedelta(days=1)
"""How long an alert that Slack may have is looked for in vain; outages are shorter, and its channel waits meanwhile."""

_FIRST_RETRY = timedelta(seconds=5)
_LONGEST_RETRY = timedelta(minutes=5)
_LONGEST_ASKED_S = 24 * 3600.0
_BROKEN = "broken"

_PARKED = (
    "Nobody knows whether this alert stands in the channel, and the bot cannot look: look yourself. It is not posted "
    "again; the channel's next alerts go on."
)

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Unseen:
    """It could not be told whether Slack has an earlier attempt, and nothing was posted this time."""

    why: Unsure


Outcome = Posted | NotSent | Unsure | Unseen


async def attempt(claimed: Claimed, poster: Poster, quiet: timedelta | None = None) -> Outcome:
    """Post an alert once, unless it stands there already or its channel is to be left in peace.

    Args:
        claimed: The alert.
        poster: The way to Slack.
        quiet: How long the channel's quiet hours last yet; None where it has none now. Looking disturbs nobody.
    """
    looking = claimed.unsure
    try:
        async with asyncio.timeout(ATTEMPT_S):
            if looking:
                found = await poster.find(claimed.alert, claimed.first_claimed, claimed.tried_until)
                if found is not None:
                    return Unseen(found) if isinstance(found, Unsure) else found
                looking = False
            if quiet is not None:
                return NotSent("quiet", permanent=False, retry_after=quiet.total_seconds())
            return await poster.post(claimed.alert)
    except TimeoutError:
        unsure = Unsure("timeout")
    except Exception:  # one alert that cannot be drawn must not hold up its channel for ever
        _log.exception("job.failed", job="deliver", alert=claimed.alert.id)
        unsure = Unsure(_BROKEN)
    return Unseen(unsure) if looking else unsure


async def settle(store: Store, claimed: Claimed, outcome: Outcome, now: datetime) -> None:
    """Record what came of an attempt."""
    alert, channel = claimed.alert.id, claimed.alert.channel
    match outcome:
        case Posted(ts):
            await store.mark_delivered(alert, ts, now)
            _log.info("alert.delivered", alert=alert, channel=channel, attempts=claimed.attempts)
        case NotSent(code, True):
            await _give_up(store, claimed, code)
        case Unsure(code) if _is_broken(claimed, code):
            await _give_up(store, claimed, code)
        case Unseen(why) if why.lasting or _is_broken(claimed, why.code) or now - claimed.tried_until >= LONGEST_LOOK:
            await _park(store, claimed, why)
        case NotSent(code, _, retry_after) | Unseen(Unsure(code, retry_after)):
            await _retry(store, claimed, code, now + wait(claimed.attempts, retry_after), unsure=False)
        case Unsure(code, retry_after):
            await _retry(store, claimed, code, now + wait(claimed.attempts, retry_after), unsure=True)
        case never:
            assert_never(never)


def _is_broken(claimed: Claimed, code: str) -> bool:
    """Say whether it broke so often in a row that it will again; attempts of an outage before do not count."""
    return code == claimed.error == _BROKEN and claimed.repeats + 1 >= MOST_BROKEN


async def _park(store: Store, claimed: Claimed, why: Unsure) -> None:
    """Set an alert aside that Slack may have: posting it again might say it twice."""
    await store.mark_parked(claimed.alert.id, why.code)
    error = f"{_PARKED} {why.explanation}".rstrip()
    _log.error("alert.parked", alert=claimed.alert.id, channel=claimed.alert.channel, reason=why.code, error=error)


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
