"""Rules: what one channel follows, after the watch list's defaults were filled in."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from bot.core.cadences import Cadence
from bot.core.kinds import SPEND, Certainty, Kind
from bot.core.money import Money
from bot.core.quiet import Quiet


class Updates(StrEnum):
    """How a channel wants to hear that a posted story moved on."""

    EDIT = "edit"
    """The message shows it."""
    THREAD = "thread"
    """A short note in its thread."""
    BOTH = "both"
    OFF = "off"


class Layout(StrEnum):
    """How much of an alert its message shows."""

    FULL = "full"
    COMPACT = "compact"
    """The headline and one line; the rest on demand."""


A_BILLION = Money(Decimal(1_000_000_000), "USD")


EVERYTHING = "*"
"""What is muted where a channel wants to hear of nothing for a while."""


@dataclass(frozen=True, slots=True)
class Mute:
    """What a channel does not want to hear of for a while.

    Attributes:
        what: A company that pays or is paid, a word of the text, a story's id, or `EVERYTHING`.
        until: When it is wanted again (UTC); None means never.
        called: What it is for people, where `what` is an id; None means that `what` tells.
    """

    what: str
    until: datetime | None = None
    called: str | None = None


@dataclass(frozen=True, slots=True)
class Rules:
    """What one channel follows.

    Attributes:
        channel: Slack channel id.
        name: The channel's name, for people.
        min: Least sum; the high end of a range is compared with it, in its own currency or in US dollars.
        kinds: Kinds that alert; only spend kinds make sense.
        certainty: Certainties that alert.
        companies: Names followed, as `orgs.yaml` spells them; empty means any payer.
        countries: ISO alpha-2 codes of payers followed; empty means any.
        keywords_any: At least one of these words must stand in the entry; empty means no such wish.
        keywords_none: None of these words may stand in it.
        updates: What happens when a posted story moves on.
        languages: ISO 639-1 codes of entries followed; empty means any, and an entry that states none is let through.
        feeds: Names of feeds followed, as `feeds.yaml` spells them; empty means all.
        mutes: What is kept out for a while, whatever else is followed.
        quiet: When what comes is held; None means that nothing ever is.
        most_an_hour: Messages of alerts in an hour, from 1; what comes on top is folded into one message. None
            means as many as there are.
        layout: How much of an alert is shown.
        digest: When a digest of the days before comes; None means never.
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
    languages: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    mutes: tuple[Mute, ...] = ()
    quiet: Quiet | None = None
    most_an_hour: int | None = None
    layout: Layout = Layout.FULL
    digest: Cadence | None = None


UNSAID = Rules("", "")
"""What holds of a channel of which nobody has said anything."""
