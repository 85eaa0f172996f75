"""The settings of a channel in a modal: opened at once, for what opens it is good for three seconds; filled in later.

What becomes of the form is `settings_saving`'s.
"""

import asyncio
import json
import re
from zoneinfo import available_timezones

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.core.hours import zones_like
from bot.errors import AispendError
from bot.pipeline import Place
from bot.slack import elements as kit
from bot.slack import fields, settings_form
from bot.slack.actions import SETTINGS
from bot.slack.asker import asker_of, tell
from bot.slack.calls import Failure, attempt
from bot.slack.desk import Body, Desk, apology, value_of
from bot.slack.elements import Block, Message
from bot.slack.forms import modal, option
from bot.slack.modals import LATE, searched
from bot.slack.permission import refusal
from bot.slack.places import place_of
from bot.slack.settings_form import CALLBACK, COMPANIES
from bot.slack.verbs import Call
from bot.slack.windows import note

log = structlog.get_logger()

ZONE_S = 0.5
"""How long the question where somebody lives may take."""
_TITLE = "Settings"
_LOADING = note(_TITLE, "One moment…")


async def settings(call: Call) -> Message:
    """Open the settings of the channel where that was typed; a mention, which can open nothing, gets a button."""
    name = kit.mrkdwn(call.place.name, 80)
    opened = bool(call.trigger) and await open_settings(call.desk, call.trigger, call.place, call.user)
    text = f"The settings of #{name} are open in a window." if opened else f"The settings of #{name}:"
    button = kit.button("Open settings", SETTINGS, call.place.channel)
    return Message(text, (kit.section(text, "settings:opened"), kit.actions([button], "settings:open")))


async def open_settings(desk: Desk, trigger_id: str, place: Place, user: str, *, here: bool = True) -> bool:
    """Open a channel's settings for somebody; return whether Slack let us.

    Args:
        desk: What is known, and the way to Slack.
        trigger_id: Of what they did; it is good for three seconds and one modal, so that the form comes later.
        place: The channel; by whatever name the payload has for it.
        user: Who wants to see them.
        here: Whether they asked in that channel.
    """
    opened = await attempt(desk.web.views_open(trigger_id=trigger_id, view=dict(_LOADING)))
    if isinstance(opened, Failure):
        log.warning("command.answered", verb=SETTINGS, status="unanswered", refusal=opened.code)
        return False
    view = opened["view"]
    await show(desk, view["id"], view["hash"], await view_of(desk, place, user, here=here))
    log.info("command.answered", verb=SETTINGS, asked=place.channel, status="ok")
    return True


def listen(app: AsyncApp, desk: Desk) -> None:
    """Register what opens settings, and what their menus search."""

    async def opened(ack: AsyncAck, body: Body) -> None:
        with desk.in_hand.one():
            await ack()
            place, here = Place(value_of(body), "", body["team"]["id"]), (body.get("channel") or {}).get("id")
            if not await open_settings(desk, body["trigger_id"], place, body["user"]["id"], here=here == place.channel):
                await tell(asker_of(body, desk.web), Message(LATE, ()))

    async def companies(ack: AsyncAck, body: Body) -> None:
        found = await searched(desk.office.companies_like(str(body.get("value") or "")))
        await ack(options=[dict(option(name, name)) for name in found if fields.fits(name)])

    async def zones(ack: AsyncAck, body: Body) -> None:
        await ack(options=[dict(option(name, name)) for name in zones_like(str(body.get("value") or ""))])

    app.action(re.compile(rf"^{SETTINGS}(:\d+)?$"))(opened)
    app.options(re.compile(rf"^{COMPANIES}:\d+$"))(companies)
    app.options(re.compile(rf"^({settings_form.DIGEST_ZONE}|{settings_form.QUIET_ZONE}):\d+$"))(zones)


async def view_of(desk: Desk, place: Place, user: str, *, here: bool) -> Block:
    """Return the form, or why there is none."""
    try:
        return await desk.made(_form(desk, place, user, here=here))
    except (AispendError, TimeoutError) as error:
        log.error("command.answered", verb=SETTINGS, status="failed", error=type(error).__name__)
        return note(_TITLE, apology(error))


async def _form(desk: Desk, place: Place, user: str, *, here: bool) -> Block:
    why_not = await refusal(desk.office, desk.web, user, place.channel, place.channel if here else None)
    if why_not is not None:
        return note(_TITLE, why_not)
    place = await place_of(desk, place.channel, place.team, place.name)
    held, zone = await asyncio.gather(desk.office.followed(place), _zone_of(desk, user))
    blocks = settings_form.blocks(held, zone, desk.office.now())
    kept = {"channel": place.channel, "name": place.name, "team": place.team, "here": here}
    return modal(_TITLE, blocks, callback_id=CALLBACK, submit="Save", close="Cancel", held=json.dumps(kept))


async def _zone_of(desk: Desk, user: str) -> str:
    """Return somebody's own time zone; UTC where Slack does not tell, for want of the scope users:read."""
    try:
        async with asyncio.timeout(ZONE_S):
            answer = await attempt(desk.web.users_info(user=user))
    except TimeoutError:
        return "UTC"
    zone = "" if isinstance(answer, Failure) else str((answer.get("user") or {}).get("tz") or "")
    return zone if zone in available_timezones() else "UTC"


async def show(desk: Desk, view_id: str, hash_: str | None, view: Block) -> None:
    """Show something else in a modal, unless it was closed or has changed meanwhile."""
    answer = await attempt(desk.web.views_update(view_id=view_id, hash=hash_, view=dict(view)))
    if isinstance(answer, Failure):
        log.warning("command.answered", verb=SETTINGS, status="unanswered", refusal=answer.code)
