"""What the terminal shows: tables and marked text, in the same words as Slack's messages."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from textwrap import shorten
from typing import Literal, assert_never

from rich.console import Console, Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from bot.cli.replaying import Replayed
from bot.core import accounts, rejected
from bot.core.alerts import Alert, Reason
from bot.core.digest import Digest
from bot.core.facts import Fact
from bot.core.figures import Figure
from bot.core.found import Comparison, Found, Listing
from bot.core.headlines import payers
from bot.core.kinds import Role
from bot.core.ledger import Answer, Unknown
from bot.core.page import Page
from bot.core.phrases import CERTAINTIES, sum_of
from bot.core.turns import Fold, Post
from bot.core.wording import CHANGES, REASONS, WEIGHED, other_side, period_of
from bot.ports import Posted, Trouble
from bot.slack import listed, moved, record
from bot.slack.blocks import change_of, headline_of
from bot.slack.fold import title_of

Shown = Group | Table | Text


def replayed(entries: Sequence[Replayed]) -> Table:
    """Return a table of entries and what became of them."""
    table = Table("published", "title", "headline figure", "alert", "why", box=None, pad_edge=False)
    for one in entries:
        head = next((f for f in one.reading.figures if f.headline), None)
        posts = "post" if one.first else "known" if one.channels else ""
        table.add_row(
            f"{one.entry.published:%Y-%m-%d}" if one.entry.published else "",
            Text(shorten(one.entry.title, 70, placeholder=" …")),
            Text(_in_short(head) if head else ""),
            posts,
            Text(_why(one)),
        )
    return table


def _in_short(figure: Figure) -> str:
    """Return a figure in a few words."""
    who = figure.org or figure.counterparty or "somebody"
    period = f", {period_of(figure.period)}" if figure.period else ""
    return f"{who}, {sum_of(figure)}, {figure.kind.label.lower()}{period}"


def _why(one: Replayed) -> str:
    """Return why an entry alerts or not, with the values compared, and what it changes in what was told before."""
    reason = Reason.ALREADY_POSTED if one.channels and not one.first else one.reason
    why = f"{REASONS[reason]}{f' ({one.detail})' if one.detail else ''}"
    return f"{why}, now {CHANGES[one.change]}" if one.change else why


def explained(one: Replayed, page: Page) -> Iterator[Shown]:
    """Yield a readable account of one entry: the marked text, every sum, the verdict and the summary.

    Args:
        one: The entry with what became of it.
        page: The entry laid out, to tell what else its words could have meant.
    """
    yield _marked(one)
    table = Table("sum", "who", "kind", "period", "how sure", "for what", "decided by", box=None, pad_edge=False)
    for figure in one.reading.figures:
        table.add_row(
            Text(f"{'* ' if figure.headline else '  '}{sum_of(figure)}", style="bold" if figure.headline else ""),
            Text(_who(figure)),
            figure.kind.label,
            period_of(figure.period) if figure.period else "",
            CERTAINTIES[figure.certainty],
            Text(figure.purpose or ""),
            Text(", ".join(f"“{w}”" for w in figure.evidence)),
        )
    if one.reading.figures:
        yield table
        yield Text("* what the entry is news for\n", style="dim")
    yield from _rejected(page)
    yield Text.assemble(("alert" if one.channels else "no alert", "bold"), f": {_why(one)}")
    if one.reading.verdict.evidence:
        yield Text("because of " + ", ".join(f"“{w}”" for w in one.reading.verdict.evidence), style="dim")
    if one.reading.summary:
        yield Text.assemble(("\nSummary, as an alert would show it\n", "bold"), one.reading.summary)


def _marked(one: Replayed) -> Text:
    """Return title and text with every sum marked."""
    text = Text(f"{one.entry.title}\n\n{one.entry.text}".strip() + "\n")
    for figure in one.reading.figures:
        text.highlight_words([figure.quote], "bold green" if figure.kind.is_spend else "yellow")
    return text


def _rejected(page: Page) -> Iterator[Shown]:
    """Yield what the sums were not taken for, and which numbers for no sums."""
    told: dict[str, list[str]] = {}
    for other in rejected.others(page):
        told.setdefault(other.quote, []).append(f"{WEIGHED[other.cue]} by “{other.words}”")
    for quote, meanings in told.items():
        yield Text(f"{quote}: not {', nor '.join(meanings)}", style="dim")
    numbers = rejected.numbers(page)
    if numbers:
        yield Text(f"No sums: {', '.join(numbers)}", style="dim")
    if told or numbers:
        yield Text("")


def _who(figure: Figure) -> str:
    """Return the parties of a figure in words."""
    who = payers(figure) or "not named"
    led = " (led the round)" if figure.role is Role.LEAD else ""
    return f"{who}{led}{f', {other_side(figure.kind, figure.counterparty)}' if figure.counterparty else ''}"


def answered(found: Found, *, parts: bool = False, ids: bool = False) -> Shown:
    """Return what was found in the ledger, or the names like what was typed.

    Args:
        found: As looked up.
        parts: Whether to show what each total of a record is made of, line by line, instead of the newest figures.
        ids: Whether each figure shows the id it is corrected by.
    """
    match found:
        case Unknown():
            return Text(record.stranger(found.query) + listed.did_you_mean(found.near))
        case Comparison():
            return _compared(found)
        case Listing():
            return _listed(found, ids=ids)
        case Answer():
            return _recorded(found, parts=parts, ids=ids)
        case never:
            assert_never(never)


def _recorded(answer: Answer, *, parts: bool, ids: bool) -> Shown:
    """Return the record of a company."""
    if not answer.known:
        return Text(record.nothing_on(answer.org))
    if parts:
        lines = (_indented(line) for line in accounts.written(answer, ids=ids))
        return Group(*_said(answer), *_totals(answer), *lines, _dim(f"\n{record.RULE}"))
    rows = record.rows_of(answer, len(answer.newest))
    cells = [(row.date, row.figure, row.kind, row.period, row.what, row.source) for row in rows]
    aligned = ["left"] * len(record.HEAD)
    shown = _by_id(answer.newest, cells) if ids else _table(record.HEAD, cells, aligned)
    order = "" if len(rows) < answer.known else ", newest first"
    note = f"{record.counted(answer, len(rows))}{order}. {record.RULE}"
    return Group(*_said(answer), *_totals(answer), shown, _dim(f"\n{note}"))


def _indented(line: str) -> Padding:
    """Return a line that stays indented where it is broken."""
    text = line.lstrip()
    return Padding(Text(text), (0, 0, 0, len(line) - len(text)))


def _compared(comparison: Comparison) -> Shown:
    """Return companies side by side."""
    lines = listed.lines_of(comparison)
    left = len(comparison.lines) - len(lines)
    notes = (
        f"Not compared: {', '.join(comparison.left_out)}." if comparison.left_out else "",
        f"{left} more lines are not shown; ask for a year or a kind." if left else "",
        f"Sum · number of figures. {record.RULE}",
    )
    aligned = ("left", "left", *["right"] * len(comparison.orgs))
    return _found(comparison, _table(listed.head_of(comparison), lines, aligned) if lines else None, notes)


def _listed(listing: Listing, *, ids: bool) -> Shown:
    """Return a page of figures."""
    aligned = ("right", "left", "right", *["left"] * 5)
    notes = (*listing.notes, listed.counted(listing), listed.pages_of(listing, "aispend lookup"))
    rows = listed.rows_of(listing)
    shown = _by_id(listing.facts, [row[1:] for row in rows]) if ids else _table(listed.HEAD, rows, aligned)
    return _found(listing, shown if rows else None, notes)


def _found(found: Comparison | Listing, shown: Shown | None, notes: Sequence[str]) -> Shown:
    """Return what was found below its title, or that it was nothing."""
    title = Text(f"{listed.title_of(found)}\n", style="bold")
    shown = shown or Text(listed.nothing_of(found))
    return Group(title, *_said(found), shown, *(_dim(f"\n{note}") for note in notes if note))


def _table(head: Sequence[str], rows: Sequence[Sequence[str]], aligned: Sequence[str]) -> Table:
    """Return a table in which no sum is broken within a word, however narrow the terminal is."""
    table = Table(box=None, pad_edge=False)
    for place, (name, side) in enumerate(zip(head, aligned, strict=True)):
        longest = max((len(word) for row in rows for word in row[place].split()), default=0)
        least = longest if name in _WHOLE else None
        justify: Literal["left", "right"] = "right" if side == "right" else "left"
        table.add_column(Text(name), justify=justify, overflow="fold", min_width=least)
    for row in rows:
        table.add_row(*map(Text, row))
    return table


_WHOLE = frozenset({"Figure", "Date"})
"""Columns whose words are never broken."""


def _by_id(facts: Sequence[Fact], rows: Sequence[Sequence[str]]) -> Shown:
    """Return each figure below its id, which stands alone in its line, to be copied whole at any width."""
    lines: list[Text | Padding] = []
    for fact, row in zip(facts, rows, strict=True):
        lines += [Text(fact.id, style="bold", no_wrap=True, overflow="ignore")]
        lines += [Padding(Text(" · ".join(filter(None, row))), (0, 0, 0, 4))]
    return Group(*lines)


def _said(found: Answer | Comparison | Listing) -> Iterator[Text]:
    """Yield what was understood, and who is not known."""
    lines = [line for line in (listed.told(found), *listed.strange(found)) if line]
    if lines:
        yield _dim("\n".join(lines) + "\n")


def _totals(answer: Answer) -> Iterator[Text]:
    """Yield the title and the totals, each sort under its heading."""
    yield Text(f"{record.title_of(answer)}\n", style="bold")
    for group in record.groups_of(answer):
        yield Text(group.heading, style="bold")
        for label, (amount, count) in group.totals:
            yield Text(f"  {label:<20} {amount} · {count}")
        yield Text("")
    if years := record.years_of(answer):
        yield Text(record.years_title_of(answer), style="bold")
        yield from (Text(f"  {line}") for line in years)
        yield Text("")


def _dim(text: str) -> Text:
    return Text(text, style="dim")


class ConsolePoster:
    """Prints alerts instead of posting them."""

    def __init__(self, console: Console | None = None) -> None:
        """Print to a console; None means standard output."""
        self._console = console or Console(highlight=False)

    async def post(self, alert: Post, earlier_ts: str | None = None) -> Posted:
        """Print an alert, all that a fold holds, or a digest."""
        match alert:
            case Digest():
                self._print_digest(alert)
            case Fold():
                self._console.print(Text(title_of(alert), style="bold"))
                for each in alert.alerts:
                    self._print(each)
            case _:
                self._print(alert)
        return Posted(f"console-{alert.id}")

    def _print(self, alert: Alert) -> None:
        source = alert.source
        when = f", {source.published:%Y-%m-%d}" if source.published else ""
        self._console.print(Text(headline_of(alert), style="bold"))
        news = f"Why it is news: {' · '.join(alert.news)}" if alert.news else ""
        for line in (alert.summary, f"{source.outlet}{when}  {source.link or ''}".rstrip(), news, alert.followed):
            if line:
                self._console.print(Padding(Text(line), (0, 0, 0, 2)))

    def _print_digest(self, digest: Digest) -> None:
        self._console.print(Text(moved.title_of(digest), style="bold"))
        kinds = [f"{kind}: {' · '.join(words)}" for kind, words in moved.kinds_of(digest)]
        both = [(moved.headline_of(move), moved.became_of(move)) for move in (*digest.moves, *digest.others)]
        lines = [" – ".join(filter(None, said)) for said in both]
        for line in (*kinds, *lines, moved.smaller_of(digest), digest.follows):
            if line:
                self._console.print(Padding(Text(line), (0, 0, 0, 2)))

    async def find(self, alert: Post, since: datetime, until: datetime) -> Posted | None:
        """Return None: what was printed once may be printed again, a terminal remembers nothing."""
        return None

    async def update(self, alert: Alert, ts: str, earlier_ts: str | None = None) -> Posted:
        """Print nothing: what stands in a terminal cannot be changed."""
        return Posted(ts)

    async def note(self, alert: Alert, ts: str) -> Posted:
        """Print what has changed, below what it has changed in."""
        if alert.was is not None:
            source = alert.was.by
            self._console.print(Text(headline_of(alert), style="bold"))
            for line in (change_of(alert, alert.was), f"{source.outlet}  {source.link or ''}".rstrip()):
                self._console.print(Padding(Text(line), (0, 0, 0, 2)))
        return Posted(ts)

    async def find_note(self, alert: Alert, ts: str) -> Posted | None:
        """Return None, as `find` does."""
        return None

    async def tell(self, trouble: Trouble) -> Posted:
        """Print nothing: whatever is printed gets through."""
        return Posted("")
