from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.quiet import Quiet, held_until, held_words

BERLIN, NEW_YORK, KOLKATA = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York"), ZoneInfo("Asia/Kolkata")
NIGHT = Quiet(BERLIN, time(22), time(7))
NAP = Quiet(BERLIN, time(12), time(13, 30))
WEEKENDS = Quiet(BERLIN, weekends=True)
BOTH = Quiet(BERLIN, time(22), time(7), weekends=True)


def wall(text: str, zone: ZoneInfo = BERLIN) -> datetime:
    """Return a moment as the clock on the wall shows it."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("quiet", "now", "until"),
    [
        (None, "2025-02-27 23:00", None),
        (Quiet(BERLIN), "2025-02-27 23:00", None),
        (NIGHT, "2025-02-27 21:59", None),
        (NIGHT, "2025-02-27 22:00", "2025-02-28 07:00"),
        (NIGHT, "2025-02-28 06:59", "2025-02-28 07:00"),
        (NIGHT, "2025-02-28 07:00", None),
        (NIGHT, "2024-12-31 23:30", "2025-01-01 07:00"),
        (NAP, "2025-02-27 12:00", "2025-02-27 13:30"),
        (NAP, "2025-02-27 13:30", None),
        (NAP, "2025-02-27 03:00", None),
        (WEEKENDS, "2025-02-28 23:59", None),
        (WEEKENDS, "2025-03-01 00:00", "2025-03-03 00:00"),
        (WEEKENDS, "2025-03-02 12:00", "2025-03-03 00:00"),
        (WEEKENDS, "2025-03-03 00:00", None),
        # Friday's night runs into the weekend, and that into Monday's.
        (BOTH, "2025-02-28 22:00", "2025-03-03 07:00"),
        (BOTH, "2025-03-01 12:00", "2025-03-03 07:00"),
        (BOTH, "2025-03-03 06:00", "2025-03-03 07:00"),
        (BOTH, "2025-03-03 07:00", None),
    ],
)
def test_what_comes_in_a_quiet_time_is_held_until_it_ends(quiet: Quiet | None, now: str, until: str | None) -> None:
    assert held_until(quiet, wall(now)) == (wall(until) if until is not None else None)


def test_the_end_is_told_in_utc_whatever_zone_the_moment_came_in() -> None:
    until = held_until(NIGHT, wall("2025-02-27 23:00", KOLKATA).replace(hour=5))

    assert until == datetime(2025, 2, 27, 6, tzinfo=UTC)
    assert until is not None
    assert until.tzinfo is UTC


def test_a_zone_off_the_hour_has_its_own_night() -> None:
    quiet = Quiet(KOLKATA, time(22), time(7))

    assert held_until(quiet, datetime(2025, 2, 27, 16, 29, tzinfo=UTC)) is None
    assert held_until(quiet, datetime(2025, 2, 27, 16, 30, tzinfo=UTC)) == datetime(2025, 2, 28, 1, 30, tzinfo=UTC)


def test_the_night_in_which_the_clock_is_put_on_is_an_hour_shorter_and_the_other_one_longer() -> None:
    spring = held_until(NIGHT, wall("2025-03-29 22:00"))
    autumn = held_until(NIGHT, wall("2025-10-25 22:00"))

    assert spring == datetime(2025, 3, 30, 5, tzinfo=UTC)
    assert autumn == datetime(2025, 10, 26, 6, tzinfo=UTC)
    assert spring - wall("2025-03-29 22:00").astimezone(UTC) == timedelta(hours=8)
    assert autumn - wall("2025-10-25 22:00").astimezone(UTC) == timedelta(hours=10)


def test_an_end_that_the_clock_shows_twice_is_the_second_one() -> None:
    quiet = Quiet(BERLIN, time(22), time(2, 30))

    assert held_until(quiet, datetime(2025, 10, 26, 0, 45, tzinfo=UTC)) == datetime(2025, 10, 26, 1, 30, tzinfo=UTC)
    assert held_until(quiet, datetime(2025, 10, 26, 1, 30, tzinfo=UTC)) is None


def test_a_beginning_that_the_clock_shows_twice_is_the_first_one() -> None:
    quiet = Quiet(BERLIN, time(2, 30), time(7))

    assert held_until(quiet, datetime(2025, 10, 26, 0, 29, tzinfo=UTC)) is None
    assert held_until(quiet, datetime(2025, 10, 26, 0, 30, tzinfo=UTC)) == datetime(2025, 10, 26, 6, tzinfo=UTC)


def test_an_end_that_the_clock_leaves_out_comes_as_late_as_the_clock_was_put_on() -> None:
    quiet = Quiet(NEW_YORK, time(22), time(2, 30))

    assert held_until(quiet, datetime(2025, 3, 9, 7, tzinfo=UTC)) == datetime(2025, 3, 9, 7, 30, tzinfo=UTC)


@given(
    st.sampled_from([BERLIN, NEW_YORK, KOLKATA, ZoneInfo("Australia/Lord_Howe"), ZoneInfo("Pacific/Apia")]),
    st.tuples(st.times(), st.times()).filter(lambda ends: ends[0] != ends[1]),
    st.booleans(),
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)),
)
def test_what_is_held_is_held_to_a_moment_that_is_not_quiet_and_not_far(
    zone: ZoneInfo, ends: tuple[time, time], weekends: bool, now: datetime
) -> None:
    quiet = Quiet(zone, *ends, weekends)

    until = held_until(quiet, now)

    if until is not None:
        assert now < until <= now + timedelta(days=7)
        assert held_until(quiet, until) is None
        assert held_until(quiet, now + (until - now) / 2) == until


@pytest.mark.parametrize(
    ("now", "words"),
    [("2025-02-27 23:00", "held until 07:00"), ("2025-02-28 23:00", "held until 07:00 on Monday")],
)
def test_the_words_name_a_day_only_where_that_is_not_near(now: str, words: str) -> None:
    until = held_until(BOTH, wall(now))

    assert until is not None
    assert held_words(BOTH, wall(now), until) == words
