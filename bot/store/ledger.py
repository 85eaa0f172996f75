"""The ledger's rows: shipped facts, which a file rules, and live ones, which stories brought.

`fact_orgs` holds a row for every name of a fact, case-folded, so that a company's facts are one walk of an index.
"""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.facts import LIVE, Fact, with_figure
from bot.core.standing import Side
from bot.core.stories import Story
from bot.store import corrections, heard
from bot.store.schema import fact_orgs, fact_words, facts, originals
from bot.store.schema import stories as story_rows
from bot.store.statements import chunks, first_by
from bot.store.values import fact_of, load_figure


async def add_live(connection: AsyncConnection, live: Sequence[Fact]) -> None:
    """Add what stories brought; a fact that is there already, by id, is left as it is."""
    first = first_by(lambda fact: fact.id, live)
    known = await corrections.held(connection, first.keys())
    await corrections.tell(connection, [fact for fact in first.values() if fact.id not in known], are_shipped=False)


async def renew_live(connection: AsyncConnection, stories: Sequence[Story], at: datetime) -> None:
    """Bring the live facts of stories up to date that are known by another figure now, and keep how they stood."""
    latest = {f"{LIVE}{story.id}": story for story in stories}
    told = {key: one.told for key, one in (await corrections.held(connection, latest.keys())).items()}
    changed = [(old, new) for key, old in told.items() if (new := with_figure(old, latest[key].figure)) != old]
    await heard.keep(connection, [old for old, _ in changed], at)
    await corrections.tell(connection, [new for _, new in changed], are_shipped=False)


async def sync(connection: AsyncConnection, wanted: Sequence[Fact]) -> tuple[int, int, int]:
    """Fulfil `Store.sync_ledger`."""
    stored = await corrections.shipped(connection)
    given = {fact.id: fact for fact in wanted}
    added = given.keys() - stored.keys()
    removed = stored.keys() - given.keys()
    changed = {key for key in given.keys() & stored.keys() if given[key] != stored[key]}
    fresh = [given[key] for key in sorted(added | changed)]
    await corrections.tell(connection, fresh, are_shipped=True, gone=removed)
    return len(added), len(changed), len(removed)


async def of_org(connection: AsyncConnection, org: str) -> tuple[Fact, ...]:
    """Fulfil `Store.facts`; names are compared whatever their case."""
    newest_first = (fact_orgs.c.announced.desc(), facts.c.id)
    rows = await connection.execute(
        select(facts).join(fact_orgs).where(fact_orgs.c.org == org.casefold()).order_by(*newest_first)
    )
    return tuple(fact_of(row) for row in rows.mappings())


async def parts_of(connection: AsyncConnection, wholes: Collection[str]) -> tuple[Fact, ...]:
    """Fulfil `Store.parts_of`."""
    found: list[Fact] = []
    for chunk in chunks(sorted(wholes)):
        rows = await connection.execute(select(facts).where(facts.c.part_of.in_(chunk)))
        found += map(fact_of, rows.mappings())
    return tuple(sorted(found, key=lambda fact: fact.id))


async def names(connection: AsyncConnection) -> tuple[str, ...]:
    """Fulfil `Store.names`: sorted, one spelling a name."""
    spelling = func.min(fact_orgs.c.name)
    rows = await connection.execute(select(spelling).group_by(fact_orgs.c.org).order_by(fact_orgs.c.org))
    return tuple(rows.scalars())


async def newest(connection: AsyncConnection) -> int:
    """Return a number that grows when facts are added, whoever adds them."""
    return (await connection.execute(select(func.max(fact_words.c.number)))).scalar_one() or 0


async def spelt(connection: AsyncConnection, some: Collection[str]) -> tuple[str, ...]:
    """Fulfil `Store.spelt`: in the order of the names case-folded."""
    found: list[str] = []
    spelling = select(func.min(fact_orgs.c.name)).group_by(fact_orgs.c.org).order_by(fact_orgs.c.org)
    for chunk in chunks(sorted({name.casefold() for name in some})):
        found += (await connection.execute(spelling.where(fact_orgs.c.org.in_(chunk)))).scalars()
    return tuple(found)


async def payers(connection: AsyncConnection, most: int) -> tuple[str, ...]:
    """Fulfil `Store.payers`; rounds led are others' money and do not count."""
    busiest_first = (func.count().desc(), func.max(fact_orgs.c.announced).desc(), fact_orgs.c.org)
    busiest = select(fact_orgs.c.org).where(fact_orgs.c.side == Side.PAYS.value).group_by(fact_orgs.c.org)
    orgs = (await connection.execute(busiest.order_by(*busiest_first).limit(most))).scalars().all()
    spelling = {name.casefold(): name for name in await spelt(connection, orgs)}
    return tuple(spelling[org] for org in orgs)


async def quotes(connection: AsyncConnection, some: Collection[str]) -> dict[str, str]:
    """Fulfil `Store.quotes`; a story's figure is kept as it was read, whatever became of the entry."""
    found: dict[str, str] = {}
    for chunk in chunks(sorted(fact.removeprefix(LIVE) for fact in some if fact.startswith(LIVE))):
        told = select(story_rows.c.id, story_rows.c.figure).where(story_rows.c.id.in_(chunk))
        found |= {f"{LIVE}{row.id}": load_figure(row.figure).quote for row in await connection.execute(told)}
    return found


async def after(connection: AsyncConnection, fact: str, most: int) -> tuple[Fact, ...]:
    """Fulfil `Store.facts_after`."""
    rows = await connection.execute(select(facts).where(facts.c.id > fact).order_by(facts.c.id).limit(most))
    return tuple(fact_of(row) for row in rows.mappings())


async def chained(connection: AsyncConnection) -> tuple[Fact, ...]:
    """Fulfil `Store.chained`."""
    earlier = facts.alias()
    linked = select(facts.c.id, earlier.c.id).join(earlier, earlier.c.id == facts.c.supersedes)
    both = {key for pair in await connection.execute(linked) for key in pair}
    found = await corrections.held(connection, both)
    return tuple(one.stands for _, one in sorted(found.items()) if one.stands is not None)


async def ids(connection: AsyncConnection) -> tuple[str, ...]:
    """Fulfil `Store.fact_ids`."""
    stands, told = select(facts.c.id), select(originals.c.fact)
    return tuple(sorted((await connection.execute(stands.union(told))).scalars()))
