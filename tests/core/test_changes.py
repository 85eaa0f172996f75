"""What a later telling changes in an announcement: confirmed, corrected, raised, cut, denied, cancelled, or nothing."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.changes import GUIDANCE, TALKS, Change, is_correction, is_same_sum, later, moves, within
from bot.core.entry import Entry
from bot.core.figures import Figure
from bot.core.kinds import DEALS, Certainty, Kind
from bot.core.money import Money

BILLION = Decimal(10**9)
DAY, WEEK = timedelta(days=1), timedelta(days=7)


def figure(amount: str | int = 10, high: str | int | None = None, **changes: Any) -> Figure:
    """Return a pledge of Meta's of so many billion dollars."""
    low, top = Decimal(amount) * BILLION, None if high is None else Decimal(high) * BILLION
    base = Figure(f"${amount}bn", low, top, "USD", Kind.PLEDGE, usd=low, usd_high=top, org="Meta", headline=True)
    return replace(base, **changes)


def deal(amount: str | int = 10, **changes: Any) -> Figure:
    return figure(amount, **{"kind": Kind.CONTRACT, "org": "Microsoft", "counterparty": "Nebius"} | changes)


def capex(low: str | int, high: str | int | None = None, **changes: Any) -> Figure:
    return figure(low, high, **{"kind": Kind.CAPEX, "period": "2025"} | changes)


NOTHING: frozenset[Change] = frozenset()
EITHER = frozenset({Change.RAISED, Change.CUT})


def told(
    figure: Figure,
    before: Figure,
    age: timedelta = WEEK,
    stated: Iterable[Figure] = (),
    says_so: frozenset[Change] = NOTHING,
    is_added: bool = False,
) -> Change | None:
    """Return what a figure changes in one older announcement."""
    found = later(figure, [(before, age)], stated=stated, says_so=says_so, is_added=is_added)
    assert found is None or found[0] == 0
    return found[1] if found else None


REPORTED: dict[str, Any] = {"certainty": Certainty.REPORTED}
DENIED: dict[str, Any] = {"certainty": Certainty.DENIED}
CANCELLED: dict[str, Any] = {"certainty": Certainty.CANCELLED}


@pytest.mark.parametrize("change", Change)
def test_only_a_denial_and_a_cancellation_leave_nothing_of_an_announcement(change: Change) -> None:
    assert change.takes_back is (change.value in {"denied", "cancelled"})


# Words that say that a sum moved


@pytest.mark.parametrize(
    "title",
    [
        "Meta lifts capex to $72 billion",
        "Meta raises its spending to $72 billion",
        "Meta raises 2025 AI capital expenditure to $72 billion from $65 billion",
        "Amazon doubles investment to $20 billion",
        "Meta will spend $72 billion, up from $65 billion",
        "Microsoft scales back its plan to $50 billion",
        "Intel trims capex to $18 billion",
        "Google will invest $25 billion, instead of $9 billion",
        "SAP had originally pledged 10 billion euros",
        "Brookfield erhöht Investition auf 15 Milliarden Euro",
        "SAP stockt die Investition um 5 Milliarden Euro auf",
        "Intel kürzt die Investitionen auf 10 Milliarden Euro",
        "Brookfield relève son investissement à 15 milliards d’euros",
        "Microsoft investira 6 milliards d’euros au lieu de 4 milliards",
        "Amazon eleva su inversión a 33.700 millones de euros",
        "Microsoft amplía su inversión a 6.000 millones de euros",
        "TikTok aumenta investimento para 200 bilhões de reais",
        "A Amazon investirá 10 bilhões em vez de 5 bilhões",
        "阿里巴巴将AI投资上调至4800亿元",
        "阿里巴巴下调资本开支至3000亿元",
        "ソフトバンク、AI投資を5兆円に引き上げ",
        "設備投資を3兆円に減額",
        "네이버, AI 투자 10조원으로 확대",
        "삼성전자, 투자 규모 5조원으로 하향",
    ],
)
def test_eight_languages_can_say_that_a_sum_is_raised_or_cut(title: str) -> None:
    assert moves(Entry("a", None, "Wire", title, ""))


@pytest.mark.parametrize(
    "title",
    [
        "Meta to spend $72 billion on AI in 2025",
        "Oracle signs $300 billion contract with OpenAI",
        "SAP investiert 10 Milliarden Euro in KI",
        "Brookfield investit 20 milliards d’euros en France",
        "Amazon invertirá 15.700 millones de euros en Aragón",
        "TikTok investirá 200 bilhões de reais no Ceará",
        "阿里巴巴将投资3800亿元",
        "ソフトバンク、AIに4兆円を投資",
        "네이버, AI에 1조원 투자",
        "",
    ],
)
def test_an_announcement_by_itself_says_of_no_sum_that_it_moved(title: str) -> None:
    assert not moves(Entry("a", None, "Wire", title, "It said so on Monday."))


def test_the_first_paragraphs_count_as_the_title_does_and_the_rest_of_an_article_does_not() -> None:
    said = "That is up from $65 billion."

    assert moves(Entry("a", None, "Wire", "Meta to spend $72 billion", f"It said so. {said}"))
    assert not moves(Entry("a", None, "Wire", "Meta to spend $72 billion", f"{'It said so. ' * 80}{said}"))


# Within two weeks: another telling of one announcement


def test_what_was_reported_and_is_announced_is_confirmed_whatever_its_sum_is_now() -> None:
    before = figure(10, **REPORTED)

    assert within(before, figure(10), is_mended=False, says_so=NOTHING) is Change.CONFIRMED
    assert within(before, figure(12), is_mended=True, says_so=EITHER) is Change.CONFIRMED
    assert within(figure(10), before, is_mended=False, says_so=NOTHING) is None
    assert within(before, before, is_mended=False, says_so=NOTHING) is None


def test_another_sum_corrects_only_where_the_same_entry_states_it() -> None:
    assert within(figure(53), figure("5.3"), is_mended=True, says_so=NOTHING) is Change.CORRECTED
    assert within(figure(53), figure("5.3"), is_mended=False, says_so=NOTHING) is None
    assert within(figure(53), figure("5.3", **REPORTED), is_mended=True, says_so=NOTHING) is None


@pytest.mark.parametrize(
    "now", [figure(), figure(quote="10 billion dollars"), figure("10.05"), figure(purpose="chips", period="2026")]
)
def test_an_edit_that_leaves_sum_and_sides_alone_changes_nothing(now: Figure) -> None:
    assert within(figure(), now, is_mended=True, says_so=NOTHING) is None


def test_an_edit_that_mends_a_side_corrects_and_one_that_names_no_payer_any_more_does_not() -> None:
    before = deal()

    assert within(before, deal(counterparty="CoreWeave"), is_mended=True, says_so=NOTHING) is Change.CORRECTED
    assert within(before, deal(org="Meta"), is_mended=True, says_so=NOTHING) is Change.CORRECTED
    assert within(before, deal(org=None), is_mended=True, says_so=NOTHING) is None
    assert within(before, deal(org="Meta"), is_mended=False, says_so=NOTHING) is None


@pytest.mark.parametrize(
    ("before", "after", "change"),
    [
        (figure(10), figure(15), Change.RAISED),
        (figure(15), figure(10), Change.CUT),
        (figure(10), figure("10.1"), None),
        (figure(10), figure(15, currency="EUR"), None),
        (capex(60, 65), capex(64, 72), Change.RAISED),
        (capex(64, 72), capex(66, 72), Change.RAISED),
        (capex(66, 72), capex(70), Change.RAISED),
        (capex(66, 72), capex(64, 72), Change.CUT),
        (capex(64, 72), capex(64, 80), Change.RAISED),
        (capex(60, 72), capex(61, 65), Change.CUT),
    ],
)
def test_a_sum_is_raised_or_cut_by_both_ends_and_only_where_the_entry_says_so(
    before: Figure, after: Figure, change: Change | None
) -> None:
    assert within(before, after, is_mended=False, says_so=EITHER) is change
    assert within(before, after, is_mended=False, says_so=NOTHING) is None


# Slips


@pytest.mark.parametrize(
    "now",
    [
        figure("5.3"),
        figure(530),
        figure("0.53"),
        figure("0.053"),
        figure(53_000),
        figure(58),
        figure(106),
        figure("26.5"),
        figure(53, org="Microsoft"),
        figure(53, org=None),
        figure(50, counterparty="Oracle"),
    ],
)
def test_a_slip_of_the_pen_and_another_payer_of_the_sum_are_corrections(now: Figure) -> None:
    assert is_correction(figure(53), now)
    assert is_correction(now, figure(53))


@pytest.mark.parametrize(
    "now",
    [
        figure(107),
        figure(26),
        figure("5.4"),
        figure(58, org="Microsoft"),
        figure(50, kind=Kind.CAPEX),
        figure(50, currency="EUR"),
        figure(50, **REPORTED),
        figure(0),
    ],
)
def test_another_plan_is_no_correction(now: Figure) -> None:
    assert not is_correction(figure(53), now)
    assert not is_correction(now, figure(53))


def test_a_deal_with_somebody_else_corrects_none() -> None:
    assert is_correction(deal(10), deal(12))
    assert not is_correction(deal(10), deal(12, counterparty="CoreWeave"))


# One sum


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        (figure(10), figure("10.1"), True),
        (figure(10), figure("10.2"), False),
        (figure(60, 65), figure(60, 65), True),
        (figure(60, 65), figure(60, 72), False),
        (figure(64, 72), figure(66, 72), False),
        (figure(60, 65), figure(65), True),
        (figure(10), figure(9, currency="EUR", usd=Decimal("10.5") * BILLION), True),
        (figure(10), figure(9, currency="EUR", usd=Decimal(12) * BILLION), False),
        (figure(10), figure(9, currency="EUR", usd=None), True),
        (figure(10, currency="XAF", usd=None), figure(20, currency="XAF", usd=None), False),
        (figure(10, currency="XAF", usd=None), figure(10, currency="XAF", usd=None), True),
        (figure(10, also=(Money(9 * BILLION, "EUR"),)), figure(9, currency="EUR", usd=Decimal(12) * BILLION), True),
    ],
)
def test_one_sum_is_told_by_both_ends_by_restatements_and_else_roughly_in_dollars(
    one: Figure, other: Figure, is_one: bool
) -> None:
    assert is_same_sum(one, other) is is_one
    assert is_same_sum(other, one) is is_one


# Later: a new announcement, and an older one of its payer


GUIDED = (capex(60, 65), capex(64, 72), capex(66, 72), capex(70, 72))


@pytest.mark.parametrize(("before", "after"), [*pairwise(GUIDED)])
def test_each_guidance_of_a_year_raises_the_one_before_by_either_end(before: Figure, after: Figure) -> None:
    assert told(after, before, 90 * DAY) is Change.RAISED
    assert told(before, after, 90 * DAY) is Change.CUT


def test_guidance_told_again_changes_nothing_nor_does_that_of_another_year_or_of_no_year() -> None:
    assert told(capex(66, 72), capex(66, 72)) is None
    assert told(capex(100), capex(66, 72)) is Change.RAISED
    assert told(capex(100, period="2026"), capex(66, 72)) is None
    assert told(capex(100, period=None), capex(66, 72)) is None
    assert told(capex(100, period=None), capex(66, 72, period=None)) is None


def test_a_deal_that_was_reported_and_is_signed_within_half_a_year_is_confirmed() -> None:
    talks = deal(10, **REPORTED)

    assert told(deal(10), talks, TALKS) is Change.CONFIRMED
    assert told(deal(17), talks, TALKS) is Change.CONFIRMED
    assert told(deal(10), talks, TALKS + DAY) is None
    assert told(deal(31), talks, WEEK) is None
    assert told(deal(31, currency="XAF", usd=None), talks, WEEK) is Change.CONFIRMED
    assert told(deal(10), deal(10), WEEK) is None
    assert told(deal(10, **REPORTED), talks, WEEK) is None


@pytest.mark.parametrize(
    "signed",
    [
        deal(counterparty="CoreWeave"),
        deal(counterparty=None),
        figure(10, org="Microsoft"),
        figure(10, org="Microsoft", counterparty="Nebius"),
    ],
)
def test_talks_are_confirmed_by_no_deal_with_another_or_with_nobody_and_by_no_pledge(signed: Figure) -> None:
    assert told(signed, deal(10, **REPORTED)) is None


def test_a_deal_that_names_no_payer_confirms_talks_of_its_sum_alone() -> None:
    talks = deal(10, **REPORTED)

    assert told(deal("10.1", org=None), talks) is Change.CONFIRMED
    assert told(deal(12, org=None), talks) is None
    assert told(deal(10), deal("10.1", org=None, **REPORTED)) is Change.CONFIRMED


def test_a_talk_of_a_stake_may_come_to_be_a_purchase() -> None:
    talks = deal(10, kind=Kind.STAKE, **REPORTED)

    assert told(deal(14, kind=Kind.ACQUISITION), talks) is Change.CONFIRMED


def test_a_pledge_is_raised_where_the_entry_says_so_and_states_the_sum_before() -> None:
    before, after = figure(10), figure(15)

    assert told(after, before, stated=(after, figure(10, headline=False)), says_so=EITHER) is Change.RAISED
    assert told(before, after, stated=(before, after), says_so=EITHER) is Change.CUT
    assert told(after, before, stated=(after, before), says_so=NOTHING) is None
    assert told(after, before, stated=(after,), says_so=EITHER) is None


@pytest.mark.parametrize(
    "stated", [figure(10, org="Oracle"), figure(10, kind=Kind.REVENUE), figure(10, currency="EUR"), figure(11)]
)
def test_what_somebody_else_spends_or_what_is_earned_is_not_the_sum_before(stated: Figure) -> None:
    assert told(figure(15), figure(10), stated=(stated,), says_so=EITHER) is None


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (figure(10), figure(31)),
        (figure(10), figure(15, kind=Kind.FUND)),
        (figure(10), deal(15, org="Meta")),
        (figure(10, counterparty="Oracle"), figure(15, counterparty="Nebius")),
    ],
)
def test_a_far_larger_plan_and_one_of_another_sort_or_for_another_company_are_their_own(
    before: Figure, after: Figure
) -> None:
    assert told(after, before, stated=(before, after, replace(before, kind=after.kind)), says_so=EITHER) is None


@pytest.mark.parametrize(("how", "change"), [(DENIED, Change.DENIED), (CANCELLED, Change.CANCELLED)])
def test_a_denial_or_a_cancellation_takes_back_the_plan_of_that_sum_and_no_other(how: Any, change: Change) -> None:
    assert told(figure(10, **how), figure(10)) is change
    assert told(figure(12, **how), figure(10)) is None
    assert told(capex(66, 72, **how), capex(60, 65)) is None
    assert told(capex(60, 72, **how), capex(60, 65)) is None


def test_a_denial_whose_sum_cannot_be_held_against_another_takes_nothing_back() -> None:
    euros = figure(10, currency="EUR", usd=None)

    assert told(figure(10, **DENIED), euros) is None
    assert told(replace(euros, **DENIED), euros) is Change.DENIED
    assert told(replace(euros, amount=12 * BILLION, **DENIED), euros) is None


def test_of_several_plans_the_one_that_is_denied_is_taken_back() -> None:
    known = [(figure(20), WEEK), (figure(10), 3 * WEEK), (figure(30), DAY)]

    assert later(figure(10, **DENIED), known, stated=(), says_so=NOTHING) == (1, Change.DENIED)


def test_of_plans_alike_the_youngest_is_changed_whatever_their_order() -> None:
    old, young = (figure(10), 100 * DAY), (figure(10, purpose="chips"), WEEK)

    assert later(figure(10, **DENIED), [old, young], stated=(), says_so=NOTHING) == (1, Change.DENIED)
    assert later(figure(10, **DENIED), [young, old], stated=(), says_so=NOTHING) == (0, Change.DENIED)


def test_a_denial_of_a_deal_needs_its_partner() -> None:
    assert told(deal(10, **DENIED), deal(10)) is Change.DENIED
    assert told(deal(10, **DENIED, counterparty="NEBIUS"), deal(10)) is Change.DENIED
    assert told(deal(10, **DENIED, counterparty="CoreWeave"), deal(10)) is None
    assert told(deal(10, **DENIED, counterparty=None), deal(10)) is None
    assert told(figure(10, **DENIED, org="Microsoft"), deal(10)) is None


def test_what_was_taken_back_is_changed_no_more() -> None:
    assert told(figure(10, **CANCELLED), figure(10, **DENIED)) is None
    assert told(deal(10), deal(10, **DENIED)) is None
    assert told(capex(70, 72), capex(60, 65, **CANCELLED)) is None


_AFTER = st.sampled_from(
    [capex(70, 72), capex(64, **DENIED), deal(12, org="Meta"), figure(15), figure(10, **DENIED), figure(10)]
)
_BEFORE = st.sampled_from([capex(60, 65), capex(64), deal(10, org="Meta", **REPORTED), figure(10), figure(15)])
_AGES = st.timedeltas(GUIDANCE * -2, GUIDANCE * 2)


@given(_AFTER, st.lists(st.tuples(_BEFORE, _AGES), max_size=5), st.sampled_from((NOTHING, EITHER)))
def test_neither_what_is_yet_to_come_nor_what_is_over_a_year_old_is_changed(
    after: Figure, known: list[tuple[Figure, timedelta]], says_so: frozenset[Change]
) -> None:
    found = later(after, known, stated=[after, figure(10), figure(15)], says_so=says_so)

    assert found is None or timedelta(0) <= known[found[0]][1] <= GUIDANCE


def test_a_plan_can_be_raised_or_denied_up_to_a_year_later_and_not_beyond() -> None:
    for after in (capex(70), capex(60, **DENIED)):
        assert told(after, capex(60), GUIDANCE) is not None
        assert told(after, capex(60), timedelta(0)) is not None
        assert told(after, capex(60), GUIDANCE + DAY) is None
        assert told(after, capex(60), -DAY) is None


@given(_AFTER, st.lists(st.tuples(_BEFORE, _AGES), max_size=4), st.randoms(use_true_random=False))
def test_in_which_order_older_plans_are_known_does_not_matter(
    after: Figure, known: list[tuple[Figure, timedelta]], shuffle: Any
) -> None:
    shuffled = list(known)
    shuffle.shuffle(shuffled)

    one, other = (
        found and (pile[found[0]][1], found[1])
        for pile in (known, shuffled)
        for found in [later(after, pile, stated=[figure(10)], says_so=EITHER)]
    )

    assert (one and one[0]) == (other and other[0])


@given(_BEFORE, _AFTER)
def test_a_deal_is_never_taken_for_a_plan_nor_a_plan_for_a_deal(before: Figure, after: Figure) -> None:
    if (before.kind in DEALS) != (after.kind in DEALS):
        assert told(after, before, stated=[before, after], says_so=EITHER) is None


# What only looks like a change


def test_next_years_spending_is_no_raise_of_this_years() -> None:
    this, following = capex(131), capex(200, period="2026")

    assert told(following, this, stated=(following, this), says_so=EITHER) is None
    assert told(this, following, stated=(following, this), says_so=EITHER) is None


def test_a_second_deal_is_a_raise_only_to_the_total_of_both() -> None:
    first, second, total = deal("11.9"), deal(4), deal("15.9")

    assert told(second, first, stated=(second, first), says_so=EITHER, is_added=True) is None
    assert told(total, first, stated=(total, second, first), says_so=EITHER, is_added=True) is Change.RAISED
    assert told(total, first, stated=(total, first), says_so=EITHER, is_added=True) is None


def test_words_for_a_rise_never_make_a_cut() -> None:
    small, large = figure(10), figure(15)
    up, down = frozenset({Change.RAISED}), frozenset({Change.CUT})

    assert told(small, large, stated=(small, large), says_so=up) is None
    assert told(small, large, stated=(small, large), says_so=down) is Change.CUT


@pytest.mark.parametrize(
    "title",
    [
        "OpenAI raises $110 billion",
        "xAI raises up to $10 billion",
        "Mistral raised funds",
        "It raises more capital",
    ],
)
def test_money_that_is_raised_is_no_sum_that_was_raised(title: str) -> None:
    assert not moves(Entry("a", None, "Wire", title, ""))
