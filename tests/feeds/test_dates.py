"""Dates as feeds write them."""

from datetime import UTC, datetime
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.feeds.dates import read_date

MOMENTS = st.datetimes(datetime(1972, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)).map(
    lambda moment: moment.replace(microsecond=0)
)


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("Tue, 25 Feb 2025 09:30:00 GMT", "2025-02-25T09:30:00"),
        ("Tue, 25 Feb 2025 09:30:00 -0500", "2025-02-25T14:30:00"),
        ("25 Feb 2025 09:30 +8", "2025-02-25T01:30:00"),
        ("25 Feb 25 09:30:00 PDT", "2025-02-25T16:30:00"),
        ("01 Jan 99 00:00:00 GMT", "1999-01-01T00:00:00"),
        ("Tue, 25 Feb 2025 09:30:00 GMT+0800 (CST)", "2025-02-25T01:30:00"),
        ("Tue, 25 Feb 2025", "2025-02-25T00:00:00"),
        ("Tuesday, February 25, 2025 - 09:30", None),
        ("February 25, 2025, 12:30 a.m. EST", "2025-02-25T05:30:00"),
        ("Feb. 25, 2025", "2025-02-25T00:00:00"),
        ("Di, 25 März 2025 09:30:00 +0100", "2025-03-25T08:30:00"),
        ("ven., 25 juil. 2025 09:30:00 +0200", "2025-07-25T07:30:00"),
        ("mar, 25 giu 2025 09:30:00 +0200", "2025-06-25T07:30:00"),
        ("25-Feb-2025 09:30:00", "2025-02-25T09:30:00"),
        ("2025-02-25T09:30:00.123456789Z", "2025-02-25T09:30:00"),
        ("2025-02-25 09:30:00 +0530", "2025-02-25T04:00:00"),
        ("2025-2-5", "2025-02-05T00:00:00"),
        ("2025年2月25日 09:30", "2025-02-25T09:30:00"),
        ("Tue Feb 25 09:30:00 UTC 2025", "2025-02-25T09:30:00"),
        ("Tue, 25 Feb 2025 09:30:00 XYZ", "2025-02-25T09:30:00"),
        ("", None),
        ("1740476400", None),
        ("12", None),
        ("25 Nonsense 2025", None),
        ("2025-02-30", None),
        ("2025-02-25T25:00:00Z", None),
        ("1970-01-01T00:00:00Z", None),
        ("Tue, 25 Feb 2025 09:30:00 +9900", None),
        ("9999-12-31T23:59:59-12:00", None),
        ("tomorrow", None),
        ("x" * 10_000, None),
    ],
)
def test_a_date_is_read_or_it_is_none(text: str, iso: str | None) -> None:
    found = read_date(text)

    assert (found.isoformat() if found else None) == (f"{iso}+00:00" if iso else None)


@given(MOMENTS)
def test_a_date_written_by_either_standard_is_read_back(moment: datetime) -> None:
    assert read_date(format_datetime(moment)) == moment
    assert read_date(moment.isoformat()) == moment
    assert read_date(f"{moment:%Y-%m-%dT%H:%M:%SZ}") == moment


@given(
    st.text() | st.from_regex(r"[0-9]{1,5}[-/ ][0-9A-Za-z]{1,9}[-/ ][0-9]{1,5}([T ][0-9:.]{1,9}[A-Z+-]{0,3}[0-9:]*)?")
)
def test_no_text_makes_the_reading_of_dates_raise(text: str) -> None:
    found = read_date(text)

    assert found is None or found.tzinfo is UTC
