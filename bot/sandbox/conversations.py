"""The `conversations.*` and `users.*` methods.

History is given newest first and never holds ephemeral messages, nor replies that were not also sent to the channel.
"""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from bot.sandbox.backend import Backend
from bot.sandbox.chat import message_body, reach
from bot.sandbox.wire import JSON, ApiError, Args
from bot.sandbox.workspace import Channel, Message, User

Item = TypeVar("Item")


def _channel_body(backend: Backend, channel: Channel) -> JSON:
    return {
        "id": channel.id,
        "name": channel.name,
        "name_normalized": channel.name,
        "is_channel": not channel.private and not channel.direct,
        "is_group": channel.private,
        "is_im": channel.direct,
        "is_private": channel.private or channel.direct,
        "is_archived": channel.archived,
        "is_general": channel.name == "general",
        "is_member": backend.app.user in channel.members,
        "num_members": len(channel.members),
        "topic": {"value": channel.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
    }


def _page(args: Args, items: Sequence[Item], default: int, most: int) -> tuple[list[Item], JSON]:
    """Return the page that a cursor asks for and where the next one starts."""
    cursor = args.text("cursor") or "0"
    if not cursor.isdecimal():
        raise ApiError("invalid_cursor")
    start, limit = int(cursor), args.number("limit", default, most=most)
    following = str(start + limit) if start + limit < len(items) else ""
    return list(items[start : start + limit]), {"next_cursor": following}


def list_conversations(backend: Backend, args: Args) -> JSON:
    """Answer `conversations.list`."""
    types = (args.text("types") or "public_channel").split(",")
    shown = []
    for channel in backend.workspace.channels.values():
        inside = backend.app.user in channel.members
        kind = "im" if channel.direct else "private_channel" if channel.private else "public_channel"
        if kind in types and (inside or kind == "public_channel"):
            shown.append(channel)
    if args.flag("exclude_archived"):
        shown = [channel for channel in shown if not channel.archived]
    page, metadata = _page(args, shown, 100, 999)
    return {"ok": True, "channels": [_channel_body(backend, each) for each in page], "response_metadata": metadata}


def info(backend: Backend, args: Args) -> JSON:
    """Answer `conversations.info`."""
    channel = backend.workspace.channels.get(args.need("channel"))
    if channel is None or (channel.private and backend.app.user not in channel.members):
        raise ApiError("channel_not_found")
    return {"ok": True, "channel": _channel_body(backend, channel)}


def join(backend: Backend, args: Args) -> JSON:
    """Answer `conversations.join`."""
    channel = backend.workspace.channels.get(args.need("channel"))
    if channel is None or (channel.private and backend.app.user not in channel.members):
        raise ApiError("channel_not_found")
    if channel.direct or channel.private:
        raise ApiError("method_not_supported_for_channel_type")
    if channel.archived:
        raise ApiError("is_archived")
    channel.members.add(backend.app.user)
    return {"ok": True, "channel": _channel_body(backend, channel)}


def _timestamp(args: Args, name: str) -> Decimal | None:
    value = args.text(name)
    try:
        return None if value is None else Decimal(value)
    except InvalidOperation:
        raise ApiError(f"invalid_ts_{name}") from None


def _between(args: Args, messages: list[Message]) -> list[Message]:
    """Return the messages between `oldest` and `latest`, with those at the ends where `inclusive` is set."""
    oldest, latest = _timestamp(args, "oldest"), _timestamp(args, "latest")
    ends = args.flag("inclusive")

    def wanted(message: Message) -> bool:
        ts = Decimal(message.ts)
        late = oldest is None or ts > oldest or (ends and ts == oldest)
        early = latest is None or ts < latest or (ends and ts == latest)
        return late and early

    return [message for message in messages if wanted(message)]


def _allow(backend: Backend, channel: Channel) -> None:
    """Refuse to show messages without the scope for that kind of channel."""
    kind = "im" if channel.direct else "groups" if channel.private else "channels"
    needed = f"{kind}:history"
    if needed not in backend.app.scopes:
        raise ApiError("missing_scope", needed=needed, provided=",".join(sorted(backend.app.scopes)))


def _given_out(backend: Backend, args: Args, messages: list[Message], most: int) -> JSON:
    page, metadata = _page(args, messages, 100, most)
    shown = args.flag("include_all_metadata")
    bodies = [_with_replies(backend, message, message_body(backend, message, metadata=shown)) for message in page]
    more = bool(metadata["next_cursor"])
    answer: JSON = {"ok": True, "messages": bodies, "has_more": more}
    return {**answer, "response_metadata": metadata} if more else answer


def _with_replies(backend: Backend, message: Message, body: JSON) -> JSON:
    replies = [said for said in backend.workspace.messages if said.thread_ts == message.ts and said.only_for is None]
    if replies:
        body |= {"thread_ts": message.ts, "reply_count": len(replies), "latest_reply": replies[-1].ts}
    return body


def history(backend: Backend, args: Args) -> JSON:
    """Answer `conversations.history`."""
    channel = reach(backend, args, posting=False)
    _allow(backend, channel)
    said = [
        each
        for each in backend.workspace.messages
        if each.channel == channel.id and each.only_for is None and (each.thread_ts is None or each.broadcast)
    ]
    return _given_out(backend, args, _between(args, said)[::-1], 999)


def replies(backend: Backend, args: Args) -> JSON:
    """Answer `conversations.replies`, the first message included, oldest first."""
    channel = reach(backend, args, posting=False)
    _allow(backend, channel)
    parent = backend.workspace.find(channel.id, args.need("ts"))
    if parent is None or parent.only_for is not None:
        raise ApiError("thread_not_found")
    root = parent.thread_ts or parent.ts
    said = [each for each in backend.workspace.messages if root in (each.ts, each.thread_ts) and each.only_for is None]
    return _given_out(backend, args, [each for each in said if each.channel == channel.id], 1000)


def _user_body(backend: Backend, user: User) -> JSON:
    return {
        "id": user.id,
        "team_id": backend.workspace.team_id,
        "name": user.name,
        "real_name": user.real_name,
        "deleted": False,
        "is_bot": user.bot,
        "tz": "Etc/UTC",
        "tz_label": "Coordinated Universal Time",
        "tz_offset": 0,
        "profile": {"real_name": user.real_name, "display_name": user.name},
    }


def user_info(backend: Backend, args: Args) -> JSON:
    """Answer `users.info`."""
    user = backend.workspace.users.get(args.need("user"))
    if user is None:
        raise ApiError("user_not_found")
    return {"ok": True, "user": _user_body(backend, user)}
