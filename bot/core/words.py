"""Many words looked for in a text at once, each with what it stands for.

The time does not grow with the number of words, but with the letters that a word may begin with: `ahocorasick` tries
them one after the other, in the order in which it learnt them.
"""

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar

import ahocorasick

_FREQUENT = {letter: place for place, letter in enumerate(" etaoinsrhldcumfpgwybvkxqjz")}
"""Letters of Western texts, the most frequent first."""
_BLANK = " A"
"""Never found in lower case, but tried first: else every blank is held against all letters that a word begins with."""

T = TypeVar("T")


class Words(Generic[T]):
    """Words, names or beginnings of words in lower case, and a value for each."""

    def __init__(self, values: Mapping[str, T]) -> None:
        """Learn the words, which are never empty; most texts are plain ASCII, and cannot hold any other word.

        >>> list(Words({"a": 1, "bc": 2}).found("abc"))
        [(0, 1), (2, 2)]
        """
        self._any = _automaton(values)
        self._ascii = _automaton({word: value for word, value in values.items() if word.isascii()})

    def found(self, text: str) -> Iterator[tuple[int, T]]:
        """Yield the offset of the last letter and the value of each word in a text in lower case, overlapping too."""
        automaton = self._ascii if text.isascii() else self._any
        return iter(automaton.iter(text)) if automaton is not None else iter(())


def _automaton(values: Mapping[str, object]) -> ahocorasick.Automaton | None:
    """Return an automaton that knows some words; None where there is no word."""
    if not values:
        return None
    automaton = ahocorasick.Automaton()
    automaton.add_word(_BLANK, None)
    for word in sorted(values, key=lambda word: [_FREQUENT.get(letter, len(_FREQUENT)) for letter in word]):
        automaton.add_word(word, values[word])
    automaton.make_automaton()
    return automaton
