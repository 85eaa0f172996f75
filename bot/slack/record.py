"""A company's record in words: what Slack's blocks and the terminal's table are both made of.

Everything is plain text; whoever shows it makes foreign names harmless for the place they stand in.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.core.history import last_told, was_now
from bot.core.kinds import Certainty, Kind, Role
from bot.core.ledger import Answer, Fact, Total
from bot.core.phrases import announced, total_of
from bot.core.positions import State
from bot.core.wording import period_of, rumoured, what_of
from bot.slack.elements import Pair, safe_url

HEAD = ("Date", "Figure", "Kind", "Period", "For what", "Source")
"""The columns of a record, in the order of a row's fields."""

RULE = (
    "A figure raised since counts once, a part counts within its whole; what was denied or cancelled is not added. "
    "A year is that of a one-year period, else that of the announcement."
)
"""How the totals came about."""

NO_SOURCE = "no source"
"""Stands where an outlet would."""

_YEARS = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One commitment as it is shown; empty where nothing is stated.

    Attributes:
        date: When it was last spoken of.
        figure: Its sum, and what it was before.
        source: Who told of it last.
        url: Where; None where no address is known.
    """

    date: str
    figure: str
    kind: str
    period: str
    what: str
    source: str
    url: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """Totals of one sort.

    Attributes:
        part: One word for it.
        heading: What the totals have in common.
        totals: What each sum is; the sum and the number of its figures.
    """

    part: str
    heading: str
    totals: tuple[Pair, ...]


def title_of(answer: Answer) -> str:
    """Return the record's first line."""
    return f"{answer.org}: AI spending on record"


def groups_of(answer: Answer) -> tuple[Group, ...]:
    """Sort the totals under what they are; what there is none of is left out."""
    groups = (
        ("pays", f"{answer.org} commits", answer.pays),
        ("led", "Rounds and programmes it led, most of it other people’s money", answer.led),
        ("receives", f"Others commit to {answer.org}", answer.receives),
    )
    return tuple(Group(part, heading, tuple(map(_total, totals))) for part, heading, totals in groups if totals)


def years_title_of(answer: Answer) -> str:
    """Return what stands above the years."""
    return f"{answer.org} commits, year by year"


def years_of(answer: Answer) -> tuple[str, ...]:
    """Return a line for each of the newest years with what is committed in it by kind; none for a single year."""
    if len(answer.years) < 2:
        return ()
    lines = [f"{one.year or 'Undated'}: {'; '.join(map(_in_year, one.totals))}" for one in answer.years[:_YEARS]]
    left = len(answer.years) - _YEARS
    return (*lines, f"and {left} earlier year{'' if left == 1 else 's'}") if left > 0 else tuple(lines)


def rows_of(answer: Answer, most: int) -> tuple[Row, ...]:
    """Return the newest commitments, at most so many, each as it is now."""
    return tuple(_row(answer, fact) for fact in answer.newest[:most])


def _row(answer: Answer, fact: Fact) -> Row:
    earlier = answer.earlier.get(fact.id, ())
    last = last_told(fact, earlier)
    placing = answer.placings.get(fact.id)
    is_part = placing is not None and placing.state is State.PART
    return Row(
        announced(last.announced),
        was_now(fact, earlier, answer.placings) + (" (part of a larger one)" if is_part else ""),
        kind_of(fact),
        period_of(fact.period) if fact.period else "",
        what_of(answer.org, fact),
        outlet_of(last),
        last.source_url,
    )


def kind_of(fact: Fact) -> str:
    """Return what a sum is, and how sure where that is less than announced: `Round led, reported`."""
    label = fact.kind.label
    if fact.role is Role.LEAD:
        label = "Round led" if fact.kind is Kind.STAKE else f"Led: {label.lower()}"
    return label if fact.certainty is Certainty.ANNOUNCED else f"{label}, {fact.certainty}"


def outlet_of(fact: Fact) -> str:
    """Return who told a fact."""
    url = safe_url(fact.source_url)
    return fact.source_outlet or (urlsplit(url).hostname if url else None) or NO_SOURCE


def stranger(query: str) -> str:
    """Return the answer to a name nobody is known by."""
    return f"No company called “{query}” is on record."


def nothing_on(org: str) -> str:
    """Return the answer to a company that has no figure."""
    return f"Nothing is on record for {org} yet. It will be as soon as the news has it."


def counted(answer: Answer, shown: int) -> str:
    """Say how many commitments are shown, of how many."""
    if shown < answer.known:
        return f"newest {shown} of {answer.known} commitments"
    return f"{shown} commitment{'' if shown == 1 else 's'}"


def _in_year(total: Total) -> str:
    return f"{total.kind.label.lower()} {total_of(total.low, total.high, up_to=total.up_to)}"


def _total(total: Total) -> Pair:
    count = ", ".join(filter(None, (_figures(total.figures), rumoured(total))))
    return total.kind.label, (total_of(total.low, total.high, up_to=total.up_to), count)


def _figures(count: int) -> str:
    return f"{count} figure{'' if count == 1 else 's'}"
