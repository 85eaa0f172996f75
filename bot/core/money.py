"""Sums of money: finding them in folded text, and their worth in US dollars.

A number is a sum only where a currency stands beside it, or beside the other end of its range: parameters,
users, square feet and gigawatts never are. Dollars and yen that could be several currencies come out as the
text makes them (`dollar_of`, `yen_or_yuan`).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Protocol

from bot.core import lexicon
from bot.core.kinds import Qualifier

LEAST = Decimal(1_000_000)
"""Smaller sums are prices, salaries and fines: not read."""


@dataclass(frozen=True, slots=True)
class Money:
    """A sum in one currency, exactly as reported.

    Attributes:
        amount: In full units (53 billion is Decimal(53_000_000_000)); never negative.
        currency: ISO 4217 code, upper case.
    """

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Rate:
    """What one unit of a currency was worth.

    Attributes:
        usd: US dollars for one unit.
        day: The day the rate is of.
    """

    usd: Decimal
    day: date


class Rates(Protocol):
    """Rates of exchange, handed in by the caller."""

    def rate(self, currency: str, day: date | None) -> Rate | None:
        """Return the last known rate on or before `day`, at most 400 days old.

        None for `day` means the last known; None as answer means that there is none.
        """
        ...


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of money where it stands in a text.

    Attributes:
        start: Offset of its first character, currency sign included, hedge left out.
        end: Offset after its last character; restatements in brackets lie beyond it.
        money: The sum; the low end of a range.
        high: The high end; None means it is no range.
        qualifier: How the text hedges it.
        also: The same sum restated.
        until: Offset after the last restatement.
    """

    start: int
    end: int
    money: Money
    high: Decimal | None
    qualifier: Qualifier
    also: tuple[Money, ...]
    until: int


@dataclass(frozen=True, slots=True)
class _Atom:
    """A number with what stands beside it; scale and currency may come from a neighbour later."""

    start: int
    end: int
    value: Decimal
    scale: Decimal | None
    currency: str | None

    @property
    def amount(self) -> Decimal:
        return self.value * (self.scale or 1)


def _either(words: Mapping[str, object] | frozenset[str]) -> str:
    """Return a pattern that matches the longest of the words."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_NUMBER = r"\d{1,3}(?:[ ]\d{3})+(?:,\d+)?(?![\d.])|\d+(?:[.,]\d+)*"
_SPELT = "|".join(sorted(lexicon.DIGIT_WORDS, key=len, reverse=True))
_WORDS = (
    r"half[ ]an?|a[ ]quarter[ ]of[ ]a"
    rf"|an?|(?:(?:{_SPELT}|a[ ]hundred|hundred)(?:[ -]+(?:and[ -]+)?(?:{_SPELT}|hundred|a[ ]half|a[ ]quarter))*)"
)
_FOREIGN = _either(lexicon.FOREIGN_WORDS)
_SCALE = _either(lexicon.SCALES)
_CJK = _either(lexicon.MYRIADS)
_MYRIAD = rf"[ ]?(?:(?:京|万亿|萬億|兆|조)(?:[ ]?\d[\d,]*[ ]?(?:千|천)?(?:亿|億|억))?|(?:亿|億|억)(?:[ ]?\d[\d,]*[ ]?(?:万|萬|만))?|{_CJK})(?:余|多|强)?"
_ATOM = re.compile(
    rf"""
    (?<![A-Za-z0-9$])(?<!\d[.,])(?:(?P<sign>{_either(lexicon.SYMBOLS)})[ ]?(?:~|c\.[ ]?)?)?
    (?:(?P<number>{_NUMBER})
       (?:(?P<myriad>{_MYRIAD})
         |(?:[ ]?-?[ ]?|\n)(?P<scale>(?i:{_SCALE}))(?:\.(?=[ ]?(?:[a-z€]|US|Euro|Dollar|Franken|[A-Z]{{3}}\b)))?(?![A-Za-zÀ-ÿ]))?
     |(?i:(?P<words>{_WORDS}|{_FOREIGN})[ -]+(?P<wordscale>{_SCALE})\b))
    (?:(?:[ -]|\n|[ ]?(?:d'|de[ ]|of[ ]|in[ ]))?
       (?P<name>(?i:{_either(lexicon.NAMES)}|(?:{_either(lexicon.CODES_AFTER)})\b))(?![A-Za-zÀ-ÿ])(?!(?<=[$€£¥₩₹])[ ]?\d))?
    """,
    re.VERBOSE,
)
_BOUND_SIGN = re.compile(r"[A-Za-z]$")

_RANGE_GAP = re.compile(r"\s?(?:-|to|bis|à|a|~|〜|至|到|から|에서|and up to|to as much as|to up to)\s?$|\s?-\s?$", re.I)
_AND_GAP = re.compile(r"\s(?:and|und|et|y|e)\s$", re.I)
_BETWEEN = re.compile(r"(?:between|zwischen|entre|anywhere from)\s+(?:about\s|roughly\s|around\s)?$", re.I)
_CHANGE_FROM = re.compile(
    r"\b(?:rais|lift|increas|boost|hik|expand|grow|grew|ris|rose|climb|jump|widen|cut|lower|doubl|tripl|bump|revis|up"
    r"|upgrad|soar|surg|swell|chang|went)\w*\b[^.;]{0,80}\bfrom\s+(?:about |around |roughly |nearly )?$",
    re.I,
)
_LIST_GAP = re.compile(r"(?:,\s|,?\s(?:and|or|und|et|y|e)\s)$", re.I)
_HEDGE = r"(?:about|around|approximately|roughly|nearly|almost|some|or|over|more than|at least|up to|equivalent to|equal to|worth|the equivalent of|ca\.?|circa|rund|etwa|umgerechnet|environ|soit|quelque|unos|cerca de|aproximadamente|equivalente a|約|约|折合|约合|約合|약)"
_ALSO_GAP = re.compile(
    rf"\s?[(\[]\s?(?:{_HEDGE}\s?|≈\s?|~\s?|=\s?)*$|,?\s(?:or|soit|oder|ou|o)\s(?:{_HEDGE}\s)?$|,\s(?:{_HEDGE}\s)$|\s=\s$|\s?(?:约合|折合|約合)$",
    re.I,
)
_ALSO_INSIDE = re.compile(rf"\s?[/;,=]\s?(?:{_HEDGE}\s)?$", re.I)
_PART = re.compile(r"\s+(?:of (?:it|which|that|this|them)|for |in (?:the )?(?:first|initial))", re.I)
_HUNDREDS = re.compile(r"(?:hundreds|tens|dozens|scores|thousands)\s+of\s*$", re.I)

_BEFORE: tuple[tuple[Qualifier, re.Pattern[str]], ...] = tuple(
    (qualifier, re.compile(rf"(?:{words})(?:\s(?:a|an|another|some|the|its|un|une|eine?|einen|R)\b)?[\s:\"]*$", re.I))
    for qualifier, words in (
        (
            Qualifier.AT_LEAST,
            r"\bmore than|\bover|\bat least|\bexceed(?:ing|s|ed)?|\bexceed an?|\bin excess of|\bupwards? of|\bno less than|\bnot less than|\bminimum of|\bnorth of|\bbeyond"
            r"|\bsurpass(?:ing|es|ed)?|\btop(?:ping|s|ped)|\babove|\bgreater than|\bwell over|\bmehr als|\büber|\bmindestens|\bplus de|\bau moins|\bmás de|\bal menos"
            r"|\bpor lo menos|\bmais de|\bpelo menos|\bsuperior a|\bno mínimo|超过|超過|逾|超|至少|不低于|少なくとも|최소|넘는",
        ),
        (
            Qualifier.UP_TO,
            r"\bup to|\bas much as|\bas high as|\bas many as|\bmaximum of|\bcapped at|\bat most|\bno more than|\bnot more than|\ba ceiling of|\bbis zu|\bmaximal|\bhöchstens|\bjusqu'à"
            r"|\bjusqu'a|\bau plus|\bhasta|\bcomo máximo|\baté|\bno máximo|最高|最多|高达|不超过|最大|최대",
        ),
        (
            Qualifier.ABOUT,
            r"\babout|\baround|\bapproximately|\broughly|\bnearly|\balmost|\bsome|\bestimated|\bclose to|\bnear|\bcirca|\bca\.|\bc\.|\bjust (?:under|over|below|shy of)|\blittle (?:under|over)"
            r"|\bapprox\.|\babout\s+US|~|≈|\brund|\betwa|\bungefähr|\bknapp|\bfast|\bgut|\benviron|\bprès de|\bquelque|\bquasi(?:ment)?|\bpresque|\baux alentours de"
            r"|\bunos|\bunas|\bcerca de|\bcasi|\balrededor de|\baproximadamente|\bquase|\bem torno de|\bcasi|约|約|近|将近|约为|およそ|약|거의|대략",
        ),
    )
)
_AFTER: tuple[tuple[Qualifier, re.Pattern[str]], ...] = (
    (
        Qualifier.AT_LEAST,
        re.compile(
            r",?\s(?:at least|or more|or higher|and counting|oder mehr|ou plus|o más|ou mais)\b|\s?\+|-plus\b|\splus\b|以上|を超える|超|이상|넘는|余|多",
            re.I,
        ),
    ),
    (Qualifier.ABOUT, re.compile(r"\s(?:or so|give or take)\b|左右|前後|程度|가량|정도|안팎", re.I)),
    (Qualifier.UP_TO, re.compile(r",?\s(?:at most|or less|tops)\b|以内|이내|까지", re.I)),
)


def find(folded: str, dollar: str = "USD", yen: str = "JPY", *, long_scale: bool = False) -> tuple[Sum, ...]:
    """Return the sums of a million or more in a folded text, in order.

    Args:
        folded: Text as `text.fold` leaves it.
        dollar: What a bare `$` is, see `dollar_of`.
        yen: What a bare `¥` is, see `yen_or_yuan`.
        long_scale: Whether `billion` means 10^12, as in French.

    >>> [(s.money.amount, s.high, s.money.currency) for s in find("Meta spends $60-65 billion")]
    [(Decimal('60000000000'), Decimal('65000000000'), 'USD')]
    >>> [(s.money.currency, s.also[0].currency) for s in find("at least 380 billion yuan ($53 billion)")]
    [('CNY', 'USD')]
    >>> find("1.3 million GPUs and 70 billion parameters")
    ()
    """
    atoms = tuple(_settle(atom, dollar, yen) for atom in _atoms(folded, long_scale))
    return tuple(s for s in _joined(folded, atoms) if max(s.money.amount, s.high or s.money.amount) >= LEAST)


def _settle(atom: _Atom, dollar: str, yen: str) -> _Atom:
    """Give `$` and `¥` their currency."""
    return replace(atom, currency={"$": dollar, "¥": yen}.get(atom.currency or "", atom.currency))


def _atoms(folded: str, long_scale: bool) -> Iterator[_Atom]:
    """Find every number, with its scale and currency where they stand beside it."""
    for match in _ATOM.finditer(folded):
        sign, name = match["sign"], match["name"]
        value, scale = _value(match, long_scale)
        if value is None:
            continue
        if sign and _BOUND_SIGN.search(sign) and match["scale"] is None and len(sign) < 3:
            sign = None  # "N 5", "R 2025", "SR 7": a letter and a number are no sum
        if match["scale"] and len(match["scale"]) == 1 and not sign and not name:
            scale = None  # "5 m", "3 b" without a currency
        yield _Atom(match.start(), match.end(), value, scale, _currency(sign, name))


def _currency(sign: str | None, name: str | None) -> str | None:
    """Return the currency a sign or a name stands for; a name that says more than `$` wins."""
    after = None
    if name:
        after = lexicon.NAMES.get(name.casefold()) or {"RMB": "CNY"}.get(name.upper(), name.upper())
    before = lexicon.SYMBOLS.get(sign) if sign else None
    if after and (before is None or before in "$¥"):
        return after
    return before


def _value(match: re.Match[str], long_scale: bool) -> tuple[Decimal | None, Decimal | None]:
    """Return a match's number and its scale."""
    if match["words"]:
        scale_word = match["wordscale"].casefold()
        return _spelt(match["words"].casefold()), _scale(scale_word, long_scale)
    scale_word = (match["scale"] or "").casefold()
    number = _read_number(match["number"], european=scale_word in lexicon.LONG_SCALE)
    if match["myriad"]:
        return _myriads(match["number"] + match["myriad"]), Decimal(1)
    return number, _scale(scale_word, long_scale) if scale_word else None


def _scale(word: str, long_scale: bool) -> Decimal:
    """Return what a scale word multiplies by."""
    if long_scale and word in {"billion", "billions"}:
        return lexicon.TRILLION
    return lexicon.SCALES[word]


def _read_number(digits: str, *, european: bool) -> Decimal | None:
    """Read digits with separators as the language of the scale word groups them.

    >>> _read_number("1,600", european=False), _read_number("5.000", european=True), _read_number("1,5", european=False)
    (Decimal('1600'), Decimal('5000'), Decimal('1.5'))
    """
    digits = digits.replace(" ", "")
    commas, dots = digits.count(","), digits.count(".")
    if commas and dots:
        decimal_mark = "," if digits.rfind(",") > digits.rfind(".") else "."
    elif commas:
        tail = len(digits) - digits.rfind(",") - 1
        decimal_mark = "," if commas == 1 and (tail < 3 or european) else "."
    elif dots:
        tail = len(digits) - digits.rfind(".") - 1
        decimal_mark = "," if dots > 1 or (tail == 3 and european) else "."
    else:
        decimal_mark = "."
    group = "." if decimal_mark == "," else ","
    try:
        return Decimal(digits.replace(group, "").replace(decimal_mark, "."))
    except InvalidOperation:
        return None


def _myriads(written: str) -> Decimal | None:
    """Read a number with East Asian units: 1兆5000億.

    >>> _myriads("1兆5000億"), _myriads("3800亿")
    (Decimal('1500000000000'), Decimal('380000000000'))
    """
    total = Decimal(0)
    for number, unit in re.findall(rf"([\d.,]+)\s?({_CJK})", written):
        value = _read_number(number, european=False)
        if value is None:
            return None
        total += value * lexicon.MYRIADS[unit]
    return total


@cache
def _spelt(words: str) -> Decimal | None:
    """Read a number in words below a thousand, or a half.

    >>> _spelt("fifty-three"), _spelt("one hundred nine"), _spelt("seven and a half"), _spelt("half a")
    (Decimal('53'), Decimal('109'), Decimal('7.5'), Decimal('0.5'))
    """
    if words in lexicon.FOREIGN_WORDS:
        return lexicon.FOREIGN_WORDS[words]
    if words.startswith("half"):
        return Decimal("0.5")
    if words.startswith("a quarter of"):
        return Decimal("0.25")
    total = Decimal(0)
    part = (
        Decimal("0.5") if words.endswith("a half") else Decimal("0.25") if words.endswith("a quarter") else Decimal(0)
    )
    for word in re.split(r"[ -]+", re.sub(r"a (?:half|quarter)$", "", words)):
        if word == "hundred":
            total = (total or Decimal(1)) * 100
        elif word == "a":
            total += 1
        elif word in lexicon.DIGIT_WORDS:
            total += lexicon.DIGIT_WORDS[word]
    return total + part or None


def _joined(folded: str, atoms: tuple[_Atom, ...]) -> Iterator[Sum]:
    """Join atoms into ranges, lists and restatements."""
    place = 0
    while place < len(atoms):
        low, high, place = _one(folded, atoms, place)
        if low.currency is None or _HUNDREDS.search(folded, max(0, low.start - 24), low.start):
            continue
        end = until = (high or low).end
        also: list[Money] = []
        while place < len(atoms):
            more, more_high, after = _one(folded, atoms, place)
            gap = folded[until : more.start]
            says_again = _ALSO_GAP.fullmatch(gap) or (also and _ALSO_INSIDE.fullmatch(gap))
            if more.currency in {None, low.currency} or not says_again or more.amount < LEAST:
                break
            if _PART.match(folded, (more_high or more).end):
                break
            also.append(Money(more.amount, more.currency or ""))
            until, place = (more_high or more).end, after
        yield Sum(
            low.start,
            end,
            Money(low.amount, low.currency),
            high.amount if high else None,
            Qualifier.RANGE if high else _qualifier(folded, low.start, end),
            tuple(also),
            until,
        )


def _one(folded: str, atoms: tuple[_Atom, ...], place: int) -> tuple[_Atom, _Atom | None, int]:
    """Return the sum at a place, its high end where it is a range, and the place after it."""
    low = atoms[place]
    if place + 1 == len(atoms):
        return low, None, place + 1
    high = atoms[place + 1]
    gap = folded[low.end : high.start]
    if len(gap) > 20:
        return low, None, place + 1
    low = _inherit(folded, atoms, place)
    currency = low.currency or high.currency
    paired = replace(low, scale=low.scale or high.scale, currency=currency)
    full = replace(high, scale=high.scale or low.scale, currency=currency)
    if (
        currency is not None
        and high.currency in {None, currency}
        and paired.amount < full.amount
        and _is_range(folded, gap, low.start)
        and (high.scale is not None or low.scale is not None or high.currency is not None)
    ):
        return paired, full, place + 2
    return low, None, place + 1


def _is_range(folded: str, gap: str, start: int) -> bool:
    """Say whether the gap between two sums makes them a range."""
    before = folded[max(0, start - 140) : start]
    if _RANGE_GAP.fullmatch(gap):
        return not _CHANGE_FROM.search(before)
    return bool(_AND_GAP.fullmatch(gap) and _BETWEEN.search(before))


def _inherit(folded: str, atoms: tuple[_Atom, ...], place: int) -> _Atom:
    """Give the first sums of a list the scale that only its last one states: `$10, $20 and $30 billion`."""
    first = atoms[place]
    if first.scale is not None or first.currency is None:
        return first
    for before, after in zip(atoms[place:], atoms[place + 1 :], strict=False):
        if after.currency != first.currency or not _LIST_GAP.fullmatch(folded[before.end : after.start]):
            return first
        if after.scale is not None:
            return replace(first, scale=after.scale) if first.value < 1000 else first
    return first


def _qualifier(folded: str, start: int, end: int) -> Qualifier:
    """Return how the words around a sum hedge it."""
    before = folded[max(0, start - 32) : start]
    for qualifier, pattern in _BEFORE:
        if pattern.search(before):
            return qualifier
    for qualifier, pattern in _AFTER:
        if pattern.match(folded, end):
            return qualifier
    return Qualifier.EXACT


_SPEAKERS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("CAD", re.compile(r"\bOttawa\b|\bCanadian (?:government|federal)|\bTrudeau\b|\bCarney\b|\bC\$|\bToronto-based|\bCanadian dollars")),
    ("AUD", re.compile(r"\bCanberra\b|\bAustralian (?:government|federal)|\bAlbanese\b|\bA\$|\bASX-listed|\bAustralian dollars")),
    ("SGD", re.compile(r"\bS\$|\bSingapore (?:Budget|government)|\bLawrence Wong\b|\bSingapore dollars")),
    ("NZD", re.compile(r"\bNZ\$|\bNew Zealand government")),
)  # fmt: skip
_OUTLETS = {"ca": "CAD", "au": "AUD"}
_AMERICAN = re.compile(r"\bUS ?\$|\bU\.S\. ?\$|\bUSD\b|\bUS dollars")


def dollar_of(folded: str, outlet: str = "") -> str:
    """Return the currency of a bare `$`: the speaker's dollar, US otherwise.

    >>> dollar_of("Ottawa will spend $2 billion on compute, the Canadian government said")
    'CAD'
    >>> dollar_of("Meta will spend $65 billion")
    'USD'
    """
    for code, pattern in _SPEAKERS:
        if len(pattern.findall(folded[:1500])) >= (1 if outlet.rsplit(".", 1)[-1] in _OUTLETS else 2):
            return code
    return "USD"


def yen_or_yuan(folded: str) -> str:
    """Return the currency of a bare `¥`.

    >>> yen_or_yuan("Beijing's plan of ¥10bn; the yuan rose"), yen_or_yuan("Tokyo sets aside ¥10 trillion")
    ('CNY', 'JPY')
    """
    chinese = len(re.findall(r"yuan|RMB|renminbi|China|Chinese|Beijing|Alibaba|Tencent|元|人民币", folded))
    japanese = len(re.findall(r"yen|Japan|Tokyo|SoftBank|円|日本", folded))
    return "CNY" if chinese > japanese else "JPY"


def bare_amounts(folded: str) -> frozenset[Decimal]:
    """Return the numbers with a scale but no currency: "a fifty-three-billion gamble", for titles that leave it out.

    >>> bare_amounts("Alibaba's fifty-three-billion AI gamble")
    frozenset({Decimal('53000000000')})
    """
    return frozenset(a.amount for a in _atoms(folded, False) if a.currency is None and a.amount >= LEAST)
