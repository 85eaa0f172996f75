"""What somebody may have meant who wrote a word that nobody knows."""

from collections.abc import Iterable

from rapidfuzz import fuzz, process


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a question with the known words most like this one, at most three, to put behind a problem; or nothing.

    >>> did_you_mean("evry", ["every", "url"])
    '; did you mean every?'
    >>> did_you_mean("colour", ["every", "url"])
    ''
    """
    choices = {one: one.casefold() for one in known}
    near = process.extract(word.casefold(), choices, scorer=fuzz.ratio, score_cutoff=75, limit=3)
    names = [name for _, score, name in near if score > near[0][1] - 10]
    return f"; did you mean {' or '.join(names)}?" if names else ""
