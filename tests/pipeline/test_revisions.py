"""An entry that changes while it stands in its feed: read and judged again, and quiet unless it tells another deal."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.core.entry import Entry
from bot.core.money import Money
from bot.ports import Poll
from tests.pipeline.world import DAY, EVERYTHING, HOUR, NOW, World, entry


def edited(key: str = "a", org: str = "Alibaba", sum_: str = "$53 billion", **changes: Any) -> Entry:
    """Return an entry whose text says more than it did."""
    first = entry(key, org, sum_, **changes)
    return replace(first, text=f"{first.text}\n\nA spokesman gave no details.")


async def poll(world: World, *entries: Entry, feed: str = "Wire") -> Poll:
    world.press.print(feed, *entries)
    (found,) = await world.poll(feed)
    await world.deliver()
    assert found is not None
    return found


async def test_an_edit_that_leaves_the_sums_alone_changes_nothing_but_the_row(world: World) -> None:
    await world.watching("Wire")
    await poll(world, entry("a"))

    with capture_logs() as lines:
        found = await poll(world, edited())

    ((judged,), stored) = found.judged, await world.read("a")
    assert (judged.revises, judged.told, judged.decisions) == ("a", stored.joins, ())
    assert (stored.entry, len(stored.figures)) == (edited(), 1)
    assert await world.reasons("a") == ["alert"]
    assert len(world.room.said) == 1
    assert [(one["new"], one["revised"]) for one in lines if one["event"] == "feed.polled"] == [(0, 1)]


async def test_a_revision_is_seen_once(world: World) -> None:
    await world.watching("Wire")
    await poll(world, entry("a"))
    await poll(world, edited())

    again = await poll(world, replace(edited(), id="a?v=2", published=NOW, link="https://wire.example/moved"))

    assert again.judged == ()


async def test_an_edit_whose_sum_is_corrected_joins_the_story_that_was_posted(world: World) -> None:
    await world.watching("Wire")
    await poll(world, entry("a"))
    before = (await world.read("a")).joins

    found = await poll(world, entry("a", sum_="$58 billion"))

    (judged,) = found.judged
    assert (judged.joins, judged.told, judged.opens) == (before, before, ())
    assert (await world.read("a")).figures[0].amount == Decimal(58 * 10**9)
    assert await world.reasons("a") == ["alert", "already_posted"]
    assert len(world.room.said) == 1


async def test_an_alert_whose_sum_is_corrected_says_anew_why_it_is_news(world: World) -> None:
    await world.watching("Wire")
    await poll(world, entry("a"))

    await poll(world, entry("a", sum_="$58 billion"))

    ((_, posted),), ((_, edited_alert),) = world.room.said, world.room.edited
    assert posted.news == ("$17.7B a year over 3 years",)
    assert edited_alert.news == ("$19.3B a year over 3 years",)


async def test_an_alert_that_another_outlet_confirms_keeps_why_it_is_news(world: World) -> None:
    await world.watching("Wire", "Post")
    await poll(world, entry("a"))

    await poll(world, entry("b", outlet="Post"), feed="Post")

    ((_, edited_alert),) = world.room.edited
    assert [source.outlet for source in edited_alert.also] == ["Post"]
    assert edited_alert.news == ("$17.7B a year over 3 years",)


async def test_an_edit_that_makes_a_story_meet_the_rules_posts_it(world: World) -> None:
    await world.watching("Wire")
    world.follow(replace(EVERYTHING, min=Money(Decimal(55 * 10**9), "USD")))
    await poll(world, entry("a"))

    await poll(world, entry("a", sum_="$58 billion"))

    assert await world.reasons("a") == ["below_minimum", "alert"]
    assert len(world.room.said) == 1


async def test_a_deal_that_only_the_new_state_tells_is_news(world: World) -> None:
    await world.watching("Wire")
    await poll(world, entry("a"))

    await poll(world, entry("a", "Microsoft", "$80 billion"))

    assert await world.reasons("a") == ["alert", "alert"]
    assert [alert.figure.org for _, alert in world.room.said] == ["Alibaba", "Microsoft"]
    assert len((await world.read("a")).joins) == 2


async def test_a_guid_used_again_for_another_article_brings_its_news(world: World) -> None:
    await world.watching("Wire")
    await poll(world, entry("a"))
    other = replace(entry("b", "Microsoft", "$80 billion", title="Microsoft: $80bn for servers"), id="a")

    for _ in range(2):
        await poll(world, other)

    assert [alert.figure.org for _, alert in world.room.said] == ["Alibaba", "Microsoft"]
    assert (await world.read("https://wire.example/a")).entry == entry("a")
    assert (await world.read("https://wire.example/b")).entry.title == other.title


async def test_what_no_news_became_by_an_edit_is_news(world: World) -> None:
    await world.watching("Wire")
    await poll(world, entry("a", title="Alibaba on its plans", text="Alibaba spoke of its plans."))

    await poll(world, entry("a"))

    assert await world.reasons("a") == ["no_money", "alert"]
    assert len(world.room.said) == 1


async def test_a_live_blog_that_changes_at_every_poll_is_quiet_and_its_new_deals_are_not(world: World) -> None:
    await world.watching("Wire")
    live, told = entry("live"), entry("live").text
    for minute in range(5):
        await poll(world, replace(live, text=f"{told}\n\n{minute} minutes ago: markets are calm."))
    quiet = await world.reasons("live"), len(world.room.said)

    oracle = "Oracle will spend $40 billion on AI chips for a data center in Texas, it announced on Monday."
    live = replace(live, title="Oracle to spend $40 billion on AI chips", text=oracle)
    await poll(world, live)

    assert quiet == (["alert"], 1)
    assert await world.reasons("live") == ["alert", "alert"]
    assert [alert.figure.org for _, alert in world.room.said] == ["Alibaba", "Oracle"]


async def test_an_edit_never_posts_again_what_another_entry_posted(world: World) -> None:
    await world.watching("Wire", "Post")
    await poll(world, entry("a", title="Alibaba on its plans", text="Alibaba spoke of its plans."))
    await poll(world, entry("b"), feed="Post")

    await poll(world, entry("a"))

    assert await world.reasons("a") == ["no_money", "already_posted"]
    assert len(world.room.said) == 1


async def test_an_edit_of_an_undated_entry_a_month_later_tells_the_same_story(world: World) -> None:
    await world.watching("Wire")
    await poll(world, entry("a", published=None))
    world.clock.advance(30 * DAY)

    await poll(world, entry("a", sum_="$58 billion", published=None))

    assert await world.reasons("a") == ["alert", "already_posted"]
    assert len(world.room.said) == 1


# What stood in the feed at first


async def started(world: World, *entries: Entry) -> None:
    await world.subscribe("Wire", "Post")
    world.print_nothing_new("Post")
    world.press.print("Wire", *entries)
    await world.poll("Wire", "Post")


Dated = Callable[[World], datetime | None]


@pytest.mark.parametrize(
    ("before", "now"),
    [(NOW - HOUR, lambda world: NOW - HOUR), (None, lambda world: world.clock()), (NOW, lambda world: world.clock())],
)
async def test_a_story_of_the_baseline_stays_quiet_when_its_entry_is_edited_and_dated_anew(
    world: World, before: datetime | None, now: Dated
) -> None:
    await started(world, entry("a", published=before))

    await poll(world, entry("a", sum_="$58 billion", published=now(world)))

    assert await world.reasons("a") == ["baseline", "baseline"]
    assert world.room.said == []


async def test_a_deal_added_to_an_entry_of_the_baseline_is_no_news_unless_the_entry_is_dated_later(
    world: World,
) -> None:
    await started(world, entry("a"), entry("b", "Meta", "$20 billion"))

    await poll(
        world,
        entry("a", "Microsoft", "$80 billion"),
        entry("b", "Oracle", "$40 billion", published=world.clock()),
    )

    assert await world.reasons("a") == ["baseline", "too_old"]
    assert await world.reasons("b") == ["baseline", "alert"]
    assert [alert.figure.org for _, alert in world.room.said] == ["Oracle"]


async def test_a_deal_added_to_an_entry_of_the_baseline_is_news_when_another_outlet_reports_it(world: World) -> None:
    await started(world, entry("a"))
    await poll(world, entry("a", "Microsoft", "$80 billion"))

    await poll(world, entry("b", "Microsoft", "$80 billion", published=world.clock()), feed="Post")

    assert await world.reasons("b") == ["alert"]


async def test_an_entry_too_old_for_news_does_not_become_news_by_an_edit_and_a_new_date(world: World) -> None:
    await world.watching("Wire")
    await poll(world, entry("a", published=NOW - 30 * DAY))

    await poll(world, entry("a", sum_="$58 billion", published=world.clock()))

    assert await world.reasons("a") == ["too_old", "too_old"]
    assert world.room.said == []


# Churn


async def test_a_feed_whose_guids_links_dates_and_order_change_at_every_fetch_posts_once(world: World) -> None:
    await world.watching("Wire")
    entries = [entry("a"), entry("b", "Microsoft", "$80 billion"), entry("c", "Meta", "$20 billion")]
    await poll(world, *entries)

    for turn in range(34):
        churned = [
            replace(one, id=f"{turn}-{one.id}", link=f"http://news.example/{turn}/{one.id}", published=world.clock())
            for one in entries
        ]
        again = await poll(world, *churned[:: 1 if turn % 2 else -1])
        assert again.judged == ()

    assert len(world.room.said) == 3


async def test_a_headline_edited_at_every_fetch_while_its_guid_changes_posts_once(world: World) -> None:
    await world.watching("Wire")
    first = entry("a")
    await poll(world, first)

    for turn in range(5):
        await poll(world, replace(first, id=f"a{turn}", title=f"{first.title} - update {turn}"))

    assert len(world.room.said) == 1
    assert (await world.read(first.link or "")).entry.id == "a"


async def test_of_a_very_long_poll_the_revisions_left_are_read_at_the_next_one(world: World) -> None:
    await world.watching("Wire")
    long = [entry(str(n), title="A day", published=NOW - timedelta(minutes=n)) for n in range(1001)]
    long = [replace(one, text=f"Quiet, as it was in the morning of day {one.id}.") for one in long]
    await poll(world, *long[:900])
    await poll(world, *long)

    changed = [replace(one, text=f"{one.text} Edited.") for one in long]
    first = await poll(world, *changed, entry("new", published=NOW - DAY))
    (second,) = await world.poll("Wire")

    assert second is not None
    assert (len(first.judged), len(second.judged)) == (1000, 2)
    assert await world.reasons("new") == ["alert"]
