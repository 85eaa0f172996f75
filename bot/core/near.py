"""Names near to what was typed, the nearest first.

The names are made ready once, for there may be many thousands: whoever asks twice keeps the `Near`.
"""

from collections.abc import Iterable, Mapping

from rapidfuzz import process, utils
from rapidfuzz.distance.JaroWinkler import similarity

DECENT = 0.84
"""Likeness, of 1, from which a name is worth suggesting."""

SUGGESTIONS = 5

PART = 0.97
"""What likeness to a single word of a name is worth."""


class Near:
    """Names that may be meant."""

    def __init__(self, names: Iterable[str]) -> None:
        """Make the names ready, each whole and word by word."""
        self._names = sorted(names)
        self._forms = [utils.default_process(name) for name in self._names]
        words = [(n, word) for n, form in enumerate(self._forms) for word in form.split() if len(word) > 2]
        self._owners, self._words = [n for n, _ in words], [word for _, word in words]

    def likeness(self, text: str) -> dict[str, float]:
        """Return how like a text the names are that are decently so.

        >>> Near(["Meta", "Alibaba"]).likeness("alibab").keys()
        dict_keys(['Alibaba'])
        """
        asked = utils.default_process(text)
        found: dict[str, float] = {}
        whole = process.extract(asked, self._forms, scorer=similarity, score_cutoff=DECENT, limit=None)
        parts = process.extract(asked, self._words, scorer=similarity, score_cutoff=DECENT / PART, limit=None)
        for name, alike in (
            *((self._names[n], alike) for _, alike, n in whole),
            *((self._names[self._owners[n]], PART * alike) for _, alike, n in parts),
        ):
            found[name] = max(alike, found.get(name, 0.0))
        return found

    def completions(self, text: str, most: int) -> tuple[str, ...]:
        """Return names that somebody may be typing: those that begin so, those with such a word, then those alike.

        >>> Near(["Meta", "Metal Works", "Open Meta", "Alibaba"]).completions("met", 9)
        ('Meta', 'Metal Works', 'Open Meta')
        >>> Near(["Meta", "Alibaba"]).completions("alibbaba", 9)
        ('Alibaba',)
        """
        asked = utils.default_process(text)
        if not asked:
            return ()
        begin = [n for n, form in enumerate(self._forms) if form.startswith(asked)]
        inside = [n for n, form in enumerate(self._forms) if f" {asked}" in form]
        found = [self._names[n] for some in (begin, inside) for n in sorted(some, key=lambda n: len(self._names[n]))]
        if len(found) < most:
            alike = self.likeness(text)
            found += sorted(sorted(alike), key=alike.__getitem__, reverse=True)
        return tuple(dict.fromkeys(found))[:most]


def nearest(likeness: Mapping[str, float]) -> tuple[str, ...]:
    """Return the most like, of equals the first by name.

    >>> nearest({"b": 0.9, "a": 0.9, "c": 0.95})
    ('c', 'a', 'b')
    """
    return tuple(sorted(sorted(likeness), key=likeness.__getitem__, reverse=True)[:SUGGESTIONS])
