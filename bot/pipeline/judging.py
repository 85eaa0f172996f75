"""Judging: what one poll brought is read, bound to stories and decided for every channel.

An entry is judged as if it were alone, in the order of dates; what earlier ones told, the channels remember.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
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
from bot.core.revisions import is_idle
from bot.core.rules import UNSAID, Rules
from bot.core.sorting import Revised, Sorted
from bot.core.stories import Shelf, Story, Telling
from bot.pipeline.channels import Channels
from bot.pipeline.news import with_news
from bot.ports import Decision, FeedState, Judged, Store

MOST_ENTRIES = 1000
"""Entries of one poll that are read, the newest; so many take some seconds."""

_PAST = Skip(Reason.BASELINE, f"not among the newest {MOST_ENTRIES:,} entries when the feed was first polled")

_log = structlog.get_logger(__name__)

Choice = tuple[str, str, Alert | Skip]
"""A story, a channel and what was decided."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Watch:
    """What is followed, as the configuration says; swapped whole when it changes.

    Attributes:
        rules: One for each channel.
        directory: The organisations.
        defaults: What holds for a channel that is set in Slack alone, as far as that says nothing itself.
        admins: Ids of the members who may change any channel.
        operator: Id of the channel that is told of the bot's own troubles; None means that nobody is.
    """

    rules: tuple[Rules, ...]
    directory: Directory
    defaults: Rules = UNSAID
    admins: frozenset[str] = frozenset()
    operator: str | None = None


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
        revised = {text.entry.id: text.revises for text in texts if text.revises is not None}
        joined = sorted(touched & {story.id for story in known})
        channels = Channels(self.watch.rules, self.state, self.since, self.now, revised)
        await channels.recall(self.store, joined)
        judged: dict[str, Judged] = {}
        for text in oldest_first:
            judged[text.entry.id] = self._judge(text, told[text.entry.id], channels)
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

    def _judge(self, text: Text, tellings: tuple[Telling, ...] | Skip, channels: Channels) -> Judged:
        """Decide one entry for every channel, and say whether it revises a stored one."""
        judged = self._decided(text, tellings, channels)
        if text.revises is None:
            return judged
        return replace(judged, revises=text.revises.known, told=text.revises.told)

    def _decided(self, text: Text, tellings: tuple[Telling, ...] | Skip, channels: Channels) -> Judged:
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
        choices = self._guarded(entry, partial(self._decide, entry, reading, tellings, channels))
        if isinstance(choices, Skip):  # later entries may tell the stories it opened, so these stay
            return replace(judged, verdict=Verdict(False, choices.reason), decisions=self._in_every_channel(choices))
        chosen = tuple(choice for *_, choice in choices if isinstance(choice, Alert))
        renewals = self._guarded(entry, lambda: tuple(channels.renew(entry, reading.summary, tellings)))
        return replace(
            judged,
            decisions=tuple(channels.decision(story, channel, choice) for story, channel, choice in choices),
            alerts=chosen,
            waits=tuple(channels.waits(chosen)),
            renewals=() if isinstance(renewals, Skip) else renewals,
        )

    def _decide(self, entry: Entry, reading: Reading, tellings: Sequence[Telling], channels: Channels) -> list[Choice]:
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
                choice if isinstance(choice, Skip) else channels.hold(entry, telling, rules, choice),
            )
            for telling, rules, choice in met
        ]

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
