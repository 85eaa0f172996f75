import pytest
import typer
from typer.core import TyperGroup

from bot.cli import app
from tests.cli.conftest import Shell

group = typer.main.get_command(app)
assert isinstance(group, TyperGroup)
COMMANDS = sorted(group.commands)


def test_without_a_command_all_of_them_are_listed(shell: Shell) -> None:
    shown = shell()

    assert {"check", "demo", "explain", "lookup", "poll", "replay", "run"} <= set(COMMANDS)
    assert all(name in shown.output for name in COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("option", ["--help", "-h"])
def test_the_help_of_every_command_shows_an_example(shell: Shell, name: str, option: str) -> None:
    shown = shell(name, option)

    assert shown.exit_code == 0
    assert "Example:" in shown.stdout
    assert f"aispend {name}" in shown.stdout


@pytest.mark.parametrize(
    "words",
    [
        ["nonsense"],
        ["replay"],
        ["explain"],
        ["lookup"],
        ["demo", "--port", "many"],
        ["demo", "--port", "-1"],
        ["sandbox", "--port", "99999"],
    ],
)
def test_wrong_use_ends_with_two(shell: Shell, words: list[str]) -> None:
    shown = shell(*words)

    assert shown.exit_code == 2
    assert shown.stdout == "" or "Usage" in shown.output


@pytest.mark.parametrize("words", [["run", "--since", "soon"], ["poll", "--once", "--since", "7 weeks"]])
def test_an_age_that_is_none_is_wrong_use(shell: Shell, words: list[str]) -> None:
    shown = shell(*words)

    assert shown.exit_code == 2
    assert "is no duration; expected one like 10m, 2h or 1d" in shown.stderr
