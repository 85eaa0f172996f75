"""Let PostgreSQL search the words of facts, and compare text by its bytes as SQLite does.

On SQLite there is nothing to do.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

WORDS = (
    "ALTER TABLE fact_words ADD COLUMN found tsvector GENERATED ALWAYS AS (to_tsvector('simple', words)) STORED",
    "CREATE INDEX ix_fact_words_found ON fact_words USING gin (found)",
)


def upgrade() -> None:
    """Give every text column the plain order, and words their index."""
    connection = op.get_bind()
    if connection.dialect.name != "postgresql":
        return
    inspector = sa.inspect(connection)
    for table in inspector.get_table_names():
        texts = [column["name"] for column in inspector.get_columns(table) if isinstance(column["type"], sa.Text)]
        for name in texts:
            op.execute(f'ALTER TABLE "{table}" ALTER COLUMN "{name}" TYPE text COLLATE "C"')
    for statement in WORDS:
        op.execute(statement)
