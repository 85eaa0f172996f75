"""Likeness of facts: what makes two reports of one announcement, in parts, and an index to find such facts by.

The index leaves out what is far off in size or time; whether two facts really are one is for its callers to say.
"""

import math
import re
from calendar import monthrange
from collections.abc import Hashable, Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal

from bot.core.facts import LIVE, Fact
from bot.core.kinds import Certainty, Kind

GONE = frozenset({Certainty.DENIED, Certainty.CANCELLED})

FAMILIES = (
    frozenset({Kind.CAPEX, Kind.PLEDGE, Kind.FUND}),
    frozenset({Kind.CONTRACT}),
    frozenset({Kind.STAKE, Kind.ACQUISITION}),
)
"""Kinds that outlets call one announcement by."""

SAME_SUM = Decimal("0.01")
"""How far two reports of one sum may be apart, as a share of the larger."""

SAME_NEWS = timedelta(days=31)
"""How far two reports of one announcement may be apart."""

MOST = 8
"""How many facts alike in all that is filed are looked at: more are of one sum, one payer and one time."""

_STEP = math.log(1.05)
"""Size of one step of sums in the index; `SAME_SUM` is less than a quarter of it."""
_BLOCK = 62
"""Days in one block of time in the index: two months that are within `SAME_NEWS` begin no further apart."""


def canonical(fact: Fact) -> tuple[str, str]:
    """Return the key that puts facts in the one order everything is decided in, oldest first."""
    return fact.announced, fact.id


def is_live(fact: Fact) -> bool:
    """Say whether a fact was read live rather than shipped."""
    return fact.id.startswith(LIVE)


def is_firmer(fact: Fact, other: Fact) -> bool:
    """Say whether a fact is announced and another only reported."""
    return fact.certainty is Certainty.ANNOUNCED and other.certainty is Certainty.REPORTED


def family(kind: Kind) -> int:
    """Number the family of a kind; what is no spending has none and gets -1."""
    return next((number for number, kinds in enumerate(FAMILIES) if kind in kinds), -1)


def size(fact: Fact) -> Decimal | None:
    """Return the high end in US dollars; None where no rate is known or it is nothing."""
    return fact.usd_high or fact.usd or None


def is_same_sum(one: Fact, other: Fact) -> bool:
    """Say whether two facts are of one sum: in their own currency where they share it, else in dollars."""
    if one.currency == other.currency:
        sums = one.high or one.amount, other.high or other.amount
    else:
        sums = size(one) or Decimal(0), size(other) or Decimal(0)
    return min(sums) > 0 and max(sums) - min(sums) <= SAME_SUM * max(sums)


def places(fact: Fact) -> frozenset[str]:
    """Return the names in a purpose that tell one project from another, as stems: Korean is Korea.

    >>> from bot.core.facts import Fact
    >>> plan = Fact("a", "2025-02", "Amazon", Kind.PLEDGE, Decimal(1), "USD", purpose="AWS region in Taiwan, AI too")
    >>> places(plan)
    frozenset({'taiwa'})
    """
    names = {word.casefold() for word in _NAME.findall(fact.purpose or "")}
    names -= _COMMON.union(word.casefold() for word in fact.org.split())
    return frozenset(name.removesuffix("ese").removesuffix("n") for name in names)


def is_elsewhere(one: Fact, other: Fact) -> bool:
    """Say whether two facts name places and none in common."""
    here, there = places(one), places(other)
    return bool(here and there) and not here & there


def apart(one: str, other: str) -> timedelta:
    """Return the least time between two days, either of which may be a month; without end where one is neither.

    >>> apart("2025-02-24", "2025-02").days, apart("2025-04", "2025-02-24").days
    (0, 36)
    """
    here, there = _days(one), _days(other)
    if here is None or there is None:
        return timedelta.max
    return max(here[0] - there[1], there[0] - here[1], timedelta(0))


class Index:
    """Facts filed by name, size and time, so that one is held against those alone that it may tell again."""

    def __init__(self) -> None:
        """File nothing yet."""
        self._filed: dict[Hashable, list[Fact]] = {}

    def file(self, names: Iterable[Hashable], fact: Fact) -> None:
        """File a fact; those beyond the first few alike in everything are left out."""
        whens: list[Hashable] = [_block(fact.announced), *([fact.period] if fact.period else ())]
        steps = [(currency, math.floor(step)) for currency, step in _steps(fact)]
        for key in [(name, step, when) for name in names for step in steps for when in whens]:
            filed = self._filed.setdefault(key, [])
            if len(filed) < MOST:
                filed.append(fact)

    def near(self, names: Iterable[Hashable], fact: Fact) -> Iterator[Fact]:
        """Yield each filed fact of about the same sum, near in time or of the same period, once."""
        block = _block(fact.announced)
        whens: list[Hashable] = [block - 1, block, block + 1, *([fact.period] if fact.period else ())]
        steps = {(c, math.floor(step + side)) for c, step in _steps(fact) for side in (-0.25, 0.25)}
        seen: set[str] = set()
        for key in [(name, step, when) for name in names for step in sorted(steps) for when in whens]:
            for other in self._filed.get(key, ()):
                if other.id not in seen and other.id != fact.id:
                    seen.add(other.id)
                    yield other


def _steps(fact: Fact) -> Iterator[tuple[str, float]]:
    own = fact.high or fact.amount
    dollars = size(fact)
    if own > 0:
        yield fact.currency, math.log(own) / _STEP
    if dollars is not None and dollars > 0 and fact.currency != "USD":
        yield "USD", math.log(dollars) / _STEP


def _block(announced: str) -> int:
    days = _days(announced)
    return days[0].toordinal() // _BLOCK if days else -9


def _days(announced: str) -> tuple[date, date] | None:
    """Return the first and the last day that is meant; None where it is no date."""
    try:
        if len(announced) == len("YYYY-MM-DD"):
            return date.fromisoformat(announced), date.fromisoformat(announced)
        first = date.fromisoformat(f"{announced}-01")
    except ValueError:
        return None
    return first, first.replace(day=monthrange(first.year, first.month)[1])


_NAME = re.compile(r"\b[A-Z][^\W\d_]{2,}")
_COMMON = frozenset(
    """
    adds agentic agreement all american and annual april artificial august aws azure bigger billion budget build
    building buying campus capacity capital center centers centre centres chip chips cloud company compute computing
    construction core data datacenter dealing december deal development digital energy equity europe european expand
    expansion factories factory fab fabs february fibre first for from full fund further future generative global gpu
    gpus group growth hardware hub industrial infrastructure initial investment january july june larger large leading
    letter machine march may memory model models more multi national network new november nvidia october off one
    operations part phase plan plant plants power private programme project property public region regional research
    round sept september series server servers services shares software spending state strategy subsidy supercomputer
    support technology the total training two with world yearly
    """.split()
)
"""Words that begin a purpose, or that any purpose may hold."""
