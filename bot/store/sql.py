"""The `Store` port on a database: one method, one transaction.

The statements stand in the modules beside this one; here are only the transactions around them, which end even where
their caller is cancelled, and the border that turns foreign errors into StoreError.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Coroutine, Mapping, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.core.alerts import Alert
from bot.core.corrections import Correction
from bot.core.digest import Digest
from bot.core.dues import Digested
from bot.core.entry import Entry, Feed
from bot.core.facts import Fact
from bot.core.heard import Heard
from bot.core.kinds import Kind
from bot.core.renewals import Renewal
from bot.core.sorting import Sorted
from bot.core.standing import Side
from bot.core.stories import Story
from bot.core.subscriptions import Amendment, Subscription
from bot.core.tallies import Tally
from bot.core.turns import Traffic
from bot.core.votes import Cast
from bot.ports import (
    Claimed,
    Criteria,
    Feedback,
    FeedState,
    Health,
    Held,
    Installation,
    Judged,
    Page,
    Poll,
    Reread,
    Sent,
    Told,
)
from bot.store import (
    corrections,
    digests,
    folds,
    heard,
    identities,
    installations,
    ledger,
    migrations,
    outbox,
    polls,
    rereading,
    search,
    votes,
    weighing,
)
from bot.store import feeds as feed_rows
from bot.store import renewals as renewal_rows
from bot.store import subscriptions as subscription_rows
from bot.store.engine import Engines, database, open_engines, place
from bot.store.failures import translated

P = ParamSpec("P")
T = TypeVar("T")


async def open_store(url: str) -> "SqlStore":
    """Open a database, made and brought to this version's tables where needed.

    Args:
        url: `sqlite:///data/aispend.db`, where a missing folder is made, or `postgresql://user:password@host/name`,
            where the database must be there. `sqlite://` is a database in memory.

    Raises:
        StoreError: It cannot be opened or written, is damaged, or was written by a newer version.
    """
    with translated(place(database(url))):
        engines = open_engines(url)
    store = SqlStore(engines)
    try:
        await store.migrate()
    except BaseException:
        await store.close()
        raise
    return store


class SqlStore:
    """The `Store` port on a database; made by `open_store`, ended by `close`."""

    def __init__(self, engines: Engines) -> None:
        self._engines = engines
        self._names: tuple[int, tuple[str, ...]] | None = None

    async def migrate(self) -> None:
        """Bring the tables to this version. Raises StoreError where a newer one wrote them."""
        await self._write(AsyncConnection.run_sync, migrations.upgrade)
        await self._write(weighing.derive)

    async def close(self) -> None:
        """Close every connection; the store is of no use afterwards."""
        await self._engines.dispose()

    async def sync_feeds(self, feeds: Sequence[Feed], now: datetime) -> None:
        """Make rows for configured feeds.

        A feed that is gone from the configuration keeps its row and is never due. One whose address changed is due
        now without validators; where the new address is another page and not only another spelling, its next good
        poll is its baseline again.
        """
        await self._write(feed_rows.sync, feeds, now)

    async def due(self, now: datetime) -> tuple[str, ...]:
        """Return the names of feeds to poll, longest overdue first; those claimed are left out."""
        return await self._read(feed_rows.due, now)

    async def claim_feed(self, name: str, now: datetime, lease: timedelta) -> FeedState | None:
        """Take a due feed for as long as the lease."""
        return await self._write(feed_rows.claim, name, now, lease)

    async def sort_out(self, feed: str, entries: Sequence[Entry]) -> Sorted:
        """Return the new entries of one document of a feed, and those that are another state of a stored one."""
        return await self._read(identities.sort_out, feed, entries)

    async def candidates(self, keys: Sequence[str], since: datetime | None = None) -> tuple[Story, ...]:
        """Return stories filed under any of the keys, oldest first."""
        return await self._read(polls.candidates, keys, since)

    async def save(self, poll: Poll) -> int:
        """Store a poll and free its feed, all or nothing.

        An entry that is stored already is left out with all that was decided of it, unless it says that it revises
        the stored one. A poll with an error counts one more failure and keeps the validators; one without resets the
        count, and the first one that saw an entry sets the baseline.

        Raises:
            ConflictError: A story it opens shares a key with a stored one that is not among `poll.known`.
        """
        added = await self._write(polls.save, poll)
        self._names = None
        return added

    async def posted(self, stories: Sequence[str]) -> frozenset[tuple[str, str]]:
        """Return which (story, channel) pairs have an outbox row already, in whatever state."""
        return await self._read(outbox.posted, stories)

    async def standing(self, stories: Sequence[str]) -> tuple[Alert, ...]:
        """Return the newest versions of these stories' alerts, but for those that were given up, the oldest first."""
        return await self._read(renewal_rows.standing, stories)

    async def renew(self, renewals: Sequence[Renewal], now: datetime) -> None:
        """Take new versions of alerts over, and know their stories by the figures they show now too.

        Raises:
            ConflictError: An alert has become another version meanwhile.
        """
        await self._write(renewal_rows.amend, renewals, now)

    async def baselined(self, stories: Sequence[str]) -> frozenset[tuple[str, str]]:
        """Return which (story, channel) pairs an entry met the rules for that stood in a feed's baseline."""
        return await self._read(polls.baselined, stories)

    async def traffic(self, channels: Collection[str], now: datetime) -> Mapping[str, Traffic]:
        """Return what went out in these channels in the hour before, is on its way, or is folded."""
        return await self._read(folds.traffic, channels, now)

    async def claim_alert(self, now: datetime, lease: timedelta, pace: timedelta = timedelta(0)) -> Claimed | None:
        """Take the oldest alert that is to be posted now.

        While an older alert of its channel is in a worker's hands or waits for its next try, or its channel rests after
        a delivery, an alert waits too. Folded ones that are due become folds first.
        """
        return await self._write(folds.claim, now, lease, pace)

    async def next_alert(self, now: datetime, pace: timedelta = timedelta(0)) -> datetime | None:
        """Return when `claim_alert` will find one, at the earliest; may lie in the past, None when none waits."""
        return await self._read(outbox.next_free, now, pace)

    async def mark_delivered(self, row: str, ts: str, now: datetime) -> None:
        """Record that Slack has done what a row wanted; the first timestamp stays."""
        await self._write(outbox.mark_delivered, row, ts, now)

    async def mark_retry(self, row: str, at: datetime, *, unsure: bool, error: str) -> None:
        """Free a claimed row to be tried again; once unsure, it stays unsure."""
        await self._write(outbox.mark_retry, row, at, unsure=unsure, error=error)

    async def mark_parked(self, row: str, error: str) -> None:
        """Set a claimed row aside: it holds up nobody and is never posted again."""
        await self._write(outbox.mark_parked, row, error)

    async def mark_failed(self, row: str, error: str) -> None:
        """Give a claimed row up for good."""
        await self._write(outbox.mark_failed, row, error)

    async def abandon(self, followed: Collection[str]) -> int:
        """Give up what waits for channels that nobody follows any more; return how many alerts that were."""
        return await self._write(outbox.abandon, followed)

    async def give_up_late(self, channel: str, since: datetime) -> int:
        """Give up what has waited for a channel since before a time."""
        return await self._write(outbox.give_up_late, channel, since)

    async def hasten(self, channel: str, now: datetime) -> None:
        """Let what was put off in a channel go out at once."""
        await self._write(outbox.hasten, channel, now)

    async def pending(self) -> int:
        """Return how many alerts, folds and digests are neither delivered nor given up."""
        return await self._read(outbox.pending)

    async def alert(self, alert: str) -> Alert | None:
        """Return a stored alert by id; a fold or a digest is none."""
        return await self._read(outbox.load, alert)

    async def digested(self, channel: str) -> Digested | None:
        """Return how far the digests of a channel are; None where it has none."""
        return await self._read(digests.digested, channel)

    async def save_digest(self, after: Digested, before: Digested | None, digest: Digest | None, at: datetime) -> bool:
        """Remember how far a channel's digests are, and put the digest in the outbox; False where it is too late."""
        return await self._write(digests.save, after, before, digest, at)

    async def forget_digests(self, channel: str) -> None:
        """Forget how far the digests of a channel are."""
        await self._write(digests.forget, channel)

    async def heard(self, since: datetime) -> tuple[Heard, ...]:
        """Return the facts that were first seen or told otherwise by news since a time, by their ids."""
        return await self._read(heard.heard, since)

    async def told_by(self, stories: Collection[str]) -> Mapping[str, tuple[tuple[str, Entry], ...]]:
        """Return the entries that tell each story, in the order they were stored, each with its feed's name."""
        return await self._read(heard.told_by, stories)

    async def sync_ledger(self, facts: Sequence[Fact]) -> tuple[int, int, int]:
        """Make shipped facts those given, by id: (added, changed, removed)."""
        came_of_it = await self._write(ledger.sync, facts)
        self._names = None
        return came_of_it

    async def facts(self, org: str) -> tuple[Fact, ...]:
        """Return the facts a company stands in, newest first, its name in whatever case."""
        return await self._read(ledger.of_org, org)

    async def parts_of(self, wholes: Collection[str]) -> tuple[Fact, ...]:
        """Return the facts that are parts of any of these, sorted by id."""
        return await self._read(ledger.parts_of, wholes)

    async def totals(self, org: str) -> tuple[Tally, ...]:
        """Return the totals of a company by side, kind and year, in whole dollars."""
        return await self._read(search.totals, org)

    async def parts(self, org: str, side: Side, kind: Kind) -> tuple[str, ...]:
        """Return the ids of the facts that a company's total is made of, newest first."""
        return await self._read(search.parts, org, side, kind)

    async def search(self, criteria: Criteria, limit: int, offset: int = 0) -> Page:
        """Return some of the facts that meet the criteria; those without dollars are the smallest."""
        return await self._read(search.search, criteria, limit, offset)

    async def rank(self, kind: Kind, payers: frozenset[str] | None, above_usd: Decimal) -> int:
        """Return how many facts of a kind that count are larger, of some payers; None means of all."""
        return await self._read(search.rank, kind, payers, above_usd)

    async def spelt(self, names: Collection[str]) -> tuple[str, ...]:
        """Return those of some names that stand in the ledger, as it spells them."""
        return await self._read(ledger.spelt, names)

    async def names(self) -> tuple[str, ...]:
        """Return every name in the ledger, sorted, one spelling each.

        They are kept until something is written here or a fact is added elsewhere: they may be many thousands, and
        seldom change.
        """
        newest = await self._read(ledger.newest)
        if self._names is None or self._names[0] != newest:
            self._names = newest, await self._read(ledger.names)
        return self._names[1]

    async def payers(self, most: int) -> tuple[str, ...]:
        """Return at most so many of those who pay, those with the most figures first, of equals the newest."""
        return await self._read(ledger.payers, most)

    async def quotes(self, facts: Collection[str]) -> Mapping[str, str]:
        """Return the words that live facts were read from, by their ids."""
        return await self._read(ledger.quotes, facts)

    async def facts_after(self, fact: str, most: int) -> tuple[Fact, ...]:
        """Return at most so many facts of the ledger whose ids come after one, in the order of their ids."""
        return await self._read(ledger.after, fact, most)

    async def chained(self) -> tuple[Fact, ...]:
        """Return the facts that supersede another one of the ledger or are superseded, in the order of their ids."""
        return await self._read(ledger.chained)

    async def fact(self, fact: str) -> Held | None:
        """Return what is held of a fact, one that people took out of the ledger too."""
        return (await self._read(corrections.held, (fact,))).get(fact)

    async def fact_ids(self) -> tuple[str, ...]:
        """Return the ids of all facts, those that people took out of the ledger too, sorted."""
        return await self._read(ledger.ids)

    async def correct(self, correction: Correction) -> Correction:
        """Record a correction and lay it over its fact; return it with its id.

        Raises:
            RequestError: It would make its fact a duplicate of itself.
        """
        return await self._write(corrections.correct, correction)

    async def undo(self, correction: int, by: str, at: datetime) -> Correction | None:
        """Take a correction back; one that was undone already comes back as it is."""
        return await self._write(corrections.undo, correction, by, at)

    async def corrections(self, *targets: str) -> tuple[Correction, ...]:
        """Return the corrections of some facts, none meaning all, the newest first, those undone too."""
        return await self._read(corrections.made, targets)

    async def told(self, since: datetime | None, after: int, most: int) -> tuple[Told, ...]:
        """Return at most so many entries, stored since a time and numbered after one, in the order they came."""
        return await self._read(rereading.told, since, after, most)

    async def count_told(self, since: datetime | None) -> int:
        """Return how many entries were stored since a time; None means all."""
        return await self._read(rereading.count, since)

    async def reread(self, entries: Sequence[Reread]) -> None:
        """Put what was read anew in the place of what was stored; an entry that is gone is left out."""
        await self._write(rereading.reread, entries)

    async def judged(self, reference: str) -> tuple[Judged, ...]:
        """Return what was read and decided of the stored entries with this id or link, the stories told in `joins`."""
        return await self._read(polls.judged, reference)

    async def entitled(self, words: Sequence[str], most: int) -> tuple[Judged, ...]:
        """Return the same of at most so many entries whose titles hold all of some words, the newest first."""
        return await self._read(polls.entitled, words, most)

    async def health(self) -> tuple[Health, ...]:
        """Return how each configured feed fares, in the order of their names."""
        return await self._read(feed_rows.health)

    async def sent(self, channels: Collection[str], most: int) -> tuple[Sent, ...]:
        """Return the newest alerts that stand in some channels by themselves, the newest first."""
        return await self._read(outbox.sent, channels, most)

    async def subscriptions(self) -> tuple[Subscription, ...]:
        """Return what was set in Slack, in the order of the channels' ids."""
        return await self._read(subscription_rows.stored)

    async def amend(self, subscription: Subscription, amendment: Amendment | None) -> None:
        """Store the next version of a subscription, with the change as it is told; None where nobody made one.

        Raises:
            ConflictError: Another one became that version meanwhile.
        """
        await self._write(subscription_rows.amend, subscription, amendment)

    async def amendments(self, channel: str, most: int) -> tuple[Amendment, ...]:
        """Return the newest changes of a channel's subscription, the newest first."""
        return await self._read(subscription_rows.changes, channel, most)

    async def forget(self, team: str, also: Collection[str] = ()) -> tuple[str, ...]:
        """Erase a workspace: the app in it, its subscriptions, and all of its and some more channels; return these."""
        return await self._write(subscription_rows.forget, team, also)

    async def greet(self, whom: str, now: datetime) -> bool:
        """Record that somebody is greeted; False where they were before."""
        return await self._write(subscription_rows.greet, whom, now)

    async def install(self, installation: Installation) -> None:
        """Record where the app is installed, in the place of what was recorded for that workspace before."""
        await self._write(installations.install, installation)

    async def installation(self, team: str) -> Installation | None:
        """Return the app in a workspace; None where it is not installed."""
        return await self._read(installations.of_team, team)

    async def installations(self) -> tuple[Installation, ...]:
        """Return all there are, in the order of the workspaces' ids."""
        return await self._read(installations.everywhere)

    async def begin_installation(self, state: str, until: datetime, now: datetime) -> None:
        """Record that somebody has begun to install the app, and until when they may come back (UTC)."""
        await self._write(installations.begin, state, until, now)

    async def end_installation(self, state: str, now: datetime) -> bool:
        """Take a begun installation out; False where it never was, was taken out before, or its time is over."""
        return await self._write(installations.end, state, now)

    async def vote(self, cast: Cast) -> None:
        """Take a reader's vote on an alert over; it takes the place of an earlier one."""
        await self._write(votes.vote, cast)

    async def votes(self) -> tuple[Cast, ...]:
        """Return each reader's last vote on each alert, in the order in which they were cast."""
        return await self._read(votes.cast_votes)

    async def hear(self, feedback: Feedback) -> None:
        """Keep what a person has to say."""
        await self._write(votes.hear, feedback)

    async def comments(self, most: int) -> tuple[Feedback, ...]:
        """Return at most so much of what people had to say, the newest first."""
        return await self._read(votes.comments, most)

    async def _write(
        self, work: Callable[Concatenate[AsyncConnection, P], Awaitable[T]], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        return await _to_its_end(self._transact(self._engines.writing, work, *args, **kwargs))

    async def _read(
        self, work: Callable[Concatenate[AsyncConnection, P], Awaitable[T]], *args: P.args, **kwargs: P.kwargs
    ) -> T:
        return await _to_its_end(self._transact(self._engines.reading, work, *args, **kwargs))

    async def _transact(
        self,
        engine: AsyncEngine,
        work: Callable[Concatenate[AsyncConnection, P], Awaitable[T]],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> T:
        with translated(self._engines.place):
            async with engine.begin() as connection:
                return await work(connection, *args, **kwargs)


async def _to_its_end(transaction: Coroutine[Any, Any, T]) -> T:
    """Await a transaction; where the caller is cancelled, let the transaction end first.

    A driver that is interrupted halfway leaves its connection behind with the write lock held.
    """
    task = asyncio.create_task(transaction)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait([task])
        raise
