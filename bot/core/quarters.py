"""Quarters and halves of a year, by number, by months or as "the quarter" of a report.

Where a text names "the second quarter of fiscal 2026" once, its bare "second quarter" is the fiscal one too.
"""

import re
from collections.abc import Iterator

from bot.core.calendars import FISCAL, MONTH, YEAR, Calendar, full_year, month_of
from bot.core.gates import Gate, Hits
from bot.core.text import alternatives, holds

_ORDINALS = {
    word: number
    for number, words in enumerate(
        "first 1st erste ersten erstes premier 1er primer primeiro 1º 1 一"
        "|second 2nd zweite zweiten zweites deuxième 2e segundo 2º 2 二"
        "|third 3rd dritte dritten drittes troisième 3e tercer tercero terceiro 3º 3 三"
        "|fourth 4th last final vierte vierten viertes quatrième 4e dernier cuarto último quarto 4º 4 四".split("|"),
        1,
    )
    for word in words.split()
}
_WORD = "|".join(sorted((w for w in _ORDINALS if not w.isdigit()), key=len, reverse=True))
_LINK = (
    r"(?:\s(?:of|in|for|de|del|des|do|von|d'|dans|en))?\s?(?:the\s|its\s|their\s|l'|el\s|o\s|calendar\s"
    r"|son\s|leur\s|su\s|seu\s|seines\s|ihres\s)?"
)
_QUARTER = re.compile(
    rf"(?<!\w)(?=[a-z1-4ädéèüvzúq])(?:(?P<q>{_WORD})[ -](?P<f>fiscal[ -])?(?:quarter|quartals?|trimestre)"
    rf"|Q(?P<q2>[1-4])|(?P<q3>[1-4])[QT](?:\s?'?(?P<y4>{YEAR}|\d\d))?)(?!\w)"
    rf"(?:{_LINK}(?:(?P<fy>{FISCAL}[ -]?(?:of\s|de\s)?)'?(?P<y>{YEAR}|\d\d(?!\d))"
    rf"|'?(?P<y2>{YEAR})(?P<fy2>\s(?:fiscal|financial)\syear)?|'(?P<y3>\d\d)\b))?",
    re.I,
)
_SHORT = re.compile(r"Q[1-4]|[1-4][QT]|q[1-4]")
_YEAR_BEFORE = re.compile(
    rf"(?:(?P<fy>\b{FISCAL}[ -]?)'?(?P<y>{YEAR}|\d\d)?|\b(?P<y2>{YEAR}))['s]{{0,2}}[\s-]{{1,2}}$", re.I
)
_RELATIVE_YEAR = re.compile(r"\s(?:of\s)?(?P<which>last|this|next) year\b", re.I)
_REPORT = re.compile(r"[ -](?:report|call|conference|update|letter|statement)\b", re.I)
_ASIAN = re.compile(
    rf"(?:(?P<y>{YEAR})\s?(?:年|년)?(?P<fy>度|财年|財年)?(?:の)?\s?|(?P<rel>去年|今年|本年|昨年|明年|来年|올해|지난해"
    rf"|작년|내년)(?:の)?\s?)?"
    r"(?<![前头頭])第?\s?(?P<q>[一二三四1-4])\s?(?:季度|季(?![节節])|四半期|분기)"
)
_MONTHS_QUARTERS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"\b(?=[JFMASOND])(?P<a>(?i:{MONTH}))\s?(?:-|to|through|until|bis|à|a)\s?(?P<b>(?i:{MONTH}))"
        rf"(?=\s(?:quarter|period|of\b|20\d\d)|\s?[,.;)])(?:\s(?:quarter|period))?(?:,?\s(?:of\s)?(?P<y>{YEAR}))?",
        rf"\bfrom\s(?P<a>(?i:{MONTH}))\s(?:to|through)\s(?P<b>(?i:{MONTH}))(?:,?\s(?P<y>{YEAR}))?",
        rf"\b(?=[JFMASOND])(?P<b>(?i:{MONTH}))[ -]quarter(?:,?\s(?:of\s|in\s)?(?P<y>{YEAR}))?",
        rf"\b(?:quarter|three[ -]months?)(?:\speriod)?,?\s(?:that\s)?(?:to|ended|ending|through|ends?)\s"
        rf"(?:in\s|on\s|the end of\s)?(?:\d{{1,2}}\s)?(?P<b>(?i:{MONTH}))(?:\s\d{{1,2}}(?!\d))?(?:,?\s(?P<y>{YEAR}))?",
        rf"\b(?:trimestre|Quartal)(?:\sfiscal)?,?\s(?:clos|terminé|achevé|clôturé|cerrado|terminado|finalizado|concluido|"
        rf"concluído|encerrado|findo|que (?:acabó|terminó|terminou|acabou)|bis|zum)\s(?:(?:en|fin|em|Ende|a|de|"
        rf"finales|no|fim|"
        rf"o|el|au|le|30|31|de|\.)\s){{0,4}}(?P<b>(?i:{MONTH}))(?:\s(?:de\s)?(?P<y>{YEAR}))?",
    )
)
_MONTHS_ASIAN = re.compile(
    rf"(?:(?P<y>{YEAR})\s?年\s?)?(?<!\d)(?P<n>1|4|7|10)\s?月?\s?(?:-|~|至|〜|から)\s?(?P<n2>3|6|9|12)\s?月"
)
_ENGLISH_THE = re.compile(
    r"quarter\b(?!\s(?:ended|ending|to|through|of)\b)|[qQ]uarterly (?:capital|capex|spending|outlay|investment)"
)
_BEFORE_THE = re.compile(
    r"\b(?:in|for|during|over|of|within)\s(?:the|that|its)\s(?:reported\s|latest\s|most recent\s)?$"
)
_THE_QUARTER = re.compile(
    alternatives(r"""
        \bim (?:abgelaufenen |vergangenen |berichteten )?(?:Quartal|Vierteljahr)\b
        \b(?:au(?: cours du)?|sur le) trimestre\b
        \b(?:en|durante) el trimestre\b|\bno trimestre\b|当季|當季|该季|該季|本季(?!度)|同季|当四半期|해당 분기|이 분기
    """)
)
_FOREIGN_WORDS = ("季", "四半期", "분기", "Vierteljahr", "Quartal", "trimestre")
_REACH = 32
_CURRENT_QUARTER = re.compile(
    r"\b(?:the|this|its) current quarter\b|\bthis quarter\b|\bim laufenden Quartal\b|本季度", re.I
)
_HALF = re.compile(
    r"\b(?P<h>first|second|1st|2nd|ersten?s?|zweiten?s?|premier|deuxième|primer|segundo|primeiro|1er|2e)[ -](?:half"
    r"|halbjahr(?:es)?|semestre)\b|\bH(?P<h2>[12])\b|\b(?P<h3>[12])H(?=\d\d|\b)"
    r"|\bfirst (?P<six>six) months\b",
    re.I,
)
_HALF_WORDS = ("half", "halbjahr", "semestre", "h1", "h2", "1h", "2h", "six months")
_HALF_YEAR = re.compile(
    rf"{_LINK}(?:(?P<fy>{FISCAL}\s?)?'?(?P<y>{YEAR}|(?<=['YH])\d\d)"
    rf"|(?P<rel>this year|the year|next year|last year|dieses Jahres|l'année|cette année|este año|del año|do ano"
    rf"|deste ano))",
    re.I,
)
_HALF_ASIAN = re.compile(
    rf"(?:(?P<y>{YEAR})\s?(?:年|년)?(?:度)?の?\s?|(?P<rel>去年|今年|本年|昨年|明年|来年|올해|지난해|작년"
    rf"|내년)の?\s?)?(?:(?P<h1>上半年|上半期|상반기|上期)|(?P<h2>下半年|下半期|하반기|下期))"
)
_SHIFT = {
    **dict.fromkeys(("last", "去年", "昨年", "지난해", "작년", "last year"), -1),
    **dict.fromkeys(("next", "明年", "来年", "내년", "next year"), 1),
}


_GATE = Gate((*_MONTHS_QUARTERS, _QUARTER, _ENGLISH_THE, _THE_QUARTER, _CURRENT_QUARTER))
_QUARTER_AT, _THE_ENGLISH_AT, _THE_AT, _CURRENT_AT = range(len(_MONTHS_QUARTERS), len(_MONTHS_QUARTERS) + 4)


def named(folded: str) -> tuple[str, ...]:
    """Return the quarters that a text names together with their year, in order, each once.

    >>> named("the second quarter of fiscal 2026, Q3 2025 and the first quarter")
    ('Q2 FY2026', 'Q3 2025')
    """
    empty = Calendar(None, None, None)
    return tuple(dict.fromkeys(value for *_, value in _numbered(folded, _GATE.look(folded), empty) if value))


def quarters(folded: str, calendar: Calendar) -> Iterator[tuple[int, int, str | None]]:
    """Yield where a text states a quarter: start, end and `Qn YYYY` or `Qn FYYYYY`; None where its year is unknown.

    >>> list(quarters("in the third quarter of 2025", Calendar(None, None, None)))
    [(7, 28, 'Q3 2025')]
    """
    hits = _GATE.look(folded)
    yield from _numbered(folded, hits, calendar)
    the = calendar.quarters[0] if calendar.quarters else None
    for match in hits.matches(_THE_ENGLISH_AT):
        if match.group()[-1] != "r" or _BEFORE_THE.search(folded, max(0, match.start() - _REACH), match.start()):
            yield match.start(), match.end(), the
    if holds(folded, _FOREIGN_WORDS):
        for match in hits.matches(_THE_AT):
            yield match.start(), match.end(), the
    if holds(folded, ("quarter", *_FOREIGN_WORDS)):
        for match in hits.matches(_CURRENT_AT):
            yield match.start(), match.end(), _current(calendar)


def _numbered(folded: str, hits: Hits, calendar: Calendar) -> Iterator[tuple[int, int, str | None]]:
    """Yield the quarters that a number or their months tell."""
    worded = holds(folded.lower(), ("quarter", "quartal", "trimestre"))
    if worded or (_QUARTER_AT in hits.open() and _SHORT.search(folded)):
        for match in hits.matches(_QUARTER_AT):
            yield _western(folded, match, calendar)
    if holds(folded, ("季", "四半期", "분기")):
        yield from _asian(folded, calendar)
    if worded or holds(folded, ("month", "period", "月", "from ")):
        for place in range(len(_MONTHS_QUARTERS)):
            for match in hits.matches(place):
                yield match.start(), match.end(), _by_months(match, calendar)
        for match in _MONTHS_ASIAN.finditer(folded) if "月" in folded else ():
            yield match.start(), match.end(), _by_months(match, calendar)


def _asian(folded: str, calendar: Calendar) -> Iterator[tuple[int, int, str | None]]:
    """Yield where Japanese, Chinese or Korean words number a quarter."""
    for match in _ASIAN.finditer(folded):
        number = _ORDINALS[match["q"]]
        year = _year(match["y"], match["rel"], calendar)
        value = f"Q{number} {'FY' if match['fy'] else ''}{year}" if year else nearest(number, calendar)
        yield match.start(), match.end(), value


def _western(folded: str, match: re.Match[str], calendar: Calendar) -> tuple[int, int, str | None]:
    """Return where a numbered quarter begins and ends, and its value."""
    start, end = match.span()
    number = _ORDINALS[(match["q"] or match["q2"] or match["q3"]).casefold()]
    year = match["y"] or match["y2"] or match["y3"] or match["y4"]
    fiscal = bool(match["fy"] or match["fy2"] or match["f"])
    before = folded[max(0, start - _REACH) : start]
    if year:
        fiscal = fiscal or before.casefold().endswith("fiscal ")
        return start, end, f"Q{number} {'FY' if fiscal else ''}{full_year(year)}"
    found = _YEAR_BEFORE.search(before)
    fiscal = fiscal or (found is not None and bool(found["fy"]))
    if found and (found["y"] or found["y2"]):
        digits = found["y"] or found["y2"]
        return start - len(before) + found.start(), end, f"Q{number} {'FY' if fiscal else ''}{full_year(digits)}"
    if _REPORT.match(folded, end):
        return start, end, None
    relative = _RELATIVE_YEAR.match(folded, end)
    if relative and calendar.this_year:
        return start, relative.end(), f"Q{number} {calendar.this_year + _SHIFT.get(relative['which'].casefold(), 0)}"
    if fiscal and calendar.this_fiscal_year and not any(q.startswith(f"Q{number}") for q in calendar.quarters):
        return start, end, f"Q{number} FY{calendar.this_fiscal_year}"
    return start, end, nearest(number, calendar)


def nearest(quarter: int, calendar: Calendar) -> str | None:
    """Return the quarter a report or a plan would mean: the one the text names, else the last of that number.

    None where nothing tells the year.
    """
    for value in calendar.quarters:
        if value.startswith(f"Q{quarter} "):
            return value
    if calendar.published is None:
        return f"Q{quarter} {calendar.latest_year - (quarter == 4)}" if calendar.latest_year else None
    current = (calendar.published.month + 2) // 3
    return f"Q{quarter} {calendar.published.year - (quarter > current)}"


def _by_months(match: re.Match[str], calendar: Calendar) -> str | None:
    """Return the quarter that its months name; None where they are no quarter of a calendar year."""
    groups = match.groupdict()
    if "n" in groups:
        first, last = int(match["n"]), int(match["n2"])
    else:
        last = month_of(match["b"])
        first = month_of(match["a"]) if "a" in groups else last - 2
    if last % 3 or first != last - 2:
        return None
    return f"Q{last // 3} {match['y']}" if match["y"] else nearest_end(last // 3, calendar)


def nearest_end(quarter: int, calendar: Calendar) -> str | None:
    """Return the quarter of that number of the calendar's year, whatever fiscal quarters the text names."""
    if calendar.published is None:
        return f"Q{quarter} {calendar.latest_year}" if calendar.latest_year else None
    current = (calendar.published.month + 2) // 3
    return f"Q{quarter} {calendar.published.year - (quarter > current + 1)}"


def _current(calendar: Calendar) -> str | None:
    """Return the quarter under way: the one after the report's, else that of the day of publication."""
    if calendar.quarters:
        number, year = int(calendar.quarters[0][1]) + 1, calendar.quarters[0][3:]
        return f"Q{number} {year}" if number < 5 else None
    if calendar.published is None:
        return None
    return f"Q{(calendar.published.month + 2) // 3} {calendar.published.year}"


def halves(folded: str, calendar: Calendar) -> Iterator[tuple[int, int, str | None]]:
    """Yield where a text states half a year: start, end and `Hn YYYY`; None where its year is unknown.

    >>> list(halves("in the first half of 2026", Calendar(None, None, None)))
    [(7, 25, 'H1 2026')]
    """
    asian = holds(folded, ("上", "下", "반기"))
    for match in _HALF.finditer(folded) if holds(folded.lower(), _HALF_WORDS) else ():
        number = 1 if match["six"] else _ORDINALS[(match["h"] or match["h2"] or match["h3"]).casefold()]
        after = _HALF_YEAR.match(folded, match.end())
        year = _year(after["y"], (after["rel"] or "").casefold() or None, calendar) if after else calendar.this_year
        bare = after is None and (match["h"] is None or calendar.published is None)
        fiscal = "FY" if after and after["fy"] else ""
        yield (
            match.start(),
            after.end() if after else match.end(),
            None if bare or not year else f"H{number} {fiscal}{year}",
        )
    for match in _HALF_ASIAN.finditer(folded) if asian else ():
        year = _year(match["y"], match["rel"], calendar) or calendar.this_year
        yield match.start(), match.end(), f"H{1 if match['h1'] else 2} {year}" if year else None


def _year(digits: str | None, relative: str | None, calendar: Calendar) -> int | None:
    """Return the year that digits or a relative word mean; None where neither stands or nothing tells."""
    if digits:
        return full_year(digits)
    if relative and calendar.this_year:
        return calendar.this_year + _SHIFT.get(relative, 0)
    return None
