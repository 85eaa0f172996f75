"""Where many patterns may match a text at all: only where the letters stand that one of their alternatives begins with.

A pattern of a hundred alternatives costs as much where none of them stands as where one does, and `re` tries each of
them at every character. The letters that they begin with are known beforehand, and one automaton finds those of all
patterns in one pass; a pattern whose beginnings are not known is tried everywhere.
"""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property
from re import _constants, _parser  # type: ignore[attr-defined]  # where the standard library keeps its parser
from typing import Any

from bot.core.text import Span, lower
from bot.core.words import Words

_LEAST = 2
"""Letters from which a beginning is worth looking for."""
_ENOUGH = 5
"""Letters from which on a beginning tells enough."""
_MOST_WAYS = 100
"""Ways in which a short beginning may go on, or it stays short."""
_MOST = 2_000
"""Beginnings that a pattern may have."""
_LONGEST_SET = 20
"""Letters of a set of which each is a beginning."""


class Gate:
    """Tells which patterns may match a text, and where."""

    def __init__(
        self, patterns: Sequence[re.Pattern[str] | None], words: Sequence[re.Pattern[str]] | None = None
    ) -> None:
        """Learn what each pattern begins with; None never matches.

        Args:
            patterns: Matched without regard to case.
            words: What opens the gate for each pattern, where that is more than the pattern itself.
        """
        self._patterns = tuple(patterns)
        self._opening = tuple(words or patterns)

    @cached_property
    def _known(self) -> tuple[Words[tuple[int, tuple[int, ...]]], frozenset[int]]:
        """Return the beginnings of all patterns, and which patterns have none; read at first use, not at import."""
        always: set[int] = set()
        owners: dict[str, list[int]] = {}
        for place, opens in enumerate(self._opening):
            if opens is None:
                continue
            found = beginnings(opens)
            if found is None:
                always.add(place)
            for start in found or ():
                owners.setdefault(start, []).append(place)
        words = Words({start: (len(start) - 1, tuple(places)) for start, places in owners.items()})
        return words, frozenset(always)

    def look(self, folded: str, start: int = 0, end: int | None = None) -> "Hits":
        """Look once where each pattern may match a stretch of a text.

        Args:
            folded: The whole text, so that patterns see what stands before the stretch.
            start: Offset of its first character.
            end: Offset after its last one; None means the end of the text.

        >>> gate = Gate((re.compile("(?:cancel|scrap)(?:led|s)", re.I), re.compile("talks?", re.I)))
        >>> gate.look("Meta SCRAPS a plan").open(), gate.look("Meta is in talks").open()
        (frozenset({0}), frozenset({1}))
        """
        end = len(folded) if end is None else end
        words, always = self._known
        places: defaultdict[int, list[int]] = defaultdict(list)
        for last, (before, owners) in words.found(lower(folded[start:end])):
            for owner in owners:
                places[owner].append(start + last - before)
        for found in places.values():
            found.sort()
        return Hits(self._patterns, folded, start, end, places, always)


class Hits:
    """Where the beginnings of some patterns stand in a stretch of a text."""

    __slots__ = ("_always", "_end", "_folded", "_patterns", "_places", "_start")

    def __init__(
        self,
        patterns: Sequence[re.Pattern[str] | None],
        folded: str,
        start: int,
        end: int,
        places: dict[int, list[int]],
        always: frozenset[int],
    ) -> None:
        self._patterns = patterns
        self._folded = folded
        self._start = start
        self._end = end
        self._places = places
        self._always = always

    def open(self) -> frozenset[int]:
        """Return the places of the patterns that may match."""
        return self._always.union(self._places)

    def matches(self, place: int, start: int | None = None, end: int | None = None) -> Iterator[re.Match[str]]:
        r"""Yield what the pattern at a place would find in the stretch or a part of it, as `finditer` does.

        >>> gate = Gate((re.compile(r"\bplan\w*", re.I),))
        >>> [m.group() for m in gate.look("Planned: a plan, no airplane").matches(0)]
        ['Planned', 'plan']
        """
        pattern = self._patterns[place]
        if pattern is None or not (place in self._places or place in self._always):
            return
        start = self._start if start is None else start
        end = self._end if end is None else end
        if place in self._always:
            yield from pattern.finditer(self._folded, start, end)
            return
        for at in self.beginnings(place, start, end):
            if at >= start and (found := pattern.match(self._folded, at, end)):
                yield found
                start = max(found.end(), at + 1)

    def beginnings(self, place: int, start: int, end: int) -> Sequence[int]:
        """Return where the letters stand that open the gate for a pattern, in a part of the stretch."""
        places = self._places.get(place, ())
        return places[bisect_left(places, start) : bisect_left(places, end)]

    def stretches(self, place: int, spans: Sequence[Span]) -> Iterator[Span]:
        """Yield those of several spans, in order and apart from each other, in which a pattern may match.

        Args:
            place: Of the pattern.
            spans: Such as `text.sentences` returns.
        """
        if place in self._always:
            yield from spans
            return
        ends = [span.end for span in spans]
        last = None
        for at in self._places.get(place, ()):
            number = bisect_right(ends, at)
            if number != last and number < len(spans) and spans[number].start <= at:
                last = number
                yield spans[number]

    def first(self, place: int, start: int | None = None, end: int | None = None) -> re.Match[str] | None:
        """Return the first of `matches`."""
        return next(self.matches(place, start, end), None)


def beginnings(pattern: re.Pattern[str]) -> frozenset[str] | None:
    r"""Return the lower-case letters that every match of a pattern begins with; None where they are not known.

    >>> sorted(beginnings(re.compile(r"\b(?:in talks|negotiat\w+)\b")))
    ['in talks', 'negotiat']
    >>> beginnings(re.compile(r"\w+ deal")) is None
    True
    """
    found = {start.lower() for start, _ in _starts(list(_parser.parse(pattern.pattern, pattern.flags & re.X)))}
    found = {start for start in found if not any(start[:size] in found for size in range(1, len(start)))}
    known = found and len(found) <= _MOST and all(map(_tells, found))
    return frozenset(found) if known else None


def _tells(start: str) -> bool:
    """Say whether a beginning is worth looking for: not where it is nothing, a single Latin letter or a blank."""
    return len(start) >= _LEAST or (start != "" and not (start.isascii() and (start.isalpha() or start.isspace())))


_UNKNOWN = frozenset({("", False)})


def _starts(items: list[tuple[Any, Any]]) -> frozenset[tuple[str, bool]]:
    """Return the literal beginnings of a sequence, each with whether it is the whole of it."""
    if not items:
        return frozenset({("", True)})
    (op, value), rest = items[0], items[1:]
    found: set[tuple[str, bool]] = set()
    more: frozenset[tuple[str, bool]] = frozenset()
    for start, whole in _of_one(op, value):
        if not whole or not rest or _is_enough(start):
            found.add((start, whole and not rest))
            continue
        more = more or _starts(rest)
        if len(start) < _LEAST or len(more) <= _MOST_WAYS:
            found.update((start + then, ends) for then, ends in more)
        else:
            found.add((start, False))
    return _UNKNOWN if len(found) > _MOST or not _UNKNOWN.isdisjoint(found) else frozenset(found)


def _is_enough(start: str) -> bool:
    """Say whether a beginning tells enough: five Latin letters, or two of another script."""
    return len(start) >= (_ENOUGH if start.isascii() else _LEAST)


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
    elif op is _constants.IN and (letters := _letters(value)) is not None:
        yield from ((letter, True) for letter in letters)
    else:
        yield "", False


def _letters(value: list[tuple[Any, Any]]) -> list[str] | None:
    """Return the letters of a set; None where it is no short list of letters."""
    letters: list[str] = []
    for kind, code in value:
        if kind not in {_constants.LITERAL, _constants.RANGE}:
            return None
        low, high = (code, code) if kind is _constants.LITERAL else code
        letters += map(chr, range(low, min(high, low + _MOST) + 1))
    return letters if len(letters) <= _LONGEST_SET else None
