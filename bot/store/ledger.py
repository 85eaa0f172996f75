"""The ledger's rows: shipped facts, which a file rules, and live ones, which stories brought.

`fact_orgs` holds a row for every name of a fact, case-folded, so that a company's facts are one walk of an index.
Whoever changes facts by another way than here calls `refresh` afterwards, in the same transaction.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.facts import LIVE, Fact
from bot.core.standing import Side, standing
from bot.store.schema import fact_orgs, fact_words, facts, stories
from bot.store.statements import add_missing, chunks, first_by
from bot.store.values import derived_columns, fact_of, fact_org_rows, fact_row, fact_words_row

_AT_ONCE = 200
"""Companies whose facts are weighed at once."""


async def add_live(connection: AsyncConnection, live: Sequence[Fact]) -> None:
    """Add what stories brought; a fact that is there already, by id, is left as it is."""
    first = first_by(lambda fact: fact.id, live)
    added = await add_missing(connection, facts, [fact_row(f, shipped=False) for f in first.values()], facts.c.id)
    fresh = [first[key.id] for key in added]
    await _derive(connection, fresh)
    await settle(connection, _names(fresh))


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
    fresh = [given[key] for key in sorted(added | changed)]
    if fresh:
        await connection.execute(facts.insert(), [fact_row(fact, shipped=True) for fact in fresh])
        await _derive(connection, fresh)
    await settle(connection, _names([*fresh, *(stored[key] for key in removed | changed)]))
    return len(added), len(changed), len(removed)


async def refresh(connection: AsyncConnection, ids: Collection[str]) -> None:
    """Derive all that is stored of some facts beside their own fields, and weigh their companies anew.

    Args:
        connection: In the transaction that changed, added or removed them.
        ids: Of facts that are there or were.
    """
    touched: set[str] = set()
    for chunk in chunks(sorted(ids)):
        touched.update((await connection.execute(select(fact_orgs.c.org).where(fact_orgs.c.fact.in_(chunk)))).scalars())
        for table in (fact_orgs, fact_words):
            await connection.execute(delete(table).where(table.c.fact.in_(chunk)))
        rows = await connection.execute(select(facts).where(facts.c.id.in_(chunk)))
        if fresh := [fact_of(row) for row in rows.mappings()]:
            columns = [derived_columns(fact) | {"key": fact.id} for fact in fresh]
            await connection.execute(facts.update().where(facts.c.id == bindparam("key")), columns)
            await _derive(connection, fresh)
            touched |= _names(fresh)
    await settle(connection, touched)


async def derive(connection: AsyncConnection) -> None:
    """Refresh facts that an older version stored; where there is none it costs nothing."""
    underived = (await connection.execute(select(facts.c.id).where(facts.c.year.is_(None)))).scalars().all()
    if underived:
        await refresh(connection, underived)


async def settle(connection: AsyncConnection, orgs: Collection[str]) -> None:
    """Weigh the facts of some companies, and store which of them count.

    Args:
        connection: In the transaction that changed them.
        orgs: Case-folded names.
    """
    for chunk in chunks(sorted(orgs), _AT_ONCE):
        parties = (fact_orgs.c.org.label("party"), *(fact_orgs.c[name].label(f"old_{name}") for name in _STANDS))
        rows = await connection.execute(select(*parties, facts).join(facts).where(fact_orgs.c.org.in_(chunk)))
        known: dict[str, dict[str, Fact]] = defaultdict(dict)
        before: dict[tuple[str, str], tuple[Any, ...]] = {}
        for row in rows.mappings():
            fact = fact_of(row)
            known[row["party"]][fact.id] = fact
            before[row["party"], fact.id] = tuple(row[f"old_{name}"] for name in _STANDS)
        changed: list[dict[str, Any]] = []
        own: list[dict[str, Any]] = []
        for org, mine in known.items():
            stands = standing(org, tuple(mine.values()))
            for key, fact in mine.items():
                placing = stands.placings[key]
                after = key in stands.counted, stands.tells(key), placing.state.value, placing.by
                if after != before[org, key]:
                    changed.append({"party": org, "key": key} | dict(zip(_NEW, after, strict=True)))
                    if fact.org.casefold() == org:
                        own.append(changed[-1])
        flags: dict[str, Any] = {name: bindparam(new) for name, new in zip(_STANDS, _NEW, strict=True)}
        if changed:
            this = fact_orgs.c.org == bindparam("party"), fact_orgs.c.fact == bindparam("key")
            await connection.execute(fact_orgs.update().where(*this).values(flags), changed)
        if own:
            paid = facts.c.id == bindparam("key"), facts.c.payer == bindparam("party")
            in_lists = {name: flags[name] for name in ("counts", "told")}
            await connection.execute(facts.update().where(*paid).values(in_lists), own)


_STANDS = ("counts", "told", "state", "held_by")
"""Columns of `fact_orgs` that say how a fact stands; the first two stand in `facts` too, for its payer."""

_NEW = tuple(f"new_{name}" for name in _STANDS)


async def _derive(connection: AsyncConnection, fresh: Sequence[Fact]) -> None:
    """Store the parties and the words of facts that have none yet."""
    if not fresh:
        return
    titles: dict[str, str] = {}
    for chunk in chunks([fact.id.removeprefix(LIVE) for fact in fresh if fact.id.startswith(LIVE)]):
        rows = await connection.execute(select(stories.c.id, stories.c.title).where(stories.c.id.in_(chunk)))
        titles.update({f"{LIVE}{row.id}": row.title for row in rows})
    await connection.execute(fact_orgs.insert(), [row for fact in fresh for row in fact_org_rows(fact)])
    await connection.execute(fact_words.insert(), [fact_words_row(fact, titles.get(fact.id)) for fact in fresh])


def _names(some: Sequence[Fact]) -> set[str]:
    return {name.casefold() for fact in some for name in (fact.org, fact.counterparty, *fact.org_alt) if name}


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
