"""Remember by what else an entry is known than its id, and what it said, so that another state of it is told.

The keys are made by the program and not spelt out here, for they are of use only in the form it asks for them in.
"""

import re

import sqlalchemy as sa
from alembic import op

from bot.core.entry import Entry, address, keys

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

INSTANT = sa.DateTime(timezone=True)
SERIAL = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
ROWS_AT_ONCE = 5000
_ADDRESS = re.compile(r"[\w-]+(\.[\w-]+)+(:\d+)?[/?]")


def upgrade() -> None:
    """Add the columns and the table, and file the stored entries by their ids and links.

    Their digest stays empty: what another version of the parsers made of a text is no measure of what it says today.
    """
    op.add_column("entries", sa.Column("digest", sa.Text()))
    op.add_column("entries", sa.Column("revised_at", INSTANT))
    op.create_table(
        "entry_keys",
        sa.Column("feed", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("entry", SERIAL, nullable=False),
        sa.PrimaryKeyConstraint("feed", "key", name="pk_entry_keys"),
        sa.ForeignKeyConstraint(["entry"], ["entries.number"], name="fk_entry_keys_entry_entries", ondelete="CASCADE"),
    )
    op.create_index("ix_entry_keys_entry", "entry_keys", ["entry"])
    _file_stored()


def _file_stored() -> None:
    """File what is stored, every entry by its own id; another key that two entries have is the first one's."""
    connection = op.get_bind()
    connection.execute(
        sa.text("INSERT INTO entry_keys (feed, key, entry) SELECT feed, 'id:' || id, number FROM entries")
    )
    add = sa.text(
        "INSERT INTO entry_keys (feed, key, entry) "
        "SELECT CAST(:feed AS TEXT), CAST(:key AS TEXT), CAST(:entry AS BIGINT) "
        "WHERE NOT EXISTS (SELECT 1 FROM entry_keys WHERE feed = :feed AND key = :key)"
    )
    stored = connection.execute(sa.text("SELECT number, feed, id, link FROM entries ORDER BY number"))
    for rows in stored.partitions(ROWS_AT_ONCE):
        found = [{"feed": row.feed, "key": key, "entry": row.number} for row in rows for key in _keys(row.id, row.link)]
        if found:
            connection.execute(add, found)


def _keys(id_: str, link: str | None) -> list[str]:
    """Return the keys of a stored entry's link, and of its id where that is an address and now shortened further."""
    found = [key for key in keys(Entry(id_, link, "", "", "")) if key.startswith("link:")]
    if _ADDRESS.match(id_):
        found.append(f"id:{address(f'https://{id_}')}")
    return found
