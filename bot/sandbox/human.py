"""The whole human side: what a person types, opens, submits and closes, and who comes into a channel.

A person's action reaches the app and the call comes back at once; wait for its `Delivery`, or for what should appear
on the screen.
"""

from collections.abc import Mapping

from bot.sandbox.acting import Hand
from bot.sandbox.conversations import CREATED
from bot.sandbox.deliveries import Delivery, unsent
from bot.sandbox.faults import Fault, Planned
from bot.sandbox.mrkdwn import pings
from bot.sandbox.oauth import remove
from bot.sandbox.payloads import slash_command
from bot.sandbox.seen import Seen, SeenView
from bot.sandbox.storing import sanitise
from bot.sandbox.submitting import Entered, close_view, submit_view
from bot.sandbox.wire import JSON, ApiError
from bot.sandbox.workspace import SLACKBOT, Channel, Message


class Human(Hand):
    """The human side of a workspace."""

    def say(self, channel: str, user: str, text: str, *, thread_ts: str | None = None) -> Seen:
        """Type a plain message; `<@U…>` in it calls somebody, the app too."""
        workspace = self.backend.workspace
        act = {"channel": channel, "user": user, "text": text}
        self.backend.journal.write("human", "say", act)
        room, ts = self._channel(channel), workspace.next_ts()
        said = Message(room, ts, self._user(user), sanitise(text), [], by_app=False, thread_ts=thread_ts)
        workspace.post(said)
        if self.backend.app.user in pings(said.text):
            self._mention(said)
        return self.see(said)

    def _mention(self, said: Message) -> None:
        """Tell the app it was called, where it is in the channel and may hear of it."""
        inside = self.backend.app.user in self.backend.workspace.channels[said.channel].members
        if not inside or "app_mentions:read" not in self.backend.app.scopes:
            return
        event: JSON = {"type": "app_mention", "user": said.author, "text": said.text, "ts": said.ts}
        event |= {"team": self.backend.workspace.team_id, "channel": said.channel, "event_ts": said.ts}
        self.backend.events.emit(event | ({"thread_ts": said.thread_ts} if said.thread_ts else {}))

    async def type_slash(self, channel: str, user: str, line: str) -> Delivery:
        """Type a slash command, `/aispend alibaba`. Raises LookupError for an unknown channel or user."""
        backend, channel, user = self.backend, self._channel(channel), self._user(user)
        backend.journal.write("human", "slash", {"channel": channel, "user": user, "text": line})
        command, _, rest = line.strip().partition(" ")
        if command not in {known.name for known in backend.app.commands}:
            self._slackbot(channel, user, f"`{sanitise(command)}` is not a valid command here.")
            return unsent({"text": line})
        path = backend.responses.issue(channel, user, said=line.strip())

        def answered(payload: JSON | None) -> None:
            if payload is not None:
                try:
                    backend.responses.acknowledged(path, payload)
                except ApiError as error:
                    failed(error.code)

        def failed(code: str) -> None:
            self._slackbot(channel, user, f"`{command}` failed with the error “{code}”.")

        payload = slash_command(backend, channel, user, command, rest.strip(), path)
        return await backend.line.send(
            Delivery("slash_commands", payload, answered=answered, lost=failed, accepts=True)
        )

    async def send_to(self, url: str | None) -> None:
        """Send to the app's request URL from now on, once it has answered Slack's challenge; None: Socket Mode again.

        Raises:
            LookupError: Nobody there gives the challenge back.
        """
        if url is None:
            self.backend.hooks.url = None
        else:
            await self.backend.hooks.point(url)

    async def repeat(self, delivery: Delivery) -> Delivery:
        """Send once more what was sent already, as Slack does when an acknowledgement got lost on its way."""
        if delivery.kind == "events_api":
            return self.backend.events.repeat(delivery)
        return await self.backend.line.send(Delivery(delivery.kind, delivery.content, accepts=delivery.accepts))

    async def submit_view(
        self, values: Mapping[str, Entered] | None = None, *, view: SeenView | None = None, user: str | None = None
    ) -> Delivery:
        """Fill a modal in and submit it.

        Args:
            values: By `action_id`, or by `block_id` and then `action_id`; as in `values`. None leaves all as it is.
            view: None means the one before that person.
            user: None means the first person.

        Raises:
            LookupError: There is no modal, it cannot be submitted, or has no such field.
        """
        target = self._view(view) if view is not None else self.backend.surfaces.top(self._user(user))
        if target is None:
            raise LookupError(f"{self._user(user)} has no modal open")
        return await submit_view(self.backend, target, values or {})

    async def close_view(
        self, *, view: SeenView | None = None, user: str | None = None, everything: bool = False
    ) -> Delivery:
        """Close the modal before a person, or all of its stack; the app hears of it where it wanted to.

        Raises:
            LookupError: There is no modal.
        """
        target = self._view(view) if view is not None else self.backend.surfaces.top(self._user(user))
        if target is None or target.given["type"] != "modal":
            raise LookupError(f"{self._user(user)} has no modal open")
        return await close_view(self.backend, target, everything=everything)

    def open_home(self, user: str | None = None, *, tab: str = "home") -> Delivery | None:
        """Open the app's Home tab, or its `messages`; None where the app has not asked to hear of it."""
        who = self._user(user)
        self.backend.journal.write("human", "open_home", {"user": who, "tab": tab})
        view = self.backend.surfaces.home.get(who)
        event: JSON = {"type": "app_home_opened", "user": who, "channel": self._channel(who), "tab": tab}
        shown = {"view": self.backend.surfaces.body(view)} if view is not None and tab == "home" else {}
        return self.backend.events.emit(event | shown)

    def invite(self, channel: str, user: str | None = None) -> None:
        """Invite somebody to a channel; None means the app."""
        room = self.backend.workspace.channels[self._channel(channel)]
        self.backend.journal.write("human", "invite", {"channel": room.id, "user": user or self.backend.app.user})
        self.backend.workspace.admit(room, self._user(user or self.backend.app.user), self.user)

    def kick(self, channel: str, user: str | None = None) -> None:
        """Remove somebody from a channel; None means the app."""
        room = self.backend.workspace.channels[self._channel(channel)]
        self.backend.journal.write("human", "kick", {"channel": room.id, "user": user or self.backend.app.user})
        self.backend.workspace.expel(room, self._user(user or self.backend.app.user), self.user)

    def archive(self, channel: str) -> None:
        """Archive a channel: nobody can post there any more."""
        self._shelve(channel, archived=True)

    def unarchive(self, channel: str) -> None:
        """Bring an archived channel back."""
        self._shelve(channel, archived=False)

    def _shelve(self, channel: str, *, archived: bool) -> None:
        room = self.backend.workspace.channels[self._channel(channel)]
        act = "archive" if archived else "unarchive"
        self.backend.journal.write("human", act, {"channel": room.id})
        room.archived = archived
        self._happened(room, act, {"channel": room.id, "user": self.user})

    def rename(self, channel: str, name: str) -> None:
        """Give a channel another name; its id stays."""
        room = self.backend.workspace.channels[self._channel(channel)]
        self.backend.journal.write("human", "rename", {"channel": room.id, "name": name})
        room.name = name
        self._happened(room, "rename", {"channel": {"id": room.id, "name": name, "created": CREATED}})

    def _happened(self, room: Channel, what: str, event: JSON) -> None:
        """Tell the app what became of a channel: of every public one, of a private one where it is in it."""
        if not room.private or self.backend.app.user in room.members:
            kind = "group" if room.private else "channel"
            self.backend.events.emit({"type": f"{kind}_{what}", **event})

    def attach(self, name: str, content: bytes, user: str | None = None) -> str:
        """Have a file ready for a field that asks for some; return its id."""
        return self.backend.workspace.files.put(name, content, self._user(user)).id

    def uninstall(self) -> None:
        """Uninstall the app: its tokens are revoked, and it is told."""
        self.backend.journal.write("human", "uninstall", {})
        remove(self.backend)

    def fail(
        self,
        method: str,
        fault: Fault,
        *,
        times: int = 1,
        code: str = "internal_error",
        retry_after: int = 1,
        seconds: float = 0.0,
    ) -> None:
        """Let the next calls of a method fail; `response_url` counts as one, `*` means the whole Web API."""
        self.backend.faults.plan(method, Planned(fault, times, code, retry_after, seconds))

    def _slackbot(self, channel: str, user: str, text: str) -> None:
        ts = self.backend.workspace.next_ts()
        self.backend.workspace.post(Message(channel, ts, SLACKBOT, text, [], by_app=False, only_for=user))


def moved(human: Human, room: Channel, user: str, inside: bool, by: str | None) -> None:
    """Tell the app that somebody came into a channel it is in, or left it; of its own leaving it hears twice."""
    backend = human.backend
    if backend.app.user not in {*room.members, user}:
        return
    event: JSON = {
        "type": f"member_{'joined' if inside else 'left'}_channel",
        "user": user,
        "channel": room.id,
        "channel_type": "G" if room.private else "C",
        "team": backend.workspace.team_id,
    }
    backend.events.emit(event | ({"inviter": by} if inside and by else {}))
    if user == backend.app.user and not inside:
        left: JSON = {"type": "group_left" if room.private else "channel_left", "channel": room.id}
        backend.events.emit(left | ({"actor_id": by} if by else {}))
