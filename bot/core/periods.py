"""Periods: when money is to be spent, read from the words beside a sum.

A date of an event ("on January 21, 2025", "in May 2024") and the completion of a building ("open by 2027")
are no periods. "This year" is the year of publication; undated, the latest year the text itself names.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from bot.core.lexicon import DIGIT_WORDS, FOREIGN_WORDS


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


@dataclass(frozen=True, slots=True)
class Calendar:
    """What relative words resolve against.

    Attributes:
        published: Day of publication; None means "not stated".
        latest_year: The latest year the text names; None where it names none.
        fiscal_year: The fiscal year the text names, where it names just one; else None.
    """

    published: date | None
    latest_year: int | None
    fiscal_year: int | None

    @property
    def this_year(self) -> int | None:
        """Return the year that "this year" means; None where nothing tells."""
        return self.published.year if self.published else self.latest_year


_WORD_NUMBERS = {
    **{word: n for word, n in DIGIT_WORDS.items() if 0 < n <= 20},
    **{word: int(n) for word, n in FOREIGN_WORDS.items() if n == int(n) and n <= 20},
    "一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
    "두": 2, "세": 3, "네": 4, "다섯": 5,
}  # fmt: skip
_NUM = r"\d{1,2}|" + "|".join(
    sorted((w for w in _WORD_NUMBERS if w.isascii() or w[0].isalpha()), key=len, reverse=True)
)
_YEAR = r"20[1-4]\d"
_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|januar|februar|märz|mai|juni|juli|dezember|okt|janvier|février|avril|juin|juillet|"
    r"août|décembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|diciembre|janeiro|fevereiro|março|maio|junho|julho|dezembro)\w*\.?"
)
_ORDINAL = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
    "1": 1,
    "2": 2,
    "3": 3,
    "4": 4,
}
_FISCAL = r"(?:the\s|its\s)?(?:fiscal(?:[ -]year)?|FY|financial year|fiscal-year|Geschäftsjahr|exercice(?: fiscal)?|ejercicio(?: fiscal)?|ano fiscal|año fiscal)"

_PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, re.compile(pattern, re.I))
    for name, pattern in (
        (
            "years",
            rf"\b(?:over|across|in|within|for|during|through(?:out)?|spanning|the)\s(?:the\s|its\s|a\s)?(?:(?:next|coming|following|subsequent|past|course of the next|period of)\s|span of\s|about\s|roughly\s|around\s|up to\s)*"
            rf"(?P<n>{_NUM})(?:\s|-)(?:to\s\w+\s)?years?\b(?!\s(?:ago|earlier|old|after|before|of))",
        ),
        ("years", rf"\b(?P<n>{_NUM})(?:-|\s)year(?:s|-long)?\s(?:[\w-]+\s){{0,3}}?(?:plan|pledge|program(?:me)?|commitment|investment|agreement|contract|deal|period|spending|budget|roadmap|push|project|outlay|strategy|package|term)\b"),
        ("years", rf"\b(?:in den (?:nächsten|kommenden)|über|innerhalb von|binnen|für|in)\s(?P<n>{_NUM})\sJahren?\b"),
        ("years", rf"\b(?:sur|en|pendant|d'ici|au cours des|dans les|lors des|pour les)\s(?:les\s)?(?P<n>{_NUM})\s(?:prochaines?\s|prochains?\s)?(?:ans|années)\b"),
        ("years", rf"\b(?:en|durante|a lo largo de|por|nos|pelos|durante os|em|ao longo d[eo]s?|en los|durante los|en un plazo de)\s(?:los\s|os\s)?(?:próximos\s|proximos\s)?(?P<n>{_NUM})\s(?:próximos\s)?(?:años|anos)\b"),
        ("years", r"(?:未来|今后|今後|接下来|향후|앞으로|今后的)?\s?(?P<n>\d{1,2}|[一两二三四五六七八九十])\s?(?:年内|年间|年間|年で|年时间|年之内|개년)"),
        ("years", r"(?:未来|今后|今後|接下来|향후|앞으로)\s?(?P<n>\d{1,2}|[一两二三四五六七八九十]|두|세|네|다섯)\s?(?:年|년)"),
        ("years", r"(?P<n>\d{1,2})\s?년(?:간|에 걸쳐| 동안)"),
        ("fiscal_quarter", rf"\b(?:(?P<q>first|second|third|fourth|1st|2nd|3rd|4th)[ -](?:fiscal[ -])?quarter|Q(?P<q2>[1-4]))(?:\s(?:of|in|for))?\s{_FISCAL}[ -]?(?P<y>{_YEAR}|\d\d)\b"),
        ("fiscal_quarter", r"\bfiscal\s(?:(?P<q>first|second|third|fourth)[ -]quarter|Q(?P<q2>[1-4]))\s(?:of\s)?(?P<y>20[1-4]\d)\b"),
        ("quarter", rf"\b(?:(?P<q>first|second|third|fourth|1st|2nd|3rd|4th)[ -]quarter|Q(?P<q2>[1-4])|(?P<q3>[1-4])Q)(?:\s(?:of|in|for))?(?:\s|')?(?P<y>{_YEAR})\b"),
        ("quarter", rf"(?P<y>{_YEAR})\s?年(?:第)?(?P<q>[一二三四1-4])(?:季度|四半期)"),
        ("last_quarter_of", rf"\blast quarter of (?P<y>{_YEAR})\b"),
        ("bare_quarter", r"\b(?:(?P<q>first|second|third|fourth|1st|2nd|3rd|4th)[ -]quarter|Q(?P<q2>[1-4]))\b"),
        ("half", rf"\b(?:(?P<h>first|second) half|H(?P<h2>[12]))(?:\s(?:of|in))?\s(?P<y>{_YEAR})\b"),
        ("fiscal_year", rf"\b{_FISCAL}[ -]?(?:of\s)?'?(?P<y>{_YEAR}|\d\d(?![\d%]))(?:[-/](?:{_YEAR}|\d\d))?\b"),
        ("fiscal_year", rf"\b(?P<y>{_YEAR})\s(?:fiscal|financial)[ -]year\b"),
        ("fiscal_year", r"(?P<y>20[1-4]\d)\s?(?:年度|회계연도|财年|財年|会计年度)"),
        ("fiscal_year", rf"\bfiscal year (?:that\s)?(?:ended|ending|ends|to|through) (?:in\s)?{_MONTH}\s(?:\d{{1,2}},?\s)?(?P<y>{_YEAR})\b"),
        ("span", rf"\b(?:from\s|between\s|de\s|von\s|entre\s)?(?P<y>{_YEAR})\s?(?:-|to|through|and|bis|à|a|until|al?|e|y|~|至|到)\s?(?P<z>{_YEAR})\b"),
        ("span", rf"(?P<y>{_YEAR})年?\s?(?:-|~|至|到|から)\s?(?P<z>{_YEAR})\s?年"),
        ("by", rf"\b(?:by|until|through|till|up to|out to)\s(?:the\s)?(?:end\s(?:of\s)?|close of\s|year-?end\s|fiscal\s|the end of calendar\s|late\s|early\s|mid-?)?(?P<y>{_YEAR})\b"),
        ("by", rf"\b(?:bis(?: zum Jahr| Ende| zum Ende des Jahres)?|d'ici(?: à| fin| la fin de)?|jusqu'en|hasta(?: el año| fines de)?|até(?: o ano de| o fim de)?|para|à l'horizon|de aquí a)\s(?P<y>{_YEAR})\b"),
        ("by", r"(?:到|至)?(?P<y>20[1-4]\d)\s?(?:年(?:まで|底|末|底前|前|之前)|년까지|년 말까지)"),
        ("by", r"到(?P<y>20[1-4]\d)\s?年"),
        ("by_decade", r"\b(?:by|before|through|until) (?:the )?(?:end of|close of) (?:the|this) decade\b|\bthis decade\b|\bbis Ende des Jahrzehnts\b|\bd'ici la fin de la décennie\b"),
        ("this_fiscal", r"\b(?:this|the current|its current|the present) (?:fiscal|financial)[ -]year\b|\bthis fiscal\b"),
        ("this_year", r"\bthis (?:calendar )?year(?:'s)?\b|\bthe current year\b|\bfull[ -]year (?:capex|capital)|\bthe full year\b|\bfor the year\b|\bdieses Jahr\b|\bin diesem Jahr\b|\bim laufenden Jahr\b|\bcette année\b|\beste año\b|\beste ano\b|\bneste ano\b|今年|올해|本年|年内に"),
        ("last_year", r"\blast year(?:'s)?\b|\bthe (?:previous|prior) year\b|\bvergangene[ns]? Jahr\b|\bletzte[ns]? Jahr\b|\bl'an dernier\b|\bl'année dernière\b|\bel año pasado\b|\bno ano passado\b|去年|작년|지난해|昨年"),
        ("next_year", r"\bnext year(?:'s)?\b|\bthe following year\b|\bnächste[ns]? Jahr\b|\bkommende[ns]? Jahr\b|\bl'an prochain\b|\bl'année prochaine\b|\bpróximo año\b|\bpróximo ano\b|\bano que vem\b|明年|来年|내년"),
        ("year", rf"\b(?:in|for|during|throughout|through|of|calendar|calendar year|im Jahr|für(?: das Jahr)?|en|pour|em|durante|across|its|their|the|full-year|into)\s(?:all of\s)?(?P<y>{_YEAR})(?:'s)?\b(?!-\d)"),
        ("year", rf"\b(?P<y>{_YEAR})(?:'s)?\s(?:[\w-]+\s){{0,2}}?(?:capital|capex|spending|spend|budget|guidance|outlay|investment|expenditures?|forecast|plans?|total|outlook|level|figure)\b"),
        ("year", r"(?P<y>20[1-4]\d)\s?(?:年(?![0-9度まで底末第]|\s?[0-9一二三四五六七八九十]+\s?月)|년(?!\s?\d|까지|간))"),
        ("year", rf"\b(?P<y>{_YEAR})\b(?=\s?[,.;)]|\s(?:and|while|as|alone|to|on|after|with)\b|$)"),
    )
)  # fmt: skip
_DATE_BEFORE = re.compile(
    rf"(?:\b{_MONTH}|\b{_MONTH}\s\d{{1,2}},?|\d{{1,2}}\.|\d{{1,2}}|[a-z]+uary|\bde)\s*,?\s*$", re.I
)
_COMPLETION = re.compile(
    r"\b(?:operational|open(?:s|ed|ing)?|complet\w+|online|finish\w*|ready|live|produc\w+|running|service|start\w*|begin\w*|break\w* ground|launch\w*|"
    r"deliver\w*|gigawatts?|GW|MW|megawatts?|net[- ]zero|carbon|trained?|train|jobs?|employ\w*|hire\w*|double|reach|market|worth|grow\w*|capacity|in Betrieb|fertig)\b[^.;,]{0,40}$",
    re.I,
)


_COMPARED = re.compile(
    r"\b(?:than|twice|double|doubling|triple|from|above|below|over|on|versus|against|with|to|of|in)\s(?:the\s)?$", re.I
)


def calendar(folded: str, published: date | None) -> Calendar:
    """Return what relative words of a text resolve against."""
    years = [int(y) for y in re.findall(rf"(?<![\d.,$€£-])({_YEAR})(?![\d,]|\.\d)", folded)]
    fiscal = {_full_year(y) for y in re.findall(rf"\b{_FISCAL}[ -]?(?:of\s)?({_YEAR}|\d\d)\b", folded, re.I)}
    fiscal |= {
        int(y)
        for y in re.findall(
            rf"\b(?:up to|ending|ends|through|to) (?:in )?(?:June|March|September|January) ({_YEAR})\b", folded
        )
    }
    ahead = {y for y in fiscal if published is None or y >= published.year}
    latest = max((y for y in years if published is None or y <= published.year + 1), default=None)
    return Calendar(published, latest, ahead.pop() if len(ahead) == 1 else None)


def _full_year(digits: str) -> int:
    """Return the year of two or four digits."""
    return int(digits) if len(digits) == 4 else 2000 + int(digits)


def find(folded: str, calendar: Calendar) -> tuple[Period, ...]:
    """Return the periods of a folded text in order, the more telling one where two overlap.

    >>> [p.value for p in find("$53 billion over the next three years", Calendar(date(2025, 2, 25), None, None))]
    ['3y']
    >>> [p.value for p in find("open by 2027, with $9 billion this year", Calendar(date(2025, 2, 25), None, None))]
    ['2025']
    """
    taken: list[tuple[int, int]] = []
    found: list[Period] = []
    for name, pattern in _PATTERNS:
        for match in pattern.finditer(folded):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            value = None if _is_no_period(name, match, folded) else _value(name, match, calendar)
            if value is not None:
                found.append(Period(match.start(), match.end(), value))
    return tuple(sorted(found, key=lambda p: p.start))


def _is_no_period(name: str, match: re.Match[str], folded: str) -> bool:
    """Say whether a year belongs to the date of an event or to the completion of a building."""
    if name in {"year", "span"}:
        return _DATE_BEFORE.search(folded[max(0, match.start("y") - 24) : match.start("y")]) is not None
    if name in {"by", "by_decade"}:
        opens = match.start() == 0 or folded[: match.start()].rstrip()[-1:] in {".", "", "•"}
        after = folded[match.end() : match.end() + 50] if opens else ""
        return _COMPLETION.search(folded[max(0, match.start() - 60) : match.start()] + after) is not None
    if name == "last_year":
        return _COMPARED.search(folded[max(0, match.start() - 24) : match.start()]) is not None
    return False


def _value(name: str, match: re.Match[str], calendar: Calendar) -> str | None:
    """Return the value of a match; None where it cannot be resolved."""
    this = calendar.this_year
    match name:
        case "years":
            n = _number(match["n"])
            return f"{n}y" if 1 <= n <= 30 else None
        case "fiscal_quarter":
            return f"Q{_quarter(match)} FY{_full_year(match['y'])}"
        case "quarter":
            return f"Q{_quarter(match)} {match['y']}"
        case "last_quarter_of":
            return f"Q4 {match['y']}"
        case "bare_quarter":
            return _nearest_quarter(_quarter(match), calendar)
        case "half":
            return f"H{_ORDINAL.get((match['h'] or match['h2']).casefold())} {match['y']}"
        case "fiscal_year":
            return f"FY{_full_year(match['y'])}"
        case "span":
            return f"{match['y']}-{match['z']}" if match["y"] < match["z"] else None
        case "by":
            return f"by {match['y']}"
        case "by_decade":
            return "by 2030"
        case "this_fiscal":
            return f"FY{calendar.fiscal_year}" if calendar.fiscal_year else None
        case "this_year":
            return str(this) if this else None
        case "last_year":
            return str(this - 1) if this else None
        case "next_year":
            return str(this + 1) if this else None
        case _:
            return str(match["y"])


def _number(word: str) -> int:
    """Return the number a word or digits stand for."""
    return int(word) if word.isdigit() else _WORD_NUMBERS[word.casefold()]


def _quarter(match: re.Match[str]) -> int:
    """Return the quarter a match names, 1 to 4."""
    groups = match.groupdict()
    word = next(w for w in (groups.get("q"), groups.get("q2"), groups.get("q3")) if w)
    return _ORDINAL.get(word.casefold()) or _number(word)


def _nearest_quarter(quarter: int, calendar: Calendar) -> str | None:
    """Return the quarter of the year that a report or a plan would mean; None where nothing tells the year."""
    if calendar.published is None:
        return f"Q{quarter} {calendar.latest_year - (quarter == 4)}" if calendar.latest_year else None
    current = (calendar.published.month + 2) // 3
    year = calendar.published.year - (quarter > current)
    return f"Q{quarter} {year}"


def spans(folded: str) -> Iterator[re.Match[str]]:
    """Yield where a text says that a sum is per year: `a year`, `annually`."""
    return re.finditer(
        r"\b(?:a|per|each|every) year\b|\bannual(?:ly)?\b|\byearly\b|\bpro Jahr\b|\bpar an\b|\bal año\b|\bpor ano\b|每年|年間|매년",
        folded,
        re.I,
    )
