"""Messages out: an alert is posted once, and what became of it is told in three ways, never guessed.

Nothing here tries again by itself; whoever holds the outbox does, after `find` where the outcome was unsure.
"""

import uuid
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import Any, assert_never

import structlog
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.core.alerts import Alert
from bot.core.digest import Digest
from bot.core.turns import Fold, Post
from bot.errors import SlackError
from bot.ports import NotSent, Posted, Trouble, Unsure
from bot.slack import elements as kit
from bot.slack.blocks import block_id, render_alert, render_note
from bot.slack.calls import SLACK, Failure, attempt, client, permalink
from bot.slack.codes import NOT_INSTALLED, Fate, explain_code, is_lasting, meaning
from bot.slack.digest import render_digest
from bot.slack.elements import Message
from bot.slack.fallbacks import forms
from bot.slack.fold import render_fold
from bot.slack.trouble import tell

log = structlog.get_logger()

EVENT, NOTE = "aispend_alert", "aispend_note"
"""The metadata's event types of messages and of notes; the payload says which alert."""

GONE = frozenset({"message_not_found", "thread_not_found", "cant_update_message", "edit_window_closed"})
"""Codes that say that there is no message to change."""

_BLOCKS = frozenset({"invalid_blocks", "invalid_blocks_format"})
"""Codes that may mean that Slack does not take one of the blocks."""

Send = Callable[..., Awaitable[AsyncSlackResponse]]
TokenOf = Callable[[str], Awaitable[str | None]]
"""Returns the bot token of the workspace that a channel belongs to; None where nobody knows it."""

_SKEW = timedelta(minutes=10)
"""By how much our clock and Slack's, which gives messages their `ts`, may differ."""
_UNFURLED: dict[str, Any] = {"unfurl_links": False, "unfurl_media": False}
_THREAD = 200
"""Replies of a thread that are asked for at once; some apps are given fewer, see `_PAGE`."""
_PAGE, _PAGES = 15, 10
"""Slack gives some apps no more than 15 messages a call: https://docs.slack.dev/apis/web-api/rate-limits"""
_PLAIN = 2000
"""Most characters of a message whose first form was refused, perhaps for its length."""
_NAMESPACE = uuid.UUID("6c7a3e0e-4b0a-5f0f-9d0b-3c2f6f1b7a51")


class SlackPoster:
    """Posts alerts through the Web API; fulfils `ports.Poster`."""

    def __init__(self, token: str | TokenOf, *, base_url: str = SLACK, timeout_s: float = 15) -> None:
        """Make a poster.

        Args:
            token: The bot token, `xoxb-…`, or what tells that of a channel.
            base_url: Of the Web API, ending in `/api/`.
            timeout_s: For a whole call.
        """
        self._token, self._base_url, self._timeout_s = token, base_url, timeout_s
        self._me: dict[str | None, Mapping[str, Any]] = {}

    async def post(self, post: Post, earlier_ts: str | None = None) -> Posted | NotSent | Unsure:
        """Post an alert, a fold or a digest once, more plainly where Slack refuses its form; never retries."""

        async def send(**parts: Any) -> AsyncSlackResponse:
            web = await self._web_of(post.channel)
            return await web.chat_postMessage(**parts, **_UNFURLED, client_msg_id=message_id(post))

        if isinstance(post, Fold):
            return await _say(send, post, render_fold(post), EVENT, kit.TEXT)
        if isinstance(post, Digest):
            return await _say(send, post, render_digest(post), EVENT, kit.TEXT)
        return await _say(send, post, await self._render(post, earlier_ts), EVENT)

    async def update(self, alert: Alert, ts: str, earlier_ts: str | None = None) -> Posted | NotSent | Unsure:
        """Make an alert's message show its newest version."""

        async def send(**parts: Any) -> AsyncSlackResponse:
            web = await self._web_of(alert.channel)
            # Where no blocks are sent, those of before stay: https://docs.slack.dev/reference/methods/chat.update
            return await web.chat_update(**{"blocks": []} | parts, ts=ts)

        return await _say(send, alert, await self._render(alert, earlier_ts), EVENT)

    async def note(self, alert: Alert, ts: str) -> Posted | NotSent | Unsure:
        """Say in the thread of an alert's message what has changed."""

        async def send(**parts: Any) -> AsyncSlackResponse:
            web, key = await self._web_of(alert.channel), message_id(alert, "note")
            return await web.chat_postMessage(**parts, **_UNFURLED, thread_ts=ts, client_msg_id=key)

        return await _say(send, alert, render_note(alert), NOTE)

    async def _render(self, alert: Alert, earlier_ts: str | None) -> Message:
        """Return an alert's message; one whose earlier message cannot be linked to goes without."""
        if earlier_ts is None:
            return render_alert(alert)

        async def ask() -> AsyncSlackResponse:
            web = await self._web_of(alert.channel)
            return await web.chat_getPermalink(channel=alert.channel, message_ts=earlier_ts)

        return render_alert(alert, await permalink(ask()))

    async def find(self, alert: Post, since: datetime, until: datetime) -> Posted | Unsure | None:
        """Look for the alert's message in its channel's history; Unsure where that cannot be told.

        Args:
            alert: In the version that may have been posted.
            since: When it may first have been posted (UTC); ten minutes are taken off, for clocks differ.
            until: When it may last have been posted (UTC); ten minutes are put on.
        """
        oldest, latest = f"{(since - _SKEW).timestamp():.6f}", f"{(until + _SKEW).timestamp():.6f}"

        async def page(cursor: str | None) -> AsyncSlackResponse:
            web = await self._web_of(alert.channel)
            return await web.conversations_history(
                channel=alert.channel,
                oldest=oldest,
                latest=latest,
                inclusive=True,
                limit=_PAGE,
                include_all_metadata=True,
                cursor=cursor,
            )

        found = await self._look(alert.channel, page, lambda said: _is_it(said, alert))
        return unseen(found) if isinstance(found, Failure) else found

    async def find_note(self, alert: Alert, ts: str) -> Posted | Unsure | None:
        """Look in the thread of an alert's message for the note of its version; Unsure where that cannot be told."""

        async def page(cursor: str | None) -> AsyncSlackResponse:
            web = await self._web_of(alert.channel)
            return await web.conversations_replies(
                channel=alert.channel, ts=ts, limit=_THREAD, include_all_metadata=True, oldest=ts, cursor=cursor
            )

        found = await self._look(alert.channel, page, lambda said: _is_note(said, alert))
        if isinstance(found, Failure):
            return None if found.code in GONE else unseen(found)
        return found

    async def tell(self, trouble: Trouble) -> Posted | NotSent | Unsure:
        """Tell whom it concerns: a member of the channel's own workspace, or the operators in theirs."""
        try:
            web = await self._web_of(trouble.channel if trouble.is_paused else trouble.whom)
        except SlackError as error:
            return outcome(Failure(error.code))
        answer = await tell(web, trouble)
        return outcome(answer) if isinstance(answer, Failure) else Posted(str(answer.get("ts")))

    async def _look(
        self,
        channel: str,
        page: Callable[[str | None], Awaitable[AsyncSlackResponse]],
        is_it: Callable[[Mapping[str, Any]], bool],
    ) -> Posted | Failure | None:
        """Walk through pages of messages for one of the bot's own; None where it is in none of them.

        Args:
            channel: Where they were posted.
            page: Asks for the page at a cursor.
            is_it: Says whether a message is the one.
        """
        me = await self._who_am_i(channel)
        if isinstance(me, Failure):
            return me
        cursor = None
        for _ in range(_PAGES):
            answer = await attempt(page(cursor))
            if isinstance(answer, Failure):
                return answer
            for said in answer.get("messages", ()):
                if _is_from(said, me) and is_it(said):
                    return Posted(said["ts"])
            cursor = (answer.get("response_metadata") or {}).get("next_cursor")
            if not answer.get("has_more") or not cursor:
                return None
        return Failure("history_too_long")

    async def _who_am_i(self, channel: str) -> Mapping[str, Any] | Failure:
        """Return what Slack says of the bot in a channel's workspace; it is asked once."""
        try:
            web = await self._web_of(channel)
        except SlackError as error:
            return Failure(error.code)
        if web.token not in self._me:
            answer = await attempt(web.auth_test())
            if isinstance(answer, Failure):
                return answer
            self._me[web.token] = answer
        return self._me[web.token]

    async def _web_of(self, channel: str) -> AsyncWebClient:
        """Return a client for the workspace of a channel. Raises SlackError where nobody knows it."""
        token = self._token if isinstance(self._token, str) else await self._token(channel)
        if token is None:
            raise SlackError(explain_code(NOT_INSTALLED), code=NOT_INSTALLED)
        return client(token, self._base_url, self._timeout_s)


def unseen(failure: Failure) -> Unsure:
    """Return what a failed look came to; whether to look again is told by `codes`."""
    code = failure.code
    return Unsure(code, failure.retry_after, lasting=is_lasting(code), explanation=explain_code(code))


def outcome(failure: Failure) -> NotSent | Unsure:
    """Return what a failed post came to, by the table in `codes`."""
    match meaning(failure.code).fate:
        case Fate.LATER | Fate.MEND:
            return NotSent(failure.code, permanent=False, retry_after=failure.retry_after)
        case Fate.NEVER:
            return NotSent(failure.code, permanent=True)
        case Fate.UNSURE:
            return Unsure(failure.code)
        case never:
            assert_never(never)


async def _say(send: Send, post: Post, message: Message, event: str, most: int = _PLAIN) -> Posted | NotSent | Unsure:
    """Send a message, more plainly where Slack refuses its form; return what came of it.

    Args:
        send: The call.
        post: What it is of.
        message: As rendered.
        event: The type of its metadata.
        most: Characters of the plain form; folds and digests say all in their lines, so that none may go.
    """
    metadata = {"metadata": {"event_type": event, "event_payload": {"alert": post.id, "version": post.version}}}
    for form in (form for form, _ in forms(message, frozenset()) if form.blocks):
        blocks = {"blocks": [dict(block) for block in form.blocks]}
        answer = await _sent(send, post, message.text, blocks | metadata)
        if not isinstance(answer, Failure) or answer.code not in _BLOCKS:
            break
    if isinstance(answer, Failure) and _is_refused(answer):
        # Either one of the two is enough for `find` to know the message by.
        kept = blocks if "metadata" in answer.code else metadata
        answer = await _sent(send, post, kit.joined(message.text.split("\n"), most), kept)
    if isinstance(answer, Failure):
        return outcome(answer)
    ts = answer.get("ts")
    return Posted(ts) if isinstance(ts, str) and ts else Unsure("bad_answer")


def _is_refused(answer: Failure) -> bool:
    """Say whether Slack will not have a message in this form."""
    return meaning(answer.code).fate is Fate.NEVER and answer.code not in GONE


async def _sent(send: Send, post: Post, text: str, parts: dict[str, Any]) -> Mapping[str, Any] | Failure:
    """Send a message of an alert, and log what Slack has against it."""
    answer = await attempt(send(channel=post.channel, text=text, **parts))
    if isinstance(answer, Failure):
        log.warning("alert.refused", alert=post.id, code=answer.code, error=explain_code(answer.code))
    return answer


def message_id(post: Post, part: str = "") -> str:
    """Return an id that is the same for every attempt to post one version: Slack drops some repeats by it."""
    return str(uuid.uuid5(_NAMESPACE, f"{post.id}:{post.version}{part}"))


def _is_from(said: Mapping[str, Any], me: Mapping[str, Any]) -> bool:
    """Say whether a message is the bot's own: ids and metadata of an alert can be copied by anybody who reads them."""
    return any(me.get(mine) and said.get(theirs) == me[mine] for mine, theirs in _OWN)


_OWN = (("bot_id", "bot_id"), ("user_id", "user"))
"""Who wrote a message, as auth.test and as the message name it."""


def _is_note(said: Mapping[str, Any], alert: Alert) -> bool:
    metadata, blocks = said.get("metadata") or {}, said.get("blocks") or [{}]
    payload = metadata.get("event_payload") or {}
    is_marked = metadata.get("event_type") == NOTE and payload == {"alert": alert.id, "version": alert.version}
    return is_marked or blocks[0].get("block_id") == block_id(alert, "note")


def _is_it(said: Mapping[str, Any], alert: Post) -> bool:
    """Any version will do: what is looked for is whether the alert stands there, and a person may have edited ours."""
    blocks = said.get("blocks") or [{}]
    if str(blocks[0].get("block_id", "")).startswith(block_id(alert, "").rpartition(":v")[0] + ":v"):
        return True
    metadata = said.get("metadata") or {}
    payload = metadata.get("event_payload") or {}
    return metadata.get("event_type") == EVENT and payload.get("alert") == alert.id
