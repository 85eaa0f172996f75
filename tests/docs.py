"""What is written from the source: the commands' help, what is typed in Slack, the tables of settings and features,
and the app's manifest.

`make docs` writes them, `make check` and a test compare. Each part of README.md stands between `<!-- begin NAME -->`
and `<!-- end NAME -->`; whatever is written there by hand is lost.
"""

import re
import sys
from collections.abc import Mapping
from pathlib import Path

import typer
from typer.cli import get_docs_for_click
from typer.core import TyperGroup

from bot.cli import app
from bot.cli.manifest import text as written_manifest
from bot.settings import Settings
from bot.slack.commands import VERBS
from bot.slack.manifest import DEFAULT, NEEDS, manifest

README = Path(__file__).parent.parent / "README.md"
MANIFEST = README.parent / "docs" / "manifest.yaml"
"""What people paste before they have the command that prints it."""


def commands() -> str:
    """Return the help of every command as Markdown."""
    group = typer.main.get_command(app)
    helps = (
        {name: command.help or "" for name, command in group.commands.items()} if isinstance(group, TyperGroup) else {}
    )
    whole = get_docs_for_click(obj=group, ctx=typer.Context(group), indent=1, name="aispend")
    # Completion of the shell is typer's own matter, and the title stands in the README.
    lines = [line for line in whole.split("\n")[1:] if not re.match(r"\* `--(install|show)-completion", line)]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_uncut(line, helps).rstrip() for line in lines)).strip()


def _uncut(line: str, helps: Mapping[str, str]) -> str:
    """Return a line of the list of commands with its whole sentence, which typer cuts off; any other line as it is."""
    cut = re.fullmatch(r"\* `(.+)`: .*\.\.\.", line)
    if cut is None or cut[1] not in helps:
        return line
    sentence = helps[cut[1]].partition("\n\n")[0]
    return f"* `{cut[1]}`: {' '.join(sentence.split())}"


def settings() -> str:
    """Return a table of every variable of the environment."""
    rows = [
        f"| `{field.alias}` | {f'`{field.default}`' if field.default is not None else ''} | {field.description} |"
        for field in Settings.model_fields.values()
    ]
    return "\n".join(["| Variable | Default | What it is |", "|---|---|---|", *rows])


def verbs() -> str:
    """Return a table of what can be typed in Slack beside questions."""
    rows = [f"| `/aispend {' '.join(filter(None, (verb.name, _cell(verb.usage))))}` | {verb.says} |" for verb in VERBS]
    return "\n".join(["| Typed | What it does |", "|---|---|", *rows])


def features() -> str:
    """Return a table of what each feature asks Slack for, and what is off without it."""
    rows = [
        f"| `{feature}` | {_codes(needs.scopes)} | {_codes(needs.events)} | {needs.without} |"
        for feature, needs in NEEDS.items()
    ]
    return "\n".join(["| Feature | Scopes | Events | Without it |", "|---|---|---|---|", *rows])


def _codes(names: tuple[str, ...]) -> str:
    return " ".join(f"`{name}`" for name in names)


def example() -> str:
    """Return the manifest for Socket Mode with the usual features, as the file that is checked in."""
    said = "# Written by `make docs`; `aispend manifest` prints one for other features, or for HTTP.\n"
    return said + written_manifest(manifest(DEFAULT))


def _cell(text: str) -> str:
    """Return a text as it may stand in a cell of a table."""
    return text.replace("|", "\\|")


def written(text: str) -> str:
    """Return the README with its generated parts written anew.

    Raises:
        ValueError: The marks of a part are missing.
    """
    parts = {"commands": commands(), "verbs": verbs(), "settings": settings(), "features": features()}
    for name, part in parts.items():
        begin, end = f"<!-- begin {name} -->", f"<!-- end {name} -->"
        before, found, rest = text.partition(begin)
        _, also_found, after = rest.partition(end)
        if not (found and also_found):
            raise ValueError(f"README.md: expected the marks {begin} and {end}")
        text = f"{before}{begin}\n{part}\n{end}{after}"
    return text


def main(arguments: list[str]) -> int:
    """Write the files, or with `--check` only say which would change; return the exit code."""
    wanted = {README: written(README.read_text(encoding="utf-8")), MANIFEST: example()}
    stale = [path for path, text in wanted.items() if not path.exists() or path.read_text(encoding="utf-8") != text]
    for path in stale:
        if "--check" in arguments:
            print(f"{path.name} is not up to date with the source; run `make docs`, read the diff.", file=sys.stderr)
        else:
            path.write_text(wanted[path], encoding="utf-8")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
