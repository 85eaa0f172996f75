"""Modals that a press opens: made and opened within the time that Slack gives, or it is said why not."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog
from slack_bolt.async_app import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.calls import Failure, attempt
from bot.slack.desk import Desk
from bot.slack.elements import Block, Message
from bot.slack.press import Press

log = structlog.get_logger()

_LATE = "Slack gave the form too little time to open. Please press once more."
_MAKE_S = 2.0
"""Seconds that making a view may take: a trigger is good for three."""


async def open_modal(
    desk: Desk,
    respond: AsyncRespond,
    web: AsyncWebClient,
    verb: str,
    press: Press,
    making: Coroutine[Any, Any, Block | Message],
) -> None:
    """Open a modal for a press.

    Args:
        desk: For answers.
        respond: Bolt's way to the one who pressed.
        web: Client of the workspace.
        verb: What was wanted, for the log.
        press: What was pressed.
        making: Makes the view, or what is said instead of it.
    """
    async with asyncio.timeout(_MAKE_S):
        view = await making
    if not isinstance(view, Message):
        answer = await attempt(web.views_open(trigger_id=press.trigger, view=dict(view)))
        if not isinstance(answer, Failure):
            log.info("command.answered", verb=verb, asked=press.value, status="opened")
            return
        log.warning("command.answered", verb=verb, asked=press.value, status="refused", refusal=answer.code)
        view = Message(_LATE, ())
    await desk.reply(respond, verb, press.value, _said(view))


async def _said(message: Message) -> Message:
    return message
