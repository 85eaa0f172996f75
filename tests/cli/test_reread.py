import re
import sqlite3
from contextlib import closing

import pytest

from bot import app as program
from tests.cli.conftest import Shell, Site, configure, rss

ONCE = ("poll", "--once", "--console", "--since", "7d")


@pytest.fixture
def stored(shell: Shell, site: Site, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Give a shell with two stored entries, one of which names a company that organisations call otherwise since."""
    site.bodies["/wire"] = rss({"a": ("Alibaba", "$53 billion"), "b": ("Meta", "$60 billion")})
    folder = configure(shell.folder, {"Wire": site.url("/wire")})
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{shell.folder}/aispend.db")
    assert shell(*ONCE).exit_code == 0
    orgs = (folder / "orgs.yaml").read_text(encoding="utf-8")
    renamed = re.sub(r"name: Alibaba, aliases: \[", "name: Ali Holding, aliases: [Alibaba, ", orgs)
    assert renamed != orgs
    (folder / "orgs.yaml").write_text(renamed, encoding="utf-8")
    return shell


def alerts(shell: Shell) -> list[tuple[str, str]]:
    with closing(sqlite3.connect(shell.folder / "aispend.db")) as database:
        return database.execute("SELECT alert, snapshot FROM outbox ORDER BY number").fetchall()


def test_what_would_change_is_shown_and_nothing_is_stored(stored: Shell) -> None:
    shown, again = stored("reread"), stored("reread", "--since", "30d")

    head, row, count = shown.stdout.splitlines()
    assert shown.exit_code == 0, shown.stderr
    assert re.split(r"  +", head.strip())[:3] == ["date", "outlet", "title"]
    assert f"{program.today():%Y-%m-%d}" in row
    assert "Alibaba → Ali Holding" in row
    assert "follows" in row
    assert count == (
        "Entries: 2 read, 1 as before, 1 with another headline figure, verdict or fact, "
        "0 with other sums, words or summary alone. Nothing was stored; --yes does."
    )
    assert again.stdout == shown.stdout


def test_with_leave_the_ledger_follows_and_a_second_run_changes_nothing(stored: Shell) -> None:
    posted = alerts(stored)

    done = stored("reread", "--yes")
    second = stored("reread", "--yes")

    assert "1 with another headline figure, verdict or fact" in done.stdout
    assert done.stdout.splitlines()[-1].endswith("Stored.")
    assert second.stdout == (
        "Entries: 2 read, 2 as before, 0 with another headline figure, verdict or fact, "
        "0 with other sums, words or summary alone. Stored.\n"
    )
    assert "$53B" in stored("lookup", "ali holding").stdout
    assert len(posted) == 2
    assert alerts(stored) == posted


def test_a_wrong_age_is_wrong_use(stored: Shell) -> None:
    shown = stored("reread", "--since", "soon")

    assert shown.exit_code == 2
    assert "'soon' is no duration" in shown.stderr
