"""Cycles: everything that is due, once, and then an end; what a schedule does for ever, cron does so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from bot.errors import StoreError
from bot.pipeline import Pipeline
from bot.ports import Poll, Poster
from bot.schedule import digesting, polling


@dataclass(frozen=True, slots=True)
class Cycle:
    """What one cycle over the feeds came to.

    Attributes:
        polls: Of the feeds that nobody else held, as stored.
        broken: Names of feeds whose poll broke in a way nobody foresaw; the log says how.
    """

    polls: tuple[Poll, ...]
    broken: tuple[str, ...]

    @property
    def all_failed(self) -> bool:
        """Say whether there was something to poll and nothing of it went well."""
        failed = len(self.broken) + sum(poll.error is not None for poll in self.polls)
        return 0 < failed == len(self.broken) + len(self.polls)


async def poll_due(pipeline: Pipeline, at_once: int) -> Cycle:
    """Poll every feed that is due once.

    Args:
        pipeline: The work.
        at_once: How many feeds are fetched at the same time.

    Raises:
        StoreError: Something could not be stored; all feeds were tried.
    """
    done: dict[str, Poll | None] = {}
    asked: list[str] = []
    refused: list[StoreError] = []

    async def due() -> Sequence[str]:
        asked.extend(await pipeline.store.due(pipeline.clock()))
        return asked

    async def poll(name: str) -> None:
        try:
            done[name] = await pipeline.poll(name)
        except StoreError as error:
            refused.append(error)

    await polling(due, poll, at_once)()
    if refused:
        raise refused[0]
    polls = tuple(poll for poll in done.values() if poll is not None)
    return Cycle(polls, tuple(name for name in asked if name not in done))


async def digest_due(pipeline: Pipeline) -> None:
    """Make the digests that are due; one that breaks is logged and costs no other."""
    await digesting(pipeline.following, pipeline.digest)()


async def deliver_waiting(pipeline: Pipeline, poster: Poster, patience: timedelta = timedelta(seconds=30)) -> None:
    """Post what waits, until nothing is left that may go out soon.

    Args:
        pipeline: The work.
        poster: The way to Slack.
        patience: How long to wait for the next one; what takes longer is left to the next cycle.
    """
    while await pipeline.deliver(poster, patience):
        pass
