"""A small news desk: entries in few words, read with a directory and rates that no test outside can change."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import ClassVar

from bot.core.entry import Entry
from bot.core.figures import Figure
from bot.core.money import Rate
from bot.core.orgs import Directory, Org
from bot.core.reading import Reading, read

DAY = datetime(2025, 2, 25, tzinfo=UTC)

_COMPANIES = """
    Alibaba CN BABA 阿里巴巴|Amazon US AWS|AMD US|Apple US|Broadcom US|ByteDance CN|CoreWeave US|Foxconn TW|
    Google US Alphabet|Intel US|Meta US|Microsoft US|Nvidia US|Oracle US|Roche CH|Samsung KR 삼성전자|SK~Hynix KR|
    SoftBank JP ソフトバンク|Tencent CN 腾讯|TSMC TW|Vistra US|Nebius NL
"""
_LABS = "Anthropic US|DeepSeek CN|Mistral FR Mistral~AI|OpenAI US|xAI US"
_INVESTORS = "MGX AE|Public~Investment~Fund SA|Lightspeed US|Andreessen~Horowitz US a16z|BlackRock US"
_GOVERNMENTS = """
    Canada CA|China CN|European~Union EU EU|France FR French|Germany DE Deutschland|India IN Indian|Japan JP|
    Saudi~Arabia SA Saudi|South~Korea KR|Spain ES España|UAE AE|United~Kingdom GB UK U.K. British|United~States US U.S.
"""
_PROJECTS = "Stargate US"


def _orgs(rows: str, type_: str) -> Iterable[Org]:
    for row in rows.split("|"):
        name, country, *aliases = (word.replace("~", " ") for word in row.split())
        yield Org(name, tuple(aliases), country, type_)


DIRECTORY = Directory(
    (
        *_orgs(_COMPANIES, "company"),
        *_orgs(_LABS, "lab"),
        *_orgs(_INVESTORS, "investor"),
        *_orgs(_GOVERNMENTS, "government"),
        *_orgs(_PROJECTS, "project"),
        Org("Goldman Sachs", (), "US", "company"),
    )
)


class Rates:
    """Rates that never move."""

    usd: ClassVar = {
        "USD": "1", "EUR": "1.05", "GBP": "1.25", "CNY": "0.14", "JPY": "0.0066", "KRW": "0.0007", "INR": "0.0115",
        "CHF": "1.1", "CAD": "0.7", "SAR": "0.2667",
    }  # fmt: skip
    """US dollars for one unit."""

    def rate(self, currency: str, day: date | None) -> Rate | None:
        """Return the same rate for any day, None for other currencies."""
        return Rate(Decimal(self.usd[currency]), day or DAY.date()) if currency in self.usd else None


RATES = Rates()


def entry(text: str, title: str = "", published: datetime | None = DAY, key: str = "1", outlet: str = "wire") -> Entry:
    """Return an entry of these words."""
    return Entry(key, f"https://wire.example/{key}", outlet, title, text, published)


def reading(text: str, title: str = "", published: datetime | None = DAY) -> Reading:
    """Read an entry of these words."""
    return read(entry(text, title, published), DIRECTORY, RATES)


def figures(text: str, title: str = "", published: datetime | None = DAY) -> dict[str, Figure]:
    """Read an entry and return its figures by their quotes."""
    return {figure.quote: figure for figure in reading(text, title, published).figures}


def figure(text: str, title: str = "", published: datetime | None = DAY) -> Figure:
    """Read an entry that tells exactly one sum."""
    (only,) = reading(text, title, published).figures
    return only


def brief(of: Figure) -> str:
    """Return a figure in a line: `Alibaba pledge 53 USD 3y`, the sum in billions, its high end after a stroke."""
    high = f"/{_billions(of.high)}" if of.high is not None else ""
    parts = (of.org, of.kind, f"{_billions(of.amount)}{high}", of.currency, of.period)
    return " ".join(part for part in parts if part is not None)


def briefs(text: str, title: str = "") -> list[str]:
    """Read an entry and return its figures in lines, headline ones first."""
    return [brief(one) for one in reading(text, title).figures]


def _billions(amount: Decimal) -> str:
    return f"{(amount / 10**9).normalize():f}"
