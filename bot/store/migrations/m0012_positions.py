"""Know of each fact which one says how its commitment is now, so that a record shows each commitment once.

What the new columns hold is derived from the facts when the store is opened next: see `store.weighing.derive`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns with their indexes, and let all facts be derived anew."""
    order = "C" if op.get_bind().dialect.name == "postgresql" else None
    op.add_column("fact_orgs", sa.Column("position", sa.Text(collation=order)))
    op.add_column("fact_orgs", sa.Column("spoken", sa.Text(collation=order)))
    for name, columns in (
        ("position", ["org", "position"]),
        ("spoken", ["org", "spoken", "fact", "side", "kind", "year", "dollars_high"]),
    ):
        known = sa.text(f"{name} IS NOT NULL")
        index = f"ix_fact_orgs_{name}"
        op.create_index(index, "fact_orgs", columns, sqlite_where=known, postgresql_where=known)
    op.execute("UPDATE facts SET year = NULL")
