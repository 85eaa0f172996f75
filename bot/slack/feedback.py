"""Feedback: what people have to say to those who run the bot, kept and told in the operator's channel."""

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import RequestError
from bot.slack import elements as kit
from bot.slack.asker import parts
from bot.slack.calls import Failure, attempt
from bot.slack.desk import Desk
from bot.slack.elements import Message
from bot.slack.verbs import Call, said

log = structlog.get_logger()

KEPT = "Thank you. It is kept for those who run this bot."


async def feedback(call: Call) -> Message:
    """Keep what was typed."""
    if not call.words:
        raise RequestError("say what you would like those who run this bot to know")
    await keep(call.words, call.user, call.place.channel, call.web, call.desk)
    return said(KEPT, "feedback:kept")


async def keep(text: str, by: str, channel: str, web: AsyncWebClient, desk: Desk) -> None:
    """Keep what somebody has to say, and tell those who run the bot; it is kept where they cannot be told.

    Args:
        text: As written.
        by: Who says it, by name or id.
        channel: Where.
        web: Client of their workspace, with which operators are told whose own nobody knows.
        desk: Its office keeps it.
    """
    operators = await desk.office.feedback(by, channel, text)
    if operators is None:
        return
    web = await desk.workspaces.web_of(operators) or web
    quoted = [f"> {kit.mrkdwn(line, 500)}" for line in text.splitlines() if line.strip()]
    told = kit.joined([f"*Feedback* of {kit.mrkdwn(by, 100)}", *quoted], kit.SECTION)
    posted = await attempt(web.chat_postMessage(channel=operators, **parts(said(told, "feedback"))))
    if isinstance(posted, Failure):
        log.warning("feedback.untold", channel=operators, code=posted.code)
