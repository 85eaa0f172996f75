"""The app's manifest for a mode and features, printed to be pasted at api.slack.com/apps."""

import json
from enum import StrEnum
from typing import Annotated
from urllib.parse import urlsplit

import typer
import yaml

from bot.cli.starting import reported
from bot.slack.manifest import ALWAYS, DEFAULT, Feature, features
from bot.slack.manifest import manifest as made


class Mode(StrEnum):
    """How Slack's requests come in."""

    SOCKET = "socket"
    HTTP = "http"


class Written(StrEnum):
    """How it is printed."""

    YAML = "yaml"
    JSON = "json"


def _listed(chosen: frozenset[Feature]) -> str:
    return ", ".join(feature for feature in Feature if feature in chosen)


def address(text: str) -> str:
    """Read the bot's public address; Slack takes https alone.

    >>> address("https://bot.example.org/ai/")
    'https://bot.example.org/ai'
    """
    try:
        parts = urlsplit(text)
        right = parts.scheme == "https" and parts.hostname and parts.port != 0 and not (parts.query or parts.fragment)
    except ValueError:
        right = False
    if not right or any(sign.isspace() for sign in text):
        raise typer.BadParameter(f"{text!r}: expected an address like https://bot.example.org")
    return text.rstrip("/")


def manifest(
    mode: Annotated[Mode, typer.Option(help="How Slack's requests come in, as in AISPEND_MODE.")] = Mode.SOCKET,
    url: Annotated[
        str | None, typer.Option(parser=address, metavar="URL", help="The bot's public address, for --mode http.")
    ] = None,
    chosen: Annotated[
        str | None,
        typer.Option(
            "--features",
            metavar="NAMES",
            envvar="AISPEND_FEATURES",
            help=f"Of {_listed(DEFAULT - ALWAYS)} and {Feature.PUBLIC}, which to ask for, with commas between.",
            show_default=f"all but {Feature.PUBLIC}",
        ),
    ] = None,
    output: Annotated[Written, typer.Option("--format", help="YAML, or JSON.")] = Written.YAML,
) -> None:
    """Print the app's manifest, to paste at api.slack.com/apps, with only what the chosen features need.

    Whoever installs the app may refuse every scope but `chat:write` and `commands`; the README says what is off then.

    Example: aispend manifest --mode http --url https://bot.example.org --features home,recheck
    """
    if (mode is Mode.HTTP) != (url is not None):
        typer.echo("aispend manifest: --mode http and --url https://… belong together", err=True)
        raise typer.Exit(2)
    with reported():
        typer.echo(text(made(features(chosen, "--features"), url), output), nl=False)


def text(content: dict[str, object], output: Written = Written.YAML) -> str:
    """Return a manifest as it is printed, with a line's end."""
    if output is Written.JSON:
        return json.dumps(content, indent=2) + "\n"
    return yaml.safe_dump(content, sort_keys=False, width=100, allow_unicode=True)
