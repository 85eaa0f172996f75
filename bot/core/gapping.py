"""Sums whose verb is left out because the sum before has it: "Amazon put in $8bn and Google $3bn".

The name beside such a sum pays it, and what the first sum was for, the second is for as well.
"""

import re

from bot.core.money import Sum
from bot.core.orgs import Mention
from bot.core.page import Page, Sentence

_BETWEEN = re.compile(
    r"(?:'s)?,?\s?(?:[(:|-]\s?)?(?:(?:\d{4}|with|also|another|a further|up to|as much as|about|around|roughly|some|"
    r"nearly|"
    r"almost|"
    r"more than|over|at least|its|in \w+ one of|FY ?\d+|Q\d(?: FY)?(?: ?20\d\d)?|\|)\s){0,5}",
    re.I,
)
_JOINS = re.compile(
    r"(?:[,;|\n]|\b(?:and|with|und|et|y|e|while|whereas|against)|^)[\s•*-]*(?:from\s)?$|"
    r",\s(?:le|la|el|der|die|das)\s(?:[a-zà-ÿ-]+\s){0,3}$"
)


def beside(page: Page, sum_: Sum, sentence: Sentence) -> Mention | None:
    """Return the name that stands right before a sum with no verb between; None where there is none.

    Args:
        page: The entry.
        sum_: The sum.
        sentence: Where it stands.
    """
    for mention in reversed(sentence.mentions):
        if mention.end > sum_.start:
            continue
        joined = _JOINS.search(page.folded[max(sentence.start, mention.start - 40) : mention.start])
        return mention if joined and _BETWEEN.fullmatch(page.folded, mention.end, sum_.start) else None
    return None
