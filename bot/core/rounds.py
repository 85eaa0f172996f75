"""Who is on which side of a round: who raises, who leads, who joins."""

import re

from bot.core import ai, sides
from bot.core.clauses import Clause
from bot.core.kinds import Role
from bot.core.money import Sum
from bot.core.named import POSSESSIVE, Parties, are_listed, in_title, is_company, listed_after, other
from bot.core.orgs import Mention
from bot.core.page import Page, Sentence
from bot.core.stakes import target
from bot.core.subjects import is_given, is_subject

_LEAD = re.compile(
    r"\b(?:co-)?(?:led|headed|anchored|lead) (?:jointly )?by\s(?:the\s)?(?:[\w'-]+\s){0,5}$|"
    r"\b(?:round|series [A-K])\s(?:\w+\s){0,4}under\s$|"
    r"\b(?:subscribed (?:for )?|taken up )by\s(?:the\s)?$|\b(?:gezeichnet von|souscrite?s? par|"
    r"su(?:b)?scrit[ao]s? por)\s$|"
    rf"\bunder (?:the )?lead(?:ership)? of\s(?:[\w'-]+\s){{0,3}}$|{sides.LED_BY}",
    re.I,
)
_LEADS = re.compile(
    rf"{sides.LEADS}|^\s[^.;,]{{3,60}}\sas (?:the )?(?:lead|leading|main) investor\b|"
    r"^,\s(?:which|a|an|the|who)\s[^.;,]{3,90},\s(?:co-)?led\b|^\s(?:as (?:the )?lead|"
    r"was the lead|(?:was )?in the lead)\b|^(?:'s)?\s(?:\w+\s){0,2}?"
    r"(?:led|leads?|leading|co-led|to lead|will lead|would lead)\b",
    re.I,
)


def sides_of_round(page: Page, sum_: Sum, sentence: Sentence, clause: Clause) -> Parties:
    """Return the parties of a funding round: the one that raises is counterparty, the lead is the payer."""
    folded = page.folded
    place = page.sentences.index(sentence)
    raiser: Mention | None = clause.subject
    if raiser is not None and is_given(folded, raiser, sum_.start):
        return Parties(None)  # a country is given plants and plans, and sells no shares
    if (
        raiser is not None
        and raiser.org is not None
        and (raiser.org.type in {"investor", "fund"} or raiser.org.is_government)
        and page.topic is not None
    ):
        raiser = page.topic  # "its Series D": investors named last raise nothing
    whose = _whose_round(page, sum_, sentence)
    lead: Mention | None = None
    listed: tuple[Mention, ...] = ()
    if raiser is not None and _AS_LEAD.search(folded, max(raiser.end, sentence.start), sum_.start):
        lead = raiser
    following = () if whose is not None and whose != page.topic else page.sentences[place + 1 : place + 6]
    for near in (sentence, *following):
        if lead is not None:
            break
        if near is not sentence and (_from(page, sum_, sentence) or _raises_too(page, near)):
            break
        lead, listed = _lead_in(folded, near, raiser)
    if lead is not None and raiser is not None and lead.name == raiser.name:
        raiser = target(page, sum_, sentence, lead) or other(sentence, lead) or in_title(page, lead)
    raiser = whose or raiser
    if page.is_abroad and raiser is not None and raiser.name in ai.BUILDERS:
        raiser = _small(page, raiser)  # those who build for AI sell no shares: the round is of whom they buy
    if lead is None:
        giver = _from(page, sum_, sentence)
        if giver is not None:
            return Parties(giver, listed_after(folded, sentence, giver), raiser, words=f"from {giver.name}")
        if page.is_abroad and raiser is not None and raiser.name in ai.BUILDERS:
            return Parties(None)
        return Parties(None, (), raiser)
    return Parties(lead, listed, raiser, Role.LEAD, words=lead.name)


def _small(page: Page, builder: Mention) -> Mention:
    """Return the company of the title that is none of those who build for AI; the one given where there is none."""
    titled = (m for s in page.sentences if s.in_title for m in s.mentions if is_company(m))
    return next((m for m in titled if m.name not in ai.BUILDERS), builder)


_AS_LEAD = re.compile(r"\b(?:as (?:the )?lead(?:ing)? investor|(?:and )?leads? (?:a|an|the|its)\b)", re.I)


def _whose_round(page: Page, sum_: Sum, sentence: Sentence) -> Mention | None:
    """Return the company that a possessive before the sum names: "OpenAI's $40 billion"."""
    whose: Mention | None = None
    for mention in sentence.mentions:
        gap = page.folded[mention.end : sum_.start]
        if mention.end <= sum_.start and len(gap) < 40 and POSSESSIVE.match(gap):
            whose = mention
        if _RAISED_BY.search(page.folded, max(sentence.start, mention.start - 40), mention.start):
            return mention
    return whose


def _lead_in(folded: str, sentence: Sentence, raiser: Mention | None) -> tuple[Mention | None, tuple[Mention, ...]]:
    """Return who led a round by the words of a sentence, and who is named in one breath."""
    for mention in sentence.mentions:
        if not is_subject(folded, mention, sentence.mentions, mention.start):
            continue  # "Japan's SoftBank": the country only says whose
        if _LEAD.search(folded, max(sentence.start, mention.start - 60), mention.start):
            return mention, listed_after(folded, sentence, mention)
        if _LEADS.match(folded[mention.end : mention.end + 110]):
            return _head_of_list(folded, sentence, mention)
    return None, ()


def _head_of_list(folded: str, sentence: Sentence, last: Mention) -> tuple[Mention, tuple[Mention, ...]]:
    """Return the first name of a list that ends with a mention, and the others: "Valor and Mubadala co-led"."""
    found = [last]
    for mention in reversed([m for m in sentence.mentions if m.end <= last.start]):
        if not are_listed(folded, mention, found[0]):
            break
        found.insert(0, mention)
    return found[0], tuple(found[1:])


_FROM = re.compile(rf"(?:\bfrom|{sides.FROM})\s(?:the\s)?(?:[\w'-]+\s){{0,3}}$")


def _from(page: Page, sum_: Sum, sentence: Sentence) -> Mention | None:
    """Return who gave the money by "$2.3 billion from Accel"; None where that is not said."""
    for mention in sentence.mentions:
        gap = page.folded[sum_.until : mention.start]
        if mention.start >= sum_.until and len(gap) < 40 and _FROM.search(gap):
            return mention
        before = page.folded[max(sentence.start, mention.start - _FROM_REACH) : mention.start]
        if _JUST_BEFORE.fullmatch(page.folded, mention.end, sum_.start) and _FROM.search(before):
            return mention
    return None


_FROM_REACH = 40
_JUST_BEFORE = re.compile(
    r"\s(?:(?:up to|as much as|about|around|some|nearly|more than|at least|a|an|another|"
    r"bis zu|rund|etwa|knapp|mehr als|"
    r"fast|jusqu'à|environ|près de|hasta|unos|cerca de|até|quase|mais de|más de)\s){0,2}"
)
"""Between who gives the money and the sum: "could get from SoftBank up to $25 billion"."""
_RAISED_BY = re.compile(r"\b(?:raised|collected|taken in|brought in) (?:so far )?by\s(?:the\s)?$")


def _raises_too(page: Page, sentence: Sentence) -> bool:
    """Say whether a sentence tells a round of its own."""
    return (
        page.has_sum(sentence)
        and re.search(
            r"\b(?:rais(?:es|ed|ing)|took in|secured|series [A-K]|"
            r"led an? (?:\w+ ){0,2}round)\b",
            page.folded[sentence.start : sentence.end],
            re.I,
        )
        is not None
    )
