"""Running: the bot at work until it is told to stop, and the order in which it stops."""

import asyncio
import signal
from collections.abc import Awaitable, Callable
from datetime import timedelta

import structlog

from bot.app.building import abandon_unfollowed, open_pipeline, read_ledger, together
from bot.app.connecting import connect
from bot.app.following import follow_config
from bot.core.facts import Fact
from bot.pipeline import Pipeline, reconnected
from bot.ports import Poster
from bot.schedule import Schedule, digesting, polling
from bot.settings import Config, Hook, Offer, Settings, Tokens, access, load_config, placeholders
from bot.slack.line import Line
from bot.slack.manifest import Feature, features
from bot.web import Server

FINISH = timedelta(seconds=6)
"""How long work in hand may take when it is time to stop: Docker and systemd kill what takes ten seconds in all."""
FINISH_ANSWERS_S = 2

_log = structlog.get_logger(__name__)


def schedule_of(
    pipeline: Pipeline,
    poster: Poster,
    polls_at_once: int,
    tick: timedelta = timedelta(seconds=5),
    deliver_every: timedelta = timedelta(seconds=1),
    digest_every: timedelta = timedelta(minutes=1),
) -> Schedule:
    """Return the schedule that polls what is due, posts what waits, and makes digests.

    Args:
        pipeline: The work.
        poster: The way to Slack.
        polls_at_once: How many feeds are fetched at the same time.
        tick: How late a poll may be.
        deliver_every: How late a post may be that need not wait for another.
        digest_every: How late a digest may be.
    """

    async def due() -> tuple[str, ...]:
        return await pipeline.store.due(pipeline.clock())

    async def deliver() -> bool:
        # Waiting here for a channel that rests keeps a post a second; waiting for the next tick would halve that.
        return await pipeline.deliver(poster, patience=pipeline.pace)

    return Schedule(
        polling(due, pipeline.poll, polls_at_once),
        deliver,
        tick,
        deliver_every,
        digest_due=digesting(pipeline.following, pipeline.digest),
        digest_every=digest_every,
    )


async def serve(
    pipeline: Pipeline,
    line: Line,
    schedule: Schedule,
    until: asyncio.Event,
    also: Callable[[], Awaitable[object]] | None = None,
    rest: timedelta = timedelta(seconds=10),
    server: Server | None = None,
) -> None:
    """Run until an event, then stop in order: no new work, finish what is in hand, hang up.

    Args:
        pipeline: For the line in the log.
        line: Slack's side.
        schedule: The clockwork.
        until: Set when it is time to stop.
        also: Something to run beside it, cancelled at the end; None for nothing.
        rest: Until it is begun again where it broke.
        server: What is listened to, from before Slack is asked for anything; None for nothing.

    Raises:
        SlackError: Slack refuses a token.
        ServerError: The server cannot listen.
    """
    beside: asyncio.Task[None] | None = None
    try:
        if server is not None:
            await server.start()
        if await _listens(line, until):
            await reconnected(pipeline.subscribing)
            schedule.start()
            beside = asyncio.create_task(_beside(also, rest)) if also is not None else None
            _log.info("app.started", channels=len(pipeline.watch.rules), connected=line.connected)
            await until.wait()
    finally:
        if beside is not None:
            beside.cancel()
            await asyncio.wait((beside,))
        await schedule.stop(FINISH)
        if server is not None:
            await server.stop()
        await line.stop(FINISH_ANSWERS_S)
        _log.info("app.stopped", pending=await pipeline.store.pending())


async def _listens(line: Line, until: asyncio.Event) -> bool:
    """Start to listen; return False where it was time to stop before that was done. Raises SlackError."""
    starting, asked = asyncio.create_task(line.start()), asyncio.create_task(until.wait())
    try:
        await asyncio.wait((starting, asked), return_when=asyncio.FIRST_COMPLETED)
        if starting.done():
            await starting
        return not until.is_set()
    finally:
        starting.cancel()
        asked.cancel()
        await asyncio.wait((starting, asked))


async def _beside(also: Callable[[], Awaitable[object]], rest: timedelta) -> None:
    """Run something that the bot can do without, and again after a rest where it broke."""
    while True:
        try:
            await also()
        except Exception:
            _log.exception("job.failed", job="beside")
        else:
            return
        await asyncio.sleep(rest.total_seconds())


async def run(settings: Settings, since: timedelta | None = None) -> None:
    """Run the bot against a workspace until SIGINT or SIGTERM.

    Args:
        settings: The environment.
        since: Age up to which a feed's first poll may alert.

    Raises:
        ConfigError: Tokens or configuration are wrong; carries every problem of both.
        SlackError: Slack refuses a token.
        ServerError: The port cannot be listened at.
        StoreError: The database cannot be used.
    """
    folder = settings.config_folder
    given: Tokens | Hook | Offer
    wanted: frozenset[Feature]
    config: Config
    facts: tuple[Fact, ...]
    given, wanted, config, facts = together(
        lambda: access(settings),
        lambda: features(settings.features),
        lambda: load_config(folder),
        lambda: read_ledger(folder),
    )
    _log.info("config.loaded", channels=len(config.rules), feeds=len(config.feeds), orgs=len(config.orgs))
    for problem in placeholders(config, folder):
        _log.warning("config.placeholder", problem=str(problem))
    stop = stop_event()
    async with open_pipeline(settings.database_url, config, facts, since) as pipeline:
        await abandon_unfollowed(pipeline)
        connection = connect(given, settings, pipeline, wanted)
        schedule = schedule_of(pipeline, connection.poster, settings.polls_at_once)

        async def reload() -> None:
            await follow_config(folder, pipeline, config)

        await serve(pipeline, connection.line, schedule, stop, reload, server=connection.server)


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
