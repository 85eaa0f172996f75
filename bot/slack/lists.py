"""Comparisons and lists as Slack messages: one table each, and the way to the next page.

A reader without blocks loses nothing: the table's rows stand in `text` too, as far as they fit.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from bot.core.found import Comparison, Listing
from bot.core.phrases import day
from bot.slack import elements as kit
from bot.slack import listed
from bot.slack.blocks import RECORD
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
    lines = listed.lines_of(comparison)
    left = len(comparison.lines) - len(lines)
    notes = [
        f"Not compared: {', '.join(comparison.left_out)}." if comparison.left_out else "",
        f"{left} more lines are not shown; ask for a year or a kind." if left else "",
    ]
    print_ = f"As of {day(today)} · US dollars at the rates of their days · sum · number of figures. {RULE}"
    settings = [_WIDE, _WIDE, *[_RIGHT] * len(comparison.orgs)]
    return _message(comparison, listed.head_of(comparison), lines, settings, [*notes, print_])


def render_listing(listing: Listing, today: date) -> Message:
    """Return a page of figures.

    Args:
        listing: As looked up.
        today: The day the answer is given.
    """
    settings = [_WIDE, _RIGHT, _WIDE, _WIDE, _WIDE, _WIDE]
    pages = listed.pages_of(listing, COMMAND)
    small = f"As of {day(today)} · {listed.counted(listing)}"
    rows = [_narrowed(row) for row in listed.rows_of(listing)]
    return _message(listing, _HEAD, rows, settings, [*listing.notes, small], pages)


def _narrowed(row: listed.Cells) -> listed.Cells:
    """Return a row in fewer cells: Slack cuts off what eight of them are too wide for."""
    number, who, figure, kind, period, what, date, source = row
    return f"{number}. {who}", figure, ", ".join(filter(None, (kind, period))), what, date, source


def _message(
    found: Comparison | Listing,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    settings: Sequence[Block],
    notes: Sequence[str],
    pages: str = "",
) -> Message:
    title, said = listed.title_of(found), _said(found)
    blocks: list[Block] = [kit.header(title, _id("head"))]
    if said:
        blocks.append(kit.context(said, _id("understood")))
    if rows:
        blocks.append(kit.table(_cells(found, head, rows), settings, _id("rows")))
    else:
        blocks.append(kit.section(kit.mrkdwn(listed.nothing_of(found), 300), _id("none")))
    small = [*filter(None, (kit.mrkdwn(note, 500) for note in notes)), *([_code(pages)] if pages else [])]
    blocks.append(kit.context(small, _id("source")))
    if near := [name for name in map(kit.line, listed.near_names(found)[:5]) if name]:
        buttons = [kit.button(name, RECORD if n == 0 else f"{RECORD}:{n}", name) for n, name in enumerate(near)]
        blocks.append(kit.actions(buttons, _id("near")))
    shown = [_told(head, row) for row in rows] or [kit.mrkdwn(listed.nothing_of(found), 300)]
    return Message(kit.joined([kit.mrkdwn(title, kit.HEADER), *said, *small, *shown]), tuple(blocks))


def _said(found: Comparison | Listing) -> list[str]:
    return [*filter(None, (kit.mrkdwn(line, 600) for line in (listed.told(found), *listed.strange(found))))]


def _cells(found: Comparison | Listing, head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[list[Block]]:
    """Return the table's cells; the source of a listed figure is a link."""
    cells = [[kit.cell(name) for name in head], *([kit.cell(text) for text in row] for row in rows)]
    if isinstance(found, Listing):
        for row, fact in zip(cells[1:], found.facts, strict=True):
            row[-1] = kit.cell(outlet_of(fact), fact.source_url)
    return cells


def _told(head: Sequence[str], row: Sequence[str]) -> str:
    """Return a row as a line; of a comparison each sum stands behind its company."""
    cells = [*row[:2], *(f"{name} {cell}" for name, cell in zip(head[2:], row[2:], strict=True))]
    return f"• {kit.mrkdwn(', '.join(filter(None, cells if head[0] != _HEAD[0] else row)), 400)}"


def _code(pages: str) -> str:
    """Return the line on pages with its command as code, in which nothing of the asker's can end it."""
    before, mark, command = pages.partition("`")
    return f"{before}`{kit.mrkdwn(command.rstrip('`'), 400)}`" if mark else pages


def _id(part: str) -> str:
    return f"answer:{part}"


_HEAD = ("Who", "Figure", "Kind", "For what", "Date", "Source")
_WIDE: Block = {"is_wrapped": True}
_RIGHT: Block = {"align": "right", "is_wrapped": True}
