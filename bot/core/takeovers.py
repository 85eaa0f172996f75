"""Who is on which side of a takeover: who buys, and what is bought."""

import re
from itertools import pairwise

from bot.core import particles, sides
from bot.core.clauses import Clause
from bot.core.money import Sum
from bot.core.named import BY, Parties, identified, in_title, is_company, other, other_topic
from bot.core.orgs import Mention
from bot.core.page import Page, Sentence

_IS_BOUGHT = re.compile(
    r"\b(?:be|been|being|is|was|are|were|gets?)\s(?:\w+\s){0,2}?(?:taken private|taken over|acquired|bought|"
    r"snapped up|sold)\b"
    r"|\bagree[sd]? to (?:an?|the) (?:[\w$€£.]+ ){0,3}(?:takeover|buyout|sale)\b",
    re.I,
)


def sides_of_takeover(page: Page, sum_: Sum, sentence: Sentence, clause: Clause, found: Parties, said: str) -> Parties:
    """Return who buys and what is bought.

    Args:
        page: The entry.
        sum_: The price.
        sentence: Where it stands.
        clause: The part of the sentence in which it stands.
        found: Who would pay, were it no takeover.
        said: The words that say that it is one.
    """
    if (sold := _sold(page, sum_, sentence, clause)) is not None:
        return sold
    if (aimed := _told_of_the_bought(page, sentence, found.payer)) is not None:
        return aimed
    bought = particles.bought(page, sum_, sentence, found.payer) if page.is_abroad else None
    bought = bought or _bought(page, sentence, found.payer, said)
    acts = page.is_abroad and any(c.stated for c in sentence.clauses)
    if bought is None and not found.words and not acts:  # "it would acquire Aligned", in news on Aligned
        aimed_at = _bought(page, sentence, None, said)
        if aimed_at is not None and found.payer is not None and aimed_at.name == found.payer.name:
            return Parties(in_title(page, aimed_at), (), aimed_at)
    if bought is None and found.payer is not None and _WHICH.search(page.folded, sentence.start, found.payer.start):
        bought = other_topic(page, found.payer)
    return Parties(found.payer, found.partners, bought, words=found.words)


def _told_of_the_bought(page: Page, sentence: Sentence, payer: Mention | None) -> Parties | None:
    """Return the sides where the payer stands behind the verb: "A is to buy B, which makes robots, for $3bn"."""
    aimed = _behind_the_verb(page, sentence, None)
    if aimed is None or payer is None or aimed.name != payer.name:
        return None
    acting = (c.subject for c in sentence.clauses if c.stated and c.start <= aimed.start)
    buyer = next((m for m in acting if m is not None and m.name != aimed.name and m.start < aimed.start), None)
    return Parties(buyer, (), aimed, words=buyer.name) if buyer is not None else None


_WARES = re.compile(
    r"\b(?:comput\w+|capacity|chips?|cloud|GPUs?|servers?|electricity|power|process(?:adores|eurs)|Prozessoren|"
    r"serv(?:idores|eurs)|puces|Strom|energía|energia|électricité|Rechen\w+|nube|nuvem)\b",
    re.I,
)
"""What is bought by a contract; who sells it stays what it is."""
_OF_WARES = re.compile(
    rf"\s(?:(?:worth|more|further)\s)?(?:(?:of|em|en|de|an)\s)?(?:(?!for\b|in\b|from\b|to\b)[\w'-]+\s){{0,3}}?{_WARES.pattern}",
    re.I,
)


def is_of_wares(folded: str, sum_: Sum) -> bool:
    """Say whether wares stand right behind a sum: "buys $6 billion more of its capacity" takes nobody over."""
    return _OF_WARES.match(folded, sum_.until) is not None


def _sold(page: Page, sum_: Sum, sentence: Sentence, clause: Clause) -> Parties | None:
    """Return the sides of a sale told of what is sold: "X is being bought by Y"; None where it is told of the buyer."""
    if (passed := _passed_on(page, sentence)) is not None:
        return passed
    target_ = clause.subject
    if target_ is None or not _IS_BOUGHT.search(page.folded, clause.start, clause.end):
        return None
    by = (m for m in sentence.mentions if m.name != target_.name and BY.search(page.folded[clause.start : m.start]))
    buyer = next(by, None) or identified(page, sentence) or in_title(page, target_)
    if buyer is None or not _is_company_or_investor(buyer):
        return None
    return Parties(buyer, (), target_, words=buyer.name)


_PASSED_TO = re.compile(r"\s(?:is |to be |has been |was )?(?:goes|going|went|sold|passes) to\s(?:the\s)?")


def _passed_on(page: Page, sentence: Sentence) -> Parties | None:
    """Return the sides of "X goes to Y", "X sold to Y"; None where no sentence like that is told."""
    for sold, buyer in pairwise(sentence.mentions):
        fits = is_company(sold) and _is_company_or_investor(buyer) and sold.name != buyer.name
        if fits and _PASSED_TO.fullmatch(page.folded, sold.end, buyer.start):
            return Parties(buyer, (), sold, words=buyer.name)
    return None


def _is_company_or_investor(mention: Mention) -> bool:
    """Say whether a name can buy a company."""
    return mention.org is None or not mention.org.is_government


_WHICH = re.compile(r"(?<!under )(?<!in )(?<!by )(?<!for )(?<!with )(?<!to )\b(?:which|that)\s$")
_TAKEOVER = re.compile(
    r"\b(?:acqui\w+|buys?|buying|bought|purchase|takeover|take over|snaps up|scoops up|merger|übernimmt|Übernahme|"
    r"kauft|"
    rf"rachète|rachat|compra\w*|adquier\w*|adquisición|aquisição)\b|收购|收購|買収|인수|{sides.BOUGHT}",
    re.I,
)


def _bought(page: Page, sentence: Sentence, payer: Mention | None, words: str) -> Mention | None:
    """Return what is acquired: the name after the verb, else the only other one."""
    if (named := _behind_the_verb(page, sentence, payer)) is not None:
        return named
    strong = re.search(
        r"acqui|takeover|merg|buyout|snap|übern[aio]|erwirbt|rach[ae]t|s'offre|adqui|compr|"
        r"收购|收購|买下|買下|并购|併購|買収|子会社|인수|매입",
        words,
        re.I,
    )
    if strong and (not page.is_abroad or other(sentence, payer) is not None):
        return other(sentence, payer)
    told = page.folded[sentence.start : sentence.end]
    if _TAKEOVER.search(page.folded, 0, page.title_end) and not _WARES.search(told + page.folded[: page.title_end]):
        return in_title(page, payer)
    place = page.sentences.index(sentence)
    if page.is_abroad and place and not sentence.mentions:
        before = page.sentences[place - 1]
        if _TAKEOVER.search(page.folded, before.start, before.end):
            return _behind_the_verb(page, before, payer) or other(before, payer)
    return None


def _behind_the_verb(page: Page, sentence: Sentence, payer: Mention | None) -> Mention | None:
    """Return the name that stands behind a verb of buying; None where none does."""
    for mention in sentence.mentions:
        before = page.folded[max(sentence.start, mention.start - 50) : mention.start]
        if (payer is not None and mention.name == payer.name) or not is_company(mention):
            continue
        if re.search(
            r"\b(?:acquir\w+|buy(?:s|ing)?|bought|takeover of|acquisition of|purchas\w+(?: of)?|bid for|for|controls|"
            r"merge with|snap(?:s|ped)? up|tak(?:e|es|en|ing) over|took over|stake in|% of|rach[eè]t\w+|compra\w*|"
            r"adqui\w+|acquér\w+|acquiert|"
            r"rachat d[eu]|(?:Kauf|Übernahme) (?:des|der|von)|adquisición de|aquisição d[aeo]|erwirbt|kauft|kaufte|"
            r"für|"
            r"übernimmt)\s(?:the\s)?(?:[\w'-]+\s){0,4}$|\brachat d'(?:[\w'-]+\s){0,4}$",
            before,
            re.I,
        ):
            return mention
    return None
