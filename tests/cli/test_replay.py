import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from bot.core.alerts import Reason
from tests.cli.conftest import PYTHON, Shell, rss, text, title

KEYS = ["id", "alert", "reason", "story", "stories", "first", "channels", "figures"]
FIGURE: dict[str, type | tuple[type, ...]] = {
    "quote": str,
    "amount": int,
    "high": (int, type(None)),
    "currency": str,
    "also": list,
    "usd": (int, type(None)),
    "usd_high": (int, type(None)),
    "org": (str, type(None)),
    "org_alt": list,
    "role": str,
    "counterparty": (str, type(None)),
    "kind": str,
    "period": (str, type(None)),
    "qualifier": str,
    "certainty": str,
    "purpose": (str, type(None)),
    "headline": bool,
}


def row(key: str, org: str = "Alibaba", sum_: str = "$53 billion", **changes: Any) -> dict[str, Any]:
    plain = {"url": f"https://x.example/{key}", "outlet": "X", "published": "2025-02-25"}
    return {"id": key, **plain, "title": title(org, sum_), "text": text(org, sum_), **changes}


def write(folder: Path, *rows: dict[str, Any] | str, name: str = "news.jsonl") -> str:
    file = folder / name
    lines = [one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in rows]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return name


def replayed(shell: Shell, *words: str) -> list[dict[str, Any]]:
    shown = shell("replay", *words)
    assert shown.exit_code == 0, shown.output
    return [json.loads(line) for line in shown.stdout.splitlines()]


def test_every_entry_is_one_object_with_the_keys_of_the_contract_in_input_order(shell: Shell) -> None:
    write(
        shell.folder, row("b"), row("a", "Meta", "€60 billion to €65 billion"), row("c", title="Rain", text="All day.")
    )

    found = replayed(shell, "news.jsonl")

    assert [one["id"] for one in found] == ["b", "a", "c"]
    assert all(list(one) == KEYS for one in found)
    assert all(one["reason"] in set(Reason) for one in found)
    assert [type(one["alert"]) for one in found] == [bool] * 3
    figures = [figure for one in found for figure in one["figures"]]
    assert len(figures) >= 2
    for figure in figures:
        assert list(figure) == list(FIGURE)
        assert all(isinstance(figure[key], kind) for key, kind in FIGURE.items()), figure


def test_an_announcement_alerts_and_its_retelling_would_too_but_is_not_the_post(shell: Shell) -> None:
    write(shell.folder, row("a"), row("b", published="2025-02-26"), row("c", "Meta", "$65 billion"))

    a, b, c = replayed(shell, "news.jsonl")

    assert [(one["alert"], one["first"], one["channels"]) for one in (a, b, c)] == [
        (True, True, ["any"]),
        (True, False, ["any"]),
        (True, True, ["any"]),
    ]
    assert a["story"] == b["story"] != c["story"]
    assert [one["stories"] for one in (a, b, c)] == [[a["story"]], [a["story"]], [c["story"]]]
    assert a["reason"] == "alert"
    assert (a["figures"][0]["amount"], a["figures"][0]["org"]) == (53_000_000_000, "Alibaba")


def test_what_is_no_announcement_has_no_story(shell: Shell) -> None:
    write(shell.folder, row("a", title="A quiet day for AI", text="Nothing happened."))

    (found,) = replayed(shell, "news.jsonl")

    assert (found["alert"], found["reason"], found["story"], found["stories"]) == (False, "no_money", None, [])
    assert (found["first"], found["channels"], found["figures"]) == (False, [], [])


def test_without_a_watch_list_a_billion_dollars_is_the_least(shell: Shell) -> None:
    write(
        shell.folder, row("a", sum_="$999 million"), row("b", "Meta", "$1 billion"), row("c", "Oracle", "€970 million")
    )

    a, b, c = replayed(shell, "news.jsonl")

    assert (a["alert"], a["reason"]) == (False, "below_minimum")
    assert a["story"] is not None
    assert b["alert"]
    assert c["alert"]


def test_a_watch_list_decides_for_each_of_its_channels(shell: Shell) -> None:
    write(shell.folder, row("a"), row("b", "Meta", "$2 billion"), row("c"))
    (shell.folder / "mine.yaml").write_text(
        "channels:\n  - {channel: C0AAA, companies: [Alibaba]}\n  - {channel: C0BBB, min: 50bn USD}\n",
        encoding="utf-8",
    )

    a, b, c = replayed(shell, "news.jsonl", "--watchlist", "mine.yaml")

    assert (a["channels"], a["first"]) == (["C0AAA", "C0BBB"], True)
    assert (b["channels"], b["alert"], b["reason"]) == ([], False, "company_not_followed")
    assert (c["channels"], c["first"]) == (["C0AAA", "C0BBB"], False)


def test_a_watch_list_beside_its_own_organisations_is_read_with_them(shell: Shell) -> None:
    write(shell.folder, row("a", "Bolt Energy"))
    own = shell.folder / "own"
    own.mkdir()
    (own / "orgs.yaml").write_text("- {name: Bolt Energy, aliases: [Bolt]}\n", encoding="utf-8")
    (own / "watchlist.yaml").write_text("channels: [{channel: C0AAA, companies: [Bolt]}]\n", encoding="utf-8")

    (a,) = replayed(shell, "news.jsonl", "--watchlist", "own/watchlist.yaml")

    assert (a["channels"], a["figures"][0]["org"]) == (["C0AAA"], "Bolt Energy")


def test_a_story_one_entry_told_too_small_is_first_told_by_the_next(shell: Shell) -> None:
    write(shell.folder, row("a", "Meta", "$59.5 billion"), row("b", "Meta", "$60 billion"))
    (shell.folder / "mine.yaml").write_text("channels: [{channel: C0AAA, min: $60B}]\n", encoding="utf-8")

    a, b = replayed(shell, "news.jsonl", "--watchlist", "mine.yaml")

    assert a["story"] == b["story"]
    assert [(one["alert"], one["first"]) for one in (a, b)] == [(False, False), (True, True)]


def test_wrong_watch_lists_are_refused_with_every_problem(shell: Shell) -> None:
    write(shell.folder, row("a"))
    (shell.folder / "mine.yaml").write_text("channels: [{channel: C0AAA, mni: 1, companies: [Alibba]}]\n", "utf-8")

    shown = shell("replay", "--watchlist", "mine.yaml", "news.jsonl")

    assert (shown.exit_code, shown.stdout) == (2, "")
    assert "mine.yaml:1:29: channels.0.mni: unknown key" in shown.stderr
    assert "did you mean Alibaba?" in shown.stderr


def test_feed_files_and_several_files_are_read_in_order(shell: Shell) -> None:
    write(shell.folder, row("last", "Meta", "$65 billion"))
    for name in ("a.xml", "b.rss"):
        (shell.folder / name).write_bytes(rss({name: ("Microsoft", "$80 billion")}))

    found = replayed(shell, "a.xml", "b.rss", "news.jsonl")

    assert [one["id"] for one in found] == ["a.xml", "b.rss", "last"]
    assert [one["first"] for one in found] == [True, False, True]


def test_optional_fields_may_be_null_or_left_out_and_bytes_are_utf_8(shell: Shell) -> None:
    write(
        shell.folder,
        {"id": "阿里"},
        "",
        row("b", url=None, outlet=None, published=None),
        r'{"id": "half \ud800", "title": "\ud83d", "text": null}',
    )
    whole = (shell.folder / "news.jsonl").read_bytes()
    (shell.folder / "news.jsonl").write_bytes(b"\xef\xbb\xbf" + whole)

    done = subprocess.run(
        [*PYTHON, "replay", "news.jsonl"], env={**shell.env, "PYTHONIOENCODING": "ascii"}, capture_output=True
    )

    lines = done.stdout.decode("utf-8").splitlines()
    assert done.returncode == 0, done.stderr
    assert "阿里" in lines[0]
    assert [json.loads(line)["id"] for line in lines] == ["阿里", "b", "half �"]
    assert json.loads(lines[1])["alert"]


def test_a_missing_id_is_the_url_or_else_stands_for_the_title(shell: Shell) -> None:
    write(shell.folder, row("", url="https://x.example/a?utm_medium=rss"), row("", url=None), row("", url=None))

    linked, titled, again = (one["id"] for one in replayed(shell, "news.jsonl"))

    assert linked == "x.example/a"
    assert titled == again != ""


def test_a_key_nobody_knows_is_named_once_and_does_no_harm(shell: Shell) -> None:
    write(shell.folder, row("a", titel="x"), row("b", titel="y", language="en"))

    shown = shell("replay", "news.jsonl")

    assert (shown.exit_code, shown.stderr) == (0, "news.jsonl:1: titel: unknown key, ignored\n")
    assert len(shown.stdout.splitlines()) == 2


def test_every_broken_line_of_every_file_is_listed_with_its_place(shell: Shell) -> None:
    write(
        shell.folder,
        row("a"),
        '{"id": "b",}',
        "[1, 2]",
        '{"text": "no id"}',
        row("e", published="yesterday"),
        row("f", text=5),
        row("", title="", url=" "),
        "[" * 100_000,
    )
    (shell.folder / "news.txt").write_text("{}", encoding="utf-8")
    (shell.folder / "latin.jsonl").write_bytes(b"\xe9")
    (shell.folder / "page.xml").write_text("<html>no feed</html>", encoding="utf-8")

    shown = shell("replay", "news.jsonl", "news.txt", "gone.jsonl", "latin.jsonl", "page.xml")

    lines = shown.stderr.splitlines()
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert lines[:7] == [
        "news.jsonl:2:12: no JSON: Illegal trailing comma before end of object"
        if sys.version_info >= (3, 13)
        else "news.jsonl:2:12: no JSON: Expecting property name enclosed in double quotes",
        "news.jsonl:3:1: expected an object with id, url, outlet, title, text, published, language",
        "news.jsonl:4:1: id: missing, and neither url nor title to stand for it",
        "news.jsonl:5:1: published: 'yesterday': expected a day like 2025-02-25",
        "news.jsonl:6:1: text: expected a text, not 5",
        "news.jsonl:7:1: id: missing, and neither url nor title to stand for it",
        "news.jsonl:8:1: nested too deep",
    ]
    assert lines[7:10] == [
        "news.txt: expected .jsonl or a feed (.atom .json .rdf .rss .xml)",
        "gone.jsonl: cannot be read: No such file or directory",
        "latin.jsonl: is not UTF-8",
    ]
    assert lines[10].startswith("page.xml: ")
    assert len(lines) == 11


def test_a_table_shows_what_would_become_of_each_entry(shell: Shell) -> None:
    write(
        shell.folder, row("a"), row("b", published=None), row("c", sum_="$2 million"), row("d", title="Rain", text="")
    )

    shown = shell("replay", "--format", "table", "news.jsonl")

    lines = [line.split() for line in shown.stdout.splitlines()]
    assert shown.exit_code == 0
    assert lines[0] == ["published", "title", "headline", "figure", "alert", "why"]
    assert lines[1][0] == "2025-02-25"
    assert lines[1][-8:] == "post a new commitment of money to AI".split()
    assert lines[2][-3:] == "known posted already".split()
    assert lines[3][-8:] == "too small a sum ($2M is below $1B)".split()
    assert lines[4] == "2025-02-25 Rain no sum of money in it".split()


def test_another_format_is_wrong_use(shell: Shell) -> None:
    assert shell("replay", "--format", "xml", write(shell.folder, row("a"))).exit_code == 2


@pytest.fixture
def hostile(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Give a shell whose environment and folder hold what a replay has to ignore."""
    (shell.folder / "config").mkdir()
    for name in ("watchlist.yaml", "orgs.yaml", "feeds.yaml"):
        (shell.folder / "config" / name).write_text("nonsense: [", encoding="utf-8")
    (shell.folder / ".env").write_text("AISPEND_NONSENSE=1\n", encoding="utf-8")
    hostile = {
        "SLACK_BOT_TOKEN": "wrong",
        "SLACK_API_URL": "wrong",
        "AISPEND_CONFIG": "/nowhere",
        "AISPEND_NONSENSE": "1",
        "DATABASE_URL": "wrong",
    }
    for name, value in hostile.items():
        monkeypatch.setenv(name, value)
    return Shell(shell.folder, {**shell.env, **hostile})


def test_neither_environment_nor_configuration_nor_folder_matter(hostile: Shell) -> None:
    write(hostile.folder, row("a"))
    before = sorted(hostile.folder.rglob("*"))

    (found,) = replayed(hostile, "news.jsonl")

    assert (found["alert"], found["figures"][0]["org"]) == (True, "Alibaba")
    assert sorted(hostile.folder.rglob("*")) == before


WATCHED = """
import sys
def watch(event, arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.bind", "sqlite3.connect"}:
        raise RuntimeError(event)
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        raise RuntimeError(f"writes {arguments[0]}")
sys.dont_write_bytecode = True
sys.addaudithook(watch)
from bot.cli import main
main()
"""


@pytest.mark.parametrize(
    "words",
    [["replay", "news.jsonl"], ["replay", "--format", "table", "a.xml"], ["explain", "--title", "T", "$5 billion"]],
)
def test_it_touches_no_network_no_database_and_writes_no_file(hostile: Shell, words: Sequence[str]) -> None:
    write(hostile.folder, row("a"))
    (hostile.folder / "a.xml").write_bytes(rss({"a": ("Meta", "$65 billion")}))

    done = subprocess.run([sys.executable, "-c", WATCHED, *words], env=hostile.env, capture_output=True, text=True)

    assert (done.returncode, done.stderr) == (0, "")


def test_two_runs_say_the_same(shell: Shell) -> None:
    write(shell.folder, row("a"), row("b", "Meta", "$65 billion"), row("c", published=None))

    assert replayed(shell, "news.jsonl") == replayed(shell, "news.jsonl")


def test_a_table_says_what_an_entry_changes_in_what_was_told_before(shell: Shell) -> None:
    plan = row("a", title="Meta to spend $65 billion on AI data centers in 2025", text="")
    raised = row("b", title="Meta raises 2025 AI capital expenditure to $72 billion from $65 billion", text="")
    write(shell.folder, plan, raised)

    shown = shell("replay", "--format", "table", "news.jsonl")

    lines = shown.stdout.splitlines()
    assert [line.rstrip().endswith("known  posted already, now raised") for line in lines[:3]] == [False, False, True]
