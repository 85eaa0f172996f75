"""Judging: what one poll brought is read, bound to stories and decided for every channel.

What a feed held when it was first polled is the past, and stays so when another feed retells it; but no feed's past
hushes news that broke after the asking feed was first polled.
"""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import TypeVar

import structlog

from bot.core import alerts, stories
from bot.core.alerts import Alert, Reason, Skip
from bot.core.entry import Entry, dated
from bot.core.money import Rates
from bot.core.orgs import Directory
from bot.core.reading import Reading, read
from bot.core.relevance import Verdict
from bot.core.renewals import Renewal, renew
from bot.core.revisions import is_idle, stands_in_baseline
from bot.core.rules import Rules
from bot.core.sorting import Revised, Sorted
from bot.core.stories import Shelf, Story, Telling
from bot.core.turns import Queue
from bot.pipeline.news import with_news
from bot.ports import Decision, FeedState, Judged, Store, Wait

TOO_OLD = timedelta(days=14)
"""An entry dated longer ago than this is old news that resurfaced, whenever it is first seen."""

MOST_ENTRIES = 1000
"""Entries of one poll that are read, the newest; so many take some seconds."""

_PAST = Skip(Reason.BASELINE, f"not among the newest {MOST_ENTRIES:,} entries when the feed was first polled")

_log = structlog.get_logger(__name__)

Pair = tuple[str, str]
"""A story and a channel."""

Choice = tuple[str, str, Alert | Skip]
"""A story, a channel and what was decided."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Watch:
    """What is followed, as the configuration says; swapped whole when it changes.

    Attributes:
        rules: One for each channel.
        directory: The organisations.
    """

    rules: tuple[Rules, ...]
    directory: Directory


@dataclass(frozen=True, slots=True)
class Text:
    """An entry that was read.

    Attributes:
        reading: A Skip where it was not read, and why.
        keys: What the stories it may tell are filed under; empty where it tells none.
        since: Since when they must have been seen; None where they may be any older ones.
        revises: The stored entry whose new state it is; None where it is new.
        idle: Whether it is a new state that tells no more than the one before.
    """

    entry: Entry
    reading: Reading | Skip
    keys: frozenset[str] = frozenset()
    since: datetime | None = None
    revises: Revised | None = None
    idle: bool = False


@dataclass(slots=True)
class Judging:
    """The new and revised entries of one poll, being judged; what the earlier ones told, the later ones know.

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
    _posted: set[Pair] = field(default_factory=set)
    _baselined: set[Pair] = field(default_factory=set)
    _standing: dict[Pair, Alert] = field(default_factory=dict)
    _queue: Queue = field(default_factory=Queue)
    _revised: dict[str, Revised] = field(default_factory=dict)

    async def read(self, found: Sorted) -> tuple[Text, ...]:
        """Read the newest entries, which takes long and needs nothing of the store; return them in their order.

        At a first poll the others are its past, and returned unread. Later they are left out, for the next poll. New
        ones come before revised ones: a feed that edits all its entries at each fetch must not crowd them out.
        """
        revised = {revision.entry.id: revision for revision in found.revised}
        entries = (*found.new, *(revision.entry for revision in found.revised))
        newest_first = sorted(
            entries, key=lambda entry: (entry.id not in revised, entry.published or self.now), reverse=True
        )
        newest = newest_first[:MOST_ENTRIES]
        chosen = {entry.id for entry in newest}
        texts = []
        for entry in entries:
            if entry.id not in chosen:
                is_past = self.state.baseline_at is None and entry.id not in revised
                texts += [Text(entry, _PAST)] if is_past else []
                continue
            text = self._guarded(entry, partial(self._read, entry, revised.get(entry.id)))
            texts.append(Text(entry, text, revises=revised.get(entry.id)) if isinstance(text, Skip) else text)
            await asyncio.sleep(0)  # a first poll reads hundreds of entries; commands must not wait for all of them
        return tuple(texts)

    def _read(self, entry: Entry, revises: Revised | None) -> Text:
        """Read one entry; a date that cannot be meant is none."""
        entry = replace(entry, published=dated(entry, self.now))
        reading = read(entry, self.watch.directory, self.rates)
        if revises is not None and is_idle(revises, reading.figures, reading.verdict):
            return Text(entry, reading, revises=revises, idle=True)
        sought = [*stories.sought(entry, reading, self.now)]
        if revises is not None:  # what it told before may be corrected now
            before = replace(reading, figures=revises.figures, verdict=revises.verdict)
            sought += stories.sought(entry, before, self.now)
        keys = frozenset(key for story in sought for key in stories.wanted(story))
        since = stories.reach(entry, sought) if revises is None else None
        return Text(entry, reading, keys, since, revises)

    async def judge(self, texts: Sequence[Text]) -> tuple[tuple[Judged, ...], frozenset[str]]:
        """Bind entries to stories and decide, the oldest first, so that the first to tell a story opens it.

        May be called again with the same entries, when the store knows more.

        Returns:
            The entries, judged, in their order, and the ids of the stories that were known.

        Raises:
            StoreError: The stories known cannot be had.
        """
        oldest_first = sorted(texts, key=lambda text: text.entry.published or self.now)
        since = [text.since for text in texts if text.keys]
        known = await self.store.candidates(
            sorted({key for text in texts for key in text.keys}),
            None if None in since else min((when for when in since if when is not None), default=None),
        )
        told = await self._bind(oldest_first, known)
        tellings = [telling for found in told.values() if not isinstance(found, Skip) for telling in found]
        touched = {story.id for telling in tellings for story in (telling.story, telling.earlier) if story is not None}
        joined = sorted(touched & {story.id for story in known})
        self._posted = set(await self.store.posted(joined)) if joined else set()
        self._baselined = set(await self.store.baselined(joined)) if joined else set()
        self._standing = {(a.story, a.channel): a for a in (await self.store.standing(joined) if joined else ())}
        capped = [rules.channel for rules in self.watch.rules if rules.most_an_hour is not None]
        self._queue = Queue(await self.store.traffic(capped, self.now) if capped else {})
        self._revised = {text.entry.id: text.revises for text in texts if text.revises is not None}
        judged: dict[str, Judged] = {}
        for text in oldest_first:
            judged[text.entry.id] = self._judge(text, told[text.entry.id])
            await asyncio.sleep(0)
        in_order = tuple(judged[text.entry.id] for text in texts)
        return await with_news(in_order, self.store, self.watch.directory), frozenset(story.id for story in known)

    async def _bind(self, texts: Sequence[Text], known: Iterable[Story]) -> dict[str, tuple[Telling, ...] | Skip]:
        """Bind entries to the stories they tell, by the entry's id; a Skip says why one could not be bound."""
        shelf = Shelf(known)
        told: dict[str, tuple[Telling, ...] | Skip] = {}
        for text in texts:
            entry, reading = text.entry, text.reading
            if isinstance(reading, Skip):
                told[entry.id] = reading
            elif text.idle:
                told[entry.id] = ()
            else:
                before = text.revises.told if text.revises else ()
                told[entry.id] = self._guarded(entry, partial(shelf.bind, entry, reading, self.now, before))
                await asyncio.sleep(0)
        return told

    def _judge(self, text: Text, tellings: tuple[Telling, ...] | Skip) -> Judged:
        """Decide one entry for every channel, and say whether it revises a stored one."""
        judged = self._decided(text, tellings)
        if text.revises is None:
            return judged
        return replace(judged, revises=text.revises.known, told=text.revises.told)

    def _decided(self, text: Text, tellings: tuple[Telling, ...] | Skip) -> Judged:
        """Decide one entry for every channel; nothing is decided of a new state that tells no more than the old one."""
        entry, reading = text.entry, text.reading
        if isinstance(reading, Skip):
            return self._unread(entry, reading)
        if isinstance(tellings, Skip):
            return self._unread(entry, tellings)
        if text.idle:
            return Judged(entry, reading.figures, reading.verdict, reading.summary)
        judged = Judged(
            entry,
            reading.figures,
            reading.verdict,
            reading.summary,
            opens=tuple(t.story for t in tellings if t.is_new),
            joins=tuple(t.story.id for t in tellings if not t.is_new),
        )
        silent = alerts.irrelevant(reading)
        if silent is not None:
            return replace(judged, decisions=self._in_every_channel(silent))
        judged = replace(
            judged,
            grown=tuple(t.story for t in tellings if not t.is_new),
            changes=tuple((t.story.id, t.earlier.id) for t in tellings if t.earlier is not None),
        )
        choices = self._guarded(entry, partial(self._decide, entry, reading, tellings))
        if isinstance(choices, Skip):  # later entries may tell the stories it opened, so these stay
            return replace(judged, verdict=Verdict(False, choices.reason), decisions=self._in_every_channel(choices))
        chosen = tuple(choice for *_, choice in choices if isinstance(choice, Alert))
        renewals = self._guarded(entry, lambda: tuple(self._renew(entry, reading.summary, tellings)))
        return replace(
            judged,
            decisions=tuple(self._decision(story, channel, choice) for story, channel, choice in choices),
            alerts=chosen,
            waits=tuple(self._waits(chosen)),
            renewals=() if isinstance(renewals, Skip) else renewals,
        )

    def _renew(self, entry: Entry, summary: str, tellings: Sequence[Telling]) -> Iterator[Renewal]:
        """Yield what an entry makes of the alerts that stand in the channels; remember it for those that follow."""
        for telling in tellings:
            changed = telling.earlier if telling.change is not None and telling.change.takes_back else None
            if telling.is_new and changed is None:
                continue
            for rules in self.watch.rules:
                pair = (changed or telling.story).id, rules.channel
                alert = self._standing.get(pair)
                renewal = alert and renew(alert, entry, summary, telling, rules.updates)
                if renewal:
                    self._standing[pair] = renewal.alert
                    yield renewal

    def _decide(self, entry: Entry, reading: Reading, tellings: Sequence[Telling]) -> list[Choice]:
        """Decide an entry's stories for every channel, and remember it for the entries that follow."""
        met = [
            (
                telling,
                rules,
                alerts.decide(
                    rules,
                    entry,
                    reading,
                    telling,
                    self.watch.directory,
                    self.rates,
                    now=self.now,
                    feed=self.state.feed.name,
                ),
            )
            for telling in tellings
            for rules in self.watch.rules
        ]
        return [
            (
                telling.story.id,
                rules.channel,
                choice if isinstance(choice, Skip) else self._hold(entry, telling, rules, choice),
            )
            for telling, rules, choice in met
        ]

    def _hold(self, entry: Entry, telling: Telling, rules: Rules, alert: Alert) -> Alert | Skip:
        """Return the alert of a story that meets the rules, or why it is not posted; remember what becomes of it."""
        pair = telling.story.id, rules.channel
        held = self._held_back(entry, telling, pair)
        if held is None:
            earlier = self._standing.get((telling.earlier.id, alert.channel)) if telling.earlier else None
            alert = replace(alert, earlier=earlier.id if earlier else None)
            self._posted.add(pair)
            self._standing[pair] = alert
            self._queue.take(rules, alert, self.now)
            return alert
        if held.reason is Reason.BASELINE:
            self._baselined.add(pair)
        return held

    def _waits(self, chosen: Iterable[Alert]) -> Iterator[Wait]:
        """Yield those alerts that do not go out at once."""
        for alert in chosen:
            turn = self._queue.turn_of(alert)
            if turn.why:
                yield Wait(alert.id, turn.at, turn.folded)

    def _decision(self, story: str, channel: str, choice: Alert | Skip) -> Decision:
        """Return a choice as it is stored."""
        if isinstance(choice, Skip):
            return Decision(channel, choice.reason, choice.detail, story)
        detail = "; ".join(filter(None, (choice.followed, self._queue.turn_of(choice).why)))
        return Decision(channel, Reason.ALERT, detail, story)

    def _unread(self, entry: Entry, why: Skip) -> Judged:
        """Return what is stored of an entry that was not read."""
        return Judged(entry, (), Verdict(False, why.reason), "", decisions=self._in_every_channel(why))

    def _in_every_channel(self, skip: Skip) -> tuple[Decision, ...]:
        """Return what is decided of an entry whatever a channel follows."""
        return tuple(Decision(rules.channel, skip.reason, skip.detail, None) for rules in self.watch.rules)

    def _guarded(self, entry: Entry, step: Callable[[], T]) -> T | Skip:
        """Take a step with one entry; return a Skip where it breaks, or the entry would break its feed for ever."""
        try:
            return step()
        except Exception as error:
            _log.exception("entry.broken", feed=self.state.feed.name, entry=entry.id)
            return Skip(Reason.BROKEN, f"{type(error).__name__}: the entry broke what reads it, see the log")

    def _held_back(self, entry: Entry, telling: Telling, pair: Pair) -> Skip | None:
        """Return why a story that meets the rules is not posted; None where it is news to the channel."""
        story = telling.story
        if pair in self._posted:
            return Skip(Reason.ALREADY_POSTED, f"story {story.id} is known in this channel")
        back = telling.earlier if telling.change is not None and telling.change.takes_back else None
        if back is not None and (back.id, pair[1]) in self._standing:
            return Skip(Reason.ALREADY_POSTED, f"story {back.id}, now {telling.change}, is known in this channel")
        revised = self._revised.get(entry.id)
        is_retold = revised is not None and story.id in revised.told
        published = story.published if is_retold else entry.published
        age = self.now - published if published else None
        if self.state.baseline_at is None and not (self.since and age is not None and age <= self.since):
            return Skip(Reason.BASELINE, "stood in the feed when it was first polled")
        if self.state.baseline_at is not None and age is not None and age > TOO_OLD:
            return Skip(Reason.TOO_OLD, f"dated {age.days} days ago")
        if pair in self._baselined and (is_retold or not self._broke_since(entry, story)):
            return Skip(Reason.BASELINE, f"story {story.id} stood in a feed when that was first polled")
        if revised is not None and not is_retold and stands_in_baseline(revised, self.state.baseline_at):
            # Not a baseline of the story: other outlets may report it as the news that it is.
            return Skip(Reason.TOO_OLD, "added to what stood in the feed when it was first polled, and dated no later")
        return None

    def _broke_since(self, entry: Entry, story: Story) -> bool:
        """Say whether a story is known to be younger than the first poll of this feed."""
        dates = [day for day in (entry.published, story.published) if day is not None]
        return self.state.baseline_at is not None and bool(dates) and min(dates) > self.state.baseline_at
