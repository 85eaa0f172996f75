"""What a sum is taken for: the cue that stands nearest and weighs most, refined by period, payer and object."""

import re
from dataclasses import dataclass

from bot.core import kinds
from bot.core.kinds import Cue, Kind
from bot.core.money import Sum
from bot.core.orgs import Mention
from bot.core.page import Page, Sentence
from bot.core.periods import Period

_FADE = 28.0
"""Characters of distance that cost a cue one point of weight."""
_OTHER_CLAUSE = 0.9
_OTHER_SUM = 1.3
_AFTER_COSTS = 0.35
_LEAST_SCORE = -1.5

_ONE_YEAR = re.compile(
    r"\b(?:this|the current|its current|next|last) (?:fiscal |calendar |financial )?year\b|\bfull[ -]year\b|\bfor the year\b|\bannual\b|\bper year\b|\bquarter\b|\b(?:fiscal|FY)\b|"
    r"\bdieses Jahr\b|\bcette année\b|\beste año\b|\beste ano\b|今年|올해|年度",
    re.I,
)
_PRIVATE = re.compile(
    r"(?<!public-)\bprivate(?:ly)?\b|\bfrom abroad\b|\bforeign\b|\bcompanies\b|\binvestors\b|\bprivés?\b|\bprivado\b|\b(?:get|receive|attract|draw|win|secure)s?\b|\bin investments?\b|\binvestments? (?:in|worth)|\bthe (?:next|coming) years\b",
    re.I,
)


_SCHEME = re.compile(r"\b(?:programme|scheme|budget|public|state)\b", re.I)
_PROMISE = re.compile(r"\b(?:pledg|promis|commit)\w*", re.I)


@dataclass(frozen=True, slots=True)
class Sense:
    """What a sum is taken for.

    Attributes:
        cue: The winning cue; None where nothing near the sum says anything.
        words: The words of the text that say so; empty likewise.
        score: Weight less distance; higher is surer.
    """

    cue: Cue | None
    words: str
    score: float


def sense(page: Page, sum_: Sum, sentence: Sentence, without: frozenset[Cue] = frozenset()) -> Sense:
    """Return the cue that speaks loudest for a sum in its sentence, those of `without` not asked."""
    clause = next((c for c in sentence.clauses if c.start <= sum_.start < c.end), None)
    start, end = (clause.start, clause.end) if clause else (sentence.start, sentence.end)
    others = [s for s in page.sums if sentence.start <= s.start < sentence.end and s is not sum_]
    best = Sense(None, "", _LEAST_SCORE)
    for row in (r for r in kinds.CUES if r.cue not in without):
        for found, distance in _places(page.folded, row, sum_, sentence):
            between = sum(min(found.start(), sum_.start) < o.start < max(found.start(), sum_.start) for o in others)
            outside = not start <= found.start() < end
            after = found.start() >= sum_.until
            score = (
                row.weight
                - distance / _FADE
                - _OTHER_CLAUSE * outside
                - _OTHER_SUM * between
                - _AFTER_COSTS * (after and distance > 3)
            )
            if score > best.score:
                best = Sense(row.cue, found.group().strip(" -"), score)
    return best


def _places(folded: str, row: kinds.Cues, sum_: Sum, sentence: Sentence) -> list[tuple[re.Match[str], int]]:
    """Return the nearest match of a row before a sum and after it, each with its distance in characters."""
    found: list[tuple[re.Match[str], int]] = []
    if row.before:
        left = folded[: sum_.start]
        last = None
        for match in row.before.finditer(left, sentence.start):
            last = match
        if last:
            found.append((last, sum_.start - last.end()))
    if row.after:
        right = folded[: sentence.end]
        if row.after.pattern.startswith("^"):
            tail = re.compile(row.after.pattern.replace("^", "", 1), re.I).match(right, sum_.until)
        else:
            tail = row.after.search(right, sum_.until)
        if tail:
            found.append((tail, max(0, tail.start() - sum_.until)))
    return found


def kind_of(
    page: Page,
    sum_: Sum,
    sentence: Sentence,
    sense: Sense,
    payer: Mention | None,
    target: Mention | None,
    period: Period | None,
) -> Kind:
    """Return the kind of a sum from its cue, its payer, what it goes into and when.

    Args:
        page: The entry.
        sum_: The sum.
        sentence: Where it stands.
        sense: Its cue.
        payer: Who pays; None where nobody in particular does.
        target: The company the money goes into ("invests in OpenAI"); None where it goes into none.
        period: When it is to be spent.
    """
    match sense.cue:
        case Cue.CAPEX:
            return Kind.CAPEX
        case Cue.RAISE | Cue.INVEST:
            return Kind.STAKE
        case Cue.ACQUIRE:
            return Kind.ACQUISITION
        case Cue.CONTRACT:
            return Kind.CONTRACT
        case Cue.VALUE:
            return Kind.MARKET_VALUE
        case Cue.REVENUE:
            return Kind.REVENUE
        case Cue.PROFIT:
            return Kind.PROFIT
        case Cue.DEBT:
            return Kind.DEBT
        case Cue.FORECAST:
            return Kind.FORECAST
        case Cue.OTHER:
            return Kind.OTHER
        case Cue.FUND:
            public = payer is None or payer.org is None or payer.org.type not in {"company", "lab", "project"}
            if public or not _SCHEME.search(sense.words):
                return Kind.FUND
            return _spending(page, sum_, sentence, payer, target, period, sense.words)
        case Cue.SPEND | Cue.PROJECT | None:
            return _spending(page, sum_, sentence, payer, target, period, sense.words)


def _spending(
    page: Page,
    sum_: Sum,
    sentence: Sentence,
    payer: Mention | None,
    target: Mention | None,
    period: Period | None,
    words: str,
) -> Kind:
    """Return the kind of a sum that is spent, promised or invested, nothing more being said."""
    near = page.folded[max(sentence.start, sum_.start - 110) : min(sentence.end, sum_.until + 110)]
    if target is not None:
        return Kind.STAKE
    if payer is not None and payer.org is not None and payer.org.is_government:
        return Kind.PLEDGE if _PRIVATE.search(near) else Kind.FUND
    if period is not None and period.is_one_year and _PROMISE.search(words) and _is_past(page, period):
        return Kind.PLEDGE
    if period is not None:
        return Kind.CAPEX if period.is_one_year else Kind.PLEDGE
    return Kind.CAPEX if _ONE_YEAR.search(near) else Kind.PLEDGE


def _is_past(page: Page, period: Period) -> bool:
    """Say whether a year lies before that of publication."""
    this = page.calendar.this_year
    return this is not None and period.value.isdigit() and int(period.value) < this
