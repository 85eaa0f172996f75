from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from structlog.testing import capture_logs

from bot.pipeline import delivery
from bot.ports import NotSent, Unsure
from bot.store import open_store
from tests.pipeline.world import DAY, EVERYTHING, HOUR, MINUTE, World, entry

SUMS = ("$53 billion", "$80 billion", "$65 billion", "$100 billion", "$20 billion")


async def with_alerts(world: World, count: int = 1, channels: int = 1) -> None:
    """Poll a feed that tells so many stories, each for so many channels, and leave the alerts undelivered."""
    world.follow(*(replace(EVERYTHING, channel=f"C{number + 1}") for number in range(channels)))
    await world.watching("Wire")
    world.press.print("Wire", *(entry(str(n), sum_=SUMS[n]) for n in range(count)))
    await world.poll("Wire")


async def test_an_alert_is_posted_once_and_then_nothing_is_left(world: World) -> None:
    await with_alerts(world)

    first = await world.pipeline.deliver(world.room)
    second = await world.pipeline.deliver(world.room)

    assert (first, second) == (True, False)
    assert (len(world.room.said), await world.store.pending()) == (1, 0)


@pytest.mark.parametrize("arrives", [True, False])
async def test_where_slack_may_have_it_already_it_is_looked_for_before_it_is_posted_again(
    world: World, arrives: bool
) -> None:
    await with_alerts(world)
    claimed_at = world.clock()
    world.room.fail(Unsure("timeout"), arrives=arrives)

    await world.deliver()

    assert world.room.searches == [(claimed_at, claimed_at + delivery.LEASE)]
    assert world.room.calls == (1 if arrives else 2)
    assert (len(world.room.said), await world.store.pending()) == (1, 0)


async def test_where_it_cannot_be_looked_for_nothing_is_posted_until_it_can(world: World) -> None:
    await with_alerts(world)
    world.room.fail(Unsure("server_error"), arrives=True)
    world.room.blind = Unsure("internal_error")
    for _ in range(4):
        await world.pipeline.deliver(world.room)
        world.clock.advance(6 * MINUTE)
    blind_searches = len(world.room.searches)
    world.room.blind = None

    await world.deliver()

    assert (blind_searches, world.room.calls, len(world.room.said)) == (3, 1, 1)
    assert len(set(world.room.searches)) == 1, "looks do not widen what is looked through"


@pytest.mark.parametrize("arrives", [True, False])
async def test_an_alert_nobody_can_look_for_is_set_aside_and_its_channel_goes_on(world: World, arrives: bool) -> None:
    await with_alerts(world, count=3)
    world.room.fail(Unsure("timeout"), arrives=arrives)
    world.room.blind = Unsure("missing_scope", lasting=True, explanation="A scope is missing.")

    with capture_logs() as lines:
        await world.deliver()
        world.clock.advance(3 * DAY)
        await world.deliver()

    (parked,) = [line for line in lines if line["event"] == "alert.parked"]
    assert (parked["reason"], parked["log_level"], parked["channel"]) == ("missing_scope", "error", "C1")
    assert parked["error"].startswith("Nobody knows whether this alert stands in the channel")
    assert parked["error"].endswith("A scope is missing.")
    assert [alert.figure.quote for _, alert in world.room.said][-2:] == ["$80 billion", "$65 billion"]
    assert (world.room.calls, len(world.room.searches), await world.store.pending()) == (3, 1, 0)


async def test_an_alert_that_was_set_aside_is_not_posted_when_its_story_is_told_again(world: World) -> None:
    await with_alerts(world)
    world.room.fail(Unsure("timeout"))
    world.room.blind = Unsure("missing_scope", lasting=True)
    await world.deliver()
    world.press.print("Wire", entry("again"))

    await world.poll("Wire")
    await world.deliver()

    assert await world.reasons("again") == ["already_posted"]
    assert world.room.calls == 1


async def test_an_outage_of_hours_sets_nothing_aside_but_one_look_in_vain_after_a_day_does(world: World) -> None:
    await with_alerts(world)
    world.room.fail(Unsure("timeout"))
    world.room.blind = Unsure("server_error")

    await world.deliver()
    waiting = await world.store.pending(), world.clock() - world.room.searches[0][0]
    with capture_logs() as lines:
        await world.deliver()

    assert waiting[0] == 0
    assert delivery.LONGEST_LOOK <= waiting[1] < delivery.LONGEST_LOOK + HOUR
    assert lines == []


async def test_the_next_look_waits_for_as_long_as_slack_asks(world: World) -> None:
    await with_alerts(world)
    world.room.fail(Unsure("timeout"), arrives=True)
    world.room.blind = Unsure("ratelimited", retry_after=60)
    await world.pipeline.deliver(world.room)
    world.clock.advance(MINUTE)

    await world.pipeline.deliver(world.room)

    assert await world.store.next_alert(world.clock()) == world.clock() + MINUTE


async def test_a_look_that_breaks_again_and_again_sets_its_alert_aside(world: World) -> None:
    await with_alerts(world, count=2)
    world.room.fail(Unsure("timeout"), arrives=True)
    world.room.blind = ValueError("a bug in reading the history")

    with capture_logs() as lines:
        await world.deliver()

    assert [line["reason"] for line in lines if line["event"] == "alert.parked"] == ["broken"]
    assert (len(world.room.searches), len(world.room.said)) == (delivery.MOST_BROKEN, 2)


async def test_an_alert_that_was_once_unsure_is_looked_for_even_after_a_plain_refusal(world: World) -> None:
    await with_alerts(world)
    world.room.fail(Unsure("timeout"), arrives=False)
    world.room.fail(NotSent("ratelimited", permanent=False, retry_after=1))

    await world.deliver()

    assert (len(world.room.searches), len(world.room.said)) == (2, 1)


async def test_a_rate_limit_is_waited_for_as_long_as_slack_asks(world: World) -> None:
    await with_alerts(world)
    world.room.fail(NotSent("ratelimited", permanent=False, retry_after=30))
    began = world.clock()

    with capture_logs() as lines:
        await world.deliver()

    ((at, _),) = world.room.said
    assert at - began == timedelta(seconds=30)
    assert [line["reason"] for line in lines if line["event"] == "alert.delayed"] == ["ratelimited"]


@pytest.mark.parametrize(("asked", "granted"), [(0.0, 1), (float("inf"), 24 * 3600)])
async def test_an_odd_wait_that_slack_asks_for_is_held_within_bounds(world: World, asked: float, granted: int) -> None:
    await with_alerts(world)
    world.room.fail(NotSent("ratelimited", permanent=False, retry_after=asked))

    await world.pipeline.deliver(world.room)

    assert await world.store.next_alert(world.clock()) == world.clock() + timedelta(seconds=granted)


async def test_without_a_stated_wait_each_try_comes_later_but_never_later_than_five_minutes(world: World) -> None:
    await with_alerts(world)
    world.room.fail(NotSent("unreachable", permanent=False), times=12)

    await world.deliver()

    assert len(world.room.said) == 1
    assert world.clock.slept == [5, 10, 20, 40, 80, 160, *[300] * 6]


async def test_an_alert_waits_while_an_older_one_of_its_channel_waits(world: World) -> None:
    await with_alerts(world, count=2)
    world.room.fail(NotSent("unreachable", permanent=False), times=3)

    await world.deliver()

    assert [alert.figure.quote for _, alert in world.room.said] == ["$53 billion", "$80 billion"]


async def test_a_message_that_can_never_go_fails_the_alert_and_keeps_it(world: World) -> None:
    await with_alerts(world, count=2)
    world.room.fail(NotSent("invalid_blocks", permanent=True))

    with capture_logs() as lines:
        await world.deliver()

    (failed,) = [line for line in lines if line["event"] == "alert.failed"]
    assert (failed["reason"], failed["log_level"]) == ("invalid_blocks", "error")
    assert await world.store.alert(failed["alert"]) is not None
    assert [alert.figure.quote for _, alert in world.room.said] == ["$80 billion"]


async def test_an_alert_whose_channel_is_archived_waits_until_a_person_has_mended_it(world: World) -> None:
    await with_alerts(world, count=2)
    world.room.fail(NotSent("is_archived", permanent=False), times=100)

    with capture_logs() as lines:
        await world.deliver()

    assert {(line["event"], line.get("reason")) for line in lines[:100]} == {("alert.delayed", "is_archived")}
    assert [alert.figure.quote for _, alert in world.room.said] == ["$53 billion", "$80 billion"]


async def test_a_failed_alert_is_not_posted_when_its_story_is_told_again(world: World) -> None:
    await with_alerts(world)
    world.room.fail(NotSent("invalid_blocks", permanent=True))
    await world.deliver()
    world.press.print("Wire", entry("again"))

    await world.poll("Wire")
    await world.deliver()

    assert await world.reasons("again") == ["already_posted"]
    assert world.room.said == []


async def test_an_alert_that_breaks_the_poster_is_tried_some_times_and_lets_the_next_ones_go(world: World) -> None:
    await with_alerts(world, count=2)
    world.room.fail(ValueError("a bug in drawing"), times=delivery.MOST_BROKEN)

    with capture_logs() as lines:
        await world.deliver()

    assert [line["reason"] for line in lines if line["event"] == "alert.failed"] == ["broken"]
    assert sum(line["event"] == "job.failed" for line in lines) == delivery.MOST_BROKEN
    assert [alert.figure.quote for _, alert in world.room.said] == ["$80 billion"]


async def test_attempts_of_an_outage_before_do_not_count_as_broken_ones(world: World) -> None:
    await with_alerts(world)
    world.room.fail(NotSent("unreachable", permanent=False), times=20)
    world.room.fail(ValueError("a bug in drawing"), times=delivery.MOST_BROKEN - 1)

    await world.deliver()

    assert len(world.room.said) == 1


async def test_a_poster_that_broke_after_sending_is_not_asked_to_send_again(world: World) -> None:
    await with_alerts(world)
    world.room.fail(ValueError("a bug in reading the answer"), arrives=True)

    await world.deliver()

    assert (world.room.calls, len(world.room.said), await world.store.pending()) == (1, 1, 0)


async def test_a_poster_that_takes_too_long_may_have_posted(world: World) -> None:
    await with_alerts(world)
    world.room.fail(TimeoutError(), arrives=True)

    with capture_logs() as lines:
        await world.deliver()

    assert delivery.LEASE.total_seconds() > delivery.ATTEMPT_S
    assert [line["reason"] for line in lines if line["event"] == "alert.delayed"] == ["timeout"]
    assert (world.room.calls, len(world.room.said)) == (1, 1)


@pytest.mark.parametrize("arrived", [True, False])
async def test_a_worker_that_dies_between_claim_and_mark_leaves_an_alert_that_is_posted_once(
    world: World, arrived: bool
) -> None:
    await with_alerts(world)
    claimed = await world.store.claim_alert(world.clock(), delivery.LEASE)
    assert claimed is not None
    if arrived:
        await world.room.post(claimed.post)

    in_its_lease = await world.pipeline.deliver(world.room)
    world.clock.advance(delivery.LEASE)
    await world.deliver()

    assert not in_its_lease
    assert (len(world.room.said), await world.store.pending()) == (1, 0)


async def test_a_restart_posts_nothing_again_and_goes_on_with_what_waits(url: str) -> None:
    first = await open_store(url)
    world = World(first)
    await with_alerts(world, count=2)
    await world.pipeline.deliver(world.room)
    await first.close()

    second = await open_store(url)
    world.store, world.pipeline = second, world.pipeline_on(second)
    await world.poll("Wire")
    await world.deliver()

    assert [alert.figure.quote for _, alert in world.room.said] == ["$53 billion", "$80 billion"]
    await second.close()


# Pace


async def test_a_channel_gets_at_most_a_post_a_second(world: World) -> None:
    await with_alerts(world, count=4)

    await world.deliver()

    times = [at for at, _ in world.room.said]
    assert [after - before for before, after in pairwise(times)] == [delivery.PACE] * 3
    assert all(alert.channel == "C1" for _, alert in world.room.said)


async def test_a_channel_that_rests_holds_up_no_other(world: World) -> None:
    await with_alerts(world, count=3, channels=3)
    began = world.clock()

    await world.deliver()

    seconds = [(at - began).total_seconds() for at, _ in world.room.said]
    assert seconds == [0, 0, 0, 1, 1, 1, 2, 2, 2]


async def test_without_patience_what_must_rest_is_left_for_later(world: World) -> None:
    await with_alerts(world, count=2)

    goes_on = [await world.pipeline.deliver(world.room) for _ in range(3)]

    assert goes_on == [True, False, False]
    assert world.clock.slept == []
    assert await world.store.pending() == 1


@pytest.mark.parametrize(("asked", "left"), [(30, 0), (31, 1)])
async def test_patience_ends_where_the_next_try_is_too_far_away(world: World, asked: int, left: int) -> None:
    await with_alerts(world)
    world.room.fail(NotSent("ratelimited", permanent=False, retry_after=asked))

    await world.deliver(patience=timedelta(seconds=30))

    assert world.clock.slept == [30][left:]
    assert await world.store.pending() == left


async def test_without_a_pace_everything_goes_out_at_once(world: World) -> None:
    await with_alerts(world, count=3)
    world.pipeline.pace = timedelta(0)

    await world.deliver()

    assert (len(world.room.said), world.clock.slept) == (3, [])
