from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.figures import Figure
from bot.core.kinds import Kind, Qualifier
from bot.core.money import Money
from bot.core.phrases import and_, announced, day, dollars, original, over, per_year, short, span, sum_of, years_of

YUAN = Figure(
    quote="380 billion yuan",
    amount=Decimal(380_000_000_000),
    high=None,
    currency="CNY",
    kind=Kind.PLEDGE,
    usd=Decimal("52371900000"),
    period="3y",
)
RANGE = Figure(
    quote="$60-65bn",
    amount=Decimal(60_000_000_000),
    high=Decimal(65_000_000_000),
    currency="USD",
    kind=Kind.CAPEX,
    usd=Decimal(60_000_000_000),
    usd_high=Decimal(65_000_000_000),
    qualifier=Qualifier.RANGE,
)


@pytest.mark.parametrize(
    ("amount", "currency", "shown"),
    [
        ("53000000000", "USD", "$53B"),
        ("380000000000", "CNY", "CN¥380B"),
        ("109000000000", "EUR", "€109B"),
        ("1100000000000", "INR", "₹1.1T"),
        ("20000000000", "SAR", "SAR 20B"),
        ("32250000000", "USD", "$32.25B"),
        ("1375000000", "AUD", "A$1.375B"),
        ("999990000000", "USD", "$1T"),
        ("999949999", "USD", "$999.9M"),
        ("250000", "GBP", "£250,000"),
        ("1234000000000000", "KRW", "₩1,234T"),
        ("0", "USD", "$0"),
        ("10000000", "HKD", "HK$10M"),
    ],
)
def test_a_sum_is_short_and_rounded_before_its_unit_is_chosen(amount: str, currency: str, shown: str) -> None:
    assert short(Money(Decimal(amount), currency)) == shown


@given(st.decimals(min_value=0, max_value=10**16, allow_nan=False, allow_infinity=False, places=2))
def test_a_short_sum_reads_back_to_within_its_four_digits(amount: Decimal) -> None:
    text = short(Money(amount, "USD")).removeprefix("$")

    units = {"T": 10**12, "B": 10**9, "M": 10**6}
    number = Decimal(text.rstrip("TBM").replace(",", "")) * units.get(text[-1], 1)

    assert abs(number - amount) <= amount * Decimal("0.0005")


@pytest.mark.parametrize(
    ("low", "high", "shown"),
    [
        (60, 65, "$60–65B"),
        (60, None, "$60B"),
        (60, 60, "$60B"),
        (65, 60, "$65B"),
        (900, 1200, "$900B–$1.2T"),
        ("60.00001", "60.00002", "$60B"),
    ],
)
def test_a_range_names_its_unit_once_where_it_can(low: str, high: str | None, shown: str) -> None:
    end = None if high is None else Decimal(high) * 10**9

    assert span(Money(Decimal(low) * 10**9, "USD"), end) == shown


@pytest.mark.parametrize(
    ("qualifier", "shown"),
    [
        (Qualifier.EXACT, "CN¥380B ($52.4B)"),
        (Qualifier.ABOUT, "about CN¥380B ($52.4B)"),
        (Qualifier.AT_LEAST, "at least CN¥380B ($52.4B)"),
        (Qualifier.UP_TO, "up to CN¥380B ($52.4B)"),
        (Qualifier.RANGE, "CN¥380B ($52.4B)"),
    ],
)
def test_a_sum_is_hedged_as_its_text_hedges_it(qualifier: Qualifier, shown: str) -> None:
    assert sum_of(replace(YUAN, qualifier=qualifier)) == shown


def test_a_range_says_by_itself_that_it_is_one_and_only_about_is_said_besides() -> None:
    assert original(replace(RANGE, qualifier=Qualifier.UP_TO)) == "$60–65B"
    assert original(replace(RANGE, qualifier=Qualifier.ABOUT)) == "about $60–65B"


def test_dollars_are_not_repeated_nor_invented() -> None:
    assert dollars(RANGE) is None
    assert dollars(replace(YUAN, usd=None)) is None


def test_a_year_s_share_is_given_for_years_and_runs_of_years_only() -> None:
    assert per_year(YUAN) == "CN¥127B ($17.5B)"
    assert per_year(replace(YUAN, period="2025-2028", qualifier=Qualifier.ABOUT)) == "about CN¥95B ($13.1B)"
    assert per_year(replace(RANGE, period="5y")) == "$12–13B"
    assert per_year(replace(YUAN, usd=None)) == "CN¥127B"
    for period in (None, "2025", "FY2026", "by 2030", "1y", "0y", "Q3 2025", "2028-2025", "2025-2025"):
        assert per_year(replace(YUAN, period=period)) is None, period


@given(st.text())
def test_a_period_of_any_text_is_no_number_of_years_or_a_good_one(period: str) -> None:
    years = years_of(period)

    assert years is None or years >= 1
    assert over(period)


def test_periods_end_a_sentence() -> None:
    assert over("Q4 FY2025") == "in Q4 FY2025"
    assert over("H1 2026") == "in H1 2026"


def test_days_and_months_are_written_out_and_what_is_neither_is_left() -> None:
    assert day(date(2025, 12, 31)) == "31 Dec 2025"
    assert announced("2024-06") == "Jun 2024"
    assert announced("2024-13") == "2024-13"


def test_no_names_are_no_words() -> None:
    assert and_(()) == ""
    assert and_(("Oracle",)) == "Oracle"
