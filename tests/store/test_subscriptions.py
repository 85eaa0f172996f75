"""What channels set in Slack, over the fake and the databases alike."""

from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.alerts import Reason
from bot.core.cadences import Cadence, Every
from bot.core.entry import Feed
from bot.core.kinds import Certainty, Kind
from bot.core.money import Money
from bot.core.quiet import Quiet
from bot.core.rules import Layout, Mute, Updates
from bot.core.subscriptions import Amendment, Choices, Subscription
from bot.errors import ConflictError
from bot.ports import Decision, Health, Sent, Wait
from tests.store.conftest import AnyStore
from tests.store.values import NOW, after, alert, judged, poll, story

ONE = Subscription("C1", "ai-spend", "U1", "T1")
ZONES = st.sampled_from(["Europe/Berlin", "Asia/Tokyo", "UTC"]).map(ZoneInfo)
TIMES = st.times().map(lambda at: at.replace(second=0, microsecond=0))


def amendment(words: str, channel: str = "C1", minute: float = 0) -> Amendment:
    return Amendment(channel, "U1", after(minute), words)


choices = st.builds(
    Choices,
    companies=st.none() | st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"]))).map(tuple),
    min=st.none() | st.builds(Money, st.decimals(0, 10**15, allow_nan=False), st.sampled_from(["USD", "CNY"])),
    kinds=st.none() | st.frozensets(st.sampled_from(Kind)),
    certainty=st.none() | st.frozensets(st.sampled_from(Certainty)),
    updates=st.none() | st.sampled_from(Updates),
    layout=st.none() | st.sampled_from(Layout),
    quiet=st.none() | st.builds(Quiet, ZONES, TIMES, TIMES, st.booleans()),
    digest=st.none() | st.builds(Cadence, st.sampled_from(Every), TIMES, ZONES, st.integers(0, 6)),
    mutes=st.lists(st.builds(Mute, st.just("Nvidia"), st.none() | st.just(NOW))).map(tuple),
)


async def test_a_subscription_is_stored_with_its_changes_the_newest_first(store: AnyStore) -> None:
    other = replace(ONE, channel="C0")
    changed = replace(ONE, choices=Choices(companies=("Alibaba",)), version=2)
    await store.amend(ONE, amendment("follows all"))
    await store.amend(other, amendment("follows all", "C0"))
    await store.amend(changed, amendment("follows Alibaba", minute=1))

    assert await store.subscriptions() == (other, changed)
    assert await store.amendments("C1", 9) == (amendment("follows Alibaba", minute=1), amendment("follows all"))
    assert await store.amendments("C1", 1) == (amendment("follows Alibaba", minute=1),)


@pytest.mark.parametrize("version", [1, 3])
async def test_a_subscription_that_was_changed_meanwhile_is_refused_with_its_change(
    store: AnyStore, version: int
) -> None:
    await store.amend(ONE, amendment("first"))

    with pytest.raises(ConflictError):
        await store.amend(replace(ONE, name="other", version=version), amendment("second"))

    assert await store.subscriptions() == (ONE,)
    assert await store.amendments("C1", 9) == (amendment("first"),)


async def test_what_nobody_changed_leaves_no_trace_of_a_change(store: AnyStore) -> None:
    await store.amend(ONE, None)

    assert (await store.subscriptions(), await store.amendments("C1", 9)) == ((ONE,), ())


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)
@given(choices)
async def test_choices_come_back_as_they_went(store: AnyStore, made: Choices) -> None:
    known = {one.channel: one.version for one in await store.subscriptions()}
    version = known.get("C1", 0) + 1
    stored = Subscription("C1", "ai", "U1", None, made, paused="is_archived", paused_at=NOW, version=version)

    await store.amend(stored, None)

    assert await store.subscriptions() == (stored,)


async def test_what_a_workspace_set_is_forgotten_with_all_that_was_decided_for_its_channels(store: AnyStore) -> None:
    await store.amend(ONE, amendment("follows all"))
    await store.amend(replace(ONE, channel="C2", team="T2"), amendment("follows all", "C2"))
    decisions = tuple(Decision(channel, Reason.ALERT, "", "s1") for channel in ("C1", "C2"))
    told = judged(opens=(story(),), decisions=decisions, alerts=(alert("a1", "C1"), alert("a2", "C2")))
    await store.save(poll(told))

    assert await store.forget("T1") == ("C1",)

    assert [one.channel for one in await store.subscriptions()] == ["C2"]
    assert (await store.amendments("C1", 9), len(await store.amendments("C2", 9))) == ((), 1)
    assert (await store.alert("a1"), await store.alert("a2")) == (None, alert("a2", "C2"))
    assert [one.channel for one in (await store.judged("e1"))[0].decisions] == ["C2"]
    assert await store.forget("T1") == ()


async def test_channels_that_were_never_set_in_slack_are_forgotten_where_they_are_named_and_who_was_greeted(
    store: AnyStore,
) -> None:
    told = judged(opens=(story(),), decisions=(Decision("C1", Reason.ALERT, "", "s1"),), alerts=(alert("a1", "C1"),))
    await store.save(poll(told))
    whom = (
        "home:T1:U1",
        "home:T12:U1",
        "channel:C1",
        "channel:C12",
        "trouble:C1:is_archived",
        "trouble:C12:is_archived",
    )
    for one in whom:
        await store.greet(one, NOW)

    assert await store.forget("T1", ["C1"]) == ("C1",)

    assert await store.alert("a1") is None
    assert (await store.judged("e1"))[0].decisions == ()
    assert [await store.greet(one, NOW) for one in whom] == [True, False, True, False, True, False]


async def test_somebody_is_greeted_once(store: AnyStore) -> None:
    assert [await store.greet(whom, NOW) for whom in ("home:U1", "home:U1", "channel:C1")] == [True, False, True]


async def test_a_feed_s_health_is_what_its_last_poll_came_to(store: AnyStore) -> None:
    assert await store.health() == (Health("Wire", None, NOW, 0, None),)
    await store.save(poll(error="503 from the server", next_due=after(20)))

    assert await store.health() == (Health("Wire", NOW, after(20), 1, "503 from the server", NOW),)


async def test_since_when_a_feed_fails_is_known_until_it_fails_no_longer(store: AnyStore) -> None:
    for minute, error in enumerate(("timeout", "503", None, "404")):
        await store.save(replace(poll(error=error), at=after(minute)))

    (health,) = await store.health()
    assert (health.failures, health.failing_since) == (1, after(3))


async def test_a_feed_at_another_address_has_not_failed_yet(store: AnyStore) -> None:
    await store.save(poll(error="404"))
    await store.sync_feeds([Feed("Wire", "https://elsewhere.example/feed")], NOW)

    (health,) = await store.health()
    assert (health.failures, health.failing_since) == (0, None)


async def test_what_has_waited_for_a_channel_for_too_long_is_given_up(store: AnyStore) -> None:
    alerts = (alert("old", "C1"), alert("held", "C1"), alert("new", "C1"), alert("other", "C2"))
    waits = (Wait("new", after(30)), Wait("held", after(20)))
    await store.save(poll(judged(opens=(story(),), alerts=alerts, waits=waits)))
    for row in ("old", "other"):
        claimed = await store.claim_alert(NOW, after(1) - NOW)
        assert claimed is not None
        await store.mark_retry(claimed.row, after(99), unsure=False, error="paused")
        assert claimed.row == row

    assert await store.give_up_late("C1", after(10)) == 1

    assert await store.pending() == 3
    assert await store.next_alert(after(40)) == after(20)
    assert (await store.standing(["s1"]))[0].id != "old"


async def test_what_was_put_off_goes_out_at_once_in_a_channel_that_is_open_again(store: AnyStore) -> None:
    await store.save(poll(judged(opens=(story(),), alerts=(alert("a1", "C1"),))))
    claimed = await store.claim_alert(NOW, after(1) - NOW)
    assert claimed is not None
    await store.mark_retry("a1", after(99), unsure=False, error="paused")

    await store.hasten("C1", after(2))

    again = await store.claim_alert(after(2), after(1) - NOW)
    assert again is not None
    assert (again.row, again.first_claimed) == ("a1", NOW)


async def test_alerts_that_stand_in_channels_are_listed_the_newest_first(store: AnyStore) -> None:
    alerts = (alert("a1", "C1"), alert("a2", "C2"), alert("a3", "C3"), alert("a4", "C1"))
    await store.save(poll(judged(opens=(story(),), alerts=alerts)))
    for number in range(3):
        claimed = await store.claim_alert(after(number), after(9) - NOW)
        assert claimed is not None
        await store.mark_delivered(claimed.row, f"{number}.0", after(number))

    found = await store.sent(["C1", "C2"], 9)

    assert found == (Sent(alerts[1], "1.0", after(1)), Sent(alerts[0], "0.0", NOW))
    assert await store.sent(["C1", "C2"], 1) == found[:1]
    assert await store.sent([], 9) == ()


async def test_entries_are_found_by_words_of_their_titles_the_newest_first(store: AnyStore) -> None:
    titles = ["Meta to spend 100% more", "Meta spends on chips", "Alibaba to spend"]
    news = [judged(f"e{n}", entry=replace(judged(f"e{n}").entry, title=title)) for n, title in enumerate(titles)]
    await store.save(poll(*news))

    assert [one.entry.id for one in await store.entitled(["SPEND", "meta"], 9)] == ["e1", "e0"]
    assert [one.entry.id for one in await store.entitled(["meta"], 1)] == ["e1"]
    assert [one.entry.id for one in await store.entitled(["100%"], 9)] == ["e0"]
    assert await store.entitled(["o_e"], 9) == ()
