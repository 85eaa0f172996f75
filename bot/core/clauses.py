"""Clauses of a sentence, and who acts in each.

The payer of a sum is nearly always the subject of its clause, however far away the sentence puts it; a name
after a preposition ("in direct competition with Microsoft") is not, unless a relative clause hangs on it.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bot.core.orgs import Mention
from bot.core.pronouns import belongs_to, calls_a_company, headed_by, meant_by, pronoun_of
from bot.core.subjects import AFTER_PREPOSITION, EAST_OFFICE, GOES_ON, is_subject
from bot.core.text import Span


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
    r"(?:and|but)\s(?:the\s(?:[\w-]+\s)?(?:company|group|firm|start-?up|maker|giant|owner|chipmaker)|it|they|he|she)\s|(?:although|though|but|compared|versus|"
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
_SAYS = re.compile(
    r"\b(?:said|says|announced|confirmed|disclosed|revealed|added|reported|told (?:\w+ )?\w+)(?: (?:on )?\w+day)?"
    r"(?: that)?\s(?:the\s)?$"
)
"""Before whom somebody tells of: "Nokia said Nvidia would invest"."""
_AND_ABROAD = re.compile(r"[^,]{0,4},\s(?:und|et|y|e|mais|pero|mas|aber)\s")
_LISTED = 24
"""Characters between two names of a list at most; behind more, a comma and "y" begin a clause of their own."""
_RELATIVE_ABROAD = re.compile(
    r",\s(?=(?:qui|que|die|der|das|welche[rs]?)\s(?:(?!,\s)[^;.])*(?:milli|[Mm]ill|[Mm]rd|[Mm]io|bilh|milh|Md|M€)\w*)"
)
"""Behind a name: what it pays, where it is not the subject of its own clause already."""
_EAST_SUBJECT = re.compile(
    rf"(?:グループ|그룹)?(?:[（(][^）)]{{1,12}}[）)])?(?:の[^、。]{{0,16}}{EAST_OFFICE}[^、。]{{0,8}})?"
    r"(?:は|が|も|은|는|이(?=\s)|가(?=\s))"
)
"""Particles after a name that make it object or subject in Japanese and Korean."""
_WHERE = re.compile(r"\b(?:in|on|at|under|for|during|by)\s?$", re.I)
"""Before "which": the clause that follows has a subject of its own."""
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
            pronoun = pronoun_of(folded, start, candidates[0].start if candidates else min(end, start + 60))
            candidates.sort(key=lambda m: _EAST_SUBJECT.match(folded, m.end) is None)
            if candidates and (
                pronoun is None
                or belongs_to(folded, pronoun, candidates[0])
                or _follows_a_subordinate(folded, start, pronoun, inside, candidates[0])
            ):
                subject, stated = _first_of_the_list(folded, candidates[0], inside), True
                partners = _partners(folded, subject, inside)
            elif pronoun is not None and (headed := headed_by(folded, inside, pronoun)) is not None:
                subject = headed
            elif pronoun is not None:
                subject = meant_by(pronoun, before if found or before is not None else topic, topic)
                if calls_a_company(pronoun) and before is not None and _is_state(before):
                    told = (m for m in mentions if m.end <= start and not _is_state(m))
                    subject = next(told, subject)
            elif candidates:
                subject, stated = candidates[0], True
        if subject is None:
            subject = before if found and before is not None else topic or before
        found.append(Clause(start, end, subject, partners, stated))
        if subject is not None:
            before = subject
    return tuple(found)


def _is_state(mention: Mention) -> bool:
    """Say whether a name is that of a government."""
    return mention.org is not None and mention.org.is_government


_SUBORDINATE = re.compile(r"\s?(?:after|before|since|when|once|while|although|as soon as)\s$", re.I)


def _follows_a_subordinate(
    folded: str, start: int, pronoun: re.Match[str], inside: Sequence[Mention], name: Mention
) -> bool:
    """Say whether a pronoun acts only in what leads to the name behind a comma: "after they met, Aker has doubled"."""
    first = next((m for m in inside if pronoun.end() <= m.start), name)
    before = folded[max(0, start - 10) : pronoun.start()]
    return folded[: first.start].endswith(", ") and _SUBORDINATE.search(before) is not None


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
        listed = GOES_ON.fullmatch(gap) and (gap != ", " or _opens_a_title(folded, sentence, earlier, mention))
        if gap == "、" and not _EAST_GIVEN.match(folded, mention.end):
            cuts.discard(mention.start)  # a list is one subject
        if earlier is not None and _AND_ABROAD.fullmatch(gap[-6:]) and len(gap) > _LISTED:
            cuts.add(mention.start)
        if (
            not listed
            and (_AND_SUBJECT.search(before) or _SAYS.search(before))
            and _has_verb(folded, mention, sentence.end)
        ):
            cuts.add(mention.start)
        relative = _RELATIVE_ABROAD.match(folded, mention.end)
        if relative and AFTER_PREPOSITION.search(folded[max(sentence.start, mention.start - 60) : mention.start]):
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


def _opens_a_title(folded: str, sentence: Span, first: Mention | None, second: Mention) -> bool:
    """Say whether two names with a comma act together, as titles put it: "Microsoft, G42 to build"."""
    return first is not None and first.start - sentence.start < 3 and folded.startswith(" to ", second.end)


def _has_verb(folded: str, mention: Mention, end: int) -> bool:
    """Say whether a name after "and" starts a clause: a verb follows, or a sum where the verb is left out."""
    return _VERB_AHEAD.match(folded[mention.end : min(end, mention.end + 90)]) is not None


def _partners(folded: str, subject: Mention, inside: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the names that a list goes on with after the subject."""
    found: list[Mention] = []
    end = subject.end
    for mention in inside:
        if mention.start < end:
            continue
        if not GOES_ON.fullmatch(folded[end : mention.start]):
            break
        if _EAST_GIVEN.match(folded, mention.end):
            break
        if mention.name != subject.name:
            found.append(mention)
        end = mention.end
    return tuple(found)
