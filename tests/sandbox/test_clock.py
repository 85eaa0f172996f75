import asyncio
from datetime import UTC, datetime, timedelta

from bot.sandbox import ManualClock, SystemClock


def test_a_manual_clock_makes_the_calls_that_fall_due_in_order_of_time() -> None:
    clock = ManualClock(datetime(2025, 1, 1, tzinfo=UTC))
    made: list[tuple[str, int]] = []
    clock.later(timedelta(seconds=2), lambda: made.append(("b", clock.now().second)))
    clock.later(timedelta(seconds=1), lambda: made.append(("a", clock.now().second)))
    clock.later(timedelta(seconds=9), lambda: made.append(("c", clock.now().second)))

    clock.advance(5)

    assert made == [("a", 1), ("b", 2)]
    assert clock.now().second == 5


def test_a_cancelled_call_is_not_made() -> None:
    clock = ManualClock()
    made: list[int] = []
    cancel = clock.later(timedelta(seconds=1), lambda: made.append(1))

    cancel()
    cancel()
    clock.advance(2)

    assert made == []


async def test_the_system_clock_calls_back_from_the_running_loop() -> None:
    called = asyncio.Event()

    SystemClock().later(timedelta(milliseconds=1), called.set)

    await asyncio.wait_for(called.wait(), 5)
    assert SystemClock().now().tzinfo is UTC
