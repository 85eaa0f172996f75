"""The ledger: every known figure, and totals that count nothing twice."""

from dataclasses import dataclass
from decimal import Decimal

from bot.core.kinds import Certainty, Kind, Qualifier, Role


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of the ledger: a figure with its source, shipped in `config/ledger.csv` or read live.

    Attributes:
        id: Stable key; live facts carry `story-<id>`.
        announced: `YYYY-MM-DD`, or `YYYY-MM` where no page gave the day.
        usd: `amount` in US dollars; None where no rate is known.
        usd_high: `high` in US dollars; None where it is no range.
        supersedes: Id of the fact this one replaces; None means it replaces none.
        part_of: Id of the whole this one is a part of; None means it stands alone.
    """

    id: str
    announced: str
    org: str
    kind: Kind
    amount: Decimal
    currency: str
    high: Decimal | None = None
    usd: Decimal | None = None
    usd_high: Decimal | None = None
    org_alt: tuple[str, ...] = ()
    role: Role = Role.PAYER
    counterparty: str | None = None
    period: str | None = None
    qualifier: Qualifier = Qualifier.EXACT
    purpose: str | None = None
    certainty: Certainty = Certainty.ANNOUNCED
    supersedes: str | None = None
    part_of: str | None = None
    source_url: str | None = None
    source_outlet: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Total:
    """The sum of some facts, none counted twice.

    Attributes:
        kind: Of all of them.
        low: US dollars, low ends added.
        high: US dollars, high ends added; equal to `low` where no part is a range.
        up_to: Whether any part is only an upper bound.
        parts: Ids of the facts counted, newest first.
    """

    kind: Kind
    low: Decimal
    high: Decimal
    up_to: bool
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What `/aispend <company>` answers.

    Attributes:
        org: The company's name as `orgs.yaml` spells it.
        pays: Totals by kind of what it commits itself, largest first.
        led: Totals of rounds it led, whole rounds, never part of `pays`.
        receives: Totals by kind of what others commit to it as counterparty.
        newest: Facts it appears in, newest first, at most `limit` of them.
        known: How many facts there are in all.
    """

    org: str
    pays: tuple[Total, ...]
    led: tuple[Total, ...]
    receives: tuple[Total, ...]
    newest: tuple[Fact, ...]
    known: int


@dataclass(frozen=True, slots=True)
class Unknown:
    """No such company.

    Attributes:
        query: As typed.
        near: Names like it, the nearest first, at most five.
    """

    query: str
    near: tuple[str, ...]
