"""Keywords: whether a text holds a word that a person wrote into a watch list, as a word and in whatever case.

Scripts that leave no gaps between words have no words to be told apart by: there a word may stand anywhere.
"""

import re

from bot.core.text import fold

_LETTER = r"[^\W\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ud7ff\uf900-\ufaff\uff66-\uff9f]"
"""A letter of a script that leaves gaps between its words, or a digit; Hangul has gaps, but particles fill them."""


def holds(text: str, word: str) -> bool:
    """Say whether a text holds a word, look-alike characters and the width of its gaps aside.

    >>> holds("Money for AI chips", "ai"), holds("It said so", "AI"), holds("阿里巴巴投资AI芯片工厂", "芯片")
    (True, False, True)
    """
    wanted = fold(word).strip()
    left = rf"(?<!{_LETTER})" if re.match(_LETTER, wanted) else ""
    right = rf"(?!{_LETTER})" if re.match(_LETTER, wanted[-1:]) else ""
    parts = r"\s+".join(map(re.escape, wanted.split()))
    return re.search(left + parts + right, fold(text), re.IGNORECASE) is not None
