"""Both sides of a contract: who buys and who sells, whichever of them a sentence is about.

Computing flows one way: power and chip makers sell to those who build halls, these to clouds, clouds to those who
train models. Where both sides stand on the same step, the sentence tells.
"""

import re
from collections.abc import Sequence

from bot.core import sides as words
from bot.core.money import Sum
from bot.core.orgs import Mention
from bot.core.page import Page, Sentence
from bot.core.subjects import COMPOUND

_STEPS: tuple[str, ...] = (
    "Google|Amazon|Microsoft",
    "Oracle|Samsung|Alibaba",
    "CoreWeave|Nebius|Lambda|Nscale|Crusoe|Fluidstack|IREN|Firmus|Vultr|Together AI",
    "TeraWulf|Cipher Mining|Applied Digital|Core Scientific|Galaxy Digital|Hut 8|Vantage Data Centers|"
    "Aligned Data Centers|QTS|"
    "Equinix|Digital Realty|AirTrunk|NextDC|Switch Inc.|CyrusOne|Start Campus|Data4",
    "Nvidia|AMD|Broadcom|TSMC|SK Hynix|Micron|Marvell|Cerebras|Groq|Dell|Supermicro|HPE|Foxconn|Quanta|Wistron|"
    "Arista|Vertiv|Corning|Iberdrola|EDP|EDF|Engie|RWE|E.ON|Endesa|Naturgy|Acciona|Statkraft|Vattenfall|Enel|"
    "TotalEnergies|Hitachi|Doosan|Hyosung|Kioxia|SanDisk|Wiwynn|Inventec|Pegatron|"
    "Lumentum|Coherent|Talen Energy|Constellation Energy|Vistra|NextEra|Oklo|Kairos Power|X-energy|TerraPower|"
    "Bloom Energy|"
    "GE Vernova|Siemens Energy|Entergy|Eaton|Schneider Electric|Huawei|Cambricon|Hygon",
)
_RANKS = {name: rank for rank, names in enumerate(_STEPS, 1) for name in names.split("|")}
_SELLS = re.compile(
    r"\b(?:wins?|won|lands?|landed|bags?|clinch\w*|secures?|secured|supply|supplies|supplying|provide|provides|"
    r"providing|sells?|selling|"
    r"delivers?|awarded|receives?|hosts?|take(?:s|n)? in|took in|earns?|(?:has )?leased (?:its|out)|at (?:its|"
    r"the company's) (?:campus|data cent\w+|site|facility)|obtient|"
    rf"remporte|gewinnt|erhält|gana|vence)\b|受注|수주|중标|中标|{words.SELLS}",
    re.I,
)
_DEAL = re.compile(
    r"\b(?:contracts?|deals?|agreements?|leases?|orders?|arrangement|partnership|Vertrag|Auftrag|contrat|contrato|"
    rf"acuerdo|acordo)\b|契約|合同|계약|수주|受注|{words.DEAL}",
    re.I,
)
_WITH = re.compile(
    r"\s(?:(?:with|at|to|on)\s(?:the\s)?|(?:à|ao|aos|al|a|com|con|avec|an|mit|bei)\s(?:[ao]\s|l[ae]\s|el\s)?)"
)
_CUSTOMERS = 3
"""Step from which those who sell have customers among the steps before."""
_CUSTOMER_IN = 8
_VERB_LAST = re.compile("[ぁ-ん가-힣]")
"""Languages that end a sentence with the verb."""
_VERB = 16
"""Characters behind a name in which its verb stands."""
_OPENING = 2
"""Sentences of the text, after the title, that name both sides of the deal an entry is about."""


def sides(page: Page, sum_: Sum, sentence: Sentence, subject: Mention | None) -> tuple[Mention | None, Mention | None]:
    """Return buyer and seller of a contract told in a sentence.

    Args:
        page: The entry.
        sum_: The sum.
        sentence: Where it stands.
        subject: Who acts; None where nobody does.

    Returns:
        Buyer and seller; None for a side that is not told.
    """
    named = _companies(page, sentence.mentions)
    if (beside := _with(page, sum_, named)) is not None:
        named = tuple(m for m in named if m.name == beside.name or (subject is not None and m.name == subject.name))
    if subject is not None and subject.org is not None and subject.org.is_government:
        return subject, named[0] if named else None
    if subject is not None and _is_company(subject) and all(m.name != subject.name for m in named):
        named = (subject, *named)
    if len(named) < 2:
        named = _of_the_deal(page, named)
    client = _client(page, sentence) if len(named) == 1 and page.is_abroad else None
    if client is not None and client.name != named[0].name:
        return client, named[0]
    if len(named) < 2 and subject is not None and _sells(page, sentence, subject):
        return None, subject
    if len(named) < 2:
        return subject, None
    first = next((m for m in named if subject is not None and m.name == subject.name), named[0])
    other = next(m for m in named if m.name != first.name)
    if len(named) > 2:
        other = max((m for m in named if m.name != first.name), key=lambda m: abs(rank(m) - rank(first)))
    seller = page.topic
    if page.is_abroad and seller is not None and rank(seller) > max(rank(first), rank(other)):
        return _nearest(named, sum_), seller
    if page.is_abroad and rank(first) == 0 and _sells_by_the_title(page, first):
        return other, first
    if rank(first) == rank(other):
        acts = first.start >= sentence.start or (subject is not None and subject.name == first.name)
        sells = (acts and _sells(page, sentence, first)) or (page.is_abroad and _sells_by_the_title(page, first))
        return (other, first) if sells else (first, other)
    return (first, other) if rank(first) < rank(other) else (other, first)


def _sells(page: Page, sentence: Sentence, mention: Mention) -> bool:
    """Say whether a sentence tells that a company sells, which is named in it or carried over to it."""
    start = mention.end if mention.start >= sentence.start else sentence.start
    return _SELLS.search(page.folded, start, sentence.end) is not None


_CLIENT = re.compile(
    r"(?:발주처는|발주사는|고객사는|発注元は|発注者は|顧客は|采购方(?:为|是)|客户(?:为|是)|發包方為|"
    r"\b(?:Auftraggeber|Kunde|Besteller|[Ll]e client|[Ee]l cliente|[Oo] cliente)\s(?:ist|est|es|é)\s(?:\w+\s)?)\s?$"
)
"""Before the name of who buys, in a sentence of its own."""


def _client(page: Page, sentence: Sentence) -> Mention | None:
    """Return who buys by the sentence of the sum or one of the next two: "발주처는 KT다"; None where none says so."""
    place = page.sentences.index(sentence)
    near = (m for s in page.sentences[place : place + 3] for m in s.mentions)
    return next((m for m in near if _CLIENT.search(page.folded, max(0, m.start - 24), m.start)), None)


def _nearest(named: Sequence[Mention], sum_: Sum) -> Mention:
    """Return the name that stands nearest to a sum."""
    return min(named, key=lambda m: sum_.start - m.end if m.end <= sum_.start else m.start - sum_.until)


def _sells_by_the_title(page: Page, company: Mention) -> bool:
    """Say whether the title tells right behind a company that it sells."""
    named = (m for s in page.sentences if s.in_title for m in s.mentions if m.name == company.name)
    east = _VERB_LAST.search(page.folded, 0, page.title_end) is not None
    return any(_SELLS.search(page.folded, m.end, page.title_end if east else m.end + _VERB) for m in named)


def _with(page: Page, sum_: Sum, named: Sequence[Mention]) -> Mention | None:
    """Return the company that stands right after a sum of a list: "$300 billion with Oracle, $250 billion with …"."""
    return next((m for m in named if m.start >= sum_.until and _WITH.fullmatch(page.folded, sum_.until, m.start)), None)


def rank(mention: Mention) -> int:
    """Return how far up the stream a company sells: 0 for those who only buy."""
    return _RANKS.get(mention.name, 0)


def _companies(page: Page, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the companies among mentions once each, those left out that only say whose chips they are."""
    found: dict[str, Mention] = {}
    for mention in mentions:
        if _is_company(mention) and not COMPOUND.match(page.folded, mention.end):
            found.setdefault(mention.name, mention)
    return tuple(found.values())


def _is_company(mention: Mention) -> bool:
    """Say whether a name can be a side of a contract."""
    return mention.org is None or mention.org.type in {"company", "lab"}


def _of_the_deal(page: Page, named: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the two sides of the deal that title or opening tell, where one of them is named already."""
    body = [s for s in page.sentences if not s.in_title][:_OPENING]
    for sentence in (*(s for s in page.sentences if s.in_title), *body):
        both = _companies(page, sentence.mentions)
        fits = not named or any(m.name == named[0].name for m in both)
        if len(both) == 2 and fits and _DEAL.search(page.folded, sentence.start, sentence.end):
            return both
    return _with_a_customer(page, named)


def _with_a_customer(page: Page, named: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return a seller with the first company of the opening that buys what it sells."""
    if len(named) != 1 or rank(named[0]) < _CUSTOMERS:
        return tuple(named)
    opening = [s for s in page.sentences if s.in_title]
    opening += [s for s in page.sentences if not s.in_title][:_CUSTOMER_IN]
    others = (m for s in opening for m in _companies(page, s.mentions) if rank(m) < rank(named[0]))
    other = next((m for m in others if _is_known(m)), None)
    return (*named, other) if other is not None else tuple(named)


def _is_known(mention: Mention) -> bool:
    """Say whether a name is one of the known companies."""
    return mention.org is not None
