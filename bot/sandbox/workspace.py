"""A Slack workspace in memory: people, channels, messages, and the app that is installed in it.

An ephemeral message is kept among the others with `only_for` set; Slack's API never gives it out, only the screen
of that one person does.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from bot.sandbox.clock import Clock
from bot.sandbox.files import Files
from bot.sandbox.wire import JSON

SLACKBOT = "USLACKBOT"


@dataclass(frozen=True, slots=True)
class User:
    """A person, or the app's bot user.

    Attributes:
        zone: Where they live, as the time zone database names it.
    """

    id: str
    name: str
    real_name: str
    bot: bool = False
    zone: str = "Etc/UTC"


@dataclass(slots=True)
class Channel:
    """A channel or a direct conversation.

    Attributes:
        id: `C…` for channels, `D…` for direct conversations.
        members: Ids of users.
    """

    id: str
    name: str
    private: bool = False
    archived: bool = False
    direct: bool = False
    topic: str = ""
    members: set[str] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command as the app's manifest declares it."""

    name: str
    description: str
    usage_hint: str


@dataclass(slots=True)
class App:
    """The installed app.

    Attributes:
        scopes: Granted to the bot token.
        user: Id of its bot user.
        rotating: Whether tokens from an installation lapse and are renewed.
        redirect_urls: Where the install page may lead back to; none means any on loopback.
    """

    name: str
    commands: tuple[Command, ...]
    scopes: set[str]
    rotating: bool = False
    redirect_urls: tuple[str, ...] = ()
    id: str = "A0SANDBOX01"
    bot_id: str = "B0SANDBOX01"
    user: str = "U0SANDBOX01"


@dataclass(slots=True, eq=False)
class Message:
    """One message.

    Attributes:
        ts: Its timestamp, unique within the workspace, and its identity.
        author: Id of a user.
        blocks: As stored: every block has a `block_id`, every element an `action_id`.
        by_app: Whether the app posted it.
        only_for: The one person who sees it; None means everybody in the channel.
        thread_ts: The message it replies to; None outside threads.
        edited_ts: When it was last edited; None means never.
        metadata: What the app attached for itself; None means nothing.
        unanswered: Ids of actions clicked that the app did not acknowledge in time.
        state: What was chosen in it, by block and action.
        files: Ids of the files shared with it.
    """

    channel: str
    ts: str
    author: str
    text: str
    blocks: list[JSON]
    by_app: bool
    only_for: str | None = None
    thread_ts: str | None = None
    broadcast: bool = False
    edited_ts: str | None = None
    metadata: JSON | None = None
    unanswered: set[str] = field(default_factory=set)
    state: dict[str, JSON] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)

    @property
    def at(self) -> datetime:
        """Return when it was posted, aware, UTC."""
        return datetime.fromtimestamp(float(self.ts), UTC)


Change = Literal["posted", "changed", "deleted"]
Listener = Callable[[Change, Message], None]
Mover = Callable[[Channel, str, bool, str | None], None]
"""Told that somebody (an id) came into a channel or left it, and who did it where somebody else did."""


class Workspace:
    """Everything Slack would remember, and who is told when it changes."""

    team_id = "T0SANDBOX01"
    domain = "sandbox"
    name = "Sandbox"

    def __init__(self, clock: Clock, app: App) -> None:
        """Furnish a small office: two people, and one channel of each kind an app can meet."""
        self.app = app
        self.clock = clock
        self.files = Files(clock)
        people = (
            User("U0SANDBOXANA", "ana", "Ana Lima"),
            User("U0SANDBOXBEN", "ben", "Ben Okafor"),
            User(app.user, "aispend", app.name, bot=True),
            User(SLACKBOT, "slackbot", "Slackbot", bot=True),
        )
        self.users = {user.id: user for user in people}
        both = {"U0SANDBOXANA", "U0SANDBOXBEN"}
        rooms = (
            Channel("C0AISPEND01", "ai-spend", topic="Big money committed to AI", members={*both, app.user}),
            Channel("C0GENERAL01", "general", topic="Company-wide talk; the app is not in here", members=set(both)),
            Channel("C0BOARD0001", "board", private=True, topic="Private; the app is not in here", members=set(both)),
            Channel("C0ARCHIVE01", "old-news", archived=True, members={*both, app.user}),
        )
        self.channels = {room.id: room for room in rooms}
        self.messages: list[Message] = []
        self._listeners: list[Listener] = []
        self.movers: list[Mover] = []
        self._last_us = 0

    def listen(self, listener: Listener) -> Callable[[], None]:
        """Tell a listener of every change; return what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def channel(self, name: str) -> Channel | None:
        """Return a channel by id, `name` or `#name`; a user's id means the direct conversation with the app."""
        if name in self.channels:
            return self.channels[name]
        if name in self.users and not self.users[name].bot:
            return self._direct(name)
        bare = name.removeprefix("#")
        return next((room for room in self.channels.values() if room.name == bare and not room.direct), None)

    def _direct(self, user: str) -> Channel:
        """Return the direct conversation of a user with the app, opening it the first time."""
        key = f"D{user[1:]}"
        if key not in self.channels:
            self.channels[key] = Channel(key, self.app.name, direct=True, members={user, self.app.user})
        return self.channels[key]

    def admit(self, channel: Channel, user: str, by: str | None = None) -> None:
        """Let somebody into a channel; `by` is who invited them."""
        if user not in channel.members:
            channel.members.add(user)
            self._moved(channel, user, True, by)

    def expel(self, channel: Channel, user: str, by: str | None = None) -> None:
        """Take somebody out of a channel."""
        if user in channel.members:
            channel.members.discard(user)
            self._moved(channel, user, False, by)

    def _moved(self, channel: Channel, user: str, inside: bool, by: str | None) -> None:
        for mover in tuple(self.movers):
            mover(channel, user, inside, by)

    def next_ts(self) -> str:
        """Return a timestamp later than every earlier one, `1893488400.000001`."""
        now_us = int(self.clock.now().timestamp() * 1_000_000)
        self._last_us = max(now_us, self._last_us + 1)
        return f"{self._last_us // 1_000_000}.{self._last_us % 1_000_000:06d}"

    def find(self, channel: str, ts: str) -> Message | None:
        """Return the message with that timestamp, ephemeral ones included."""
        return next((said for said in self.messages if said.channel == channel and said.ts == ts), None)

    def post(self, message: Message) -> Message:
        """Add a message."""
        self.messages.append(message)
        self._tell("posted", message)
        return message

    def edit(self, message: Message, text: str, blocks: list[JSON]) -> None:
        """Replace what a message says."""
        message.text, message.blocks = text, blocks
        message.edited_ts = self.next_ts()
        message.unanswered.clear()
        message.state.clear()
        self._tell("changed", message)

    def touch(self, message: Message) -> None:
        """Tell that something about a message changed which is not its words."""
        self._tell("changed", message)

    def delete(self, message: Message) -> None:
        """Remove a message."""
        self.messages.remove(message)
        self._tell("deleted", message)

    def visible(self, channel: str, user: str) -> list[Message]:
        """Return what a person sees in a channel, oldest first."""
        return [
            said
            for said in self.messages
            if said.channel == channel and (said.only_for is None or said.only_for == user)
        ]

    def _tell(self, change: Change, message: Message) -> None:
        for listener in tuple(self._listeners):
            listener(change, message)
