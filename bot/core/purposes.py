"""What a sum is for, in a few words of the text."""

import re

from bot.core import ai
from bot.core.money import Sum
from bot.core.page import Page, Sentence

_PURPOSE = re.compile(
    r"(?:(?:[^.;:()]|\b(?-i:[A-Z])\.){0,45}?)\b(?:in(?:to)?|for|on|to (?:build|expand|develop|strengthen|enlarge|"
    r"boost|support|buy|fund|"
    r"create|"
    r"construct|upgrade|train|double|accelerate|grow|scale))\s(?P<what>(?:(?:(?:(?-i:[A-Z])\.){2,}|"
    r"[\w'&/-]+)\s?){1,14})",
    re.I,
)
_NO_PURPOSE = re.compile(
    r"(?:the\s)?(?:next|coming|this|that|last|fiscal|20\d\d|first|second|third|fourth|\w+\s(?:years?|quarter)|which|"
    r"total|all|"
    r"cash|grants?|funding|equity|a [Ss]eries|use|a year|its fiscal|a (?:new )?(?:funding|financing) round|a round|"
    r"three|two|four|five|January|February|"
    r"March|April|May|June|July|"
    r"August|September|October|November|December|capital (?:expenditures?|spending)|(?:the )?(?:U\.?S\.?|"
    r"United States|UK))\b",
    re.I,
)
_PURPOSE_END = re.compile(
    r"\s(?:over|across|within|during|by|this|next|through|between|from|as|while|after|which|that|and is|it|he|she|"
    r"according|"
    r"until|since|when|where|said|says|to|with|so|ahead|remain\w*|in (?:the (?:next|coming)|(?:its|the|this) fiscal|"
    r"20\d\d|fiscal|three|two|four|five))\b.*$",
    re.I,
)
_EDGES = re.compile(r"^(?:its|our|their|the|an?)\s|\s(?:and|or|of|in|for)$", re.I)
_BUILT = re.compile(
    r"\b(?:capacity|campus(?:es)?|factor(?:y|ies)|plants?|hubs?|servers?|robot\w*|models?|research|power|start-?ups|"
    r"skills|"
    r"training|fabs?|production|platforms?|infrastructure|technolog\w+)\b",
    re.I,
)
"""Beside words for AI, what money is said to be for; a day, a country or "cash" is no purpose."""


def purpose(page: Page, sum_: Sum, sentence: Sentence) -> str | None:
    """Return a few words after a sum that say what it is for.

    Args:
        page: The entry.
        sum_: The sum.
        sentence: Where it stands.

    Returns:
        Words of the text, folded; None where it says nothing.
    """
    tail = page.folded[sum_.until : sentence.end]
    match = _PURPOSE.match(tail)
    while match and _NO_PURPOSE.match(match["what"]):
        tail = tail[match.start("what") :]
        match = _PURPOSE.match(tail)
    if match is None:
        return None
    what = _EDGES.sub("", _PURPOSE_END.sub("", match["what"]).strip(" ,-"))
    return what if ai.said(what) or _BUILT.search(what) else None
