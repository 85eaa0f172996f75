from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from bot.core import stories
from bot.core.entry import Entry
from bot.core.figures import Figure
from bot.core.kinds import Certainty, Kind
from bot.core.money import Money
from bot.core.reading import Reading
from bot.core.relevance import Verdict
from bot.core.sameness import APART, is_same
from bot.core.stories import Shelf, Story, keys, match, wanted
from bot.core.story import announcements

DAY = datetime(2025, 2, 25, tzinfo=UTC)
USD_53B = Decimal(53_000_000_000)


def figure(org: str | None = "Alibaba", amount: Decimal | int = USD_53B, **changes: Any) -> Figure:
    base = Figure(
        quote="$53bn",
        amount=Decimal(amount),
        high=None,
        currency="USD",
        kind=Kind.PLEDGE,
        usd=Decimal(amount),
        org=org,
        headline=True,
    )
    return replace(base, **changes)


def story(of: Figure, published: datetime | None = DAY, key: str = "s1", **changes: Any) -> Story:
    return replace(Story(key, of, "Alibaba invests", DAY, published), **changes)


def entry(key: str = "e1", published: datetime | None = DAY, **changes: Any) -> Entry:
    return replace(Entry(key, None, "wire", "Alibaba invests", "", published), **changes)


def read(*figures: Figure, named: tuple[str, ...] = (), relevant: bool = True) -> Reading:
    return Reading(figures, Verdict(relevant, "alert" if relevant else "not_news"), "", named)


def yuan(billions: int, **changes: Any) -> Figure:
    amount = Decimal(billions) * 10**9
    return figure(amount=amount, currency="CNY", **{"usd": amount * Decimal("0.138"), **changes})


SAME = {
    "the same sum": (figure(), figure()),
    "a rounding": (figure(), figure(amount=52_700_000_000)),
    "another spelling of the payer": (figure("SoftBank"), figure("SOFTBANK")),
    "its worth in another currency": (figure(), yuan(380)),
    "a restatement both know": (
        yuan(380, usd=None),
        figure(also=(Money(Decimal(380_000_000_000), "CNY"),), usd=None),
    ),
    "the high end of a range": (
        figure("Meta", 60_000_000_000, high=Decimal(65_000_000_000), usd_high=Decimal(65_000_000_000)),
        figure("Meta", 65_000_000_000),
    ),
    "one of two joint payers": (figure("OpenAI", org_alt=("Oracle",)), figure("Oracle")),
    "a round that names no investor": (
        figure(None, counterparty="OpenAI", kind=Kind.STAKE),
        figure(None, counterparty="OpenAI", kind=Kind.STAKE),
    ),
    "a contract whose seller one text leaves out": (
        figure("OpenAI", kind=Kind.CONTRACT, counterparty="Oracle"),
        figure("OpenAI", kind=Kind.CONTRACT),
    ),
    "sides told the other way round": (
        figure("OpenAI", kind=Kind.CONTRACT, counterparty="Oracle", org_alt=("Oracle",)),
        figure("Oracle", kind=Kind.CONTRACT, counterparty="OpenAI"),
    ),
    "pledge and capex of one payer": (figure(), figure(kind=Kind.CAPEX)),
    "reported and announced": (figure(certainty=Certainty.REPORTED), figure()),
    "two denials": (figure(certainty=Certainty.DENIED), figure(certainty=Certainty.CANCELLED)),
}
DIFFERENT = {
    "another payer": (figure(), figure("Tencent")),
    "another sum": (figure(), figure(amount=60_000_000_000)),
    "sums near each other in one currency": (figure(), figure(amount=54_000_000_000)),
    "currencies that do not come to the same": (figure(), yuan(500)),
    "no rate on either side": (yuan(380, usd=None), figure(usd=None)),
    "another seller": (
        figure("OpenAI", kind=Kind.CONTRACT, counterparty="Oracle"),
        figure("OpenAI", kind=Kind.CONTRACT, counterparty="CoreWeave"),
    ),
    "a denial": (figure(), figure(certainty=Certainty.DENIED)),
    "a cancellation": (figure(certainty=Certainty.REPORTED), figure(certainty=Certainty.CANCELLED)),
    "a partner's stake beside a payer's building": (
        figure("Oracle", org_alt=("OpenAI",)),
        figure("OpenAI", kind=Kind.STAKE, counterparty="Oracle"),
    ),
    "nobody named on either side": (figure(None), figure(None)),
}


@pytest.mark.parametrize("pair", SAME.values(), ids=SAME)
def test_one_announcement_is_the_same_from_either_side(pair: tuple[Figure, Figure]) -> None:
    one, other = pair

    assert is_same(story(one), story(other))
    assert is_same(story(other), story(one))


@pytest.mark.parametrize("pair", DIFFERENT.values(), ids=DIFFERENT)
def test_two_announcements_are_two_from_either_side(pair: tuple[Figure, Figure]) -> None:
    one, other = pair

    assert not is_same(story(one), story(other))
    assert not is_same(story(other), story(one))


def test_two_weeks_and_a_day_part_announcements_that_are_dated() -> None:
    old = story(figure())

    assert is_same(story(figure(), DAY + APART), old)
    assert not is_same(story(figure(), DAY + APART + timedelta(hours=1)), old)


def test_an_undated_entry_joins_whatever_its_sum_fits_where_there_is_no_clock() -> None:
    assert is_same(story(figure()), story(figure(), published=None, first_seen=None))
    assert is_same(story(figure(), None, first_seen=None), story(figure()))


def test_an_undated_entry_is_held_against_when_the_story_was_first_seen() -> None:
    old = story(figure(), published=None)

    assert is_same(story(figure(), None, first_seen=DAY + timedelta(days=3)), old)
    assert not is_same(story(figure(), None, first_seen=DAY + timedelta(days=30)), old)


def test_an_entry_that_fits_nothing_opens_a_story_of_its_own() -> None:
    (telling,) = match(entry(), read(figure()), (), None)

    assert telling.is_new
    assert telling.story.figure == figure()
    assert telling.story.title == "Alibaba invests"
    assert telling.story.published == DAY


def test_a_story_is_known_by_the_same_id_whenever_its_entry_is_read() -> None:
    first, again = (match(entry(), read(figure()), (), now)[0].story.id for now in (None, DAY))

    assert first == again
    assert first != match(entry("e2"), read(figure()), (), None)[0].story.id


@pytest.mark.parametrize(
    ("link", "of"), [(None, figure("Meta")), (None, figure(amount=1)), ("https://wire.example/other", figure())]
)
def test_two_posts_of_one_outlet_with_one_number_tell_two_stories(link: str | None, of: Figure) -> None:
    ((one,), (other,)) = match(entry(), read(figure()), (), None), match(entry(link=link), read(of), (), None)

    assert one.story.id != other.story.id


def test_a_story_opened_without_date_or_clock_has_no_time_at_all() -> None:
    (telling,) = match(entry(published=None), read(figure()), (), None)

    assert telling.story.first_seen is None
    assert telling.story.published is None


def test_an_entry_joins_the_story_whose_sum_is_nearest() -> None:
    near, far = story(figure(amount=52_900_000_000), key="b"), story(figure(amount=52_500_000_000), key="a")

    (telling,) = match(entry(), read(figure()), (far, near), None)

    assert (telling.story.id, telling.is_new) == (near.id, False)


def test_of_stories_equally_near_the_same_one_is_joined_whatever_their_order() -> None:
    one, other = story(figure(), key="a"), story(figure(), key="b")

    assert {match(entry(), read(figure()), order, None)[0].story.id for order in permutations((one, other))} == {"a"}


@pytest.mark.parametrize(("end", "is_new"), [(Certainty.DENIED, True), (Certainty.ANNOUNCED, False)])
def test_what_was_denied_and_is_announced_after_all_is_news(end: Certainty, is_new: bool) -> None:
    report = story(figure(certainty=Certainty.REPORTED), key="a")
    answer = story(figure(certainty=end), DAY + timedelta(days=1), key="b")

    (telling,) = match(entry(published=DAY + timedelta(days=2)), read(figure()), (report, answer), None)

    assert telling.is_new is is_new


@pytest.mark.parametrize(("place", "is_new"), [("DE", False), ("FR", True)])
def test_an_entry_mended_to_tell_of_another_place_tells_another_story(place: str, is_new: bool) -> None:
    old = story(figure(), key="a", places=frozenset({"DE"}))
    where = {"DE": "Germany", "FR": "France"}[place]
    mended = entry(title=f"Alibaba invests in {where}")

    (telling,) = match(mended, read(figure(amount=60_000_000_000)), (old,), None, before=["a"])

    assert telling.is_new is is_new


def test_an_entry_tells_one_announcement_for_each_payer() -> None:
    amazon, microsoft = figure("Amazon", 5_000_000_000), figure("Microsoft", 17_500_000_000)

    tellings = match(entry(), read(amazon, microsoft), (story(amazon),), None)

    assert [(t.story.figure.org, t.is_new) for t in tellings] == [("Microsoft", True), ("Amazon", False)]


def test_two_announcements_that_join_one_story_are_one_telling() -> None:
    joint = figure("OpenAI", org_alt=("Oracle",), headline=True)
    openai, oracle = figure("OpenAI"), figure("Oracle")

    (telling,) = match(entry(), read(openai, oracle), (story(joint),), None)

    assert telling.figures == (openai, oracle)


def test_figures_of_one_payer_belong_together_largest_first() -> None:
    small, large = figure(amount=1_000_000_000), figure()

    assert announcements(entry(), (small, large)) == ((large, small),)


def test_a_figure_of_nobody_goes_with_the_largest_announcement() -> None:
    nobody = figure(None, 1_000_000_000)

    assert announcements(entry(), (nobody, figure())) == ((figure(), nobody),)


def test_what_is_no_headline_or_no_spending_opens_no_story() -> None:
    assert announcements(entry(), (figure(headline=False), figure(kind=Kind.REVENUE))) == ()
    assert match(entry(), read(figure(headline=False)), (), None) == ()


def test_a_story_is_filed_under_everybody_it_names_and_its_sizes() -> None:
    filed = keys(
        story(figure("OpenAI", org_alt=("SoftBank",), counterparty="Oracle", usd_high=Decimal(60_000_000_000)))
    )

    assert {key.rpartition(":")[2] for key in filed} == {"openai", "softbank", "oracle"}
    assert len(filed) == 9


def test_a_sum_without_a_rate_is_filed_under_its_own_currency() -> None:
    assert {key.split(":")[0] for key in keys(story(figure(amount=5_000_000_000, currency="XAG", usd=None)))} == {"XAG"}


def test_a_shelf_files_what_an_entry_opens_for_the_entries_that_follow() -> None:
    shelf = Shelf([story(figure("Meta"), key="stored")])

    opened, joined = shelf.bind(entry("e1"), read(figure()), None), shelf.bind(entry("e2"), read(figure()), None)

    assert [t.is_new for t in (*opened, *joined)] == [True, False]
    assert joined[0].story == opened[0].story
    assert shelf.bind(entry("e3"), read(figure("Meta")), None)[0].story.id == "stored"


def test_an_entry_is_held_against_those_stories_alone_that_share_a_key_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(story(figure(f"Payer {n}", 2**n * 10**9), key=str(n)) for n in range(30))
    held: list[Story] = []
    monkeypatch.setattr(stories, "is_same", lambda _, other: held.append(other))

    shelf.bind(entry(), read(figure("Payer 3", 8 * 10**9)), None)

    assert [other.id for other in held] == ["3"]


_FIGURES = st.builds(
    figure,
    org=st.sampled_from(("OpenAI", "OPENAI", "Oracle", None)),
    amount=st.sampled_from((5_000_000_000, 5_030_000_000, 5_060_000_000, 5_090_000_000)),
    kind=st.sampled_from((Kind.PLEDGE, Kind.STAKE, Kind.CONTRACT)),
    currency=st.sampled_from(("USD", "EUR")),
    usd=st.sampled_from((None, Decimal(5_000_000_000), Decimal(5_200_000_000))),
    usd_high=st.sampled_from((None, Decimal(5_400_000_000))),
    org_alt=st.sampled_from(((), ("Oracle",), ("OpenAI", "MGX"))),
    counterparty=st.sampled_from((None, "Oracle", "OpenAI")),
    certainty=st.sampled_from((Certainty.ANNOUNCED, Certainty.REPORTED, Certainty.DENIED)),
)


@settings(deadline=None)
@given(_FIGURES, _FIGURES)
def test_stories_that_are_the_same_share_a_key(one: Figure, other: Figure) -> None:
    named = frozenset({"openai", "oracle", "mgx"})
    a, b = story(one, named=named), story(replace(other, certainty=one.certainty), named=named)
    assume(is_same(a, b))

    assert set(wanted(a)) & set(keys(b))


@settings(deadline=None)
@given(st.lists(_FIGURES, max_size=6), _FIGURES)
def test_a_shelf_finds_the_story_that_a_walk_through_all_of_them_finds(told: list[Figure], one: Figure) -> None:
    known = [story(figure, key=str(place)) for place, figure in enumerate(told)]

    assert Shelf(known).bind(entry(), read(one), None) == match(entry(), read(one), known, None)


@settings(deadline=None)
@given(_FIGURES, _FIGURES)
def test_which_of_two_figures_came_first_does_not_matter(one: Figure, other: Figure) -> None:
    assert is_same(story(one), story(other)) == is_same(story(other), story(one))


@settings(deadline=None)
@given(
    st.lists(
        st.builds(
            figure,
            org=st.sampled_from(("OpenAI", "Oracle")),
            org_alt=st.sampled_from(((), ("OpenAI", "Oracle"))),
            amount=st.sampled_from((5_000_000_000, 5_030_000_000, 5_060_000_000)),
            kind=st.sampled_from((Kind.PLEDGE, Kind.CAPEX)),
        ),
        min_size=2,
        max_size=4,
    ),
    st.randoms(use_true_random=False),
)
def test_entries_that_all_agree_are_one_story_in_any_order(figures: list[Figure], shuffle: Any) -> None:
    assume(all(is_same(story(a), story(b)) for a in figures for b in figures))
    shuffle.shuffle(figures)
    known: list[Story] = []

    for place, one in enumerate(figures):
        known += [t.story for t in match(entry(str(place)), read(one), known, None) if t.is_new]

    assert len(known) == 1
