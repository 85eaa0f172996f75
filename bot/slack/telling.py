"""Telling a channel, in one line, that somebody changed what it follows; and what to do where it cannot be told."""

import asyncio

from slack_sdk.web.async_client import AsyncWebClient

from bot.pipeline import Place
from bot.slack import elements as kit
from bot.slack.asker import parts
from bot.slack.calls import Failure, attempt
from bot.slack.codes import explain_code
from bot.slack.elements import Message

_ABSENT = {"not_in_channel", "channel_not_found"}


async def tell_channel(web: AsyncWebClient, place: Place, user: str, words: str, within_s: float = 4) -> str | None:
    """Say a change in its channel; return what the one who made it should know, None where all went well.

    Args:
        web: Client of the workspace.
        place: The channel.
        user: Who made the change.
        words: What was changed, plain.
        within_s: How long that may take: whoever made the change waits for the answer, and it is made already.
    """
    text = f"<@{user}> changed this channel: it {kit.mrkdwn(words, 900)}. `/aispend list` shows all its settings."
    told = parts(Message(text, (kit.context([text], "amended"),)))
    try:
        async with asyncio.timeout(within_s):
            said = await attempt(web.chat_postMessage(channel=place.channel, **told))
    except TimeoutError:
        return "Slack has not yet confirmed that the channel was told."
    if not isinstance(said, Failure):
        return None
    if said.code in _ABSENT:
        return f"{invitation(place)} Until then nothing can be posted there."
    return f"The channel could not be told: {kit.mrkdwn(explain_code(said.code), 300)}"


def invitation(place: Place) -> str:
    """Return the line that brings the bot into a channel, as mrkdwn.

    >>> invitation(Place("C1", "ai-spend"))
    'I am not in #ai-spend yet: type `/invite @aispend` there.'
    """
    return f"I am not in #{kit.mrkdwn(place.name, 80)} yet: type `/invite @aispend` there."
