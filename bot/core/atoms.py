"""Numbers where they stand in a text, each with the scale and the currency beside it.

An atom is no sum yet: its scale or currency may stand at a neighbour (`$60-65 billion`), and only `money.find`
knows the neighbours.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.core import lexicon
from bot.core.gates import Gate
from bot.core.numbers import is_word, read_digits, read_myriads, read_thousands, read_words
from bot.core.text import either


@dataclass(frozen=True, slots=True)
class Atom:
    """A number with what stands beside it.

    Attributes:
        start: Offset of its first character, currency sign included.
        end: Offset after its last one, currency name included.
        value: The number as written, before its scale.
        scale: What it is multiplied by; None means "not stated".
        currency: ISO 4217 code, or `$` or `¥`; None means "not stated".
        name: The words of the currency where several countries share them, a row of `lexicon.SHARED`; else None.
        digits: The digits as written; None for a number in words or with East Asian units.
        european: Whether its scale word is of a language that writes 1.234,5.
        signed: Whether the currency stands before it.
    """

    start: int
    end: int
    value: Decimal
    scale: Decimal | None
    currency: str | None
    name: str | None = None
    digits: str | None = None
    european: bool = False
    signed: bool = False

    @property
    def amount(self) -> Decimal:
        """Return the number times its scale."""
        return self.value * (self.scale or 1)


def scaled_as(atom: Atom, other: Atom) -> Atom:
    """Return the atom with the scale of another, and its digits read as that one's language writes them."""
    value = read_digits(atom.digits, european=True) if atom.digits and other.european else atom.value
    return replace(atom, scale=other.scale, european=other.european, value=atom.value if value is None else value)


_MIL = r"mil(?: \d{1,3})?(?= (?:millones|mdd|mdp|mde)\b)"
"""Mexico writes 4 mil 800 millones where Spain writes 4.800 millones."""
_NUMBER = re.compile(
    rf"[\dm](?:(?<=\d)(?<!\d\d)(?<!\d[.,]\d)"
    rf"(?:\d{{0,2}} {_MIL}|\d{{0,2}}(?:[ ']\d{{3}})+(?!\d)(?:,\d+)?|\d*(?:[.,]\d+)*)"
    rf"|(?<=m)(?<!\wm)(?<!\d[.,]m){_MIL[1:]})"
)
"""Its first sign stands before what it must not follow, so that nothing is tried elsewhere."""
_MYRIAD = (
    r"[ ]?[多余餘여]?[ ]?(?:(?:京|万亿|萬億|兆|조)(?:[ ]?\d[\d,]*[ ]?[千천]?[亿億억])?"
    r"|[万萬만][ ]?\d[\d,]*[ ]?[千천]?[亿億억]|[千천]?[亿億억](?:[ ]?\d[\d,]*[ ]?[千천]?[万萬만])?"
    rf"|{either(lexicon.MYRIADS)})[余多餘强여]?"
)
_SCALE = (
    rf"(?:[ ]?-?[ ]?|\n)(?P<scale>(?i:{either(lexicon.SCALES)}))"
    r"(?:\.(?=[ ]?(?:[a-z€$£¥]|US|Euro|Dollar|Franken|Fr\.|Pfund|Yuan|Yen|Won|Rupien|Kronen|Rubel|[A-Z]{3}\b)))?"
    r"(?![A-Za-zÀ-ÿ])"
)
_CURRENCY = (
    r"(?:(?:[ -]|\n|[ ]?(?:d'|de[ ]|of[ ]|in[ ]))?"
    rf"(?P<name>(?!파운드리)(?i:{either({*lexicon.NAMES, *map(str.lower, lexicon.CODES_AFTER)})}))"
    r"(?:(?<=[一-鿿ぁ-ヿ가-힣])|(?![A-Za-zÀ-ÿ]))(?!(?<=[$€£¥₩₹])[ ]?\d))?"
)
_AFTER_DIGITS = re.compile(rf"(?:(?P<myriad>{_MYRIAD})|{_SCALE})?{_CURRENCY}")
_AFTER_WORDS = re.compile(_CURRENCY)
_SIGN = re.compile(rf"(?<![A-Za-z0-9$])(?P<sign>{either(lexicon.SYMBOLS)})[ ]?(?:~|c\.[ ]?)?$")
_SIGN_REACH = max(map(len, lexicon.SYMBOLS)) + 5
_SPELT_SCALE = re.compile(rf"(?<![^\W_])(?:{either(lexicon.SPELT_SCALES)})(?![^\W_])", re.I)
_GATE = Gate((_SPELT_SCALE,))
_TOKEN = re.compile(r"[^\W\d_]+")
_CHINESE = re.compile(
    r"[一二两兩三四五六七八九十](?<![数几幾上数近十百千万亿\d].)[一二两兩三四五六七八九十百千零]*[多余餘]?(?:万亿|萬億"
    r"|兆|亿|億|万|萬)|[百千](?<=[超逾破近达達过過至].)[亿億]"
)
_WORDS_REACH = 60
_NO_MILLION = re.compile(r"[$€]\Z|R\$|\b(?:dólares|euros?|reais|pesos|libras)\b", re.I)


def find_atoms(folded: str, *, long_scale: bool = False) -> tuple[Atom, ...]:
    """Return every number of a folded text in order.

    Args:
        folded: Text as `text.fold` leaves it.
        long_scale: Whether `billion` means 10^12 and `mil` a thousand.

    >>> [(str(a.value), str(a.scale), a.currency) for a in find_atoms("$60 to 65 billion")]
    [('60', 'None', '$'), ('65', '1000000000', None)]
    >>> [str(a.amount) for a in find_atoms("fifty-three billion dollars, 1.2万亿元")]
    ['53000000000', '1200000000000.0']
    """
    found = [*_in_digits(folded, long_scale), *_in_words(folded, long_scale), *_in_chinese(folded)]
    found.sort(key=lambda atom: atom.start)
    kept: list[Atom] = []
    for atom in found:
        if not kept or atom.start >= kept[-1].end:
            kept.append(atom)
    return tuple(kept)


def _in_digits(folded: str, long_scale: bool) -> Iterator[Atom]:
    """Find the numbers written in digits."""
    place = 0
    for number in _NUMBER.finditer(folded):
        if number.start() < place:
            continue
        start, sign = _sign_before(folded, number.start())
        if (
            sign is None
            and number.start()
            and (folded[number.start() - 1].isascii() and _joins(folded, number.start()))
        ):
            continue
        after = _AFTER_DIGITS.match(folded, number.end())
        word, myriad, name = (after["scale"], after["myriad"], after["name"]) if after else (None, None, None)
        place = after.end() if after else number.end()
        scale_word = re.sub(r"\s+", " ", word.casefold()) if word else ""
        if sign and sign[-1].isalpha() and not word and not myriad and len(sign) < 3:
            sign, start = None, number.start()  # "N 5", "R 2025", "SR 7": a letter and a number are no sum
        if word and len(word) == 1 and not sign and not name:
            word, place = None, number.end()  # "5 m", "3 b" without a currency
        european = scale_word in lexicon.LONG_SCALE and not (scale_word in lexicon.SPANISH and "," in number.group())
        value: Decimal | None
        if "mil" in number.group():
            value = read_thousands(number.group())
        elif myriad:
            value = read_myriads(number.group() + myriad)
        else:
            value = read_digits(number.group(), european=european)
        if value is None:
            continue
        scale = Decimal(1) if myriad else _scale(scale_word, sign, name, long_scale) if word else None
        currency, shared = _currency(sign, name or lexicon.SPANISH.get(scale_word))
        digits = None if myriad or "mil" in number.group() else number.group()
        yield Atom(start, place, value, scale, currency, shared, digits, european and bool(word), bool(sign))


def _joins(folded: str, start: int) -> bool:
    """Say whether a number is the tail of a word: `GPT4`, `H200`, `$NVDA5`."""
    before = folded[start - 1]
    return before.isalpha() or before in "$_"


def _sign_before(folded: str, start: int) -> tuple[int, str | None]:
    """Return where a currency sign before a number begins, and the sign."""
    if start == 0 or folded[start - 1] in ",(-/'\"\n" or folded[start - 2 : start] in {", ", ") ", "- "}:
        return start, None
    place = max(0, start - _SIGN_REACH)
    sign = _SIGN.search(folded[place:start])
    if sign is None or (sign.start() == 0 and place and folded[place - 1].isalnum()):
        return start, None
    return place + sign.start(), sign["sign"]


def _in_words(folded: str, long_scale: bool) -> Iterator[Atom]:
    """Find the numbers written in words before a scale word."""
    for scale in _GATE.look(folded).matches(0):
        word = scale.group().casefold()
        start = _words_start(folded, scale.start())
        if (
            start is None
            and word in {"mil millones", "mil milhões"}
            and not folded[max(0, scale.start() - 3) : scale.start()].rstrip()[-1:].isdigit()
        ):
            value, start = Decimal(1), scale.start()
        elif start is None:
            continue
        else:
            read = read_words(folded[start : scale.start()])
            if read is None:
                continue
            value = read
        after = _AFTER_WORDS.match(folded, scale.end())
        name = after["name"] if after else None
        currency, shared = _currency(None, name)
        end = after.end() if after and name else scale.end()
        yield Atom(start, end, value, _scale(word, None, name, long_scale), currency, shared)


def _words_start(folded: str, end: int) -> int | None:
    """Return where the words of a number that ends before `end` begin; None where there are none."""
    begin = max(0, end - _WORDS_REACH)
    start: int | None = None
    edge = end
    for token in reversed(tuple(_TOKEN.finditer(folded, begin, end))):
        gap = folded[token.end() : edge]
        if gap.strip(" -") or not gap or not is_word(token.group()):
            break
        edge = token.start()
        if token.group().casefold() not in lexicon.JOINERS and token.group().casefold() != "of":
            start = edge
    if start is not None and start and (folded[start - 1].isdigit() or folded[start - 1] == "."):
        return None
    return start


def _in_chinese(folded: str) -> Iterator[Atom]:
    """Find the numbers written in Chinese digits: 三千八百亿元."""
    for match in _CHINESE.finditer(folded):
        value = read_myriads(match.group())
        after = _AFTER_WORDS.match(folded, match.end())
        if value is not None and after is not None and after["name"]:
            currency, shared = _currency(None, after["name"])
            yield Atom(match.start(), after.end(), value, Decimal(1), currency, shared)


def _scale(word: str, sign: str | None, name: str | None, long_scale: bool) -> Decimal:
    """Return what a scale word multiplies by."""
    if long_scale and word in {"billion", "billions"}:
        return lexicon.TRILLION
    if word == "mil" and (long_scale or (sign and sign in {"R$", "€"}) or (name and _NO_MILLION.search(name))):
        return lexicon.THOUSAND
    return lexicon.SCALES[word]


def _currency(sign: str | None, name: str | None) -> tuple[str | None, str | None]:
    """Return the currency a sign or a name stands for, and its row of `SHARED`; a name that says more than `$` wins."""
    before = lexicon.SYMBOLS.get(sign) if sign else None
    if name and (before is None or before in "$¥"):
        key = name.casefold()
        return lexicon.NAMES.get(key) or {"RMB": "CNY"}.get(name.upper(), name.upper()), lexicon.SHARED_NAMES.get(key)
    return before, lexicon.SHARED_NAMES.get(sign.casefold()) if sign else None
