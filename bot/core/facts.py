"""Facts: the rows of the ledger, and the file of them that a new install starts with.

A shipped fact is named by its file, a live one by the story that brought it; the prefix of its id tells which it is.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from io import StringIO
from typing import TypeVar

from bot.core.entry import Entry
from bot.core.figures import Figure
from bot.core.kinds import Certainty, Kind, Qualifier, Role
from bot.core.stories import Story
from bot.errors import ConfigError, Problem

LIVE = "story-"
"""How the ids of live facts begin."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of the ledger: a figure with its source, shipped in `config/ledger.csv` or read live.

    Attributes:
        id: Stable key; live facts carry `story-<id>`.
        announced: `YYYY-MM-DD`, or `YYYY-MM` where no page gave the day.
        usd: `amount` in US dollars; None where no rate is known.
        usd_high: `high` in US dollars; None where it is no range.
        supersedes: Id of the fact this one replaces; None means it replaces none.
        part_of: Id of the whole this one is a part of; None means it stands alone.
    """

    id: str
    announced: str
    org: str
    kind: Kind
    amount: Decimal
    currency: str
    high: Decimal | None = None
    usd: Decimal | None = None
    usd_high: Decimal | None = None
    org_alt: tuple[str, ...] = ()
    role: Role = Role.PAYER
    counterparty: str | None = None
    period: str | None = None
    qualifier: Qualifier = Qualifier.EXACT
    purpose: str | None = None
    certainty: Certainty = Certainty.ANNOUNCED
    supersedes: str | None = None
    part_of: str | None = None
    source_url: str | None = None
    source_outlet: str | None = None
    note: str | None = None


COLUMNS = (
    "id announced org org_alt role counterparty kind amount high currency usd period qualifier purpose certainty "
    "supersedes part_of source_url source_outlet note"
).split()
"""The header of the file, in its order."""

EXPORTED = (*COLUMNS, "usd_high", "left_out")
"""The header of an export: that of the file, and what the program reckons."""

PERIOD = re.compile(r"\d{1,2}y|(FY)?\d{4}|[QH]\d (FY)?\d{4}|\d{4}-\d{4}|by \d{4}|")

Member = TypeVar("Member", bound=StrEnum)


def same_name(one: str | None, other: str | None) -> bool:
    """Say whether two names are the same, whatever their case; None is nobody's name.

    >>> same_name("openai", "OpenAI"), same_name(None, None)
    (True, False)
    """
    return one is not None and other is not None and one.casefold() == other.casefold()


def live_fact(story: Story, entry: Entry, earlier: str | None = None) -> Fact | None:
    """Return what a new story adds to the ledger; None where nobody in particular spends.

    Its day is that of publication, else that on which the story was first seen.

    Args:
        story: Just opened, and seen by a clock.
        entry: The one that opened it.
        earlier: Id of the story that it changes; None where it changes none.
    """
    return told_fact(story, entry, earlier) if story.figure.org is not None else None


def told_fact(story: Story, entry: Entry, earlier: str | None = None) -> Fact | None:
    """Return a story as a fact, as `live_fact` does, even where nobody is named who spends: then `org` is empty.

    Such a fact is none of the ledger's, which is asked by who spends.
    """
    figure, seen = story.figure, story.published or story.first_seen
    if not figure.kind.is_spend or seen is None:
        return None
    fact = Fact(
        id=f"{LIVE}{story.id}",
        announced=seen.astimezone(UTC).date().isoformat(),
        org=figure.org or "",
        kind=figure.kind,
        amount=figure.amount,
        currency=figure.currency,
        supersedes=f"{LIVE}{earlier}" if earlier else None,
        source_url=entry.link,
        source_outlet=entry.outlet,
    )
    return with_figure(fact, figure)


def with_figure(fact: Fact, figure: Figure) -> Fact:
    """Return a live fact as its story is known by another figure."""
    return replace(
        fact,
        org=figure.org or fact.org,
        kind=figure.kind,
        amount=figure.amount,
        currency=figure.currency,
        high=figure.high,
        usd=figure.usd,
        usd_high=figure.usd_high,
        org_alt=figure.org_alt,
        role=figure.role,
        counterparty=figure.counterparty,
        period=figure.period,
        qualifier=figure.qualifier,
        purpose=figure.purpose,
        certainty=figure.certainty,
    )


def figure_of(fact: Fact) -> Figure:
    """Return the figure that a fact tells, as far as the ledger keeps it.

    >>> figure_of(Fact("a", "2025-02", "Meta", Kind.CAPEX, Decimal(60), "USD", usd=Decimal(60), period="2025")).org
    'Meta'
    """
    return Figure(
        quote="",
        amount=fact.amount,
        high=fact.high,
        currency=fact.currency,
        kind=fact.kind,
        usd=fact.usd,
        usd_high=fact.usd_high,
        org=fact.org or None,
        org_alt=fact.org_alt,
        role=fact.role,
        counterparty=fact.counterparty,
        period=fact.period,
        qualifier=fact.qualifier,
        certainty=fact.certainty,
        purpose=fact.purpose,
    )


_FORMULA = re.compile(r"'*[=+\-@＝＋－＠\t\r]")
"""What Excel, LibreOffice or Google Sheets may run; the wide signs do so where Chinese or Japanese is written."""


def guarded(cell: str) -> str:
    """Return a text with an apostrophe before what a spreadsheet would take for a formula; `plain` takes it away.

    >>> guarded("=1+1"), guarded("'=1+1"), guarded("it's"), guarded("'quoted'")
    ("'=1+1", "''=1+1", "it's", "'quoted'")
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def plain(cell: str) -> str:
    """Return a text as it was before it was guarded.

    >>> plain(guarded("=1+1")), plain(guarded("'=1+1")), plain("'quoted'")
    ('=1+1', "'=1+1", "'quoted'")
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell


def parse_csv(text: str, file: str = "config/ledger.csv", *, exported: bool = False) -> tuple[Fact, ...]:
    r"""Read the shipped facts; `usd_high` is reckoned at the row's own rate.

    Args:
        text: The whole file.
        file: Its name, for messages.
        exported: Whether it comes from `aispend export`: then live facts may stand in it, links to what is not in it
            are no problem, and `usd_high` is that of its column.

    Raises:
        ConfigError: With every problem of the file, each at its line.

    >>> header = ",".join(COLUMNS)
    >>> row = "a,2025-02,UAE,,payer,,pledge,30,50,EUR,31,,range,Campus,announced,,,https://example.org/a,Wire,"
    >>> [(fact.org, fact.usd_high) for fact in parse_csv(f"{header}\n{row}\n")]
    [('UAE', Decimal('52'))]
    """
    problems: list[Problem] = []
    columns = list(EXPORTED) if exported else COLUMNS
    rows = [_Row(cells, file, line, problems) for line, cells in _records(text, file, columns, problems)]
    facts = [_fact(row, exported=exported) for row in rows]
    if not exported:
        _check_links(rows, facts)
    if problems:
        raise ConfigError(tuple(sorted(problems, key=lambda problem: problem.line)))
    return tuple(facts)


def _records(
    text: str, file: str, columns: Sequence[str], problems: list[Problem]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Give each record with the line it begins on; a file with another header has none."""
    reader = csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        if next(reader, None) != columns:
            problems.append(Problem(file, 1, 1, f"expected the columns {', '.join(columns)}"))
            return
        for cells in reader:
            line = reader.line_num - sum(cell.count("\n") for cell in cells)
            if len(cells) == len(columns):
                yield line, {name: plain(cell.strip()) for name, cell in zip(columns, cells, strict=True)}
            elif cells:
                problems.append(Problem(file, line, 1, f"expected {len(columns)} cells, found {len(cells)}"))
    except csv.Error as error:
        problems.append(Problem(file, reader.line_num, 1, f"not readable as CSV: {error}"))


class _Row:
    """One record; what is wrong with a cell goes to the list of problems, and reading goes on."""

    def __init__(self, cells: dict[str, str], file: str, line: int, problems: list[Problem]) -> None:
        self.cells, self.file, self.line, self.problems = cells, file, line, problems

    def wrong(self, column: str, message: str) -> None:
        self.problems.append(Problem(self.file, self.line, 1, f"{column}: {message}"))

    def text(self, column: str) -> str | None:
        return self.cells[column] or None

    def matching(self, column: str, pattern: str | re.Pattern[str], expected: str) -> str:
        if not re.fullmatch(pattern, self.cells[column]):
            self.wrong(column, f"{self.cells[column]!r} is not {expected}")
        return self.cells[column]

    def member(self, column: str, closed: type[Member]) -> Member:
        try:
            return closed(self.cells[column])
        except ValueError:
            self.wrong(column, f"{self.cells[column]!r} is none of {', '.join(closed)}")
            return next(iter(closed))

    def sum(self, column: str) -> Decimal | None:
        if not self.cells[column]:
            return None
        try:
            value = Decimal(self.cells[column])
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite() or value <= 0:
            self.wrong(column, f"{self.cells[column]!r} is not a sum above zero, in digits alone")
            return None
        return value


def _fact(row: _Row, *, exported: bool) -> Fact:
    amount, high, usd = row.sum("amount"), row.sum("high"), row.sum("usd")
    reckoned = (high * usd / amount).to_integral_value() if amount and high and usd else None
    if not row.cells["amount"]:
        row.wrong("amount", "expected a sum")
    is_live = row.cells["id"].startswith(LIVE)
    if is_live and not exported:
        row.wrong("id", f"{LIVE} is how the ids of live facts begin")
    if not is_live and (row.cells["qualifier"] == Qualifier.RANGE) != bool(row.cells["high"]):
        row.wrong("high", "expected where, and only where, the qualifier is range")
    if not is_live and amount and high and high <= amount:
        row.wrong("high", f"{high} is not above the amount {amount}")
    kind = row.member("kind", Kind)
    if not kind.is_spend:
        row.wrong("kind", f"{kind} is no spending")
    return Fact(
        id=row.matching("id", r"\S+", "an id"),
        announced=_day(row),
        org=row.matching("org", r".+", "a name"),
        kind=kind,
        amount=amount or Decimal(0),
        currency=row.matching("currency", r"[A-Z]{3}", "an ISO 4217 code"),
        high=high,
        usd=usd,
        usd_high=row.sum("usd_high") if exported else reckoned,
        org_alt=tuple(name.strip() for name in row.cells["org_alt"].split(";") if name.strip()),
        role=row.member("role", Role),
        counterparty=row.text("counterparty"),
        period=row.matching("period", PERIOD, "a period (3y, 2025, FY2026, Q3 2025, 2025-2028, by 2030)") or None,
        qualifier=row.member("qualifier", Qualifier),
        purpose=row.text("purpose"),
        certainty=row.member("certainty", Certainty),
        supersedes=row.text("supersedes"),
        part_of=row.text("part_of"),
        source_url=(
            row.text("source_url") if is_live else row.matching("source_url", r"https?://\S+", "an http(s) address")
        ),
        source_outlet=row.text("source_outlet"),
        note=row.text("note"),
    )


def _day(row: _Row) -> str:
    value = row.cells["announced"]
    try:
        date.fromisoformat(value if len(value) == 10 else f"{value}-01")
    except ValueError:
        row.wrong("announced", f"{value!r} is not YYYY-MM-DD or YYYY-MM")
    return value


def _check_links(rows: list[_Row], facts: list[Fact]) -> None:
    """Find ids that stand twice, links to nothing, and links that lead back to where they began."""
    ids: set[str] = set()
    for row, fact in zip(rows, facts, strict=True):
        if fact.id in ids:
            row.wrong("id", f"{fact.id!r} stands twice")
        ids.add(fact.id)
    for column in ("supersedes", "part_of"):
        targets = {fact.id: getattr(fact, column) for fact in facts}
        for row, fact in zip(rows, facts, strict=True):
            target = targets[fact.id]
            if target is not None and target not in ids:
                row.wrong(column, f"no row has the id {target!r}")
            elif _returns(fact.id, targets):
                row.wrong(column, f"{target!r} leads back to this row")


def _returns(start: str, targets: dict[str, str | None]) -> bool:
    """Say whether following links from a row comes back to it."""
    seen: set[str] = set()
    at = targets[start]
    while at is not None and at not in seen:
        seen.add(at)
        at = targets.get(at)
    return start in seen
