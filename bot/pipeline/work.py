"""The pipeline: every piece of work of the bot, one unit a call.

A unit takes its row by a lease and stores all that came of it in one go: whoever is stopped halfway has done nothing.
"""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from time import perf_counter

import structlog

from bot.core.corrections import What
from bot.core.digest import Digest
from bot.core.entry import Entry
from bot.core.evidence import Evidence
from bot.core.following import is_on
from bot.core.found import Found
from bot.core.money import Rates
from bot.core.quiet import held_until
from bot.core.rules import EVERYTHING, Rules
from bot.core.sorting import Sorted
from bot.core.subscriptions import in_force
from bot.errors import ConflictError, FetchError, ParseError
from bot.pipeline import delivery, digesting
from bot.pipeline.correcting import Corrected, Correcting, company
from bot.pipeline.delivery import Hold
from bot.pipeline.evidence import evidence
from bot.pipeline.judging import Judging, Text, Watch
from bot.pipeline.lookup import lookup
from bot.pipeline.pausing import STOPS, stopped
from bot.pipeline.rereading import Page, reread
from bot.pipeline.subscribing import Subscribing
from bot.ports import Feeds, FeedState, Fetched, NotModified, Poll, Poster, Store, Trouble

POLL_LEASE = timedelta(minutes=3)
SAVE_TRIES = 5
"""Times that a poll is judged before it is left to the end of its lease; it takes another process to fail one."""
_SHORTEST_REST_S = 0.01

_log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Pipeline:
    """The work of the bot.

    Attributes:
        watch: Read anew at every unit of work.
        clock: Returns the time, aware, UTC.
        since: Age up to which a feed's first poll may alert; None means that it alerts on nothing.
        pace: Time a channel rests after each post.
        sleep: Waits for so many seconds by the same clock.
    """

    store: Store
    feeds: Feeds
    rates: Rates
    watch: Watch
    clock: Callable[[], datetime]
    since: timedelta | None = None
    pace: timedelta = delivery.PACE
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    _judging: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Two feeds with one new story would both open it, and one be refused: to match and to store is one step."""

    async def poll(self, name: str) -> Poll | None:
        """Poll one feed and store what came of it.

        Args:
            name: Of the feed.

        Returns:
            What was stored; None where somebody else holds the feed or it is not due.

        Raises:
            StoreError: Nothing could be stored; the feed is polled again when its lease ends.
        """
        started, now = perf_counter(), self.clock()
        state = await self.store.claim_feed(name, now, POLL_LEASE)
        if state is None:
            _log.debug("feed.skipped", feed=name)
            return None
        outcome, entries = await self._ask(state)
        poll = replace(self._came_of(state, outcome, now), seen=len(entries))
        found = await self.store.sort_out(name, entries) if entries else Sorted()
        poll = replace(poll, shared=found.shared)
        watch = replace(self.watch, rules=await self.following())
        judging = Judging(self.store, self.rates, watch, state, self.since, now)
        texts = await judging.read(found)
        left = len(found.new) + len(found.revised) - len(texts)
        if left:  # without its validators the feed is sent whole again, and read on
            poll = replace(poll, etag=None, last_modified=None, body_hash=None)
        async with self._judging:
            poll, added = await self._save(poll, judging, texts)
        _log.info(
            "feed.polled",
            feed=name,
            status=_status(outcome),
            new=added,
            revised=sum(j.revises is not None for j in poll.judged),
            seen=len(entries),
            left=left,
            alerts=sum(len(j.alerts) for j in poll.judged),
            error=poll.error,
            seconds=round(perf_counter() - started, 3),
        )
        return poll

    async def _save(
        self, poll: Poll, judging: Judging, texts: Sequence[Text], tries: int = SAVE_TRIES
    ) -> tuple[Poll, int]:
        """Judge what was read and store it; return the poll with all that was stored, and how many entries were new.

        Another process may open the same story between the two: then nothing is stored, and all is judged again,
        knowing that story.
        """
        judged, known = await judging.judge(texts)
        poll = replace(poll, judged=judged, known=known)
        try:
            return poll, await self.store.save(poll)
        except ConflictError:
            if tries == 1:
                raise
            return await self._save(poll, judging, texts, tries - 1)

    async def _ask(self, state: FeedState) -> tuple[Fetched | NotModified | FetchError | ParseError, tuple[Entry, ...]]:
        """Return what a feed answered, and the entries that stand in it."""
        try:
            outcome = await self.feeds.fetch(state)
            return outcome, await self.feeds.parse(outcome, state.feed) if isinstance(outcome, Fetched) else ()
        except (FetchError, ParseError) as error:
            return error, ()

    def _came_of(
        self, state: FeedState, outcome: Fetched | NotModified | FetchError | ParseError, now: datetime
    ) -> Poll:
        """Return what is to be stored of a poll, but for its entries."""
        name, due = state.feed.name, self.feeds.next_due(state, outcome, now)
        etag, last_modified = state.etag, state.last_modified
        match outcome:
            case Fetched():
                return Poll(name, now, due, outcome.etag, outcome.last_modified, outcome.body_hash)
            case NotModified():
                return Poll(name, now, due, outcome.etag or etag, outcome.last_modified or last_modified)
            case error:
                return Poll(name, now, due, etag, last_modified, error=str(error))

    async def deliver(self, poster: Poster, patience: timedelta = timedelta(0)) -> bool:
        """Post the oldest alert that may go out, or wait a little for one that soon may.

        Args:
            poster: The way to Slack.
            patience: How long to wait where all that is left must rest, or be tried again later.

        Returns:
            Whether there was one, so that there may be more.

        Raises:
            StoreError: The database failed; what was being posted is looked for when its lease ends.
        """
        now = self.clock()
        claimed = await self.store.claim_alert(now, delivery.LEASE, self.pace)
        if claimed is None:
            return bool(patience) and await self._rest(now, patience)
        outcome = await delivery.attempt(
            claimed, poster, await self._hold(claimed.post.channel, now, claimed.first_claimed)
        )
        await delivery.settle(self.store, claimed, outcome, self.clock())
        if (code := delivery.refusal(outcome)) in STOPS:
            for trouble in await self.stopped(claimed.post.channel, code):
                await delivery.tell(poster, trouble)
        return True

    async def stopped(self, channel: str, code: str) -> tuple[Trouble, ...]:
        """Take note that nothing can be posted in a channel; return whom to tell."""
        return await stopped(self.subscribing, self.watch.operator, channel, code)

    async def following(self) -> tuple[Rules, ...]:
        """Return the rules in force: the watch list's, with what channels set in Slack laid over. Raises StoreError.

        Those of paused channels are among them: what comes is not lost for them, but waits.
        """
        return in_force(self.watch.rules, self.watch.defaults, await self.store.subscriptions())

    async def abandon_unfollowed(self, without: Collection[str] = ()) -> int:
        """Give up what waits for channels that nobody follows; what is paused still waits. Raises StoreError.

        Args:
            without: Channels that count as followed by nobody, whatever is said of them.

        Returns:
            How many alerts that were.
        """
        own = {one.channel: one.follows for one in await self.store.subscriptions()}
        listed = {rules.channel for rules in self.watch.rules if own.get(rules.channel, True)}
        followed = listed | {channel for channel, follows in own.items() if follows}
        return await self.store.abandon(followed - set(without))

    @property
    def subscribing(self) -> Subscribing:
        """Return what changes subscriptions, by the watch list and the clock of now."""
        watch = self.watch
        return Subscribing(self.store, watch.directory, watch.rules, watch.defaults, self.clock())

    async def _hold(self, channel: str, now: datetime, since: datetime | None = None) -> Hold | None:
        """Return why a channel is to be left in peace; None where it is not.

        Judging knew its rules too, but an outage may end at night, and they may have changed since.

        Args:
            channel: Slack channel id.
            now: The time (UTC).
            since: When what is to go out was first to; what has waited for long is looked at seldom. None means now.
        """
        subscriptions = await self.store.subscriptions()
        in_all = in_force(self.watch.rules, self.watch.defaults, subscriptions)
        rules = next((one for one in in_all if one.channel == channel), None)
        if rules is None:
            return Hold(delivery.UNFOLLOWED, timedelta(0))
        if any(one.channel == channel and one.paused is not None for one in subscriptions):
            waited = now - (since or now)
            return Hold(delivery.PAUSED, min(max(delivery.PAUSE, waited), delivery.LONGEST_PAUSE))
        if hushes := [mute for mute in rules.mutes if mute.what == EVERYTHING and is_on(mute, now)]:
            ends = [mute.until - now for mute in hushes if mute.until is not None]
            return Hold(delivery.MUTED, min([delivery.PAUSE, *ends]))
        until = held_until(rules.quiet, now)
        return None if until is None else Hold(delivery.QUIET, until - now)

    async def _rest(self, now: datetime, patience: timedelta) -> bool:
        """Wait until the next alert may go out; return False at once where that is too long."""
        at = await self.store.next_alert(now, self.pace)
        if at is None or at - now > patience:
            return False
        await self.sleep(max((at - now).total_seconds(), _SHORTEST_REST_S))
        return True

    async def digest(self, rules: Rules) -> Digest | None:
        """Make the digest of a channel where it is due, and put it in the outbox.

        Args:
            rules: What the channel follows, and when its digest comes.

        Returns:
            The digest; None where none is due, the channel is paused or wants to hear of nothing for now, there is
            nothing to tell, or somebody else was first.

        Raises:
            StoreError: Something could not be read or stored; the digest is still due.
        """
        now = self.clock()
        hold = await self._hold(rules.channel, now) if rules.digest is not None else None
        if hold is not None and hold.code != delivery.QUIET:
            return None
        return await digesting.make(rules, self.store, self.rates, self.watch.directory, now)

    async def lookup(self, text: str, *, with_parts: bool = False) -> Found:
        """Answer what is asked of the ledger: a company's record, several compared, or a list of figures.

        Args:
            text: As typed.
            with_parts: Whether a company's record says what each total is made of.
        """
        day = self.clock().date()
        return await lookup(text, self.store, self.watch.directory, self.rates, day, with_parts=with_parts)

    async def evidence(self, text: str) -> Evidence | None:
        """Return a page of a company's figures with what they rest on; None where no company is named that is known."""
        return await evidence(text, self.store, self.watch.directory, self.clock().date())

    async def company(self, name: str) -> str:
        """Return a company's name as organisations or ledger spell it. Raises RequestError with names like it."""
        return await company(self.store, self.watch.directory, name)

    async def correct(
        self, target: str, what: What, value: str | None = None, *, by: str, note: str | None = None
    ) -> Corrected:
        """Record what a person says is wrong with a fact, and let the ledger follow at once.

        Args:
            target: Id of the fact.
            what: What is wrong with it.
            value: What is right, in words: a sum (`5.3bn USD`), a company by any of its names, or the id of the fact
                that the target tells again; nothing for `not_ai`.
            by: Who says so.
            note: Why.

        Raises:
            RequestError: There is no such fact, or the value cannot be meant.
            StoreError: Nothing could be stored.
        """
        correcting = Correcting(self.store, self.rates, self.watch.directory, await self.following())
        return await correcting.correct(target, what, value, by=by, at=self.clock(), note=note)

    async def undo(self, correction: int, *, by: str) -> Corrected:
        """Take a correction back; the one of its sort before it holds again. Raises RequestError, StoreError."""
        correcting = Correcting(self.store, self.rates, self.watch.directory, await self.following())
        return await correcting.undo(correction, by=by, at=self.clock())

    def reread(self, since: timedelta | None, *, apply: bool) -> AsyncIterator[Page]:
        """Read stored entries again with today's reader, and post nothing.

        Args:
            since: How long ago they may have been stored; None means all.
            apply: Whether what is read now takes the place of what was read, with the figures that stories are known
                by, their keys and their facts; corrections win all the same.

        Raises:
            StoreError: The database failed; the pages before are stored.
        """
        stored_since = None if since is None else self.clock() - since
        return reread(self.store, self.rates, self.watch.directory, stored_since, apply=apply)


def _status(outcome: Fetched | NotModified | FetchError | ParseError) -> str:
    """Return a poll's outcome in a word."""
    match outcome:
        case Fetched():
            return "ok"
        case NotModified():
            return "unmodified"
        case _:
            return "error"
