"""Which stories follow an entry that is read otherwise, and to what."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from bot.core import rereading
from bot.core.entry import Entry
from bot.core.figures import Figure
from bot.core.kinds import Kind
from bot.core.reading import Reading
from bot.core.relevance import Verdict
from bot.core.story import Story, told_by

NOW = datetime(2026, 1, 10, 12, tzinfo=UTC)
BILLION = Decimal(10**9)
RELEVANT, NOT_AI = Verdict(True, "new-commitment"), Verdict(False, "not_ai")


def figure(org: str | None = "Alibaba", bn: int = 53, **changes: Any) -> Figure:
    sum_ = bn * BILLION
    base = Figure(f"${bn} billion", sum_, None, "USD", Kind.PLEDGE, usd=sum_, org=org, headline=True)
    return replace(base, **changes)


def story(known_by: Figure, key: str = "s1", published: datetime | None = NOW) -> Story:
    return Story(key, known_by, "A title", NOW, published)


def reading(*figures: Figure, verdict: Verdict = RELEVANT) -> Reading:
    return Reading(figures, verdict, "")


ENTRY = Entry("e1", None, "Wire", "A title", "A text.", NOW)


def follow(
    opened: list[Story], on_record: set[str], stored: list[Figure], now: Reading
) -> tuple[tuple[str, Figure | None], ...]:
    """Return the figures that stories follow, by their ids."""
    followed = rereading.follow(opened, on_record, ENTRY, stored, now)
    return tuple((story.id, known.figure if known else None) for story, known in followed)


def test_a_story_follows_the_same_money_of_the_same_payer() -> None:
    was, now = figure(), figure(kind=Kind.CAPEX, period="3y")

    assert follow([story(was)], {"s1"}, [was], reading(now, figure("Meta", 60))) == (("s1", now),)


def test_a_story_follows_the_same_words_where_payer_and_sum_are_read_otherwise() -> None:
    was = figure()
    now = figure("Meta", 5, quote=was.quote)

    assert follow([story(was)], {"s1"}, [was], reading(figure("Oracle", 7), now)) == (("s1", now),)


def test_the_one_story_of_an_entry_follows_its_one_announcement_whatever_it_says() -> None:
    was, now = figure(), figure("Meta", 5)

    assert follow([story(was)], {"s1"}, [was], reading(now)) == (("s1", now),)


def test_each_of_two_stories_follows_its_own_payer() -> None:
    one, two = figure("Meta", 60), figure("Oracle", 40)
    now_one, now_two = replace(one, period="2026"), replace(two, period="2026")

    followed = follow([story(two, "b"), story(one, "a")], {"a", "b"}, [one, two], reading(now_one, now_two))

    assert followed == (("b", now_two), ("a", now_one))


def test_a_story_that_is_told_as_before_changes_nothing() -> None:
    was, other = figure(), figure("Meta", 60)
    opened = told_by(ENTRY, reading(was, other), NOW)

    assert follow(list(opened), {story.id for story in opened}, [was, other], reading(was, other)) == ()


def test_a_fact_leaves_with_the_announcement_and_has_left_only_once() -> None:
    was = figure()
    not_ai = reading(was, verdict=NOT_AI)

    assert follow([story(was)], {"s1"}, [was], not_ai) == (("s1", None),)
    assert follow([story(was)], set(), [was], not_ai) == ()


def test_an_announcement_that_is_read_again_brings_its_fact_back() -> None:
    was = figure()

    assert follow([story(was)], set(), [], reading(was)) == (("s1", was),)


def test_a_story_that_a_later_report_changed_is_left_alone() -> None:
    raised, was = figure(bn=60), figure()

    assert follow([story(raised)], {"s1"}, [was], reading(replace(was, period="3y"))) == ()


def test_days_between_an_entry_and_its_story_part_them_only_where_the_words_differ_too() -> None:
    was = figure()
    now = replace(was, period="3y")

    assert follow([story(was, published=NOW - timedelta(days=40))], {"s1"}, [was], reading(now)) == (("s1", now),)


def test_what_its_entry_calls_a_story_changes_and_what_other_entries_call_it_stays() -> None:
    was, other, theirs = figure(), figure(bn=7, org="Alibaba"), figure("Ant", 54)
    now = replace(was, period="3y")
    known = replace(story(was), also=(other, theirs))

    ((seen, then),) = rereading.follow([known], {"s1"}, ENTRY, [was, other], reading(now))

    assert seen == known
    assert then == replace(known, figure=now, also=(theirs,), sums=then.sums if then else ())
    assert then.sums
