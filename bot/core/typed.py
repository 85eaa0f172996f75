"""Text as people type it: cut into words, and brought to a form in which spellings of one name are equal.

The form forgives case, accents, full-width letters, dashes and points, and nothing else: it never joins two names.
"""

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Word:
    """A word between blanks, or what stands in quotes.

    Attributes:
        text: As typed, freed of quotes and of marks at its ends.
        form: What it is compared by; empty where it holds no letter or digit.
        is_quoted: Whether it stood in quotes, and means a name or a word to search for.
    """

    text: str
    form: str
    is_quoted: bool = False


def norm(text: str) -> str:
    """Return the form that spellings of one name share.

    >>> norm("Île-de-France"), norm("AT&T"), norm("ＢＯＬＴ  Energy, Inc.")
    ('ile de france', 'at and t', 'bolt energy inc')
    """
    plain = unicodedata.normalize("NFKD", text.replace("&", " and "))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.findall(r"[^\W_]+", plain.casefold()))


def words_of(text: str) -> tuple[Word, ...]:
    """Cut a text into its words; blanks, commas, semicolons, bars and slashes part them.

    >>> [word.text for word in words_of("Meta, 'Bolt Energy' vs.  $1bn, 2025/26")]
    ['Meta', 'Bolt Energy', 'vs', '$1bn', '2025', '26']
    >>> [word.form for word in words_of("Moody's")]
    ['moody s']
    """
    found = []
    for match in _WORDS.finditer(" ".join(unicodedata.normalize("NFKC", text).translate(_QUOTES).split())):
        quoted = match["quoted"] or match["single"]
        shown = " ".join((quoted or match["bare"] or "").replace('"', " ").split()).strip(_ENDS)
        if shown:
            found.append(Word(shown, norm(shown), quoted is not None))
    return tuple(found)


_WORDS = re.compile(
    r""""(?P<quoted>[^"]+)"|(?<![^\s,;|])'(?P<single>[^']+)'(?![^\s,;|])|(?P<bare>(?:(?<=\d),(?=\d{3})|[^\s,;|/"])+)"""
)
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»", '"') | dict.fromkeys("’‘‛", "'") | dict.fromkeys("‐‑‒–—−", "-"))
_ENDS = " .,;:!?*_`()[]{}'\""
