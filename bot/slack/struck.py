"""An alert whose figure people took out of the ledger: its headline struck through, and by whose word.

What was posted cannot be unposted; nothing of its figures stays, for a struck sum is read as a sum all the same.
"""

from bot.core.alerts import Alert, TakenOut
from bot.core.headlines import headline_of
from bot.slack import elements as kit
from bot.slack import lines
from bot.slack.actions import RESTORE
from bot.slack.elements import Block, Message
from bot.slack.lines import block_id


def render_struck(alert: Alert, why: TakenOut, linked: str | None = None) -> Message:
    """Return the message of an alert that was taken out, with the way back.

    Args:
        alert: In the version to show.
        why: As it is kept.
        linked: Address of the message that a duplicate tells again; None where there is none.
    """
    headline, said = headline_of(alert), lines.taken_out(why, linked)
    blocks: list[Block] = [
        kit.section(f"~{kit.mrkdwn(headline, kit.LINE)}~\n{said}", block_id(alert, "head")),
        kit.context([f"{lines.where(alert)} · {lines.when(alert)}"], block_id(alert, "source")),
        kit.actions([_back(why)], block_id(alert, "buttons")),
    ]
    return Message(f"{said}. It said: {kit.mrkdwn(headline, 500)}.", tuple(blocks))


def _back(why: TakenOut) -> Block:
    """Return the button that puts a figure back; it asks first, for everybody sees what it does."""
    question = {
        "title": {"type": "plain_text", "text": "Put it back?"},
        "text": {"type": "plain_text", "text": "The figure counts again, and the message stands as before."},
        "confirm": {"type": "plain_text", "text": "Put it back"},
        "deny": {"type": "plain_text", "text": "Leave it out"},
    }
    button = kit.button("Put it back", RESTORE, str(why.correction), "Put it back into the ledger")
    return {**button, "confirm": question}
