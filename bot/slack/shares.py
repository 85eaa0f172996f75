"""A shared alert: the form that asks where to, and the copy that is posted there.

The copy says nothing of the channel it comes from but a link, which leads only those there who may read it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.core.alerts import Alert
from bot.core.headlines import headline_of
from bot.slack import elements as kit
from bot.slack import forms, handles
from bot.slack.actions import SHARE_FORM
from bot.slack.blocks import text_of, told_blocks
from bot.slack.elements import Block, Message

WHERE, COMMENT = "where", "comment"
"""The fields of the form."""

_MOST = 1000
"""Characters of a comment."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What is shared: an alert's id, and the message that the button was pressed in."""

    alert: str
    channel: str
    ts: str


def share_form(alert: Alert, shared: Shared) -> Block:
    """Return the form: where to, and a comment."""
    where = {
        "type": "conversations_select",
        "placeholder": kit.plain_object("Choose a channel or a person", forms.LABEL),
        "response_url_enabled": True,
        "filter": {"include": ["public", "private", "im", "mpim"], "exclude_bot_users": True},
    }
    comment = forms.text_field("What should they know?", _MOST, multiline=True)
    blocks = [
        kit.section(f"*{kit.mrkdwn(headline_of(alert), kit.LINE)}*", "about"),
        forms.field(WHERE, "Share to", where),
        forms.field(COMMENT, "Comment", comment, optional=True),
    ]
    held = json.dumps({"alert": shared.alert, "channel": shared.channel, "ts": shared.ts})
    return forms.modal("Share this alert", blocks, callback_id=SHARE_FORM, submit="Share", close="Cancel", held=held)


def shared_in(view: Mapping[str, Any]) -> Shared:
    """Return what a form shares."""
    return Shared(**json.loads(view["private_metadata"]))


def render_shared(alert: Alert, user: str, comment: str, link: str | None) -> Message:
    """Return the copy of an alert.

    Args:
        alert: In its newest version.
        user: Id of who shares it.
        comment: What they say of it, as typed; may be empty.
        link: Address of the original message; None where there is none.
    """
    by = f"Shared by <@{user}>"
    way = f"{by} · {kit.link(link, 'the original')}" if link else by
    quoted = [f"> {kit.mrkdwn(line, 500)}" for line in comment.splitlines() if line.strip()]
    blocks = [kit.context([way], _name(alert, "shared"))]
    if quoted:
        blocks.append(kit.section(kit.joined(quoted, kit.SECTION), _name(alert, "comment")))
    blocks += told_blocks(alert, None, _name)
    blocks.append(kit.actions([*handles.reading(alert), handles.why(alert)], _name(alert, "buttons")))
    told = text_of(alert, here=False).split("\n")
    return Message(kit.joined([f"{way}:", *quoted, *told]), tuple(blocks))


def _name(alert: Alert, part: str) -> str:
    """Return the id of a block of a copy: unlike the original's, by which a post is looked for in a channel."""
    return f"s:{alert.id}:v{alert.version}:{part}"
