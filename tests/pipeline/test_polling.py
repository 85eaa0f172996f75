import asyncio
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from structlog.testing import capture_logs

from bot.core.entry import Entry
from bot.core.money import Money
from bot.errors import FetchError, StoreError
from bot.pipeline.judging import MOST_ENTRIES
from tests.pipeline.world import EVERYTHING, HOUR, MINUTE, NOW, World, entry
from tests.store.fake import FakeStore


async def test_a_new_entry_is_stored_with_all_that_was_read_and_becomes_an_alert(world: World) -> None:
    await world.watching("Wire")
    world.press.print("Wire", entry("a"))

    (poll,) = await world.poll("Wire")
    await world.deliver()

    stored = await world.read("a")
    assert poll is not None
    assert len(poll.judged) == 1
    assert (stored.entry, stored.verdict.relevant, stored.figures[0].org) == (entry("a"), True, "Alibaba")
    assert await world.reasons("a") == ["alert"]
    assert world.room.titles == [entry("a").title]


async def test_a_second_poll_brings_nothing_twice(world: World) -> None:
    await world.watching("Wire")
    world.press.print("Wire", entry("a"))
    await world.poll("Wire")
    world.press.print("Wire", entry("a"), entry("a", "Microsoft"))

    (again,) = await world.poll("Wire")
    await world.deliver()

    assert again is not None
    assert again.judged == ()
    assert len(world.room.said) == 1


async def test_a_feed_that_did_not_change_is_asked_with_its_validators_and_not_read_again(world: World) -> None:
    await world.watching("Wire")
    world.press.print("Wire", entry("a"))
    await world.poll("Wire")

    with capture_logs() as lines:
        (poll,) = await world.poll("Wire")

    assert poll is not None
    assert (poll.error, poll.judged, world.press.asked[-1].etag) == (None, (), '"2"')
    assert [line["status"] for line in lines if line["event"] == "feed.polled"] == ["unmodified"]
    (state,) = [await world.store.claim_feed("Wire", world.clock() + 10 * MINUTE, MINUTE)]
    assert state is not None
    assert state.etag == '"2"'


async def test_a_poll_says_in_one_line_what_it_came_to(world: World) -> None:
    await world.watching("Wire")
    world.press.print("Wire", entry("a"), entry("b", text="No sum.", title="Nothing"))

    with capture_logs() as lines:
        await world.poll("Wire")

    (line,) = [line for line in lines if line["event"] == "feed.polled"]
    told = {key: line[key] for key in ("feed", "status", "new", "seen", "alerts", "error")}
    assert told == {"feed": "Wire", "status": "ok", "new": 2, "seen": 2, "alerts": 1, "error": None}


async def test_a_feed_in_the_wrong_order_with_new_guids_adds_no_alert(world: World) -> None:
    first, second = entry("a"), entry("b", "Microsoft", "$80 billion")
    await world.watching("Wire")
    world.press.print("Wire", first, second)
    await world.poll("Wire")
    again = [replace(second, id="b?v=2"), replace(first, id="a?v=2", link="https://wire.example/a?v=2")]
    world.press.print("Wire", *again, second, first)

    (poll,) = await world.poll("Wire")
    await world.deliver()

    assert poll is not None
    assert poll.judged == ()
    assert sorted(world.room.titles) == sorted([first.title, second.title])


async def test_what_stands_twice_in_a_feed_is_one_entry(world: World) -> None:
    await world.watching("Wire")
    world.press.print("Wire", entry("a"), entry("a"))

    (poll,) = await world.poll("Wire")

    assert poll is not None
    assert len(poll.judged) == 1


async def test_a_broken_feed_backs_off_further_each_time_and_costs_no_other(world: World) -> None:
    await world.watching("Broken", "Wire")
    world.press.fail("Broken", FetchError("Answered 500", url="https://broken.example/feed", status=500))
    world.press.print("Wire", entry("a"))

    broken, good = await world.poll("Broken", "Wire")
    await world.deliver()

    assert broken is not None
    assert good is not None
    assert (broken.error, good.error) == ("Answered 500", None)
    assert len(world.room.said) == 1
    waits = []
    for _ in range(3):
        world.clock.now = broken.next_due
        broken = await world.pipeline.poll("Broken")
        assert broken is not None
        waits.append(broken.next_due - broken.at)
    assert sorted(set(waits)) == waits


async def test_a_feed_that_mends_is_read_and_was_never_forgotten(world: World) -> None:
    await world.watching("Wire")
    world.press.fail("Wire", FetchError("Answered 500", url="https://wire.example/feed", status=500))
    await world.poll("Wire")
    world.press.print("Wire", entry("a"))
    world.clock.advance(HOUR)

    await world.poll("Wire")
    await world.deliver()

    assert len(world.room.said) == 1


async def test_a_body_that_is_no_feed_is_an_error_and_no_baseline(world: World) -> None:
    await world.subscribe("Wire")
    world.press.garble("Wire")

    with capture_logs() as lines:
        (garbled,) = await world.poll("Wire")
    world.press.print("Wire", entry("a"))
    world.clock.advance(HOUR)
    await world.poll("Wire")

    assert garbled is not None
    assert garbled.error == "neither RSS nor Atom"
    assert garbled.next_due > garbled.at
    assert [line["status"] for line in lines if line["event"] == "feed.polled"] == ["error"]
    assert await world.reasons("a") == ["baseline"]


async def test_a_feed_in_somebody_elses_hands_or_not_due_is_left_alone(world: World) -> None:
    await world.subscribe("Wire")

    both = await world.poll("Wire", "Wire")
    early = await world.pipeline.poll("Wire")

    assert [poll is None for poll in both] == [False, True]
    assert early is None
    assert len(world.press.asked) == 1


async def test_an_entry_without_date_title_or_link_is_judged_like_any_other(world: World) -> None:
    text = entry("a").text
    await world.watching("Wire")
    world.press.print("Wire", Entry("a", None, "", "", text))

    await world.poll("Wire")
    await world.deliver()

    ((_, alert),) = world.room.said
    assert await world.reasons("a") == ["alert"]
    assert (alert.source.link, alert.source.title, alert.source.published) == (None, "", None)


async def test_an_entry_that_breaks_the_reader_is_stored_unread_and_costs_no_other(world: World) -> None:
    await world.watching("Wire")
    world.follow(EVERYTHING, replace(EVERYTHING, channel="C2"))
    world.quotes.broken = {"EUR"}
    world.press.print("Wire", entry("bad", "Microsoft", "€20 billion"), entry("good"))

    with capture_logs() as lines:
        (poll,) = await world.poll("Wire")
    await world.poll("Wire")
    await world.deliver()

    bad = await world.read("bad")
    assert poll is not None
    assert [judged.entry.id for judged in poll.judged] == ["bad", "good"]
    assert (bad.verdict.rule, bad.figures) == ("broken", ())
    assert [(decision.channel, decision.reason) for decision in bad.decisions] == [("C1", "broken"), ("C2", "broken")]
    assert bad.decisions[0].detail.startswith("RuntimeError")
    assert [line["entry"] for line in lines if line["event"] == "entry.broken"] == ["bad"]
    assert await world.reasons("good") == ["alert", "alert"]


async def test_an_entry_that_breaks_the_deciding_is_explained_and_costs_no_other_that_tells_its_story(
    world: World,
) -> None:
    await world.watching("Wire")
    world.follow(replace(EVERYTHING, min=Money(Decimal(10**9), "EUR")))
    world.quotes.broken = {"EUR"}
    world.press.print("Wire", entry("a"), entry("b"))

    await world.poll("Wire")

    assert [await world.reasons(key) for key in "ab"] == [["broken"], ["broken"]]
    assert (await world.read("a")).joins == (await world.read("b")).joins != ()


class Flaky(FakeStore):
    """A store whose stories cannot be had while `without_stories` is set."""

    without_stories = False

    async def candidates(self, keys: object, since: object = None) -> tuple[()]:
        if self.without_stories:
            raise StoreError("the database is locked")
        return ()


async def test_an_entry_is_not_lost_where_the_store_fails_while_it_is_judged() -> None:
    store = Flaky()
    world = World(store)
    await world.watching("Wire")
    world.press.print("Wire", entry("a"))
    store.without_stories = True

    with pytest.raises(StoreError, match="locked"):
        await world.poll("Wire")
    store.without_stories = False
    await world.poll("Wire")
    await world.deliver()

    assert len(world.room.said) == 1


def many(count: int) -> list[Entry]:
    """Return entries without news, each a minute older than the one before."""
    return [entry(str(n), title="A day", text="Quiet.", published=NOW - n * MINUTE) for n in range(count)]


async def test_of_a_very_long_first_poll_the_newest_are_read_and_the_rest_is_its_past() -> None:
    world = World(FakeStore())
    await world.subscribe("Wire")
    late = entry("news", published=NOW - 20 * HOUR)
    world.press.print("Wire", late, *many(MOST_ENTRIES - 1), entry("past", "Meta", published=NOW - 30 * HOUR))

    await world.poll("Wire")
    await world.poll("Wire")
    await world.deliver()

    (past,) = await world.decided("past")
    assert await world.reasons("news") == ["baseline"]
    assert (past.reason, past.story) == ("baseline", None)
    assert past.detail == "not among the newest 1,000 entries when the feed was first polled"
    assert (await world.read("past")).figures == ()
    assert world.room.said == []


async def test_what_a_very_long_later_poll_leaves_is_read_at_the_next_one_of_the_same_body() -> None:
    world = World(FakeStore())
    await world.watching("Wire")
    left = entry("left", published=NOW - 30 * HOUR)
    world.press.print("Wire", left, *many(MOST_ENTRIES))

    with capture_logs() as lines:
        first, second, third = [(await world.poll("Wire"))[0] for _ in range(3)]
    await world.deliver()

    assert first is not None
    assert second is not None
    assert third is not None
    assert [len(poll.judged) for poll in (first, second, third)] == [MOST_ENTRIES, 1, 0]
    polled = [line for line in lines if line["event"] == "feed.polled"]
    assert [(line["left"], line["status"]) for line in polled] == [(1, "ok"), (0, "ok"), (0, "unmodified")]
    assert world.room.titles == [left.title]


async def test_a_long_first_poll_lets_others_work_between_two_entries(world: World) -> None:
    await world.subscribe("Wire")
    world.press.print("Wire", *(entry(str(n), sum_=f"${n + 2} billion") for n in range(20)))
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    beside = asyncio.create_task(others())
    await world.poll("Wire")
    beside.cancel()

    assert turns >= 20


async def test_every_entry_finds_the_watch_list_of_the_hour(world: World) -> None:
    await world.watching("Wire")
    world.follow()
    world.press.print("Wire", entry("a"))
    await world.poll("Wire")

    await world.deliver()

    assert await world.reasons("a") == []
    assert world.room.said == []


async def test_the_times_of_a_poll_are_those_of_its_beginning(world: World) -> None:
    await world.subscribe("Wire")

    (poll,) = await world.poll("Wire")

    assert poll is not None
    assert (poll.at, poll.next_due) == (NOW + 10 * MINUTE, NOW + timedelta(minutes=20))
