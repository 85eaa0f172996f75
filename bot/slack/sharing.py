"""Sharing: an answer that only the asker sees is posted to all, and says who did so.

`--public` behind a question does it at once. Whatever goes wrong, the asker hears of it, and nothing is posted twice.
"""

import re
from dataclasses import replace
from time import perf_counter

from slack_bolt.async_app import AsyncAck, AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.slack import elements as kit
from bot.slack.actions import SHARE_ANSWER
from bot.slack.asker import BROKEN, Asker, asker_of, post, tell
from bot.slack.buttons import without
from bot.slack.calls import Failure
from bot.slack.codes import explain_code
from bot.slack.commands import record_of
from bot.slack.desk import Body, Desk, Seen, value_of
from bot.slack.elements import Message

INVITE = "I am not in this channel, so I cannot post here by myself: type `/invite @aispend`, then share it again."
UNSURE = "Slack did not say whether it has the message. Please look in the channel before you share it again."
SHARED = "This answer was shared already."


def listen(app: AsyncApp, desk: Desk) -> None:
    """Register what shares answers."""
    seen = Seen()

    async def share(ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        with desk.in_hand.one():
            await ack()
            began, asker, query = perf_counter(), asker_of(body, client), value_of(body)
            key = f"{asker.channel} {asker.message} {asker.user}"
            if seen.again(key):
                await desk.send("share", query, Message(SHARED, ()), asker, lambda form: tell(asker, form))
                return
            has_shared = False
            try:
                message = await desk.made(record_of(query, desk.office, desk.today()))
                has_shared = await publish(desk, "share", query, message, asker, began)
            finally:
                if not has_shared:
                    seen.forget(key)

    app.action(SHARE_ANSWER)(share)


def public_of(text: str) -> tuple[str, bool]:
    """Return what was typed without the word that makes its answer public, and whether it was there.

    Phones make one dash of two hyphens.

    >>> public_of("alibaba --public"), public_of("—Public top 10"), public_of("public funds")
    (('alibaba', True), ('top 10', True), ('public funds', False))
    """
    rest, count = _PUBLIC.subn(" ", text)
    return (" ".join(rest.split()), True) if count else (text, False)


async def publish(desk: Desk, verb: str, asked: str, message: Message, asker: Asker, began: float) -> bool:
    """Post an answer to all, or tell the asker alone why not; return whether all may see it.

    Args:
        desk: Sends it.
        verb: `command`, where the asker typed that all should see it, or `share`.
        asked: What was typed, or the query of the answer that is shared.
        message: The answer, as the asker alone would see it.
        asker: Who asked.
        began: When the answer was begun, by `perf_counter`.
    """
    if message.asked is None:
        await desk.send(verb, asked, message, asker, lambda form: tell(asker, form), began)
        return False
    did, words = ("asked", asked) if verb == "command" else ("shared", asked.replace('"', ""))
    shown = for_all(message, f"<@{asker.user}> {did}: {kit.mrkdwn(words, 300)}")
    failure = await desk.send(verb, asked, shown, asker, lambda form: post(asker, form), began)
    if failure is not None:
        why = why_not(failure)
        said = with_line(message, why, "answer:why") if verb == "command" else Message(why, ())
        await desk.send(verb, asked, said, asker, lambda form: tell(asker, form))
    elif verb == "share":
        said = Message(f"Shared to this channel: {kit.mrkdwn(words, 300)}", ())
        await desk.send(verb, asked, said, asker, lambda form: tell(asker, form, replace=asker.is_private))
    return failure is None or failure.code in BROKEN


def for_all(message: Message, who: str) -> Message:
    """Return an answer as all may see it: with who brought it there, and without the button that did.

    Args:
        message: As the asker alone sees it.
        who: Escaped.
    """
    return with_line(replace(message, blocks=without(message.blocks, SHARE_ANSWER)), who, "answer:who")


def with_line(message: Message, line: str, block_id: str) -> Message:
    """Return a message with a line above it, which is escaped."""
    return replace(message, text=f"{line}\n{message.text}", blocks=(kit.context([line], block_id), *message.blocks))


def why_not(failure: Failure) -> str:
    """Return what the asker is told of an answer that did not reach the channel."""
    if failure.code in BROKEN:
        return UNSURE
    if failure.code in _OUTSIDE:
        return INVITE
    return f"Nothing was shared. {kit.mrkdwn(explain_code(failure.code), 300)}"


_PUBLIC = re.compile(r"(?<!\S)(?:--|[\u2013\u2014])public(?!\S)", re.IGNORECASE)
_OUTSIDE = frozenset({"not_in_channel", "channel_not_found"})
