"""Digests in every store: how far they are, what was heard for them, and their rows in the outbox."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.core.changes import Change
from bot.core.corrections import Correction, What
from bot.core.digest import Digest, Left, Payer
from bot.core.dues import Digested
from bot.core.facts import Fact
from bot.core.heard import Heard
from bot.core.kinds import Certainty, Kind
from bot.core.moves import Move, News
from bot.core.reckoning import NOTHING
from bot.core.stories import Story
from bot.core.totals import Total
from bot.ports import Action
from tests.store.conftest import AnyStore
from tests.store.test_store import PACE, with_alerts
from tests.store.values import BILLION, FEED, LEASE, NOW, after, alert, entry, fact, figure, judged, poll, story

WEEK = timedelta(days=7)
BEGUN = Digested("C1", "weekly on Saturday at 12:00 UTC", NOW)
MONTH_AGO = NOW - timedelta(days=30)


def digest(**changes: Any) -> Digest:
    move = Move(fact("b"), News.NEW, 53 * BILLION, 53 * BILLION)
    cut = Move(fact("c"), News.CHANGED, -BILLION, -BILLION, fact("d", amount=54 * BILLION), Change.CUT)
    base = Digest(
        id="digest-C1-20260117T1200Z",
        channel="C1",
        since=NOW,
        until=NOW + WEEK,
        zone="Europe/Berlin",
        cadence=BEGUN.cadence,
        follows="#ai follows any payer",
        asked="since 2026-01-10",
        sum=(53 * BILLION, Decimal("53000000000.5")),
        count=1,
        taken=(BILLION, BILLION),
        kinds=(Total(Kind.PLEDGE, 53 * BILLION, 53 * BILLION, up_to=False, parts=(), count=1),),
        payers=(Payer("Alibaba", (53 * BILLION, 53 * BILLION), NOTHING),),
        moves=(move,),
        others=(cut,),
        left=Left(2, (BILLION, 2 * BILLION), 1),
    )
    return replace(base, **changes)


def moved_on(by: timedelta = WEEK) -> Digested:
    return replace(BEGUN, done=NOW + by, told=NOW + by)


# How far they are


async def test_how_far_a_channel_s_digests_are_comes_back_as_it_went(store: AnyStore) -> None:
    assert await store.digested("C1") is None

    assert await store.save_digest(BEGUN, None, None, NOW)
    begun = await store.digested("C1")
    assert await store.save_digest(moved_on(), BEGUN, None, NOW)

    assert begun == BEGUN
    assert await store.digested("C1") == moved_on()
    assert await store.digested("C2") is None
    assert await store.pending() == 0


@pytest.mark.parametrize(
    "before",
    [
        None,
        moved_on(),
        replace(BEGUN, cadence="daily at 12:00 UTC"),
        replace(BEGUN, done=NOW - WEEK),
        replace(BEGUN, told=NOW),
    ],
)
async def test_a_digest_made_from_another_state_is_not_stored(store: AnyStore, before: Digested | None) -> None:
    await store.save_digest(BEGUN, None, None, NOW)

    assert not await store.save_digest(moved_on(2 * WEEK), before, digest(), NOW)
    assert await store.digested("C1") == BEGUN
    assert await store.pending() == 0


async def test_of_many_that_make_one_digest_one_puts_it_out(store: AnyStore) -> None:
    await store.save_digest(BEGUN, None, None, NOW)

    made = await asyncio.gather(*(store.save_digest(moved_on(), BEGUN, digest(), NOW) for _ in range(6)))

    assert sorted(made) == [False] * 5 + [True]
    assert await store.pending() == 1


async def test_a_digest_that_is_there_is_not_put_out_again_whatever_is_remembered(store: AnyStore) -> None:
    await store.save_digest(moved_on(), None, digest(), NOW)
    await store.forget_digests("C1")
    forgotten = await store.digested("C1")

    assert await store.save_digest(moved_on(), None, digest(), NOW)
    assert forgotten is None
    assert await store.pending() == 1


async def test_a_channel_that_is_no_longer_followed_loses_its_digest_and_what_was_remembered(store: AnyStore) -> None:
    await store.save_digest(moved_on(), None, digest(), NOW)
    await store.save_digest(replace(BEGUN, channel="C2"), None, None, NOW)

    assert await store.abandon(["C2"]) == 1
    assert await store.digested("C1") is None
    assert await store.digested("C2") == replace(BEGUN, channel="C2")


# In the outbox


async def test_a_digest_is_claimed_as_it_went_in_its_turn_and_its_time(store: AnyStore) -> None:
    await with_alerts(store, alert("a1"))
    await store.save_digest(moved_on(), None, digest(), after(3))
    first = await store.claim_alert(after(1), LEASE)
    await store.mark_delivered("a1", "1.1", after(1))
    too_early = await store.claim_alert(after(2), LEASE), await store.next_alert(after(2))
    claimed = await store.claim_alert(after(3), LEASE)

    assert first is not None
    assert first.post == alert("a1")
    assert too_early == (None, after(3))
    assert claimed is not None
    assert (claimed.row, claimed.action, claimed.post) == (digest().id, Action.DIGEST, digest())
    assert await store.alert(digest().id) is None


async def test_a_digest_keeps_the_pace_and_is_a_message_of_its_hour(store: AnyStore) -> None:
    await store.save_digest(moved_on(), None, digest(), NOW)
    await store.claim_alert(NOW, LEASE)
    await with_alerts(store, alert("a1"))
    held_up = await store.claim_alert(NOW, LEASE)
    await store.mark_delivered(digest().id, "1.1", NOW)

    assert held_up is None
    assert await store.claim_alert(NOW, LEASE, PACE) is None
    assert (await store.traffic(["C1"], after(1)))["C1"].times == (NOW, after(1))


async def test_a_digest_that_slack_may_have_is_claimed_unsure(store: AnyStore) -> None:
    await store.save_digest(moved_on(), None, digest(), NOW)
    await store.claim_alert(NOW, LEASE)

    lapsed = await store.claim_alert(after(5), LEASE)
    await store.mark_failed(digest().id, "channel_not_found")

    assert lapsed is not None
    assert (lapsed.unsure, lapsed.tried_until) == (True, after(5))
    assert await store.pending() == 0


# What was heard


def heard(*found: Heard) -> list[tuple[str, datetime, bool]]:
    return [(one.fact.id, one.at, one.stood) for one in found]


async def opened(store: AnyStore, key: str, at: float = 20, **changes: Any) -> Story:
    """Store a story that an entry opens so many minutes after NOW, when its feed has been polled before."""
    new = story(key, first_seen=after(at), published=after(at), **changes)
    await store.save(poll(judged(f"e-{key}", opens=(new,)), at=after(at), next_due=after(at + 10)))
    return new


async def test_facts_are_heard_by_when_their_stories_were_first_seen(store: AnyStore) -> None:
    await store.save(poll(judged("old", opens=(story("old"),))))
    await opened(store, "s1", 20)
    await opened(store, "s2", 30)

    assert heard(*await store.heard(after(20))) == [("story-s1", after(20), False), ("story-s2", after(30), False)]
    assert heard(*await store.heard(after(21))) == [("story-s2", after(30), False)]
    assert heard(*await store.heard(MONTH_AGO))[0] == ("story-old", NOW, True)


async def test_shipped_facts_are_heard_on_their_day_and_those_of_a_month_never(store: AnyStore) -> None:
    days = ("2026-01-10", "2026-01-09", "2026-01", "2026-01-12")
    await store.sync_ledger([fact(f"f{number}", announced=day) for number, day in enumerate(days)])

    found = await store.heard(NOW)

    midnight = datetime(2026, 1, 10, tzinfo=UTC)
    assert heard(*found) == [("f0", midnight, False), ("f3", midnight + timedelta(days=2), False)]


async def test_a_fact_that_news_changed_is_heard_with_how_it_stood(store: AnyStore) -> None:
    first = await opened(store, "s1", 20)
    for minutes, sum_ in ((30, 60), (40, 70)):
        grown = replace(first, figure=figure(amount=sum_ * BILLION, usd=sum_ * BILLION))
        joining = judged(f"e{minutes}", joins=("s1",), grown=(grown,))
        await store.save(poll(joining, at=after(minutes), next_due=after(minutes + 10)))
    again = judged("e50", joins=("s1",), grown=(grown,))
    await store.save(poll(again, at=after(50), next_due=after(60)))

    (one,) = await store.heard(after(35))

    assert [(at, was.amount) for at, was in one.was] == [(after(40), 60 * BILLION)]
    assert (one.fact.amount, one.at) == (70 * BILLION, after(20))
    (whole,) = await store.heard(after(15))
    assert [was.amount for _, was in whole.was] == [53 * BILLION, 60 * BILLION]
    assert [getattr(whole.as_of(after(at)), "amount", None) for at in (20, 25, 35, 45)] == [
        None,
        53 * BILLION,
        60 * BILLION,
        70 * BILLION,
    ]
    assert await store.heard(after(41)) == ()


async def test_a_fact_that_people_corrected_is_heard_as_they_say_and_was_never_otherwise(store: AnyStore) -> None:
    first = await opened(store, "s1", 20)
    grown = replace(first, figure=figure(amount=60 * BILLION, usd=60 * BILLION))
    await store.save(poll(judged("e2", joins=("s1",), grown=(grown,)), at=after(30), next_due=after(40)))
    (told,) = await store.heard(after(15))
    correction = Correction("story-s1", What.WRONG_COMPANY, told.fact, "Ada", after(50), org="Tencent")
    kept = await store.correct(correction)

    (corrected,) = await store.heard(after(15))
    await store.undo(kept.id, "Ada", after(51))
    await store.correct(replace(correction, what=What.NOT_AI, org=None))

    assert (corrected.fact.org, corrected.was, len(told.was)) == ("Tencent", (), 1)
    assert await store.heard(after(15)) == ()


async def test_a_story_that_nobody_is_named_for_is_heard_without_a_payer(store: AnyStore) -> None:
    await store.save(poll())
    told = figure(None, kind=Kind.STAKE, counterparty="Anthropic", certainty=Certainty.REPORTED)
    await opened(store, "s1", 20, figure=told)
    await opened(store, "s2", 20, figure=figure(None, kind=Kind.MARKET_VALUE))

    (one,) = await store.heard(after(15))

    assert await store.facts("Anthropic") == ()
    assert one == Heard(
        Fact(
            "story-s1",
            "2026-01-10",
            "",
            Kind.STAKE,
            53 * BILLION,
            "USD",
            usd=53 * BILLION,
            counterparty="Anthropic",
            period="3y",
            certainty=Certainty.REPORTED,
            source_url="https://wire.example/e-s1",
            source_outlet="Wire",
        ),
        after(20),
    )


async def test_only_what_opened_a_story_makes_it_one_that_stood_there_before(store: AnyStore) -> None:
    await store.save(poll(judged("quiet")))
    await opened(store, "s1", 20)
    other = replace(FEED, name="Post", url="https://post.example/feed")
    await store.sync_feeds([FEED, other], after(25))
    both = judged("p1", joins=("s1",)), judged("p2", opens=(story("s2", first_seen=after(30)),))
    await store.save(poll(*both, feed="Post", at=after(30), next_due=after(40)))

    assert heard(*await store.heard(after(15))) == [("story-s1", after(20), False), ("story-s2", after(30), True)]


async def test_the_entries_that_tell_a_story_come_in_order_with_their_feeds(store: AnyStore) -> None:
    await opened(store, "s1", 20)
    await store.save(poll(judged("e2", joins=("s1",)), at=after(30), next_due=after(40)))

    told = await store.told_by(["s1", "s9"])

    assert told == {"s1": (("Wire", entry("e-s1")), ("Wire", entry("e2")))}
