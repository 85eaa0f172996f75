"""What an entry is news for: the sums of its title, else the first of its text that fits what it is about.

A title that only frames the news ("first $100 billion quarter, raises capex again") leaves it to the opening.
"""

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import islice

from bot.core import carried, money
from bot.core.drafts import Draft
from bot.core.gates import Gate
from bot.core.kinds import Kind
from bot.core.merging import SAME
from bot.core.money import Money, Sum
from bot.core.page import Page
from bot.core.text import alternatives

_BOUGHT = frozenset({Kind.STAKE, Kind.ACQUISITION})
_LEAD = 500
"""Characters of the text in which the news stands that a title's figures are only the frame of."""
_FIRST = 3
"""Sentences of the text in which the news stands where the title does not speak of spending."""
_OPENING = 600
"""Characters of the text, at least, in which the news of an entry stands; half of a longer one."""
_SPENDS = re.compile(
    alternatives(
        r"""
        \b(?:capex|capital|spend\w*|invest\w*|rais(?:es?|ed|ing)|seeks?|fund\w*|round|backs?|stake|deal|contract)\b
        \b(?:pledg\w*|budget|guidance|plans?|build\w*|commit\w*|acqui\w+|buys?|talks|bets?|project|venture|pours?)\b
        \b(?:scheme|programme|program|initiative|promis\w*|leases?|orders?|data cent\w+ (?:in|at))\b
        投资|投資|투자|調達|融资|출자|计划|計画|계획|建设|建設
        """
    ),
    re.I,
)
_FRAMES = re.compile(
    alternatives(
        r"""
        \b(?:shares?|stocks?|profits?|earnings|revenues?|sales|results|quarter|beats?|misses|worth|valu\w+|forecast\w*)\b
        \b(?:court|judge|lawsuit|sues?|settle\w*|fines?|fined|bubble|why|how|what|explain\w*|opinion|analysts?|survey)\b
        \b(?:tops|record|rally|rallies|soars?|surges?|slumps?|plunges?|jumps?|falls?|tumbles?|wipes?|loses?|market)\b
        決算|净利|淨利|利益|獲利|获利|営收|营收|營收|財報|财报|業績|业绩|매출|영업이익|실적|市值|股价|株価|주가|股價
        \b(?:Quartal\w*|Gewinn|Umsatz|Aktie\w*|bénéfices?|résultats?|trimestre|beneficios?|ganancias|lucros?|receita)\b
        \b(?:Bolsa|Bourse|Börse)\b
        """
    ),
    re.I,
)
"""Words of a title that is on results, markets, courts or opinions."""
_PROSE = 8
"""Words of a sentence that is one, and no menu."""
_OLD = re.compile(
    alternatives(
        r"""
        (?<!that it )(?<!that they )\bhad (?:\w+ )?(?:pledged|promised|announced|said|committed|unveiled)\b
        (?<!that it )(?<!that they )\bhad (?:\w+ )?(?:put|invested|raised)\b
        \blast (?:month|quarter|spring|summer|autumn|fall|winter)\b|\bearlier this (?:year|month)\b
        \b(?:two|three|four|five|six) (?:weeks|months|years) (?:ago|earlier)\b|\ba (?:week|month|year) (?:ago|earlier)\b
        \bhatten?\b[^.;]{0,60}\b(?:zugesagt|angekündigt|versprochen|investiert|gesteckt|eingesammelt)\b
        \bavai(?:t|ent) (?:déjà )?(?:annoncé|promis|investi|levé|réuni)\b
        \bhabían? (?:anunciado|prometido|invertido|captado)\b
        \bse había(?:n)? comprometido\b|\b(?:havia|tinha)m? (?:anunciado|prometido|investido|levantado|captado)\b
        此前|先前已|これまでに|앞서
        \bpreviously\b|\balready (?:invested|pledged|spent|owns)\b|\bback in\b
        """
    ),
    re.I,
)
_OUTLOOK = re.compile(r"\b(?:raises|lifts|ups|hikes|boosts|outlook|guidance|forecast|plans)\b", re.I)
_BORROWS = re.compile(r"\b(?:loans?|bonds?|debt|borrow\w*|notes|credit (?:line|facility))\b", re.I)
"""Words of a title that is on money lent."""
_GATE = Gate((_OLD,))


def newsworthy(page: Page, drafts: Sequence[Draft]) -> frozenset[int]:
    """Return the places of the drafts that an entry is news for.

    Args:
        page: The entry.
        drafts: Each sum once.
    """
    title = page.folded[: page.title_end]
    titled = [s for s in page.sums if s.start < page.title_end]
    new = [s for s in titled if not carried.is_former(page, s.start, s.until)] or titled
    in_title = frozenset(i for s in new for i in _telling(drafts, s))
    if any(drafts[i].figure.kind.is_spend for i in in_title):
        told = frozenset(i for i in in_title if drafts[i].figure.kind is not Kind.MARKET_VALUE)
        return told | _parts(page, drafts, told)
    bare = money.bare_amounts(title)
    spends = [i for i, d in enumerate(drafts) if d.figure.kind.is_spend]
    named = frozenset(i for i in spends if drafts[i].figure.amount in bare)
    if page.is_abroad and not named:  # a headline rounds what it leaves the currency out of
        named = frozenset(i for i in spends if any(abs(drafts[i].figure.amount - b) <= SAME * b for b in bare))
    if named:
        return named
    kinds = {drafts[i].figure.kind for i in in_title}
    other = any(drafts[i].figure.kind is Kind.OTHER and drafts[i].score > 0 for i in in_title)
    if (
        other
        or kinds & {Kind.FORECAST, Kind.DEBT}
        or (kinds and not _SPENDS.search(title) and Kind.MARKET_VALUE not in kinds)
    ):
        return in_title
    topic = page.topic.name if page.topic else None
    opening = _opening(page)
    debt = next((i for i, d in enumerate(drafts) if d.figure.kind is Kind.DEBT and d.sum.start < opening), None)
    if debt is not None and not titled and _BORROWS.search(title):
        return frozenset({debt})
    fresh = [
        i for i, d in enumerate(drafts) if d.figure.kind.is_spend and d.sum.start < opening and not _is_old(page, d)
    ]
    mine = [
        i for i in fresh if topic in {drafts[i].figure.org, drafts[i].figure.counterparty, *drafts[i].figure.org_alt}
    ]
    if page.topic is not None and page.topic.org is not None and page.topic.org.type == "project":
        mine = fresh  # a venture is told by those behind it
    valued = {drafts[i].figure.org for i in in_title if drafts[i].figure.kind is Kind.MARKET_VALUE}
    if valued:  # a price was put on it by who bought in
        mine = [i for i in mine if drafts[i].figure.kind in _BOUGHT and drafts[i].figure.org not in valued]
    if _OUTLOOK.search(title):  # what was spent in the last quarter is not what the title is on
        mine = [i for i in mine if not (drafts[i].figure.period or "").startswith("Q")] or mine
    first = next(iter(mine or fresh), None)
    if first is None or (in_title and drafts[first].sum.start > page.title_end + _LEAD):
        return in_title
    beside = [i for i in (mine or fresh) if drafts[i].sentence is drafts[first].sentence]
    beside = [i for i in beside if not _is_total(page, drafts[i])] or beside
    news = max(beside, key=lambda i: drafts[i].figure.high or drafts[i].figure.amount)
    return in_title | {news} | _of_partners(page, drafts, fresh, news)


_TOTAL = re.compile(
    r"\b(?:total|tally|overall|altogether)\b[^.;$€£]{0,60}\b"
    r"to (?:(?:almost|nearly|about|around|over|more than|some) )?$",
    re.I,
)


_BODY = 2
"""Sentences of the text that tell what the sum of a title is made of, or what it makes of an older one."""
_DOUBLED = re.compile(
    r"\b(?:doubl|tripl|quadrupl)\w*\b[^.;]{0,80}\bto (?:(?:almost|nearly|about|around|over) )?$", re.I
)


def _parts(page: Page, drafts: Sequence[Draft], in_title: frozenset[int]) -> set[int]:
    """Return the sums for several countries that make up the one of the title, or that an older one is doubled to."""
    whole = next(drafts[i].figure for i in in_title if drafts[i].figure.kind.is_spend)
    body = [s for s in page.sentences if not s.in_title][:_BODY]
    near = [i for i, d in enumerate(drafts) if i not in in_title and d.sentence in body and d.figure.kind is whole.kind]
    doubled = {i for i in near if _DOUBLED.search(page.folded, drafts[i].sentence.start, drafts[i].sum.start)}
    parts = {
        i: place for i in near if drafts[i].figure.org == whole.org and (place := _country(page, drafts[i])) is not None
    }
    amounts = [_in(drafts[i], whole.currency) for i in parts]
    total = sum(a for a in amounts if a is not None)
    adds_up = None not in amounts and abs(total - whole.amount) <= _ROUNDED * whole.amount
    return doubled | (set(parts) if adds_up and len(set(parts.values())) > 1 else set())


_TO = re.compile(r"\s(?:to|for|in|into)\s(?:the\s)?")


def _country(page: Page, draft: Draft) -> str | None:
    """Return the country that stands right behind a sum: each of several is news of its own."""
    near = (m for m in draft.sentence.mentions if m.start >= draft.sum.until and m.org and m.org.is_government)
    return next((m.name for m in near if _TO.fullmatch(page.folded, draft.sum.until, m.start)), None)


_ROUNDED = Decimal("0.03")
"""What a title may round the sum of the parts by."""


def _in(draft: Draft, currency: str) -> Decimal | None:
    """Return a sum in a currency that the text tells it in; None where it does not."""
    told = (Money(draft.figure.amount, draft.figure.currency), *draft.figure.also)
    return next((money_.amount for money_ in told if money_.currency == currency), None)


def _is_total(page: Page, draft: Draft) -> bool:
    """Say whether a sum is what the news brings older money to: "brings the total raised to $1.9 billion"."""
    return _TOTAL.search(page.folded, draft.sentence.start, draft.sum.start) is not None


def _of_partners(page: Page, drafts: Sequence[Draft], fresh: Sequence[int], news: int) -> set[int]:
    """Return the like sums of those whom the title names in one breath with the first: "Microsoft and Meta raise …"."""
    told = drafts[news].figure
    joint = ({m.name for m in (c.subject, *c.partners) if m} for s in page.sentences if s.in_title for c in s.clauses)
    named = next((names for names in joint if told.org in names), set())
    found: dict[str, int] = {}
    for place in fresh:
        figure = drafts[place].figure
        if figure.org in named - {told.org} and figure.org is not None and figure.kind is told.kind:
            found.setdefault(figure.org, place)
    return set(found.values())


def _opening(page: Page) -> int:
    """Return how far the news may stand: half the text, or two sentences where the title is on something else."""
    if _SPENDS.search(page.folded, 0, page.title_end) or not _FRAMES.search(page.folded, 0, page.title_end):
        return page.title_end + max(_OPENING, (len(page.folded) - page.title_end) // 2)
    prose = [s for s in page.sentences if not s.in_title and page.folded.count(" ", s.start, s.end) >= _PROSE]
    return max((s.end for s in prose[:_FIRST]), default=page.title_end)


def _is_old(page: Page, draft: Draft) -> bool:
    """Say whether the words around a sum tell it as something known before."""
    return _GATE.look(page.folded, draft.sentence.start, draft.sentence.end).first(0) is not None


def _telling(drafts: Sequence[Draft], sum_: Sum) -> list[int]:
    """Return the places of the drafts that tell a sum of the title, else of the first range that ends with it.

    "Raises capex to $72 billion" is told by "$66-72 billion, from $64-72 billion", and the first range is the news.
    """
    amount, currency = sum_.money.amount, sum_.money.currency
    told = [
        i
        for i, d in enumerate(drafts)
        if any(
            m.currency == currency and abs(m.amount - amount) <= SAME * m.amount
            for m in (Money(d.figure.amount, d.figure.currency), *d.figure.also)
        )
    ]
    ending = (i for i, d in enumerate(drafts) if (d.figure.high, d.figure.currency) == (amount, currency))
    return told or [*islice(ending, 1)]
