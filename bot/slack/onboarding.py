"""What the bot says when it comes into a channel: what it is, what the channel follows, and how to change that."""

from bot.core.following import sentence
from bot.core.subscriptions import Followed
from bot.slack import elements as kit
from bot.slack.actions import SETTINGS
from bot.slack.elements import Block, Message

FOLLOW = "follow"
"""Of a button that lets the channel follow what the watch list says of every channel."""

_HELLO = (
    "*Hello!* I read the news for organisations that commit large money to AI, and post each announcement once, with "
    "who pays, how much and the words it was read from."
)
_BACK = "*I am back*, and this channel goes on as before."
_NOTHING = "This channel follows nothing yet."
_HOW = "`/aispend alibaba` asks what is on record · `/aispend settings` changes what comes here · `/aispend help`"
_HOW_TO_FOLLOW = "Or type what you want to follow: `/aispend subscribe alibaba min 2bn` · `/aispend help`"


def render_welcome(held: Followed, *, is_back: bool = False) -> Message:
    """Return what is said in a channel.

    Args:
        held: The channel, with what it follows.
        is_back: Whether it was paused and goes on.
    """
    what = f"This channel follows {kit.mrkdwn(sentence(held.rules), 600)}." if held.follows else _NOTHING
    text = f"{_BACK if is_back else _HELLO}\n{what}"
    how = _HOW if held.follows else _HOW_TO_FOLLOW
    blocks: list[Block] = [
        kit.section(text, "welcome:what"),
        kit.actions(_buttons(held), "welcome:do"),
        kit.context([how], "welcome:how"),
    ]
    return Message(f"{text}\n{how}", tuple(blocks))


def _buttons(held: Followed) -> list[Block]:
    channel = held.rules.channel
    settings = kit.button("Settings", SETTINGS, channel)
    if held.follows:
        return [settings]
    return [{**kit.button("Follow AI spending here", FOLLOW, channel), "style": "primary"}, settings]
