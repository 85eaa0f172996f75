"""How far the digests of each channel are: whoever makes one moves that on in the transaction that puts it out.

It is moved on only from where it was when the digest was made: of two that make one, the second stores nothing.
"""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.digest import Digest
from bot.core.dues import Digested
from bot.ports import Action
from bot.store.outbox import row_of
from bot.store.schema import digests, outbox
from bot.store.statements import add_missing


async def digested(connection: AsyncConnection, channel: str) -> Digested | None:
    """Fulfil `Store.digested`."""
    row = (await connection.execute(select(digests).where(digests.c.channel == channel))).one_or_none()
    return None if row is None else Digested(row.channel, row.cadence, row.done, row.told)


async def save(
    connection: AsyncConnection, after: Digested, before: Digested | None, digest: Digest | None, at: datetime
) -> bool:
    """Fulfil `Store.save_digest`."""
    if not await _move_on(connection, after, before):
        return False
    if digest is not None:
        await add_missing(connection, outbox, [row_of(digest, Action.DIGEST, at)])
    return True


async def forget(connection: AsyncConnection, channel: str) -> None:
    """Fulfil `Store.forget_digests`."""
    await connection.execute(delete(digests).where(digests.c.channel == channel))


async def _move_on(connection: AsyncConnection, after: Digested, before: Digested | None) -> bool:
    """Store how far a channel's digests are now, unless they are no longer as they were before."""
    values = {"cadence": after.cadence, "done": after.done, "told": after.told}
    if before is None:
        return bool(await add_missing(connection, digests, [{"channel": after.channel} | values], digests.c.channel))
    as_before = (
        digests.c.channel == before.channel,
        digests.c.cadence == before.cadence,
        digests.c.done == before.done,
        digests.c.told.is_(None) if before.told is None else digests.c.told == before.told,
    )
    return (await connection.execute(update(digests).where(*as_before).values(values))).rowcount > 0
