"""Paging: the buttons below an answer that show another page or another order, and how to ask.

An answer that only the presser sees is edited in place. One that all see stays as it is, for others read it too; the
presser gets the page alone.
"""

import re

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.pipeline import Place
from bot.slack.actions import HELP, PAGE
from bot.slack.asker import asker_of
from bot.slack.commands import answer_to, record_of
from bot.slack.desk import Body, Desk, value_of
from bot.slack.verbs import Call


def listen(app: AsyncApp, desk: Desk) -> None:
    """Register what turns pages."""

    async def turn(ack: AsyncAck, respond: AsyncRespond, body: Body, client: AsyncWebClient) -> None:
        with desk.in_hand.one():
            await ack()
            asker, query = asker_of(body, client), value_of(body)
            making = record_of(query, desk.office, desk.today())
            await desk.reply(respond, "page", query, making, asker=asker, replace=asker.is_private)

    async def how_to_ask(ack: AsyncAck, respond: AsyncRespond, body: Body, client: AsyncWebClient) -> None:
        with desk.in_hand.one():
            await ack()
            asker = asker_of(body, client)
            place = Place(
                asker.channel or "", str((body.get("channel") or {}).get("name") or asker.channel), asker.team
            )
            making = answer_to(Call("help", asker.user, place, "", client, desk))
            await desk.reply(respond, "help", "", making, asker=asker)

    app.action(re.compile(rf"^{PAGE}:\w+$"))(turn)
    app.action(HELP)(how_to_ask)
