"""Subscriptions in the database: one row a channel, and a row for every change of it, stored together."""

from collections.abc import Collection
from dataclasses import fields, replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter
from sqlalchemy import RowMapping, delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.subscriptions import Amendment, Choices, Subscription
from bot.errors import ConflictError
from bot.store.schema import (
    amendments,
    decisions,
    digests,
    feedback,
    greetings,
    installations,
    outbox,
    subscriptions,
    votes,
)
from bot.store.statements import add_missing
from bot.store.values import utc

_CHOICES = TypeAdapter(Choices)
_FIELDS = tuple(field.name for field in fields(Subscription))
_AMENDMENT = tuple(field.name for field in fields(Amendment))


async def stored(connection: AsyncConnection) -> tuple[Subscription, ...]:
    """Fulfil `Store.subscriptions`."""
    rows = await connection.execute(select(subscriptions).order_by(subscriptions.c.channel))
    return tuple(map(_subscription_of, rows.mappings()))


async def amend(connection: AsyncConnection, subscription: Subscription, amendment: Amendment | None) -> None:
    """Fulfil `Store.amend`."""
    row = _row(subscription)
    if subscription.version == 1:
        added = await add_missing(connection, subscriptions, [row], subscriptions.c.channel)
        changed = len(added)
    else:
        before = subscriptions.c.version == subscription.version - 1
        this = subscriptions.c.channel == subscription.channel
        changed = (await connection.execute(update(subscriptions).where(this, before).values(row))).rowcount
    if not changed:
        raise ConflictError((subscription.channel,))
    if amendment is not None:
        values = {name: getattr(amendment, name) for name in _AMENDMENT}
        await connection.execute(amendments.insert().values(values))


async def changes(connection: AsyncConnection, channel: str, most: int) -> tuple[Amendment, ...]:
    """Fulfil `Store.amendments`."""
    query = select(amendments).where(amendments.c.channel == channel).order_by(amendments.c.number.desc()).limit(most)
    rows = (await connection.execute(query)).mappings()
    return tuple(Amendment(**{name: row[name] for name in _AMENDMENT}) for row in rows)


async def forget(connection: AsyncConnection, team: str, also: Collection[str]) -> tuple[str, ...]:
    """Fulfil `Store.forget`."""
    theirs = select(subscriptions.c.channel).where(subscriptions.c.team == team)
    channels = tuple(sorted({*also, *(await connection.execute(theirs)).scalars()}))
    alerts = select(outbox.c.alert).where(outbox.c.channel.in_(channels))
    await connection.execute(delete(votes).where(votes.c.alert.in_(alerts)))
    for table in (amendments, outbox, decisions, feedback, digests, subscriptions):
        await connection.execute(delete(table).where(table.c.channel.in_(channels)))
    whom = greetings.c.whom
    about = (f"home:{team}:", *(f"trouble:{channel}:" for channel in channels))
    told = or_(*(whom.startswith(prefix, autoescape=True) for prefix in about))
    await connection.execute(delete(greetings).where(told | whom.in_([f"channel:{channel}" for channel in channels])))
    await connection.execute(delete(installations).where(installations.c.team == team))
    return channels


async def greet(connection: AsyncConnection, whom: str, now: datetime) -> bool:
    """Fulfil `Store.greet`."""
    return bool(await add_missing(connection, greetings, [{"whom": whom, "at": now}], greetings.c.whom))


def _row(subscription: Subscription) -> dict[str, Any]:
    values = {name: getattr(subscription, name) for name in _FIELDS}
    return values | {"choices": _CHOICES.dump_json(subscription.choices).decode()}


def _subscription_of(row: RowMapping) -> Subscription:
    values = {name: row[name] for name in _FIELDS}
    return Subscription(**values | {"choices": _in_utc(_CHOICES.validate_json(row["choices"]))})


def _in_utc(choices: Choices) -> Choices:
    return replace(choices, mutes=tuple(replace(mute, until=utc(mute.until)) for mute in choices.mutes))
