"""A draft: a sum bound to its parties, kind and period by its own sentence, before the whole entry is asked.

What a sum says of itself comes first; only where it says nothing does an earlier sum speak for it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.core import gapping, particles, senses, sides, timing
from bot.core.cues import Cue
from bot.core.figures import Figure
from bot.core.kinds import Kind
from bot.core.money import Sum
from bot.core.named import Parties, distinct, in_title
from bot.core.orgs import Mention
from bot.core.page import Page, Sentence
from bot.core.parties import parties
from bot.core.periods import Period
from bot.core.purposes import purpose
from bot.core.stakes import backed_by_the_title, lab_of_the_title, receiver, target
from bot.core.subjects import is_given
from bot.core.takeovers import is_of_wares
from bot.core.text import alternatives

_SURE = 1.7
"""Score from which a sum's own words say more than what it is held against."""
_NEAR = 90
"""Characters within which a sum that says nothing goes on what the sum before it said."""
_NAME_AT = 4
"""Characters before the name that a row of a list or table begins with."""
_LEAD = 400
"""Characters before a row in which a text says what its rows are."""
_SIDED = frozenset({Kind.STAKE, Kind.CONTRACT, Kind.ACQUISITION, Kind.DEBT})
"""Kinds that have another side."""
_COMPARED = re.compile(
    r"[^.;]{0,40}\b(?:compared (?:with|to)|up from|down from|from|against|versus|vs\.?|than|beat(?:s|ing)?|"
    r"instead of|rather than|"
    r"after)\s(?:an? |the |its |about |around |earlier |previous |estimate of |forecast of ){0,4}$",
    re.I,
)
_SHARE = re.compile(r"'s? (?:own )?(?:part|share|portion|contribution)\b", re.I)
_PRICED = re.compile(
    r"[^.;$€£]{0,50}\bat (?:(?:an?|close to|about|around|roughly|some|just|more than|over|nearly|almost|up to|"
    r"above) )*$",
    re.I,
)
"""Between the money of a round and the worth that it was raised at."""
_PART = re.compile(
    alternatives(
        r"""
        \b(?:gets?|receives?|goes|go|takes?|allotted|used)\b
        \b(?:the (?:rest|remainder)|of (?:that|this|it|which)|(?:is|are) for)\b
        \b(?:a further|additional|further|davon|dont|de ellos|dessa|desse|de esa)\b
        이 가운데|이 중|其中|このうち|うち|들어가는
        """
    ),
    re.I,
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A figure with what the further steps need.

    Attributes:
        figure: As far as its own sentence tells.
        sum: Where it stands.
        sentence: Likewise.
        score: How sure its kind is, see `senses.Sense`.
        stated: Whether the text beside the sum names the payer.
        titled: Whether the title tells it too.
    """

    figure: Figure
    sum: Sum
    sentence: Sentence
    score: float
    stated: bool
    titled: bool


def draft(page: Page, sum_: Sum, earlier: Sequence[Draft]) -> Draft:
    """Bind one sum to its parties, kind and period.

    Args:
        page: The entry.
        sum_: The sum.
        earlier: Drafts of the sums before it, in order.
    """
    sentence = page.sentence_at(sum_.start)
    gapped = _gapped(page, sum_, sentence, earlier)
    if gapped is not None:
        return gapped
    sense, who = _sense_with_parties(page, sum_, sentence)
    who = _of_whom_it_goes_into(page, sum_, sentence, who, sense.cue)
    period = timing.period_of(page, sum_, sentence)
    into = None
    if sense.cue in {Cue.SPEND, Cue.PROJECT, None}:
        into = (
            target(page, sum_, sentence, who.payer)
            or receiver(page, sum_, sentence, who)
            or lab_of_the_title(page, sum_, sentence, who.payer)
            or particles.share(page, sum_, sentence, who.payer)
            or (backed_by_the_title(page, sentence, who) if sense.cue is None else None)
        )
    kind = senses.kind_of(page, sum_, sentence, sense, who.payer, into, period)
    if earlier or sense.cue is None:
        kind = _like_its_neighbour(page, sum_, sentence, earlier, kind, sense, who, period)
    if kind is Kind.OTHER and sense.cue is None and _is_given_to_a_country(page, sum_, sentence, who):
        kind = Kind.PLEDGE
    if kind is Kind.PLEDGE and period is not None and period.is_one_year:
        period = None  # the year of a promise is when it was made
    counter = who.counterparty or into
    other = counter.name if counter else _beside(page, sentence, earlier, kind, who)
    if kind not in _SIDED:
        other = None
    return Draft(
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
            counterparty=other,
            period=period.value if period else None,
            qualifier=sum_.qualifier,
            purpose=purpose(page, sum_, sentence) if kind.is_spend else None,
            evidence=tuple(
                w for w in (who.words, sense.words, page.original[period.start : period.end] if period else "") if w
            ),
            cue=sense.cue,
        ),
        sum_,
        sentence,
        sense.score,
        bool(who.words),
        sentence.in_title,
    )


def _of_whom_it_goes_into(page: Page, sum_: Sum, sentence: Sentence, who: Parties, cue: Cue | None) -> Parties:
    """Return the parties, the other company of the title for a payer nobody named, whom the money goes into."""
    if who.words or who.payer is None or cue not in {Cue.SPEND, Cue.INVEST, Cue.PROJECT} or sentence.in_title:
        return who
    into = target(page, sum_, sentence, None)
    if into is None or into.name != who.payer.name or into.start < sum_.start or into.by_person:
        return who
    if page.folded.startswith("'s", into.end):
        return who  # "into Microsoft's data centres"
    return Parties(in_title(page, into), (), into)


def _is_given_to_a_country(page: Page, sum_: Sum, sentence: Sentence, who: Parties) -> bool:
    """Say whether a sum is told by the country that gets it from a company: "Brazil gets $2.7 billion"."""
    gets = any(m.end <= sum_.start and is_given(page.folded, m, sum_.start) for m in sentence.mentions)
    return gets and who.payer is not None and not (who.payer.org is not None and who.payer.org.is_government)


def _beside(page: Page, sentence: Sentence, earlier: Sequence[Draft], kind: Kind, who: Parties) -> str | None:
    """Return the other side of the deal of the same kind that the sum before in the same sentence tells."""
    if not page.is_abroad or not earlier or earlier[-1].sentence is not sentence:
        return None
    before = earlier[-1].figure
    payer = who.payer.name if who.payer else None
    return before.counterparty if before.kind is kind is Kind.STAKE and before.counterparty != payer else None


_WITH = re.compile(r"\s(?:with|from|to|at)\s(?:the\s)?")


def _gapped(page: Page, sum_: Sum, sentence: Sentence, earlier: Sequence[Draft]) -> Draft | None:
    """Read a sum that has only a name beside it like the sum before; None where it is no such sum."""
    if not earlier or earlier[-1].sentence is not sentence or not earlier[-1].figure.kind.is_spend:
        return None
    before = earlier[-1].figure
    payer = gapping.beside(page, sum_, sentence)
    until = earlier[-1].sum.until
    if payer is None or payer.start < until or payer.name in {before.org, before.counterparty}:
        return None
    if _WITH.fullmatch(page.folded, until, payer.start):
        return None  # "$30bn with Oracle, $14bn with …": the other side of the sum before
    own = senses.sense(page, sum_, replace(sentence, start=payer.end))
    if own.cue is not None:
        return None
    period = timing.period_of(page, sum_, replace(sentence, start=payer.start))
    figure = replace(
        before,
        quote=page.original[sum_.start : sum_.end],
        amount=sum_.money.amount,
        high=sum_.high,
        currency=sum_.money.currency,
        also=sum_.also,
        org=payer.name,
        org_alt=(),
        period=period.value if period else None,
        qualifier=sum_.qualifier,
        purpose=purpose(page, sum_, sentence),
        evidence=(payer.name, *before.evidence[1:]),
    )
    return Draft(figure, sum_, sentence, earlier[-1].score, stated=True, titled=sentence.in_title)


def _sense_with_parties(page: Page, sum_: Sum, sentence: Sentence) -> tuple[senses.Sense, Parties]:
    """Return the loudest cue that has the parties it needs: nothing is bought without a target."""
    without: frozenset[Cue] = frozenset()
    while True:
        sense = senses.sense(page, sum_, sentence, without)
        who = parties(page, sum_, sentence, sense.cue, sense.words)
        if sense.cue in _OF_A_FUND and _fills_a_fund(page, sum_, sentence):
            sense = replace(sense, cue=Cue.FUND)
            return sense, parties(page, sum_, sentence, sense.cue, sense.words)
        if sense.cue is Cue.ACQUIRE and is_of_wares(page.folded, sum_):
            sense = replace(sense, cue=Cue.CONTRACT)
            return sense, parties(page, sum_, sentence, sense.cue, sense.words)
        if sense.cue not in {Cue.ACQUIRE, Cue.INVEST, Cue.RAISE} or _is_party(page, sentence, who.counterparty):
            return sense, who
        if sense.cue is Cue.ACQUIRE and page.is_abroad and _takes_over(page, sentence, sense, who):
            return sense, who
        without |= {sense.cue}


_ROUND = re.compile(r"\b(?:rounds?|series [a-k]|seed|valu\w+|start-?up)\b", re.I)
"""In a sentence in which a country only says whose the firm is that raises."""


def _is_party(page: Page, sentence: Sentence, counterparty: Mention | None) -> bool:
    """Say whether somebody raises money or is bought: no country, unless it stands for a firm that is not named."""
    if counterparty is None or counterparty.org is None or not counterparty.org.is_government:
        return counterparty is not None
    return _ROUND.search(page.folded, sentence.start, sentence.end) is not None


_CAPEX = re.compile(r"\bcapex\b|\bcapital (?:spending|expenditures?)\b", re.I)
_EXPECTS = re.compile(r"\b(?:expects?|sees|guid(?:es|ed|ance)|outlook|range|forecasts?)\b[^.;]{0,24}$", re.I)
_OF_A_YEAR = re.compile(r"\b(?:full[- ]year|(?:the|this|next) year|20\d\d)\b", re.I)


def _is_outlook_for_capex(page: Page, sum_: Sum, sentence: Sentence) -> bool:
    """Say whether a sum is only said to be expected, in an entry whose title is on capital spending."""
    expected = _EXPECTS.search(page.folded, max(0, sum_.start - 50), sum_.start)
    of_a_year = _OF_A_YEAR.search(page.folded, sentence.start, sentence.end)
    return bool(expected and of_a_year and _CAPEX.search(page.folded, 0, page.title_end))


def _is_row_of_capex(page: Page, sum_: Sum, sentence: Sentence) -> bool:
    """Say whether a sum stands behind a name in a table or list on capital spending."""
    named = gapping.beside(page, sum_, sentence)
    if named is None or named.start - sentence.start >= _NAME_AT:
        return False
    return any(
        _CAPEX.search(page.folded, *told) for told in ((0, page.title_end), (sentence.start - _LEAD, sentence.start))
    )


_FOR_PLACE = re.compile(r"\s(?:for|in|into)\s(?:the\s)?", re.I)


def _for_a_country(page: Page, sum_: Sum, sentence: Sentence) -> bool:
    """Say whether a country stands right after a sum: "4 billion euros for France"."""
    return any(
        m.org is not None and m.org.is_government and _FOR_PLACE.fullmatch(page.folded, sum_.until, m.start)
        for m in sentence.mentions
        if m.start >= sum_.until
    )


def _takes_over(page: Page, sentence: Sentence, sense: senses.Sense, who: Parties) -> bool:
    """Say whether somebody takes over what the text gives no name that could be read, and no wares."""
    if who.payer is None or not sides.TAKES_OVER.search(sense.words):
        return False
    return sides.WARES.search(page.folded, sentence.start, sentence.end) is None


_OF_A_FUND = frozenset({Cue.RAISE, Cue.INVEST, Cue.DEBT})
_FILLS = re.compile(
    r"\b(?:mobili[sz]\w+|rais(?:e|es|ing)|deploy|unlock|put)\b[^.;]{0,60}\b(?:equity|capital)\b|\bwith (?:debt|"
    r"borrowing|loans|leverage)\b|"
    r"\b(?:equity|capital)\b[^.;]{0,40}\bto work\b|Eigenkapital",
    re.I,
)
_FOR_A_FUND = re.compile(
    r"\s(?:for|in|into|on|to close)\s(?:an?|its|the|their|two|three|new)\s(?:[\w'-]+\s){0,4}funds?\b(?! manager)", re.I
)
"""Right behind a sum that fills a fund: "for its third fund"."""


def _fills_a_fund(page: Page, sum_: Sum, sentence: Sentence) -> bool:
    """Say whether an investor collects money to invest later, rather than a company money to live on."""
    if _FOR_A_FUND.match(page.folded, sum_.until):
        return True
    clause = sentence.clause_at(sum_.start) or sentence.clauses[-1]
    collects = clause.subject is not None and clause.subject.org is not None and clause.subject.org.type == "investor"
    return collects and _FILLS.search(page.folded, sentence.start, sentence.end) is not None


def _like_its_neighbour(
    page: Page,
    sum_: Sum,
    sentence: Sentence,
    earlier: Sequence[Draft],
    kind: Kind,
    sense: senses.Sense,
    who: Parties,
    period: Period | None,
) -> Kind:
    """Take the kind of an earlier sum where this one is held against it, is a part of it, or says nothing itself."""
    if not earlier:
        return Kind.CAPEX if _is_row_of_capex(page, sum_, sentence) else kind
    before = earlier[-1]
    gap = page.folded[before.sum.until : sum_.start]
    if before.sentence is sentence:
        if before.figure.kind is Kind.STAKE and sum_.money.amount > before.figure.amount and _PRICED.fullmatch(gap):
            return Kind.MARKET_VALUE
        if _COMPARED.fullmatch(gap) and before.figure.kind is not Kind.OTHER and sense.score < _SURE:
            return before.figure.kind
        part = sum_.money.amount < before.figure.amount and sum_.money.currency == before.figure.currency
        if page.is_abroad and part and before.figure.kind is Kind.STAKE and kind is Kind.PLEDGE:
            return Kind.STAKE
        if before.figure.kind is Kind.CAPEX and kind is Kind.PLEDGE and sense.cue is Cue.SPEND and period is None:
            return Kind.CAPEX
    if sense.cue is not None:
        return kind
    if _is_row_of_capex(page, sum_, sentence) or _is_outlook_for_capex(page, sum_, sentence):
        return Kind.CAPEX
    if before.sentence is sentence and len(gap) < _NEAR:
        public = who.payer is not None and who.payer.org is not None and who.payer.org.is_government
        return Kind.PLEDGE if before.figure.kind is Kind.FUND and not public else before.figure.kind
    if _for_a_country(page, sum_, sentence) and any(d.figure.kind is Kind.PLEDGE for d in earlier):
        return Kind.PLEDGE
    spent = next((d.figure for d in reversed(earlier) if d.figure.kind.is_spend), None)
    if spent is None or spent.currency != sum_.money.currency:
        return kind
    payer = who.payer.name if who.payer else None
    row = gapping.beside(page, sum_, sentence)
    if row is not None and row.start - sentence.start < _NAME_AT and spent.kind in {Kind.PLEDGE, Kind.CAPEX}:
        return spent.kind
    if _SHARE.search(page.folded, sentence.start, sum_.start):
        return spent.kind
    within = sum_.money.amount < (spent.high or spent.amount) and payer in {spent.org, *spent.org_alt}
    if within or _PART.search(page.folded, sentence.start, sentence.end):
        return spent.kind
    plans = [d.figure for d in earlier if d.figure.kind is Kind.CAPEX] if page.is_abroad else []
    plans = [plan for plan in (*plans, spent) if plan.kind is Kind.CAPEX and plan.currency == sum_.money.currency]
    if any(plan.amount / 2 < sum_.money.amount < plan.amount * 2 for plan in plans):
        return Kind.CAPEX
    return kind
