"""Judging: what one poll brought is read, bound to stories and decided for every channel.

What a feed held when it was first polled is the past, and stays so when another feed retells it; but no feed's past
hushes news that broke after the asking feed was first polled.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog

from bot.core import alerts, stories
from bot.core.alerts import Alert, Reason, Skip
from bot.core.entry import Entry
from bot.core.money import Rates
from bot.core.orgs import Directory
from bot.core.reading import Reading, read
from bot.core.relevance import Verdict
from bot.core.rules import Rules
from bot.core.stories import Story, Telling
from bot.errors import StoreError
from bot.ports import Decision, FeedState, Judged, Store

TOO_OLD = timedelta(days=14)
"""An entry dated longer ago than this is old news that resurfaced, whenever it is first seen."""

_log = structlog.get_logger(__name__)

Pair = tuple[str, str]
"""A story and a channel."""


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
class Judging:
    """The new entries of one poll, being judged; what the earlier ones told, the later ones know.

    Attributes:
        state: The feed before this poll.
        since: Age up to which a first poll may alert; None means that it alerts on nothing.
        now: When the poll began.
    """

    store: Store
    rates: Rates
    watch: Watch
    state: FeedState
    since: timedelta | None
    now: datetime
    _opened: list[Story] = field(default_factory=list)
    _posted: set[Pair] = field(default_factory=set)
    _baselined: set[Pair] = field(default_factory=set)

    async def judge(self, entries: Sequence[Entry]) -> tuple[Judged, ...]:
        """Judge entries, the oldest first, so that the first to tell a story opens it; return them in their order.

        Raises:
            StoreError: The stories known cannot be had.
        """
        judged: dict[str, Judged] = {}
        for entry in sorted(entries, key=lambda e: e.published or self.now):
            try:
                judged[entry.id] = await self._judge(entry)
            except StoreError:
                raise  # no fault of the entry: it is judged again at the next poll
            except Exception:  # an entry that breaks the reader is stored unread, or it would break its feed for ever
                _log.exception("entry.broken", feed=self.state.feed.name, entry=entry.id)
                judged[entry.id] = Judged(entry, (), Verdict(False, "broken"), "")
            await asyncio.sleep(0)  # a first poll reads hundreds of entries; commands must not wait for all of them
        return tuple(judged[e.id] for e in entries)

    async def _judge(self, entry: Entry) -> Judged:
        """Read one entry, bind it to its stories and decide for every channel."""
        reading = read(entry, self.watch.directory, self.rates)
        silent = alerts.irrelevant(reading)
        if silent is not None:
            reasons = tuple(Decision(r.channel, silent.reason, silent.detail, None) for r in self.watch.rules)
            return Judged(entry, reading.figures, reading.verdict, reading.summary, decisions=reasons)
        tellings = await self._match(entry, reading)
        choices = [
            (telling.story.id, rules.channel, self._decide(rules, entry, reading, telling))
            for telling in tellings
            for rules in self.watch.rules
        ]
        return Judged(
            entry,
            reading.figures,
            reading.verdict,
            reading.summary,
            opens=tuple(t.story for t in tellings if t.is_new),
            joins=tuple(t.story.id for t in tellings if not t.is_new),
            decisions=tuple(_decision(story, channel, choice) for story, channel, choice in choices),
            alerts=tuple(choice for *_, choice in choices if isinstance(choice, Alert)),
        )

    async def _match(self, entry: Entry, reading: Reading) -> tuple[Telling, ...]:
        """Bind an entry to its stories, and learn what became of those that are known."""
        heads = [figure for group in stories.announcements(reading.figures) for figure in group]
        wanted = sorted({key for figure in heads for key in stories.keys(figure)})
        known = {s.id: s for s in (*await self.store.candidates(wanted), *self._opened)}
        tellings = stories.match(entry, reading.figures, known.values(), self.now)
        self._opened += [t.story for t in tellings if t.is_new]
        told_before = [t.story.id for t in tellings if not t.is_new]
        if told_before:
            self._posted |= await self.store.posted(told_before)
            self._baselined |= await self.store.baselined(told_before)
        return tellings

    def _decide(self, rules: Rules, entry: Entry, reading: Reading, telling: Telling) -> Alert | Skip:
        """Decide one story for one channel, and remember it for the entries that follow."""
        choice = alerts.decide(rules, entry, reading, telling, self.watch.directory, self.rates)
        if isinstance(choice, Skip):
            return choice
        pair = telling.story.id, rules.channel
        held = self._held_back(entry, telling.story, pair)
        if held is None:
            self._posted.add(pair)
        elif held.reason is Reason.BASELINE:
            self._baselined.add(pair)
        return held or choice

    def _held_back(self, entry: Entry, story: Story, pair: Pair) -> Skip | None:
        """Return why a story that meets the rules is not posted; None where it is news to the channel."""
        if pair in self._posted:
            return Skip(Reason.ALREADY_POSTED, f"story {story.id} is known in this channel")
        age = self.now - entry.published if entry.published else None
        if self.state.baseline_at is None and not (self.since and age is not None and age <= self.since):
            return Skip(Reason.BASELINE, "stood in the feed when it was first polled")
        if self.state.baseline_at is not None and age is not None and age > TOO_OLD:
            return Skip(Reason.TOO_OLD, f"dated {age.days} days ago")
        if pair in self._baselined and not self._broke_since(entry, story):
            return Skip(Reason.BASELINE, f"story {story.id} stood in a feed when that was first polled")
        return None

    def _broke_since(self, entry: Entry, story: Story) -> bool:
        """Say whether a story is known to be younger than the first poll of this feed."""
        dates = [day for day in (entry.published, story.published) if day is not None]
        return self.state.baseline_at is not None and bool(dates) and min(dates) > self.state.baseline_at


def _decision(story: str, channel: str, choice: Alert | Skip) -> Decision:
    """Return a choice as it is stored."""
    if isinstance(choice, Alert):
        return Decision(channel, Reason.ALERT, choice.followed, story)
    return Decision(channel, choice.reason, choice.detail, story)
