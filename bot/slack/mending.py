"""Mending: what readers say is wrong with a figure becomes a correction, and can be taken back.

What can be wrong with a form is told at its fields, and what came of it in the same modal.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.alerts import Alert
from bot.core.headlines import headline_of
from bot.core.votes import Vote
from bot.errors import RequestError
from bot.slack import elements as kit
from bot.slack import forms
from bot.slack.actions import RESTORE, WRONG, WRONG_FORM
from bot.slack.calls import Failure, attempt
from bot.slack.desk import Body, Desk
from bot.slack.elements import Block, Message
from bot.slack.feedback import KEPT, keep
from bot.slack.handles import NO_ALERT
from bot.slack.modals import answer_modal, open_modal, searched
from bot.slack.office import Office
from bot.slack.press import Press, press_of, signature
from bot.slack.struck import render_struck
from bot.slack.verbs import sentence
from bot.slack.wrong import (
    COMPANY,
    NOTE,
    OTHER,
    REASON,
    SUM,
    WHAT,
    Held,
    Reason,
    about,
    alert_option,
    answer,
    held_in,
    noted,
    restored,
    told_in,
    wrong_form,
)

log = structlog.get_logger()

_MOST = 100
"""Options of a menu."""
_WORKING = "Being noted …"
PASSED_ON = "Thank you. Those who run this bot will look at it."
"""Said where many workspaces share one ledger, so that not everybody's word changes it."""


async def form_for(alert_id: str, office: Office) -> Block | Message:
    """Return the form for an alert's figure; an answer where the alert is gone, or its figure was taken out."""
    alert = await office.why(alert_id)
    if alert is None:
        return Message(NO_ALERT, ())
    if alert.taken_out is not None:
        return render_struck(alert, alert.taken_out)
    return wrong_form(Held(alert.id, alert.channel), about(alert))


async def faults(view: Mapping[str, Any], office: Office) -> dict[str, str]:
    """Return what is wrong with a submitted form, by its fields."""
    reason, held = Reason(forms.entered(view, REASON)), held_in(view)
    if reason is Reason.SUM and (wrong := await office.misread(forms.entered(view, SUM))):
        return {SUM: kit.flat(f"{wrong[:1].upper()}{wrong[1:]}.", 150)}
    if reason is Reason.DUPLICATE and forms.entered(view, OTHER) == held.alert:
        return {OTHER: "That is this very alert: choose the one that it tells again."}
    return {}


async def mended(view: Mapping[str, Any], by: str, user: str, web: AsyncWebClient, desk: Desk) -> Block:
    """Record what a form says, and return what came of it as a modal.

    Args:
        view: As submitted.
        by: Who says so, by name and id.
        user: Their id.
        web: Client of the workspace.
        desk: Its office keeps it.
    """
    office = desk.office
    reason, held, note = Reason(forms.entered(view, REASON)), held_in(view), forms.entered(view, NOTE)
    if reason is Reason.ELSE:
        await _keep(held, note, by, web, desk)
        return answer(KEPT)
    what, field = WHAT[reason]
    if not office.may_correct(user):
        await office.vote(held.alert, user, _vote(reason))
        right = forms.entered(view, field) if field else ""
        said = ": ".join(part for part in (what.value.replace("_", " ").capitalize(), right) if part)
        await _keep(held, f"{said}\n{note}".strip(), by, web, desk)
        return answer(PASSED_ON)
    try:
        made = await office.correct(held.alert, what, forms.entered(view, field) or None, by, note or None)
    except RequestError as error:
        return answer(f"{sentence(str(error))} Nothing was changed.")
    await office.vote(held.alert, user, _vote(reason))
    return noted(made)


def _vote(reason: Reason) -> Vote:
    return Vote.DUPLICATE if reason is Reason.DUPLICATE else Vote.WRONG


async def _keep(held: Held, note: str, by: str, web: AsyncWebClient, desk: Desk) -> None:
    """Keep what corrects nothing by itself, and tell the operator's channel."""
    alert = await desk.office.why(held.alert)
    about_ = f"{note}\n\nOn “{headline_of(alert)}” ({held.alert})" if alert is not None else note
    await keep(about_, by, held.channel, web, desk)


def listen(app: AsyncApp, desk: Desk) -> None:
    """Register the form, its menus, and the button that takes a correction back."""

    async def wrong(ack: AsyncAck, respond: AsyncRespond, body: Body, client: AsyncWebClient) -> None:
        with desk.in_hand.one():
            await ack()
            press = press_of(body)
            await open_modal(desk, respond, client, "wrong", press, form_for(press.value, desk.office))

    async def reason(ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        """Draw the form anew; where it has changed meanwhile the newer one stays."""
        with desk.in_hand.one():
            await ack()
            view, chosen = body["view"], Reason(press_of(body).value)
            form = wrong_form(held_in(view), told_in(view), chosen)
            drawn = await attempt(client.views_update(view_id=view["id"], hash=view["hash"], view=dict(form)))
            if isinstance(drawn, Failure):
                log.info("command.answered", verb="reason", status="refused", refusal=drawn.code)

    async def companies(ack: AsyncAck, body: Body) -> None:
        names = await searched(desk.office.companies_like(str(body.get("value") or "")))
        fitting = [name for name in map(kit.line, names) if 0 < kit.units(name) <= forms.OPTION_VALUE]
        await ack(options=[dict(forms.option(name, name)) for name in fitting[:_MOST]])

    async def others(ack: AsyncAck, body: Body) -> None:
        held = held_in(body["view"])
        found = await searched(desk.office.recent(held.channel, str(body.get("value") or ""), _MOST + 1))
        await ack(options=[dict(alert_option(alert)) for alert in _without(found, held.alert)])

    async def submit(ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        with desk.in_hand.one():
            view = body["view"]
            if missing := _missing(view):
                await ack(response_action="update", view=dict(missing))
                return
            if wrong_fields := await faults(view, desk.office):
                await ack(response_action="errors", errors=wrong_fields)
                return
            making = mended(view, signature(body), str(body["user"]["id"]), client, desk)
            await answer_modal(ack, client, str(view["id"]), making, answer(_WORKING))
            log.info("command.answered", verb="wrong", asked=forms.entered(view, REASON), status="ok")

    async def restore(ack: AsyncAck, respond: AsyncRespond, body: Body, client: AsyncWebClient) -> None:
        with desk.in_hand.one():
            await ack()
            press = press_of(body)
            if "view" in body:
                message = await _restored(press, client, desk)
                view = forms.modal("Undone", message.blocks)
                await attempt(client.views_update(view_id=body["view"]["id"], view=dict(view)))
                return
            await desk.reply(respond, "restore", press.value, _restored(press, client, desk))

    app.action(WRONG)(wrong)
    app.action(REASON)(reason)
    app.options(COMPANY)(companies)
    app.options(OTHER)(others)
    app.view(WRONG_FORM)(submit)
    app.action(RESTORE)(restore)


async def _restored(press: Press, web: AsyncWebClient, desk: Desk) -> Message:
    """Take a correction back, or tell the operators that somebody would who may not."""
    if not desk.office.may_correct(press.user):
        await keep(f"Take correction {press.value} back, please.", press.by, press.place.channel, web, desk)
        return Message(PASSED_ON, (kit.section(PASSED_ON, "restore:passed"),))
    try:
        return restored(await desk.office.restore(int(press.value), press.by))
    except RequestError as error:
        text = sentence(str(error))
        return Message(text, (kit.section(text, "restore:refused"),))


def _missing(view: Mapping[str, Any]) -> Block | None:
    """Return the form with the field that a reason needs, where it was submitted before that could be drawn."""
    reason = Reason(forms.entered(view, REASON))
    _, field = WHAT.get(reason, ("", ""))
    if not field or any(block["block_id"] == field for block in view["blocks"]):
        return None
    return wrong_form(held_in(view), told_in(view), reason)


def _without(alerts: Sequence[Alert], alert_id: str) -> list[Alert]:
    return [alert for alert in alerts if alert.id != alert_id][:_MOST]
