"""Trouble: what is told to whom it concerns when nothing can be posted in a channel, and how it comes back.

Whoever subscribed a channel is told what anybody can do in Slack; the operator, whose channels are the watch list's,
what the code means.
"""

from collections.abc import Mapping
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.ports import Trouble
from bot.slack import elements as kit
from bot.slack.asker import parts
from bot.slack.calls import Failure, attempt
from bot.slack.codes import explain_code
from bot.slack.elements import Message

INVITE = "/invite @aispend"
"""What brings the bot into a channel."""

_AGAIN = (
    "It then goes on as before; what has waited for less than a day is posted. If nothing comes, type "
    "`/aispend subscribe` there."
)
_WHY = {
    "not_in_channel": f"I am not in it any more. Type `{INVITE}` in the channel.",
    "channel_not_found": f"It is gone, or private and I am not in it. Type `{INVITE}` in the channel.",
    "is_archived": f"It was archived. Bring it back, and type `{INVITE}` in it if I am gone.",
}
_REMOVED = "The app was removed from the workspace. Install it again."


def why_paused(code: str) -> str:
    """Return why nothing can be posted in a channel, and what brings it back, as mrkdwn.

    >>> why_paused("is_archived")
    'It was archived. Bring it back, and type `/invite @aispend` in it if I am gone.'
    """
    return _WHY.get(code, _REMOVED)


def render_stopped(trouble: Trouble) -> Message:
    """Return what is told of a channel in which nothing can be posted."""
    name = kit.mrkdwn(trouble.name, 100)
    if trouble.is_paused:
        text = f"*#{name} gets no alerts for now.* {why_paused(trouble.code)} {_AGAIN}"
    else:
        waits = "What comes waits and is tried again; config/watchlist.yaml names the channel."
        text = f"*#{name} gets no alerts.* {explain_code(trouble.code)} {waits}"
    return Message(text, (kit.section(text, f"trouble:{trouble.channel}"),))


async def tell(web: AsyncWebClient, trouble: Trouble) -> Mapping[str, Any] | Failure:
    """Tell it, and return what Slack says; a member's id opens the conversation with them."""
    return await attempt(web.chat_postMessage(channel=trouble.whom, **parts(render_stopped(trouble))))
