"""The demo: sandbox, sample feeds and the bot on loopback, in one process, with a database that goes when it ends.

Nothing of the environment is read: a token for a real workspace could not be used here by mistake.
"""

import asyncio
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from bot import app
from bot.cli.entries import shipped_config
from bot.core.entry import Feed
from bot.core.rules import Rules
from bot.errors import AispendError
from bot.feeds.reader import FeedReader
from bot.pipeline import Pipeline
from bot.ports import FeedState, Fetched, NotModified
from bot.sandbox import Sandbox, Seen
from bot.sandbox import serve as serve_sandbox
from bot.sandbox.news import NewsServer
from bot.settings import Config, Operator, load_orgs
from bot.slack.listen import Listener
from bot.slack.manifest import events, features, scopes
from bot.slack.post import SlackPoster

POLL_EVERY = timedelta(seconds=2)
ASKED = "/aispend alibaba"
HELP = "/aispend help"
HELP_NAMES = "the record of"
"""Stands in the help beside each company it names."""
ANSWER_S = 20.0
EXPECTED = ("Alibaba", "Microsoft", "Meta", "Brookfield", "SoftBank", "Apple")
"""Payers whose announcements the sample feeds tell; everything else in them must stay silent."""
RETOLD = "also: Cloud Ledger"
"""Stands in the alert that another outlet confirms."""
PLAN, RAISED = "meta-65bn", "Raised: was $60–65B, now $64–72B"
"""The story that a later one raises, and what is then said in the thread of its alert."""


class BriskReader(FeedReader):
    """Polls again after two seconds, where a real feed is left alone for minutes."""

    def next_due(self, state: FeedState, outcome: Fetched | NotModified | AispendError, now: datetime) -> datetime:
        """Return a moment two seconds away, whatever came of the poll."""
        return now + POLL_EVERY


@dataclass(frozen=True, slots=True)
class Stage:
    """What a demo consists of."""

    sandbox: Sandbox
    news: NewsServer
    pipeline: Pipeline


async def serve(port: int) -> None:
    """Run a sandbox alone until it is interrupted. Raises AispendError where the port is taken."""
    try:
        await serve_sandbox(port)
    except OSError as error:
        raise AispendError(_taken(port, error)) from error


async def show(port: int) -> bool:
    """Run the demo for people until it is interrupted.

    Args:
        port: Of the page; 0 takes any free one.

    Raises:
        AispendError: The port is taken.
    """
    stop = app.stop_event()
    async with staged(port, timedelta(seconds=30)) as stage:
        print(
            f"Open {stage.sandbox.page} and watch #{_channel(stage.sandbox)}: the first alert comes in a few seconds,\n"
            f"then about one a minute; some stories are there to stay silent.\n"
            f"Type {ASKED} below the channel, or open the Home tab of the app. Ctrl-C ends the demo.",
            flush=True,
        )
        await stop.wait()
    return True


async def check() -> bool:
    """Run the demo headless, print what a person would see, and return whether it is right."""
    async with staged(0, None) as stage:
        problems = await _play(stage)
        replies = [seen.plain for seen in stage.sandbox.everything() if seen.thread_ts is not None]
        print("\n\n".join([stage.sandbox.transcript(), *(f"In a thread: {said}" for said in replies)]), flush=True)
    for problem in problems:
        print(f"\naispend demo: {problem}", file=sys.stderr)
    if not problems:
        print(f"\nRight: {len(EXPECTED)} alerts, each once and kept up to date, {ASKED} and {HELP} answered.")
    return not problems


async def _play(stage: Stage) -> list[str]:
    """Let all stories arrive, wait for the alerts, ask, and return what is wrong."""
    sandbox = stage.sandbox

    def posts() -> Sequence[Seen]:
        return [s for s in sandbox.screen() if s.by_app and not s.only_you]

    def notes() -> Sequence[Seen]:
        return [s for s in sandbox.everything() if s.thread_ts is not None and RAISED in s.plain]

    problems: list[str] = []
    try:
        while (story := stage.news.release_next()) is not None:
            if story.id == PLAN:  # the feeds are polled in any order, and a raise tells of what was told before
                await sandbox.wait_for(lambda: any("Meta" in s.plain for s in posts()), ANSWER_S)
        await sandbox.wait_for(lambda: len(posts()) >= len(EXPECTED), ANSWER_S)
        await asyncio.sleep(2 * POLL_EVERY.total_seconds())  # what should not come gets the time to come
        await sandbox.type_slash(sandbox.channel, sandbox.user, ASKED)
        await sandbox.wait_for(lambda: any(s.only_you and "Alibaba" in s.plain for s in sandbox.screen()), ANSWER_S)
        await sandbox.type_slash(sandbox.channel, sandbox.user, HELP)
        taught = await sandbox.wait_for(lambda: next((s for s in sandbox.screen() if _is_help(s)), None), ANSWER_S)
        if HELP_NAMES not in taught.plain:
            problems.append(f"{HELP} names no company")
    except TimeoutError as error:
        problems.append(str(error).split("\n", 1)[0])
    problems += [f"no alert says “{RETOLD}”"] if not any(RETOLD in s.plain for s in posts()) else []
    problems += [f"{len(notes())} notes say “{RAISED}” instead of one"] if len(notes()) != 1 else []
    heads = [s.plain.split("\n", 1)[0] for s in posts()]
    for name in EXPECTED:
        told = sum(name in head for head in heads)
        if told != 1:
            problems.append(f"{told} alerts on {name} instead of one")
    if len(heads) > len(EXPECTED):
        problems.append(f"{len(heads)} alerts instead of {len(EXPECTED)}: {'; '.join(heads)}")
    return problems


@asynccontextmanager
async def staged(port: int, every: timedelta | None) -> AsyncIterator[Stage]:
    """Set up sandbox, news and bot, the baseline stored; tear all of it down in the end."""
    wanted = features(None)
    sandbox = Sandbox(scopes=scopes(wanted), events=events(wanted))
    news = NewsServer(app.now, every=every)
    try:
        await sandbox.start(port)
    except OSError as error:
        raise AispendError(_taken(port, error)) from error
    try:
        await news.serve()
        with TemporaryDirectory(prefix="aispend-demo-") as folder:
            async with _bot(sandbox, news, Path(folder)) as pipeline:
                yield Stage(sandbox, news, pipeline)
    finally:
        await news.stop()
        await sandbox.stop()


@asynccontextmanager
async def _bot(sandbox: Sandbox, news: NewsServer, folder: Path) -> AsyncIterator[Pipeline]:
    """Run the real bot against the sandbox, its feeds polled once so that the baseline is stored."""
    config = Config(
        rules=(Rules(sandbox.channel, _channel(sandbox)),),
        operator=Operator(),
        feeds=tuple(Feed(one.name, one.url, language=one.language) for one in news.urls),
        contact="demo@localhost",
        allow_private=frozenset({"127.0.0.1"}),
        orgs=load_orgs(shipped_config()),
    )
    facts = app.read_ledger(shipped_config())
    async with app.open_pipeline(f"sqlite:///{folder / 'demo.db'}", config, facts, reader=BriskReader) as pipeline:
        for feed in config.feeds:
            await pipeline.poll(feed.name)
        listener = Listener(sandbox.bot_token, sandbox.app_token, app.Office(pipeline), app.today, base_url=sandbox.api)
        poster = SlackPoster(sandbox.bot_token, base_url=sandbox.api)
        schedule = app.schedule_of(pipeline, poster, len(config.feeds), timedelta(seconds=1))
        stop = asyncio.Event()
        serving = asyncio.create_task(app.serve(pipeline, listener, schedule, stop))
        try:
            yield pipeline
        finally:
            stop.set()
            await serving


def _is_help(seen: Seen) -> bool:
    return seen.only_you and "How to ask" in seen.plain


def _channel(sandbox: Sandbox) -> str:
    """Return the name of the channel the bot is in."""
    return sandbox.backend.workspace.channels[sandbox.channel].name


def _taken(port: int, error: OSError) -> str:
    """Return what to do where a port cannot be used."""
    return f"port {port} cannot be used ({error.strerror}); choose another one with --port"
