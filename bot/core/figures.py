"""A figure: one sum of money of an entry, bound to who, what, when and how sure."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from bot.core.cues import Cue
from bot.core.kinds import Certainty, Kind, Qualifier, Role
from bot.core.money import Money


@dataclass(frozen=True, slots=True)
class Figure:
    """A sum of money as an entry states it; the field names are those of `eval/ANNOTATION.md`.

    Attributes:
        quote: Exact substring of the entry's title or text.
        amount: In full units of `currency`; the low end of a range.
        high: The high end of a range; None means it is no range.
        currency: ISO 4217.
        also: The same sum restated in other currencies or otherwise rounded.
        usd: `amount` in US dollars; None only where no rate is known.
        usd_high: `high` in US dollars.
        rate_day: Day of the rate `usd` was reckoned by; None where the text itself states dollars.
        org: Who pays (for kinds that are no spend: whose figure it is); None means nobody in particular.
        org_alt: Other payers of the same money.
        role: Whether `org` pays, or led a round whose whole sum this is.
        counterparty: The company on the other side of a stake, contract or acquisition.
        period: `3y`, `2025`, `FY2026`, `Q3 2025`, `2025-2028`, `by 2030` …; None means "not stated".
        purpose: A few words of the text, what the money is for.
        headline: Whether the entry is news for this sum.
        evidence: The words that decided org, kind, period and certainty, for `explain`.
        cue: What the word beside the sum was taken for, which is the rule that its kind goes back to; None where no
            word said anything. No part of what a figure is: two that differ in it alone are equal.
    """

    quote: str
    amount: Decimal
    high: Decimal | None
    currency: str
    kind: Kind
    also: tuple[Money, ...] = ()
    usd: Decimal | None = None
    usd_high: Decimal | None = None
    rate_day: date | None = None
    org: str | None = None
    org_alt: tuple[str, ...] = ()
    role: Role = Role.PAYER
    counterparty: str | None = None
    period: str | None = None
    qualifier: Qualifier = Qualifier.EXACT
    certainty: Certainty = Certainty.ANNOUNCED
    purpose: str | None = None
    headline: bool = False
    evidence: tuple[str, ...] = ()
    cue: Cue | None = field(default=None, compare=False)
