"""Numbers in digits, in words of five languages and in East Asian units."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.numbers import is_word, read_digits, read_myriads, read_words


@pytest.mark.parametrize(
    ("digits", "european", "expected"),
    [
        ("53", False, "53"),
        ("1.5", False, "1.5"),
        ("1,5", False, "1.5"),
        ("1,600", False, "1600"),
        ("1,00,000", False, "100000"),
        ("1,234.5", False, "1234.5"),
        ("1.234,5", False, "1234.5"),
        ("1.234.567", False, "1234567"),
        ("5.000", False, "5.000"),
        ("5.000", True, "5000"),
        ("1,500", True, "1.500"),
        ("1 234 567", False, "1234567"),
        ("1'500", False, "1500"),
        ("1,1.1,1", False, None),
        ("1234567890123456789", False, None),
    ],
)
def test_digits_are_read_as_their_language_groups_them(digits: str, european: bool, expected: str | None) -> None:
    assert read_digits(digits, european=european) == (None if expected is None else Decimal(expected))


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("fifty-three", "53"),
        ("one hundred", "100"),
        ("a hundred and nine", "109"),
        ("two hundred fifty", "250"),
        ("seven and a half", "7.5"),
        ("two and a quarter", "2.25"),
        ("a quarter of a", "0.25"),
        ("a one hundred nine", "109"),
        ("elf", "11"),
        ("hundertfünfzig", "150"),
        ("dreiundfünfzig", "53"),
        ("anderthalb", "1.5"),
        ("vingt et un", "21"),
        ("quatre-vingt-dix", "90"),
        ("quatre-vingts", "80"),
        ("soixante-dix", "70"),
        ("cent neuf", "109"),
        ("treinta y dos", "32"),
        ("ciento nueve", "109"),
        ("quinientos", "500"),
        ("cinquenta e três", "53"),
        ("zero", None),
        ("parameters", None),
        ("fünfparameter", None),
        ("", None),
        ("- -", None),
        ("and", None),
    ],
)
def test_words_are_read_in_five_languages(words: str, expected: str | None) -> None:
    assert read_words(words) == (None if expected is None else Decimal(expected))


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("3800亿", 380 * 10**9),
        ("1兆7225億", 17225 * 10**8),
        ("1万5000亿", 15000 * 10**8),
        ("5千億", 5 * 10**11),
        ("125조 2000억", 1252 * 10**11),
        ("8500만", 85 * 10**6),
        ("三千八百亿", 380 * 10**9),
        ("十亿", 10**9),
        ("二十五亿", 25 * 10**8),
        ("1,1.1,1亿", None),
        ("1234567890123456789亿", None),
        ("亿", None),
        ("", None),
    ],
)
def test_east_asian_units_are_added_up(written: str, expected: int | None) -> None:
    assert read_myriads(written) == expected


@pytest.mark.parametrize(
    ("token", "expected"),
    [("Fifty", True), ("und", True), ("half", True), ("hundertfünfzig", True), ("plan", False), ("undone", False)],
)
def test_a_word_may_be_a_part_of_a_number_or_not(token: str, expected: bool) -> None:
    assert is_word(token) is expected


@given(st.text(), st.booleans())
def test_whatever_stands_there_is_read_without_an_error(text: str, european: bool) -> None:
    for value in (read_words(text), read_myriads(text)):
        assert value is None or value > 0
    assert read_digits(text, european=european) is None or text.strip() != ""
