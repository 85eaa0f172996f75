"""An export: every figure of the ledger as CSV, JSON lines or a sheet for Excel, one row after the other.

Names and purposes come from foreign texts, so no cell may be one that a spreadsheet runs: in CSV it is guarded by an
apostrophe that `parse_csv` takes away again, in a sheet it is marked as text.
"""

import csv
import json
from collections.abc import AsyncIterator, Mapping
from decimal import Decimal
from enum import StrEnum
from io import BytesIO
from typing import BinaryIO, Protocol

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from bot.core.facts import EXPORTED, Fact, guarded
from bot.core.rows import Cell, cells, outdone_by
from bot.errors import AispendError
from bot.ports import Store

PAGE = 1000
"""Facts asked of the store at a time."""

MOST_ROWS = 1_048_575
"""Rows of a sheet below its head."""
MOST_LINKS = 65_530
"""Links that Excel opens in a sheet; further addresses stand there as text."""
_LONGEST_LINK = 2079
"""As Excel counts letters: in UTF-16."""
_LONGEST_CELL = 32_767
_SUMS = ("amount", "high", "usd", "usd_high")
_WIDTHS = {"id": 34, "purpose": 40, "source_url": 40, "note": 30, "left_out": 30, **dict.fromkeys(_SUMS, 20)}


class As(StrEnum):
    """How an export is written."""

    CSV = "csv"
    JSONL = "jsonl"
    XLSX = "xlsx"


async def export(store: Store, org: str | None, out: BinaryIO, how: As) -> int:
    """Write the ledger, or what a company appears in, and return how many facts that were.

    Args:
        store: Read a page at a time, so that a running bot is never kept waiting.
        org: Name of the company; None means all.
        out: Where the bytes go; it stays open.
        how: The format.

    Raises:
        AispendError: There are more facts than a sheet holds.
        StoreError: The database failed.
    """
    outdone = outdone_by(await store.chained())
    writer = _writer(out, how)
    count = 0
    async for fact in _facts(store, org):
        writer.write(cells(fact, outdone))
        count += 1
    writer.end()
    return count


async def _facts(store: Store, org: str | None) -> AsyncIterator[Fact]:
    """Give the facts, in the order of their ids; those of a company the newest first."""
    if org is not None:
        for fact in await store.facts(org):
            yield fact
        return
    last = ""
    while page := await store.facts_after(last, PAGE):
        for fact in page:
            yield fact
        last = page[-1].id


class _Writer(Protocol):
    def write(self, row: Mapping[str, Cell]) -> None:
        """Write a row."""
        ...

    def end(self) -> None:
        """Write what is left, and let go of the stream."""
        ...


def _writer(out: BinaryIO, how: As) -> _Writer:
    match how:
        case As.CSV:
            return _Csv(out)
        case As.JSONL:
            return _Jsonl(out)
        case As.XLSX:
            return _Xlsx(out)


class _Utf8:
    """What `csv` writes texts to."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def write(self, text: str) -> None:
        self._out.write(text.encode())


class _Csv:
    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._rows = csv.writer(_Utf8(out), lineterminator="\n")
        self._rows.writerow(EXPORTED)

    def write(self, row: Mapping[str, Cell]) -> None:
        self._rows.writerow([_digits(c) if isinstance(c, Decimal) else guarded(c or "") for c in row.values()])

    def end(self) -> None:
        self._out.flush()


class _Jsonl:
    """Numbers are JSON numbers, whole ones where they are whole; what is not stated is null."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out

    def write(self, row: Mapping[str, Cell]) -> None:
        values: dict[str, object] = {
            name: _number(cell) if isinstance(cell, Decimal) else cell for name, cell in row.items()
        }
        values["org_alt"] = [name for name in str(row["org_alt"] or "").split(";") if name]
        self._out.write(json.dumps(values, ensure_ascii=False).encode() + b"\n")

    def end(self) -> None:
        self._out.flush()


class _Xlsx:
    def __init__(self, out: BinaryIO) -> None:
        self._out, self._file = out, BytesIO()
        # Rows go to a file of their own as they come; formulas and links are never made of what a text looks like.
        self._book = Workbook(
            self._file, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        self._sheet: Worksheet = self._book.add_worksheet("Ledger")
        self._text = self._book.add_format({"quote_prefix": True})
        self._sum = self._book.add_format({"num_format": "#,##0"})
        self._link = self._book.get_default_url_format()
        self._sheet.freeze_panes(1, 1)
        for column, name in enumerate(EXPORTED):
            self._sheet.set_column(column, column, _WIDTHS.get(name, 14))
        head = self._book.add_format({"bold": True, "bottom": 1})
        self._sheet.write_row(0, 0, EXPORTED, head)
        self._row = self._links = 0

    def write(self, row: Mapping[str, Cell]) -> None:
        self._row += 1
        if self._row > MOST_ROWS:
            raise AispendError(f"a sheet holds {MOST_ROWS:,} rows and the ledger has more; export it as csv or jsonl")
        for column, (name, cell) in enumerate(row.items()):
            if isinstance(cell, Decimal):
                self._sheet.write_number(self._row, column, float(cell), self._sum)
            elif cell is not None and name == "source_url" and self._may_link(cell):
                self._links += 1
                self._sheet.write_url(self._row, column, cell, self._link, cell)
            elif cell is not None:
                self._sheet.write_string(self._row, column, cell[:_LONGEST_CELL], self._text)

    def _may_link(self, url: str) -> bool:
        is_web = url.startswith(("https://", "http://"))
        return is_web and len(url.encode("utf-16-le")) <= 2 * _LONGEST_LINK and self._links < MOST_LINKS

    def end(self) -> None:
        self._sheet.autofilter(0, 0, max(self._row, 1), len(EXPORTED) - 1)
        self._book.close()
        self._out.write(self._file.getbuffer())
        self._out.flush()


def _digits(sum_: Decimal) -> str:
    """Return a sum in digits alone, without zeros that say nothing.

    >>> _digits(Decimal("5300000000.0")), _digits(Decimal("1E+9")), _digits(Decimal("0.50"))
    ('5300000000', '1000000000', '0.5')
    """
    digits = f"{sum_:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def _number(sum_: Decimal) -> int | float:
    return int(sum_) if sum_ == sum_.to_integral_value() else float(sum_)
