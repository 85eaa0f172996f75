"""What a sum of a text in another language takes from the words before it: a time, or what a raised plan is.

"Infineon investiert im laufenden Geschäftsjahr mehr. 2,7 Milliarden Euro sollen …": the first sentence says when.
"把三年3800亿元计划提高到4800亿元": both sums are of one plan.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.core.drafts import Draft
from bot.core.kinds import Kind
from bot.core.page import Page, Sentence
from bot.core.text import alternatives

_NEAR = 24
"""Characters between the former sum of a plan and the words beside it."""
_PLANNED = frozenset({Kind.PLEDGE, Kind.CAPEX, Kind.FUND})
_INVESTS = re.compile(
    alternatives(
        r"""
        \b(?:Invest\w*|invest\w*|Ausgaben|ausgeben|steck\w+|pump\w+|dépens\w+|débours\w+|inver\w+|gast\w+|capex|CapEx)\b
        投资|投資|投入|资本开支|資本支出|設備投資|支出|투자|설비|집행
        """
    )
)
_RAISED_TO = re.compile(
    alternatives(
        r"""
        [^,。、;；]{0,8}(?:上调|上調|提高|提升|增加|增至|上修|扩大|擴大|加码|加碼)(?:至|到|为|為)?[约約]?
        (?:の計画|計画|規模)?(?:から|を)[^、。]{0,12}
        (?:에서|을|를|이던 계획을|로 잡았던 [가-힣]{2,10}를)\s?
        \s(?:auf|à|a|para|hasta|até)\s(?:(?:rund|etwa|bis zu|environ|près de|unos|cerca de|quase|uns)\s)?
        """
    )
)
"""Between the sum of a plan and the one that it is raised to."""
_FROM = re.compile(r"(?:由|从|從|\b(?:von|de|desde|dos|des)\s(?:rund |environ |unos )?)$", re.I)
"""Before the former sum of a plan."""


def carried(page: Page, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts, those of a text in another language with what the words before them tell."""
    if not page.is_abroad:
        return list(drafts)
    told: list[Draft] = []
    for one in drafts:
        before = told[-1] if told else None
        if before is not None and _raises(page, before, one):
            was = before.figure
            if was.kind not in _PLANNED:
                was = replace(was, kind=one.figure.kind)
                told[-1] = replace(before, figure=was)
            period = was.period if was.period is not None else one.figure.period
            one = replace(
                one, figure=replace(one.figure, kind=was.kind, period=period, org=was.org, org_alt=was.org_alt)
            )
        told.append(_timed(page, _of_the_known(page, one, told)))
    return told


_OF_IT = re.compile(
    r"\s?(?:가운데|중에?서?|のうち、?|のうちの|の内|中的?|当中|其中)\s?|"
    r"\s(?:werden|sont|serán|irán|serão)?\s?,?\s?(?:dont|davon|de (?:los|las) (?:que|cuales)|d[ao]s quais)\s"
)
"""Between a sum that the text has told already and a part of it."""


def _of_the_known(page: Page, one: Draft, told: Sequence[Draft]) -> Draft:
    """Give what is a part of a sum told again what that sum was told as first: "10조1000억원 가운데 2조6000억원은"."""
    figure = one.figure
    if figure.kind is not Kind.OTHER or not told or told[-1].sentence is not one.sentence:
        return one
    sums = [d for d in told if d.sentence is one.sentence]
    if _OF_IT.fullmatch(page.folded, sums[0].sum.until, (*sums, one)[1].sum.start) is None:
        return one
    again = (sums[0].figure.amount, sums[0].figure.currency)
    spent = (d.figure for d in told if d.figure.kind.is_spend)
    whole = next((known for known in spent if (known.amount, known.currency) == again), None)
    if whole is None:
        return one
    return replace(one, figure=replace(figure, kind=whole.kind, period=figure.period or whole.period, org=whole.org))


def is_former(page: Page, start: int, until: int) -> bool:
    """Say whether a sum is what a plan is raised from: "由3800亿元上调至", "von 10 auf 20 Milliarden".

    Args:
        page: The entry.
        start: Where the sum begins.
        until: Where it ends.
    """
    nearby = page.folded[until : until + _NEAR]
    if not page.is_abroad or _RAISED_TO.match(nearby) is None:
        return False
    last = next((s for s in page.sums if s.start >= until), None)
    is_near = last is not None and last.start - until < _NEAR
    return is_near and _FROM.search(page.folded, max(0, start - _NEAR), start) is not None


def _raises(page: Page, before: Draft, after: Draft) -> bool:
    """Say whether a sum is what the one before in its sentence is raised to."""
    if after.sentence is not before.sentence or _PLANNED.isdisjoint({before.figure.kind, after.figure.kind}):
        return False
    gap = page.folded[before.sum.until : after.sum.start]
    larger = after.figure.amount > before.figure.amount and after.figure.currency == before.figure.currency
    return larger and _RAISED_TO.fullmatch(gap) is not None


def _timed(page: Page, one: Draft) -> Draft:
    """Give planned money without a time the year of the sentence before, where that tells of no sum of its own."""
    figure = one.figure
    if figure.kind not in {Kind.PLEDGE, Kind.CAPEX} or figure.period is not None or one.sentence.in_title:
        return one
    if any(one.sentence.start <= p.start < one.sentence.end for p in page.periods):
        return one
    place = page.sentences.index(one.sentence)
    before = page.sentences[place - 1] if place else None
    if before is None or before.in_title or not _only_tells_when(page, before):
        return one
    year = next((p for p in page.periods if before.start <= p.start < before.end and p.is_one_year), None)
    if year is None:
        return one
    return replace(one, figure=replace(figure, kind=Kind.CAPEX, period=year.value))


def _only_tells_when(page: Page, sentence: Sentence) -> bool:
    """Say whether a sentence tells of an investment and leaves its sum to the next."""
    return not page.has_sum(sentence) and _INVESTS.search(page.folded, sentence.start, sentence.end) is not None
