"""The year of a deal of the past, by the date a text gives it: "im März", "en juin 2024", 去年9月, 지난해 4월.

Such a date is no period of what an entry is news for; an old round or purchase was paid when it was made.
"""

import re
from datetime import date

from bot.core.calendars import MONTH, YEAR, month_of
from bot.core.text import alternatives

_MONTH_OF_A_YEAR = re.compile(
    rf"\b{MONTH}\s(?:de\s|del\s)?(?P<y>{YEAR})\b|(?P<y2>{YEAR})\s?[年년]\s?1?\d\s?[月월]|"
    rf"\b(?:Sommer|Herbst|Winter|Frühjahr|été|automne|hiver|printemps|verano|otoño|invierno|"
    rf"primavera)\s(?:de\s)?(?P<y3>{YEAR})"
    rf"|(?P<y4>{YEAR})\s?[年년]\s?[底末말]",
    re.I,
)
_MONTH = re.compile(
    rf"\b(?:im|en|em|seit|desde|depuis|fin|début|Anfang|Ende|Mitte|a finales de|"
    rf"a principios de)\s(?P<m>{MONTH})(?!\s(?:de\s)?\d)|"
    r"(?<![\d年년])(?<!\d )(?P<m2>1?\d)[月월](?!\d)",
    re.I,
)
_SEASONS = {
    name: month
    for month, names in (
        (3, "frühjahr printemps primavera"),
        (6, "sommer été verano verão"),
        (9, "herbst automne otoño outono"),
        (12, "winter hiver invierno inverno"),
    )
    for name in names.split()
}
"""The month in which a season begins."""
_SEASON = re.compile(
    rf"\b(?:im|au|à l'|l'|en|el|no|na)\s?(?:vergangenen\s|letzten\s|pasad[oa]\s|último\s|última\s)?"
    rf"(?P<s>{'|'.join(_SEASONS)})\b",
    re.I,
)
_THIS_YEAR = re.compile(r"(?:今年|올해|본년)의?の?\s?1?\d[月월]")
_TO_COME = re.compile(
    alternatives(
        r"""
        予定|見込|計画する|预计|預計|将于|將於|拟于|예정|계획
        \b(?:previst[oa]s?|esperad[oa]s? (?:para|en)|attendue?s? (?:pour|d'ici|en)|prévue?s? (?:pour|d'ici|en))\b
        \b(?:soll (?:im|bis|noch)|erwartet (?:für|im)|geplant)\b|\b(?:évoquait|barajaba|cogitava|sopesaba)\b
        """
    )
)
"""What is still to be paid, or was only talked of, has no year of the past."""
_LAST_YEAR = re.compile(
    alternatives(
        r"""
        (?:去年|昨年|지난해|작년)의?の?\s?(?:1?\d[月월]|[春夏秋冬末底初])?|\bein Jahr (?:zuvor|davor)\b
        \bvor einem Jahr\b
        \bim Vorjahr\b|\b(?:im )?(?:vergangenen|letzten|vorigen) Jahr\b
        \bun an (?:plus tôt|auparavant)\b|\bil y a un an\b|\bl'an (?:dernier|passé)\b|\bl'année (?:dernière|passée)\b
        \b(?:hace un|un) año(?: antes)?\b|\bel año pasado\b|\bhá um ano\b|\bum ano antes\b|\bno ano passado\b
        """
    ),
    re.I,
)
_TWO = r"(?P<n>\d{1,2}|zwei|drei|vier|deux|trois|quatre|dos|tres|cuatro|dois|três|quatro|两|兩|二|三|두|세)"
_YEARS_AGO = re.compile(
    rf"\bvor {_TWO} Jahren\b|\bil y a {_TWO.replace('?P<n>', '?P<n2>')} ans\b|"
    rf"\b(?:hace|há) {_TWO.replace('?P<n>', '?P<n3>')} a[nñ]os\b|"
    rf"(?<![\d十]){_TWO.replace('?P<n>', '?P<n4>')}\s?[年년]\s?前?전?(?<=[前전])",
    re.I,
)
_NUMBERS = {"zwei": 2, "deux": 2, "dos": 2, "dois": 2, "两": 2, "兩": 2, "二": 2, "두": 2, "drei": 3, "trois": 3,
            "tres": 3, "três": 3, "三": 3, "세": 3, "vier": 4, "quatre": 4, "cuatro": 4, "quatro": 4}  # fmt: skip


def year_of_the_deal(told: str, published: date | None) -> str | None:
    """Return the year in which a deal of the past was made, by the sentence that tells it; None where it has no date.

    Args:
        told: Folded text of the sentence.
        published: What months and relative years resolve against; None means "not stated".

    >>> year_of_the_deal("Erst im März hatte Anthropic 3,5 Milliarden Dollar erhalten.", date(2025, 9, 2))
    '2025'
    >>> year_of_the_deal("En octobre, la société avait levé 2 milliards.", date(2026, 2, 2))
    '2025'
    """
    if _TO_COME.search(told):
        return None
    match = _MONTH_OF_A_YEAR.search(told)
    if match:
        return next(value for value in match.groupdict().values() if value)
    if published is None:
        return None
    if _THIS_YEAR.search(told):
        return str(published.year)
    if _LAST_YEAR.search(told):
        return str(published.year - 1)
    ago = _YEARS_AGO.search(told)
    if ago:
        count = next(value for value in ago.groupdict().values() if value).casefold()
        return str(published.year - (int(count) if count.isdigit() else _NUMBERS[count]))
    return _by_month(told, published)


def _by_month(told: str, published: date) -> str | None:
    """Return the year of the last month or season of that name before publication; None where none is named."""
    found = _MONTH.search(told)
    if found:
        month = int(found["m2"]) if found["m2"] else month_of(found["m"])
        return str(published.year - (month > published.month))
    season = _SEASON.search(told)
    if season is None:
        return None
    return str(published.year - (_SEASONS[season["s"].casefold()] >= published.month))
