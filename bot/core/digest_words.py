"""Digest words: what people type behind `/aispend digest`, in whatever order.

`off` is a wish too, and a cadence that is never due; what is left unsaid is what it would be in the watch list.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from typing import TypeVar
from zoneinfo import ZoneInfo, available_timezones

from bot.core.cadences import DAYS, Cadence, Every
from bot.core.hours import parse_hour
from bot.core.spelling import did_you_mean

EXAMPLES = ("weekly monday 09:00 Europe/Berlin", "daily 8:30 Berlin", "off")

_OFTEN = {"daily": Every.DAILY, "day": Every.DAILY, "weekly": Every.WEEKLY, "week": Every.WEEKLY}
_OFF = frozenset({"off", "none", "never", "no", "stop"})
_FILLERS = frozenset({"digest", "at", "on", "every", "each", "in", "time"})
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?(?P<half>am|pm)?", re.ASCII)
_AT, _UTC = time(9), ZoneInfo("UTC")
_LONGEST_CITY = 4
"""Words of the longest city."""

T = TypeVar("T")


def parse_cadence(text: str, zone: ZoneInfo | None = None) -> Cadence:
    """Read when a channel wants its digest.

    Args:
        text: As typed: how often, a day of the week, a time of day, a time zone or its city alone.
        zone: Whose clock is meant where none is said; None where nobody knows.

    >>> parse_cadence("weekly monday 09:00 Europe/Berlin") == parse_cadence("every Monday at 9 berlin")
    True
    >>> parse_cadence("daily 8:30 PM new york").at.isoformat(), parse_cadence("off").every.value
    ('20:30:00', 'off')

    Raises:
        ValueError: It cannot be meant; the message says the word and what was expected.
    """
    typed = re.sub(r"(?<=\d)\s+(?=[ap]m\b)", "", text.casefold()).replace(",", " ").split()
    if {*typed} & _OFF and {*typed} <= _OFF | _FILLERS:
        return Cadence(Every.OFF, _AT, zone or _UTC)
    said = _Said()
    while typed:
        typed = typed[said.read(typed) :]
    return said.cadence(zone)


@dataclass(slots=True)
class _Said:
    """What has been said so far; None where nothing was."""

    every: Every | None = None
    day: int | None = None
    at: time | None = None
    zone: ZoneInfo | None = None

    def read(self, ahead: Sequence[str]) -> int:
        """Take in what stands next, in lower case; return how many words that were."""
        word, taken = ahead[0], 1
        days = [place for place, day in enumerate(DAYS) if len(word) >= len("mon") and day.startswith(word)]
        if word in _OFTEN:
            self.every = _once(self.every, _OFTEN[word], word)
        elif days:
            self.day = _once(self.day, days[0], word)
        elif match := _CLOCK.fullmatch(word):
            self.at = _once(self.at, _hour(match), word)
        elif city := next((n for n in range(_LONGEST_CITY, 0, -1) if "_".join(ahead[:n]) in _zones()), None):
            taken = city
            self.zone = _once(self.zone, _zone("_".join(ahead[:city])), " ".join(ahead[:city]))
        elif word not in _FILLERS:
            cities = (keys[0].rpartition("/")[2] for keys in _zones().values())
            near = did_you_mean(word, [*_OFTEN, *DAYS, *cities])
            raise ValueError(f"{word!r} is no day, time or time zone{near or _LIKE}")
        return taken

    def cadence(self, zone: ZoneInfo | None) -> Cadence:
        """Return what is meant by all that was said."""
        every, whose = self.every, self.zone or zone
        if every is None and self.day is None:
            raise ValueError(f"how often is missing{_LIKE}")
        if every is Every.DAILY and self.day is not None:
            raise ValueError("a day of the week goes with weekly alone")
        if whose is None:
            raise ValueError("a time zone is missing; say whose clock is meant, like Europe/Berlin, Berlin or UTC")
        return Cadence(every or Every.WEEKLY, self.at or _AT, whose, self.day or 0)


_LIKE = f"; expected something like {', '.join(EXAMPLES[:-1])} or {EXAMPLES[-1]}"


def _once(before: T | None, now: T, word: str) -> T:
    """Return what was said, unless something else was said in its place before."""
    if before is not None and before != now:
        raise ValueError(f"{word!r} is one too many; expected one day, one time and one time zone")
    return now


def _hour(match: re.Match[str]) -> time:
    """Return the time of day that a clock shows, of twelve hours or of twenty-four.

    >>> [_hour(_CLOCK.fullmatch(word)).isoformat() for word in ("12am", "12:05pm", "9", "23.15")]
    ['00:00:00', '12:05:00', '09:00:00', '23:15:00']
    """
    hour, half = int(match["hour"]), match["half"]
    if half and not 1 <= hour <= 12:
        raise ValueError(f"{match[0]!r} is no time of day; expected one like 9:30pm or 21:30")
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return parse_hour(f"{hour}:{match['minute'] or '00'}")


def _zone(name: str) -> ZoneInfo:
    """Return the time zone of a name or of a city; of several that keep the same time any will do."""
    keys = _zones()[name]
    if len({_times_kept(key) for key in keys}) > 1:
        raise ValueError(f"{name!r} may be {' or '.join(keys)}; say which")
    return ZoneInfo(keys[0])


@cache
def _zones() -> Mapping[str, tuple[str, ...]]:
    """Return the time zones that each name and each city stands for, in lower case, with `_` for blanks."""
    keys = sorted(available_timezones() - _NOBODY_S)
    cities: dict[str, list[str]] = defaultdict(list)
    for key in keys:
        region, _, city = key.rpartition("/")
        if region not in ("", "Etc"):  # what is GMT+1 there lies west of Greenwich, and nobody who types it does
            cities[city.casefold()].append(key)
    return {city: tuple(found) for city, found in cities.items()} | {key.casefold(): (key,) for key in keys}


def _times_kept(key: str) -> tuple[timedelta | None, ...]:
    """Return how far a zone's clock is from UTC in each month of a year."""
    return tuple(datetime(2026, month, 15, tzinfo=ZoneInfo(key)).utcoffset() for month in range(1, 13))


_NOBODY_S = frozenset({"Factory", "localtime"})
