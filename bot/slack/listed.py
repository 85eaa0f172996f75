"""Comparisons and lists in words: what Slack's blocks and the terminal's tables are both made of.

Everything is plain text; whoever shows it makes foreign names harmless for the place they stand in.
"""

from collections.abc import Sequence
from dataclasses import replace

from bot.core.facts import Fact
from bot.core.found import Comparison, Line, Listing
from bot.core.history import last_told, was_now
from bot.core.kinds import Kind
from bot.core.ledger import Answer
from bot.core.phrases import and_, announced, total_of
from bot.core.query import Query, Sort, understood, written
from bot.core.standing import Side
from bot.core.totals import Total
from bot.core.wording import other_side, period_of
from bot.slack.record import kind_of, outlet_of

HEAD = ("#", "Who", "Figure", "Kind", "Period", "For what", "Date", "Source")
"""The columns of a list, in the order of a row's cells."""

MOST_LINES = 30
"""Lines of a comparison that are shown."""

Cells = tuple[str, ...]


def title_of(found: Comparison | Listing) -> str:
    """Return the first line of a comparison or a list."""
    if isinstance(found, Comparison):
        return f"{and_(found.orgs, most=9)}: AI spending on record, compared"
    query = found.query
    of = f" of {and_(query.orgs, most=3)}" if query.orgs else ""
    if query.top is not None:
        first = "largest" if query.order is Sort.SIZE else "newest"
        return f"The {query.top} {first} figures{of}" if query.top > 1 else f"The {first} figure{of}"
    mentioned = " and ".join(f"“{word}”" for word in query.words)
    return f"Figures{of}{f' that mention {mentioned}' if mentioned else ' on record'}"


def told(found: Answer | Comparison | Listing) -> str:
    """Say what was understood; empty where no more than a company was asked for."""
    query = found.query
    if query is None or (query == Query(orgs=query.orgs[:1]) and not query.guesses):
        return ""
    read = [f"“{guess.typed}” read as {guess.meant}" for guess in query.guesses if guess.meant]
    return f"understood: {understood(query)}" + (f" ({', '.join(read)})" if read else "")


def strange(found: Answer | Comparison | Listing) -> tuple[str, ...]:
    """Say which names nobody is known by, and which are near to them."""
    query = found.query
    guesses = [guess for guess in (query.guesses if query else ()) if guess.meant is None]
    missing = set(query.missing if query else ())
    lines = [
        f"No company called “{guess.typed}” is on record.{did_you_mean(guess.near)}"
        for guess in guesses
        if guess.typed in missing
    ]
    if isinstance(found, Listing) and not found.total:
        lines += [f"No company is called “{g.typed}”.{did_you_mean(g.near)}" for g in guesses if g.typed not in missing]
    return tuple(lines)


def did_you_mean(near: Sequence[str]) -> str:
    """Return near names as a question, with a blank before it; empty where there is none."""
    return f" Did you mean {' or '.join(near)}?" if near else ""


def near_names(found: Comparison | Listing) -> tuple[str, ...]:
    """Return the names that may have been meant, each once."""
    guesses = found.query.guesses if isinstance(found, Comparison) or not found.total else ()
    return tuple(dict.fromkeys(name for guess in guesses if guess.meant is None for name in guess.near))


def head_of(comparison: Comparison) -> Cells:
    """Return the columns of a comparison."""
    return ("What", "Year", *comparison.orgs)


def lines_of(comparison: Comparison) -> tuple[Cells, ...]:
    """Return the lines of a comparison, at most so many as are shown; `–` where a company has no such figure."""
    return tuple((what_of_line(line), _year(line), *map(_sum, line.totals)) for line in comparison.lines[:MOST_LINES])


def rows_of(listing: Listing) -> tuple[Cells, ...]:
    """Return the rows of a list, numbered on from the page before."""
    first = (listing.query.page - 1) * listing.query.per_page + 1
    return tuple(_row(n, fact, listing) for n, fact in enumerate(listing.facts, first))


def sources_of(listing: Listing) -> tuple[Fact, ...]:
    """Return for each row of a list the fact that its date and its source are of."""
    return tuple(last_told(fact, listing.earlier.get(fact.id, ())) for fact in listing.facts)


def nothing_of(found: Comparison | Listing) -> str:
    """Return the answer where no figure meets what was asked."""
    if isinstance(found, Listing) and found.total:
        return f"There is no page {found.query.page}: the last one is {found.pages}."
    return "Nothing on record is what you asked for."


def pages_of(listing: Listing, command: str) -> str:
    """Say which page it is, and how to get the next one.

    Args:
        listing: A page.
        command: What stands before a query: `/aispend`, `aispend lookup`.

    >>> pages_of(Listing(Query(top=15), (), 15, frozenset()), "/aispend")
    ''
    >>> pages_of(Listing(Query(top=50), (), 50, frozenset()), "/aispend")
    'page 1 of 3, next: `/aispend top 50 page 2`'
    """
    if listing.pages == 1:
        return ""
    page = listing.query.page
    if page > listing.pages:
        return ""
    if page == listing.pages:
        return f"page {page} of {listing.pages}"
    return f"page {page} of {listing.pages}, next: `{command} {_next(listing.query)}`"


def counted(listing: Listing) -> str:
    """Say how many there are of what is listed."""
    what = "commitment" if listing.query.is_of_commitments else "figure"
    return f"{listing.total:,} {what}{'' if listing.total == 1 else 's'}"


def _next(query: Query) -> str:
    return written(replace(query, page=query.page + 1))


def _row(number: int, fact: Fact, listing: Listing) -> Cells:
    who = and_((fact.org, *fact.org_alt))
    towards = other_side(fact.kind, fact.counterparty) if fact.counterparty else ""
    earlier = listing.earlier.get(fact.id, ())
    last = last_told(fact, earlier)
    return (
        str(number),
        who,
        was_now(fact, earlier, listing.placings) + ("" if fact.id in listing.counted else " (not in totals)"),
        kind_of(fact),
        period_of(fact.period) if fact.period else "",
        ": ".join(filter(None, (towards, fact.purpose))),
        announced(last.announced),
        outlet_of(last),
    )


def what_of_line(line: Line) -> str:
    """Return what a line of a comparison is of."""
    label = line.kind.label
    match line.side:
        case Side.LED:
            return "Whole rounds led" if line.kind is Kind.STAKE else f"Led: {label.lower()}"
        case Side.RECEIVES:
            return f"Committed to it: {label.lower()}"
        case _:
            return label


def _year(line: Line) -> str:
    return "all years" if line.year is None else str(line.year) if line.year else "no year"


def _sum(total: Total | None) -> str:
    if total is None:
        return "–"
    return f"{total_of(total.low, total.high, up_to=total.up_to)} · {total.figures}"
