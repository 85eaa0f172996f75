"""A line: the way in for what Slack sends, over Socket Mode or HTTP, as the program starts it and hangs it up.

What was heard of it is kept by a clock that nobody sets back; the hour is put to it when somebody asks.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from time import monotonic
from typing import Protocol


@dataclass(frozen=True, slots=True)
class State:
    """How a line is.

    Attributes:
        connected: Whether Slack can reach the bot, as far as is known here.
        last_hello: When Slack last greeted a connection (UTC); None means never, as over HTTP.
        last_envelope: When something last came from Slack (UTC); None means never.
        down_since: Since when the line is down (UTC); None while it is up.
    """

    connected: bool
    last_hello: datetime | None
    last_envelope: datetime | None
    down_since: datetime | None


class Line(Protocol):
    """What `app` starts and stops."""

    @property
    def connected(self) -> bool:
        """Say whether the line is up, as far as is known."""
        ...

    async def start(self) -> None:
        """Check what was given and let Slack's requests in. Raises SlackError, ConfigError, StoreError."""
        ...

    async def stop(self, timeout_s: float = 10) -> None:
        """Finish the answers in hand, at most so long, and hang up."""
        ...

    def state(self, now: datetime) -> State:
        """Return how the line is at a time (UTC)."""
        ...


class Pulse:
    """What was heard of a line, in seconds of a clock that only goes on."""

    def __init__(self) -> None:
        """Begin as down."""
        self._hello: float | None = None
        self._envelope: float | None = None
        self._down: float | None = monotonic()

    @property
    def is_up(self) -> bool:
        """Say whether the line was last noted as up."""
        return self._down is None

    def hello(self) -> None:
        """Note that Slack greeted."""
        self._hello = monotonic()

    def envelope(self) -> None:
        """Note that something came."""
        self._envelope = monotonic()

    def up(self) -> None:
        """Note that the line is up."""
        self._down = None

    def down(self) -> float:
        """Note that the line is down; return for how many seconds it has been."""
        if self._down is None:
            self._down = monotonic()
        return monotonic() - self._down

    def read(self, *, connected: bool, now: datetime) -> State:
        """Return what was heard as the state of a line, at a time (UTC)."""

        def at(moment: float | None) -> datetime | None:
            return None if moment is None else now - timedelta(seconds=monotonic() - moment)

        down = None if connected else self._down
        return State(connected, at(self._hello), at(self._envelope), at(down))
