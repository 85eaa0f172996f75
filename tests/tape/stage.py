"""The stage: the real bot between feeds on loopback and the sandbox's Slack, moved on by a script's steps.

One clock is the bot's and Slack's; a delivery that waits moves it on.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Self

import yaml

from bot import app
from bot.core.money import Rate
from bot.core.orgs import Directory
from bot.core.rules import Rules, Updates
from bot.errors import AispendError
from bot.feeds.reader import FeedReader
from bot.pipeline import Pipeline, Watch
from bot.ports import FeedState, Fetched, NotModified
from bot.rates import DailyRates
from bot.sandbox import ManualClock, Sandbox
from bot.sandbox.workspace import Channel
from bot.settings import load_orgs, load_rules
from bot.slack.post import SlackPoster
from bot.store import open_store
from tests.tape.press import Issue, Press
from tests.tape.screen import Screen
from tests.tape.script import Down, Item, Moved, Step, Trouble
from tests.tape.script import Sequence as Script

SHIPPED = Path(__file__).parent.parent.parent / "config"
QUIET = Item(guid="quiet", link="https://quiet.example/day", title="A quiet day", text="Nothing was announced.")
BEFORE = timedelta(hours=1)
PATIENCE = timedelta(seconds=30)


@cache
def directory() -> Directory:
    """Return the shipped organisations."""
    return Directory(load_orgs(SHIPPED))


class EagerReader(FeedReader):
    """Lets every feed be due again at once."""

    def next_due(self, state: FeedState, outcome: Fetched | NotModified | AispendError, now: datetime) -> datetime:
        return now


class Quotes(DailyRates):
    """The real rates; asked for a currency in `broken` it raises."""

    broken: frozenset[str] = frozenset()

    def rate(self, currency: str, day: date | None) -> Rate | None:
        if currency in self.broken:
            raise RuntimeError("a bug")
        return super().rate(currency, day)


@dataclass
class Stage:
    """The world of one script, and the bot in it.

    Attributes:
        urls: Of the feeds, as the configuration has them at the moment.
    """

    script: Script
    slack: Sandbox
    press: Press
    clock: ManualClock
    database: str
    rules: tuple[Rules, ...]
    screen: Screen
    quotes: Quotes = field(default_factory=Quotes)
    urls: dict[str, str] = field(default_factory=dict)
    _bot: AsyncExitStack = field(default_factory=AsyncExitStack)
    _pipeline: Pipeline | None = None

    async def __aenter__(self) -> Self:
        later = {name for step in self.script.steps for name in step.added}
        self.urls = {name: self.press.url(name) for name in self.script.feeds if name not in later}
        for rules in self.rules:
            room = Channel(rules.channel, rules.name, members={self.slack.user, self.slack.backend.app.user})
            self.slack.backend.workspace.channels.setdefault(rules.channel, room)
        for name in self.script.feeds:
            self._print(name, self.script.baseline.get(name, ()))
        await self._start()
        if not self.script.unread:
            await self._poll(together=False)
            await self._deliver()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._bot.aclose()

    @property
    def pipeline(self) -> Pipeline:
        assert self._pipeline is not None, "the bot has not started"
        return self._pipeline

    async def play(self, step: Step) -> list[str]:
        """Take a step; return what came of it that the script does not say, and what it says and did not come."""
        assert step.at >= self.clock.now(), f"{step.at} has passed: a delivery took until {self.clock.now()}"
        self.clock.advance((step.at - self.clock.now()).total_seconds())
        if step.restart:
            await self._bot.aclose()
            await self._start()
        self.urls |= {name: self.press.url(name) for name in step.added}
        self.urls |= {name: self.press.url(name, "new") for name in step.readdressed}
        await self._sync()
        for beginning in step.deleted:
            self._delete(beginning)
        self.quotes.broken = frozenset(step.broken)
        self._trouble(step.slack)
        for name, items in step.feeds.items():
            self._print(name, items)
        before = self.screen.looks()
        for number in range(1, step.times + 1):
            self.press.poll = number
            if number > 1:
                self.clock.advance(step.every.total_seconds())
            await self._poll(together=step.together)
            if step.delivers:
                await self._deliver(timedelta(0) if step.impatient else PATIENCE)
        return self.screen.compare(step, before)

    async def _start(self) -> None:
        """Start the bot on its database."""
        store = await open_store(self.database)
        self._bot.push_async_callback(store.close)
        reader = EagerReader("test@localhost", frozenset({"127.0.0.1"}), self.clock.now)
        await self._bot.enter_async_context(reader)
        watch = Watch(self.rules, directory())
        self._pipeline = Pipeline(store, reader, self.quotes, watch, self.clock.now, self.script.since)
        self._pipeline.sleep = self._sleep
        await self._sync()
        if self.script.history:
            await store.sync_ledger(app.read_ledger(SHIPPED))

    async def _sync(self) -> None:
        feeds = [self.script.feed(name, url) for name, url in self.urls.items()]
        await self.pipeline.store.sync_feeds(feeds, self.clock.now())

    async def _sleep(self, seconds: float) -> None:
        self.clock.advance(seconds)

    async def _poll(self, *, together: bool) -> None:
        """Poll all feeds, one after the other in the script's order unless `together`."""
        if together:
            await app.poll_due(self.pipeline, len(self.urls))
        else:
            for name in self.urls:
                await self.pipeline.poll(name)

    async def _deliver(self, patience: timedelta = PATIENCE) -> None:
        """Make the digests that are due, and deliver until nothing waits that may go out soon."""
        await app.digest_due(self.pipeline)
        await app.deliver_waiting(self.pipeline, SlackPoster(self.slack.bot_token, base_url=self.slack.api), patience)

    def _print(self, name: str, items: Sequence[Item] | Down | Moved) -> None:
        """Let items stand in a feed, before the quiet one that stood there at first."""
        if isinstance(items, Down):
            self.press.print(name, items)
            return
        moved = isinstance(items, Moved)
        there = items.moved if isinstance(items, Moved) else items
        quiet = QUIET.model_copy(update={"published": self.script.steps[0].at - timedelta(days=1)})
        self.press.print(name, Issue(self.script.source(name), (*there, quiet)), moved=moved)

    def _trouble(self, trouble: Trouble | None) -> None:
        if trouble and trouble.outage:
            self.slack.backend.faults.outage(trouble.outage.total_seconds())
        if trouble and trouble.fault:
            self.slack.fail(
                trouble.fail, trouble.fault, times=trouble.times, code=trouble.code, retry_after=trouble.retry_after
            )

    def _delete(self, beginning: str) -> None:
        """Delete a message as a person would."""
        ((channel, ts),) = self.screen.found(beginning)
        said = self.slack.backend.workspace.find(channel, ts)
        assert said is not None
        self.slack.backend.workspace.delete(said)


@asynccontextmanager
async def staged(script: Script, folder: Path) -> AsyncIterator[Stage]:
    """Give a stage on which the baseline has been read, its database in a folder."""
    clock = ManualClock(script.steps[0].at - BEFORE)
    async with Sandbox(clock) as slack, Press(clock.now) as press:
        rules = watched(script, folder) or (Rules(slack.channel, "ai-spend", updates=Updates.BOTH),)
        screen, database = Screen(slack, rules), f"sqlite:///{folder}/aispend.db"
        async with Stage(script, slack, press, clock, database, rules, screen) as stage:
            yield stage


def watched(script: Script, folder: Path) -> tuple[Rules, ...]:
    """Return what the channels of a script follow, read as a watch list is."""
    if not script.channels:
        return ()
    file = folder / "watchlist.yaml"
    file.write_text(yaml.safe_dump({"channels": list(script.channels)}), encoding="utf-8")
    return load_rules(file, SHIPPED)


async def played(script: Script, folder: Path) -> list[str]:
    """Play a script to its end; return all that differs from it, each with its step's hour."""
    async with staged(script, folder) as stage:
        problems = [f"the baseline brought: {look.line}" for look in stage.screen.looks().values()]
        for step in script.steps:
            problems += [f"{step.at:%Y-%m-%d %H:%M} {problem}" for problem in await stage.play(step)]
    return problems
