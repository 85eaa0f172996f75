"""A channel in which nothing can be posted, over the fake and a database: who is told, what waits and what goes on."""

from dataclasses import replace
from datetime import time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from structlog.testing import capture_logs

from bot.core.cadences import Cadence, Every
from bot.core.rules import EVERYTHING as ALL
from bot.core.rules import Rules
from bot.errors import RequestError
from bot.pipeline import Place, reconnected, reset, wish
from bot.pipeline.subscribing import TOO_LATE
from bot.ports import NotSent, Trouble, Unsure
from tests.core.test_wishes import TWO, wishes_of
from tests.pipeline.world import DAY, EVERYTHING, HOUR, MINUTE, NOW, World, entry

HERE, ELSEWHERE = Place("C1", "ai-spend", "T1"), Place("C9", "rivals", "T1")
SUMS = ("$53 billion", "$80 billion", "$65 billion")


async def waiting(world: World, count: int = 1) -> None:
    """Let a channel that is set in Slack alone have so many alerts waiting, and another none."""
    world.follow()
    await world.watching("Wire")
    await world.pipeline.subscribing.subscribe(ELSEWHERE, "U1", "")
    world.press.print("Wire", *(entry(str(n), sum_=SUMS[n]) for n in range(count)))
    await world.poll("Wire")


def refuse(world: World, code: str, times: int = 1) -> None:
    world.room.fail(NotSent(code, permanent=False), times=times)


@pytest.mark.parametrize(
    "code", ["not_in_channel", "channel_not_found", "is_archived", "account_inactive", "token_revoked"]
)
async def test_a_post_that_only_a_person_can_mend_pauses_its_channel_and_its_owner_is_told_once(
    world: World, code: str
) -> None:
    await waiting(world, count=2)
    refuse(world, code, times=99)

    with capture_logs() as lines:
        for _ in range(9):
            await world.pipeline.deliver(world.room, HOUR)

    assert world.room.troubles == [Trouble("C9", "rivals", code, "U1", is_paused=True)]
    assert (world.room.calls, await world.store.pending()) == (1, 2)
    (told,) = [line for line in lines if line["event"] == "trouble.told"]
    assert (told["channel"], told["whom"], told["reason"], told["status"]) == ("C9", "U1", code, "ok")


@pytest.mark.parametrize("code", ["ratelimited", "restricted_action", "unreachable", "invalid_auth"])
async def test_what_mends_itself_or_concerns_the_operator_alone_pauses_nothing(world: World, code: str) -> None:
    await waiting(world)
    refuse(world, code)

    await world.deliver()

    assert (world.room.troubles, len(world.room.said)) == ([], 1)


async def test_a_look_that_is_refused_pauses_its_channel_too(world: World) -> None:
    await waiting(world)
    world.room.fail(Unsure("timeout"))
    world.room.blind = Unsure("not_in_channel")

    for _ in range(4):
        await world.pipeline.deliver(world.room, HOUR)

    assert [trouble.code for trouble in world.room.troubles] == ["not_in_channel"]
    assert (world.room.calls, len(world.room.searches)) == (1, 1)


async def test_what_waits_in_a_paused_channel_goes_out_at_once_when_it_is_resumed(world: World) -> None:
    await waiting(world, count=3)
    refuse(world, "not_in_channel")
    await world.pipeline.deliver(world.room, HOUR)
    world.clock.advance(3 * HOUR)
    await world.pipeline.deliver(world.room)

    await world.pipeline.subscribing.resume("C9")
    began = world.clock()
    await world.deliver()

    assert [alert.figure.quote for _, alert in world.room.said] == list(SUMS)
    assert world.clock() - began < MINUTE


async def test_what_waited_for_too_long_is_given_up_as_paused_when_its_channel_is_resumed(world: World) -> None:
    await waiting(world, count=2)
    refuse(world, "is_archived")
    await world.pipeline.deliver(world.room, HOUR)
    world.clock.advance(TOO_LATE + MINUTE)

    with capture_logs() as lines:
        await world.pipeline.subscribing.subscribe(ELSEWHERE, "U2", "")

    assert [(line["event"], line.get("alerts")) for line in lines if line["event"] == "alert.abandoned"] == [
        ("alert.abandoned", 2)
    ]
    await world.deliver()
    assert (world.room.said, await world.store.pending()) == ([], 0)


async def test_a_channel_is_paused_again_and_its_owner_told_again_where_it_fails_again(world: World) -> None:
    await waiting(world)
    refuse(world, "not_in_channel", times=2)
    await world.pipeline.deliver(world.room, HOUR)
    await world.pipeline.subscribing.resume("C9")

    await world.pipeline.deliver(world.room, HOUR)

    assert len(world.room.troubles) == 2


async def test_a_paused_channel_holds_up_no_other(world: World) -> None:
    world.follow(EVERYTHING)
    await world.watching("Wire")
    await world.pipeline.subscribing.subscribe(ELSEWHERE, "U1", "")
    world.press.print("Wire", entry("a"))
    await world.poll("Wire")
    await world.pipeline.stopped("C9", "is_archived")

    for _ in range(3):
        await world.pipeline.deliver(world.room, HOUR)

    assert [alert.channel for _, alert in world.room.said] == ["C1"]


async def test_a_channel_of_the_file_alone_goes_on_being_tried_and_the_operator_is_told_once(world: World) -> None:
    world.pipeline.watch = replace(world.pipeline.watch, operator="C0OPS")
    await world.watching("Wire")
    world.press.print("Wire", entry("a"))
    await world.poll("Wire")
    refuse(world, "not_in_channel", times=5)

    await world.deliver()

    assert world.room.troubles == [Trouble("C1", "ai-spend", "not_in_channel", "C0OPS", is_paused=False)]
    assert len(world.room.said) == 1


async def test_nobody_is_told_where_no_operator_is_named_or_nothing_is_followed(world: World) -> None:
    assert await world.pipeline.stopped("C1", "not_in_channel") == ()
    world.pipeline.watch = replace(world.pipeline.watch, operator="C0OPS")

    assert await world.pipeline.stopped("C7", "not_in_channel") == ()
    assert len(await world.pipeline.stopped("C1", "not_in_channel")) == 1
    assert await world.pipeline.stopped("C1", "not_in_channel") == ()


async def test_a_channel_of_the_file_that_has_choices_of_its_own_is_paused_and_its_owner_and_the_operator_are_told_once(
    world: World,
) -> None:
    world.pipeline.watch = replace(world.pipeline.watch, operator="C0OPS")
    await world.pipeline.subscribing.subscribe(HERE, "U7", "meta")

    told = await world.pipeline.stopped("C1", "is_archived")
    again = await world.pipeline.stopped("C1", "is_archived")

    assert told == tuple(Trouble("C1", "ai-spend", "is_archived", whom, is_paused=True) for whom in ("U7", "C0OPS"))
    assert again == ()


@pytest.mark.parametrize("place", [HERE, ELSEWHERE])
async def test_news_that_comes_while_a_channel_is_paused_waits_for_it_and_is_posted_when_it_is_resumed(
    world: World, place: Place
) -> None:
    await world.watching("Wire")
    await world.pipeline.subscribing.subscribe(place, "U1", "alibaba")
    await world.pipeline.stopped(place.channel, "not_in_channel")
    world.press.print("Wire", entry("a"))
    await world.poll("Wire")
    for _ in range(3):
        await world.pipeline.deliver(world.room, HOUR)
    before = [alert for _, alert in world.room.said if alert.channel == place.channel]

    await world.pipeline.subscribing.resume(place.channel)
    await world.deliver()

    assert (before, await world.store.pending()) == ([], 0)
    assert [alert.figure.quote for _, alert in world.room.said if alert.channel == place.channel] == ["$53 billion"]


async def test_news_that_came_too_long_before_a_channel_is_resumed_is_given_up_and_what_came_later_is_posted(
    world: World,
) -> None:
    await world.watching("Wire")
    await world.pipeline.subscribing.subscribe(HERE, "U1", "")
    await world.pipeline.stopped("C1", "is_archived")
    for key, org in (("a", "Alibaba"), ("b", "Oracle")):
        world.clock.advance(TOO_LATE)
        world.press.print("Wire", entry(key, org, published=world.clock() - MINUTE))
        await world.poll("Wire")
        await world.pipeline.deliver(world.room)

    await world.pipeline.subscribing.resume("C1")
    await world.deliver()

    assert [alert.figure.org for _, alert in world.room.said] == ["Oracle"]


async def test_no_digest_is_made_of_a_paused_channel_and_it_comes_when_the_channel_is_resumed(world: World) -> None:
    daily = replace(EVERYTHING, digest=Cadence(Every.DAILY, time(9), ZoneInfo("UTC")))
    world.follow(daily)
    await world.watching("Wire")
    await world.pipeline.digest(daily)
    await world.pipeline.subscribing.subscribe(HERE, "U1", "")
    world.press.print("Wire", entry("a"))
    await world.poll("Wire")
    await world.deliver()
    await world.pipeline.subscribing.pause("C1", "is_archived")
    world.clock.now = NOW.replace(hour=9) + DAY

    paused = [await world.pipeline.digest(rules) for rules in await world.pipeline.following()]
    await world.pipeline.subscribing.resume("C1")
    (resumed,) = [await world.pipeline.digest(rules) for rules in await world.pipeline.following()]

    assert paused == [None]
    assert resumed is not None
    assert [move.fact.org for move in resumed.moves] == ["Alibaba"]


async def test_channels_that_were_paused_for_the_token_s_sake_go_on_once_it_works(world: World) -> None:
    subscribing = world.pipeline.subscribing
    for channel, code in (("C8", "token_revoked"), ("C9", "is_archived")):
        await subscribing.subscribe(Place(channel, channel), "U1", "")
        await subscribing.pause(channel, code)

    await reconnected(subscribing)

    assert [one.paused for one in await world.store.subscriptions()] == [None, "is_archived"]


async def test_channels_of_the_one_workspace_whose_token_works_go_on(world: World) -> None:
    subscribing = world.pipeline.subscribing
    for channel, team in (("C8", "T1"), ("C9", "T2")):
        await subscribing.subscribe(Place(channel, channel, team), "U1", "")
        await subscribing.pause(channel, "token_revoked")

    await reconnected(subscribing, "T1")

    assert [one.paused for one in await world.store.subscriptions()] == [None, "token_revoked"]


async def test_a_renamed_channel_is_known_by_its_new_name(world: World) -> None:
    subscribing = world.pipeline.subscribing
    await subscribing.subscribe(ELSEWHERE, "U1", "")

    first, second = await subscribing.rename("C9", "competition"), await subscribing.rename("C9", "competition")

    assert (first is not None, second) == (True, None)
    assert await subscribing.rename("C1", "other") is None
    assert [rules.name for rules in await world.pipeline.following()] == ["ai-spend", "competition"]
    assert len(await world.store.amendments("C9", 9)) == 1


async def test_what_was_wanted_in_a_dialog_is_taken_over_once_and_what_others_changed_meanwhile_stays(
    world: World,
) -> None:
    subscribing = world.pipeline.subscribing
    shown = wishes_of((await subscribing.followed(HERE)).rules)
    await subscribing.subscribe(HERE, "U2", "meta")

    made = await wish(subscribing, HERE, "U1", shown, replace(shown, min=TWO, companies=("Oracle",)))
    again = await wish(subscribing, HERE, "U1", shown, replace(shown, min=TWO, companies=("Oracle",)))

    assert (made.words, again.words) == ("follows Meta or Oracle, from $2B", "")
    assert [one.by for one in await world.store.amendments("C1", 9)] == ["U1", "U2"]


async def test_a_dialog_left_as_it_was_lets_a_channel_follow_that_followed_nothing(world: World) -> None:
    subscribing = world.pipeline.subscribing
    held = await subscribing.followed(ELSEWHERE)
    shown = wishes_of(held.rules)

    made = await wish(subscribing, ELSEWHERE, "U1", shown, shown)
    unchanged = await wish(subscribing, HERE, "U1", shown, shown)

    assert (held.follows, made.words, unchanged.words) == (False, "follows any payer, from $1B", "")
    assert [rules.name for rules in await world.pipeline.following()] == ["ai-spend", "rivals"]


async def test_all_goes_back_to_what_the_file_says_but_for_mutes(world: World) -> None:
    world.follow(Rules("C1", "ai-spend", companies=("Alibaba",)))
    subscribing = world.pipeline.subscribing
    await subscribing.subscribe(HERE, "U1", "meta min 5bn")
    await subscribing.mute(HERE, "U1", "Oracle", world.clock() + DAY)

    made = await reset(subscribing, HERE, "U2")

    assert made.words == "follows Alibaba, from $1B, all as watchlist.yaml says"
    assert made.rules is not None
    assert (made.rules.companies, [mute.what for mute in made.rules.mutes]) == (("Alibaba",), ["Oracle"])


async def test_what_a_channel_follows_is_said_wherever_anybody_has_said_anything(world: World) -> None:
    subscribing = world.pipeline.subscribing
    await subscribing.subscribe(ELSEWHERE, "U1", "meta")
    await subscribing.unsubscribe(HERE, "U1", "")

    listed, own = await subscribing.everywhere()

    assert (listed.rules.channel, listed.is_listed, listed.follows) == ("C1", True, False)
    assert (own.rules.companies, own.is_listed, own.follows) == (("Meta",), False, True)
    with pytest.raises(RequestError):
        await subscribing.mute(HERE, "U1", "Oracle", world.clock() + timedelta(hours=1))


async def test_what_a_worker_takes_while_a_channel_is_resumed_goes_out_and_is_not_put_off_once_more(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await waiting(world)
    refuse(world, "not_in_channel")
    await world.pipeline.deliver(world.room, HOUR)
    world.clock.advance(HOUR)
    amend, hasten = world.store.amend, world.store.hasten

    async def amending(*args: Any) -> None:
        await amend(*args)
        await world.pipeline.deliver(world.room)

    async def hastening(*args: Any) -> None:
        await hasten(*args)
        await world.pipeline.deliver(world.room)

    monkeypatch.setattr(world.store, "amend", amending)
    monkeypatch.setattr(world.store, "hasten", hastening)

    await world.pipeline.subscribing.resume("C9")

    assert len(world.room.said) == 1


async def test_what_waits_for_long_in_a_paused_channel_is_looked_at_ever_more_seldom(world: World) -> None:
    await waiting(world)
    refuse(world, "is_archived")
    with capture_logs() as lines:
        for _ in range(24 * 12):
            await world.pipeline.deliver(world.room)
            world.clock.advance(5 * MINUTE)

    assert sum(line["event"] == "alert.delayed" for line in lines) < 36


async def test_what_was_held_for_days_before_a_short_pause_is_not_given_up_for_it(world: World) -> None:
    await waiting(world)
    subscribing = world.pipeline.subscribing
    await subscribing.mute(ELSEWHERE, "U1", ALL, world.clock() + 3 * DAY)
    for _ in range(4):
        await world.pipeline.deliver(world.room)
        world.clock.advance(DAY)
    await world.pipeline.stopped("C9", "not_in_channel")
    world.clock.advance(HOUR)

    await world.pipeline.subscribing.resume("C9")
    await world.deliver()

    assert [alert.channel for _, alert in world.room.said] == ["C9"]
