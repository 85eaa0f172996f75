"""What a sum is taken for: the cue that stands nearest and weighs most, refined by period, payer and object."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.core import abroad, ai, commitments, governments, results
from bot.core.cues import Cue, Row
from bot.core.gates import Gate, Hits
from bot.core.kinds import Kind
from bot.core.money import Sum
from bot.core.orgs import Mention, Org
from bot.core.page import Page, Sentence
from bot.core.periods import Period

ROWS: tuple[Row, ...] = (*commitments.ROWS, *results.ROWS)
"""What is asked of a text in English."""

_FADE = 28.0
"""Characters of distance that cost a cue one point of weight."""
_LEADS = 2.0
"""What the first sum of an entry may fall short of the least score: what it is news for is said somewhere."""
_OTHER_CLAUSE = 0.9
_OTHER_SUM = 1.3
_AFTER_COSTS = 0.35
_LEAST_SCORE = -1.5
_UNLESS = 170
"""Characters before a word in which another one may void it."""
_HEARD = 280
"""Characters of distance from which no cue can win, its own length included."""
_NOUN = 10
"""Characters of a noun after a sum that are no distance."""

_ONE_YEAR = re.compile(
    r"\b(?:(?:this|the current|its current|next|last) (?:fiscal |calendar |financial )?year|full[ -]year|"
    r"for the year|annual|(?:in )?(?:a single|one) year|"
    r"per year|quarter|fiscal|FY|dieses Jahr|cette année|este año|este ano|trimestre|Quartal)\b|今年|올해|年度|"
    r"四半期|분기",
    re.I,
)
_PRIVATE = re.compile(
    rf"{abroad.PRIVATE}|"
    r"(?<!public-)\b(?:private(?:ly)?|from abroad|foreign|(?:from|by|of) (?:\w+ ){0,2}(?:companies|firms|investors|"
    r"developers)|privés?|privad[ao]s?|"
    r"(?:receive|attract|draw|win|secure)s?|in investments?|investments? (?:in|worth)|the (?:next|coming) years)\b",
    re.I,
)
_FLOATS = re.compile(
    r"\bIPO\b|initial public offering|\b(?:listing|flotation|went public)\b|shares at \S*\d|Börsengang|"
    r"introduction en Bourse|salida a bolsa|(?<!未)上市|挂牌|掛牌|(?<![未非])上場|(?<!비)상장",
    re.I,
)
_NOT_YET = re.compile(
    r"\b(?:delay\w*|postpon\w+|put(?:s|ting)? off|shelv\w+|ahead of|instead of|rather than|before|fil(?:ed|ing) for|"
    r"plan(?:s|ned)? for|no) (?:(?:an?|its|the|any|planned|initial|public|US|stock|market) ){0,4}"
    r"(?:IPO|offering|listing|flotation)\b",
    re.I,
)
"""Going public as something that is still to come."""
_ROUND = re.compile(r"\b(?:rounds?|series [a-k]|private|pre-IPO|seed|venture)\b|轮融资|輪融資|라운드", re.I)
"""A company that goes public sells shares to everybody; only a round has an investor who commits money."""
_PAYS = re.compile(r"pay(?:s|ing)?$|for compute", re.I)
_ORDERS = re.compile(r"^orders? (?:of|for)", re.I)
_BONDS = re.compile(r"\b(?:bonds?|notes|debt|high-grade)\b", re.I)
_COURT = re.compile(r"\b(?:settle\w*|class action|lawsuit|copyright|court|fines?|fined|penalt\w+)\b", re.I)
_SELLS = re.compile(
    r"\b(?:sells?|sold|selling|offload\w*|unload\w*|dispos\w+ of)\s(?:(?:an?|its|another|about|some|up to)\s)*$", re.I
)
"""Right before a sum that a holder gets for shares."""
_GETS = re.compile(r"\bgets? (?:[\w$€£]+ ){0,3}$", re.I)
_PUBLIC = re.compile(r"\b(?:initiative|programme|program|scheme|fund|mission|budget|grants?|subsid\w+|public)\b", re.I)
_SCHEME = re.compile(r"\b(?:programme|scheme|budget|public|state|approv\w+|sanctioned|mission)\b", re.I)
_PROMISE = re.compile(rf"\b(?:pledg|promis|commit)\w*|{abroad.PROMISE}", re.I)
_SPENT = re.compile(rf"(?<!\bbe )\b(?:spent|invested|poured|sunk)\b|{abroad.SPENT}", re.I)
_TO_BE = re.compile(
    r"\b(?:will|would|to|may|could|should|shall|can) be (?:\w+ly )?(?:spent|invested|poured|sunk)\b", re.I
)
"""Money that is not gone."""
_HAD = re.compile(abroad.HAD, re.I)
_PAST_YEARS = re.compile(
    r"\b(?:of|over|in|during) the (?:past|last|previous|preceding) (?:\w+ )?(?:years?|decade)\b|"
    r"\bof the past (?:two|three|four|five|ten)\b|過去[\d一二三四五六七八九十]+年|"
    r"(?:직전|지난) ?\d+년|(?:过去|過去)(?:[\d一二三四五六七八九十]+)年|dans les \w+ dernières années|"
    r"in den (?:vergangenen|letzten) \w+ Jahren",
    re.I,
)
_EXCEEDS = re.compile(
    r"\b(?:than|exceed\w*|surpass\w*|top(?:s|ping)|beats?|dwarf\w*|mehr als|plus que|más que|mais que)\b[^.;]{0,60}$|"
    r"超过|超過|上回",
    re.I,
)
"""Before past years that a plan is only held against."""
_PART_OF = re.compile(
    rf"\d ?(?:%|per ?cent) (?:of|stake|share|holding|interest)|\b(?:minority|equity) (?:stake|share)|{abroad.PART_OF}"
)
_RESEARCH = frozenset(
    "Citigroup|Citi|Goldman Sachs|Morgan Stanley|JPMorgan|UBS|Bernstein|Jefferies|Gartner|IDC|McKinsey|"
    "Bank of America|BofA|"
    "Barclays|HSBC|Deloitte|PwC|Moody's|S&P|Bain|TD Cowen|Evercore|Wedbush|Synergy Research|Dell'Oro|IEA|Brasscom|"
    "Omdia|"
    "Colliers|CBRE|JLL|SemiAnalysis|Crunchbase|PitchBook|"
    "Counterpoint|TrendForce|Bloomberg Intelligence|Deutsche Bank|Nomura|Macquarie Research|KPMG|"
    "Accenture Research".split("|")
)


_BANKS = frozenset(
    "Citigroup|Citi|Goldman Sachs|Morgan Stanley|JPMorgan|UBS|Bank of America|BofA|Barclays|HSBC|Deutsche Bank".split(
        "|"
    )
)
_SPENDS_ITSELF = re.compile(r"\b(?:his|her|its) (?:own )?(?:bank|technology)\b|\bspends\b", re.I)
"""A bank that tells of its own money, not of somebody else's."""


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
    least = Sense(None, "", _LEAST_SCORE - _LEADS * _leads(page, sum_))
    return max((least, *weighed(page, sum_, sentence, without)), key=lambda one: one.score)


def weighed(page: Page, sum_: Sum, sentence: Sentence, without: frozenset[Cue] = frozenset()) -> tuple[Sense, ...]:
    """Return each cue that speaks for a sum in its sentence, where it speaks loudest."""
    clause = sentence.clause_at(sum_.start) or sentence
    first, last = max(sentence.start, sum_.start - _HEARD), min(sentence.end, sum_.until + _HEARD)
    others = [s.start for s in page.sums if first <= s.start < last and s.start != sum_.start]
    named = [m for m in sentence.mentions if m.org is not None]
    best: dict[Cue, Sense] = {}
    rows = abroad.ROWS if page.is_abroad else ROWS
    gate = _GATE_ABROAD if page.is_abroad else _GATE
    hits = gate.look(page.folded, first, last)
    for place in sorted(hits.open()):
        row = rows[place]
        if row.cue in without:
            continue
        for found, distance in _places(row, place, hits, page.folded, sum_, sentence):
            if any(m.start <= found.start() and found.end() <= m.end and not _is_what_it_says(m) for m in named):
                continue  # "Public Investment Fund" is a name
            at = found.end() - 1
            between = sum(min(at, sum_.start) < o < max(at, sum_.start) for o in others)
            score = row.weight - distance / _FADE - _OTHER_SUM * between
            score -= _OTHER_CLAUSE * (not clause.start <= at < clause.end)
            score -= _AFTER_COSTS * (at >= sum_.until and distance > 3)
            if row.cue not in best or score > best[row.cue].score:
                best[row.cue] = Sense(row.cue, found.group().strip(" -"), score)
    return tuple(best.values())


def _leads(page: Page, sum_: Sum) -> bool:
    """Say whether a sum stands in the title, or is the first one behind it."""
    first = next((s.start for s in page.sums if s.start >= page.title_end), None)
    return sum_.start == first or sum_.start < page.title_end


def _is_what_it_says(mention: Mention) -> bool:
    """Say whether a name is that of a venture or a state's fund, so that the words in it tell what the money is."""
    return mention.org is not None and (mention.org.is_government or mention.org.type in {"project", "fund"})


_GATE = Gate([row.before for row in ROWS], [row.words for row in ROWS])
_GATE_ABROAD = Gate([row.before for row in abroad.ROWS], [row.words for row in abroad.ROWS])


def _places(
    row: Row, place: int, hits: Hits, folded: str, sum_: Sum, sentence: Sentence
) -> Iterator[tuple[re.Match[str], int]]:
    """Yield the nearest match of a row before a sum and after it, each with its distance in characters."""
    last = None
    for match in hits.matches(place, max(sentence.start, sum_.start - _HEARD), sum_.start):
        near = folded[max(sentence.start, match.start() - _UNLESS) : match.start()]
        if row.unless is None or not row.unless.search(near):
            last = match
    if last is not None:
        yield last, sum_.start - last.end()
    if row.anywhere and (found := hits.first(place, sum_.until, min(sentence.end, sum_.until + _HEARD))):
        yield found, found.start() - sum_.until
    if row.after is not None and (tail := row.after.match(folded, sum_.until, sentence.end)):
        yield tail, max(0, tail.end() - sum_.until - _NOUN)


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
    author = payer or page.topic
    if (
        author is not None
        and author.name in _RESEARCH
        and not (author.name in _BANKS and _SPENDS_ITSELF.search(page.folded, sentence.start, sentence.end))
        and sense.cue in {Cue.CAPEX, Cue.SPEND, Cue.PROJECT, Cue.FORECAST}
    ):
        return Kind.FORECAST
    if sense.cue in {Cue.CAPEX, Cue.SPEND, Cue.RAISE} and _is_of_many(page, sum_, sentence, sense.words):
        return Kind.FORECAST
    match sense.cue:
        case Cue.CAPEX:
            return Kind.PLEDGE if period is not None and _is_ahead(page, period) else Kind.CAPEX
        case Cue.RAISE:
            told = page.folded[sentence.start : sentence.end] + page.folded[: page.title_end]
            floats = _FLOATS.search(_NOT_YET.sub("", told)) is not None
            return Kind.OTHER if floats and not _ROUND.search(told) else Kind.STAKE
        case Cue.INVEST:
            return Kind.OTHER if _SELLS.search(page.folded, sentence.start, sum_.start) else Kind.STAKE
        case Cue.ACQUIRE:
            near = page.folded[max(sentence.start, sum_.start - 60) : min(sentence.end, sum_.until + 30)]
            left = max(0, sentence.start - _UNLESS)
            part = _PART_OF.search(near) and not abroad.CONTROLS.search(page.folded, left, sentence.end)
            return Kind.STAKE if part else Kind.ACQUISITION
        case Cue.CONTRACT:
            if _ORDERS.search(sense.words) and _BONDS.search(page.folded, sentence.start, sentence.end):
                return Kind.DEBT
            if _PAYS.search(sense.words) and _COURT.search(page.folded, 0, page.title_end):
                return Kind.OTHER
            if page.is_abroad and target is None and abroad.BUDGET.search(page.folded, sentence.start, sum_.until):
                return _spending(page, sum_, sentence, payer, target, period, sense.words)
            granted = payer is not None and payer.org is not None and payer.org.is_government and target is None
            return Kind.FUND if granted and _PAYS.fullmatch(sense.words) else Kind.CONTRACT
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
        case None:
            return Kind.STAKE if target is not None else Kind.OTHER
        case Cue.OTHER:
            return Kind.OTHER
        case Cue.FUND:
            public = payer is None or payer.org is None or payer.org.type not in {"company", "lab", "project"}
            if public or not _SCHEME.search(sense.words):
                return Kind.FUND
            return _spending(page, sum_, sentence, payer, target, period, sense.words)
        case Cue.SPEND | Cue.PROJECT:
            return _spending(page, sum_, sentence, payer, target, period, sense.words)


_LAYS_OUT = re.compile(r"\b(?:spend|spent|spending|lay|laid|outlay|pour|cap|put|rais)", re.I)
_INVESTED = re.compile(abroad.INVESTED)
_RIVALS = 3
"""So many of those who build for AI, in one breath, have no plan together."""


def _is_of_many(page: Page, sum_: Sum, sentence: Sentence, words: str) -> bool:
    """Say whether a sum is the spending of a whole industry: "four American companies spent …"."""
    clause = sentence.clause_at(sum_.start)
    if clause is None or not _LAYS_OUT.search(words):
        return False
    if clause.stated and clause.subject is None:
        return True
    acting = {m.name for m in (clause.subject, *clause.partners) if m is not None}
    return len(acting & ai.BUILDERS) >= _RIVALS


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
    left = max(sentence.start, sum_.start - 110)
    near = page.folded[left : min(sentence.end, sum_.until + 110)]
    clause = sentence.clause_at(sum_.start) or sentence
    told = page.folded[clause.start : clause.end]
    if target is not None:
        return Kind.STAKE
    if payer is not None and payer.org is not None and payer.org.is_government:
        if page.is_abroad and payer.by_person and abroad.TOLD_BY.search(words):
            return Kind.PLEDGE  # the head of a state tells what others promised
        if page.is_abroad and governments.is_foreign(page.folded, page.sums, payer.org) and _INVESTED.search(near):
            return Kind.PLEDGE  # what a foreign state brings into the country of a text
        if _goes_abroad(page, sentence, payer.org):
            return Kind.PLEDGE
        close = page.folded[max(sentence.start, sum_.start - 50) : min(sentence.end, sum_.until + 50)]
        private = _PRIVATE.search(near) or _GETS.search(page.folded, sentence.start, sum_.start)
        return Kind.PLEDGE if private and not _PUBLIC.search(close) else Kind.FUND
    if (
        period is not None
        and period.is_one_year
        and _PROMISE.search(words)
        and (_is_past(page, period) or _HAD.search(told))
    ):
        return Kind.PLEDGE
    past = _PAST_YEARS.search(near)
    if past is not None and not _EXCEEDS.search(page.folded, sum_.until, left + past.start()):
        return Kind.CAPEX
    if page.is_abroad and period is not None and _is_over(page, period):
        return Kind.CAPEX
    if period is not None:
        return Kind.CAPEX if period.is_one_year else Kind.PLEDGE
    if _SPENT.search(words) and not sentence.in_title and not _TO_BE.search(near):
        return Kind.CAPEX
    if page.is_abroad and abroad.TO_DATE.search(told):
        return Kind.CAPEX
    return Kind.CAPEX if _ONE_YEAR.search(told) and not _PROMISE.search(words) else Kind.PLEDGE


_IN_A_COUNTRY = re.compile(r"\b(?:in|into|in the|en|em|dans|au|aux|na|no|in den)\s$", re.I)


def _goes_abroad(page: Page, sentence: Sentence, payer: Org) -> bool:
    """Say whether a sentence or the title tells that a state puts money into another country, which is no aid."""
    told = (m for s in page.sentences if s is sentence or s.in_title for m in s.mentions)
    return any(
        m.org is not None
        and m.org.is_government
        and m.org.country not in {payer.country, "EU"}
        and _IN_A_COUNTRY.search(page.folded, max(0, m.start - 8), m.start)
        for m in told
    )


def _is_ahead(page: Page, period: Period) -> bool:
    """Say whether a period is several years of which some are still to come."""
    this = page.calendar.this_year
    return not period.is_one_year and (not period.value[-4:].isdigit() or this is None or int(period.value[-4:]) > this)


def _is_over(page: Page, period: Period) -> bool:
    """Say whether years from one to another lie before that of publication."""
    this = page.calendar.this_year
    return this is not None and "-" in period.value and period.value[-4:].isdigit() and int(period.value[-4:]) < this


def _is_past(page: Page, period: Period) -> bool:
    """Say whether a year lies before that of publication."""
    this = page.calendar.this_year
    return this is not None and period.value.isdigit() and int(period.value) < this
