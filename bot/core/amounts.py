"""Amounts as people type them, into a file or behind a command.

They are read whole or not at all, and `$` alone is US dollars; sums in news, with their context, are `core.money`'s.
"""

import re
from decimal import Decimal

from bot.core.lexicon import NAMES, SCALES, SYMBOLS
from bot.core.money import Money
from bot.core.phrases import short

_AMOUNT = re.compile(
    r"(?P<before>[^\d,]*?)\s*(?P<number>\d{1,3}(?:,\d{3})+|\d[\d_]*)(?P<decimals>\.\d+)?\s*"
    rf"(?:(?P<scale>{'|'.join(sorted(map(re.escape, SCALES), key=len, reverse=True))})(?![^\W\d_]))?\s*"
    r"(?P<after>[^\d,]*)",
    re.IGNORECASE,
)


def parse_amount(text: str) -> Money:
    """Read an amount; a number alone is US dollars.

    >>> parse_amount("$1B")
    Money(amount=Decimal('1000000000'), currency='USD')
    >>> parse_amount("500 million EUR")
    Money(amount=Decimal('500000000'), currency='EUR')

    Raises:
        ValueError: It is no amount; the message says the text and what was expected.
    """
    found = _AMOUNT.fullmatch(text.strip())
    currencies = {_currency(found[side]) for side in ("before", "after") if found[side]} if found else {None}
    if "¥" in currencies:
        raise ValueError(f"{text!r} may be yen or yuan; write JPY or RMB")
    if found is None or None in currencies or len(currencies) > 1:
        raise ValueError(f"{text!r} is no amount; expected one like $1B, 500 million EUR or RMB 10 billion")
    number = Decimal(re.sub(r"[,_]", "", found["number"]) + (found["decimals"] or ""))
    amount = number * SCALES[found["scale"].lower()] if found["scale"] else number
    whole = amount.to_integral_value()
    return Money(whole if whole == amount else amount, next(iter(currencies), None) or "USD")


def written(money: Money) -> str:
    """Return an amount as people would type it: `parse_amount` reads the same again.

    >>> written(Money(Decimal(1_500_000_000), "USD")), written(Money(Decimal(1_234_567_891), "EUR"))
    ('$1.5B', '1,234,567,891 EUR')
    """
    shown = short(money)
    try:
        if parse_amount(shown) == money:
            return shown
    except ValueError:
        pass
    return f"{money.amount:,f} {money.currency}"


def _currency(word: str) -> str | None:
    """Return the code that a sign, a code or a name stands for, `¥` for itself; None where it stands for none."""
    word = word.strip()
    code = SYMBOLS.get(word) or SYMBOLS.get(word.upper()) or NAMES.get(word.lower())
    return "USD" if code == "$" else code
