"""What a person sees: the messages of a channel, threads, the modal before them, the Home tab."""

import asyncio
from collections.abc import Callable
from typing import Literal, TypeVar

from bot.sandbox.backend import Backend
from bot.sandbox.seen import Seen, SeenView, paragraph, plain, see, see_view
from bot.sandbox.surfaces import View
from bot.sandbox.workspace import Message

Found = TypeVar("Found")


class Onlooker:
    """Somebody before a workspace who only looks."""

    def __init__(self, backend: Backend) -> None:
        """Stand before a backend."""
        self.backend = backend
        self._changed: set[asyncio.Event] = set()
        backend.workspace.listen(lambda *_: self._wake())
        backend.surfaces.listeners.append(lambda _: self._wake())
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
        workspace, surfaces = self.backend.workspace, self.backend.surfaces
        said = [f"#{workspace.channels[each.channel].name}: {plain(workspace, each)}" for each in workspace.messages]
        views = [*(view for stack in surfaces.stacks.values() for view in stack), *surfaces.home.values()]
        return "\n".join([*said, *(f"{each.given['type']}: {see_view(workspace, each).plain}" for each in views)])

    def screen(self, channel: str | None = None, user: str | None = None) -> tuple[Seen, ...]:
        """Return what a person sees in a channel, oldest first; None means the app's channel, the first person."""
        return tuple(seen for seen in self.everything(channel, user) if seen.thread_ts is None or seen.broadcast)

    def everything(self, channel: str | None = None, user: str | None = None) -> tuple[Seen, ...]:
        """Return the screen with the replies in all threads, oldest first."""
        shown = self.backend.workspace.visible(self._channel(channel or self.channel), self._user(user))
        return tuple(map(self.see, shown))

    def thread(self, message: Seen, user: str | None = None) -> tuple[Seen, ...]:
        """Return the replies in a message's thread, oldest first."""
        return tuple(seen for seen in self.everything(message.channel, user) if seen.thread_ts == message.ts)

    def transcript(self, channel: str | None = None, user: str | None = None) -> str:
        """Return the screen as plain text, a message a paragraph."""
        return "\n\n".join(map(paragraph, self.screen(channel, user)))

    def modals(self, user: str | None = None) -> tuple[SeenView, ...]:
        """Return the modals a person has open, the one before them last."""
        stack = self.backend.surfaces.stacks.get(self._user(user), [])
        return tuple(see_view(self.backend.workspace, view) for view in stack)

    def modal(self, user: str | None = None) -> SeenView | None:
        """Return the modal a person has before them; None where there is none."""
        return next(reversed(self.modals(user)), None)

    def home(self, user: str | None = None) -> SeenView | None:
        """Return what stands in a person's Home tab of the app; None before anything was published."""
        view = self.backend.surfaces.home.get(self._user(user))
        return None if view is None else see_view(self.backend.workspace, view)

    def see(self, said: Message) -> Seen:
        """Return a message as it is seen."""
        return see(self.backend.workspace, said)

    @property
    def channel(self) -> str:
        """Return the id of a channel the app is in. Raises LookupError where it is in none."""
        inside = (room for room in self.backend.workspace.channels.values() if not room.archived and not room.direct)
        found = next((room.id for room in inside if self.backend.app.user in room.members), None)
        if found is None:
            raise LookupError("the app is in no channel")
        return found

    @property
    def user(self) -> str:
        """Return the id of the first person."""
        return self.backend.human_id

    def _channel(self, name: str) -> str:
        channel = self.backend.workspace.channel(name)
        if channel is None:
            raise LookupError(f"no channel {name}; there are: {', '.join(self.backend.workspace.channels)}")
        return channel.id

    def _user(self, user: str | None) -> str:
        """Return a person's id; None means the first person. Raises LookupError."""
        user = user or self.user
        if user not in self.backend.workspace.users:
            raise LookupError(f"no user {user}; there are: {', '.join(self.backend.workspace.users)}")
        return user

    def _view(self, seen: SeenView) -> View:
        """Return the view that was seen, if it still is. Raises LookupError."""
        view = self.backend.surfaces.find(seen.id)
        if view is None:
            raise LookupError(f"the {seen.type} {seen.id} is not open any more")
        return view
