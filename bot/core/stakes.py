"""The company that money goes into, and the one that gets what another gives."""

import re

from bot.core import sides
from bot.core.money import Sum
from bot.core.named import COMPANY_TYPES, Parties, is_company, other_topic
from bot.core.orgs import Mention
from bot.core.page import Page, Sentence

_INTO = re.compile(
    r"\b(?:in|into|to|dans|em|en|bei|à|ao|na|no)\s(?:the\s|a\s|its\s|rival\s|both\s)?(?:(?!from\b|by\b)[\w'-]+\s){0,4}$",
    re.I,
)
INVESTMENT = re.compile(r"\s(?:investment|stake|bet|injection|infusion)\b", re.I)
"""Right behind a name right behind a sum: "a $10bn OpenAI investment"."""
_STAKE_OF = re.compile(r"^\s(?:stake|investment|round|funding|shares|deal)", re.I)
_STAKE_IN = re.compile(r"\binvest\w*\s(?:in|into)\s(?:\w+\s)?$|\bstake in\s(?:\w+\s)?$", re.I)
_IS_COMPANY = re.compile(r"\b(?:start-?up|company|firm|lab|maker|developer|rival)\s$", re.I)
_EAST_INTO = re.compile(
    rf"(?:{sides.EAST_INTO})(?!\s?(?:よると|따르면))(?![^、,。]{{0,16}}(?:委託|発注|供給|納入|위탁|발주|공급))[^、,。]*$"
)
_EAST_GAP = 16
"""Characters at most between the name of who is given money and the sum, in Japanese and Korean."""


def target(page: Page, sum_: Sum, sentence: Sentence, payer: Mention | None) -> Mention | None:
    """Return the company the money goes into: "$25 billion in OpenAI", "an investment in Anthropic of $4bn"."""
    inside = [m for m in sentence.mentions if payer is None or m.name != payer.name]
    for mention in inside:
        if mention.org is not None and mention.org.type not in COMPANY_TYPES:
            continue
        if mention.start >= sum_.until:
            gap = page.folded[sum_.until : mention.start]
            if gap == " " and INVESTMENT.match(page.folded, mention.end):
                return mention
            if mention.org is None and not _IS_COMPANY.search(gap):
                continue
            if len(gap) < 50 and _INTO.search(gap) and not re.search(r"[;.]|\b(?:with|and|after)\b", gap):
                return mention
        else:
            gap = page.folded[mention.end : sum_.start]
            before = page.folded[max(sentence.start, mention.start - 40) : mention.start]
            if mention.org is not None and before.endswith(sides.EAST_TO):
                return mention
            if mention.org is not None and page.is_abroad and sides.IN_WHICH.match(gap):
                return mention
            public = payer is not None and payer.org is not None and payer.org.is_government
            if mention.org is not None and not public and len(gap) < _EAST_GAP and _EAST_INTO.match(gap):
                return mention
            if mention.org is not None and len(gap) < 60 and (_STAKE_OF.match(gap) or _STAKE_IN.search(before)):
                return mention
    if _INTO_IT.match(page.folded, sum_.until) and payer is not None:
        told = [m for m in inside if m.end <= sum_.start and is_company(m)]
        return told[-1] if told else other_topic(page, payer)
    return None


_INTO_IT = re.compile(
    r"\s(?:more\s)?(?:in|into)\s(?:it|the (?:[\w-]+ ){0,3}(?:company|start-?up|lab|firm|developer|maker))\b(?! to\b)",
    re.I,
)
"""Right behind a sum that goes into the company that was just named."""


_GETS = r"receiv\w+|gets?|got|getting|secur\w+|draw\w*|drew|wins?|won|lands?|landed"
GETS = re.compile(rf"\b(?:{_GETS})\b", re.I)
"""Before a sum that somebody is given: "Intel gets $2bn SoftBank investment"."""
_RECEIVES = re.compile(rf"\b(?:{_GETS}|attract\w*|seek\w*|sought|take(?:s|n)? in|took in|obtain\w*|invest\w*)\b", re.I)


def receiver(page: Page, sum_: Sum, sentence: Sentence, who: Parties) -> Mention | None:
    """Return the company that gets what another one gives: "OpenAI got $13 billion from Microsoft"."""
    clause = sentence.clause_at(sum_.start) or sentence.clauses[-1]
    taker = clause.subject
    if not who.words.startswith("from ") or taker is None or who.payer is None or taker.name == who.payer.name:
        return None
    if taker.org is not None and taker.org.type not in COMPANY_TYPES:
        return None
    return taker if _RECEIVES.search(page.folded, clause.start, sum_.start) else None


_INVESTS = re.compile(rf"\binvest(?:s|ed|ing)?\b|\bput(?:s|ting)? in\b|\bback(?:s|ed|ing)?\b|{sides.PUTS_IN}", re.I)
_BUILDS = re.compile(
    r"\b(?:data cent\w+|infrastructure|campus\w*|factor\w+|plants?|chips?|regions?|capacity|cloud|compute|"
    rf"buildings?|sites?)\b|\bin [A-Z]\w+(?:'s)?\b|{sides.BUILDS}",
)


_BACKS = re.compile(r"\b(?:back(?:s|ed|ing)?|invest(?:s|ed|ing)? in|stake in|takes? (?:a |an )?stake)\b", re.I)


def backed_by_the_title(page: Page, sentence: Sentence, who: Parties) -> Mention | None:
    """Return whom the title tells to be backed, for a sum "from X" of which the text tells nothing more."""
    if not who.words.startswith("from") or sentence.in_title or not _BACKS.search(page.folded, 0, page.title_end):
        return None
    titled = (m for s in page.sentences if s.in_title for m in s.mentions)
    return next((m for m in titled if is_company(m) and who.payer is not None and m.name != who.payer.name), None)


def lab_of_the_title(page: Page, sum_: Sum, sentence: Sentence, payer: Mention | None) -> Mention | None:
    """Return the lab an entry is about, for an investment that goes into nothing its sentence names."""
    labs = {
        m.name: m
        for s in page.sentences
        if s.in_title
        for m in s.mentions
        if m.org is not None and m.org.type == "lab" and (payer is None or m.name != payer.name)
    }
    if any(m.org is not None and m.org.type == "project" for m in sentence.mentions):
        return None
    near = page.folded[max(sentence.start, sum_.start - 60) : min(sentence.end, sum_.until + 60)]
    if len(labs) != 1 or payer is None or payer.org is None or payer.org.is_government or _BUILDS.search(near):
        return None
    return next(iter(labs.values())) if _INVESTS.search(near) else None
