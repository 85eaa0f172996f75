"""Sums of money: finding them in folded text, and their worth in US dollars.

A number is a sum only where a currency stands beside it, or beside the other end of its range: parameters,
users, square feet and gigawatts never are. Dollars and yen that could be several currencies come out as the
text makes them (`dollar_of`, `yen_or_yuan`).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Protocol

from bot.core import lexicon
from bot.core.atoms import Atom, find_atoms
from bot.core.dollars import dollar_of, settler, yen_or_yuan
from bot.core.hedges import hedge
from bot.core.joints import LEAST, one, remember, restated
from bot.core.kinds import Qualifier
from bot.core.text import either, holds

__all__ = ["LEAST", "Money", "Rate", "Rates", "Sum", "bare_amounts", "dollar_of", "find", "yen_or_yuan"]


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
        """Return the last known rate on or before `day`, at most 400 days old.

        None for `day` means the last known; None as answer means that there is none.
        """
        ...


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum of money where it stands in a text.

    Attributes:
        start: Offset of its first character, currency sign included, hedge left out.
        end: Offset after its last character; restatements in brackets lie beyond it.
        money: The sum; the low end of a range.
        high: The high end; None means it is no range.
        qualifier: How the text hedges it.
        also: The same sum restated.
        until: Offset after the last restatement.
    """

    start: int
    end: int
    money: Money
    high: Decimal | None
    qualifier: Qualifier
    also: tuple[Money, ...]
    until: int


_HUNDREDS = re.compile(r"(?:hundreds|tens|dozens|scores|thousands|a couple|several|a few)\s+(?:of\s*)?$", re.I)
_WEIGHED = re.compile(
    r"\s(?:of\s(?:copper|steel|\w*uranium|lithium|carbon|CO2|coal|ore|metal|waste|coffee|cargo|payload|thrust|cobalt"
    r"|nickel|food|plastic)"
    r"|per square|thrust)\b",
    re.I,
)
_IN_AMERICAN = re.compile(r"\b[Ii]n (?:US|U\.S\.|American) (?:currency|dollars?|terms|money|funds)\b[^.$]{0,60}$")


def find(folded: str, dollar: str = "USD", yen: str = "JPY", *, long_scale: bool = False) -> tuple[Sum, ...]:
    """Return the sums of a million or more in a folded text, in order.

    Args:
        folded: Text as `text.fold` leaves it.
        dollar: What a bare `$` is, see `dollar_of`.
        yen: What a bare `¥` is, see `yen_or_yuan`.
        long_scale: Whether `billion` means 10^12, as in French.

    >>> [(s.money.amount, s.high, s.money.currency) for s in find("Meta spends $60-65 billion")]
    [(Decimal('60000000000'), Decimal('65000000000'), 'USD')]
    >>> [(s.money.currency, s.also[0].currency) for s in find("at least 380 billion yuan ($53 billion)")]
    [('CNY', 'USD')]
    >>> find("1.3 million GPUs and 70 billion parameters")
    ()
    """
    settle = settler(folded)
    meant = {"$": dollar, "¥": yen}
    atoms: list[Atom] = []
    for atom in find_atoms(folded, long_scale=long_scale):
        code = settle(atom.name) if atom.name else meant.get(atom.currency or "", atom.currency)
        if atom.currency == "$" and _IN_AMERICAN.search(folded, max(0, atom.start - 90), atom.start):
            code = "USD"
        atoms.append(atom if code == atom.currency else replace(atom, currency=code))
    remember(folded, atoms, long_scale=long_scale)
    return tuple(_joined(folded, atoms))


_SCALED = re.compile(
    rf"\d(?:(?:[ ,.']?\d){{6}}"
    rf"|\s?-?\s?(?:{either(lexicon.SCALES)}(?![A-Za-zÀ-ÿ])|{either((*lexicon.MYRIADS, '千', '천'))}))"
    rf"|[一二两兩三四五六七八九十百千](?:{either(lexicon.MYRIADS)})",
    re.I,
)
_SPELT = ("illi", "illón", "illão", "ilhão", "ilhões", "ili", "rillón", "illones", "crore", "lakh", "ilj", "mil ")
"""Letters of which some stand in every scale that is written out."""


def may_hold_any(folded: str) -> bool:
    """Say whether a folded text may hold a sum of a million or more: the cheap question before all reading.

    >>> may_hold_any("over 5.000 millones de euros"), may_hold_any("the 2025 final on 12 May")
    (True, False)
    """
    return _SCALED.search(folded) is not None or holds(folded.lower(), _SPELT)


def _joined(folded: str, atoms: Sequence[Atom]) -> Iterator[Sum]:
    """Join atoms into ranges, lists and restatements."""
    place = 0
    while place < len(atoms):
        low, high, place = one(folded, atoms, place)
        if low.currency is None or (high or low).amount < LEAST or _is_no_sum(folded, low):
            continue
        end = until = (high or low).end
        also: list[Money] = []
        while place < len(atoms):
            more, more_high, after = one(folded, atoms, place)
            other = restated(folded, low, more, (more_high or more).end, until, again=bool(also))
            if other is None:
                break
            also.append(Money(more.amount, other))
            until, place = (more_high or more).end, after
        yield Sum(
            low.start,
            end,
            Money(low.amount, low.currency),
            high.amount if high else None,
            Qualifier.RANGE if high else hedge(folded, low.start, end),
            tuple(also),
            until,
        )


def _is_no_sum(folded: str, atom: Atom) -> bool:
    """Say whether a number with a currency beside it is none all the same: "hundreds of …", pounds of copper."""
    if _HUNDREDS.search(folded, max(0, atom.start - 24), atom.start):
        return True
    return atom.name == "pounds" and not atom.signed and _WEIGHED.match(folded, atom.end) is not None


def bare_amounts(folded: str) -> frozenset[Decimal]:
    """Return the numbers with a scale but no currency: "a fifty-three-billion gamble", for titles that leave it out.

    >>> bare_amounts("Alibaba's fifty-three-billion AI gamble")
    frozenset({Decimal('53000000000')})
    """
    return frozenset(a.amount for a in find_atoms(folded) if a.currency is None and a.amount >= LEAST)
