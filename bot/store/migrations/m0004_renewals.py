"""Remember of a story what tells it from others, and of the outbox what a row wants of Slack.

Stories of before are filed anew: they were filed under parties and sizes apart, and are now under both at once.
"""

import json
import math
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

STEP = 1.15
"""Ratio of one size to the next at the time of this step."""


def upgrade() -> None:
    """Add the columns and file the stories anew."""
    op.add_column("stories", sa.Column("traits", sa.Text(), nullable=False, server_default="{}"))
    op.add_column("outbox", sa.Column("root", sa.Text()))
    op.add_column("outbox", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.create_index("ix_outbox_root", "outbox", ["root"])
    op.drop_table("story_keys")
    op.create_table(
        "story_keys",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("story", sa.Text(), nullable=False),
        sa.Column("seen", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", "story", name="pk_story_keys"),
        sa.ForeignKeyConstraint(["story"], ["stories.id"], name="fk_story_keys_story_stories", ondelete="CASCADE"),
    )
    op.create_index("ix_story_keys_key_seen_story", "story_keys", ["key", "seen", "story"])
    _file_anew(op.get_bind())


def _file_anew(connection: sa.Connection) -> None:
    seen = sa.DateTime(timezone=True)
    keys = sa.table("story_keys", sa.column("key", sa.Text), sa.column("story", sa.Text), sa.column("seen", seen))
    stories = sa.table("stories", sa.column("id", sa.Text), sa.column("figure", sa.Text), sa.column("first_seen", seen))
    filed = [
        {"key": key, "story": row.id, "seen": row.first_seen}
        for row in connection.execute(sa.select(stories))
        for key in _keys(json.loads(row.figure))
    ]
    if filed:
        connection.execute(sa.insert(keys), filed)


def _keys(figure: dict[str, Any]) -> set[str]:
    """Return the keys of a story by its figure, but for those of deals and plans, which only changes are found by."""
    names = {name.casefold() for name in (figure["org"], figure["counterparty"], *figure["org_alt"]) if name}
    sums = [("USD", figure["usd"]), ("USD", figure["usd_high"])]
    sums += [(figure["currency"], figure["amount"]), (figure["currency"], figure["high"])]
    sums += [(money["currency"], money["amount"]) for money in figure["also"]]
    sizes = [
        (currency, math.floor(math.log(float(amount), STEP)))
        for currency, amount in sums
        if amount is not None and float(amount) > 0
    ]
    return {f"{currency}:{size + more}:{name}" for currency, size in sizes for more in (0, 1) for name in names}
