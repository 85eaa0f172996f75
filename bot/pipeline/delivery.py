"""Delivery: the oldest alert that waits is posted exactly once, at the pace Slack allows, however often it takes.

Where Slack may have the message already it is looked for before it is posted again; whoever dies halfway leaves such a
row behind. One that cannot be looked for is parked: told in the log, never posted again, in nobody's way.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import assert_never

import structlog

from bot.core.alerts import Alert
from bot.ports import MESSAGES, Action, Claimed, NotSent, Posted, Poster, Store, Trouble, Unsure

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
QUIET, MUTED, PAUSED, UNFOLLOWED = "quiet", "muted", "paused", "unfollowed"
"""Why a message is held: in its channel's quiet hours, while that wants to hear of nothing, because nothing can be
posted there for now; or, and then it is given up, because nobody follows it any more."""
PAUSE = timedelta(minutes=5)
"""How long a message is put off, again and again, where a person may end the reason at any time."""
LONGEST_PAUSE = timedelta(hours=1)
"""How long at most in a paused channel, where much may gather."""
_NO_MESSAGE = "no_message"
"""Why an update or a note is given up whose message never got to Slack."""

_TAKEN_OUT = "taken_out"
"""Why an alert is given up whose figure people took out of the ledger before its message was posted."""

_PARKED = (
    "Nobody knows whether this alert stands in the channel, and the bot cannot look: look yourself. It is not posted "
    "again; the channel's next alerts go on."
)

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Hold:
    """A channel is to be left in peace now.

    Attributes:
        code: `QUIET`, `MUTED` or `PAUSED`; or `UNFOLLOWED`, which is for good.
        wait: For how long, or until it is worth another look.
    """

    code: str
    wait: timedelta


@dataclass(frozen=True, slots=True)
class Unseen:
    """It could not be told whether Slack has an earlier attempt, and nothing was posted this time."""

    why: Unsure


Outcome = Posted | NotSent | Unsure | Unseen


async def attempt(claimed: Claimed, poster: Poster, hold: Hold | None = None) -> Outcome:
    """Do what a row wants of Slack once, unless it is done already or its channel is to be left in peace.

    Args:
        claimed: The row.
        poster: The way to Slack.
        hold: Why its channel is to be left in peace; None where it is not. In quiet hours looking disturbs nobody, nor
            does editing a message; in a paused channel neither would work. Where nobody follows it any more messages
            that stand there are mended all the same.
    """
    looking = claimed.unsure and claimed.action is not Action.UPDATE
    if hold is not None and hold.code == PAUSED:
        wait_s = hold.wait.total_seconds()
        return Unseen(Unsure(PAUSED, wait_s)) if looking else NotSent(PAUSED, permanent=False, retry_after=wait_s)
    try:
        async with asyncio.timeout(ATTEMPT_S):
            if looking:
                found = await _find(claimed, poster)
                if found is not None:
                    return Unseen(found) if isinstance(found, Unsure) else found
                looking = False
            if hold is not None and hold.code == UNFOLLOWED:
                return NotSent(UNFOLLOWED, permanent=True) if claimed.action in MESSAGES else await _do(claimed, poster)
            if hold is not None and claimed.action is not Action.UPDATE:
                return NotSent(hold.code, permanent=False, retry_after=hold.wait.total_seconds())
            return await _do(claimed, poster)
    except TimeoutError:
        unsure = Unsure("timeout")
    except Exception:  # one alert that cannot be drawn must not hold up its channel for ever
        _log.exception("job.failed", job="deliver", alert=claimed.post.id)
        unsure = Unsure(_BROKEN)
    return Unseen(unsure) if looking else unsure


async def _find(claimed: Claimed, poster: Poster) -> Posted | Unsure | None:
    """Look for what an earlier attempt may have brought to Slack."""
    if claimed.action is Action.NOTE and claimed.ts is not None and isinstance(claimed.post, Alert):
        return await poster.find_note(claimed.post, claimed.ts)
    return await poster.find(claimed.post, claimed.first_claimed, claimed.tried_until)


async def _do(claimed: Claimed, poster: Poster) -> Posted | NotSent | Unsure:
    """Do what a row wants; an update or a note needs the alert's message."""
    post, ts = claimed.post, claimed.ts
    if claimed.action is Action.POST and isinstance(post, Alert) and post.taken_out is not None:
        return NotSent(_TAKEN_OUT, permanent=True)
    if claimed.action in MESSAGES:
        return await poster.post(post, claimed.earlier_ts)
    if ts is None or not isinstance(post, Alert):
        return NotSent(_NO_MESSAGE, permanent=True)
    if claimed.action is Action.UPDATE:
        return await poster.update(post, ts, claimed.earlier_ts)
    return await poster.note(post, ts)


async def settle(store: Store, claimed: Claimed, outcome: Outcome, now: datetime) -> None:
    """Record what came of an attempt."""
    match outcome:
        case Posted(ts):
            await store.mark_delivered(claimed.row, ts, now)
            alert, channel = claimed.post.id, claimed.post.channel
            what = None if claimed.action is Action.POST else str(claimed.action)
            _log.info("alert.delivered", alert=alert, channel=channel, what=what, attempts=claimed.attempts)
        case NotSent(code, True):
            await _give_up(store, claimed, code)
        case NotSent(code) | Unsure(code) | Unseen(Unsure(code)) if _is_stale(claimed, code, now):
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


def refusal(outcome: Outcome) -> str | None:
    """Return Slack's code for why something was not posted, or could not be looked for; None where it may be there."""
    match outcome:
        case NotSent(code) | Unseen(Unsure(code)):
            return code
        case Posted() | Unsure():
            return None
        case never:
            assert_never(never)


async def tell(poster: Poster, trouble: Trouble) -> None:
    """Tell whom it concerns that nothing can be posted in a channel; they are told once, whatever comes of it."""
    outcome = await poster.tell(trouble)
    log = _log.bind(channel=trouble.channel, reason=trouble.code, whom=trouble.whom)
    if isinstance(outcome, Posted):
        log.info("trouble.told", status="ok")
    else:
        log.warning("trouble.told", status=outcome.code)


def _is_stale(claimed: Claimed, code: str, now: datetime) -> bool:
    """Say whether what only mends a message was tried for long enough; being held is not counted against it."""
    mends = claimed.action in {Action.UPDATE, Action.NOTE}
    return mends and code not in {QUIET, MUTED} and now - claimed.first_claimed >= LONGEST_LOOK


def _is_broken(claimed: Claimed, code: str) -> bool:
    """Say whether it broke so often in a row that it will again; attempts of an outage before do not count."""
    return code == claimed.error == _BROKEN and claimed.repeats + 1 >= MOST_BROKEN


async def _park(store: Store, claimed: Claimed, why: Unsure) -> None:
    """Set an alert aside that Slack may have: posting it again might say it twice."""
    await store.mark_parked(claimed.row, why.code)
    error = f"{_PARKED} {why.explanation}".rstrip()
    _log.error("alert.parked", alert=claimed.post.id, channel=claimed.post.channel, reason=why.code, error=error)


async def _give_up(store: Store, claimed: Claimed, code: str) -> None:
    """Keep what will not go out by itself, with the reason; a message that is gone need not be mended."""
    await store.mark_failed(claimed.row, code)
    alert, channel = claimed.post.id, claimed.post.channel
    if code == _TAKEN_OUT:
        _log.info("alert.withdrawn", alert=alert, channel=channel)
    elif code == UNFOLLOWED:
        _log.warning("alert.abandoned", alert=alert, channel=channel, alerts=1, reason="its channel is not followed")
    elif claimed.action in MESSAGES:
        _log.error("alert.failed", alert=alert, channel=channel, reason=code)
    else:
        _log.warning("alert.outdated", alert=alert, channel=channel, what=str(claimed.action), reason=code)


async def _retry(store: Store, claimed: Claimed, code: str, at: datetime, *, unsure: bool) -> None:
    """Free an alert to be tried again."""
    await store.mark_retry(claimed.row, at, unsure=unsure, error=code)
    alert, channel = claimed.post.id, claimed.post.channel
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
