"""A press: what Slack tells of a button, a choice or a vote, and of a modal that was submitted."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.pipeline import Place
from bot.slack.places import NO_NAMES

Body = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Press:
    """What was pressed, where, and by whom.

    Attributes:
        user: Their id.
        by: Their name and id, as they sign what they say of a figure.
        place: The channel; of a modal, or where Slack does not name it, without a name.
        ts: Of the message it stands in; None where it stands in none.
        value: What the button or the option holds.
        trigger: Lets one modal be opened within three seconds.
    """

    user: str
    by: str
    place: Place
    ts: str | None
    value: str
    trigger: str


def press_of(body: Body) -> Press:
    """Return what a payload of pressing says."""
    held, container = body["actions"][0], body.get("container") or {}
    channel = body.get("channel") or {}
    name = str(channel.get("name") or "")
    return Press(
        user=str(body["user"]["id"]),
        by=signature(body),
        place=Place(
            str(channel.get("id") or container.get("channel_id") or ""),
            "" if name in NO_NAMES else name,
            (body.get("team") or {}).get("id"),
        ),
        ts=container.get("message_ts"),
        value=str((held.get("selected_option") or held).get("value") or ""),
        trigger=str(body.get("trigger_id") or ""),
    )


def signature(body: Mapping[str, Any]) -> str:
    """Return who did something, by name and id.

    >>> signature({"user": {"id": "U0123ABC", "username": "ana"}})
    '@ana (U0123ABC)'
    """
    user = body["user"]
    name = user.get("username") or user.get("name")
    return f"@{name} ({user['id']})" if name else str(user["id"])
