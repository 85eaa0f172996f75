"""Years that a text names by their place beside another: this year, last fiscal year, 明年, by the end of the decade.

A relative year that belongs to a date, a comparison or the completion of a building is no period.
"""

import re
from collections.abc import Iterator

from bot.core import years
from bot.core.calendars import YEAR, Calendar
from bot.core.gates import Gate, Hits
from bot.core.text import alternatives

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
        \b(?:im|des) laufenden Geschäftsjahr(?:e?s)?\b|\b(?:in|für) (?:diesem|dieses) Geschäftsjahr\b
        \bl'exercice (?:en cours|actuel|s'achevant|se terminant|clos)\b|\bcet exercice\b
        \b(?:el|del) (?:presente )?ejercicio(?: fiscal)? (?:en curso|actual|que termina)\b
        \beste ejercicio(?: fiscal)?\b
        \b(?:n?o|do) (?:exercício|ano fiscal) (?:em curso|corrente|atual)\b|\bn?este (?:exercício|ano fiscal)\b
        今年度|本年度|当年度|今期|이번 회계연도|올해 회계연도|本财年|本財年
        当前财年
    """,
    "next_fiscal": r"""
        \b(?:im|fürs?) (?:kommende|nächste)[ns]? Geschäftsjahr\b|\bl'exercice (?:prochain|suivant|à venir)\b
        \bel (?:próximo|siguiente) ejercicio\b|\bn?o próximo (?:exercício|ano fiscal)\b|下個財年|明年度|来年度
        翌年度|来期|다음 회계연도|下一财年|下个财年
    """,
    "last_fiscal": r"""
        \b(?:im|des) (?:vergangenen|abgelaufenen|vorigen) Geschäftsjahr(?:e?s)?\b|\bl'exercice (?:précédent|écoulé)\b
        \bel (?:pasado|anterior) ejercicio\b|\bn?o exercício (?:passado|anterior)\b|지난 회계연도|昨年度|前年度|前期
        上一财年|上财年
    """,
}
_FOREIGN_YEAR = {
    "this_year": r"""
        \b(?:in|im|für) diesem Jahr\b|\bdieses Jahr(?:es)?\b|\bdiesjährig\w*|\bim (?:laufenden|aktuellen) Jahr\b
        \bim Gesamtjahr\b
        \bheuer\b
        \bcette année\b|\bl'année en cours\b|\bde l'année\b|\beste año\b|\bel año en curso\b|\b(?:n?este|deste) ano\b
        \bdurant l'année\b|\ben lo que va de año\b|\bel presente año\b|\bno ano corrente\b|今年|올해|本年(?!度)|年内に
        (?<!年)全年|(?<!년 )(?<!년)연간
    """,
    "last_year": r"""
        \b(?:im )?(?:vergangene|letzte|vorige|abgelaufene|zurückliegende)[nsm]? Jahr(?:es)?\b|\bim Vorjahr\b
        \bl'an dernier\b|\bl'année dernière\b
        \bl'an passé\b|\bd?el año pasado\b|\bd?el pasado año\b|\b(?:n?o )?ano passado\b|\bno ano anterior\b
        \bun an plus tôt\b|\bd?el año anterior\b|\bun año antes\b|\bein Jahr zuvor\b|\bum ano antes\b
        전년(?!\s?(?:대비|동기|比))|去年|작년|지난해|昨年|前年(?![比度])
    """,
    "next_year": r"""
        \b(?:im )?(?:nächste|kommende)[nsm]? Jahr(?:es)?\b|\bl'an prochain\b|\bl'année prochaine\b
        \b(?:el )?próximo año\b
        \bel año (?:que viene|entrante|siguiente)\b|\bl'année suivante\b|\b(?:das|im) Folgejahr\b
        \b(?:n?o )?próximo ano\b|\bano que vem\b|明年|来年(?!度)|내년
    """,
}
_THIS_DECADE = 2020
_RELATIVE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("decade", re.compile(_DECADE_END, re.I)),
    ("this_and_next", re.compile(_THIS_AND_NEXT, re.I)),
    *((name, re.compile(alternatives(words), re.I)) for name, words in (_FOREIGN_FISCAL | _FOREIGN_YEAR).items()),
)
"""What is meant, and the pattern that says so."""
_PAST_IN_YEAR = re.compile(
    r"\b(?:earlier|later|early|late|mid|end of|beginning of|start of|Anfang|Ende|fin|début|finales de|fim d)\s?$", re.I
)
_DATED = re.compile(
    r"\s?(?:의\s?|の\s?)?(?:1?\d\s?[月월]|[一二三四五六七八九十]{1,3}月|初|春|夏|秋|同期|동기|以来|より|보다|比|公布|宣布|成立|设立|設立|创立|上市|に?発表|発足|발표|설립|출범)|(?:\s"
    r"|-)?to(?:\s|-)date|\sand\snext\b"
)
_FOUNDED = re.compile(
    r"\b(?:founded|formed|set up|established|started|began|begun|created|launched|built|opened)\s(?:only\s|"
    r"just\s)?(?:in\s)?$|\b(?:cread|criad|fundad|gegründet|fondé|créé|lanzad|lançad|presentad|beschlossen|aprobad|"
    r"aprovad|constituid)\w*"
    r"\s(?:\w+\s){0,2}$",
    re.I,
)
"""Before a year in which something came into being, not money was spent."""
_SPENDING = re.compile(r"\b(?:spending|spend|capex|expenditures?|investments?|outlays?|budget)\b", re.I)
"""Before a year by which something doubles: money, and no building."""
_OF_A_SUM = re.compile(r"(?:的|の|\s)?[约約]?\s?\d")
"""A year right before another sum is that one's, whatever it is compared with."""
_COMPARED = re.compile(
    r"(?:\b(?:than|twice|double|doubling|triple|above|below|versus|against|over|on|with|to|from|mehr als|als|gegenüber"
    r"|zum|que|frente al?|ante|par rapport à|face à|wie|verglichen mit|comparé à|em relação a|contra)|比|较|較|同比|"
    r"前年比|전년)\s?(?:the\s|in\s|im\s|en\s)?$",
    re.I,
)


def relatives(folded: str, calendar: Calendar) -> Iterator[tuple[int, int, str | None]]:
    """Yield where a text names a year or fiscal year by its place beside another."""
    hits = _GATE.look(folded)
    yield from _from_now(folded, hits, calendar)
    told = [(one, calendar.this_fiscal_year) for one in _foreign(folded, hits)]
    told += [(one, calendar.named_fiscal_year) for one in _english(folded)]
    for (name, start, end), fiscal in told:
        before, after = folded[max(0, start - 64) : start], folded[end : end + 12]
        yield start, end, None if _is_no_period(name, before, after) else _value(name, calendar, fiscal)


_FROM_NOW = re.compile(
    r"(?P<next>내년|来年|明年|à partir de l'an prochain|ab (?:dem )?(?:nächsten|kommenden) Jahr|(?:desde|"
    r"a partir d[eo]) "
    r"(?:el )?próximo a[nñ]o)|(?:올해|今年|本年|à partir de cette année|ab diesem Jahr|(?:desde|"
    r"a partir de) este a[nñ]o)"
)
_TO_YEAR = re.compile(
    rf"\s?(?:부터|から|到|至|起至|起到|,?\s?(?:bis|et jusqu'en|jusqu'en|hasta|até))\s?(?P<y>{YEAR})\s?(?:年度?|"
    rf"년)?\s?(?:까지|まで)?"
)


_GATE = Gate([*(pattern for _, pattern in _RELATIVE), _FROM_NOW])


def _from_now(folded: str, hits: Hits, calendar: Calendar) -> Iterator[tuple[int, int, str | None]]:
    """Yield where a text names the years from this one or the next to another: 내년부터 2030년까지."""
    if calendar.this_year is None:
        return
    for match in hits.matches(len(_RELATIVE)):
        to = _TO_YEAR.match(folded, match.end())
        first = calendar.this_year + bool(match["next"])
        if to and first < int(to["y"]):
            yield match.start(), to.end(), f"{first}-{to['y']}"


def _foreign(folded: str, hits: Hits) -> Iterator[tuple[str, int, int]]:
    """Yield what is meant, start and end, in languages other than English and for decades."""
    for place, (name, _) in enumerate(_RELATIVE):
        for match in hits.matches(place):
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
    if name == "last_year" and _COMPARED.search(before) and not _OF_A_SUM.match(after):
        return True
    if name not in {"decade", "next_year", "this_year"} or _SPENDING.search(before):
        return False
    return bool(years.COMPLETION.search(before) or years.COMPLETION_AFTER.match(after))


def _value(name: str, calendar: Calendar, fiscal: int | None) -> str | None:
    """Return what a relative word means, `fiscal` being this fiscal year; None where nothing tells the year."""
    if name == "decade":
        now = calendar.this_year or _THIS_DECADE
        return f"by {now - now % 10 + 10}"
    if name.endswith("_fiscal"):
        shift = {"last_fiscal": -1, "next_fiscal": 1}.get(name, 0)
        return f"FY{fiscal + shift}" if fiscal else None
    year = calendar.this_year
    if year is None:
        return None
    if name == "this_and_next":
        return f"{year}-{year + 1}"
    return str(year + {"last_year": -1, "next_year": 1}.get(name, 0))
