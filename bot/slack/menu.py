"""The menu on an alert: what is chosen in it goes to whoever mutes, mends or counts votes."""

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.votes import Vote
from bot.slack.actions import MORE, Choice, chosen
from bot.slack.desk import GONE, Body, Desk
from bot.slack.elements import Message
from bot.slack.mending import form_for
from bot.slack.modals import open_modal
from bot.slack.muting import muted
from bot.slack.press import Press, press_of
from bot.slack.voting import voted


async def done(choice: Choice | None, alert_id: str, press: Press, web: AsyncWebClient, desk: Desk) -> Message:
    """Do what was chosen, and return what came of it."""
    match choice:
        case Choice.MUTE_DAY | Choice.MUTE_WEEK | Choice.MUTE_STORY:
            return await muted(choice, alert_id, press, web, desk)
        case Choice.NOT_RELEVANT:
            return await voted(Vote.NOT_RELEVANT, alert_id, press.user, desk.office)
        case _:
            return Message(GONE, ())


def listen(app: AsyncApp, desk: Desk) -> None:
    """Register the menu."""

    async def more(ack: AsyncAck, respond: AsyncRespond, body: Body, client: AsyncWebClient) -> None:
        with desk.in_hand.one():
            await ack()
            press = press_of(body)
            choice, alert_id = chosen(press.value)
            if choice is Choice.WRONG:
                await open_modal(desk, respond, client, "wrong", press, form_for(alert_id, desk.office))
            else:
                making = done(choice, alert_id, press, client, desk)
                await desk.reply(respond, "more", press.value, making)

    app.action(MORE)(more)
