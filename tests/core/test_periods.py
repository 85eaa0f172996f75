"""Periods in seven languages, and the dates, deadlines of buildings and comparisons that are none."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import periods
from bot.core.periods import Calendar, Period
from bot.core.text import fold

PUBLISHED = date(2025, 8, 5)


def _found(text: str, published: date | None = PUBLISHED) -> list[str]:
    folded = fold(text)
    return [p.value for p in periods.find(folded, periods.calendar(folded, published))]


TERMS = [
    ("$53 billion over the next three years", "3y"),
    ("over three years", "3y"),
    ("over a three-year period", "3y"),
    ("a five-year, $300 billion contract", "5y"),
    ("a $300 billion contract lasting 5 years", "5y"),
    ("in the next ten years", "10y"),
    ("within two years", "2y"),
    ("across seven years", "7y"),
    ("a year for four years", "4y"),
    ("a 15-year lease worth $2 billion", "15y"),
    ("over the next decade", "10y"),
    ("over a decade", "10y"),
    ("over the next 24 months", "2y"),
    ("over the past three years", "3y"),
    ("in den nächsten drei Jahren", "3y"),
    ("innerhalb von fünf Jahren", "5y"),
    ("über einen Zeitraum von zehn Jahren", "10y"),
    ("ein fünfjähriger Vertrag", "5y"),
    ("im kommenden Jahrzehnt", "10y"),
    ("sur les cinq prochaines années", "5y"),
    ("sur cinq ans", "5y"),
    ("d'ici trois ans", "3y"),
    ("au cours de la prochaine décennie", "10y"),
    ("en los próximos tres años", "3y"),
    ("para los próximos tres años", "3y"),
    ("durante cinco años", "5y"),
    ("en la próxima década", "10y"),
    ("nos próximos cinco anos", "5y"),
    ("em dez anos", "10y"),
    ("今後5年間で", "5y"),
    ("今後10年で", "10y"),
    ("3年間で", "3y"),
    ("未来三年", "3y"),
    ("五年内", "5y"),
    ("향후 5년간", "5y"),
    ("앞으로 3년 동안", "3y"),
    ("5개년 계획", "5y"),
]
YEARS = [
    ("$65 billion this year", "2025"),
    ("$65 billion next year", "2026"),
    ("spent $40 billion last year", "2024"),
    ("$65 billion in 2025", "2025"),
    ("2026 capital expenditures of $100 billion", "2026"),
    ("its 2026 capex", "2026"),
    ("during calendar 2026", "2026"),
    ("for the full year", "2025"),
    ("in 2026, more than before", "2026"),
    ("half a trillion dollars in 2026 and more", "2026"),
    ("im Jahr 2026", "2026"),
    ("Alphabet investiert 2026 rund 90 Milliarden Dollar", "2026"),
    ("in diesem Jahr", "2025"),
    ("im kommenden Jahr", "2026"),
    ("en 2026", "2026"),
    ("cette année", "2025"),
    ("l'an prochain", "2026"),
    ("este año", "2025"),
    ("el próximo año", "2026"),
    ("para 2026", "2026"),
    ("neste ano", "2025"),
    ("em 2026", "2026"),
    ("2026年の設備投資", "2026"),
    ("今年の投資額", "2025"),
    ("来年", "2026"),
    ("2026年资本开支", "2026"),
    ("明年", "2026"),
    ("내년 설비투자", "2026"),
    ("2026년에", "2026"),
]
FISCAL = [
    ("in fiscal 2026", "FY2026"),
    ("in fiscal year 2026", "FY2026"),
    ("in FY26", "FY2026"),
    ("in FY2026", "FY2026"),
    ("its 2026 fiscal year", "FY2026"),
    ("in financial year 2025-26", "FY2026"),
    ("the fiscal year ending June 30, 2026", "FY2026"),
    ("the fiscal year that ends in June 2026", "FY2026"),
    ("the year to March 2026", "FY2026"),
    ("im Geschäftsjahr 2026", "FY2026"),
    ("exercice 2026", "FY2026"),
    ("2026年度", "FY2026"),
    ("2026财年", "FY2026"),
    ("2026 회계연도", "FY2026"),
    ("今年度", "FY2026"),
    ("来年度", "FY2027"),
    ("im laufenden Geschäftsjahr", "FY2026"),
    ("fiscal second quarter", "Q2 FY2026"),
    ("in 2025-26", "2025-2026"),
    ("the second quarter of fiscal 2026", "Q2 FY2026"),
    ("fiscal 2026 second quarter", "Q2 FY2026"),
    ("fiscal second quarter of 2026", "Q2 FY2026"),
    ("the second fiscal quarter of 2026", "Q2 FY2026"),
    ("Q2 FY26", "Q2 FY2026"),
    ("Q2 of fiscal year 2026", "Q2 FY2026"),
]
QUARTERS = [
    ("the third quarter of 2025", "Q3 2025"),
    ("Q3 2025", "Q3 2025"),
    ("Q3'25", "Q3 2025"),
    ("3Q25", "Q3 2025"),
    ("2025 third quarter", "Q3 2025"),
    ("the last quarter of 2024", "Q4 2024"),
    ("the fourth quarter", "Q4 2024"),
    ("the second quarter", "Q2 2025"),
    ("the second quarter of last year", "Q2 2024"),
    ("the April-June quarter", "Q2 2025"),
    ("from October to December 2024", "Q4 2024"),
    ("the September quarter of 2025", "Q3 2025"),
    ("the three months to September 2025", "Q3 2025"),
    ("the quarter ended June 30, 2025", "Q2 2025"),
    ("the current quarter", "Q3 2025"),
    ("im dritten Quartal 2025", "Q3 2025"),
    ("au troisième trimestre 2025", "Q3 2025"),
    ("el tercer trimestre de 2025", "Q3 2025"),
    ("no terceiro trimestre de 2025", "Q3 2025"),
    ("2025年第3四半期", "Q3 2025"),
    ("2025年第三季度", "Q3 2025"),
    ("去年第四季", "Q4 2024"),
    ("2025년 3분기", "Q3 2025"),
    ("7~9月期", "Q3 2025"),
    ("this quarter", "Q3 2025"),
    ("the first half of 2026", "H1 2026"),
    ("H2 2025", "H2 2025"),
    ("the first six months of 2025", "H1 2025"),
    ("the second half of the year", "H2 2025"),
    ("im ersten Halbjahr 2025", "H1 2025"),
    ("au premier semestre 2025", "H1 2025"),
    ("el primer semestre de 2025", "H1 2025"),
    ("2025年上半年", "H1 2025"),
    ("올해 하반기", "H2 2025"),
]
SPANS = [
    ("from 2025 to 2028", "2025-2028"),
    ("between 2025 and 2029", "2025-2029"),
    ("2025–2028", "2025-2028"),
    ("for the years 2023 to 2027", "2023-2027"),
    ("from 2026 through 2028", "2026-2028"),
    ("in 2025 and 2026", "2025-2026"),
    ("this year and next", "2025-2026"),
    ("von 2025 bis 2028", "2025-2028"),
    ("de 2025 à 2028", "2025-2028"),
    ("entre 2025 y 2028", "2025-2028"),
    ("de 2026 a 2030", "2026-2030"),
    ("este año y el próximo", "2025-2026"),
    ("2025年から2028年まで", "2025-2028"),
    ("2025年至2028年", "2025-2028"),
    ("2026년부터 2030년까지", "2026-2030"),
    ("2026~2030년", "2026-2030"),
]
DEADLINES = [
    ("by 2030", "by 2030"),
    ("by the end of 2028", "by 2028"),
    ("between now and 2028", "by 2028"),
    ("through 2029", "by 2029"),
    ("until the end of 2033", "by 2033"),
    ("by fiscal 2027", "by 2027"),
    ("by the end of the decade", "by 2030"),
    ("before the end of this decade", "by 2030"),
    ("bis 2030", "by 2030"),
    ("bis Ende 2028", "by 2028"),
    ("bis zum Ende des Jahrzehnts", "by 2030"),
    ("d'ici 2030", "by 2030"),
    ("d'ici à la fin de la décennie", "by 2030"),
    ("jusqu'en 2030", "by 2030"),
    ("hasta 2028", "by 2028"),
    ("para 2030", "by 2030"),
    ("até 2030", "by 2030"),
    ("até o fim de 2028", "by 2028"),
    ("2030年までに", "by 2030"),
    ("2030年度まで", "by 2030"),
    ("到2030年", "by 2030"),
    ("2030年底前", "by 2030"),
    ("2030년까지", "by 2030"),
]


UNNAMED = ["this fiscal year", "the full fiscal year", "the next fiscal year", "this fiscal, the firm said"]


@pytest.mark.parametrize("text", UNNAMED)
def test_a_fiscal_year_counts_in_english_only_where_the_text_tells_which(text: str) -> None:
    assert _found(text) == []
    assert _found(f"$9 billion {text}. Its fiscal year ends in June.")[0] == ("FY2027" if "next" in text else "FY2026")


@pytest.mark.parametrize(("text", "expected"), TERMS + YEARS + FISCAL + QUARTERS + SPANS + DEADLINES)
def test_a_period_is_read_whatever_the_language(text: str, expected: str) -> None:
    assert _found(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "on 4 February 2025",
        "on January 21, 2025",
        "in May 2024",
        "Am 3. März 2024",
        "le 12 mai 2024",
        "el 14 de mayo de 2024",
        "2025年2月25日",
        "12月",
        "2025년 2월",
        "今年3月",
        "내년 11월",
        "the site opens by 2027",
        "a deal expected to close in the second half of 2025",
        "72.8 billion (in euros of 2020)",
        "sites that open between 2027 and 2029",
        "between 2028 and 2025",
        "notes due 2031",
        "The Davos 2025 meeting",
        "announced in 2022",
        "fiscal policy",
        "the fiscal stimulus",
        "Die Anlage soll 2027 in Betrieb",
        "new capacity is to come online in the second half of 2026",
        "to be operational in 2027",
        "2027年に稼働",
        "2027年投产",
        "founded in 2015",
        "Founded in Cambridge in 2017",
        "the CHIPS Act of 2022",
        "since 2012",
        "roughly 60% more than in 2025",
        "up 40 percent on last year",
        "twice last year's",
        "bonds that mature between 2030 and 2065",
        "a 20-year-old company",
        "ten-year bonds",
        "three years ago",
        "for the first time in ten years",
        "over 10 to 15 years",
        "a multi-year plan",
        "ein mehrjähriges Programm",
        "in the coming years",
        "40,000 jobs in four years",
        "up from $2025",
        "a model of 2025.5 units",
        "its fourth-quarter report said",
        "2025年前九个月",
        "earlier this year",
        "",
    ],
)
def test_dates_buildings_ages_and_comparisons_are_no_periods(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("$9 billion this year; the forum met in 2024", None, ["2024", "2024"]),
        ("$9 billion this year", None, []),
        ("$9 billion this year. In 2024 it was less; by the end of 2029 more", None, ["2024", "2024", "by 2029"]),
        ("$9 billion this year until late 2030", None, ["2030", "by 2030"]),
        ("$9 billion this fiscal year", None, []),
        ("$9 billion this fiscal year", date(2025, 4, 8), []),
        ("$80 billion this fiscal year, its fiscal 2026", date(2026, 1, 5), ["FY2026", "FY2026"]),
        ("$80 billion in the fiscal year that ends in June", date(2025, 4, 8), ["FY2025"]),
        ("$4 billion in the second quarter", None, []),
        ("In 2025 it spent $4 billion in the second quarter", None, ["2025", "Q2 2025"]),
        ("Q2 profit rises. Net profit for the second quarter of FY26", PUBLISHED, ["Q2 FY2026", "Q2 FY2026"]),
        ("The third quarter of 2025 was good: capex was $4 billion in the quarter", PUBLISHED, ["Q3 2025", "Q3 2025"]),
        (
            "For the third quarter of fiscal 2026 it made $9 billion; in the current quarter $10 billion",
            PUBLISHED,
            ["Q3 FY2026", "Q4 FY2026"],
        ),
        (
            "For the fourth quarter of fiscal 2026 it made $9 billion; in the current quarter $10 billion",
            PUBLISHED,
            ["Q4 FY2026"],
        ),
        ("capex was $4 billion in the quarter", PUBLISHED, []),
        (
            "Im zweiten Quartal 2025 stieg der Umsatz; im Quartal investierte es $4 billion",
            PUBLISHED,
            ["Q2 2025", "Q2 2025"],
        ),
        ("in 2024 or 2025 and 2027", PUBLISHED, ["2024", "2025", "2027"]),
        ("this quarter", None, []),
        ("Q1 2025 was weak; the second quarter better", PUBLISHED, ["Q1 2025", "Q2 2025"]),
        ("By the end of the decade", None, ["by 2030"]),
        ("by the end of the decade", date(2031, 1, 1), ["by 2040"]),
        ("$9 billion THIS DECADE, $5 billion OVER THE NEXT DECADE", PUBLISHED, ["by 2030", "10y"]),
        ("5 Milliarden Euro DIESES JAHR", PUBLISHED, ["2025"]),
        ("전년에 5조원, 내년도 예산은 10조원", PUBLISHED, ["2024", "2026"]),
        ("R$ 5 bilhões neste ano fiscal", PUBLISHED, ["FY2026"]),
        ("the first half", date(2025, 8, 5), ["H1 2025"]),
        ("the first half", None, []),
        ("the November to January quarter", PUBLISHED, []),
        ("the July-September quarter", None, []),
    ],
)
def test_relative_words_resolve_against_the_day_and_the_text(
    text: str, published: date | None, expected: list[str]
) -> None:
    assert _found(text, published) == expected


def test_the_calendar_of_a_text_names_its_latest_year_its_fiscal_year_and_its_quarters() -> None:
    calendar = periods.calendar(
        "In 2019 and 2024; fiscal 2026; the second quarter of fiscal 2026; until 2050.", date(2025, 8, 5)
    )

    assert calendar == Calendar(date(2025, 8, 5), 2026, 2026, ("Q2 FY2026",))


@pytest.mark.parametrize(
    ("value", "expected"),
    [("2025", True), ("FY2026", True), ("Q3 2025", True), ("3y", False), ("2025-2028", False), ("by 2030", False)],
)
def test_one_year_or_a_part_of_one_is_told_from_longer_periods(value: str, expected: bool) -> None:
    assert Period(0, 1, value).is_one_year is expected


@pytest.mark.parametrize(
    "text",
    [
        "$5 billion a year",
        "annual spending",
        "10 Milliarden Euro pro Jahr",
        "par an",
        "al año",
        "por ano",
        "每年",
        "매년",
    ],
)
def test_a_text_says_that_a_sum_is_per_year(text: str) -> None:
    assert len(list(periods.spans(text))) == 1


_PIECES = st.sampled_from(
    ["in ", "by ", "2025", "2030", "-", " to ", "the next ", "three ", "years", "quarter ", "first ", "Q3 ", "FY", "26",
    "fiscal ", "年", "月",
     "今年", "末", "まで", "年度", "내년 ", "5년간", "Jahr ", "nächsten ", "this year ", "last ", "half of ", "June ",
     " and ", ".", "decade"]
)  # fmt: skip


@given(
    st.text(max_size=200) | st.lists(_PIECES, max_size=40).map("".join),
    st.none() | st.dates(date(2015, 1, 1), date(2049, 12, 31)),
)
def test_any_text_is_read_in_order_and_without_overlap(text: str, published: date | None) -> None:
    folded = fold(text)

    found = periods.find(folded, periods.calendar(folded, published))

    assert all(0 <= p.start < p.end <= len(text) for p in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
