"""From an entry laid out to its figures: draft each sum, join what is told twice, see what is news, finish."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from bot.core import abroad, ai, dated, timing
from bot.core.carried import carried
from bot.core.certainties import certainty
from bot.core.drafts import Draft, draft
from bot.core.figures import Figure
from bot.core.kinds import Kind, Role
from bot.core.merging import merge
from bot.core.money import Money, Rates, Sum
from bot.core.newsworthy import newsworthy
from bot.core.page import Page

_PARTED = frozenset({Kind.PLEDGE, Kind.FUND, Kind.CAPEX})
_STRUCK = frozenset({Kind.STAKE, Kind.ACQUISITION})
"""Kinds whose period, told of earlier deals, is the year in which they were struck."""
_PLACED = frozenset({Kind.PLEDGE, Kind.FUND, Kind.CAPEX, Kind.CONTRACT})
"""Kinds whose period another sentence may state."""


def extract(page: Page, rates: Rates) -> tuple[Figure, ...]:
    """Return every sum of a million or more in an entry as a figure, headline ones first, then as they stand.

    Args:
        page: The entry, laid out.
        rates: For the worth in dollars, and to tell a restatement from another sum in brackets.
    """
    drafts: list[Draft] = []
    for sum_ in page.sums:
        drafts.append(draft(page, _plausible(sum_, rates, page.published), drafts))
    drafts = carried(page, drafts)
    merged = _with_the_whole(page, _same_year(page, merge(page, drafts, rates)))
    heads = newsworthy(page, merged)
    merged = _only_ai(page, _of_the_stake(page, merged, heads), heads)
    finished = [_finish(page, d, rates, is_headline=i in heads) for i, d in enumerate(merged)]
    return tuple(sorted(finished, key=lambda f: not f.headline))


_BUILT = re.compile(
    r"data cent|Rechenzentr|centres? de donn|centros? de da|\bFabrik|\bWerk\b|\busine|\bfábrica|\bplanta\b|工場|공장|"
    r"工厂|データセンター|데이터센터|数据中心|"
    r"infrastructure|campus|factor(?:y|ies)|chips?\b|plants?\b|servers?\b|cap(?:ital )?(?:ex|spend)|cloud|"
    r"\bcompute\b|\bbuild|\bon AI\b|in 20\d\d|\b(?:this|last|next) year|in (?:the )?(?:US|U\.S\.|Britain|UK|"
    r"[A-Z]\w+ia\b)",
    re.I,
)


_PLACED_OR_SPENT = frozenset({Kind.CAPEX, Kind.PLEDGE})


def _of_the_stake(page: Page, drafts: list[Draft], heads: frozenset[int]) -> list[Draft]:
    """Read "it had put in $8 billion" as money for the same company, where a stake is what the entry is news for."""
    stake = next((drafts[i].figure for i in sorted(heads) if drafts[i].figure.kind is Kind.STAKE), None)
    if stake is None or stake.counterparty is None:
        return drafts
    owners = {stake.org, *stake.org_alt, *_investors(page)} - {stake.counterparty, None}
    told: list[Draft] = []
    for one in drafts:
        if _is_instalment(page, one, stake) or (one.figure.org in owners and _is_put_in(page, one)):
            giver = one.figure.org if one.figure.org != stake.counterparty else None
            put_in = replace(one.figure, kind=Kind.STAKE, org=giver, counterparty=stake.counterparty, period=None)
            one = replace(one, figure=put_in)
        told.append(one)
    return told


def _is_put_in(page: Page, draft_: Draft) -> bool:
    """Say whether a sum that an owner spent is told without what it would have been spent on."""
    figure = draft_.figure
    return (
        (figure.kind in _PLACED_OR_SPENT or (figure.kind is Kind.STAKE and figure.counterparty is None))
        and not _BUILT.search(page.folded, draft_.sentence.start, draft_.sentence.end)
        and not any(m.org is not None and m.org.type == "project" for m in draft_.sentence.mentions)
    )


_INSTALMENT = re.compile(
    r"\b(?:syndicat\w+|co-investors?|tranches?|instal?ments?|remaining|the rest|immediate(?:ly)?|comes? in|pays? in|"
    r"initial(?:ly)?|up ?front|closing)\b",
    re.I,
)
_MAY_BE_ONE = frozenset({Kind.OTHER, Kind.CONTRACT, Kind.CAPEX, Kind.PLEDGE, Kind.STAKE})
"""What an instalment is read as where its sentence says nothing of the round."""


def _is_instalment(page: Page, draft_: Draft, whole: Figure) -> bool:
    """Say whether a sum is a part of a round that somebody pays in: "$7.5 billion at once, the rest by December"."""
    figure = draft_.figure
    return (
        whole.role is Role.LEAD
        and figure.kind in _MAY_BE_ONE
        and figure.currency == whole.currency
        and figure.amount < whole.amount
        and _INSTALMENT.search(page.folded, draft_.sentence.start, draft_.sentence.end) is not None
    )


def _investors(page: Page) -> set[str]:
    """Return the companies that the opening names beside the one whose shares are bought."""
    return {m.name for s in page.sentences[:4] for m in s.mentions if m.org is None or not m.org.is_government}


def _only_ai(page: Page, drafts: list[Draft], heads: frozenset[int]) -> list[Draft]:
    """Call the sums of an entry on other money something else than spending, save those whose own sentence says AI."""
    told = [drafts[i] for i in sorted(heads)] or drafts
    parties_ = [name for d in told for name in (d.figure.org, d.figure.counterparty, *d.figure.org_alt)]
    parties_.append(page.topic.name if page.topic else None)
    capital = any(d.figure.kind is Kind.CAPEX for d in told)
    if ai.about(page, [d.sentence for d in told], parties_, capital=capital) is not None:
        return drafts
    return [
        replace(d, figure=replace(d.figure, kind=Kind.OTHER, counterparty=None))
        if d.figure.kind.is_spend and not _says_ai(page, d)
        else d
        for d in drafts
    ]


def _says_ai(page: Page, draft_: Draft) -> bool:
    """Say whether a sum goes to AI by its own sentence, or is the capital spending of those who build for it."""
    figure = draft_.figure
    in_sentence = ai.said(page.folded, draft_.sentence.start, draft_.sentence.end)
    return in_sentence is not None or (figure.kind is Kind.CAPEX and figure.org in ai.BUILDERS)


def _plausible(sum_: Sum, rates: Rates, day: date | None) -> Sum:
    """Return a sum without restatements that cannot be the same money."""
    if not sum_.also:
        return sum_
    here = rates.rate(sum_.money.currency, day)
    kept = []
    for other in sum_.also:
        there = rates.rate(other.currency, day)
        if here is None or there is None:
            kept.append(other)
            continue
        ratio = (other.amount * there.usd) / (max(sum_.money.amount, Decimal(1)) * here.usd)
        if Decimal("0.5") < ratio < 2 or (sum_.high and Decimal("0.5") < ratio * sum_.money.amount / sum_.high < 2):
            kept.append(other)
    return replace(sum_, also=tuple(kept))


_THE_QUARTER = re.compile(
    r"\b(?:in|for|during|of) the (?:\w+ )?quarter\b|\bthe quarter's\b|\b(?:a )?single quarter\b|\bquarterly\b", re.I
)
_YEAR_EARLIER = re.compile(
    r"(?:of |from )?(?:a|one|the) year (?:earlier|ago|before)\b|(?:in the )?(?:year-earlier|year-ago|same period)", re.I
)


_OF_A_YEAR = frozenset({Kind.CAPEX, Kind.FORECAST})
"""Kinds whose year the capital spending told beside them shares."""


def _same_year(page: Page, drafts: list[Draft]) -> list[Draft]:
    """Give capital spending without a period the reported quarter, the year before, or the plan it is held against."""
    this = str(page.calendar.this_year or "")
    plans = (d for d in drafts if d.figure.kind in _OF_A_YEAR and (d.figure.period or "").isdigit())
    plans = (d for d in plans if (d.figure.period or "") >= this)
    plan = max(plans, key=lambda d: d.figure.period or "", default=None)
    quarter = next((p.value for p in page.periods if p.value.startswith("Q")), None)
    timed: list[Draft] = []
    for told in drafts:
        figure = told.figure
        period = figure.period
        if figure.kind is Kind.CAPEX:
            sentence = page.folded[told.sentence.start : told.sentence.end]
            after = page.folded[told.sum.until : told.sum.until + 24].lstrip()
            before = timed[-1].figure if timed and timed[-1].sentence is told.sentence else None
            if before is not None and before.period and _YEAR_EARLIER.match(after):
                period = timing.year_before(before.period)
            elif period is None and _THE_QUARTER.search(sentence):
                period = quarter
            elif period is None and page.is_abroad and abroad.QUARTER.search(sentence):
                pass  # a quarter that the text does not name is not the year of the plan
            elif period is None and plan is not None and not _names_a_time(page, told, drafts):
                period = plan.figure.period
        timed.append(told if period == figure.period else replace(told, figure=replace(figure, period=period)))
    return timed


_OF_THE_WHOLE = re.compile(
    r"\b(?:of (?:that|this|it|which|them|the (?:total|sum|money))|half|a third|two thirds|per ?cent|davon|dont|"
    r"de ellos|"
    r"de los (?:que|cuales)|dos quais|dessa|desse|deste|de esa|de ese|hiervon|darunter)\b|%|이 가운데|이 중|그 중|其中|"
    r"当中|當中|このうち|うち",
    re.I,
)


def _with_the_whole(page: Page, drafts: list[Draft]) -> list[Draft]:
    """Give a part of a sum ("half of it, $15bn") the kind and the period of the whole."""
    told: list[Draft] = []
    for draft_ in drafts:
        part = draft_.figure
        # what the money of the whole buys, from nobody named
        bare = page.is_abroad and part.kind is Kind.CONTRACT and part.counterparty is None
        if part.period is None and (part.kind in _PARTED or bare):
            said = _OF_THE_WHOLE.search(page.folded, draft_.sentence.start, draft_.sentence.end)
            whole = next((d.figure for d in told if _is_whole(d.figure, part)), None)
            own = any(draft_.sentence.start <= p.start < draft_.sentence.end for p in page.periods)
            beside = not bare and whole is not None and whole.kind is Kind.CAPEX and not own and _goes_nowhere(draft_)
            if whole is not None and (said or beside or _shares(page, draft_, whole)):
                draft_ = replace(draft_, figure=replace(part, kind=whole.kind, period=whole.period))
        told.append(draft_)
    return told


_FOLLOWS = 500
"""Characters behind the sum of a budget in which a text says what it is spent on."""


def _shares(page: Page, draft_: Draft, whole: Figure) -> bool:
    """Say whether a sum is a share of a year's public budget told shortly before, and has no year of its own."""
    at = page.original.find(whole.quote)
    own = any(draft_.sentence.start <= p.start < draft_.sentence.end for p in page.periods)
    yearly = whole.period is not None and timing.is_one_year(whole.period)
    return (
        yearly and whole.kind is draft_.figure.kind is Kind.FUND and not own and 0 <= draft_.sum.start - at < _FOLLOWS
    )


def _goes_nowhere(draft_: Draft) -> bool:
    """Say whether the sentence of a sum names no country and no venture, which would have plans of their own."""
    return not any(
        m.org is not None and (m.org.is_government or m.org.type == "project") for m in draft_.sentence.mentions
    )


def _is_whole(whole: Figure, part: Figure) -> bool:
    """Say whether one sum may be what another one is a part of."""
    return (
        whole.kind in _PARTED
        and whole.period is not None
        and whole.org == part.org
        and any(
            x.currency == y.currency and x.amount > y.amount
            for x in (Money(whole.amount, whole.currency), *whole.also)
            for y in (Money(part.amount, part.currency), *part.also)
        )
    )


def _names_a_time(page: Page, told: Draft, drafts: Sequence[Draft]) -> bool:
    """Say whether the sentence of a draft has a period that is not another sum's."""
    taken = {d.figure.period for d in drafts if d.sentence is told.sentence and d is not told}
    return any(told.sentence.start <= p.start < told.sentence.end and p.value not in taken for p in page.periods)


_OF_ANOTHER = re.compile(
    r"\b(?:an older|another|a different|the (?:old|earlier|previous)|that (?:federal|the|had|regulators))\b", re.I
)


def _beside(page: Page, draft_: Draft) -> str:
    """Return the words that may say how sure a sum is: its sentence without the clauses that follow its own."""
    after = [c.start for c in draft_.sentence.clauses if c.start > draft_.sum.start]
    end = after[1] if len(after) > 1 else draft_.sentence.end
    other = _OF_ANOTHER.search(page.folded, draft_.sum.until, end)
    return page.folded[draft_.sentence.start : other.start() if other else end]


def _finish(page: Page, draft_: Draft, rates: Rates, *, is_headline: bool) -> Figure:
    """Add what only the whole entry tells: dollars, certainty, purpose, a period stated elsewhere."""
    figure = draft_.figure
    sure, said = certainty(_beside(page, draft_), page.folded[: page.title_end], is_headline=is_headline)
    period = figure.period
    if is_headline and period is None and figure.kind in _PLACED:
        period = timing.period_nearby(page, draft_.sentence)
    kind = figure.kind
    if not is_headline and period is None and kind in _STRUCK:
        period = timing.year_of_a_deal(page, draft_.sum, draft_.sentence)
        if period is None and page.is_abroad:
            told = page.folded[draft_.sentence.start : draft_.sentence.end]
            period = dated.year_of_the_deal(told, page.published)
    if kind is Kind.PLEDGE and figure.period is None and period is not None and timing.is_one_year(period):
        kind = Kind.CAPEX
    usd, high, day = _dollars(figure, rates, page.published)
    return replace(
        figure,
        kind=kind,
        period=period,
        usd=usd,
        usd_high=high,
        rate_day=day,
        certainty=sure,
        headline=is_headline,
        evidence=(*figure.evidence, *([said] if said else [])),
    )


def _dollars(figure: Figure, rates: Rates, day: date | None) -> tuple[Decimal | None, Decimal | None, date | None]:
    """Return the worth in dollars of both ends, and the day of the rate; a restatement in the text wins."""
    if figure.currency == "USD":
        return figure.amount, figure.high, None
    restated = next((m.amount for m in figure.also if m.currency == "USD"), None)
    if restated is not None:
        return restated, figure.high * restated / figure.amount if figure.high and figure.amount else None, None
    rate = rates.rate(figure.currency, day)
    if rate is None:
        return None, None, None
    return figure.amount * rate.usd, figure.high * rate.usd if figure.high is not None else None, rate.day
