"""Periods: when money is to be spent, read from the words beside a sum.

A date of an event ("on January 21, 2025", "in May 2024") and the completion of a building ("open by 2027")
are no periods; nor is a year that a sum is only compared with.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from bot.core import calendars, quarters, terms, years
from bot.core.calendars import Calendar
from bot.core.text import alternatives, holds

__all__ = ["Calendar", "Period", "calendar", "find", "spans"]


@dataclass(frozen=True, slots=True)
class Period:
    """A period where it stands in a text.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last one.
        value: `3y`, `2025`, `FY2025`, `Q3 2025`, `Q4 FY2025`, `H1 2026`, `2025-2028` or `by 2030`.
    """

    start: int
    end: int
    value: str

    @property
    def is_one_year(self) -> bool:
        """Say whether it is one fiscal or calendar year, or a part of one."""
        return not (self.value.endswith("y") or "-" in self.value or self.value.startswith("by"))


_ENGLISH_YEAR = re.compile(r"year(?:'s)?\b|fiscal\b(?![\s-](?:year|policy|first|second|third|fourth|quarter|stimulus))")
_ENGLISH_BEFORE = re.compile(
    r"\b(?:(?P<this_fiscal>(?:the |its )?(?:this|current|present|full|the|its) (?:fiscal|financial|business)[\s-])"
    r"|(?P<last_fiscal>(?:the )?(?:last|previous|prior|past) (?:fiscal|financial|business)[\s-])"
    r"|(?P<next_fiscal>(?:the )?(?:next|coming|following) (?:fiscal|financial|business)[\s-])"
    r"|(?P<this_year>this (?:calendar )?|the current (?:calendar )?|(?:the )?full[\s-]|for the )"
    r"|(?P<last_year>last |the (?:previous|prior|past) )|(?P<next_year>next (?:calendar )?"
    r"|the (?:following|coming) ))$",
    re.I,
)
_ENGLISH_REACH = 32
_YEAR_OF_ITS_OWN = re.compile(r"(?:\s(?:that\s)?(?:to|ended|ending|ends?|through|of)\b[^.;]{0,24})?\s20[1-4]\d")
_BARE_FISCAL = re.compile(r"\b(?P<which>this|next|last) $", re.I)
_DECADE_END = alternatives(r"""
    \b(?:by|before|through|until|to) (?:the )?(?:end|close|turn) of (?:the|this) decade\b|\bby decade's end\b
    \b(?:by|at) the decade's (?:end|close)\b|\bthis decade\b|\bbefore the decade is out\b
    \bbis (?:zum )?Ende (?:des|dieses) Jahrzehnts\b|\bin diesem Jahrzehnt\b
    \bd'ici (?:à )?la fin de (?:la|cette) décennie\b
    \b(?:hasta|para|antes de) (?:finales|fines|el final) de (?:la|esta) década\b
    \b(?:até|antes) (?:o|do) (?:fim|final) da década\b
    本世纪二十年代末|20(?:20)?年代末
""")
_THIS_AND_NEXT = alternatives(r"""
    \bthis year and (?:the )?next(?: year)?\b|\bthis and next year\b
    \b(?:in )?diese[sm] (?:Jahr )?und (?:das |im |dem )?(?:nächste|kommende)\w*(?: Jahr)?\b
    \bcette année et (?:la|l'année|l'an) prochaine?\b|\beste año y (?:el )?(?:próximo|siguiente|que viene)\b
    \beste ano e (?:no |o )?próximo\b|今明两年|今明兩年|今年と来年|올해와 내년
""")
_FOREIGN_FISCAL = {
    "this_fiscal": r"""
        \bim laufenden Geschäftsjahr\b|\bl'exercice en cours\b|\bel ejercicio (?:en curso|actual)\b
        \bo exercício (?:em curso|corrente)\b|今年度|本年度|当年度|今期|이번 회계연도|올해 회계연도|本财年|本財年
        当前财年
    """,
    "next_fiscal": r"\bim (?:kommenden|nächsten) Geschäftsjahr\b|来年度|翌年度|来期|다음 회계연도|下一财年|下个财年",
    "last_fiscal": r"\bim (?:vergangenen|abgelaufenen|vorigen) Geschäftsjahr\b|昨年度|前年度|前期|上一财年|上财年",
}
_FOREIGN_YEAR = {
    "this_year": r"""
        \b(?:in|im|für) diesem Jahr\b|\bdieses Jahr(?:es)?\b|\bim (?:laufenden|aktuellen) Jahr\b|\bim Gesamtjahr\b
        \bheuer\b
        \bcette année\b|\bl'année en cours\b|\bde l'année\b|\beste año\b|\bel año en curso\b|\b(?:n?este|deste) ano\b
        今年|올해|本年(?!度)|年内に|全年|연간
    """,
    "last_year": r"""
        \b(?:im )?(?:vergangene|letzte|vorige)[nsm]? Jahr(?:es)?\b|\bim Vorjahr\b|\bl'an dernier\b|\bl'année dernière\b
        \bl'an passé\b|\bel año pasado\b|\bel pasado año\b|\b(?:n?o )?ano passado\b|去年|작년|지난해|昨年|前年(?![比度])
    """,
    "next_year": r"""
        \b(?:im )?(?:nächste|kommende)[nsm]? Jahr(?:es)?\b|\bl'an prochain\b|\bl'année prochaine\b
        \b(?:el )?próximo año\b
        \bel año que viene\b|\b(?:n?o )?próximo ano\b|\bano que vem\b|明年|来年(?!度)|내년
    """,
}
_THIS_DECADE = 2020
_YEAR_CUES = (
    "ahr",
    "heuer",
    "an dernier",
    "an p",
    "anné",
    "año",
    " ano",
    "年",
    "올해",
    "연간",
    "작년",
    "지난해",
    "내년",
)
_FISCAL_CUES = ("Geschäftsjahr", "exerc", "ejercicio", "年度", "今期", "来期", "前期", "회계연도", "财年", "財年")
_RELATIVE: tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...] = (
    ("decade", ("ecade", "écad", "ahrzehnt", "écenn", "年代"), re.compile(_DECADE_END, re.I)),
    ("this_and_next", ("next", "ächste", "ommende", "prochain", "próximo", "siguiente", "que viene", "明", "来年",
    "내년"),
     re.compile(_THIS_AND_NEXT, re.I)),
    *((name, _FISCAL_CUES, re.compile(alternatives(words), re.I)) for name, words in _FOREIGN_FISCAL.items()),
    *((name, _YEAR_CUES, re.compile(alternatives(words), re.I)) for name, words in _FOREIGN_YEAR.items()),
)  # fmt: skip
"""What is meant, what a text must hold for its pattern to be tried, and the pattern."""
_PAST_IN_YEAR = re.compile(
    r"\b(?:earlier|later|early|late|mid|end of|beginning of|start of|Anfang|Ende|fin|début|finales de|fim d)\s?$", re.I
)
_DATED = re.compile(
    r"\s?(?:의\s?|の\s?)?(?:1?\d\s?[月월]|[一二三四五六七八九十]{1,3}月|初|春|夏|秋|同期|동기|以来|より|보다|比)|(?:\s"
    r"|-)?to(?:\s|-)date|\sand\snext\b"
)
_FOUNDED = re.compile(
    r"\b(?:founded|formed|set up|established|started|began|begun|created|launched|built|opened)\s(?:only\s|"
    r"just\s)?(?:in\s)?$",
    re.I,
)
"""Before a year in which something came into being, not money was spent."""
_SPENDING = re.compile(r"\b(?:spending|spend|capex|expenditures?|investments?|outlays?|budget)\b", re.I)
"""Before a year by which something doubles: money, and no building."""
_COMPARED = re.compile(
    r"(?:\b(?:than|twice|double|doubling|triple|above|below|versus|against|over|on|with|to|from|mehr als|als|gegenüber"
    r"|zum|que|frente al?|par rapport à)|比|较|較|同比|前年比|전년)\s?(?:the\s|in\s|im\s|en\s)?$",
    re.I,
)
_ANNUAL = re.compile(
    r"\b(?:a|per|each|every) year\b|\bannual(?:ly|ized|ised)?\b|\byearly\b|\bp\.?a\.(?!\w)|\b(?:pro|im) Jahr\b(?!\s20)"
    r"|\bjährlich\w*\b|\bpar an\b|\bannuel\w*\b"
    r"|\bal año\b|\bpor año\b|\banual(?:es)?\b|\bpor ano\b|\bao ano\b|\banua(?:l|is)\b|每年|年間(?!で)|매년|연간|毎年"
    r"|한 해",
    re.I,
)


def calendar(folded: str, published: date | None) -> Calendar:
    """Return what relative words of a text resolve against.

    Args:
        folded: Text as `text.fold` leaves it.
        published: Day of publication; None means "not stated".
    """
    return replace(calendars.calendar(folded, published), quarters=quarters.named(folded))


def find(folded: str, calendar: Calendar) -> tuple[Period, ...]:
    """Return the periods of a folded text in order, the more telling one where two overlap.

    >>> [p.value for p in find("$53 billion over the next three years", Calendar(date(2025, 2, 25), None, None))]
    ['3y']
    >>> [p.value for p in find("open by 2027, with $9 billion this year", Calendar(date(2025, 2, 25), None, None))]
    ['2025']
    """
    taken = _Taken()
    for start, end, value in (
        *quarters.quarters(folded, calendar),
        *quarters.halves(folded, calendar),
        *terms.terms(folded),
        *_relative(folded, calendar),
    ):
        taken.add(start, end, value, folded)
    for match in years.FOUND.finditer(folded):
        if not taken.holds(match.start()):
            taken.add(*years.year_at(folded, match, calendar), folded)
    return taken.periods()


class _Taken:
    """Stretches already read, and the periods among them; the first to take a stretch keeps it."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._spans: list[tuple[int, int, str | None]] = []

    def holds(self, offset: int) -> bool:
        """Say whether an offset lies in a stretch."""
        place = bisect_right(self._starts, offset) - 1
        return place >= 0 and offset < self._spans[place][1]

    def add(self, start: int, end: int, value: str | None, folded: str) -> None:
        """Take a stretch unless part of it is taken."""
        place = bisect_right(self._starts, start)
        if (place and start < self._spans[place - 1][1]) or (place < len(self._starts) and self._starts[place] < end):
            return
        if value and value[0] in "QH" and years.COMPLETION.search(folded[max(0, start - 64) : start]):
            value = None
        self._starts.insert(place, start)
        self._spans.insert(place, (start, end, value))

    def periods(self) -> tuple[Period, ...]:
        """Return the periods in order."""
        return tuple(Period(start, end, value) for start, end, value in self._spans if value)


def _relative(folded: str, calendar: Calendar) -> Iterator[tuple[int, int, str | None]]:
    """Yield where a text names a year or fiscal year by its place beside another."""
    for name, start, end in (*_foreign(folded), *_english(folded)):
        before, after = folded[max(0, start - 64) : start], folded[end : end + 12]
        yield start, end, None if _is_no_period(name, before, after) else _value(name, calendar)


def _foreign(folded: str) -> Iterator[tuple[str, int, int]]:
    """Yield what is meant, start and end, in languages other than English and for decades."""
    for name, cues, pattern in _RELATIVE:
        if holds(folded, cues):
            for match in pattern.finditer(folded):
                yield name, match.start(), match.end()


def _english(folded: str) -> Iterator[tuple[str, int, int]]:
    """Yield what is meant, start and end, of "this year" or "last fiscal year"; `year`, being rare, comes first."""
    for year in _ENGLISH_YEAR.finditer(folded):
        place = max(0, year.start() - _ENGLISH_REACH)
        before = folded[place : year.start()]
        if year.group() == "fiscal":
            bare = _BARE_FISCAL.search(before)
            if bare:
                yield f"{bare['which'].casefold()}_fiscal", place + bare.start(), year.end()
            continue
        found = _ENGLISH_BEFORE.search(before)
        if found is None or found.lastgroup is None:
            continue
        whole = found.lastgroup == "this_fiscal" or found["this_year"] not in {None, "this ", "This "}
        if not (whole and _YEAR_OF_ITS_OWN.match(folded, year.end())):
            yield found.lastgroup, place + found.start(), year.end()


def _is_no_period(name: str, before: str, after: str) -> bool:
    """Say whether a relative year belongs to a date, a comparison or the completion of a building."""
    if name in {"this_year", "last_year", "next_year"} and (
        _PAST_IN_YEAR.search(before) or _DATED.match(after) or _FOUNDED.search(before)
    ):
        return True
    if name == "last_year" and _COMPARED.search(before):
        return True
    if name not in {"decade", "next_year", "this_year"} or _SPENDING.search(before):
        return False
    return bool(years.COMPLETION.search(before) or years.COMPLETION_AFTER.match(after))


def _value(name: str, calendar: Calendar) -> str | None:
    """Return what a relative word means; None where nothing tells the year."""
    if name == "decade":
        now = calendar.this_year or _THIS_DECADE
        return f"by {now - now % 10 + 10}"
    fiscal = calendar.this_fiscal_year
    if name.endswith("_fiscal"):
        shift = {"last_fiscal": -1, "next_fiscal": 1}.get(name, 0)
        return f"FY{fiscal + shift}" if fiscal else None
    year = calendar.this_year
    if year is None:
        return None
    if name == "this_and_next":
        return f"{year}-{year + 1}"
    return str(year + {"last_year": -1, "next_year": 1}.get(name, 0))


def spans(folded: str) -> Iterator[re.Match[str]]:
    """Yield where a text says that a sum is per year: `a year`, `annually`."""
    return _ANNUAL.finditer(folded)
