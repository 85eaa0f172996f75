"""The closed lists a figure is described with, and the words each is shown by.

`Kind.is_spend` parts what can alert from what never does; a valuation or a turnover is read so that it
is *not* mistaken for spending.
"""

from enum import StrEnum


class Kind(StrEnum):
    """What a sum of money is, as `eval/ANNOTATION.md` defines it."""

    CAPEX = "capex"
    PLEDGE = "pledge"
    CONTRACT = "contract"
    STAKE = "stake"
    ACQUISITION = "acquisition"
    FUND = "fund"
    MARKET_VALUE = "market_value"
    REVENUE = "revenue"
    PROFIT = "profit"
    DEBT = "debt"
    FORECAST = "forecast"
    OTHER = "other"

    @property
    def is_spend(self) -> bool:
        """Say whether a sum of this kind is money committed.

        >>> Kind.CAPEX.is_spend, Kind.REVENUE.is_spend
        (True, False)
        """
        return self in SPEND

    @property
    def label(self) -> str:
        """Return the words a reader sees.

        >>> Kind.PLEDGE.label
        'Investment pledge'
        """
        return LABELS[self]


SPEND = frozenset({Kind.CAPEX, Kind.PLEDGE, Kind.CONTRACT, Kind.STAKE, Kind.ACQUISITION, Kind.FUND})

DEALS = frozenset({Kind.CONTRACT, Kind.STAKE, Kind.ACQUISITION})
"""Kinds that have somebody on the other side."""

LABELS = {
    Kind.CAPEX: "Capital expenditure",
    Kind.PLEDGE: "Investment pledge",
    Kind.CONTRACT: "Contract",
    Kind.STAKE: "Equity stake",
    Kind.ACQUISITION: "Acquisition",
    Kind.FUND: "Fund or programme",
    Kind.MARKET_VALUE: "Market value",
    Kind.REVENUE: "Revenue",
    Kind.PROFIT: "Profit or loss",
    Kind.DEBT: "Debt",
    Kind.FORECAST: "Forecast",
    Kind.OTHER: "Other sum",
}


class Certainty(StrEnum):
    """How sure it is that the money is committed."""

    ANNOUNCED = "announced"
    REPORTED = "reported"
    DENIED = "denied"
    CANCELLED = "cancelled"


class Qualifier(StrEnum):
    """How the text hedges the sum itself."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    UP_TO = "up_to"
    RANGE = "range"


class Role(StrEnum):
    """Whether `org` pays the whole sum, or led a round whose whole sum is `amount`."""

    PAYER = "payer"
    LEAD = "lead"
