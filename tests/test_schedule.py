import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta

import pytest
import structlog
from structlog.testing import capture_logs

from bot.core.rules import Rules
from bot.errors import StoreError
from bot.schedule import Schedule, Work, digesting, polling

SOON = timedelta(milliseconds=5)
NEVER = timedelta(days=1)


@pytest.fixture(autouse=True)
def _fresh_logging() -> None:
    structlog.reset_defaults()


class Job:
    """Work that counts its calls, stands still while told to, and lets a test wait for the n-th call."""

    def __init__(self, answers: Callable[[int], object] = lambda n: None) -> None:
        self.calls = 0
        self.finished = 0
        self.answers = answers
        self.go_on = asyncio.Event()
        self.go_on.set()
        self._called = asyncio.Condition()

    async def __call__(self) -> object:
        async with self._called:
            self.calls += 1
            self._called.notify_all()
        await self.go_on.wait()
        answer = self.answers(self.calls)
        if isinstance(answer, Exception):
            raise answer
        self.finished += 1
        return answer

    async def until_called(self, times: int) -> None:
        async with asyncio.timeout(10), self._called:
            await self._called.wait_for(lambda: self.calls >= times)


@asynccontextmanager
async def running(
    poll: Work, deliver: Work, tick: timedelta = SOON, every: timedelta = SOON
) -> AsyncIterator[Schedule]:
    schedule = Schedule(poll, deliver, tick=tick, deliver_every=every)
    schedule.start()
    try:
        yield schedule
    finally:
        await schedule.stop()


async def test_both_jobs_run_at_once_and_then_at_every_tick() -> None:
    poll, deliver = Job(), Job()

    async with running(poll, deliver):
        await poll.until_called(3)
        await deliver.until_called(3)

    assert poll.finished == poll.calls
    assert deliver.finished == deliver.calls


async def test_a_job_that_breaks_is_logged_and_runs_again_at_its_next_tick() -> None:
    poll = Job(lambda n: ValueError("no such row") if n == 1 else None)

    with capture_logs() as lines:
        async with running(poll, Job()):
            await poll.until_called(2)

    broken = [line for line in lines if line["event"] == "job.failed"]
    assert [line["job"] for line in broken] == ["poll"]


async def test_a_failure_that_was_foreseen_is_one_line_with_its_reason_and_no_traceback() -> None:
    poll = Job(lambda n: StoreError("the database is locked"))

    async def due() -> list[str]:
        return ["ft"]

    async def breaks(name: str) -> None:
        raise StoreError("the disk is full")

    with capture_logs() as lines:
        async with running(poll, Job(), tick=NEVER, every=NEVER):
            await poll.until_called(1)
        await polling(due, breaks)()

    assert lines == [
        {"event": "job.failed", "log_level": "error", "job": "poll", "reason": "the database is locked"},
        {"event": "feed.failed", "log_level": "error", "feed": "ft", "reason": "the disk is full"},
    ]


async def test_a_broken_delivery_does_not_stop_the_polls() -> None:
    poll, deliver = Job(), Job(lambda n: RuntimeError("Slack is gone"))

    async with running(poll, deliver):
        await deliver.until_called(2)
        await poll.until_called(poll.calls + 2)

    assert deliver.finished == 0


async def test_a_job_still_at_work_is_left_alone_by_the_next_ticks() -> None:
    poll, deliver = Job(), Job()
    poll.go_on.clear()

    with capture_logs() as lines:
        async with running(poll, deliver):
            await deliver.until_called(5)
            in_hand = poll.calls
            poll.go_on.set()

    assert in_hand == 1
    assert {"event": "job.late", "job": "poll", "log_level": "debug"} in lines


async def test_work_that_says_there_is_more_is_called_again_without_waiting_for_a_tick() -> None:
    deliver = Job(lambda n: n < 4)

    async with running(Job(), deliver, tick=NEVER, every=NEVER):
        await deliver.until_called(4)

    assert deliver.calls == 4


async def test_digests_are_looked_for_at_once_and_then_at_every_tick_of_their_own() -> None:
    digests, poll = Job(), Job()
    schedule = Schedule(poll, Job(), tick=NEVER, deliver_every=NEVER, digest_due=digests, digest_every=SOON)

    schedule.start()
    await digests.until_called(3)
    await schedule.stop()

    assert (digests.finished, poll.calls) == (digests.calls, 1)


async def test_a_digest_that_breaks_costs_no_other_channel() -> None:
    made: list[str] = []
    broken, locked, good = (Rules(channel, channel) for channel in ("C1", "C2", "C3"))

    async def following() -> Sequence[Rules]:
        return broken, locked, good

    async def digest(rules: Rules) -> None:
        if rules is broken:
            raise RuntimeError("a bug")
        if rules is locked:
            raise StoreError("the database is locked")
        made.append(rules.channel)

    with capture_logs() as lines:
        await _whole(digesting(following, digest))

    assert made == ["C3"]
    assert [(line["event"], line["channel"], line.get("reason")) for line in lines] == [
        ("digest.failed", "C1", None),
        ("digest.failed", "C2", "the database is locked"),
    ]


class WallClock:
    """The machine's clock, and how far somebody put it back."""

    def __init__(self) -> None:
        self.put_back = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) - self.put_back


async def test_a_clock_that_is_put_back_costs_no_tick_and_is_said_once() -> None:
    poll, deliver, digests, clock = Job(), Job(), Job(), WallClock()
    schedule = Schedule(
        poll,
        deliver,
        tick=NEVER,
        deliver_every=NEVER,
        clock=clock,
        watch_every=SOON,
        digest_due=digests,
        digest_every=NEVER,
    )

    with capture_logs() as lines:
        schedule.start()
        await poll.until_called(1)
        await asyncio.sleep(0.02)
        clock.put_back = timedelta(hours=1)
        await poll.until_called(2)
        await deliver.until_called(2)
        await digests.until_called(2)
        await asyncio.sleep(0.02)
        await schedule.stop()

    (said,) = [line for line in lines if line["event"] == "clock.set_back"]
    assert 3599 < said["seconds"] < 3601
    assert (poll.calls, deliver.calls, digests.calls) == (2, 2, 2)


@pytest.mark.parametrize("step", [timedelta(seconds=2), timedelta(hours=-1)])
async def test_a_clock_that_is_set_a_little_or_forward_is_none_of_its_business(step: timedelta) -> None:
    poll, clock = Job(), WallClock()
    schedule = Schedule(poll, Job(), tick=NEVER, deliver_every=NEVER, clock=clock, watch_every=SOON)

    with capture_logs() as lines:
        schedule.start()
        await poll.until_called(1)
        await asyncio.sleep(0.02)
        clock.put_back = step
        await asyncio.sleep(0.05)
        await schedule.stop()

    assert (lines, poll.calls) == ([], 1)


async def test_stopping_waits_for_what_is_in_hand() -> None:
    poll, deliver = Job(), Job(lambda n: True)
    poll.go_on.clear()
    schedule = Schedule(poll, deliver, tick=NEVER, deliver_every=NEVER)
    schedule.start()
    await poll.until_called(1)

    stopping = asyncio.create_task(schedule.stop())
    for _ in range(20):
        await asyncio.sleep(0)
    assert not stopping.done()
    poll.go_on.set()
    await stopping

    assert poll.finished == 1
    assert deliver.finished == deliver.calls


async def test_stopping_cancels_what_takes_longer_than_the_limit() -> None:
    poll = Job()
    poll.go_on.clear()
    schedule = Schedule(poll, Job(), tick=NEVER, deliver_every=NEVER)
    schedule.start()
    await poll.until_called(1)

    await schedule.stop(limit=timedelta(0))

    assert poll.finished == 0


async def test_nothing_begins_after_stopping() -> None:
    poll = Job()
    schedule = Schedule(poll, Job(), tick=SOON, deliver_every=SOON)
    schedule.start()
    await poll.until_called(1)
    await schedule.stop()
    calls = poll.calls

    other = Job()
    async with running(other, Job()):
        await other.until_called(3)

    assert poll.calls == calls


async def test_a_schedule_that_never_started_can_be_stopped() -> None:
    poll = Job()

    await Schedule(poll, Job()).stop()

    assert poll.calls == 0


async def test_due_feeds_are_polled_some_at_a_time_in_their_order() -> None:
    begun: list[str] = []
    gates = {name: asyncio.Event() for name in "abcde"}
    begins = asyncio.Condition()

    async def due() -> list[str]:
        return list("abcde")

    async def poll(name: str) -> None:
        async with begins:
            begun.append(name)
            begins.notify_all()
        await gates[name].wait()

    async def begun_in_all(count: int) -> list[str]:
        async with asyncio.timeout(10), begins:
            await begins.wait_for(lambda: len(begun) >= count)
        return list(begun)

    work = asyncio.create_task(_whole(polling(due, poll, at_once=2)))
    assert await begun_in_all(2) == ["a", "b"]
    gates["b"].set()
    assert await begun_in_all(3) == ["a", "b", "c"]
    for gate in gates.values():
        gate.set()
    await work

    assert begun == list("abcde")


async def test_a_feed_that_breaks_costs_no_other_feed() -> None:
    polled: list[str] = []

    async def due() -> list[str]:
        return ["bad", "good"]

    async def poll(name: str) -> None:
        if name == "bad":
            raise RuntimeError("a bug")
        polled.append(name)

    with capture_logs() as lines:
        await polling(due, poll, at_once=1)()

    assert polled == ["good"]
    assert [(line["event"], line["feed"]) for line in lines] == [("feed.failed", "bad")]


async def _whole(work: Work) -> object:
    return await work()
