"""A message as one person sees it, and the screen as plain text.

Who is called by name is read from what would be drawn: the text of a message with blocks is for notifications only.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from bot.sandbox.mrkdwn import pings, texts, words
from bot.sandbox.spoken import block_words
from bot.sandbox.wire import JSON
from bot.sandbox.workspace import Message, Workspace


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as one person sees it.

    Attributes:
        author: The name shown.
        by_app: Whether it carries the APP badge.
        blocks: As stored; empty where the message is `text` alone.
        plain: All it says, in plain words, blocks before `text`.
        pings: Whom it calls by name: `channel`, `here`, `everyone`, ids of users.
        only_you: Whether nobody else sees it.
        thread_ts: The message it replies to; None outside threads.
        broadcast: Whether a reply is shown in the channel too.
        replies: How many messages are in its thread.
        unanswered: Actions clicked that the app did not acknowledge in time.
    """

    channel: str
    ts: str
    at: datetime
    author: str
    by_app: bool
    text: str
    blocks: list[JSON]
    plain: str
    pings: frozenset[str]
    only_you: bool
    edited: bool
    thread_ts: str | None
    broadcast: bool
    replies: int
    unanswered: frozenset[str]


def see(workspace: Workspace, said: Message) -> Seen:
    """Return a message as it is seen."""
    called = {name for text in (texts(said.blocks) if said.blocks else [said.text]) for name in pings(text)}
    return Seen(
        channel=said.channel,
        ts=said.ts,
        at=said.at,
        author=workspace.users[said.author].real_name,
        by_app=said.by_app,
        text=said.text,
        blocks=said.blocks,
        plain=plain(workspace, said),
        pings=frozenset(called),
        only_you=said.only_for is not None,
        edited=said.edited_ts is not None,
        thread_ts=said.thread_ts,
        broadcast=said.broadcast,
        replies=sum(other.thread_ts == said.ts for other in workspace.messages),
        unanswered=frozenset(said.unanswered),
    )


def plain(workspace: Workspace, said: Message) -> str:
    """Return all a message says in plain words: its blocks, or its text where it has none."""
    if said.blocks:
        return "\n".join(block_words(workspace, block) for block in said.blocks)
    return words(workspace, said.text)


def paragraph(seen: Seen) -> str:
    """Return a message as a paragraph of a transcript."""
    badge = " APP" if seen.by_app else ""
    marks = [mark for mark, on in (("only visible to you", seen.only_you), ("edited", seen.edited)) if on]
    note = f"  ({', '.join(marks)})" if marks else ""
    return f"{seen.author}{badge}  {seen.at:%H:%M}{note}\n{re.sub('^', '  ', seen.plain, flags=re.M)}"
