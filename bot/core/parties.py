"""Who pays a sum, who stands on the other side, and whether the payer only led a round."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.core import ai, aid, contracts, particles, sides
from bot.core.clauses import Clause, is_subject
from bot.core.cues import Cue
from bot.core.kinds import Role
from bot.core.money import Sum
from bot.core.orgs import Mention
from bot.core.page import Page, Sentence

_PROJECT_OF = re.compile(
    r"^[-\s](?:[\w-]+\s){0,4}(?:project|plan|investment|campus|venture|investimento|investissement|inversión|"
    r"Investition)s?\s(?:of|by|from|von|de|da|do|du|del|des)\s(?:the\s|la\s)?$",
    re.I,
)
_BY = re.compile(r"\b(?:by|from|par|von|durch|por|de parte de)\s(?:the\s|a\s)?(?:[\w'-]+\s){0,4}$", re.I)
_PASSIVE = re.compile(
    r"\b(?:invested|pledged|committed|funded|backed|led|financed|paid|spent|put up|promised|bought|acquired|"
    r"takeover|acquisition|purchase|buyout|bid|offer|contributed|comes?|came|coming|provided|investment|money|grants|"
    rf"subsidies|funding|aid|support|financement|{sides.PASSIVE})\b[^.;]{{0,40}}$",
    re.I,
)
_LEAD = re.compile(
    r"\b(?:co-)?(?:led|headed|anchored|lead) (?:jointly )?by\s(?:the\s)?(?:[\w'-]+\s){0,5}$|"
    r"\b(?:round|series [A-K])\s(?:\w+\s){0,4}under\s$|"
    rf"\bunder (?:the )?lead(?:ership)? of\s(?:[\w'-]+\s){{0,3}}$|{sides.LED_BY}",
    re.I,
)
_LEADS = re.compile(
    rf"{sides.LEADS}|"
    r"^,\s(?:which|a|an|the|who)\s[^.;,]{3,90},\s(?:co-)?led\b|^\s(?:as (?:the )?lead|"
    r"was the lead|(?:was )?in the lead)\b|^(?:'s)?\s(?:\w+\s){0,2}?"
    r"(?:led|leads?|leading|co-led|to lead|will lead|would lead)\b",
    re.I,
)
_POSSESSIVE = re.compile(
    r"^'s?\s(?:(?!(?:has|have|had|is|was|will|would|to|said|says|plans?|promised|could|may|might|are|were|for|at|"
    r"with|from|by|after|on|in)\b)[\w,'-]+\s){0,6}(?:of the price\s)?"
    r"(?:(?:is|was) (?:worth|put at)\s|(?:is|was|amounts? to|amounted to|comes? to|came to|stands? at|totals?)\s)?"
    r"(?:(?:about|around|roughly|some|nearly|up to|as much as|over|more than|at least)\s){0,2}$"
)
_NAMED_AFTER = re.compile(r"^[\s-]*(?:\"|')?(?:AI\s|joint venture\s|venture\s|data cent(?:er|re)\s)?$", re.I)
_INTO = re.compile(
    r"\b(?:in|into|to|dans|em|en|bei|à|ao|na|no)\s(?:the\s|a\s|its\s|rival\s|both\s)?(?:[\w'-]+\s){0,4}$", re.I
)
_STAKE_OF = re.compile(r"^(?:'s)?\s(?:stake|investment|round|funding|shares|deal)", re.I)
_IS_COMPANY = re.compile(r"\b(?:start-?up|company|firm|lab|maker|developer|rival)\s$", re.I)
_EAST_INTO = re.compile(rf"(?:{sides.EAST_INTO})(?!よると|따르면)[^、,。]*$")
_EAST_GAP = 16
"""Characters at most between the name of who is given money and the sum, in Japanese and Korean."""
_COMPANY_TYPES = frozenset({"company", "lab", None})


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


def target(page: Page, sum_: Sum, sentence: Sentence, payer: Mention | None) -> Mention | None:
    """Return the company the money goes into: "$25 billion in OpenAI", "an investment in Anthropic of $4bn"."""
    inside = [m for m in sentence.mentions if payer is None or m.name != payer.name]
    for mention in inside:
        if mention.org is not None and mention.org.type not in _COMPANY_TYPES:
            continue
        if mention.start >= sum_.until:
            gap = page.folded[sum_.until : mention.start]
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
            noun = _STAKE_OF.match(gap) and not gap.startswith("'s")
            if (
                mention.org is not None
                and len(gap) < 60
                and (re.search(r"\binvest\w*\s(?:in|into)\s(?:\w+\s)?$|\bstake in\s(?:\w+\s)?$", before, re.I) or noun)
            ):
                return mention
    return None


_RECEIVES = re.compile(
    r"\b(?:receiv\w+|gets?|got|getting|secur\w+|attract\w*|seek\w*|sought|take(?:s|n)? in|took in|draw\w*|drew|"
    r"win(?:s)?|"
    r"won|obtain\w*|invest\w*)\b",
    re.I,
)


def receiver(page: Page, sum_: Sum, sentence: Sentence, who: "Parties") -> Mention | None:
    """Return the company that gets what another one gives: "OpenAI got $13 billion from Microsoft"."""
    clause = next((c for c in sentence.clauses if c.start <= sum_.start < c.end), sentence.clauses[-1])
    taker = clause.subject
    if not who.words.startswith("from ") or taker is None or who.payer is None or taker.name == who.payer.name:
        return None
    if taker.org is not None and taker.org.type not in _COMPANY_TYPES:
        return None
    return taker if _RECEIVES.search(page.folded, clause.start, sum_.start) else None


_INVESTS = re.compile(rf"\binvest(?:s|ed|ing)?\b|\bput(?:s|ting)? in\b|\bback(?:s|ed|ing)?\b|{sides.PUTS_IN}", re.I)
_BUILDS = re.compile(
    r"\b(?:data cent\w+|infrastructure|campus\w*|factor\w+|plants?|chips?|regions?|capacity|cloud|compute|"
    rf"buildings?|sites?)\b|\bin [A-Z]\w+(?:'s)?\b|{sides.BUILDS}",
)


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


def parties(page: Page, sum_: Sum, sentence: Sentence, cue: Cue | None, said: str) -> Parties:
    """Return who is on which side of a sum.

    Args:
        page: The entry.
        sum_: The sum.
        sentence: Where it stands.
        cue: What it was taken for.
        said: The words that said so.
    """
    clause = next((c for c in sentence.clauses if c.start <= sum_.start < c.end), sentence.clauses[-1])
    if cue is Cue.RAISE:
        given = particles.giver(page, sum_, clause) if page.is_abroad else None
        if given is not None and page.topic is not None and given.name != page.topic.name:
            return Parties(given, (), page.topic, words=given.name)
        return _round(page, sum_, sentence, clause)
    marked = particles.payer(page, sum_, clause) if page.is_abroad else None
    if marked is not None:
        clause = replace(clause, subject=marked, partners=(), stated=True)
    found = _named_beside(page, sum_, sentence, clause, buys=cue in {Cue.CONTRACT, Cue.ACQUIRE}) or _subject(clause)
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
    if not found.words and (named := _identified(page, sentence)) is not None:
        found = Parties(named, words=named.name)
    if cue is Cue.CONTRACT:
        buyer, seller = contracts.sides(page, sum_, sentence, found.payer)
        return Parties(buyer, (), seller, words=found.words)
    if cue is Cue.ACQUIRE:
        if (sold := _sold(page, sum_, sentence, clause)) is not None:
            return sold
        bought = particles.bought(page, sum_, sentence, found.payer) if page.is_abroad else None
        bought = bought or _bought(page, sentence, found.payer, said)
        acts = page.is_abroad and any(c.stated for c in sentence.clauses)
        if bought is None and not found.words and not acts:  # "it would acquire Aligned", in news on Aligned
            aimed_at = _bought(page, sentence, None, said)
            if aimed_at is not None and found.payer is not None and aimed_at.name == found.payer.name:
                return Parties(_in_title(page, aimed_at), (), aimed_at)
        if bought is None and found.payer is not None and _WHICH.search(page.folded, sentence.start, found.payer.start):
            topic = page.topic
            bought = topic if topic is not None and _is_company(topic) and topic.name != found.payer.name else None
        return Parties(found.payer, found.partners, bought, words=found.words)
    if cue is Cue.INVEST:
        into = target(page, sum_, sentence, found.payer)
        into = into or (particles.bought(page, sum_, sentence, found.payer) if page.is_abroad else None)
        into = into or _other(sentence, found.payer) or _in_title(page, found.payer)
        return Parties(found.payer, found.partners, into, words=found.words)
    if cue is Cue.FUND and (state := aid.giver(page, sentence, found.payer, said)) is not None:
        return Parties(state)
    return found


_IS_BOUGHT = re.compile(
    r"\b(?:be|been|being|is|was|are|were|gets?)\s(?:\w+\s){0,2}?(?:taken private|taken over|acquired|bought|"
    r"snapped up|sold)\b"
    r"|\bagree[sd]? to (?:an?|the) (?:[\w$€£.]+ ){0,3}(?:takeover|buyout|sale)\b",
    re.I,
)


def _sold(page: Page, sum_: Sum, sentence: Sentence, clause: Clause) -> Parties | None:
    """Return the sides of a sale told of what is sold: "X is being bought by Y"; None where it is told of the buyer."""
    target_ = clause.subject
    if target_ is None or not _IS_BOUGHT.search(page.folded, clause.start, clause.end):
        return None
    by = (m for m in sentence.mentions if m.name != target_.name and _BY.search(page.folded[clause.start : m.start]))
    buyer = next(by, None) or _identified(page, sentence) or _in_title(page, target_)
    if buyer is None or not _is_company_or_investor(buyer):
        return None
    return Parties(buyer, (), target_, words=buyer.name)


def _is_company_or_investor(mention: Mention) -> bool:
    """Say whether a name can buy a company."""
    return mention.org is None or not mention.org.is_government


def _named_beside(page: Page, sum_: Sum, sentence: Sentence, clause: Clause, *, buys: bool) -> Parties | None:
    """Find a payer that the words right beside the sum name: a possessive, a venture after it, "by" and "from".

    Who buys "from" somebody is not paid by them.
    """
    folded = page.folded
    for mention in sentence.mentions:
        gap = folded[sum_.until : mention.start]
        if (
            mention.start >= sum_.until
            and mention.org is not None
            and mention.org.type == "project"
            and _NAMED_AFTER.match(gap)
        ):
            return Parties(mention, _others(sentence, mention), words=folded[mention.start : mention.end])
    for mention in sentence.mentions:
        gap = folded[sum_.until : mention.start]
        if _says_whose(folded, mention, sentence):
            continue
        if mention.start >= sum_.until and _PROJECT_OF.match(gap):
            return Parties(mention, _listed_after(folded, sentence, mention), words=(gap + mention.name).strip())
        gap = _APPOSED.sub("", gap)
        if mention.start >= sum_.until and len(gap) < 70 and _BY.search(gap) and "," not in gap:
            passive = gap.strip().startswith(
                ("by", "par", "von", "por") if buys else ("by", "from", "par", "von", "por")
            ) or _PASSIVE.search(gap)
            if passive and not re.search(r"\b(?:up|down|rise|jump|increase)\b", gap):
                return Parties(mention, _listed_after(folded, sentence, mention), words=(gap + mention.name).strip())
    for mention in reversed(sentence.mentions):
        if mention.end > sum_.start or mention.start < clause.start:
            continue
        gap = folded[mention.end : sum_.start]
        if (
            len(gap) < 50
            and _POSSESSIVE.match(gap)
            and not (mention.org and mention.org.is_government and "parent" in gap)
        ):
            following = [m for m in sentence.mentions if mention.end <= m.start < sum_.start]
            if not following:
                return Parties(mention, words=folded[mention.start : mention.end] + gap.rstrip())
        break
    for mention in sentence.mentions:
        gap = folded[clause.start : mention.start]
        if (
            mention.org is not None
            and mention.org.type == "project"
            and clause.start <= mention.start < clause.end
            and not re.search(r"\bto (?:the |Project )?$", gap)
            and not (
                clause.stated
                and clause.subject is not None
                and re.search(r"\b(?:to|for|in|into)\s(?:the\s|Project\s)?$", gap)
            )
        ):
            return Parties(mention, _others(sentence, mention), words=folded[mention.start : mention.end])
    return None


_WHICH = re.compile(r"(?<!under )(?<!in )(?<!by )(?<!for )(?<!with )(?<!to )\b(?:which|that)\s$")
_APPROVED = re.compile(
    r"\b(?:approv\w+|clear(?:s|ed)|consent to|nod to|green light to)\b[^.;]{0,60}\b(?:project|plan|proposal|"
    r"application|investment|"
    r"cent(?:er|re))s?\b[^.;]{0,20}\b(?:of|by|from)\s(?:the\s)?$",
    re.I,
)


def _approved(page: Page, sentence: Sentence) -> Mention | None:
    """Return the company whose project an authority lets through: "the board approved a project of X"."""
    for mention in sentence.mentions:
        if _is_company(mention) and _APPROVED.search(page.folded[sentence.start : mention.start]):
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


_IDENTIFIED = re.compile(
    r"\b(?:(?:submitted|filed|proposed|applied for|put forward) by|"
    r"[Tt]he (?:buyers?|investors?|company|developer|firm|fund|lender|applicant|backer)(?: (?:behind it|"
    r"concerned))?(?:,| is| was| are))\s"
    r"(?:the\s)?$"
)
_NEXT = 2
"""Sentences after a sum in which a text says who it was that it left out."""


def _builder(page: Page, sentence: Sentence) -> Mention | None:
    """Return the only company of a sentence or the one before, where the government it is told of only welcomes it."""
    place = page.sentences.index(sentence)
    near = [m for s in page.sentences[max(0, place - 1) : place + 1] for m in s.mentions if _is_company(m)]
    return near[0] if len({m.name for m in near}) == 1 else None


def _identified(page: Page, sentence: Sentence) -> Mention | None:
    """Return who pays by a sentence that says so afterwards: "The buyer is …", "It was filed by …"."""
    place = page.sentences.index(sentence)
    if sentence.in_title:
        place = next((i for i, s in enumerate(page.sentences) if not s.in_title), place)
    for near in page.sentences[place + 1 : place + 1 + _NEXT]:
        for mention in near.mentions:
            if _IDENTIFIED.search(page.folded, max(near.start, mention.start - 40), mention.start):
                return mention
    return None


def _subject(clause: Clause) -> Parties:
    """Return the subject of the clause as payer."""
    return Parties(
        clause.subject, clause.partners, words=clause.subject.name if clause.subject and clause.stated else ""
    )


def _others(sentence: Sentence, mention: Mention) -> tuple[Mention, ...]:
    """Return the companies a venture is named with."""
    return tuple(
        {
            m.name: m
            for m in sentence.mentions
            if m.name != mention.name and not (m.org and (m.org.is_government or m.org.type == "project"))
        }.values()
    )


def _other(sentence: Sentence, payer: Mention | None) -> Mention | None:
    """Return the one company of a sentence that is not the payer; None where there are several or none."""
    names = {m.name: m for m in sentence.mentions if (payer is None or m.name != payer.name) and _is_company(m)}
    return next(iter(names.values())) if len(names) == 1 else None


def _is_company(mention: Mention) -> bool:
    """Say whether a name can be bought or have a stake taken in it."""
    return mention.org is None or mention.org.type in _COMPANY_TYPES


def _in_title(page: Page, payer: Mention | None) -> Mention | None:
    """Return the first other company of the title, whose stake the text then speaks of."""
    named = (m for s in page.sentences if s.in_title for m in s.mentions if payer is None or m.name != payer.name)
    return next((m for m in named if _is_company(m)), None)


def _listed_after(folded: str, sentence: Sentence, first: Mention) -> tuple[Mention, ...]:
    """Return the names that a list goes on with after the first."""
    found: list[Mention] = []
    end = first.end
    for mention in sentence.mentions:
        if mention.start >= end:
            if not re.fullmatch(r",?\s?(?:and|und|et|y|e|,)?\s?", folded[end : mention.start]):
                break
            found.append(mention)
            end = mention.end
    return tuple(found)


def _round(page: Page, sum_: Sum, sentence: Sentence, clause: Clause) -> Parties:
    """Return the parties of a funding round: the one that raises is counterparty, the lead is the payer."""
    folded = page.folded
    place = page.sentences.index(sentence)
    raiser: Mention | None = clause.subject
    if (
        raiser is not None
        and raiser.org is not None
        and raiser.org.type in {"investor", "fund"}
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
        raiser = target(page, sum_, sentence, lead) or _other(sentence, lead) or _in_title(page, lead)
    raiser = whose or raiser
    if page.is_abroad and raiser is not None and raiser.name in ai.BUILDERS:
        raiser = _small(page, raiser)  # those who build for AI sell no shares: the round is of whom they buy
    if lead is None:
        giver = _from(page, sum_, sentence)
        if giver is not None:
            return Parties(giver, _listed_after(folded, sentence, giver), raiser, words=f"from {giver.name}")
        return Parties(None, (), raiser)
    return Parties(lead, listed, raiser, Role.LEAD, words=lead.name)


def _small(page: Page, builder: Mention) -> Mention:
    """Return the company of the title that is none of those who build for AI; the one given where there is none."""
    titled = (m for s in page.sentences if s.in_title for m in s.mentions if _is_company(m))
    return next((m for m in titled if m.name not in ai.BUILDERS), builder)


_AS_LEAD = re.compile(r"\b(?:as (?:the )?lead(?:ing)? investor|(?:and )?leads? (?:a|an|the|its)\b)", re.I)


def _whose_round(page: Page, sum_: Sum, sentence: Sentence) -> Mention | None:
    """Return the company that a possessive before the sum names: "OpenAI's $40 billion"."""
    whose: Mention | None = None
    for mention in sentence.mentions:
        gap = page.folded[mention.end : sum_.start]
        if mention.end <= sum_.start and len(gap) < 40 and _POSSESSIVE.match(gap):
            whose = mention
    return whose


def _lead_in(folded: str, sentence: Sentence, raiser: Mention | None) -> tuple[Mention | None, tuple[Mention, ...]]:
    """Return who led a round by the words of a sentence, and who is named in one breath."""
    for mention in sentence.mentions:
        if not is_subject(folded, mention, sentence.mentions, mention.start):
            continue  # "Japan's SoftBank": the country only says whose
        if _LEAD.search(folded, max(sentence.start, mention.start - 60), mention.start):
            return mention, _listed_after(folded, sentence, mention)
        if _LEADS.match(folded[mention.end : mention.end + 110]):
            return _head_of_list(folded, sentence, mention)
    return None, ()


def _head_of_list(folded: str, sentence: Sentence, last: Mention) -> tuple[Mention, tuple[Mention, ...]]:
    """Return the first name of a list that ends with a mention, and the others: "Valor and Mubadala co-led"."""
    found = [last]
    for mention in reversed([m for m in sentence.mentions if m.end <= last.start]):
        if not re.fullmatch(r",?\s?(?:and|und|et|y|e|,)?\s?", folded[mention.end : found[0].start]):
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
    return None


def _raises_too(page: Page, sentence: Sentence) -> bool:
    """Say whether a sentence tells a round of its own."""
    has_sum = any(sentence.start <= s.start < sentence.end for s in page.sums)
    return (
        has_sum
        and re.search(
            r"\b(?:rais(?:es|ed|ing)|took in|secured|series [A-K]|"
            r"led an? (?:\w+ ){0,2}round)\b",
            page.folded[sentence.start : sentence.end],
            re.I,
        )
        is not None
    )


_TAKEOVER = re.compile(
    r"\b(?:acqui\w+|buys?|buying|bought|purchase|takeover|take over|snaps up|scoops up|merger|übernimmt|Übernahme|"
    r"kauft|"
    rf"rachète|rachat|compra\w*|adquier\w*|adquisición|aquisição)\b|收购|收購|買収|인수|{sides.BOUGHT}",
    re.I,
)


_WARES = re.compile(r"\b(?:comput\w+|capacity|chips?|cloud|GPUs?|servers?|electricity|power)\b", re.I)
"""What is bought by a contract; who sells it stays what it is."""


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
    if strong and (not page.is_abroad or _other(sentence, payer) is not None):
        return _other(sentence, payer)
    told = page.folded[sentence.start : sentence.end]
    if _TAKEOVER.search(page.folded, 0, page.title_end) and not _WARES.search(told + page.folded[: page.title_end]):
        return _in_title(page, payer)
    place = page.sentences.index(sentence)
    if page.is_abroad and place and not sentence.mentions:
        before = page.sentences[place - 1]
        if _TAKEOVER.search(page.folded, before.start, before.end):
            return _behind_the_verb(page, before, payer) or _other(before, payer)
    return None


def _behind_the_verb(page: Page, sentence: Sentence, payer: Mention | None) -> Mention | None:
    """Return the name that stands behind a verb of buying; None where none does."""
    for mention in sentence.mentions:
        before = page.folded[max(sentence.start, mention.start - 50) : mention.start]
        if (payer is not None and mention.name == payer.name) or not _is_company(mention):
            continue
        if re.search(
            r"\b(?:acquir\w+|buy(?:s|ing)?|bought|takeover of|acquisition of|purchas\w+(?: of)?|bid for|for|controls|"
            r"merge with|snap(?:s|ped)? up|tak(?:e|es|en|ing) over|took over|stake in|% of|rach[eè]t\w+|compra\w*|"
            r"adqui\w+|acquér\w+|acquiert|"
            r"rachat d[eu']|(?:Kauf|Übernahme) (?:des|der|von)|adquisición de|aquisição d[aeo]|erwirbt|kauft|kaufte|"
            r"für|"
            r"übernimmt)\s(?:the\s)?(?:[\w'-]+\s){0,4}$",
            before,
            re.I,
        ):
            return mention
    return None


def distinct(mentions: Sequence[Mention], payer: Mention | None) -> tuple[str, ...]:
    """Return the short names of mentions once each, without the payer's."""
    return tuple(dict.fromkeys(m.name for m in mentions if payer is None or m.name != payer.name))
