"""Regions, states and cities that pay: "der Freistaat Bayern", la Generalitat, 上海市, 광주시는.

Most texts name a region only as a place: it counts where its government is named, or where it does what a place
cannot do. A bare "das Land" or "la Generalitat" is the region that the text names most.
"""

import re
from collections.abc import Iterator, Sequence

from bot.core import foreign
from bot.core.orgs import Mention, Org
from bot.core.text import holds

_WESTERN = {
    name: (country, words)
    for country, regions in {
        "DE": {
            "Bavaria": "Bayern|Bavière|Baviera", "Baden-Württemberg": "Baden-Württemberg|Bade-Wurtemberg",
            "Brandenburg": "Brandenburg|Brandebourg|Brandeburgo", "Hesse": "Hessen|Hesse",
            "Saxony": "Sachsen(?!-Anhalt)|Saxe(?!-Anhalt)|Sajonia", "Saxony-Anhalt": "Sachsen-Anhalt",
            "North Rhine-Westphalia": "Nordrhein-Westfalen|NRW", "Lower Saxony": "Niedersachsen",
            "Rhineland-Palatinate": "Rheinland-Pfalz", "Saarland": "Saarland",
            "Schleswig-Holstein": "Schleswig-Holstein",
            "Thuringia": "Thüringen", "Hamburg": "Hamburg", "Mecklenburg-Vorpommern": "Mecklenburg-Vorpommern",
        },
        "FR": {
            "Île-de-France": "Île-de-France|Ile-de-France", "Hauts-de-France": "Hauts-de-France",
            "Grand Est": "Grand Est", "Auvergne-Rhône-Alpes": "Auvergne-Rhône-Alpes", "Occitanie": "Occitanie",
            "Nouvelle-Aquitaine": "Nouvelle-Aquitaine", "Bretagne": "Bretagne", "Normandie": "Normandie",
            "Provence-Alpes-Côte d'Azur": "Provence-Alpes-Côte d'Azur|Paca",
        },
        "BE": {"Wallonia": "Wallonie|Valonia", "Flanders": "Flandre|Flandern|Flandes"},
        "ES": {
            "Catalonia": "Catalu[ñn]y?a|Katalonien|Catalogne|Catalunha|catalana", "Madrid": "Comunidad de Madrid",
            "Aragon": "Aragón|Aragonien", "Andalusia": "Andalucía|Andalusien|Andalousie|andaluza",
            "Basque Country": "Euskadi|País Vasco|Baskenland|vasco", "Galicia": "Galicia|Galicien",
            "Valencia": "Comunitat Valenciana|Comunidad Valenciana|valenciana", "Navarre": "Navarra",
            "Extremadura": "Extremadura", "Castile and León": "Castilla y León",
            "Castilla-La Mancha": "Castilla-La Mancha", "Asturias": "Asturias", "Murcia": "Región de Murcia",
        },
        "BR": {
            "São Paulo": "São Paulo", "Ceará": "Ceará", "Minas Gerais": "Minas Gerais|Minas", "Paraná": "Paraná",
            "Rio Grande do Sul": "Rio Grande do Sul", "Rio de Janeiro": "Rio de Janeiro|Rio", "Bahia": "Bahia",
            "Goiás": "Goiás", "Santa Catarina": "Santa Catarina", "Pernambuco": "Pernambuco",
        },
        "MX": {"Querétaro": "Querétaro", "Nuevo León": "Nuevo León", "Jalisco": "Jalisco"},
        "CA": {"Quebec": "Québec", "Ontario": "Ontario", "Alberta": "Alberta"},
    }.items()
    for name, words in regions.items()
}  # fmt: skip
_BEFORE = (
    r"Land|Freistaat|Freien? und Hansestadt|(?:Landes|Staats)regierung (?:von|in)|[Rr]égion|[Mm]étropole de|"
    r"[Cc]onseil régional (?:de|d')|Generalitat(?: de)?|[Jj]unta de|Xunta de|Govern de|[Gg]ob(?:ierno|"
    r"ern) (?:regional )?"
    r"(?:de |del )?|[Gg]overno (?:estadual )?(?:do|da|de|do estado d[aeo])|[Gg]ouvernement (?:du|de|de l')|"
    r"[Ee]stado d[aeo]|[Pp]refeitura d[aeo]|[Aa]yuntamiento de|Comunidad de"
)
_ACTS = "bewilligt|fördert|genehmigt|beschließt|vote|subventionne|cofinance|aprueba|subvenciona|ofrece|oferece|aporta"
_OFFICE = re.compile(rf"\b(?:{_BEFORE})[\s']?\s?$")
_OFFICE_REACH = 48
"""Characters before a name in which its office stands."""
_DOES = re.compile(rf"\s(?:{foreign.DOES}|{_ACTS})\b")
_PLACES = tuple(
    (name, country, re.compile(rf"\b(?:{words}){'s?' if country == 'DE' else ''}\b"))
    for name, (country, words) in _WESTERN.items()
)
"""Name, country and pattern of each region; a German one in the genitive too."""
_BEGINS = tuple(tuple(re.findall(r"(?:^|\|)([\w '-]+)", words)) for _, words in _WESTERN.values())
"""What a text must hold for a region to be looked for."""
_BARE = re.compile(
    r"\b(?:(?:[Dd]as|[Dd]em) Land(?=\s(?:mit|rund|bis|eine?n?|\d|will|stellt|gibt|hat)|,|\s\w+t\b)|[Dd](?:er|"
    r"en) Freistaat|"
    r"[Dd]ie (?:Landes|Staats)regierung|[Ll]a Generalitat|[Ee]l Govern|[Ll]a Xunta|[Ll]a Junta|"
    r"[Ee]l Gobierno (?:regional|autonómico)|[Ll]e conseil régional|[Ll]a [Rr]égion(?=\s(?:\w+e|a)\b)|"
    r"[Oo] governo (?:estadual|do estado))(?!\s(?:de|del|da|do|von)\s[A-Z])"
)
_COUNTRIES = {
    word: frozenset(countries.split())
    for countries, words in (
        ("DE", "land freistaat landesregierung staatsregierung"),
        ("ES", "generalitat govern gobierno xunta junta"),
        ("FR BE", "conseil région"),
        ("BR", "governo"),
    )
    for word in words.split()
}
"""Where a region's government is called so."""
_ALONE = {"generalitat": "Catalonia", "govern": "Catalonia", "xunta": "Galicia", "junta": "Andalusia"}
"""Whose government is called so, where the text names no region."""
_EASTERN = {
    "CN": (
        "上海:Shanghai 北京:Beijing 深圳:Shenzhen 杭州:Hangzhou 广州:Guangzhou 成都:Chengdu 重庆:Chongqing 武汉:Wuhan "
        "苏州:Suzhou 南京:Nanjing 合肥:Hefei 天津:Tianjin 贵州:Guizhou 广东:Guangdong 浙江:Zhejiang 江苏:Jiangsu "
        "安徽:Anhui 四川:Sichuan 山东:Shandong 湖北:Hubei 河南:Henan 宁夏:Ningxia 内蒙古:Inner-Mongolia"
    ),
    "TW": "台北:Taipei 臺北:Taipei 高雄:Kaohsiung 台南:Tainan 臺南:Tainan 新竹:Hsinchu 桃園:Taoyuan 台中:Taichung",
    "JP": (
        "東京:Tokyo 大阪:Osaka 京都:Kyoto 北海:Hokkaido 熊本:Kumamoto 広島:Hiroshima 福岡:Fukuoka 愛知:Aichi "
        "神奈川:Kanagawa 千葉:Chiba 宮城:Miyagi 横浜:Yokohama 札幌:Sapporo 兵庫:Hyogo "
        "三重:Mie 岩手:Iwate 山口:Yamaguchi"
    ),
    "KR": (
        "서울:Seoul 부산:Busan 대구:Daegu 인천:Incheon 광주:Gwangju 대전:Daejeon 울산:Ulsan 세종:Sejong 경기:Gyeonggi "
        "강원:Gangwon 충북:North-Chungcheong 충남:South-Chungcheong 전북:North-Jeolla 전남:South-Jeolla "
        "경북:North-Gyeongsang 경남:South-Gyeongsang 제주:Jeju"
    ),
}
_IN_THE_EAST = {
    pair.split(":")[0]: (country, pair.split(":")[1].replace("-", " "))
    for country, pairs in _EASTERN.items()
    for pair in pairs.split()
}
_EAST = re.compile(
    rf"(?<![在于於落从至到駐赴])(?P<name>{'|'.join(_IN_THE_EAST)})"
    r"(?:(?:市|省)?(?:政府|財政局|财政局|国资委)"
    r"|(?:市|省)?(?=(?:去年|今年|已|将|將|也|还|則|则|另)?(?:拟|擬|提出|设立|設立|出资|出資|推出|安排|拨款|撥款|"
    r"投入|编列|編列)|的(?:同类|人工智能|产业)?\w{0,4}基金)"
    r"|[都道府県市](?=[はがも])|(?:특별자치|특별|광역)?[시도](?=[는은가]\s))"
)


def acting(folded: str) -> tuple[Mention, ...]:
    """Return where a text that is not in English names the government of a region, in order.

    >>> [m.name for m in acting("Der Freistaat Bayern gibt 100 Millionen Euro.")]
    ['Bavaria']
    """
    found = []
    for (name, country, pattern), begins in zip(_PLACES, _BEGINS, strict=True):
        if not holds(folded, begins):
            continue
        for match in pattern.finditer(folded):
            office = _OFFICE.search(folded, max(0, match.start() - _OFFICE_REACH), match.start())
            if office is not None or _DOES.match(folded, match.end()):
                start = match.start() if office is None else office.start()
                found.append(_mention(start, match.end(), name, country))
    for match in _EAST.finditer(folded):
        country, name = _IN_THE_EAST[match["name"]]
        found.append(_mention(*match.span(), name, country))
    found += _bare(folded, [(m.start, m.end) for m in found])
    return tuple(sorted(found, key=lambda m: m.start))


def _mention(start: int, end: int, name: str, country: str) -> Mention:
    """Return a region as a government of its own; the directory need not know it."""
    return Mention(start, end, name, Org(name, country=country, type="government"))


def _bare(folded: str, taken: Sequence[tuple[int, int]]) -> Iterator[Mention]:
    """Yield where a government goes without the name of its region, apart from the places taken."""
    meant: dict[str, str | None] = {}
    for match in _BARE.finditer(folded):
        office = match.group().casefold()
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        if office not in meant:
            meant[office] = _most_named(folded, office)
        name = meant[office]
        if name is not None:
            yield _mention(*match.span(), name, _WESTERN[name][0])


def _most_named(folded: str, office: str) -> str | None:
    """Return the region that a text names most often of those that have such an office, in lower case.

    Where it names none, the one whose government is called so; None likewise.
    """
    words = office.split()
    countries = next((_COUNTRIES[word] for word in words if word in _COUNTRIES), frozenset())
    counts = {name: len(pattern.findall(folded)) for name, country, pattern in _PLACES if country in countries}
    most = max(counts, key=lambda name: counts[name], default=None)
    if most is not None and counts[most]:
        return most
    return next((name for word, name in _ALONE.items() if word in words), None)
