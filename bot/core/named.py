"""Whom else an entry names: in the sentence of a sum, beside it in a list, in the title."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.clauses import Clause
from bot.core.kinds import Role
from bot.core.orgs import Mention
from bot.core.page import Page, Sentence

BY = re.compile(r"\b(?:by|from|par|von|durch|por|de parte de)\s(?:the\s|a\s)?(?:[\w'-]+\s){0,4}$", re.I)
POSSESSIVE = re.compile(
    r"^'s?\s(?:(?!(?:has|have|had|is|was|will|would|to|said|says|plans?|promised|could|may|might|are|were|for|at|"
    r"with|from|by|after|on|in)\b)[\w,'-]+\s){0,6}(?:of the price\s)?"
    r"(?:(?:is|was) (?:worth|put at)\s|(?:is|was|amounts? to|amounted to|comes? to|came to|stands? at|totals?)\s)?"
    r"(?:(?:about|around|roughly|some|nearly|up to|as much as|over|more than|at least)\s){0,2}$"
)
COMPANY_TYPES = frozenset({"company", "lab", None})


@dataclass(frozen=True, slots=True)
class Parties:
    """Who is on which side of a sum.

    Attributes:
        payer: Who pays, pledges or leads; None means nobody in particular.
        partners: Other payers of the same money.
        counterparty: The other side of a stake, contract or acquisition; None where there is none.
        role: Whether the payer only led.
        words: The words of the text that decided the payer; empty where it was carried over.
    """

    payer: Mention | None
    partners: tuple[Mention, ...] = ()
    counterparty: Mention | None = None
    role: Role = Role.PAYER
    words: str = ""


_IDENTIFIED = re.compile(
    r"\b(?:(?:submitted|filed|proposed|applied for|put forward) by|"
    r"[Tt]he (?:buyers?|investors?|company|developer|firm|fund|lender|applicant|backer)(?: (?:behind it|"
    r"concerned))?(?:,| is| was| are))\s"
    r"(?:the\s)?$"
)
_NEXT = 2
"""Sentences after a sum in which a text says who it was that it left out."""


def identified(page: Page, sentence: Sentence) -> Mention | None:
    """Return who pays by a sentence that says so afterwards: "The buyer is …", "It was filed by …"."""
    place = page.sentences.index(sentence)
    if sentence.in_title:
        place = next((i for i, s in enumerate(page.sentences) if not s.in_title), place)
    for near in page.sentences[place + 1 : place + 1 + _NEXT]:
        for mention in near.mentions:
            if _IDENTIFIED.search(page.folded, max(near.start, mention.start - 40), mention.start):
                return mention
    return None


def subject_of(clause: Clause) -> Parties:
    """Return the subject of the clause as payer."""
    return Parties(
        clause.subject, clause.partners, words=clause.subject.name if clause.subject and clause.stated else ""
    )


def others(sentence: Sentence, mention: Mention) -> tuple[Mention, ...]:
    """Return the companies a venture is named with."""
    return tuple(
        {
            m.name: m
            for m in sentence.mentions
            if m.name != mention.name and not (m.org and (m.org.is_government or m.org.type == "project"))
        }.values()
    )


def other(sentence: Sentence, payer: Mention | None) -> Mention | None:
    """Return the one company of a sentence that is not the payer; None where there are several or none."""
    names = {m.name: m for m in sentence.mentions if (payer is None or m.name != payer.name) and is_company(m)}
    return next(iter(names.values())) if len(names) == 1 else None


def is_company(mention: Mention) -> bool:
    """Say whether a name can be bought or have a stake taken in it."""
    return mention.org is None or mention.org.type in COMPANY_TYPES


def in_title(page: Page, payer: Mention | None) -> Mention | None:
    """Return the first other company of the title, whose stake the text then speaks of."""
    named = (m for s in page.sentences if s.in_title for m in s.mentions if payer is None or m.name != payer.name)
    return next((m for m in named if is_company(m)), None)


def other_topic(page: Page, payer: Mention | None) -> Mention | None:
    """Return the company an entry is about, where it is not the payer."""
    topic = page.topic
    return topic if topic is not None and is_company(topic) and (payer is None or topic.name != payer.name) else None


_LISTED = re.compile(r",?\s?(?:and|und|et|y|e|,)?\s?")


def are_listed(folded: str, first: Mention, second: Mention) -> bool:
    """Say whether nothing but a comma or "and" stands between two names."""
    return _LISTED.fullmatch(folded, first.end, second.start) is not None


def listed_after(folded: str, sentence: Sentence, first: Mention) -> tuple[Mention, ...]:
    """Return the names that a list goes on with after the first."""
    found = [first]
    for mention in sentence.mentions:
        if mention.start >= found[-1].end:
            if not are_listed(folded, found[-1], mention):
                break
            found.append(mention)
    return tuple(found[1:])


def distinct(mentions: Sequence[Mention], payer: Mention | None) -> tuple[str, ...]:
    """Return the short names of mentions once each, without the payer's."""
    return tuple(dict.fromkeys(m.name for m in mentions if payer is None or m.name != payer.name))
