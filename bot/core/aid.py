"""Public money that a text tells by who gets it: "Intels Staatshilfen von 9,9 Milliarden Euro", 工場への補助.

A company is given aid, it gives none: the government that the text has named last pays.
"""

import re

from bot.core.orgs import Mention
from bot.core.page import Page, Sentence
from bot.core.text import alternatives

_AID = re.compile(
    alternatives(
        r"""
        \bgrants?\b|\bsubsid\w+|\bincentives\b|\b(?:support|aid) of\b|\bstate aid\b|\btax (?:breaks?|credits?)\b
        \b(?:direct|federal|public|state) (?:funding|support|aid)\b
        \b(?:Staatshilfen?|Beihilfen?|Förder\w*|Subvention\w*|Zusch[uü]ss\w*|subventions?|aides?|subvenc\w*|ayudas?)\b
        \b(?:subsídios?|incentivos?|verba|PRR)\b|補助|助成|支援|補貼|补贴|补助|예산|국비|보조금|지원금
        """
    ),
    re.I,
)
_BACK = 3
"""Sentences before that may name the government."""


def giver(page: Page, sentence: Sentence, payer: Mention | None, words: str) -> Mention | None:
    """Return the government that gives the aid a sum is told as; None where the sum is none, or none is named.

    Args:
        page: The entry.
        sentence: Where the sum stands.
        payer: Who would pay otherwise; None where nobody in particular does.
        words: The words that the sum is taken for a fund by.
    """
    if payer is None or (payer.org is not None and payer.org.type not in {"company", "lab"}) or not _AID.search(words):
        return None
    place = page.sentences.index(sentence)
    for near in (sentence, *reversed(page.sentences[max(0, place - _BACK) : place])):
        found = [m for m in near.mentions if m.org is not None and m.org.is_government]
        if found:
            return found[0]
    return None
