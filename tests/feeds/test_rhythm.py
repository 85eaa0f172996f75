"""When to ask again."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.entry import Feed
from bot.errors import FetchError, ParseError
from bot.feeds.rhythm import next_due
from bot.ports import FeedState, Fetched, NotModified

NOW = datetime(2025, 2, 25, 10, 0, tzinfo=UTC)
URL = "https://example.org/feed"
NEW = Fetched(b"", None, URL, None, None, "0")


def state(every: timedelta = timedelta(minutes=10), failures: int = 0, name: str = "Sample") -> FeedState:
    return FeedState(Feed(name, URL, every), failures=failures)


def error(retry_after: float | None = None, status: int | None = None, *, permanent: bool = False) -> FetchError:
    return FetchError("No.", url=URL, retry_after=retry_after, status=status, permanent=permanent)


@pytest.mark.parametrize("outcome", [NEW, NotModified()])
@pytest.mark.parametrize(
    ("every", "waited"),
    [
        (timedelta(minutes=10), timedelta(minutes=10)),
        (timedelta(seconds=5), timedelta(minutes=2)),
        (timedelta(days=3), timedelta(hours=5)),
    ],
)
def test_a_good_poll_is_followed_by_the_next_at_the_feeds_own_interval(
    outcome: Fetched | NotModified, every: timedelta, waited: timedelta
) -> None:
    assert next_due(state(every, failures=3), outcome, NOW) == NOW + waited


@pytest.mark.parametrize("outcome", [error(status=404), error(status=500), ParseError("No feed.", url=URL)])
@pytest.mark.parametrize(("failures", "minutes"), [(0, 5), (1, 10), (2, 20), (5, 160)])
def test_failures_double_the_pause(outcome: FetchError | ParseError, failures: int, minutes: int) -> None:
    waited = next_due(state(failures=failures), outcome, NOW) - NOW

    assert timedelta(minutes=minutes) * 0.9 <= waited <= timedelta(minutes=minutes) * 1.1


@given(st.integers(0, 10**6), st.text())
def test_no_feed_is_given_up_however_often_it_failed(failures: int, name: str) -> None:
    waited = next_due(state(failures=failures, name=name), error(status=500), NOW) - NOW

    assert timedelta(minutes=4) < waited <= timedelta(hours=6)


@pytest.mark.parametrize(("failures", "minutes"), [(0, 5), (1, 10), (2, 20), (3, 30), (90, 30)])
def test_after_an_outage_of_our_own_line_no_feed_rests_for_hours(failures: int, minutes: int) -> None:
    waited = next_due(state(failures=failures), error(), NOW) - NOW

    assert timedelta(minutes=minutes) * 0.9 <= waited <= min(timedelta(minutes=minutes) * 1.1, timedelta(minutes=30))


def test_feeds_that_fail_together_do_not_come_back_together() -> None:
    due = {next_due(state(name=name), error(), NOW) for name in ("FT", "CNBC", "Nikkei")}

    assert len(due) == 3


def test_a_feed_comes_back_at_the_same_time_whoever_reckons() -> None:
    assert next_due(state(), error(), NOW) == next_due(state(), error(), NOW)


@pytest.mark.parametrize(
    ("asked", "waited"),
    [
        (600, timedelta(minutes=10)),
        (0, timedelta(minutes=2)),
        (86_400 * 30, timedelta(hours=24)),
        (1e12, timedelta(hours=24)),
    ],
)
def test_the_pause_a_server_asks_for_is_kept_within_reason(asked: float, waited: timedelta) -> None:
    assert next_due(state(failures=4), error(asked, 429), NOW) == NOW + waited


def test_a_server_that_calls_us_too_frequent_gets_a_longer_pause() -> None:
    waited = next_due(state(), error(status=429), NOW) - NOW

    assert timedelta(minutes=13) < waited < timedelta(minutes=17)


def test_what_is_gone_for_good_is_asked_for_once_a_day() -> None:
    assert next_due(state(failures=9), error(60, 410, permanent=True), NOW) == NOW + timedelta(hours=24)
