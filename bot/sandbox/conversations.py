"""The `conversations.*` methods that tell of channels and change who is in them, and `users.conversations`.

Each kind of channel has a scope of its own: `channels:read` opens no private one.
"""

from collections.abc import Sequence
from typing import TypeVar

from bot.sandbox.backend import Backend
from bot.sandbox.wire import JSON, ApiError, Args, invalid, whole
from bot.sandbox.workspace import Channel

Item = TypeVar("Item")
CREATED = 1_700_000_000
"""When every channel was made, in seconds since 1970."""
_PREFIX = {"public_channel": "channels", "private_channel": "groups", "im": "im", "mpim": "mpim"}


def kind_of_channel(channel: Channel) -> str:
    """Return a channel's kind as `types` names it."""
    return "im" if channel.direct else "private_channel" if channel.private else "public_channel"


def permit(backend: Backend, kind: str, action: str) -> None:
    """Refuse what the app's scopes do not cover for a kind of channel. Raises ApiError `missing_scope`."""
    needed = f"{_PREFIX[kind]}:{action}"
    if needed not in backend.app.scopes:
        raise ApiError("missing_scope", needed=needed, provided=",".join(sorted(backend.app.scopes)))


def _known(backend: Backend, args: Args) -> Channel:
    """Return the channel a call names, if the app may know of it. Raises ApiError `channel_not_found`."""
    channel = backend.workspace.channels.get(args.need("channel"))
    if channel is None or (channel.private and backend.app.user not in channel.members):
        raise ApiError("channel_not_found")
    permit(backend, kind_of_channel(channel), "read")
    return channel


def _channel_body(backend: Backend, channel: Channel) -> JSON:
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not channel.private and not channel.direct,
        "is_group": channel.private,
        "is_im": channel.direct,
        "is_mpim": False,
        "created": CREATED,
        "creator": backend.human_id,
        "is_shared": False,
        "is_ext_shared": False,
        "is_org_shared": False,
        "context_team_id": backend.workspace.team_id,
        "is_private": channel.private or channel.direct,
        "is_archived": channel.archived,
        "is_general": channel.name == "general",
        "is_member": backend.app.user in channel.members,
        "num_members": len(channel.members),
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }


def paged(
    args: Args, items: Sequence[Item], default: int, most: int, *, at_most: int | None = None
) -> tuple[list[Item], JSON]:
    """Return the page that a cursor asks for and where the next one starts; `at_most` cuts what was asked for."""
    start = whole(args.text("cursor") or "0")
    if start is None:
        raise ApiError("invalid_cursor")
    limit = min(args.number("limit", default, most=most), at_most or most)
    following = str(start + limit) if start + limit < len(items) else ""
    return list(items[start : start + limit]), {"next_cursor": following}


def list_conversations(backend: Backend, args: Args) -> JSON:
    """Answer `conversations.list`."""
    kinds = _kinds(backend, args)
    shown = []
    for channel in backend.workspace.channels.values():
        inside = backend.app.user in channel.members
        kind = kind_of_channel(channel)
        if kind in kinds and (inside or kind == "public_channel"):
            shown.append(channel)
    return _listed(backend, args, shown)


def of_user(backend: Backend, args: Args) -> JSON:
    """Answer `users.conversations`: where somebody is a member, and of what is not public only where the app is too."""
    kinds, user = _kinds(backend, args), args.text("user") or backend.app.user
    if user not in backend.workspace.users:
        raise ApiError("user_not_found")
    shown = []
    for channel in backend.workspace.channels.values():
        kind = kind_of_channel(channel)
        known = kind == "public_channel" or backend.app.user in channel.members
        if kind in kinds and known and user in channel.members:
            shown.append(channel)
    answer = _listed(backend, args, shown)
    for body in answer["channels"]:
        del body["is_member"], body["num_members"]
    return answer


def _kinds(backend: Backend, args: Args) -> list[str]:
    """Return the kinds of channels a call asks for. Raises ApiError `invalid_types`, `missing_scope`."""
    kinds = (args.text("types") or "public_channel").replace(" ", "").split(",")
    if unknown := set(kinds) - _PREFIX.keys():
        raise ApiError("invalid_types", detail=sorted(unknown))
    for kind in kinds:
        permit(backend, kind, "read")
    return kinds


def _listed(backend: Backend, args: Args, shown: list[Channel]) -> JSON:
    """Return the page of channels that a call asks for."""
    if args.flag("exclude_archived"):
        shown = [channel for channel in shown if not channel.archived]
    page, metadata = paged(args, shown, 100, 999)
    return {"ok": True, "channels": [_channel_body(backend, each) for each in page], "response_metadata": metadata}


def info(backend: Backend, args: Args) -> JSON:
    """Answer `conversations.info`."""
    body = _channel_body(backend, channel := _known(backend, args))
    if not args.flag("include_num_members"):
        body.pop("num_members")
    return {"ok": True, "channel": body | (_direct_body(backend, channel) if channel.direct else {})}


def _direct_body(backend: Backend, channel: Channel) -> JSON:
    """Return what is told of a direct conversation: with whom it is, not what it is called."""
    return {
        "id": channel.id,
        "created": CREATED,
        "is_archived": False,
        "is_im": True,
        "is_org_shared": False,
        "user": next(member for member in sorted(channel.members) if member != backend.app.user),
        "is_open": True,
        "priority": 0,
    }


def members(backend: Backend, args: Args) -> JSON:
    """Answer `conversations.members`."""
    channel = _known(backend, args)
    page, metadata = paged(args, sorted(channel.members), 100, 999)
    return {"ok": True, "members": page, "response_metadata": metadata}


def join(backend: Backend, args: Args) -> JSON:
    """Answer `conversations.join`; `already_in_channel` is a warning."""
    channel = backend.workspace.channels.get(args.need("channel"))
    if channel is None or (channel.private and backend.app.user not in channel.members):
        raise ApiError("channel_not_found")
    if channel.direct or channel.private:
        raise ApiError("method_not_supported_for_channel_type")
    if channel.archived:
        raise ApiError("is_archived")
    already = backend.app.user in channel.members
    backend.workspace.admit(channel, backend.app.user)
    body = _channel_body(backend, channel)
    body.pop("num_members")
    answer: JSON = {"ok": True, "channel": body}
    warning = {"warning": "already_in_channel", "response_metadata": {"warnings": ["already_in_channel"]}}
    return answer | (warning if already else {})


def open_conversation(backend: Backend, args: Args) -> JSON:
    """Answer `conversations.open` for one person: the sandbox has no conversations of several."""
    key = args.text("users") or args.text("channel")
    if key is None:
        raise invalid("must define exactly one of: users, channel")
    if "," in key:
        permit(backend, "mpim", "write")
        raise ApiError("method_not_supported_for_channel_type")
    permit(backend, "im", "write")
    before = set(backend.workspace.channels)
    user = backend.workspace.users.get(key)
    if args.text("users") and (user is None or user.bot):
        raise ApiError("user_not_found" if user is None else "cannot_dm_bot")
    channel = backend.workspace.channel(key)
    if channel is None or not channel.direct:
        raise ApiError("channel_not_found")
    body = _direct_body(backend, channel) if args.flag("return_im") else {"id": channel.id}
    opened = channel.id in before
    return {"ok": True, "channel": body} | ({"no_op": True, "already_open": True} if opened else {})
