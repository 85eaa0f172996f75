"""Where stories are filed: whatever may be one is found, and nothing is filed in too many places."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.core.filing import keys, wanted
from bot.core.likeness import amounts, sides
from bot.core.money import Money
from bot.core.sameness import is_same
from bot.core.story import Story
from tests.core.pairs import PAIRS, STORIES, capex, deal, figure, story, usd


def _honest(told: Story) -> Story:
    """Return a story that names whom it tells of and states its sums, as every entry does."""
    known = (told.figure, *told.also)
    stated = (Money(*sum_) for one in known for sum_ in amounts(one))
    everybody = frozenset().union(told.named, *map(sides, known))
    return replace(told, named=everybody, sums=(*told.sums, *stated))


def _like(one: Story, other: Story, differing: Sequence[str]) -> tuple[Story, Story]:
    """Return two stories, of which the figure of the second is that of the first but for some fields."""
    changes = {name: getattr(other.figure, name) for name in differing}
    return _honest(one), _honest(replace(other, figure=replace(one.figure, **changes)))


_FIELDS = ("amount", "org", "kind", "currency", "usd", "also", "org_alt", "counterparty", "period", "qualifier")
_ALIKE = st.builds(_like, STORIES, STORIES, st.lists(st.sampled_from((*_FIELDS, "certainty")), max_size=3))


@settings(deadline=None)
@given(_ALIKE)
def test_stories_that_are_one_find_each_other_in_the_index(pair: tuple[Story, Story]) -> None:
    one, other = pair
    assume(is_same(one, other))

    assert set(wanted(one)) & set(keys(other))
    assert set(wanted(other)) & set(keys(one))


@pytest.mark.parametrize("rule", PAIRS)
def test_by_each_rule_that_makes_stories_one_they_find_each_other(rule: str) -> None:
    one, other = map(_honest, PAIRS[rule][0])

    assert set(wanted(one)) & set(keys(other))
    assert set(wanted(other)) & set(keys(one))


def test_a_raise_is_looked_for_by_the_sum_before_that_it_states() -> None:
    raised = story(figure(15), sums=(usd(15), usd(10)))

    assert set(wanted(raised)) & set(keys(story(figure(10))))
    assert not set(wanted(story(figure(15)))) & set(keys(story(figure(10))))


def test_a_raise_in_a_currency_without_a_rate_is_looked_for_too() -> None:
    before, after = (figure(sum_, currency="XAF", usd=None) for sum_ in (10, 15))
    raised = story(after, sums=tuple(Money(one.amount, "XAF") for one in (after, before)))

    assert set(wanted(raised)) & set(keys(story(before)))


def test_the_signing_of_a_deal_and_the_guidance_of_a_year_are_looked_for_whatever_their_sums() -> None:
    assert set(wanted(story(deal(17)))) & set(keys(story(deal(10))))
    assert set(wanted(story(capex(72, period="2025")))) & set(keys(story(capex(60, period="2025"))))
    assert not set(wanted(story(capex(92, period="2026")))) & set(keys(story(capex(60, period="2025"))))


def test_a_story_is_filed_under_its_parties_and_not_under_all_that_it_names() -> None:
    told = story(figure(), named="nvidia,amd,intel")

    assert {key.rpartition(":")[2] for key in keys(told)} == {"microsoft"}
    assert {key.rpartition(":")[2] for key in wanted(told)} == {"microsoft", "nvidia", "amd", "intel"}


@pytest.mark.parametrize(
    ("told", "filed", "asked"),
    [
        (story(figure()), 2, 2),
        (story(figure(), named="nvidia"), 2, 4),
        (story(deal()), 5, 5),
        (story(capex(period="2025")), 3, 3),
        (story(figure(org=None)), 0, 0),
        (story(figure(0)), 0, 0),
        (story(figure(org="France")), 4, 4),
        (story(figure(), places="FR,US/ohio"), 2, 6),
        (story(figure(), sums=tuple(usd(2**n) for n in range(12))), 2, 25),
    ],
)
def test_a_story_is_filed_in_few_places_and_looked_for_in_few(told: Story, filed: int, asked: int) -> None:
    assert (len(keys(told)), len(wanted(told))) == (filed, asked)


@settings(deadline=None)
@given(STORIES)
def test_a_story_is_looked_for_wherever_it_is_filed_and_is_filed_twice_for_each_sum_and_party(told: Story) -> None:
    known = (told.figure, *told.also)
    sums = sum(2 * (2 * len(amounts(one)) + 2) * len(sides(one)) + 3 for one in known)

    assert set(keys(told)) <= set(wanted(told))
    assert len(keys(told)) <= sums
