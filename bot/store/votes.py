"""What readers say: their votes on alerts, one each, and what they have to tell those who run the bot."""

from dataclasses import fields
from typing import Any

from sqlalchemy import RowMapping, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.votes import Cast, Vote
from bot.ports import Feedback
from bot.store.schema import feedback, votes
from bot.store.statements import put

_CAST = tuple(field.name for field in fields(Cast))
_FEEDBACK = tuple(field.name for field in fields(Feedback))


async def vote(connection: AsyncConnection, cast: Cast) -> None:
    """Fulfil `Store.vote`."""
    await put(connection, votes, _columns(cast, _CAST) | {"vote": cast.vote.value})


async def cast_votes(connection: AsyncConnection) -> tuple[Cast, ...]:
    """Fulfil `Store.votes`."""
    rows = await connection.execute(select(votes).order_by(votes.c.at, votes.c.alert, votes.c.user))
    return tuple(map(_cast_of, rows.mappings()))


async def hear(connection: AsyncConnection, said: Feedback) -> None:
    """Fulfil `Store.hear`."""
    await connection.execute(feedback.insert().values(_columns(said, _FEEDBACK)))


async def comments(connection: AsyncConnection, most: int) -> tuple[Feedback, ...]:
    """Fulfil `Store.comments`."""
    rows = await connection.execute(select(feedback).order_by(feedback.c.number.desc()).limit(most))
    return tuple(Feedback(**{name: row[name] for name in _FEEDBACK}) for row in rows.mappings())


def _columns(value: object, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: getattr(value, name) for name in names}


def _cast_of(row: RowMapping) -> Cast:
    return Cast(**{name: row[name] for name in _CAST} | {"vote": Vote(row["vote"])})
