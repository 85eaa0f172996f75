"""Remember since when the polls of a feed have failed."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; of a feed that is failing now it is not known."""
    op.add_column("feeds", sa.Column("failing_since", sa.DateTime(timezone=True)))
