"""The sandbox's hour: the machine's clock, or one that stands still until a test moves it.

Everything that waits (acks, tickets, response_urls, posting limits) asks a clock, so that no test sleeps.
"""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol, runtime_checkable


class Clock(Protocol):
    """Tells the time and calls back later."""

    def now(self) -> datetime:
        """Return the time, aware, UTC."""
        ...

    def later(self, delay: timedelta, call: Callable[[], None]) -> Callable[[], None]:
        """Arrange a call after a delay; return what cancels it."""
        ...


@runtime_checkable
class Movable(Clock, Protocol):
    """A clock that can be moved on."""

    def advance(self, seconds: float) -> None:
        """Move the clock on and make the calls that fall due, in order of time."""
        ...


class SystemClock:
    """The machine's clock and the running loop's timers."""

    def now(self) -> datetime:
        """Return the time, aware, UTC."""
        return datetime.now(UTC)

    def later(self, delay: timedelta, call: Callable[[], None]) -> Callable[[], None]:
        """Arrange a call on the running loop; return what cancels it."""
        return asyncio.get_running_loop().call_later(delay.total_seconds(), call).cancel


class RunningClock:
    """The machine's clock, or ahead of it by what it was advanced."""

    def __init__(self) -> None:
        """Go with the machine."""
        self._ahead = timedelta(0)
        self._calls: dict[int, tuple[datetime, Callable[[], None], asyncio.TimerHandle]] = {}
        self._count = 0

    def now(self) -> datetime:
        """Return the time, aware, UTC."""
        return datetime.now(UTC) + self._ahead

    def later(self, delay: timedelta, call: Callable[[], None]) -> Callable[[], None]:
        """Arrange a call on the running loop; return what cancels it."""
        self._count += 1
        number = self._count
        handle = asyncio.get_running_loop().call_later(delay.total_seconds(), lambda: self._make(number))
        self._calls[number] = (self.now() + delay, call, handle)
        return lambda: self._drop(number)

    def advance(self, seconds: float) -> None:
        """Move ahead of the machine's clock and make the calls that fall due, in order of time."""
        self._ahead += timedelta(seconds=seconds)
        due = sorted((at, number) for number, (at, _, _) in self._calls.items() if at <= self.now())
        for _, number in due:
            self._make(number)

    def _make(self, number: int) -> None:
        """Make a call, unless it was made or cancelled already."""
        if number in self._calls:
            _, call, handle = self._calls.pop(number)
            handle.cancel()
            call()

    def _drop(self, number: int) -> None:
        if number in self._calls:
            self._calls.pop(number)[2].cancel()


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
