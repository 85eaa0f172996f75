"""Names that a query may hold: those of the directory, with all aliases, and those of the ledger alone.

Spellings of one name are equal here; a slip is another matter, and counts only where one name alone is that near.
"""

from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.near import Near, nearest
from bot.core.orgs import Directory
from bot.core.people import SPEAKS_FOR
from bot.core.typed import Word, norm

MOST_WORDS = 8
"""Words of the longest name that is looked for."""


class Known:
    """Names made ready to be found: as they are spelt, by their form, and by nearness."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        """Make ready pairs of what may be typed and the name that it stands for; earlier ones come first."""
        self.exact: dict[str, str] = {}
        self.by_form: dict[str, str] = {}
        self.joined: dict[str, str] = {}
        for typed, name in names:
            form = norm(typed)
            self.exact.setdefault(typed.casefold(), name)
            if form:
                self.by_form.setdefault(form, name)
                self.joined.setdefault(form.replace(" ", ""), name)
        self.near = Near(set(self.exact.values()))


@lru_cache(maxsize=2)
def of_directory(directory: Directory) -> Known:
    """Return the names of a directory and all that stands for them; names come before others' aliases."""
    own = [(org.name, org.name) for org in directory.orgs]
    return Known([*own, *((a, org.name) for org in directory.orgs for a in org.aliases if a not in SPEAKS_FOR)])


@lru_cache(maxsize=8)
def of_ledger(names: tuple[str, ...]) -> Known:
    """Return the names of the ledger, which may be many thousands and seldom change."""
    return Known((name, name) for name in names)


class Names:
    """All names that a query may hold: those of the directory first."""

    def __init__(self, directory: Directory, others: Collection[str]) -> None:
        """Look through the directory, then through the names that stand in the ledger alone."""
        self._all = of_directory(directory), of_ledger(tuple(others))

    def get(self, text: str) -> str | None:
        """Return the name that a text is, as it is spelt."""
        exact, form = text.casefold(), norm(text)
        keys = [(known.exact, exact) for known in self._all] + [(known.by_form, form) for known in self._all]
        if len(form) >= _SHORT:  # `open ai`
            keys += [(known.joined, form.replace(" ", "")) for known in self._all]
        return next((found for names, key in keys if (found := names.get(key)) is not None), None)

    def longest(self, words: Sequence[Word]) -> tuple[str, int] | None:
        """Return the longest name that the words begin with, and of how many words it is."""
        reach = next((n for n, word in enumerate(words[:MOST_WORDS]) if word.is_quoted), MOST_WORDS)
        for n in range(min(reach, len(words)), 0, -1):
            if (found := self.get(" ".join(word.text for word in words[:n]))) is not None:
                return found, n
        return None

    def slip(self, text: str) -> str | None:
        """Return the one name that a text is a small slip of; None where there is none, or more than one."""
        form = norm(text)
        most = _most_slips(form)
        if not most:
            return None
        found: dict[str, float] = {}
        for known in self._all:
            forms = known.by_form
            near = process.extract(form, forms.keys(), scorer=OSA.distance, score_cutoff=most, limit=5)
            for key, distance, _ in near:
                if key[:1] == form[:1] and _digits(key) == _digits(form):
                    found[forms[key]] = min(distance, found.get(forms[key], most))
        best = [name for name, distance in found.items() if distance == min(found.values())]
        return best[0] if len(best) == 1 else None

    def near(self, text: str) -> tuple[str, ...]:
        """Return names like a text, the nearest first."""
        likeness: dict[str, float] = {}
        for known in self._all:
            likeness |= known.near.likeness(text)
        return nearest(likeness)


def _most_slips(form: str) -> int:
    return 0 if len(form) < _SHORT else 1 if len(form) < _LONG else 2


def _digits(form: str) -> str:
    return "".join(filter(str.isdigit, form))


_SHORT, _LONG = 5, 7
"""Letters from which a name may hold one slip, and two."""
