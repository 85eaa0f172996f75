"""The order of things: poll one feed, deliver one alert, look one name up, and nothing else.

What is decided is decided in `core`; what touches the world does so through `ports`. Fetching and posting never meet
but in the store, so either may stop at any step and go on later.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from time import perf_counter

import structlog

from bot.core import alerts, ledger, stories
from bot.core.alerts import Alert, Reason, Skip
from bot.core.entry import Entry
from bot.core.ledger import Answer, Unknown
from bot.core.money import Rates
from bot.core.orgs import Directory
from bot.core.reading import Reading, read
from bot.core.relevance import Verdict
from bot.core.rules import Rules
from bot.core.stories import Story, Telling
from bot.errors import FetchError, ParseError
from bot.ports import (
    Claimed,
    Decision,
    Feeds,
    FeedState,
    Fetched,
    Judged,
    NotModified,
    NotSent,
    Poll,
    Posted,
    Poster,
    Store,
    Unsure,
)

POLL_LEASE = timedelta(minutes=3)
POST_LEASE = timedelta(minutes=2)
STALE = timedelta(days=14)
"""An entry dated longer ago than this is old news that resurfaced, whenever it is first seen."""
_FIRST_RETRY = timedelta(seconds=5)
_LONGEST_RETRY = timedelta(minutes=30)

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Watch:
    """What is followed, as the configuration says; swapped whole when it changes.

    Attributes:
        rules: One for each channel.
        directory: The organisations.
    """

    rules: tuple[Rules, ...]
    directory: Directory


@dataclass(slots=True)
class Pipeline:
    """The work of the bot, one unit a call.

    Attributes:
        watch: Read anew at every unit of work.
        clock: Returns the time, aware, UTC.
        since: Age up to which a feed's first poll may alert; None means that it alerts on nothing.
    """

    store: Store
    feeds: Feeds
    rates: Rates
    watch: Watch
    clock: Callable[[], datetime]
    since: timedelta | None = None
    _judging: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Two feeds with one new story must not both open it: matching and storing is one step at a time."""

    async def poll(self, name: str) -> Poll | None:
        """Poll one feed and store what came of it.

        Args:
            name: Of the feed.

        Returns:
            What was stored; None where somebody else holds the feed or it is not due.
        """
        started, now = perf_counter(), self.clock()
        state = await self.store.claim_feed(name, now, POLL_LEASE)
        if state is None:
            _log.debug("feed.skipped", feed=name)
            return None
        outcome: Fetched | NotModified | FetchError | ParseError
        entries: tuple[Entry, ...] = ()
        try:
            outcome = await self.feeds.fetch(state)
            if isinstance(outcome, Fetched):
                entries = await self.feeds.parse(outcome, state.feed)
        except (FetchError, ParseError) as error:
            outcome = error
        poll = self._came_of(state, outcome, now)
        async with self._judging:
            new = await self.store.unseen(name, entries) if entries else ()
            poll = replace(poll, judged=await self._judge_all(new, state, now))
            added = await self.store.save(poll)
        _log.info(
            "feed.polled",
            feed=name,
            status=_status(outcome),
            new=added,
            seen=len(entries),
            alerts=sum(len(j.alerts) for j in poll.judged),
            error=poll.error,
            seconds=round(perf_counter() - started, 3),
        )
        return poll

    def _came_of(
        self, state: FeedState, outcome: Fetched | NotModified | FetchError | ParseError, now: datetime
    ) -> Poll:
        """Return what is to be stored of a poll, but for its entries."""
        due = self.feeds.next_due(state, outcome, now)
        match outcome:
            case Fetched():
                return Poll(state.feed.name, now, due, outcome.etag, outcome.last_modified, outcome.body_hash)
            case NotModified():
                return Poll(
                    state.feed.name,
                    now,
                    due,
                    outcome.etag or state.etag,
                    outcome.last_modified or state.last_modified,
                    state.body_hash,
                )
            case error:
                return Poll(state.feed.name, now, due, state.etag, state.last_modified, state.body_hash, str(error))

    async def _judge_all(self, new: Sequence[Entry], state: FeedState, now: datetime) -> tuple[Judged, ...]:
        """Read and decide new entries, oldest first, so that the first to tell a story opens it."""
        opened: list[Story] = []
        settled: set[tuple[str, str]] = set()
        judged: dict[str, Judged] = {}
        for entry in sorted(new, key=lambda e: e.published or now):
            try:
                judged[entry.id] = await self._judge(entry, state, now, opened, settled)
            except Exception:  # an entry that breaks the reader is stored unread, or it would break its feed for ever
                _log.exception("entry.broken", feed=state.feed.name, entry=entry.id)
                judged[entry.id] = Judged(entry, (), Verdict(False, "broken"), "")
            await asyncio.sleep(0)  # a first poll reads hundreds of entries; commands must not wait for all of them
        return tuple(judged[e.id] for e in new)

    async def _judge(
        self, entry: Entry, state: FeedState, now: datetime, opened: list[Story], settled: set[tuple[str, str]]
    ) -> Judged:
        """Read one entry, bind it to its stories and decide for every channel."""
        watch = self.watch
        reading = read(entry, watch.directory, self.rates)
        verdict = alerts.irrelevant(reading)
        if verdict is not None:
            reasons = tuple(Decision(r.channel, verdict.reason, verdict.detail, None) for r in watch.rules)
            return Judged(entry, reading.figures, reading.verdict, reading.summary, decisions=reasons)
        heads = [f for group in stories.announcements(reading.figures) for f in group]
        wanted = sorted({key for figure in heads for key in stories.keys(figure)})
        known = {s.id: s for s in (*await self.store.candidates(wanted), *opened)}
        tellings = stories.match(entry, reading.figures, known.values(), now)
        opened += [t.story for t in tellings if t.is_new]
        settled |= await self.store.posted([t.story.id for t in tellings])
        decisions, posts = self._decide(entry, reading, tellings, watch, self._too_early(entry, state, now), settled)
        return Judged(
            entry,
            reading.figures,
            reading.verdict,
            reading.summary,
            tuple(t.story for t in tellings if t.is_new),
            tuple(t.story.id for t in tellings if not t.is_new),
            decisions,
            posts,
        )

    def _decide(
        self,
        entry: Entry,
        reading: Reading,
        tellings: Sequence[Telling],
        watch: Watch,
        early: Skip | None,
        settled: set[tuple[str, str]],
    ) -> tuple[tuple[Decision, ...], tuple[Alert, ...]]:
        """Decide every story of an entry for every channel; one announcement, one post."""
        decisions: list[Decision] = []
        posts: list[Alert] = []
        for telling in tellings:
            story = telling.story.id
            for rules in watch.rules:
                choice = alerts.decide(rules, entry, reading, telling, watch.directory, self.rates)
                if isinstance(choice, Alert) and (story, rules.channel) in settled:
                    choice = Skip(Reason.ALREADY_POSTED, f"story {story} is known in this channel")
                elif isinstance(choice, Alert):
                    settled.add((story, rules.channel))
                    if early is not None:
                        choice = early
                if isinstance(choice, Alert):
                    posts.append(choice)
                    decisions.append(Decision(rules.channel, Reason.ALERT, choice.followed, story))
                else:
                    decisions.append(Decision(rules.channel, choice.reason, choice.detail, story))
        return tuple(decisions), tuple(posts)

    def _too_early(self, entry: Entry, state: FeedState, now: datetime) -> Skip | None:
        """Return why an entry is too old to alert; None where it is news."""
        age = now - entry.published if entry.published else None
        if state.baseline_at is None:
            if self.since is not None and age is not None and age <= self.since:
                return None
            return Skip(Reason.BASELINE, "stood in the feed when it was first polled")
        if age is not None and age > STALE:
            return Skip(Reason.TOO_OLD, f"dated {age.days} days ago")
        return None

    async def deliver(self, poster: Poster) -> bool:
        """Post the oldest alert that waits, exactly once.

        Args:
            poster: The way to Slack.

        Returns:
            Whether there was one, so that there may be more.
        """
        now = self.clock()
        claimed = await self.store.claim_alert(now, POST_LEASE)
        if claimed is None:
            return False
        outcome: Posted | NotSent | Unsure | None = None
        if claimed.unsure:
            outcome = await poster.find(claimed.alert, claimed.first_claimed)
        if outcome is None:
            outcome = await poster.post(claimed.alert)
        await self._settle(claimed, outcome)
        return True

    async def _settle(self, claimed: Claimed, outcome: Posted | NotSent | Unsure) -> None:
        """Record what came of a post."""
        alert, now = claimed.alert.id, self.clock()
        match outcome:
            case Posted(ts):
                await self.store.mark_delivered(alert, ts, now)
                _log.info("alert.delivered", alert=alert, channel=claimed.alert.channel, attempts=claimed.attempts)
            case NotSent(code, True):
                await self.store.mark_failed(alert, code)
                _log.error("alert.failed", alert=alert, channel=claimed.alert.channel, reason=code)
            case NotSent(code, False, retry_after):
                wait = _backoff(claimed.attempts) if retry_after is None else timedelta(seconds=retry_after)
                await self._retry(claimed, now + wait, code, unsure=claimed.unsure)
            case Unsure(code):
                await self._retry(claimed, now + _backoff(claimed.attempts), code, unsure=True)

    async def _retry(self, claimed: Claimed, at: datetime, code: str, *, unsure: bool) -> None:
        """Free an alert to be tried again."""
        await self.store.mark_retry(claimed.alert.id, at, unsure=unsure, error=code)
        _log.warning(
            "alert.delayed", alert=claimed.alert.id, channel=claimed.alert.channel, reason=code, until=at.isoformat()
        )

    async def lookup(self, name: str) -> Answer | Unknown:
        """Answer what is known of a company.

        Args:
            name: As typed: any alias, in any case.
        """
        org = self.watch.directory.get(name)
        asked = org.name if org else name.strip()
        facts = await self.store.facts(asked)
        if facts:
            return ledger.answer(asked, facts)
        if org is not None:
            return ledger.answer(org.name, ())
        return ledger.suggest(name, (*await self.store.names(), *(o.name for o in self.watch.directory.orgs)))


def _status(outcome: Fetched | NotModified | FetchError | ParseError) -> str:
    """Return a poll's outcome in a word."""
    match outcome:
        case Fetched():
            return "ok"
        case NotModified():
            return "unmodified"
        case _:
            return "error"


def _backoff(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts."""
    return min(_FIRST_RETRY * (1 << min(attempts - 1, 12)), _LONGEST_RETRY)
