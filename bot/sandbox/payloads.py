"""The payloads Slack sends to an app when a person types a command or acts on a message.

Members and spelling follow docs.slack.dev/interactivity and the SDK's own test servers; text arrives with `&`, `<`
and `>` escaped, channels and people as `<#C…|name>` and `<@U…|name>`.
"""

import re

from bot.sandbox.backend import Backend
from bot.sandbox.chat import message_body
from bot.sandbox.storing import sanitise
from bot.sandbox.wire import JSON
from bot.sandbox.workspace import Message, Workspace


def _escaped(workspace: Workspace, text: str) -> str:
    """Return what a person typed after a command as an app receives it (`should_escape: true`)."""
    users = {user.name: user.id for user in workspace.users.values()}
    channels = {room.name: room.id for room in workspace.channels.values() if not room.direct}

    def link(found: re.Match[str]) -> str:
        mark, name = found[1], found[2]
        known = (users if mark == "@" else channels).get(name)
        return f"<{mark}{known}|{name}>" if known else found[0]

    return re.sub(r"(?<!\S)([@#])([\w-]+)", link, sanitise(text))


def slash_command(backend: Backend, channel: str, user: str, command: str, text: str, path: str) -> JSON:
    """Return the payload of a `slash_commands` envelope; `path` is that of its response URL."""
    workspace = backend.workspace
    room = workspace.channels[channel]
    return {
        "token": backend.verification_token,
        "team_id": workspace.team_id,
        "team_domain": workspace.domain,
        "channel_id": channel,
        "channel_name": "directmessage" if room.direct else "privategroup" if room.private else room.name,
        "user_id": user,
        "user_name": workspace.users[user].name,
        "command": command,
        "text": _escaped(workspace, text),
        "api_app_id": backend.app.id,
        "is_enterprise_install": "false",
        "response_url": f"{backend.base}{path}",
        "trigger_id": backend.triggers.issue(user),
    }


def _chosen(element: JSON, option: str | None) -> JSON:
    """Return the option chosen by value or by words. Raises LookupError."""
    options: list[JSON] = element["options"]
    if option is None:
        return options[0]
    for each in options:
        if option in (each["value"], each["text"]["text"]):
            return each
    raise LookupError(f"no option {option}; there are: {', '.join(each['value'] for each in options)}")


def block_actions(backend: Backend, said: Message, user: str, block: JSON, element: JSON, option: str | None) -> JSON:
    """Return the payload of an `interactive` envelope for one element acted on. Raises LookupError for an option."""
    workspace = backend.workspace
    room = workspace.channels[said.channel]
    action: JSON = {
        name: element[name] for name in ("action_id", "type", "text", "value", "style", "url") if name in element
    }
    action |= {"block_id": block["block_id"], "action_ts": workspace.next_ts()}
    if "options" in element:
        action["selected_option"] = _chosen(element, option)
    path = backend.responses.issue(said.channel, user, original=said)
    payload: JSON = {
        "type": "block_actions",
        "user": {
            "id": user,
            "username": workspace.users[user].name,
            "name": workspace.users[user].name,
            "team_id": workspace.team_id,
        },
        "api_app_id": backend.app.id,
        "token": backend.verification_token,
        "container": {
            "type": "message",
            "message_ts": said.ts,
            "channel_id": said.channel,
            "is_ephemeral": said.only_for is not None,
        },
        "trigger_id": backend.triggers.issue(user),
        "team": {"id": workspace.team_id, "domain": workspace.domain},
        "enterprise": None,
        "is_enterprise_install": False,
        "channel": {"id": room.id, "name": "directmessage" if room.direct else room.name},
        "state": {"values": {}},
        "response_url": f"{backend.base}{path}",
        "actions": [action],
    }
    if said.only_for is None:
        payload["message"] = message_body(backend, said)
    return payload
