"""An entry is the same one however its address is decorated."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.entry import canonical, identity


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("http://www.example.org/a/?utm_source=rss&id=7#top", "example.org/a?id=7"),
        ("https://example.org/a", "example.org/a"),
        ("HTTPS://Example.ORG/A", "example.org/A"),
        ("https://example.org/a?fbclid=1&guccounter=2&ref=home", "example.org/a"),
        ("https://example.org/?empty=", "example.org?empty="),
        ("https://example.org:8443/a", "example.org:8443/a"),
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
