"""Which stories follow an entry that is read otherwise, and to what."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from bot.core import rereading
from bot.core.figures import Figure
from bot.core.kinds import Kind
from bot.core.reading import Reading
from bot.core.relevance import Verdict
from bot.core.stories import Story

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


def follow(opened: list[Story], *rest: Any) -> tuple[tuple[str, Figure | None], ...]:
    """Return what stories follow, by their ids."""
    return tuple((story.id, figure) for story, figure in rereading.follow(opened, *rest))


def test_a_story_follows_the_same_money_of_the_same_payer() -> None:
    was, now = figure(), figure(kind=Kind.CAPEX, period="3y")

    assert follow([story(was)], {"s1"}, [was], reading(now, figure("Meta", 60)), NOW) == (("s1", now),)


def test_a_story_follows_the_same_words_where_payer_and_sum_are_read_otherwise() -> None:
    was = figure()
    now = figure("Meta", 5, quote=was.quote)

    assert follow([story(was)], {"s1"}, [was], reading(figure("Oracle", 7), now), NOW) == (("s1", now),)


def test_the_one_story_of_an_entry_follows_its_one_announcement_whatever_it_says() -> None:
    was, now = figure(), figure("Meta", 5)

    assert follow([story(was)], {"s1"}, [was], reading(now), NOW) == (("s1", now),)


def test_each_of_two_stories_follows_its_own_payer() -> None:
    one, two = figure("Meta", 60), figure("Oracle", 40)
    now_one, now_two = replace(one, period="2026"), replace(two, period="2026")

    followed = follow([story(two, "b"), story(one, "a")], {"a", "b"}, [one, two], reading(now_one, now_two), NOW)

    assert followed == (("b", now_two), ("a", now_one))


def test_a_story_that_is_told_as_before_changes_nothing() -> None:
    was = figure()

    assert follow([story(was)], {"s1"}, [was], reading(was, figure("Meta", 60)), NOW) == ()


def test_a_fact_leaves_with_the_announcement_and_has_left_only_once() -> None:
    was = figure()
    not_ai = reading(was, verdict=NOT_AI)

    assert follow([story(was)], {"s1"}, [was], not_ai, NOW) == (("s1", None),)
    assert follow([story(was)], set(), [was], not_ai, NOW) == ()


def test_an_announcement_that_is_read_again_brings_its_fact_back() -> None:
    was = figure()

    assert follow([story(was)], set(), [], reading(was), NOW) == (("s1", was),)


def test_a_story_that_a_later_report_changed_is_left_alone() -> None:
    raised, was = figure(bn=60), figure()

    assert follow([story(raised)], {"s1"}, [was], reading(replace(was, period="3y")), NOW) == ()


def test_days_between_an_entry_and_its_story_part_them_only_where_the_words_differ_too() -> None:
    was = figure()
    now = replace(was, period="3y")

    assert follow([story(was, published=NOW - timedelta(days=40))], {"s1"}, [was], reading(now), NOW) == (("s1", now),)
