"""Messages that are brought up to date: what every store does, over the fake and the database alike."""

import asyncio
from itertools import count
from typing import Any

import pytest

from bot.core.alerts import Alert, Source, Was
from bot.core.changes import Change
from bot.core.renewals import Renewal
from bot.core.turns import Fold, Traffic
from bot.errors import ConflictError
from bot.ports import Action, Claimed, Wait
from tests.store.conftest import AnyStore
from tests.store.values import LEASE, NOW, after, alert, figure, judged, poll, story

fresh = count()


async def add(store: AnyStore, *alerts: Alert, minute: float = 0, waits: tuple[Wait, ...] = ()) -> None:
    await store.save(poll(judged(f"a{next(fresh)}", opens=(story(),), alerts=alerts, waits=waits), at=after(minute)))


async def renew(store: AnyStore, *renewals: Renewal, minute: float = 0) -> None:
    await store.save(poll(judged(f"r{next(fresh)}", renewals=renewals), at=after(minute)))


def version(number: int, key: str = "a1", *, edits: bool = True, notes: bool = False, **changes: Any) -> Renewal:
    """Return a version of an alert that another outlet or a change made."""
    return Renewal(alert(key, version=number, summary=f"Version {number}.", **changes), edits, notes)


async def claim(store: AnyStore, minute: float = 0) -> Claimed | None:
    return await store.claim_alert(after(minute), LEASE)


async def claimed_now(store: AnyStore, minute: float = 0) -> Claimed:
    found = await claim(store, minute)
    assert found is not None
    return found


async def deliver(store: AnyStore, minute: float = 0, ts: str = "1.1") -> Claimed:
    found = await claimed_now(store, minute)
    await store.mark_delivered(found.row, ts, after(minute))
    return found


def told(claimed: Claimed | None) -> tuple[str, int, Action, str | None] | None:
    return None if claimed is None else (claimed.post.id, claimed.post.version, claimed.action, claimed.ts)


# What stands


async def test_what_stands_is_the_newest_version_of_every_alert_of_the_stories(store: AnyStore) -> None:
    await add(store, alert("a1"), alert("a2", "C2"), alert("b", story="s2"))
    await renew(store, version(2), version(3))

    assert await store.standing(["s1", "unknown"]) == (version(3).alert, alert("a2", "C2"))
    assert await store.alert("a1") == version(3).alert
    assert await store.standing([]) == ()


async def test_what_was_given_up_or_set_aside_stands_no_more_and_what_waits_or_is_folded_does(store: AnyStore) -> None:
    names = ("failed", "parked", "retried", "delivered")
    await add(store, *(alert(name, name) for name in (*names, "folded")), waits=(Wait("folded", after(9), True),))
    for _ in names:
        row = (await claimed_now(store)).row
        marks = {
            "failed": store.mark_failed(row, "no"),
            "parked": store.mark_parked(row, "who knows"),
            "retried": store.mark_retry(row, after(9), unsure=True, error="timeout"),
            "delivered": store.mark_delivered(row, "1.1", NOW),
        }
        await marks.pop(row)
        for other in marks.values():
            other.close()

    assert {one.id for one in await store.standing(["s1"])} == {"retried", "delivered", "folded"}


async def test_an_update_or_a_note_is_no_post_of_its_story(store: AnyStore) -> None:
    await add(store, alert())
    await deliver(store)
    await renew(store, version(2, notes=True))

    assert await store.posted(["s1"]) == {("s1", "C1")}
    assert await store.standing(["s1"]) == (version(2).alert,)
    assert (await store.alert("a1:update:2"), await store.alert("a1:note:2")) == (None, None)


# What becomes of a renewal


async def test_a_message_that_was_never_tried_goes_out_in_its_newest_version_and_nothing_else_does(
    store: AnyStore,
) -> None:
    await add(store, alert())
    await renew(store, version(2, notes=True))

    first = await deliver(store)

    assert told(first) == ("a1", 2, Action.POST, None)
    assert (first.post, await claim(store, 9), await store.pending()) == (version(2).alert, None, 0)


async def test_a_message_that_stands_is_updated_and_noted_with_its_timestamp(store: AnyStore) -> None:
    await add(store, alert())
    await deliver(store)
    await renew(store, version(2, notes=True))

    one, other = await deliver(store, 1, "1.1"), await deliver(store, 2, "2.2")

    assert told(one) == ("a1", 2, Action.UPDATE, "1.1")
    assert told(other) == ("a1", 2, Action.NOTE, "1.1")
    assert (one.row, other.row) == ("a1:update:2", "a1:note:2")
    assert (one.post, other.post) == (version(2).alert,) * 2
    assert await store.pending() == 0


@pytest.mark.parametrize(("edits", "notes"), [(True, False), (False, True), (False, False)])
async def test_a_channel_is_sent_what_it_wants_alone_and_the_version_is_kept(
    store: AnyStore, edits: bool, notes: bool
) -> None:
    await add(store, alert())
    await deliver(store)

    await renew(store, version(2, edits=edits, notes=notes))

    assert await store.pending() == edits + notes
    assert await store.alert("a1") == version(2).alert


async def test_of_updates_that_wait_the_last_is_sent_and_every_note_is(store: AnyStore) -> None:
    await add(store, alert())
    await deliver(store)
    await renew(store, version(2, notes=True), version(3), version(4, notes=True))

    sent = [told(await deliver(store, minute)) for minute in (1, 2, 3)]

    assert sent == [
        ("a1", 2, Action.NOTE, "1.1"),
        ("a1", 4, Action.UPDATE, "1.1"),
        ("a1", 4, Action.NOTE, "1.1"),
    ]
    assert await claim(store, 9) is None


async def test_renewing_what_is_another_version_meanwhile_refuses_the_poll_whole(store: AnyStore) -> None:
    await add(store, alert())
    await deliver(store)
    await renew(store, version(2))

    with pytest.raises(ConflictError) as refused:
        await store.save(poll(judged("lost", alerts=(alert("b", "C2"),), renewals=(version(2),))))

    assert refused.value.changed == ("s1",)
    assert (await store.judged("lost"), await store.alert("b"), await store.pending()) == ((), None, 1)


@pytest.mark.parametrize("mark", ["mark_failed", "mark_parked"])
async def test_renewing_what_was_given_up_or_is_not_there_refuses_the_poll(store: AnyStore, mark: str) -> None:
    await add(store, alert())
    await getattr(store, mark)((await claimed_now(store)).row, "no")

    for key in ("a1", "unknown"):
        with pytest.raises(ConflictError):
            await renew(store, version(2, key))


async def test_an_entry_may_renew_what_the_same_poll_posts(store: AnyStore) -> None:
    first, second = judged("one", opens=(story(),), alerts=(alert(),)), judged("two", renewals=(version(2),))

    await store.save(poll(first, second))

    assert told(await deliver(store)) == ("a1", 2, Action.POST, None)


async def test_a_renewal_comes_back_as_it_went(store: AnyStore) -> None:
    source = Source("Post", None, "Alibaba spends more", NOW)
    was = Was(figure(), Change.RAISED, source)
    new = version(2, was=was, also=(source,), earlier="older", news=("the largest on record",))
    await add(store, alert(earlier="older"))
    await deliver(store)
    await renew(store, new)

    assert (await claimed_now(store)).post == new.alert
    assert await store.standing(["s1"]) == (new.alert,)


# The order of things


async def test_an_update_waits_until_its_message_is_delivered_and_finds_its_timestamp(store: AnyStore) -> None:
    await add(store, alert())
    row = (await claimed_now(store)).row
    await renew(store, version(2, notes=True))
    before = await claim(store, 1)
    await store.mark_retry(row, after(30), unsure=True, error="timeout")
    waiting = await claim(store, 29), await store.next_alert(NOW)

    again = await deliver(store, 30, "3.3")

    assert (before, waiting) == (None, (None, after(30)))
    assert told(again) == ("a1", 2, Action.POST, None)
    assert told(await deliver(store, 31)) == ("a1", 2, Action.UPDATE, "3.3")
    assert told(await deliver(store, 32)) == ("a1", 2, Action.NOTE, "3.3")


async def test_a_message_that_slack_may_have_in_an_older_version_is_updated_once_it_is_found(store: AnyStore) -> None:
    await add(store, alert())
    await store.mark_retry((await claimed_now(store)).row, after(5), unsure=True, error="timeout")
    await renew(store, version(2))

    looked_for = await deliver(store, 5, "3.3")

    assert (looked_for.unsure, told(looked_for)) == (True, ("a1", 2, Action.POST, None))
    assert told(await claim(store, 6)) == ("a1", 2, Action.UPDATE, "3.3")


async def test_an_update_waits_for_no_other_message_of_its_channel_and_holds_none_up(store: AnyStore) -> None:
    await add(store, alert())
    await deliver(store)
    await add(store, alert("held"), waits=(Wait("held", after(600)),))
    await renew(store, version(2, notes=True))
    await add(store, alert("c2", "C2"))

    rows = [(await claimed_now(store, 1)).row for _ in range(3)]

    assert rows == ["c2", "a1:update:2", "a1:note:2"]
    assert (await claim(store, 1), await store.next_alert(after(1))) == (None, after(1) + LEASE)


async def test_a_message_goes_out_while_an_update_before_it_is_tried_again(store: AnyStore) -> None:
    await add(store, alert())
    await deliver(store)
    await renew(store, version(2))
    await store.mark_retry((await claimed_now(store)).row, after(60), unsure=False, error="ratelimited")
    await add(store, alert("b"))

    assert told(await deliver(store, 1)) == ("b", 1, Action.POST, None)


async def test_an_older_version_never_comes_after_a_newer_one(store: AnyStore) -> None:
    await add(store, alert())
    await deliver(store)
    await renew(store, version(2))
    old = await claimed_now(store)
    await renew(store, version(3))
    during = await claim(store)
    await store.mark_retry(old.row, after(30), unsure=True, error="timeout")

    meanwhile, sent = await claim(store, 29), [told(await deliver(store, minute)) for minute in (30, 31)]

    assert (during, meanwhile) == (None, None)
    assert sent == [("a1", 2, Action.UPDATE, "1.1"), ("a1", 3, Action.UPDATE, "1.1")]


async def test_notes_of_one_thread_come_in_their_order(store: AnyStore) -> None:
    await add(store, alert())
    await deliver(store)
    await renew(store, version(2, edits=False, notes=True), version(3, edits=False, notes=True))
    await store.mark_retry((await claimed_now(store)).row, after(30), unsure=False, error="quiet")

    assert await claim(store, 1) is None
    assert [told(await deliver(store, minute)) for minute in (30, 31)] == [
        ("a1", 2, Action.NOTE, "1.1"),
        ("a1", 3, Action.NOTE, "1.1"),
    ]


async def test_of_many_claimers_one_gets_the_update(store: AnyStore) -> None:
    await add(store, alert())
    await deliver(store)
    await renew(store, version(2))

    found = await asyncio.gather(*(claim(store, 1) for _ in range(8)))

    assert [one.row for one in found if one] == ["a1:update:2"]


async def test_an_update_whose_message_never_came_has_no_timestamp(store: AnyStore) -> None:
    await add(store, alert())
    row = (await claimed_now(store)).row
    await renew(store, version(2))
    await store.mark_failed(row, "invalid_blocks")

    assert told(await claim(store, 1)) == ("a1", 2, Action.UPDATE, None)


async def test_an_update_that_lapsed_comes_back_unsure(store: AnyStore) -> None:
    await add(store, alert())
    await deliver(store)
    await renew(store, version(2))
    await claimed_now(store, 1)

    again = await claimed_now(store, 1 + LEASE.total_seconds() / 60)

    assert (again.row, again.unsure, again.attempts) == ("a1:update:2", True, 2)


# Marks


async def test_marks_are_of_the_row_and_leave_the_message_s_own_alone(store: AnyStore) -> None:
    await add(store, alert())
    await deliver(store)
    await renew(store, version(2, notes=True))
    update, note = await claimed_now(store, 1), await claimed_now(store, 1)
    await store.mark_failed(update.row, "message_not_found")
    await store.mark_parked(note.row, "missing_scope")

    await renew(store, version(3), minute=2)

    assert await store.standing(["s1"]) == (version(3).alert,)
    assert told(await claim(store, 2)) == ("a1", 3, Action.UPDATE, "1.1")


async def test_what_waits_to_be_mended_in_a_channel_that_is_not_followed_is_given_up(store: AnyStore) -> None:
    await add(store, alert(), alert("a2", "C2"))
    for _ in range(2):
        await deliver(store)
    await renew(store, version(2, notes=True), version(2, "a2", channel="C2"))

    given_up = await store.abandon({"C2"})

    assert (given_up, await store.pending()) == (2, 1)
    assert told(await claim(store, 1)) == ("a2", 2, Action.UPDATE, "1.1")


async def test_what_mends_a_message_is_no_message_of_its_hour(store: AnyStore) -> None:
    await add(store, alert())
    await deliver(store)
    await renew(store, version(2, notes=True))
    waiting = await store.traffic(["C1"], after(1))
    for minute in (2, 3):
        await deliver(store, minute)

    assert waiting == await store.traffic(["C1"], after(4)) == {"C1": Traffic((NOW,))}


# Links and folds


async def test_a_post_finds_the_message_that_it_changes(store: AnyStore) -> None:
    await add(store, alert("old"))
    await deliver(store, ts="1.1")
    await add(store, alert("new", earlier="old"), alert("strange", "C2", earlier="unknown"))

    assert (await deliver(store, 1, "2.2")).earlier_ts == "1.1"
    assert (await deliver(store, 1)).earlier_ts is None
    await renew(store, version(2, "new", earlier="old"))
    updated = await claimed_now(store, 2)
    assert (updated.ts, updated.earlier_ts) == ("2.2", "1.1")


async def test_a_folded_alert_is_renewed_in_silence_and_its_fold_tells_the_newest_version(store: AnyStore) -> None:
    waits = tuple(Wait(key, after(9), True) for key in ("a1", "a2"))
    await add(store, alert("a1"), alert("a2"), waits=waits)
    await renew(store, version(2, notes=True))

    fold = await deliver(store, 9, "9.9")

    assert isinstance(fold.post, Fold)
    assert fold.post.alerts == (version(2).alert, alert("a2"))
    assert (await claim(store, 10), await store.pending()) == (None, 0)


async def test_a_change_of_a_digested_alert_is_noted_in_the_fold_s_thread_which_stays_as_it_is(
    store: AnyStore,
) -> None:
    waits = tuple(Wait(key, after(9), True) for key in ("a1", "a2"))
    await add(store, alert("a1"), alert("a2"), waits=waits)
    await deliver(store, 9, "9.9")
    await renew(store, version(2, notes=True), version(2, "a2"))

    assert told(await deliver(store, 10)) == ("a1", 2, Action.NOTE, "9.9")
    assert await claim(store, 11) is None
    assert await store.standing(["s1"]) == (version(2).alert, version(2, "a2").alert)


async def test_a_fold_that_slack_will_not_have_gives_back_what_it_would_have_told(store: AnyStore) -> None:
    waits = tuple(Wait(key, after(9), True) for key in ("a1", "a2"))
    await add(store, alert("a1"), alert("a2"), waits=waits)
    fold = await claimed_now(store, 9)
    await store.mark_failed(fold.row, "invalid_blocks")

    alone = [told(await deliver(store, minute)) for minute in (10, 11)]

    assert isinstance(fold.post, Fold)
    assert alone == [("a1", 1, Action.POST, None), ("a2", 1, Action.POST, None)]
    assert (await claim(store, 12), await store.pending()) == (None, 0)


async def test_a_note_waits_for_the_fold_that_it_belongs_to(store: AnyStore) -> None:
    waits = tuple(Wait(key, after(9), True) for key in ("a1", "a2"))
    await add(store, alert("a1"), alert("a2"), waits=waits)
    fold = await claimed_now(store, 9)
    await renew(store, version(2, notes=True))
    before = await claim(store, 9)
    await store.mark_delivered(fold.row, "9.9", after(9))

    assert before is None
    assert told(await claim(store, 10)) == ("a1", 2, Action.NOTE, "9.9")


async def test_an_alert_folded_alone_and_renewed_goes_out_by_itself_in_its_newest_version(store: AnyStore) -> None:
    await add(store, alert(), waits=(Wait("a1", after(9), True),))
    await renew(store, version(2, notes=True))

    assert told(await deliver(store, 9)) == ("a1", 2, Action.POST, None)
    await renew(store, version(3), minute=10)
    assert told(await deliver(store, 10)) == ("a1", 3, Action.UPDATE, "1.1")


async def test_pace_is_kept_by_what_mends_messages_too(store: AnyStore) -> None:
    await add(store, alert())
    await deliver(store)
    await renew(store, version(2))
    pace = after(1) - NOW

    assert await store.claim_alert(after(0.5), LEASE, pace) is None
    assert await store.next_alert(after(0.5), pace) == after(1)
    assert (await store.claim_alert(after(1), LEASE, pace)) is not None
