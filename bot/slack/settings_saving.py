"""A form of settings that was submitted: checked in full, saved, and said in the channel.

A submission is answered with what came of it, so that a form that could not be saved stays open with all that was
typed: that answer is the acknowledgement, and comes within `SAVE_S`.
"""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.errors import AispendError
from bot.pipeline import Amended, Place
from bot.slack import elements as kit
from bot.slack import fields, home_tab
from bot.slack.actions import SETTINGS
from bot.slack.asker import Asker, tell
from bot.slack.desk import Body, Desk
from bot.slack.elements import Message
from bot.slack.permission import refusal
from bot.slack.settings_filled import filled
from bot.slack.settings_form import CALLBACK, COMPANIES, RESET
from bot.slack.settings_modal import show, view_of
from bot.slack.telling import tell_channel

log = structlog.get_logger()

SAVE_S = 2.0
"""How long saving may take: Slack waits three seconds for the answer to a submission."""
UNSAVED = "Nothing was saved: the database does not answer. Try again in a minute."
UNSURE = "That took too long. Look in a minute with `/aispend list` whether it was saved, before you try again."


def listen(app: AsyncApp, desk: Desk) -> None:
    """Register what saves and resets settings."""

    async def saved(ack: AsyncAck, body: Body) -> None:
        with desk.in_hand.one():
            await _save(desk, ack, body)

    async def reset(ack: AsyncAck, body: Body) -> None:
        with desk.in_hand.one():
            await ack()
            await _reset(desk, body)

    app.view(CALLBACK)(saved)
    app.action(RESET)(reset)


async def _save(desk: Desk, ack: AsyncAck, body: Body) -> None:
    """Check a form, save what it holds, say so in the channel."""
    view, user = body["view"], body["user"]["id"]
    form, kept = filled(view), json.loads(view["private_metadata"])
    place, here = _kept(kept)
    first = fields.names_in(view)[COMPANIES]
    if form.wanted is None or form.shown is None:
        await ack(response_action="errors", errors=dict(form.errors) or {first: UNSAVED})
        return
    try:
        async with asyncio.timeout(SAVE_S):
            why_not = await refusal(desk.office, desk.web, user, place.channel, place.channel if here else None)
            made = None if why_not else await desk.office.wish(place, user, form.shown, form.wanted)
    except (AispendError, TimeoutError) as error:
        log.error("command.answered", verb=SETTINGS, status="failed", error=type(error).__name__)
        why_not, made = UNSURE if isinstance(error, TimeoutError) else UNSAVED, None
    if made is None:
        await ack(response_action="errors", errors={first: why_not or UNSAVED})
        return
    await ack()
    await _told(desk, place, user, made, here=here)


async def _reset(desk: Desk, body: Body) -> None:
    """Take over what the watch list says, and show the form anew."""
    view, user = body["view"], body["user"]["id"]
    place, here = _kept(json.loads(view["private_metadata"]))
    if await refusal(desk.office, desk.web, user, place.channel, place.channel if here else None) is None:
        made = await desk.office.reset(place, user)
        await _told(desk, place, user, made, here=here)
    await show(desk, view["id"], view["hash"], await view_of(desk, place, user, here=here))


async def _told(desk: Desk, place: Place, user: str, made: Amended, *, here: bool) -> None:
    """Say a change in its channel, or why that cannot be said to whoever made it; bring their Home up to date."""
    if made.words:
        trouble = await tell_channel(desk.web, place, user, made.words)
        if trouble is not None:
            said = f"Done: #{kit.mrkdwn(place.name, 80)} {kit.mrkdwn(made.words, 900)}.\n{trouble}"
            await tell(Asker(desk.web, place.team or "", user, None, None), Message(said, ()))
        log.info("command.answered", verb=SETTINGS, asked=place.channel, status="saved")
    if not here:
        await home_tab.publish(desk, user)


def _kept(metadata: Mapping[str, Any]) -> tuple[Place, bool]:
    return Place(metadata["channel"], metadata["name"], metadata["team"]), bool(metadata["here"])
