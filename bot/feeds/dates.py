"""Dates as feeds write them, read without a clock and without guessing.

fastfeedparser guesses: `Monday` becomes the next one, the guid `12` the twelfth of this month. A date that is wrong
does more harm than none, so what is not plainly a date is None here.
"""

import re
from contextlib import suppress
from datetime import UTC, datetime, timedelta, timezone

# The first year is that of .NET's and Unix's "no date", 0001-01-01 and 1970-01-01, and the year after.
_EARLIEST_YEAR = 1971
_LONGEST = 64
# Of `2025-02-25T09:30:00+00:00`, the form most dates come in from the parsers.
_ISO_LENGTH = 25

_TIME = r"(?:[T\s,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*([ap]\.?m\.?)?)?"
_ZONE = r"\s*(?:(Z|[A-Z]{2,5})?\s*([+-]\d{1,2}:?(?:\d{2})?)?)?\s*(?:\([^)]*\))?"
_OFFSET = re.compile(r"([+-])(\d{1,2}):?(\d{2})?")
_WEEKDAY = r"(?:[^\W\d]{2,12}(?:[.,]+\s*|\s+))?"
_MONTH = r"([^\W\d]{3,10})"

_YEAR_FIRST = re.compile(rf"(\d{{4}})[-/.年](\d{{1,2}})[-/.月](\d{{1,2}})日?{_TIME}{_ZONE}", re.I)
_DAY_FIRST = re.compile(rf"{_WEEKDAY}(\d{{1,2}})\.?[\s-]+{_MONTH}\.?,?[\s-]+(\d{{4}}|\d{{2}}){_TIME}{_ZONE}", re.I)
_MONTH_FIRST = re.compile(rf"{_WEEKDAY}{_MONTH}\.?\s+(\d{{1,2}}),?\s+(\d{{4}}){_TIME}{_ZONE}", re.I)
_UNIX = re.compile(
    rf"{_WEEKDAY}{_MONTH}\s+(\d{{1,2}})\s+(\d{{1,2}}):(\d{{2}}):(\d{{2}})\s+(?:[A-Z]{{2,5}}\s+)?(\d{{4}})"
)

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan ene gen",
            "feb fév fev",
            "mar mär mrz",
            "apr avr abr",
            "may mai mag",
            "jun juin giu",
            "jul juil lug",
            "aug aoû aou ago",
            "sep set",
            "oct okt ott out",
            "nov",
            "dec déc dez dic",
        ),
        start=1,
    )
    for name in names.split()
}

# RFC 822 names and those seen in feeds; IST, CST and BST in the sense their feeds use them. Hours east of UTC.
_ZONES = {
    **dict.fromkeys(("Z", "UT", "UTC", "GMT", "WET"), 0.0),
    **{"EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AST": -4, "HST": -10},
    **{"BST": 1, "CET": 1, "CEST": 2, "MEZ": 1, "MESZ": 2, "EET": 2, "EEST": 3, "MSK": 3, "GST": 4, "PKT": 5},
    **{"IST": 5.5, "SGT": 8, "HKT": 8, "PHT": 8, "JST": 9, "KST": 9, "AEST": 10, "AEDT": 11, "NZST": 12, "NZDT": 13},
}


def read_date(text: str) -> datetime | None:
    """Return a feed's date in UTC, or None for what is not plainly one.

    A time without zone is taken for UTC, a date without time for its first second. Dates to come are kept.

    >>> read_date("Tue, 25 Feb 2025 09:30:00 +0800").isoformat()
    '2025-02-25T01:30:00+00:00'
    >>> read_date("Monday"), read_date("0001-01-01T00:00:00Z")
    (None, None)
    """
    text = text.strip()
    if len(text) > _LONGEST:
        return None
    if len(text) == _ISO_LENGTH and text[10] == "T":
        with suppress(ValueError, OverflowError):
            return _plausible(datetime.fromisoformat(text).astimezone(UTC))
    if found := _YEAR_FIRST.fullmatch(text):
        year, month, day, *rest = found.groups()
        return _moment(year, int(month), day, *rest)
    if found := _DAY_FIRST.fullmatch(text):
        day, name, year, *rest = found.groups()
        return _moment(year, _month(name), day, *rest)
    if found := _MONTH_FIRST.fullmatch(text):
        name, day, year, *rest = found.groups()
        return _moment(year, _month(name), day, *rest)
    if found := _UNIX.fullmatch(text):
        name, day, hour, minute, second, year = found.groups()
        return _moment(year, _month(name), day, hour, minute, second)
    return None


def _month(name: str) -> int:
    """Return a month's number, 0 for a word that names none."""
    name = name.lower()
    return _MONTHS.get(name[:4]) or _MONTHS.get(name[:3], 0)


def _moment(
    year: str,
    month: int,
    day: str,
    hour: str | None = None,
    minute: str | None = None,
    second: str | None = None,
    half: str | None = None,
    zone: str | None = None,
    offset: str | None = None,
) -> datetime | None:
    hours = int(hour or 0)
    if half:
        hours = hours % 12 + (12 if half.lower().startswith("p") else 0)
    try:
        local = datetime(
            _full_year(year),
            month,
            int(day),
            0,
            int(minute or 0),
            min(int(second or 0), 59),
            tzinfo=_east(zone, offset),
        )
        # Hour 24 is the next day's first; a leap second is the last one of its minute.
        moment = (local + timedelta(hours=hours)).astimezone(UTC) if hours <= 24 else None
    except (ValueError, OverflowError):
        return None
    return _plausible(moment) if moment else None


def _plausible(moment: datetime) -> datetime | None:
    return moment if moment.year >= _EARLIEST_YEAR else None


def _full_year(year: str) -> int:
    """Return the year; two digits are read as RFC 2822 says."""
    number = int(year)
    if len(year) == 4:
        return number
    return number + (2000 if number < 50 else 1900)


def _east(zone: str | None, offset: str | None) -> timezone:
    """Return the zone; an unknown name is taken for UTC, which is at most a day off."""
    if offset and (found := _OFFSET.fullmatch(offset)):
        east = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
        return timezone(-east if found[1] == "-" else east)
    return timezone(timedelta(hours=_ZONES.get((zone or "Z").upper(), 0.0)))
