"""Tell in the outbox what is done with a row: an alert is posted, or a digest of several is."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; all that is there are alerts to be posted."""
    op.add_column("outbox", sa.Column("action", sa.Text(), nullable=False, server_default="post"))
