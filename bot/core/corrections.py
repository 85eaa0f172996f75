"""Corrections: what people say of the ledger's facts against the reader and the shipped file.

A correction never changes what was told, it is laid over it: so it survives re-reading, and undoing it brings back what
the reader or the file says by then.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from bot.core.facts import Fact, same_name
from bot.core.kinds import Qualifier
from bot.core.money import Rates, Sum, find
from bot.core.text import fold


class What(StrEnum):
    """What is wrong with a fact."""

    WRONG_FIGURE = "wrong_figure"
    WRONG_COMPANY = "wrong_company"
    DUPLICATE = "duplicate"
    NOT_AI = "not_ai"


@dataclass(frozen=True, slots=True)
class RightSum:
    """The sum a fact should have, with the fields of a `Fact` that it replaces; `period` is none of them."""

    amount: Decimal
    high: Decimal | None
    currency: str
    usd: Decimal | None
    usd_high: Decimal | None
    qualifier: Qualifier
    period: None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """One person's word on one fact.

    Attributes:
        target: Id of the fact.
        was: The fact as it stood then.
        by: Who says so.
        at: When (UTC).
        id: Counted up by the store; 0 before it is stored.
        figure: The right sum of a `wrong_figure`; None for the other sorts, like what follows.
        org: The right payer of a `wrong_company`.
        same_as: Id of the fact that a `duplicate` tells again.
        undone_by: Who took it back; None while it holds.
    """

    target: str
    what: What
    was: Fact
    by: str
    at: datetime
    id: int = 0
    figure: RightSum | None = None
    org: str | None = None
    same_as: str | None = None
    note: str | None = None
    undone_by: str | None = None
    undone_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """The corrections that hold, laid out to be applied.

    Attributes:
        of: Id of a fact to the last correction of each sort.
        joins: Id of a duplicate to that of the fact it tells again, which may be one too; no way leads in a circle.
    """

    of: Mapping[str, Mapping[What, Correction]]
    joins: Mapping[str, str]


def standing(corrections: Iterable[Correction], known: Collection[str]) -> Standing:
    """Return what holds of some corrections: the last of each sort for a fact, without those undone.

    Args:
        corrections: In any order.
        known: Ids of the facts there are, as far as duplicates name them: one of a fact that is gone holds no more,
            for nothing would be left of the two.
    """
    of: dict[str, dict[What, Correction]] = {}
    for one in sorted(corrections, key=lambda one: one.id):
        if one.undone_by is None and (one.same_as is None or one.same_as in known):
            of.setdefault(one.target, {})[one.what] = one
    duplicates = (ruled[What.DUPLICATE] for ruled in of.values() if What.DUPLICATE in ruled)
    joins: dict[str, str] = {}
    held = Standing(of, joins)
    for one in sorted(duplicates, key=lambda one: one.id):
        # Undoing a later one may bring back one that now closes a circle, and all in it would leave the ledger.
        if one.same_as is not None and not closes_circle(one.target, one.same_as, held):
            joins[one.target] = one.same_as
    return held


def apply(fact: Fact, held: Standing) -> Fact | None:
    """Return a fact as people have corrected it; None where it is to leave the ledger.

    Links to a duplicate become links to the fact it joins, or a part would be added to its whole again.

    Args:
        fact: As the reader or the file tells it.
        held: What holds.
    """
    ruled = held.of.get(fact.id, {})
    if What.NOT_AI in ruled or fact.id in held.joins:
        return None
    if (wrong := ruled.get(What.WRONG_FIGURE)) and (right := wrong.figure):
        fact = replace(
            fact,
            amount=right.amount,
            high=right.high,
            currency=right.currency,
            usd=right.usd,
            usd_high=right.usd_high,
            qualifier=right.qualifier,
        )
    if (company := ruled.get(What.WRONG_COMPANY)) and company.org:
        fact = _of_company(fact, company.org)
    supersedes, part_of = _joined(fact, fact.supersedes, held), _joined(fact, fact.part_of, held)
    if (supersedes, part_of) != (fact.supersedes, fact.part_of):
        return replace(fact, supersedes=supersedes, part_of=part_of)
    return fact


def closes_circle(target: str, same_as: str, held: Standing) -> bool:
    """Say whether a fact, called a duplicate of another, would be one of itself in the end.

    >>> closes_circle("a", "b", Standing({}, {"b": "c", "c": "a"})), closes_circle("a", "b", Standing({}, {"b": "c"}))
    (True, False)
    """
    return target in _way(same_as, held)


def _way(start: str, held: Standing) -> list[str]:
    """Return a fact, the one it is a duplicate of, what that is one of, and so on."""
    way = [start]
    while (further := held.joins.get(way[-1])) is not None:
        way.append(further)
    return way


def stated(text: str, day: date | None, rates: Rates) -> RightSum:
    """Read the right sum as a person states it.

    Args:
        text: `5.3bn USD`, `60-65 billion dollars`, `up to CN¥380B ($53B)`.
        day: That of the rate, where no dollars are stated.
        rates: Rates of exchange.

    Raises:
        ValueError: It is no sum, or in a currency whose rate is not known; says what was expected.
    """
    folded = fold(text.strip())
    if re.search(r"(?<![A-Za-z])¥", folded):
        raise ValueError(f"{text!r} may be yen or yuan; write JPY or RMB")
    found = find(folded)
    if len(found) != 1 or not _is_whole(folded, found[0]):
        raise ValueError(
            f"{text!r} is no sum from a million up; expected one like 5.3bn USD, $60-65 billion or RMB 2bn"
        )
    low, high = found[0].money, found[0].high
    rate = rates.rate(low.currency, day)
    in_dollars = next((also.amount for also in found[0].also if also.currency == "USD"), None)
    if in_dollars is not None:
        per_unit = in_dollars / low.amount
    elif rate is not None:
        per_unit = rate.usd
    else:
        raise ValueError(f"{text!r}: no rate of {low.currency} is known; state the sum in dollars")
    return RightSum(
        amount=low.amount,
        high=high,
        currency=low.currency,
        usd=in_dollars or low.amount * per_unit,
        usd_high=high * per_unit if high is not None else None,
        qualifier=found[0].qualifier,
    )


def _is_whole(folded: str, sum_: Sum) -> bool:
    """Say whether a text is a sum and nothing else but its hedge, of which no word can be left away in front."""
    before, after = folded[: sum_.start].split(), folded[sum_.until :].strip(" )")
    shorter = find(folded[len(before[0]) :]) if before else ()
    return not after and all(other.qualifier is not sum_.qualifier for other in shorter)


def _joined(fact: Fact, link: str | None, held: Standing) -> str | None:
    """Return what a link leads to; None where that is the fact itself."""
    led = _way(link, held)[-1] if link is not None else None
    return None if led == fact.id else led


def _of_company(fact: Fact, org: str) -> Fact:
    """Return a fact of another payer, who is no joint payer or counterparty of its own."""
    return replace(
        fact,
        org=org,
        org_alt=tuple(name for name in fact.org_alt if not same_name(name, org)),
        counterparty=None if same_name(fact.counterparty, org) else fact.counterparty,
    )
