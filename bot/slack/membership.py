"""Membership: the bot comes into a channel, is taken out of it, and hears what becomes of its channels.

Slack may tell of one departure twice, and not at all where it was not asked to; a channel is paused once all the same.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_bolt.context.async_context import AsyncBoltContext

from bot.errors import AispendError
from bot.pipeline import Place
from bot.slack.asker import Asker, asker_of, post, tell
from bot.slack.calls import Failure, attempt
from bot.slack.desk import Body, Desk
from bot.slack.elements import Message
from bot.slack.onboarding import FOLLOW, render_welcome
from bot.slack.places import place_of
from bot.slack.telling import tell_channel
from bot.slack.trouble import tell as tell_trouble

log = structlog.get_logger()

Event = Mapping[str, Any]

_STOPS = {
    "channel_left": "not_in_channel",
    "group_left": "not_in_channel",
    "channel_archive": "is_archived",
    "group_archive": "is_archived",
    "channel_deleted": "channel_not_found",
    "group_deleted": "channel_not_found",
}
"""Events that say that nothing can be posted in a channel, and what a post there would come back with."""
_ALREADY = "This channel follows something already; `/aispend settings` shows what."


def listen(app: AsyncApp, desk: Desk) -> None:
    """Register what hears of channels, and the button that lets one follow."""

    async def joined(event: Event, body: Body, context: AsyncBoltContext) -> None:
        if event.get("user") == context.bot_user_id:
            await _quietly(desk, "joined", lambda: _join(desk, event["channel"], body.get("team_id")))

    async def left(event: Event, context: AsyncBoltContext) -> None:
        if event.get("user") == context.bot_user_id:
            await _quietly(desk, "left", lambda: _stop(desk, event["channel"], "not_in_channel"))

    async def stopped(event: Event) -> None:
        await _quietly(desk, event["type"], lambda: _stop(desk, event["channel"], _STOPS[event["type"]]))

    async def unarchived(event: Event, body: Body) -> None:
        await _quietly(desk, "unarchived", lambda: _resume(desk, event["channel"], body.get("team_id")))

    async def renamed(event: Event) -> None:
        room = event["channel"]
        await _quietly(desk, "renamed", lambda: desk.office.rename(room["id"], room["name"]))

    async def followed(ack: AsyncAck, body: Body) -> None:
        with desk.in_hand.one():
            await ack()
            await _follow(desk, body)

    app.event("member_joined_channel")(joined)
    app.event("member_left_channel")(left)
    for each in _STOPS:
        app.event(each)(stopped)
    for each in ("channel_unarchive", "group_unarchive"):
        app.event(each)(unarchived)
    for each in ("channel_rename", "group_rename"):
        app.event(each)(renamed)
    app.action(FOLLOW)(followed)


async def _quietly(desk: Desk, what: str, doing: Callable[[], Awaitable[None]]) -> None:
    """Do what an event asks for; nobody waits for an answer, so that a failure is only logged."""
    with desk.in_hand.one():
        try:
            await doing()
        except AispendError as error:
            log.error("membership.heard", what=what, status="failed", error=str(error))
        else:
            log.info("membership.heard", what=what, status="ok")


async def _join(desk: Desk, channel: str, team: str | None) -> None:
    """Say hello in a channel once ever; where it was paused, it goes on, and that is said each time."""
    is_back = await desk.office.resume(channel)
    if await desk.office.greet(f"channel:{channel}") or is_back:
        await _welcome(desk, channel, team, is_back=is_back)


async def _resume(desk: Desk, channel: str, team: str | None) -> None:
    """Go on in a channel that was archived; where the bot is not in it any more, it is paused again for that."""
    if await desk.office.resume(channel):
        await _welcome(desk, channel, team, is_back=True)


async def _welcome(desk: Desk, channel: str, team: str | None, *, is_back: bool) -> None:
    held = await desk.office.followed(await place_of(desk, channel, team))
    failure = await post(Asker(desk.web, team or "", "", channel, None), render_welcome(held, is_back=is_back))
    if failure is not None:
        await _stop(desk, channel, failure.code)


async def _stop(desk: Desk, channel: str, code: str) -> None:
    """Pause a channel, and tell whom it concerns, once."""
    for trouble in await desk.office.stopped(channel, code):
        # The operators' channel may be in another workspace; who subscribed the channel is in its own.
        web = None if trouble.whom.startswith(_PERSON) else await desk.workspaces.web_of(trouble.whom)
        answer = await tell_trouble(web or desk.web, trouble)
        told = log.bind(channel=channel, reason=code, whom=trouble.whom)
        if isinstance(answer, Failure):
            told.warning("trouble.told", status=answer.code)
        else:
            told.info("trouble.told", status="ok")


async def _follow(desk: Desk, body: Body) -> None:
    """Let the channel follow where the button was pressed, and show what it follows in place of the button."""
    room, user = body["channel"], body["user"]["id"]
    place = await place_of(desk, room["id"], body["team"]["id"], str(room.get("name") or ""))
    made = await desk.office.subscribe(place, user, "")
    if not made.words:
        await tell(asker_of(body, desk.web), Message(_ALREADY, ()))
    else:
        await tell_channel(desk.web, place, user, made.words)
    await _show(desk, place, body["container"]["message_ts"])


async def _show(desk: Desk, place: Place, ts: str) -> None:
    message = render_welcome(await desk.office.followed(place))
    blocks = [dict(block) for block in message.blocks]
    answer = await attempt(desk.web.chat_update(channel=place.channel, ts=ts, text=message.text, blocks=blocks))
    if isinstance(answer, Failure):
        log.warning("command.answered", verb=FOLLOW, status="unanswered", refusal=answer.code)


_PERSON = ("U", "W")
"""What the id of a member begins with."""
