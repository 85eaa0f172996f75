"""The payload Slack sends to an app when a person types a command, and what it shares with others.

Members and spelling follow docs.slack.dev/interactivity and the SDK's own test servers; text arrives with `&`, `<`
and `>` escaped, channels and people as `<#C…|name>` and `<@U…|name>`.
"""

import re

from bot.sandbox.backend import Backend
from bot.sandbox.storing import sanitise
from bot.sandbox.wire import JSON
from bot.sandbox.workspace import Workspace


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
    return {
        "token": backend.line.token,
        "team_id": workspace.team_id,
        "team_domain": workspace.domain,
        "channel_id": channel,
        "channel_name": room_name(backend, channel),
        "user_id": user,
        "user_name": workspace.users[user].name,
        "command": command,
        "text": _escaped(workspace, text),
        "api_app_id": backend.app.id,
        "is_enterprise_install": "false",
        "response_url": f"{backend.base}{path}",
        "trigger_id": backend.triggers.issue(user),
    }


def person(backend: Backend, user: str) -> JSON:
    """Return the person who acted, as interactive payloads name them."""
    name = backend.workspace.users[user].name
    return {"id": user, "username": name, "name": name, "team_id": backend.workspace.team_id}


def room_name(backend: Backend, channel: str) -> str:
    """Return a channel's name as payloads give it, which is the real one for public channels only."""
    room = backend.workspace.channels[channel]
    return "directmessage" if room.direct else "privategroup" if room.private else room.name
