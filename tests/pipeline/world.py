"""The world around a pipeline, in memory: feeds whose bodies change, a Slack that remembers, a clock that is moved."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any, TypeVar

from bot.core.alerts import Alert
from bot.core.entry import Entry, Feed
from bot.core.money import Rate
from bot.core.orgs import Directory, Org
from bot.core.rules import Rules
from bot.core.turns import Fold, Post
from bot.errors import FetchError, ParseError
from bot.feeds.rhythm import next_due
from bot.pipeline import Pipeline, Watch
from bot.ports import Decision, FeedState, Fetched, Judged, NotModified, NotSent, Poll, Posted, Trouble, Unsure
from bot.store import SqlStore
from tests.store.fake import FakeStore

NOW = datetime(2025, 2, 25, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
ORGS = (
    Org("Alibaba", ("BABA", "阿里巴巴"), "CN", "company"),
    Org("Microsoft", ("MSFT",), "US", "company"),
    Org("Meta", ("Meta Platforms",), "US", "company"),
    Org("Oracle", (), "US", "company"),
)
EVERYTHING = Rules("C1", "ai-spend")

AnyStore = FakeStore | SqlStore
T = TypeVar("T")


def entry(key: str, org: str = "Alibaba", sum_: str = "$53 billion", **changes: Any) -> Entry:
    """Return an entry that announces a spending on AI, dated an hour ago; each key has words of its own."""
    title = f"{org} to invest {sum_} in AI data centers over three years"
    text = f"{org} will invest {sum_} in artificial intelligence data centers over three years, it announced on Monday."
    text += f"\n\nFiled under {key}."
    base = Entry(key, f"https://wire.example/{key}", "Wire", title, text, NOW - HOUR, "en")
    return replace(base, **changes)


class Clock:
    """A clock that stands until it is moved; sleeping moves it."""

    def __init__(self) -> None:
        self.now = NOW
        self.slept: list[float] = []

    def __call__(self) -> datetime:
        return self.now

    def advance(self, by: timedelta) -> None:
        self.now += by

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += timedelta(seconds=seconds)
        await asyncio.sleep(0)


class Press:
    """Fulfils `ports.Feeds`: each feed has a body of entries, or fails; every change is a new revision.

    Attributes:
        asked: The states of all fetches, oldest first.
    """

    def __init__(self) -> None:
        self.asked: list[FeedState] = []
        self._bodies: dict[str, tuple[Entry, ...] | ParseError] = {}
        self._failing: dict[str, FetchError] = {}
        self._revisions: dict[str, int] = {}

    def print(self, feed: str, *entries: Entry) -> None:
        """Make these all that stands in a feed."""
        self._bodies[feed] = entries
        self._failing.pop(feed, None)
        self._revisions[feed] = self._revisions.get(feed, 0) + 1

    def fail(self, feed: str, error: FetchError) -> None:
        self._failing[feed] = error

    def garble(self, feed: str) -> None:
        """Make a feed's body one that no parser can read."""
        self.print(feed)
        self._bodies[feed] = ParseError("neither RSS nor Atom", url=f"https://{feed}.example/")

    async def fetch(self, state: FeedState) -> Fetched | NotModified:
        self.asked.append(state)
        await asyncio.sleep(0)
        name = state.feed.name
        if name in self._failing:
            raise self._failing[name]
        etag = f'"{self._revisions.get(name, 0)}"'
        return NotModified() if state.etag == etag else Fetched(b"", None, state.feed.url, etag, None, etag)

    async def parse(self, fetched: Fetched, feed: Feed) -> tuple[Entry, ...]:
        await asyncio.sleep(0)
        body = self._bodies.get(feed.name, ())
        if isinstance(body, ParseError):
            raise body
        return body

    def next_due(
        self, state: FeedState, outcome: Fetched | NotModified | FetchError | ParseError, now: datetime
    ) -> datetime:
        return next_due(state, outcome, now)


class Room:
    """Fulfils `ports.Poster`: a Slack that remembers what was said, and fails as it is told to.

    Attributes:
        messages: Alerts and folds that stand there, with the times they came.
        edited: Versions that their messages were made to show, with the times.
        noted: Alerts whose threads were told of a change, with the times.
        linked: What earlier messages the alerts posted or edited last were to link to, by the alerts' ids.
        sought: Alerts whose notes were looked for.
        troubles: What its people were told.
        calls: Posts tried.
        searches: Where histories were searched from.
        blind: What searches come to; None lets them see.
    """

    def __init__(self, clock: Clock) -> None:
        self.messages: list[tuple[datetime, Post]] = []
        self.edited: list[tuple[datetime, Alert]] = []
        self.noted: list[tuple[datetime, Alert]] = []
        self.linked: dict[str, str | None] = {}
        self.sought: list[Alert] = []
        self.troubles: list[Trouble] = []
        self.calls = 0
        self.searches: list[tuple[datetime, datetime]] = []
        self.blind: Unsure | Exception | None = None
        self._clock = clock
        self._plan: list[tuple[NotSent | Unsure | Exception, bool]] = []

    def fail(self, outcome: NotSent | Unsure | Exception, *, arrives: bool = False, times: int = 1) -> None:
        """Let the next posts come to an outcome; `arrives` says whether the message stands there all the same."""
        self._plan += [(outcome, arrives)] * times

    @property
    def said(self) -> list[tuple[datetime, Alert]]:
        """Alerts that stand there by themselves, with the times they came."""
        return [(at, post) for at, post in self.messages if isinstance(post, Alert)]

    @property
    def titles(self) -> list[str]:
        """The titles of all that stands there, those of a fold one after another."""
        posts = [post for _, post in self.messages]
        alerts = [alert for post in posts for alert in (post.alerts if isinstance(post, Fold) else (post,))]
        return [alert.source.title for alert in alerts if isinstance(alert, Alert)]

    async def post(self, post: Post, earlier_ts: str | None = None) -> Posted | NotSent | Unsure:
        self.linked[post.id] = earlier_ts
        return await self._do(self.messages, post) or Posted(f"{len(self.messages)}.0")

    async def update(self, alert: Alert, ts: str, earlier_ts: str | None = None) -> Posted | NotSent | Unsure:
        self.linked[alert.id] = earlier_ts
        return await self._do(self.edited, alert) or Posted(ts)

    async def note(self, alert: Alert, ts: str) -> Posted | NotSent | Unsure:
        return await self._do(self.noted, alert) or Posted(f"{ts}{len(self.noted)}")

    async def tell(self, trouble: Trouble) -> Posted | NotSent | Unsure:
        self.troubles.append(trouble)
        return Posted("1.0")

    async def find_note(self, alert: Alert, ts: str) -> Posted | Unsure | None:
        self.sought.append(alert)
        return next((Posted(ts) for _, noted in self.noted if noted == alert), None)

    async def _do(self, to: list[tuple[datetime, T]], told: T) -> NotSent | Unsure | None:
        """Let something arrive, or not, as the next step of the plan says; return what comes back if not success."""
        self.calls += 1
        await asyncio.sleep(0)
        outcome, arrives = self._plan.pop(0) if self._plan else (None, True)
        if arrives:
            to.append((self._clock(), told))
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    async def find(self, alert: Post, since: datetime, until: datetime) -> Posted | Unsure | None:
        self.searches.append((since, until))
        if isinstance(self.blind, Exception):
            raise self.blind
        if self.blind:
            return self.blind
        found = [
            place for place, (at, said) in enumerate(self.messages, 1) if said.id == alert.id and since <= at <= until
        ]
        return Posted(f"{found[0]}.0") if found else None


@dataclass
class Quotes:
    """Fulfils `core.money.Rates` with a few fixed ones; asked for a currency in `broken` it raises."""

    broken: set[str] = field(default_factory=set)

    def rate(self, currency: str, day: date | None) -> Rate | None:
        if currency in self.broken:
            raise RuntimeError("a bug")
        known = {"USD": "1", "EUR": "1.05", "CNY": "0.14"}
        return Rate(Decimal(known[currency]), day or NOW.date()) if currency in known else None


class World:
    """A pipeline and all it works with."""

    def __init__(self, store: AnyStore) -> None:
        self.store = store
        self.clock = Clock()
        self.press = Press()
        self.room = Room(self.clock)
        self.quotes = Quotes()
        self.pipeline = self.pipeline_on(store)

    def pipeline_on(self, store: AnyStore) -> Pipeline:
        watch = Watch((EVERYTHING,), Directory(ORGS))
        return Pipeline(store, self.press, self.quotes, watch, self.clock, since=None, sleep=self.clock.sleep)

    def follow(self, *rules: Rules) -> None:
        self.pipeline.watch = Watch(rules, Directory(ORGS))

    async def subscribe(self, *names: str) -> None:
        await self.store.sync_feeds([Feed(name, f"https://{name}.example/feed") for name in names], self.clock())

    async def poll(self, *names: str) -> list[Poll | None]:
        """Poll feeds at the same time, ten minutes after the last time."""
        self.clock.advance(10 * MINUTE)
        return list(await asyncio.gather(*(self.pipeline.poll(name) for name in names)))

    async def watching(self, *names: str) -> None:
        """Subscribe to feeds and poll them once while no news stands in them."""
        await self.subscribe(*names)
        for name in names:
            self.print_nothing_new(name)
        await self.poll(*names)

    def print_nothing_new(self, feed: str) -> None:
        """Let an entry of the day stand in a feed that tells of no money."""
        self.press.print(feed, entry(f"{feed} of today", title="A quiet day", text="Nothing was announced."))

    async def deliver(self, patience: timedelta = HOUR) -> None:
        while await self.pipeline.deliver(self.room, patience):
            pass

    async def read(self, reference: str) -> Judged:
        """Return what is stored of the one entry with an id or link."""
        (found,) = await self.store.judged(reference)
        return found

    async def decided(self, reference: str) -> Sequence[Decision]:
        return (await self.read(reference)).decisions

    async def reasons(self, reference: str) -> list[str]:
        return [decision.reason.value for decision in await self.decided(reference)]
