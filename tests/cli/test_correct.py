import re
import sqlite3
from contextlib import closing

import pytest

from bot.core.facts import COLUMNS
from tests.cli.conftest import Shell, configure

ROWS = """\
alibaba-2025,2025-02-24,Alibaba,,payer,,pledge,380000000000,,CNY,52500000000,3y,at_least,,announced,,,https://a.example/1,Xinhua,
alibaba-again,2025-02-25,Alibaba,,payer,,pledge,53000000000,,USD,53000000000,3y,about,,announced,,,https://a.example/2,Wire,
"""


@pytest.fixture
def ledger(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Give a shell with a ledger of two figures, which tell one plan."""
    folder = configure(shell.folder, {"Wire": "https://wire.example/feed"})
    (folder / "ledger.csv").write_text(f"{','.join(COLUMNS)}\n{ROWS}", encoding="utf-8")
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{shell.folder}/aispend.db")
    monkeypatch.setenv("LOGNAME", "ana")
    return shell


def figures(shell: Shell, company: str) -> list[str]:
    """Return the ids of a company's figures, as lookup shows them."""
    shown = shell("lookup", company, "--ids")
    assert shown.exit_code == 0, shown.stderr
    return re.findall(r"alibaba-\w+(?= *$)", shown.stdout, re.MULTILINE)


def test_ids_are_shown_where_they_are_asked_for(ledger: Shell) -> None:
    plain = ledger("lookup", "alibaba")

    assert "alibaba-again" not in plain.stdout
    assert figures(ledger, "alibaba") == ["alibaba-again", "alibaba-2025"]


def test_a_wrong_figure_is_corrected_and_says_how_to_undo_it(ledger: Shell) -> None:
    shown = ledger("correct", "alibaba-2025", "--figure", "400bn CNY", "--note", "page 3")

    assert shown.exit_code == 0, shown.stderr
    assert shown.stdout.splitlines() == [
        "Correction 1 of alibaba-2025, wrong figure, by ana; `aispend undo 1` takes it back",
        "  was: Alibaba, at least CN¥380B ($52.5B), investment pledge, 3 years",
        "  now: Alibaba, CN¥400B ($55.2B), investment pledge, 3 years",
    ]
    assert "CN¥400B" in ledger("lookup", "alibaba").stdout


def test_a_company_is_named_by_any_of_its_names(ledger: Shell) -> None:
    shown = ledger("correct", "alibaba-again", "--company", "BYTEDANCE", "--by", "bo")

    assert shown.exit_code == 0, shown.stderr
    assert "wrong company, by bo" in shown.stdout
    assert "now: ByteDance, about $53B" in shown.stdout
    assert figures(ledger, "bytedance") == ["alibaba-again"]


@pytest.mark.parametrize(
    ("said", "what"), [(("--not-ai",), "not AI"), (("--duplicate-of", "alibaba-2025"), "duplicate")]
)
def test_what_leaves_the_ledger_comes_back_when_it_is_undone(ledger: Shell, said: tuple[str, ...], what: str) -> None:
    made = ledger("correct", "alibaba-again", *said)
    out = figures(ledger, "alibaba")
    undone = ledger("undo", "1", "--by", "cleo")

    assert f", {what}, by ana" in made.stdout
    assert "now: not in the ledger" in made.stdout
    assert out == ["alibaba-2025"]
    assert undone.stdout.splitlines() == [
        f"Correction 1 of alibaba-again, {what}, undone by cleo",
        "  was: not in the ledger",
        "  now: Alibaba, about $53B, investment pledge, 3 years",
    ]
    assert figures(ledger, "alibaba") == ["alibaba-again", "alibaba-2025"]


def test_corrections_are_listed_newest_first_with_who_undid_them(ledger: Shell) -> None:
    none = ledger("corrections")
    ledger("correct", "alibaba-2025", "--figure", "$60-65bn", "--note", "page 3")
    ledger("correct", "alibaba-again", "--duplicate-of", "alibaba-2025", "--by", "bo")
    ledger("undo", "1", "--by", "cleo")

    shown = ledger("corrections")

    head, *rows = (re.split(r"\s{2,}|(?<=no\.) ", line.strip()) for line in shown.stdout.splitlines())
    day = r"\d{4}-\d\d-\d\d \d\d:\d\d"
    assert none.stdout == "No correction was made.\n"
    assert head == ["no.", "when", "who", "fact", "what", "was → now", "note", "undone"]
    assert [row[0].split()[0] for row in rows] == ["2", "1"]
    assert "in the ledger → the same as alibaba-2025" in shown.stdout
    assert re.search(rf"1 +{day} +ana +alibaba-2025 +wrong figure +.*→ \$60–65B +page 3 +{day} by cleo", shown.stdout)


def test_a_correction_survives_a_new_version_of_the_file(ledger: Shell) -> None:
    ledger("correct", "alibaba-2025", "--figure", "400bn CNY")
    (ledger.folder / "config" / "ledger.csv").write_text(
        f"{','.join(COLUMNS)}\n{ROWS.replace('Xinhua', 'Reuters')}", encoding="utf-8"
    )

    shown = ledger("lookup", "alibaba").stdout

    assert "CN¥400B" in shown
    assert "Reuters" in shown


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("correct", "alibaba-2025"), "say one of --figure, --company, --duplicate-of and --not-ai"),
        (("correct", "alibaba-2025", "--not-ai", "--figure", "$5bn"), "say one of --figure"),
        (("correct", "alibaba-205", "--not-ai"), "no fact has the id 'alibaba-205'; did you mean alibaba-2025"),
        (("correct", "alibaba-2025", "--figure", "much"), "'much' is no sum from a million up; expected one like"),
        (("correct", "alibaba-2025", "--figure", "3 trillion Bolivian bolivianos"), "is no sum"),
        (("correct", "alibaba-2025", "--company", "alibba"), "no company is called 'alibba'; did you mean Alibaba"),
        (("correct", "alibaba-2025", "--duplicate-of", "alibaba-2025"), "is no duplicate of itself"),
        (("correct", "alibaba-2025", "--not-ai", "--by", " "), "needs the name of who makes it"),
        (("undo", "7"), "no correction has the number 7; `aispend corrections` lists them"),
    ],
)
def test_what_cannot_be_meant_is_refused_as_wrong_use(ledger: Shell, words: tuple[str, ...], message: str) -> None:
    shown = ledger(*words)

    assert (shown.exit_code, shown.stdout) == (2, "")
    assert message in shown.stderr
    assert ledger("corrections").stdout == "No correction was made.\n"


def test_a_circle_of_duplicates_is_refused(ledger: Shell) -> None:
    ledger("correct", "alibaba-again", "--duplicate-of", "alibaba-2025")

    shown = ledger("correct", "alibaba-2025", "--duplicate-of", "alibaba-again")

    assert shown.exit_code == 2
    assert "alibaba-again is itself a duplicate of alibaba-2025: undo that correction first" in shown.stderr


def test_rows_of_corrections_are_never_deleted(ledger: Shell) -> None:
    ledger("correct", "alibaba-again", "--not-ai")
    ledger("undo", "1")
    ledger("correct", "alibaba-again", "--not-ai")

    with closing(sqlite3.connect(ledger.folder / "aispend.db")) as database:
        rows = database.execute('SELECT number, "by", undone_by FROM corrections ORDER BY number').fetchall()

    assert rows == [(1, "ana", "ana"), (2, "ana", None)]
