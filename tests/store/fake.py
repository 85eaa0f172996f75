"""A store in memory with the semantics of the real one; tests/store/test_store.py holds the two equal.

Its values are the program's own frozen ones, so that a copy of a few dicts is a snapshot of everything: a method that
raises puts it back.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal

from bot.core import stories as core_stories
from bot.core.alerts import Alert, Reason
from bot.core.entry import Entry, Feed, canonical
from bot.core.facts import LIVE, Fact, live_fact, same_name
from bot.core.kinds import Certainty, Kind, Qualifier, Role
from bot.core.moments import after
from bot.core.positions import Placing
from bot.core.query import Sort
from bot.core.standing import Side, sides, standing, year_of
from bot.core.stories import Story
from bot.core.tallies import Tally
from bot.core.typed import norm
from bot.errors import ConflictError, StoreError
from bot.ports import Claimed, Criteria, FeedState, Judged, Page, Poll
from bot.store.columns import whole_dollars

WAITING = ("pending", "claimed")


@dataclass(frozen=True)
class FeedRow:
    state: FeedState
    configured: bool
    next_due: datetime
    claim_until: datetime | None = None


@dataclass(frozen=True)
class OutboxRow:
    alert: Alert
    next_at: datetime
    state: str = "pending"
    claim_until: datetime | None = None
    attempts: int = 0
    first_claimed: datetime | None = None
    unsure: bool = False
    tried_until: datetime | None = None
    repeats: int = 0
    ts: str | None = None
    delivered_at: datetime | None = None
    error: str | None = None


@dataclass
class Rows:
    feeds: dict[str, FeedRow] = field(default_factory=dict)
    entries: dict[tuple[str, str], Judged] = field(default_factory=dict)
    stories: dict[str, Story] = field(default_factory=dict)
    outbox: dict[str, OutboxRow] = field(default_factory=dict)
    facts: dict[str, Fact] = field(default_factory=dict)

    def copy(self) -> "Rows":
        return Rows(dict(self.feeds), dict(self.entries), dict(self.stories), dict(self.outbox), dict(self.facts))


class FakeStore:
    """`bot.ports.Store` in memory.

    Attributes:
        rows: Everything stored, to look into.
        broken: A sentence makes every method raise StoreError with it; None means all is well.
    """

    def __init__(self) -> None:
        self.rows = Rows()
        self.broken: str | None = None

    async def close(self) -> None:
        """Do nothing: what is in memory needs no closing."""

    # Feeds

    async def sync_feeds(self, feeds: Sequence[Feed], now: datetime) -> None:
        with self._transaction(now) as rows:
            rows.feeds = {name: replace(row, configured=False) for name, row in rows.feeds.items()}
            for feed in feeds:
                row = rows.feeds.get(feed.name)
                rows.feeds[feed.name] = FeedRow(FeedState(feed), True, now) if row is None else _changed(row, feed, now)

    async def due(self, now: datetime) -> tuple[str, ...]:
        with self._transaction(now) as rows:
            found = [(row.next_due, name) for name, row in rows.feeds.items() if _is_due(row, now)]
            return tuple(name for _, name in sorted(found))

    async def claim_feed(self, name: str, now: datetime, lease: timedelta) -> FeedState | None:
        with self._transaction(now) as rows:
            row = rows.feeds.get(name)
            if row is None or not _is_due(row, now):
                return None
            rows.feeds[name] = replace(row, claim_until=now + lease)
            return row.state

    # Polls

    async def unseen(self, feed: str, entries: Sequence[Entry]) -> tuple[Entry, ...]:
        with self._transaction() as rows:
            first: dict[str, Entry] = {}
            for entry in entries:
                first.setdefault(entry.id, entry)
            return tuple(entry for key, entry in first.items() if (feed, key) not in rows.entries)

    async def candidates(self, keys: Sequence[str]) -> tuple[Story, ...]:
        with self._transaction() as rows:
            found = [story for story in rows.stories.values() if set(core_stories.keys(story.figure)) & set(keys)]
            return tuple(sorted(found, key=lambda story: (story.first_seen, story.id)))

    async def save(self, poll: Poll) -> int:
        with self._transaction(poll.at, poll.next_due) as rows:
            if poll.feed not in rows.feeds:
                raise StoreError(f"feed {poll.feed!r} was never configured, so that its poll cannot be stored")
            rows.feeds[poll.feed] = _polled(rows.feeds[poll.feed], poll)
            fresh = []
            for judged in poll.judged:
                if (key := (poll.feed, judged.entry.id)) not in rows.entries:
                    rows.entries[key] = judged
                    fresh.append(judged)
            _refuse_unknown(rows, poll, fresh)
            for judged in fresh:
                for story in judged.opens:
                    rows.stories.setdefault(story.id, story)
                    if (fact := live_fact(story, judged.entry)) is not None:
                        rows.facts.setdefault(fact.id, fact)
            for judged in fresh:
                for story_id in judged.joins:
                    _join(rows, story_id, judged)
                for alert in judged.alerts:
                    rows.outbox.setdefault(alert.id, OutboxRow(alert, poll.at))
            return len(fresh)

    async def judged(self, reference: str) -> tuple[Judged, ...]:
        with self._transaction() as rows:
            return tuple(
                replace(
                    judged, opens=(), joins=tuple(sorted({*(s.id for s in judged.opens), *judged.joins})), alerts=()
                )
                for judged in rows.entries.values()
                if reference in (judged.entry.id, judged.entry.link)
            )

    # Outbox

    async def posted(self, stories: Sequence[str]) -> frozenset[tuple[str, str]]:
        with self._transaction() as rows:
            pairs = ((row.alert.story, row.alert.channel) for row in rows.outbox.values())
            return frozenset(pair for pair in pairs if pair[0] in stories)

    async def baselined(self, stories: Sequence[str]) -> frozenset[tuple[str, str]]:
        with self._transaction() as rows:
            decided = (decision for judged in rows.entries.values() for decision in judged.decisions)
            pairs = ((d.story, d.channel) for d in decided if d.story in stories and d.reason is Reason.BASELINE)
            return frozenset((story, channel) for story, channel in pairs if story is not None)

    async def claim_alert(self, now: datetime, lease: timedelta, pace: timedelta = timedelta(0)) -> Claimed | None:
        with self._transaction(now) as rows:
            blocked = {channel for channel, at in _last_deliveries(rows, now).items() if now - pace < at}
            for row in rows.outbox.values():
                if row.alert.channel not in blocked and _is_free(row, now):
                    claimed = _claimed(row, now, lease)
                    rows.outbox[row.alert.id] = claimed
                    return Claimed(
                        row.alert,
                        claimed.attempts,
                        claimed.unsure,
                        claimed.first_claimed or now,
                        claimed.tried_until or now,
                        claimed.error,
                        claimed.repeats,
                    )
                if row.state in WAITING:
                    blocked.add(row.alert.channel)
            return None

    async def next_alert(self, now: datetime, pace: timedelta = timedelta(0)) -> datetime | None:
        with self._transaction(now) as rows:
            heads: dict[str, datetime] = {}
            for row in rows.outbox.values():
                if row.state in WAITING:
                    heads.setdefault(row.alert.channel, row.claim_until or row.next_at)
            for channel, at in _last_deliveries(rows, now).items():
                if channel in heads:
                    heads[channel] = max(heads[channel], at + pace)
            return min(heads.values(), default=None)

    async def mark_delivered(self, alert: str, ts: str, now: datetime) -> None:
        with self._transaction(now):
            if (row := self._row(alert)).state != "delivered":
                self.rows.outbox[alert] = replace(
                    row, state="delivered", ts=ts, delivered_at=now, claim_until=None, error=None
                )

    async def mark_retry(self, alert: str, at: datetime, *, unsure: bool, error: str) -> None:
        with self._transaction(at):
            if (row := self._row(alert)).state == "claimed":
                repeats = row.repeats + 1 if row.error == error else 1
                freed = replace(row, state="pending", next_at=at, claim_until=None, error=error, repeats=repeats)
                tried_until = row.claim_until if unsure else row.tried_until
                self.rows.outbox[alert] = replace(freed, unsure=row.unsure or unsure, tried_until=tried_until)

    async def mark_parked(self, alert: str, error: str) -> None:
        with self._transaction():
            if (row := self._row(alert)).state == "claimed":
                self.rows.outbox[alert] = replace(row, state="parked", claim_until=None, error=error)

    async def mark_failed(self, alert: str, error: str) -> None:
        with self._transaction():
            if (row := self._row(alert)).state == "claimed":
                self.rows.outbox[alert] = replace(row, state="failed", claim_until=None, error=error)

    async def abandon(self, followed: Collection[str]) -> int:
        with self._transaction() as rows:
            lost = [row for row in rows.outbox.values() if row.state in WAITING and row.alert.channel not in followed]
            for row in lost:
                rows.outbox[row.alert.id] = replace(row, state="failed", claim_until=None, error="unfollowed")
            return len(lost)

    async def pending(self) -> int:
        with self._transaction() as rows:
            return sum(row.state in WAITING for row in rows.outbox.values())

    async def alert(self, alert: str) -> Alert | None:
        with self._transaction() as rows:
            row = rows.outbox.get(alert)
            return None if row is None else row.alert

    # Ledger

    async def sync_ledger(self, facts: Sequence[Fact]) -> tuple[int, int, int]:
        with self._transaction() as rows:
            given = {fact.id: fact for fact in facts}
            shipped = {key: fact for key, fact in rows.facts.items() if not key.startswith(LIVE)}
            changed = [key for key in given.keys() & shipped.keys() if given[key] != shipped[key]]
            rows.facts = {key: fact for key, fact in rows.facts.items() if key.startswith(LIVE)} | given
            return len(given.keys() - shipped.keys()), len(changed), len(shipped.keys() - given.keys())

    async def facts(self, org: str) -> tuple[Fact, ...]:
        with self._transaction() as rows:
            found = [fact for fact in rows.facts.values() if any(same_name(name, org) for name in _names(fact))]
            return tuple(sorted(sorted(found, key=lambda fact: fact.id), key=lambda fact: fact.announced, reverse=True))

    async def totals(self, org: str) -> tuple[Tally, ...]:
        with self._transaction() as rows:
            groups: dict[tuple[Side, Kind, int], list[Fact]] = {}
            for fact in _counted(rows, org):
                groups.setdefault((sides(fact)[org.casefold()][1], fact.kind, year_of(fact)), []).append(fact)
            return tuple(_tally(key, groups[key]) for key in sorted(groups))

    async def parts(self, org: str, side: Side, kind: Kind) -> tuple[str, ...]:
        with self._transaction() as rows:
            found = [f for f in _counted(rows, org) if f.kind is kind and sides(f)[org.casefold()][1] is side]
            return tuple(fact.id for fact in _sorted(found, Sort.DATE))

    async def search(self, criteria: Criteria, limit: int, offset: int = 0) -> Page:
        with self._transaction() as rows:
            found = _found(rows, criteria)
            listed = _sorted(found.values(), criteria.sort)[: criteria.most]
            shown = listed[offset : offset + limit]
            counted = frozenset(fact.id for fact in shown if _counts(rows, fact, criteria.orgs))
            return Page(tuple(shown), len(listed), counted, {f.id: _placing(rows, f, criteria.orgs) for f in shown})

    async def rank(self, kind: Kind, payers: frozenset[str] | None, above_usd: Decimal) -> int:
        with self._transaction() as rows:
            larger = _found(rows, Criteria(kinds=(kind,), payers=payers)).values()
            return sum(_high(fact) > _dollars(above_usd) for fact in larger)

    async def spelt(self, names: Collection[str]) -> tuple[str, ...]:
        wanted = {name.casefold() for name in names}
        return tuple(name for name in await self.names() if name.casefold() in wanted)

    async def names(self) -> tuple[str, ...]:
        with self._transaction() as rows:
            everywhere = sorted({name for fact in rows.facts.values() for name in _names(fact)}, reverse=True)
            spelt = {name.casefold(): name for name in everywhere}
            return tuple(spelt[key] for key in sorted(spelt))

    async def payers(self, most: int) -> tuple[str, ...]:
        with self._transaction() as rows:
            own: dict[str, list[Fact]] = {}
            for fact in rows.facts.values():
                if fact.role is Role.PAYER:
                    own.setdefault(fact.org.casefold(), []).append(fact)
            newest_first = sorted(sorted(own), key=lambda key: max(fact.announced for fact in own[key]), reverse=True)
            busiest_first = sorted(newest_first, key=lambda key: len(own[key]), reverse=True)
            return tuple(min(fact.org for fact in own[key]) for key in busiest_first[:most])

    @contextmanager
    def _transaction(self, *times: datetime) -> Iterator[Rows]:
        if self.broken is not None:
            raise StoreError(self.broken)
        if any(time.tzinfo is None for time in times):
            raise StoreError("a time has no time zone")
        before = self.rows.copy()
        try:
            yield self.rows
        except BaseException:
            self.rows = before
            raise

    def _row(self, alert: str) -> OutboxRow:
        if alert not in self.rows.outbox:
            raise StoreError(f"alert {alert!r} is not in the outbox")
        return self.rows.outbox[alert]


def _changed(row: FeedRow, feed: Feed, now: datetime) -> FeedRow:
    old, state = row.state.feed, replace(row.state, feed=feed)
    next_due = min(row.next_due, now + feed.every)
    if old.url != feed.url:
        state, next_due = replace(state, etag=None, last_modified=None, body_hash=None, failures=0), now
    if canonical(old.url) != canonical(feed.url):
        state = replace(state, baseline_at=None)
    return replace(row, state=state, configured=True, next_due=next_due)


def _is_due(row: FeedRow, now: datetime) -> bool:
    return row.configured and row.next_due <= now and (row.claim_until is None or row.claim_until <= now)


def _polled(row: FeedRow, poll: Poll) -> FeedRow:
    state = row.state
    if poll.error is None:
        state = replace(
            state,
            etag=poll.etag,
            last_modified=poll.last_modified,
            body_hash=poll.body_hash or state.body_hash,
            failures=0,
            baseline_at=state.baseline_at or (poll.at if poll.seen else None),
        )
    else:
        state = replace(state, failures=state.failures + 1)
    return replace(row, state=state, next_due=poll.next_due, claim_until=None)


def _refuse_unknown(rows: Rows, poll: Poll, fresh: Sequence[Judged]) -> None:
    if poll.known is None:
        return
    keys = {key for judged in fresh for story in judged.opens for key in core_stories.keys(story.figure)}
    filed = {story.id for story in rows.stories.values() if keys & set(core_stories.keys(story.figure))}
    if unknown := filed - poll.known:
        raise ConflictError(tuple(sorted(unknown)))


def _join(rows: Rows, story_id: str, judged: Judged) -> None:
    if story_id not in rows.stories:
        raise StoreError(f"story {story_id!r} is not known")
    story, published = rows.stories[story_id], judged.entry.published
    if published is not None and (story.published is None or published < story.published):
        rows.stories[story_id] = replace(story, published=published)


def _last_deliveries(rows: Rows, now: datetime) -> dict[str, datetime]:
    last: dict[str, datetime] = {}
    for row in rows.outbox.values():
        if row.delivered_at is not None and row.delivered_at <= now:
            last[row.alert.channel] = max(row.delivered_at, last.get(row.alert.channel, row.delivered_at))
    return last


def _is_free(row: OutboxRow, now: datetime) -> bool:
    if row.state == "claimed":
        return row.claim_until is not None and row.claim_until <= now
    return row.state == "pending" and row.next_at <= now


def _claimed(row: OutboxRow, now: datetime, lease: timedelta) -> OutboxRow:
    return replace(
        row,
        state="claimed",
        claim_until=now + lease,
        attempts=row.attempts + 1,
        first_claimed=row.first_claimed or now,
        unsure=row.unsure or row.state == "claimed",
        tried_until=row.claim_until or row.tried_until,
    )


def _of(rows: Rows, org: str) -> list[Fact]:
    return [fact for fact in rows.facts.values() if org.casefold() in sides(fact)]


def _counted(rows: Rows, org: str) -> list[Fact]:
    mine = _of(rows, org)
    counted = standing(org, mine).counted
    return [fact for fact in mine if fact.id in counted]


def _counts(rows: Rows, fact: Fact, orgs: Collection[str]) -> bool:
    return any(fact in _counted(rows, org) for org in orgs or (fact.org,))


def _placing(rows: Rows, fact: Fact, orgs: Collection[str]) -> Placing:
    party = next(org for org in orgs or (fact.org,) if org.casefold() in sides(fact))
    return standing(party, _of(rows, party)).placings[fact.id]


def _tells(rows: Rows, fact: Fact, orgs: Collection[str]) -> bool:
    parties = {org.casefold() for org in orgs or (fact.org,)} & sides(fact).keys()
    return any(standing(org, _of(rows, org)).tells(fact.id) for org in parties)


def _found(rows: Rows, wanted: Criteria) -> dict[str, Fact]:
    judge = _counts if wanted.counting else _tells
    return {
        fact.id: fact for fact in rows.facts.values() if _meets(rows, fact, wanted) and judge(rows, fact, wanted.orgs)
    }


def _meets(rows: Rows, fact: Fact, wanted: Criteria) -> bool:
    named = [sides(fact)[org.casefold()][1] for org in wanted.orgs if org.casefold() in sides(fact)]
    return all(
        (
            not wanted.orgs or named,
            not wanted.orgs or wanted.side in (None, *named),
            not wanted.kinds or fact.kind in wanted.kinds,
            not wanted.years or year_of(fact) in wanted.years,
            wanted.since is None or fact.announced >= wanted.since,
            wanted.until is None or fact.announced < after(wanted.until),
            wanted.least_usd is None or _high(fact) >= _dollars(wanted.least_usd),
            wanted.payers is None or fact.org.casefold() in {name.casefold() for name in wanted.payers},
            not wanted.words or _mentions(rows, fact, wanted),
        )
    )


def _mentions(rows: Rows, fact: Fact, wanted: Criteria) -> bool:
    story = rows.stories.get(fact.id.removeprefix(LIVE))
    told = (*_names(fact), fact.purpose, fact.note, story.title if story else None)
    text = f" {norm(' . '.join(filter(None, told)))} "
    phrases = [phrase for word in wanted.words if (phrase := norm(word))]
    return bool(phrases) and all(f" {phrase}{'' if wanted.begins else ' '}" in text for phrase in phrases)


def _sorted(some: Iterable[Fact], sort: Sort) -> list[Fact]:
    newest_first = sorted(sorted(some, key=lambda fact: fact.id), key=lambda fact: fact.announced, reverse=True)
    return sorted(newest_first, key=_high, reverse=True) if sort is Sort.SIZE else newest_first


def _high(fact: Fact) -> int:
    return _dollars(fact.usd_high or fact.usd)


def _dollars(usd: Decimal | None) -> int:
    whole = whole_dollars(usd)
    return -1 if whole is None else whole


def _tally(key: tuple[Side, Kind, int], facts: Sequence[Fact]) -> Tally:
    low = sum(whole_dollars(fact.usd) or 0 for fact in facts)
    up_to = any(fact.qualifier is Qualifier.UP_TO for fact in facts)
    reported = sum(_high(fact) for fact in facts if fact.certainty is Certainty.REPORTED)
    return Tally(*key, low, sum(map(_high, facts)), up_to, reported, len(facts))


def _names(fact: Fact) -> tuple[str, ...]:
    return tuple(name for name in (fact.org, fact.counterparty, *fact.org_alt) if name)
