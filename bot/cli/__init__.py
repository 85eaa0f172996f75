"""The command line: one function a command, each a few lines around what another room does.

Exit codes are a contract: 0 done, 1 the work failed, 2 wrong use or wrong configuration, with all problems listed.
"""

import asyncio
import getpass
import json
import os
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from time import perf_counter
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from bot import app as program
from bot import log
from bot.cli import demonstration, entries, exporting, mending, replaying, show
from bot.cli.exporting import As
from bot.cli.rereading import Tally
from bot.core.corrections import What
from bot.core.entry import Entry
from bot.core.orgs import Directory
from bot.core.page import lay_out
from bot.errors import AispendError, ConfigError, RequestError
from bot.pipeline import Pipeline
from bot.ports import Poster
from bot.settings import (
    Settings,
    load_config,
    load_orgs,
    load_rules,
    parse_duration,
    placeholders,
    posting,
    read_settings,
)
from bot.slack.post import SlackPoster

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


def _age(text: str) -> timedelta:
    """Read an age like `7d`."""
    try:
        return parse_duration(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


def _day(text: str) -> datetime:
    """Read a day like `2025-02-25`."""
    try:
        return entries.moment(text)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from error


Since = Annotated[
    timedelta | None,
    typer.Option(parser=_age, metavar="AGE", help="Let a feed's first poll alert on entries up to this old: 12h, 7d."),
]


_CONSOLE = (
    "Print alerts instead of posting them. Everything that waits in the database counts as delivered then, and is "
    "never posted: to try things out give it a DATABASE_URL of its own."
)


@contextmanager
def _reported() -> Iterator[None]:
    """Turn this program's errors into one clear message and an exit code."""
    try:
        yield
    except ConfigError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(2) from error
    except RequestError as error:
        typer.echo(f"aispend: {error}", err=True)
        raise typer.Exit(2) from error
    except AispendError as error:
        typer.echo(f"aispend: {error}", err=True)
        raise typer.Exit(1) from error
    except KeyboardInterrupt:
        raise typer.Exit(130) from None


def _start(dotenv: Path | None = None, *, level: str | None = None) -> Settings:
    """Read the environment and set the log up."""
    settings = read_settings(dotenv)
    held = (settings.slack_bot_token, settings.slack_app_token, settings.slack_signing_secret)
    log.set_up(settings.log, level or settings.log_level, secrets=[s.get_secret_value() for s in held if s])
    return settings


@app.command()
def run(since: Since = None) -> None:
    """Watch feeds, post alerts and answer `/aispend`, until stopped.

    Example: aispend run --since 7d
    """
    with _reported():
        asyncio.run(program.run(_start(Path(".env")), since))


@app.command()
def demo(
    check: Annotated[bool, typer.Option("--check", help="Headless: print the transcript, exit 0 or 1.")] = False,
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port of the page; 0 takes any free one.")] = 8765,
) -> None:
    """Watch alerts arrive in a Slack on this machine; nothing else is touched.

    Example: aispend demo --check
    """
    log.set_up("console", "warning")
    with _reported():
        done = asyncio.run(demonstration.check() if check else demonstration.show(port))
    raise typer.Exit(0 if done else 1)


@app.command()
def check() -> None:
    """List every problem of the configuration as file:line:column.

    Example: AISPEND_CONFIG=/etc/aispend aispend check
    """
    # Read here too, or a wrong variable elsewhere would hide what is wrong in the files.
    folder = Path(os.environ.get("AISPEND_CONFIG") or "config")
    with _reported():
        _, config, facts = program.together(
            lambda: _start(level="error"), lambda: load_config(folder), lambda: program.read_ledger(folder)
        )
    for problem in placeholders(config, folder):
        typer.echo(str(problem), err=True)
    typer.echo(
        f"{folder} is right: {len(config.rules)} channel(s), {len(config.feeds)} feeds, "
        f"{len(config.orgs)} organisations, {len(facts)} facts in the ledger."
    )


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
    with _reported():
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
    with _reported():
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
    with _reported():
        settings = _start(level="warning")
        good = asyncio.run(_poll(settings, since, console=console))
    raise typer.Exit(0 if good else 1)


async def _poll(settings: Settings, since: timedelta | None, *, console: bool) -> bool:
    """Poll once; return whether at least one feed, or none at all, went well."""
    started, folder = perf_counter(), settings.config_folder
    poster: Poster
    poster, config, facts = program.together(
        show.ConsolePoster if console else lambda: _poster(settings),
        lambda: load_config(folder),
        lambda: program.read_ledger(folder),
    )
    async with program.open_pipeline(settings.database_url, config, facts, since) as pipeline:
        if console:
            pipeline.pace = timedelta(0)
        await program.abandon_unfollowed(pipeline.store, config)
        cycle = await program.poll_due(pipeline, settings.polls_at_once)
        await program.deliver_waiting(pipeline, poster)
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


def _poster(settings: Settings) -> SlackPoster:
    """Return the way to Slack. Raises ConfigError where a token is missing."""
    access = posting(settings)
    return SlackPoster(access.bot.get_secret_value(), base_url=access.api_url)


@app.command()
def lookup(
    query: Annotated[list[str], typer.Argument(metavar="QUERY…", help="A company by any of its names, or a question.")],
    parts: Annotated[bool, typer.Option("--parts", help="Show what each total is made of, line by line.")] = False,
    ids: Annotated[bool, typer.Option("--ids", help="Show the id of each figure, for `aispend correct`.")] = False,
) -> None:
    """Answer what `/aispend QUERY` answers, in the terminal: a company, several compared, or a list of figures.

    Words come in any order: companies, `vs`, `top 10`, a year, a kind, a country, `since 2025-03`, `until`, `min 1bn`,
    `by size`, `by date`, `page 2`, and whatever a figure may mention.

    Example: aispend lookup microsoft vs meta 2025 capex
    """
    with _reported():
        settings = _start(level="warning")
        found = asyncio.run(_lookup(settings, " ".join(query), parts=parts, ids=ids))
        Console(highlight=False).print(found)


async def _lookup(settings: Settings, query: str, *, parts: bool, ids: bool) -> show.Shown:
    """Look a query up in the stored ledger."""
    async with _pipeline(settings) as pipeline:
        return show.answered(await pipeline.lookup(query, with_parts=parts), parts=parts, ids=ids)


@asynccontextmanager
async def _pipeline(settings: Settings) -> AsyncIterator[Pipeline]:
    """Open the pipeline on the stored ledger, after the shipped one was brought up to date."""
    folder = settings.config_folder
    config, facts = program.together(lambda: load_config(folder), lambda: program.read_ledger(folder))
    async with program.open_pipeline(settings.database_url, config, facts) as pipeline:
        yield pipeline


By = Annotated[str | None, typer.Option(metavar="NAME", help="Who says so.", show_default="your login name")]


@app.command()
def correct(
    fact: Annotated[str, typer.Argument(metavar="FACT", help="Id of a figure; `aispend lookup --ids` shows them.")],
    figure: Annotated[
        str | None, typer.Option(metavar="SUM", help="The right sum: '5.3bn USD', '$60-65 billion'.")
    ] = None,
    company: Annotated[str | None, typer.Option(metavar="NAME", help="Who really pays, by any name.")] = None,
    duplicate_of: Annotated[str | None, typer.Option(metavar="FACT", help="Id of the figure it tells again.")] = None,
    not_ai: Annotated[bool, typer.Option("--not-ai", help="It has nothing to do with AI.")] = False,
    note: Annotated[str | None, typer.Option(metavar="TEXT", help="Why, for whoever asks later.")] = None,
    by: By = None,
) -> None:
    """Say what is wrong with a figure of the ledger; it wins over what is read, and can be undone.

    Example: aispend correct alibaba-pledge-3y-2025-02-24 --figure '380bn CNY' --note 'Page 3 of the filing'
    """
    said = [
        (What.WRONG_FIGURE, figure),
        (What.WRONG_COMPANY, company),
        (What.DUPLICATE, duplicate_of),
        (What.NOT_AI, "" if not_ai else None),
    ]
    meant = [(what, value) for what, value in said if value is not None]
    if len(meant) != 1:
        typer.echo("aispend correct: say one of --figure, --company, --duplicate-of and --not-ai", err=True)
        raise typer.Exit(2)
    with _reported():
        settings = _start(level="warning")
        Console(highlight=False).print(
            asyncio.run(_correct(settings, fact, *meant[0], by=by, note=note)), soft_wrap=True
        )


async def _correct(settings: Settings, fact: str, what: What, value: str, *, by: str | None, note: str | None) -> Text:
    async with _pipeline(settings) as pipeline:
        return mending.changed(await pipeline.correct(fact, what, value, by=by or _login(), note=note))


@app.command()
def corrections() -> None:
    """List what people corrected in the ledger, the newest first.

    Example: aispend corrections
    """
    with _reported():
        settings = _start(level="warning")
        Console(highlight=False).print(asyncio.run(_corrections(settings)))


async def _corrections(settings: Settings) -> Table | Text:
    async with _pipeline(settings) as pipeline:
        return mending.listed(await pipeline.store.corrections())


@app.command()
def undo(
    correction: Annotated[int, typer.Argument(metavar="ID", help="Its number; `aispend corrections` shows it.")],
    by: By = None,
) -> None:
    """Take a correction back; the one before it, or what was read, holds again.

    Example: aispend undo 3
    """
    with _reported():
        settings = _start(level="warning")
        Console(highlight=False).print(asyncio.run(_undo(settings, correction, by)), soft_wrap=True)


async def _undo(settings: Settings, correction: int, by: str | None) -> Text:
    async with _pipeline(settings) as pipeline:
        return mending.changed(await pipeline.undo(correction, by=by or _login()))


def _login() -> str:
    """Return the name the person is logged in by, empty where the system knows none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


@app.command()
def export(
    query: Annotated[
        list[str] | None, typer.Argument(metavar="NAME…", help="A company; without: the whole ledger.")
    ] = None,
    how: Annotated[As, typer.Option("--format", help="CSV, an object a line, or a sheet for Excel.")] = As.CSV,
    output: Annotated[Path | None, typer.Option(metavar="FILE", help="Where to; without: standard output.")] = None,
) -> None:
    """Write every figure of the ledger, shipped and live, as corrected, with its source.

    Column `left_out` says why a sum is in no total, as far as the row itself tells.

    Example: aispend export alibaba --format xlsx --output alibaba.xlsx
    """
    if output is None and how is As.XLSX and sys.stdout.isatty():
        typer.echo("aispend export: a sheet is nothing for a terminal; say --output FILE, or pipe it", err=True)
        raise typer.Exit(2)
    with _reported():
        settings = _start(level="warning")
        asyncio.run(_export(settings, " ".join(query or ()), how, output))


async def _export(settings: Settings, name: str, how: As, output: Path | None) -> None:
    async with _pipeline(settings) as pipeline:
        org = await pipeline.company(name) if name.strip() else None
        with exporting.opened(output) as out:
            count = await exporting.export(pipeline.store, org, out, how)
    if output is not None:
        typer.echo(f"{output}: {count:,} figures", err=True)


@app.command()
def reread(
    since: Annotated[
        timedelta | None,
        typer.Option(parser=_age, metavar="AGE", help="Only entries stored within this time: 30d. Without: all."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Store what is read now; without, it is only shown.")] = False,
) -> None:
    """Read stored entries again with this version's reader, and show what that changes; posts nothing, ever.

    With --yes, sums, verdict and summary of an entry are replaced, and the ledger follows. Corrections still win.

    Example: aispend reread --since 30d
    """
    with _reported():
        settings = _start(level="warning")
        tally = asyncio.run(_reread(settings, since, apply=yes))
        if tally.rows:
            Console(highlight=False).print(tally.table())
        typer.echo(tally.counted(applied=yes))


async def _reread(settings: Settings, since: timedelta | None, *, apply: bool) -> Tally:
    tally, screen = Tally(), Console(stderr=True)
    async with _pipeline(settings) as pipeline:
        total = await pipeline.store.count_told(None if since is None else pipeline.clock() - since)
        with Progress(console=screen, transient=True, disable=not screen.is_terminal) as progress:
            bar = progress.add_task("Reading", total=total)
            async for page in pipeline.reread(since, apply=apply):
                tally.add(page)
                progress.advance(bar, page.entries)
    return tally


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
    with _reported():
        asyncio.run(demonstration.serve(port))


def main() -> None:
    """Run the command line."""
    app(prog_name="aispend")
