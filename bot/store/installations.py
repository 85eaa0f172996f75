"""Where the app is installed, in the database: a row a workspace, its token as it was handed in, which is sealed.

Installations that people have begun stand beside them until they come back, or until their time is over.
"""

from dataclasses import fields
from datetime import datetime

from sqlalchemy import RowMapping, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.ports import Installation
from bot.store.schema import begun_installations, installations

_FIELDS = tuple(field.name for field in fields(Installation))


async def install(connection: AsyncConnection, installation: Installation) -> None:
    """Fulfil `Installations.install`."""
    await connection.execute(delete(installations).where(installations.c.team == installation.team))
    values = {name: getattr(installation, name) for name in _FIELDS}
    await connection.execute(installations.insert().values(values))


async def of_team(connection: AsyncConnection, team: str) -> Installation | None:
    """Fulfil `Installations.installation`."""
    rows = await connection.execute(select(installations).where(installations.c.team == team))
    row = rows.mappings().one_or_none()
    return _installation_of(row) if row is not None else None


async def everywhere(connection: AsyncConnection) -> tuple[Installation, ...]:
    """Fulfil `Installations.installations`."""
    rows = await connection.execute(select(installations).order_by(installations.c.team))
    return tuple(map(_installation_of, rows.mappings()))


async def begin(connection: AsyncConnection, state: str, until: datetime, now: datetime) -> None:
    """Fulfil `Installations.begin_installation`; those whose time is over are cleared away."""
    await connection.execute(delete(begun_installations).where(begun_installations.c.until <= now))
    await connection.execute(begun_installations.insert().values(state=state, until=until))


async def end(connection: AsyncConnection, state: str, now: datetime) -> bool:
    """Fulfil `Installations.end_installation`."""
    this = begun_installations.c.state == state, begun_installations.c.until > now
    return bool((await connection.execute(delete(begun_installations).where(*this))).rowcount)


def _installation_of(row: RowMapping) -> Installation:
    return Installation(**{name: row[name] for name in _FIELDS})
