"""Rules: what one channel follows, after the watch list's defaults were filled in."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from bot.core.kinds import SPEND, Certainty, Kind
from bot.core.money import Money


class Updates(StrEnum):
    """How a channel wants to hear that a posted story moved on."""

    EDIT = "edit"
    """The message shows it."""
    THREAD = "thread"
    """A short note in its thread."""
    BOTH = "both"
    OFF = "off"


A_BILLION = Money(Decimal(1_000_000_000), "USD")


@dataclass(frozen=True, slots=True)
class Rules:
    """What one channel follows.

    Attributes:
        channel: Slack channel id.
        name: The channel's name, for people.
        min: Least sum; the high end of a range is compared with it, in US dollars.
        kinds: Kinds that alert; only spend kinds make sense.
        certainty: Certainties that alert.
        companies: Names followed, as `orgs.yaml` spells them; empty means any payer.
        countries: ISO alpha-2 codes of payers followed; empty means any.
        keywords_any: At least one of these words must stand in the entry; empty means no such wish.
        keywords_none: None of these words may stand in it.
        updates: What happens when a posted story moves on.
    """

    channel: str
    name: str
    min: Money = A_BILLION
    kinds: frozenset[Kind] = SPEND
    certainty: frozenset[Certainty] = frozenset({Certainty.ANNOUNCED, Certainty.REPORTED})
    companies: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    keywords_any: tuple[str, ...] = ()
    keywords_none: tuple[str, ...] = ()
    updates: Updates = Updates.BOTH
