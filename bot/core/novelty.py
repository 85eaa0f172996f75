"""Novelty: why an alert is news, beside what was announced before.

Only like is held against like: one kind, dollars on both sides, high end against high end. What cannot be compared is
passed over in silence, and a bound is said to be one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from bot.core.countries import adjective
from bot.core.facts import Fact, same_name
from bot.core.figures import Figure
from bot.core.kinds import Certainty, Kind, Qualifier, Role
from bot.core.phrases import announced, original, over, per_year, years_of
from bot.core.positions import Position, State, positions
from bot.core.totals import quarters

MOST_RANK = 3
"""Further down than this a rank is no news."""

LEAST_KNOWN = 10
"""Among fewer sums of a kind a rank says more about the ledger than about the news."""


@dataclass(frozen=True, slots=True)
class Rank:
    """How a figure stands among the counted facts of its kind and role, itself not among them.

    Attributes:
        larger: How many have a higher high end in US dollars.
        known: How many there are.
    """

    larger: int
    known: int


def why_news(
    figure: Figure,
    own: Sequence[Fact],
    overall: Rank | None = None,
    at_home: Rank | None = None,
    country: str | None = None,
    published: date | None = None,
) -> tuple[str, ...]:
    """Return what makes a figure news, a few words each, the most telling first; nothing of what was called off.

    Args:
        figure: The alert's.
        own: Facts its payer appears in, the alert's own story not among them.
        overall: Its rank among all payers; None means "not known".
        at_home: Its rank among companies of the payer's country; None where the payer is no company.
        country: The payer's, ISO alpha-2; None means "not stated".
        published: Day of the alert's source, which tells what was spent from what is planned; None means "not stated".

    >>> from decimal import Decimal
    >>> plan = Figure("$75 billion", Decimal(75), None, "USD", Kind.CAPEX, usd=Decimal(75), org="Google", period="2025")
    >>> spent = Fact("a", "2025-01", "Google", Kind.CAPEX, Decimal(50), "USD", usd=Decimal(50), period="2024")
    >>> why_news(plan, [spent], Rank(larger=1, known=40))
    ('1.5 times its 2024 capex', 'the second largest capital expenditure on record')
    """
    if figure.certainty in (Certainty.DENIED, Certainty.CANCELLED) or not figure.kind.is_spend:
        return ()
    standing = [p for p in positions(own) if p.state is not State.TAKEN_BACK and _is_payers(p.current, figure)]
    found = (
        revised(figure, standing, published),
        compared(figure, standing),
        ranked(figure, overall, at_home, country),
        _each_year(figure),
    )
    return tuple(filter(None, found))


def revised(figure: Figure, standing: Sequence[Position], published: date | None) -> str | None:
    """Say how a figure changes what its payer said before of the same time's capital expenditure.

    Args:
        figure: The alert's.
        standing: The payer's positions.
        published: See `why_news`.
    """
    time = quarters(figure.period)
    if figure.kind is not Kind.CAPEX or not time:
        return None
    last = next(
        (p.current for p in standing if p.current.kind is Kind.CAPEX and quarters(p.current.period) == time), None
    )
    if last is None or not _is_dollars(figure, last) or time.stop <= 4 * int(last.announced[:4]):
        return None  # what was told when the time was over is its result, and no plan comes after that
    ends, before = _ends(figure), _ends(last)
    if ends == before or ends is None or before is None:
        return None
    was = (
        f"{'a reported ' if last.certainty is Certainty.REPORTED else ''}{original(last)} ({announced(last.announced)})"
    )
    if published is not None and time.stop <= 4 * published.year:
        return f"after guidance of {was}"
    maybe = "reportedly " if figure.certainty is Certainty.REPORTED else ""
    return f"{maybe}{_changed(ends, before)} from {was}"


def compared(figure: Figure, standing: Sequence[Position]) -> str | None:
    """Say how a figure compares with its payer's last: capital expenditure of the year before, or the last pledge.

    Args:
        figure: The alert's.
        standing: The payer's positions, newest first.
    """
    if figure.role is not Role.PAYER:
        return None
    match figure.kind:
        case Kind.CAPEX:
            before = _year_before(figure.period)
            last = next(
                (p.current for p in standing if p.current.kind is Kind.CAPEX and p.current.period == before), None
            )
            what = f"its {before} capex"
        case Kind.PLEDGE:
            pledges = [p.current for p in standing if p.current.kind is Kind.PLEDGE and p.state is State.STANDS]
            last = max(pledges, key=lambda fact: (fact.announced, fact.id), default=None)
            what = f"its last pledge ({original(last)}, {announced(last.announced)})" if last else ""
        case _:
            return None
    if last is None or last.certainty is not Certainty.ANNOUNCED or last.qualifier in _BOUNDS:
        return None
    if not _is_dollars(figure, last):
        return None
    ratio = _times(figure, last)
    return f"{ratio} {what}" if ratio else None


def ranked(figure: Figure, overall: Rank | None, at_home: Rank | None, country: str | None) -> str | None:
    """Say where a figure stands among those of its kind: on record, else among companies of the payer's country."""
    what = "round or stake" if figure.kind is Kind.STAKE else figure.kind.label.lower()
    maybe = "if it comes about, " if figure.certainty is Certainty.REPORTED else ""
    maybe += "at its upper bound, " if figure.qualifier is Qualifier.UP_TO else ""
    if (place := _place(overall)) is not None:
        return f"{maybe}the {place} {what} on record"
    if (place := _place(at_home)) is not None and (people := nationality(country)):
        return f"{maybe}the {place} {what} by {people} company on record"
    return None


def nationality(country: str | None) -> str | None:
    """Return the adjective of a country with its article; None where none is known.

    >>> nationality("CN"), nationality("AE"), nationality("ZZ")
    ('a Chinese', 'an Emirati', None)
    """
    people = adjective(country) if country else None
    return people and f"{'an' if people[0] in 'AEIO' else 'a'} {people}"


def _place(rank: Rank | None) -> str | None:
    if rank is None or rank.larger >= MOST_RANK or rank.known < LEAST_KNOWN:
        return None
    return ("largest", "second largest", "third largest")[rank.larger]


def _is_payers(fact: Fact, figure: Figure) -> bool:
    return same_name(fact.org, figure.org) and fact.role is figure.role


def _is_dollars(figure: Figure, fact: Fact) -> bool:
    """Say whether both are stated in dollars, or in one other currency, so that no rate makes the difference."""
    return figure.currency == fact.currency


def _ends(sum_: Figure | Fact) -> tuple[Decimal, Decimal] | None:
    return (sum_.amount, max(sum_.high or sum_.amount, sum_.amount)) if sum_.amount > 0 else None


def _changed(ends: tuple[Decimal, Decimal], before: tuple[Decimal, Decimal]) -> str:
    (low, high), (old_low, old_high) = ends, before
    if high == old_high:
        return "low end raised" if low > old_low else "low end cut"
    if high > old_high:
        return "raised"
    return "narrowed" if low >= old_low else "cut"


def _year_before(period: str | None) -> str | None:
    """Return the year before a fiscal or calendar one, named alike.

    >>> _year_before("FY2026"), _year_before("2025"), _year_before("Q3 2025")
    ('FY2025', '2024', None)
    """
    match = re.fullmatch(r"(FY)?(\d{4})", period or "", re.ASCII)
    return f"{match[1] or ''}{int(match[2]) - 1}" if match else None


def _times(figure: Figure, last: Fact) -> str | None:
    """Return how many times the last sum this one is, hedged as it is; None where it is much the same."""
    ends, before = _ends(figure), _ends(last)
    if ends is None or before is None:
        return None
    ratio = ends[1] / before[1]
    hedge = {Qualifier.UP_TO: "up to ", Qualifier.RANGE: "up to ", Qualifier.AT_LEAST: "at least "}.get(
        figure.qualifier
    )
    about = "about " if Qualifier.ABOUT in (figure.qualifier, last.qualifier) or last.high else ""
    hedge = about if hedge is None else hedge
    if _ALIKE[0] < ratio < _ALIKE[1]:
        return None
    if abs(ratio - 1 / Decimal(2)) < Decimal("0.03"):
        return f"{hedge}half of"
    if ratio < 1:
        percent = (100 * ratio).to_integral_value(ROUND_HALF_UP)
        return f"{hedge}{percent}% of" if percent else None
    digits = Decimal(1) if ratio >= 10 else Decimal("0.1")
    return f"{hedge}{ratio.quantize(digits, ROUND_HALF_UP).normalize():f} times"


def _each_year(figure: Figure) -> str | None:
    each = per_year(figure)
    return f"{each} a year {over(figure.period)}" if each and figure.period and years_of(figure.period) else None


_ALIKE = Decimal("0.95"), Decimal("1.05")
"""Between these two ratios a sum is much the same as the last."""

_BOUNDS = frozenset({Qualifier.AT_LEAST, Qualifier.UP_TO})
"""Sums that nothing can be said to be a multiple of."""
