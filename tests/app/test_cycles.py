from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot import app
from bot.app import Cycle
from bot.core.entry import Feed
from bot.errors import FetchError, StoreError
from bot.ports import FeedState, Fetched, NotModified, Poll
from tests.pipeline.world import NOW, Press, World, entry
from tests.store.fake import FakeStore


async def test_every_feed_that_is_due_is_polled_once(world: World) -> None:
    await world.subscribe("Wire", "Post")
    world.press.print("Wire", entry("a"))

    first = await app.poll_due(world.pipeline, 2)
    second = await app.poll_due(world.pipeline, 2)

    assert sorted(poll.feed for poll in first.polls) == ["Post", "Wire"]
    assert sum(len(poll.judged) for poll in first.polls) == 1
    assert second == Cycle((), ())


async def test_a_feed_in_somebody_elses_hands_is_left_out(world: World) -> None:
    await world.subscribe("Wire", "Post")

    class Racing(Press):
        async def fetch(self, state: FeedState) -> Fetched | NotModified:
            await world.store.claim_feed("Wire", NOW, timedelta(minutes=3))
            return await super().fetch(state)

    world.pipeline.feeds = Racing()

    cycle = await app.poll_due(world.pipeline, 1)

    assert [poll.feed for poll in cycle.polls] == ["Post"]
    assert cycle.broken == ()


async def test_a_feed_whose_poll_breaks_is_named_and_costs_no_other(world: World) -> None:
    await world.subscribe("Wire", "Post")

    class Buggy(Press):
        async def parse(self, fetched: Fetched, feed: Feed) -> tuple[()]:
            if feed.name == "Wire":
                raise ZeroDivisionError
            return ()

    world.pipeline.feeds = Buggy()
    with capture_logs() as lines:
        cycle = await app.poll_due(world.pipeline, 2)

    assert ([poll.feed for poll in cycle.polls], cycle.broken) == (["Post"], ("Wire",))
    assert [line["feed"] for line in lines if line["event"] == "feed.failed"] == ["Wire"]


async def test_a_store_that_fails_is_no_fault_of_a_feed(world: World) -> None:
    await world.subscribe("Wire", "Post")
    assert isinstance(world.store, FakeStore)
    store: FakeStore = world.store

    class Unplugged(Press):
        async def fetch(self, state: FeedState) -> Fetched | NotModified:
            store.broken = "the disk is full"
            return await super().fetch(state)

    world.pipeline.feeds = Unplugged()

    with pytest.raises(StoreError, match="the disk is full"):
        await app.poll_due(world.pipeline, 2)


async def test_a_store_that_fails_before_the_first_feed_says_so_in_its_own_words(world: World) -> None:
    assert isinstance(world.store, FakeStore)
    world.store.broken = "the disk is full"

    with pytest.raises(StoreError, match="the disk is full"):
        await app.poll_due(world.pipeline, 2)


@pytest.mark.parametrize(
    ("errors", "broken", "all_failed"),
    [
        ((), (), False),
        ((None,), (), False),
        ((None, "down"), ("a",), False),
        (("down", "down"), (), True),
        (("down",), ("a",), True),
        ((), ("a",), True),
    ],
)
def test_a_cycle_failed_where_there_was_something_and_nothing_went_well(
    errors: tuple[str | None, ...], broken: tuple[str, ...], all_failed: bool
) -> None:
    polls = tuple(Poll("Wire", NOW, NOW, error=error) for error in errors)

    assert Cycle(polls, broken).all_failed is all_failed


async def test_what_waits_is_delivered_at_slacks_pace_and_nothing_is_left_behind(world: World) -> None:
    await world.watching("Wire")
    world.press.print("Wire", *(entry(str(n), sum_=f"${(n + 2) * 10} billion") for n in range(5)))
    await world.poll("Wire")

    await app.deliver_waiting(world.pipeline, world.room)

    assert (len(world.room.said), await world.store.pending()) == (5, 0)
    assert world.clock.slept == [1, 1, 1, 1]


async def test_a_feed_that_fails_is_an_error_of_its_poll(world: World) -> None:
    await world.subscribe("Wire")
    world.press.fail("Wire", FetchError("Answered 500", url="https://wire.example/", status=500))

    cycle = await app.poll_due(world.pipeline, 2)

    assert [poll.error for poll in cycle.polls] == ["Answered 500"]
    assert cycle.all_failed
