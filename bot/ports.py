"""What the pipeline needs of the world, as protocols the edges fulfil.

Fetching and posting know nothing of each other: they meet in the `Store` alone.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Protocol

from bot.core.alerts import Alert, Reason
from bot.core.entry import Entry, Feed
from bot.core.figures import Figure
from bot.core.kinds import Kind
from bot.core.ledger import Fact
from bot.core.positions import Placing
from bot.core.query import Sort
from bot.core.relevance import Verdict
from bot.core.standing import Side
from bot.core.stories import Story
from bot.core.tallies import Tally
from bot.errors import FetchError, ParseError


@dataclass(frozen=True, slots=True)
class FeedState:
    """A feed and what is remembered of its last polls.

    Attributes:
        etag: Validator, byte for byte as received.
        last_modified: Likewise.
        body_hash: Digest of the last body parsed, for servers that ignore validators.
        failures: Polls failed in a row.
        baseline_at: When the first good poll that saw an entry was stored; None before that.
    """

    feed: Feed
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    failures: int = 0
    baseline_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Fetched:
    """A body that differs from the last one.

    Attributes:
        body: Inflated, within the size limit.
        content_type: Header as received; None where absent.
        url: Where it came from in the end, after redirects.
    """

    body: bytes
    content_type: str | None
    url: str
    etag: str | None
    last_modified: str | None
    body_hash: str


@dataclass(frozen=True, slots=True)
class NotModified:
    """The server, or the digest of the body, says that nothing is new."""

    etag: str | None = None
    last_modified: str | None = None


class Feeds(Protocol):
    """Bytes from the network and entries from bytes."""

    async def fetch(self, state: FeedState) -> Fetched | NotModified:
        """Ask for a feed once, within limits of time and size. Raises FetchError."""
        ...

    async def parse(self, fetched: Fetched, feed: Feed) -> tuple[Entry, ...]:
        """Read a body as a feed, in its order. One bad entry never costs the others. Raises ParseError."""
        ...

    def next_due(
        self, state: FeedState, outcome: Fetched | NotModified | FetchError | ParseError, now: datetime
    ) -> datetime:
        """Decide when to poll next: the feed's interval, or a back-off that grows with `state.failures`."""
        ...


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided for one entry and one channel, and why; stored whatever it is."""

    channel: str
    reason: Reason
    detail: str
    story: str | None


@dataclass(frozen=True, slots=True)
class Judged:
    """An entry with all that was read and decided of it; stored in one transaction.

    Attributes:
        opens: Stories first told by this entry.
        joins: Ids of stories already known that it tells too.
        alerts: To be posted; one outbox row each, kept out if its id is there already.
    """

    entry: Entry
    figures: tuple[Figure, ...]
    verdict: Verdict
    summary: str
    opens: tuple[Story, ...] = ()
    joins: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    alerts: tuple[Alert, ...] = ()


@dataclass(frozen=True, slots=True)
class Poll:
    """What one poll of a feed came to.

    Attributes:
        feed: Its name.
        at: When (UTC).
        next_due: When to ask again (UTC).
        etag: To send next time.
        body_hash: None keeps the one that is stored.
        error: One sentence; None where the poll went well.
        seen: Entries that stood in the feed. A poll that saw none sets no baseline: the backlog may be yet to come.
        judged: The new entries, in the feed's order.
        known: Ids of the stories that were known when the entries were judged; None means that they were not asked for.
    """

    feed: str
    at: datetime
    next_due: datetime
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    error: str | None = None
    seen: int = 0
    judged: tuple[Judged, ...] = ()
    known: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Claimed:
    """An outbox row that this worker holds until its lease ends.

    Attributes:
        attempts: Times it was claimed, this one included.
        unsure: Whether an earlier attempt may have reached Slack: look before posting again.
        first_claimed: When it was first claimed (UTC): where to start looking.
        tried_until: Until when an earlier attempt may have reached Slack (UTC): where to stop looking. The time of this
            claim where nothing more is known.
        error: The code it came back with last time; None at first.
        repeats: How often in a row it came back with that code.
    """

    alert: Alert
    attempts: int
    unsure: bool
    first_claimed: datetime
    tried_until: datetime
    error: str | None
    repeats: int


@dataclass(frozen=True, slots=True)
class Criteria:
    """Which facts are looked for; every one that is set must be met.

    Attributes:
        orgs: Companies, any of which stands in the fact; none means all.
        side: On which the company stands in it; without `orgs` it is not asked.
        kinds: None means all.
        years: See `core.standing.year_of`; none means all.
        since: First day of announcement, or a month or year for its first day.
        until: Last day of announcement, or a month or year for its last day.
        least_usd: Least sum in US dollars, compared with the high end; a fact without dollars has none.
        words: Each must be found in names, purpose, note or title, whatever its case and accents. Where thousands of
            facts mention them and nothing else is asked, those stored last are looked at.
        begins: Whether `words` are also found where they only begin a word.
        payers: Names of those who pay or lead; None means anybody.
        counting: Whether only facts that count are looked for: in the company's totals, or in lists over all companies.
            Otherwise all are, but for those that tell again what another fact holds.
        sort: Which come first.
        most: How many of the first there are at most on all pages; None means all.
    """

    orgs: tuple[str, ...] = ()
    side: Side | None = None
    kinds: tuple[Kind, ...] = ()
    years: tuple[int, ...] = ()
    since: str | None = None
    until: str | None = None
    least_usd: Decimal | None = None
    words: tuple[str, ...] = ()
    begins: bool = False
    payers: frozenset[str] | None = None
    counting: bool = True
    sort: Sort = Sort.SIZE
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """Some of the facts that were looked for.

    Attributes:
        facts: In the order asked for.
        total: How many there are in all.
        counted: Ids of those shown that count.
        placings: What has become of those shown, by id: among the facts of one of the companies asked for, or of its
            payer where none was.
    """

    facts: tuple[Fact, ...]
    total: int
    counted: frozenset[str]
    placings: Mapping[str, Placing] = field(default_factory=dict)


class Store(Protocol):
    """Rows. Every method is one transaction; every failure is a StoreError."""

    async def sync_feeds(self, feeds: Sequence[Feed], now: datetime) -> None:
        """Make rows for configured feeds, due now if new; feeds no longer configured are never due."""
        ...

    async def due(self, now: datetime) -> tuple[str, ...]:
        """Return the names of feeds to poll, longest overdue first."""
        ...

    async def claim_feed(self, name: str, now: datetime, lease: timedelta) -> FeedState | None:
        """Take a due feed for as long as the lease; None when somebody else was first or it is not due."""
        ...

    async def unseen(self, feed: str, entries: Sequence[Entry]) -> tuple[Entry, ...]:
        """Return those entries not stored yet for this feed, in their order, with one query."""
        ...

    async def candidates(self, keys: Sequence[str]) -> tuple[Story, ...]:
        """Return stories filed under any of the keys (see `core.stories.keys`)."""
        ...

    async def save(self, poll: Poll) -> int:
        """Store a poll and free its feed, all or nothing; return how many entries were new.

        Raises ConflictError where a story it opens shares a key with a stored one that is not among `poll.known`.
        """
        ...

    async def posted(self, stories: Sequence[str]) -> frozenset[tuple[str, str]]:
        """Return which (story, channel) pairs have an outbox row already."""
        ...

    async def baselined(self, stories: Sequence[str]) -> frozenset[tuple[str, str]]:
        """Return which (story, channel) pairs an entry met the rules for that stood in a feed's baseline."""
        ...

    async def claim_alert(self, now: datetime, lease: timedelta, pace: timedelta = timedelta(0)) -> Claimed | None:
        """Take the oldest alert that is to be posted now; None when there is none.

        A channel rests for `pace` after each delivery; the others go on.
        """
        ...

    async def next_alert(self, now: datetime, pace: timedelta = timedelta(0)) -> datetime | None:
        """Return when `claim_alert` will find one, at the earliest; may lie in the past, None when none waits."""
        ...

    async def mark_delivered(self, alert: str, ts: str, now: datetime) -> None:
        """Record that Slack has the message, under its timestamp."""
        ...

    async def mark_retry(self, alert: str, at: datetime, *, unsure: bool, error: str) -> None:
        """Free a claimed alert to be tried again at a time; unsure means Slack may have it since this claim."""
        ...

    async def mark_parked(self, alert: str, error: str) -> None:
        """Set a claimed alert aside for good: nobody can tell whether Slack has it, so it is never posted again."""
        ...

    async def mark_failed(self, alert: str, error: str) -> None:
        """Give a claimed alert up for good, keeping the row and the reason."""
        ...

    async def abandon(self, followed: Collection[str]) -> int:
        """Give up what waits for channels that are not among those followed, as `unfollowed`; return how many.

        What a worker holds at the moment is given up too, unless Slack turns out to have it.
        """
        ...

    async def pending(self) -> int:
        """Return how many alerts are waiting to be posted."""
        ...

    async def alert(self, alert: str) -> Alert | None:
        """Return a stored alert by id."""
        ...

    async def sync_ledger(self, facts: Sequence[Fact]) -> tuple[int, int, int]:
        """Make shipped facts those given, by id: (added, changed, removed). Live facts are left alone."""
        ...

    async def facts(self, org: str) -> tuple[Fact, ...]:
        """Return shipped and live facts where it is payer, joint payer or counterparty, newest first."""
        ...

    async def totals(self, org: str) -> tuple[Tally, ...]:
        """Return the totals of a company by side, kind and year; a joint sum counts for its first payer alone."""
        ...

    async def parts(self, org: str, side: Side, kind: Kind) -> tuple[str, ...]:
        """Return the ids of the facts that a company's total is made of, newest first."""
        ...

    async def search(self, criteria: Criteria, limit: int, offset: int = 0) -> Page:
        """Return some of the facts that meet the criteria, of equals the newest first, then by id."""
        ...

    async def rank(self, kind: Kind, payers: frozenset[str] | None, above_usd: Decimal) -> int:
        """Return how many facts of a kind that count are larger, of some payers; None means of all."""
        ...

    async def spelt(self, names: Collection[str]) -> tuple[str, ...]:
        """Return those of some names that stand in the ledger, as it spells them."""
        ...

    async def names(self) -> tuple[str, ...]:
        """Return every name that stands in the ledger as payer, joint payer or counterparty."""
        ...

    async def payers(self, most: int) -> tuple[str, ...]:
        """Return at most so many of those who pay, those with the most figures first, of equals the newest."""
        ...


@dataclass(frozen=True, slots=True)
class Posted:
    """Slack has the message."""

    ts: str


@dataclass(frozen=True, slots=True)
class NotSent:
    """Slack surely does not have it.

    Attributes:
        code: Slack's error code, `not_in_channel`.
        permanent: True where the same message can never go; what a person can mend (an invitation, a token) is not.
        retry_after: Seconds to wait before trying again; None means "not stated".
    """

    code: str
    permanent: bool
    retry_after: float | None = None


@dataclass(frozen=True, slots=True)
class Unsure:
    """Slack may have it: the connection broke after sending, or a 5xx came back.

    Attributes:
        code: Slack's error code, or one of ours for what happens below its API.
        retry_after: Seconds to wait before looking again; None means "not stated".
        lasting: Whether looking again will not tell either, until a person has mended something.
        explanation: What the code means and what to do, for the operator.
    """

    code: str
    retry_after: float | None = None
    lasting: bool = False
    explanation: str = field(default="", compare=False)


class Poster(Protocol):
    """Messages out."""

    async def post(self, alert: Alert) -> Posted | NotSent | Unsure:
        """Post an alert once; never retries by itself."""
        ...

    async def find(self, alert: Alert, since: datetime, until: datetime) -> Posted | Unsure | None:
        """Look for what was posted of an alert between two times (UTC); Unsure where that cannot be told."""
        ...
