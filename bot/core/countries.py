"""Countries as people type them: by name, by nationality, by ISO code.

A code of two letters that is a word of English (`in`, `it`, `no`) counts in capitals alone.
"""

from bot.core.typed import norm

_COUNTRIES = {
    "AE": "UAE|Emirati|United Arab Emirates|Emirates", "AM": "Armenia|Armenian",
    "AR": "Argentina|Argentine|Argentinian", "AT": "Austria|Austrian", "AU": "Australia|Australian",
    "AZ": "Azerbaijan|Azerbaijani", "BD": "Bangladesh|Bangladeshi", "BE": "Belgium|Belgian",
    "BG": "Bulgaria|Bulgarian", "BH": "Bahrain|Bahraini", "BR": "Brazil|Brazilian|Brasil", "CA": "Canada|Canadian",
    "CH": "Switzerland|Swiss", "CL": "Chile|Chilean", "CN": "China|Chinese|PRC", "CO": "Colombia|Colombian",
    "CR": "Costa Rica|Costa Rican", "CY": "Cyprus|Cypriot", "CZ": "Czechia|Czech|Czech Republic",
    "DE": "Germany|German|Deutschland", "DK": "Denmark|Danish", "EE": "Estonia|Estonian", "EG": "Egypt|Egyptian",
    "ES": "Spain|Spanish|España", "ET": "Ethiopia|Ethiopian", "EU": "European Union|European|Europe",
    "FI": "Finland|Finnish", "FR": "France|French",
    "GB": "United Kingdom|British|UK|Britain|Great Britain|England|English", "GH": "Ghana|Ghanaian",
    "GR": "Greece|Greek", "HK": "Hong Kong|Hongkong", "HR": "Croatia|Croatian", "HU": "Hungary|Hungarian",
    "ID": "Indonesia|Indonesian", "IE": "Ireland|Irish", "IL": "Israel|Israeli", "IN": "India|Indian",
    "IQ": "Iraq|Iraqi", "IS": "Iceland|Icelandic", "IT": "Italy|Italian|Italia", "JO": "Jordan|Jordanian",
    "JP": "Japan|Japanese", "KE": "Kenya|Kenyan", "KH": "Cambodia|Cambodian",
    "KR": "South Korea|South Korean|Korea|Korean", "KW": "Kuwait|Kuwaiti", "KZ": "Kazakhstan|Kazakh",
    "LA": "Laos|Laotian|Lao", "LT": "Lithuania|Lithuanian", "LU": "Luxembourg|Luxembourgish", "LV": "Latvia|Latvian",
    "MA": "Morocco|Moroccan", "MN": "Mongolia|Mongolian", "MT": "Malta|Maltese", "MX": "Mexico|Mexican|México",
    "MY": "Malaysia|Malaysian", "NG": "Nigeria|Nigerian", "NL": "Netherlands|Dutch|Holland", "NO": "Norway|Norwegian",
    "NZ": "New Zealand|New Zealander", "OM": "Oman|Omani", "PA": "Panama|Panamanian", "PE": "Peru|Peruvian",
    "PH": "Philippines|Philippine|Filipino", "PK": "Pakistan|Pakistani", "PL": "Poland|Polish",
    "PT": "Portugal|Portuguese", "PY": "Paraguay|Paraguayan", "QA": "Qatar|Qatari", "RO": "Romania|Romanian",
    "RS": "Serbia|Serbian", "RU": "Russia|Russian", "RW": "Rwanda|Rwandan",
    "SA": "Saudi Arabia|Saudi|KSA|Saudi Arabian", "SE": "Sweden|Swedish", "SG": "Singapore|Singaporean",
    "SI": "Slovenia|Slovenian", "SK": "Slovakia|Slovak", "SN": "Senegal|Senegalese", "TH": "Thailand|Thai",
    "TR": "Turkey|Turkish|Türkiye", "TW": "Taiwan|Taiwanese", "UA": "Ukraine|Ukrainian",
    "US": "United States|American|USA|America|U.S.|U.S.A.|United States of America", "UY": "Uruguay|Uruguayan",
    "UZ": "Uzbekistan|Uzbek", "VN": "Vietnam|Vietnamese", "ZA": "South Africa|South African",
}  # fmt: skip
"""ISO code, or `EU`, to the name shown, the nationality and other names."""

_CODES = {norm(word): code for code, words in _COUNTRIES.items() for word in words.split("|")}
_WORDS_OF_ENGLISH = frozenset("AM AT BE CH CO DE ID IN IS IT LA MA ME MY NO OM PA PE SA SI SO TH".split())


def country_of(words: str) -> str | None:
    """Return the code of the country that some words stand for, None where they stand for none.

    >>> country_of("Chinese"), country_of("uk"), country_of("IN"), country_of("in"), country_of("Hesse")
    ('CN', 'GB', 'IN', None, None)
    """
    known = _CODES.get(norm(words))
    code = words.strip().upper()
    if known is not None or code not in _COUNTRIES or (code in _WORDS_OF_ENGLISH and code != words.strip()):
        return known
    return code


def country_name(code: str) -> str:
    """Return the name of a country by its code; a code nobody knows is its own name.

    >>> country_name("US"), country_name("XX")
    ('United States', 'XX')
    """
    return _COUNTRIES.get(code, code).split("|")[0]


def adjective(code: str) -> str | None:
    """Return the adjective of a country by its code; None where none is known.

    >>> adjective("CN"), adjective("NZ"), adjective("XX")
    ('Chinese', 'New Zealand', None)
    """
    names = _COUNTRIES.get(code, "").split("|")
    return names[0] if code in _ADJECTIVES else next(iter(names[1:]), None)


def spellings() -> dict[str, str]:
    """Return the names and nationalities by which English texts call countries, in lower case, with their codes."""
    return {word.lower(): code for code, words in _COUNTRIES.items() for word in words.split("|")}


_ADJECTIVES = frozenset({"HK", "NZ"})
"""Countries whose name is their adjective too."""


def codes_of(code: str) -> frozenset[str]:
    """Return the codes that a country's code stands for: those of its members where it is the European Union's.

    >>> codes_of("US"), "FR" in codes_of("EU")
    (frozenset({'US'}), True)
    """
    return _MEMBERS | {code} if code == "EU" else frozenset((code,))


_MEMBERS = frozenset("AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".split())
