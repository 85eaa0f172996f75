"""Figures: sums of money of an entry, bound to who, what, when and how sure.

Sums that say the same thing twice (title and text, two currencies, a rounding) are one figure; equal sums of
different payers are not.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from bot.core import ai, money, senses
from bot.core.certainties import certainty
from bot.core.cues import Cue
from bot.core.kinds import Certainty, Kind, Qualifier, Role
from bot.core.money import Money, Rates, Sum
from bot.core.page import Page, Sentence
from bot.core.parties import Parties, distinct, parties, target
from bot.core.periods import Period


@dataclass(frozen=True, slots=True)
class Figure:
    """A sum of money as an entry states it; the field names are those of `eval/ANNOTATION.md`.

    Attributes:
        quote: Exact substring of the entry's title or text.
        amount: In full units of `currency`; the low end of a range.
        high: The high end of a range; None means it is no range.
        currency: ISO 4217.
        also: The same sum restated in other currencies or otherwise rounded.
        usd: `amount` in US dollars; None only where no rate is known.
        usd_high: `high` in US dollars.
        rate_day: Day of the rate `usd` was reckoned by; None where the text itself states dollars.
        org: Who pays (for kinds that are no spend: whose figure it is); None means nobody in particular.
        org_alt: Other payers of the same money.
        role: Whether `org` pays, or led a round whose whole sum this is.
        counterparty: The company on the other side of a stake, contract or acquisition.
        period: `3y`, `2025`, `FY2026`, `Q3 2025`, `2025-2028`, `by 2030` …; None means "not stated".
        purpose: A few words of the text, what the money is for.
        headline: Whether the entry is news for this sum.
        evidence: The words that decided org, kind, period and certainty, for `explain`.
    """

    quote: str
    amount: Decimal
    high: Decimal | None
    currency: str
    kind: Kind
    also: tuple[Money, ...] = ()
    usd: Decimal | None = None
    usd_high: Decimal | None = None
    rate_day: date | None = None
    org: str | None = None
    org_alt: tuple[str, ...] = ()
    role: Role = Role.PAYER
    counterparty: str | None = None
    period: str | None = None
    qualifier: Qualifier = Qualifier.EXACT
    certainty: Certainty = Certainty.ANNOUNCED
    purpose: str | None = None
    headline: bool = False
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Draft:
    """A figure with what merging needs: its sum, where it stands, and how sure its kind is."""

    figure: Figure
    sum: Sum
    sentence: Sentence
    score: float
    stated: bool
    """Whether the text beside the sum names the payer."""
    titled: bool
    """Whether the title tells it too."""


_ROUNDING = Decimal("0.006")
_EQUITY = frozenset({Kind.STAKE, Kind.ACQUISITION})
_BUILDING = frozenset({Kind.PLEDGE, Kind.CAPEX, Kind.FUND})
_CLOSE = Decimal("0.025")
_LOOSE = Decimal("0.08")


def extract(page: Page, rates: Rates) -> tuple[Figure, ...]:
    """Return every sum of a million or more in an entry as a figure, headline ones first, then as they stand.

    Args:
        page: The entry, laid out.
        rates: For the worth in dollars, and to tell a restatement from another sum in brackets.
    """
    drafts: list[_Draft] = []
    for sum_ in page.sums:
        drafts.append(_draft(page, _plausible(sum_, rates, page.published), drafts))
    merged = _merge(page, drafts, rates)
    heads = _headlines(page, merged)
    merged = _only_ai(page, _of_the_stake(page, merged, heads), heads)
    finished = [_finish(page, d, rates, is_headline=i in heads) for i, d in enumerate(merged)]
    return tuple(sorted(finished, key=lambda f: not f.headline))


_BUILT = re.compile(r"data cent|infrastructure|campus|factory|chips?\b|plant\b", re.I)


def _of_the_stake(page: Page, drafts: list[_Draft], heads: frozenset[int]) -> list[_Draft]:
    """Read "it had put in $8 billion" as money for the same company, where a stake is what the entry is news for."""
    stake = next((drafts[i].figure for i in sorted(heads) if drafts[i].figure.kind is Kind.STAKE), None)
    if stake is None or stake.org is None or stake.counterparty is None:
        return drafts
    return [
        replace(d, figure=replace(d.figure, kind=Kind.STAKE, counterparty=stake.counterparty))
        if d.figure.kind is Kind.CAPEX
        and d.figure.org == stake.org
        and not _BUILT.search(page.folded, d.sentence.start, d.sentence.end)
        else d
        for d in drafts
    ]


def _only_ai(page: Page, drafts: list[_Draft], heads: frozenset[int]) -> list[_Draft]:
    """Call every sum of an entry whose money does not go to AI something else than spending."""
    told = [drafts[i] for i in sorted(heads)] or drafts
    parties_ = [name for d in told for name in (d.figure.org, d.figure.counterparty, *d.figure.org_alt)]
    if ai.about(page, [d.sentence for d in told], [*parties_, page.topic.name if page.topic else None]) is not None:
        return drafts
    return [replace(d, figure=replace(d.figure, kind=Kind.OTHER)) if d.figure.kind.is_spend else d for d in drafts]


def _plausible(sum_: Sum, rates: Rates, day: date | None) -> Sum:
    """Return a sum without restatements that cannot be the same money."""
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


def _draft(page: Page, sum_: Sum, earlier: Sequence[_Draft]) -> _Draft:
    """Bind one sum to its parties, kind and period."""
    sentence = page.sentence_at(sum_.start)
    sense, who = _sense_with_parties(page, sum_, sentence)
    period = _period(page, sum_, sentence)
    into = target(page, sum_, sentence, who.payer) if sense.cue in {Cue.SPEND, Cue.PROJECT, None} else None
    kind = senses.kind_of(page, sum_, sentence, sense, who.payer, into, period)
    if earlier:
        kind = _like_its_neighbour(page, sum_, sentence, earlier, kind, sense, who, period)
    if kind is Kind.PLEDGE and period is not None and period.is_one_year:
        period = None  # the year of a promise is when it was made
    counter = who.counterparty or into
    if kind not in {Kind.STAKE, Kind.CONTRACT, Kind.ACQUISITION, Kind.DEBT}:
        counter = None
    return _Draft(
        Figure(
            quote=page.original[sum_.start : sum_.end],
            amount=sum_.money.amount,
            high=sum_.high,
            currency=sum_.money.currency,
            kind=kind,
            also=sum_.also,
            org=who.payer.name if who.payer else None,
            org_alt=distinct(who.partners, who.payer),
            role=who.role,
            counterparty=counter.name if counter else None,
            period=period.value if period else None,
            qualifier=sum_.qualifier,
            purpose=_purpose(page, sum_, sentence) if kind.is_spend else None,
            evidence=tuple(
                w for w in (who.words, sense.words, page.original[period.start : period.end] if period else "") if w
            ),
        ),
        sum_,
        sentence,
        sense.score,
        bool(who.words),
        sentence.in_title,
    )


def _sense_with_parties(page: Page, sum_: Sum, sentence: Sentence) -> tuple[senses.Sense, Parties]:
    """Return the loudest cue that has the parties it needs: nothing is acquired, and no stake bought, without a target."""
    without: frozenset[Cue] = frozenset()
    while True:
        sense = senses.sense(page, sum_, sentence, without)
        who = parties(page, sum_, sentence, sense.cue, sense.words)
        if sense.cue not in {Cue.ACQUIRE, Cue.INVEST, Cue.RAISE} or who.counterparty is not None:
            return sense, who
        without |= {sense.cue}


_COMPARED = re.compile(
    r"[^.;]{0,40}\b(?:compared (?:with|to)|up from|down from|from|against|versus|vs\.?|than|beat(?:s|ing)?|instead of|rather than|after)\s"
    r"(?:an? |the |its |about |around |earlier |previous |estimate of |forecast of ){0,4}$",
    re.I,
)


_SURE = 1.7
"""Score from which a sum's own words say more than what it is held against."""
_PART = re.compile(
    r"\b(?:gets?|receives?|goes|go|takes?|allotted|the (?:rest|remainder)|of (?:that|this|it|which)|(?:is|are) for|used|davon|dont|de ellos|dessa|desse|"
    r"de esa|a further|additional|further)\b|이 가운데|이 중|其中|このうち|うち|들어가는",
    re.I,
)


def _like_its_neighbour(
    page: Page,
    sum_: Sum,
    sentence: Sentence,
    earlier: Sequence[_Draft],
    kind: Kind,
    sense: senses.Sense,
    who: Parties,
    period: Period | None,
) -> Kind:
    """Take the kind of an earlier sum where this one is held against it, is a part of it, or says nothing of its own."""
    before = earlier[-1]
    gap = page.folded[before.sum.until : sum_.start]
    if before.sentence is sentence:
        if _COMPARED.fullmatch(gap) and before.figure.kind is not Kind.OTHER and sense.score < _SURE:
            return before.figure.kind
        if before.figure.kind is Kind.CAPEX and kind is Kind.PLEDGE and sense.cue is Cue.SPEND and period is None:
            return Kind.CAPEX
    if sense.cue is not None:
        return kind
    if before.sentence is sentence and len(gap) < 90:
        public = who.payer is not None and who.payer.org is not None and who.payer.org.is_government
        return Kind.PLEDGE if before.figure.kind is Kind.FUND and not public else before.figure.kind
    spent = next((d.figure for d in reversed(earlier) if d.figure.kind.is_spend), None)
    if spent is None or spent.currency != sum_.money.currency:
        return kind
    payer = who.payer.name if who.payer else None
    within = sum_.money.amount < (spent.high or spent.amount) and payer in {spent.org, *spent.org_alt}
    if within or _PART.search(page.folded, sentence.start, sentence.end):
        return spent.kind
    if spent.kind is Kind.CAPEX and spent.amount / 2 < sum_.money.amount < spent.amount * 2:
        return Kind.CAPEX
    return kind


def _period(page: Page, sum_: Sum, sentence: Sentence) -> Period | None:
    """Return the period that belongs to a sum: in its clause after it, then before it, then in its sentence."""
    clause = next((c for c in sentence.clauses if c.start <= sum_.start < c.end), None)
    others = [s for s in page.sums if sentence.start <= s.start < sentence.end and s.start != sum_.start]
    best: tuple[float, Period] | None = None
    for period in page.periods:
        if not sentence.start <= period.start < sentence.end:
            continue
        after = period.start >= sum_.until
        distance = period.start - sum_.until if after else sum_.start - period.end
        between = sum(min(period.start, sum_.start) < s.start < max(period.start, sum_.start) for s in others)
        outside = clause is None or not clause.start <= period.start < clause.end
        claimed = any(0 <= period.start - s.until < 30 and s.until <= sum_.start for s in others)
        cost = distance + (0 if after else 12) + (200 if after else 30) * between + 50 * outside + 80 * claimed
        if cost < 190 and (best is None or cost < best[0]):
            best = (cost, period)
    return best[1] if best else None


def _merge(page: Page, drafts: Sequence[_Draft], rates: Rates) -> list[_Draft]:
    """Join drafts that are the same money told twice, in the order in which they first stand."""
    merged: list[_Draft] = []
    for draft in drafts:
        place = next((i for i, old in enumerate(merged) if _is_same(old, draft)), None)
        if place is None:
            place = next(
                (i for i, old in enumerate(merged) if _is_converted(old, draft, drafts, rates, page.published)), None
            )
        if place is None:
            merged.append(draft)
        else:
            merged[place] = _joined(merged[place], draft)
    return merged


def _is_same(old: _Draft, new: _Draft) -> bool:
    """Say whether two drafts are the same money: near enough in some currency, and no other payer, kind or period."""
    a, b = old.figure, new.figure
    if (old.titled or new.titled) and (a.amount, a.high, a.currency) == (b.amount, b.high, b.currency):
        return True
    if not _may_be_one(old, new):
        return False
    if (a.high is None) != (b.high is None):
        either = a if a.high else b
        other = b if a.high else a
        tops = other.amount == either.high and other.qualifier is Qualifier.UP_TO
        return (tops or (other.amount == either.high and old.sentence.in_title)) and a.currency == b.currency
    for x in (Money(a.amount, a.currency), *a.also):
        for y in (Money(b.amount, b.currency), *b.also):
            if x.currency != y.currency:
                continue
            gap = abs(x.amount - y.amount) / max(x.amount, y.amount)
            if gap <= _ROUNDING or (gap <= _LOOSE and a.kind == b.kind and _rounds(x, y, a, b)):
                return True
    return False


def _is_converted(old: _Draft, new: _Draft, all_: Sequence[_Draft], rates: Rates, day: date | None) -> bool:
    """Say whether title and text tell the same money in two currencies without saying so."""
    a, b = old.figure, new.figure
    if any(_is_same(old, d) for d in all_ if not d.sentence.in_title):
        return False
    one = rates.rate(a.currency, day)
    other = rates.rate(b.currency, day)
    if a.currency == b.currency or one is None or other is None or not _may_be_one(old, new):
        return False
    x, y = a.amount * one.usd, b.amount * other.usd
    return old.sentence.in_title and a.high is None and b.high is None and abs(x - y) <= Decimal("0.04") * max(x, y)


def _may_be_one(old: _Draft, new: _Draft) -> bool:
    """Say whether payer, kind and period allow two drafts to be the same money."""
    a, b = old.figure, new.figure
    if a.org and b.org and not {a.org, *a.org_alt} & {b.org, *b.org_alt} and old.stated and new.stated:
        return False
    in_title = old.sentence.in_title or new.sentence.in_title
    if not in_title and {a.kind, b.kind} & _EQUITY and {a.kind, b.kind} & _BUILDING and min(old.score, new.score) > 0:
        return False
    if a.kind.is_spend != b.kind.is_spend and old.score > 0 and new.score > 0 and not in_title:
        return False
    return not (not in_title and a.period and b.period and a.period != b.period)


def _rounds(x: Money, y: Money, a: Figure, b: Figure) -> bool:
    """Say whether one sum is the other rounded: "$14B" and "$14.2 billion", "more than $50 billion" and "$53 billion"."""
    rough, fine, of = (x, y, a) if len(_digits(x)) < len(_digits(y)) else (y, x, b)
    if len(_digits(rough)) >= len(_digits(fine)):
        return False
    step = Decimal(1).scaleb(rough.amount.adjusted() - len(_digits(rough)) + 1)
    if abs(rough.amount - fine.amount) * 2 <= step and abs(rough.amount - fine.amount) <= _CLOSE * fine.amount:
        return True
    return of.qualifier is Qualifier.AT_LEAST and rough.amount < fine.amount


def _digits(sum_: Money) -> str:
    """Return the significant digits of a sum."""
    return "".join(map(str, sum_.amount.normalize().as_tuple().digits))


def _joined(old: _Draft, new: _Draft) -> _Draft:
    """Join two drafts of the same money: the body's first statement counts, what one lacks the other gives."""
    body_first = old.sentence.in_title and not new.sentence.in_title
    main, side = (new, old) if body_first else (old, new)
    surer = main if main.score >= side.score - 1.0 else side
    payer = main if main.stated or not side.stated else side
    if side.figure.counterparty is not None and side.figure.kind.is_spend and main.figure.counterparty is None:
        surer = payer = side  # who names the other side says what kind of deal it is, and which side pays
    elif main.figure.counterparty is not None and main.figure.kind.is_spend:
        surer = payer = main
    a, b = main.figure, side.figure
    also = dict.fromkeys((*a.also, *b.also))
    if abs(a.amount - b.amount) > _ROUNDING * a.amount or a.currency != b.currency:
        also[Money(b.amount, b.currency)] = None
    also.pop(Money(a.amount, a.currency), None)
    if b.high is not None and a.high is None:
        a = replace(a, quote=b.quote, amount=b.amount, high=b.high, qualifier=b.qualifier, currency=b.currency)
        main = replace(main, sum=side.sum, sentence=side.sentence)
        also = dict.fromkeys(m for m in also if m.currency != b.currency)
    figure = replace(
        a,
        also=tuple(also),
        kind=surer.figure.kind if surer.figure.kind.is_spend or not main.figure.kind.is_spend else main.figure.kind,
        org=payer.figure.org if payer.figure.counterparty else payer.figure.org or b.org,
        org_alt=payer.figure.org_alt or (b.org_alt if b.org == a.org else ()),
        role=payer.figure.role,
        counterparty=payer.figure.counterparty or surer.figure.counterparty,
        period=a.period or b.period,
        purpose=a.purpose or b.purpose,
        evidence=tuple(dict.fromkeys((*a.evidence, *b.evidence))),
    )
    return replace(
        main,
        figure=figure,
        score=max(main.score, side.score),
        stated=main.stated or side.stated,
        titled=main.titled or side.titled,
    )


def _headlines(page: Page, drafts: Sequence[_Draft]) -> frozenset[int]:
    """Return the places of the drafts the entry is news for: those of the title, else the first that fits it."""
    title = page.folded[: page.title_end]
    in_title = frozenset(
        i for i, d in enumerate(drafts) if any(_stands_in(page, d, s) for s in page.sums if s.start < page.title_end)
    )
    if any(drafts[i].figure.kind.is_spend for i in in_title):
        return in_title
    bare = money.bare_amounts(title)
    named = frozenset(i for i, d in enumerate(drafts) if d.figure.amount in bare and d.figure.kind.is_spend)
    if named:
        return named
    if in_title and not _SPENDS.search(title) and not any(drafts[i].figure.kind is Kind.MARKET_VALUE for i in in_title):
        return in_title
    topic = page.topic.name if page.topic else None
    opening = page.title_end + max(600, (len(page.folded) - page.title_end) // 2)
    fresh = [
        i for i, d in enumerate(drafts) if d.figure.kind.is_spend and d.sum.start < opening and not _is_old(page, d)
    ]
    mine = [
        i for i in fresh if topic in {drafts[i].figure.org, drafts[i].figure.counterparty, *drafts[i].figure.org_alt}
    ]
    if page.topic is not None and page.topic.org is not None and page.topic.org.type == "project":
        mine = fresh  # a venture is told by those behind it
    titled = any(s.in_title and s.mentions for s in page.sentences)
    if any(drafts[i].figure.kind is Kind.MARKET_VALUE for i in in_title):
        mine = [i for i in mine if drafts[i].figure.kind is Kind.STAKE]  # a price was put on it by who bought in
    first = next(iter(mine if titled else mine or fresh), None)
    if first is None or (in_title and drafts[first].sum.start > page.title_end + _LEAD):
        return in_title
    beside = [i for i in (mine or fresh) if drafts[i].sentence is drafts[first].sentence]
    return in_title | {max(beside, key=lambda i: drafts[i].figure.high or drafts[i].figure.amount)}


_LEAD = 500
"""Characters of the text in which the news stands that a title's figures are only the frame of."""
_SPENDS = re.compile(
    r"\b(?:capex|capital|spend\w*|invest\w*|rais(?:es?|ed|ing)|seeks?|fund\w*|round|backs?|stake|deal|contract|pledg\w*|budget|guidance)\b|投资|投資|투자|調達|融资|출자",
    re.I,
)
_OLD = re.compile(
    r"\b(?:had (?:\w+ )?(?:pledged|promised|announced|said|committed|unveiled|put|invested|raised)|last (?:month|quarter|spring|summer|autumn|fall|winter)|earlier this (?:year|month)|"
    r"(?:two|three|four|five|six) (?:weeks|months|years) (?:ago|earlier)|a (?:week|month|year) (?:ago|earlier)|previously|already (?:invested|pledged|spent|owns)|back in)\b",
    re.I,
)


def _is_old(page: Page, draft: _Draft) -> bool:
    """Say whether the words around a sum tell it as something known before."""
    return _OLD.search(page.folded, draft.sentence.start, draft.sentence.end) is not None


def _stands_in(page: Page, draft: _Draft, sum_: Sum) -> bool:
    """Say whether a draft tells a sum of the title."""
    figure = draft.figure
    sums = {(figure.amount, figure.currency), *((m.amount, m.currency) for m in figure.also)}
    if figure.high is not None:
        sums.add((figure.high, figure.currency))
    return (sum_.money.amount, sum_.money.currency) in sums or any(
        c == sum_.money.currency and abs(a - sum_.money.amount) <= _ROUNDING * a for a, c in sums
    )


def _finish(page: Page, draft: _Draft, rates: Rates, *, is_headline: bool) -> Figure:
    """Add what only the whole entry tells: dollars, certainty, purpose, a period stated elsewhere."""
    figure = draft.figure
    words = page.folded[draft.sentence.start : draft.sentence.end]
    sure, said = certainty(words, page.folded[: page.title_end], is_headline=is_headline)
    period = figure.period
    if is_headline and period is None and figure.kind in {Kind.PLEDGE, Kind.FUND, Kind.CAPEX}:
        period = _period_nearby(page, draft)
    kind = figure.kind
    if (
        kind is Kind.PLEDGE
        and period
        and figure.period is None
        and not period.endswith("y")
        and "-" not in period
        and not period.startswith("by")
    ):
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


def _period_nearby(page: Page, draft: _Draft) -> str | None:
    """Return the period that the title or a sentence next to the sum states, where no other sum claims it."""
    place = page.sentences.index(draft.sentence)
    near = [s for s in page.sentences[: place + 3] if s.in_title or abs(page.sentences.index(s) - place) <= 2]
    for sentence in near:
        if sentence is draft.sentence:
            continue
        if not sentence.in_title and any(sentence.start <= s.start < sentence.end for s in page.sums):
            continue
        for period in page.periods:
            if sentence.start <= period.start < sentence.end and (sentence.in_title or not period.is_one_year):
                return period.value
    return None


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


_PURPOSE = re.compile(
    r"^(?:[^.;:()]{0,45}?)\b(?:in(?:to)?|for|on|to (?:build|expand|develop|strengthen|enlarge|boost|support|buy|fund|create|construct|upgrade|train|double|accelerate|grow|scale))\s(?P<what>(?:[\w'&/-]+\s?){1,14})",
    re.I,
)
_NO_PURPOSE = re.compile(
    r"^(?:the\s)?(?:next|coming|this|that|last|fiscal|20\d\d|first|second|third|fourth|\w+\s(?:years?|quarter)|which|total|all|use|a year|three|two|four|five|January|February|March|April|May|June|July|August|September|October|November|December)\b",
    re.I,
)
_PURPOSE_END = re.compile(
    r"\s(?:over|across|within|during|by|this|next|through|between|from|as|while|after|which|that|and is|it|he|she|according|until|since|when|where|said|says|to|with|in (?:the (?:next|coming)|20\d\d|fiscal|three|two|four|five))\b.*$",
    re.I,
)


def _purpose(page: Page, sum_: Sum, sentence: Sentence) -> str | None:
    """Return a few words after the sum that say what it is for; None where the text says nothing."""
    tail = page.folded[sum_.until : sentence.end]
    match = _PURPOSE.match(tail)
    while match and _NO_PURPOSE.match(match["what"]):
        tail = tail[match.start("what") :]
        match = _PURPOSE.match(tail)
    if match is None:
        return None
    what = _PURPOSE_END.sub("", match["what"]).strip(" ,-")
    return what if len(what) > 2 and not what[0].isdigit() else None
