"""Sums of money and their worth in US dollars. (Reading them out of text: see below in this module.)"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Money:
    """A sum in one currency, exactly as reported.

    Attributes:
        amount: In full units (53 billion is Decimal(53_000_000_000)); never negative.
        currency: ISO 4217 code, upper case.
    """

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Rate:
    """What one unit of a currency was worth.

    Attributes:
        usd: US dollars for one unit.
        day: The day the rate is of.
    """

    usd: Decimal
    day: date


class Rates(Protocol):
    """Rates of exchange, handed in by the caller."""

    def rate(self, currency: str, day: date | None) -> Rate | None:
        """Return the last known rate on or before `day` and at most 400 days old; for None the last known; None if unknown."""
        ...
