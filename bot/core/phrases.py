"""Sums, periods and certainty in the words a reader sees, the same in Slack and in the terminal.

Reported sums keep up to four significant digits; dollars reckoned at a rate keep three, for more would be false.
"""

import re
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Protocol

from bot.core.kinds import Certainty, Qualifier
from bot.core.money import Money

SYMBOLS = {
    "USD": "$",
    "AUD": "A$",
    "CAD": "C$",
    "HKD": "HK$",
    "SGD": "S$",
    "TWD": "NT$",
    "NZD": "NZ$",
    "BRL": "R$",
    "CNY": "CN¥",
    "JPY": "JP¥",
    "KRW": "₩",
    "INR": "₹",
    "EUR": "€",
    "GBP": "£",
}
"""What stands before a number; other currencies show their ISO code and a space."""

CERTAINTIES = {
    Certainty.ANNOUNCED: "Announced",
    Certainty.REPORTED: "Reported, not confirmed",
    Certainty.DENIED: "Denied",
    Certainty.CANCELLED: "Cancelled",
}
"""How sure it is, as a reader sees it."""

_HEDGES = {
    Qualifier.EXACT: "",
    Qualifier.RANGE: "",
    Qualifier.ABOUT: "about ",
    Qualifier.AT_LEAST: "at least ",
    Qualifier.UP_TO: "up to ",
}
_UNITS = (("T", Decimal(10) ** 12), ("B", Decimal(10) ** 9), ("M", Decimal(10) ** 6))
_EXACT = 4
_RECKONED = 3


class Sum(Protocol):
    """What a figure of the news and a fact of the ledger have in common."""

    @property
    def amount(self) -> Decimal: ...  # noqa: D102  the fields are described at Figure

    @property
    def high(self) -> Decimal | None: ...  # noqa: D102

    @property
    def currency(self) -> str: ...  # noqa: D102

    @property
    def usd(self) -> Decimal | None: ...  # noqa: D102

    @property
    def usd_high(self) -> Decimal | None: ...  # noqa: D102

    @property
    def qualifier(self) -> Qualifier: ...  # noqa: D102

    @property
    def period(self) -> str | None: ...  # noqa: D102


def short(money: Money, digits: int = _EXACT) -> str:
    """Return the sum as a headline would print it.

    Args:
        money: The sum.
        digits: Significant digits kept.

    >>> short(Money(Decimal(53_000_000_000), "USD"))
    '$53B'
    >>> short(Money(Decimal(1_100_000_000_000), "INR")), short(Money(Decimal(20_000_000_000), "SAR"))
    ('₹1.1T', 'SAR 20B')
    """
    number, unit = _scaled(money.amount, digits)
    return f"{_symbol(money.currency)}{number}{unit}"


def span(low: Money, high: Decimal | None, digits: int = _EXACT) -> str:
    """Return one sum, or the two ends of a range.

    Args:
        low: The low end.
        high: The high end in the same currency; None, or no more than `low`, means it is no range.
        digits: Significant digits kept.

    >>> span(Money(Decimal(60_000_000_000), "USD"), Decimal(65_000_000_000))
    '$60–65B'
    >>> span(Money(Decimal(800_000_000), "EUR"), Decimal(1_200_000_000))
    '€800M–€1.2B'
    """
    if high is None or high <= low.amount:
        return short(low, digits)
    (first, small), (last, large) = _scaled(low.amount, digits), _scaled(high, digits)
    if (first, small) == (last, large):
        return short(low, digits)
    if small == large:
        return f"{_symbol(low.currency)}{first}–{last}{large}"
    return f"{short(low, digits)}–{short(Money(high, low.currency), digits)}"


def original(sum_: Sum) -> str:
    """Return the sum in the currency it was stated in, hedged as the text hedges it: `up to CN¥380B`."""
    return _hedged(sum_, span(Money(sum_.amount, sum_.currency), sum_.high))


def dollars(sum_: Sum) -> str | None:
    """Return the sum in US dollars; None where it was stated in them or no rate is known."""
    if sum_.currency == "USD" or sum_.usd is None:
        return None
    return span(Money(sum_.usd, "USD"), sum_.usd_high, _RECKONED)


def sum_of(sum_: Sum) -> str:
    """Return the sum as stated, with US dollars in brackets where it was stated in something else."""
    usd = dollars(sum_)
    return f"{original(sum_)} ({usd})" if usd else original(sum_)


def total_of(low: Decimal, high: Decimal, *, up_to: bool) -> str:
    """Return a total in dollars, both ends of it, said to be an upper bound where it is one.

    >>> total_of(Decimal(60_000_000_000), Decimal(65_000_000_000), up_to=False)
    '$60–65B'
    """
    return f"{'up to ' if up_to else ''}{span(Money(low, 'USD'), high, _RECKONED)}"


def per_year(sum_: Sum) -> str | None:
    """Return what a sum over several years comes to in one, with dollars where it was stated in something else.

    None where the period is not a number of years or a run of them, or is a single year.
    """
    years = years_of(sum_.period)
    if years is None or years == 1:
        return None
    each = _Share(
        amount=sum_.amount / years,
        high=sum_.high / years if sum_.high is not None else None,
        currency=sum_.currency,
        usd=sum_.usd / years if sum_.usd is not None else None,
        usd_high=sum_.usd_high / years if sum_.usd_high is not None else None,
        qualifier=sum_.qualifier,
    )
    usd = dollars(each)
    text = _hedged(each, span(Money(each.amount, each.currency), each.high, _RECKONED))
    return f"{text} ({usd})" if usd else text


def years_of(period: str | None) -> int | None:
    """Return how many years a period `Ny` or `YYYY-YYYY` lasts; None for every other.

    >>> years_of("3y"), years_of("2025-2028"), years_of("by 2030"), years_of("2028-2025")
    (3, 4, None, None)
    """
    if match := re.fullmatch(r"([1-9]\d?)y", period or "", re.ASCII):
        return int(match[1])
    if match := re.fullmatch(r"(\d{4})-(\d{4})", period or "", re.ASCII):
        years = int(match[2]) - int(match[1]) + 1
        return years if years > 1 else None
    return None


def over(period: str) -> str:
    """Return a period as the end of a sentence.

    >>> over("3y"), over("1y"), over("FY2026"), over("2025-2028"), over("by 2030")
    ('over 3 years', 'over 1 year', 'in FY2026', 'in 2025–2028', 'by 2030')
    """
    if match := re.fullmatch(r"(\d+)y", period, re.ASCII):
        return f"over {match[1]} year{'' if match[1] == '1' else 's'}"
    if period.startswith("by "):
        return period
    return "in " + re.sub(r"(?<=\d)-(?=\d)", "–", period)


def day(when: date) -> str:
    """Return a day as it is written in English.

    >>> day(date(2025, 2, 5))
    '5 Feb 2025'
    """
    return f"{when.day} {_MONTHS[when.month - 1]} {when.year}"


def days(first: date, last: date) -> str:
    """Return some days in a row as they are written in English, what both ends share once.

    >>> days(date(2026, 11, 16), date(2026, 11, 22)), days(date(2026, 11, 30), date(2026, 12, 6))
    ('16–22 Nov 2026', '30 Nov – 6 Dec 2026')
    >>> days(date(2026, 12, 28), date(2027, 1, 3)), days(date(2026, 11, 16), date(2026, 11, 16))
    ('28 Dec 2026 – 3 Jan 2027', '16 Nov 2026')
    """
    if first == last:
        return day(last)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    begin = day(first).removesuffix(f" {last.year}")
    return f"{begin} – {day(last)}"


def announced(text: str) -> str:
    """Return a ledger's date, a day or only a month; what is neither comes back as it is.

    >>> announced("2025-02-25"), announced("2023-01"), announced("soon")
    ('25 Feb 2025', 'Jan 2023', 'soon')
    """
    try:
        if len(text) == len("YYYY-MM"):
            month = date.fromisoformat(f"{text}-01")
            return f"{_MONTHS[month.month - 1]} {month.year}"
        return day(date.fromisoformat(text))
    except ValueError:
        return text


def and_(names: tuple[str, ...], most: int = 3) -> str:
    """Return names as a list in a sentence; where they are far more than `most`, the last ones are counted.

    >>> and_(("SoftBank", "Oracle")), and_(("A", "B", "C"), most=2), and_(("A", "B", "C", "D"), most=2)
    ('SoftBank and Oracle', 'A, B and C', 'A, B and 2 others')
    """
    if len(names) > most + 1:
        names = (*names[:most], f"{len(names) - most} others")
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


@dataclass(frozen=True, slots=True)
class _Share:
    amount: Decimal
    high: Decimal | None
    currency: str
    usd: Decimal | None
    usd_high: Decimal | None
    qualifier: Qualifier
    period: None = None


def _hedged(sum_: Sum, text: str) -> str:
    ranged = sum_.high is not None and sum_.high > sum_.amount
    return text if ranged and sum_.qualifier is not Qualifier.ABOUT else _HEDGES[sum_.qualifier] + text


def _symbol(currency: str) -> str:
    return SYMBOLS.get(currency, f"{currency} ")


def _scaled(amount: Decimal, digits: int) -> tuple[str, str]:
    """Round first and choose the unit afterwards, so that 999.99 billion is 1T and never 1000B."""
    rounded = Context(prec=digits, rounding=ROUND_HALF_UP).plus(amount)
    for unit, size in _UNITS:
        if rounded >= size:
            return f"{(rounded / size).normalize():,f}", unit
    return f"{rounded.normalize():,f}", ""


_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
