"""The ledger's rows: shipped facts, which a file rules, and live ones, which stories brought.

`fact_orgs` holds a row for every name of a fact, case-folded, so that a company's facts are one walk of an index.
"""

from collections.abc import Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.facts import LIVE, Fact, with_figure
from bot.core.kinds import Role
from bot.core.stories import Story
from bot.store.schema import fact_orgs, facts
from bot.store.statements import add_missing, chunks, first_by
from bot.store.values import fact_of, fact_org_rows, fact_row


async def add_live(connection: AsyncConnection, live: Sequence[Fact]) -> None:
    """Add what stories brought; a fact that is there already, by id, is left as it is."""
    first = first_by(lambda fact: fact.id, live)
    added = await add_missing(connection, facts, [fact_row(f, shipped=False) for f in first.values()], facts.c.id)
    await add_missing(connection, fact_orgs, [row for key in added for row in fact_org_rows(first[key.id])])


async def renew_live(connection: AsyncConnection, stories: Sequence[Story]) -> None:
    """Bring the live facts of stories up to date that are known by another figure now."""
    latest = {f"{LIVE}{story.id}": story for story in stories}
    for chunk in chunks(list(latest)):
        rows = await connection.execute(select(facts).where(facts.c.id.in_(chunk)))
        stored = [fact_of(row) for row in rows.mappings()]
        changed = [(old, with_figure(old, latest[old.id].figure)) for old in stored]
        for old, new in changed:
            if old != new:
                await connection.execute(delete(facts).where(facts.c.id == old.id))
                await add_live(connection, [new])


async def sync(connection: AsyncConnection, wanted: Sequence[Fact]) -> tuple[int, int, int]:
    """Fulfil `Store.sync_ledger`."""
    rows = await connection.execute(select(facts).where(facts.c.shipped))
    stored = {row["id"]: fact_of(row) for row in rows.mappings()}
    given = {fact.id: fact for fact in wanted}
    added = given.keys() - stored.keys()
    removed = stored.keys() - given.keys()
    changed = {key for key in given.keys() & stored.keys() if given[key] != stored[key]}
    for chunk in chunks(sorted(removed | changed)):
        await connection.execute(delete(facts).where(facts.c.id.in_(chunk)))
    if fresh := [given[key] for key in sorted(added | changed)]:
        await connection.execute(facts.insert(), [fact_row(fact, shipped=True) for fact in fresh])
        await connection.execute(fact_orgs.insert(), [row for fact in fresh for row in fact_org_rows(fact)])
    return len(added), len(changed), len(removed)


async def of_org(connection: AsyncConnection, org: str) -> tuple[Fact, ...]:
    """Fulfil `Store.facts`; names are compared whatever their case."""
    newest_first = (fact_orgs.c.announced.desc(), facts.c.id)
    rows = await connection.execute(
        select(facts).join(fact_orgs).where(fact_orgs.c.org == org.casefold()).order_by(*newest_first)
    )
    return tuple(fact_of(row) for row in rows.mappings())


async def names(connection: AsyncConnection) -> tuple[str, ...]:
    """Fulfil `Store.names`: sorted, one spelling a name."""
    spelling = func.min(fact_orgs.c.name)
    rows = await connection.execute(select(spelling).group_by(fact_orgs.c.org).order_by(fact_orgs.c.org))
    return tuple(rows.scalars())


async def payers(connection: AsyncConnection, most: int) -> tuple[str, ...]:
    """Fulfil `Store.payers`; rounds led are others' money and do not count."""
    own = (fact_orgs.c.name == facts.c.org, facts.c.role == Role.PAYER.value)
    busiest_first = (func.count().desc(), func.max(fact_orgs.c.announced).desc(), fact_orgs.c.org)
    rows = await connection.execute(
        select(func.min(fact_orgs.c.name))
        .join(facts)
        .where(*own)
        .group_by(fact_orgs.c.org)
        .order_by(*busiest_first)
        .limit(most)
    )
    return tuple(rows.scalars())
