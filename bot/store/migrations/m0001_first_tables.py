"""Make the first tables.

Types are spelt out here and not taken from `schema`, which moves on while this step stays as it was.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

EXACT = sa.Numeric().with_variant(sa.Text(), "sqlite")
INSTANT = sa.DateTime(timezone=True)
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make all tables and their indexes."""
    _feeds_and_entries()
    _figures()
    _stories()
    _decisions_and_outbox()
    _ledger()


def _feeds_and_entries() -> None:
    op.create_table(
        "feeds",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("every", sa.Interval(), nullable=False),
        sa.Column("language", sa.Text()),
        sa.Column("configured", sa.Boolean(), nullable=False),
        sa.Column("next_due", INSTANT, nullable=False),
        sa.Column("claim_until", INSTANT),
        sa.Column("etag", sa.Text()),
        sa.Column("last_modified", sa.Text()),
        sa.Column("body_hash", sa.Text()),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("baseline_at", INSTANT),
        sa.Column("polled_at", INSTANT),
        sa.Column("error", sa.Text()),
        sa.PrimaryKeyConstraint("name", name="pk_feeds"),
    )
    op.create_index("ix_feeds_configured_next_due", "feeds", ["configured", "next_due"])
    op.create_table(
        "entries",
        sa.Column("number", SERIAL, nullable=False),
        sa.Column("feed", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("link", sa.Text()),
        sa.Column("outlet", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("published", INSTANT),
        sa.Column("language", sa.Text()),
        sa.Column("stored_at", INSTANT, nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("relevant", sa.Boolean(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_entries"),
        sa.ForeignKeyConstraint(["feed"], ["feeds.name"], name="fk_entries_feed_feeds"),
        sa.UniqueConstraint("feed", "id", name="uq_entries_feed_id"),
    )
    op.create_index("ix_entries_id", "entries", ["id"])
    op.create_index("ix_entries_link", "entries", ["link"])


def _figures() -> None:
    op.create_table(
        "figures",
        sa.Column("number", SERIAL, nullable=False),
        sa.Column("entry", SERIAL, nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.Column("amount", EXACT, nullable=False),
        sa.Column("high", EXACT),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("also", sa.JSON(), nullable=False),
        sa.Column("usd", EXACT),
        sa.Column("usd_high", EXACT),
        sa.Column("rate_day", sa.Date()),
        sa.Column("org", sa.Text()),
        sa.Column("org_alt", sa.JSON(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("counterparty", sa.Text()),
        sa.Column("period", sa.Text()),
        sa.Column("qualifier", sa.Text(), nullable=False),
        sa.Column("certainty", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text()),
        sa.Column("headline", sa.Boolean(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_figures"),
        sa.ForeignKeyConstraint(["entry"], ["entries.number"], name="fk_figures_entry_entries", ondelete="CASCADE"),
    )
    op.create_index("ix_figures_entry", "figures", ["entry"])


def _stories() -> None:
    op.create_table(
        "stories",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("figure", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("first_seen", INSTANT, nullable=False),
        sa.Column("published", INSTANT),
        sa.PrimaryKeyConstraint("id", name="pk_stories"),
    )
    op.create_table(
        "story_keys",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", "story", name="pk_story_keys"),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name="fk_story_keys_story_stories", ondelete="CASCADE"),
    )
    op.create_table(
        "story_entries",
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("entry", SERIAL, nullable=False),
        sa.PrimaryKeyConstraint("story", "entry", name="pk_story_entries"),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name="fk_story_entries_story_stories", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["entry"], ["entries.number"], name="fk_story_entries_entry_entries", ondelete="CASCADE"
        ),
    )
    op.create_index("ix_story_entries_entry", "story_entries", ["entry"])


def _decisions_and_outbox() -> None:
    op.create_table(
        "decisions",
        sa.Column("number", SERIAL, nullable=False),
        sa.Column("entry", SERIAL, nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("story", sa.Text()),
        sa.Column("decided_at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_decisions"),
        sa.ForeignKeyConstraint(["entry"], ["entries.number"], name="fk_decisions_entry_entries", ondelete="CASCADE"),
    )
    op.create_index("ix_decisions_entry", "decisions", ["entry"])
    op.create_index("ix_decisions_story_reason", "decisions", ["story", "reason"])
    op.create_table(
        "outbox",
        sa.Column("number", SERIAL, nullable=False),
        sa.Column("alert", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("snapshot", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("next_at", INSTANT, nullable=False),
        sa.Column("claim_until", INSTANT),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("first_claimed", INSTANT),
        sa.Column("unsure", sa.Boolean(), nullable=False),
        sa.Column("ts", sa.Text()),
        sa.Column("delivered_at", INSTANT),
        sa.Column("error", sa.Text()),
        sa.PrimaryKeyConstraint("number", name="pk_outbox"),
        sa.UniqueConstraint("alert", name="uq_outbox_alert"),
    )
    op.create_index("ix_outbox_state_number", "outbox", ["state", "number"])
    op.create_index("ix_outbox_channel_state_number", "outbox", ["channel", "state", "number"])
    op.create_index("ix_outbox_channel_delivered_at", "outbox", ["channel", "delivered_at"])
    op.create_index("ix_outbox_story", "outbox", ["story"])


def _ledger() -> None:
    op.create_table(
        "facts",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("shipped", sa.Boolean(), nullable=False),
        sa.Column("announced", sa.Text(), nullable=False),
        sa.Column("org", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("amount", EXACT, nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("high", EXACT),
        sa.Column("usd", EXACT),
        sa.Column("usd_high", EXACT),
        sa.Column("org_alt", sa.JSON(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("counterparty", sa.Text()),
        sa.Column("period", sa.Text()),
        sa.Column("qualifier", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text()),
        sa.Column("certainty", sa.Text(), nullable=False),
        sa.Column("supersedes", sa.Text()),
        sa.Column("part_of", sa.Text()),
        sa.Column("source_url", sa.Text()),
        sa.Column("source_outlet", sa.Text()),
        sa.Column("note", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_facts"),
    )
    op.create_table(
        "fact_orgs",
        sa.Column("org", sa.Text(), nullable=False),
        sa.Column("fact", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("announced", sa.Text(), nullable=False),
        sa.Column("dollars", sa.BigInteger()),
        sa.PrimaryKeyConstraint("org", "fact", name="pk_fact_orgs"),
        sa.ForeignKeyConstraint(["fact"], ["facts.id"], name="fk_fact_orgs_fact_facts", ondelete="CASCADE"),
    )
    op.create_index("ix_fact_orgs_org_announced_dollars", "fact_orgs", ["org", "announced", "dollars"])
    op.create_index("ix_fact_orgs_fact", "fact_orgs", ["fact"])
