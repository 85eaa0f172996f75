"""Names of organisations in running text: whole words with their capitals, and the false friends beside them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.orgs import Directory, Org
from bot.core.text import fold

DIRECTORY = Directory(
    [
        Org("Alibaba", ("BABA", "9988.HK", "阿里巴巴", "アリババ", "알리바바"), "CN", "company", ("Alibaba Pictures",)),
        Org("Amazon", ("AWS", "Amazon Web Services"), "US", "company", ("Amazon rainforest", "Amazon River")),
        Org("Meta", ("Meta Platforms", "Facebook"), "US", "company", ("meta-analysis",)),
        Org("Google", ("Alphabet",), "US", "company"),
        Org("Figure", (), "US", "company"),
        Org("Arm", (), "GB", "company"),
        Org("France", (), "FR", "government"),
        Org("xAI", ("",), "US", "lab"),
        Org("OpenAI", (), "US", "lab"),
        Org("Second", ("AWS",), "US", "company"),
        Org("İş Bank", (), "TR", "company"),
    ]
)


def _names(text: str) -> list[str]:
    return [m.name for m in DIRECTORY.mentions(fold(text))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Alibaba and Amazon Web Services invest", ["Alibaba", "Amazon"]),
        ("BABA (9988.HK) rose", ["Alibaba", "Alibaba"]),
        ("阿里巴巴将投资3800亿元", ["Alibaba"]),
        ("アリババが投資、알리바바도", ["Alibaba", "Alibaba"]),
        ("Meta Platforms Inc. spends", ["Meta"]),
        ("ALIBABA SPENDS", ["Alibaba"]),
        ("xAI raises, OpenAI too", ["xAI", "OpenAI"]),
        ("Figure raises $1 billion", ["Figure"]),
        ("Meta's plan", ["Meta"]),
        ("Zuckerberg said he would spend", ["Meta"]),
        ("Macron a annoncé", ["France"]),
    ],
)
def test_a_name_an_alias_and_who_speaks_for_it_are_found(text: str, names: list[str]) -> None:
    assert _names(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Alibaba Pictures makes films",
        "the Amazon rainforest burns",
        "a meta-analysis of studies",
        "alibaba in lower case",
        "Metaverse and Amazonian",
        "Figure 3 shows it",
        "Arm in hand they went",
        "the figure was low",
        "Aws are sharp",
        "",
    ],
)
def test_false_friends_are_no_organisations(text: str) -> None:
    assert _names(text) == []


def test_a_person_who_speaks_for_a_company_is_marked() -> None:
    person, company = DIRECTORY.mentions("Zuckerberg leads Meta")

    assert (person.by_person, company.by_person) == (True, False)


def test_the_first_organisation_keeps_an_alias_that_a_later_one_claims() -> None:
    assert _names("AWS grows") == ["Amazon"]


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("alibaba", "Alibaba"),
        ("baba", "Alibaba"),
        ("ALPHABET", "Google"),
        ("zuckerberg", None),
        ("nobody", None),
        ("", None),
    ],
)
def test_a_name_is_looked_up_whatever_its_case(asked: str, name: str | None) -> None:
    found = DIRECTORY.get(asked)

    assert (found.name if found else None) == name


def test_a_country_is_told_from_a_company() -> None:
    france, meta = DIRECTORY.get("France"), DIRECTORY.get("Meta")

    assert france is not None
    assert france.is_government
    assert meta is not None
    assert not meta.is_government


def test_letters_that_grow_when_made_small_do_not_move_a_mention() -> None:
    text = "İİİ Alibaba"

    (only,) = DIRECTORY.mentions(text)

    assert text[only.start : only.end] == "Alibaba"


@given(
    st.text() | st.lists(st.sampled_from(["Alibaba", "Meta", "AWS", " ", "'s", "İ", "阿里巴巴", ".", "a"])).map("".join)
)
def test_mentions_lie_in_the_text_in_order(text: str) -> None:
    found = DIRECTORY.mentions(fold(text))

    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
