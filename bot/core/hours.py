"""Days, hours, time zones and durations as people write them, in the configuration or in Slack.

A file's values are texts here, whatever YAML would make of them: `22:00` is no number of minutes, `off` no False.
"""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, available_timezones

from bot.core.cadences import DAYS
from bot.core.spelling import did_you_mean

_DURATION = re.compile(r"(\d{1,6})\s*([smhd])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_STRANGE = 2
_TRUTHS = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def parse_day(text: str) -> datetime:
    """Read a day; return the moment it begins in UTC.

    >>> parse_day("2026-12-01").isoformat()
    '2026-12-01T00:00:00+00:00'

    Raises:
        ValueError: It is no day; so for the other functions here, each message says the text and what was expected.
    """
    try:
        return datetime.combine(date.fromisoformat(text), time(), UTC)
    except ValueError:
        raise ValueError(f"{text!r} is no day; expected one like 2026-12-01") from None


def parse_hour(text: str) -> time:
    """Read a time of day to the minute.

    >>> parse_hour("7:30").isoformat()
    '07:30:00'
    """
    if not re.fullmatch(r"([01]?[0-9]|2[0-3]):[0-5][0-9]", text):
        raise ValueError(f"{text!r} is no time of day; expected one like 22:00 or 07:30")
    hour, minute = map(int, text.split(":"))
    return time(hour, minute)


def parse_zone(text: str) -> ZoneInfo:
    """Read the name of a time zone, spelled as the system's database spells it.

    >>> parse_zone("Europe/Berlin").key
    'Europe/Berlin'
    """
    zones = available_timezones()
    if text not in zones:
        near = did_you_mean(text, zones) or "; expected one like Europe/Berlin or UTC"
        raise ValueError(f"{text!r} is no time zone{near}")
    return ZoneInfo(text)


def zones_like(text: str, most: int = 100) -> tuple[str, ...]:
    """Return time zones that may be meant by what was typed of a name, those first in which a part begins so.

    >>> zones_like("new yo"), zones_like("berl")
    (('America/New_York',), ('Europe/Berlin',))
    """
    typed = "_".join(text.casefold().split())
    found = [(_rank(typed, zone.casefold()), zone) for zone in available_timezones()]
    return tuple(zone for rank, zone in sorted(found) if rank < _STRANGE)[:most]


def _rank(typed: str, zone: str) -> int:
    if zone.startswith(typed) or any(part.startswith(typed) for part in zone.split("/")):
        return 0
    return 1 if typed in zone else _STRANGE


def parse_weekday(text: str) -> int:
    """Read a day of the week; 0 is Monday.

    >>> parse_weekday("Friday"), parse_weekday("mon")
    (4, 0)
    """
    found = [place for place, day in enumerate(DAYS) if len(text) >= len("mon") and day.startswith(text.lower())]
    if len(found) != 1:
        raise ValueError(f"{text!r} is no day of the week; expected one like monday")
    return found[0]


def parse_truth(text: str) -> bool:
    """Read a yes or a no.

    >>> parse_truth("true"), parse_truth("Off")
    (True, False)
    """
    if text.lower() not in _TRUTHS:
        raise ValueError(f"{text!r}: expected true or false")
    return _TRUTHS[text.lower()]


def parse_most(text: str) -> int:
    """Read the largest number of something; `off` is 0.

    >>> parse_most("6"), parse_most("off")
    (6, 0)
    """
    if text == "off":
        return 0
    if not re.fullmatch(r"[1-9][0-9]{0,3}", text):
        raise ValueError(f"{text!r}: expected a whole number from 1 to 9999, or off")
    return int(text)


def parse_duration(text: str) -> timedelta:
    """Read a whole number of seconds, minutes, hours or days.

    >>> parse_duration("90m")
    datetime.timedelta(seconds=5400)
    >>> parse_duration("7d")
    datetime.timedelta(days=7)

    Raises:
        ValueError: It is no duration; the message says the text and what was expected.
    """
    found = _DURATION.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"{text!r} is no duration; expected one like 10m, 2h or 1d")
    return timedelta(**{_UNITS[found[2]]: int(found[1])})
