import csv
import json
import os
import pty
import subprocess
import zipfile
from dataclasses import fields, replace
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.app.exporting import As, export
from bot.core.facts import COLUMNS, EXPORTED, LIVE, PERIOD, Fact, parse_csv
from bot.core.kinds import SPEND, Certainty, Kind, Qualifier, Role
from bot.core.rows import outdone_by
from tests.cli.conftest import PYTHON, SHIPPED, Shell
from tests.store.fake import FakeStore

BILLION = Decimal(10**9)
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
EVIL = '=HYPERLINK("https://evil.example","Open")'


def fact(key: str = "a", **changes: Any) -> Fact:
    base = Fact(key, "2025-02", "Alibaba", Kind.PLEDGE, 53 * BILLION, "USD", usd=53 * BILLION)
    return replace(base, **{"source_url": "https://wire.example/1", **changes})


async def written(how: As, *facts: Fact, org: str | None = None) -> bytes:
    """Return the export of a ledger of some facts."""
    store = FakeStore()
    store.rows.told = {one.id: one for one in facts}
    out = BytesIO()
    assert await export(store, org, out, how) == (len(facts) if org is None else len(await store.facts(org)))
    return out.getvalue()


async def rows(*facts: Fact) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO((await written(As.CSV, *facts)).decode())))


async def sheet(*facts: Fact) -> tuple[zipfile.ZipFile, ElementTree.Element]:
    """Return a workbook, and the sheet in it."""
    book = zipfile.ZipFile(BytesIO(await written(As.XLSX, *facts)))
    return book, ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))


words = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zs", "Zl", "Zp"]), min_size=1, max_size=9)
cells = st.none() | words | st.sampled_from([EVIL, "'=1", "-1", "@a", "+1", "＝1", "'", 'a,"b"', "line\nline"])
sums = st.decimals(min_value=1, max_value=Decimal("1e20"), allow_nan=False, allow_infinity=False)
facts = st.builds(
    Fact,
    id=words.map(lambda key: f"{LIVE}{key}"),
    announced=st.dates().map(str),
    org=words | st.sampled_from([EVIL, "'=1"]),
    kind=st.sampled_from(sorted(SPEND)),
    amount=sums,
    currency=st.sampled_from(["USD", "EUR"]),
    high=st.none() | sums,
    usd=st.none() | sums,
    usd_high=st.none() | sums,
    org_alt=st.lists(words.filter(lambda name: ";" not in name), max_size=2).map(tuple),
    role=st.sampled_from(Role),
    counterparty=cells,
    period=st.none() | st.from_regex(PERIOD, fullmatch=True).filter(bool).filter(str.isascii),
    qualifier=st.sampled_from(Qualifier),
    purpose=cells,
    certainty=st.sampled_from(Certainty),
    supersedes=cells,
    part_of=cells,
    source_url=cells,
    source_outlet=cells,
    note=cells,
)


@given(told=st.lists(facts, max_size=3, unique_by=lambda one: one.id))
async def test_an_export_is_read_again_as_it_went(told: list[Fact]) -> None:
    text = (await written(As.CSV, *told)).decode()

    assert sorted(parse_csv(text, exported=True), key=lambda one: one.id) == sorted(told, key=lambda one: one.id)


def test_the_shipped_file_goes_out_and_comes_back(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AISPEND_CONFIG", str(SHIPPED))
    monkeypatch.setenv("DATABASE_URL", "sqlite://")
    shipped = parse_csv((SHIPPED / "ledger.csv").read_text(encoding="utf-8"))

    shown = shell("export")

    assert shown.exit_code == 0, shown.stderr
    assert set(parse_csv(shown.stdout, exported=True)) == set(shipped)
    first = shown.stdout.splitlines()[0].split(",")
    assert first[: len(COLUMNS)] == COLUMNS
    assert set(first) == {field.name for field in fields(Fact)} | {"left_out"}


def test_columns_of_an_export_cut_off_are_the_shipped_file_again(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AISPEND_CONFIG", str(SHIPPED))
    monkeypatch.setenv("DATABASE_URL", "sqlite://")
    out = StringIO()
    rows = csv.reader(StringIO(shell("export").stdout, newline=""))

    csv.writer(out).writerows(row[: len(COLUMNS)] for row in rows)

    shipped = parse_csv((SHIPPED / "ledger.csv").read_text(encoding="utf-8"))
    assert set(parse_csv(out.getvalue())) == set(shipped)


def test_a_company_is_exported_alone_and_one_nobody_knows_is_refused(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AISPEND_CONFIG", str(SHIPPED))
    monkeypatch.setenv("DATABASE_URL", "sqlite://")

    known, unknown = shell("export", "baba", "--format", "jsonl"), shell("export", "alibba", "--output", "out.csv")

    lines = [json.loads(line) for line in known.stdout.splitlines()]
    assert lines
    assert all("Alibaba" in (one["org"], one["counterparty"], *one["org_alt"]) for one in lines)
    assert unknown.exit_code == 2
    assert "no company is called 'alibba'; did you mean Alibaba" in unknown.stderr
    assert not Path("out.csv").exists()


async def test_no_cell_is_one_that_a_spreadsheet_runs() -> None:
    evil = [fact(f"f{n}", org=text, purpose=text, note=text) for n, text in enumerate([EVIL, "+1", "-1", "@a", "\t=1"])]

    (one, *others) = await rows(*evil)

    assert one["org"] == f"'{EVIL}"
    assert all(row[name].startswith("'") for row in (one, *others) for name in ("org", "purpose", "note"))
    assert one["amount"] == "53000000000"


async def test_a_row_says_why_its_sum_is_left_out() -> None:
    told = [
        fact("gone", certainty=Certainty.CANCELLED),
        fact("new", supersedes="old"),
        fact("old"),
        fact("part", part_of="old"),
        fact("unknown", usd=None),
    ]

    assert {row["id"]: row["left_out"] for row in await rows(*told)} == {
        "gone": "cancelled",
        "new": "",
        "old": "new stands for it",
        "part": "part of old",
        "unknown": "no rate of exchange is known",
    }


def test_what_is_only_reported_stands_for_nothing_announced_and_a_chain_may_close_in_itself() -> None:
    chain = [fact("a"), fact("b", supersedes="a", certainty=Certainty.REPORTED), fact("c", supersedes="b")]
    circle = [fact("x", supersedes="y"), fact("y", supersedes="x")]

    assert outdone_by(chain[:2]) == {"b": "a"}
    assert outdone_by(chain) == {"a": "c", "b": "c"} | {"b": outdone_by(chain)["b"]}
    assert outdone_by(circle).keys() == {"x", "y"}


async def test_lines_of_json_hold_numbers_lists_and_nulls() -> None:
    told = fact(org_alt=("Bolt", "Coil"), amount=Decimal("5300000000.0"), usd=Decimal("0.5"))

    one = json.loads(await written(As.JSONL, told))

    assert (one["amount"], one["usd"], one["org_alt"]) == (5300000000, 0.5, ["Bolt", "Coil"])
    assert (one["high"], one["purpose"], one["left_out"]) == (None, None, None)
    assert list(one) == list(EXPORTED)


async def test_pages_of_the_ledger_follow_each_other_without_a_gap() -> None:
    told = [fact(f"f{n:04}") for n in range(2500)]

    found = await rows(*told)

    assert [row["id"] for row in found] == [one.id for one in told]


async def test_a_sheet_has_numbers_texts_a_head_that_stays_and_links() -> None:
    told = fact(org=EVIL, high=60 * BILLION, usd_high=60 * BILLION)

    book, found = await sheet(told)

    by_place = {cell.get("r"): cell for cell in found.iter(f"{MAIN}c")}
    assert not list(found.iter(f"{MAIN}f"))
    assert by_place["C2"].get("t") == "inlineStr"
    assert "".join(by_place["C2"].itertext()) == EVIL
    assert by_place["H2"].get("t") is None
    assert by_place["H2"].findtext(f"{MAIN}v") == "53000000000"
    (pane,) = found.iter(f"{MAIN}pane")
    assert (pane.get("ySplit"), pane.get("state")) == ("1", "frozen")
    assert [link.get("ref") for link in found.iter(f"{MAIN}hyperlink")] == ["R2"]
    styles = book.read("xl/styles.xml").decode()
    assert 'quotePrefix="1"' in styles
    assert 'formatCode="#,##0"' in styles


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", f"https://a.example/{'a' * 2080}"])
async def test_an_address_that_cannot_be_a_link_is_a_text(url: str) -> None:
    _, found = await sheet(fact(source_url=url))

    assert not list(found.iter(f"{MAIN}hyperlink"))
    assert url in "".join(found.itertext())


def test_a_sheet_goes_into_a_file_or_a_pipe_and_never_to_a_terminal(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AISPEND_CONFIG", str(SHIPPED))
    monkeypatch.setenv("DATABASE_URL", "sqlite://")
    command = (*PYTHON, "export", "alibaba", "--format", "xlsx")
    env = dict(os.environ) | {"PYTHONPATH": str(SHIPPED.parent)}
    ours, theirs = pty.openpty()

    filed = shell("export", "alibaba", "--format", "xlsx", "--output", "out.xlsx")
    piped = subprocess.run(command, env=env, capture_output=True, timeout=50)
    shown = subprocess.run(command, env=env, stdout=theirs, stderr=subprocess.PIPE, timeout=50)

    os.close(theirs)
    os.close(ours)
    assert (filed.exit_code, filed.stdout) == (0, "")
    assert "out.xlsx: " in filed.stderr
    assert zipfile.is_zipfile("out.xlsx")
    assert zipfile.is_zipfile(BytesIO(piped.stdout))
    assert shown.returncode == 2
    assert b"a sheet is nothing for a terminal; say --output FILE, or pipe it" in shown.stderr


def test_a_file_that_cannot_be_written_is_named_and_nothing_is_left_behind(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AISPEND_CONFIG", str(SHIPPED))
    monkeypatch.setenv("DATABASE_URL", "sqlite://")
    Path("taken").mkdir()

    missing, folder = shell("export", "--output", "none/out.csv"), shell("export", "--output", "taken")

    assert (missing.exit_code, folder.exit_code) == (1, 1)
    assert "none/out.csv: cannot be written: No such file or directory" in missing.stderr
    assert "taken: cannot be written: Is a directory" in folder.stderr
    assert [path.name for path in Path().iterdir()] == ["taken"]
