"""The outbox: alerts on their way to Slack, each a row that one worker holds at a time.

A row that was claimed and never marked belongs to a worker that died, perhaps after Slack had the message: it comes
back as unsure, and stays so. Within a channel an alert waits until those before it are delivered, given up or parked,
an update or a note until its message is, and all until the channel has rested from the last one: so every worker keeps
Slack's pace without knowing of the others.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import and_, bindparam, case, delete, exists, func, or_, select, type_coerce, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.alerts import Alert
from bot.core.turns import Post
from bot.errors import StoreError
from bot.ports import MESSAGES, Action, Claimed, Sent, Wait
from bot.store.columns import Instant
from bot.store.schema import digests, outbox
from bot.store.statements import add_missing, chunks
from bot.store.values import dump_post, load_alert, load_post


class State(StrEnum):
    """Where an alert stands."""

    PENDING = "pending"
    CLAIMED = "claimed"
    DELIVERED = "delivered"
    FAILED = "failed"
    PARKED = "parked"
    """Slack may have it and nobody can tell: only a person who looks into the channel can."""
    FOLDED = "folded"
    """It waits for the fold that will hold it."""
    IN_FOLD = "digested"
    """A fold holds it, a row of its own, which tells what became of both."""


WAITING = (State.PENDING, State.CLAIMED)
GONE = (State.FAILED, State.PARKED)
"""Of posts of which no message is known to stand in Slack."""
_OPEN = (*WAITING, State.FOLDED)
NO_WAITS: Mapping[str, Wait] = {}
UNFOLLOWED = "unfollowed"
"""Why an alert was given up whose channel has left the watch list."""
PAUSED = "paused"
"""Why an alert was given up that grew old while nothing could be posted in its channel."""


async def add(
    connection: AsyncConnection, alerts: Sequence[Alert], now: datetime, waits: Mapping[str, Wait] = NO_WAITS
) -> None:
    """Put alerts in, to be posted at once but for those that wait; one that is there already, by id, is kept out."""
    rows = []
    for alert in alerts:
        wait = waits.get(alert.id) or Wait(alert.id, now)
        row = row_of(alert, Action.POST, wait.at)
        rows.append(row | {"state": State.FOLDED if wait.folded else State.PENDING})
    await add_missing(connection, outbox, rows)


def row_of(post: Post, action: Action, at: datetime, root: str | None = None) -> dict[str, Any]:
    """Return a row that wants something of Slack.

    Args:
        post: What it is about.
        action: What is wanted.
        at: From when on (UTC).
        root: Of an update or a note: the row of the message that it belongs to.
    """
    return {
        "alert": post.id if action in MESSAGES else f"{post.id}:{action}:{post.version}",
        "root": root,
        "action": action,
        "version": post.version,
        "story": post.story if isinstance(post, Alert) else "",
        "channel": post.channel,
        "snapshot": dump_post(post),
        "state": State.PENDING,
        "next_at": at,
        "attempts": 0,
        "unsure": False,
    }


async def claim(connection: AsyncConnection, now: datetime, lease: timedelta, pace: timedelta) -> Claimed | None:
    """Fulfil `Store.claim_alert`: the choice and the claim are one statement, so that only one worker wins."""
    resting = exists().where(_delivered(now), last.c.delivered_at > now - pace)
    mends = case((outbox.c.action.in_(MESSAGES), 0), else_=1)  # news goes before what only mends a message
    free = select(outbox.c.number).where(_is_free(now), ~_is_blocked(), ~resting)
    oldest = free.order_by(mends, outbox.c.number).limit(1).scalar_subquery()
    claimed = await connection.execute(
        update(outbox)
        .where(outbox.c.number == oldest, _is_free(now))
        .values(
            state=State.CLAIMED,
            claim_until=now + lease,
            attempts=outbox.c.attempts + 1,
            first_claimed=func.coalesce(outbox.c.first_claimed, bindparam(None, now, Instant)),
            unsure=or_(outbox.c.unsure, outbox.c.state == State.CLAIMED),
            # Of a claim that lapsed; null where the last one was marked.
            tried_until=func.coalesce(outbox.c.claim_until, outbox.c.tried_until),
        )
        .returning(*(outbox.c[name] for name in ("alert", "root", "action", "snapshot", *_CLAIMED)))
    )
    row = claimed.first()
    if row is None:
        return None
    known = {name: getattr(row, name) for name in _CLAIMED} | {"tried_until": row.tried_until or now}
    action = Action(row.action)
    post = load_post(action, row.snapshot)
    linked = post.linked if isinstance(post, Alert) else None
    ts, earlier_ts = await _ts(connection, row.root), await _ts(connection, linked)
    return Claimed(row.alert, post, **known, action=action, ts=ts, earlier_ts=earlier_ts)


async def _ts(connection: AsyncConnection, row: str | None) -> str | None:
    """Return the timestamp of a row's message; None where none is known to stand in Slack."""
    if row is None:
        return None
    return (await connection.execute(select(outbox.c.ts).where(outbox.c.alert == row))).scalar()


async def next_free(connection: AsyncConnection, now: datetime, pace: timedelta) -> datetime | None:
    """Fulfil `Store.next_alert`: the earliest of each channel's oldest waiting alert and the folds to come."""
    delivered_at = select(func.max(last.c.delivered_at)).where(_delivered(now)).scalar_subquery()
    heads = await connection.execute(
        select(
            func.coalesce(outbox.c.claim_until, outbox.c.next_at, type_=Instant).label("free_at"),
            type_coerce(delivered_at, Instant).label("delivered_at"),
        ).where(outbox.c.state.in_(WAITING), ~_is_blocked())
    )
    times = [max(row.free_at, (row.delivered_at or _NEVER) + pace) for row in heads]
    folded = await connection.execute(select(outbox.c.next_at).where(outbox.c.state == State.FOLDED))
    return min((*times, *folded.scalars()), default=None)


earlier, last = outbox.alias("earlier"), outbox.alias("last")
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)
_CLAIMED = ("attempts", "unsure", "first_claimed", "tried_until", "error", "repeats")
"""The columns that `Claimed` takes as they are."""


def _is_blocked() -> Any:
    """Say whether a row must wait for an older one.

    A message waits for those before it in its channel; what only mends one waits for that one alone, and for what was
    to mend it in the same way before: an older version must not come last.
    """
    waiting = earlier.c.number < outbox.c.number, earlier.c.state.in_(WAITING)
    in_channel = exists().where(earlier.c.channel == outbox.c.channel, earlier.c.action.in_(MESSAGES), *waiting)
    own = exists().where(earlier.c.alert == outbox.c.root, *waiting)
    same = exists().where(earlier.c.root == outbox.c.root, earlier.c.action == outbox.c.action, *waiting)
    return or_(and_(outbox.c.action.in_(MESSAGES), in_channel), own, same)


def _delivered(now: datetime) -> Any:
    """Choose the channel's delivered alerts; one of the future, from before a clock was put back, stops nobody."""
    return and_(last.c.channel == outbox.c.channel, last.c.delivered_at <= now)


def _is_free(now: datetime) -> Any:
    lapsed = and_(outbox.c.state == State.CLAIMED, outbox.c.claim_until <= now)
    return or_(and_(outbox.c.state == State.PENDING, outbox.c.next_at <= now), lapsed)


async def mark_delivered(connection: AsyncConnection, row: str, ts: str, now: datetime) -> None:
    """Fulfil `Store.mark_delivered`; a worker whose lease lapsed is believed too: Slack has the message."""
    values = {"state": State.DELIVERED, "ts": ts, "delivered_at": now, "claim_until": None, "error": None}
    await _mark(connection, row, outbox.c.state != State.DELIVERED, values)


async def mark_retry(connection: AsyncConnection, row: str, at: datetime, *, unsure: bool, error: str) -> None:
    """Fulfil `Store.mark_retry`; a row that is not claimed is left as it is."""
    repeats = case((outbox.c.error == error, outbox.c.repeats + 1), else_=1)
    values = {"state": State.PENDING, "next_at": at, "claim_until": None, "error": error, "repeats": repeats}
    values |= {"unsure": True, "tried_until": outbox.c.claim_until} if unsure else {}
    await _mark(connection, row, outbox.c.state == State.CLAIMED, values)


async def mark_parked(connection: AsyncConnection, row: str, error: str) -> None:
    """Fulfil `Store.mark_parked`; a row that is not claimed is left as it is."""
    values = {"state": State.PARKED, "claim_until": None, "error": error}
    await _mark(connection, row, outbox.c.state == State.CLAIMED, values)


async def mark_failed(connection: AsyncConnection, row: str, error: str) -> None:
    """Fulfil `Store.mark_failed`; a row that is not claimed is left as it is.

    One alert that cannot be drawn must not take its whole fold with it: each of a fold's is posted by itself then.
    """
    values = {"state": State.FAILED, "claim_until": None, "error": error}
    await _mark(connection, row, outbox.c.state == State.CLAIMED, values)
    theirs = outbox.c.root == row, outbox.c.state == State.IN_FOLD
    await connection.execute(update(outbox).where(*theirs).values(state=State.PENDING, root=None))


async def abandon(connection: AsyncConnection, followed: Collection[str]) -> int:
    """Fulfil `Store.abandon`: the rows stay, so that their stories count as told if the channel comes back."""
    await connection.execute(delete(digests).where(digests.c.channel.not_in(sorted(followed))))
    lost = outbox.c.state.in_(_OPEN) & outbox.c.channel.not_in(sorted(followed))
    values = {"state": State.FAILED, "claim_until": None, "error": UNFOLLOWED}
    return (await connection.execute(update(outbox).where(lost).values(values))).rowcount


async def give_up_late(connection: AsyncConnection, channel: str, since: datetime) -> int:
    """Fulfil `Store.give_up_late`; what was never claimed has waited since it was to go out first."""
    waited_since = func.coalesce(outbox.c.first_claimed, outbox.c.next_at, type_=Instant)
    late = (outbox.c.channel == channel) & outbox.c.state.in_(_OPEN) & (waited_since < since)
    values = {"state": State.FAILED, "claim_until": None, "error": PAUSED}
    return (await connection.execute(update(outbox).where(late).values(values))).rowcount


async def hasten(connection: AsyncConnection, channel: str, now: datetime) -> None:
    """Fulfil `Store.hasten`; what was never tried waits for its own hour."""
    put_off = (outbox.c.state == State.PENDING) & outbox.c.error.is_not(None) & (outbox.c.next_at > now)
    await connection.execute(update(outbox).where(outbox.c.channel == channel, put_off).values(next_at=now))


async def _mark(connection: AsyncConnection, row: str, condition: Any, values: dict[str, Any]) -> None:
    marked = await connection.execute(update(outbox).where(outbox.c.alert == row, condition).values(values))
    is_there = select(outbox.c.number).where(outbox.c.alert == row)
    if marked.rowcount == 0 and (await connection.execute(is_there)).first() is None:
        raise StoreError(f"row {row!r} is not in the outbox")


async def pending(connection: AsyncConnection) -> int:
    """Fulfil `Store.pending`: alerts claimed at the moment are still waiting."""
    return (await connection.execute(select(func.count()).where(outbox.c.state.in_(_OPEN)))).scalar_one()


async def load(connection: AsyncConnection, alert: str) -> Alert | None:
    """Fulfil `Store.alert`."""
    asked = outbox.c.alert == alert, outbox.c.action == Action.POST
    snapshot = (await connection.execute(select(outbox.c.snapshot).where(*asked))).scalar()
    return None if snapshot is None else load_alert(snapshot)


async def sent(connection: AsyncConnection, channels: Collection[str], most: int) -> tuple[Sent, ...]:
    """Fulfil `Store.sent`."""
    there = outbox.c.channel.in_(sorted(channels)), outbox.c.action == Action.POST, outbox.c.state == State.DELIVERED
    newest = (outbox.c.delivered_at.desc(), outbox.c.number.desc())
    rows = await connection.execute(select(outbox).where(*there).order_by(*newest).limit(most))
    return tuple(Sent(load_alert(row.snapshot), row.ts, row.delivered_at) for row in rows)


async def posted(connection: AsyncConnection, asked: Sequence[str]) -> frozenset[tuple[str, str]]:
    """Fulfil `Store.posted`."""
    pairs: set[tuple[str, str]] = set()
    for chunk in chunks(sorted(set(asked))):
        rows = await connection.execute(
            select(outbox.c.story, outbox.c.channel)
            .where(outbox.c.story.in_(chunk), outbox.c.action == Action.POST)
            .distinct()
        )
        pairs.update((row.story, row.channel) for row in rows)
    return frozenset(pairs)
