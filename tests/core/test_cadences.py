from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.cadences import Cadence, Every, last_due

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        # The wall jumps from 02:00 to 03:00, and on the other day from 03:00 back to 02:00.
        (datetime(2026, 3, 28, 12, tzinfo=UTC), "2026-03-28T01:30:00+00:00"),
        (datetime(2026, 3, 29, 12, tzinfo=UTC), "2026-03-29T01:30:00+00:00"),
        (datetime(2026, 3, 30, 12, tzinfo=UTC), "2026-03-30T00:30:00+00:00"),
        (datetime(2026, 10, 25, 12, tzinfo=UTC), "2026-10-25T00:30:00+00:00"),
        (datetime(2026, 10, 26, 12, tzinfo=UTC), "2026-10-26T01:30:00+00:00"),
    ],
)
def test_a_digest_at_half_past_two_comes_once_on_days_on_which_the_clock_changes(day: datetime, hours: str) -> None:
    due = last_due(Cadence(Every.DAILY, time(2, 30), BERLIN), day)

    assert due is not None
    assert due.isoformat() == hours


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)),
    st.sampled_from([Every.DAILY, Every.WEEKLY]),
    st.times(),
    st.integers(0, 6),
    st.sampled_from(["Europe/Berlin", "America/New_York", "Asia/Tokyo", "Pacific/Kiritimati", "Pacific/Pago_Pago"]),
)
def test_digests_follow_on_one_another_without_a_gap(
    now: datetime, every: Every, at: time, day: int, zone: str
) -> None:
    cadence, moment = Cadence(every, at, ZoneInfo(zone), day), now.replace(tzinfo=UTC)

    newest = last_due(cadence, moment)

    assert newest is not None
    before = last_due(cadence, newest - timedelta(microseconds=1))
    assert before is not None
    assert before < newest <= moment
    apart = newest - before - timedelta(days=7 if every is Every.WEEKLY else 1)
    assert abs(apart) <= timedelta(hours=1)


def test_a_cadence_that_is_off_is_never_due() -> None:
    assert last_due(Cadence(Every.OFF, time(9), BERLIN), datetime(2026, 1, 1, tzinfo=UTC)) is None
