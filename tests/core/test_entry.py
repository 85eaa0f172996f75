"""An entry is the same one however its address is decorated, and what it is known by besides."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.entry import Entry, apart, canonical, digest, identity, keys


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("http://www.example.org/a/?utm_source=rss&id=7#top", "example.org/a?id=7"),
        ("https://example.org/a", "example.org/a"),
        ("HTTPS://Example.ORG/A", "example.org/A"),
        ("https://example.org/a?fbclid=1&guccounter=2&ref=home", "example.org/a"),
        ("https://example.org/?empty=", "example.org?empty="),
        ("https://example.org:8443/a", "example.org:8443/a"),
        ("http://example.org:80/a", "example.org/a"),
        ("https://example.org:443/a/?b=1", "example.org/a?b=1"),
        ("https://example.org/a?b=2&a=1", "example.org/a?a=1&b=2"),
        ("https://amp.example.org/a/amp/", "example.org/a"),
        ("https://www.example.org/a.amp?amp=1", "example.org/a"),
        ("https://example.org/amp", "example.org/amp"),
        ("https://example.org/camp", "example.org/camp"),
        ("https://amp.example/a", "amp.example/a"),
        ("https://example.org/feed?topic=rss-ai&format=rss", "example.org/feed?format=rss&topic=rss-ai"),
        ("https://example.org/a?partner=rss&emc=rss&mod=rss_markets_main&.tsrc=rss", "example.org/a"),
        ("https://example.org/a?at_medium=RSS&at_campaign=KARANGA&CMP=x&xtor=RSS-16", "example.org/a"),
        ("https://example.org/a?q=rssi&source=x", "example.org/a?q=rssi&source=x"),
        ("https://example.org/a;jsessionid=B1F?id=7", "example.org/a?id=7"),
        ("not a link", "not a link"),
    ],
)
def test_a_link_is_reduced_to_what_names_the_article(link: str, expected: str) -> None:
    assert canonical(link) == expected


@pytest.mark.parametrize(
    ("guid", "link", "title", "expected"),
    [
        (" tag:1 ", "https://example.org/a", "A", "tag:1"),
        ("https://www.example.org/a?utm_medium=rss", None, "A", "example.org/a"),
        (None, " https://example.org/a ", "A", "example.org/a"),
        ("  ", "https://example.org/a", "A", "example.org/a"),
    ],
)
def test_the_guid_counts_before_the_link(guid: str | None, link: str | None, title: str, expected: str) -> None:
    assert identity(guid, link, title) == expected


def test_without_guid_and_link_title_and_day_make_the_identity() -> None:
    same = identity(None, None, " Meta spends ", "2025-02-01")

    assert same == identity("", " ", "meta SPENDS", "2025-02-01")
    assert same != identity(None, None, "Meta spends", "2025-02-02")
    assert len(same) == 24


@given(st.text(min_size=1).filter(str.strip), st.text())
def test_an_identity_is_never_empty(title: str, guid: str) -> None:
    assert identity(guid, None, title) != ""
    assert identity(None, None, title) != ""


DAY = datetime(2026, 1, 10, 12, tzinfo=UTC)
LONG = "It will spend the money on data centres in four countries, the company said in a filing on Monday. " * 2


def entry(key: str = "1", **changes: object) -> Entry:
    base = Entry(key, f"https://wire.example/{key}", "Wire", "Alibaba to spend $53 billion on AI", LONG, DAY)
    return replace(base, **changes)  # type: ignore[arg-type]  # the fields' types are the test's business


def test_a_digest_changes_with_title_and_text_alone() -> None:
    assert digest(entry()) == digest(entry("2", link=None, outlet="Post", published=None, language="de"))
    assert digest(entry()) != digest(entry(title="Alibaba to spend $54 billion on AI"))
    assert digest(entry()) != digest(entry(text=LONG + "More."))


def test_what_no_reader_would_notice_changes_no_digest() -> None:
    plain = entry(title="Meta's $60-65 billion", text="One line.\n\nAnother.")

    assert digest(plain) == digest(entry(title="META’S  $60–65\u00a0billion ", text="One line. Another."))


def test_a_currency_is_part_of_what_a_digest_is_of() -> None:
    assert digest(entry(title="$5 billion")) != digest(entry(title="€5 billion"))


def test_long_words_are_a_key_on_any_day_and_short_ones_on_theirs() -> None:
    later = {"published": DAY + timedelta(days=40)}

    assert shared_keys(entry(), entry("2", **later))
    assert shared_keys(entry(text=""), entry("2", text="", published=DAY + timedelta(hours=3)))
    assert not shared_keys(entry(text=""), entry("2", text="", **later))
    assert shared_keys(entry(text="", published=None), entry("2", text="", published=None))


def test_a_word_or_two_are_a_key_only_together_with_the_link() -> None:
    morning = entry(title="Morning briefing", text="")

    assert not shared_keys(morning, replace(morning, id="2", link="https://wire.example/2"))
    assert len(keys(replace(morning, link=None))) == 1
    assert shared_keys(morning, replace(morning, id="2"))


def test_a_chinese_headline_tells_as_much_as_an_english_one() -> None:
    chinese = entry(title="阿里巴巴将投资3800亿元建设AI", text="")

    assert shared_keys(chinese, replace(chinese, id="2", link=None))


def test_recurring_titles_with_other_texts_share_no_key() -> None:
    monday, tuesday = (
        entry(day, title="Morning briefing: what you need to know", text=day + LONG) for day in ("Monday", "Tuesday")
    )

    assert not shared_keys(monday, tuesday)


@given(st.text(), st.none() | st.text(), st.text(), st.text())
def test_every_entry_has_keys(key: str, link: str | None, title: str, text: str) -> None:
    found = keys(Entry(key, link, "", title, text))

    assert found[0] == f"id:{key}"
    assert len(set(found)) == len(found) <= 3


def test_two_outlets_of_one_feed_share_no_key_for_one_headline() -> None:
    assert not shared_keys(entry(), entry("2", outlet="Post"))
    assert shared_keys(entry(), entry("2", outlet="WIRE"))


def test_a_key_is_never_too_long_for_an_index() -> None:
    long = "https://wire.example/" + 4000 * "x"

    assert max(map(len, keys(entry(link=long, text="")))) < 600
    assert shared_keys(entry(link=long), entry("2", link=f"{long}?utm_source=rss", title="Other"))
    assert not shared_keys(entry(link=long), entry("2", link=f"{long}y", title="Other"))


def test_a_link_that_cannot_be_read_is_no_key() -> None:
    assert keys(Entry("1", "http://[", "", "", "")) == ("id:1",)


def test_items_that_all_link_to_the_home_page_and_have_no_guid_are_entries_of_their_own() -> None:
    home = "https://wire.example/"
    items = [entry("wire.example", link=home, title=title) for title in ("One", "Two", "One")]

    found = apart(items)

    assert [(one.title, one.id.partition("#")[0]) for one in found] == [
        ("One", "wire.example"),
        ("Two", "wire.example"),
    ]
    assert len({one.id for one in found}) == 2
    assert {one.id for one in apart(items[::-1])} == {one.id for one in found}


def test_a_guid_that_two_articles_have_is_none() -> None:
    one, two = entry("7", link="https://wire.example/a"), entry("7", link="https://wire.example/b", title="Another")

    assert len(apart([one, two])) == 2


def test_two_states_of_one_entry_in_a_document_are_one_and_the_first_counts() -> None:
    first, second = entry("7"), entry("7", title="Before")

    assert apart([first, second, first]) == (first,)


def test_an_entry_listed_twice_under_two_links_is_one() -> None:
    assert apart([entry("7"), entry("7", link="https://wire.example/other")]) == (entry("7"),)


def shared_keys(one: Entry, other: Entry) -> set[str]:
    return set(keys(one)) & set(keys(other))
