"""Clauses of a sentence, and who acts in each.

The payer of a sum is nearly always the subject of its clause, however far away the sentence puts it; a name
after a preposition ("in direct competition with Microsoft") is not, unless a relative clause hangs on it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.core.orgs import Mention
from bot.core.text import Span, alternatives, either


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a sentence with one subject.

    Attributes:
        start: Offset of its first character.
        end: Offset after its last one.
        subject: Who acts; None where neither the clause nor what went before tells.
        partners: Others named in one breath with the subject.
        stated: Whether the clause itself names the subject.
    """

    start: int
    end: int
    subject: Mention | None
    partners: tuple[Mention, ...]
    stated: bool


_BREAK = re.compile(
    r"[;:,\s、；—](?:"
    r"(?<=\s)(?:-\s|(?=w(?:hich\s|ho\s|hile\b|hereas\b)|but\b|t(?:hat (?:it|they|he|she)\s|hough\b)|although\b|"
    r"compared\b|versus\b|and\swhich\b)|(?<=\w\s)(?=a(?:fter|s)\s|be(?:fore|cause)\s|since\s|when\s))"
    r"|(?<=,)(?:\s(?=w(?:hich\s|ho\s|ith\s|hile\b|hereas\b|ährend\s)|(?:that|against|adding|in comparison to)\s|"
    r"(?:and|but)\s(?:the\s(?:company|group|firm|start-?up)|it|they|he|she)\s|(?:although|though|but|compared|versus|"
    r"and\swhich)\b|"
    r"(?:aber|wobei|tandis que|mais|mientras|pero|enquanto|mas|zuvor|danach|zudem|außerdem|puis|luego|depois)\s|"
    r"(?:이|그)\s?(?:가운데|중)\s|(?:al que|a la que|auquel|à laquelle|ao qual|à qual|wozu|zu dem|zu der)\s|"
    r"[가-힣A-Za-z&]{1,12}(?:[는은이가])\s)"
    r"|(?=[一-鿿가-힣ぁ-んァ-ヴ])|(?<=[一-鿿],)(?=[A-Z]))"
    r"|(?<=[;；、—])|(?<=:)(?=\s))",
    re.I,
)
"""Where a clause ends; what may stand there comes first, so that nothing else is tried elsewhere."""
_AND_SUBJECT = re.compile(
    r"(?:,?\s(?:and|und|et|y|e)\s(?:(?:a|one|two|three)\s\w+\slater,?\s|(?:later|then|now|soon|meanwhile),?\s)?|"
    r",\s)(?:the\s(?:[\w-]+\s){1,3})?$"
)
_AND_ABROAD = re.compile(r"[^,]{0,4},\s(?:und|et|y|e|mais|pero|mas|aber)\s")
_LISTED = 24
"""Characters between two names of a list at most; behind more, a comma and "y" begin a clause of their own."""
_RELATIVE_ABROAD = re.compile(
    r",\s(?=(?:qui|que|die|der|das|welche[rs]?)\s(?:(?!,\s)[^;.])*(?:milli|[Mm]ill|[Mm]rd|[Mm]io|bilh|milh|Md|M€)\w*)"
)
"""Behind a name: what it pays, where it is not the subject of its own clause already."""
_GENITIVE = re.compile(r"\b(?:des|dem|den|vom|beim|zum)\s[A-ZÄÖÜ][\w-]+\s$")
"""German before a name that does not act: "Kauf des Spezialisten Altair"."""
_CHINESE_OBJECT = re.compile(
    r"(?:收购|收購|并购|併購|拿下|买下|買下|入股|向|对|對|给|給|把|将|將)(?:了)?[^,。、\d]{0,4}$"
)
"""Chinese before who is bought or given something."""
_CONSORTIUM = re.compile(
    r"\b(?:consórcio|consorcio|consortium|groupement|Konsortium|Gruppe|alianza|aliança)\b[^,.;]{0,40}"
    r"\b(?:por|pel[ao]|par|von|aus|um|de)\s(?:[a-zà-ÿ]+\s){0,2}$"
)
"""Before the first of those who act together."""
_AUXILIARY = (
    r"(?:has|have|had|was|were|is|are|will|would|said|says|"
    r"hat|hatte|haben|wird|soll|ha|han|había|há|tem|ont|avait|va|vai)"
)
_TIME = (
    r"(?:jan\w*|feb\w*|mar(?:ch|zo|s)|apr\w*|ma[iyj]o?|jun\w*|jul\w*|aug\w*|ago\w*|août|sep\w*|set\w*|okt\w*|"
    r"oct\w*|out\w*|nov\w*|dez\w*|d[eé]c\w*|dic\w*|monday|tuesday|wednesday|thursday|friday|week|month|year|"
    r"quarter|day|morning|evening|summit|call|meantime|weeks|months|days|past|same|post|blog|statement|filing|"
    r"interview|report|comparison)"
)
_PREPOSITION = either(
    alternatives("""
        in|of|with|for|from|to|into|at|like|than|against|including|include|includes|such as|between|among|via|through
        on|onto|called|named|under|outside|near|alongside|beside|besides|following|by|per|unlike|about|over|behind
        within|across|join|joins|rivals|beat|overtaking|citing|told|tells|asked|around|and
        mit|von|für|bei|gegen|wie|durch|an|aus|im|zu|avec|de|du|des|pour|dans|chez|par|à|en|con|para|por|del|al|no|na
        em|do|da|com
    """).split("|")
)
_AFTER_PREPOSITION = re.compile(
    rf"\b{_PREPOSITION}\s(?:the\s|a\s|an\s|its\s|der\s|die\s|das\s|la\s|le\s|l')?(?:(?!{_TIME}\b|it\b|"
    rf"{_AUXILIARY}\b)(?-i:[a-z])[\w-]*\s){{0,3}}(?:(?:(?:Prime|Foreign|Finance|Economy)\s)?(?:President|Minister|Premier|Mr|Ms|Dr)"
    r"\.?\s)?$",
    re.I,
)
_GOES_ON = re.compile(
    r"(?:,|,?\s(?:and|or|und|et|y|e|ou|o)|、|・|和|与|と|과|와)\s?$|^\s?(?:\([^)]{1,24}\))?(?:,|,?\s(?:and|or|und|et|y|"
    r"e))\s(?:(?!unlike|like|with|without|from|against|for|in|after|as)[\w'-]+\s){0,3}$",
    re.I,
)
_GROUP = r"\s(?:\w+\s){0,2}(?:group|consortium|syndicate|partnership|venture|alliance|investors|team|club)\b"
"""Whom "BlackRock-led" speaks of, told by who leads them."""
_ATTRIBUTE = re.compile(
    r"^'s?\s(?:parent|owner|arm|unit|[\w-]+\s)?(?:company\s|group\s)?$|"
    rf"^(?:-owned|-backed|-based|-led(?!{_GROUP})|-listed)\b|^\s$"
)
_WHOSE = re.compile(r"'s?\s(?:[\w-]+\s){0,4}")
_DESCRIBES = re.compile(
    r"^'s?\s(?!(?:government|ministry|cabinet|state|parliament|budget|plan|programme|program|national|central|"
    r"sovereign|finance|industry|"
    r"prime|president|new|AI|\$|\d|€|£)\b)",
    re.I,
)
COMPOUND = re.compile(
    rf"-(?:backed|backer|owner|maker|parent|owned|based|led(?!{_GROUP})|listed|funded|controlled|linked|style|made|run|"
    r"designed)\b|\s(?:[A-Z]+\d+\s)?(?:chips?|GPUs?|H\d+|"
    r"processors?|accelerators?|servers?|shares)\b",
    re.I,
)
_COMPANY_ABROAD = (
    r"der konzern|das unternehmen|die firma|das start-?up|der hersteller|l'entreprise|le groupe|la société|"
    r"la start-?up|"
    r"la jeune pousse|la pépite|la empresa|la compañía|el grupo|la tecnológica|la firma|a empresa|a companhia|o grupo|"
    r"a startup"
)
_COMPANY_NOUN = re.compile(rf"{_COMPANY_ABROAD}|회사는|同社", re.I)
"""What a text calls the company that it is about."""
_PRONOUN = re.compile(
    r"\b(?:it|its|they|their|he|she|his|her|we|our|(?:the|this|both)\s(?:[\w.-]+\s){0,3}?(?:company|companies|group|"
    r"firm|giant|maker|owner|parent|start-?up|retailer|chipmaker|operator|developer|investor|"
    r"lab|bank|conglomerate|business|partners|manufacturer|provider|union|commission|ministry|government|kingdom|"
    r"fund|corporation|carmaker|foundry|platform|duo|two|three|unit|arm|operator|utility|billionaire|executive)|"
    rf"er|sie|es|il|elle|{_COMPANY_ABROAD})\b|该公司|公司|同社|회사는|이 회사",
    re.I,
)
_EAST_OFFICE = r"(?:社長|会長|CEO|CFO|氏|首相|大統領|大臣|知事|最高経営責任者)"
_EAST_OBJECT = re.compile(
    rf"(?:[（(][^）)]{{1,12}}[）)]|[）)])?(?:など|株|側|社)?(?:へ|に(?!よると)|の(?!.{{0,16}}{_EAST_OFFICE})|を|から"
    r"|と(?!発表)|で|向け|에게?|의|와|과|을|를|로|부터)"
)
_EAST_SUBJECT = re.compile(
    rf"(?:グループ|그룹)?(?:[（(][^）)]{{1,12}}[）)])?(?:の[^、。]{{0,16}}{_EAST_OFFICE}[^、。]{{0,8}})?"
    r"(?:は|が|も|은|는|이(?=\s)|가(?=\s))"
)
"""Particles after a name that make it object or subject in Japanese and Korean."""
_OPENS = 3
_DATELINE = re.compile(r"(?:\s[A-Z]{3,})?(?:\]|\.-|\s-\s|:\s|\s\([A-Z])")
"""After a place at the very start: where the report was written."""
_OWNER_OF = re.compile(r"\b(?:owner|parent|maker|developer)(?: company)? of\s(?:the\s)?$", re.I)
"""Before a product or service whose company acts: "the owner of Facebook told shareholders"."""
_WHERE = re.compile(r"\b(?:in|on|at|under|for|during|by)\s?$", re.I)
"""Before "which": the clause that follows has a subject of its own."""
_PERSON_VERB = re.compile(
    r"^\s(?:would not|did not|declined|had no|could not|has said nothing|was not|answered|replied|gave no)", re.I
)
_NOBODY = re.compile(
    r"(?:[\w-]+,\s|in \w+,?\s|(?:said|says|that)\s|(?:a|last|this|two) (?:\w+ ){1,2}(?:ago |"
    r"earlier )?)?(?:(?-i:[a-z]|US\b|U\.S|American|Chinese|European|British|"
    r"Foreign|Tech|Private|Many|Some|Several|Two|Three|Four|Five|Six|Seven)[\w.'-]*\s){0,3}"
    r"(?:firms|companies|investors|developers|businesses|telecoms|start-?ups|banks)\s(?:had|have|will|would|plan|"
    r"are|were|pledged|committed|laid|put|poured|spent|invest)",
    re.I,
)
"""A crowd that acts: nobody in particular pays."""


def clauses(
    folded: str, sentence: Span, mentions: Sequence[Mention], topic: Mention | None, last: Mention | None
) -> tuple[Clause, ...]:
    """Split a sentence into clauses and find the subject of each.

    Args:
        folded: The whole text.
        sentence: The stretch to split.
        mentions: Names inside it, in order.
        topic: Who the entry is about, for pronouns at the start; None where nothing tells.
        last: Subject of the sentence before.
    """
    bounds = _bounds(folded, sentence, mentions)
    found: list[Clause] = []
    before = last
    for start, end in bounds:
        inside = [m for m in mentions if start <= m.start < end]
        relative = re.match(r"\s?(?:which|who|that)\b", folded[start:end], re.I)
        if relative is None and any(m.end == start - 2 for m in mentions):
            relative = _RELATIVE_ABROAD.match(folded, start - 2) and re.match(r"\w+", folded[start:end])
        if relative and _WHERE.search(folded, sentence.start, start):
            relative = None
        subject: Mention | None = None
        partners: tuple[Mention, ...] = ()
        stated = False
        if _NOBODY.match(folded, start, end):
            found.append(Clause(start, end, None, (), True))
            continue
        if relative:
            subject, stated = _antecedent(folded, start, mentions, relative.group().strip().casefold() == "that")
            subject = subject or before
        else:
            candidates = [m for m in inside if is_subject(folded, m, mentions, start)]
            pronoun = _pronoun(folded, start, candidates[0].start if candidates else min(end, start + 60))
            candidates.sort(key=lambda m: _EAST_SUBJECT.match(folded, m.end) is None)
            if candidates and (pronoun is None or _belongs_to(folded, pronoun, candidates[0])):
                subject, stated = _first_of_the_list(folded, candidates[0], inside), True
                partners = _partners(folded, subject, inside)
            elif pronoun is not None and (headed := _headed(folded, inside, pronoun)) is not None:
                subject = headed
            elif pronoun is not None:
                subject = _meant(pronoun, before if found or before is not None else topic, topic)
            elif candidates:
                subject, stated = candidates[0], True
        if subject is None:
            subject = before if found and before is not None else topic or before
        found.append(Clause(start, end, subject, partners, stated))
        if subject is not None:
            before = subject
    return tuple(found)


_EAST_GIVEN = re.compile(r"(?:など|社|側)?(?:に(?!よると)|へ|を|から|で|向け|에|를|을)")
"""Particles of who is given something, who acts with nobody."""
_JOINED_IN_THE_EAST = re.compile(r"(?:[(（][^)）]{1,12}[)）])?(?:、|・|和|与|與|及|と|과|와|\s?,\s?)\s?")


def _first_of_the_list(folded: str, last: Mention, inside: Sequence[Mention]) -> Mention:
    """Return the name that a list of Japanese, Chinese or Korean begins with whose last name is the subject."""
    if _EAST_SUBJECT.match(folded, last.end) is None:
        return last
    first = last
    for mention in reversed([m for m in inside if m.end <= last.start]):
        if not _JOINED_IN_THE_EAST.fullmatch(folded, mention.end, first.start):
            break
        first = mention
    return first


def _antecedent(folded: str, start: int, mentions: Sequence[Mention], is_that: bool) -> tuple[Mention | None, bool]:
    """Return whom a relative clause hangs on: the name just before it, or the one whose plan "that it will" tells."""
    earlier = [m for m in mentions if m.end <= start]
    if not earlier:
        return None, False
    near = start - earlier[-1].end
    if is_that and earlier[-1].org is not None and earlier[-1].org.is_government:
        return None, False
    return (earlier[-1], True) if near <= (40 if is_that else 3) else (None, False)


_HEADS = re.compile(
    r"\b(?:president|chief executive|CEO|chair(?:man|woman)?|founder|head|chief|boss|officer|director|"
    r"secretary)\s(?:\w+\s)?of\s"
    r"(?:the\s)?$",
    re.I,
)


def _headed(folded: str, inside: Sequence[Mention], pronoun: re.Match[str]) -> Mention | None:
    """Return the company whose head speaks of it: "the president of Google said the company will invest"."""
    for mention in inside:
        headed = _HEADS.search(folded, max(0, mention.start - 60), mention.start)
        if headed and (mention.end <= pronoun.start() or headed.start() < pronoun.end() <= mention.start):
            return mention
    return None


def _meant(pronoun: re.Match[str], subject: Mention | None, topic: Mention | None) -> Mention | None:
    """Return whom a pronoun means: "the company" is never a country, where the entry is about a company."""
    if _COMPANY_NOUN.fullmatch(pronoun.group()):
        return topic if topic is not None and (topic.org is None or not topic.org.is_government) else subject
    is_state = subject is not None and subject.org is not None and subject.org.is_government
    if is_state and re.search(
        r"company|group|firm|maker|start-?up|konzern|unternehmen|entreprise|empresa", pronoun.group(), re.I
    ):
        return topic
    return subject


_POSSESSIVE = frozenset("its their his her our su seu sua ihr ihre sein seine son sa leur".split())


def _belongs_to(folded: str, pronoun: re.Match[str], mention: Mention) -> bool:
    """Say whether a pronoun only leads to the name after it: "its rival Microsoft", "his company xAI"."""
    if pronoun.group().casefold() not in _POSSESSIVE:
        return mention.by_person and mention.start - pronoun.start() < 40
    return re.fullmatch(r"\s(?:[a-z][\w-]*\s){0,4}", folded[pronoun.end() : mention.start]) is not None


def _pronoun(folded: str, start: int, end: int) -> re.Match[str] | None:
    """Return the first pronoun that can act: one that hangs on no preposition."""
    for match in _PRONOUN.finditer(folded, start, end):
        if not _hangs(folded[start : match.start()]):
            return match
    return None


def _bounds(folded: str, sentence: Span, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    """Return where the clauses of a sentence begin and end."""
    cuts = {sentence.start, sentence.end}
    for match in _BREAK.finditer(folded, sentence.start, sentence.end):
        if match.group().strip() in {":", "-"} and match.end() - sentence.start < 3:
            continue
        if folded[match.end() : match.end() + 3].casefold().startswith("as ") and not any(
            m.start == match.end() + 3 for m in mentions
        ):
            continue
        cuts.add(match.end())
    for earlier, mention in zip((None, *mentions), mentions, strict=False):
        before = folded[max(sentence.start, mention.start - 44) : mention.start]
        gap = folded[earlier.end : mention.start] if earlier is not None else ""
        # "A, B and C will …" is one subject; in "unlike A, B will …" the last name stands alone
        listed = _GOES_ON.fullmatch(gap) and gap != ", "
        if gap == "、" and not _EAST_GIVEN.match(folded, mention.end):
            cuts.discard(mention.start)  # a list is one subject
        if earlier is not None and _AND_ABROAD.fullmatch(gap[-6:]) and len(gap) > _LISTED:
            cuts.add(mention.start)
        if not listed and _AND_SUBJECT.search(before) and _has_verb(folded, mention, sentence.end):
            cuts.add(mention.start)
        relative = _RELATIVE_ABROAD.match(folded, mention.end)
        if relative and _AFTER_PREPOSITION.search(folded[max(sentence.start, mention.start - 60) : mention.start]):
            cuts.add(relative.end())
    ordered = sorted(cuts)
    return [(a, b) for a, b in pairwise(ordered) if b > a]


_VERB_AHEAD = re.compile(
    r"^'?s?(?:\s\([^)]{1,20}\))?(?:,\s[^,]{3,50},)?\s(?:\w+ly\s|also\s|now\s|then\s|even\s|meanwhile\s|"
    r"separately\s)?(?:will|plans?|has|have|had|is|was|to|said|expects?|intends?|pledged|committed|invested|spent|"
    r"put|puts|announced|agreed|named|forecasts?|"
    r"aims?|would|could|may|raised|lifted|unveiled|set|guided|promised|allocated|earmarked|led|wants|took|bought|"
    r"signed|told|hatte|hat|will|soll|wird|plant|a annoncé|avait|va|prévoit|invertirá|planea|anunció|vai|anunciou|"
    r"investirá|(?:(?:up to|as much as|about|around|roughly|some|nearly|more than|over|at least|another)\s){0,2}"
    r"(?:(?:US|A|C|HK|S|NT)?[$€£¥₹])|\d[\d.,]*\s(?:billion|million|Milliarden|Millionen|Mrd|milliards|millones|"
    r"bilhões|mil))"
)


def _has_verb(folded: str, mention: Mention, end: int) -> bool:
    """Say whether a name after "and" starts a clause: a verb follows, or a sum where the verb is left out."""
    return _VERB_AHEAD.match(folded[mention.end : min(end, mention.end + 90)]) is not None


def is_subject(folded: str, mention: Mention, mentions: Sequence[Mention], start: int) -> bool:
    """Say whether a name can act in the clause from `start` on: it hangs on no preposition and is no attribute."""
    after = folded[mention.end : mention.end + 24]
    if COMPOUND.match(after) or _EAST_OBJECT.match(after):
        return False
    following = next((m for m in mentions if m.start >= mention.end), None)
    if (
        following is not None
        and not (following.org is not None and following.org.is_government)
        and _ATTRIBUTE.match(folded[mention.end : following.start])
        and following.start - mention.end < 24
    ):
        return False
    if mention.org is not None and mention.org.is_government:
        if mention.start - start < _OPENS and _DATELINE.match(after):
            return False
        whose = following is not None and _WHOSE.fullmatch(folded[mention.end : following.start])
        if whose or _DESCRIBES.match(after):
            return False
    before = folded[start : mention.start]
    if _GENITIVE.search(before) or _CHINESE_OBJECT.search(before):
        return False
    if before.strip().casefold() in {"and", "but"} or _CONSORTIUM.search(before):
        return True
    if mention.org is not None and mention.name != folded[mention.start : mention.end] and _OWNER_OF.search(before):
        return True
    previous = next((m for m in reversed(mentions) if m.end <= mention.start and m.start >= start), None)
    if previous is not None:
        gap = folded[previous.end : mention.start]
        if _GOES_ON.fullmatch(gap) or (gap.startswith("'s") and len(gap) < 20):
            return is_subject_before(folded, previous, mentions, start)
        before = gap
    return not _hangs(before) and not _PERSON_VERB.match(after)


def is_subject_before(folded: str, mention: Mention, mentions: Sequence[Mention], start: int) -> bool:
    """Say whether the name that a list or a possessive begins with hangs on no preposition."""
    before = folded[start : mention.start]
    previous = next((m for m in reversed(mentions) if m.end <= mention.start and m.start >= start), None)
    if previous is not None:
        gap = folded[previous.end : mention.start]
        if _GOES_ON.fullmatch(gap):
            return is_subject_before(folded, previous, mentions, start)
        before = gap
    return not _hangs(before)


def _hangs(before: str) -> bool:
    """Say whether the words before a name end in a preposition and what may stand between."""
    return before[-1:].isspace() and _AFTER_PREPOSITION.search(before) is not None


def _partners(folded: str, subject: Mention, inside: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the names that a list goes on with after the subject."""
    found: list[Mention] = []
    end = subject.end
    for mention in inside:
        if mention.start < end:
            continue
        if not _GOES_ON.fullmatch(folded[end : mention.start]):
            break
        if _EAST_GIVEN.match(folded, mention.end):
            break
        if mention.name != subject.name:
            found.append(mention)
        end = mention.end
    return tuple(found)
