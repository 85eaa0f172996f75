"""Make the tables of what people correct, and of what the corrected facts were told to be."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "originals",
        sa.Column("fact", sa.Text(), nullable=False),
        sa.Column("shipped", sa.Boolean(), nullable=False),
        sa.Column("snapshot", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("fact", name="pk_originals"),
    )
    op.create_table(
        "corrections",
        sa.Column("number", SERIAL, nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("was", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", INSTANT, nullable=False),
        sa.Column("figure", sa.Text()),
        sa.Column("org", sa.Text()),
        sa.Column("same_as", sa.Text()),
        sa.Column("note", sa.Text()),
        sa.Column("undone_by", sa.Text()),
        sa.Column("undone_at", INSTANT),
        sa.PrimaryKeyConstraint("number", name="pk_corrections"),
    )
    op.create_index("ix_corrections_target", "corrections", ["target"])
