"""Muting: a press keeps a company or a story out of its channel, and another one lets it in again.

The channel is told like of any other change; the one who pressed gets the way back.
"""

from datetime import timedelta

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.headlines import headline_of
from bot.errors import RequestError
from bot.slack import elements as kit
from bot.slack.actions import MUTE, UNMUTE, Choice, chosen
from bot.slack.desk import Body, Desk
from bot.slack.elements import Message
from bot.slack.handles import NO_ALERT, company_of
from bot.slack.places import place_of
from bot.slack.press import Press, press_of
from bot.slack.telling import tell_channel
from bot.slack.verbs import said, sentence

_FOR = {Choice.MUTE_DAY: timedelta(hours=24), Choice.MUTE_WEEK: timedelta(days=7)}


async def muted(choice: Choice, alert_id: str, press: Press, web: AsyncWebClient, desk: Desk) -> Message:
    """Keep the company of an alert out for a while, or its story for good; return what came of it.

    Args:
        choice: One of those that mute.
        alert_id: Of the alert.
        press: Where, and by whom.
        web: Client of the workspace.
        desk: What keeps it.
    """
    alert = await desk.office.why(alert_id)
    if alert is None:
        return Message(NO_ALERT, ())
    what, until, called = company_of(alert), None, None
    if choice in _FOR:
        until = desk.office.now() + _FOR[choice]
    else:
        what, called = alert.story, f"the story “{kit.cut(headline_of(alert), 150)}”"
    place = await place_of(desk, press.place.channel, press.place.team, press.place.name)
    try:
        made = await desk.office.mute(place, press.user, what, until, called)
    except RequestError as error:
        return said(sentence(str(error)), "mute:refused")
    trouble = await tell_channel(web, place, press.user, made.words) if made.words else None
    line = f"Done: #{kit.mrkdwn(place.name, 80)} {kit.mrkdwn(made.words or 'has that muted already', 300)}."
    text = "\n".join([line, *([trouble] if trouble else [])])
    undo = kit.button("Undo", UNMUTE, what, f"Undo: hear of {kit.cut(called or what, 40)} again")
    return Message(text, (kit.section(text, "mute:done"), kit.actions([undo], "mute:undo")))


async def unmuted(press: Press, web: AsyncWebClient, desk: Desk) -> Message:
    """Let what was muted in again; return what came of it."""
    place = await place_of(desk, press.place.channel, press.place.team, press.place.name)
    try:
        made = await desk.office.unmute(place, press.user, press.value)
    except RequestError as error:
        return said(sentence(str(error)), "mute:refused")
    trouble = await tell_channel(web, place, press.user, made.words)
    line = f"Undone: #{kit.mrkdwn(place.name, 80)} {kit.mrkdwn(made.words, 300)}."
    return said("\n".join([line, *([trouble] if trouble else [])]), "mute:undone")


def listen(app: AsyncApp, desk: Desk) -> None:
    """Register the buttons that mute and that let in again."""

    async def mute(ack: AsyncAck, respond: AsyncRespond, body: Body, client: AsyncWebClient) -> None:
        with desk.in_hand.one():
            await ack()
            press = press_of(body)
            choice, alert_id = chosen(press.value)
            making = muted(choice or Choice.MUTE_WEEK, alert_id, press, client, desk)
            await desk.reply(respond, "mute", press.value, making, replaces=True)

    async def unmute(ack: AsyncAck, respond: AsyncRespond, body: Body, client: AsyncWebClient) -> None:
        with desk.in_hand.one():
            await ack()
            press = press_of(body)
            await desk.reply(respond, "unmute", press.value, unmuted(press, client, desk), replaces=True)

    app.action(MUTE)(mute)
    app.action(UNMUTE)(unmute)
