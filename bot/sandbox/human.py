"""What a person does in Slack and sees there: type a command, click, read the screen.

A person's action reaches the app over Socket Mode and the call comes back at once; wait for its `Delivery`, or for
what should appear on the screen.
"""

import asyncio
from collections.abc import Callable
from typing import Literal, TypeVar

from bot.sandbox.backend import Backend
from bot.sandbox.faults import Fault, Planned
from bot.sandbox.payloads import block_actions, slash_command
from bot.sandbox.seen import Seen, paragraph, plain, see
from bot.sandbox.socketmode import Delivery, Outcome
from bot.sandbox.storing import acting, sanitise, spread
from bot.sandbox.wire import JSON, ApiError
from bot.sandbox.workspace import SLACKBOT, Message

Found = TypeVar("Found")


class Human:
    """The human side of a workspace."""

    def __init__(self, backend: Backend) -> None:
        """Stand before a backend."""
        self.backend = backend
        self._changed: set[asyncio.Event] = set()
        backend.workspace.listen(lambda *_: self._wake())
        backend.journal.listeners.append(self._wake)

    def _wake(self) -> None:
        for event in self._changed:
            event.set()

    async def wait_for(self, look: Callable[[], Found | Literal[False] | None], timeout_s: float = 5.0) -> Found:
        """Return what `look` finds as soon as it finds something true; it is asked again after every change.

        Raises:
            TimeoutError: Nothing was found within `timeout_s` real seconds; the message shows the screen.
        """
        changed = asyncio.Event()
        self._changed.add(changed)
        try:
            async with asyncio.timeout(timeout_s):
                while not (found := look()):
                    await changed.wait()
                    changed.clear()
                return found
        except TimeoutError:
            raise TimeoutError(f"not seen within {timeout_s} s; the screen shows:\n{self._all()}") from None
        finally:
            self._changed.discard(changed)

    def _all(self) -> str:
        workspace = self.backend.workspace
        return "\n".join(
            f"#{workspace.channels[said.channel].name}: {plain(workspace, said)}" for said in workspace.messages
        )

    def say(self, channel: str, user: str, text: str) -> Seen:
        """Type a plain message."""
        self.backend.journal.write("human", "say", {"channel": channel, "user": user, "text": text})
        ts = self.backend.workspace.next_ts()
        said = Message(self._channel(channel), ts, self._user(user), sanitise(text), [], by_app=False)
        return self.see(self.backend.workspace.post(said))

    async def type_slash(self, channel: str, user: str, line: str) -> Delivery:
        """Type a slash command, `/aispend alibaba`. Raises LookupError for an unknown channel or user."""
        backend, channel, user = self.backend, self._channel(channel), self._user(user)
        backend.journal.write("human", "slash", {"channel": channel, "user": user, "text": line})
        command, _, rest = line.strip().partition(" ")
        if command not in {known.name for known in backend.app.commands}:
            self._slackbot(channel, user, f"`{sanitise(command)}` is not a valid command here.")
            return _undelivered(line)
        path = backend.responses.issue(channel, user, said=line.strip())

        def answered(payload: JSON | None) -> None:
            if payload is not None:
                try:
                    backend.responses.acknowledged(path, payload)
                except ApiError as error:
                    lost(error.code)

        def lost(code: str) -> None:
            self._slackbot(channel, user, f"`{command}` failed with the error “{code}”.")

        payload = slash_command(backend, channel, user, command, rest.strip(), path)
        return await backend.sockets.send(
            "slash_commands", payload, answered=answered, lost=lost, accepts_response_payload=True
        )

    async def click(
        self,
        message: Seen,
        action_id: str,
        *,
        user: str | None = None,
        block_id: str | None = None,
        option: str | None = None,
    ) -> Delivery:
        """Press a button, or choose an option of a menu by its value or its words.

        Args:
            message: The message it stands in.
            action_id: The element; `block_id` too where several blocks use that id.
            user: Who presses; None means the first person of the workspace.
            block_id: None means any block.
            option: For menus; None means the first.

        Raises:
            LookupError: There is no such message, element or option.
        """
        backend, user = self.backend, self._user(user or self.user)
        said = backend.workspace.find(message.channel, message.ts)
        if said is None or (said.only_for not in (None, user)):
            raise LookupError(f"{user} sees no message {message.ts} in {message.channel}")
        block, element = _element(said, action_id, block_id)
        act = {"channel": said.channel, "ts": said.ts, "user": user, "action_id": action_id}
        backend.journal.write("human", "click", act)

        def lost(outcome: Outcome) -> None:
            said.unanswered.add(action_id)
            backend.workspace.touch(said)

        payload = block_actions(backend, said, user, block, element, option)
        said.unanswered.discard(action_id)
        return await backend.sockets.send(
            "interactive", payload, answered=lambda _: None, lost=lost, accepts_response_payload=False
        )

    def screen(self, channel: str | None = None, user: str | None = None) -> tuple[Seen, ...]:
        """Return what a person sees in a channel, oldest first; None means the app's channel, the first person."""
        return tuple(seen for seen in self.everything(channel, user) if seen.thread_ts is None or seen.broadcast)

    def everything(self, channel: str | None = None, user: str | None = None) -> tuple[Seen, ...]:
        """Return the screen with the replies in all threads, oldest first."""
        shown = self.backend.workspace.visible(self._channel(channel or self.channel), self._user(user or self.user))
        return tuple(map(self.see, shown))

    def thread(self, message: Seen, user: str | None = None) -> tuple[Seen, ...]:
        """Return the replies in a message's thread, oldest first."""
        return tuple(seen for seen in self.everything(message.channel, user) if seen.thread_ts == message.ts)

    def transcript(self, channel: str | None = None, user: str | None = None) -> str:
        """Return the screen as plain text, a message a paragraph."""
        return "\n\n".join(map(paragraph, self.screen(channel, user)))

    def see(self, said: Message) -> Seen:
        """Return a message as it is seen."""
        return see(self.backend.workspace, said)

    def fail(
        self, method: str, fault: Fault, *, times: int = 1, code: str = "internal_error", retry_after: int = 1
    ) -> None:
        """Let the next calls of a method fail; `response_url` counts as one, `*` means the whole Web API."""
        self.backend.faults.plan(method, Planned(fault, times, code, retry_after))

    def invite(self, channel: str) -> None:
        """Invite the app to a channel."""
        self.backend.workspace.channels[self._channel(channel)].members.add(self.backend.app.user)

    def kick(self, channel: str) -> None:
        """Remove the app from a channel."""
        self.backend.workspace.channels[self._channel(channel)].members.discard(self.backend.app.user)

    @property
    def channel(self) -> str:
        """Return the id of a channel the app is in."""
        inside = (room for room in self.backend.workspace.channels.values() if not room.archived)
        return next(room.id for room in inside if self.backend.app.user in room.members)

    @property
    def user(self) -> str:
        """Return the id of the first person."""
        return next(user.id for user in self.backend.workspace.users.values() if not user.bot)

    def _channel(self, name: str) -> str:
        channel = self.backend.workspace.channel(name)
        if channel is None:
            raise LookupError(f"no channel {name}; there are: {', '.join(self.backend.workspace.channels)}")
        return channel.id

    def _user(self, user: str) -> str:
        if user not in self.backend.workspace.users:
            raise LookupError(f"no user {user}; there are: {', '.join(self.backend.workspace.users)}")
        return user

    def _slackbot(self, channel: str, user: str, text: str) -> None:
        ts = self.backend.workspace.next_ts()
        self.backend.workspace.post(Message(channel, ts, SLACKBOT, text, [], by_app=False, only_for=user))


def _undelivered(line: str) -> Delivery:
    delivery = Delivery({"text": line}, lambda _: None, lambda _: None, "dispatch_failed")
    delivery.settled.set()
    return delivery


def _element(said: Message, action_id: str, block_id: str | None) -> tuple[JSON, JSON]:
    """Return the block and the element with an action id."""
    held = [(block, element) for block in spread(said.blocks) for element in acting(block)]
    for block, element in held:
        if element["action_id"] == action_id and block_id in (None, block["block_id"]):
            return block, element
    there = ", ".join(element["action_id"] for _, element in held) or "none"
    raise LookupError(f"no element {action_id} in message {said.ts}; there are: {there}")
