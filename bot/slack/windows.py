"""Windows: a message as a modal, which has fewer kinds of blocks; what it cannot show is told in lines."""

from bot.slack import elements as kit
from bot.slack import fallbacks
from bot.slack.charts import TYPE as CHART
from bot.slack.elements import Block, Message
from bot.slack.forms import TITLE, modal

_MOST = 100
"""Blocks of a modal."""
_KEPT = frozenset({"header", "section", "context", "divider", "image", "rich_text"})


def note(title: str, text: str) -> Block:
    """Return a modal that says one thing, escaped already."""
    return modal(title, [kit.section(text, "note")])


def as_modal(title: str, message: Message) -> Block:
    """Return a message as a modal: its tables in lines, without the buttons and charts that a modal cannot have.

    Args:
        title: Plain; cut where it is too long.
        message: As it would be posted.
    """
    plain, _ = next(fallbacks.forms(message, frozenset({CHART, fallbacks.TABLE})))
    blocks = [block for block in plain.blocks if block["type"] in _KEPT and "accessory" not in block]
    return modal(kit.flat(title, TITLE), blocks[:_MOST] or [kit.section(message.text, "text")])
