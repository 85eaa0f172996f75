"""Governments that a text does not name: "the government", "el Gobierno", 政府, "Ottawa has earmarked".

Whose it is, the money tells: rupees are India's, won South Korea's; euros are the country's whose language the
text is in.
"""

import re
from collections import Counter
from collections.abc import Sequence

from bot.core import foreign, regions
from bot.core.gates import Gate
from bot.core.money import Sum
from bot.core.orgs import Directory, Mention, Org
from bot.core.text import alternatives

_COUNTRIES = {
    "INR": "India", "KRW": "South Korea", "JPY": "Japan", "CNY": "China", "GBP": "United Kingdom", "CAD": "Canada",
    "AUD": "Australia", "BRL": "Brazil", "TWD": "Taiwan", "SGD": "Singapore", "MYR": "Malaysia", "SAR": "Saudi Arabia",
    "AED": "UAE", "SEK": "Sweden", "NOK": "Norway", "DKK": "Denmark", "CHF": "Switzerland", "PLN": "Poland",
    "THB": "Thailand", "IDR": "Indonesia", "VND": "Vietnam", "MXN": "Mexico", "ZAR": "South Africa", "TRY": "Turkey",
    "ILS": "Israel", "KZT": "Kazakhstan", "NZD": "New Zealand", "PHP": "Philippines",
    "COP": "Colombia", "CLP": "Chile", "ARS": "Argentina", "PEN": "Peru", "CZK": "Czechia", "HUF": "Hungary",
    "HKD": "Hong Kong government",
}  # fmt: skip
_EURO = (
    ("Spain", re.compile(r"\b(?:el|los|las|del)\b", re.I)),
    ("France", re.compile(r"\b(?:le|les|des|du)\b", re.I)),
    ("Germany", re.compile(r"\b(?:der|die|das|und)\b", re.I)),
    ("Portugal", re.compile(r"\b(?:os|dos|uma|não)\b", re.I)),
)
_NEIGHBOURS = {
    "Germany": (
        "Austria",
        re.compile(r"\b(?:Österreich|österreichisch|Wien)"),
        re.compile(r"\b(?:Deutsch|deutsch|Berlin)"),
    ),
    "France": (
        "Belgium",
        re.compile(r"\b(?:Belgique|belge)"),
        re.compile(r"\b(?:France|français|Paris|l'Hexagone)"),
    ),
}
"""Where the same language and money may be another country's: its words, and those of the larger one."""
_LEAST_EURO = 8
"""Words of a language that make a text one in it."""
_WORDS = re.compile(
    alternatives(
        r"""
        \b(?:[Tt]he (?:\w+ )?(?:government|cabinet|ministry|ministers|treasury|finance minister))\b
        \b(?:Ministers|Union Cabinet)\b
        \b(?:(?:[Ee]l )?Gobierno|[Ee]l Ejecutivo|[Ee]l Estado|[Ll]a Moncloa)\b(?! (?:vasco|regional|de la))
        \bConsejo de Ministros\b|\b[Ee]l Ministerio\b|\b[Oo] [Mm]inistério\b
        \b(?:[Ll]e gouvernement|[Ll]'État|[Ll]e ministre|[Ll]'exécutif|[Ll]'Élysée|Matignon)\b(?! du Québec)
        \b(?:[Ll]e ministère|[Ll]a ministre)\b
        \b(?:Bundes|Forschungs|Wirtschafts|Digital|Finanz)\w*minister(?:ium|iums|in)?\b
        \b(?:[Dd]ie (?:Bundesr|R)egierung|[Dd]er Bund|(?:[Dd]as )?Bundeskabinett|[Dd]as Kabinett)\b
        \b(?:[Oo] ministro|[Oo] Planalto)\b
        \b(?:[Oo] )?(?:[Gg]overno)(?: federal)?\b(?! (?:angolano|do estado))|\b[Oo] Estado\b(?! d)
        (?<![一-鿿])政府|国务院|国家(?=[一-鿿]*基金)|首相(?=[はが])|財務省|文部科学省|総務省|内閣府|財政部|财政部
        工信部|发改委|经信委|経済産業相|行政院|國科會|中央財政|中央财政|중소벤처기업부|금융위원회
        科技部|国家发改委
        정부(?!는? ?부인)|기획재정부|과기정통부|산업통상자원부|산업부|중기부
        """
    )
)


_SEATS = {
    "Ottawa": "Canada", "Canberra": "Australia", "Seoul": "South Korea", "Tokyo": "Japan", "Beijing": "China",
    "New Delhi": "India", "Delhi": "India", "Berlin": "Germany", "Madrid": "Spain", "Brussels": "European Union",
    "Riyadh": "Saudi Arabia", "Stockholm": "Sweden", "Oslo": "Norway", "Copenhagen": "Denmark", "Taipei": "Taiwan",
    "Washington": "United States", "Jakarta": "Indonesia", "Hanoi": "Vietnam", "Brasília": "Brazil", "Warsaw": "Poland",
    "Rome": "Italy", "Lisbon": "Portugal", "The Hague": "Netherlands", "Kuala Lumpur": "Malaysia",
    "Whitehall": "United Kingdom", "Downing Street": "United Kingdom", "Capitol Hill": "United States",
}  # fmt: skip
"""Cities that stand for the government that sits there, where a verb follows that a city has no use for."""
_SITS = re.compile(
    rf"\b(?P<seat>{'|'.join(_SEATS)})(?:\sitself)?(?='s\sown\s|"
    r"\s(?:has|will|plans?|pledged|earmarked|proposed|proposes|said|says|wants|hopes|"
    r"announced|committed|promised|set aside|sets aside|approved|is to|"
    r"to (?:spend|invest|fund|offer|give|put)|offers|offered|puts)\b)"
)
_STATES = {
    name: country
    for country, names in {
        "Mexico": "México|Mexiko|Mexique", "Spain": "España|Spanien|Espagne|Espanha", "Austria": "Österreich",
        "Germany": "Deutschland|Alemania|Allemagne|L'Allemagne|Alemanha", "France": "Frankreich|Francia|França|"
        "La France",
        "United Kingdom": "Großbritannien|Londres|Reino Unido|Le Royaume-Uni", "Italy": "Italien|Italia|L'Italie|"
        "Itália|Roma",
        "Brazil": "Brasil|Brasilien|Le Brésil|Brésil", "Japan": "Japón|Japon|Le Japon|Japão|Tokio|Tóquio",
        "South Korea": "Corea del Sur|Südkorea|Corée du Sud|La Corée du Sud|Coreia do Sul|Seúl|Séoul|Seul",
        "China": "Pekín|Pékin|Peking|Pequim", "India": "Indien|L'Inde|Índia|Nueva Delhi|Nova Délhi",
        "Canada": "Kanada|Canadá", "Saudi Arabia": "Arabia Saudí|Saudi-Arabien|Arabie saoudite|Riad|Riyad",
        "United States": "Estados Unidos|EE UU|Les États-Unis|Die USA", "Portugal": "Lisboa|Lissabon",
        "Switzerland": "Suiza|La Suisse|Die Schweiz|Suíça", "Netherlands": "Países Bajos|Niederlande|Les Pays-Bas",
        "European Union": "Bruselas|Bruxelles|Bruxelas|Brüssel", "Argentina": "Argentina", "Chile": "Chile",
        "Colombia": "Colombia|Kolumbien", "Morocco": "Marokko|Le Maroc|Marruecos|Marrocos", "UAE": "Abou Dhabi|"
        "Abu Dabi",
    }.items()
    for name in names.split("|")
}  # fmt: skip
"""What German, French, Spanish and Portuguese call a country or the city that it is ruled from."""
_ACTS = re.compile(
    rf"\b(?P<state>{'|'.join(_STATES)})(?=\s(?:{foreign.DOES}|stellt|bewirbt|fördert|genehmigt|ajoute|approuve|alloue|"
    rf"finance|"
    r"aprueba|aprobó|ofrece|asigna|ha|reserva|lança|aprova|aprovou|libera|dispõe|[a-zà-ÿ]+(?:ará|erá|irá|arán|era|"
    r"ira))\b)"
)


_GATE = Gate((_SITS, _WORDS, _ACTS))
_SITS_AT, _WORDS_AT, _ACTS_AT = range(3)


def unnamed(
    folded: str, sums: Sequence[Sum], known: Sequence[Mention], directory: Directory, *, is_abroad: bool
) -> tuple[Mention, ...]:
    """Return where a text speaks of a government without its country, as mentions of that country.

    Args:
        folded: The text.
        sums: Its sums; the most frequent currency tells the country.
        known: Mentions that these must not overlap.
        directory: Where the countries are.
        is_abroad: Whether the text is in another language than English; regions pay only in such a one.
    """
    hits = _GATE.look(folded)
    found = [(m.span("seat"), directory.get(_SEATS[m["seat"]])) for m in hits.matches(_SITS_AT)]
    found += [(m.span("state"), directory.get(_STATES[m["state"]])) for m in hits.matches(_ACTS_AT)]
    country = _country(folded, sums)
    if country is not None:
        found += [(m.span(), directory.get(country)) for m in hits.matches(_WORDS_AT)]
    acting = regions.acting(folded) if is_abroad else ()
    taken = [*known, *acting]
    unnamed_ = [
        Mention(start, end, org.name, org)
        for (start, end), org in found
        if org is not None and not any(m.start < end and start < m.end for m in taken)
    ]
    acting = tuple(m for m in acting if not any(k.start < m.end and m.start < k.end for k in known))
    return tuple(sorted((*unnamed_, *acting), key=lambda m: m.start))


_EURO_CODES = {"Spain": "ES", "France": "FR", "Germany": "DE", "Portugal": "PT", "Austria": "AT", "Belgium": "BE"}


def is_foreign(folded: str, sums: Sequence[Sum], government: Org) -> bool:
    """Say whether a government is not that of the country whose money a text counts in, nor the European Union.

    Args:
        folded: The text.
        sums: Its sums.
        government: Whose country is asked.
    """
    country = _country(folded, sums)
    if country is None or government.country in {None, "EU"}:
        return False
    codes = {name: code[:2] for code, name in _COUNTRIES.items()} | _EURO_CODES
    return codes.get(country, government.country) != government.country


def _country(folded: str, sums: Sequence[Sum]) -> str | None:
    """Return the country whose money a text counts in; None where that is dollars, or euros in English."""
    counted = Counter(s.money.currency for s in sums if s.money.currency != "USD")
    if not counted:
        return None
    currency = counted.most_common(1)[0][0]
    if currency != "EUR":
        return _COUNTRIES.get(currency)
    counts = [(len(words.findall(folded[:2000])), country) for country, words in _EURO]
    most, country = max(counts)
    if most < _LEAST_EURO:
        return None
    if country in _NEIGHBOURS:
        other, theirs, ours = _NEIGHBOURS[country]
        return other if len(theirs.findall(folded)) > len(ours.findall(folded)) else country
    return country
