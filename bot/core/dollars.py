"""Money that several countries call by one name: whose dollars, yen or kroner a text means.

A bare `$` is the dollar of the speaker. One mention of a country never settles it: American papers write of
Ottawa too. Several signs together do: who publishes, where the report was written, who speaks in it.
"""

import re
from collections.abc import Callable
from functools import cache

from bot.core import lexicon
from bot.core.gates import Gate, Hits
from bot.core.text import alternatives, holds

_ENOUGH = 4
_READ = 6_000
_OPENING = 600
_GLOBAL = re.compile(
    alternatives("""
        reuters|bloomberg|cnbc|techcrunch|nytimes|wsj|theverge|datacenterdynamics|theregister|forbes|fortune
        fool|yahoo|businesswire|prnewswire|globenewswire|microsoft|investing|marketwatch|wired|axios|venturebeat
        apnews|afp|cnn|bbc|ft\\.com|nikkei|theinformation|siliconangle|crunchbase|ainvest|seekingalpha|benzinga
    """),
    re.I,
)
_WIRE = re.compile(r"\((?:Reuters|Bloomberg|AFP|AP|Dow Jones)\)|\bReuters\)|- (?:Reuters|AFP)\b")
_BARE = re.compile(r"(?<![A-Za-z$])\$\s?\d|\d\s(?:[GM]|milliards?|millions?)\s?\$")
_AMERICAN = re.compile(
    r"\bUS ?\$|\$US ?\d|\bU\.S\. ?\$|\bUSD\b|\bUS dollars|\bU\.S\. (?:dollars|currency)|\bUS currency"
)
_RESTATED = re.compile(
    r"(?<![A-Za-z$])\$[\d.,]{1,15}[ -]?[a-z]{0,12}\s?\((?:about |around |some |or )?(?:(?:US|U\.S\. ?)\$|\$US)"
)
_OWN_HYPHEN = re.compile(
    r"(?<![A-Za-z$])\$[\d.,]{1,15}-(?:million|billion|trillion)\b(?!-)(?=\s(?:in|over|for|to|on|as|by)\b|[,.;])"
)


class _Country:
    """What shows that a text speaks in one country's dollars."""

    def __init__(
        self, sign: str, home: str, outlets: str, dateline: str, rulers: str, places: str, country: str
    ) -> None:
        self.own_sign = re.compile(rf"(?<![A-Za-z])(?:{sign})\s?\d")
        self.home = home
        self.outlets = re.compile(outlets, re.I)
        self.dateline = re.compile(rf"(?:^|\n)\W*(?:{dateline})\b\s*(?P<day>,\s*[A-Z])?[^\n]{{0,24}}?\s[-:]")
        self.signs = tuple(map(re.compile, (rulers, places, country)))


_COUNTRIES: dict[str, _Country] = {
    "AUD": _Country(
        r"A\$|AU\$|AUD", "au", r"afr\.com|theaustralian|smh\.|theage\.|abc\.net\.au|capitalbrief|startupdaily",
        "SYDNEY|MELBOURNE|CANBERRA|BRISBANE|PERTH|ADELAIDE|Sydney|Melbourne|Canberra",
        r"\b(?:Canberra|Albanese|Jim Chalmers|Tim Ayres|Ed Husic|Australian (?:government|federal|dollars)"
        r"|federal government)\b",
        r"\b(?:Sydney|Melbourne|Brisbane|Perth|Victoria|Queensland|New South Wales|ASX|AirTrunk|NextDC|Telstra"
        r"|Macquarie|AustralianSuper)\b",
        r"\bAustralian?\b|\bdown under\b",
    ),
    "CAD": _Country(
        r"C\$|CA\$|CAD|CDN\$|Cdn\$", "ca",
        r"theglobeandmail|financialpost|nationalpost|thestar\.com|betakit|thelogic|globalnews|ctvnews|cbc\.",
        "OTTAWA|TORONTO|MONTR[EÉ]AL|VANCOUVER|CALGARY|EDMONTON|WINNIPEG|QU[EÉ]BEC|Ottawa|Toronto|Montr[eé]al|Québec",
        r"\b(?:Ottawa|Carney|Trudeau|Evan Solomon|Champagne|Canadian (?:government|federal|dollars|Press)"
        r"|federal government|gouvernement (?:du Québec|fédéral|Carney)|budget fédéral)\b",
        r"\b(?:Toronto|Montr[eé]al|Vancouver|Calgary|Alberta|Ontario|Qu[eé]bec|TSX|Cohere|CPPIB|Telus|Shopify"
        r"|Hydro-Québec|Caisse de dépôt)\b",
        r"\bCanadian?\b|\bCanada's\b|\bcanadien(?:ne)?s?\b|\bau pays\b",
    ),
    "SGD": _Country(
        r"S\$|SGD|SG\$", "sg", r"straitstimes|channelnewsasia|businesstimes|todayonline|mothership",
        "SINGAPORE|Singapore",
        r"\b(?:Lawrence Wong|Mr Wong|Heng Swee Keat|Josephine Teo|Gan Kim Yong|Budget speech"
        r"|Singapore (?:Budget|government|dollars))\b",
        r"\b(?:Temasek|Singtel|GIC|Keppel|SGX|EDB|IMDA|Economic Development Board)\b",
        r"\bSingapore(?:an|'s)?\b",
    ),
    "NZD": _Country(
        r"NZ\$|NZD", "nz", r"nzherald|stuff\.co|rnz\.", "WELLINGTON|AUCKLAND|Wellington|Auckland",
        r"\b(?:Wellington|Luxon|Ardern|New Zealand (?:government|dollars))\b", r"\b(?:Auckland|Christchurch|NZX"
        r"|Spark NZ)\b",
        r"\bNew Zealand\b",
    ),
    "HKD": _Country(
        r"HK\$|HKD", "hk", r"thestandard\.com\.hk|hkfp|rthk", "HONG KONG|Hong Kong",
        r"\b(?:John Lee|Paul Chan|Financial Secretary|Hong Kong (?:government|dollars))\b", r"\b(?:Cyberport|HKEX"
        r"|Kowloon)\b",
        r"\bHong Kong\b",
    ),
}  # fmt: skip


_PESOS = re.compile(r"(?<![A-Za-z])\$\s?\d[\d.,]*\s(?:mil )?(?:millones|billones)\b")
"""Latin American papers give their own pesos the sign of the dollar."""
_NATIONAL = (
    "Austral", "Canberra", "Sydney", "SYDNEY", "Melbourne", "MELBOURNE", "Canad", "Ottawa", "OTTAWA", "Toronto",
    "TORONTO",
    "Montreal", "Montréal", "MONTRÉAL", "Québec", "QUÉBEC", "Singapore", "SINGAPORE", "New Zealand",
    "Auckland", "Wellington", "Hong Kong", "HONG KONG",
    "down under",
)  # fmt: skip
_HOME = re.compile(r"\.(?:au|ca|sg|nz|hk)\b|straitstimes|theglobeandmail|betakit|afr\.com|channelnewsasia", re.I)


def dollar_of(folded: str, outlet: str = "") -> str:
    """Return the currency of a bare `$`: the speaker's dollar, US otherwise.

    Args:
        folded: Text as `text.fold` leaves it.
        outlet: Domain or name of who published it.

    >>> dollar_of("Ottawa will spend $2 billion on compute, the Canadian government said in Toronto")
    'CAD'
    >>> dollar_of("Meta will spend $65 billion"), dollar_of("Amazon will put $9 billion into Singapore, Reuters said")
    ('USD', 'USD')
    """
    text = folded[:_READ]
    if _PESOS.search(text) and "millones de pesos" in text:
        return settler(folded)("pesos")
    if not _BARE.search(text) and "ollar" not in text and "ólar" not in text:
        return "USD"
    if not holds(text, _NATIONAL) and not _HOME.search(outlet):
        return "USD"
    least = _ENOUGH + (_GLOBAL.search(outlet) is not None) * 3 + (_WIRE.search(text) is not None) * 2
    hits = _GATE.look(text)
    scores = {
        code: _score(text, outlet, code, country, hits, number * _SIGNS)
        for number, (code, country) in enumerate(_COUNTRIES.items())
    }
    code = max(scores, key=lambda c: scores[c])
    return code if scores[code] >= least else "USD"


_GATE = Gate([sign for country in _COUNTRIES.values() for sign in country.signs])
_SIGNS = 3
"""Signs of each country."""


def _score(text: str, outlet: str, code: str, country: _Country, hits: Hits, first: int) -> int:
    """Return how strongly a text speaks in a country's dollars; below 0 where it gives them a sign of their own."""
    dateline = country.dateline.search(text[:_OPENING])
    signs = range(first, first + _SIGNS)
    seen = sum(hits.first(sign) is not None for sign in signs)
    if not seen and dateline is None:
        return 0
    score = seen + any(hits.first(sign, 0, _OPENING) for sign in signs)
    if outlet.casefold().split("/")[0].endswith(f".{country.home}") or country.outlets.search(outlet):
        score += 2
    if dateline:
        score += 1 if dateline["day"] else 2
    if _AMERICAN.search(text) and _BARE.search(text):
        score += 2
    if _RESTATED.search(text):
        score += 2
    if code == "CAD" and _OWN_HYPHEN.search(text):
        score += 1
    return score - 6 if country.own_sign.search(text) else score


def yen_or_yuan(folded: str) -> str:
    """Return the currency of a bare `¥`.

    >>> yen_or_yuan("Beijing's plan of ¥10bn; the yuan rose"), yen_or_yuan("Tokyo sets aside ¥10 trillion")
    ('CNY', 'JPY')
    """
    if "¥" not in folded:
        return "JPY"
    return "CNY" if len(_CHINESE.findall(folded)) > len(_JAPANESE.findall(folded)) else "JPY"


_CHINESE = re.compile(
    r"yuan|RMB|renminbi|Chin(?:a|ese)|Beijing|Shanghai|Shenzhen|Hangzhou|Alibaba|Tencent|ByteDance|Baidu|Huawei|元"
    r"|人民币"
)
_JAPANESE = re.compile(r"\byen\b|Japan|Tokyo|Osaka|SoftBank|Rapidus|Sony|NTT|Nikkei|円|日本")


def settler(folded: str) -> Callable[[str], str]:
    """Return a function from a row of `lexicon.SHARED` to the currency that the text means by it.

    >>> settler("Equinor of Norway and Copenhagen")("kroner"), settler("Prague")("crowns")
    ('NOK', 'CZK')
    """
    known: dict[str, str] = {}

    def settle(name: str) -> str:
        if name not in known:
            counts = {code: len(signs.findall(folded)) for code, signs in _shared(name)}
            known[name] = max(counts, key=lambda code: counts[code])
        return known[name]

    return settle


@cache
def _shared(name: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the currencies of one name with the signs of each."""
    return tuple((code, re.compile(signs, re.I)) for code, signs in lexicon.SHARED[name])
