"""The rows of cues for a text that is not in English: the general ones, and those of its languages.

The words of `core.western` and `core.eastern` would mean something else in English.
"""

import re

from bot.core import commitments, eastern, results, western
from bot.core.cues import Row
from bot.core.text import alternatives

ROWS: tuple[Row, ...] = (*commitments.ROWS, *results.ROWS, *western.ROWS, *eastern.ROWS)
"""What is asked of a text that is not in English."""

SPENT = alternatives(
    r"""
    \b(?:a investi|a dépensé|a coûté|avait coûté|invirtió|gastó|costó|desembolsó|ha gastado|había puesto)\b
    \b(?:investiu|gastou|custou|custaram|aplicou|aplicado|desembolsou|investierte|kostete|geflossen|ausgegeben)\b
    \b(?:dépensée?s?|gastad[ao]s?|aufgewendet|hineingesteckt|hingelegt|engloutis?|décaissés?)\b|投じた|投じてき|費やした|花掉|花费|花費|用掉|已投
    들어갔|투입했|썼|투자했|투자해 ?왔|投資してきた|投資した|投资了|집행했
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

QUARTER = re.compile(r"\b(?:trimestre|Quartal|Vierteljahr)\b|四半期|季度|분기")
"""What makes money that of three months."""

TO_DATE = re.compile(
    alternatives(
        r"""
        累計|累计|누적|これまでに|迄今|至今|今までに|지금까지
        \b(?:bislang|bisher|insgesamt bereits|au total déjà|à ce jour|jusqu'ici|cumulé\w*|hasta (?:la fecha|ahora))\b
        \b(?:acumulad[ao]s?|até (?:agora|hoje|aqui)|jusqu'à présent)\b
        """
    )
)
"""What makes money that of all the years before."""

BUDGET = re.compile(r"预算|預算|予算|예산|\b(?:Budget|budget|presupuesto|orçamento)\b|资本开支|資本支出|設備投資")
"""What makes purchases from nobody named a part of what is spent anyway."""

INVESTED = alternatives(
    r"""
    \b(?:invest\w*|Invest\w*|inver\w+|apport\w+|aport\w+|injet\w+|inyect\w+|mett\w+|financ\w+|campus|promis|évoquée?s?)\b
    投资|投資|투자|出資|출자
    """
)
"""What a foreign state does, which gives no aid."""

TOLD_BY = re.compile(r"\b(?:annoncés|annoncées|chiffr\w+|anunciad[oa]s|eingesammelt|angekündigten)\b")
"""What a head of state does to sums that are not of the state."""

CONTROLS = re.compile(
    alternatives(
        r"""
        \bparticipation (?:majoritaire|de contrôle)\b|\bprise de contrôle\b|\bMehrheit(?:santeil|sbeteiligung)?\b
        \bparticipaci[óo]n (?:mayoritaria|de control)\b
        \bparticipação (?:majoritária|de controle)\b|\bcontrole acionário\b
        控股权|控股權|过半股权|経営権|過半数|경영권|과반
        """
    )
)
"""What makes a purchase of a part of a company one of the company."""
