"""Make the tables of what channels set in Slack, of every change of that, and of who was greeted."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "subscriptions",
        sa.Column("channel", TEXT, nullable=False),
        sa.Column("name", TEXT, nullable=False),
        sa.Column("owner", TEXT, nullable=False),
        sa.Column("team", TEXT),
        sa.Column("choices", TEXT, nullable=False),
        sa.Column("follows", sa.Boolean(), nullable=False),
        sa.Column("paused", TEXT),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("channel", name="pk_subscriptions"),
    )
    op.create_table(
        "amendments",
        sa.Column("number", SERIAL, nullable=False),
        sa.Column("channel", TEXT, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("words", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_amendments"),
    )
    op.create_index("ix_amendments_channel_number", "amendments", ["channel", "number"])
    op.create_table(
        "greetings",
        sa.Column("whom", TEXT, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("whom", name="pk_greetings"),
    )
