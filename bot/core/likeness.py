"""Figures held against each other: who is in them, and whether they are the same money.

Two sums are one where a currency that both state says so; dollars reckoned at a rate tell it only roughly.
"""

from collections.abc import Iterable
from decimal import Decimal

from bot.core.figures import Figure
from bot.core.kinds import Certainty, Qualifier
from bot.core.money import Money

DOLLARS = frozenset({"USD", "CAD", "AUD", "SGD", "HKD", "NZD", "TWD"})
SAME_CURRENCY = Decimal("0.012")
IN_DOLLARS = Decimal("0.06")
IN_DOLLARS_UNDATED = Decimal("0.1")
"""How far sums in two currencies may be apart; the rate of an undated one is that of another year."""
_ROUNDED = Decimal("0.12")


def payers(figure: Figure) -> frozenset[str]:
    """Return who pays, in lower case; empty where nobody in particular does."""
    return frozenset(n.casefold() for n in (figure.org, *figure.org_alt) if n)


def parties(figure: Figure) -> frozenset[str]:
    """Return who pays, in lower case; where nobody in particular does, who receives."""
    return payers(figure) or frozenset(n.casefold() for n in (figure.counterparty,) if n)


def sides(figure: Figure) -> frozenset[str]:
    """Return everybody a figure names, in lower case."""
    return frozenset(n.casefold() for n in (figure.org, figure.counterparty, *figure.org_alt) if n)


def is_with_another(figure: Figure, other: Figure) -> bool:
    """Say whether both name who is on the other side, and neither of the two has a part in the other's deal."""
    if figure.counterparty is None or other.counterparty is None:
        return False
    return figure.counterparty.casefold() not in sides(other) and other.counterparty.casefold() not in sides(figure)


def is_undone(figure: Figure) -> bool:
    """Say whether a figure takes a commitment back, which is news of its own."""
    return figure.certainty in {Certainty.DENIED, Certainty.CANCELLED}


def same_money(a: Figure, b: Figure, in_dollars: Decimal) -> bool:
    """Say whether two figures are the same money, in a currency both state or else in dollars."""
    for x, currency in amounts(a):
        for y, other in amounts(b):
            if currency == other and (abs(x - y) <= SAME_CURRENCY * max(x, y) or _is_rounded(x, y, a, b)):
                return True
    if a.currency == b.currency:
        return False
    if a.amount == b.amount and a.high == b.high and DOLLARS.issuperset((a.currency, b.currency)):
        return True  # a bare "$" is a dollar of the speaker, whom an outlet may mistake
    ours = [v for v in (a.usd, a.usd_high) if v]
    theirs = [v for v in (b.usd, b.usd_high) if v]
    return any(abs(x - y) <= in_dollars * max(x, y) for x in ours for y in theirs)


def _is_rounded(x: Decimal, y: Decimal, a: Figure, b: Figure) -> bool:
    """Say whether one sum is the other in fewer digits, said to be about that: "close to $3 billion" for $2.85B."""
    rough, fine, hedged = (x, y, a) if len(_digits(x)) < len(_digits(y)) else (y, x, b)
    if hedged.qualifier is not Qualifier.ABOUT or len(_digits(rough)) == len(_digits(fine)):
        return False
    step = Decimal(1).scaleb(rough.adjusted() - len(_digits(rough)) + 1)
    return abs(rough - fine) <= step / 2 and abs(rough - fine) <= _ROUNDED * fine


def _digits(amount: Decimal) -> tuple[int, ...]:
    return amount.normalize().as_tuple().digits


def states(sums: Iterable[Money], figure: Figure) -> bool:
    """Say whether a figure's sum is among some sums."""
    return any(
        money.currency == currency and abs(money.amount - amount) <= SAME_CURRENCY * max(money.amount, amount)
        for money in sums
        for amount, currency in amounts(figure)
    )


def amounts(figure: Figure) -> tuple[tuple[Decimal, str], ...]:
    """Return every sum that says the figure, with its currency."""
    own = [(figure.amount, figure.currency), *((m.amount, m.currency) for m in figure.also)]
    if figure.high is not None:
        own.append((figure.high, figure.currency))
    return tuple(own)


def size(figure: Figure) -> Decimal:
    """Return the larger end in dollars, zero where no rate is known."""
    return figure.usd_high or figure.usd or Decimal(0)
