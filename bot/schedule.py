"""The schedule of one process: APScheduler brings the ticks, and every tick does what is due by then.

When a feed or a digest is due stands in its row (`feeds.next_due`, `digests.done`), not here: each feed keeps its own
interval and each channel its own clock, a restart forgets nothing, and a tick that comes late or not at all costs a
moment, never a feed. APScheduler reckons by the clock on the
wall: put back an hour, it would stand still for an hour, so a watch over the clock brings its next ticks forward.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from time import monotonic

import structlog
from apscheduler.events import EVENT_JOB_MAX_INSTANCES, JobSubmissionEvent
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from bot.core.rules import Rules
from bot.errors import AispendError

Work = Callable[[], Awaitable[object]]
"""One go at something; where it returns True there is more of it to do at once."""

SET_BACK = timedelta(seconds=5)
"""How far the clock may go back unnoticed: what time servers mend by small steps costs no tick worth a line."""

_log = structlog.get_logger(__name__)


class Schedule:
    """Calls its pieces of work again and again until it is stopped; none ever runs twice at the same time."""

    def __init__(
        self,
        poll_due: Work,
        deliver: Work,
        tick: timedelta = timedelta(seconds=10),
        deliver_every: timedelta = timedelta(seconds=1),
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        watch_every: timedelta = timedelta(seconds=1),
        digest_due: Work | None = None,
        digest_every: timedelta = timedelta(minutes=1),
    ) -> None:
        """Keep what is to be done; nothing happens before `start`.

        Args:
            poll_due: Polls all feeds that are due (see `polling`).
            deliver: Posts one alert, or as many as it likes; called again at once while it returns True.
            tick: Time between two looks for feeds that are due: how late a poll may be.
            deliver_every: Time between two looks for alerts to post.
            clock: The clock on the wall, aware.
            watch_every: Time between two looks whether that clock was put back.
            digest_due: Makes the digests that are due (see `digesting`); None where there are none.
            digest_every: Time between two looks for digests that are due: how late one may be.
        """
        self._jobs = {"poll": (poll_due, tick), "deliver": (deliver, deliver_every)}
        if digest_due is not None:
            self._jobs["digest"] = digest_due, digest_every
        self._in_hand: set[asyncio.Task[object]] = set()
        self._stopping = False
        self._clock, self._watch_every = clock, watch_every
        self._watching: asyncio.Task[None] | None = None
        # A tick is late only because the machine slept or was busy, and then one tick does the work of all missed ones.
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
        )
        self._scheduler.add_listener(_say_late, EVENT_JOB_MAX_INSTANCES)

    def start(self) -> None:
        """Begin, with all pieces of work at once; the event loop must be running."""
        for name, (work, every) in self._jobs.items():
            self._scheduler.add_job(
                self._run,
                IntervalTrigger(seconds=every.total_seconds(), timezone=UTC),
                args=[name, work],
                id=name,
                next_run_time=self._clock(),
            )
        self._scheduler.start()
        self._watching = asyncio.create_task(self._watch_clock(), name="clock-watch")

    async def stop(self, limit: timedelta = timedelta(seconds=30)) -> None:
        """Begin nothing new, finish what is in hand, and return.

        Args:
            limit: How long that may take; what is still in hand then is cancelled.
        """
        self._stopping = True
        if self._watching is not None:
            self._watching.cancel()
            await asyncio.wait((self._watching,))
        if self._scheduler.running:
            self._scheduler.pause()
            if self._in_hand:
                await asyncio.wait(self._in_hand, timeout=limit.total_seconds())
            self._scheduler.shutdown(wait=False)
            # APScheduler shuts down in the next round of the loop, and cancels there what it still has in hand.
            await asyncio.sleep(0)
        await asyncio.gather(*self._in_hand, return_exceptions=True)

    async def _watch_clock(self) -> None:
        """Let every job run at once whenever the clock on the wall went back against one that cannot."""
        ahead = self._ahead()
        while True:
            await asyncio.sleep(self._watch_every.total_seconds())
            before, ahead = ahead, self._ahead()
            if before - ahead <= SET_BACK:
                continue
            _log.warning("clock.set_back", seconds=round((before - ahead).total_seconds(), 1))
            for name in self._jobs:
                self._scheduler.modify_job(name, next_run_time=self._clock())

    def _ahead(self) -> timedelta:
        """Return how far the clock on the wall is ahead of the monotonic one; only its changes mean something."""
        return self._clock() - datetime.fromtimestamp(0, UTC) - timedelta(seconds=monotonic())

    async def _run(self, name: str, work: Work) -> None:
        """Do one job, as often as it asks for it; whatever breaks in it is logged and ends here."""
        task = asyncio.current_task()
        if task is None or self._stopping:
            return
        self._in_hand.add(task)
        try:
            more = True
            while more and not self._stopping:
                more = await work() is True
                await asyncio.sleep(0)  # work that never had to wait would keep everything else from running
        except AispendError as error:  # foreseen: its sentence says it all, and may be said every second
            _log.error("job.failed", job=name, reason=str(error))
        except Exception:
            _log.exception("job.failed", job=name)
        finally:
            self._in_hand.discard(task)


def polling(
    due: Callable[[], Awaitable[Sequence[str]]], poll: Callable[[str], Awaitable[object]], at_once: int = 8
) -> Work:
    """Return work that polls every feed that is due, some at the same time.

    Args:
        due: Returns the names of feeds to poll, the most urgent first.
        poll: Polls one feed; whatever breaks in it is logged and costs no other feed.
        at_once: How many may be under way at the same time.
    """

    async def poll_one(name: str, gate: asyncio.Semaphore) -> None:
        async with gate:
            try:
                await poll(name)
            except AispendError as error:
                _log.error("feed.failed", feed=name, reason=str(error))
            except Exception:
                _log.exception("feed.failed", feed=name)

    async def poll_due() -> None:
        gate = asyncio.Semaphore(at_once)
        names = await due()  # outside the group, which would wrap what it raises
        async with asyncio.TaskGroup() as group:
            for name in names:
                group.create_task(poll_one(name, gate))

    return poll_due


def digesting(
    following: Callable[[], Awaitable[Sequence[Rules]]], digest: Callable[[Rules], Awaitable[object]]
) -> Work:
    """Return work that makes the digest of every channel that is due.

    Args:
        following: Returns what the channels follow.
        digest: Makes the digest of one channel where it is due; whatever breaks in it is logged and costs no other.
    """

    async def digest_due() -> None:
        for rules in await following():
            try:
                await digest(rules)
            except AispendError as error:
                _log.error("digest.failed", channel=rules.channel, reason=str(error))
            except Exception:
                _log.exception("digest.failed", channel=rules.channel)

    return digest_due


def _say_late(event: JobSubmissionEvent) -> None:
    _log.debug("job.late", job=event.job_id)
