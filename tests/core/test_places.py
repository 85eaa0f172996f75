"""Where a text says that money goes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.places import are_apart, places


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Microsoft to invest in Germany and in France", {"DE", "FR"}),
        ("Microsoft investiert in Großbritannien", {"GB"}),
        ("Brookfield investit au Royaume-Uni et en Suède", {"GB", "SE"}),
        ("Amazon invertirá en España y en Estados Unidos", {"ES", "US"}),
        ("TikTok investirá no Brasil", {"BR"}),
        ("微软将在日本投资", {"JP"}),
        ("マイクロソフト、インドネシアに投資", {"ID"}),
        ("아마존, 인도네시아에 투자", {"ID"}),
        ("아마존, 울산에 투자", {"KR/ulsan"}),
        ("a Spanish plan and a Swiss one", {"ES", "CH"}),
        ("a data center in Québec", {"CA/quebec"}),
        ("a data center in Quebec", {"CA/quebec"}),
        ("AN INDIANA SITE", {"US/indiana"}),
        ("a site in Frankfurt, Hesse", {"DE/hesse"}),
        ("Nothing is said of where.", set()),
        ("", set()),
    ],
)
def test_countries_and_their_parts_are_found_in_eight_languages(text: str, found: set[str]) -> None:
    assert places(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("in Ohio, in the United States", {"US/ohio"}),
        ("in Texas, in Ohio and in India", {"US/texas", "US/ohio", "IN"}),
        ("across Germany", {"DE"}),
    ],
)
def test_a_part_of_a_country_stands_for_it(text: str, found: set[str]) -> None:
    assert places(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("New Mexico", {"US/new mexico"}),
        ("West Virginia", {"US/west virginia"}),
        ("New South Wales", {"AU/new south wales"}),
        ("South Korea", {"KR"}),
        ("New Mexico and Mexico", {"US/new mexico", "MX"}),
    ],
)
def test_a_name_inside_a_longer_one_is_another_place(text: str, found: set[str]) -> None:
    assert places(text) == found


@pytest.mark.parametrize("text", ["Indianapolis", "Chileans", "Ohioans", "a peruk", "Nonohio"])
def test_a_name_inside_a_word_is_none(text: str) -> None:
    assert places(text) == frozenset()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("he told us so", set()),
        ("THE US SITE", {"US"}),
        ("in the U.S., it said", {"US"}),
        ("in the UAE and the UK", {"AE", "GB"}),
        ("les uae", set()),
    ],
)
def test_short_names_that_are_other_words_count_in_capitals_alone(text: str, found: set[str]) -> None:
    assert places(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("US$5 billion for Thailand", {"TH"}),
        ("3 billion U.S. dollars for Japan", {"JP"}),
        ("5 Milliarden US-Dollar für Polen", {"PL"}),
        ("5 billion Canadian dollars for Norway", {"NO"}),
        ("50 billion Hong Kong dollars", set()),
        ("10 billion Swiss francs in Switzerland", {"CH"}),
        ("40 trillion Korean won", set()),
        ("Germany won the bid", {"DE"}),
        ("オーストラリアドル", set()),
    ],
)
def test_a_country_in_the_name_of_its_money_is_no_place(text: str, found: set[str]) -> None:
    assert places(text) == found


_PLACES = st.frozensets(st.sampled_from(("US", "US/ohio", "US/texas", "DE", "DE/hesse", "MX")), max_size=3)


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ({"US"}, {"DE"}, True),
        ({"US"}, {"US"}, False),
        ({"US/ohio"}, {"US"}, False),
        ({"US/ohio"}, {"US/texas"}, True),
        ({"US/ohio", "DE"}, {"DE/hesse"}, False),
        ({"US/ohio", "DE"}, {"MX", "US/texas"}, True),
        ({"US"}, set(), False),
        (set(), set(), False),
        ({"US/new york"}, {"US/new"}, True),
    ],
)
def test_only_where_both_say_where_and_none_lies_in_another_are_two_apart(
    one: set[str], other: set[str], apart: bool
) -> None:
    assert are_apart(frozenset(one), frozenset(other)) is apart


@given(_PLACES, _PLACES)
def test_being_apart_holds_from_either_side_and_never_from_itself(one: frozenset[str], other: frozenset[str]) -> None:
    assert are_apart(one, other) is are_apart(other, one)
    assert not are_apart(one, one)


@given(_PLACES, _PLACES, _PLACES)
def test_what_is_not_apart_does_not_become_so_by_naming_more(
    one: frozenset[str], other: frozenset[str], more: frozenset[str]
) -> None:
    if one and other and not are_apart(one, other):
        assert not are_apart(one | more, other)
