"""When a sum is to be spent: which of the periods of an entry belongs to it.

A period that follows a sum is its own; one that stands between two sums belongs to the one it follows.
"""

import re
from collections.abc import Sequence

from bot.core import calendars
from bot.core.money import Sum
from bot.core.page import Page, Sentence
from bot.core.periods import Period

_BEFORE = 12
_PAST_A_SUM = 200
_BEFORE_ANOTHER = 30
_OTHER_CLAUSE = 50
_CLAIMED = 80
_FARTHEST = 190
"""What it costs a period, in characters, to stand before a sum, beyond another one, in another clause …"""
_LEADS_TO = 4
"""Characters between a period and the sum behind it that it leads to: "and for 2024 $83 billion"."""
_ADJOINS = 9
"""Characters between a number of years and the years it means."""
_DEAL = 90
"""Characters between the sum of a deal and the month in which it was struck."""
_MONTH = re.compile(
    rf"\b(?:in|of)\s(?:late\s|early\s|mid-?)?(?:(?:{'|'.join(calendars.MONTHS)})\b,?\s|(?<=late\s)|(?<=early\s))"
    rf"(?P<year>20\d\d)\b|\blast\s(?P<month>{'|'.join(calendars.MONTHS)})\b",
    re.I,
)
_AFTER_IN_THE_EAST = 30
"""Characters that it costs a period to stand behind a sum in a language that puts time before money."""
_EAST = re.compile("[ぁ-ん一-鿿가-힣]")
_LINKS = re.compile(r"(?:的|の|分の)?\s?[約约약]?\s?")
_BESIDE = 30
"""Characters after a sum within which a period is that sum's."""


def period_of(page: Page, sum_: Sum, sentence: Sentence) -> Period | None:
    """Return the period that belongs to a sum: after it in its clause, else before it, else in its sentence."""
    clause = sentence.clause_at(sum_.start)
    others = [s for s in page.sums if sentence.start <= s.start < sentence.end and s.start != sum_.start]
    eastern = _EAST.search(page.folded, sentence.start, sentence.end) is not None
    best: tuple[float, Period] | None = None
    for period in page.periods:
        if not sentence.start <= period.start < sentence.end:
            continue
        after = period.start >= sum_.until
        distance = period.start - sum_.until if after else sum_.start - period.end
        between = sum(min(period.start, sum_.start) < s.start < max(period.start, sum_.start) for s in others)
        outside = clause is None or not clause.start <= period.start < clause.end
        claimed = any(0 <= period.start - s.until < _BESIDE and s.until <= sum_.start for s in others)
        leads_on = after and any(0 <= s.start - period.end < _LEADS_TO for s in others)
        if leads_on and eastern:
            continue
        claimed = claimed or leads_on
        cost = distance + (0 if after else _BEFORE) + (_PAST_A_SUM if after else _BEFORE_ANOTHER) * between
        cost += _OTHER_CLAUSE * outside + _CLAIMED * (claimed or _leads_to_another(page, period, others))
        cost += _AFTER_IN_THE_EAST * (after and eastern)
        if cost < _FARTHEST and (best is None or cost < best[0]):
            best = (cost, period)
    return _as_years(page, best[1]) if best else None


def _as_years(page: Page, period: Period) -> Period:
    """Return the years that a number of years is said to be beside it: "over four years, from 2026 to 2029"."""
    if not period.value.endswith("y"):
        return period
    return next((p for p in page.periods if "-" in p.value and _gap(p, period) < _ADJOINS), period)


def _gap(one: Period, other: Period) -> int:
    """Return how many characters part two periods."""
    return max(one.start, other.start) - min(one.end, other.end)


def _leads_to_another(page: Page, period: Period, others: Sequence[Sum]) -> bool:
    """Say whether another sum stands right behind a period: 去年的409亿美元."""
    return any(s.start >= period.end and _LINKS.fullmatch(page.folded, period.end, s.start) is not None for s in others)


def period_nearby(page: Page, sentence: Sentence) -> str | None:
    """Return the period that the title or a sentence near by states, where no other sum claims it.

    Args:
        page: The entry.
        sentence: Where the sum stands that has no period of its own.
    """
    place = page.sentences.index(sentence)
    for at, other in enumerate(page.sentences[: place + 3]):
        if other is sentence or not (other.in_title or abs(at - place) <= 2):
            continue
        if not other.in_title and page.has_sum(other):
            continue
        for period in page.periods:
            if other.start <= period.start < other.end and (other.in_title or not period.is_one_year):
                return period.value
    return None


def year_of_a_deal(page: Page, sum_: Sum, sentence: Sentence) -> str | None:
    """Return the year in which an earlier deal was struck, by the month beside it: "its last round, in June 2024".

    Args:
        page: The entry.
        sum_: The sum.
        sentence: Where it stands.
    """
    published = page.calendar.published
    best: tuple[int, int] | None = None
    for match in _MONTH.finditer(page.folded, sentence.start, sentence.end):
        distance = match.start() - sum_.until if match.start() >= sum_.until else sum_.start - match.end()
        year = int(match["year"] or 0)
        if match["month"] and published is not None:
            year = published.year - (calendars.MONTHS[match["month"].casefold()] >= published.month)
        if year and 0 <= distance < _DEAL and (best is None or distance < best[0]):
            best = (distance, year)
    return str(best[1]) if best else None


def year_before(period: str) -> str | None:
    """Return the same quarter or year, one year earlier; None for a span.

    >>> year_before("Q3 FY2026"), year_before("2025"), year_before("3y")
    ('Q3 FY2025', '2024', None)
    """
    match = re.fullmatch(r"((?:[QH]\d )?(?:FY)?)(20\d\d)", period)
    return f"{match[1]}{int(match[2]) - 1}" if match else None


def is_one_year(period: str) -> bool:
    """Say whether a period is one fiscal or calendar year, or a part of one.

    >>> is_one_year("Q3 FY2026"), is_one_year("3y"), is_one_year("by 2030")
    (True, False, False)
    """
    return not (period.endswith("y") or "-" in period or period.startswith("by"))
