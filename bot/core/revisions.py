"""Revisions: a later word on the same commitment that no row says is one, found by its parties, time and size.

Only what cannot well be two is linked: one payer's capital expenditure of one year, talks that end in a deal between
the same two, a denial. Two pledges of one payer stay two, however alike, unless one was only a report and both name
the same place.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from bot.core.alike import GONE, MOST, apart, family, is_elsewhere, is_firmer, is_same_sum, places, size
from bot.core.facts import Fact
from bot.core.kinds import Certainty, Kind, Role
from bot.core.totals import quarters

TALKS = timedelta(days=183)
"""How long after the report of talks their deal is announced at the latest."""
REPORTS = timedelta(days=92)
"""How far two reports of the same talks are apart at most."""
DENIAL = timedelta(days=365)
"""How long after a deal its denial or cancellation is taken for that of the same deal."""

DEAL_RATIO = Decimal(4)
"""How much larger of two sums one may be where talks with a named partner end in a deal."""
REPORT_RATIO = Decimal("1.5")
"""The same where only reports, or only places, hold the two together."""
GUIDANCE_RATIO = Decimal("2.5")
"""The same for one year's capital expenditure: beyond it the smaller one is a part of the larger."""


@dataclass(frozen=True, slots=True)
class Revisions:
    """What belongs together.

    Attributes:
        same: Pairs of facts that are one commitment.
        again: Facts that add nothing, each with the one that it tells again.
        within: Capital expenditure that is in that of a longer time, or in a larger one of the same time.
    """

    same: list[tuple[str, str]] = field(default_factory=list)
    again: dict[str, str] = field(default_factory=dict)
    within: dict[str, str] = field(default_factory=dict)


def revisions(facts: Sequence[Fact], settled: Collection[str] = ()) -> Revisions:
    """Find what revises what.

    Args:
        facts: In canonical order, without those that only tell another one again.
        settled: Ids of talks and denials that are known to belong to another fact.
    """
    found = Revisions()
    closed = {fact.supersedes for fact in facts if fact.supersedes}.union(settled)
    by_payer: defaultdict[str, list[Fact]] = defaultdict(list)
    by_deal: defaultdict[tuple[str, int, str], list[Fact]] = defaultdict(list)
    for fact in facts:
        org, partner = fact.org.casefold(), (fact.counterparty or "").casefold()
        if fact.kind is Kind.CAPEX and fact.role is Role.PAYER and quarters(fact.period):
            by_payer[org].append(fact)
        elif fact.kind is not Kind.CAPEX:
            by_deal[org, family(fact.kind), partner].append(fact)
    for spent in by_payer.values():
        _capex(spent, closed, found)
    for deals in by_deal.values():
        found.same.extend(_deals(deals, closed))
    return found


def _capex(facts: Iterable[Fact], closed: Collection[str], found: Revisions) -> None:
    """Chain one payer's guidances for each time, and put shorter times into longer ones."""
    times: defaultdict[range, list[Fact]] = defaultdict(list)
    for fact in facts:
        times[quarters(fact.period)].append(fact)
    heads = {time: head for time, guidances in times.items() if (head := _chain(guidances, closed, found)) is not None}
    widest: Fact | None = None
    until = 0
    for time, head in sorted(heads.items(), key=lambda item: (item[0].start, -item[0].stop)):
        if widest is not None and time.stop <= until:
            found.within.setdefault(head.id, widest.id)
        else:
            widest, until = head, time.stop


def _chain(guidances: Iterable[Fact], closed: Collection[str], found: Revisions) -> Fact | None:
    """Link the guidances for one time, oldest first, and return the last word; None where all are denials."""
    head: Fact | None = None
    told: dict[tuple[str, str], Fact] = {}
    for fact in guidances:
        if fact.certainty in GONE:
            if head is not None and fact.id not in closed and _is_near(fact, head, REPORT_RATIO):
                found.same.append((head.id, fact.id))
            continue
        ends = _ends(fact)
        before = told.get(ends)
        if head is not None and not fact.supersedes:
            if before is not None and not is_firmer(fact, before):
                found.again[fact.id] = before.id
                continue
            if not _is_near(fact, head, GUIDANCE_RATIO) and not is_firmer(head, fact):
                small, large = sorted((fact, head), key=lambda f: size(f) or Decimal(0))
                found.within[small.id] = large.id
                head = large
                continue
            found.same.append((head.id, fact.id))
        told[ends] = fact
        head = fact if head is None or not is_firmer(head, fact) else head
    return head


def _deals(facts: Iterable[Fact], closed: Collection[str]) -> Iterator[tuple[str, str]]:
    """Pair talks with the first later word on them, and denials with what they deny: the newest that fits, and no more.

    Only the newest few that are open are looked at, so that time grows with the number of facts and not its square.
    """
    talks: deque[Fact] = deque(maxlen=MOST)
    standing: deque[Fact] = deque(maxlen=MOST)
    for fact in facts:
        if fact.certainty in GONE:
            denied = next((other for other in reversed(standing) if _takes_back(fact, other)), None)
            if denied is not None and not fact.supersedes and fact.id not in closed:
                standing.remove(denied)
                yield denied.id, fact.id
            continue
        before = next((other for other in reversed(talks) if _comes_of(fact, other)), None)
        if before is not None:
            talks.remove(before)
            yield before.id, fact.id
        if fact.certainty is Certainty.REPORTED and fact.id not in closed:
            talks.append(fact)
        standing.append(fact)


def _comes_of(fact: Fact, talks: Fact) -> bool:
    """Say whether a fact is the next word on talks that were reported before."""
    if fact.role is not talks.role or _are_parts(fact, talks) or is_elsewhere(fact, talks):
        return False
    if fact.period and talks.period and fact.period != talks.period:
        return False
    is_deal = fact.certainty is Certainty.ANNOUNCED
    if apart(fact.announced, talks.announced) > (TALKS if is_deal else REPORTS):
        return False
    if fact.counterparty is None:
        return bool(places(fact) & places(talks)) and _is_near(fact, talks, REPORT_RATIO)
    if fact.role is Role.LEAD and not is_same_sum(fact, talks):
        return is_deal and _is_near(fact, talks, REPORT_RATIO)
    return _is_near(fact, talks, DEAL_RATIO if is_deal else REPORT_RATIO)


def _takes_back(denial: Fact, fact: Fact) -> bool:
    if apart(denial.announced, fact.announced) > DENIAL or is_elsewhere(denial, fact):
        return False
    if fact.counterparty is None and not places(fact) & places(denial):
        return False
    return _is_near(denial, fact, REPORT_RATIO)


def _are_parts(one: Fact, other: Fact) -> bool:
    return one.id == other.part_of or other.id == one.part_of


def _is_near(one: Fact, other: Fact, ratio: Decimal) -> bool:
    """Say whether the larger of two sums is at most so many times the smaller; unknown ones are not."""
    sums = size(one), size(other)
    if sums[0] is None or sums[1] is None:
        return is_same_sum(one, other)
    return max(sums[0], sums[1]) <= ratio * min(sums[0], sums[1])


def _ends(fact: Fact) -> tuple[str, str]:
    """Return both ends of a sum as rough as two outlets tell them alike: to three digits."""
    low, high = fact.usd or fact.amount, size(fact) or fact.high or fact.amount
    return f"{low:.2e}", f"{high:.2e}"
