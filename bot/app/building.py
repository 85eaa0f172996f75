"""Building: the parts that every command shares, made from settings and configuration and closed in the end.

The clock of the program is `now`; whoever works with a pipeline asks the pipeline's, so that a test can move it.
"""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import structlog

from bot.core.facts import Fact, parse_csv
from bot.core.orgs import Directory
from bot.errors import ConfigError, Problem
from bot.feeds.reader import FeedReader
from bot.pipeline import Pipeline, Watch
from bot.ports import Store
from bot.rates import DailyRates
from bot.settings import Config
from bot.store import open_store

_log = structlog.get_logger(__name__)


def now() -> datetime:
    """Return the time, aware, UTC: the one clock of the program."""
    return datetime.now(UTC)


def today() -> date:
    """Return the day in UTC."""
    return now().date()


def watch_of(config: Config) -> Watch:
    """Return what is followed, as the pipeline takes it."""
    operator = config.operator
    return Watch(config.rules, Directory(config.orgs), config.defaults, frozenset(operator.admins), operator.channel)


def read_ledger(folder: Path) -> tuple[Fact, ...]:
    """Read the shipped history from `ledger.csv` of a folder.

    A file that is absent is a problem, not an empty history: taken for one it would empty the stored ledger.

    Raises:
        ConfigError: The file is missing or wrong; carries every problem.
    """
    file = folder / "ledger.csv"
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        wanted = "no such file; copy the one that comes with aispend, or keep its first line alone for no history"
        raise ConfigError((Problem(str(file), 0, 0, wanted),)) from error
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError((Problem(str(file), 0, 0, f"cannot be read: {error}"),)) from error
    return parse_csv(text, str(file))


def together(*reads: Callable[[], Any]) -> tuple[Any, ...]:
    """Read several things, and return what each returned.

    Raises:
        ConfigError: Some are wrong; carries the problems of all of them.
    """
    found: list[Any] = []
    problems: list[Problem] = []
    for read in reads:
        try:
            found.append(read())
        except ConfigError as error:
            problems += error.problems
    if problems:
        raise ConfigError(tuple(problems))
    return tuple(found)


async def sync_ledger(store: Store, facts: Sequence[Fact]) -> None:
    """Bring the stored ledger up to date with the shipped one, and log what that changed. Raises StoreError."""
    added, changed, removed = await store.sync_ledger(facts)
    _log.info("ledger.synced", added=added, changed=changed, removed=removed)


async def abandon_unfollowed(pipeline: Pipeline) -> None:
    """Give up the waiting alerts of channels that nobody follows any longer, and log how many. Raises StoreError."""
    abandoned = await pipeline.abandon_unfollowed()
    if abandoned:
        _log.warning("alert.abandoned", alerts=abandoned, reason="their channels are no longer followed")


@asynccontextmanager
async def open_pipeline(
    database_url: str,
    config: Config,
    facts: Sequence[Fact],
    since: timedelta | None = None,
    reader: type[FeedReader] = FeedReader,
) -> AsyncIterator[Pipeline]:
    """Open store and feed reader, bring feeds and ledger up to date, and close them in the end.

    Args:
        database_url: Where everything is stored.
        config: What is followed.
        facts: The shipped history.
        since: Age up to which a feed's first poll may alert.
        reader: What fetches and parses.

    Raises:
        StoreError: The database cannot be used.
    """
    store = await open_store(database_url)
    try:
        await store.sync_feeds(config.feeds, now())
        await sync_ledger(store, facts)
        async with reader(config.contact, config.allow_private, now) as feeds:
            yield Pipeline(store, feeds, DailyRates(), watch_of(config), now, since)
    finally:
        await store.close()
