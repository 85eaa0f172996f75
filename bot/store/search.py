"""What is asked of the ledger: totals, lists, ranks, each answered from an index that covers it.

Only the facts that are shown are read whole: their ids are found first.
"""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import Column, ColumnElement, Integer, Table, case, cast, distinct, func, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.facts import Fact
from bot.core.kinds import Kind
from bot.core.moments import after
from bot.core.positions import Placing, State, newest_first
from bot.core.query import Sort
from bot.core.standing import Side
from bot.core.tallies import Tally
from bot.ports import Criteria, Page
from bot.store.columns import whole_dollars
from bot.store.schema import fact_orgs, facts
from bot.store.values import fact_of
from bot.store.words import MOST_MATCHES, mentioning


async def totals(connection: AsyncConnection, org: str) -> tuple[Tally, ...]:
    """Fulfil `Store.totals`."""
    group = (fact_orgs.c.side, fact_orgs.c.kind, fact_orgs.c.year)
    low, high = func.sum(fact_orgs.c.dollars), func.sum(fact_orgs.c.dollars_high)
    reported = func.sum(case((fact_orgs.c.reported, fact_orgs.c.dollars_high), else_=0))
    added = select(*group, low, high, func.max(cast(fact_orgs.c.up_to, Integer)), reported, func.count())
    mine = fact_orgs.c.org == org.casefold(), fact_orgs.c.counts == true()
    rows = await connection.execute(added.where(*mine).group_by(*group).order_by(*group))
    return tuple(
        Tally(Side(side), Kind(kind), year, int(lowest), int(highest), bool(up_to), int(rumoured), count)
        for side, kind, year, lowest, highest, up_to, rumoured, count in rows
    )


async def parts(connection: AsyncConnection, org: str, side: Side, kind: Kind) -> tuple[str, ...]:
    """Fulfil `Store.parts`."""
    mine = fact_orgs.c.org == org.casefold(), fact_orgs.c.counts == true()
    those = fact_orgs.c.side == side.value, fact_orgs.c.kind == kind.value
    newest_first = fact_orgs.c.announced.desc(), fact_orgs.c.fact
    return tuple(
        (await connection.execute(select(fact_orgs.c.fact).where(*mine, *those).order_by(*newest_first))).scalars()
    )


async def search(connection: AsyncConnection, criteria: Criteria, limit: int, offset: int) -> Page:
    """Fulfil `Store.search`."""
    key, met = _of_companies(criteria) if criteria.orgs else _of_all(criteria)
    if criteria.words:
        most = MOST_MATCHES if _is_capped(criteria) else None
        dialect = connection.dialect.name
        met.append(key.in_(mentioning(criteria.words, begins=criteria.begins, dialect=dialect, most=most)))
    table = key.table
    day: ColumnElement[str] = fact_orgs.c.spoken if _is_current(criteria) else table.c.announced
    day = func.max(day) if _repeats(criteria) else day
    size_first = (table.c.dollars_high.desc().nulls_last(), day.desc(), key)
    order = size_first if criteria.sort is Sort.SIZE else (day.desc(), key)
    wanted = select(key).where(*met).order_by(*order)
    if _repeats(criteria):
        wanted = wanted.group_by(key, table.c.dollars_high)
    if _is_capped(criteria):  # to weigh them twice would cost more than to read their ids
        every = (await connection.execute(wanted)).scalars().all()
        total, ids = len(every), every[offset : offset + limit]
    else:
        total = await _total(connection, criteria, key, met)
        limit = max(0, min(limit, total - offset))
        ids = (await connection.execute(wanted.limit(limit).offset(offset))).scalars().all() if limit else []
    if not ids:
        return Page((), total, frozenset())
    of_whom = met[0] if criteria.orgs else fact_orgs.c.org == facts.c.payer
    return await _shown(connection, ids, total, of_whom, with_earlier=_is_current(criteria))


async def _shown(
    connection: AsyncConnection, ids: Sequence[str], total: int, of_whom: ColumnElement[bool], *, with_earlier: bool
) -> Page:
    """Return the facts of a page whole, with what was told of their commitments before."""
    stands = (*(fact_orgs.c[name] for name in ("state", "held_by", "position")), fact_orgs.c.counts.label("counting"))
    party = select(facts, *stands).join(fact_orgs).where(of_whom)
    shown = party.where(fact_orgs.c.fact.in_(ids))
    before = fact_orgs.c.position.in_(ids), fact_orgs.c.position.is_not(None), fact_orgs.c.told == true()
    # One question for both, and without an OR, for which SQLite would walk all of the company's facts.
    rows = await connection.execute(shown.union_all(party.where(*before)) if with_earlier else shown)
    found = rows.mappings().all()
    told = {row["id"]: fact_of(row) for row in found}
    earlier: dict[str, dict[str, Fact]] = defaultdict(dict)
    for row in found if with_earlier else ():
        if row["position"] is not None:
            earlier[row["position"]][row["id"]] = told[row["id"]]
    return Page(
        facts=tuple(told[one] for one in ids),
        total=total,
        counted=frozenset(row["id"] for row in found if row["counting"]).intersection(ids),
        placings={row["id"]: Placing(State(row["state"]), row["held_by"]) for row in found},
        earlier={now: newest_first(some.values()) for now, some in earlier.items()},
    )


async def _total(
    connection: AsyncConnection, criteria: Criteria, key: Column[str], met: Sequence[ColumnElement[bool]]
) -> int:
    """Return how many facts meet the criteria; no more are counted than are asked for."""
    if criteria.most is None:
        count = select(func.count(distinct(key)) if _repeats(criteria) else func.count(key)).where(*met)
        return (await connection.execute(count)).scalar_one()
    some = select(key).where(*met).limit(criteria.most)
    some = some.distinct() if _repeats(criteria) else some
    return (await connection.execute(select(func.count()).select_from(some.subquery()))).scalar_one()


async def rank(connection: AsyncConnection, kind: Kind, some: frozenset[str] | None, above: Decimal) -> int:
    """Fulfil `Store.rank`."""
    larger = facts.c.counts == true(), facts.c.dollars_high > whole_dollars(above), facts.c.kind == kind.value
    return (await connection.execute(select(func.count()).where(*larger, *_paid_by(some)))).scalar_one()


def _of_companies(criteria: Criteria) -> tuple[Column[str], list[ColumnElement[bool]]]:
    """Return the column of ids and the conditions, where companies are named: one walk of their index."""
    table = fact_orgs.c
    met: list[ColumnElement[bool]] = [table.org.in_(sorted({org.casefold() for org in criteria.orgs}))]
    if criteria.counting or not criteria.current:
        met.append(table.counts == true() if criteria.counting else table.told == true())
    if criteria.current:
        met.append(table.spoken.is_not(None))
    if criteria.side is not None:
        met.append(table.side == criteria.side.value)
    if criteria.payers is not None:
        met.append(table.fact.in_(select(facts.c.id).where(*_paid_by(criteria.payers))))
    return table.fact, met + _shared(fact_orgs, criteria)


def _of_all(criteria: Criteria) -> tuple[Column[str], list[ColumnElement[bool]]]:
    """Return the column of ids and the conditions, where no company is named."""
    met = [facts.c.counts == true() if criteria.counting else facts.c.told == true(), *_paid_by(criteria.payers)]
    return facts.c.id, met + _shared(facts, criteria)


def _shared(table: Table, criteria: Criteria) -> list[ColumnElement[bool]]:
    met: list[ColumnElement[bool]] = []
    if criteria.kinds:
        met.append(table.c.kind.in_([kind.value for kind in criteria.kinds]))
    if criteria.years:
        met.append(table.c.year.in_(criteria.years))
    if criteria.since is not None:
        met.append(table.c.announced >= criteria.since)
    if criteria.until is not None:
        met.append(table.c.announced < after(criteria.until))
    if criteria.least_usd is not None:
        met.append(table.c.dollars_high >= whole_dollars(criteria.least_usd))
    return met


def _paid_by(some: frozenset[str] | None) -> list[ColumnElement[bool]]:
    return [] if some is None else [facts.c.payer.in_(sorted({name.casefold() for name in some}))]


def _is_capped(criteria: Criteria) -> bool:
    """Say whether words are all that is asked for."""
    words, order = criteria.words, (criteria.counting, criteria.sort, criteria.begins)
    return bool(words) and criteria == Criteria(words=words, counting=order[0], sort=order[1], begins=order[2])


def _is_current(criteria: Criteria) -> bool:
    """Say whether commitments are looked for rather than facts."""
    return criteria.current and bool(criteria.orgs)


def _repeats(criteria: Criteria) -> bool:
    """Say whether a fact may be found twice: two of the companies may stand in it."""
    return len(criteria.orgs) > 1
