"""What a channel wants held, folded or muted, from the poll to the message."""

import asyncio
from dataclasses import replace
from datetime import datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from structlog.testing import capture_logs

from bot.core.cadences import Cadence, Every
from bot.core.digest import Digest
from bot.core.entry import Entry
from bot.core.quiet import Quiet, held_until
from bot.core.rules import EVERYTHING as ALL
from bot.core.rules import Mute, Rules
from bot.core.turns import HOUR, MOST_LINES, Fold
from bot.pipeline import Place, delivery
from bot.ports import NotSent, Unsure
from bot.store import open_store
from tests.pipeline.world import DAY, EVERYTHING, MINUTE, NOW, ORGS, World, entry
from tests.store.fake import FakeStore

HERE = Place("C1", "ai-spend")
NIGHT = replace(EVERYTHING, quiet=Quiet(ZoneInfo("Europe/Berlin"), time(22), time(7)))
TWO = replace(EVERYTHING, most_an_hour=2)
SUMS = ("$20 billion", "$27 billion", "$36 billion", "$48 billion", "$65 billion")
NEWS = tuple(entry(f"{org.name}{sum_}", org.name, sum_) for sum_ in SUMS for org in ORGS)
TITLES = [one.title for one in NEWS]


async def following(world: World, rules: Rules, at: datetime | None = None) -> None:
    """Follow by rules, with a feed that was polled before, and let it be some hour."""
    world.follow(rules)
    await world.watching("Wire")
    if at is not None:
        world.clock.now = at - 10 * MINUTE


def retold(of: Entry, key: str) -> Entry:
    """Return an entry that tells the same in other words."""
    return replace(of, id=key, link=f"https://wire.example/{key}", text=f"{of.text} It was told {key}.")


async def tell(world: World, *news: Entry) -> None:
    """Let a feed hold these entries, and poll it."""
    world.press.print("Wire", *news)
    await world.poll("Wire")


def folds(world: World) -> list[Fold]:
    return [message for _, message in world.room.messages if isinstance(message, Fold)]


# Quiet hours


async def test_what_comes_at_night_goes_out_in_the_morning_in_order_and_at_pace(world: World) -> None:
    await following(world, NIGHT, NOW.replace(hour=22))
    for news in NEWS[:3]:
        await tell(world, news)

    await world.deliver(patience=MINUTE)
    at_night = len(world.room.messages)
    await world.deliver(patience=DAY)

    times = [at for at, _ in world.room.messages]
    assert at_night == 0
    assert times[0] == datetime(2025, 2, 26, 6, tzinfo=NOW.tzinfo)
    assert [after - before for before, after in pairwise(times)] == [delivery.PACE] * 2
    assert world.room.titles == TITLES[:3]


async def test_the_decision_says_until_when_an_alert_is_held(world: World) -> None:
    await following(world, NIGHT, NOW.replace(hour=22))

    await tell(world, NEWS[0])

    (decision,) = await world.decided(NEWS[0].id)
    assert decision.reason.value == "alert"
    assert decision.detail == "#ai-spend follows any payer ≥ $1B; held until 07:00"


async def test_a_story_that_is_held_is_not_told_again_by_another_entry(world: World) -> None:
    await following(world, NIGHT, NOW.replace(hour=22))
    await tell(world, NEWS[0])

    await tell(world, retold(NEWS[0], "again"))
    await world.deliver(patience=DAY)

    assert await world.reasons("again") == ["already_posted"]
    assert world.room.titles == TITLES[:1]


async def test_a_quiet_channel_holds_up_no_other(world: World) -> None:
    await following(world, NIGHT, NOW.replace(hour=22))
    world.follow(NIGHT, replace(EVERYTHING, channel="C2"))

    await tell(world, NEWS[0])
    await world.deliver(patience=MINUTE)

    assert [message.channel for _, message in world.room.messages] == ["C2"]


async def test_an_alert_that_an_outage_kept_back_is_not_posted_at_night(world: World) -> None:
    await following(world, NIGHT, NOW.replace(hour=20, minute=50))
    world.room.fail(NotSent("unreachable", permanent=False, retry_after=1200))
    await tell(world, NEWS[0])

    await world.deliver(patience=DAY)

    assert [at for at, _ in world.room.messages] == [datetime(2025, 2, 26, 6, tzinfo=NOW.tzinfo)]
    assert world.room.calls == 2


async def test_quiet_hours_that_are_new_in_the_watch_list_hold_what_waits_already(world: World) -> None:
    await following(world, EVERYTHING, NOW.replace(hour=22))
    await tell(world, NEWS[0])
    world.follow(NIGHT)

    await world.deliver(patience=MINUTE)
    before = len(world.room.messages)
    await world.deliver(patience=DAY)

    assert (before, world.room.titles) == (0, TITLES[:1])


async def test_a_message_that_slack_may_have_is_looked_for_at_night_all_the_same(world: World) -> None:
    await following(world, NIGHT, NOW.replace(hour=20, minute=58))
    world.room.fail(Unsure("timeout", retry_after=600), arrives=True)
    await tell(world, NEWS[0])

    await world.deliver(patience=HOUR)

    assert (len(world.room.searches), len(world.room.messages), await world.store.pending()) == (1, 1, 0)


# The most an hour


async def test_what_the_hour_has_no_room_for_comes_in_one_fold_when_it_has(world: World) -> None:
    await following(world, TWO)
    await tell(world, *NEWS[:5])
    polled_at = world.clock()

    await world.deliver(patience=DAY)

    (fold,) = folds(world)
    assert [message.id for _, message in world.room.messages][2:] == [fold.id]
    assert world.room.titles == TITLES[:5]
    assert world.room.messages[2][0] == polled_at + HOUR
    assert await world.store.pending() == 0


async def test_the_decision_says_that_an_alert_is_folded(world: World) -> None:
    await following(world, replace(TWO, most_an_hour=1))

    await tell(world, *NEWS[:2])

    (first,), (second,) = await world.decided(NEWS[0].id), await world.decided(NEWS[1].id)
    assert first.detail == "#ai-spend follows any payer ≥ $1B"
    assert (second.reason.value, second.detail) == ("alert", f"{first.detail}; folded: 1 alert an hour")


async def test_a_folded_story_is_not_told_again_before_or_after_its_fold(world: World) -> None:
    await following(world, replace(TWO, most_an_hour=1))
    await tell(world, *NEWS[:3])

    await tell(world, retold(NEWS[1], "before"))
    await world.deliver(patience=DAY)
    await tell(world, retold(NEWS[1], "after"))
    await world.deliver(patience=DAY)

    assert [await world.reasons("before"), await world.reasons("after")] == [["already_posted"]] * 2
    assert world.room.titles == TITLES[:3]


async def test_a_fold_is_a_message_of_its_hour_too(world: World) -> None:
    await following(world, replace(TWO, most_an_hour=1))
    await tell(world, *NEWS[:3])
    await world.deliver(patience=DAY)

    await tell(world, NEWS[3])
    await world.deliver(patience=MINUTE)
    before = len(world.room.messages)
    await world.deliver(patience=DAY)

    times = [at for at, _ in world.room.messages]
    assert before == 2
    assert [after - before >= HOUR for before, after in pairwise(times)] == [True, True]
    assert world.room.titles == TITLES[:4]


async def test_those_of_a_night_beyond_the_hours_most_come_in_a_fold(world: World) -> None:
    await following(world, replace(NIGHT, most_an_hour=2), NOW.replace(hour=22))
    await tell(world, *NEWS[:5])

    await world.deliver(patience=DAY)

    times = [at for at, _ in world.room.messages]
    assert [at.hour for at in times] == [6, 6, 7]
    assert world.room.titles == TITLES[:5]


async def test_more_than_one_fold_holds_come_in_a_second_one(world: World) -> None:
    await following(world, replace(TWO, most_an_hour=1))
    await tell(world, *NEWS[: MOST_LINES + 3])

    await world.deliver(patience=DAY)

    assert [len(fold.alerts) for fold in folds(world)] == [MOST_LINES, 2]
    assert world.room.titles == TITLES[: MOST_LINES + 3]


@pytest.mark.parametrize("arrives", [True, False])
async def test_a_fold_that_slack_may_have_is_looked_for_before_it_is_posted_again(world: World, arrives: bool) -> None:
    await following(world, replace(TWO, most_an_hour=1))
    await tell(world, *NEWS[:3])
    await world.pipeline.deliver(world.room)
    world.room.fail(Unsure("timeout"), arrives=arrives)

    await world.deliver(patience=DAY)

    assert len(world.room.searches) == 1
    assert world.room.titles == TITLES[:3]


async def test_where_the_most_is_taken_out_of_the_watch_list_nothing_is_lost_or_told_twice(world: World) -> None:
    await following(world, replace(TWO, most_an_hour=1))
    await tell(world, *NEWS[:3])
    await world.deliver(patience=MINUTE)

    world.follow(EVERYTHING)
    await tell(world, *NEWS[:4])
    await world.deliver(patience=DAY)

    assert sorted(world.room.titles) == sorted(TITLES[:4])


async def test_a_restart_keeps_what_is_folded_and_one_in_the_middle_of_a_fold_tells_it_once(url: str) -> None:
    first = await open_store(url)
    world = World(first)
    await following(world, replace(TWO, most_an_hour=1))
    await tell(world, *NEWS[:3])
    await world.pipeline.deliver(world.room)
    await first.close()
    world.clock.advance(HOUR)

    second = await open_store(url)
    claimed = await second.claim_alert(world.clock(), delivery.LEASE)
    assert claimed is not None
    await world.room.post(claimed.post)
    await second.close()

    third = await open_store(url)
    world.store, world.pipeline = third, world.pipeline_on(third)
    await tell(world, *NEWS[:3])
    await world.deliver(patience=DAY)

    assert world.room.titles == TITLES[:3]
    assert await third.pending() == 0
    await third.close()


# Mutes, languages and feeds


async def test_what_is_muted_is_stored_with_its_reason_and_told_when_another_entry_tells_it_later(world: World) -> None:
    await following(world, replace(EVERYTHING, mutes=(Mute("Alibaba", NOW + DAY),)))
    await tell(world, NEWS[0])
    await world.deliver(patience=MINUTE)
    muted = (await world.decided(NEWS[0].id))[0], len(world.room.messages)

    world.clock.advance(DAY)
    await tell(world, retold(NEWS[0], "later"))
    await world.deliver(patience=MINUTE)

    assert (muted[0].reason.value, muted[0].detail, muted[1]) == ("muted", "Alibaba is muted until 26 Feb 2025", 0)
    assert world.room.titles == TITLES[:1]


@pytest.mark.parametrize(
    ("rules", "reason"),
    [
        (replace(EVERYTHING, feeds=("FT",)), "feed_not_followed"),
        (replace(EVERYTHING, languages=("de",)), "language_not_followed"),
        (replace(EVERYTHING, feeds=("wire",), languages=("en",)), "alert"),
    ],
)
async def test_a_channel_hears_of_its_feeds_and_languages_alone(world: World, rules: Rules, reason: str) -> None:
    await following(world, rules)

    await tell(world, NEWS[0])

    assert await world.reasons(NEWS[0].id) == [reason]


# None is lost

STEPS = st.lists(st.tuples(st.integers(1, 150), st.sampled_from(["poll", "deliver", "die", "all"])), max_size=12)


@settings(deadline=None, max_examples=60)
@given(STEPS, st.integers(0, 23), st.sampled_from([None, 1, 2, 6]), st.booleans())
def test_whatever_happens_each_story_is_told_once_and_never_at_night(
    steps: list[tuple[int, str]], hour: int, most: int | None, quiet: bool
) -> None:
    async def live() -> World:
        world = World(FakeStore())
        rules = replace(NIGHT if quiet else EVERYTHING, most_an_hour=most)
        await following(world, rules, NOW.replace(day=26, hour=hour))
        told = 0
        for minutes, step in steps:
            world.clock.advance(timedelta(minutes=minutes))
            if step == "poll":
                told += 2
                await tell(world, *NEWS[:told])
            elif step == "deliver":
                await world.pipeline.deliver(world.room)
            elif step == "die":
                await world.store.claim_alert(world.clock(), delivery.LEASE, delivery.PACE)
            else:
                await world.deliver(patience=MINUTE)
        await tell(world, *NEWS)
        await world.deliver(patience=7 * DAY)
        return world

    world = asyncio.run(live())

    assert sorted(world.room.titles) == sorted(TITLES)
    if quiet:
        assert [at for at, _ in world.room.messages if held_until(NIGHT.quiet, at) is not None] == []


# A channel that wants to hear of nothing, or is followed no longer


async def test_what_waits_when_everything_is_muted_is_held_until_that_is_over(world: World) -> None:
    await following(world, replace(TWO, quiet=NIGHT.quiet), NOW.replace(hour=20))
    await tell(world, *NEWS[:4])
    await world.pipeline.subscribing.mute(HERE, "U1", ALL, NOW.replace(hour=12) + DAY)
    while world.clock() < NOW + DAY - 10 * MINUTE:
        await world.deliver(MINUTE)
        world.clock.advance(10 * MINUTE)
    muted = list(world.room.titles)

    world.clock.now = NOW + DAY
    await world.deliver(10 * MINUTE)

    assert muted == []
    assert sorted(world.room.titles) == sorted(TITLES[:4])
    assert await world.store.pending() == 0


async def test_what_is_held_by_a_mute_goes_out_within_minutes_of_the_channel_hearing_again(world: World) -> None:
    await following(world, EVERYTHING)
    await tell(world, NEWS[0])
    await world.pipeline.subscribing.mute(HERE, "U1", ALL, None)
    await world.deliver(MINUTE)
    world.clock.advance(3 * DAY)
    await world.deliver(MINUTE)
    muted = list(world.room.titles)

    await world.pipeline.subscribing.unmute(HERE, "U1", ALL)
    world.clock.advance(delivery.PAUSE)
    await world.deliver(MINUTE)

    assert (muted, world.room.titles) == ([], TITLES[:1])


async def test_a_digest_that_is_due_while_everything_is_muted_is_made_when_that_is_over(world: World) -> None:
    daily = replace(EVERYTHING, digest=Cadence(Every.DAILY, time(9), ZoneInfo("UTC")))
    await following(world, daily)
    await world.pipeline.digest(daily)
    await tell(world, NEWS[0])
    await world.deliver()
    due = NOW.replace(hour=9) + DAY
    await world.pipeline.subscribing.mute(HERE, "U1", ALL, due + HOUR)

    made = []
    for world.clock.now in (due, due + HOUR):
        (rules,) = await world.pipeline.following()
        made.append(await world.pipeline.digest(rules))

    held, told = made
    assert held is None
    assert told is not None
    assert [move.fact.org for move in told.moves] == [ORGS[0].name]


async def test_a_digest_that_waits_when_everything_is_muted_is_held_too(world: World) -> None:
    daily = replace(EVERYTHING, digest=Cadence(Every.DAILY, time(9), ZoneInfo("UTC")))
    await following(world, daily)
    await world.pipeline.digest(daily)
    await tell(world, NEWS[0])
    await world.deliver()
    world.clock.now = NOW.replace(hour=9) + DAY
    digest = await world.pipeline.digest(daily)
    await world.pipeline.subscribing.mute(HERE, "U1", ALL, world.clock() + HOUR)
    await world.deliver(MINUTE)
    muted = [post for _, post in world.room.messages if isinstance(post, Digest)]

    world.clock.advance(HOUR)
    await world.deliver(MINUTE)

    assert muted == []
    assert [post for _, post in world.room.messages if isinstance(post, Digest)] == [digest]


@pytest.mark.parametrize("rules", [EVERYTHING, replace(EVERYTHING, most_an_hour=1)])
async def test_what_a_poll_left_for_a_channel_that_was_unsubscribed_meanwhile_is_given_up(
    world: World, rules: Rules
) -> None:
    await following(world, rules)
    await tell(world, *NEWS[:3])
    await world.pipeline.subscribing.unsubscribe(HERE, "U1", "")

    with capture_logs() as lines:
        await world.deliver(2 * HOUR)

    assert (world.room.calls, await world.store.pending()) == (0, 0)
    assert {(line["event"], line["channel"]) for line in lines} == {("alert.abandoned", "C1")}


async def test_what_slack_has_already_of_an_unsubscribed_channel_counts_as_delivered(world: World) -> None:
    await following(world, EVERYTHING)
    await tell(world, NEWS[0])
    world.room.fail(Unsure("timeout"), arrives=True)
    await world.pipeline.deliver(world.room)
    await world.pipeline.subscribing.unsubscribe(HERE, "U1", "")

    with capture_logs() as lines:
        await world.deliver()

    assert [line["event"] for line in lines] == ["alert.delivered"]
    assert world.room.calls == 1


async def test_a_message_that_stands_in_an_unsubscribed_channel_is_mended_all_the_same(world: World) -> None:
    await following(world, EVERYTHING)
    await tell(world, NEWS[0])
    await world.deliver()
    await tell(world, replace(retold(NEWS[0], "again"), outlet="Post"))
    waiting = await world.store.pending()
    await world.pipeline.subscribing.unsubscribe(HERE, "U1", "")

    await world.deliver()

    assert waiting == 1
    assert (len(world.room.messages), len(world.room.edited)) == (1, 1)
