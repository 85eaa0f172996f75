"""What is to be seen in Slack: the bot's messages, and how those of one step differ from what a script says.

Messages are known by how their first line began when they came, however often they were edited since.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from bot.core.rules import Rules
from bot.sandbox import Sandbox, Seen
from tests.tape.script import Edit, Note, Post, Step

Wanted = TypeVar("Wanted", Edit, Note)

Key = tuple[str, str]
"""A message's channel and timestamp."""


@dataclass(frozen=True)
class Look:
    """A message of the bot's at one moment.

    Attributes:
        version: What changes with every edit.
    """

    seen: Seen
    version: object

    @property
    def first(self) -> str:
        return self.seen.plain.partition("\n")[0]

    @property
    def line(self) -> str:
        """Return all it says in one line."""
        return self.seen.plain.replace("\n", " | ")


@dataclass
class Screen:
    """All that the bot has said in the channels it was given.

    Attributes:
        heads: First lines of all messages when they came.
    """

    slack: Sandbox
    rules: tuple[Rules, ...]
    heads: dict[Key, str] = field(default_factory=dict)

    def looks(self) -> dict[Key, Look]:
        """Return all that the bot has said, replies too, by channel and timestamp."""
        workspace = self.slack.backend.workspace
        return {
            (said.channel, said.ts): Look(self.slack.see(said), (said.edited_ts, said.text, str(said.blocks)))
            for said in workspace.messages
            if said.by_app
        }

    def found(self, beginning: str) -> list[Key]:
        """Return the messages whose first line began so when they came, oldest first."""
        return [key for key, head in self.heads.items() if head.startswith(beginning)]

    def compare(self, step: Step, before: dict[Key, Look]) -> list[str]:
        """Return what differs from what the step expects."""
        after = self.looks()
        came = [look for key, look in after.items() if key not in before]
        posts = [look for look in came if look.seen.thread_ts is None or look.seen.broadcast]
        replies = [look for look in came if look not in posts]
        edited = [look for key, look in after.items() if key in before and look.version != before[key].version]
        problems = [f"gone: {before[key].first}" for key in before if key not in after]
        problems += self._posts(step.posts, posts)
        self.heads |= {(look.seen.channel, look.seen.ts): look.first for look in posts}
        problems += self._changes("edit", step.edits, [(look.seen.ts, look) for look in edited])
        problems += self._changes("note", step.notes, [(look.seen.thread_ts or "", look) for look in replies])
        return problems

    def _posts(self, wanted: Sequence[Post], came: Sequence[Look]) -> list[str]:
        """Return what differs in the messages that came, in whatever order."""
        problems, left = [], list(came)
        for post in sorted(wanted, key=lambda post: post.first is None):
            here = [look for look in left if look.seen.channel == self._channel(post)]
            look = next((look for look in here if post.first in (None, look.first)), None)
            if look is None:
                problems.append(f"no post: {post.first or post.shows}")
                continue
            left.remove(look)
            problems += _words(post.shows, post.lacks, look)
            if post.links and not self._is_linked(post, look):
                problems.append(f"post: no link to “{post.links}” in: {look.line}")
        return problems + [f"unexpected post: {look.line}" for look in left]

    def _is_linked(self, post: Post, look: Look) -> bool:
        """Say whether a message links the latest one that began so: a permalink holds the digits of its timestamp."""
        older = [ts for channel, ts in self.found(post.links or "") if channel == look.seen.channel]
        return bool(older) and older[-1].replace(".", "") in str(look.seen.blocks or look.seen.text)

    def _changes(self, what: str, wanted: Iterable[Wanted], came: Sequence[tuple[str, Look]]) -> list[str]:
        """Return what differs in the messages edited, or in the replies, each given with the message it is about."""
        problems, left = [], list(came)
        for each in wanted:
            found = next((pair for pair in left if self._is_about(each, *pair)), None)
            if found is None:
                problems.append(f"no {what}: of “{each.of}”")
                continue
            left.remove(found)
            shows, lacks = (each.says, ()) if isinstance(each, Note) else (each.shows, each.lacks)
            problems += _words(shows, lacks, found[1])
        return problems + [f"unexpected {what}: {look.line}" for _, look in left]

    def _is_about(self, wanted: Edit | Note, ts: str, look: Look) -> bool:
        head = self.heads.get((self._channel(wanted), ts), "")
        return look.seen.channel == self._channel(wanted) and head.startswith(wanted.of)

    def _channel(self, wanted: Post | Edit | Note) -> str:
        """Return the id of the channel that is meant."""
        named = [r.channel for r in self.rules if wanted.channel in (None, r.name)]
        return named[0]


def _words(shows: Iterable[str], lacks: Iterable[str], look: Look) -> list[str]:
    """Return the words that a message lacks or should lack."""
    missing = [f"“{word}” is not in: {look.line}" for word in shows if word not in look.seen.plain]
    return missing + [f"“{word}” stands in: {look.line}" for word in lacks if word in look.seen.plain]
