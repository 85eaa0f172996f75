import re
from datetime import time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.cadences import DAYS, Cadence, Every, words
from bot.core.digest_words import EXAMPLES, parse_cadence

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("typed", "cadence"),
    [
        ("weekly monday 09:00 Europe/Berlin", Cadence(Every.WEEKLY, time(9), BERLIN)),
        ("daily 8:30 Berlin", Cadence(Every.DAILY, time(8, 30), BERLIN)),
        ("daily 8.30 BERLIN", Cadence(Every.DAILY, time(8, 30), BERLIN)),
        ("digest every Friday at 5 pm in New York", Cadence(Every.WEEKLY, time(17), ZoneInfo("America/New_York"), 4)),
        ("fri, 17:00, new_york", Cadence(Every.WEEKLY, time(17), ZoneInfo("America/New_York"), 4)),
        ("every day 12am utc", Cadence(Every.DAILY, time(0), ZoneInfo("UTC"))),
        ("weekly Port Moresby", Cadence(Every.WEEKLY, time(9), ZoneInfo("Pacific/Port_Moresby"))),
        ("weekly Buenos Aires", Cadence(Every.WEEKLY, time(9), ZoneInfo("America/Argentina/Buenos_Aires"))),
        ("weekly us/pacific", Cadence(Every.WEEKLY, time(9), ZoneInfo("US/Pacific"))),
        ("weekly singapore", Cadence(Every.WEEKLY, time(9), ZoneInfo("Singapore"))),
    ],
)
def test_a_cadence_is_read_in_whatever_order_and_spelling(typed: str, cadence: Cadence) -> None:
    assert parse_cadence(typed) == cadence


@pytest.mark.parametrize("typed", ["off", "OFF", "digest off", "none", "never"])
def test_off_is_a_cadence_that_is_never_due(typed: str) -> None:
    assert parse_cadence(typed, BERLIN) == Cadence(Every.OFF, time(9), BERLIN)
    assert parse_cadence(typed).every is Every.OFF


def test_the_zone_that_is_known_holds_where_none_is_said() -> None:
    assert parse_cadence("daily", BERLIN) == Cadence(Every.DAILY, time(9), BERLIN)
    assert parse_cadence("daily utc", BERLIN) == Cadence(Every.DAILY, time(9), ZoneInfo("UTC"))


def test_the_examples_are_right() -> None:
    assert [parse_cadence(example).every for example in EXAMPLES] == [Every.WEEKLY, Every.DAILY, Every.OFF]


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (
            "",
            "how often is missing; expected something like weekly monday 09:00 Europe/Berlin, daily 8:30 Berlin or off",
        ),
        ("09:00 Berlin", "how often is missing"),
        ("daily 09:00", "a time zone is missing; say whose clock is meant, like Europe/Berlin, Berlin or UTC"),
        ("daily monday Berlin", "a day of the week goes with weekly alone"),
        ("daily weekly Berlin", "'weekly' is one too many; expected one day, one time and one time zone"),
        ("weekly 9:00 10:00 Berlin", "'10:00' is one too many"),
        ("weekly Berlin Tokyo", "'tokyo' is one too many"),
        ("daily 25:00 Berlin", "'25:00' is no time of day; expected one like 22:00 or 07:30"),
        ("daily 13pm Berlin", "'13pm' is no time of day; expected one like 9:30pm or 21:30"),
        ("daily 9:00 berln", "'berln' is no day, time or time zone; did you mean Berlin"),
        ("wekly 9:00 Berlin", "'wekly' is no day, time or time zone; did you mean weekly"),
        ("daily 9:00 GMT+1", "'gmt+1' is no day, time or time zone"),
        ("daily 9:00 off", "'off' is no day, time or time zone"),
        ("daily 9:00 west", "'west' may be Australia/West or Brazil/West; say which"),
    ],
)
def test_what_cannot_be_meant_is_said_with_what_was_expected(typed: str, message: str) -> None:
    with pytest.raises(ValueError, match=re.escape(message)):
        parse_cadence(typed)


@given(
    st.sampled_from([Every.DAILY, Every.WEEKLY]),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.integers(0, 6),
    st.sampled_from(["Europe/Berlin", "America/Argentina/Buenos_Aires", "Asia/Kolkata", "UTC", "Etc/GMT+1"]),
)
def test_a_cadence_in_words_is_read_back(every: Every, at: time, day: int, zone: str) -> None:
    cadence = Cadence(every, at, ZoneInfo(zone), day if every is Every.WEEKLY else 0)

    assert parse_cadence(words(cadence)) == cadence


@given(st.text(alphabet="daily weekly mon09:25pm/berlin off+-_'\n", max_size=40))
def test_whatever_is_typed_is_read_or_refused_in_words(typed: str) -> None:
    cadence, said = None, ""
    try:
        cadence = parse_cadence(typed, BERLIN)
    except ValueError as error:
        said = str(error)

    assert not said or any(words in said for words in ("expected", "goes with", "did you mean", "say which"))
    assert cadence is None or cadence.day in range(len(DAYS))
