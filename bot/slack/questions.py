"""Questions: `/aispend …` and the buttons that ask the ledger, or why an alert was posted."""

import re
from time import perf_counter

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.actions import READ, RECORD, WHY
from bot.slack.asker import asker_of
from bot.slack.commands import COMMAND, answer_to, reason_for, record_of
from bot.slack.desk import Body, Desk, value_of
from bot.slack.elements import Message
from bot.slack.places import place_of
from bot.slack.sharing import public_of, publish
from bot.slack.verbs import Call


async def answered(body: Body, asked: str, web: AsyncWebClient, desk: Desk) -> Message:
    """Return the answer to what was typed behind the command."""
    place = await place_of(desk, str(body["channel_id"]), body.get("team_id"), str(body.get("channel_name") or ""))
    return await answer_to(Call(asked, str(body["user_id"]), place, str(body.get("trigger_id") or ""), web, desk))


def listen(app: AsyncApp, desk: Desk) -> None:
    """Register what answers questions."""

    async def command(ack: AsyncAck, respond: AsyncRespond, body: Body, client: AsyncWebClient) -> None:
        with desk.in_hand.one():
            await ack()
            began, asker = perf_counter(), asker_of(body, client)
            asked, for_all = public_of(str(body.get("text") or ""))
            making = answered(body, asked, client, desk)
            if for_all:
                await publish(desk, "command", asked, await desk.made(making), asker, began)
            else:
                await desk.reply(respond, "command", asked, making, asker=asker)

    async def record(ack: AsyncAck, respond: AsyncRespond, body: Body, client: AsyncWebClient) -> None:
        with desk.in_hand.one():
            await ack()
            name = value_of(body)
            making = record_of(name, desk.office, desk.today())
            await desk.reply(respond, "record", name, making, asker=asker_of(body, client))

    async def why(ack: AsyncAck, respond: AsyncRespond, body: Body, client: AsyncWebClient) -> None:
        with desk.in_hand.one():
            await ack()
            alert_id = value_of(body)
            asker = asker_of(body, client)
            making = reason_for(alert_id, desk.office, asker.channel)
            await desk.reply(respond, "why", alert_id, making, asker=asker)

    async def read(ack: AsyncAck) -> None:
        """Acknowledge a link: the browser opens it, but Slack warns the reader where nobody says so."""
        await ack()

    app.command(COMMAND)(command)
    app.action(re.compile(rf"^{RECORD}(:\d+)?$"))(record)
    app.action(WHY)(why)
    app.action(READ)(read)
