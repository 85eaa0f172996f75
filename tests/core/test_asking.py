from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.asking import parse, spans
from bot.core.countries import country_name
from bot.core.kinds import SPEND, Kind
from bot.core.money import Money
from bot.core.orgs import Directory, Org
from bot.core.query import Query, Sort, understood, written

TODAY = date(2025, 8, 9)
DIRECTORY = Directory(
    [
        Org("Microsoft", ("MSFT", "微软"), "US"),
        Org("Meta", ("Meta Platforms",), "US"),
        Org("OpenAI", (), "US"),
        Org("Alibaba", ("阿里巴巴",), "CN"),
        Org("Amazon", ("Amazon.com, Inc.",), "US"),
        Org("AT&T", (), "US"),
        Org("Île-de-France", (), "FR", "government"),
        Org("France", ("French government",), "FR", "government"),
        Org("United States", ("US", "US government"), "US", "government"),
        Org("Top Ships", (), "GR"),
        Org("Fund", (), "US"),
        Org("In", (), "US"),
        Org("Capital One", (), "US"),
    ]
)
LEDGER = ("Bolt Energy", "Fund III", "2025 Partners", "More & Co", "Since")


def asked(text: str) -> Query:
    return parse(text, DIRECTORY, TODAY, LEDGER)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("microsoft", Query(orgs=("Microsoft",))),
        ("microsoft vs meta", Query(orgs=("Microsoft", "Meta"))),
        ("compare MSFT with meta", Query(orgs=("Microsoft", "Meta"))),
        ("Meta, Microsoft and Alibaba", Query(orgs=("Meta", "Microsoft", "Alibaba"))),
        ("meta versus meta platforms", Query(orgs=("Meta",))),
        ("微软 vs 阿里巴巴", Query(orgs=("Microsoft", "Alibaba"))),
        ("amazon.com inc 2025", Query(orgs=("Amazon",), years=(2025,))),
        ("ＡＴ＆Ｔ capex", Query(orgs=("AT&T",), kinds=(Kind.CAPEX,))),
        ("ile de france 2025", Query(orgs=("Île-de-France",), years=(2025,))),
        ("open ai 2025", Query(orgs=("OpenAI",), years=(2025,))),
        ("capex 2025 meta vs microsoft", Query(orgs=("Meta", "Microsoft"), years=(2025,), kinds=(Kind.CAPEX,))),
        ("bolt-energy deals", Query(orgs=("Bolt Energy",), kinds=(Kind.CONTRACT,))),
        ("top", Query(top=10)),
        ("top 5", Query(top=5)),
        ("Top20 2025", Query(top=20, years=(2025,))),
        ("the ten largest deals", Query(top=10, kinds=(Kind.CONTRACT,))),
        ("biggest 3 in fy2026", Query(top=3, years=(2026,))),
        ("top 10 2025 contracts us", Query(top=10, years=(2025,), kinds=(Kind.CONTRACT,), countries=("US",))),
        ("us contracts top 10 2025", Query(top=10, years=(2025,), kinds=(Kind.CONTRACT,), countries=("US",))),
        ("top chinese pledges", Query(top=10, kinds=(Kind.PLEDGE,), countries=("CN",))),
        ("pledges from Saudi Arabia", Query(kinds=(Kind.PLEDGE,), countries=("SA",))),
        ("top france", Query(top=10, countries=("FR",))),
        ("france 2025", Query(orgs=("France",), years=(2025,))),
        ("m&a by france 2025", Query(kinds=(Kind.ACQUISITION,), years=(2025,), countries=("FR",))),
        ("since 2025-03", Query(since="2025-03")),
        ("since march", Query(since="2025-03")),
        ("since october", Query(since="2024-10")),
        ("until 9 March 2025", Query(until="2025-03-09")),
        ("after 2024", Query(since="2025")),
        ("before 2025-03", Query(until="2025-02")),
        ("in q3 2025", Query(since="2025-07", until="2025-09")),
        ("in march 2025", Query(since="2025-03", until="2025-03")),
        ("between jan 2025 and june 2025", Query(since="2025-01", until="2025-06")),
        ("last year", Query(years=(2024,))),
        ("2024–2026", Query(years=(2024, 2025, 2026))),
        ("fy25", Query(years=(2025,))),
        ("min 1bn", Query(minimum=Money(Decimal(10**9), "USD"))),
        ("over €5 billion", Query(minimum=Money(Decimal(5 * 10**9), "EUR"))),
        (">= 500m", Query(minimum=Money(Decimal(5 * 10**8), "USD"))),
        ("$10bn+", Query(minimum=Money(Decimal(10**10), "USD"))),
        ("at least RMB 10 billion", Query(minimum=Money(Decimal(10**10), "CNY"))),
        ("meta by size", Query(orgs=("Meta",), sort=Sort.SIZE)),
        ("meta newest page 3", Query(orgs=("Meta",), sort=Sort.DATE, page=3)),
        ("meta more", Query(orgs=("Meta",), page=2)),
        ("ohio", Query(words=("ohio",))),
        ("meta ohio", Query(orgs=("Meta",), words=("ohio",))),
        ('"nuclear power" 2025', Query(words=("nuclear power",), years=(2025,))),
        ("how much did meta spend on capex in 2025?", Query(orgs=("Meta",), years=(2025,), kinds=(Kind.CAPEX,))),
    ],
)
def test_what_people_type_is_understood(text: str, meant: Query) -> None:
    assert asked(text) == meant


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("capex", Kind.CAPEX),
        ("Capital Expenditures", Kind.CAPEX),
        ("cap-ex", Kind.CAPEX),
        ("pledges", Kind.PLEDGE),
        ("deals", Kind.CONTRACT),
        ("funding rounds", Kind.STAKE),
        ("stakes", Kind.STAKE),
        ("M&A", Kind.ACQUISITION),
        ("takeovers", Kind.ACQUISITION),
        ("grants", Kind.FUND),
        ("kind funds", Kind.FUND),
        *((kind.label, kind) for kind in sorted(SPEND)),
    ],
)
def test_a_kind_goes_by_any_usual_word(word: str, kind: Kind) -> None:
    assert asked(f"meta {word}").kinds == (kind,)


@pytest.mark.parametrize(
    ("text", "orgs"),
    [
        ("top ships 2025", ("Top Ships",)),
        ("fund iii 2025", ("Fund III",)),
        ("2025 partners capex", ("2025 Partners",)),
        ("capital one vs meta", ("Capital One", "Meta")),
        ("more & co", ("More & Co",)),
        ("fund", ("Fund",)),
        ("IN", ("In",)),
        ("since", ("Since",)),
        ('"in" vs "fund"', ("In", "Fund")),
    ],
)
def test_a_name_that_holds_words_of_the_grammar_is_found(text: str, orgs: tuple[str, ...]) -> None:
    assert asked(text).orgs == orgs


def test_small_slips_are_forgiven_and_told() -> None:
    query = asked("micrsoft vs alibabas 2025 capx")

    assert query == Query(orgs=("Microsoft", "Alibaba"), years=(2025,), kinds=(Kind.CAPEX,))
    assert [(guess.typed, guess.meant) for guess in query.guesses] == [
        ("micrsoft", "Microsoft"),
        ("alibabas", "Alibaba"),
        ("capx", "capex"),
    ]


def test_a_word_alone_is_never_bent_into_a_name_but_names_near_it_are_told() -> None:
    query = asked("microsft")

    assert query == Query(words=("microsft",))
    assert [(guess.meant, guess.near) for guess in query.guesses] == [(None, ("Microsoft",))]


def test_who_is_to_be_compared_and_is_not_known_is_missing_with_near_names() -> None:
    query = asked("micro vs meta")

    assert (query.orgs, query.missing, query.words) == (("Meta",), ("micro",), ())
    assert query.guesses[0].near == ("Microsoft",)


def test_a_text_is_held_against_all_names_only_a_few_times() -> None:
    slips = [f"alibab{letter}" for letter in "bcdefghijklmnop"]

    query = asked(" vs ".join(["meta", *slips]))

    assert query.orgs == ("Meta", "Alibaba")
    assert (len(query.guesses), query.missing) == (15, tuple(slips[12:]))


def test_what_was_understood_is_told_in_words() -> None:
    query = asked("microsoft vs meta 2025 capex since march 2025 min €1bn page 2")

    assert understood(query) == ("Microsoft, Meta; 2025; since Mar 2025; capital expenditure; at least €1B; page 2")


PIECES = st.sampled_from(
    "microsoft meta|MSFT|open ai|top|top 10|10|2025|fy26|2024-2026|since|until|march|q3 2025|in|from|by|min|1bn|"
    "€5 billion|>=|capex|deals|m&a|fund|fund iii|kind|vs|and|,|compare|us|US|IN|chinese|france|Turkey|by size|newest|"
    'page 2|more|ohio|foobarx|micrsoft|capx|"ohio"|"in"|"|\'|data center|2025 partners|after 2099|before 1990|'
    "between|last year|0|may|9 march 2025|the|what|&|¥ 5bn|阿里巴巴|in 9999".split("|")
)
TYPED = st.lists(PIECES, max_size=7).map(" ".join) | st.text(max_size=40)


@settings(deadline=None, max_examples=400)
@given(TYPED)
def test_any_text_parses_and_what_a_query_prints_parses_to_the_same(text: str) -> None:
    query = asked(text)

    assert asked(written(query)) == query
    assert isinstance(understood(query), str)


@settings(deadline=None)
@given(TYPED)
def test_the_names_asked_of_the_ledger_beforehand_are_all_that_a_text_can_hold(text: str) -> None:
    held = [name for name in LEDGER if name.casefold() in spans(text)]

    exact = parse(text, DIRECTORY, TODAY, held)

    assert set(exact.orgs) >= {name for name in asked(text).orgs if name in held}


def test_every_country_is_known_by_its_name() -> None:
    assert asked(f"top {country_name('GB')}").countries == ("GB",)
    assert asked("top UK").countries == asked("top british").countries == ("GB",)
