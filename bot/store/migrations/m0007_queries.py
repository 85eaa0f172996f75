"""Make totals and lists of the ledger answers of an index, and its words searchable.

What the new columns hold is derived from the facts when the store is opened next: see `store.weighing.derive`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

SQLITE_INDEX = (
    "CREATE VIRTUAL TABLE fact_index USING fts5(words, content='fact_words', content_rowid='number', "
    "tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
    "CREATE TRIGGER fact_words_added AFTER INSERT ON fact_words BEGIN "
    "INSERT INTO fact_index(rowid, words) VALUES (new.number, new.words); END",
    "CREATE TRIGGER fact_words_removed AFTER DELETE ON fact_words BEGIN "
    "INSERT INTO fact_index(fact_index, rowid, words) VALUES ('delete', old.number, old.words); END",
)


def upgrade() -> None:
    """Add the columns, their indexes and the table of words; `fact_orgs` is derived anew, whole."""
    op.add_column("facts", sa.Column("payer", sa.Text()))
    op.add_column("facts", sa.Column("year", sa.Integer()))
    op.add_column("facts", sa.Column("dollars", sa.BigInteger()))
    op.add_column("facts", sa.Column("dollars_high", sa.BigInteger()))
    op.add_column("facts", sa.Column("counts", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("facts", sa.Column("told", sa.Boolean(), nullable=False, server_default=sa.true()))
    op.create_index("ix_facts_part_of", "facts", ["part_of"])
    op.create_index("ix_facts_year", "facts", ["counts", "year", "dollars_high", "announced", "id", "kind", "payer"])
    op.create_index("ix_facts_size", "facts", ["counts", "dollars_high", "announced", "id", "kind", "payer"])
    op.create_index("ix_facts_time", "facts", ["counts", "announced", "id", "kind", "payer", "dollars_high"])
    underived = sa.text("year IS NULL")
    op.create_index("ix_facts_underived", "facts", ["id"], sqlite_where=underived, postgresql_where=underived)
    _parties()
    op.create_table(
        "fact_words",
        sa.Column("number", SERIAL, nullable=False),
        sa.Column("fact", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_fact_words"),
        sa.UniqueConstraint("fact", name="uq_fact_words_fact"),
        sa.ForeignKeyConstraint(["fact"], ["facts.id"], name="fk_fact_words_fact_facts", ondelete="CASCADE"),
    )
    if op.get_bind().dialect.name == "sqlite":
        for statement in SQLITE_INDEX:
            op.execute(statement)


def _parties() -> None:
    op.drop_table("fact_orgs")
    op.create_table(
        "fact_orgs",
        sa.Column("org", sa.Text(), nullable=False),
        sa.Column("fact", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("announced", sa.Text(), nullable=False),
        sa.Column("dollars", sa.BigInteger()),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("dollars_high", sa.BigInteger()),
        sa.Column("up_to", sa.Boolean(), nullable=False),
        sa.Column("reported", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False, server_default="stands"),
        sa.Column("held_by", sa.Text()),
        sa.Column("counts", sa.Boolean(), nullable=False, server_default=sa.false()),
        sa.Column("told", sa.Boolean(), nullable=False, server_default=sa.true()),
        sa.PrimaryKeyConstraint("org", "fact", name="pk_fact_orgs"),
        sa.ForeignKeyConstraint(["fact"], ["facts.id"], name="fk_fact_orgs_fact_facts", ondelete="CASCADE"),
    )
    totals = ["org", "counts", "side", "kind", "year", "dollars", "dollars_high", "up_to", "reported"]
    op.create_index("ix_fact_orgs_totals", "fact_orgs", totals)
    newest = ["org", "announced", "fact", "told", "counts", "side", "kind", "year", "dollars_high"]
    op.create_index("ix_fact_orgs_newest", "fact_orgs", newest)
    op.create_index("ix_fact_orgs_names", "fact_orgs", ["org", "name"])
    op.create_index("ix_fact_orgs_fact", "fact_orgs", ["fact"])
