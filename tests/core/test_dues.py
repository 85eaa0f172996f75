from datetime import UTC, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.cadences import Cadence, Every, last_due, words
from bot.core.dues import Digested, Due, due

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")
WEEKLY = Cadence(Every.WEEKLY, time(9), BERLIN)
MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)


def begun(cadence: Cadence = WEEKLY, done: datetime = MONDAY, told: datetime | None = MONDAY) -> Digested:
    return Digested("C1", words(cadence), done, told)


def test_a_channel_that_is_new_to_digests_gets_none_for_the_past() -> None:
    assert due("C1", WEEKLY, None, MONDAY + HOUR) == (begun(told=None), None)


def test_its_first_digest_tells_of_the_whole_time_before_it() -> None:
    assert due("C1", WEEKLY, begun(told=None), MONDAY + WEEK) == (
        begun(done=MONDAY + WEEK, told=MONDAY + WEEK),
        Due(MONDAY, MONDAY + WEEK),
    )


def test_nothing_is_due_before_the_moment_and_the_same_moment_is_due_once() -> None:
    before = begun()

    early, nothing = due("C1", WEEKLY, before, MONDAY + WEEK - timedelta(seconds=1))
    after, digest = due("C1", WEEKLY, before, MONDAY + WEEK)
    again = due("C1", WEEKLY, after, MONDAY + WEEK + HOUR)

    assert (early, nothing) == (before, None)
    assert digest == Due(MONDAY, MONDAY + WEEK)
    assert again == (after, None)


def test_one_that_was_missed_is_made_up_for_until_half_the_time_has_passed() -> None:
    late = due("C1", WEEKLY, begun(), MONDAY + WEEK + WEEK / 2)
    too_late, none = due("C1", WEEKLY, begun(), MONDAY + WEEK + WEEK / 2 + timedelta(seconds=1))
    _, next_one = due("C1", WEEKLY, too_late, MONDAY + 2 * WEEK)

    assert late[1] == Due(MONDAY, MONDAY + WEEK)
    assert none is None
    assert too_late == begun(done=MONDAY + WEEK, told=MONDAY)
    assert next_one == Due(MONDAY, MONDAY + 2 * WEEK)


def test_another_cadence_begins_with_its_next_moment_and_goes_on_where_the_last_digest_ended() -> None:
    daily = Cadence(Every.DAILY, time(18), BERLIN)
    changed = MONDAY + 2 * DAY

    now, nothing = due("C1", daily, begun(), changed)
    _, first = due("C1", daily, now, changed + 12 * HOUR)

    assert nothing is None
    assert first == Due(MONDAY, datetime(2026, 11, 25, 17, tzinfo=UTC))


def test_no_cadence_is_never_due() -> None:
    assert due("C1", Cadence(Every.OFF, time(9), BERLIN), begun(), MONDAY + WEEK) == (None, None)


def test_a_clock_that_was_a_year_ahead_costs_no_year_of_digests() -> None:
    ahead = begun(done=MONDAY + 52 * WEEK, told=MONDAY + 52 * WEEK)
    now = MONDAY + WEEK + HOUR

    mended, nothing = due("C1", WEEKLY, ahead, now)
    _, digest = due("C1", WEEKLY, mended, MONDAY + 2 * WEEK)

    assert nothing is None
    assert digest == Due(now, MONDAY + 2 * WEEK)


def test_a_clock_put_back_by_a_little_makes_no_second_digest() -> None:
    after, _ = due("C1", WEEKLY, begun(), MONDAY + WEEK)

    assert due("C1", WEEKLY, after, MONDAY + WEEK - timedelta(seconds=3)) == (after, None)


@pytest.mark.parametrize(
    ("cadence", "since", "until", "hours"),
    [
        (WEEKLY, "2026-03-23T08:00", "2026-03-30T07:00", 167),
        (WEEKLY, "2026-10-19T07:00", "2026-10-26T08:00", 169),
        (Cadence(Every.DAILY, time(2, 30), NEW_YORK), "2026-03-07T07:30", "2026-03-08T07:30", 24),
        (Cadence(Every.DAILY, time(2, 30), NEW_YORK), "2026-03-08T07:30", "2026-03-09T06:30", 23),
        (Cadence(Every.DAILY, time(1, 30), NEW_YORK), "2026-11-01T05:30", "2026-11-02T06:30", 25),
    ],
)
def test_where_the_clock_changes_a_digest_tells_of_the_hours_between_two_of_them(
    cadence: Cadence, since: str, until: str, hours: int
) -> None:
    begins, ends = (datetime.fromisoformat(f"{moment}+00:00") for moment in (since, until))

    _, digest = due("C1", cadence, begun(cadence, begins, None), ends)

    assert digest == Due(begins, ends)
    assert digest.until - digest.since == timedelta(hours=hours)


@given(
    st.sampled_from([Every.DAILY, Every.WEEKLY]),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.sampled_from([BERLIN, NEW_YORK, ZoneInfo("Asia/Kolkata"), ZoneInfo("Australia/Lord_Howe")]),
    st.datetimes(datetime(2024, 1, 1), datetime(2030, 1, 1)),
    st.lists(st.timedeltas(timedelta(0), timedelta(days=9)), max_size=30),
)
def test_however_often_the_bot_looks_no_time_is_told_twice_and_none_is_left_out(
    every: Every, at: time, zone: ZoneInfo, begins: datetime, pauses: list[timedelta]
) -> None:
    cadence, now = Cadence(every, at, zone), begins.replace(tzinfo=UTC)
    state: Digested | None = None
    told: list[Due] = []

    for pause in [timedelta(0), *pauses]:
        now += pause
        state, digest = due("C1", cadence, state, now)
        told += [digest] if digest is not None else []

    assert state is not None
    assert state.done == last_due(cadence, now)
    assert all(one.since < one.until <= now for one in told)
    assert all(before.until == after.since for before, after in pairwise(told))
