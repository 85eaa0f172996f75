"""The commands on the ledger: ask it, mend it, give it away, read its entries again."""

import asyncio
import getpass
import sys
from datetime import timedelta
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from bot.app.exporting import As
from bot.app.exporting import export as write_export
from bot.cli import mending, show, writing
from bot.cli.rereading import Tally
from bot.cli.starting import age, opened, reported, start
from bot.core.corrections import What
from bot.settings import Settings


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    for command in (lookup, correct, corrections, undo, export, reread):
        app.command()(command)


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
    with reported():
        settings = start(level="warning")
        found = asyncio.run(_lookup(settings, " ".join(query), parts=parts, ids=ids))
        Console(highlight=False).print(found)


async def _lookup(settings: Settings, query: str, *, parts: bool, ids: bool) -> show.Shown:
    """Look a query up in the stored ledger."""
    async with opened(settings) as pipeline:
        return show.answered(await pipeline.lookup(query, with_parts=parts), parts=parts, ids=ids)


By = Annotated[str | None, typer.Option(metavar="NAME", help="Who says so.", show_default="your login name")]


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
    with reported():
        settings = start(level="warning")
        Console(highlight=False).print(
            asyncio.run(_correct(settings, fact, *meant[0], by=by, note=note)), soft_wrap=True
        )


async def _correct(settings: Settings, fact: str, what: What, value: str, *, by: str | None, note: str | None) -> Text:
    async with opened(settings) as pipeline:
        return mending.changed(await pipeline.correct(fact, what, value, by=by or _login(), note=note))


def corrections() -> None:
    """List what people corrected in the ledger, the newest first.

    Example: aispend corrections
    """
    with reported():
        settings = start(level="warning")
        Console(highlight=False).print(asyncio.run(_corrections(settings)))


async def _corrections(settings: Settings) -> Table | Text:
    async with opened(settings) as pipeline:
        return mending.listed(await pipeline.store.corrections())


def undo(
    correction: Annotated[int, typer.Argument(metavar="ID", help="Its number; `aispend corrections` shows it.")],
    by: By = None,
) -> None:
    """Take a correction back; the one before it, or what was read, holds again.

    Example: aispend undo 3
    """
    with reported():
        settings = start(level="warning")
        Console(highlight=False).print(asyncio.run(_undo(settings, correction, by)), soft_wrap=True)


async def _undo(settings: Settings, correction: int, by: str | None) -> Text:
    async with opened(settings) as pipeline:
        return mending.changed(await pipeline.undo(correction, by=by or _login()))


def _login() -> str:
    """Return the name the person is logged in by, empty where the system knows none."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""


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
    with reported():
        settings = start(level="warning")
        asyncio.run(_export(settings, " ".join(query or ()), how, output))


async def _export(settings: Settings, name: str, how: As, output: Path | None) -> None:
    async with opened(settings) as pipeline:
        org = await pipeline.company(name) if name.strip() else None
        with writing.opened(output) as out:
            count = await write_export(pipeline.store, org, out, how)
    if output is not None:
        typer.echo(f"{output}: {count:,} figures", err=True)


def reread(
    since: Annotated[
        timedelta | None,
        typer.Option(parser=age, metavar="AGE", help="Only entries stored within this time: 30d. Without: all."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Store what is read now; without, it is only shown.")] = False,
) -> None:
    """Read stored entries again with this version's reader, and show what that changes; posts nothing, ever.

    With --yes, sums, verdict and summary of an entry are replaced, and the ledger follows. Corrections still win.

    Example: aispend reread --since 30d
    """
    with reported():
        settings = start(level="warning")
        tally = asyncio.run(_reread(settings, since, apply=yes))
        if tally.rows:
            Console(highlight=False).print(tally.table())
        typer.echo(tally.counted(applied=yes))


async def _reread(settings: Settings, since: timedelta | None, *, apply: bool) -> Tally:
    tally, screen = Tally(), Console(stderr=True)
    async with opened(settings) as pipeline:
        total = await pipeline.store.count_told(None if since is None else pipeline.clock() - since)
        with Progress(console=screen, transient=True, disable=not screen.is_terminal) as progress:
            bar = progress.add_task("Reading", total=total)
            async for page in pipeline.reread(since, apply=apply):
                tally.add(page)
                progress.advance(bar, page.entries)
    return tally
