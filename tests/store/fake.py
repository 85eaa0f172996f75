"""A store in memory with the semantics of the real one; tests/store/test_store.py holds the two equal.

Its values are the program's own frozen ones, so that a copy of a few dicts is a snapshot of everything: a method that
raises puts it back.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import takewhile

from bot.core import corrections as core_corrections
from bot.core import stories as core_stories
from bot.core.alerts import Alert, Reason
from bot.core.corrections import Correction
from bot.core.digest import Digest
from bot.core.dues import Digested
from bot.core.entry import Entry, Feed, canonical, digest
from bot.core.entry import keys as entry_keys
from bot.core.facts import LIVE, Fact, live_fact, same_name, told_fact, with_figure
from bot.core.heard import Heard
from bot.core.kinds import Certainty, Kind, Qualifier, Role
from bot.core.moments import after
from bot.core.positions import Placing, newest_first
from bot.core.query import Sort
from bot.core.renewals import Renewal
from bot.core.sorting import Known, Revised, Sorted, Sorting
from bot.core.standing import Side, sides, standing, year_of
from bot.core.stories import Story
from bot.core.story import MOST_FIGURES
from bot.core.subscriptions import Amendment, Subscription
from bot.core.tallies import Tally
from bot.core.turns import HOUR, Post, Traffic, folds
from bot.core.typed import norm
from bot.core.votes import Cast
from bot.errors import ConflictError, RequestError, StoreError
from bot.ports import (
    MESSAGES,
    Action,
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
    Wait,
)
from bot.store.columns import whole_dollars

WAITING = ("pending", "claimed")
OPEN = (*WAITING, "folded")
GONE = ("failed", "parked")
_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class FeedRow:
    state: FeedState
    configured: bool
    next_due: datetime
    claim_until: datetime | None = None
    failing_since: datetime | None = None


@dataclass(frozen=True)
class OutboxRow:
    alert: Post
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
    action: Action = Action.POST
    root: str | None = None


@dataclass
class Rows:
    feeds: dict[str, FeedRow] = field(default_factory=dict)
    entries: dict[tuple[str, str], Judged] = field(default_factory=dict)
    stories: dict[str, Story] = field(default_factory=dict)
    outbox: dict[str, OutboxRow] = field(default_factory=dict)
    told: dict[str, Fact] = field(default_factory=dict)
    corrections: dict[int, Correction] = field(default_factory=dict)
    entry_keys: dict[tuple[str, str], str] = field(default_factory=dict)
    """The id of the entry of a feed that has a key."""
    stored_at: dict[tuple[str, str], datetime] = field(default_factory=dict)
    polled: dict[str, tuple[datetime, str | None]] = field(default_factory=dict)
    """When each feed was last polled, and what went wrong."""
    subscriptions: dict[str, Subscription] = field(default_factory=dict)
    amendments: tuple[Amendment, ...] = ()
    greeted: frozenset[str] = frozenset()
    installations: dict[str, Installation] = field(default_factory=dict)
    begun: dict[str, datetime] = field(default_factory=dict)
    votes: dict[tuple[str, str], Cast] = field(default_factory=dict)
    feedback: tuple[Feedback, ...] = ()
    changes: tuple[tuple[datetime, Fact], ...] = ()
    """How facts stood before news changed them, and when that was."""
    digests: dict[str, Digested] = field(default_factory=dict)

    def copy(self) -> "Rows":
        return Rows(
            dict(self.feeds),
            dict(self.entries),
            dict(self.stories),
            dict(self.outbox),
            dict(self.told),
            dict(self.corrections),
            dict(self.entry_keys),
            dict(self.stored_at),
            dict(self.polled),
            dict(self.subscriptions),
            self.amendments,
            self.greeted,
            dict(self.installations),
            dict(self.begun),
            dict(self.votes),
            self.feedback,
            self.changes,
            dict(self.digests),
        )

    @property
    def facts(self) -> dict[str, Fact]:
        """Facts as the ledger has them: what was told, with the corrections laid over."""
        held = core_corrections.standing(self.corrections.values(), self.told.keys())
        corrected = {key: core_corrections.apply(fact, held) for key, fact in self.told.items()}
        return {key: fact for key, fact in corrected.items() if fact is not None}


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

    async def sort_out(self, feed: str, entries: Sequence[Entry]) -> Sorted:
        with self._transaction() as rows:
            sorting = Sorting(entries)
            filed = {key: rows.entry_keys[feed, key] for key in sorting.keys if (feed, key) in rows.entry_keys}
            known = {key: _known(rows.entries[feed, id_].entry) for key, id_ in filed.items()}
            new, changed = sorting.against(known)
            return Sorted(new, tuple(_revised(rows, feed, *one) for one in changed), sorting.shared)

    async def candidates(self, keys: Sequence[str], since: datetime | None = None) -> tuple[Story, ...]:
        with self._transaction() as rows:
            found = [story for story in rows.stories.values() if _is_filed(story, keys, since)]
            return tuple(sorted(found, key=lambda story: (story.first_seen or _NEVER, story.id)))

    async def save(self, poll: Poll) -> int:
        with self._transaction(poll.at, poll.next_due) as rows:
            if poll.feed not in rows.feeds:
                raise StoreError(f"feed {poll.feed!r} was never configured, so that its poll cannot be stored")
            rows.feeds[poll.feed] = _polled(rows.feeds[poll.feed], poll)
            rows.polled[poll.feed] = poll.at, poll.error
            fresh = []
            for judged in poll.judged:
                if judged.revises is None and (key := (poll.feed, judged.entry.id)) not in rows.entries:
                    rows.entries[key] = judged
                    rows.stored_at[key] = poll.at
                    _file(rows, poll, judged, judged.entry.id)
                    fresh.append(judged)
            added = len(fresh)
            fresh += [judged for judged in poll.judged if _revise(rows, poll, judged)]
            _refuse_unknown(rows, poll, fresh)
            for judged in fresh:
                for story in judged.opens:
                    rows.stories.setdefault(story.id, story)
                    if (fact := live_fact(story, judged.entry, dict(judged.changes).get(story.id))) is not None:
                        rows.told.setdefault(fact.id, fact)
            for judged in fresh:
                _join(rows, judged, poll.at)
                waits = {wait.alert: wait for wait in judged.waits}
                for alert in judged.alerts:
                    wait = waits.get(alert.id) or Wait(alert.id, poll.at)
                    row = OutboxRow(alert, wait.at, "folded" if wait.folded else "pending")
                    rows.outbox.setdefault(alert.id, row)
            for judged in fresh:
                for renewal in judged.renewals:
                    _renew(rows, renewal, poll.at)
            return added

    async def judged(self, reference: str) -> tuple[Judged, ...]:
        with self._transaction() as rows:
            found = [one for one in rows.entries.values() if reference in (one.entry.id, one.entry.link)]
            return tuple(map(_as_judged, found))

    async def entitled(self, words: Sequence[str], most: int) -> tuple[Judged, ...]:
        with self._transaction() as rows:
            newest = reversed(rows.entries.values())
            found = [one for one in newest if all(word.lower() in one.entry.title.lower() for word in words)]
            return tuple(map(_as_judged, found[:most]))

    async def health(self) -> tuple[Health, ...]:
        with self._transaction() as rows:
            return tuple(
                Health(name, at, row.next_due, row.state.failures, error, row.failing_since)
                for name, row in sorted(rows.feeds.items())
                for at, error in [rows.polled.get(name, (None, None))]
                if row.configured
            )

    # Subscriptions

    async def subscriptions(self) -> tuple[Subscription, ...]:
        with self._transaction() as rows:
            return tuple(one for _, one in sorted(rows.subscriptions.items()))

    async def amend(self, subscription: Subscription, amendment: Amendment | None) -> None:
        with self._transaction(*([amendment.at] if amendment else [])) as rows:
            stored = rows.subscriptions.get(subscription.channel)
            if (stored.version if stored else 0) != subscription.version - 1:
                raise ConflictError((subscription.channel,))
            rows.subscriptions[subscription.channel] = subscription
            rows.amendments += (amendment,) if amendment else ()

    async def amendments(self, channel: str, most: int) -> tuple[Amendment, ...]:
        with self._transaction() as rows:
            return tuple(one for one in reversed(rows.amendments) if one.channel == channel)[:most]

    async def forget(self, team: str, also: Collection[str] = ()) -> tuple[str, ...]:
        with self._transaction() as rows:
            gone = sorted({*also, *(one.channel for one in rows.subscriptions.values() if one.team == team)})
            rows.subscriptions = {key: one for key, one in rows.subscriptions.items() if key not in gone}
            rows.amendments = tuple(one for one in rows.amendments if one.channel not in gone)
            theirs = {key for key, row in rows.outbox.items() if row.alert.channel in gone}
            rows.votes = {key: cast for key, cast in rows.votes.items() if cast.alert not in theirs}
            rows.feedback = tuple(one for one in rows.feedback if one.channel not in gone)
            rows.outbox = {key: row for key, row in rows.outbox.items() if key not in theirs}
            for key, judged in rows.entries.items():
                kept = tuple(one for one in judged.decisions if one.channel not in gone)
                rows.entries[key] = replace(judged, decisions=kept)
            rows.digests = {key: one for key, one in rows.digests.items() if key not in gone}
            about = (f"home:{team}:", *(f"trouble:{channel}:" for channel in gone))
            channels = {f"channel:{channel}" for channel in gone}
            rows.greeted = frozenset(
                whom for whom in rows.greeted if whom not in channels and not whom.startswith(about)
            )
            rows.installations.pop(team, None)
            return tuple(gone)

    async def greet(self, whom: str, now: datetime) -> bool:
        with self._transaction(now) as rows:
            is_new = whom not in rows.greeted
            rows.greeted |= {whom}
            return is_new

    # Installations

    async def install(self, installation: Installation) -> None:
        with self._transaction(installation.at) as rows:
            rows.installations[installation.team] = installation

    async def installation(self, team: str) -> Installation | None:
        with self._transaction() as rows:
            return rows.installations.get(team)

    async def installations(self) -> tuple[Installation, ...]:
        with self._transaction() as rows:
            return tuple(rows.installations[team] for team in sorted(rows.installations))

    async def begin_installation(self, state: str, until: datetime, now: datetime) -> None:
        with self._transaction(until, now) as rows:
            rows.begun = {key: end for key, end in rows.begun.items() if end > now} | {state: until}

    async def end_installation(self, state: str, now: datetime) -> bool:
        with self._transaction(now) as rows:
            return rows.begun.get(state, _NEVER) > now and rows.begun.pop(state) is not None

    # What readers say

    async def vote(self, cast: Cast) -> None:
        with self._transaction(cast.at) as rows:
            rows.votes[cast.alert, cast.user] = cast

    async def votes(self) -> tuple[Cast, ...]:
        with self._transaction() as rows:
            return tuple(sorted(rows.votes.values(), key=lambda cast: (cast.at, cast.alert, cast.user)))

    async def hear(self, feedback: Feedback) -> None:
        with self._transaction(feedback.at) as rows:
            rows.feedback += (feedback,)

    async def comments(self, most: int) -> tuple[Feedback, ...]:
        with self._transaction() as rows:
            return rows.feedback[::-1][:most]

    # Outbox

    async def posted(self, stories: Sequence[str]) -> frozenset[tuple[str, str]]:
        with self._transaction() as rows:
            return frozenset((alert.story, alert.channel) for _, alert in _posts(rows) if alert.story in stories)

    async def standing(self, stories: Sequence[str]) -> tuple[Alert, ...]:
        with self._transaction() as rows:
            return tuple(alert for row, alert in _posts(rows) if row.state not in GONE and alert.story in stories)

    async def renew(self, renewals: Sequence[Renewal], now: datetime) -> None:
        with self._transaction(now) as rows:
            for renewal in renewals:
                _renew(rows, renewal, now)
                story = rows.stories[renewal.alert.story]
                also = tuple(dict.fromkeys((renewal.alert.figure, *story.also)))[:MOST_FIGURES]
                rows.stories[story.id] = replace(story, also=also)

    async def baselined(self, stories: Sequence[str]) -> frozenset[tuple[str, str]]:
        with self._transaction() as rows:
            decided = (decision for judged in rows.entries.values() for decision in judged.decisions)
            pairs = ((d.story, d.channel) for d in decided if d.story in stories and d.reason is Reason.BASELINE)
            return frozenset((story, channel) for story, channel in pairs if story is not None)

    async def traffic(self, channels: Collection[str], now: datetime) -> Mapping[str, Traffic]:
        with self._transaction(now) as rows:
            found: dict[str, Traffic] = {}
            for row in rows.outbox.values():
                if (channel := row.alert.channel) in channels and row.action in MESSAGES:
                    found[channel] = _with(found.get(channel, Traffic()), row, now)
            return {channel: traffic for channel, traffic in found.items() if traffic != Traffic()}

    async def claim_alert(self, now: datetime, lease: timedelta, pace: timedelta = timedelta(0)) -> Claimed | None:
        with self._transaction(now) as rows:
            for channel in {
                row.alert.channel for row in rows.outbox.values() if _is_folded(row) and row.next_at <= now
            }:
                _make_folds(rows, channel, now)
            resting = {channel for channel, at in _last_deliveries(rows, now).items() if now - pace < at}
            for key, row in sorted(rows.outbox.items(), key=lambda item: item[1].action not in MESSAGES):
                if row.alert.channel not in resting and _is_free(row, now) and not _is_blocked(rows, key):
                    claimed = _claimed(row, now, lease)
                    rows.outbox[key] = claimed
                    return Claimed(
                        key,
                        row.alert,
                        claimed.attempts,
                        claimed.unsure,
                        claimed.first_claimed or now,
                        claimed.tried_until or now,
                        claimed.error,
                        claimed.repeats,
                        row.action,
                        _ts(rows, row.root),
                        _ts(rows, row.alert.linked if isinstance(row.alert, Alert) else None),
                    )
            return None

    async def next_alert(self, now: datetime, pace: timedelta = timedelta(0)) -> datetime | None:
        with self._transaction(now) as rows:
            free: list[datetime] = []
            rested = {channel: at + pace for channel, at in _last_deliveries(rows, now).items()}
            for key, row in rows.outbox.items():
                if row.state in WAITING and not _is_blocked(rows, key):
                    at = row.claim_until or row.next_at
                    free.append(max(at, rested.get(row.alert.channel, at)))
            folded = [row.next_at for row in rows.outbox.values() if _is_folded(row)]
            return min((*free, *folded), default=None)

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
                for key, other in self.rows.outbox.items():
                    if other.root == alert and other.state == "digested":
                        self.rows.outbox[key] = replace(other, state="pending", root=None)

    async def abandon(self, followed: Collection[str]) -> int:
        with self._transaction() as rows:
            lost = [key for key, r in rows.outbox.items() if r.state in OPEN and r.alert.channel not in followed]
            for key in lost:
                rows.outbox[key] = replace(rows.outbox[key], state="failed", claim_until=None, error="unfollowed")
            rows.digests = {key: one for key, one in rows.digests.items() if key in followed}
            return len(lost)

    async def give_up_late(self, channel: str, since: datetime) -> int:
        with self._transaction(since) as rows:
            late = [
                key
                for key, row in rows.outbox.items()
                if row.alert.channel == channel and row.state in OPEN and (row.first_claimed or row.next_at) < since
            ]
            for key in late:
                rows.outbox[key] = replace(rows.outbox[key], state="failed", claim_until=None, error="paused")
            return len(late)

    async def hasten(self, channel: str, now: datetime) -> None:
        with self._transaction(now) as rows:
            for key, row in rows.outbox.items():
                if row.alert.channel == channel and row.state == "pending" and row.error is not None:
                    rows.outbox[key] = replace(row, next_at=min(row.next_at, now))

    async def pending(self) -> int:
        with self._transaction() as rows:
            return sum(row.state in OPEN for row in rows.outbox.values())

    async def alert(self, alert: str) -> Alert | None:
        with self._transaction() as rows:
            return next((post for _, post in _posts(rows) if post.id == alert), None)

    async def sent(self, channels: Collection[str], most: int) -> tuple[Sent, ...]:
        with self._transaction() as rows:
            found = [
                Sent(alert, row.ts or "", row.delivered_at)
                for row, alert in _posts(rows)
                if alert.channel in channels and row.state == "delivered" and row.delivered_at is not None
            ]
            found.sort(key=lambda one: one.at)
            return tuple(found[::-1][:most])

    # Digests

    async def digested(self, channel: str) -> Digested | None:
        with self._transaction() as rows:
            return rows.digests.get(channel)

    async def save_digest(self, after: Digested, before: Digested | None, digest: Digest | None, at: datetime) -> bool:
        with self._transaction(at) as rows:
            if rows.digests.get(after.channel) != before:
                return False
            rows.digests[after.channel] = after
            if digest is not None:
                rows.outbox.setdefault(digest.id, OutboxRow(digest, at, action=Action.DIGEST))
            return True

    async def forget_digests(self, channel: str) -> None:
        with self._transaction() as rows:
            rows.digests.pop(channel, None)

    async def heard(self, since: datetime) -> tuple[Heard, ...]:
        with self._transaction(since) as rows:
            facts = {f"{LIVE}{key}": _as_fact(rows, story) for key, story in rows.stories.items()} | rows.facts
            found = [one for fact in facts.values() if fact and (one := _heard(rows, fact, since)) is not None]
            return tuple(sorted(found, key=lambda one: one.fact.id))

    async def told_by(self, stories: Collection[str]) -> Mapping[str, tuple[tuple[str, Entry], ...]]:
        with self._transaction() as rows:
            told = {
                story: tuple((key[0], one.entry) for key, one in rows.entries.items() if story in _told(one))
                for story in stories
            }
            return {story: entries for story, entries in told.items() if entries}

    # Ledger

    async def sync_ledger(self, facts: Sequence[Fact]) -> tuple[int, int, int]:
        with self._transaction() as rows:
            given = {fact.id: fact for fact in facts}
            shipped = {key: fact for key, fact in rows.told.items() if not key.startswith(LIVE)}
            changed = [key for key in given.keys() & shipped.keys() if given[key] != shipped[key]]
            rows.told = {key: fact for key, fact in rows.told.items() if key.startswith(LIVE)} | given
            return len(given.keys() - shipped.keys()), len(changed), len(shipped.keys() - given.keys())

    async def facts(self, org: str) -> tuple[Fact, ...]:
        with self._transaction() as rows:
            found = [fact for fact in rows.facts.values() if any(same_name(name, org) for name in _names(fact))]
            return tuple(sorted(sorted(found, key=lambda fact: fact.id), key=lambda fact: fact.announced, reverse=True))

    async def parts_of(self, wholes: Collection[str]) -> tuple[Fact, ...]:
        with self._transaction() as rows:
            found = [fact for fact in rows.facts.values() if fact.part_of in wholes]
            return tuple(sorted(found, key=lambda fact: fact.id))

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
            days = _spoken(rows, criteria.orgs) if criteria.current and criteria.orgs else {}
            listed = _sorted(found.values(), criteria.sort, days)[: criteria.most]
            shown = listed[offset : offset + limit]
            counted = frozenset(fact.id for fact in shown if _counts(rows, fact, criteria.orgs))
            earlier = _earlier(rows, shown, criteria.orgs) if criteria.current else {}
            known = [*shown, *(fact for some in earlier.values() for fact in some)]
            placings = {fact.id: _placing(rows, fact, criteria.orgs) for fact in known}
            return Page(tuple(shown), len(listed), counted, placings, earlier)

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
            latest_first = sorted(sorted(own), key=lambda key: max(fact.announced for fact in own[key]), reverse=True)
            busiest_first = sorted(latest_first, key=lambda key: len(own[key]), reverse=True)
            return tuple(min(fact.org for fact in own[key]) for key in busiest_first[:most])

    async def quotes(self, facts: Collection[str]) -> Mapping[str, str]:
        with self._transaction() as rows:
            ids = {fact: fact.removeprefix(LIVE) for fact in facts if fact.startswith(LIVE)}
            return {fact: rows.stories[key].figure.quote for fact, key in ids.items() if key in rows.stories}

    async def facts_after(self, fact: str, most: int) -> tuple[Fact, ...]:
        with self._transaction() as rows:
            return tuple(one for key, one in sorted(rows.facts.items()) if key > fact)[:most]

    async def chained(self) -> tuple[Fact, ...]:
        with self._transaction() as rows:
            links = {key: fact.supersedes for key, fact in rows.facts.items() if fact.supersedes in rows.facts}
            return tuple(fact for key, fact in sorted(rows.facts.items()) if key in links or key in links.values())

    # Corrections

    async def fact(self, fact: str) -> Held | None:
        with self._transaction() as rows:
            return Held(rows.told[fact], rows.facts.get(fact)) if fact in rows.told else None

    async def fact_ids(self) -> tuple[str, ...]:
        with self._transaction() as rows:
            return tuple(sorted(rows.told))

    async def correct(self, correction: Correction) -> Correction:
        with self._transaction(correction.at) as rows:
            held = core_corrections.standing(rows.corrections.values(), rows.told.keys())
            target, same_as = correction.target, correction.same_as
            if same_as is not None and core_corrections.closes_circle(target, same_as, held):
                raise RequestError(f"{same_as} is itself a duplicate of {target}: undo that correction first")
            stored = replace(correction, id=len(rows.corrections) + 1)
            rows.corrections[stored.id] = stored
            return stored

    async def undo(self, correction: int, by: str, at: datetime) -> Correction | None:
        with self._transaction(at) as rows:
            one = rows.corrections.get(correction)
            if one is not None and one.undone_by is None:
                one = rows.corrections[correction] = replace(one, undone_by=by, undone_at=at)
            return one

    async def corrections(self, *targets: str) -> tuple[Correction, ...]:
        with self._transaction() as rows:
            latest_first = sorted(rows.corrections.values(), key=lambda one: one.id, reverse=True)
            return tuple(one for one in latest_first if not targets or one.target in targets)

    # Re-reading

    async def told(self, since: datetime | None, after: int, most: int) -> tuple[Told, ...]:
        with self._transaction() as rows:
            found = [
                _as_told(rows, number, key)
                for number, key in enumerate(rows.entries, 1)
                if number > after and (since is None or rows.stored_at[key] >= since)
            ]
            return tuple(found[:most])

    async def count_told(self, since: datetime | None) -> int:
        with self._transaction() as rows:
            return sum(since is None or at >= since for at in rows.stored_at.values())

    async def reread(self, entries: Sequence[Reread]) -> None:
        with self._transaction() as rows:
            keys = list(rows.entries)
            for one in entries:
                key = keys[one.number - 1]
                if rows.entries[key].entry != one.entry or any(rows.stories[s.id] != s for s, _ in one.stories):
                    continue
                rows.entries[key] = replace(
                    rows.entries[key], figures=one.figures, verdict=one.verdict, summary=one.summary
                )
                for seen, now in one.stories:
                    _follow(rows, seen, now, rows.entries[key].entry)

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
        row = replace(row, failing_since=None)
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
    failing_since = None if poll.error is None else row.failing_since or poll.at
    return replace(row, state=state, next_due=poll.next_due, claim_until=None, failing_since=failing_since)


def _as_judged(judged: Judged) -> Judged:
    return replace(judged, opens=(), joins=_told(judged), grown=(), changes=(), alerts=(), renewals=())


def _known(entry: Entry) -> Known:
    return Known(entry.id, entry.link, entry.title, digest(entry))


def _told(judged: Judged) -> tuple[str, ...]:
    return tuple(sorted({*(story.id for story in judged.opens), *judged.joins}))


def _revised(rows: Rows, feed: str, entry: Entry, known: str) -> Revised:
    before = rows.entries[feed, known]
    stored_at, published = rows.stored_at[feed, known], before.entry.published
    return Revised(entry, known, _told(before), before.figures, before.verdict, published, stored_at)


def _file(rows: Rows, poll: Poll, judged: Judged, id_: str) -> None:
    for key in {f"id:{id_}", *entry_keys(judged.entry)} - poll.shared:
        rows.entry_keys.setdefault((poll.feed, key), id_)


def _revise(rows: Rows, poll: Poll, judged: Judged) -> bool:
    """Put a new state in the place of the one before, unless it is there already or there is none."""
    id_ = judged.revises
    before = rows.entries.get((poll.feed, id_)) if id_ is not None else None
    if id_ is None or before is None or digest(before.entry) == digest(judged.entry):
        return False
    rows.entries[poll.feed, id_] = replace(
        judged,
        entry=replace(judged.entry, id=id_),
        opens=(),
        joins=tuple(sorted({*_told(before), *_told(judged)})),
        decisions=(*before.decisions, *judged.decisions),
        revises=None,
        told=(),
    )
    for key in [key for key, filed in rows.entry_keys.items() if filed == id_ and key != (poll.feed, f"id:{id_}")]:
        del rows.entry_keys[key]
    _file(rows, poll, judged, id_)
    return True


def _refuse_unknown(rows: Rows, poll: Poll, fresh: Sequence[Judged]) -> None:
    if poll.known is None:
        return
    keys = {key for judged in fresh for story in judged.opens for key in core_stories.wanted(story)}
    filed = {story.id for story in rows.stories.values() if _is_filed(story, keys, poll.at - timedelta(hours=1))}
    if unknown := filed - poll.known:
        raise ConflictError(tuple(sorted(unknown)))


def _join(rows: Rows, judged: Judged, at: datetime) -> None:
    for story_id in judged.joins:
        if story_id not in rows.stories:
            raise StoreError(f"story {story_id!r} is not known")
    for story in judged.grown:
        rows.stories[story.id] = story
        if (fact := rows.told.get(f"{LIVE}{story.id}")) is not None:
            rows.told[fact.id] = with_figure(fact, story.figure)
            rows.changes += ((at, fact),) if rows.told[fact.id] != fact else ()


def _renew(rows: Rows, renewal: Renewal, now: datetime) -> None:
    alert = renewal.alert
    post = rows.outbox.get(alert.id)
    if post is None or post.state in GONE or post.alert.version != alert.version - 1:
        raise ConflictError((alert.story,))
    rows.outbox[alert.id] = replace(post, alert=alert)
    if post.state == "folded" or (post.state == "pending" and post.attempts == 0):
        return
    if renewal.edits and post.state != "digested":
        waits = [
            k
            for k, r in rows.outbox.items()
            if r.root == alert.id and r.action is Action.UPDATE and r.state == "pending"
        ]
        for key in waits:
            del rows.outbox[key]
        _queue(rows, alert, Action.UPDATE, now, alert.id)
    if renewal.notes or (renewal.changes and renewal.edits and post.state == "digested"):
        _queue(rows, alert, Action.NOTE, now, post.root or alert.id)


def _queue(rows: Rows, alert: Alert, action: Action, now: datetime, root: str) -> None:
    rows.outbox[f"{alert.id}:{action}:{alert.version}"] = OutboxRow(alert, now, action=action, root=root)


def _ts(rows: Rows, alert: str | None) -> str | None:
    row = rows.outbox.get(alert or "")
    return row.ts if row else None


def _is_filed(story: Story, keys: Collection[str], since: datetime | None) -> bool:
    found = set(core_stories.keys(story)) & set(keys)
    is_recent = since is None or (story.first_seen or _NEVER) >= since
    return bool(found) and (is_recent or any(map(core_stories.is_lasting, found)))


def _posts(rows: Rows) -> Iterator[tuple[OutboxRow, Alert]]:
    for row in rows.outbox.values():
        if row.action is Action.POST and isinstance(row.alert, Alert):
            yield row, row.alert


def _is_folded(row: OutboxRow) -> bool:
    return row.state == "folded"


def _with(traffic: Traffic, row: OutboxRow, now: datetime) -> Traffic:
    if _is_folded(row):
        return replace(traffic, fold_at=min(row.next_at, traffic.fold_at or row.next_at))
    if row.state in WAITING:
        return replace(traffic, times=(*traffic.times, max(row.next_at, now)))
    if row.delivered_at is not None and now - HOUR < row.delivered_at <= now:
        return replace(traffic, times=(*traffic.times, row.delivered_at))
    return traffic


def _make_folds(rows: Rows, channel: str, now: datetime) -> None:
    folded = [row for row in rows.outbox.values() if row.alert.channel == channel and _is_folded(row)]
    alerts = [row.alert for row in folded if isinstance(row.alert, Alert)]
    if len(alerts) == 1:
        rows.outbox[alerts[0].id] = replace(folded[0], state="pending", next_at=now)
        return
    for made in folds(channel, alerts):
        rows.outbox[made.id] = OutboxRow(made, now, action=Action.FOLD)
        for alert in made.alerts:
            rows.outbox[alert.id] = replace(rows.outbox[alert.id], state="digested", root=made.id)


def _as_fact(rows: Rows, story: Story) -> Fact | None:
    """Return what a story tells that nobody is named for; None where the ledger has it, or had it."""
    if story.figure.org is not None or f"{LIVE}{story.id}" in rows.told:
        return None
    telling = [key for key, one in rows.entries.items() if story.id in _told(one)]
    first = min(telling, key=lambda key: (rows.stored_at[key], rows.entries[key].entry.title != story.title))
    return told_fact(story, rows.entries[first].entry)


def _heard(rows: Rows, fact: Fact, since: datetime) -> Heard | None:
    if not fact.id.startswith(LIVE):
        is_lately = len(fact.announced) == 10 and fact.announced >= since.astimezone(UTC).date().isoformat()
        return Heard(fact, datetime.fromisoformat(fact.announced).replace(tzinfo=UTC)) if is_lately else None
    story = rows.stories[fact.id.removeprefix(LIVE)]
    was = tuple((at, before) for at, before in rows.changes if before.id == fact.id and at >= since)
    if story.first_seen is None or (story.first_seen < since and not was):
        return None
    is_corrected = fact != rows.told.get(fact.id, fact)
    return Heard(fact, story.first_seen, () if is_corrected else was, _stood(rows, story))


def _stood(rows: Rows, story: Story) -> bool:
    told = [key for key, one in rows.entries.items() if story.id in _told(one)]
    baselines = {key: rows.feeds[key[0]].state.baseline_at for key in told}
    return any(
        rows.stored_at[key] <= (story.first_seen or _NEVER) and rows.stored_at[key] <= (baselines[key] or _NEVER)
        for key in told
    )


def _as_told(rows: Rows, number: int, key: tuple[str, str]) -> Told:
    one, opened = rows.entries[key], _opened(rows, key)
    on_record = frozenset(story.id for story in opened if f"{LIVE}{story.id}" in rows.told)
    return Told(number, one.entry, one.figures, one.verdict, one.summary, opened, on_record)


def _opened(rows: Rows, key: tuple[str, str]) -> tuple[Story, ...]:
    found = []
    for _, story in sorted(rows.stories.items()):
        tells = [k for k, one in rows.entries.items() if story.id in (*(s.id for s in one.opens), *one.joins)]
        first = min(tells, key=lambda k: (rows.stored_at[k], rows.entries[k].entry.title != story.title))
        found += [story] if first == key else []
    return tuple(found)


def _follow(rows: Rows, seen: Story, now: Story | None, entry: Entry) -> None:
    told = rows.told.pop(f"{LIVE}{seen.id}", None)
    if now is not None:
        rows.stories[seen.id] = now
        if (fact := live_fact(now, entry)) is not None:
            rows.told[fact.id] = with_figure(told, now.figure) if told else fact


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


def _is_blocked(rows: Rows, key: str) -> bool:
    """Say whether a row must wait: a message for those before it, what mends one for it and for what mends it so."""
    row = rows.outbox[key]
    for other in takewhile(lambda other: other != key, rows.outbox):
        one = rows.outbox[other]
        is_of_it = row.root is not None and (other == row.root or (one.root, one.action) == (row.root, row.action))
        is_before = {row.action, one.action} <= set(MESSAGES) and one.alert.channel == row.alert.channel
        if one.state in WAITING and (is_of_it or is_before):
            return True
    return False


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
    found = {
        fact.id: fact for fact in rows.facts.values() if _meets(rows, fact, wanted) and judge(rows, fact, wanted.orgs)
    }
    if not (wanted.current and wanted.orgs):
        return found
    current = _spoken(rows, wanted.orgs)
    return {key: fact for key, fact in found.items() if key in current}


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


def _spoken(rows: Rows, orgs: Collection[str]) -> dict[str, str]:
    """Return when each commitment of some companies was last spoken of, by the id of the fact that says how it is."""
    days: dict[str, str] = {}
    for org in orgs:
        stands = standing(org, _of(rows, org))
        for key, position in stands.positions.items():
            if position.current.id == key:
                days[key] = max(days.get(key, ""), position.spoken)
    return days


def _earlier(rows: Rows, shown: Iterable[Fact], orgs: Collection[str]) -> dict[str, tuple[Fact, ...]]:
    told: dict[str, dict[str, Fact]] = {fact.id: {} for fact in shown}
    for org in orgs:
        stands = standing(org, _of(rows, org))
        for position in stands.positions.values():
            if position.current.id in told:
                told[position.current.id] |= {fact.id: fact for fact in position.earlier}
    return {key: newest_first(some.values()) for key, some in told.items() if some}


def _sorted(some: Iterable[Fact], sort: Sort, days: Mapping[str, str] | None = None) -> list[Fact]:
    days = days or {}
    latest_first = sorted(
        sorted(some, key=lambda fact: fact.id), key=lambda fact: days.get(fact.id, fact.announced), reverse=True
    )
    return sorted(latest_first, key=_high, reverse=True) if sort is Sort.SIZE else latest_first


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
