from pathlib import Path

import pytest

from tests.cli.conftest import Shell, text, title


def test_a_text_is_explained_sum_by_sum(shell: Shell) -> None:
    shown = shell("explain", "--published", "2025-02-25", f"{text()} Its market value is $300 billion.")

    assert shown.exit_code == 0
    assert "$53B" in shown.stdout
    assert "“$53 billion”" in shown.stdout
    for word in ("Alibaba", "Investment pledge", "3 years", "Announced", "Market value", "Summary, as an alert would"):
        assert word in shown.stdout
    assert "* what the entry is news for" in shown.stdout
    assert "\nalert: a new commitment of money to AI\n" in shown.stdout


def test_the_first_line_of_a_file_is_its_title(shell: Shell) -> None:
    (shell.folder / "news.txt").write_text(f"{title()}\n\nIt is for AI data centers.\n", encoding="utf-8")

    shown = shell("explain", "--published", "2025-02-25", "news.txt")

    assert shown.stdout.startswith(f"{title()}\n\nIt is for")
    assert "\nalert: a new commitment of money to AI\n" in shown.stdout


def test_standard_input_is_read_like_a_file(shell: Shell) -> None:
    shown = shell("explain", "-", stdin=f"{title()}\n{text()}\n")

    assert shown.stdout.startswith(title())
    assert "$53B" in shown.stdout


def test_a_title_may_be_given_apart(shell: Shell) -> None:
    (shell.folder / "news.txt").write_text(text(), encoding="utf-8")

    shown = shell("explain", "--title", title(), "news.txt")

    assert shown.stdout.startswith(f"{title()}\n\n{text()[:20]}")


def test_what_does_not_alert_says_why(shell: Shell) -> None:
    small = shell("explain", text(sum_="$200 million"))
    none = shell("explain", "It rained all day.")

    assert "no alert: too small a sum ($200M is below $1B)" in small.stdout
    assert "no alert: no sum of money in it" in none.stdout
    assert "for what" not in none.stdout


@pytest.mark.parametrize("day", ["yesterday", "25.02.2025", "2025-02-31"])
def test_a_day_that_is_none_is_wrong_use(shell: Shell, day: str) -> None:
    shown = shell("explain", "--published", day, text())

    assert shown.exit_code == 2
    assert f"'{day}': expected a day like 2025-02-25" in shown.stderr


def test_a_moment_with_its_time_zone_is_a_day_too(shell: Shell) -> None:
    assert shell("explain", "--published", "2025-02-25T23:30:00-05:00", text()).exit_code == 0


def test_a_file_that_is_not_utf_8_is_refused(shell: Shell) -> None:
    (shell.folder / "news.txt").write_bytes(b"Alibaba \xe9")

    shown = shell("explain", "news.txt")

    assert (shown.exit_code, shown.stderr) == (2, "news.txt: is not UTF-8\n")


@pytest.mark.parametrize("source", ["x" * 5000, "$5 billion\0", "Alibaba", "$1.5B", "Is it and/or not."])
def test_whatever_names_no_file_is_a_text(shell: Shell, source: str) -> None:
    assert shell("explain", source).exit_code == 0


@pytest.mark.parametrize("source", ["article.txt", "news/alibaba", "/nowhere/a.md"])
def test_a_file_that_is_not_there_is_wrong_use(shell: Shell, source: str) -> None:
    shown = shell("explain", source)

    assert (shown.exit_code, shown.stdout, shown.stderr) == (2, "", f"aispend: {source}: no such file\n")


def test_a_folder_and_an_empty_text_are_wrong_use(shell: Shell) -> None:
    Path("config").mkdir()
    Path("empty.txt").write_text(" \n", encoding="utf-8")

    assert shell("explain", "config").stderr == "aispend: config: is a folder\n"
    assert shell("explain", "empty.txt").stderr == "aispend: empty.txt: is empty\n"
    assert shell("explain", "").stderr == "aispend: the text: is empty\n"
    assert shell("explain", "-", stdin="").stderr == "aispend: standard input: is empty\n"
    assert shell("explain", "config").exit_code == shell("explain", " ").exit_code == 2


def test_what_a_text_was_not_read_as_is_told_too(shell: Shell) -> None:
    shown = shell(
        "explain",
        "Meta, valued at $1 trillion, will invest $5 billion in AI. "
        "Its model has 1.3 trillion parameters and 300 million users.",
    )

    assert "$5 billion: not a market value by “valued at”" in shown.stdout
    assert "No sums: 1.3 trillion parameters, 300 million users" in shown.stdout


def test_a_text_with_one_meaning_says_nothing_of_others(shell: Shell) -> None:
    shown = shell("explain", "Meta spends $5 billion.")

    assert "not " not in shown.stdout.replace("not about AI", "")
    assert "No sums" not in shown.stdout
