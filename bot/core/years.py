"""What a year means where it stands: a span, a deadline, a fiscal year, a year of spending, or only a date.

The words before a year decide; a year without a word that makes it a period ("the CHIPS Act of 2022", "since
2012") is none.
"""

import re
from collections.abc import Iterator

from bot.core.calendars import FISCAL, MONTH, YEAR, Calendar, full_year
from bot.core.gates import Gate
from bot.core.text import alternatives

_WESTERN = rf"{YEAR}(?!\d|[.,]\d)|(?<=FY|al)[ ']{{0,2}}(?P<short>\d\d)(?![\d%.,])"
FOUND = re.compile(_WESTERN)
"""A year in full, or a fiscal one of two digits."""
_FOUND_ASIAN = re.compile(
    rf"{_WESTERN}|(?<![\d.,一-鿿約~〜-])(?P<east>2\d|3[0-5])(?=年(?:度|\d{{1,2}}月|末|初|春|夏|秋|冬|から|ごろ|頃|には?|"
    r"実績|見込み?|予想|計画|"
    r"の(?!間)|は|中に|後半|前半|まで))"
)
"""The same, or one of two digits as Japanese papers write it: 27年末."""
_NO_YEAR_BEFORE = frozenset("0123456789.,$€£¥₹")
_COMMA_ASIAN = re.compile("[一-鿿ぁ-ヿ가-힣],$")
"""A comma that East Asian papers set without a space."""
_REACH = 64
_REACH_AFTER = 140

_MONTH_BEFORE = re.compile(rf"\b{MONTH}(?:\s(?:the\s)?\d{{1,2}}(?:st|nd|rd|th)?,?|\s(?:de|del|do))?\s*,?\s*$", re.I)
_DAY_BEFORE = re.compile(r"\b(?:\d{1,2}[./-]\d{1,2}[./-]|\d{1,2}\.\s?)\s*,?\s*$")
_GATE = Gate((_MONTH_BEFORE,))
_DATE_AFTER = re.compile(
    r"\s?[年년]\s?(?:第?[一二三四1-4][季四]|1?\d\s?[月월](?!期)|[一二三四五六七八九十]{1,3}月|初|春|夏|秋|冬"
    r"|前[一二三四五六七八九十\d]+个?月|生まれ|设立|成立|创立|創業|設立|に設立|公布|宣布|发布|發布|发表|發表|に?発表|に?公表|에?\s?(?:창업|설립|출범|발표|공개)|創立|創辦|以[来來降後]|이후|이래)|[-/.]\d{1,2}[-/.]\d|-\d\d-"
)
_ENDING = re.compile(
    rf"\byear\s(?:that\s)?(?:ended|ending|ends|to|through)\s(?:in\s"
    rf"|on\s)?(?:the end of\s)?(?:\d{{1,2}}\s)?{MONTH},?\s(?:\d{{1,2}},?\s)?$",
    re.I,
)
_ENDING_ASIAN = re.compile(r"\s?[年년]\s?\d{1,2}\s?[月월]期")
_FISCAL_BEFORE = re.compile(rf"\b(?P<words>{FISCAL})[ -]?(?:of\s|de\s|year\s)?'?$", re.I)
_FISCAL_AFTER = re.compile(
    r"(?:[-/](?:20)?\d\d)?(?:'s)?(?:\s(?:fiscal|financial)[ -]year|\s?年度|\s?회계연도|\s?年?财年|\s?財年|\s?会计年度"
    r"|\s?사업연도)",
    re.I,
)
_TAIL = re.compile(r"\s?[-/]\s?((?:20)?\d\d)(?!\d|-)")
_SPAN = re.compile(
    rf"(?:\s?[年년]度?)?\s?(?P<gap>-|~|〜|to|through|until|till|bis|à|ao?|al|until the end of|to the end of|起?至|"
    rf"起?到|から"
    rf"|부터|and|und|et|y|e|和|및|と|&)\s?"
    rf"(?:fiscal\s|FY|the end of\s|el\s|o\s)?(?P<z>{YEAR})(?!\d)(?:\s?[年년]度?)?",
    re.I,
)
_PAIR = frozenset("and und et y e 和 및 と &".split())
_BETWEEN = re.compile(r"\b(?:between|zwischen|entre)\s(?:los\s|fiscal\s)?$", re.I)
_ENDS = "the|end|of|close|year|late|early|mid|calendar|fiscal|FY|at|least|year-end|financial"
_BY_ABROAD = "bis|al|d'ici|jusqu'(?:en|à)|hasta|até|à l'horizon|horizonte|de aquí a|antes de|vor|avant"
_ENDS_ABROAD = (
    "zum|Jahr|Jahres|Ende|des|Mitte|Anfang|fin|la|el|final(?:es)?|fines|de|o|fim|do|ano|año|à|spätestens|mediados|del"
    "|l'année|einschließlich"
)
_BY_WORDS = alternatives(rf"""
    \b(?:by|until|through|till|up to|out to|up until|between now and)\s(?:and including\s)?(?:(?:{_ENDS})[\s-]){{0,6}}
    \b(?:{_BY_ABROAD})\s(?:(?:{_ENDS_ABROAD})\s){{0,6}}
    (?<![截迄])[到至]\s?
""")
_BY = re.compile(rf"(?:{_BY_WORDS})$", re.I)
_PARA = re.compile(r"\b(?:para|pour)\s(?:(?:el|fines|finales|de|o|fim|ano|año|final|do)\s){0,4}$", re.I)
_BY_AFTER = re.compile(
    r"\s?[年년]?(?:度)?(?:度末|末)?(?:まで|年内まで|底(?!部)|年底|底前|之前|以前|(?:年)?\s?(?:말\s?)?까지)"
    r"|\s?年前(?![一二三四五六七八九十\d两])|\s?年末まで|\s?年度末",
    re.I,
)
_SINCE = (
    "since|after|before|from|not before|until after|as of|dating (?:from|to|back to)"
    "|seit|nach|ab|depuis|après|después de|desde|após"
)
_SINCE_WHEN = r"(?:the|early|late|mid|in|el|end of|its|fiscal|start of|beginning of)[\s-]"
_THAN = r"than|als|que|versus|vs\.?|compared (?:with|to)|against|par rapport à|gegenüber|frente a"
_OF_NO_SPENDING = (
    "Act|Law|Bill|Gesetz|Loi|Ley|Lei|summer|spring|autumn|fall|winter|start|beginning|middle|summit|election|class|"
    "crisis"
    "|crash|report|end"
)
_NO_SPENDING_WORDS = alternatives(rf"""
    \b(?:{_SINCE})\s(?:{_SINCE_WHEN}){{0,3}}
    \b(?:{_THAN})\s(?:(?:in|en|em|im Jahr)\s)?
    \b(?:expand(?:ing|s|ed)?|extend(?:ing|s|ed)?|growing|goes on|go on|run(?:ning|s)?)\sinto\s
    \b(?:than|que|to)\s(?:el de|los de|those of|that of)\s
    \b(?:{_OF_NO_SPENDING})\s(?:of|de|do|von)\s
    \b(?:at the end of|by the start of|at the start of|(?:in )?(?:early|late|mid-?))\s?
    \b(?:Anfang|Ende|Mitte|fin|début|finales de|principios de|fim de|início de)\s
    \b(?:ends?|ended|entered|begins?|began|closed|exits?|exited)\s
    \b(?:in|en|em|at|aux|a)\s(?:euros?|dollars?|dólares|prices|prix|precios|preços|Preisen)\s(?:of|de|von)\s
    截至|迄
""")
_NOT_SPENDING = re.compile(rf"(?:{_NO_SPENDING_WORDS})$", re.I)
_TOLD_IN = re.compile(
    r"\b(?:announc|said|promis|pledg|approv|renew|found|establish|unveil|valued?|born|creat|list|bankrupt|declar|sign"
    r"|agreed|Act|law|fined?|order|coined|publish|estimat|report|rebrand|acquir|bought|gegründet|angekündigt|annonc|fond|fund|anunci|cread|criad)"
    r"\w*\b[^.;,]{0,48}\b(?:in|en|em|im Jahr|im)\s$",
    re.I,
)
_MATURES = re.compile(
    r"\b(?:matur|due\b|fällig|échéan|venc|coupon|notes?\b|bonds?\b)[^.;]{0,40}$|(?:満期|到期|만기)$", re.I
)
COMPLETION = re.compile(
    r"\b(?:operational|clos(?:e|es|ing)|operating|operations|opens?\b|opened|opening|complet\w+|online|finish\w*|ready"
    r"|live|go into|come on|running|in service"
    r"|start\w*|begin\w*|break\w* ground|launch\w*|deliver\w*|gigawatts?|GW|MW|megawatts?|net[- ]zero|carbon|trained"
    r"|train|jobs?|employ\w*"
    r"|hire\w*|double|triple|reach\w*|market|worth|grow\w*|add\w* [\w.]+ of capacity|mass production|volume production"
    r"|break even|profitab\w+|turn a profit"
    r"|in Betrieb|fertig\w*|ans Netz|Inbetriebnahme|mise en service|opérationnel\w*|livr\w+|en marcha|operativ\w+"
    r"|funcionamiento|operação|operacional|entr[ae]r\w*|entrée? en|attendue?s?|verra le jour|erarbeite\w*"
    r"|Arbeitsplätze|empleos|emplois|empregos|stehen|öffnen|eröffn\w+|schul\w+|formar|former)\b[^.;,$€£¥₹]{0,44}$"
    r"|(?:가동|완공|준공|양산|开工|投产|竣工|稼働|量産|完成|開業)[^。、,]{0,6}$",
)
_STARTS = re.compile(r"\bfrom the (?:start|beginning) of\s$", re.I)
_IS_TO_STAND = re.compile(
    r"\s?(?:soll|sollen|wird|werden|könnte|dürfte)\b[^,.;]{0,120}\b(?:stehen|fertig\w*|in Betrieb|ans Netz|eröffne\w*|"
    r"laufen|"
    r"erarbeitet|wachsen|steigen|erreichen)\b"
)
"""German names the year first and ends with the verb."""
COMPLETION_AFTER = re.compile(
    r"\s?(?:[年년]?(?:度)?[^。,、.0-9]{0,10}(?:稼働|量産|完成|開業|投产|竣工|建成|가동|완공|준공|양산|착공|개소|启用"
    r"|運転|供用|商用化|상용화))"
)
_EVENT_AFTER = re.compile(
    r"\s(?:federal\s|state\s|spring\s|autumn\s)?(?:budget|elections?|summit|Olympics|edition)\b", re.I
)
_SPENT_AFTER = re.compile(
    r"(?:'s|s')?\s(?:[\w-]+\s){0,2}?(?:capital|capex|spending|spend|budget|guidance|outlay|investments?|expenditures?"
    r"|forecast|plans?|total|outlook|level|figure|Investitionen|Investitionsausgaben|dépenses|gasto|inversiones"
    r"|investimentos|program(?:me)?)\b",
    re.I,
)
_IN = re.compile(
    r"(?:^|[^\w])(?:in|for|during|throughout|of|calendar|calendar year|CY|im Jahre?|im|für|für das Jahr|en|pour|em"
    r"|durante|across|its|their|the|our"
    r"|full[- ]year|into|en el año|l'année|over|on|and|or|und|et|y|e|the year|del|del año|de|no ano de|au titre de|anno"
    r"|al|rest of|remainder of|whole of|or in)\s(?:all of\s|fiscal\s)?$",
    re.I,
)
_CLOSES = re.compile(
    r"'?s?\s?(?:[,.;:)]|$|\n)|\s(?:and|while|as|alone|to|on|after|with|but|or|by|when|it|the|we|at)\b", re.I
)
_ADVERB = re.compile(
    r"\s(?:rund|etwa|knapp|insgesamt|mehr als|über|bis zu|wird|will|werden|sollen|soll|wollen|investier\w+|annähernd|"
    r"fast|nahezu|deutlich|kräftig|wohl|wieder|erneut|voraussichtlich|gut|auf|für|war"
    r"|waren|sind|ihre|seine|erstmals|noch|allein|weitere|\d)",
)
_NAMED = re.compile(r"[A-ZÀ-Þ][\w'’-]*\s$")
_ASIAN_AFTER = re.compile(r"\s?(?:年(?![0-9度代前版])|년(?!\s?\d|까지|간|대|생))")


def found(folded: str) -> Iterator[re.Match[str]]:
    """Yield where years stand in a text, for `year_at`."""
    return (_FOUND_ASIAN if "年" in folded else FOUND).finditer(folded)


def year_at(folded: str, match: re.Match[str], calendar: Calendar) -> tuple[int, int, str | None]:
    """Return what a match of `FOUND` means: start, end and the period; None where it is none.

    >>> text = "invest $9 billion by the end of 2028"
    >>> year_at(text, FOUND.search(text), Calendar(None, 2028, None))[2]
    'by 2028'
    """
    part = match[match.lastgroup] if match.lastgroup else None
    start, end = match.span("short" if match.lastgroup == "short" else 0)
    before, after = folded[max(0, start - _REACH) : start], folded[end : end + _REACH_AFTER]
    year = full_year(part or match.group())
    if (before[-1:] in _NO_YEAR_BEFORE and not _COMMA_ASIAN.search(before)) or (
        match.lastgroup == "short" and not _FISCAL_BEFORE.search(before)
    ):
        return start, end, None
    if _ENDING.search(before) or _ENDING_ASIAN.match(after):
        return start, end, f"FY{year}"
    if _GATE.look(before).first(0) or _DAY_BEFORE.search(before) or _DATE_AFTER.match(after):
        return start, end, None
    span = _SPAN.match(after)
    if span:
        found = _span(before, year, span)
        if found is not None:
            closes = end + span.end()
            gone = (COMPLETION.search(before) and not _STARTS.search(before)) or _MATURES.search(before)
            return start, closes, None if gone else found or None
    return start, end, _single(folded, match, year, before, after, calendar)


def _span(before: str, year: int, span: re.Match[str]) -> str | None:
    """Return the span of two years, empty where they are in no order; None where they are two periods."""
    last = int(span["z"])
    if span["gap"].casefold() in _PAIR and not (last == year + 1 or _BETWEEN.search(before)):
        return None
    return f"{year}-{last}" if year < last else ""


def _single(folded: str, match: re.Match[str], year: int, before: str, after: str, calendar: Calendar) -> str | None:
    """Return what one year means."""
    if (
        _BY.search(before)
        or _BY_AFTER.match(after)
        or (_PARA.search(before) and year > (calendar.this_year or year) + 1)
    ):
        opens = not before.strip() or before.rstrip()[-1] in ".•\n" or match.start() < 12
        gone = _completes(before, after, look_on=opens) or _MATURES.search(before)
        return None if gone else f"by {year}"
    if _NOT_SPENDING.search(before) or _MATURES.search(before):
        return None
    if _EVENT_AFTER.match(after) and re.search(r"\bthe\s$", before):
        return None
    tail = _TAIL.match(after)
    if _FISCAL_BEFORE.search(before) or _FISCAL_AFTER.match(after):
        return f"FY{full_year(tail[1]) if tail and full_year(tail[1]) == year + 1 else year}"
    if tail and full_year(tail[1]) == year + 1:
        return f"{year}-{year + 1}"
    if _completes(before, after, look_on=False) or (_TOLD_IN.search(before) and year < (calendar.this_year or year)):
        return None
    if _SPENT_AFTER.match(after) or _IN.search(before) or _PARA.search(before) or _ASIAN_AFTER.match(after):
        return str(year)
    opens = not before or before[-1] in "\n"
    if opens or (_CLOSES.match(after) and not _NAMED.search(before)) or _ADVERB.match(after):
        return str(year)
    return None


def _completes(before: str, after: str, *, look_on: bool) -> bool:
    """Say whether something is built or counted by then, rather than money spent."""
    if COMPLETION.search(before) or COMPLETION_AFTER.match(after):
        return True
    return look_on and (COMPLETION.search(after[:36]) is not None or _IS_TO_STAND.match(after) is not None)
