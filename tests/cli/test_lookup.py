import re

import pytest

from tests.cli.conftest import SHIPPED, Shell, configure


@pytest.fixture
def shipped(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Give a shell on the shipped configuration."""
    monkeypatch.setenv("AISPEND_CONFIG", str(SHIPPED))
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{shell.folder}/data/aispend.db")
    return shell


def test_a_company_is_answered_with_totals_and_its_newest_figures(shipped: Shell) -> None:
    shown = shipped("lookup", "alibaba")

    lines = shown.stdout.splitlines()
    assert shown.exit_code == 0, shown.stderr
    assert lines[:3] == ["Alibaba: AI spending on record", "", "Alibaba commits"]
    assert any(line.split() == ["Investment", "pledge", "$53B", "·", "1", "figure"] for line in lines)
    assert any(line.startswith("Rounds and programmes it led") for line in lines)
    assert any(line.startswith("Feb 2026") and "reported since: up to CN¥480B" in " ".join(lines) for line in lines)
    assert any("Round led, reported" in line for line in lines)


def test_each_total_is_shown_with_what_it_is_made_of(shipped: Shell) -> None:
    shown = shipped("lookup", "alibaba", "--parts")

    words = " ".join(shown.stdout.split())
    assert shown.exit_code == 0, shown.stderr
    assert "+ at least CN¥380B ($53B) over 3 years, 24 Sep 2025" in words
    assert "replaced by at least CN¥380B ($53B) of 24 Sep 2025" in words


def test_a_name_of_several_words_needs_no_quotes(shipped: Shell) -> None:
    apart, together = shipped("lookup", "scale", "ai"), shipped("lookup", "scale ai")

    assert apart.stdout == together.stdout
    assert "Others commit to Scale AI" in apart.stdout


def test_an_unknown_name_gets_names_like_it(shipped: Shell) -> None:
    near, far = shipped("lookup", "alibba"), shipped("lookup", "qqqqxz")

    assert (near.exit_code, far.exit_code) == (0, 0)
    assert "No company called “alibba” is on record. Did you mean Alibaba" in near.stdout
    assert far.stdout.strip() == "No company called “qqqqxz” is on record."


def test_companies_are_compared_side_by_side_with_what_was_understood(shipped: Shell) -> None:
    shown = shipped("lookup", "micrsoft", "vs", "meta", "2025", "capex")

    lines = shown.stdout.splitlines()
    assert lines[0] == "Microsoft and Meta: AI spending on record, compared"
    assert lines[2] == "understood: Microsoft, Meta; 2025; capital expenditure (“micrsoft” read as Microsoft)"
    assert lines[4].split() == ["What", "Year", "Microsoft", "Meta"]
    assert lines[5].startswith("Capital expenditure  2025")


def test_figures_are_listed_in_columns_and_the_next_page_is_a_command_that_works(shipped: Shell) -> None:
    shown = shipped("lookup", "pledges", "2025", "us")

    lines = [line.rstrip() for line in shown.stdout.splitlines()]
    assert lines[4].split() == ["#", "Who", "Figure", "Kind", "Period", "For", "what", "Date", "Source"]
    assert [line.split()[0] for line in lines if re.match(r"\s?\d+  ", line)] == [str(n) for n in range(1, 11)]
    (command,) = [line.split("`")[1] for line in lines if line.startswith("page 1 of ")]
    following = shipped(*command.removeprefix("aispend ").split())
    assert "page 2 of" in following.stdout
    assert any(line.startswith("11  ") for line in following.stdout.splitlines())


def test_a_followed_company_without_a_figure_says_so(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    configure(shell.folder, {"Wire": "https://wire.example/feed"})
    monkeypatch.setenv("DATABASE_URL", "sqlite://")

    shown = shell("lookup", "alibaba")

    assert (shown.exit_code, shown.stdout) == (
        0,
        "Nothing is on record for Alibaba yet. It will be as soon as the news has it.\n",
    )


def test_a_wrong_configuration_is_listed(shell: Shell) -> None:
    shown = shell("lookup", "alibaba")

    assert (shown.exit_code, shown.stdout) == (2, "")
    assert "config/orgs.yaml" in shown.stderr
