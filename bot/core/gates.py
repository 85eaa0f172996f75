"""Which of many patterns can match a text at all: those of which a first word stands in it.

A pattern of a hundred alternatives costs as much where none of them stands as where one does. The letters that each
alternative begins with are known beforehand, and one automaton finds those of all patterns in one pass.
"""

import re
from collections.abc import Iterator, Sequence
from re import _constants, _parser  # type: ignore[attr-defined]  # where the standard library keeps its parser
from typing import Any

import ahocorasick

_LEAST = 2
"""Letters from which a beginning is worth looking for."""
_MOST = 2_000
"""Beginnings that a pattern may have."""


class Gate:
    """Tells which patterns may match a text; those whose beginnings are not known always may."""

    def __init__(self, patterns: Sequence[re.Pattern[str] | None]) -> None:
        """Learn what each pattern begins with; None never matches.

        Args:
            patterns: Matched without regard to case.
        """
        self._always: set[int] = set()
        owners: dict[str, set[int]] = {}
        for place, pattern in enumerate(patterns):
            if pattern is None:
                continue
            found = beginnings(pattern)
            if found is None:
                self._always.add(place)
            for start in found or ():
                owners.setdefault(start, set()).add(place)
        self._automaton = ahocorasick.Automaton()
        for start, places in owners.items():
            self._automaton.add_word(start, frozenset(places))
        self._automaton.make_automaton()
        self._has_words = bool(owners)

    def open(self, text: str) -> set[int]:
        """Return the places of the patterns that may match a text.

        >>> gate = Gate((re.compile("(?:cancel|scrap)(?:led|s)", re.I), re.compile("talks?", re.I)))
        >>> gate.open("Meta SCRAPS a plan"), gate.open("Meta is in talks"), gate.open("Meta")
        ({0}, {1}, set())
        """
        found = set(self._always)
        if self._has_words:
            for _, places in self._automaton.iter(text.lower()):
                found |= places
        return found


def beginnings(pattern: re.Pattern[str]) -> frozenset[str] | None:
    r"""Return the lower-case letters that every match of a pattern begins with; None where they are not known.

    >>> sorted(beginnings(re.compile(r"\b(?:in talks|negotiat\w+)\b")))
    ['in talks', 'negotiat']
    >>> beginnings(re.compile(r"\w+ deal")) is None
    True
    """
    found = {start.lower() for start, _ in _starts(list(_parser.parse(pattern.pattern, pattern.flags & re.X)))}
    known = found and len(found) <= _MOST and all(len(start) >= _LEAST or not start.isascii() for start in found)
    return frozenset(found) if known and "" not in found else None


def _starts(items: list[tuple[Any, Any]]) -> Iterator[tuple[str, bool]]:
    """Yield the literal beginnings of a sequence, each with whether it is the whole of it."""
    if not items:
        yield "", True
        return
    (op, value), rest = items[0], items[1:]
    for start, whole in _of_one(op, value):
        if not whole or len(start) > _LEAST:
            yield start, whole and not rest
        else:
            yield from ((start + more, ends) for more, ends in _starts(rest))


def _of_one(op: Any, value: Any) -> Iterator[tuple[str, bool]]:
    """Yield the literal beginnings of one item of a pattern."""
    if op is _constants.LITERAL:
        yield chr(value), True
    elif op in {_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT}:
        yield "", True
    elif op is _constants.SUBPATTERN:
        yield from _starts(list(value[-1]))
    elif op is _constants.BRANCH:
        for branch in value[1]:
            yield from _starts(list(branch))
    elif op in {_constants.MAX_REPEAT, _constants.MIN_REPEAT} and value[0] == 0 and value[1] == 1:
        yield "", True
        yield from _starts(list(value[2]))
    elif op in {_constants.MAX_REPEAT, _constants.MIN_REPEAT} and value[0] >= 1:
        yield from ((start, False) for start, _ in _starts(list(value[2])))
    elif op is _constants.IN and all(kind is _constants.LITERAL for kind, _ in value):
        yield from ((chr(code), True) for _, code in value)
    else:
        yield "", False
