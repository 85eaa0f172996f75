"""Votes: whether an alert's figure was read right, and whether it is of any use where it stands.

The last vote of a reader counts. Each is answered in one line, with what can be done about what is wrong.
"""

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncRespond

from bot.core.alerts import Alert
from bot.core.votes import Vote
from bot.slack import elements as kit
from bot.slack.actions import MUTE, VOTE, WRONG, Choice
from bot.slack.desk import Body, Desk
from bot.slack.elements import Block, Message
from bot.slack.handles import NO_ALERT, change, company_of
from bot.slack.office import Office
from bot.slack.press import press_of

_THANKS = {
    Vote.GOOD: "Noted: the figure is right. Thank you.",
    Vote.WRONG: "Noted: the figure is wrong. What is right?",
    Vote.DUPLICATE: "Noted: it is a duplicate. Thank you.",
    Vote.NOT_RELEVANT: "Noted: not relevant here. Thank you.",
}


async def voted(vote: Vote, alert_id: str, user: str, office: Office) -> Message:
    """Take a vote over, and return what is said to the one who gave it."""
    alert = await office.vote(alert_id, user, vote)
    if alert is None:
        return Message(NO_ALERT, ())
    blocks = [kit.section(_THANKS[vote], "vote:noted")]
    if more := _more(vote, alert):
        blocks.append(kit.actions(more, "vote:more"))
    return Message(_THANKS[vote], tuple(blocks))


def _more(vote: Vote, alert: Alert) -> list[Block]:
    """Return what can be done about what a vote says."""
    match vote:
        case Vote.WRONG:
            return [kit.button("Say what is wrong…", WRONG, alert.id)]
        case Vote.NOT_RELEVANT:
            org = kit.flat(company_of(alert), kit.BUTTON - len("Mute  7 days"))
            mute = [kit.button(f"Mute {org} 7 days", MUTE, Choice.MUTE_WEEK.of(alert.id))] if org else []
            return [*mute, change(alert)]
        case Vote.GOOD | Vote.DUPLICATE:
            return []


def listen(app: AsyncApp, desk: Desk) -> None:
    """Register the two buttons of a vote."""

    async def vote(ack: AsyncAck, respond: AsyncRespond, body: Body) -> None:
        with desk.in_hand.one():
            await ack()
            press = press_of(body)
            given, _, alert_id = press.value.partition(":")
            await desk.reply(respond, "vote", press.value, voted(Vote(given), alert_id, press.user, desk.office))

    app.action(VOTE)(vote)
