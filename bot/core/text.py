"""An entry's words made ready for reading: characters folded one for one, sentences with their places.

Folding never changes a length, so every offset found in the folded text is good in the original: a quote
is always an exact substring of what the feed said.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import accumulate

MAX_CHARS = 64_000
"""Characters of an entry that are read; the rest is left alone."""

_FOLD = str.maketrans(
    {
        **dict.fromkeys(
            "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "
        ),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0f", " "),
        **dict.fromkeys("‐‑‒–—−﹣－", "-"),
        **dict.fromkeys("’‘‛ʼ`´＇", "'"),
        **dict.fromkeys("“”„‟«»＂", '"'),
        **{chr(0xFF10 + d): str(d) for d in range(10)},
        **{chr(0xFEE0 + code): chr(code) for code in (*range(ord("A"), ord("Z") + 1), *range(ord("a"), ord("z") + 1))},
        "＄": "$",
        "￥": "¥",
        "，": ",",
        "．": ".",
        "（": "(",
        "）": ")",
        "％": "%",
        "İ": "I",
        "ı": "i",
        "ſ": "s",
        "K": "K",
    }
)
_UNLIKE = re.compile(f"[{''.join(map(re.escape, map(chr, _FOLD)))}]")

_ABBREVIATIONS = frozenset(
    "inc corp ltd co llc plc mr mrs ms dr prof st sr jr vs no nos approx est dept gov gen sen rep rs mrd mio bn mln "
    "jan feb mar apr jun jul aug sep sept oct nov dec u.s u.k u.n e.g i.e a.m p.m a.i d.c bzw ca z.b inkl usw av dir "
    "etc".split()
)
_END = re.compile(
    r"[.!?…。！？\n•·|](?:(?<=[.!?…])(?<![.!?…][.!?…])[.!?…]*[\"')\]]*(?=\s)|(?<=[.!?])(?=[A-Z][a-z])"
    r"|(?<=[。！？])[。！？]*[」』”）)]*|(?<=\n)(?:\s*\n|(?=\s*[-•*–·]\s|[^\n]*\|))"
    r"|(?<=[•·])(?=\s)|(?<=\|)(?=\s)(?![^\n]*\d))"
)
"""Where a sentence ends; what may stand there comes first, so that nothing is tried elsewhere."""
_LAST_WORD = re.compile(r"[\w.]+$")
_BLANKS = re.compile(r"\s*")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last one.
    """

    start: int
    end: int


class Stretches:
    """Stretches of a text that are taken; a new one must not overlap another."""

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        """Take some spans, in any order."""
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))

    def overlap(self, start: int, end: int) -> bool:
        """Say whether any of it is taken.

        >>> taken = Stretches([(3, 5)])
        >>> taken.overlap(0, 3), taken.overlap(4, 9)
        (False, True)
        """
        place = bisect_left(self._starts, end)
        return place > 0 and self._ends[place - 1] > start

    def add(self, start: int, end: int) -> None:
        """Take a stretch of which nothing is taken."""
        place = bisect_left(self._starts, start)
        self._starts.insert(place, start)
        self._ends.insert(place, end)


def alternatives(block: str) -> str:
    r"""Return one pattern of a block of alternatives, written one idea a line and parted by `|` within a line.

    >>> alternatives("more than|over\n    at least")
    'more than|over|at least'
    """
    return "|".join(line.strip() for line in block.splitlines() if line.strip())


def either(words: Iterable[str]) -> str:
    r"""Return a pattern that matches the longest of some words, quickly: what several begin with stands in it once.

    >>> either(("bn", "billion", "billions", "b"))
    'b(?:illion(?:s)?|n)?'
    """
    ways: dict[str, list[str]] = {}
    for word in sorted(set(words)):
        ways.setdefault(word[:1], []).append(word[1:])
    ends = ways.pop("", None) is not None
    goes_on = "|".join(re.escape(letter) + either(rest) for letter, rest in ways.items())
    return f"(?:{goes_on})?" if ends and goes_on else goes_on if len(ways) == 1 else f"(?:{goes_on})" if ways else ""


def holds(text: str, words: tuple[str, ...]) -> bool:
    """Say whether a text holds one of some words: the cheap question before a dear pattern.

    >>> holds("over the next year", ("year", "jahr"))
    True
    """
    return any(word in text for word in words)


def fold(text: str) -> str:
    r"""Return the text with look-alike characters made one, character for character.

    >>> fold("$60\u201365\u00a0billion")
    '$60-65 billion'
    """
    return _UNLIKE.sub(lambda match: _FOLD[ord(match.group())], text)


def lower(text: str) -> str:
    r"""Return the text in lower case, character for character, with the letters that `re.I` takes for `i` and `s`.

    >>> lower("\u0130STANBUL, K\u0131ng")
    'istanbul, king'
    """
    if text.isascii():
        return text.lower()
    return text.replace("\u0130", "i").lower().replace("\u0131", "i").replace("\u017f", "s")


def sentences(folded: str) -> tuple[Span, ...]:
    """Return the sentences of a folded text in order, blank ones left out.

    >>> text = "Meta Platforms Inc. rose. It spends $1.5 billion."
    >>> [text[s.start:s.end] for s in sentences(text)]
    ['Meta Platforms Inc. rose.', 'It spends $1.5 billion.']
    """
    found: list[Span] = []
    start = 0
    for match in _END.finditer(folded):
        if match.group().startswith(".") and _is_abbreviation(folded, match):
            continue
        _add(found, folded, start, match.end())
        start = match.end()
    _add(found, folded, start, len(folded))
    return tuple(part for span in found for part in _parts(folded, span))


_LONGEST = 2_000
"""Characters of a sentence at most: nobody writes one so long, and rules look at all of a sentence for each sum."""


def _parts(folded: str, span: Span) -> Iterator[Span]:
    """Cut a sentence that is none, a table without full stops or a text made to hold up, at gaps between words."""
    start = span.start
    while span.end - start > _LONGEST:
        gap = folded.rfind(" ", start + _LONGEST // 2, start + _LONGEST)
        end = gap if gap > 0 else start + _LONGEST
        yield Span(start, end)
        start = end
    yield Span(start, span.end)


def _is_abbreviation(folded: str, dot: re.Match[str]) -> bool:
    """Say whether the full stop belongs to the word before it, and the sentence goes on."""
    word = _LAST_WORD.search(folded, max(0, dot.start() - 24), dot.start())
    if word is None:
        return False
    last = word.group().casefold()
    if len(last) == 1 and last.isalpha() and last != "i":
        return True
    if last not in _ABBREVIATIONS:
        return False
    blanks = _BLANKS.match(folded, dot.end())
    follows = folded[blanks.end() : blanks.end() + 1] if blanks else ""
    if last in {"inc", "corp", "ltd", "co", "llc", "plc", "u.s", "u.k", "a.i", "bn", "mln", "mio", "etc", "usw"}:
        return not follows.isupper() or _names_go_on(folded, dot.end())
    return last not in {"no", "est", "mar", "sen", "gen", "dec", "dir", "av"} or not follows.isupper()


def _names_go_on(folded: str, after: int) -> bool:
    """Say whether what follows an abbreviation looks like the rest of a name: `Inc. META shares`, `U.S. House`."""
    follows = re.match(r"\s+([\w'-]+)", folded[after : after + 40])
    return follows is not None and follows.group(1).casefold() not in _STARTERS


_STARTERS = frozenset(
    "the it this that these those its in on at for but and however they he she we as a an while with after before when "
    "if meanwhile also both some many analysts shares last earlier separately under according by to from there "
    "investors".split()
)


def _add(found: list[Span], folded: str, start: int, end: int) -> None:
    """Append the stretch without the blanks around it."""
    while start < end and folded[start].isspace():
        start += 1
    while end > start and folded[end - 1].isspace():
        end -= 1
    if end > start:
        found.append(Span(start, end))
