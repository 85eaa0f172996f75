"""What relative words of a text resolve against: its day, its years, the quarters and fiscal years it names.

"This year" is the year of publication; undated, the latest year the text itself names.
"""

import re
from dataclasses import dataclass
from datetime import date

from bot.core.text import holds

YEAR = r"20[1-4]\d"
FISCAL = (
    r"(?:fiscal(?:[ -]years?)?|FY|CFY|financial[ -]years?|Geschäftsjahr(?:es|e)?|Fiskaljahr(?:es)?"
    r"|exercices?(?: fiscal)?"
    r"|ejercicio(?: fiscal)?|ano fiscal|año fiscal|exercício(?: fiscal)?|budget year)"
)
MONTHS = {
    name: number
    for number, names in enumerate(
        "jan januar january janvier enero janeiro jänner|feb februar february février febrero fevereiro"
        "|mar march märz mars marzo março|apr april avril abril|may mai mayo maio|jun june juni juin junio junho"
        "|jul july juli juillet julio julho|aug august août agosto|sep sept september septembre septiembre setembro "
        "setiembre"
        "|oct okt october oktober octobre octubre outubro|nov november novembre noviembre novembro"
        "|dec dez dic déc december dezember décembre diciembre dezembro".split("|"),
        1,
    )
    for name in names.split()
}
MONTH = rf"(?:{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"

_AHEAD = r"by|until|till|through|to|bis|d'ici|hasta|até|before"
_YEARS = re.compile(r"20(?<![\d.,$€£¥₹-]20)[1-4]\d(?!\d|[,.]\d|\s?(?:年までに|까지))")
_LOOKS_AHEAD = re.compile(rf"\b(?:{_AHEAD})\s(?:(?:the|end|of|late|early|mid|fiscal)[\s-]){{0,3}}$", re.I)
_AHEAD_REACH = 32
"""A year that a text looks ahead to is not the one it was written in."""
_FISCAL_YEARS = re.compile(rf"\b{FISCAL}[ -]?(?:of\s)?'?({YEAR}|\d\d(?![\d%]))", re.I)
_ENDING = re.compile(
    rf"year(?<!\wyear)\s(?:that\s)?(?:ended|ending|ends|to|through)\s(?:in\s|on\s)?{MONTH}\s(?:\d{{1,2}},?\s)?({YEAR})\b"
)
"""Asked of lower case."""
_FISCAL_WORDS = ("fiscal", "fy", "financial", "geschäftsjahr", "fiskaljahr", "exerc", "ejercicio", "budget year")
_UP_TO = re.compile(rf"\b(?:up to|ending|ends|through|to) (?:in )?(?:June|March|September|January) ({YEAR})\b")
_ENDS_ABROAD = re.compile(
    r"\b(?:ejercicio(?: fiscal)?|exercice|exercício|ano fiscal|año fiscal|Geschäftsjahr)[^.;]{0,20}\b(?:termina|"
    r"finaliza|"
    r"s'achev\w+|se terminant|clos|encerra|endet|bis)\s(?:(?:en|em|le|fin|à la fin|Ende|"
    r"im)\s){0,2}(?:\d{1,2}\s(?:de\s)?)?"
    rf"({MONTH})(?:\s(?:de\s)?({YEAR}))?",
    re.I,
)
_FISCAL_ENDS = ("June 20", "March 20", "September 20", "January 20")
_ENDS_IN = re.compile(
    rf"\b(?:fiscal|financial)[ -]year\s?,?\s(?:\w+\s){{0,2}}(?:ends?|ending|ended|to)\s(?:in\s|on\s)?({MONTH})", re.I
)


@dataclass(frozen=True, slots=True)
class Calendar:
    """What relative words resolve against.

    Attributes:
        published: Day of publication; None means "not stated".
        latest_year: The latest year the text names; None where it names none.
        fiscal_year: The fiscal year the text names, where it names just one; else None.
        quarters: The quarters that the text names with their year, in order: `Q3 2025`, `Q2 FY2026`.
        fiscal_end: The month in which the text says that its fiscal year ends; None means "not stated".
    """

    published: date | None
    latest_year: int | None
    fiscal_year: int | None
    quarters: tuple[str, ...] = ()
    fiscal_end: int | None = None

    @property
    def this_year(self) -> int | None:
        """Return the year that "this year" means; None where nothing tells."""
        return self.published.year if self.published else self.latest_year

    @property
    def this_fiscal_year(self) -> int | None:
        """Return the fiscal year that "this fiscal year" means; None where nothing tells."""
        if self.fiscal_year is not None or self.published is None:
            return self.fiscal_year
        return self.published.year + (self.published.month > (self.fiscal_end or 6) and self.fiscal_end != 12)

    @property
    def named_fiscal_year(self) -> int | None:
        """Return the same where the text itself names or ends it: firms that report in English end theirs variously."""
        return self.this_fiscal_year if self.fiscal_year is not None or self.fiscal_end is not None else None


def full_year(digits: str) -> int:
    """Return the year of two or four digits.

    >>> full_year("26"), full_year("2026")
    (2026, 2026)
    """
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def month_of(name: str) -> int:
    """Return the number of a month, as a text in any of the languages writes it.

    >>> month_of("Sept."), month_of("märz")
    (9, 3)
    """
    return MONTHS[name.rstrip(".").casefold()]


def calendar(folded: str, published: date | None) -> Calendar:
    """Return what relative words of a text resolve against; `quarters` are added by `periods.calendar`.

    >>> calendar("$80 billion in fiscal 2026", date(2025, 9, 1)).fiscal_year
    2026
    """
    lower = folded.lower()
    named = [
        (int(y.group()), _LOOKS_AHEAD.search(folded, max(0, y.start() - _AHEAD_REACH), y.start()))
        for y in (_YEARS.finditer(folded) if "20" in folded else ())
    ]
    years = [year for year, ahead in named if not ahead] or [year for year, _ in named]
    fiscal = {int(y) for y in _UP_TO.findall(folded)} if years and holds(folded, _FISCAL_ENDS) else set()
    if holds(lower, _FISCAL_WORDS):
        fiscal |= {full_year(y) for y in _FISCAL_YEARS.findall(folded)}
    if "year" in lower and years:
        fiscal |= {int(y) for y in _ENDING.findall(lower)}
    ahead = {y for y in fiscal if y >= (published.year if published else max(fiscal))}
    latest = max((y for y in years if published is None or y <= published.year + 1), default=None)
    ends = _ENDS_IN.search(folded) if "al year" in lower or "al-year" in lower else None
    abroad = _ENDS_ABROAD.search(folded) if holds(lower, _FISCAL_WORDS) else None
    if abroad and abroad[2] and not fiscal:
        ahead.add(int(abroad[2]))
    ends = ends or abroad
    end = month_of(ends[1]) if ends else None
    return Calendar(published, latest, ahead.pop() if len(ahead) == 1 else None, fiscal_end=end)
