"""Remember how far the digests of each channel are, and how facts stood before news changed them."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make both tables, and let stories be found by when they were first seen."""
    order = "C" if op.get_bind().dialect.name == "postgresql" else None
    op.create_table(
        "digests",
        sa.Column("channel", sa.Text(collation=order), nullable=False),
        sa.Column("cadence", sa.Text(collation=order), nullable=False),
        sa.Column("done", INSTANT, nullable=False),
        sa.Column("told", INSTANT),
        sa.PrimaryKeyConstraint("channel", name="pk_digests"),
    )
    op.create_table(
        "fact_changes",
        sa.Column("number", SERIAL, nullable=False),
        sa.Column("fact", sa.Text(collation=order), nullable=False),
        sa.Column("changed_at", INSTANT, nullable=False),
        sa.Column("was", sa.Text(collation=order), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_fact_changes"),
    )
    op.create_index("ix_fact_changes_changed_at", "fact_changes", ["changed_at"])
    op.create_index("ix_stories_first_seen", "stories", ["first_seen"])
