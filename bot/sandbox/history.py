"""The methods that read messages: `conversations.history` and `conversations.replies`.

History is given newest first and never holds ephemeral messages, nor replies that were not also sent to the channel.
Metadata is given out only when asked for, and never more messages than the app's standing allows.
"""

from decimal import Decimal, InvalidOperation

from bot.sandbox.backend import Backend
from bot.sandbox.chat import message_body, reach
from bot.sandbox.conversations import kind_of_channel, paged, permit
from bot.sandbox.limits import HISTORY_PAGE
from bot.sandbox.wire import JSON, ApiError, Args
from bot.sandbox.workspace import Message


def _timestamp(args: Args, name: str) -> Decimal | None:
    value = args.text(name)
    try:
        moment = None if value is None else Decimal(value)
    except InvalidOperation:
        raise ApiError(f"invalid_ts_{name}") from None
    if moment is not None and not moment.is_finite():
        raise ApiError(f"invalid_ts_{name}")
    return moment


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


def _given_out(backend: Backend, args: Args, messages: list[Message], most: int) -> JSON:
    narrow = backend.tiers.narrow_history
    page, metadata = paged(
        args, messages, HISTORY_PAGE if narrow else 100, most, at_most=HISTORY_PAGE if narrow else most
    )
    shown = args.flag("include_all_metadata")
    bodies = [_with_replies(backend, message, message_body(backend, message, metadata=shown)) for message in page]
    more = bool(metadata["next_cursor"])
    answer: JSON = {"ok": True, "messages": bodies, "has_more": more}
    return {**answer, "response_metadata": metadata} if more else answer


def _with_replies(backend: Backend, message: Message, body: JSON) -> JSON:
    replies = [said for said in backend.workspace.messages if said.thread_ts == message.ts and said.only_for is None]
    if replies:
        users = list(dict.fromkeys(said.author for said in replies))
        body |= {
            "thread_ts": message.ts,
            "reply_count": len(replies),
            "reply_users_count": len(users),
            "latest_reply": replies[-1].ts,
            "reply_users": users,
            "is_locked": False,
            "subscribed": False,
        }
    return body


def history(backend: Backend, args: Args) -> JSON:
    """Answer `conversations.history`."""
    channel = reach(backend, args, posting=False)
    permit(backend, kind_of_channel(channel), "history")
    said = [
        each
        for each in backend.workspace.messages
        if each.channel == channel.id and each.only_for is None and (each.thread_ts is None or each.broadcast)
    ]
    pins = {"pin_count": 0, "channel_actions_ts": None, "channel_actions_count": 0}
    return _given_out(backend, args, _between(args, said)[::-1], 999) | pins


def replies(backend: Backend, args: Args) -> JSON:
    """Answer `conversations.replies`, the first message included, oldest first."""
    channel = reach(backend, args, posting=False)
    permit(backend, kind_of_channel(channel), "history")
    parent = backend.workspace.find(channel.id, args.need("ts"))
    if parent is None or parent.only_for is not None:
        raise ApiError("thread_not_found")
    root = parent.thread_ts or parent.ts
    said = [each for each in backend.workspace.messages if root in (each.ts, each.thread_ts) and each.only_for is None]
    return _given_out(backend, args, [each for each in said if each.channel == channel.id], 1000)
