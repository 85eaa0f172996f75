"""What the words beside a sum say of it.

The words stand in `core.commitments` and `core.results`, in `core.western` and `core.eastern`. Every row holds words
of one cue. Which cue wins is a matter of weight and distance (see `core.senses`): a word that admits of no doubt
weighs most, a word that only goes with spending weighs least.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class Cue(StrEnum):
    """What a word beside a sum says of it; `SPEND` and `PROJECT` are refined by period, payer and object."""

    SPEND = "spend"
    CAPEX = "capex"
    PROJECT = "project"
    CONTRACT = "contract"
    INVEST = "invest"
    RAISE = "raise"
    ACQUIRE = "acquire"
    FUND = "fund"
    VALUE = "value"
    REVENUE = "revenue"
    PROFIT = "profit"
    DEBT = "debt"
    FORECAST = "forecast"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Row:
    """Words that tell one cue.

    Attributes:
        weight: What the row counts at no distance.
        before: Searched left of the sum; None means the row says nothing there.
        after: Matched right after the sum, a few words further on at most; None likewise.
        anywhere: Whether `before` may also stand anywhere right of the sum.
        unless: Voids a match when it stands just before it.
        words: Its words alone, for `core.gates`.
    """

    cue: Cue
    weight: float
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    anywhere: bool
    unless: re.Pattern[str] | None
    words: re.Pattern[str]


_TO_NOUN = r"[\s-]*(?:[\w'\"%-]+[\s-]){0,4}?\"?"


def _joined(words: str) -> str:
    """Return words written over several lines as one alternation."""
    return re.sub(r"\s*\n\s*", "", words.strip())


def row(
    cue: Cue,
    weight: float,
    before: str = "",
    east: str = "",
    *,
    after: str = "",
    after_east: str = "",
    anywhere: bool = False,
    unless: str = "",
) -> Row:
    """Compile a row; `east` holds words of languages without gaps between words."""
    left = "|".join(filter(None, [rf"\b(?:{_joined(before)})\b" if before else "", _joined(east)]))
    tail = rf"{_TO_NOUN}(?:{_joined(after)})\b" if after else ""
    right = "|".join(filter(None, [tail, rf"[^。、,.;]{{0,12}}?(?:{_joined(after_east)})" if after_east else ""]))
    return Row(
        cue,
        weight,
        re.compile(left, re.I) if left else None,
        re.compile(right, re.I) if right else None,
        anywhere,
        re.compile(unless, re.I) if unless else None,
        re.compile("|".join(filter(None, [left, _joined(after), _joined(after_east)])), re.I),
    )


PROJECT_BEFORE = (
    r"\b(?:complejo|centro|campus|proyecto|projeto|projet|complexe|Rechenzentrum|contratos?|contrats?|acuerdo|acordo|"
    r"suministro|compraventa|pedido|encomenda|commande|Vertrag|Auftrag)\b[^.;,]{0,40}$"
)
LISTING = (
    r"(?:上市|挂牌|掛牌|招股|聆讯|聆訊|发售|發售|发行价|發行價|(?<!pre-)IPO|港交所|科创板|상장|공모|上場)[^。]{0,60}$|"
    r"(?:Börsengang|introduction en Bourse|salida a Bolsa|abertura de capital)\b[^.;]{0,60}$"
)
"""Money that going public brings in is none of investors who believe in a plan."""
