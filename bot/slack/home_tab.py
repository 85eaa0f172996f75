"""The Home tab: published whenever somebody opens it, and again when something they did there changed it.

Where nothing can be read it says so; it is never left empty.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.core.rules import EVERYTHING
from bot.core.subscriptions import Followed
from bot.errors import AispendError, RequestError
from bot.pipeline import Amended, Place
from bot.ports import Sent
from bot.slack.calls import Failure, attempt, permalink
from bot.slack.commands import record_of
from bot.slack.desk import Body, Desk, apology, value_of
from bot.slack.home import (
    AGAIN,
    GREETING,
    HIDE,
    MOST_ALERTS,
    MUTE,
    TRY,
    UNMUTE,
    Room,
    Shown,
    render_home,
    render_trouble_home,
)
from bot.slack.modals import open_view
from bot.slack.permission import Membership, membership, refusal
from bot.slack.places import place_of
from bot.slack.telling import tell_channel
from bot.slack.verbs import sentence
from bot.slack.windows import as_modal, note

log = structlog.get_logger()

DAY = timedelta(days=1)


async def publish(desk: Desk, user: str, *, greets: bool = False) -> None:
    """Bring somebody's Home tab up to date.

    Args:
        desk: What is known, and the way to Slack.
        user: Whose.
        greets: Whether it begins with a welcome.
    """
    status = "ok"
    try:
        view = render_home(await desk.made(_shown(desk, user, greets=greets)))
    except (AispendError, TimeoutError) as error:
        log.error("home.published", user=user, status="failed", error=type(error).__name__)
        status, view = "trouble", render_trouble_home()
    answer = await attempt(desk.web.views_publish(user_id=user, view=view))
    if isinstance(answer, Failure):
        log.warning("home.published", user=user, status="refused", code=answer.code)
    else:
        log.info("home.published", user=user, status=status, blocks=len(view["blocks"]))


def listen(app: AsyncApp, desk: Desk) -> None:
    """Register what opens the Home tab, and its buttons."""

    async def opened(event: Mapping[str, Any], body: Body) -> None:
        if event.get("tab") == "home":
            with desk.in_hand.one():
                await publish(
                    desk, event["user"], greets=await _is_first(desk, str(body.get("team_id") or ""), event["user"])
                )

    async def refreshed(ack: AsyncAck, body: Body) -> None:
        with desk.in_hand.one():
            await ack()
            await publish(desk, body["user"]["id"])

    async def muted(ack: AsyncAck, body: Body) -> None:
        with desk.in_hand.one():
            await ack()
            until = desk.office.now() + DAY
            await _change(desk, body, lambda place, by: desk.office.mute(place, by, EVERYTHING, until))

    async def unmuted(ack: AsyncAck, body: Body) -> None:
        with desk.in_hand.one():
            await ack()
            await _change(desk, body, lambda place, by: desk.office.unmute(place, by, EVERYTHING))

    async def tried(ack: AsyncAck, body: Body) -> None:
        with desk.in_hand.one():
            await ack()
            await _try(desk, body)

    app.event("app_home_opened")(opened)
    app.action(re.compile(f"^({HIDE}|{AGAIN})$"))(refreshed)
    app.action(MUTE)(muted)
    app.action(UNMUTE)(unmuted)
    app.action(re.compile(rf"^{TRY}:\d+$"))(tried)


async def _is_first(desk: Desk, team: str, user: str) -> bool:
    """Say whether somebody opens the Home tab for the first time; where that cannot be told they are not greeted."""
    try:
        return await desk.office.greet(f"home:{team}:{user}")
    except AispendError:
        return False


async def _shown(desk: Desk, user: str, *, greets: bool) -> Shown:
    """Gather what somebody's Home tab shows."""
    rooms, known = await asyncio.gather(membership(desk.web, user), desk.office.everywhere())
    admin = user in desk.office.admins()
    theirs = [
        Room(held, may_change=admin or held.rules.channel in rooms.channels)
        for held in known
        if held.follows and _is_theirs(held, user, rooms)
    ]
    theirs.sort(key=lambda room: room.held.rules.name)
    channels = [room.held.rules.channel for room in theirs]
    alerts, companies, feeds = await asyncio.gather(
        desk.office.latest(channels, MOST_ALERTS), desk.office.companies(""), desk.office.health()
    )
    links = await asyncio.gather(*(_link(desk, sent) for sent in alerts))
    return Shown(
        tuple(theirs),
        rooms.is_whole,
        tuple(zip(alerts, links, strict=True)),
        companies,
        feeds,
        greets,
        desk.office.now(),
    )


def _is_theirs(held: Followed, user: str, rooms: Membership) -> bool:
    """Say whether somebody may see what a channel follows: its members, or its owner where Slack does not name these.

    It names no members of a private channel that the bot was removed from.
    """
    is_owner = held.subscription is not None and held.subscription.owner == user
    is_unseen = not rooms.is_whole or held.paused is not None
    return held.rules.channel in rooms.channels or (is_owner and is_unseen)


async def _link(desk: Desk, sent: Sent) -> str | None:
    return await permalink(desk.web.chat_getPermalink(channel=sent.alert.channel, message_ts=sent.ts))


async def _change(desk: Desk, body: Body, change: Callable[[Place, str], Awaitable[Amended]]) -> None:
    """Change what a channel gets, say so there, and show it; or say why not."""
    user, team, channel = body["user"]["id"], body["team"]["id"], value_of(body)
    trouble: str | None = None
    try:
        trouble = await refusal(desk.office, desk.web, user, channel, None)
        if trouble is None:
            place = await place_of(desk, channel, team)
            made = await change(place, user)
            if made.words:
                await tell_channel(desk.web, place, user, made.words)
    except RequestError as error:
        trouble = sentence(str(error))
    except AispendError as error:
        log.error("command.answered", verb="home", status="failed", error=type(error).__name__)
        trouble = apology(error)
    if trouble is not None:
        await open_view(desk, body, "home", note("Not changed", trouble))
    await publish(desk, user, greets=_greets(body["view"]["blocks"]))


def _greets(blocks: Sequence[Mapping[str, Any]]) -> bool:
    """Say whether a Home tab begins with a welcome that nobody has hidden yet."""
    return any(block.get("block_id") == GREETING for block in blocks)


async def _try(desk: Desk, body: Body) -> None:
    """Show what the ledger says in a modal: a button of the Home tab has no channel to answer in."""
    asked = value_of(body)
    loading = note("One moment…", "Looking it up…")
    shown = await open_view(desk, body, "try", loading)
    if shown is None:
        return
    try:
        view = as_modal(asked, await desk.made(record_of(asked, desk.office, desk.today())))
    except (AispendError, TimeoutError) as error:
        log.error("command.answered", verb="try", status="failed", error=type(error).__name__)
        view = note("Sorry", apology(error))
    await attempt(desk.web.views_update(view_id=shown["id"], hash=shown["hash"], view=dict(view)))
    log.info("command.answered", verb="try", asked=asked, status="ok")
