from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.corrections import Correction, RightSum, Standing, What, apply, closes_circle, standing, stated
from bot.core.facts import Fact
from bot.core.kinds import Kind, Qualifier
from bot.core.money import Rate

BILLION = Decimal(10**9)
NOW = datetime(2026, 1, 10, 12, tzinfo=UTC)
KNOWN = ("a", "b", "c", "d")


class Quotes:
    """Rates of a few currencies, each of the day asked for."""

    def rate(self, currency: str, day: date | None) -> Rate | None:
        known = {"USD": "1", "EUR": "1.05", "CNY": "0.14"}
        return Rate(Decimal(known[currency]), day or NOW.date()) if currency in known else None


def fact(key: str = "a", **changes: Any) -> Fact:
    return replace(Fact(key, "2025-02", "Alibaba", Kind.PLEDGE, 53 * BILLION, "USD", usd=53 * BILLION), **changes)


def said(number: int, what: What, target: str = "a", **changes: Any) -> Correction:
    return replace(Correction(target, what, fact(target), "ana", NOW, number), **changes)


def right(amount: Decimal, high: Decimal | None = None) -> RightSum:
    return RightSum(amount, high, "USD", amount, high, Qualifier.RANGE if high else Qualifier.EXACT)


def corrected(told: Fact, *corrections: Correction) -> Fact | None:
    return apply(told, standing(corrections, KNOWN))


def test_a_wrong_figure_takes_every_field_of_the_sum_and_nothing_else() -> None:
    told = fact(high=60 * BILLION, usd_high=60 * BILLION, qualifier=Qualifier.RANGE, period="3y")

    now = corrected(told, said(1, What.WRONG_FIGURE, figure=right(5 * BILLION)))

    exact = replace(told, amount=5 * BILLION, high=None, usd=5 * BILLION, usd_high=None, qualifier=Qualifier.EXACT)
    assert now == exact


def test_a_wrong_company_leaves_nobody_on_both_sides() -> None:
    told = fact(org_alt=("META", "Oracle"), counterparty="Meta")

    now = corrected(told, said(1, What.WRONG_COMPANY, org="Meta"))

    assert now == fact(org="Meta", org_alt=("Oracle",), counterparty=None)


def test_corrections_of_two_sorts_hold_side_by_side() -> None:
    figure, company = said(1, What.WRONG_FIGURE, figure=right(BILLION)), said(2, What.WRONG_COMPANY, org="Meta")

    now = corrected(fact(), figure, company)

    assert now == fact(org="Meta", amount=BILLION, usd=BILLION)


def test_the_last_of_one_sort_wins_and_the_one_before_holds_again_when_it_is_undone() -> None:
    first, last = said(1, What.WRONG_COMPANY, org="Meta"), said(2, What.WRONG_COMPANY, org="Oracle")

    assert corrected(fact(), last, first) == fact(org="Oracle")
    assert corrected(fact(), first, replace(last, undone_by="bo", undone_at=NOW)) == fact(org="Meta")


@pytest.mark.parametrize(("what", "same_as"), [(What.NOT_AI, None), (What.DUPLICATE, "b")])
def test_what_is_no_ai_or_a_duplicate_leaves_the_ledger(what: What, same_as: str | None) -> None:
    one = said(1, what, same_as=same_as)

    assert corrected(fact(), one) is None
    assert corrected(fact("b"), one) == fact("b")
    assert corrected(fact(), replace(one, undone_by="bo", undone_at=NOW)) == fact()


def test_a_duplicate_of_a_fact_that_is_gone_stands_by_itself() -> None:
    one = said(1, What.DUPLICATE, same_as="gone")

    assert corrected(fact(), one) == fact()


def test_links_to_a_duplicate_lead_to_what_it_joins_in_the_end() -> None:
    ways = said(1, What.DUPLICATE, same_as="b"), said(2, What.DUPLICATE, "b", same_as="c")

    assert corrected(fact("d", part_of="a", supersedes="b"), *ways) == fact("d", part_of="c", supersedes="c")
    assert corrected(fact("c", supersedes="a"), *ways) == fact("c")


def test_a_circle_is_seen_before_it_is_closed() -> None:
    ways = said(1, What.DUPLICATE, same_as="b"), said(2, What.DUPLICATE, "b", same_as="c")
    held = standing(ways, KNOWN)

    assert closes_circle("c", "a", held)
    assert closes_circle("b", "a", held)
    assert not closes_circle("d", "a", held)
    assert not closes_circle("b", "d", held)


def test_a_correction_that_undoing_another_brings_into_a_circle_does_not_hold() -> None:
    first = said(1, What.DUPLICATE, same_as="b")
    last = said(2, What.DUPLICATE, same_as="c", undone_by="bo", undone_at=NOW)
    back = said(3, What.DUPLICATE, "b", same_as="a")

    assert corrected(fact(), first, last, back) is None
    assert corrected(fact("b"), first, last, back) == fact("b")


duplicates = st.lists(st.tuples(st.sampled_from(KNOWN), st.sampled_from(KNOWN), st.booleans()), max_size=9)


@given(made=duplicates)
def test_whoever_is_called_a_duplicate_one_of_them_stays(made: list[tuple[str, str, bool]]) -> None:
    corrections = [
        said(number, What.DUPLICATE, target, same_as=same_as, undone_by="bo" if undone else None)
        for number, (target, same_as, undone) in enumerate(made, 1)
    ]
    held = standing(corrections, KNOWN)

    left = {key for key in KNOWN if apply(fact(key), held)}

    assert left == set(KNOWN) - held.joins.keys()
    assert left


@given(order=st.permutations([1, 2, 3, 4]))
def test_the_order_in_which_corrections_are_read_changes_nothing(order: list[int]) -> None:
    made = {
        1: said(1, What.WRONG_FIGURE, figure=right(BILLION)),
        2: said(2, What.WRONG_COMPANY, org="Meta"),
        3: said(3, What.WRONG_FIGURE, figure=right(2 * BILLION)),
        4: said(4, What.WRONG_COMPANY, org="Oracle"),
    }

    assert corrected(fact(), *(made[number] for number in order)) == fact(
        org="Oracle", amount=2 * BILLION, usd=2 * BILLION
    )


def test_nothing_said_changes_nothing() -> None:
    assert apply(fact(), Standing({}, {})) == fact()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5.3bn USD", RightSum(Decimal("5.3") * BILLION, None, "USD", Decimal("5.3") * BILLION, None, Qualifier.EXACT)),
        ("$60-65 billion", right(60 * BILLION, 65 * BILLION)),
        ("no more than 2bn EUR", RightSum(2 * BILLION, None, "EUR", Decimal("2.1") * BILLION, None, Qualifier.UP_TO)),
        (
            "380 billion yuan ($50 billion)",
            RightSum(380 * BILLION, None, "CNY", 50 * BILLION, None, Qualifier.EXACT),
        ),
    ],
)
def test_a_sum_is_read_as_a_person_states_it(text: str, expected: RightSum) -> None:
    assert stated(text, NOW.date(), Quotes()) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is no sum"),
        ("a lot", "is no sum"),
        ("5bn", "is no sum"),
        ("$5bn over three years", "is no sum"),
        ("Meta spends $5bn", "is no sum"),
        ("Meta: about $5bn", "is no sum"),
        ("$5bn and $6bn", "is no sum"),
        ("¥5bn", "may be yen or yuan"),
        ("3 trillion won", "no rate of KRW is known; state the sum in dollars"),
    ],
)
def test_what_is_no_sum_is_refused_with_what_was_expected(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        stated(text, NOW.date(), Quotes())
