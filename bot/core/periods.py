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
from bot.core.text import alternatives

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


_DECADE_END = alternatives(r"""
    \b(?:by|before|through|until|to) (?:the )?(?:end|close|turn) of (?:the|this) decade\b|\bby decade's end\b
    \b(?:by|at) the decade's (?:end|close)\b|\bthis decade\b|\bbefore the decade is out\b
    \bbis (?:zum )?Ende (?:des|dieses) Jahrzehnts\b|\bin diesem Jahrzehnt\b|\bd'ici (?:à )?la fin de (?:la|cette) décennie\b
    \b(?:hasta|para|antes de) (?:finales|fines|el final) de (?:la|esta) década\b|\b(?:até|antes) (?:o|do) (?:fim|final) da década\b
    10年代末|20年代末|本世纪二十年代末|2020年代末
""")
_NEXT = r"next|nächste[nms]?|kommende[nms]?|el próximo|o próximo|le prochain|l'an prochain|明年|来年|내년"
_THIS = alternatives(r"""
    \bthis (?:calendar )?year(?:'s)?\b|\bthe current (?:calendar )?year\b|\b(?:the )?full[- ]year\b(?!\s20)|\bthe full year\b|\bfor the year\b(?!\s(?:ended|to|ending))
    \b(?:in|im|für) (?:diesem|dieses) Jahr\b|\bdieses Jahr(?:es)?\b|\bim (?:laufenden|Gesamtjahr|aktuellen) ?(?:Jahr)?\b|\bheuer\b|\bcette année\b|\bl'année en cours\b|\bde l'année\b
    \beste año\b|\bel año en curso\b|\b(?:n?este|deste) ano\b|今年|올해|本年(?!度)|年内に|全年|통년|연간
""")
_LAST = alternatives(r"""
    \blast year(?:'s)?\b|\bthe (?:previous|prior) year\b|\bthe past year\b|\b(?:im )?(?:vergangene|letzte|vorige)[nsm]? Jahr(?:es)?\b|\bim Vorjahr\b
    \bl'an dernier\b|\bl'année dernière\b|\bl'an passé\b|\bel año pasado\b|\bel pasado año\b|\b(?:n?o )?ano passado\b|去年|작년|지난해|昨年|前年(?!比)
""")
_COMING = alternatives(r"""
    \bnext (?:calendar )?year(?:'s)?\b|\bthe following year\b|\bthe coming year\b|\b(?:im )?(?:nächste|kommende)[nsm]? Jahr(?:es)?\b|\bl'an prochain\b
    \bl'année prochaine\b|\b(?:el )?próximo año\b|\bel año que viene\b|\b(?:n?o )?próximo ano\b|\bano que vem\b|明年|来年|내년
""")
_FISCAL_WORD = r"(?:fiscal[ -]year|financial[ -]year|business year|fiscal(?!\s(?:year|policy|19|20))|FY)"
_RELATIVE: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.I))
    for name, pattern in (
        ("decade", _DECADE_END),
        (
            "this_and_next",
            r"\bthis year and (?:the )?next\b|\bthis and next year\b|\bdieses und (?:das )?(?:nächste|kommende)\w* Jahr\b|\bin diesem und (?:im|dem) (?:nächsten|kommenden) Jahr\b"
            r"|\bcette année et (?:la|l'année|l'an) prochaine?\b|\beste año y (?:el )?(?:próximo|siguiente|que viene)\b|\beste ano e (?:no |o )?próximo\b|今明两年|今明兩年|올해와 내년",
        ),
        (
            "this_fiscal",
            rf"\b(?:this|the current|its current|the present|current|the) {_FISCAL_WORD}(?!\s(?:to|ended|ending|that ended|through|20|of))\b|\bim laufenden Geschäftsjahr\b|\bl'exercice en cours\b"
            r"|\bel ejercicio (?:en curso|actual)\b|\bo exercício (?:em curso|corrente)\b|今年度|本年度|当年度|今期|이번 회계연도|올해 회계연도|本财年|本財年|当前财年",
        ),
        ("next_fiscal", rf"\b(?:next|the coming|the following) {_FISCAL_WORD}\b|\bim (?:kommenden|nächsten) Geschäftsjahr\b|来年度|翌年度|来期|다음 회계연도|下一财年|下个财年"),
        ("last_fiscal", rf"\b(?:last|the previous|the prior|the past) {_FISCAL_WORD}\b|\bim (?:vergangenen|abgelaufenen|vorigen) Geschäftsjahr\b|昨年度|前年度|前期|上一财年|上财年"),
        ("this_year", _THIS),
        ("last_year", _LAST),
        ("next_year", _COMING),
    )
)  # fmt: skip
_PAST_IN_YEAR = re.compile(r"\b(?:earlier|later|early|late|mid|end of|beginning of|start of|Anfang|Ende|fin|début|finales de|fim d)\s?$", re.I)
_DATED = re.compile(r"\s?(?:의\s?|の\s?)?(?:1?\d\s?[月월]|[一二三四五六七八九十]{1,3}月|初|春|夏|秋|同期|동기|以来|より|보다|比)|(?:\s|-)?to(?:\s|-)date|\sand\snext\b")
_COMPARED = re.compile(
    r"(?:\b(?:than|twice|double|doubling|triple|above|below|versus|against|over|on|with|to|from|mehr als|als|gegenüber|zum|que|frente al?|par rapport à)|比|较|較|同比|前年比|전년)\s?(?:the\s|in\s|im\s|en\s)?$",
    re.I,
)
_ANNUAL = re.compile(
    r"\b(?:a|per|each|every) year\b|\bannual(?:ly|ized|ised)?\b|\byearly\b|\bp\.?a\.(?!\w)|\b(?:pro|im) Jahr\b(?!\s20)|\bjährlich\w*\b|\bpar an\b|\bannuel\w*\b"
    r"|\bal año\b|\bpor año\b|\banual(?:es)?\b|\bpor ano\b|\bao ano\b|\banua(?:l|is)\b|每年|年間(?!で)|매년|연간|毎年|한 해",
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
    for name, pattern in _RELATIVE:
        for match in pattern.finditer(folded):
            before = folded[max(0, match.start() - 64) : match.start()]
            after = folded[match.end() : match.end() + 12]
            value = None if _is_no_period(name, before, after) else _value(name, calendar)
            yield match.start(), match.end(), value


def _is_no_period(name: str, before: str, after: str) -> bool:
    """Say whether a relative year belongs to a date, a comparison or the completion of a building."""
    if name in {"this_year", "last_year", "next_year"} and (_PAST_IN_YEAR.search(before) or _DATED.match(after)):
        return True
    if name == "last_year" and _COMPARED.search(before):
        return True
    return name in {"decade", "next_year", "this_year"} and bool(
        years.COMPLETION.search(before) or years.COMPLETION_AFTER.match(after)
    )


def _value(name: str, calendar: Calendar) -> str | None:
    """Return what a relative word means; None where nothing tells the year."""
    if name == "decade":
        year = calendar.this_year or 2025
        return f"by {year - year % 10 + 10}"
    year, fiscal = calendar.this_year, calendar.this_fiscal_year
    if name.endswith("_fiscal"):
        shift = {"last_fiscal": -1, "next_fiscal": 1}.get(name, 0)
        return f"FY{fiscal + shift}" if fiscal else None
    if year is None:
        return None
    if name == "this_and_next":
        return f"{year}-{year + 1}"
    return str(year + {"last_year": -1, "next_year": 1}.get(name, 0))


def spans(folded: str) -> Iterator[re.Match[str]]:
    """Yield where a text says that a sum is per year: `a year`, `annually`."""
    return _ANNUAL.finditer(folded)
