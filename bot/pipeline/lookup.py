"""Looking up: whatever is typed behind `/aispend` is understood and answered from the ledger.

The names that a text may hold are asked of the store first; all names are read only where a word is still strange, to
name those near to it.
"""

from collections.abc import Sequence
from datetime import date

from bot.core import ledger
from bot.core.asking import parse, spans
from bot.core.countries import codes_of
from bot.core.found import Found, Listing, compared
from bot.core.ledger import Answer, Unknown
from bot.core.money import Rates
from bot.core.near import SUGGESTIONS
from bot.core.orgs import Directory
from bot.core.query import PER_PAGE, Query, Sort
from bot.core.standing import Side
from bot.core.tallies import asked_for, totals_of, years_of
from bot.ports import Criteria, Store

NEWEST = PER_PAGE
"""Commitments that a company's record shows: the first page of their list."""

MOST_COMPARED = 6
"""Companies that stand side by side."""


async def lookup(
    text: str, store: Store, directory: Directory, rates: Rates, today: date, *, with_parts: bool = False
) -> Found:
    """Answer what was asked.

    Args:
        text: As typed.
        store: Holds the ledger.
        directory: The organisations that are known.
        rates: For a least sum in other money than dollars.
        today: Tells which March is meant.
        with_parts: Whether a company's record says what each total is made of; it is then the whole record, made of all
            its facts.

    Raises:
        StoreError: The ledger cannot be read.
    """
    query = await understand(text, store, directory, today)
    if query.is_list:
        return await _list(text, query, store, directory, rates, today)
    if len(query.orgs) + len(query.missing) > 1:
        return await _compare(text, query, store)
    if not query.orgs:
        return _unknown(text, query)
    if with_parts:
        own = await store.facts(query.orgs[0])
        others = await store.parts_of([fact.id for fact in own])
        return ledger.answer(query.orgs[0], tuple({fact.id: fact for fact in (*own, *others)}.values()), NEWEST)
    return await _record(query.orgs[0], query, store)


async def understand(text: str, store: Store, directory: Directory, today: date) -> Query:
    """Return what a text asks; arguments and errors as for `lookup`."""
    is_known = directory.get(text.strip()) is not None
    query = parse(text, directory, today, () if is_known else await store.spelt(spans(text)))
    return parse(text, directory, today, await store.names()) if query.guesses else query


async def _record(org: str, query: Query, store: Store) -> Answer:
    """Return the record of one company, of the kinds and years asked for."""
    tallies = asked_for(await store.totals(org), query.kinds, query.years)
    wanted = Criteria(orgs=(org,), kinds=query.kinds, years=query.years, counting=False, current=True, sort=Sort.DATE)
    page = await store.search(wanted, NEWEST)
    return Answer(
        org=org,
        pays=totals_of(tallies, Side.PAYS),
        led=totals_of(tallies, Side.LED),
        receives=totals_of(tallies, Side.RECEIVES),
        newest=page.facts,
        known=page.total,
        years=years_of(tallies, Side.PAYS),
        earlier=page.earlier,
        placings=page.placings,
        query=query,
    )


async def _compare(text: str, query: Query, store: Store) -> Found:
    if not query.orgs:
        return _unknown(text, query)
    orgs = query.orgs[:MOST_COMPARED]
    tallies = [asked_for(await store.totals(org), query.kinds, query.years) for org in orgs]
    return compared(query, orgs, tallies)


async def _list(text: str, query: Query, store: Store, directory: Directory, rates: Rates, today: date) -> Found:
    """Return a page of figures; near names where words alone were typed and nothing mentions them."""
    criteria, notes = _criteria(query, directory, rates, today)
    page = await store.search(criteria, query.per_page, (query.page - 1) * query.per_page)
    if not page.total and query == Query(words=query.words):
        return _unknown(text, query)
    return Listing(query, page.facts, page.total, page.counted, notes, page.earlier, page.placings)


def _criteria(query: Query, directory: Directory, rates: Rates, today: date) -> tuple[Criteria, tuple[str, ...]]:
    """Return what the store is asked for, and what of the query it cannot be asked."""
    least = None
    notes: tuple[str, ...] = ()
    if query.minimum is not None:
        rate = rates.rate(query.minimum.currency, today)
        least = None if rate is None else query.minimum.amount * rate.usd
        notes = () if rate else (f"No rate is known for {query.minimum.currency}, so sums of any size are listed.",)
    near = any(guess.near for guess in query.guesses if guess.meant is None)
    criteria = Criteria(
        orgs=query.orgs,
        kinds=query.kinds,
        years=query.years,
        since=query.since,
        until=query.until,
        least_usd=least,
        words=query.words,
        begins=not near,
        payers=_payers(query.countries, directory),
        counting=query.top is not None or not (query.orgs or query.words),
        current=query.is_of_commitments,
        sort=query.order,
        most=query.top,
    )
    return criteria, notes


def _payers(countries: Sequence[str], directory: Directory) -> frozenset[str] | None:
    """Return the names of all organisations of some countries, their governments among them; None means of any."""
    if not countries:
        return None
    codes = {code for country in countries for code in codes_of(country)}
    return frozenset(org.name for org in directory.orgs if org.country in codes)


def _unknown(text: str, query: Query) -> Unknown:
    near = dict.fromkeys(name for guess in query.guesses for name in guess.near)
    return Unknown(" ".join(text.split()), tuple(near)[:SUGGESTIONS])
