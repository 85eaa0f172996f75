"""What is stored of facts beside their own fields: their parties, their words, and which of them count in what.

Whether a figure counts depends on the others of its companies, so it is weighed anew whenever one of these changes, in
the transaction that changes it.
"""

import asyncio
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.facts import LIVE, Fact
from bot.core.standing import standing
from bot.store.schema import fact_orgs, fact_words, facts, stories
from bot.store.statements import chunks
from bot.store.values import derived_columns, fact_of, fact_org_rows, fact_words_row

_AT_ONCE = 200
"""Companies whose facts are weighed at once."""


async def orgs_of(connection: AsyncConnection, ids: Collection[str]) -> set[str]:
    """Return the companies that facts stand under, case-folded."""
    found: set[str] = set()
    for chunk in chunks(sorted(ids)):
        found.update((await connection.execute(select(fact_orgs.c.org).where(fact_orgs.c.fact.in_(chunk)))).scalars())
    return found


async def refresh(connection: AsyncConnection, ids: Collection[str], orgs: Collection[str] = ()) -> None:
    """Derive all that is stored of some facts beside their own fields, and weigh their companies anew.

    Args:
        connection: In the transaction that changed, added or removed them.
        ids: Of facts that are there or were.
        orgs: Companies that facts stood under which are gone, case-folded.
    """
    touched = await orgs_of(connection, ids) | set(orgs)
    for chunk in chunks(sorted(ids)):
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
            # Some hundred milliseconds for thousands of facts, in which commands must be answered.
            stands = await asyncio.to_thread(standing, org, tuple(mine.values()))
            for key, fact in mine.items():
                placing = stands.placings[key]
                counts, now = key in stands.counted, (stands.position(key), stands.spoken(key))
                after = counts, stands.tells(key), placing.state.value, placing.by, *now
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


_STANDS = ("counts", "told", "state", "held_by", "position", "spoken")
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
