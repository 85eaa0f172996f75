"""Amounts and durations as people write them in the configuration.

Only what one would type into a file is read here, whole or not at all; amounts are read as `core.amounts` reads them.
"""

import re
from datetime import timedelta

from bot.core.amounts import parse_amount

__all__ = ["parse_amount", "parse_duration"]

_DURATION = re.compile(r"(\d{1,6})\s*([smhd])")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


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
