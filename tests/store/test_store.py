"""What every store does, over the fake and the database alike."""

import asyncio
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bot.core.alerts import Alert, Reason
from bot.core.corrections import Correction, RightSum, What
from bot.core.entry import Feed
from bot.core.facts import Fact
from bot.core.figures import Figure
from bot.core.kinds import Certainty, Kind, Qualifier, Role
from bot.core.positions import State
from bot.core.query import Sort
from bot.core.relevance import Verdict
from bot.core.sorting import Revised, Sorted
from bot.core.standing import Side
from bot.core.stories import Story, keys
from bot.core.tallies import Tally
from bot.core.turns import MOST_LINES, Fold, Traffic
from bot.errors import ConflictError, RequestError, StoreError
from bot.ports import Criteria, Decision, FeedState, Held, Judged, Reread, Told, Wait
from tests.store import values
from tests.store.conftest import AnyStore
from tests.store.values import BILLION, FEED, LEASE, NOW, after, alert, entry, fact, figure, judged, poll, story

fresh = count()
PACE = timedelta(seconds=1)

# One store serves all examples of a test: each example works under names of its own.
round_trip = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)


async def with_alerts(store: AnyStore, *alerts: Alert) -> None:
    await store.save(poll(judged(f"e{next(fresh)}", opens=(story(),), alerts=alerts)))


# Feeds


async def test_a_new_feed_is_due_at_once_and_the_longest_overdue_comes_first(store: AnyStore) -> None:
    await store.sync_feeds([FEED, Feed("Later", "https://later.example")], after(1))

    assert await store.due(NOW) == ("Wire",)
    assert await store.due(after(1)) == ("Wire", "Later")


async def test_a_feed_is_claimed_once_until_its_lease_ends(store: AnyStore) -> None:
    first = await store.claim_feed("Wire", NOW, LEASE)

    assert first == FeedState(FEED)
    assert await store.claim_feed("Wire", after(4), LEASE) is None
    assert await store.due(after(4)) == ()
    assert await store.due(after(5)) == ("Wire",)
    assert await store.claim_feed("Wire", after(5), LEASE) == FeedState(FEED)


async def test_a_feed_that_is_not_due_or_not_known_cannot_be_claimed(store: AnyStore) -> None:
    assert await store.claim_feed("Wire", NOW - timedelta(seconds=1), LEASE) is None
    assert await store.claim_feed("Nobody's", NOW, LEASE) is None


async def test_of_many_claimers_one_gets_the_feed(store: AnyStore) -> None:
    states = await asyncio.gather(*(store.claim_feed("Wire", NOW, LEASE) for _ in range(8)))

    assert sum(state is not None for state in states) == 1


async def test_a_feed_gone_from_the_configuration_is_never_due_and_comes_back_as_it_was(store: AnyStore) -> None:
    await store.save(poll())

    await store.sync_feeds([], after(20))
    gone = await store.due(after(99)), await store.claim_feed("Wire", after(99), LEASE)
    await store.sync_feeds([FEED], after(20))

    assert gone == ((), None)
    assert await store.claim_feed("Wire", after(20), LEASE) == FeedState(FEED, "etag", "Sat", "hash", 0, NOW)


async def test_syncing_again_changes_no_due_time_but_a_shorter_interval_counts_from_now(store: AnyStore) -> None:
    slow = replace(FEED, every=timedelta(hours=1))
    await store.sync_feeds([slow], NOW)
    await store.save(poll(next_due=after(60)))

    await store.sync_feeds([slow], after(1))
    assert await store.due(after(59)) == ()
    await store.sync_feeds([FEED], after(1))
    assert await store.due(after(11)) == ("Wire",)


async def test_another_spelling_of_an_address_drops_the_validators_and_keeps_the_baseline(store: AnyStore) -> None:
    await store.save(poll())
    moved = replace(FEED, url="http://www.wire.example/feed/")

    await store.sync_feeds([moved], after(1))

    assert await store.claim_feed("Wire", after(1), LEASE) == FeedState(moved, baseline_at=NOW)


async def test_another_address_begins_with_a_baseline_of_its_own(store: AnyStore) -> None:
    await store.save(poll())
    other = replace(FEED, url="https://wire.example/other")

    await store.sync_feeds([other], after(1))

    assert await store.claim_feed("Wire", after(1), LEASE) == FeedState(other)


# Polls


async def test_the_first_good_poll_sets_the_baseline_and_frees_the_feed(store: AnyStore) -> None:
    await store.claim_feed("Wire", NOW, LEASE)

    await store.save(poll(next_due=after(1)))
    await store.save(poll(at=after(1), next_due=after(2), etag=None, last_modified=None, body_hash=None))

    assert await store.claim_feed("Wire", after(2), LEASE) == FeedState(FEED, None, None, "hash", 0, NOW)


async def test_a_poll_that_saw_no_entry_sets_no_baseline(store: AnyStore) -> None:
    await store.save(poll(seen=0, next_due=NOW))
    empty = await store.claim_feed("Wire", NOW, LEASE)
    await store.save(poll(at=after(1), next_due=after(1)))
    full = await store.claim_feed("Wire", after(1), LEASE)
    await store.save(poll(at=after(2), next_due=after(2), seen=0))

    assert empty == FeedState(FEED, "etag", "Sat", "hash")
    assert full == FeedState(FEED, "etag", "Sat", "hash", baseline_at=after(1))
    assert await store.claim_feed("Wire", after(2), LEASE) == full


async def test_failures_count_up_keep_the_validators_and_are_forgotten_after_a_good_poll(store: AnyStore) -> None:
    failed = poll(error="no answer", etag=None, last_modified=None, body_hash=None, next_due=NOW)
    await store.save(failed)
    before_any = await store.claim_feed("Wire", NOW, LEASE)
    await store.save(poll(next_due=NOW))
    await store.save(failed)
    await store.save(failed)
    twice = await store.claim_feed("Wire", NOW, LEASE)
    await store.save(poll(next_due=NOW))

    assert before_any == FeedState(FEED, failures=1)
    assert twice == FeedState(FEED, "etag", "Sat", "hash", 2, NOW)
    assert await store.claim_feed("Wire", NOW, LEASE) == FeedState(FEED, "etag", "Sat", "hash", 0, NOW)


async def test_a_poll_of_a_feed_that_was_never_configured_is_refused(store: AnyStore) -> None:
    with pytest.raises(StoreError, match="'Nobody' was never configured"):
        await store.save(poll(judged(), feed="Nobody"))


async def test_new_entries_come_back_in_their_order_and_once(store: AnyStore) -> None:
    await store.save(poll(judged("b"), judged("d")))
    a, c = entry("a"), entry("c")

    found = await store.sort_out("Wire", [c, entry("b"), a, entry("c", title="Again"), entry("d"), a])

    assert found == Sorted(new=(c, a))
    assert (await store.sort_out("Other", [entry("b")])).new == (entry("b"),)
    assert await store.sort_out("Wire", []) == Sorted()


async def test_saving_says_how_many_entries_were_new(store: AnyStore) -> None:
    twice = judged("a")

    assert await store.save(poll(twice, twice, judged("b"))) == 2
    assert await store.save(poll(judged("b"), judged("c"))) == 1
    assert await store.save(poll()) == 0


async def test_an_entry_that_is_stored_is_left_alone_with_all_that_was_decided_of_it_later(store: AnyStore) -> None:
    await store.save(poll(judged("a")))
    later = judged("a", summary="Other.", figures=(), opens=(story("s2"),), alerts=(alert("a2"),))

    assert await store.save(poll(later)) == 0

    assert await store.judged("a") == (judged("a"),)
    assert await store.candidates(keys(story())) == ()
    assert await store.pending() == 0
    assert await store.names() == ()


async def test_what_was_read_and_decided_is_found_by_id_and_by_link(store: AnyStore) -> None:
    decided = (Decision("C1", Reason.ALERT, "", "s1"), Decision("C2", Reason.BELOW_MINIMUM, "US$1 is below", None))
    first = judged("e1", opens=(story("s1"),), decisions=decided, alerts=(alert(),))
    second = judged("e2", joins=("s1",))
    await store.save(poll(first, second))

    assert await store.judged("https://wire.example/e1") == (replace(first, opens=(), joins=("s1",), alerts=()),)
    assert await store.judged("e2") == (second,)
    assert await store.judged("nothing") == ()


def revision(key: str = "e1", revises: str = "e1", **changes: Any) -> Judged:
    """Return a new state of an entry that is judged anew."""
    base = judged(key, entry=entry(key, title="Alibaba to spend more", text="Edited."), revises=revises)
    return replace(base, **changes)


async def test_an_edited_entry_is_found_with_all_that_was_read_of_it_before(store: AnyStore) -> None:
    await store.save(poll(judged("e1", opens=(story("s2"), story("s1"))), judged("e2")))
    edited = entry("churned", link="https://wire.example/e1", title="Alibaba to spend more", published=after(9))

    found = await store.sort_out("Wire", [edited, entry("e2"), entry("e3")])

    before = Revised(edited, "e1", ("s1", "s2"), (figure(),), judged("e1").verdict, NOW, NOW)
    assert found == Sorted((entry("e3"),), (before,))
    assert await store.sort_out("Other", [edited]) == Sorted((edited,))


async def test_links_that_several_entries_of_a_document_have_are_named_and_not_filed(store: AnyStore) -> None:
    live = "https://wire.example/live"
    posts = [entry(key, link=live, title=f"{key} of the evening") for key in ("First", "Second")]
    found = await store.sort_out("Wire", posts)
    await store.save(poll(*(judged(entry=post) for post in found.new), shared=found.shared))

    third = entry("Third", link=live, title="Second of the evening, again")

    assert (found.new, found.shared) == (tuple(posts), frozenset({"link:wire.example/live"}))
    assert await store.sort_out("Wire", [third]) == Sorted((third,))


async def test_a_revision_takes_the_row_of_the_entry_and_counts_as_nothing_new(store: AnyStore) -> None:
    seen = Decision("C1", Reason.ALERT, "", "s1")
    await store.save(poll(judged("e1", opens=(story("s1"),), decisions=(seen,))))
    again, spent = Decision("C1", Reason.ALREADY_POSTED, "", "s1"), figure(amount=60 * values.BILLION)
    late = revision("new", joins=("s1",), figures=(spent, figure()), summary="More.", decisions=(again,))
    late = replace(late, entry=replace(late.entry, link="https://wire.example/moved", published=after(5)))

    assert await store.save(poll(late, judged("e2"), at=after(9))) == 1

    (stored,) = await store.judged("https://wire.example/moved")
    assert stored == Judged(
        replace(late.entry, id="e1"), (spent, figure()), late.verdict, "More.", joins=("s1",), decisions=(seen, again)
    )
    assert await store.judged("new") == ()


async def test_a_revision_adds_the_stories_and_alerts_that_only_it_tells(store: AnyStore) -> None:
    await store.save(poll(judged("e1", opens=(story("s1"),))))
    bolt = story("s2", figure=figure("Meta", counterparty="Bolt"))

    await store.save(poll(revision(opens=(bolt,), alerts=(alert("a2", story="s2"),))))

    assert (await store.judged("e1"))[0].joins == ("s1", "s2")
    assert await store.candidates(keys(bolt)) == (bolt,)
    assert (await store.pending(), len(await store.facts("Bolt"))) == (1, 1)


async def test_after_a_revision_the_entry_is_known_by_its_first_id_and_its_latest_state(store: AnyStore) -> None:
    first = entry("e1", text="Long words. " * 20)
    await store.save(poll(judged(entry=first)))
    second = entry("e2", title="Alibaba to spend more", text="Other words. " * 20)

    await store.save(poll(judged(entry=second, revises="e1")))

    found = [
        second,
        replace(second, id="e3", link=None),
        replace(second, id="e1", link=None, published=None),
        replace(second, id="e4", text="Edited."),
    ]
    states = [await store.sort_out("Wire", [one]) for one in found]
    assert states[:3] == [Sorted()] * 3
    assert [(one.entry, one.known) for one in states[3].revised] == [(found[3], "e1")]
    assert (await store.sort_out("Wire", [replace(first, id="e5")])).new == (replace(first, id="e5"),)


async def test_a_revision_that_is_stored_already_or_of_nothing_stored_is_left_out_whole(store: AnyStore) -> None:
    await store.save(poll(judged("e1")))
    late = revision(decisions=(Decision("C1", Reason.NO_MONEY, "", None),))
    await store.save(poll(late))

    await store.save(poll(replace(late, opens=(story("s1"),), alerts=(alert(),))))
    await store.save(poll(revision("e9", "nobody", alerts=(alert(),))))

    assert len((await store.judged("e1"))[0].decisions) == 1
    assert (await store.judged("e9"), await store.pending()) == ((), 0)
    assert await store.candidates(keys(story())) == ()


async def test_a_revision_that_opens_a_story_somebody_else_opened_refuses_the_poll(store: AnyStore) -> None:
    await store.save(poll(judged("e1", figures=())))
    await store.save(poll(judged("e2", opens=(story("rival"),))))

    with pytest.raises(ConflictError, match="rival"):
        await store.save(poll(revision(opens=(story("late"),)), known=frozenset()))

    assert (await store.judged("e1"))[0].entry == entry("e1")


async def test_a_feed_of_which_the_guids_are_new_at_every_fetch_fills_no_table(store: AnyStore) -> None:
    await store.save(poll(judged("e1")))

    for turn in range(3):
        churned = entry(f"turn-{turn}", link=f"https://wire.example/e1?utm_campaign={turn}")
        found = await store.sort_out("Wire", [churned])
        await store.save(poll(shared=found.shared))
        assert found == Sorted()

    assert (await store.sort_out("Wire", [entry("turn-1", link=None, title="Else")])).new != ()


async def test_saving_is_all_or_nothing(store: AnyStore) -> None:
    good = judged("good", opens=(story("s1"),), alerts=(alert(),))
    bad = judged("bad", joins=("nobody knows this story",))
    await store.claim_feed("Wire", NOW, LEASE)

    with pytest.raises(StoreError):
        await store.save(poll(good, bad))

    assert await store.judged("good") == ()
    assert await store.candidates(keys(story())) == ()
    assert (await store.pending(), await store.facts("Alibaba")) == (0, ())
    assert await store.due(after(4)) == ()
    assert await store.claim_feed("Wire", after(5), LEASE) == FeedState(FEED)


async def test_a_time_without_a_zone_is_refused(store: AnyStore) -> None:
    with pytest.raises(StoreError):
        await store.claim_feed("Wire", NOW.replace(tzinfo=None), LEASE)


# Stories


async def test_a_story_is_found_under_any_of_its_keys_oldest_first(store: AnyStore) -> None:
    young, old = story("young", first_seen=after(1)), story("old", title="Old")
    other = story("other", figure=figure("Meta", usd=None, amount=values.BILLION))
    await store.save(poll(judged("a", opens=(young, other)), judged("b", opens=(old,))))

    assert await store.candidates([*keys(story()), "usd:1:nobody"]) == (old, young)
    assert await store.candidates(keys(other)) == (other,)
    assert await store.candidates(["nothing"]) == ()
    assert await store.candidates([]) == ()


async def test_a_story_that_two_feeds_open_at_once_is_the_first_ones(store: AnyStore) -> None:
    second = story(title="Second", figure=figure("Meta", counterparty="Bolt"))

    await store.save(poll(judged("a", opens=(story(title="First"),))))
    await store.save(poll(judged("b", opens=(second, second))))

    assert await store.candidates(keys(story())) == (story(title="First"),)
    assert await store.candidates(keys(second)) == ()
    assert (await store.facts("Bolt"), len(await store.facts("Alibaba"))) == ((), 1)
    assert (await store.judged("b"))[0].joins == ("s1",)


async def test_a_story_opened_by_somebody_else_since_the_known_ones_were_asked_for_refuses_the_poll(
    store: AnyStore,
) -> None:
    await store.save(poll(judged("a", opens=(story("known"),))))
    known = frozenset(one.id for one in await store.candidates(keys(story())))
    await store.save(poll(judged("b", opens=(story("rival"), story("far", figure=figure("Meta", usd=None))))))
    late = poll(judged("c", opens=(story("late"),), alerts=(alert(),)), known=known)

    with pytest.raises(ConflictError, match="rival") as caught:
        await store.save(late)

    assert caught.value.changed == ("rival",)
    assert (await store.judged("c"), await store.pending()) == ((), 0)
    assert await store.save(replace(late, known=known | {"rival"})) == 1


async def test_a_poll_that_opens_nothing_or_is_stored_already_is_refused_by_no_story(store: AnyStore) -> None:
    await store.save(poll(judged("a", opens=(story("rival"),))))

    assert await store.save(poll(judged("a", opens=(story("late"),)), known=frozenset())) == 0
    assert await store.save(poll(judged("b", joins=("rival",)), known=frozenset())) == 1


async def test_a_story_that_an_entry_made_known_otherwise_is_known_so(store: AnyStore) -> None:
    await store.save(poll(judged("a", opens=(story(),))))
    grown = story(published=after(-9), figure=figure("Meta"), also=(figure(),), places=frozenset({"US/ohio"}))

    await store.save(poll(judged("b", joins=("s1",), grown=(grown,))))

    assert await store.candidates(keys(story())) == await store.candidates(keys(grown)) == (grown,)
    assert [(fact.id, fact.org) for fact in await store.facts("Meta")] == [("story-s1", "Meta")]


async def test_an_entry_may_join_a_story_that_another_one_of_the_poll_opens(store: AnyStore) -> None:
    await store.save(poll(judged("a", joins=("s1",)), judged("b", opens=(story(),))))

    assert (await store.judged("a"))[0].joins == ("s1",)


# Outbox


async def test_alerts_are_claimed_oldest_first_and_counted_until_they_are_delivered(store: AnyStore) -> None:
    await with_alerts(store, alert("a1", "C1"), alert("a2", "C2"))

    first = await store.claim_alert(NOW, LEASE)
    second = await store.claim_alert(after(1), LEASE)
    assert first is not None
    assert second is not None

    assert (first.post.id, first.attempts, first.unsure, first.first_claimed) == ("a1", 1, False, NOW)
    assert (second.post.id, second.first_claimed) == ("a2", after(1))
    assert await store.claim_alert(after(1), LEASE) is None
    assert await store.pending() == 2
    await store.mark_delivered("a1", "1.1", after(1))
    await store.mark_failed("a2", "channel_not_found")
    assert await store.pending() == 0


async def test_many_claimers_get_different_alerts(store: AnyStore) -> None:
    await with_alerts(store, *(alert(f"a{n}", f"C{n}") for n in range(5)))

    claimed = await asyncio.gather(*(store.claim_alert(NOW, LEASE) for _ in range(8)))

    got = Counter(claim.post.id for claim in claimed if claim is not None)
    assert got == {f"a{n}": 1 for n in range(5)}


async def test_an_alert_that_is_there_already_is_kept_out(store: AnyStore) -> None:
    await with_alerts(store, alert("a1", summary="First."))
    await with_alerts(store, alert("a1", summary="Second."))

    assert await store.pending() == 1
    assert await store.alert("a1") == alert("a1", summary="First.")
    assert await store.alert("a9") is None


async def test_a_claim_that_lapsed_comes_back_unsure_with_the_time_it_was_first_claimed(store: AnyStore) -> None:
    await with_alerts(store, alert())
    await store.claim_alert(NOW, LEASE)

    too_early = await store.claim_alert(after(4.9), LEASE)
    again = await store.claim_alert(after(5), LEASE)

    assert too_early is None
    assert again is not None
    assert (again.attempts, again.unsure, again.first_claimed) == (2, True, NOW)


async def test_a_retry_waits_for_its_time_and_what_was_sure_stays_so(store: AnyStore) -> None:
    await with_alerts(store, alert())
    await store.claim_alert(NOW, LEASE)

    await store.mark_retry("a1", after(2), unsure=False, error="ratelimited")

    assert await store.claim_alert(after(1), LEASE) is None
    again = await store.claim_alert(after(2), LEASE)
    assert again is not None
    assert (again.attempts, again.unsure) == (2, False)


async def test_once_unsure_an_alert_stays_unsure(store: AnyStore) -> None:
    await with_alerts(store, alert())
    await store.claim_alert(NOW, LEASE)
    await store.mark_retry("a1", NOW, unsure=True, error="timeout")
    await store.claim_alert(NOW, LEASE)
    await store.mark_retry("a1", NOW, unsure=False, error="ratelimited")

    again = await store.claim_alert(NOW, LEASE)

    assert again is not None
    assert (again.attempts, again.unsure) == (3, True)


async def test_a_claim_tells_until_when_slack_may_have_got_an_earlier_attempt(store: AnyStore) -> None:
    await with_alerts(store, alert())
    first = await store.claim_alert(NOW, LEASE)
    await store.mark_retry("a1", after(1), unsure=True, error="timeout")
    after_an_unsure_post = await store.claim_alert(after(9), LEASE)
    await store.mark_retry("a1", after(10), unsure=False, error="ratelimited")
    after_a_look = await store.claim_alert(after(20), LEASE)
    after_a_death = await store.claim_alert(after(30), LEASE)

    claims = (first, after_an_unsure_post, after_a_look, after_a_death)
    assert [claimed and claimed.tried_until for claimed in claims] == [NOW, NOW + LEASE, NOW + LEASE, after(20) + LEASE]


async def test_a_claim_tells_how_often_in_a_row_the_alert_came_back_for_one_reason(store: AnyStore) -> None:
    await with_alerts(store, alert())
    seen = []
    for error in ("timeout", "broken", "broken", "ratelimited"):
        claimed = await store.claim_alert(NOW, LEASE)
        assert claimed is not None
        seen.append((claimed.error, claimed.repeats))
        await store.mark_retry("a1", NOW, unsure=False, error=error)

    assert seen == [(None, 0), ("timeout", 1), ("broken", 1), ("broken", 2)]


async def test_a_parked_alert_is_never_claimed_again_and_holds_up_nobody(store: AnyStore) -> None:
    await with_alerts(store, alert("a1"), alert("a2", story="s2"))
    await store.mark_parked("a1", "not claimed yet")
    await store.claim_alert(NOW, LEASE)
    await store.mark_parked("a1", "missing_scope")

    following = await store.claim_alert(NOW, LEASE)

    assert following is not None
    assert following.post.id == "a2"
    await store.mark_failed("a2", "invalid_blocks")
    assert (await store.next_alert(NOW), await store.pending(), await store.abandon(())) == (None, 0, 0)
    assert await store.posted(["s1"]) == {("s1", "C1")}


async def test_while_an_older_alert_waits_the_newer_ones_of_its_channel_wait_too(store: AnyStore) -> None:
    await with_alerts(store, alert("old", "C1"), alert("new", "C1"), alert("other", "C2"))
    await store.claim_alert(NOW, LEASE)

    while_in_hand = await store.claim_alert(NOW, LEASE)
    await store.mark_retry("old", after(9), unsure=False, error="ratelimited")
    while_waiting = await store.claim_alert(after(1), LEASE)
    old = await store.claim_alert(after(9), LEASE)
    await store.mark_failed("old", "given up")
    new = await store.claim_alert(after(9), LEASE)

    assert while_in_hand is not None
    assert old is not None
    assert new is not None
    assert [while_in_hand.post.id, while_waiting, old.post.id, new.post.id] == ["other", None, "old", "new"]


async def test_a_worker_whose_lease_lapsed_is_believed_that_slack_has_the_message(store: AnyStore) -> None:
    await with_alerts(store, alert())
    await store.claim_alert(NOW, LEASE)
    await store.claim_alert(after(5), LEASE)

    await store.mark_delivered("a1", "1.1", after(6))
    await store.mark_retry("a1", after(6), unsure=True, error="timeout")
    await store.mark_failed("a1", "given up")

    assert await store.claim_alert(after(99), LEASE) is None
    assert await store.pending() == 0


async def test_marking_an_alert_that_is_not_claimed_changes_nothing(store: AnyStore) -> None:
    await with_alerts(store, alert())

    await store.mark_retry("a1", after(99), unsure=True, error="late")
    await store.mark_failed("a1", "late")

    claimed = await store.claim_alert(NOW, LEASE)
    assert claimed is not None
    assert not claimed.unsure


async def test_marking_an_alert_that_is_not_there_is_refused(store: AnyStore) -> None:
    for marking in (
        store.mark_delivered("a9", "1.1", NOW),
        store.mark_retry("a9", NOW, unsure=False, error=""),
        store.mark_failed("a9", ""),
        store.mark_parked("a9", ""),
    ):
        with pytest.raises(StoreError, match="'a9' is not in the outbox"):
            await marking


async def test_what_waits_for_a_channel_that_is_not_followed_is_given_up_and_the_rest_goes_on(store: AnyStore) -> None:
    await with_alerts(
        store, alert("in hand", "C1"), alert("waiting", "C1"), alert("kept", "C2"), alert("delivered", "C3")
    )
    for _ in range(3):
        await store.claim_alert(NOW, LEASE)
    await store.mark_retry("kept", after(1), unsure=False, error="unreachable")
    await store.mark_delivered("delivered", "3.1", NOW)

    given_up = await store.abandon({"C2"})

    assert (given_up, await store.abandon(["C2"]), await store.pending()) == (2, 0, 1)
    kept = await store.claim_alert(after(9), LEASE)
    assert kept is not None
    assert kept.post.id == "kept"
    assert await store.posted(["s1"]) == {("s1", "C1"), ("s1", "C2"), ("s1", "C3")}


async def test_an_alert_given_up_in_a_workers_hands_is_delivered_if_slack_has_it_and_else_not_tried_again(
    store: AnyStore,
) -> None:
    await with_alerts(store, alert("a1", "C1"), alert("a2", "C2"))
    await store.claim_alert(NOW, LEASE)
    await store.claim_alert(NOW, LEASE)

    assert await store.abandon(()) == 2

    await store.mark_delivered("a1", "1.1", NOW)
    await store.mark_retry("a2", NOW, unsure=True, error="timeout")
    assert await store.claim_alert(after(9), LEASE) is None
    await with_alerts(store, alert("next", "C1", story="s2"))
    assert await store.claim_alert(NOW, LEASE, PACE) is None, "C1 rests, for a1 was delivered"


async def test_posted_tells_story_and_channel_whatever_became_of_the_alert(store: AnyStore) -> None:
    await with_alerts(store, alert("a1", "C1"), alert("a2", "C2", story="s2"), alert("a3", "C3", story="s3"))
    await store.claim_alert(NOW, LEASE)
    await store.mark_failed("a1", "channel_not_found")

    assert await store.posted(["s1", "s2", "s9"]) == {("s1", "C1"), ("s2", "C2")}
    assert await store.posted([]) == frozenset()


async def test_baselined_tells_story_and_channel_that_an_entry_of_a_baseline_met_the_rules_of(store: AnyStore) -> None:
    decisions = (
        Decision("C1", Reason.BASELINE, "stood there", "s1"),
        Decision("C2", Reason.BELOW_MINIMUM, "$1M is below $1B", "s1"),
        Decision("C3", Reason.BASELINE, "stood there", "s2"),
        Decision("C4", Reason.BASELINE, "stood there", None),
    )
    await store.save(poll(judged(opens=(story(), story("s2")), decisions=decisions)))

    assert await store.baselined(["s1", "s9"]) == {("s1", "C1")}
    assert await store.baselined(["s1", "s2"]) == {("s1", "C1"), ("s2", "C3")}
    assert await store.baselined([]) == frozenset()


async def test_a_channel_rests_after_a_delivery_while_the_others_go_on(store: AnyStore) -> None:
    await with_alerts(store, alert("a1", "C1"), alert("a2", "C1"), alert("b1", "C2"))
    await store.claim_alert(NOW, LEASE, PACE)
    await store.mark_delivered("a1", "1.1", NOW)

    other = await store.claim_alert(NOW, LEASE, PACE)
    resting = await store.claim_alert(NOW + PACE / 2, LEASE, PACE)
    rested = await store.claim_alert(NOW + PACE, LEASE, PACE)

    assert other is not None
    assert rested is not None
    assert [other.post.id, resting, rested.post.id] == ["b1", None, "a2"]


async def test_a_delivery_from_before_the_clock_was_put_back_stops_nobody(store: AnyStore) -> None:
    await with_alerts(store, alert("a1"), alert("a2"))
    await store.claim_alert(NOW, LEASE, PACE)
    await store.mark_delivered("a1", "1.1", after(60))

    assert await store.next_alert(NOW, PACE) == NOW
    assert await store.claim_alert(NOW, LEASE, PACE) is not None


async def test_the_next_alert_waits_for_its_try_its_lease_and_its_channel(store: AnyStore) -> None:
    none = await store.next_alert(NOW, PACE)
    await with_alerts(store, alert("a1", "C1"), alert("a2", "C1"), alert("b1", "C2"))
    at_once = await store.next_alert(NOW, PACE)
    await store.claim_alert(NOW, LEASE, PACE)
    await store.claim_alert(NOW, LEASE, PACE)
    both_in_hand = await store.next_alert(NOW, PACE)
    await store.mark_retry("b1", after(3), unsure=False, error="ratelimited")
    retried = await store.next_alert(NOW, PACE)
    await store.mark_delivered("a1", "1.1", NOW)
    resting = await store.next_alert(NOW, PACE)
    await store.claim_alert(NOW + PACE, LEASE, PACE)
    await store.mark_failed("a2", "given up")
    last = await store.next_alert(NOW + PACE, PACE)

    assert none is None
    assert [at_once, both_in_hand, retried, resting, last] == [NOW, NOW + LEASE, after(3), NOW + PACE, after(3)]


# Waiting and folds


def waiting(*waits: Wait) -> Judged:
    """Return an entry whose alerts wait as told."""
    alerts = tuple(alert(wait.alert) for wait in waits)
    return judged(f"e{next(fresh)}", opens=(story(),), alerts=alerts, waits=waits)


HALF_PAST = after(30)


def folded(*keys: str, at: datetime = HALF_PAST) -> Judged:
    return waiting(*(Wait(key, at, True) for key in keys))


async def test_an_alert_that_is_held_is_claimed_when_its_time_has_come_and_those_after_it_wait(store: AnyStore) -> None:
    await store.save(poll(waiting(Wait("a1", after(30)))))
    await with_alerts(store, alert("a2"), alert("b1", "C2"))

    early = [await store.claim_alert(NOW, LEASE), await store.claim_alert(NOW, LEASE)]
    next_at = await store.next_alert(after(10))
    held = await store.claim_alert(after(30), LEASE)

    assert [one and one.post.id for one in early] == ["b1", None]
    assert held is not None
    assert (held.post.id, held.attempts, held.unsure) == ("a1", 1, False)
    assert next_at == after(5)


async def test_folded_alerts_become_one_fold_when_they_are_due(store: AnyStore) -> None:
    await store.save(poll(folded("a1", "a2")))
    await store.save(poll(folded("a3")))

    early = await store.claim_alert(after(29), LEASE)
    waiting_before, next_at = await store.pending(), await store.next_alert(NOW)
    claimed = await store.claim_alert(after(30), LEASE)

    assert (early, waiting_before, next_at) == (None, 3, after(30))
    assert claimed is not None
    assert isinstance(claimed.post, Fold)
    assert claimed.post == Fold("fold-a1", "C1", (alert("a1"), alert("a2"), alert("a3")))
    assert (claimed.attempts, claimed.unsure, claimed.first_claimed) == (1, False, after(30))
    assert await store.pending() == 1
    assert await store.claim_alert(after(30), LEASE) is None


async def test_a_fold_is_claimed_marked_and_found_unsure_like_an_alert(store: AnyStore) -> None:
    await store.save(poll(folded("a1", "a2")))
    await store.claim_alert(after(30), LEASE)

    lapsed = await store.claim_alert(after(36), LEASE)
    await store.mark_delivered("fold-a1", "1.1", after(37))
    await store.mark_delivered("fold-a1", "2.2", after(38))

    assert lapsed is not None
    assert (lapsed.post.id, lapsed.unsure, lapsed.first_claimed) == ("fold-a1", True, after(30))
    assert await store.pending() == 0
    assert await store.claim_alert(after(99), LEASE) is None


async def test_an_alert_that_is_folded_alone_goes_out_as_what_it_is(store: AnyStore) -> None:
    await store.save(poll(folded("a1")))

    claimed = await store.claim_alert(after(30), LEASE)

    assert claimed is not None
    assert claimed.post == alert("a1")
    assert await store.pending() == 1


async def test_what_is_folded_holds_up_nobody(store: AnyStore) -> None:
    await store.save(poll(folded("a1", "a2")))
    await with_alerts(store, alert("a3"))

    claimed = await store.claim_alert(NOW, LEASE)

    assert claimed is not None
    assert claimed.post.id == "a3"


async def test_more_alerts_than_a_fold_holds_become_several_in_order(store: AnyStore) -> None:
    keys = [f"a{number:02}" for number in range(2 * MOST_LINES + 1)]
    await store.save(poll(folded(*keys)))
    told: list[str] = []

    for _ in range(4):
        claimed = await store.claim_alert(after(30), LEASE)
        if claimed is not None:
            assert isinstance(claimed.post, Fold)
            told += [one.id for one in claimed.post.alerts]
            await store.mark_delivered(claimed.post.id, "1.1", after(30))

    assert told == keys


async def test_of_many_claimers_one_makes_the_fold_and_one_gets_it(store: AnyStore) -> None:
    await store.save(poll(folded("a1", "a2", "a3")))

    claims = await asyncio.gather(*(store.claim_alert(after(30), LEASE) for _ in range(8)))

    assert [claim.post.id for claim in claims if claim is not None] == ["fold-a1"]


async def test_a_folded_story_counts_as_posted_before_and_after_its_fold(store: AnyStore) -> None:
    await store.save(poll(folded("a1", "a2")))

    before = await store.posted(["s1"])
    await store.claim_alert(after(30), LEASE)

    assert before == await store.posted(["s1"]) == {("s1", "C1")}


async def test_a_folded_alert_is_found_by_its_id_and_a_fold_is_no_alert(store: AnyStore) -> None:
    await store.save(poll(folded("a1", "a2")))
    await store.claim_alert(after(30), LEASE)

    assert await store.alert("a1") == alert("a1")
    assert await store.alert("fold-a1") is None


async def test_what_is_folded_for_a_channel_that_is_not_followed_is_given_up_too(store: AnyStore) -> None:
    await store.save(poll(folded("a1", "a2")))

    assert await store.abandon(["C2"]) == 2
    assert await store.pending() == 0
    assert await store.claim_alert(after(30), LEASE) is None


async def test_traffic_is_what_came_in_the_last_hour_is_on_its_way_or_is_folded(store: AnyStore) -> None:
    old, recent, failed = alert("a1"), alert("a2"), alert("a3")
    await with_alerts(store, old, recent, failed, alert("a4"), alert("b1", "C2"), alert("d1", "C3"))
    await store.mark_delivered("a1", "1.1", NOW)
    await store.mark_delivered("a2", "2.2", after(1))
    await store.claim_alert(after(2), LEASE)
    await store.mark_failed("a3", "channel_not_found")
    await store.save(poll(waiting(Wait("a5", after(90))), folded("a6", at=after(99)), folded("a7", at=after(95))))

    traffic = await store.traffic(["C1", "C2", "C9"], after(60))

    assert set(traffic) == {"C1", "C2"}
    assert sorted(traffic["C1"].times) == [after(1), after(60), after(90)]
    assert traffic["C1"].fold_at == after(95)
    assert traffic["C2"] == Traffic((after(60),))


async def test_a_fold_counts_as_one_message_of_its_channel(store: AnyStore) -> None:
    await store.save(poll(folded("a1", "a2")))
    await store.claim_alert(after(30), LEASE)
    on_its_way = await store.traffic(["C1"], after(31))
    await store.mark_delivered("fold-a1", "1.1", after(31))

    assert on_its_way == {"C1": Traffic((after(31),))}
    assert await store.traffic(["C1"], after(40)) == {"C1": Traffic((after(31),))}


async def test_a_delivery_from_before_the_clock_was_put_back_fills_no_hour(store: AnyStore) -> None:
    await with_alerts(store, alert("a1"))
    await store.mark_delivered("a1", "1.1", after(600))

    assert await store.traffic(["C1"], NOW) == {}


# Ledger


async def test_shipped_facts_become_those_given_and_live_ones_are_left_alone(store: AnyStore) -> None:
    await store.save(poll(judged(opens=(story(),))))
    first = await store.sync_ledger([fact("a"), fact("b"), fact("c")])
    changed = fact("b", org="Meta", counterparty="Scale AI")

    second = await store.sync_ledger([fact("a"), changed, fact("d")])
    third = await store.sync_ledger([fact("a"), changed, fact("d")])

    assert (first, second, third) == ((3, 0, 0), (1, 1, 1), (0, 0, 0))
    assert [fact.id for fact in await store.facts("Alibaba")] == ["story-s1", "a", "d"]
    assert await store.facts("meta") == await store.facts("SCALE ai") == (changed,)
    assert await store.names() == ("Alibaba", "Meta", "Scale AI")


async def test_facts_are_found_by_payer_joint_payer_and_counterparty_newest_first(store: AnyStore) -> None:
    month = fact("month", announced="2025-02", org_alt=("Bolt", "Coil"))
    day = fact("day", announced="2025-02-24", org="BOLT", counterparty="bolt")
    old = fact("old", announced="2024-12-31", counterparty="Bolt")
    await store.sync_ledger([old, month, day, fact("other")])

    assert await store.facts("bolt") == (day, month, old)
    assert await store.facts("Coil") == (month,)
    assert await store.facts("Nobody") == ()


async def test_a_name_is_listed_once_however_it_is_spelt(store: AnyStore) -> None:
    await store.sync_ledger([fact("a", org="OpenAI"), fact("b", org="OPENAI"), fact("c", org="Éa")])

    assert await store.names() == ("OPENAI", "Éa")


async def test_payers_are_listed_by_how_many_figures_they_have_then_by_the_newest(store: AnyStore) -> None:
    led = [fact(f"led{n}", org="Capital", role=Role.LEAD, counterparty="Bolt") for n in range(3)]
    old, new = fact("d", org="Coil", announced="2024-01"), fact("e", org="Arc", announced="2025-01-02")
    await store.sync_ledger([*led, fact("a", org="Meta"), fact("b", org="META", org_alt=("Bolt",)), old, new])

    assert await store.payers(9) == ("META", "Arc", "Coil")
    assert await store.payers(1) == ("META",)


# Totals, lists and ranks


async def test_a_company_is_added_up_by_side_kind_and_year_and_nothing_counts_twice(store: AnyStore) -> None:
    capex = {"kind": Kind.CAPEX, "announced": "2024-12", "period": "FY2025"}
    await store.sync_ledger(
        [
            fact("a", **capex, usd_high=60 * BILLION),
            fact("b", **capex, supersedes="a", usd_high=65 * BILLION, qualifier=Qualifier.UP_TO),
            fact("c", announced="2024-05", usd=Decimal("0.6")),
            fact("d", kind=Kind.STAKE, role=Role.LEAD, counterparty="Bolt"),
            fact("e", org="Bolt", counterparty="ALIBABA"),
            fact("f", org="Bolt", org_alt=("Alibaba",)),
            fact("g", certainty=Certainty.CANCELLED),
            fact("h", usd=None, period="2031"),
        ]
    )

    assert await store.totals("alibaba") == (
        Tally(Side.LED, Kind.STAKE, 2025, 53 * 10**9, 53 * 10**9, False, 0, 1),
        Tally(Side.PAYS, Kind.CAPEX, 2025, 53 * 10**9, 65 * 10**9, True, 0, 1),
        Tally(Side.PAYS, Kind.PLEDGE, 2024, 1, 1, False, 0, 1),
        Tally(Side.RECEIVES, Kind.PLEDGE, 2025, 53 * 10**9, 53 * 10**9, False, 0, 1),
    )
    assert await store.parts("Alibaba", Side.PAYS, Kind.CAPEX) == ("b",)
    assert await store.totals("Nobody") == ()


async def test_a_live_fact_takes_its_place_in_the_totals_at_once(store: AnyStore) -> None:
    await store.sync_ledger([fact("shipped", announced="2026-01-02", period="3y")])
    told = figure(amount=70 * BILLION, usd=70 * BILLION, quote="$70 billion", period="5y")
    again, other = judged("e1", opens=(story("s1"),)), judged("e2", opens=(story("s2", figure=told, title="Big news"),))

    await store.save(poll(again, other))

    (tally,) = await store.totals("Alibaba")
    assert (tally.high, tally.count) == (123 * 10**9, 2)
    page = await store.search(Criteria(orgs=("Alibaba",), counting=False), 9)
    assert [found.id for found in page.facts] == ["story-s2", "shipped"]
    assert [found.id for found in (await store.search(Criteria(words=("big news",)), 9)).facts] == ["story-s2"]


async def test_what_a_file_no_longer_holds_leaves_the_totals_the_lists_and_the_words(store: AnyStore) -> None:
    old, new = fact("old"), fact("new", supersedes="old", purpose="Ohio")
    await store.sync_ledger([old, new])
    await store.sync_ledger([old])

    assert [tally.count for tally in await store.totals("Alibaba")] == [1]
    assert (await store.search(Criteria(), 9)).facts == (old,)
    assert (await store.search(Criteria(words=("ohio",)), 9)).facts == ()


LISTED = [
    fact("a", org="Bolt", usd=3 * BILLION, announced="2025-03-01", kind=Kind.CONTRACT, counterparty="Coil"),
    fact("b", org="Coil", usd=5 * BILLION, announced="2025-02", purpose="Süd-Campus in São Paulo"),
    fact("c", org="Arc", usd=1 * BILLION, usd_high=9 * BILLION, announced="2024-12-31"),
    fact("d", org="Bolt", usd=3 * BILLION, announced="2025-04", kind=Kind.CAPEX, period="FY2026"),
    fact("e", org="Dot", usd=None, announced="2025-05", note="A data centre, not yet priced"),
    fact("f", org="Eel", usd=7 * BILLION, announced="2025-06", certainty=Certainty.DENIED, purpose="data"),
]


@pytest.mark.parametrize(
    ("criteria", "found"),
    [
        (Criteria(), "cbda"),
        (Criteria(sort=Sort.DATE), "dabc"),
        (Criteria(years=(2025,)), "ba"),
        (Criteria(years=(2024, 2026)), "cd"),
        (Criteria(kinds=(Kind.CONTRACT, Kind.CAPEX)), "da"),
        (Criteria(since="2025-03"), "da"),
        (Criteria(since="2025", until="2025-03"), "ba"),
        (Criteria(until="2024"), "c"),
        (Criteria(until="2025-02-28"), "cb"),
        (Criteria(least_usd=5 * BILLION), "cb"),
        (Criteria(payers=frozenset({"BOLT", "Arc"})), "cda"),
        (Criteria(payers=frozenset()), ""),
        (Criteria(orgs=("coil",)), "ba"),
        (Criteria(orgs=("coil",), side=Side.RECEIVES), "a"),
        (Criteria(orgs=("Coil", "Bolt")), "bda"),
        (Criteria(orgs=("Coil", "Bolt"), payers=frozenset({"Bolt"}), since="2025-04"), "d"),
        (Criteria(counting=False), "cfbdae"),
        (Criteria(orgs=("Eel",), counting=False), "f"),
        (Criteria(words=("sud campus",)), "b"),
        (Criteria(words=("PAULO", "coil")), "b"),
        (Criteria(words=("dat",), counting=False), ""),
        (Criteria(words=("dat",), begins=True, counting=False), "fe"),
        (Criteria(words=("bolt",), orgs=("Coil",)), "a"),
        (Criteria(words=("--",)), ""),
    ],
)
async def test_facts_are_listed_by_all_that_is_asked(store: AnyStore, criteria: Criteria, found: str) -> None:
    await store.sync_ledger(LISTED)

    page = await store.search(criteria, 9)

    assert ("".join(one.id for one in page.facts), page.total) == (found, len(found))


async def test_a_list_is_given_page_by_page_and_says_what_counts(store: AnyStore) -> None:
    await store.sync_ledger(LISTED)

    first, second = await store.search(Criteria(counting=False), 4), await store.search(Criteria(counting=False), 4, 4)
    beyond = await store.search(Criteria(), 4, 40)
    last_of_three = await store.search(Criteria(most=3), 2, 2)

    assert ([one.id for one in first.facts], first.total, first.counted) == (list("cfbd"), 6, frozenset("cbd"))
    assert ([one.id for one in second.facts], second.counted) == (list("ae"), frozenset("a"))
    assert (beyond.facts, beyond.total) == ((), 4)
    assert ([one.id for one in last_of_three.facts], last_of_three.total) == (["d"], 3)


async def test_each_commitment_is_listed_once_as_it_is_now_with_what_was_told_before(store: AnyStore) -> None:
    await store.sync_ledger(
        [
            fact("plan", announced="2025-02", amount=50 * BILLION, usd=50 * BILLION),
            fact("raised", announced="2025-09", supersedes="plan", amount=60 * BILLION, usd=60 * BILLION),
            fact("rumour", announced="2026-02", supersedes="raised", certainty=Certainty.REPORTED),
            fact("deal", announced="2025-11", kind=Kind.CONTRACT, counterparty="Meta", usd=BILLION, amount=BILLION),
            fact("end", announced="2025-12", kind=Kind.CONTRACT, supersedes="deal", certainty=Certainty.CANCELLED),
        ]
    )
    wanted = Criteria(orgs=("ALIBABA",), counting=False, current=True, sort=Sort.DATE)

    page = await store.search(wanted, 9)
    by_size = await store.search(replace(wanted, sort=Sort.SIZE), 1)
    last = await store.search(wanted, 1, 1)

    # A report that does not push out what was announced makes the plan the last spoken of.
    assert [one.id for one in page.facts] == ["raised", "end"]
    assert {now: [one.id for one in some] for now, some in page.earlier.items()} == {
        "raised": ["rumour", "plan"],
        "end": ["deal"],
    }
    assert {key: (placing.state, placing.by) for key, placing in page.placings.items()} == {
        "raised": (State.STANDS, None),
        "rumour": (State.UNCONFIRMED, "raised"),
        "plan": (State.REPLACED, "raised"),
        "end": (State.TAKEN_BACK, None),
        "deal": (State.TAKEN_BACK, "end"),
    }
    assert (page.total, list(page.counted)) == (2, ["raised"])
    assert ([one.id for one in by_size.facts], by_size.total) == (["raised"], 2)
    assert ([one.id for one in last.facts], list(last.earlier)) == (["end"], ["end"])


async def test_a_commitment_follows_what_is_told_of_it_later_and_what_is_taken_away(store: AnyStore) -> None:
    wanted = Criteria(orgs=("Alibaba",), counting=False, current=True, sort=Sort.DATE)
    told = [fact("plan"), fact("raised", announced="2025-09", supersedes="plan", usd=60 * BILLION)]
    await store.sync_ledger(told)
    await store.sync_ledger(told[:1])

    page = await store.search(wanted, 9)

    assert ([one.id for one in page.facts], page.total, page.earlier) == (["plan"], 1, {})


async def test_commitments_of_several_companies_are_listed_once(store: AnyStore) -> None:
    deal = fact("deal", kind=Kind.CONTRACT, counterparty="Meta")
    await store.sync_ledger([deal, fact("more", announced="2025-04", supersedes="deal", counterparty="Meta")])

    page = await store.search(Criteria(orgs=("Alibaba", "Meta"), counting=False, current=True, sort=Sort.DATE), 9)

    assert ([one.id for one in page.facts], page.total) == (["more"], 1)
    assert [one.id for one in page.earlier["more"]] == ["deal"]


async def test_the_words_a_live_fact_was_read_from_are_those_of_its_story(store: AnyStore) -> None:
    await store.sync_ledger([fact("shipped")])
    await store.save(poll(judged(opens=(story(figure=figure(quote="53 billion dollars")),))))

    assert await store.quotes(["story-s1", "shipped", "story-nowhere"]) == {"story-s1": "53 billion dollars"}
    assert await store.quotes([]) == {}


async def test_a_rank_is_how_many_of_a_kind_are_larger(store: AnyStore) -> None:
    await store.sync_ledger(LISTED)

    assert await store.rank(Kind.PLEDGE, None, 5 * BILLION) == 1
    assert await store.rank(Kind.PLEDGE, None, BILLION) == 2
    assert await store.rank(Kind.PLEDGE, frozenset({"coil"}), BILLION) == 1


async def test_names_are_known_whatever_their_case_and_told_as_they_are_spelt(store: AnyStore) -> None:
    await store.sync_ledger([fact("a", org="Bolt AG", counterparty="Éa")])

    assert await store.spelt(["BOLT ag", "éa", "coil"]) == ("Bolt AG", "Éa")


@round_trip
@given(typed=st.lists(st.text() | st.sampled_from(['"', "a AND", "NEAR(", "col:x", "*", "-a", "^b", "\x00", "\ud800"])))
async def test_whatever_is_typed_is_searched_for_without_an_error(store: AnyStore, typed: list[str]) -> None:
    page = await store.search(Criteria(words=tuple(typed), begins=True, orgs=("x",), counting=False), 9)

    assert page.facts == ()


async def test_a_new_story_becomes_a_live_fact_with_its_source(store: AnyStore) -> None:
    told = figure(org_alt=("Ant",), usd_high=values.BILLION, purpose="cloud")
    await store.save(poll(judged(opens=(story(figure=told, published=None, first_seen=after(-999)),))))

    (live,) = await store.facts("ant")

    assert live == Fact(
        "story-s1",
        "2026-01-09",
        "Alibaba",
        Kind.PLEDGE,
        told.amount,
        "USD",
        usd=told.usd,
        usd_high=told.usd_high,
        org_alt=("Ant",),
        period="3y",
        purpose="cloud",
        source_url="https://wire.example/e1",
        source_outlet="Wire",
    )


@pytest.mark.parametrize("told", [figure(None), figure(kind=Kind.REVENUE)])
async def test_a_story_without_a_payer_or_spending_adds_nothing_to_the_ledger(store: AnyStore, told: object) -> None:
    await store.save(poll(judged(opens=(story(figure=told),))))

    assert await store.names() == ()


async def test_two_shipped_facts_with_one_id_are_one(store: AnyStore) -> None:
    assert await store.sync_ledger([fact("a"), fact("a", note="later")]) == (1, 0, 0)
    assert await store.facts("Alibaba") == (fact("a", note="later"),)


# What is stored comes back as it went


@round_trip
@given(new=values.judgements)
async def test_an_entry_with_its_figures_and_decisions_comes_back(store: AnyStore, new: Judged) -> None:
    new = replace(new, entry=replace(new.entry, id=f"{new.entry.id}{next(fresh)}"))

    await store.save(poll(new))

    assert await store.judged(new.entry.id) == (new,)


@round_trip
@given(new=values.stories)
async def test_a_story_comes_back(store: AnyStore, new: Story) -> None:
    assume(keys(new))
    new = replace(new, id=f"{new.id}{next(fresh)}")

    await store.save(poll(judged(f"e{next(fresh)}", opens=(new,))))

    assert new in await store.candidates(keys(new))


@round_trip
@given(new=values.alerts)
async def test_an_alert_comes_back(store: AnyStore, new: Alert) -> None:
    new = replace(new, id=f"{new.id}{next(fresh)}")

    await with_alerts(store, new)

    assert await store.alert(new.id) == new


@round_trip
@given(new=st.lists(values.facts, max_size=4, unique_by=lambda fact: fact.id))
async def test_facts_come_back(store: AnyStore, new: list[Fact]) -> None:
    await store.sync_ledger(new)

    assert {fact for each in new for fact in await store.facts(each.org.upper().lower())} >= {
        fact for fact in new if fact.org.upper().lower().casefold() == fact.org.casefold()
    }
    assert await store.sync_ledger(new) == (0, 0, 0)


async def test_times_come_back_in_utc(store: AnyStore) -> None:
    tokyo = NOW.astimezone(timezone(timedelta(hours=9)))
    await store.save(poll(judged("a", entry=entry("a", published=tokyo), opens=(story(first_seen=tokyo),)), at=tokyo))

    ((found,), (told,)) = await store.judged("a"), await store.candidates(keys(story()))

    assert (found.entry.published, told.first_seen) == (NOW, NOW)


# Corrections


def said(what: What, target: str = "a", **changes: Any) -> Correction:
    return replace(Correction(target, what, fact(target), "ana", NOW, note="it says so"), **changes)


ONE = RightSum(values.BILLION, None, "USD", values.BILLION, None, Qualifier.EXACT)
CORRECTED = fact("a", amount=values.BILLION, usd=values.BILLION)


async def test_a_correction_is_laid_over_its_fact_at_once_and_taken_away_when_it_is_undone(store: AnyStore) -> None:
    await store.sync_ledger([fact("a")])

    made = await store.correct(said(What.WRONG_FIGURE, figure=ONE))
    during = await store.facts("Alibaba"), await store.fact("a")
    undone = await store.undo(made.id, "bo", after(5))

    assert during == ((CORRECTED,), Held(fact("a"), CORRECTED))
    assert (await store.facts("Alibaba"), await store.fact("a")) == ((fact("a"),), Held(fact("a"), fact("a")))
    assert undone == replace(made, undone_by="bo", undone_at=after(5))


async def test_corrections_are_listed_newest_first_with_those_undone_and_come_back_as_they_went(
    store: AnyStore,
) -> None:
    await store.sync_ledger([fact("a"), fact("b")])
    first = await store.correct(said(What.WRONG_FIGURE, figure=ONE))
    second = await store.correct(said(What.DUPLICATE, "b", same_as="a", was=fact("b", org_alt=("Bolt",))))
    undone = await store.undo(first.id, "bo", after(5))

    assert await store.corrections() == (second, undone)
    assert await store.corrections("b") == (second,)
    assert await store.corrections("c") == ()
    assert await store.corrections("a", "b") == (second, undone)
    assert first.id < second.id


async def test_undoing_twice_or_what_is_not_there_changes_nothing(store: AnyStore) -> None:
    await store.sync_ledger([fact("a")])
    made = await store.correct(said(What.NOT_AI))
    first = await store.undo(made.id, "bo", after(5))

    again, unknown = await store.undo(made.id, "cleo", after(9)), await store.undo(99, "cleo", after(9))

    assert (again, unknown) == (first, None)


@pytest.mark.parametrize("what", [said(What.NOT_AI), said(What.DUPLICATE, same_as="b")])
async def test_what_people_take_out_is_in_no_list_and_comes_back(store: AnyStore, what: Correction) -> None:
    await store.sync_ledger([fact("a", org="Meta"), fact("b")])

    made = await store.correct(what)

    assert (await store.facts("Meta"), await store.names(), await store.payers(9)) == ((), ("Alibaba",), ("Alibaba",))
    assert await store.facts_after("", 9) == (fact("b"),)
    assert await store.fact("a") == Held(fact("a", org="Meta"), None)
    assert await store.fact_ids() == ("a", "b")
    await store.undo(made.id, "bo", after(5))
    assert await store.facts("Meta") == (fact("a", org="Meta"),)


async def test_a_correction_survives_a_new_telling_of_the_file_and_undoing_it_brings_that_back(
    store: AnyStore,
) -> None:
    await store.sync_ledger([fact("a"), fact("b")])
    made = await store.correct(said(What.WRONG_FIGURE, figure=ONE))

    unchanged = await store.sync_ledger([fact("a"), fact("b")])
    changed = await store.sync_ledger([fact("a", note="later"), fact("b")])

    assert (unchanged, changed) == ((0, 0, 0), (0, 1, 0))
    assert (await store.fact("a")) == Held(fact("a", note="later"), replace(CORRECTED, note="later"))
    await store.undo(made.id, "bo", after(5))
    assert (await store.fact("a")) == Held(fact("a", note="later"), fact("a", note="later"))


async def test_a_corrected_fact_that_leaves_the_file_is_gone_and_is_corrected_when_it_comes_back(
    store: AnyStore,
) -> None:
    await store.sync_ledger([fact("a")])
    await store.correct(said(What.WRONG_FIGURE, figure=ONE))

    removed = await store.sync_ledger([])
    meanwhile = await store.fact("a"), await store.facts("Alibaba"), await store.fact_ids()
    added = await store.sync_ledger([fact("a")])

    assert (removed, meanwhile, added) == ((0, 0, 1), (None, (), ()), (1, 0, 0))
    assert await store.facts("Alibaba") == (CORRECTED,)


async def test_a_duplicate_stands_again_when_the_fact_it_joins_leaves_the_file(store: AnyStore) -> None:
    await store.sync_ledger([fact("a"), fact("b")])
    await store.correct(said(What.DUPLICATE, same_as="b"))

    await store.sync_ledger([fact("a")])
    alone = await store.facts("Alibaba")
    await store.sync_ledger([fact("a"), fact("b")])

    assert (alone, await store.facts("Alibaba")) == ((fact("a"),), (fact("b"),))


async def test_links_to_a_duplicate_lead_to_the_fact_it_joins_until_that_is_undone(store: AnyStore) -> None:
    await store.sync_ledger([fact("a"), fact("b"), fact("part", part_of="a", supersedes="a")])

    made = await store.correct(said(What.DUPLICATE, same_as="b"))
    await store.sync_ledger([fact("a"), fact("b"), fact("part", part_of="a", supersedes="a"), fact("new", part_of="a")])

    assert await store.facts_after("b", 9) == (fact("new", part_of="b"), fact("part", part_of="b", supersedes="b"))
    assert await store.chained() == (fact("b"), fact("part", part_of="b", supersedes="b"))
    await store.undo(made.id, "bo", after(5))
    assert await store.facts_after("b", 9) == (fact("new", part_of="a"), fact("part", part_of="a", supersedes="a"))


async def test_two_facts_are_never_duplicates_of_each_other(store: AnyStore) -> None:
    await store.sync_ledger([fact("a"), fact("b")])
    await store.correct(said(What.DUPLICATE, same_as="b"))

    with pytest.raises(RequestError, match="a is itself a duplicate of b"):
        await store.correct(said(What.DUPLICATE, "b", same_as="a"))

    assert len(await store.corrections()) == 1
    assert await store.facts("Alibaba") == (fact("b"),)


async def test_a_live_fact_is_corrected_and_left_out_when_another_feed_opens_its_story_again(store: AnyStore) -> None:
    await store.save(poll(judged("e1", opens=(story(),))))
    await store.correct(said(What.NOT_AI, "story-s1"))

    await store.save(poll(judged("e2", opens=(story(), story("s2")))))

    assert [one.id for one in await store.facts("Alibaba")] == ["story-s2"]


async def test_facts_come_in_the_order_of_their_ids_so_many_at_a_time(store: AnyStore) -> None:
    await store.sync_ledger([fact("c"), fact("a"), fact("b")])

    assert await store.facts_after("", 2) == (fact("a"), fact("b"))
    assert await store.facts_after("b", 2) == (fact("c"),)


# Re-reading


def anew(told: Told, *figures: Figure, **changes: Any) -> Reread:
    return replace(
        Reread(told.number, told.entry, figures, Verdict(True, "new-commitment", ("invest",)), "Read anew."), **changes
    )


async def test_entries_come_with_what_was_read_and_the_stories_they_told_first(store: AnyStore) -> None:
    late = judged("late", entry=entry("late", title="Also: Alibaba"), joins=("s1",))
    await store.save(poll(late, judged("first", opens=(story(),)), judged("none", figures=())))

    one, two, three = await store.told(None, 0, 9)

    assert [(t.entry.id, t.opened) for t in (one, two, three)] == [("late", ()), ("first", (story(),)), ("none", ())]
    assert (two.entry, two.figures, two.verdict, two.summary) == (
        entry("first"),
        (figure(),),
        judged().verdict,
        "Summary.",
    )
    assert await store.told(None, one.number, 1) == (two,)


async def test_entries_are_told_by_when_they_were_stored(store: AnyStore) -> None:
    await store.save(poll(judged("old")))
    await store.save(poll(judged("new"), at=after(60), next_due=after(70)))

    assert [told.entry.id for told in await store.told(after(30), 0, 9)] == ["new"]
    assert (await store.count_told(after(30)), await store.count_told(None)) == (1, 2)


async def test_what_is_read_anew_takes_the_place_of_what_was_read_and_decisions_stay(store: AnyStore) -> None:
    decision = Decision("C1", Reason.ALERT, "any payer", "s1")
    await store.save(poll(judged(opens=(story(),), decisions=(decision,), alerts=(alert(),))))
    (told,) = await store.told(None, 0, 9)

    await store.reread([anew(told, figure("Meta"), figure("Oracle"))])

    (now,) = await store.judged("e1")
    assert now.figures == (figure("Meta"), figure("Oracle"))
    assert (now.verdict.evidence, now.summary) == (("invest",), "Read anew.")
    assert (now.joins, now.decisions, await store.alert("a1")) == (("s1",), (decision,), alert())


async def test_a_story_its_keys_and_its_fact_follow_the_figure_and_corrections_win(store: AnyStore) -> None:
    await store.save(poll(judged(opens=(story(),))))
    await store.correct(said(What.WRONG_FIGURE, "story-s1", figure=ONE))
    (told,) = await store.told(None, 0, 9)

    await store.reread(
        [anew(told, figure("Meta"), stories=((story(), story(figure=figure("Meta", kind=Kind.CAPEX))),))]
    )

    followed = story(figure=figure("Meta", kind=Kind.CAPEX))
    assert await store.candidates(keys(followed)) == (followed,)
    assert await store.candidates(keys(story())) == ()
    assert await store.facts("Alibaba") == ()
    (fact_now,) = await store.facts("Meta")
    assert (fact_now.kind, fact_now.amount, fact_now.source_outlet) == (Kind.CAPEX, values.BILLION, "Wire")


@pytest.mark.parametrize("now", [None, figure(None), figure(kind=Kind.REVENUE)])
async def test_a_fact_leaves_the_ledger_with_its_figure_and_comes_back_with_it(
    store: AnyStore, now: Figure | None
) -> None:
    await store.save(poll(judged(opens=(story(),))))
    before = await store.facts("Alibaba")
    (told,) = await store.told(None, 0, 9)

    await store.reread([anew(told, stories=((story(), now and story(figure=now)),))])
    meanwhile = await store.facts("Alibaba")
    await store.reread([anew(told, figure(), stories=((story(figure=now or figure()), story()),))])

    assert (meanwhile, await store.facts("Alibaba")) == ((), before)
    assert await store.candidates(keys(story())) == (story(),)


async def test_an_entry_whose_story_has_changed_since_it_was_seen_is_left_as_it_is(store: AnyStore) -> None:
    await store.save(poll(judged(opens=(story(),))))
    (told,) = await store.told(None, 0, 9)
    outdated, meta = story(published=after(-999)), story(figure=figure("Meta"))

    await store.reread([anew(told, figure("Meta"), stories=((outdated, meta),))])

    assert await store.told(None, 0, 9) == (told,)
    assert (await store.candidates(keys(story())), await store.candidates(keys(meta))) == ((story(),), ())
    assert [fact.org for fact in await store.facts("Alibaba")] == ["Alibaba"]


async def test_an_entry_that_its_feed_told_anew_since_it_was_read_is_left_as_it_is(store: AnyStore) -> None:
    await store.save(poll(judged()))
    (told,) = await store.told(None, 0, 9)
    edited = replace(told, entry=entry(text="Edited since."))

    await store.reread([anew(edited, figure("Meta"))])

    assert await store.told(None, 0, 9) == (told,)


async def test_a_fact_that_a_later_report_changes_stays_corrected(store: AnyStore) -> None:
    await store.save(poll(judged(opens=(story(),))))
    made = await store.correct(said(What.WRONG_FIGURE, "story-s1", figure=ONE))
    raised = story(figure=figure(amount=60 * values.BILLION, usd=60 * values.BILLION, period="5y"))

    await store.save(poll(judged("e2", joins=("s1",), grown=(raised,))))

    (during,) = await store.facts("Alibaba")
    await store.undo(made.id, "bo", after(5))
    (then,) = await store.facts("Alibaba")
    assert (during.amount, during.period) == (values.BILLION, "5y")
    assert (then.amount, then.period) == (60 * values.BILLION, "5y")


async def test_parts_of_a_whole_are_found_whoever_pays_them(store: AnyStore) -> None:
    whole, part = fact("whole"), fact("part", org="Bolt", part_of="whole")
    await store.sync_ledger([whole, part, fact("other")])

    assert await store.parts_of(["whole", "nothing"]) == (part,)
    assert await store.parts_of([]) == ()
