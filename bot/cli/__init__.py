"""The command line: one function a command, each a few lines around what another room does.

Exit codes are a contract: 0 done, 1 the work failed, 2 wrong use or wrong configuration, with all problems listed.
"""

import asyncio
import json
import os
from collections.abc import Callable, Sized
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer
from rich.console import Console

from bot import app as program
from bot import log
from bot.cli import demonstration, entries, ledger, manifest, replaying, show
from bot.cli.starting import age, reported, start
from bot.core.entry import Entry
from bot.core.orgs import Directory
from bot.core.page import lay_out
from bot.ports import Poster, Store
from bot.settings import (
    Settings,
    load_config,
    load_orgs,
    load_rules,
    placeholders,
    posting,
)

app = typer.Typer(
    help="Slack alerts for organisations that commit large money to AI.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Format(StrEnum):
    """How `replay` prints."""

    JSONL = "jsonl"
    TABLE = "table"


def _day(text: str) -> datetime:
    """Read a day like `2025-02-25`."""
    try:
        return entries.moment(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


Since = Annotated[
    timedelta | None,
    typer.Option(parser=age, metavar="AGE", help="Let a feed's first poll alert on entries up to this old: 12h, 7d."),
]


_CONSOLE = (
    "Print alerts instead of posting them. Everything that waits in the database counts as delivered then, and is "
    "never posted: to try things out give it a DATABASE_URL of its own."
)


@app.command()
def run(since: Since = None) -> None:
    """Watch feeds, post alerts and answer `/aispend`, until stopped.

    Example: aispend run --since 7d
    """
    with reported():
        asyncio.run(program.run(start(Path(".env")), since))


@app.command()
def demo(
    check: Annotated[bool, typer.Option("--check", help="Headless: print the transcript, exit 0 or 1.")] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of the page; 0 takes any free one.")] = 8765,
) -> None:
    """Watch alerts arrive in a Slack on this machine; nothing else is touched.

    Example: aispend demo --check
    """
    log.set_up("console", "warning")
    with reported():
        done = asyncio.run(demonstration.check() if check else demonstration.show(port))
    raise typer.Exit(0 if done else 1)


@app.command()
def check() -> None:
    """List every problem of the configuration as file:line:column.

    Example: AISPEND_CONFIG=/etc/aispend aispend check
    """
    # Read here too, or a wrong variable elsewhere would hide what is wrong in the files.
    folder = Path(os.environ.get("AISPEND_CONFIG") or "config")
    with reported():
        _, config, facts = program.together(
            lambda: start(level="error"), lambda: load_config(folder), lambda: program.read_ledger(folder)
        )
    for problem in placeholders(config, folder):
        typer.echo(str(problem), err=True)
    typer.echo(
        f"{folder} is right: {_count(config.rules, 'channel')}, {_count(config.feeds, 'feed')}, "
        f"{_count(config.orgs, 'organisation')}, {_count(facts, 'fact')} in the ledger."
    )


def _count(things: Sized, name: str) -> str:
    """Return how many there are of something: `1 feed`, `39 feeds`."""
    return f"{len(things)} {name}{'' if len(things) == 1 else 's'}"


@app.command()
def replay(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="Entries (.jsonl) or feeds (.xml .rss .atom .json).")
    ],
    output: Annotated[Format, typer.Option("--format", help="One JSON object an entry, or a table.")] = Format.JSONL,
    watchlist: Annotated[Path | None, typer.Option(help="A watch list to try; without: any payer, from $1B.")] = None,
) -> None:
    """Show what would have been posted for given entries; in memory, without Slack, database, network or clock.

    A .jsonl file holds one entry a line, with any of these keys; without id, the url or else the title stands for it:

    {"id": "1", "url": "https://example.org/a", "outlet": "Wire", "title": "Alibaba to put $53 billion into AI", "text":
    "It said so on Monday.", "published": "2025-02-25", "language": "en"}

    Example: aispend replay --format table --watchlist config/watchlist.yaml feed.xml
    """
    with reported():
        folder = entries.orgs_folder(watchlist)
        orgs = load_orgs(folder)
        rules = load_rules(watchlist, folder) if watchlist else None
        given = entries.read_files(files)
        replayed = replaying.replay(given, orgs, rules)
        if output is Format.JSONL:
            for one in replayed:
                typer.echo(json.dumps(replaying.as_json(one), ensure_ascii=False).encode())
        else:
            Console().print(show.replayed(tuple(replayed)))


@app.command()
def explain(
    source: Annotated[
        str,
        typer.Argument(
            metavar="TEXT|FILE|-", help="A text, a file (its first line is the title), or - for standard input."
        ),
    ],
    published: Annotated[
        datetime | None, typer.Option(parser=_day, metavar="DAY", help="Day of publication, 2025-02-25.")
    ] = None,
    title: Annotated[str | None, typer.Option(help="The title, where it is not the file's first line.")] = None,
) -> None:
    """Show every sum of a text, what it was taken for and why, and what was decided.

    Example: aispend explain --published 2025-02-25 'Alibaba to invest $53 billion in AI over three years'
    """
    with reported():
        orgs = load_orgs(entries.shipped_config())
        entry = _entry(source, published, title)
        console = Console(highlight=False)
        for part in show.explained(replaying.read_one(entry, orgs), lay_out(entry, Directory(orgs))):
            console.print(part)


def _entry(source: str, published: datetime | None, title: str | None) -> Entry:
    """Return the entry to explain; what cannot be meant ends as wrong use."""
    try:
        return entries.one(source, published, title)
    except entries.UsageError as error:
        typer.echo(f"aispend: {error}", err=True)
        raise typer.Exit(2) from error


@app.command()
def poll(
    once: Annotated[bool, typer.Option("--once", help="One cycle over all feeds that are due; for cron.")] = False,
    since: Since = None,
    console: Annotated[bool, typer.Option("--console", help=_CONSOLE)] = False,
) -> None:
    """Poll all due feeds once, post what waits, and print a summary as JSON.

    Example: aispend poll --once --since 7d --console
    """
    if not once:
        typer.echo("aispend poll: say --once; for a bot that goes on polling use `aispend run`", err=True)
        raise typer.Exit(2)
    with reported():
        settings = start(level="warning")
        good = asyncio.run(_poll(settings, since, console=console))
    raise typer.Exit(0 if good else 1)


async def _poll(settings: Settings, since: timedelta | None, *, console: bool) -> bool:
    """Poll once; return whether at least one feed, or none at all, went well."""
    started, folder = perf_counter(), settings.config_folder
    poster: Callable[[Store], Poster]
    poster, config, facts = program.together(
        lambda: _to_console if console else _to_slack(settings),
        lambda: load_config(folder),
        lambda: program.read_ledger(folder),
    )
    async with program.open_pipeline(settings.database_url, config, facts, since) as pipeline:
        if console:
            pipeline.pace = timedelta(0)
        await program.abandon_unfollowed(pipeline)
        cycle = await program.poll_due(pipeline, settings.polls_at_once)
        await program.digest_due(pipeline)
        await program.deliver_waiting(pipeline, poster(pipeline.store))
    failed = {poll.feed: poll.error for poll in cycle.polls if poll.error is not None}
    failed |= dict.fromkeys(cycle.broken, "broke; the log says how")
    summary = {
        "feeds": len(cycle.polls) + len(cycle.broken),
        "added": sum(judged.revises is None for poll in cycle.polls for judged in poll.judged),
        "errors": len(failed),
        "alerts": sum(len(judged.alerts) for poll in cycle.polls for judged in poll.judged),
        "seconds": round(perf_counter() - started, 2),
    }
    typer.echo(json.dumps(summary))
    for feed, error in failed.items():
        typer.echo(f"aispend: {feed}: {error}", err=True)
    return not cycle.all_failed


def _to_slack(settings: Settings) -> Callable[[Store], Poster]:
    """Return what makes the way to Slack. Raises ConfigError where a token is missing."""
    access = posting(settings)
    return lambda store: program.poster_of(access, store)


def _to_console(_: Store) -> Poster:
    """Return the way to the terminal."""
    return show.ConsolePoster()


ledger.add_to(app)
app.command()(manifest.manifest)


@app.command()
def sandbox(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes any free one.")] = 8765,
) -> None:
    """Start a Slack on this machine for any bot, and print how to reach it as one line of JSON.

    The line holds `api`, `bot_token`, `app_token`, `signing_secret`, `channel` (one the bot is in) and `page`, which
    shows what people see. Nothing outside this machine is reached, and all is forgotten when it stops.

    A bolt app over Socket Mode: AsyncApp(client=AsyncWebClient(bot_token, base_url=api)), then
    AsyncSocketModeHandler(app, app_token).

    A bolt app over HTTP: AsyncApp(client=AsyncWebClient(bot_token, base_url=api), signing_secret=signing_secret), then
    tell the sandbox where it listens: POST {"request_url": "http://127.0.0.1:3000/slack/events"} as JSON to
    /sandbox/app of the page.

    Your own slash commands, scopes and events go to /sandbox/app too: {"commands": [{"name": "/weather"}], "scopes":
    ["chat:write"], "events": ["app_mention"]}; GET it for the rest, with client_id and secret for OAuth.

    Example: aispend sandbox --port 8765
    """
    log.set_up("console", "warning")
    with reported():
        asyncio.run(demonstration.serve(port))


def main() -> None:
    """Run the command line."""
    app(prog_name="aispend")
