"""The tables, as the queries are written against them.

What makes them in a database is `migrations/`; a test holds the two equal.
"""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Interval,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    false,
    text,
    true,
)

from bot.store.columns import Exact, Instant, Texts

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _serial(name: str) -> Column[int]:
    # SQLite numbers rows by itself only in a column of exactly the type INTEGER.
    return Column(name, BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=True)


def _entry() -> Column[int]:
    return Column("entry", ForeignKey("entries.number", ondelete="CASCADE"), nullable=False)


feeds = Table(
    "feeds",
    metadata,
    Column("name", Text, primary_key=True),
    Column("url", Text, nullable=False),
    Column("every", Interval, nullable=False),
    Column("language", Text),
    Column("configured", Boolean, nullable=False),
    Column("next_due", Instant, nullable=False),
    Column("claim_until", Instant),
    Column("etag", Text),
    Column("last_modified", Text),
    Column("body_hash", Text),
    Column("failures", Integer, nullable=False),
    Column("baseline_at", Instant),
    Column("polled_at", Instant),
    Column("error", Text),
    Column("failing_since", Instant),
    Index(None, "configured", "next_due"),
)

entries = Table(
    "entries",
    metadata,
    _serial("number"),
    Column("feed", ForeignKey("feeds.name"), nullable=False),
    Column("id", Text, nullable=False),
    Column("link", Text),
    Column("outlet", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("published", Instant),
    Column("language", Text),
    Column("stored_at", Instant, nullable=False),
    Column("summary", Text, nullable=False),
    Column("relevant", Boolean, nullable=False),
    Column("rule", Text, nullable=False),
    Column("evidence", Texts, nullable=False),
    Column("digest", Text),
    Column("revised_at", Instant),
    UniqueConstraint("feed", "id"),
    Index(None, "id"),
    Index(None, "link"),
)

entry_keys = Table(
    "entry_keys",
    metadata,
    Column("feed", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    _entry(),
    Index(None, "entry"),
)

figures = Table(
    "figures",
    metadata,
    _serial("number"),
    _entry(),
    Column("quote", Text, nullable=False),
    Column("amount", Exact, nullable=False),
    Column("high", Exact),
    Column("currency", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("also", JSON, nullable=False),
    Column("usd", Exact),
    Column("usd_high", Exact),
    Column("rate_day", Date),
    Column("org", Text),
    Column("org_alt", Texts, nullable=False),
    Column("role", Text, nullable=False),
    Column("counterparty", Text),
    Column("period", Text),
    Column("qualifier", Text, nullable=False),
    Column("certainty", Text, nullable=False),
    Column("purpose", Text),
    Column("headline", Boolean, nullable=False),
    Column("evidence", Texts, nullable=False),
    Column("cue", Text),
    Index(None, "entry"),
)

stories = Table(
    "stories",
    metadata,
    Column("id", Text, primary_key=True),
    Column("figure", Text, nullable=False),  # a snapshot: it outlives the entry it was read from
    Column("title", Text, nullable=False),
    Column("first_seen", Instant, nullable=False),
    Column("published", Instant),
    Column("traits", Text, nullable=False, server_default="{}"),  # what tells it from others, as JSON
    Index(None, "first_seen"),
)

story_keys = Table(
    "story_keys",
    metadata,
    Column("key", Text, primary_key=True),
    Column("story", ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("seen", Instant, nullable=False),
    Index(None, "key", "seen", "story"),
)

story_entries = Table(
    "story_entries",
    metadata,
    Column("story", ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("entry", ForeignKey("entries.number", ondelete="CASCADE"), primary_key=True),
    Index(None, "entry"),
)

decisions = Table(
    "decisions",
    metadata,
    _serial("number"),
    _entry(),
    Column("channel", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("detail", Text, nullable=False),
    Column("story", Text),
    Column("decided_at", Instant, nullable=False),
    Index(None, "entry"),
    Index(None, "story", "reason"),
)

outbox = Table(
    "outbox",
    metadata,
    _serial("number"),
    Column("alert", Text, nullable=False, unique=True),
    Column("story", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("action", Text, nullable=False, server_default="post"),
    Column("snapshot", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("next_at", Instant, nullable=False),
    Column("claim_until", Instant),
    Column("attempts", Integer, nullable=False),
    Column("first_claimed", Instant),
    Column("unsure", Boolean, nullable=False),
    Column("tried_until", Instant),
    Column("repeats", Integer, nullable=False, server_default="0"),
    Column("ts", Text),
    Column("delivered_at", Instant),
    Column("error", Text),
    Column("root", Text),  # the post that an update or a note belongs to
    Column("version", Integer, nullable=False, server_default="1"),
    Index(None, "root"),
    Index(None, "state", "number"),
    Index(None, "channel", "state", "number"),
    Index(None, "channel", "delivered_at"),
    Index(None, "story"),
)

facts = Table(
    "facts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("shipped", Boolean, nullable=False),
    Column("announced", Text, nullable=False),
    Column("org", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("amount", Exact, nullable=False),
    Column("currency", Text, nullable=False),
    Column("high", Exact),
    Column("usd", Exact),
    Column("usd_high", Exact),
    Column("org_alt", Texts, nullable=False),
    Column("role", Text, nullable=False),
    Column("counterparty", Text),
    Column("period", Text),
    Column("qualifier", Text, nullable=False),
    Column("purpose", Text),
    Column("certainty", Text, nullable=False),
    Column("supersedes", Text),
    Column("part_of", Text),
    Column("source_url", Text),
    Column("source_outlet", Text),
    Column("note", Text),
    # What follows is derived from the rest by `weighing.refresh`; a year that is NULL was not derived yet.
    Column("payer", Text),  # `org`, case-folded
    Column("year", Integer),
    Column("dollars", BigInteger),
    Column("dollars_high", BigInteger),
    Column("counts", Boolean, nullable=False, server_default=false()),
    Column("told", Boolean, nullable=False, server_default=true()),
    Index(None, "part_of"),
    Index("ix_facts_year", "counts", "year", "dollars_high", "announced", "id", "kind", "payer"),
    Index("ix_facts_size", "counts", "dollars_high", "announced", "id", "kind", "payer"),
    Index("ix_facts_time", "counts", "announced", "id", "kind", "payer", "dollars_high"),
    Index("ix_facts_underived", "id", sqlite_where=text("year IS NULL"), postgresql_where=text("year IS NULL")),
)

fact_orgs = Table(
    "fact_orgs",
    metadata,
    Column("org", Text, primary_key=True),  # case-folded
    Column("fact", ForeignKey("facts.id", ondelete="CASCADE"), primary_key=True),
    Column("name", Text, nullable=False),  # as the fact spells it
    Column("announced", Text, nullable=False),
    Column("dollars", BigInteger),
    Column("side", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("year", Integer, nullable=False),
    Column("dollars_high", BigInteger),
    Column("up_to", Boolean, nullable=False),
    Column("reported", Boolean, nullable=False),
    Column("state", Text, nullable=False, server_default="stands"),
    Column("held_by", Text),
    Column("counts", Boolean, nullable=False, server_default=false()),
    Column("told", Boolean, nullable=False, server_default=true()),
    Column("position", Text),  # the fact that says how the commitment is now; NULL where that is this one
    Column("spoken", Text),  # of the fact that says it: when the commitment was last spoken of; NULL for all others
    Index(
        "ix_fact_orgs_totals", "org", "counts", "side", "kind", "year", "dollars", "dollars_high", "up_to", "reported"
    ),
    Index("ix_fact_orgs_newest", "org", "announced", "fact", "told", "counts", "side", "kind", "year", "dollars_high"),
    Index(
        "ix_fact_orgs_spoken",
        *("org", "spoken", "fact", "side", "kind", "year", "dollars_high"),
        sqlite_where=text("spoken IS NOT NULL"),
        postgresql_where=text("spoken IS NOT NULL"),
    ),
    Index(
        "ix_fact_orgs_position",
        *("org", "position"),
        sqlite_where=text("position IS NOT NULL"),
        postgresql_where=text("position IS NOT NULL"),
    ),
    Index("ix_fact_orgs_names", "org", "name"),
    Index(None, "fact"),
)

originals = (
    Table(  # what the reader or the file tells of a fact that people corrected; `facts` has it corrected, or not
        "originals",
        metadata,
        Column("fact", Text, primary_key=True),
        Column("shipped", Boolean, nullable=False),
        Column("snapshot", Text, nullable=False),
    )
)

fact_changes = Table(  # how live facts stood before news changed them
    "fact_changes",
    metadata,
    _serial("number"),
    Column("fact", Text, nullable=False),
    Column("changed_at", Instant, nullable=False),
    Column("was", Text, nullable=False),  # a snapshot, as told
    Index(None, "changed_at"),
)

digests = Table(  # how far the digests of each channel are, see `core.dues.Digested`
    "digests",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("cadence", Text, nullable=False),
    Column("done", Instant, nullable=False),
    Column("told", Instant),
)

corrections = Table(
    "corrections",
    metadata,
    _serial("number"),
    Column("target", Text, nullable=False),  # a fact's id; the fact may be gone, and come back
    Column("what", Text, nullable=False),
    Column("was", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("figure", Text),
    Column("org", Text),
    Column("same_as", Text),
    Column("note", Text),
    Column("undone_by", Text),
    Column("undone_at", Instant),
    Index(None, "target"),
)

fact_words = Table(
    "fact_words",
    metadata,
    _serial("number"),
    Column("fact", ForeignKey("facts.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("words", Text, nullable=False),
)
"""What a fact is searched by; triggers keep the full-text index `fact_index` the same."""

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("owner", Text, nullable=False),
    Column("team", Text),
    Column("choices", Text, nullable=False),  # what the channel has said, as JSON
    Column("follows", Boolean, nullable=False),
    Column("paused", Text),
    Column("paused_at", Instant),
    Column("version", Integer, nullable=False),
)

amendments = Table(
    "amendments",
    metadata,
    _serial("number"),
    Column("channel", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Instant, nullable=False),
    Column("words", Text, nullable=False),
    Index(None, "channel", "number"),
)

greetings = Table(
    "greetings",
    metadata,
    Column("whom", Text, primary_key=True),  # `home:U…` for a member, `channel:C…`
    Column("at", Instant, nullable=False),
)

installations = Table(
    "installations",
    metadata,
    Column("team", Text, primary_key=True),
    Column("token", Text, nullable=False),  # sealed; the key is not in the database
    Column("bot", Text, nullable=False),
    Column("bot_user", Text, nullable=False),
    Column("scopes", Texts, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

begun_installations = Table(
    "begun_installations",
    metadata,
    Column("state", Text, primary_key=True),  # its digest
    Column("until", Instant, nullable=False),
)

votes = Table(
    "votes",
    metadata,
    Column("alert", Text, primary_key=True),
    Column("user", Text, primary_key=True),
    Column("vote", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", Instant, nullable=False),
)

feedback = Table(
    "feedback",
    metadata,
    _serial("number"),
    Column("by", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("at", Instant, nullable=False),
)
