"""Places: the channel that a command, a button or an event comes from, by a name people know it by.

Slack hides the names of private channels from commands and buttons, so that what it says there may be no name at all.
"""

from contextlib import suppress

from bot.errors import StoreError
from bot.pipeline import Place
from bot.slack.calls import Failure, attempt
from bot.slack.desk import Desk

NO_NAMES = frozenset({"", "privategroup", "directmessage"})
"""What Slack says in the place of a name that it does not give away."""
_DIRECT = "D"
"""What the ids of conversations with one person begin with."""


async def place_of(desk: Desk, channel: str, team: str | None, said: str = "") -> Place:
    """Return a channel as the program knows it, else as Slack calls it.

    Args:
        desk: What is known, and the way to Slack.
        channel: Its id.
        team: Id of its workspace; None where that does not matter.
        said: What the payload calls it.
    """
    if said not in NO_NAMES:
        return Place(channel, said, team)
    known = ""
    with suppress(StoreError):  # whoever needs the store finds out for themselves
        known = (await desk.office.followed(Place(channel, "", team))).rules.name
    return Place(channel, known or await _called(desk, channel), team)


async def _called(desk: Desk, channel: str) -> str:
    """Ask Slack for a channel's name; it tells only what the app may read."""
    if channel.startswith(_DIRECT):
        return "direct message"
    answer = await attempt(desk.web.conversations_info(channel=channel))
    name = "" if isinstance(answer, Failure) else str((answer.get("channel") or {}).get("name") or "")
    return name or "private channel"
