"""Whether two stories are one announcement: time, standing, parties, place, period and money."""

from datetime import timedelta

import pytest
from hypothesis import assume, given, settings

from bot.core.kinds import Kind
from bot.core.sameness import APART, is_close, is_retold, is_same, is_surely_close
from bot.core.story import Story
from tests.core.pairs import DAY, EUROS, PAIRS, STORIES, figure, story


@pytest.mark.parametrize("rule", PAIRS)
def test_each_rule_lets_one_pair_be_one_and_another_be_two_from_either_side(rule: str) -> None:
    (one, again), (two, other) = PAIRS[rule]

    assert (is_same(one, again), is_same(again, one)) == (True, True)
    assert (is_same(two, other), is_same(other, two)) == (False, False)


# Time


@pytest.mark.parametrize("days", [0, 1, APART.days, APART.days + 1, 400])
def test_two_weeks_part_two_stories_from_either_side(days: int) -> None:
    one, other = story(figure()), story(figure(), published=DAY + timedelta(days=days))

    assert is_close(one, other) is is_close(other, one) is (days <= APART.days)


def test_without_dates_and_clock_anything_may_be_close_and_nothing_is_surely() -> None:
    dated, timeless = story(figure()), story(figure(), published=None, first_seen=None)

    assert is_close(dated, timeless)
    assert not is_surely_close(dated, timeless)
    assert is_surely_close(dated, story(figure(), first_seen=None))
    assert is_surely_close(dated, story(figure(), published=None))
    assert not is_surely_close(dated, story(figure(), published=None, first_seen=DAY + 2 * APART))


# An entry that is no news


@pytest.mark.parametrize(
    ("told", "known", "retells"),
    [
        (story(figure(org=None, kind=Kind.OTHER), named="microsoft"), story(figure()), True),
        (story(figure(org=None, kind=Kind.OTHER)), story(figure()), False),
        (story(figure(11), named="microsoft"), story(figure()), False),
        (story(figure(11)), story(figure(), also=(figure(11),)), True),
        (story(figure(), places="DE"), story(figure(), places="FR"), False),
        (story(figure(), places="DE"), story(figure(), places="DE"), True),
        (story(figure(9, **EUROS)), story(figure("10.4")), False),
    ],
)
def test_an_entry_retells_a_story_where_it_names_all_of_it_and_states_its_sum(
    told: Story, known: Story, retells: bool
) -> None:
    assert is_retold(told, known) is retells


# Laws


@settings(deadline=None)
@given(STORIES, STORIES)
def test_what_holds_from_one_side_holds_from_the_other(one: Story, other: Story) -> None:
    assert is_same(one, other) == is_same(other, one)
    assert is_close(one, other) == is_close(other, one)
    assert is_surely_close(one, other) == is_surely_close(other, one)


@settings(deadline=None)
@given(STORIES)
def test_a_story_with_parties_is_itself(one: Story) -> None:
    assume(one.figure.org is not None or one.figure.counterparty is not None)

    assert is_same(one, one)
