"""Queries: what is asked of the ledger, once the words of the asker are understood.

A query prints as words that parse to the same query; what had to be guessed to understand it takes no part in that.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum

from bot.core.countries import country_name
from bot.core.kinds import Kind
from bot.core.money import Money
from bot.core.phrases import and_, announced, short

PER_PAGE = 10
"""Figures on a page of a list, unless a number of them was asked for."""


class Sort(StrEnum):
    """Which figures of a list come first."""

    SIZE = "size"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Guess:
    """Words that were taken for others, or for none.

    Attributes:
        typed: The words.
        meant: What they were taken for; None where they are no name that is known.
        near: Names like them, the nearest first.
    """

    typed: str
    meant: str | None = None
    near: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked.

    Attributes:
        orgs: Companies, as they are spelt where they are known; several are compared.
        missing: Names that were to be compared and that nobody is known by.
        kinds: Kinds of spending; none means all.
        years: As figures have them (see `core.standing.year_of`), in order; none means all.
        since: First day of announcement, a month or a year for its first day; None means no bound.
        until: Last day of announcement, a month or a year for its last day.
        countries: ISO codes of those who pay; none means all.
        minimum: Least sum, compared with the high end; None means none.
        words: To be found in what is known of a figure, each of them.
        top: How many of the largest; None means that no such list was asked for.
        sort: Which come first; None leaves it to the answer.
        page: From 1.
        guesses: What was not typed as it is written.
    """

    orgs: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    kinds: tuple[Kind, ...] = ()
    years: tuple[int, ...] = ()
    since: str | None = None
    until: str | None = None
    countries: tuple[str, ...] = ()
    minimum: Money | None = None
    words: tuple[str, ...] = ()
    top: int | None = None
    sort: Sort | None = None
    page: int = 1
    guesses: tuple[Guess, ...] = field(default=(), compare=False)

    @property
    def per_page(self) -> int:
        """Return how many figures a page of its list has."""
        return min(self.top or PER_PAGE, MOST_PER_PAGE)

    @property
    def order(self) -> Sort:
        """Return which figures of its list come first, asked for or not."""
        dated = self.since or self.until or self.words or self.orgs
        return self.sort or (Sort.DATE if self.top is None and dated else Sort.SIZE)

    @property
    def is_of_commitments(self) -> bool:
        """Say whether each commitment of companies is asked for once, as it is now, rather than all that was told."""
        return bool(self.orgs) and not (self.top or self.since or self.until or self.words)

    @property
    def is_list(self) -> bool:
        """Say whether figures are asked for, and no company's totals."""
        rows = self.top or self.sort or self.words or self.since or self.until or self.minimum or self.page > 1
        return bool(rows or self.countries) or not (self.orgs or self.missing)


MOST_PER_PAGE = 20


def sorted_by(query: Query, sort: Sort) -> Query:
    """Return the query with its figures in another order, from the first page on.

    >>> meta = Query(orgs=("Meta",), page=2)
    >>> sorted_by(meta, Sort.SIZE).is_list, sorted_by(sorted_by(meta, Sort.SIZE), Sort.DATE).is_list
    (True, False)
    """
    plain = replace(query, sort=None, page=1)
    return plain if plain.order is sort else replace(plain, sort=sort)


def written(query: Query) -> str:
    """Return words that parse to the same query.

    >>> written(Query(orgs=("Meta", "Bolt Energy"), kinds=(Kind.CAPEX,), years=(2025,)))
    '"Meta" vs "Bolt Energy" 2025 kind capex'
    >>> written(Query(countries=("US",), top=10, since="2025-03", page=2))
    'top 10 since 2025-03 country United States page 2'
    """
    words = list(_words(query))
    return f"in {words[0]}" if len(words) == 1 and query.years else " ".join(words)


def _words(query: Query) -> Iterator[str]:
    if query.top is not None:
        yield f"top {query.top}"
    names = (*query.orgs, *query.missing)
    if names:
        apart = " " if query.words else " vs "  # where companies are compared, words are names that are missing
        yield apart.join(map(_quoted, names)) + (" vs" if query.missing and len(names) == 1 else "")
    yield from (str(year) for year in query.years)
    if query.since:
        yield f"since {query.since}"
    if query.until:
        yield f"until {query.until}"
    yield from (f"kind {kind}" for kind in query.kinds)
    yield from (f"country {country_name(code)}" for code in query.countries)
    if query.minimum is not None:
        yield f"min {_plain(query.minimum.amount)} {query.minimum.currency}"
    yield from map(_quoted, query.words)
    if query.sort is not None:
        yield f"by {query.sort}"
    if query.page > 1:
        yield f"page {query.page}"


def _plain(amount: Decimal) -> str:
    """Return a sum with its scale where that is shorter and exact: `1.5bn`.

    >>> _plain(Decimal(1_500_000_000)), _plain(Decimal(1_234_567_890)), _plain(Decimal(5))
    ('1.5bn', '1234567890', '5')
    """
    if 10**8 <= amount < 10**15 and not amount % 10**8:
        return f"{(amount / 10**9).normalize():f}bn"
    return f"{amount:f}"


def _quoted(name: str) -> str:
    inner = name.replace('"', " ")
    return f'"{inner}"'


def understood(query: Query) -> str:
    """Say what a query was understood to ask.

    >>> understood(Query(orgs=("Microsoft", "Meta"), kinds=(Kind.CAPEX,), years=(2025,)))
    'Microsoft, Meta; 2025; capital expenditure'
    >>> understood(Query(kinds=(Kind.CONTRACT,), countries=("US",), top=10, since="2025-03"))
    'the 10 largest; since Mar 2025; contract; paid from the United States'
    """
    return "; ".join(filter(None, _parts(query)))


def _parts(query: Query) -> Iterator[str]:
    if query.top is not None:
        yield f"the {query.top} {_FIRST[query.order]}" if query.top > 1 else f"the {_FIRST[query.order]}"
    yield ", ".join(query.orgs)
    yield _run(query.years)
    yield f"since {announced(query.since)}" if query.since else ""
    yield f"until {announced(query.until)}" if query.until else ""
    yield " or ".join(kind.label.lower() for kind in query.kinds)
    yield f"paid from {and_(tuple(map(_where, query.countries)), most=9)}" if query.countries else ""
    yield f"at least {short(query.minimum)}" if query.minimum else ""
    yield f"with {and_(tuple(f'“{word}”' for word in query.words), most=9)}" if query.words else ""
    yield f"{_FIRST[query.sort]} first" if query.sort and query.top is None else ""
    yield f"page {query.page}" if query.page > 1 else ""


_FIRST = {Sort.SIZE: "largest", Sort.DATE: "newest"}
"""What comes first in a list of that order."""


def _where(code: str) -> str:
    """Return a country's name as it stands in a sentence."""
    name = country_name(code)
    return f"the {name}" if name.startswith(_WITH_ARTICLE) else name


_WITH_ARTICLE = ("United ", "European ", "Netherlands", "Philippines")


def _run(years: tuple[int, ...]) -> str:
    """Return years one by one, or the ends of three and more in a row."""
    if len(years) > 2 and years == tuple(range(years[0], years[-1] + 1)):
        return f"{years[0]}–{years[-1]}"
    return ", ".join(map(str, years))
