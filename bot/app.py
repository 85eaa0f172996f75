"""Builds every part from settings and configuration, starts and stops them in order; owns the clock and the signals.

Only here are the edges brought together. What is opened first is closed last, and what is in hand is finished.
"""

import asyncio
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import structlog
from watchfiles import awatch

from bot.core.alerts import Alert
from bot.core.facts import Fact, parse_csv
from bot.core.ledger import Answer, Unknown
from bot.core.orgs import Directory
from bot.errors import ConfigError, Problem
from bot.feeds.reader import FeedReader
from bot.pipeline import Pipeline, Watch
from bot.ports import Poll, Poster
from bot.rates import DailyRates
from bot.schedule import Schedule, polling
from bot.settings import Config, Settings, load_config, tokens
from bot.slack.listen import Listener
from bot.slack.post import SlackPoster
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
    return Watch(config.rules, Directory(config.orgs))


def read_ledger(folder: Path) -> tuple[Fact, ...]:
    """Read the shipped history from `ledger.csv` of a folder; none where there is no such file.

    Raises:
        ConfigError: The file is wrong; carries every problem.
    """
    file = folder / "ledger.csv"
    if not file.exists():
        return ()
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError((Problem(str(file), 0, 0, f"cannot be read: {error}"),)) from error
    return parse_csv(text, str(file))


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
        added, changed, removed = await store.sync_ledger(facts)
        _log.info("ledger.synced", added=added, changed=changed, removed=removed)
        async with reader(config.contact, config.allow_private, now) as feeds:
            yield Pipeline(store, feeds, DailyRates(), watch_of(config), now, since)
    finally:
        await store.close()


@dataclass(frozen=True, slots=True)
class Desk:
    """What `/aispend` and the buttons are answered from."""

    pipeline: Pipeline

    @property
    def companies(self) -> tuple[str, ...]:
        """Return the companies some channel follows, for the examples of the help."""
        return tuple(dict.fromkeys(name for rules in self.pipeline.watch.rules for name in rules.companies))

    async def lookup(self, name: str) -> Answer | Unknown:
        """Return the record of a company, or near names."""
        return await self.pipeline.lookup(name)

    async def why(self, alert_id: str) -> Alert | None:
        """Return a stored alert; None where there is none of that id."""
        return await self.pipeline.store.alert(alert_id)


async def poll_due(pipeline: Pipeline, at_once: int) -> tuple[Poll, ...]:
    """Poll every feed that is due once, and return what came of those that nobody else holds.

    Args:
        pipeline: The work.
        at_once: How many feeds are fetched at the same time.
    """
    polls: list[Poll] = []

    async def due() -> tuple[str, ...]:
        return await pipeline.store.due(now())

    async def poll(name: str) -> None:
        done = await pipeline.poll(name)
        if done is not None:
            polls.append(done)

    await polling(due, poll, at_once)()
    return tuple(polls)


def schedule_of(
    pipeline: Pipeline, poster: Poster, polls_at_once: int, tick: timedelta = timedelta(seconds=5)
) -> Schedule:
    """Return the schedule that polls what is due and posts what waits.

    Args:
        pipeline: The work.
        poster: The way to Slack.
        polls_at_once: How many feeds are fetched at the same time.
        tick: How late a poll may be.
    """

    async def due() -> tuple[str, ...]:
        return await pipeline.store.due(now())

    async def deliver() -> bool:
        return await pipeline.deliver(poster)

    return Schedule(polling(due, pipeline.poll, polls_at_once), deliver, tick)


async def serve(
    pipeline: Pipeline,
    listener: Listener,
    schedule: Schedule,
    until: asyncio.Event,
    also: Callable[[], Awaitable[object]] | None = None,
) -> None:
    """Run until an event, then stop in order: no new work, finish what is in hand, hang up.

    Args:
        pipeline: For the line in the log.
        listener: Slack's side.
        schedule: The clockwork.
        until: Set when it is time to stop.
        also: Something to run beside it, cancelled at the end; None for nothing.

    Raises:
        SlackError: Slack refuses a token.
    """
    beside = asyncio.ensure_future(also()) if also is not None else None
    await listener.start()
    try:
        schedule.start()
        _log.info("app.started", channels=len(pipeline.watch.rules), connected=listener.connected)
        await until.wait()
    finally:
        if beside is not None:
            beside.cancel()
            with suppress(asyncio.CancelledError):
                await beside
        await schedule.stop()
        await listener.stop()
        _log.info("app.stopped", pending=await pipeline.store.pending())


async def run(settings: Settings, since: timedelta | None = None) -> None:
    """Run the bot against a workspace until SIGINT or SIGTERM.

    Args:
        settings: The environment.
        since: Age up to which a feed's first poll may alert.

    Raises:
        ConfigError: Tokens or configuration are wrong.
        SlackError: Slack refuses a token.
        StoreError: The database cannot be used.
    """
    access = tokens(settings)
    config = load_config(settings.config_folder)
    facts = read_ledger(settings.config_folder)
    _log.info("config.loaded", channels=len(config.rules), feeds=len(config.feeds), orgs=len(config.orgs))
    stop = stop_event()
    async with open_pipeline(settings.database_url, config, facts, since) as pipeline:
        listener = Listener(
            access.bot.get_secret_value(),
            access.app.get_secret_value(),
            Desk(pipeline),
            today,
            base_url=access.api_url,
        )
        poster = SlackPoster(access.bot.get_secret_value(), base_url=access.api_url)
        schedule = schedule_of(pipeline, poster, settings.polls_at_once)

        async def reload() -> None:
            await follow_config(settings.config_folder, pipeline)

        await serve(pipeline, listener, schedule, stop, reload)


def stop_event() -> asyncio.Event:
    """Return an event that SIGINT and SIGTERM set; a second signal ends the process at once."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()

    def asked(number: signal.Signals) -> None:
        stop.set()
        loop.remove_signal_handler(number)

    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, asked, number)
    return stop


async def follow_config(folder: Path, pipeline: Pipeline) -> None:
    """Take over each change of the configuration that is right; keep the last good one otherwise.

    Args:
        folder: The folder that is watched.
        pipeline: What works by it.
    """
    async for _ in awatch(folder, recursive=False):
        try:
            config = load_config(folder)
            facts = read_ledger(folder)
        except ConfigError as error:
            _log.error("config.refused", problems=str(error))
            continue
        await pipeline.store.sync_feeds(config.feeds, now())
        await pipeline.store.sync_ledger(facts)
        pipeline.watch = watch_of(config)
        _log.info("config.loaded", channels=len(config.rules), feeds=len(config.feeds), orgs=len(config.orgs))
