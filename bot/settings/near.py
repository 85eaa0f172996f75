"""What somebody may have meant who wrote a word that nobody knows."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a question with at most three known words much like this one, to be put behind a problem, or nothing.

    >>> did_you_mean("evry", ["every", "url"])
    '; did you mean every?'
    >>> did_you_mean("colour", ["every", "url"])
    ''
    """
    choices = {one: one.casefold() for one in known}
    near = process.extract(word.casefold(), choices, scorer=fuzz.ratio, score_cutoff=75, limit=3)
    return f"; did you mean {' or '.join(name for _, _, name in near)}?" if near else ""
