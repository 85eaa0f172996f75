"""Mentions: `@aispend alibaba` is answered in its thread, for commands do not work in threads.

It was asked before everybody, so it is answered before everybody; what the bot or another one says is never answered.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from time import perf_counter
from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.errors import AispendError
from bot.slack.actions import SHARE_ANSWER
from bot.slack.asker import Asker, post
from bot.slack.buttons import without
from bot.slack.commands import answer_to
from bot.slack.desk import Body, Desk, apology
from bot.slack.elements import Message
from bot.slack.places import place_of
from bot.slack.verbs import Call

log = structlog.get_logger()


def listen(app: AsyncApp, desk: Desk) -> None:
    """Register what answers mentions."""

    async def mentioned(event: Mapping[str, Any], body: Body, context: AsyncBoltContext) -> None:
        me = context.bot_user_id or ""
        if _is_for_us(event, me):
            with desk.in_hand.one():
                team = str(body.get("team_id") or "")
                await _answer(desk, event, team, asked_in(str(event.get("text") or ""), me))

    app.event("app_mention")(mentioned)


def asked_in(text: str, me: str) -> str:
    """Return what is asked in a message that calls the bot: what stands behind its name.

    >>> asked_in("Ask <@U1|aispend>: alibaba vs meta?", "U1"), asked_in("Hi <@U1>!", "U1")
    ('alibaba vs meta?', '')
    """
    _, called, after = text.partition(f"<@{me}")
    behind = after.partition(">")[2] if called else text
    return re.sub(r"^[\s,:;.!–-]+", "", behind).strip()


def _is_for_us(event: Mapping[str, Any], me: str) -> bool:
    """Say whether a person calls the bot; somebody who edits a message has called it before."""
    return not (event.get("bot_id") or event.get("subtype") or event.get("edited")) and event.get("user") != me


async def _answer(desk: Desk, event: Mapping[str, Any], team: str, asked: str) -> None:
    """Answer in the thread of the message, or begin one.

    Args:
        desk: What all listeners share.
        event: The message that calls the bot; its own `team` is that of who wrote it, perhaps a guest from elsewhere.
        team: Id of the workspace that is answered.
        asked: What stands behind the bot's name.
    """
    began, thread = perf_counter(), event.get("thread_ts") or event["ts"]
    asker = Asker(desk.web, team, event["user"], event["channel"], None, thread=thread)
    try:
        message = await desk.made(_made(desk, asker, asked))
    except (AispendError, TimeoutError) as error:
        log.error("command.answered", verb="mention", status="failed", error=type(error).__name__)
        message = Message(apology(error), ())
    shown = replace(message, blocks=without(message.blocks, SHARE_ANSWER))
    await desk.send("mention", asked, shown, asker, lambda form: post(asker, form), began)


async def _made(desk: Desk, asker: Asker, asked: str) -> Message:
    place = await place_of(desk, asker.channel or "", asker.team or None)
    return await answer_to(Call(asked, asker.user, place, "", asker.web, desk, is_public=True))
