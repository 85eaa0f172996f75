"""The `chat.*` methods: post, update, delete, post to one person, find the link.

An update keeps the blocks and metadata it does not name; empty ones remove them.
"""

import re

from bot.sandbox.backend import Backend
from bot.sandbox.responses import content
from bot.sandbox.wire import JSON, ApiError, Args, invalid
from bot.sandbox.workspace import Channel, Message

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}", re.I)


def message_body(backend: Backend, message: Message, *, metadata: bool = True) -> JSON:
    """Return a message as Slack's API gives it out; `metadata` tells whether that of the app goes with it."""
    body: JSON = {"type": "message", "user": message.author, "ts": message.ts, "text": message.text}
    body["team"] = backend.workspace.team_id
    if message.by_app:
        app = backend.app
        body["bot_id"], body["app_id"] = app.bot_id, app.id
        body["bot_profile"] = {
            "id": app.bot_id,
            "app_id": app.id,
            "name": app.name,
            "deleted": False,
            "team_id": backend.workspace.team_id,
        }
    if message.blocks:
        body["blocks"] = message.blocks
    if message.thread_ts:
        body["thread_ts"] = message.thread_ts
        parent = backend.workspace.find(message.channel, message.thread_ts)
        body["parent_user_id"] = parent.author if parent is not None else message.author
    if message.files:
        held = (backend.workspace.files.find(key) for key in message.files)
        body["files"] = [backend.workspace.files.body(file) for file in held if file is not None]
    if message.edited_ts:
        body["edited"] = {"user": message.author, "ts": message.edited_ts}
    if message.metadata and metadata:
        body["metadata"] = message.metadata
    return body


def reach(backend: Backend, args: Args, *, posting: bool = True) -> Channel:
    """Return the channel a call names, if the app may speak there. Raises ApiError as `find_channel` does."""
    return find_channel(backend, args.need("channel"), posting=posting)


def find_channel(backend: Backend, name: str, *, posting: bool = True) -> Channel:
    """Return a channel by name or id, if the app may speak there, or read where it is not about posting.

    Raises:
        ApiError: `channel_not_found`, `is_archived`, `not_in_channel`.
    """
    channel = backend.workspace.channel(name)
    inside = channel is not None and backend.app.user in channel.members
    if channel is None or (channel.private and not inside):
        raise ApiError("channel_not_found")
    if channel.archived and posting:
        raise ApiError("is_archived")
    open_to_all = posting and "chat:write.public" in backend.app.scopes
    if not inside and not open_to_all:
        raise ApiError("not_in_channel")
    return channel


def _metadata(args: Args) -> JSON | None:
    value = args.decoded("metadata")
    if value is None:
        return None
    if not isinstance(value, dict) or not value.get("event_type") or not isinstance(value.get("event_payload"), dict):
        raise ApiError("invalid_metadata_format")
    return value


def _thread(backend: Backend, args: Args, channel: Channel) -> str | None:
    """Return the timestamp of the thread's first message; None where the call names no thread."""
    ts = args.text("thread_ts")
    if ts is None:
        return None
    parent = backend.workspace.find(channel.id, ts)
    if parent is None or parent.only_for is not None:
        raise ApiError("thread_not_found")
    return parent.thread_ts or parent.ts


def post_message(backend: Backend, args: Args) -> JSON:
    """Answer `chat.postMessage`."""
    channel = reach(backend, args)
    client_msg_id = args.text("client_msg_id")
    if client_msg_id and not _UUID.fullmatch(client_msg_id):
        raise invalid("client_msg_id must be a UUID")
    text, blocks = content(backend.workspace, args)
    metadata, thread_ts = _metadata(args), _thread(backend, args, channel)
    backend.pace.spend(channel.id)
    ts, author = backend.workspace.next_ts(), backend.app.user
    said = Message(channel.id, ts, author, text, blocks, by_app=True, thread_ts=thread_ts, metadata=metadata)
    said.broadcast = args.flag("reply_broadcast")
    backend.workspace.post(said)
    return {"ok": True, "channel": channel.id, "ts": said.ts, "message": message_body(backend, said)}


def post_ephemeral(backend: Backend, args: Args) -> JSON:
    """Answer `chat.postEphemeral`."""
    channel = reach(backend, args)
    user = args.need("user")
    if user not in channel.members:
        raise ApiError("user_not_in_channel")
    text, blocks = content(backend.workspace, args)
    thread_ts = _thread(backend, args, channel)
    backend.pace.spend(channel.id)
    ts, author = backend.workspace.next_ts(), backend.app.user
    said = Message(channel.id, ts, author, text, blocks, by_app=True, only_for=user, thread_ts=thread_ts)
    backend.workspace.post(said)
    return {"ok": True, "message_ts": ts}


def _own(backend: Backend, args: Args, refusal: str) -> Message:
    """Return the app's own message that a call names."""
    channel = reach(backend, args)
    message = backend.workspace.find(channel.id, args.need("ts"))
    if message is None or message.only_for is not None:
        raise ApiError("message_not_found")
    if not message.by_app:
        raise ApiError(refusal)
    return message


def update(backend: Backend, args: Args) -> JSON:
    """Answer `chat.update`: https://docs.slack.dev/reference/methods/chat.update on what stays."""
    message = _own(backend, args, "cant_update_message")
    text, blocks = content(backend.workspace, args)
    kept = args.text("blocks") is None and args.text("markdown_text") is None
    message.metadata = None if args.decoded("metadata") == {} else _metadata(args) or message.metadata
    backend.workspace.edit(message, text, message.blocks if kept else blocks)
    body = message_body(backend, message)
    body.pop("ts")
    return {"ok": True, "channel": message.channel, "ts": message.ts, "text": text, "message": body}


def delete(backend: Backend, args: Args) -> JSON:
    """Answer `chat.delete`."""
    message = _own(backend, args, "cant_delete_message")
    backend.workspace.delete(message)
    return {"ok": True, "channel": message.channel, "ts": message.ts}


def get_permalink(backend: Backend, args: Args) -> JSON:
    """Answer `chat.getPermalink` with an address on the sandbox's own page."""
    channel = backend.workspace.channel(args.need("channel"))
    if channel is None or (channel.private and backend.app.user not in channel.members):
        raise ApiError("channel_not_found")
    message = backend.workspace.find(channel.id, args.need("message_ts"))
    if message is None or message.only_for is not None:
        raise ApiError("message_not_found")
    path = f"/archives/{channel.id}/p{message.ts.replace('.', '')}"
    return {"ok": True, "channel": channel.id, "permalink": f"{backend.base}{path}"}
