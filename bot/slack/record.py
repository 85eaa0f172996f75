"""A company's record in words: what Slack's blocks and the terminal's table are both made of.

Everything is plain text; whoever shows it makes foreign names harmless for the place they stand in.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from bot.core.kinds import Certainty, Kind, Role
from bot.core.ledger import Answer, Fact, Total
from bot.core.phrases import announced, sum_of, total_of
from bot.core.positions import Placing, State
from bot.core.wording import period_of, rumoured, what_of
from bot.slack.elements import Pair, safe_url

HEAD = ("Date", "Figure", "Kind", "Period", "For what", "Source")
"""The columns of a record, in the order of a row's fields."""

RULE = (
    "A figure raised since counts once, a part counts within its whole; what was denied or cancelled is not added. "
    "A year is that of a one-year period, else that of the announcement."
)
"""How the totals came about."""

_YEARS = 6


@dataclass(frozen=True, slots=True)
class Row:
    """One fact as it is shown; empty where nothing is stated."""

    date: str
    figure: str
    kind: str
    period: str
    what: str
    source: str


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
    """Return the newest facts, at most so many, with what has been replaced since marked as such."""
    return tuple(
        Row(
            announced(fact.announced),
            sum_of(fact) + _since(answer.placings.get(fact.id)),
            kind_of(fact),
            period_of(fact.period) if fact.period else "",
            what_of(answer.org, fact),
            outlet_of(fact),
        )
        for fact in answer.newest[:most]
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
    return fact.source_outlet or (urlsplit(url).hostname if url else None) or "no source"


def stranger(query: str) -> str:
    """Return the answer to a name nobody is known by."""
    return f"No company called “{query}” is on record."


def nothing_on(org: str) -> str:
    """Return the answer to a company that has no figure."""
    return f"Nothing is on record for {org} yet. It will be as soon as the news has it."


def counted(answer: Answer, shown: int) -> str:
    """Say how many figures are shown, of how many."""
    return f"newest {shown} of {answer.known} figures" if shown < answer.known else _figures(shown)


def _since(placing: Placing | None) -> str:
    match placing.state if placing else State.STANDS:
        case State.REPLACED:
            return " (since replaced)"
        case State.TAKEN_BACK if placing and placing.by:
            return " (since taken back)"
        case _:
            return ""


def _in_year(total: Total) -> str:
    return f"{total.kind.label.lower()} {total_of(total.low, total.high, up_to=total.up_to)}"


def _total(total: Total) -> Pair:
    count = ", ".join(filter(None, (_figures(total.figures), rumoured(total))))
    return total.kind.label, (total_of(total.low, total.high, up_to=total.up_to), count)


def _figures(count: int) -> str:
    return f"{count} figure{'' if count == 1 else 's'}"
