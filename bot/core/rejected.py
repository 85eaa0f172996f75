"""What a text was not read as: the other meanings that words beside a sum suggested, and numbers that are no sums.

Nothing decides by this; it is reckoned anew for whoever asks why.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core import senses
from bot.core.atoms import find_atoms
from bot.core.cues import Cue
from bot.core.page import Page

_MOST = 3
"""Other meanings of a sum that are worth telling."""
_NOUN = 24
"""Characters behind a number in which it says what it counts."""


@dataclass(frozen=True, slots=True)
class Other:
    """A meaning that a sum could have had.

    Attributes:
        quote: The sum, as `figures.Figure` quotes it.
        cue: What it could have been taken for.
        words: The words that said so, less loudly than others.
    """

    quote: str
    cue: Cue
    words: str


def others(page: Page) -> tuple[Other, ...]:
    """Return what the sums of a page could have been taken for besides what they were, the likeliest first."""
    found: list[Other] = []
    for sum_ in page.sums:
        weighed = senses.weighed(page, sum_, page.sentence_at(sum_.start))
        ranked = sorted(weighed, key=lambda one: one.score, reverse=True)[1 : _MOST + 1]
        quote = page.original[sum_.start : sum_.end]
        found += [Other(quote, one.cue, one.words) for one in ranked if one.cue is not None]
    return tuple(found)


def numbers(page: Page) -> tuple[str, ...]:
    """Return the large numbers that were read as no sum, with what they count: `1.3 million GPUs`."""
    told = [(s.start, s.until) for s in page.sums]
    return tuple(
        dict.fromkeys(
            _with_noun(page.original, atom.start, atom.end)
            for atom in find_atoms(page.folded)
            if atom.scale is not None and not _within(told, atom.start, atom.end)
        )
    )


def _within(spans: Sequence[tuple[int, int]], start: int, end: int) -> bool:
    """Say whether a stretch lies in one of others."""
    return any(a <= start and end <= b for a, b in spans)


def _with_noun(text: str, start: int, end: int) -> str:
    """Return a number with the word behind it."""
    noun = text[end : end + _NOUN].split()[:1]
    return " ".join([text[start:end].strip(), *(word.strip(".,;:)") for word in noun)])
