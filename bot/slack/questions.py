"""Questions: `/aispend …` and the buttons that ask the ledger, or why an alert was posted."""

import re

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond

from bot.slack.blocks import READ, RECORD, WHY
from bot.slack.commands import COMMAND, answer_to, reason_for, record_of
from bot.slack.desk import Body, Desk, value_of


def listen(app: AsyncApp, desk: Desk) -> None:
    """Register what answers questions."""

    async def command(ack: AsyncAck, respond: AsyncRespond, body: Body) -> None:
        with desk.in_hand.one():
            await ack()
            asked = str(body.get("text") or "")
            await desk.reply(respond, "command", asked, answer_to(asked, desk.office, desk.today()))

    async def record(ack: AsyncAck, respond: AsyncRespond, body: Body) -> None:
        with desk.in_hand.one():
            await ack()
            name = value_of(body)
            await desk.reply(respond, "record", name, record_of(name, desk.office, desk.today()))

    async def why(ack: AsyncAck, respond: AsyncRespond, body: Body) -> None:
        with desk.in_hand.one():
            await ack()
            alert_id = value_of(body)
            await desk.reply(respond, "why", alert_id, reason_for(alert_id, desk.office))

    async def read(ack: AsyncAck) -> None:
        """Acknowledge a link: the browser opens it, but Slack warns the reader where nobody says so."""
        await ack()

    app.command(COMMAND)(command)
    app.action(re.compile(rf"^{RECORD}(:\d+)?$"))(record)
    app.action(WHY)(why)
    app.action(READ)(read)
