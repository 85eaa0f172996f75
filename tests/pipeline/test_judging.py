from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from bot.core.kinds import Kind
from bot.core.money import Money
from bot.core.stories import Story
from bot.errors import ConflictError
from bot.pipeline import TOO_OLD
from bot.pipeline.work import SAVE_TRIES
from bot.store import open_store
from tests.pipeline.world import DAY, EVERYTHING, HOUR, MINUTE, NOW, AnyStore, World, entry
from tests.store.fake import FakeStore

# First polls


async def test_what_stands_in_a_feed_at_its_first_poll_alerts_on_nothing(world: World) -> None:
    await world.subscribe("Wire")
    world.press.print("Wire", entry("a"), entry("b", "Microsoft", "$80 billion", published=None))

    await world.poll("Wire")
    await world.deliver()

    assert world.room.said == []
    assert await world.reasons("a") == ["baseline"]
    assert await world.reasons("b") == ["baseline"]


async def test_what_follows_an_empty_first_answer_is_the_baseline_and_no_news(world: World) -> None:
    await world.subscribe("Wire")
    await world.poll("Wire")
    world.press.print("Wire", entry("a", published=NOW - 13 * DAY), entry("b", "Microsoft", "$80 billion"))
    await world.poll("Wire")
    world.press.print("Wire", entry("c", "Meta", "$20 billion"))

    await world.poll("Wire")

    assert [await world.reasons(key) for key in "abc"] == [["baseline"], ["baseline"], ["alert"]]


async def test_since_lets_the_newer_ones_of_a_first_poll_through(world: World) -> None:
    world.pipeline.since = 7 * DAY
    await world.subscribe("Wire")
    world.press.print(
        "Wire",
        entry("new", published=NOW - 6 * DAY),
        entry("old", "Microsoft", "$80 billion", published=NOW - 8 * DAY),
        entry("undated", "Meta", "$65 billion", published=None),
    )

    await world.poll("Wire")
    await world.deliver()

    assert [await world.reasons(key) for key in ("new", "old", "undated")] == [["alert"], ["baseline"], ["baseline"]]
    assert len(world.room.said) == 1


async def test_a_story_older_than_since_stays_quiet_when_a_newer_entry_of_the_same_poll_retells_it(
    world: World,
) -> None:
    world.pipeline.since = 7 * DAY
    await world.subscribe("Wire")
    world.press.print("Wire", entry("a", published=NOW - 8 * DAY), entry("b", published=NOW - 6 * DAY))

    await world.poll("Wire")

    assert [await world.reasons(key) for key in "ab"] == [["baseline"], ["baseline"]]


async def test_since_is_of_no_matter_once_a_feed_was_polled(world: World) -> None:
    world.pipeline.since = HOUR
    await world.watching("Wire")
    world.press.print("Wire", entry("a", published=NOW - DAY))

    await world.poll("Wire")

    assert await world.reasons("a") == ["alert"]


@pytest.mark.parametrize("dated", [NOW - 2 * DAY, None])
async def test_a_story_of_a_baseline_stays_quiet_when_another_feed_retells_it(world: World, dated: Any) -> None:
    await world.subscribe("Wire", "Post")
    world.print_nothing_new("Post")
    world.press.print("Wire", entry("a", published=dated))
    await world.poll("Wire", "Post")
    world.press.print("Post", entry("b", published=dated))

    await world.poll("Post")
    await world.deliver()

    assert world.room.said == []
    (decision,) = await world.decided("b")
    assert decision.reason == "baseline"
    assert decision.detail == f"story {decision.story} stood in a feed when that was first polled"


async def test_a_story_of_a_baseline_stays_quiet_however_often_it_is_retold_and_after_a_restart(url: str) -> None:
    first = await open_store(url)
    world = World(first)
    await world.subscribe("Wire", "Post")
    world.print_nothing_new("Post")
    world.press.print("Wire", entry("a", published=NOW - 2 * DAY))
    await world.poll("Wire", "Post")
    await first.close()
    second = await open_store(url)
    world.store, world.pipeline = second, world.pipeline_on(second)

    for number in range(3):
        world.press.print("Post", entry(f"again-{number}", published=world.clock()))
        await world.poll("Post")
    await world.deliver()

    assert world.room.said == []
    await second.close()


async def test_two_entries_of_one_baseline_that_tell_one_story_are_both_called_baseline(world: World) -> None:
    await world.subscribe("Wire")
    world.press.print("Wire", entry("a"), entry("b"))

    await world.poll("Wire")

    assert [await world.reasons(key) for key in "ab"] == [["baseline"], ["baseline"]]


async def test_a_feed_added_later_does_not_hush_what_breaks_in_the_feeds_already_watched(world: World) -> None:
    await world.watching("Wire")
    await world.subscribe("Wire", "Late")
    breaking = world.clock() + 5 * MINUTE
    world.press.print("Late", entry("b", published=breaking))
    await world.poll("Late")
    world.press.print("Wire", entry("a", published=breaking + MINUTE))

    await world.poll("Wire")
    await world.deliver()

    assert await world.reasons("b") == ["baseline"]
    assert await world.reasons("a") == ["alert"]
    assert len(world.room.said) == 1


async def test_a_feed_added_later_brings_no_second_post_of_what_was_posted(world: World) -> None:
    await world.watching("Wire")
    world.press.print("Wire", entry("a"))
    await world.poll("Wire")
    await world.subscribe("Wire", "Late")
    world.press.print("Late", entry("b"))

    await world.poll("Late")
    await world.deliver()

    assert await world.reasons("b") == ["already_posted"]
    assert len(world.room.said) == 1


# Stories


async def test_one_announcement_in_two_feeds_is_one_alert(world: World) -> None:
    await world.watching("Wire", "Post")
    world.press.print("Wire", entry("a"))
    world.press.print("Post", entry("b"))

    await world.poll("Wire")
    await world.poll("Post")
    await world.deliver()

    assert [await world.reasons(key) for key in "ab"] == [["alert"], ["already_posted"]]
    assert len(world.room.said) == 1


async def test_one_announcement_in_two_feeds_polled_at_the_same_time_is_one_alert(world: World) -> None:
    feeds = [f"Feed {number}" for number in range(6)]
    await world.watching(*feeds)
    for feed in feeds:
        world.press.print(feed, entry(f"in {feed}", outlet=feed))

    await world.poll(*feeds)
    await world.deliver()

    assert len(world.room.said) == 1
    told = {(await world.read(f"in {feed}")).joins for feed in feeds}
    assert len(told) == 1


class Overtaken:
    """A store whose stories change right after they were asked for, as often as there is something to be done.

    Attributes:
        meanwhile: Works of other processes, one a question.
    """

    def __init__(self, store: AnyStore, *meanwhile: Callable[[], Awaitable[object]]) -> None:
        self.store = store
        self.meanwhile = list(meanwhile)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)

    async def candidates(self, keys: Sequence[str], since: datetime | None = None) -> tuple[Story, ...]:
        found = await self.store.candidates(keys, since)
        if self.meanwhile:
            await self.meanwhile.pop(0)()
        return found


async def test_two_processes_that_find_one_story_at_the_same_time_post_it_once(world: World, url: str) -> None:
    theirs = world.store if isinstance(world.store, FakeStore) else await open_store(url)
    other = world.pipeline_on(theirs)
    await world.watching("Wire", "Post")
    world.press.print("Wire", entry("a"), entry("c", "Meta", "$20 billion"))
    world.press.print("Post", entry("b"))
    world.pipeline.store = Overtaken(world.store, lambda: other.poll("Post"))

    await world.poll("Wire")
    await world.deliver()

    assert [await world.reasons(key) for key in "abc"] == [["already_posted"], ["alert"], ["alert"]]
    assert (await world.read("a")).joins == (await world.read("b")).joins
    assert len(world.room.said) == 2
    await theirs.close()


async def test_a_poll_that_is_overtaken_time_and_again_is_left_to_the_end_of_its_lease(world: World) -> None:
    feeds = [f"Feed {number}" for number in range(SAVE_TRIES)]
    other = world.pipeline_on(world.store)
    await world.watching("Wire", *feeds)
    world.press.print("Wire", entry("a", "Meta", "$20 billion"))
    for number, feed in enumerate(feeds):
        world.press.print(feed, entry(feed, "Meta", f"${20.4 + number * 0.4:.1f} billion"))
    world.pipeline.store = Overtaken(world.store, *(partial(other.poll, feed) for feed in feeds))

    with pytest.raises(ConflictError):
        await world.poll("Wire")
    await world.poll("Wire")

    assert await world.reasons("a") == ["alert"]


async def test_two_posts_that_one_outlet_numbers_alike_in_two_feeds_are_both_posted(world: World) -> None:
    await world.watching("Wire", "Wire Business")
    world.press.print("Wire", entry("1", "Alibaba", "$53 billion", link=None))
    world.press.print("Wire Business", entry("1", "Microsoft", "$80 billion", link=None))

    await world.poll("Wire")
    await world.poll("Wire Business")
    await world.deliver()

    assert len(world.room.said) == 2


async def test_of_one_poll_the_oldest_entry_opens_the_story_wherever_it_stands(world: World) -> None:
    await world.watching("Wire")
    world.press.print("Wire", entry("late", published=NOW), entry("early", published=NOW - DAY))

    await world.poll("Wire")
    await world.deliver()

    assert await world.reasons("early") == ["alert"]
    assert await world.reasons("late") == ["already_posted"]


async def test_each_channel_that_follows_it_gets_the_story_once(world: World) -> None:
    world.follow(EVERYTHING, replace(EVERYTHING, channel="C2"), replace(EVERYTHING, channel="C3", companies=("Meta",)))
    await world.watching("Wire")
    world.press.print("Wire", entry("a"), entry("b"))

    await world.poll("Wire")
    await world.deliver()

    assert sorted(alert.channel for _, alert in world.room.said) == ["C1", "C2"]
    assert await world.reasons("a") == ["alert", "alert", "company_not_followed"]


async def test_a_story_skipped_for_its_sum_alerts_when_a_fuller_entry_meets_the_rules(world: World) -> None:
    await world.watching("Wire", "Post")
    world.follow(replace(EVERYTHING, min=Money(Decimal(60 * 10**9), "USD")))
    world.press.print("Wire", entry("a", "Meta", "$59.5 billion"))
    await world.poll("Wire")
    world.press.print("Post", entry("b", "Meta", "$60 billion"))

    await world.poll("Post")
    await world.deliver()

    assert (await world.read("a")).joins == (await world.read("b")).joins
    assert [await world.reasons(key) for key in "ab"] == [["below_minimum"], ["alert"]]
    assert len(world.room.said) == 1


async def test_a_story_skipped_for_its_company_alerts_when_a_fuller_entry_names_one_that_is_followed(
    world: World,
) -> None:
    await world.watching("Wire", "Post")
    world.follow(replace(EVERYTHING, companies=("Oracle",)))
    world.press.print("Wire", entry("a", "Meta", "$20 billion"))
    await world.poll("Wire")
    title = "Meta signs $20 billion cloud contract with Oracle for AI computing"
    text = "Meta has signed a $20 billion contract with Oracle for AI cloud computing power, the companies said."
    world.press.print("Post", entry("b", title=title, text=text))

    await world.poll("Post")
    await world.deliver()

    assert (await world.read("a")).joins == (await world.read("b")).joins
    assert [await world.reasons(key) for key in "ab"] == [["company_not_followed"], ["alert"]]
    assert len(world.room.said) == 1


async def test_a_fuller_entry_of_the_same_poll_alerts_too(world: World) -> None:
    await world.watching("Wire")
    world.follow(replace(EVERYTHING, min=Money(Decimal(60 * 10**9), "USD")))
    world.press.print("Wire", entry("a", "Meta", "$59.5 billion"), entry("b", "Meta", "$60 billion"))

    await world.poll("Wire")

    assert [await world.reasons(key) for key in "ab"] == [["below_minimum"], ["alert"]]


# Old news


async def test_an_old_entry_that_resurfaces_is_no_news(world: World) -> None:
    await world.watching("Wire")
    at = world.clock() + 10 * MINUTE
    world.press.print(
        "Wire",
        entry("old", published=at - TOO_OLD - HOUR),
        entry("recent", "Microsoft", "$80 billion", published=at - TOO_OLD + HOUR),
    )

    await world.poll("Wire")
    await world.deliver()

    (decision,) = await world.decided("old")
    assert (decision.reason, decision.detail) == ("too_old", "dated 14 days ago")
    assert await world.reasons("recent") == ["alert"]


async def test_a_fresh_entry_tells_what_an_old_one_was_too_old_for(world: World) -> None:
    await world.watching("Wire")
    at = world.clock() + 10 * MINUTE
    world.press.print("Wire", entry("old", published=at - TOO_OLD - HOUR), entry("new", published=at - 2 * DAY))

    await world.poll("Wire")
    await world.deliver()

    assert [await world.reasons(key) for key in ("old", "new")] == [["too_old"], ["alert"]]


# The watch list


@pytest.mark.parametrize(
    ("rules", "reason", "detail"),
    [
        ({"min": Money(Decimal(60 * 10**9), "USD")}, "below_minimum", "$53B is below $60B"),
        ({"min": Money(Decimal(53 * 10**9), "USD")}, "alert", "any payer"),
        ({"min": Money(Decimal(51 * 10**9), "EUR")}, "below_minimum", "$53B is below €51B"),
        ({"kinds": frozenset({Kind.STAKE})}, "kind_not_followed", ""),
        ({"certainty": frozenset()}, "certainty_not_followed", "announced is not followed"),
        ({"companies": ("Microsoft",)}, "company_not_followed", "Alibaba is not followed"),
        ({"companies": ("Alibaba",)}, "alert", "Alibaba (here as payer)"),
        ({"countries": ("US",)}, "country_not_followed", "CN is not followed"),
        ({"countries": ("US", "CN")}, "alert", "any payer"),
        ({"keywords_any": ("nuclear",)}, "keyword_missing", "nuclear"),
        ({"keywords_any": ("nuclear", "data centers")}, "alert", "any payer"),
        ({"keywords_none": ("Three Years",)}, "keyword_excluded", "Three Years"),
    ],
)
async def test_the_watch_list_decides_and_every_reason_is_stored(
    world: World, rules: dict[str, Any], reason: str, detail: str
) -> None:
    await world.watching("Wire")
    world.follow(replace(EVERYTHING, **rules))
    world.press.print("Wire", entry("a"))

    await world.poll("Wire")
    await world.deliver()

    (decision,) = await world.decided("a")
    assert decision.reason == reason
    assert detail in decision.detail
    assert len(world.room.said) == (reason == "alert")


@pytest.mark.parametrize(
    ("title", "text", "reason"),
    [
        ("A quiet day in AI", "Nothing was announced today.", "no_money"),
        (
            "Nvidia loses $589 billion of value",
            "Nvidia's market value fell by $589 billion on AI worries.",
            "no_spend",
        ),
        ("Meta to spend $2 billion on a stadium", "Meta will spend $2 billion on a football stadium.", "not_ai"),
    ],
)
async def test_what_is_no_news_of_money_for_ai_is_stored_with_its_reason_for_every_channel(
    world: World, title: str, text: str, reason: str
) -> None:
    await world.watching("Wire")
    world.follow(EVERYTHING, replace(EVERYTHING, channel="C2"))
    world.press.print("Wire", entry("a", title=title, text=text))

    await world.poll("Wire")

    decisions = await world.decided("a")
    assert [(one.channel, one.reason, one.story) for one in decisions] == [("C1", reason, None), ("C2", reason, None)]


async def test_a_followed_sum_in_an_unknown_currency_is_posted_and_not_dropped() -> None:
    world = World(FakeStore())
    await world.watching("Wire")
    world.press.print("Wire", entry("a", sum_="300 billion baht"))

    await world.poll("Wire")
    await world.deliver()

    ((_, alert),) = world.room.said
    assert (alert.figure.currency, alert.figure.usd) == ("THB", None)
