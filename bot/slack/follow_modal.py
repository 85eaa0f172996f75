"""Following from the Home tab: somebody picks a channel, and is told what is left to do before alerts come there."""

import asyncio

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp

from bot.errors import AispendError, RequestError
from bot.slack import elements as kit
from bot.slack import forms, home_tab
from bot.slack.desk import Body, Desk, apology
from bot.slack.elements import Block
from bot.slack.home import ADD
from bot.slack.modals import open_view
from bot.slack.permission import refusal
from bot.slack.places import place_of
from bot.slack.settings_saving import SAVE_S
from bot.slack.telling import tell_channel
from bot.slack.verbs import sentence
from bot.slack.windows import note

log = structlog.get_logger()

CALLBACK, CHANNEL = "follow", "channel"
_TITLE = "Add to a channel"
_WHAT = (
    "The channel then gets whatever anybody commits to AI, as watchlist.yaml says of every channel; its settings "
    "narrow that down. It is said in the channel who added it."
)


def listen(app: AsyncApp, desk: Desk) -> None:
    """Register what opens the form and what takes it."""

    async def opened(ack: AsyncAck, body: Body) -> None:
        with desk.in_hand.one():
            await ack()
            await open_view(desk, body, "follow", render_form())

    async def chosen(ack: AsyncAck, body: Body) -> None:
        with desk.in_hand.one():
            # Two answers might overtake one another, so that there is one: what came of it is the acknowledgement.
            text = await _follow(desk, body)
            await ack(response_action="update", view=dict(note(_TITLE, text)))
            await home_tab.publish(desk, body["user"]["id"])

    app.action(ADD)(opened)
    app.view(CALLBACK)(chosen)


def render_form() -> Block:
    """Return the form that asks for a channel."""
    picker = {
        "type": "conversations_select",
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
        "placeholder": kit.plain_object("Choose a channel", forms.LABEL),
    }
    field = forms.field(CHANNEL, "Channel", picker, hint="One that you are a member of.")
    blocks = [kit.section(_WHAT, "follow:what"), field]
    return forms.modal(_TITLE, blocks, callback_id=CALLBACK, submit="Add", close="Cancel")


async def _follow(desk: Desk, body: Body) -> str:
    """Let the channel follow; return what came of it, escaped."""
    user, team = body["user"]["id"], body["team"]["id"]
    channel = forms.entered(body["view"], CHANNEL)
    try:
        text = await _followed(desk, channel, user, team)
    except RequestError as error:
        text = sentence(str(error))
    except (AispendError, TimeoutError) as error:
        log.error("command.answered", verb="follow", status="failed", error=type(error).__name__)
        text = apology(error)
    else:
        log.info("command.answered", verb="follow", asked=channel, status="ok")
    return text


async def _followed(desk: Desk, channel: str, user: str, team: str | None) -> str:
    """Let the channel follow; return what is told of that, escaped. Raises TimeoutError before Slack gives up."""
    async with asyncio.timeout(SAVE_S):
        if (why_not := await refusal(desk.office, desk.web, user, channel, None)) is not None:
            return why_not
        place = await place_of(desk, channel, team)
        made = await desk.office.subscribe(place, user, "")
    name = kit.mrkdwn(place.name, 100)
    if not made.words:
        return f"*#{name}* is followed already. Its settings are in your Home tab, or with `/aispend settings` there."
    trouble = await tell_channel(desk.web, place, user, made.words, _TELL_S)
    return f"*#{name}* {kit.mrkdwn(made.words, 600)}. {trouble or 'It was said there just now.'}"


_TELL_S = 0.7
"""Seconds for telling the channel; with `SAVE_S` less than the three that Slack waits for an answer."""
