"""Numbers as texts write them: digits with separators, words, East Asian units.

Whether `5.000` is five or five thousand depends on the language of the scale word beside it (`european`).
"""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from bot.core import lexicon

_MOST_DIGITS = 18
_PARTS = re.compile("|".join(sorted(lexicon.GERMAN_PARTS, key=len, reverse=True)))
_WORD = re.compile(r"[^\W\d_]+")


def read_digits(digits: str, *, european: bool) -> Decimal | None:
    """Read digits with separators; None where they are too long to be a sum.

    Args:
        digits: As the text has them, with commas, dots, blanks or apostrophes.
        european: Whether one dot before three digits parts thousands, as in German or Spanish.

    >>> read_digits("1,600", european=False), read_digits("5.000", european=True), read_digits("1,5", european=False)
    (Decimal('1600'), Decimal('5000'), Decimal('1.5'))
    """
    digits = digits.replace(" ", "").replace("'", "")
    if len(digits) > _MOST_DIGITS:
        return None
    mark = _decimal_mark(digits, european=european)
    group = "." if mark == "," else ","
    try:
        return Decimal(digits.replace(group, "").replace(mark, "."))
    except InvalidOperation:
        return None


def _decimal_mark(digits: str, *, european: bool) -> str:
    """Return the character that parts whole from decimals."""
    commas, dots = digits.count(","), digits.count(".")
    if commas and dots:
        return "," if digits.rfind(",") > digits.rfind(".") else "."
    if commas:
        tail = len(digits) - digits.rfind(",") - 1
        return "," if commas == 1 and (tail < 3 or european) else "."
    tail = len(digits) - digits.rfind(".") - 1
    return "," if dots > 1 or (dots == 1 and tail == 3 and european) else "."


def read_thousands(written: str) -> Decimal:
    """Read thousands as Mexico writes them.

    >>> read_thousands("4 mil 800"), read_thousands("mil 300"), read_thousands("5 mil")
    (Decimal('4800'), Decimal('1300'), Decimal('5000'))
    """
    thousands, _, rest = written.partition("mil")
    return int(thousands or 1) * lexicon.THOUSAND + int(rest or 0)


def read_myriads(written: str) -> Decimal | None:
    """Read a number with East Asian units; None where it is none.

    >>> read_myriads("1兆5000億"), read_myriads("3800亿"), read_myriads("1万5000亿"), read_myriads("三千八百亿")
    (Decimal('1500000000000'), Decimal('380000000000'), Decimal('1500000000000'), Decimal('380000000000'))
    """
    total = Decimal(0)
    for number, unit in lexicon.MYRIAD_PARTS.findall(written):
        spelt = number[0] in lexicon.CHINESE_DIGITS or number in {"百", "千"}
        value = _chinese(number) if spelt else _thousands(number)
        if value is None:
            return None
        total += value * lexicon.MYRIADS[unit]
    return total or None


def _thousands(number: str) -> Decimal | None:
    """Read what stands before one unit: `5000`, `5千`, `1万5000`."""
    total = Decimal(0)
    for digits, unit in re.findall(r"([\d.,]+)\s?([万萬만千천]?)", number):
        value = read_digits(digits, european=False)
        if value is None:
            return None
        total += value * (lexicon.MYRIADS.get(unit) or (1000 if unit else 1))
    return total


def _chinese(number: str) -> Decimal:
    """Read a number below ten thousand in Chinese digits."""
    total = digit = 0
    for sign in number:
        size = {"十": 10, "百": 100, "千": 1000}.get(sign)
        if size is None:
            digit = lexicon.CHINESE_DIGITS.get(sign, 0)
        else:
            total += (digit or 1) * size
            digit = 0
    return Decimal(total + digit)


@lru_cache(maxsize=4096)
def read_words(words: str) -> Decimal | None:
    """Read a number in words below a thousand, or a fraction; None where it is none.

    >>> read_words("fifty-three"), read_words("one hundred and nine"), read_words("seven and a half")
    (Decimal('53'), Decimal('109'), Decimal('7.5'))
    >>> read_words("half a"), read_words("zweihundertfünfzig"), read_words("quatre-vingt-dix")
    (Decimal('0.5'), Decimal('250'), Decimal('90'))
    """
    tokens = _WORD.findall(words.casefold())
    if not tokens:
        return None
    fraction = lexicon.FRACTIONS.get(" ".join(tokens))
    if fraction is not None:
        return fraction
    if len(tokens) > 1 and tokens[0] in {"a", "an"} and tokens[1] != "hundred":
        tokens = tokens[1:]
    part = Decimal(0)
    for size in (3, 2):
        if len(tokens) > size and tokens[-size] in lexicon.JOINERS:
            part = lexicon.FRACTIONS.get(" ".join(tokens[1 - size :]), part)
    if part:
        tokens = tokens[: next(i for i, t in enumerate(tokens) if i and t in lexicon.JOINERS)]
    total = _added(value for token in tokens for value in _values(token))
    return total + part if total is not None and total + part else None


def _values(token: str) -> Iterable[Decimal | None]:
    """Yield what a word adds; German writes several parts as one word. None stands for no number."""
    known = lexicon.NUMBER_WORDS.get(token)
    if known is not None:
        return (known,)
    if token in lexicon.JOINERS:
        return ()
    parts = _PARTS.findall(token)
    if "".join(parts) != token:
        return (None,)
    return tuple(lexicon.NUMBER_WORDS[p] for p in parts if p != "und")


def _added(values: Iterable[Decimal | None]) -> Decimal | None:
    """Add the parts of a number up: a hundred multiplies what stands before it, as does `vingt` after `quatre`."""
    total, last = Decimal(0), Decimal(0)
    for value in values:
        if value is None:
            return None
        if value == 100 and 0 < last < 100:
            total += last * 99
        elif value == 20 and last == 4:
            total += 76
        else:
            total += value
        last = value
    return total


def is_word(token: str) -> bool:
    """Say whether a word may be a part of a number in words.

    >>> is_word("Fifty"), is_word("dreiundfünfzig"), is_word("parameters")
    (True, True, False)
    """
    token = token.casefold()
    if token in lexicon.NUMBER_WORDS or token in lexicon.JOINERS or token in lexicon.FRACTION_WORDS:
        return True
    return len(token) > 5 and "".join(_PARTS.findall(token)) == token
