"""What a query finds, beside the record of one company: a comparison of several, or a list of figures.

Each carries its query, so that whoever shows it can say what was understood and how to ask for more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.core.facts import Fact
from bot.core.kinds import Kind
from bot.core.ledger import Answer, Unknown
from bot.core.positions import Placing
from bot.core.query import Query
from bot.core.standing import Side
from bot.core.tallies import Tally, added_up
from bot.core.totals import Total


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of money in one year, or in all of them, of several companies.

    Attributes:
        year: None means all years added up.
        totals: One for each company; None where it has no such figure.
    """

    side: Side
    kind: Kind
    year: int | None
    totals: tuple[Total | None, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Several companies side by side.

    Attributes:
        orgs: Those compared, in the order asked for.
        left_out: Those that were asked for and found no room.
        lines: For each side and kind all years, and then each year, the newest first.
    """

    query: Query
    orgs: tuple[str, ...]
    left_out: tuple[str, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A page of figures.

    Attributes:
        facts: In the order asked for.
        total: How many there are on all pages.
        counted: Ids of those shown that count in a total.
        notes: What of the query could not be done.
        earlier: Where commitments are listed, what else was told of each, by id, newest first.
        placings: What has become of all these facts, by id.
    """

    query: Query
    facts: tuple[Fact, ...]
    total: int
    counted: frozenset[str]
    notes: tuple[str, ...] = ()
    earlier: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)
    placings: Mapping[str, Placing] = field(default_factory=dict)

    @property
    def pages(self) -> int:
        """Return how many pages there are, at least one."""
        return max(1, -(-self.total // self.query.per_page))


Found = Answer | Comparison | Listing | Unknown
"""What any query finds."""


def compared(query: Query, orgs: Sequence[str], tallies: Sequence[Sequence[Tally]]) -> Comparison:
    """Put companies side by side.

    Args:
        query: What was asked.
        orgs: The companies.
        tallies: Those of each, of the kinds and years asked for.

    >>> year = Tally(Side.PAYS, Kind.CAPEX, 2025, 60, 65, False, 0, 1)
    >>> [(line.year, [total and total.figures for total in line.totals])
    ...  for line in compared(Query(), ["Meta", "Bolt"], [[year], []]).lines]
    [(2025, [1, None])]
    """
    lines: list[Line] = []
    for side, kind in _groups(tallies):
        own = [[tally for tally in some if (tally.side, tally.kind) == (side, kind)] for some in tallies]
        years = sorted({tally.year for some in own for tally in some}, reverse=True)
        if len(years) > 1:
            lines.append(Line(side, kind, None, tuple(map(added_up, own))))
        lines += [
            Line(side, kind, year, tuple(added_up([t for t in s if t.year == year]) for s in own)) for year in years
        ]
    shown = tuple(orgs)
    return Comparison(query, shown, tuple(org for org in query.orgs if org not in shown), tuple(lines))


def _groups(tallies: Sequence[Sequence[Tally]]) -> list[tuple[Side, Kind]]:
    """Return sides and kinds, what is paid first, of each side the largest kind first."""
    sums: dict[tuple[Side, Kind], int] = {}
    for tally in (tally for some in tallies for tally in some):
        key = tally.side, tally.kind
        sums[key] = sums.get(key, 0) + tally.high
    sides = list(Side)
    return sorted(sums, key=lambda key: (sides.index(key[0]), -sums[key], key[1]))
