"""Messages and views as one person sees them, and the screen as plain text.

Who is called by name is read from what would be drawn: the text of a message with blocks is for notifications only.
"""

import re
from dataclasses import dataclass
from datetime import datetime

from bot.sandbox.mrkdwn import pings, texts, words
from bot.sandbox.spoken import block_words
from bot.sandbox.surfaces import View, state_of
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
        values: What menus and fields hold, by block and action.
        files: Ids of the files shared with it.
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
    values: JSON
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SeenView:
    """A modal or a Home tab as the person before it sees it.

    Attributes:
        title: Plain; empty for a Home tab, as is `submit` where nothing can be submitted.
        values: What the elements hold, by block and action, as in `state.values`.
        errors: What is wrong with a submission, by block.
        waiting: Whether a submission is on its way.
        unanswered: Actions, or `submit`, that the app did not acknowledge in time.
        plain: All it says, in plain words.
    """

    id: str
    type: str
    user: str
    title: str
    submit: str
    close: str
    callback_id: str
    blocks: list[JSON]
    values: JSON
    errors: dict[str, str]
    waiting: bool
    unanswered: frozenset[str]
    plain: str


def see_view(workspace: Workspace, view: View) -> SeenView:
    """Return a view as it is seen."""
    words = [(view.given.get(name) or {}).get("text", "") for name in ("title", "submit", "close")]
    lines = [block_words(workspace, block) for block in view.blocks]
    return SeenView(
        id=view.id,
        type=view.given["type"],
        user=view.user,
        title=words[0],
        submit=words[1],
        close=words[2],
        callback_id=view.given.get("callback_id", ""),
        blocks=view.blocks,
        values=state_of(view)["values"],
        errors=dict(view.errors),
        waiting=view.waiting,
        unanswered=frozenset(view.unanswered),
        plain="\n".join([words[0], *lines] if words[0] else lines),
    )


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
        replies=sum(other.thread_ts == said.ts and other.only_for is None for other in workspace.messages),
        unanswered=frozenset(said.unanswered),
        values=state_of(said)["values"],
        files=tuple(said.files),
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
