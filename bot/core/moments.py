"""Days, months, quarters and years as people type them behind `since`, `until` and `in`.

A month without a year is the last one of that name that has begun; what was read is a day, a month or a year as the
ledger writes them, so that bounds compare as text.
"""

import re
from calendar import month_abbr, month_name
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

YEARS = range(1990, 2100)
"""Years that a number of four digits is taken for."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of time.

    Attributes:
        first: Its first year, month or day: `2025`, `2025-03` or `2025-03-09`.
        last: Its last one; equal to `first` where it is one of them.
        taken: Words it was read from.
    """

    first: str
    last: str
    taken: int


def read_moment(words: Sequence[str], today: date) -> Moment | None:
    """Read a stretch of time that some words begin with; None where they begin with none.

    >>> day = date(2025, 8, 9)
    >>> read_moment(["march"], day), read_moment(["2025-03"], day)
    (Moment(first='2025-03', last='2025-03', taken=1), Moment(first='2025-03', last='2025-03', taken=1))
    >>> read_moment(["q3", "2025"], day), read_moment(["fy25"], day), read_moment(["mars"], day)
    (Moment(first='2025-07', last='2025-09', taken=2), Moment(first='2025', last='2025', taken=1), None)
    """
    for taken in range(min(3, len(words)), 0, -1):
        text = " ".join(words[:taken]).casefold()
        if (ends := _relative(text, today) or _absolute(text, today)) is not None:
            return Moment(*ends, taken)
    return None


def after(moment: str) -> str:
    """Return the year, month or day that follows one.

    >>> after("2025"), after("2025-12"), after("2025-02-28")
    ('2026', '2026-01', '2025-03-01')
    """
    return _shifted(moment, 1)


def before(moment: str) -> str:
    """Return the year, month or day that comes before one.

    >>> before("2025"), before("2025-01"), before("2025-03-01")
    ('2024', '2024-12', '2025-02-28')
    """
    return _shifted(moment, -1)


def year_in(text: str) -> int | None:
    """Return the year that a word is: `2025`, `FY2025`, `fy25`, `'25`; None for every other word.

    >>> year_in("FY25"), year_in("2025"), year_in("25"), year_in("1200")
    (2025, 2025, None, None)
    """
    match = _YEAR.fullmatch(text.casefold())
    year = 2000 + int(match["short"]) if match and match["short"] else int(match["long"]) if match else 0
    return year if year in YEARS else None


def _absolute(text: str, today: date) -> tuple[str, str] | None:
    if (year := year_in(text)) is not None:
        return str(year), str(year)
    if match := _NUMBERS.fullmatch(text):
        return _month(int(match["year"]), int(match["month"]), match["day"])
    if match := _PART.fullmatch(text):
        length = 3 if match["letter"] == "q" else 6
        if (year := year_in(match["year"])) is None or int(match["number"]) * length > 12:
            return None
        last = int(match["number"]) * length
        return f"{year}-{last - length + 1:02}", f"{year}-{last:02}"
    if (match := _NAMED.fullmatch(text)) and match["name"] in _MONTHS:
        month = _MONTHS[match["name"]]
        year = int(match["year"]) if match["year"] else today.year - (month > today.month)
        return _month(year, month, match["day"] or match["behind"])
    return None


def _relative(text: str, today: date) -> tuple[str, str] | None:
    month = f"{today.year}-{today.month:02}"
    known = {
        "today": today.isoformat(),
        "yesterday": (today - timedelta(days=1)).isoformat(),
        "this month": month,
        "last month": before(month),
        "this year": str(today.year),
        "last year": str(today.year - 1),
        "next year": str(today.year + 1),
    }
    return (known[text], known[text]) if text in known else None


def _month(year: int, month: int, day: str | None) -> tuple[str, str] | None:
    try:
        moment = date(year, month, int(day or 1))
    except ValueError:
        return None
    if year not in YEARS:
        return None
    text = moment.isoformat() if day else moment.isoformat()[:7]
    return text, text


def _shifted(moment: str, by: int) -> str:
    year, month, day = (int(part) if part else 0 for part in (*moment.split("-"), "", "")[:3])
    if day:
        return (date(year, month, day) + timedelta(days=by)).isoformat()
    if month:
        months = 12 * year + month - 1 + by
        return f"{months // 12}-{months % 12 + 1:02}"
    return str(year + by)


_YEAR = re.compile(r"(?:fy|cy)?\s?(?P<long>[0-9]{4})|(?:(?:fy|cy)\s?|')(?P<short>[0-9]{2})")
_NUMBERS = re.compile(r"(?P<year>[0-9]{4})[-.](?P<month>[0-9]{1,2})(?:[-.](?P<day>[0-9]{1,2}))?")
_PART = re.compile(r"(?P<letter>[qh])(?P<number>[1-4])[\s-]?(?P<year>(?:fy|cy)?[0-9]{4}|fy[0-9]{2})")
_NAMED = re.compile(
    r"(?:(?P<day>[0-9]{1,2})(?:st|nd|rd|th|\.)? )?(?P<name>[a-z]{3,9})\.?"
    r"(?: (?P<behind>[0-9]{1,2})(?:st|nd|rd|th)?)?(?:[ -](?P<year>[0-9]{4}))?"
)
_MONTHS = {name.casefold(): n for names in (month_name, month_abbr) for n, name in enumerate(names) if name} | {
    "sept": 9
}
