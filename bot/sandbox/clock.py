"""The sandbox's hour: the machine's clock, or one that stands still until a test moves it.

Everything that waits (acks, tickets, response_urls, posting limits) asks a clock, so that no test sleeps.
"""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time and calls back later."""

    def now(self) -> datetime:
        """Return the time, aware, UTC."""
        ...

    def later(self, delay: timedelta, call: Callable[[], None]) -> Callable[[], None]:
        """Arrange a call after a delay; return what cancels it."""
        ...


class SystemClock:
    """The machine's clock and the running loop's timers."""

    def now(self) -> datetime:
        """Return the time, aware, UTC."""
        return datetime.now(UTC)

    def later(self, delay: timedelta, call: Callable[[], None]) -> Callable[[], None]:
        """Arrange a call on the running loop; return what cancels it."""
        return asyncio.get_running_loop().call_later(delay.total_seconds(), call).cancel


class ManualClock:
    """A clock that moves when told to.

    It starts in 2030 unless told otherwise: later than any hour a test or this machine gives an app, so that a
    history asked for "since then" holds what was posted here.
    """

    def __init__(self, start: datetime = datetime(2030, 1, 1, 9, 0, tzinfo=UTC)) -> None:
        """Stand at `start` (aware)."""
        self._now = start
        self._calls: dict[int, tuple[datetime, Callable[[], None]]] = {}
        self._count = 0

    def now(self) -> datetime:
        """Return the time, aware, UTC."""
        return self._now

    def later(self, delay: timedelta, call: Callable[[], None]) -> Callable[[], None]:
        """Arrange a call for when the clock has been moved that far; return what cancels it."""
        self._count += 1
        number = self._count
        self._calls[number] = (self._now + delay, call)
        return lambda: void(self._calls.pop(number, None))

    def advance(self, seconds: float) -> None:
        """Move the clock on and make the calls that fall due, in order of time."""
        until = self._now + timedelta(seconds=seconds)
        while due := [(at, number) for number, (at, _) in self._calls.items() if at <= until]:
            at, number = min(due)
            self._now = max(self._now, at)
            self._calls.pop(number)[1]()
        self._now = until


def void(_: object) -> None:
    """Return None, whatever was given."""
