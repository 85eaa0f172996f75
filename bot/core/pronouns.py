"""What takes the place of a name, and whom it means."""

import re
from collections.abc import Sequence

from bot.core.orgs import Mention
from bot.core.subjects import hangs

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
_HEADS = re.compile(
    r"\b(?:president|chief executive|CEO|chair(?:man|woman)?|founder|head|chief|boss|officer|director|"
    r"secretary)\s(?:\w+\s)?of\s"
    r"(?:the\s)?$",
    re.I,
)


def headed_by(folded: str, inside: Sequence[Mention], pronoun: re.Match[str]) -> Mention | None:
    """Return the company whose head speaks of it: "the president of Google said the company will invest"."""
    for mention in inside:
        headed = _HEADS.search(folded, max(0, mention.start - 60), mention.start)
        if headed and (mention.end <= pronoun.start() or headed.start() < pronoun.end() <= mention.start):
            return mention
    return None


def meant_by(pronoun: re.Match[str], subject: Mention | None, topic: Mention | None) -> Mention | None:
    """Return whom a pronoun means: "the company" is never a country, where the entry is about a company."""
    if _COMPANY_NOUN.fullmatch(pronoun.group()):
        return topic if topic is not None and (topic.org is None or not topic.org.is_government) else subject
    is_state = subject is not None and subject.org is not None and subject.org.is_government
    return topic if is_state and calls_a_company(pronoun) else subject


def calls_a_company(pronoun: re.Match[str]) -> bool:
    """Say whether a pronoun is a noun that no country is called by: "the software maker"."""
    return _NO_STATE.search(pronoun.group()) is not None


_NO_STATE = re.compile(r"company|group|firm|maker|start-?up|konzern|unternehmen|entreprise|empresa", re.I)


_POSSESSIVE = frozenset("its their his her our su seu sua ihr ihre sein seine son sa leur".split())


def belongs_to(folded: str, pronoun: re.Match[str], mention: Mention) -> bool:
    """Say whether a pronoun only leads to the name after it: "its rival Microsoft", "his company xAI"."""
    if pronoun.group().casefold() not in _POSSESSIVE:
        return mention.by_person and mention.start - pronoun.start() < 40
    return re.fullmatch(r"\s(?:[a-z][\w-]*\s){0,4}", folded[pronoun.end() : mention.start]) is not None


def pronoun_of(folded: str, start: int, end: int) -> re.Match[str] | None:
    """Return the first pronoun that can act: one that hangs on no preposition."""
    for match in _PRONOUN.finditer(folded, start, end):
        before = folded[start : match.start()]
        if not hangs(before) or _PAID.search(before) or before.strip().casefold() in {"and", "but"}:
            return match
    return None


_PAID = re.compile(r"\b(?:dollars|euros|pounds|yuan|yen|won|rupees|francs|(?:[mb]|tr)illion|bn|\dm)\s$", re.I)
"""What is paid, before who gets something for it: "for one billion dollars it receives"."""
