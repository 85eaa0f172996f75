"""The rules for the two kinds of table: `table`, which only shows, and `data_table`, which people sort and filter.

A message holds one `table`; it may hold several `data_table`s, whose characters are counted together.
"""

from bot.sandbox.judge import Judge, kind_of
from bot.sandbox.richtext import characters, rich_text
from bot.sandbox.wire import JSON

_TABLE_SHOWS = 10_000
_DATA_SHOWS = 20_000


def _cell(judge: Judge, value: object, at: str, *, header: bool = False) -> int:
    """Judge a cell; return how many characters it shows."""
    kind = kind_of(value)
    if kind == "raw_text" and judge.shape(value, at, "type text"):
        return len(value["text"]) if judge.string(value["text"], f"{at}/text", _TABLE_SHOWS) else 0
    if kind == "raw_number" and judge.shape(value, at, "type value", "text"):
        if isinstance(value["value"], bool) or not isinstance(value["value"], int | float):
            judge.refuse(f"{at}/value", "invalid_type", "must be a number")
        judge.strings(value, at, text=100)
        return len(str(value.get("text", value["value"])))
    if kind == "rich_text" and isinstance(value, dict) and not header:
        rich_text(judge, value, at)
        return characters(value)
    if kind not in ("raw_text", "raw_number"):
        judge.refuse(f"{at}/type", "unsupported_type", f"unsupported type: {kind}")
    return 0


def table(judge: Judge, value: JSON, at: str) -> None:
    """Judge a table: at most one a message, 100 rows of 20 cells, 10,000 characters in all."""
    judge.tables += 1
    if judge.tables > 1:
        judge.refuse(at, "only_one_table_allowed", "only one table is allowed in a message")
    if not judge.shape(value, at, "type rows", "block_id column_settings"):
        return
    shown = 0
    for place, row in judge.items(value["rows"], f"{at}/rows", 100):
        shown += sum(_cell(judge, cell, where) for where, cell in judge.items(row, place, 20))
    if shown > _TABLE_SHOWS:
        judge.refuse(f"{at}/rows", "too_long", f"a table shows at most {_TABLE_SHOWS} characters")
    for place, setting in judge.items(value.get("column_settings", []), f"{at}/column_settings", 20, least=0):
        if setting is not None and judge.shape(setting, place, "", "align is_wrapped"):
            judge.choice(setting, place, "align", ("left", "center", "right"))
            judge.flags(setting, place, "is_wrapped")


def data_table(judge: Judge, value: JSON, at: str) -> None:
    """Judge a data table: a header of plain cells and up to 200 rows as long as it, with a caption."""
    if not judge.shape(value, at, "type rows caption", "block_id page_size row_header_column_index"):
        return
    judge.string(value["caption"], f"{at}/caption", 3000)
    judge.whole(value, at, "page_size", 1, 100)
    rows = value["rows"]
    width = len(rows[0]) if isinstance(rows, list) and rows and isinstance(rows[0], list) else 0
    for index, (place, row) in enumerate(judge.items(rows, f"{at}/rows", 201, least=2)):
        for where, cell in judge.items(row, place, 20):
            judge.data_characters += _cell(judge, cell, where, header=index == 0)
        if isinstance(row, list) and len(row) != width:
            judge.refuse(place, "unequal_rows", f"all rows must have the same number of cells: {width}")
    judge.whole(value, at, "row_header_column_index", 0, max(width - 1, 0))
    if judge.data_characters > _DATA_SHOWS:
        judge.refuse(f"{at}/rows", "too_long", f"data tables show at most {_DATA_SHOWS} characters a message")
