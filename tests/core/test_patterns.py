"""No pattern of the core can be made to backtrack without end: regexploit reads each of them.

It looks for parts that can match the same letters in many ways. Two such parts beside each other cost the square of
their letters at worst, which a text of 64,000 characters cannot make noticeable within one sentence; three do not pass.
"""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from regexploit.ast.sre import SreOpParser
from regexploit.redos import find

import bot.core

WORST = 2
"""Parts of a pattern that may fight for the same letters."""
KNOWN_FLAGS = re.I | re.M | re.S | re.X | re.A


def patterns(value: object, name: str, depth: int = 0) -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield every pattern that a module keeps, in tables and rows too."""
    if isinstance(value, re.Pattern):
        yield name, value
    elif depth < 4 and isinstance(value, (tuple, list, set, frozenset)):
        for one in value:
            yield from patterns(one, name, depth + 1)
    elif depth < 4 and isinstance(value, dict):
        yield from patterns(tuple(value.values()), name, depth)
    elif depth < 4 and is_dataclass(value) and not isinstance(value, type):
        yield from patterns(tuple(getattr(value, field.name) for field in fields(value)), name, depth)


def of_the_core() -> dict[str, tuple[str, re.Pattern[str]]]:
    """Return the patterns of all rooms of the core once each, with the name of the first that keeps it."""
    found: dict[str, tuple[str, re.Pattern[str]]] = {}
    for module in pkgutil.iter_modules(bot.core.__path__):
        for name, value in vars(importlib.import_module(f"bot.core.{module.name}")).items():
            for place, pattern in patterns(value, f"{module.name}.{name}"):
                found.setdefault(pattern.pattern, (place, pattern))
    return found


def worst(pattern: re.Pattern[str]) -> int:
    """Return how many parts of a pattern fight for the same letters."""
    parsed: Any = SreOpParser().parse_sre(pattern.pattern, pattern.flags & KNOWN_FLAGS)
    return max((found.starriness for found in find(parsed)), default=0)


def test_no_pattern_of_the_core_backtracks_without_end() -> None:
    found = of_the_core()

    assert len(found) > 300
    assert {place: bad for place, pattern in found.values() if (bad := worst(pattern)) > WORST} == {}


@pytest.mark.parametrize("evil", [r"(?:a+)+$", r"\s*a*\s*\s*$"])
def test_a_pattern_that_does_is_found(evil: str) -> None:
    assert worst(re.compile(evil)) > WORST
