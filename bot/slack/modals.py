"""Modals: opened by a press, and answered with another one, each within the three seconds that Slack gives.

An acknowledgement leaves a little after bolt was told of it: a view that is updated at once may be overwritten by it.
"""

import asyncio
from collections.abc import Awaitable, Coroutine, Mapping, Sequence
from typing import Any, TypeVar

import structlog
from slack_bolt.async_app import AsyncAck, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import AispendError
from bot.slack.asker import asker_of, tell
from bot.slack.calls import Failure, attempt
from bot.slack.desk import Body, Desk
from bot.slack.elements import Block, Message
from bot.slack.press import Press

log = structlog.get_logger()

T = TypeVar("T")

LATE = "Slack gave the form too little time to open. Please press once more."
_MAKE_S = 2.0
"""Seconds that making a view may take: a trigger is good for three."""
_ACK_S, _SETTLE_S = 2.2, 0.5
"""Seconds after which a form is acknowledged in any case, and those in which that has surely left."""


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
        view = Message(LATE, ())
    await desk.reply(respond, verb, press.value, _said(view))


async def searched(search: Awaitable[Sequence[T]]) -> Sequence[T]:
    """Return what a menu may offer; nothing where that cannot be told in time, for Slack waits three seconds."""
    try:
        async with asyncio.timeout(_MAKE_S):
            return await search
    except (AispendError, TimeoutError) as error:
        log.warning("command.answered", verb="search", status="unanswered", error=type(error).__name__)
        return ()


async def open_view(desk: Desk, body: Body, verb: str, view: Block) -> Mapping[str, Any] | None:
    """Open a modal for whoever acted, who is told where Slack gave it too little time.

    Args:
        desk: For answers, and the way to Slack.
        body: Of what they did; its trigger is good for three seconds and one modal.
        verb: What was wanted, for the log.
        view: What to show.

    Returns:
        The view as Slack has it; None where it did not open.
    """
    answer = await attempt(desk.web.views_open(trigger_id=body["trigger_id"], view=dict(view)))
    if not isinstance(answer, Failure):
        shown: Mapping[str, Any] = answer["view"]
        return shown
    failure = await tell(asker_of(body, desk.web), Message(LATE, ()))
    status = "refused" if failure is None else "unanswered"
    log.warning("command.answered", verb=verb, status=status, refusal=answer.code)
    return None


async def answer_modal(
    ack: AsyncAck, web: AsyncWebClient, view_id: str, making: Coroutine[Any, Any, Block], meanwhile: Block
) -> None:
    """Acknowledge a form with what came of it; where that takes too long, show that it is worked on until it is done.

    Args:
        ack: Bolt's way to acknowledge.
        web: Client of the workspace.
        view_id: Of the form.
        making: Does what the form asks for, and returns the view that tells what came of it.
        meanwhile: Shown until then.
    """
    task = asyncio.create_task(making)
    done, _ = await asyncio.wait((task,), timeout=_ACK_S)
    if done:
        await ack(response_action="update", view=dict(task.result()))
        return
    await ack(response_action="update", view=dict(meanwhile))
    await asyncio.wait((task,))
    await asyncio.sleep(_SETTLE_S)
    await attempt(web.views_update(view_id=view_id, view=dict(task.result())))


async def _said(message: Message) -> Message:
    return message
