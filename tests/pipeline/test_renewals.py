"""A message that stands in a channel while its story moves on: edited, noted, and never said twice."""

from collections.abc import Callable
from dataclasses import replace
from datetime import time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.core.alerts import Alert
from bot.core.changes import Change
from bot.core.entry import Entry
from bot.core.kinds import Certainty
from bot.core.quiet import Quiet
from bot.core.rules import Mute, Updates
from bot.core.turns import Fold
from bot.pipeline import delivery
from bot.ports import NotSent, Unsure
from bot.store import open_store
from tests.pipeline.world import DAY, EVERYTHING, HOUR, MINUTE, World, entry
from tests.store.fake import FakeStore

RAISE = "Alibaba will invest $80 billion in artificial intelligence data centers over three years, up from $53 billion."
DENIAL = "Alibaba denied that it will invest $53 billion in artificial intelligence data centers over three years."
NIGHT = Quiet(ZoneInfo("UTC"), time(22), time(7))


def retold(world: World, outlet: str, **changes: Any) -> Entry:
    """Return the same announcement by another outlet, an hour ago."""
    title = f"{outlet}: Alibaba puts $53 billion into AI data centers over three years"
    base = entry(outlet, outlet=outlet, title=title, published=world.clock() - HOUR)
    return replace(base, **changes)


def raised(world: World, outlet: str = "Post") -> Entry:
    return retold(world, outlet, title=f"{outlet}: Alibaba raises AI investment to $80 billion", text=RAISE)


def denied(world: World, outlet: str = "Post") -> Entry:
    return retold(world, outlet, title=f"{outlet}: Alibaba denies $53 billion AI plan", text=DENIAL)


async def poll(world: World, *entries: Entry, feed: str = "Wire", deliver: bool = True) -> None:
    world.press.print(feed, *entries)
    await world.poll(feed)
    if deliver:
        await world.deliver()


async def posted(world: World, **rules: Any) -> Alert:
    """Watch two feeds, of which the first has told a story that was posted."""
    world.follow(replace(EVERYTHING, **rules))
    await world.watching("Wire", "More")
    await poll(world, entry("a"))
    ((_, alert),) = world.room.said
    return alert


def edits(world: World) -> list[Alert]:
    return [alert for _, alert in world.room.edited]


def notes(world: World) -> list[Alert]:
    return [alert for _, alert in world.room.noted]


def outlets(alert: Alert) -> list[str]:
    return [source.outlet for source in alert.also]


# Other outlets


async def test_a_second_outlet_edits_the_message_once_and_in_silence(world: World) -> None:
    alert = await posted(world)

    await poll(world, retold(world, "Post"), feed="More")
    await poll(
        world, retold(world, "Post", id="again", link=None, text="Filed again.\n\n" + entry("a").text), feed="More"
    )

    (edited,) = edits(world)
    assert (edited.id, edited.version, outlets(edited)) == (alert.id, 2, ["Post"])
    assert (edited.figure, edited.was, notes(world)) == (alert.figure, None, [])
    assert len(world.room.said) == 1


async def test_outlets_that_confirm_before_the_first_delivery_are_named_in_the_one_message(world: World) -> None:
    await world.watching("Wire", "More")
    await poll(world, entry("a"), deliver=False)
    await poll(world, retold(world, "Post"), retold(world, "Herald"), feed="More", deliver=False)
    waiting = await world.store.pending()

    await world.deliver()

    ((_, alert),) = world.room.said
    assert (waiting, sorted(outlets(alert)), alert.version) == (1, ["Herald", "Post"], 3)
    assert (world.room.calls, edits(world)) == (1, [])


async def test_while_slack_is_down_updates_become_one(world: World) -> None:
    await posted(world)
    world.room.fail(NotSent("ratelimited", permanent=False, retry_after=3600))
    await poll(world, retold(world, "Post"), feed="More", deliver=False)
    await world.pipeline.deliver(world.room)

    for outlet in ("Herald", "Star", "Globe"):
        await poll(world, retold(world, outlet), feed="More", deliver=False)
    waiting = await world.store.pending()
    await world.deliver(patience=2 * HOUR)

    (edited,) = edits(world)
    assert (waiting, outlets(edited)) == (1, ["Post", "Herald", "Star", "Globe"])


async def test_a_message_of_which_nobody_knew_whether_it_came_is_found_and_edited(world: World) -> None:
    await world.watching("Wire", "More")
    world.room.fail(Unsure("timeout"), arrives=True)
    await poll(world, entry("a"), deliver=False)
    await world.pipeline.deliver(world.room)
    await poll(world, retold(world, "Post"), feed="More")

    assert [alert.version for _, alert in world.room.said] == [1]
    assert [(one.version, outlets(one)) for one in edits(world)] == [(2, ["Post"])]


# Changes


async def test_a_correction_by_an_edited_entry_edits_the_message_and_notes_it_once(world: World) -> None:
    alert = await posted(world)
    corrected = entry("a", sum_="$5.3 billion")

    for _ in range(3):
        await poll(world, corrected)

    (edited,), (noted,) = edits(world), notes(world)
    assert edited == noted
    assert edited.was is not None
    assert (edited.was.change, edited.was.figure.quote, edited.figure.quote) == (
        Change.CORRECTED,
        "$53 billion",
        "$5.3 billion",
    )
    assert (edited.id, outlets(edited), len(world.room.said)) == (alert.id, [], 1)


@pytest.mark.parametrize(
    ("updates", "edited", "noted"),
    [(Updates.EDIT, 1, 0), (Updates.THREAD, 0, 1), (Updates.BOTH, 1, 1), (Updates.OFF, 0, 0)],
)
async def test_a_channel_hears_of_a_correction_as_it_wants_to(
    world: World, updates: Updates, edited: int, noted: int
) -> None:
    await posted(world, updates=updates)

    await poll(world, entry("a", sum_="$5.3 billion"))

    assert (len(edits(world)), len(notes(world)), await world.store.pending()) == (edited, noted, 0)


async def test_a_raise_within_two_weeks_changes_the_message(world: World) -> None:
    await posted(world)
    world.clock.advance(8 * DAY)

    await poll(world, raised(world), feed="More")

    (edited,) = edits(world)
    assert edited.was is not None
    assert (edited.was.change, edited.was.by.outlet, edited.figure.quote) == (Change.RAISED, "Post", "$80 billion")
    assert (notes(world), len(world.room.said)) == ([edited], 1)


async def test_a_later_raise_is_a_message_of_its_own_that_links_the_old_one(world: World) -> None:
    alert = await posted(world)
    world.clock.advance(40 * DAY)

    await poll(world, raised(world), feed="More")

    (_, new) = world.room.said[1]
    assert new.was is not None
    assert (new.earlier, new.was.change, new.was.figure) == (alert.id, Change.RAISED, alert.figure)
    assert (world.room.linked[new.id], world.room.linked[alert.id]) == ("1.0", None)
    assert (edits(world), notes(world)) == ([], [])


async def test_an_edit_of_the_later_message_links_the_old_one_still(world: World) -> None:
    await posted(world)
    world.clock.advance(40 * DAY)
    await poll(world, raised(world), feed="More")

    again = retold(world, "Herald", title="Alibaba to invest $80 billion in AI", text=RAISE.split(", up")[0] + ".")
    await poll(world, again, feed="More")

    (edited,) = edits(world)
    assert (edited.id, outlets(edited)) == (world.room.said[1][1].id, ["Herald"])
    assert world.room.linked[edited.id] == "1.0"


@pytest.mark.parametrize("days", [1, 60, 200])
async def test_a_denial_edits_the_old_message_also_where_denials_are_not_followed_and_months_later(
    world: World, days: int
) -> None:
    alert = await posted(world)
    world.clock.advance(days * DAY)

    await poll(world, denied(world), feed="More")
    await poll(world, denied(world), denied(world, "Herald"), feed="More")

    assert len(world.room.said) == 1
    (edited,), (noted,) = edits(world), notes(world)
    assert (edited.id, edited.figure) == (alert.id, replace(alert.figure, certainty=Certainty.DENIED))
    assert noted.was is not None
    assert (noted.was.by.outlet, noted.was.change) == ("Post", Change.DENIED)


async def test_a_channel_that_follows_denials_is_told_of_one_in_the_old_message_alone(world: World) -> None:
    await posted(world, certainty=frozenset(Certainty))

    await poll(world, denied(world), feed="More")

    assert (len(world.room.said), len(edits(world))) == (1, 1)
    assert await world.reasons("Post") == ["already_posted"]


async def test_a_denial_of_what_was_never_told_is_told_only_where_denials_are_followed(world: World) -> None:
    everything = replace(EVERYTHING, channel="C2", certainty=frozenset(Certainty))
    world.follow(EVERYTHING, everything)
    await world.watching("Wire")

    await poll(world, denied(world))

    assert [alert.channel for _, alert in world.room.said] == ["C2"]
    assert edits(world) == []


async def test_each_channel_s_message_is_edited_and_one_that_has_none_is_left_alone(world: World) -> None:
    small = replace(EVERYTHING.min, amount=EVERYTHING.min.amount * 60)
    world.follow(EVERYTHING, replace(EVERYTHING, channel="C2"), replace(EVERYTHING, channel="C3", min=small))
    await world.watching("Wire", "More")
    await poll(world, entry("a"))

    await poll(world, retold(world, "Post"), feed="More")

    assert sorted(alert.channel for alert in edits(world)) == ["C1", "C2"]


# Notes are said once


@pytest.mark.parametrize("arrives", [True, False])
async def test_a_note_that_slack_may_have_is_looked_for_before_it_is_said_again(world: World, arrives: bool) -> None:
    await posted(world, updates=Updates.THREAD)
    world.room.fail(Unsure("timeout"), arrives=arrives)

    await poll(world, entry("a", sum_="$5.3 billion"))

    assert (len(notes(world)), len(world.room.sought), await world.store.pending()) == (1, 1, 0)
    assert world.room.calls == (2 if arrives else 3)


async def test_an_update_that_slack_may_have_is_made_again_without_a_look(world: World) -> None:
    await posted(world, updates=Updates.EDIT)
    world.room.fail(Unsure("timeout"), arrives=True)

    await poll(world, entry("a", sum_="$5.3 billion"))

    assert [one.version for one in edits(world)] == [2, 2]
    assert (world.room.sought, world.room.searches, await world.store.pending()) == ([], [], 0)


async def test_an_update_that_cannot_be_told_to_arrive_is_given_up_after_a_day(world: World) -> None:
    await posted(world, updates=Updates.EDIT)
    world.room.fail(Unsure("server_error"), times=10_000)

    await poll(world, entry("a", sum_="$5.3 billion"))

    assert await world.store.pending() == 0
    assert world.room.calls < 1 + delivery.LONGEST_LOOK / timedelta(minutes=4)
    assert edits(world) == []


# Messages that are gone


@pytest.mark.parametrize("updates", [Updates.EDIT, Updates.THREAD])
async def test_a_message_that_was_deleted_is_left_alone_and_holds_up_nothing(world: World, updates: Updates) -> None:
    await posted(world, updates=updates)
    world.room.fail(NotSent("message_not_found", permanent=True))
    await poll(world, entry("a", sum_="$5.3 billion"))

    await poll(world, entry("b", "Meta", "$20 billion"))

    assert [alert.figure.org for _, alert in world.room.said] == ["Alibaba", "Meta"]
    assert (edits(world), notes(world), await world.store.pending()) == ([], [], 0)


async def test_a_post_goes_out_while_an_update_before_it_must_wait(world: World) -> None:
    await posted(world)
    world.room.fail(NotSent("ratelimited", permanent=False, retry_after=1800))
    await poll(world, retold(world, "Post"), feed="More", deliver=False)
    await world.pipeline.deliver(world.room)

    await poll(world, entry("b", "Meta", "$20 billion"), deliver=False)
    await world.pipeline.deliver(world.room)
    before = len(world.room.said), len(edits(world))
    await world.deliver()

    assert (before, len(edits(world))) == ((2, 0), 1)


async def test_what_a_message_never_got_is_not_said_in_a_thread_of_nothing(world: World) -> None:
    await world.watching("Wire", "More")
    await poll(world, entry("a"), deliver=False)
    claimed = await world.store.claim_alert(world.clock(), delivery.LEASE)
    assert claimed is not None
    await poll(world, entry("a", sum_="$5.3 billion"), deliver=False)
    await world.store.mark_failed(claimed.row, "invalid_blocks")

    await world.deliver()

    assert (world.room.calls, await world.store.pending()) == (0, 0)


# Folds


async def test_an_alert_that_is_folded_changes_in_silence_and_the_fold_tells_it_as_it_is_now(world: World) -> None:
    world.follow(replace(EVERYTHING, most_an_hour=1))
    await world.watching("Wire", "More")
    await poll(world, entry("x", "Meta", "$20 billion"))
    await poll(world, entry("a"), entry("y", "Oracle", "$40 billion"), deliver=False)
    await poll(world, entry("a", sum_="$58 billion"), deliver=False)

    await world.deliver(patience=3 * HOUR)

    (fold,) = [post for _, post in world.room.messages if isinstance(post, Fold)]
    assert {one.figure.quote for one in fold.alerts} == {"$58 billion", "$40 billion"}
    assert (edits(world), notes(world)) == ([], [])


@pytest.mark.parametrize("updates", [Updates.EDIT, Updates.THREAD, Updates.BOTH])
async def test_a_change_of_a_digested_alert_is_noted_under_its_fold(world: World, updates: Updates) -> None:
    world.follow(replace(EVERYTHING, most_an_hour=1, updates=updates))
    await world.watching("Wire", "More")
    await poll(world, entry("x", "Meta", "$20 billion"))
    await poll(world, entry("a"), entry("y", "Oracle", "$40 billion"), deliver=False)
    await world.deliver(patience=3 * HOUR)

    await poll(world, retold(world, "Herald"), feed="More")
    await poll(world, denied(world), feed="More")

    assert [one.was and one.was.change for one in notes(world)] == [Change.DENIED]
    assert (edits(world), await world.store.pending()) == ([], 0)


async def test_a_note_that_finds_no_way_to_slack_for_a_day_is_let_go_and_holds_up_nothing(world: World) -> None:
    await posted(world)
    world.room.fail(NotSent("internal_error", permanent=False), times=1000)
    await poll(world, entry("a", sum_="$5.3 billion"), deliver=False)

    await world.deliver(patience=3 * DAY)
    tried, waiting = world.room.calls, await world.store.pending()
    await world.deliver(patience=3 * DAY)

    assert waiting == 0
    assert 10 < tried == world.room.calls < 1000
    assert (edits(world), notes(world)) == ([], [])


# Quiet hours


async def test_at_night_messages_are_edited_and_notes_wait_for_the_morning(world: World) -> None:
    await posted(world, quiet=NIGHT)
    world.clock.now = world.clock.now.replace(hour=23, minute=0)
    await poll(world, entry("b", "Meta", "$20 billion"), entry("a", sum_="$5.3 billion"), deliver=False)

    await world.deliver()
    at_night = len(edits(world)), len(notes(world)), len(world.room.said)
    world.clock.advance(9 * HOUR)
    await world.deliver()

    assert at_night == (1, 0, 1)
    assert (len(edits(world)), len(notes(world)), len(world.room.said)) == (1, 1, 2)
    assert world.room.noted[0][0].hour >= 7


# Others at work


class Meanwhile:
    """A store in which something happens once between judging and saving; for the rest it is the one it wraps."""

    def __init__(self, store: Any, work: Callable[[], Any]) -> None:
        self.store = store
        self.work: Callable[[], Any] | None = work

    def __getattr__(self, name: str) -> Any:
        return getattr(self.store, name)

    async def standing(self, stories: Any) -> Any:
        found = await self.store.standing(stories)
        if self.work is not None:
            work, self.work = self.work, None
            await work()
        return found


async def test_an_alert_that_another_process_renews_meanwhile_is_judged_again_and_nothing_is_lost(
    world: World, url: str
) -> None:
    await posted(world)
    theirs = world.store if isinstance(world.store, FakeStore) else await open_store(url)
    other = world.pipeline_on(theirs)
    await world.subscribe("Wire", "More", "Third")
    world.print_nothing_new("Third")
    await world.poll("Third")
    world.press.print("More", retold(world, "Post"))
    world.press.print("Third", retold(world, "Herald"))
    world.pipeline.store = Meanwhile(world.store, lambda: other.poll("Third"))

    await world.poll("More")
    await world.deliver()

    assert outlets(edits(world)[-1]) == ["Herald", "Post"]
    assert edits(world)[-1].version == 3
    assert [await world.reasons(key) for key in ("Post", "Herald")] == [["already_posted"]] * 2
    if theirs is not world.store:
        await theirs.close()


async def test_what_waits_to_be_mended_in_a_channel_that_is_followed_no_more_is_given_up(world: World) -> None:
    await posted(world)
    await poll(world, entry("a", sum_="$5.3 billion"), deliver=False)

    given_up = await world.store.abandon(set())
    await world.deliver()

    assert (given_up, edits(world), notes(world)) == (2, [], [])


async def test_a_note_and_an_update_survive_a_worker_that_dies_with_them(world: World) -> None:
    await posted(world)
    await poll(world, entry("a", sum_="$5.3 billion"), deliver=False)
    for _ in range(2):
        assert await world.store.claim_alert(world.clock(), delivery.LEASE) is not None
    world.clock.advance(delivery.LEASE + MINUTE)

    await world.deliver()

    assert (len(edits(world)), len(notes(world)), len(world.room.sought)) == (1, 1, 1)


# Muted stories


async def test_a_muted_story_s_message_is_kept_up_to_date_and_its_thread_left_in_peace(world: World) -> None:
    alert = await posted(world)
    world.follow(replace(EVERYTHING, mutes=(Mute(alert.story),)))

    await poll(world, raised(world), feed="More")

    assert [edited.was is not None for edited in edits(world)] == [True]
    assert notes(world) == []


async def test_a_story_is_muted_no_longer_than_was_asked(world: World) -> None:
    alert = await posted(world)
    world.follow(replace(EVERYTHING, mutes=(Mute(alert.story, world.clock() + MINUTE),)))

    await poll(world, raised(world), feed="More")

    assert len(notes(world)) == 1


async def test_what_changes_a_muted_story_later_is_muted_too(world: World) -> None:
    alert = await posted(world)
    world.follow(replace(EVERYTHING, mutes=(Mute(alert.story),)))
    world.clock.advance(60 * DAY)

    await poll(world, raised(world), feed="More")

    assert await world.reasons("Post") == ["muted"]
    assert len(world.room.said) == 1
