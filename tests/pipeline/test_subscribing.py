"""What is set in Slack, over the fake and a database: who changed what, and what then alerts."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.rules import Layout, Mute, Rules
from bot.core.subscriptions import Amendment
from bot.errors import RequestError
from bot.pipeline import Place, Watch
from tests.pipeline.world import DAY, EVERYTHING, NOW, World, entry

HERE, ELSEWHERE = Place("C1", "ai-spend", "T1"), Place("C9", "rivals", "T1")


async def heard(world: World, key: str, org: str = "Alibaba", sum_: str = "$53 billion") -> set[str]:
    """Let news stand in the feed, and return the channels that get an alert of it."""
    world.press.print("Wire", entry(key, org, sum_, published=world.clock()))
    await world.poll("Wire")
    stories = [story for judged in await world.store.judged(key) for story in judged.joins]
    return {alert.channel for alert in await world.store.standing(stories)}


async def test_a_channel_that_is_set_in_slack_alone_gets_what_it_follows(world: World) -> None:
    await world.watching("Wire")

    made = await world.pipeline.subscribing.subscribe(ELSEWHERE, "U1", "microsoft min 2bn")

    assert made.words == "follows Microsoft, from $2B"
    assert await heard(world, "a", "Microsoft") == {"C1", "C9"}
    assert await heard(world, "b", "Alibaba") == {"C1"}


async def test_the_watch_list_s_defaults_hold_for_a_channel_that_says_nothing_itself(world: World) -> None:
    world.pipeline.watch = replace(world.pipeline.watch, defaults=Rules("", "", companies=("Meta",)))
    await world.watching("Wire")

    await world.pipeline.subscribing.subscribe(ELSEWHERE, "U1", "")

    assert await heard(world, "a", "Meta") == {"C1", "C9"}
    assert await heard(world, "b", "Oracle") == {"C1"}


async def test_a_channel_of_the_file_narrows_and_leaves_and_comes_back(world: World) -> None:
    await world.watching("Wire")
    subscribing = world.pipeline.subscribing

    await subscribing.subscribe(HERE, "U1", "microsoft and meta")
    assert await heard(world, "a", "Oracle") == set()
    await subscribing.unsubscribe(HERE, "U1", "meta")
    assert await heard(world, "b", "Meta") == set()
    await subscribing.unsubscribe(HERE, "U2", "")
    assert await heard(world, "c", "Microsoft") == set()
    await subscribing.subscribe(HERE, "U2", "all")
    assert await heard(world, "d", "Oracle", "$91 billion") == {"C1"}

    assert [(one.by, one.words) for one in await world.store.amendments("C1", 9)] == [
        ("U2", "follows any payer, from $1B"),
        ("U2", "no longer gets alerts"),
        ("U1", "follows Microsoft, from $1B"),
        ("U1", "follows Microsoft or Meta, from $1B"),
    ]


async def test_a_change_that_changes_nothing_is_not_recorded(world: World) -> None:
    subscribing = world.pipeline.subscribing
    await subscribing.subscribe(ELSEWHERE, "U1", "meta")

    again = await subscribing.subscribe(ELSEWHERE, "U2", "meta")

    assert again.words == ""
    assert len(await world.store.amendments("C9", 9)) == 1


@pytest.mark.parametrize("text", ["", "meta"])
async def test_there_is_nothing_to_end_where_nothing_is_followed(world: World, text: str) -> None:
    made = await world.pipeline.subscribing.unsubscribe(ELSEWHERE, "U1", text)

    assert (made.words, made.rules, await world.store.subscriptions()) == ("", None, ())


async def test_a_muted_company_stays_out_until_its_time_is_over_or_it_is_let_in(world: World) -> None:
    await world.watching("Wire")

    made = await world.pipeline.subscribing.mute(HERE, "U1", "BABA", NOW + DAY)

    assert made.words == "muted Alibaba until 26 Feb 2025, 12:00 UTC"
    assert await heard(world, "a", "Alibaba") == set()
    world.clock.advance(DAY)
    assert await heard(world, "b", "Alibaba", "$80 billion") == {"C1"}
    await world.pipeline.subscribing.mute(HERE, "U1", "Alibaba", None)
    await world.pipeline.subscribing.unmute(HERE, "U1", "baba")
    assert await heard(world, "c", "Alibaba", "$120 billion") == {"C1"}


async def test_everything_can_be_muted_for_a_while(world: World) -> None:
    await world.watching("Wire")
    await world.pipeline.subscribing.mute(HERE, "U1", "*", NOW + timedelta(hours=2))

    assert await heard(world, "a") == set()
    assert await world.reasons("a") == ["muted"]


async def test_what_is_not_muted_cannot_be_let_in_and_what_the_file_mutes_is_the_operator_s(world: World) -> None:
    world.follow(replace(EVERYTHING, mutes=(Mute("Meta"),)))
    subscribing = world.pipeline.subscribing
    await subscribing.mute(HERE, "U1", "crypto", None)

    with pytest.raises(RequestError, match="Oracle is not muted here; muted are crypto"):
        await subscribing.unmute(HERE, "U1", "oracle")
    with pytest.raises(RequestError, match=r"watchlist\.yaml"):
        await subscribing.unmute(HERE, "U1", "meta")


async def test_nothing_is_muted_where_nothing_is_followed(world: World) -> None:
    with pytest.raises(RequestError, match="follows nothing"):
        await world.pipeline.subscribing.mute(ELSEWHERE, "U1", "crypto", None)


async def test_a_paused_channel_follows_on_and_is_paused_and_resumed_once(world: World) -> None:
    await world.watching("Wire")
    subscribing = world.pipeline.subscribing
    await subscribing.subscribe(ELSEWHERE, "U1", "")

    first, second = await subscribing.pause("C9", "is_archived"), await subscribing.pause("C9", "is_archived")

    assert first is not None
    assert (first.owner, second) == ("U1", None)
    assert await heard(world, "a") == {"C1", "C9"}
    assert await subscribing.resume("C9") is not None
    assert await subscribing.resume("C9") is None
    assert await heard(world, "b", "Oracle") == {"C1", "C9"}


async def test_a_channel_of_the_file_alone_is_never_paused(world: World) -> None:
    assert await world.pipeline.subscribing.pause("C1", "not_in_channel") is None


async def test_many_who_change_a_channel_at_once_all_have_their_way(world: World) -> None:
    names = ("Alibaba", "Microsoft", "Meta", "Oracle")

    await asyncio.gather(*(world.pipeline.subscribing.subscribe(ELSEWHERE, "U1", name) for name in names))

    (stored,) = await world.store.subscriptions()
    assert set(stored.choices.companies or ()) == set(names)
    assert stored.version == len(names) == len(await world.store.amendments("C9", 9))


async def test_a_choice_is_told_in_its_own_words(world: World) -> None:
    made = await world.pipeline.subscribing.choose(
        HERE, "U1", lambda choices: replace(choices, layout=Layout.COMPACT), "made messages compact"
    )

    assert made.rules is not None
    assert made.rules.layout is Layout.COMPACT
    assert await world.store.amendments("C1", 9) == (Amendment("C1", "U1", NOW, "made messages compact"),)


async def test_a_choice_subscribes_nobody(world: World) -> None:
    with pytest.raises(RequestError, match="follows nothing yet"):
        await world.pipeline.subscribing.choose(ELSEWHERE, "U1", lambda choices: choices, "made nothing")

    assert await world.store.subscriptions() == ()


async def test_a_paused_channel_can_be_unsubscribed_and_does_not_come_back_by_itself(world: World) -> None:
    subscribing = world.pipeline.subscribing
    await subscribing.subscribe(ELSEWHERE, "U1", "meta oracle")
    await subscribing.pause("C9", "not_in_channel")

    assert (await subscribing.unsubscribe(ELSEWHERE, "U1", "meta")).words == "follows Oracle, from $1B"
    assert (await subscribing.unsubscribe(ELSEWHERE, "U1", "all")).words == "no longer gets alerts"
    await subscribing.resume("C9")

    assert [rules.channel for rules in await world.pipeline.following()] == ["C1"]


async def test_what_waits_for_a_channel_that_ended_its_subscription_is_given_up(world: World) -> None:
    await world.watching("Wire")
    await world.pipeline.subscribing.subscribe(ELSEWHERE, "U1", "")
    await heard(world, "a")
    world.pipeline.watch = Watch((EVERYTHING,), world.pipeline.watch.directory)

    assert await world.pipeline.abandon_unfollowed() == 0
    await world.pipeline.subscribing.unsubscribe(ELSEWHERE, "U1", "")

    assert await world.pipeline.abandon_unfollowed() == 1
    assert await world.store.pending() == 1
