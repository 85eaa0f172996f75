"""The asker: who pressed or typed, where, and how an answer reaches them.

A response URL reaches them wherever they are, also where the bot is no member, but only for half an hour and five
times; the Web API reaches them after that, where the bot may speak.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.slack.calls import Failure, attempt, respond
from bot.slack.elements import Message

BROKEN = frozenset({"timeout", "disconnected", "server_error", "bad_answer"})
"""Codes after which nobody knows whether Slack has the message."""

_SPENT = frozenset({"expired_url", "used_url", "unreachable", "ratelimited"})


@dataclass(frozen=True, slots=True)
class Asker:
    """Who acted.

    Attributes:
        web: Speaks for the bot in their workspace.
        team: Id of that workspace; empty where the payload has none.
        user: Their id.
        channel: Where they are; None in a modal or on the Home tab.
        url: Where answers go; None there too.
        message: Timestamp of the message acted on; None for a command.
        is_private: Whether they alone see that message.
        thread: Timestamp of the thread it stands in; None outside threads.
    """

    web: AsyncWebClient
    team: str
    user: str
    channel: str | None
    url: str | None
    message: str | None = None
    is_private: bool = False
    thread: str | None = None


def asker_of(body: Mapping[str, Any], web: AsyncWebClient) -> Asker:
    """Return who sent a payload of a command or of an element acted on, or caused an event."""
    container, event = body.get("container") or {}, body.get("event") or {}
    return Asker(
        web=web,
        team=str(body.get("team_id") or (body.get("team") or {}).get("id") or ""),
        user=str(body.get("user_id") or _id(body.get("user")) or _id(event.get("user")) or ""),
        channel=body.get("channel_id") or _id(body.get("channel")) or _id(event.get("channel")),
        url=body.get("response_url"),
        message=container.get("message_ts"),
        is_private=bool(container.get("is_ephemeral")),
        thread=container.get("thread_ts") or event.get("thread_ts"),
    )


def _id(named: object) -> str | None:
    """Return the id of what a payload names: by an object that holds it, or, in most events, by the id alone."""
    found = named.get("id") if isinstance(named, Mapping) else named
    return found if isinstance(found, str) else None


async def tell(asker: Asker, message: Message, *, replace: bool = False) -> Failure | None:
    """Answer the asker alone; return Slack's refusal, None where it took the answer.

    Args:
        asker: Whom to answer.
        message: What to say.
        replace: Whether it takes the place of the message acted on.
    """
    failure: Failure | None = Failure("expired_url")
    if asker.url is not None:
        form = {"response_type": "ephemeral", "replace_original": replace}
        failure = await respond(asker.web, asker.url, parts(message) | form)
    if failure is None or failure.code not in _SPENT | BROKEN or not asker.user:
        return failure
    # What only they see may come twice, but it must come.
    if asker.channel is not None:
        said = parts(message) | _thread(asker)
        answer = await attempt(asker.web.chat_postEphemeral(channel=asker.channel, user=asker.user, **said))
        if not isinstance(answer, Failure):
            return None
    answer = await attempt(asker.web.chat_postMessage(channel=asker.user, **parts(message)))
    return answer if isinstance(answer, Failure) else None


async def post(asker: Asker, message: Message) -> Failure | None:
    """Say something to all in the asker's channel, once; return Slack's refusal, None where it took the message."""
    failure: Failure | None = Failure("expired_url")
    said = parts(message) | _thread(asker)
    if asker.url is not None:
        form = {"response_type": "in_channel", "replace_original": False}
        failure = await respond(asker.web, asker.url, said | form)
    if failure is None or failure.code not in _SPENT or asker.channel is None:
        return failure
    answer = await attempt(asker.web.chat_postMessage(channel=asker.channel, **said))
    return answer if isinstance(answer, Failure) else None


def _thread(asker: Asker) -> dict[str, Any]:
    return {"thread_ts": asker.thread} if asker.thread else {}


def parts(message: Message) -> dict[str, Any]:
    """Return what a call says a message by; links in it are not unfolded."""
    blocks = {"blocks": [dict(block) for block in message.blocks]} if message.blocks else {}
    return {"text": message.text, "unfurl_links": False, "unfurl_media": False} | blocks
