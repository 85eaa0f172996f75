"""Names that a query may hold: those of the directory, with all aliases, and those of the ledger alone.

Spellings of one name are equal here; a slip is another matter, and counts only where one name alone is that near.
"""

from collections.abc import Collection, Sequence
from functools import lru_cache

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.ledger import suggest
from bot.core.orgs import Directory
from bot.core.people import SPEAKS_FOR
from bot.core.typed import Word, norm

MOST_WORDS = 8
"""Words of the longest name that is looked for."""


class Known:
    """The names and aliases of a directory, by their form and as they are spelt."""

    def __init__(self, directory: Directory) -> None:
        self.by_form: dict[str, str] = {}
        self.exact: dict[str, str] = {}
        self.joined: dict[str, str] = {}
        self.spelt = tuple(org.name for org in directory.orgs)
        for org in directory.orgs:
            self.exact.setdefault(org.name.casefold(), org.name)
        for org in directory.orgs:
            for name in (org.name, *org.aliases):
                if name not in SPEAKS_FOR:
                    form = norm(name)
                    self.exact.setdefault(name.casefold(), org.name)
                    self.by_form.setdefault(form, org.name)
                    self.joined.setdefault(form.replace(" ", ""), org.name)


@lru_cache(maxsize=2)
def known(directory: Directory) -> Known:
    """Return the names of a directory, which are brought to their form once."""
    return Known(directory)


class Names:
    """All names that a query may hold."""

    def __init__(self, known: Known, others: Collection[str]) -> None:
        self._known = known
        self._others = tuple(sorted(others))
        self._exact = {name.casefold(): name for name in self._others}
        self._by_form = {norm(name): name for name in reversed(self._others)}

    def get(self, text: str) -> str | None:
        """Return the name that a text is, as it is spelt."""
        exact, form = text.casefold(), norm(text)
        found = self._known.exact.get(exact) or self._exact.get(exact)
        if found is None and form:
            found = self._known.by_form.get(form) or self._by_form.get(form)
        if found is None and len(form) >= _SHORT:  # `open ai`
            found = self._known.joined.get(form.replace(" ", ""))
        return found

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
        for forms in (self._known.by_form, self._by_form):
            near = process.extract(form, forms.keys(), scorer=OSA.distance, score_cutoff=most, limit=5)
            for key, distance, _ in near:
                if key[:1] == form[:1] and _digits(key) == _digits(form):
                    found[forms[key]] = min(distance, found.get(forms[key], most))
        best = [name for name, distance in found.items() if distance == min(found.values())]
        return best[0] if len(best) == 1 else None

    def near(self, text: str) -> tuple[str, ...]:
        """Return names like a text, the nearest first."""
        return suggest(text, {*self._known.spelt, *self._others}).near


def _most_slips(form: str) -> int:
    return 0 if len(form) < _SHORT else 1 if len(form) < _LONG else 2


def _digits(form: str) -> str:
    return "".join(filter(str.isdigit, form))


_SHORT, _LONG = 5, 7
"""Letters from which a name may hold one slip, and two."""
