"""Remember of an alert until when Slack may have got it, and how often in a row it came back for one reason."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add both columns to the outbox."""
    op.add_column("outbox", sa.Column("tried_until", sa.DateTime(timezone=True)))
    op.add_column("outbox", sa.Column("repeats", sa.Integer(), nullable=False, server_default="0"))
