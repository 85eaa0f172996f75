"""Corrections and what they are laid over: the facts as told stay in `originals` as soon as `facts` has them otherwise.

A fact that people took out of the ledger has no row in `facts`, so that no question about the ledger needs to know of
corrections; and `mend`, called wherever facts are told, corrected or given up, is the only one that lays them over.
"""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import delete, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import corrections as core
from bot.core.corrections import Correction, Standing
from bot.core.facts import LIVE, Fact
from bot.errors import RequestError
from bot.ports import Held
from bot.store import weighing
from bot.store.schema import corrections, facts, originals
from bot.store.statements import chunks
from bot.store.values import correction_of, correction_row, dump_fact, fact_of, fact_row, load_fact


async def correct(connection: AsyncConnection, correction: Correction) -> Correction:
    """Fulfil `Store.correct`."""
    target, same_as = correction.target, correction.same_as
    if same_as is not None and core.closes_circle(target, same_as, await _standing(connection)):
        raise RequestError(f"{same_as} is itself a duplicate of {target}: undo that correction first")
    added = await connection.execute(
        corrections.insert().values(correction_row(correction)).returning(corrections.c.number)
    )
    await mend(connection)
    return replace(correction, id=added.scalar_one())


async def undo(connection: AsyncConnection, number: int, by: str, at: datetime) -> Correction | None:
    """Fulfil `Store.undo`."""
    this = corrections.c.number == number
    await connection.execute(
        update(corrections).where(this, corrections.c.undone_by.is_(None)).values(undone_by=by, undone_at=at)
    )
    row = (await connection.execute(select(corrections).where(this))).mappings().one_or_none()
    await mend(connection)
    return None if row is None else correction_of(row)


async def made(connection: AsyncConnection, targets: Collection[str]) -> tuple[Correction, ...]:
    """Fulfil `Store.corrections`."""
    query = select(corrections).order_by(corrections.c.number.desc())
    if targets:
        query = query.where(corrections.c.target.in_(targets))
    return tuple(map(correction_of, (await connection.execute(query)).mappings()))


async def held(connection: AsyncConnection, ids: Collection[str]) -> dict[str, Held]:
    """Return what is held of facts, by id; one that is not there is left out."""
    found: dict[str, Held] = {}
    for chunk in chunks(sorted(ids)):
        rows = (await connection.execute(select(facts).where(facts.c.id.in_(chunk)))).mappings()
        standing = {row["id"]: fact_of(row) for row in rows}
        rows = (await connection.execute(select(originals).where(originals.c.fact.in_(chunk)))).mappings()
        told = {row["fact"]: load_fact(row["snapshot"]) for row in rows}
        found |= {key: Held(told.get(key) or standing[key], standing.get(key)) for key in standing.keys() | told.keys()}
    return found


async def shipped(connection: AsyncConnection) -> dict[str, Fact]:
    """Return the shipped facts by id, as the file told them."""
    rows = (await connection.execute(select(facts).where(facts.c.shipped))).mappings()
    found = {row["id"]: fact_of(row) for row in rows}
    rows = (await connection.execute(select(originals).where(originals.c.shipped))).mappings()
    return found | {row["fact"]: load_fact(row["snapshot"]) for row in rows}


async def tell(
    connection: AsyncConnection, told: Sequence[Fact], *, are_shipped: bool, gone: Collection[str] = ()
) -> None:
    """Put facts as they are told in the place of what was told of them, give others up, and lay corrections over all.

    Args:
        connection: In a transaction.
        told: The facts.
        are_shipped: Whether the file tells them.
        gone: Ids of facts that nobody tells any longer.
    """
    if not told and not gone:
        return
    ids = {fact.id for fact in told} | set(gone)
    orgs = await weighing.orgs_of(connection, ids)
    await remove(connection, ids)
    await _insert(connection, told, are_shipped=are_shipped)
    await mend(connection, ids, orgs)


async def remove(connection: AsyncConnection, ids: Collection[str]) -> None:
    """Forget facts, told and corrected; what people said of them stays."""
    for chunk in chunks(sorted(ids)):
        await connection.execute(delete(facts).where(facts.c.id.in_(chunk)))
        await connection.execute(delete(originals).where(originals.c.fact.in_(chunk)))


async def mend(connection: AsyncConnection, ids: Collection[str] = (), orgs: Collection[str] = ()) -> None:
    """Lay what holds of all corrections over the facts they touch, and take away what holds no longer.

    Args:
        connection: In the transaction that changed something.
        ids: Of facts that were told anew or given up.
        orgs: Companies that these stood under before.
    """
    changed, were_under = set(ids), set(orgs)
    holding = await _standing(connection)
    laid_over = (await connection.execute(select(originals.c.fact))).scalars().all()
    touched = {*holding.of, *laid_over, *await _linked(connection, holding)}
    for one in (await held(connection, touched)).values():
        now = core.apply(one.told, holding)
        if now == one.stands:
            continue
        were_under |= await weighing.orgs_of(connection, (one.told.id,))
        changed.add(one.told.id)
        await remove(connection, (one.told.id,))
        are_shipped = not one.told.id.startswith(LIVE)
        if now is not None:
            await _insert(connection, (now,), are_shipped=are_shipped)
        if now != one.told:
            row = {"fact": one.told.id, "shipped": are_shipped, "snapshot": dump_fact(one.told)}
            await connection.execute(originals.insert().values(row))
    await weighing.refresh(connection, changed, were_under)


async def _standing(connection: AsyncConnection) -> Standing:
    rows = await connection.execute(select(corrections).where(corrections.c.undone_by.is_(None)))
    given = [correction_of(row) for row in rows.mappings()]
    return core.standing(given, (await held(connection, {one.same_as for one in given if one.same_as})).keys())


async def _linked(connection: AsyncConnection, holding: Standing) -> set[str]:
    """Return the ids of facts with a link to a duplicate, which is to lead to what that joins."""
    found: set[str] = set()
    for chunk in chunks(sorted(holding.joins), 10_000):
        to_duplicate = or_(facts.c.supersedes.in_(chunk), facts.c.part_of.in_(chunk))
        found.update((await connection.execute(select(facts.c.id).where(to_duplicate))).scalars())
    return found


async def _insert(connection: AsyncConnection, told: Sequence[Fact], *, are_shipped: bool) -> None:
    if told:
        await connection.execute(facts.insert(), [fact_row(fact, shipped=are_shipped) for fact in told])
