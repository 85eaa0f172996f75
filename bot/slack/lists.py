"""Comparisons and lists as Slack messages: one table each, charts of what is compared, and the way to the next page.

A reader without blocks loses nothing: the table's rows stand in `text` too, as far as they fit.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from bot.core.found import Comparison, Listing
from bot.core.phrases import day
from bot.core.query import written
from bot.slack import buttons, listed
from bot.slack import elements as kit
from bot.slack.charts import comparison_charts
from bot.slack.elements import Block, Message
from bot.slack.record import RULE, outlet_of

COMMAND = "/aispend"
"""Must be the command of the app's manifest."""


def render_comparison(comparison: Comparison, today: date) -> Message:
    """Return several companies side by side, by kind and year.

    Args:
        comparison: As looked up.
        today: The day the answer is given, shown so that a shared answer can be dated.
    """
    head, lines = listed.head_of(comparison), listed.lines_of(comparison)
    left = len(comparison.lines) - len(lines)
    notes = [
        f"Not compared: {', '.join(comparison.left_out)}." if comparison.left_out else "",
        f"{left} more lines are not shown; ask for a year or a kind." if left else "",
        f"As of {day(today)} · US dollars at the rates of their days · sum · number of figures. {RULE}",
    ]
    settings = [_WIDE, _WIDE, *[_RIGHT] * len(comparison.orgs)]
    shown = _Shown(
        table=kit.table(_cells(head, lines), settings, _id("rows")) if lines else None,
        charts=comparison_charts(comparison),
        rows=tuple(_compared(head, line) for line in lines),
        small=tuple(_small(notes)),
        buttons=buttons.row(comparison.query, len(lines), 1, _id("buttons"), _named(comparison)),
    )
    return _message(comparison, shown)


def render_listing(listing: Listing, today: date) -> Message:
    """Return a page of figures.

    Args:
        listing: As looked up.
        today: The day the answer is given.
    """
    rows = [_narrowed(row) for row in listed.rows_of(listing)]
    cells = _cells(_HEAD, rows)
    for row, source in zip(cells[1:], listed.sources_of(listing), strict=True):
        row[-1] = kit.cell(outlet_of(source), source.source_url)
    page, pages = listing.query.page, listing.pages
    notes = [*listing.notes, f"As of {day(today)} · {listed.counted(listing)}"]
    shown = _Shown(
        table=kit.table(cells, [_WIDE, _RIGHT, _WIDE, _WIDE, _WIDE, _WIDE], _id("rows")) if rows else None,
        charts=(),
        rows=tuple(_listed(row) for row in rows),
        small=tuple(_small(notes)),
        page=f"page {page} of {pages}" if 1 < pages >= page else "",
        buttons=buttons.row(listing.query, listing.total, pages, _id("buttons"), _named(listing)),
        more=_code(listed.pages_of(listing, COMMAND)),
    )
    return _message(listing, shown)


@dataclass(frozen=True, slots=True)
class _Shown:
    """What an answer is made of, beside its title.

    Attributes:
        table: None where nothing was found.
        rows: The table's rows as lines, escaped.
        small: Small print, escaped.
        page: Which one it is of how many; empty where there is one.
        more: The way to the next page for a reader without buttons, escaped; empty where there is none.
    """

    table: Block | None
    charts: Sequence[Block]
    rows: tuple[str, ...]
    small: tuple[str, ...]
    buttons: Sequence[Block]
    page: str = ""
    more: str = ""


def _message(found: Comparison | Listing, shown: _Shown) -> Message:
    title, said = listed.title_of(found), _said(found)
    nothing = kit.mrkdwn(listed.nothing_of(found), 300)
    blocks: list[Block] = [kit.header(title, _id("head"))]
    if said:
        blocks.append(kit.context(said, _id("understood")))
    blocks.append(shown.table or kit.section(nothing, _id("none")))
    blocks += shown.charts
    blocks.append(kit.context([*filter(None, (*shown.small, shown.page))], _id("source")))
    blocks += shown.buttons
    lines = [kit.mrkdwn(title, kit.HEADER), *said, *shown.small, shown.more, *(shown.rows or (nothing,))]
    asked = written(found.query) if shown.rows else None
    return Message(kit.joined([*filter(None, lines)]), tuple(blocks), shown.rows, asked)


def _named(found: Comparison | Listing) -> tuple[str, ...]:
    """Return those whose records the answer leads to: who is compared, and who may have been meant."""
    orgs = found.orgs if isinstance(found, Comparison) else ()
    return tuple(dict.fromkeys(filter(None, map(kit.line, (*orgs, *listed.near_names(found)[:5])))))


def _narrowed(row: listed.Cells) -> listed.Cells:
    """Return a row in fewer cells: Slack cuts off what eight of them are too wide for."""
    number, who, figure, kind, period, what, date, source = row
    return f"{number}. {who}", figure, ", ".join(filter(None, (kind, period))), what, date, source


def _small(notes: Sequence[str]) -> Iterator[str]:
    yield from filter(None, (kit.mrkdwn(note, 500) for note in notes))


def _said(found: Comparison | Listing) -> list[str]:
    return [*filter(None, (kit.mrkdwn(line, 600) for line in (listed.told(found), *listed.strange(found))))]


def _cells(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[list[Block]]:
    """Return the table's cells, its head first."""
    return [[kit.cell(text) for text in row] for row in (head, *rows)]


def _compared(head: Sequence[str], row: Sequence[str]) -> str:
    """Return a row of a comparison as a line: each sum stands behind its company."""
    sums = (f"{name} {cell}" for name, cell in zip(head[2:], row[2:], strict=True))
    return f"• {kit.mrkdwn(', '.join(filter(None, (*row[:2], *sums))), 400)}"


def _listed(row: Sequence[str]) -> str:
    return f"• {kit.mrkdwn(', '.join(filter(None, row)), 400)}"


def _code(pages: str) -> str:
    """Return the line on pages with its command as code, in which nothing of the asker's can end it."""
    before, mark, command = pages.partition("`")
    return f"{before}`{kit.mrkdwn(command.rstrip('`'), 400)}`" if mark else pages


def _id(part: str) -> str:
    return f"answer:{part}"


_HEAD = ("Who", "Figure", "Kind", "For what", "Date", "Source")
_WIDE: Block = {"is_wrapped": True}
_RIGHT: Block = {"align": "right", "is_wrapped": True}
