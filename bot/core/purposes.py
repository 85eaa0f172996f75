"""What a sum is for, in a few words of the text."""

import re

from bot.core.money import Sum
from bot.core.page import Page, Sentence

_PURPOSE = re.compile(
    r"(?:[^.;:()]{0,45}?)\b(?:in(?:to)?|for|on|to (?:build|expand|develop|strengthen|enlarge|boost|support|buy|fund|"
    r"create|"
    r"construct|upgrade|train|double|accelerate|grow|scale))\s(?P<what>(?:[\w'&/-]+\s?){1,14})",
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
    r"until|since|when|where|said|says|to|with|in (?:the (?:next|coming)|20\d\d|fiscal|three|two|four|five))\b.*$",
    re.I,
)


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
    what = _PURPOSE_END.sub("", match["what"]).strip(" ,-")
    return what if len(what) > 2 and not what[0].isdigit() else None
