"""Whether a name in a clause acts, or only says where, whose or for whom."""

import re
from collections.abc import Sequence

from bot.core.orgs import Mention
from bot.core.text import alternatives, either

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
AFTER_PREPOSITION = re.compile(
    rf"\b{_PREPOSITION}\s(?:the\s|a\s|an\s|its\s|der\s|die\s|das\s|la\s|le\s|l')?(?:(?!{_TIME}\b|it\b|"
    rf"{_AUXILIARY}\b)(?-i:[a-z])[\w-]*\s){{0,3}}(?:(?:(?:Prime|Foreign|Finance|Economy)\s)?(?:President|Minister|Premier|Mr|Ms|Dr)"
    r"\.?\s)?$",
    re.I,
)
GOES_ON = re.compile(
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
EAST_OFFICE = r"(?:社長|会長|CEO|CFO|氏|首相|大統領|大臣|知事|最高経営責任者)"
_EAST_OBJECT = re.compile(
    rf"(?:[（(][^）)]{{1,12}}[）)]|[）)])?(?:など|株|側|社)?(?:へ|に(?!よると)|の(?!.{{0,16}}{EAST_OFFICE})|を|から"
    r"|と(?!発表)|で|向け|\s(?:대항마|킬러|라이벌|경쟁사|출신)|キラー|에게?|의|와|과|을|를|로|부터)"
)
_OPENS = 3
_DATELINE = re.compile(r"(?:\s[A-Z]{3,})?(?:\]|\.-|\s-\s|:\s|\s\([A-Z])")
"""After a place at the very start: where the report was written."""
_OWNER_OF = re.compile(r"\b(?:owner|parent|maker|developer)(?: company)? of\s(?:the\s)?$", re.I)
"""Before a product or service whose company acts: "the owner of Facebook told shareholders"."""
_PERSON_VERB = re.compile(
    r"^\s(?:would not|did not|declined|had no|could not|has said nothing|was not|answered|replied|gave no)", re.I
)


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
        if GOES_ON.fullmatch(gap) or (gap.startswith("'s") and len(gap) < 20):
            return is_subject_before(folded, previous, mentions, start)
        before = gap
    return not hangs(before) and not _PERSON_VERB.match(after)


_IS_GIVEN = re.compile(
    r"(?:'s (?:[\w-]+ ){1,3}?| )(?:gets?|got|wins?|won|lands?|landed|draws?|drew|attracts?|attracted|"
    r"receives?|received|"
    r"secures?|secured|bags?|bagged|bekommt|bekam|erhält|erhielt|obtient|reçoit|recibe|recibió|consigue|capta|atrae|"
    r"recebe|recebeu|ganha|atrai)\b"
)


def is_given(folded: str, mention: Mention, end: int) -> bool:
    """Say whether a country is only told to be given money: "Brazil gets", "Mexico's AI push wins".

    Args:
        folded: The text.
        mention: Who would act.
        end: Where the clause or title ends at the latest.
    """
    is_state = mention.org is not None and mention.org.is_government
    return is_state and _IS_GIVEN.match(folded, mention.end, end) is not None


def is_subject_before(folded: str, mention: Mention, mentions: Sequence[Mention], start: int) -> bool:
    """Say whether the name that a list or a possessive begins with hangs on no preposition."""
    first = mention
    for previous in reversed(mentions):
        if previous.end > first.start or previous.start < start:
            continue
        gap = folded[previous.end : first.start]
        if GOES_ON.fullmatch(gap) is None:
            return not hangs(gap)
        first = previous
    return not hangs(folded[start : first.start])


def hangs(before: str) -> bool:
    """Say whether the words before a name end in a preposition and what may stand between."""
    return before[-1:].isspace() and AFTER_PREPOSITION.search(before) is not None
