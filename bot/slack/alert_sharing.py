"""Sharing: an alert is posted where a reader wants it, once, however often the form is sent.

What keeps it from there is told at the field, so the post comes before the acknowledgement: both fit into the three
seconds that Slack waits, and a post that takes longer is waited for by the next press.
"""

import asyncio
import uuid
from collections import OrderedDict
from collections.abc import Mapping
from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import elements as kit
from bot.slack import forms
from bot.slack.actions import SHARE, SHARE_FORM
from bot.slack.asker import BROKEN
from bot.slack.calls import Failure, attempt, permalink, respond
from bot.slack.codes import Fate, explain_code, meaning
from bot.slack.desk import Body, Desk
from bot.slack.elements import Block, Message
from bot.slack.handles import NO_ALERT
from bot.slack.modals import open_modal
from bot.slack.office import Office
from bot.slack.press import Press, press_of
from bot.slack.shares import COMMENT, WHERE, Shared, render_shared, share_form, shared_in
from bot.slack.struck import render_struck

log = structlog.get_logger()

_WAIT_S = 2.4
_NAMESPACE = uuid.UUID("0f6f0f0b-6a4e-5f55-8a53-0f0c3c9a8d11")
_REMEMBERED = 500
_INVITE = "The bot is not in that channel. Type /invite @aispend there, then press Share again."
_ABSENT = frozenset({"not_in_channel", "channel_not_found"})
"""Codes that say that the bot is not where the alert should go."""
_REFUSED = {
    "not_in_channel": _INVITE,
    "channel_not_found": _INVITE,
    "is_archived": "That channel is archived: choose another one.",
    "ratelimited": "Slack asks to slow down: press Share again in a minute.",
}
_SLOW = "Slack is slow, and the alert is still on its way. Look there before you press Share again."
_MAYBE = "Slack did not say whether it has the alert. Look there before you press Share again."


class Sharing:
    """Posts shared alerts; one form makes one message."""

    def __init__(self, desk: Desk) -> None:
        """Begin with none."""
        self._desk = desk
        self._forms: OrderedDict[str, asyncio.Task[str | None]] = OrderedDict()

    async def share(self, body: Body, web: AsyncWebClient) -> str | None:
        """Share what a form says, once; return what keeps it from there, None where it is there."""
        key = str(body["view"]["id"])
        task = self._forms.get(key)
        if task is None or (task.done() and (task.cancelled() or task.exception() or task.result() is not None)):
            task = self._forms[key] = asyncio.create_task(self._share(body, web))
            while len(self._forms) > _REMEMBERED:
                self._forms.popitem(last=False)
        done, _ = await asyncio.wait((task,), timeout=_WAIT_S)
        return task.result() if done else _SLOW

    async def _share(self, body: Body, web: AsyncWebClient) -> str | None:
        with self._desk.in_hand.one():
            view, user = body["view"], str(body["user"]["id"])
            shared, where = shared_in(view), forms.entered(view, WHERE)
            alert = await self._desk.office.why(shared.alert)
            if alert is None:
                return NO_ALERT
            link = await _permalink(shared, web)
            message = render_shared(alert, user, forms.entered(view, COMMENT), link)
            trouble = await _post(message, where, str(view["id"]), _way_round(body, where), web)
            log.info("command.answered", verb="share", asked=shared.alert, status="refused" if trouble else "ok")
            return trouble


async def form_for(press: Press, office: Office) -> Block | Message:
    """Return the form for an alert; an answer where it is gone, or its figure was taken out."""
    alert = await office.why(press.value)
    if alert is None:
        return Message(NO_ALERT, ())
    if alert.taken_out is not None:
        return render_struck(alert, alert.taken_out)
    return share_form(alert, Shared(alert.id, press.place.channel, press.ts or ""))


async def _permalink(shared: Shared, web: AsyncWebClient) -> str | None:
    """Return the address of the message that is shared; None where it is gone."""
    if not shared.ts:
        return None
    return await permalink(web.chat_getPermalink(channel=shared.channel, message_ts=shared.ts))


async def _post(message: Message, where: str, view: str, way_round: str | None, web: AsyncWebClient) -> str | None:
    """Post a copy; return what keeps it from there.

    Args:
        message: The copy.
        where: Id of a channel or of a direct conversation.
        view: Id of the form: Slack drops some repeats by what is made of it.
        way_round: The form's response URL for it, which leads also where the bot is not; None where there is none.
        web: Client of the workspace.
    """
    parts: dict[str, Any] = {"text": message.text, "unfurl_links": False, "unfurl_media": False}
    blocks = [dict(block) for block in message.blocks]
    own = parts | {"channel": where, "client_msg_id": str(uuid.uuid5(_NAMESPACE, f"{view}:{where}"))}
    answer = await attempt(web.chat_postMessage(**own, blocks=blocks))
    if isinstance(answer, Failure) and answer.code == "invalid_blocks":
        answer = await attempt(web.chat_postMessage(**own))
    if not isinstance(answer, Failure):
        return None
    if way_round is not None and answer.code in _ABSENT:
        failure = await respond(web, way_round, parts | {"blocks": blocks, "response_type": "in_channel"})
        if failure is None:
            return None
        if failure.code in BROKEN:
            return _MAYBE
    if answer.code in _REFUSED:
        return _REFUSED[answer.code]
    return _MAYBE if meaning(answer.code).fate is Fate.UNSURE else kit.flat(explain_code(answer.code), 150)


def _way_round(body: Mapping[str, Any], where: str) -> str | None:
    """Return the response URL that Slack gave for a conversation; None where it gave none."""
    given = {one.get("channel_id"): one.get("response_url") for one in body.get("response_urls") or ()}
    return given.get(where)


def listen(app: AsyncApp, desk: Desk) -> None:
    """Register the button and its form."""
    sharing = Sharing(desk)

    async def share(ack: AsyncAck, respond: AsyncRespond, body: Body, client: AsyncWebClient) -> None:
        with desk.in_hand.one():
            await ack()
            press = press_of(body)
            await open_modal(desk, respond, client, "share", press, form_for(press, desk.office))

    async def submit(ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        with desk.in_hand.one():
            trouble = await sharing.share(body, client)
            if trouble is None:
                await ack()
            else:
                await ack(response_action="errors", errors={WHERE: trouble})

    app.action(SHARE)(share)
    app.view(SHARE_FORM)(submit)
