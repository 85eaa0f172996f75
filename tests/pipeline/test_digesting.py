"""A channel's digests, from the poll to the message: once a moment, of all that was news, and of nothing twice."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.core.cadences import Cadence, Every
from bot.core.corrections import What
from bot.core.digest import Digest
from bot.core.entry import Entry
from bot.core.facts import Fact
from bot.core.kinds import Certainty, Kind
from bot.core.money import Money
from bot.core.quiet import Quiet
from bot.core.rules import Mute, Rules, Updates
from bot.ports import NotSent, Unsure
from bot.store import open_store
from tests.pipeline.world import DAY, EVERYTHING, HOUR, MINUTE, World, entry
from tests.store.fake import FakeStore

WEEK = 7 * DAY
WEEKLY = replace(EVERYTHING, digest=Cadence(Every.WEEKLY, time(9), ZoneInfo("UTC")))
DAILY = replace(EVERYTHING, digest=Cadence(Every.DAILY, time(9), ZoneInfo("UTC")))
MONDAY = datetime(2025, 3, 3, 9, tzinfo=UTC)
"""The first Monday after the world began, at the hour of the digest."""
BILLION = Decimal(10**9)


def news(world: World, key: str, org: str = "Alibaba", sum_: str = "$53 billion", **changes: Any) -> Entry:
    """Return an announcement of an hour ago."""
    return entry(key, org, sum_, **({"published": world.clock() - HOUR} | changes))


async def following(world: World, *rules: Rules) -> None:
    """Follow by rules, with a feed that was polled before, and let the channels be known to the schedule of digests."""
    world.follow(*rules)
    await world.watching("Wire", "More")
    await tick(world)


async def tick(world: World) -> list[Digest]:
    """Look for digests that are due in every channel, and deliver."""
    made = [await world.pipeline.digest(rules) for rules in world.pipeline.watch.rules]
    await world.deliver(MINUTE)
    return [digest for digest in made if digest is not None]


async def poll(world: World, *entries: Entry, feed: str = "Wire", at: datetime | None = None) -> None:
    """Let a feed hold these entries, and poll it, ten minutes later or at a time."""
    if at is not None:
        world.clock.now = at - 10 * MINUTE
    world.press.print(feed, *entries)
    await world.poll(feed)
    await world.deliver(MINUTE)


def digests(world: World) -> list[Digest]:
    return [message for _, message in world.room.messages if isinstance(message, Digest)]


def told(digest: Digest) -> list[tuple[str, float]]:
    """Return of each commitment that is shown who pays and what it adds, in billions."""
    return [(move.fact.org, float(move.high / BILLION)) for move in (*digest.moves, *digest.others)]


async def at(world: World, moment: datetime) -> list[Digest]:
    """Let it be some time, and look for digests."""
    world.clock.now = moment
    return await tick(world)


async def the_week(world: World) -> None:
    """Let four announcements come in the days before MONDAY."""
    for day, (org, sum_) in enumerate(
        [("Alibaba", "$53 billion"), ("Meta", "$20 billion"), ("Oracle", "$3 billion"), ("Microsoft", "$80 billion")]
    ):
        moment = MONDAY - (4 - day) * DAY
        world.clock.now = moment
        await poll(world, news(world, f"w{day}", org, sum_), at=moment)


# Once


async def test_a_week_is_told_once_largest_first_and_an_empty_one_not_at_all(world: World) -> None:
    await following(world, WEEKLY)
    await the_week(world)
    alerts = len(world.room.messages)

    early = await at(world, MONDAY - timedelta(seconds=1))
    (digest,) = await at(world, MONDAY)
    again = await at(world, MONDAY + HOUR)
    empty = await at(world, MONDAY + WEEK)
    remembered = await world.store.digested("C1")

    assert (alerts, early, again, empty) == (4, [], [], [])
    assert told(digest) == [("Microsoft", 80), ("Alibaba", 53), ("Meta", 20), ("Oracle", 3)]
    assert (digest.sum, digest.count) == ((156 * BILLION, 156 * BILLION), 4)
    assert (digest.since, digest.until) == (MONDAY - WEEK, MONDAY)
    assert [(at_, post.id) for at_, post in world.room.messages[4:]] == [(MONDAY, digest.id)]
    assert remembered is not None
    assert (remembered.done, remembered.told) == (MONDAY + WEEK, MONDAY + WEEK)


async def test_each_announcement_is_in_one_digest(world: World) -> None:
    await following(world, DAILY)
    for day in range(1, 5):
        due = MONDAY + day * DAY
        for minutes, (org, sum_) in {-600: ("Meta", "$20 billion"), -2: ("Oracle", f"${day}7 billion")}.items():
            world.clock.now = due + minutes * MINUTE
            await poll(world, news(world, f"{day}{org}", org, sum_), at=due + minutes * MINUTE)
            await at(world, due)
    await at(world, MONDAY + 5 * DAY)

    found = [told(digest) for digest in digests(world)]

    # What comes two minutes before the hour may be stored after it, so that it is left to the next day.
    assert found == [
        [("Meta", 20)],
        [("Oracle", 17)],
        [("Oracle", 27)],
        [("Oracle", 37)],
        [("Oracle", 47)],
    ]


async def test_a_channel_new_to_digests_gets_the_next_one_and_none_for_the_past(world: World) -> None:
    await following(world, EVERYTHING)
    await the_week(world)
    world.follow(WEEKLY)

    assert await at(world, MONDAY + MINUTE) == []
    assert await at(world, MONDAY + DAY) == []
    await poll(world, news(world, "later", "Meta", "$31 billion"))
    (digest,) = await at(world, MONDAY + WEEK)
    assert told(digest) == [("Meta", 31)]


async def test_one_that_is_switched_off_and_on_tells_nothing_of_the_time_between(world: World) -> None:
    await following(world, WEEKLY)
    await the_week(world)
    world.follow(EVERYTHING)
    await at(world, MONDAY)
    off = await world.store.digested("C1")
    world.follow(WEEKLY)

    assert off is None
    assert await at(world, MONDAY + DAY) == []
    assert await at(world, MONDAY + WEEK) == []


async def test_one_that_is_missed_comes_late_and_one_that_is_too_old_with_the_next(world: World) -> None:
    await following(world, WEEKLY)
    await the_week(world)
    (late,) = await at(world, MONDAY + 3 * DAY)
    await poll(world, news(world, "x", "Oracle", "$9 billion"))
    too_late = await at(world, MONDAY + WEEK + 4 * DAY)
    await poll(world, news(world, "y", "Meta", "$31 billion"))

    (both,) = await at(world, MONDAY + 2 * WEEK)

    assert (late.since, late.until) == (MONDAY - WEEK, MONDAY)
    assert too_late == []
    assert (both.since, both.until) == (MONDAY, MONDAY + 2 * WEEK)
    assert told(both) == [("Meta", 31), ("Oracle", 9)]


async def test_a_late_one_tells_the_ledger_as_it_stood_then(world: World) -> None:
    await following(world, WEEKLY)
    await the_week(world)
    await poll(world, news(world, "x", "Oracle", "$9 billion"), at=MONDAY + HOUR)

    (late,) = await at(world, MONDAY + 2 * HOUR)
    (next_one,) = await at(world, MONDAY + WEEK)

    assert ("Oracle", 9.0) not in told(late)
    assert told(next_one) == [("Oracle", 9)]


async def test_where_the_clock_changes_a_week_has_its_own_length_and_loses_nothing(world: World) -> None:
    berlin = replace(WEEKLY, digest=Cadence(Every.WEEKLY, time(9), ZoneInfo("Europe/Berlin")))
    await following(world, berlin)
    spring, autumn = datetime(2025, 3, 31, 7, tzinfo=UTC), datetime(2025, 10, 27, 8, tzinfo=UTC)
    await at(world, spring - 7 * DAY)
    await poll(world, news(world, "a", "Meta", "$20 billion"), at=spring - timedelta(hours=167))

    early, (short,) = await at(world, spring - HOUR), await at(world, spring)
    await at(world, autumn - timedelta(hours=169))
    await poll(world, news(world, "b", "Oracle", "$9 billion"), at=autumn - timedelta(hours=168))
    (long,) = await at(world, autumn)

    assert (early, told(short), told(long)) == ([], [("Meta", 20)], [("Oracle", 9)])
    assert [digest.until - digest.since for digest in (short, long)] == [timedelta(hours=167), timedelta(hours=169)]


async def test_two_processes_make_one_and_post_it_once(url: str) -> None:
    stores = [await open_store(url), await open_store(url)]
    worlds = [World(store) for store in stores]
    one, other = worlds
    other.clock, other.pipeline.clock, other.room = one.clock, one.clock, one.room
    other.follow(WEEKLY)
    await following(one, WEEKLY)
    await the_week(one)
    one.clock.now = MONDAY

    made = await asyncio.gather(*(world.pipeline.digest(WEEKLY) for world in worlds for _ in range(3)))
    await asyncio.gather(*(world.deliver(MINUTE) for world in worlds))

    assert len([digest for digest in made if digest is not None]) == 1
    assert len(digests(one)) == 1
    for store in stores:
        await store.close()


async def test_a_restart_between_making_and_posting_loses_nothing_and_posts_once(url: str) -> None:
    store = await open_store(url)
    world = World(store)
    await following(world, WEEKLY)
    await the_week(world)
    world.clock.now = MONDAY
    await world.pipeline.digest(WEEKLY)
    await store.close()

    again = World(await open_store(url))
    again.clock.now = MONDAY + HOUR
    again.follow(WEEKLY)
    await tick(again)
    await tick(again)

    assert [told(digest)[0] for digest in digests(again)] == [("Microsoft", 80)]
    await again.store.close()


async def test_one_that_broke_off_on_its_way_is_looked_for_and_found(world: World) -> None:
    await following(world, WEEKLY)
    await the_week(world)
    world.room.fail(Unsure("timeout"), arrives=True)

    await at(world, MONDAY)

    assert len(digests(world)) == 1
    assert len(world.room.searches) == 1
    assert await world.store.pending() == 0


async def test_one_that_slack_cannot_take_now_is_tried_again_and_keeps_what_it_told(world: World) -> None:
    await following(world, WEEKLY)
    await the_week(world)
    world.room.fail(NotSent("ratelimited", permanent=False, retry_after=600))
    (digest,) = await at(world, MONDAY)
    before = digests(world)
    await poll(world, news(world, "x", "Oracle", "$9 billion"))

    await world.deliver()

    assert (before, digests(world)) == ([], [digest])
    assert await world.store.pending() == 0


async def test_quiet_hours_hold_it_and_it_tells_what_it_told_when_it_was_due(world: World) -> None:
    await following(world, WEEKLY)
    await the_week(world)
    rules = replace(WEEKLY, quiet=Quiet(ZoneInfo("UTC"), time(22), time(11)))
    world.follow(rules)
    world.clock.now = MONDAY
    made = await world.pipeline.digest(rules)
    due = await world.store.next_alert(MONDAY)
    await poll(world, news(world, "x", "Oracle", "$9 billion"), at=MONDAY + HOUR)

    await world.deliver(3 * HOUR)

    assert due == MONDAY + 2 * HOUR
    assert [(at_, post) for at_, post in world.room.messages if isinstance(post, Digest)] == [(due, made)]


async def test_it_waits_for_what_stands_before_it_in_its_channel_and_fills_its_hour(world: World) -> None:
    rules = replace(WEEKLY, most_an_hour=1)
    await following(world, rules)
    await poll(world, news(world, "a", "Meta", "$20 billion"), at=MONDAY - HOUR)
    await at(world, MONDAY)
    await poll(world, news(world, "b", "Oracle", "$9 billion"), at=MONDAY + 30 * MINUTE)
    folded = len(world.room.messages)
    await world.deliver(HOUR)

    assert folded == 2
    assert world.room.messages[2][0] == MONDAY + HOUR


# What is in it


async def test_what_stood_in_a_feed_at_first_is_the_past(world: World) -> None:
    world.follow(WEEKLY)
    await world.subscribe("Wire")
    await tick(world)
    old = news(world, "old", "Meta", "$20 billion", published=world.clock() - 9 * DAY)
    fresh = news(world, "fresh", "Oracle", "$9 billion")
    await poll(world, old, fresh)

    (digest,) = await at(world, MONDAY)

    assert world.room.said == []
    assert told(digest) == [("Oracle", 9)]


async def test_what_the_channel_was_alerted_of_is_in_it_however_old(world: World) -> None:
    world.follow(WEEKLY)
    world.pipeline.since = 20 * DAY
    await world.subscribe("Wire")
    await tick(world)
    await poll(world, news(world, "old", "Meta", "$20 billion", published=world.clock() - 12 * DAY))

    (digest,) = await at(world, MONDAY)

    assert len(world.room.said) == 1
    assert told(digest) == [("Meta", 20)]


async def test_a_round_that_nobody_is_named_for_is_in_it_too(world: World) -> None:
    await following(world, WEEKLY)
    text = "Anthropic has raised $30 billion in a Series G round to build AI data centers, the company said."
    await poll(world, news(world, "a", title="Anthropic raises $30 billion in new funding", text=text))

    (digest,) = await at(world, MONDAY)

    assert len(world.room.said) == 1
    assert [(move.fact.counterparty, move.fact.kind, move.high) for move in digest.moves] == [
        ("Anthropic", Kind.STAKE, 30 * BILLION)
    ]
    assert digest.payers == ()


@pytest.mark.parametrize("updates", [Updates.BOTH, Updates.OFF])
async def test_a_raise_counts_by_what_it_adds_in_the_week_it_came(world: World, updates: Updates) -> None:
    await following(world, replace(WEEKLY, updates=updates))
    await poll(world, news(world, "a"), at=MONDAY - DAY)
    (first,) = await at(world, MONDAY)
    text = (
        "Alibaba will invest $80 billion in artificial intelligence data centers over three years, up from $53 billion."
    )
    raised = news(world, "b", title="Alibaba raises AI investment to $80 billion", text=text, outlet="Post")
    await poll(world, raised, feed="More", at=MONDAY + DAY)

    (second,) = await at(world, MONDAY + WEEK)

    assert told(first) == [("Alibaba", 53)]
    assert told(second) == [("Alibaba", 27)]
    (move,) = second.moves
    assert (move.was and move.was.amount, move.fact.amount, str(move.change)) == (53 * BILLION, 80 * BILLION, "raised")


async def test_what_is_denied_is_told_and_taken_away(world: World) -> None:
    await following(world, WEEKLY)
    await poll(world, news(world, "a"), at=MONDAY - DAY)
    await at(world, MONDAY)
    text = "Alibaba denied that it will invest $53 billion in artificial intelligence data centers over three years."
    denied = news(world, "b", title="Alibaba denies $53 billion AI plan", text=text, outlet="Post")
    await poll(world, denied, feed="More", at=MONDAY + DAY)

    (digest,) = await at(world, MONDAY + WEEK)

    assert (digest.count, digest.taken) == (0, (53 * BILLION, 53 * BILLION))
    assert [(move.fact.certainty, str(move.change)) for move in digest.others] == [(Certainty.DENIED, "denied")]


async def test_payers_are_held_against_the_week_before(world: World) -> None:
    await following(world, WEEKLY)
    await poll(world, news(world, "a", "Meta", "$20 billion"), at=MONDAY - DAY)
    await at(world, MONDAY)
    later = news(world, "b", "Meta", "$31 billion"), news(world, "c", "Oracle", "$9 billion")
    await poll(world, *later, at=MONDAY + DAY)

    (digest,) = await at(world, MONDAY + WEEK)

    sums = [(payer.name, float(payer.now[1] / BILLION), float(payer.before[1] / BILLION)) for payer in digest.payers]
    assert sums == [("Meta", 31, 20), ("Oracle", 9, 0)]


async def test_shipped_facts_of_the_week_are_in_it_and_what_is_told_again_counts_once(world: World) -> None:
    shipped = Fact("f", "2025-02-27", "Meta", Kind.PLEDGE, 20 * BILLION, "USD", usd=20 * BILLION, period="3y")
    other = replace(shipped, id="g", org="Oracle", amount=9 * BILLION, usd=9 * BILLION)
    await world.store.sync_ledger([shipped, other])
    await following(world, WEEKLY)
    await poll(world, news(world, "a", "Meta", "$20 billion"), at=MONDAY - 4 * DAY)

    (digest,) = await at(world, MONDAY)

    assert told(digest) == [("Meta", 20), ("Oracle", 9)]


async def test_what_people_took_out_or_corrected_is_told_as_they_say(world: World) -> None:
    await following(world, WEEKLY)
    await the_week(world)
    ids = {fact.org: fact.id for org in ("Meta", "Oracle") for fact in await world.store.facts(org)}
    await world.pipeline.correct(ids["Meta"], What.NOT_AI, by="Ada")
    await world.pipeline.correct(ids["Oracle"], What.WRONG_FIGURE, "5bn USD", by="Ada")

    (digest,) = await at(world, MONDAY)

    assert told(digest) == [("Microsoft", 80), ("Alibaba", 53), ("Oracle", 5)]


@pytest.mark.parametrize(
    ("wish", "orgs"),
    [
        ({"companies": ("Meta", "Oracle")}, ["Meta", "Oracle"]),
        ({"countries": ("CN",)}, ["Alibaba"]),
        ({"min": Money(50 * BILLION, "USD")}, ["Microsoft", "Alibaba"]),
        ({"kinds": frozenset({Kind.CAPEX})}, []),
        ({"keywords_any": ("w1", "w2")}, ["Meta", "Oracle"]),
        ({"keywords_none": ("w0",)}, ["Microsoft", "Meta", "Oracle"]),
        ({"languages": ("zh",)}, []),
        ({"feeds": ("More",)}, []),
        ({"feeds": ("Wire",)}, ["Microsoft", "Alibaba", "Meta", "Oracle"]),
        ({"mutes": (Mute("Meta"), Mute("w3"))}, ["Alibaba", "Oracle"]),
        ({"mutes": (Mute("Meta", MONDAY + HOUR),)}, ["Microsoft", "Alibaba", "Oracle"]),
        # It was told before it was muted for a while, and the while is over.
        ({"mutes": (Mute("Meta", MONDAY - HOUR),)}, ["Microsoft", "Alibaba", "Meta", "Oracle"]),
    ],
)
async def test_a_channel_is_told_what_it_follows(world: World, wish: dict[str, Any], orgs: Sequence[str]) -> None:
    await following(world, WEEKLY)
    await the_week(world)
    world.follow(replace(WEEKLY, **wish))

    made = await at(world, MONDAY)

    assert [org for digest in made for org, _ in told(digest)] == orgs


async def test_what_a_mute_kept_out_stays_out_when_the_mute_is_over(world: World) -> None:
    await following(world, replace(WEEKLY, mutes=(Mute("Meta", MONDAY - HOUR),)))
    await the_week(world)

    (digest,) = await at(world, MONDAY)

    assert "Meta" not in dict(told(digest))


async def test_each_channel_has_its_own(world: World) -> None:
    other = replace(WEEKLY, channel="C2", name="oracle", companies=("Oracle",))
    await following(world, WEEKLY, other)
    await the_week(world)

    both = await at(world, MONDAY)

    assert [(digest.channel, len(digest.moves)) for digest in both] == [("C1", 4), ("C2", 1)]
    assert [(at_, post.channel) for at_, post in world.room.messages if isinstance(post, Digest)] == [
        (MONDAY, "C1"),
        (MONDAY, "C2"),
    ]


async def test_a_store_that_fails_leaves_it_due(url: str) -> None:
    world = World(FakeStore())
    await following(world, WEEKLY)
    await the_week(world)
    store = world.store
    assert isinstance(store, FakeStore)
    world.clock.now = MONDAY
    store.broken = "the disk is full"
    with pytest.raises(Exception, match="the disk is full"):
        await world.pipeline.digest(WEEKLY)
    store.broken = None

    assert len(await tick(world)) == 1
