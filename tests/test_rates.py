from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from currency_converter import CurrencyConverter
from hypothesis import given
from hypothesis import strategies as st

from bot.core.money import Rate, Rates
from bot.rates import EURO_PEGS, OLDEST, PEGS, TABLE, DailyRates

rates: Rates = DailyRates()


def per_dollar(currency: str, day: date | None) -> Decimal:
    rate = rates.rate(currency, day)
    assert rate is not None
    return 1 / rate.usd


def test_a_dollar_is_a_dollar_on_any_day() -> None:
    assert rates.rate("USD", date(1980, 1, 1)) == Rate(Decimal(1), date(1980, 1, 1))


def test_a_euro_is_what_the_central_bank_quoted_that_day() -> None:
    assert rates.rate("EUR", date(2025, 2, 25)) == Rate(Decimal("1.0497"), date(2025, 2, 25))


def test_other_quoted_currencies_are_reckoned_through_the_euro() -> None:
    theirs = CurrencyConverter().convert(1, "CNY", "USD", date(2025, 2, 25))

    rate = rates.rate("CNY", date(2025, 2, 25))

    assert rate is not None
    assert float(rate.usd) == pytest.approx(theirs, rel=1e-9)


def test_a_weekend_has_the_rate_of_its_friday() -> None:
    sunday = rates.rate("JPY", date(2025, 2, 23))

    assert sunday == rates.rate("JPY", date(2025, 2, 21))
    assert sunday is not None
    assert sunday.day == date(2025, 2, 21)


def test_a_rate_up_to_400_days_old_counts_and_an_older_one_does_not() -> None:
    last = rates.rate("CNY", None)
    assert last is not None

    assert rates.rate("CNY", last.day + OLDEST) == last
    assert rates.rate("CNY", last.day + OLDEST + timedelta(days=1)) is None


def test_a_table_rate_up_to_400_days_old_counts_and_an_older_one_does_not() -> None:
    last = rates.rate("TWD", None)
    assert last is not None

    assert rates.rate("TWD", last.day + OLDEST) == last
    assert rates.rate("TWD", last.day + OLDEST + timedelta(days=1)) is None


def test_without_a_day_the_last_known_rate_counts_however_old() -> None:
    rate = rates.rate("CYP", None)

    assert rate is not None
    assert rate.day == date(2007, 12, 31)
    assert rates.rate("CYP", date(2025, 1, 1)) is None


def test_before_the_first_quote_there_is_no_rate() -> None:
    assert rates.rate("EUR", date(1998, 12, 31)) is None


def test_an_unknown_currency_has_no_rate() -> None:
    assert rates.rate("XXX", None) is None
    assert rates.rate("Date", None) is None
    assert rates.rate("", None) is None


@pytest.mark.parametrize("currency", PEGS)
def test_a_pegged_currency_has_its_rate_on_every_day(currency: str) -> None:
    assert per_dollar(currency, date(2025, 6, 1)).quantize(Decimal("0.0001")) == PEGS[currency]


def test_a_currency_bound_to_the_euro_follows_it() -> None:
    euro = rates.rate("EUR", date(2026, 6, 1))
    franc = rates.rate("XOF", date(2026, 6, 1))

    assert euro is not None
    assert franc is not None
    assert franc.usd == euro.usd / Decimal("655.957")
    assert franc.day == euro.day


def test_the_banks_own_quote_of_a_day_goes_before_the_bond_to_the_euro() -> None:
    assert rates.rate("HRK", date(2020, 3, 16)) != rates.rate("BAM", date(2020, 3, 16))
    kuna, euro = rates.rate("HRK", date(2020, 3, 16)), rates.rate("EUR", date(2020, 3, 16))

    assert kuna is not None
    assert euro is not None
    assert kuna.usd != euro.usd / EURO_PEGS["HRK"]


def test_the_rouble_goes_on_in_the_table_where_the_bank_stopped_quoting_it() -> None:
    quoted, tabled = rates.rate("RUB", date(2022, 12, 31)), rates.rate("RUB", date(2023, 2, 1))

    assert quoted is not None
    assert tabled is not None
    assert quoted.day == date(2022, 3, 1)
    assert tabled.day == date(2023, 1, 2)


@pytest.mark.parametrize(
    ("currency", "day", "units"),
    [
        ("TWD", date(2025, 5, 1), 33),
        ("EGP", date(2024, 2, 1), 31),
        ("EGP", date(2024, 5, 1), 47),
        ("NGN", date(2024, 5, 1), 1330),
        ("KRW", date(2025, 2, 25), 1430),
        ("INR", date(2025, 2, 25), 87),
        ("KWD", date(2025, 2, 25), 0.308),
        ("SAR", date(2025, 2, 25), 3.75),
        ("VND", date(2025, 2, 25), 25500),
    ],
)
def test_rates_are_those_that_were_paid(currency: str, day: date, units: float) -> None:
    assert float(per_dollar(currency, day)) == pytest.approx(units, rel=0.02)


def test_the_table_has_no_currency_whose_rate_jumps_by_half_without_a_known_reason() -> None:
    devalued = {"NGN", "EGP", "ETB", "ARS", "RUB", "PKR"}

    jumps = {
        code
        for code, row in TABLE.items()
        for (_, before), (_, after) in pairwise(row)
        if not Decimal("0.8") < after / before < Decimal("1.25")
    }

    assert jumps <= devalued


@given(
    st.sampled_from(["EUR", "CNY", "GBP", "TWD", "SAR", "RUB", "XOF", "USD", "HRK"]),
    st.dates(date(1999, 1, 1), date(2030, 1, 1)),
)
def test_a_rate_is_never_from_the_future_nor_older_than_400_days(currency: str, day: date) -> None:
    rate = rates.rate(currency, day)

    assert rate is None or (day - OLDEST <= rate.day <= day and rate.usd > 0)
