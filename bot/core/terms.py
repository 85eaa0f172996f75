"""Terms of years: over three years, a five-year plan, 未来三年.

A number of years is a term only behind a word that says so: companies are twenty years old, too.
"""

import re
from collections.abc import Iterator

from bot.core.gates import Gate, Hits
from bot.core.lexicon import NUMBER_WORDS
from bot.core.text import alternatives, either, holds

MOST = 30
_WORDS = {word: int(n) for word, n in NUMBER_WORDS.items() if n == int(n) and 1 < n <= MOST}
_ASIAN = {"一": 1, "两": 2, "兩": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
          "두": 2, "세": 3, "네": 4, "다섯": 5, "십": 10}  # fmt: skip
_ONES = frozenset("one ein eine einem einen eines un une uno".split())
_NUMBER = rf"\d{{1,2}}|{either((*_WORDS, *_ONES))}"
_UNIT = re.compile(
    r"(?:[yY]ears?|yrs?|[jJ]ahren?|jährige[nrs]?|ans|années?|an|años?|anos?|[mM]onths?|[mM]onate?n?|mois"
    r"|meses)\b(?!-to-date)"
)
_ADJECTIVE = (
    r"(?:prochaines?|prochains|dernières|próximos|últimos|kommenden|nächsten|folgenden"
    r"|full|fiscal|more|calendar|consecutive)\s"
)
_COUNT = re.compile(rf"(?<![\w.,$€£-])(?P<n>{_NUMBER})(?P<hyphen>[\s-]?)(?:{_ADJECTIVE})?$", re.I)
_LONGEST = 28
_BEFORE = re.compile(
    r"(?:^|[^\w])(?P<prep>over|across|in|within|for|during|through(?:out)?|spanning|next|coming|following|past|last|of"
    r"|runs?|last(?:s|ing)|spans|spread over"
    r"|über|innerhalb|binnen|für|auf|nächsten|kommenden|vergangenen|von|sur|en|pendant|d'ici|au cours|dans|lors|pour"
    r"|prochaines?|sous|à"
    r"|durante|a lo largo|a|duração|duración|durée|Laufzeit|vigencia|vigência|por|para|próximos|proximos|próximas|nos|"
    r"pelos|em|ao longo|plazo|prazo|dentro|últimos)\s"
    r"(?:(?:the|its|a|next|coming|following|subsequent|past|last|course|period|span|term|of|about|roughly|around|up|to"
    r"|at|least|more|than|some"
    r"|den|die|der|von|nächsten|kommenden|rund|etwa|les|des|prochaines?|prochains|un|une|période|environ|los|las|os|de"
    r"|d[eo]s?|próximos|proximos"
    r"|period|um|uns|unos|another|an|initial|least|as|many|each|every)\s){0,6}$",
    re.I,
)
_AFTER_NONE = re.compile(
    r"\s?(?:ago\b|earlier\b|old\b|before\b|after\b|later\b|prior\b|since\b|antes\b|atrás\b|zuvor\b|später\b|alt\b"
    r"|plus tôt|auparavant|de edad|d'âge|of age"
    r"|of (?:experience|operation|existence|history|life)|younger|senior|behind|ahead)|-old\b",
    re.I,
)
_NO_PLAN = re.compile(
    r"\s(?:high|low|old|bonds?|notes?|treasur|yield|mortgage|veteran|anniversary|history|record|ban|peak|average|career"
    r"|debt|paper|swap|maturity|gap|wait|olds?)\b",
    re.I,
)
_FIRST_IN = re.compile(
    r"\b(?:first|largest|biggest|highest|lowest|most|best|worst|time|record|jobs|workers|people|employees|Stellen"
    r"|Arbeitsplätze|empleos|emplois|empregos)\b[^.;,$€£]{0,30}\b(?:in|en|em|seit)\s(?:\w+\s)?$",
    re.I,
)
_NO_ONE = re.compile(
    r"\d(?:\s(?:to|or|bis|à|a|ou|oder|o)\s|\s?-\s?)$|\b(?:two|three|four|five|six|seven|eight|ten)\s(?:to|or)\s$|-$",
    re.I,
)
_EASTERN = re.compile(
    r"(?<![\d.直前전])(?P<n>\d{1,2}|十[一二三四五]?|[一两兩二三四五六七八九])\s?(?:か|カ|ヶ|箇|個)?"
    r"(?:年间|年間|年内|年內|年で|年(?=\d[\d.]*[万亿千百兆億萬])|年(?=投入|投资|斥资|砸|豪掷)|年时间|年之内|年かけ|"
    r"年計画|年计划|年期|개년|년간|년 동안|년에 걸쳐|年規模)"
    r"|(?:未来|今后|今後|接下来|接下來|향후|앞으로|过去|過去|为期|為期|未來|向こう|지난)的?\s?(?P<m>\d{1,2}"
    r"|十[一二三四五]?|[一两兩二三四五六七八九]|두|세|네|다섯|십)\s?(?:年|년)"
    r"(?!\s?[前度代])"
)
_PAST_ASIAN = re.compile(r"(?:直前|직전|前|設立|创立|成立)\s?$")
_DECADE = re.compile(
    alternatives(r"""
        \b(?:over|across|within|in|during|for|throughout)\s(?:a|the)(?:\s(?:next|coming))?\sdecade\b(?!'s|\sago|\sof)
        \b(?:im|in dem|über das|im Laufe des) (?:nächsten|kommenden) Jahrzehnts?\b
        \b(?:über|in) (?:ein|einem) Jahrzehnt\b
        \b(?:en|durante|a lo largo de) (?:la próxima|una) década\b|\b(?:na|durante a|ao longo da) próxima década\b
        \bem uma década\b
        \b(?:au cours de|dans|sur|lors de) (?:la prochaine|une) décennie\b
    """),
    re.I,
)


_GATE = Gate((_UNIT, _DECADE))
_UNIT_AT, _DECADE_AT = range(2)


def terms(folded: str) -> Iterator[tuple[int, int, str | None]]:
    """Yield where a text states a number of years: start, end and `Ny`; None where the years are no term.

    >>> [value for *_, value in terms("over the next three years, a 20-year-old firm")]
    ['3y', None]
    """
    hits = _GATE.look(folded)
    for unit in hits.matches(_UNIT_AT):
        place = max(0, unit.start() - _LONGEST)
        count = _COUNT.search(folded[place : unit.start()])
        if count:
            start = place + count.start()
            yield start, unit.end(), _western(folded, start, count, unit)
    if not holds(folded, ("年", "년")):
        yield from _decades(folded, hits)
        return
    for match in _EASTERN.finditer(folded):
        word = match["n"] or match["m"]
        past = _PAST_ASIAN.search(folded[max(0, match.start() - 4) : match.start()])
        yield match.start(), match.end(), None if past else _term(_asian(word))
    yield from _decades(folded, hits)


def _decades(folded: str, hits: Hits) -> Iterator[tuple[int, int, str | None]]:
    """Yield where a text says "over the next decade"."""
    for match in hits.matches(_DECADE_AT):
        yield match.start(), match.end(), "10y"


def _western(folded: str, start: int, count: re.Match[str], unit: re.Match[str]) -> str | None:
    """Return the term that a number of years is; None where it is none."""
    word, kind, hyphen = count["n"].casefold(), unit.group().casefold(), count["hyphen"]
    number = int(word) if word.isdigit() else 1 if word in _ONES else _WORDS[word]
    before, after = folded[max(0, start - 64) : start], folded[unit.end() : unit.end() + 24]
    if _NO_ONE.search(before) or _AFTER_NONE.match(after):
        return None
    if kind[0] == "m":
        return _term(number // 12) if number % 12 == 0 and _BEFORE.search(before) else None
    if hyphen == "-" or kind.startswith("jährig"):
        return _term(number) if number > 1 and not _NO_PLAN.match(after) else None
    if not hyphen or number == 1 or _FIRST_IN.search(before) or not _BEFORE.search(before):
        return None
    return _term(number)


def _term(years: int) -> str | None:
    return f"{years}y" if 1 <= years <= MOST else None


def _asian(word: str) -> int:
    """Return the number of an East Asian word below sixteen."""
    if word.isdigit():
        return int(word)
    return _ASIAN[word] if len(word) == 1 or word in _ASIAN else 10 + _ASIAN[word[1]]
