"""Who pays a sum, who stands on the other side, and whether the payer only led a round."""

import re
from dataclasses import replace

from bot.core import aid, contracts, particles, sides
from bot.core.clauses import Clause
from bot.core.cues import Cue
from bot.core.money import Sum
from bot.core.named import (
    BY,
    POSSESSIVE,
    Parties,
    identified,
    in_title,
    is_company,
    listed_after,
    other,
    others,
    subject_of,
)
from bot.core.orgs import Mention
from bot.core.page import Page, Sentence
from bot.core.rounds import sides_of_round
from bot.core.stakes import GETS, INVESTMENT, target
from bot.core.subjects import is_given
from bot.core.takeovers import sides_of_takeover

_PROJECT_OF = re.compile(
    r"^[-\s](?:[\w-]+\s){0,4}(?:project|plan|investment|campus|venture|investimento|investissement|inversión|"
    r"Investition)s?\s(?:of|by|from|von|de|da|do|du|del|des)\s(?:the\s|la\s)?$",
    re.I,
)
_PASSIVE = re.compile(
    r"\b(?:invested|pledged|committed|funded|backed|led|financed|paid|spent|put up|promised|bought|acquired|"
    r"takeover|acquisition|purchase|buyout|bid|offer|contributed|comes?|came|coming|head(?:ed|ing)|bound|flow(?:s|ed|ing)?|going|provided|investment|money|grants|"
    rf"subsidies|funding|aid|support|financement|{sides.PASSIVE})\b[^.;]{{0,40}}$",
    re.I,
)
_NAMED_AFTER = re.compile(r"^[\s-]*(?:\"|')?(?:AI\s|joint venture\s|venture\s|data cent(?:er|re)\s)?$", re.I)


def parties(page: Page, sum_: Sum, sentence: Sentence, cue: Cue | None, said: str) -> Parties:
    """Return who is on which side of a sum.

    Args:
        page: The entry.
        sum_: The sum.
        sentence: Where it stands.
        cue: What it was taken for.
        said: The words that said so.
    """
    clause = sentence.clause_at(sum_.start) or sentence.clauses[-1]
    if cue is Cue.RAISE:
        given = particles.giver(page, sum_, clause) if page.is_abroad else None
        if given is not None and page.topic is not None and given.name != page.topic.name:
            return Parties(given, (), page.topic, words=given.name)
        return sides_of_round(page, sum_, sentence, clause)
    marked = particles.payer(page, sum_, clause) if page.is_abroad else None
    if marked is not None:
        clause = replace(clause, subject=marked, partners=(), stated=True)
    found = _named_beside(page, sum_, sentence, clause, buys=cue in {Cue.CONTRACT, Cue.ACQUIRE}) or subject_of(clause)
    if (
        cue in {Cue.SPEND, Cue.PROJECT}
        and not page.is_abroad
        and not found.words
        and found.payer is not None
        and found.payer.org is not None
        and found.payer.org.is_government
        and (builder := _builder(page, sentence)) is not None
    ):
        found = Parties(builder, words=builder.name)
    if cue is Cue.FUND and (approved := _approved(page, sentence)) is not None:
        return Parties(approved, words=approved.name)
    if not found.words and (named := identified(page, sentence)) is not None:
        found = Parties(named, words=named.name)
    if cue is not Cue.FUND and found.payer is not None and is_given(page.folded, found.payer, sum_.start):
        found = _giver(page, sentence, found.payer) or found
    if cue is Cue.CONTRACT:
        buyer, seller = contracts.sides(page, sum_, sentence, found.payer)
        return Parties(buyer, (), seller, words=found.words)
    if cue is Cue.ACQUIRE:
        return sides_of_takeover(page, sum_, sentence, clause, found, said)
    if cue is Cue.INVEST:
        into = target(page, sum_, sentence, found.payer)
        into = into or (particles.bought(page, sum_, sentence, found.payer) if page.is_abroad else None)
        into = into or other(sentence, found.payer) or in_title(page, found.payer)
        return Parties(found.payer, found.partners, into, words=found.words)
    if cue is Cue.FUND and (state := aid.giver(page, sentence, found.payer, said)) is not None:
        return Parties(state)
    return found


_REACH = 200
"""Characters behind a sum, words put in between commas among them, in which a name can stand beside it."""
_TO_A_PROJECT = 16
"""Characters before a project that tell whether money goes to it."""


def _named_beside(page: Page, sum_: Sum, sentence: Sentence, clause: Clause, *, buys: bool) -> Parties | None:
    """Find a payer that the words right beside the sum name: a possessive, a venture after it, "by" and "from".

    Who buys "from" somebody is not paid by them.
    """
    folded = page.folded
    behind = [m for m in sentence.mentions if 0 <= m.start - sum_.until < _REACH]
    for mention in behind:
        is_project = mention.org is not None and mention.org.type == "project"
        if is_project and _NAMED_AFTER.match(folded[sum_.until : mention.start]):
            return Parties(mention, others(sentence, mention), words=folded[mention.start : mention.end])
    for mention in behind:
        gap = folded[sum_.until : mention.start]
        if gap == " " and INVESTMENT.match(folded, mention.end) and GETS.search(folded, clause.start, sum_.start):
            return Parties(mention, words=f"from {mention.name}")
        if _says_whose(folded, mention, sentence):
            continue
        if _PROJECT_OF.match(gap):
            return Parties(mention, listed_after(folded, sentence, mention), words=(gap + mention.name).strip())
        gap = _APPOSED.sub("", gap)
        if len(gap) < 70 and BY.search(gap) and "," not in gap and ": " not in gap:
            passive = gap.strip().startswith(
                ("by", "par", "von", "por") if buys else ("by", "from", "par", "von", "por")
            ) or _PASSIVE.search(gap)
            if passive and not re.search(r"\b(?:up|down|rise|jump|increase)\b", gap):
                return Parties(mention, listed_after(folded, sentence, mention), words=(gap + mention.name).strip())
    for mention in reversed(sentence.mentions):
        if mention.end > sum_.start or mention.start < clause.start:
            continue
        gap = folded[mention.end : sum_.start]
        if (
            len(gap) < 50
            and POSSESSIVE.match(gap)
            and not (mention.org and mention.org.is_government and "parent" in gap)
        ):
            following = [m for m in sentence.mentions if mention.end <= m.start < sum_.start]
            if not following:
                return Parties(mention, words=folded[mention.start : mention.end] + gap.rstrip())
        break
    for mention in sentence.mentions:
        if mention.org is None or mention.org.type != "project":
            continue
        gap = folded[max(clause.start, mention.start - _TO_A_PROJECT) : mention.start]
        if (
            clause.start <= mention.start < clause.end
            and not re.search(r"\bto (?:the |Project )?$", gap)
            and not (
                clause.stated
                and clause.subject is not None
                and re.search(r"\b(?:to|for|in|into)\s(?:the\s|Project\s)?$", gap)
            )
        ):
            return Parties(mention, others(sentence, mention), words=folded[mention.start : mention.end])
    return None


_GIVEN_BY = re.compile(r"\b(?:from|by|von|de|del|da|do|par|por|d')\s?(?:the\s|la\s|le\s|l')?$", re.I)


def _giver(page: Page, sentence: Sentence, given: Mention) -> Parties | None:
    """Return who gives a country what it gets: the name behind "from", else the only company of the sentence.

    None where that is the state itself, whose agency gets it.
    """
    near = [m for m in sentence.mentions if m.name != given.name]
    by = (m for m in near if _GIVEN_BY.search(page.folded, max(sentence.start, m.start - 16), m.start))
    giver = next(by, None) or other(sentence, given) or page.topic
    if giver is None or giver.name == given.name:
        return None
    return Parties(giver, words=f"from {giver.name}" if giver in near else "")


_APPROVED = re.compile(
    r"\b(?:approv\w+|clear(?:s|ed)|consent to|nod to|green light to)\b[^.;]{0,60}\b(?:project|plan|proposal|"
    r"application|investment|"
    r"cent(?:er|re))s?\b[^.;]{0,20}\b(?:of|by|from)\s(?:the\s)?$",
    re.I,
)


def _approved(page: Page, sentence: Sentence) -> Mention | None:
    """Return the company whose project an authority lets through: "the board approved a project of X"."""
    for mention in sentence.mentions:
        if is_company(mention) and _APPROVED.search(
            page.folded, max(sentence.start, mention.start - _REACH), mention.start
        ):
            return mention
    return None


_APPOSED = re.compile(r",\s(?:an?|the)\s[^,]{3,50},")
"""What a text puts in about a name, between commas."""
_OWNS = re.compile(r"'s?\s(?:[\w-]+\s){0,2}")


def _says_whose(folded: str, mention: Mention, sentence: Sentence) -> bool:
    """Say whether a country only says whose the name after it is: "Saudi Arabia's PIF"."""
    if mention.org is None or not mention.org.is_government:
        return False
    following = next((m for m in sentence.mentions if m.start >= mention.end), None)
    return following is not None and _OWNS.fullmatch(folded, mention.end, following.start) is not None


def _builder(page: Page, sentence: Sentence) -> Mention | None:
    """Return the only company of a sentence or the one before, where the government it is told of only welcomes it."""
    place = page.sentences.index(sentence)
    near = [m for s in page.sentences[max(0, place - 1) : place + 1] for m in s.mentions if is_company(m)]
    return near[0] if len({m.name for m in near}) == 1 else None
