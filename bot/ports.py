"""What the pipeline needs of the world, as protocols the edges fulfil.

Fetching and posting know nothing of each other: they meet in the `Store` alone.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from bot.core.alerts import Alert, Reason
from bot.core.corrections import Correction
from bot.core.digest import Digest
from bot.core.dues import Digested
from bot.core.entry import Entry, Feed
from bot.core.figures import Figure
from bot.core.heard import Heard
from bot.core.kinds import Kind
from bot.core.ledger import Fact
from bot.core.positions import Placing
from bot.core.query import Sort
from bot.core.relevance import Verdict
from bot.core.renewals import Renewal
from bot.core.sorting import Sorted
from bot.core.standing import Side
from bot.core.stories import Story
from bot.core.subscriptions import Amendment, Subscription
from bot.core.tallies import Tally
from bot.core.turns import Post, Traffic
from bot.core.votes import Cast
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
class Wait:
    """An alert that does not go out at once.

    Attributes:
        alert: Its id.
        at: When it is posted, or when the fold that holds it is made (UTC).
        folded: Whether it goes into a fold.
    """

    alert: str
    at: datetime
    folded: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """An entry with all that was read and decided of it; stored in one transaction.

    Attributes:
        opens: Stories first told by this entry.
        joins: Ids of stories already known that it tells too.
        grown: Those of them that are known otherwise since, as they are known now.
        changes: Ids of stories opened, each with the older story that it changes.
        alerts: To be posted; one outbox row each, kept out if its id is there already.
        waits: Those of the alerts that do not go out at once.
        renewals: New versions of alerts that stand in a channel, of this poll's too.
        revises: Id of the stored entry whose new state this is; None where the entry is new.
        told: Ids of the stories that the stored entry told before.
    """

    entry: Entry
    figures: tuple[Figure, ...]
    verdict: Verdict
    summary: str
    opens: tuple[Story, ...] = ()
    joins: tuple[str, ...] = ()
    grown: tuple[Story, ...] = ()
    changes: tuple[tuple[str, str], ...] = ()
    decisions: tuple[Decision, ...] = ()
    alerts: tuple[Alert, ...] = ()
    waits: tuple[Wait, ...] = ()
    renewals: tuple[Renewal, ...] = ()
    revises: str | None = None
    told: tuple[str, ...] = ()


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
        judged: The new entries, in the feed's order, and then the new states of stored ones.
        known: Ids of the stories that were known when the entries were judged; None means that they were not asked for.
        shared: Keys of entries that identify none of them, see `core.sorting.Sorted`.
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
    shared: frozenset[str] = frozenset()


class Action(StrEnum):
    """What an outbox row wants of Slack."""

    POST = "post"
    """A message of its own."""
    UPDATE = "update"
    """The alert's message in its newest version; doing it twice does no harm."""
    NOTE = "note"
    """A reply in the thread of the alert's message."""
    FOLD = "digest"
    """A message that tells several alerts; the word in the row is the one it was first stored by."""
    DIGEST = "scheduled"
    """A digest, by the clock of its channel."""


MESSAGES = (Action.POST, Action.FOLD, Action.DIGEST)
"""What makes a message of its own in a channel, and so keeps its pace."""


@dataclass(frozen=True, slots=True)
class Claimed:
    """An outbox row that this worker holds until its lease ends.

    Attributes:
        row: Its id: of a post that of the alert, fold or digest.
        post: What is to be posted; of an update or a note the alert in the version that it is about.
        attempts: Times it was claimed, this one included.
        unsure: Whether an earlier attempt may have reached Slack: look before posting again.
        first_claimed: When it was first claimed (UTC): where to start looking.
        tried_until: Until when an earlier attempt may have reached Slack (UTC): where to stop looking. The time of this
            claim where nothing more is known.
        error: The code it came back with last time; None at first.
        repeats: How often in a row it came back with that code.
        action: What is wanted.
        ts: Of the message that an update or a note belongs to; None where none is known to be there.
        earlier_ts: Of the message of `Alert.linked`, in the same channel; None where there is none.
    """

    row: str
    post: Post
    attempts: int
    unsure: bool
    first_claimed: datetime
    tried_until: datetime
    error: str | None
    repeats: int
    action: Action = Action.POST
    ts: str | None = None
    earlier_ts: str | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """What the store holds of one fact.

    Attributes:
        told: As the reader or the shipped file tells it.
        stands: As the ledger has it, corrected by people; None where they took it out.
    """

    told: Fact
    stands: Fact | None


@dataclass(frozen=True, slots=True)
class Told:
    """An entry that is stored, with what was read of it and the stories it was the first to tell.

    Attributes:
        number: Counted up as entries are stored.
        opened: Stories; empty for an entry that told none, or only known ones.
        on_record: Ids of those of them that have a fact, corrected or taken out by people or not.
    """

    number: int
    entry: Entry
    figures: tuple[Figure, ...]
    verdict: Verdict
    summary: str
    opened: tuple[Story, ...] = ()
    on_record: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Reread:
    """What an entry says to today's reader.

    Attributes:
        number: Of the stored entry.
        entry: As it was when it was read; where its feed has told it anew since, it is left as it is.
        figures: Take the place of those stored.
        stories: Those it was the first to tell that change with it: as they were seen, and as they are known now; None
            where the entry tells one no longer, so that its fact leaves the ledger. Where one was seen otherwise than
            it is, the entry is left as it is.
    """

    number: int
    entry: Entry
    figures: tuple[Figure, ...]
    verdict: Verdict
    summary: str
    stories: tuple[tuple[Story, Story | None], ...] = ()


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
        current: Whether each commitment of the companies is looked for once, as it is now, the last spoken of first;
            without `orgs` it is not asked.
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
    current: bool = False
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
        earlier: What else was told of the commitments shown, by the ids of these, newest first, its placings among the
            others; only where `Criteria.current` asks for commitments.
    """

    facts: tuple[Fact, ...]
    total: int
    counted: frozenset[str]
    placings: Mapping[str, Placing] = field(default_factory=dict)
    earlier: Mapping[str, tuple[Fact, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Health:
    """How a configured feed fares.

    Attributes:
        polled_at: When it was last polled (UTC); None where it never was.
        next_due: When it is polled next (UTC).
        failures: Polls failed in a row.
        error: What went wrong the last time; None where nothing did.
        failing_since: When the first of those failures was (UTC); None where there are none, or it is not known.
    """

    feed: str
    polled_at: datetime | None
    next_due: datetime
    failures: int
    error: str | None
    failing_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """An alert that stands in its channel.

    Attributes:
        ts: Of its message.
        at: When Slack took it (UTC).
    """

    alert: Alert
    ts: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Installation:
    """The app in a workspace.

    Attributes:
        team: Id of the workspace, `T…`.
        token: The bot token, sealed: what is stored opens nothing.
        bot: Id of the bot, `B…`.
        bot_user: Id of its user, `U…`.
        scopes: Those that were granted.
        by: Id of the member who installed it.
        at: When (UTC).
    """

    team: str
    token: str = field(repr=False)
    bot: str
    bot_user: str
    scopes: tuple[str, ...]
    by: str
    at: datetime


class Installations(Protocol):
    """Where the app is installed. Every method is one transaction; every failure is a StoreError."""

    async def install(self, installation: Installation) -> None:
        """Record where the app is installed, in the place of what was recorded for that workspace before."""
        ...

    async def installation(self, team: str) -> Installation | None:
        """Return the app in a workspace; None where it is not installed."""
        ...

    async def installations(self) -> tuple[Installation, ...]:
        """Return all there are, in the order of the workspaces' ids."""
        ...

    async def begin_installation(self, state: str, until: datetime, now: datetime) -> None:
        """Record that somebody has begun to install the app, and until when they may come back (UTC)."""
        ...

    async def end_installation(self, state: str, now: datetime) -> bool:
        """Take a begun installation out; False where it never was, was taken out before, or its time is over."""
        ...


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a person has to say to those who run the bot.

    Attributes:
        by: Who says it.
        channel: Where (a Slack channel id).
        text: As written.
        at: When (UTC).
    """

    by: str
    channel: str
    text: str
    at: datetime


class Store(Installations, Protocol):
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

    async def sort_out(self, feed: str, entries: Sequence[Entry]) -> Sorted:
        """Return the new entries of one document of a feed, and those that are another state of a stored one.

        Where none is, one query tells so.
        """
        ...

    async def candidates(self, keys: Sequence[str], since: datetime | None = None) -> tuple[Story, ...]:
        """Return stories filed under any of the keys (see `core.stories.keys`).

        Where a time is given, those first seen before it are left out, but for what is filed under lasting keys.
        """
        ...

    async def save(self, poll: Poll) -> int:
        """Store a poll and free its feed, all or nothing; return how many entries were new.

        What revises a stored entry takes its row: state, verdict and figures are replaced; stories it tells, decisions
        and alerts are added.

        Raises ConflictError where a story it opens shares a key with a stored one that is not among `poll.known`, or
        an alert it renews has become another version meanwhile.
        """
        ...

    async def posted(self, stories: Sequence[str]) -> frozenset[tuple[str, str]]:
        """Return which (story, channel) pairs have an outbox row already."""
        ...

    async def standing(self, stories: Sequence[str]) -> tuple[Alert, ...]:
        """Return the newest versions of these stories' alerts, but for those that were given up."""
        ...

    async def renew(self, renewals: Sequence[Renewal], now: datetime) -> None:
        """Take new versions of alerts over, and know their stories by the figures they show now too.

        Raises ConflictError where an alert has become another version meanwhile.
        """
        ...

    async def baselined(self, stories: Sequence[str]) -> frozenset[tuple[str, str]]:
        """Return which (story, channel) pairs an entry met the rules for that stood in a feed's baseline."""
        ...

    async def traffic(self, channels: Collection[str], now: datetime) -> Mapping[str, Traffic]:
        """Return what went out in these channels in the hour before, is on its way, or is folded; silent ones left out.

        What is overdue counts as posted now.
        """
        ...

    async def claim_alert(self, now: datetime, lease: timedelta, pace: timedelta = timedelta(0)) -> Claimed | None:
        """Take the oldest alert that is to be posted now; None when there is none.

        A channel rests for `pace` after each delivery; the others go on. Folded alerts whose time has come are made
        folds first, each alert in one, and these are posted in their turn.
        """
        ...

    async def next_alert(self, now: datetime, pace: timedelta = timedelta(0)) -> datetime | None:
        """Return when `claim_alert` will find one, at the earliest; may lie in the past, None when none waits."""
        ...

    async def mark_delivered(self, row: str, ts: str, now: datetime) -> None:
        """Record that Slack has done what a row wanted, and the timestamp of the message."""
        ...

    async def mark_retry(self, row: str, at: datetime, *, unsure: bool, error: str) -> None:
        """Free a claimed row to be tried again at a time; unsure means Slack may have it since this claim."""
        ...

    async def mark_parked(self, row: str, error: str) -> None:
        """Set a claimed row aside for good: nobody can tell whether Slack has it, so it is never posted again."""
        ...

    async def mark_failed(self, row: str, error: str) -> None:
        """Give a claimed row up for good, keeping the row and the reason."""
        ...

    async def abandon(self, followed: Collection[str]) -> int:
        """Give up what waits for channels that are not among those followed, as `unfollowed`; return how many.

        What a worker holds at the moment is given up too, unless Slack turns out to have it. How far their digests are
        is forgotten.
        """
        ...

    async def give_up_late(self, channel: str, since: datetime) -> int:
        """Give up, as `paused`, what has waited for a channel since before a time; return how many.

        What a worker holds at the moment is given up too, unless Slack turns out to have it.
        """
        ...

    async def hasten(self, channel: str, now: datetime) -> None:
        """Let what was put off in a channel go out at once, for something can be posted there again."""
        ...

    async def pending(self) -> int:
        """Return how many messages are waiting to be posted; folded alerts count one each until they are a fold."""
        ...

    async def alert(self, alert: str) -> Alert | None:
        """Return a stored alert by id; a fold or a digest is none."""
        ...

    async def digested(self, channel: str) -> Digested | None:
        """Return how far the digests of a channel are; None where it has none."""
        ...

    async def save_digest(self, after: Digested, before: Digested | None, digest: Digest | None, at: datetime) -> bool:
        """Remember how far the digests of a channel are, and put the digest in the outbox, all or nothing.

        Returns False, and stores nothing, where they are no longer as they were before: somebody else was first.

        Args:
            after: How far they are now.
            before: How far they were; None where the channel had none.
            digest: What is to be posted; None where there is nothing to tell.
            at: From when on (UTC).
        """
        ...

    async def forget_digests(self, channel: str) -> None:
        """Forget how far the digests of a channel are: it wants none any longer."""
        ...

    async def heard(self, since: datetime) -> tuple[Heard, ...]:
        """Return the facts that were first seen or told otherwise by news since a time, by their ids.

        Shipped ones count for seen on the day of their announcement, where that is known. A story that nobody is named
        for who spends is among them too, as it is known now.
        """
        ...

    async def told_by(self, stories: Collection[str]) -> Mapping[str, tuple[tuple[str, Entry], ...]]:
        """Return the entries that tell each story, in the order they were stored, each with its feed's name."""
        ...

    async def sync_ledger(self, facts: Sequence[Fact]) -> tuple[int, int, int]:
        """Make shipped facts those given, by id: (added, changed, removed). Live facts are left alone."""
        ...

    async def facts(self, org: str) -> tuple[Fact, ...]:
        """Return shipped and live facts where it is payer, joint payer or counterparty, newest first."""
        ...

    async def parts_of(self, wholes: Collection[str]) -> tuple[Fact, ...]:
        """Return the facts that are parts of any of these, by their ids; sorted by id."""
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

    async def quotes(self, facts: Collection[str]) -> Mapping[str, str]:
        """Return the words that live facts were read from, by their ids; a fact that no story brought has none."""
        ...

    async def facts_after(self, fact: str, most: int) -> tuple[Fact, ...]:
        """Return at most so many facts of the ledger whose ids come after one, in the order of their ids."""
        ...

    async def chained(self) -> tuple[Fact, ...]:
        """Return the facts that supersede another one of the ledger or are superseded, in the order of their ids."""
        ...

    async def fact(self, fact: str) -> Held | None:
        """Return what is held of a fact, one that people took out of the ledger too."""
        ...

    async def fact_ids(self) -> tuple[str, ...]:
        """Return the ids of all facts, those that people took out of the ledger too, sorted."""
        ...

    async def correct(self, correction: Correction) -> Correction:
        """Record a correction, lay it over its fact at once and whenever that is told anew; return it with its id.

        Raises RequestError where it would make its fact a duplicate of itself.
        """
        ...

    async def undo(self, correction: int, by: str, at: datetime) -> Correction | None:
        """Take a correction back, recording who did and when; the one before holds again.

        None where there is none of that id; one that was undone already comes back as it is.
        """
        ...

    async def corrections(self, *targets: str) -> tuple[Correction, ...]:
        """Return the corrections of some facts, none meaning all, the newest first, those undone too."""
        ...

    async def told(self, since: datetime | None, after: int, most: int) -> tuple[Told, ...]:
        """Return at most so many entries, stored since a time and numbered after one, in the order they came."""
        ...

    async def count_told(self, since: datetime | None) -> int:
        """Return how many entries were stored since a time; None means all."""
        ...

    async def reread(self, entries: Sequence[Reread]) -> None:
        """Put what was read anew in the place of what was stored, with the figure, keys and fact of its stories.

        Corrections stay laid over the facts. Decisions, alerts and which story an entry tells are left alone.
        """
        ...

    async def judged(self, reference: str) -> tuple[Judged, ...]:
        """Return what was read and decided of the stored entries with this id or link, the stories told in `joins`."""
        ...

    async def entitled(self, words: Sequence[str], most: int) -> tuple[Judged, ...]:
        """Return the same of at most so many entries whose titles hold all of some words, the newest first."""
        ...

    async def vote(self, cast: Cast) -> None:
        """Take a reader's vote on an alert over; it takes the place of an earlier one."""
        ...

    async def votes(self) -> tuple[Cast, ...]:
        """Return each reader's last vote on each alert, in the order in which they were cast."""
        ...

    async def hear(self, feedback: Feedback) -> None:
        """Keep what a person has to say."""
        ...

    async def comments(self, most: int) -> tuple[Feedback, ...]:
        """Return at most so much of what people had to say, the newest first."""
        ...

    async def health(self) -> tuple[Health, ...]:
        """Return how each configured feed fares, in the order of their names."""
        ...

    async def sent(self, channels: Collection[str], most: int) -> tuple[Sent, ...]:
        """Return the newest alerts that stand in some channels by themselves, the newest first."""
        ...

    async def subscriptions(self) -> tuple[Subscription, ...]:
        """Return what was set in Slack, in the order of the channels' ids."""
        ...

    async def amend(self, subscription: Subscription, amendment: Amendment | None) -> None:
        """Store the next version of a subscription, with the change as it is told; None where nobody made one.

        Raises ConflictError where another one became that version meanwhile.
        """
        ...

    async def amendments(self, channel: str, most: int) -> tuple[Amendment, ...]:
        """Return the newest changes of a channel's subscription, the newest first."""
        ...

    async def forget(self, team: str, also: Collection[str] = ()) -> tuple[str, ...]:
        """Erase a workspace: the app in it, its subscriptions, and all of its and some more channels; return these."""
        ...

    async def greet(self, whom: str, now: datetime) -> bool:
        """Record that somebody is greeted; False where they were before."""
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


@dataclass(frozen=True, slots=True)
class Trouble:
    """A channel in which nothing can be posted until a person has mended something.

    Attributes:
        channel: Slack channel id.
        name: The channel's name, for people.
        code: Slack's code for why.
        whom: Id of the member or the channel to tell.
        is_paused: Whether what comes waits until the channel is resumed; else it is tried again and again.
    """

    channel: str
    name: str
    code: str
    whom: str
    is_paused: bool


class Poster(Protocol):
    """Messages out."""

    async def post(self, post: Post, earlier_ts: str | None = None) -> Posted | NotSent | Unsure:
        """Post an alert once, with a link to an earlier message of its channel, a fold or a digest; never retries."""
        ...

    async def find(self, alert: Post, since: datetime, until: datetime) -> Posted | Unsure | None:
        """Look for what was posted of an alert between two times (UTC); Unsure where that cannot be told."""
        ...

    async def update(self, alert: Alert, ts: str, earlier_ts: str | None = None) -> Posted | NotSent | Unsure:
        """Make an alert's message show its newest version; may be done again."""
        ...

    async def note(self, alert: Alert, ts: str) -> Posted | NotSent | Unsure:
        """Say in the thread of an alert's message what has changed; never retries by itself."""
        ...

    async def find_note(self, alert: Alert, ts: str) -> Posted | Unsure | None:
        """Look for that note in the thread; Unsure where that cannot be told."""
        ...

    async def tell(self, trouble: Trouble) -> Posted | NotSent | Unsure:
        """Tell whom it concerns that nothing can be posted in a channel, and what brings that back; never retries."""
        ...
