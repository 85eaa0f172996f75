"""Headers and statuses, without a network."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from yarl import URL

from bot.errors import FetchError
from bot.feeds.answers import next_hop, place, retry_after

NOW = datetime(2025, 2, 25, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0),
        (" 120 ", 120),
        ("Tue, 25 Feb 2025 10:05:00 GMT", 300),
        ("Tue, 25 Feb 2025 10:05:00", 300),
        ("Tuesday, 25-Feb-25 10:05:00 GMT", 300),
        ("Tue, 25 Feb 2025 09:00:00 GMT", 0),
        (None, None),
        ("", None),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("9" * 40, None),
        ("Tue, 99 Feb 2025 10:05:00 GMT", None),
    ],
)
def test_retry_after_is_read_in_both_forms(value: str | None, seconds: float | None) -> None:
    assert retry_after(value, NOW) == seconds


@given(st.text())
def test_retry_after_is_never_negative_and_never_raises(value: str) -> None:
    asked = retry_after(value, NOW)

    assert asked is None or asked >= 0


@given(st.integers(0, 10**6))
def test_retry_after_as_a_date_says_the_same_as_in_seconds(seconds: int) -> None:
    when = NOW + timedelta(seconds=seconds)

    assert retry_after(f"{when:%a, %d %b %Y %H:%M:%S} GMT", NOW) == retry_after(str(seconds), NOW)


def test_a_redirect_from_https_to_http_is_refused() -> None:
    with pytest.raises(FetchError, match="redirects from https to http, refused"):
        next_hop(URL("https://example.org/feed"), "http://example.org/feed", 301)


def test_a_redirect_from_http_to_https_is_followed() -> None:
    assert next_hop(URL("http://example.org/a/feed?x=1"), "//www.example.org/b", 301) == URL("http://www.example.org/b")
    assert next_hop(URL("http://example.org/feed"), "https://example.org/", 301) == URL("https://example.org/")


def test_an_address_that_is_none_is_shown_without_what_may_be_secret() -> None:
    assert place("http://[broken?key=1") == "http://[broken"
