"""Make the tables of what readers say of alerts and to those who run the bot, and keep the cue of each figure."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

TEXT = sa.Text().with_variant(postgresql.TEXT(collation="C"), "postgresql")
INSTANT = sa.DateTime(timezone=True)
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make both tables, and the column; figures that were read before have no cue."""
    op.add_column("figures", sa.Column("cue", TEXT))
    op.create_table(
        "votes",
        sa.Column("alert", TEXT, nullable=False),
        sa.Column("user", TEXT, nullable=False),
        sa.Column("vote", TEXT, nullable=False),
        sa.Column("rule", TEXT, nullable=False),
        sa.Column("kind", TEXT, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("alert", "user", name="pk_votes"),
    )
    op.create_table(
        "feedback",
        sa.Column("number", SERIAL, nullable=False),
        sa.Column("by", TEXT, nullable=False),
        sa.Column("channel", TEXT, nullable=False),
        sa.Column("text", TEXT, nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_feedback"),
    )
