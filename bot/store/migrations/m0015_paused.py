"""When a channel was paused, so that what waited before for other reasons is not held against it."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of a channel that is paused now it is not known."""
    op.add_column("subscriptions", sa.Column("paused_at", sa.DateTime(timezone=True)))
