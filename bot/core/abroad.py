"""The rows of `core.cues` for a text that is not in English: the general ones, and those of its languages.

The words of `core.western` and `core.eastern` would mean something else in English.
"""

from bot.core import cues, eastern, western
from bot.core.cues import Row
from bot.core.text import alternatives

ROWS: tuple[Row, ...] = (*cues.ROWS, *western.ROWS, *eastern.ROWS)
"""As in `core.cues`."""

SPENT = alternatives(
    r"""
    \b(?:a investi|a dépensé|a coûté|avait coûté|invirtió|gastó|costó|desembolsó|ha gastado|había puesto)\b
    \b(?:investiu|gastou|custou|custaram|aplicou|aplicado|desembolsou|investierte|kostete|geflossen|ausgegeben)\b
    \b(?:hingelegt|engloutis?|décaissés?)\b|投じた|投じてき|費やした|花掉|花费|花費|用掉|已投|들어갔|투입했|썼다|집행했
    """
)
"""What was done with money that is gone."""

PROMISE = alternatives(
    r"""
    \b(?:zusag|zugesagt|versproch|versprech|promet|compromet|compromis|s'engag|engagé)\w*|承诺|承諾|約束|약속|공약
    """
)

HAD = r"\b(?:hatten?|avai(?:t|ent)|habían?|(?:havia|tinha)m?)\b"
"""What makes a promise one of the past, whatever day the text is of."""

PRIVATE = alternatives(
    r"""
    \b(?:mobilisier|moviliz|mobilizar|mobiliser)\w*|\bpromesses\b
    \b(?:investissements?|inversiones|investimentos) (?:étrangers?|extranjeras?|estrangeiros)\b
    \b(?:atraer|attirer|atrair|anlocken|captar|récolter|eingesammelt|recoger|réuni)\b|\bPrivate[nr]?\b
    \bprivates? (?:Kapital|Geld)\b|民間|官民|民间|社会资本|민간|민관
    """
)
"""What makes a sum that a government speaks of the money of others."""

PART_OF = alternatives(
    r"""
    \b(?:\d+|zehn|zwanzig) Prozent (?:der|an|von|übernommen|erworben)\b|\d\s?% (?:der|an|von) (?!Rech)
    \d\s?% (?:del?|du|d[ao]) (?:capital|acciones|Kapital|parts|ações)|株の?\d+%|\d+%(?:を|の株|分)
    지분 ?\d+|\d+%의? ?지분|\d+%(?:的)?(?:股|權益)|[一二三四五六七八九]成股
    """
)
"""What makes a purchase one of a part of a company."""
