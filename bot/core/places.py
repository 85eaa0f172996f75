"""Places: where a text says that money goes, to part two plans of one payer and one size.

A place is a country (`IN`) or a part of one (`US/Texas`). The texts of eight languages name them; a payer's own country
says nothing about where its money goes, so whoever asks leaves that one out.
"""

import re

from bot.core.countries import spellings
from bot.core.orgs import LATIN
from bot.core.text import fold, lower
from bot.core.words import Words

_ABROAD = {
    "AE": "abu dhabi|dubai|emirate|émirats|emiratos|emirados|阿联酋|アラブ首長国連邦|아랍에미리트",
    "AR": "argentinien|argentinische|阿根廷|アルゼンチン|아르헨티나",
    "AT": "österreich|autriche|奥地利|オーストリア|오스트리아",
    "AU": "australien|australie|austrália|sydney|melbourne|澳大利亚|澳洲|オーストラリア|豪州|호주",
    "BE": "belgien|belgique|bélgica|比利时|ベルギー|벨기에",
    "BR": "brasilien|brésil|brasileiro|brasileira|巴西|ブラジル|브라질",
    "CA": "kanada|kanadische|canadá|加拿大|カナダ|캐나다",
    "CH": "schweiz|suisse|suiza|suíça|瑞士|スイス|스위스",
    "CL": "智利|チリ|칠레",
    "CN": "chine|chinois|chinesische|chinesischen|中国|中國|중국",
    "CO": "kolumbien|colombie|colômbia|哥伦比亚|コロンビア|콜롬비아",
    "CZ": "tschechien|捷克|チェコ|체코",
    "DE": "deutsche|deutschen|allemagne|alemania|alemanha|德国|ドイツ|독일",
    "DK": "dänemark|danemark|dinamarca|丹麦|デンマーク|덴마크",
    "EG": "ägypten|égypte|egipto|egito|埃及|エジプト|이집트",
    "ES": "spanien|espagne|espanha|aragón|aragon|madrid|西班牙|スペイン|스페인",
    "FI": "finnland|finlande|finlandia|finlândia|芬兰|フィンランド|핀란드",
    "FR": "frankreich|francia|frança|französische|法国|フランス|프랑스",
    "GB": "scotland|wales|großbritannien|royaume-uni|reino unido|blackpool|london|英国|イギリス|영국",
    "GR": "griechenland|grèce|grecia|grécia|希腊|ギリシャ|그리스",
    "HK": "香港|홍콩",
    "ID": "indonesien|indonésie|indonésia|印尼|印度尼西亚|インドネシア|인도네시아",
    "IE": "irland|irlande|irlanda|爱尔兰|アイルランド|아일랜드",
    "IL": "israël|以色列|イスラエル|이스라엘",
    "IN": "indien|indische|indischen|inde|índia|印度|インド|인도",
    "IT": "italien|italie|itália|意大利|イタリア|이탈리아",
    "JP": "japanische|japon|japón|japão|日本|일본",
    "KE": "kenia|肯尼亚|ケニア|케냐",
    "KR": "südkorea|corée|corea|coreia|韩国|韓国|한국|국내",
    "KZ": "kasachstan|哈萨克斯坦|カザフスタン|카자흐스탄",
    "MX": "mexiko|mexique|墨西哥|メキシコ|멕시코",
    "MY": "malaisie|malasia|malásia|johor|马来西亚|マレーシア|말레이시아",
    "NG": "尼日利亚|ナイジェリア|나이지리아",
    "NL": "niederlande|pays-bas|países bajos|países baixos|荷兰|オランダ|네덜란드",
    "NO": "norwegen|norvège|noruega|挪威|ノルウェー|노르웨이",
    "NZ": "neuseeland|新西兰|ニュージーランド|뉴질랜드",
    "PH": "philippinen|filipinas|菲律宾|フィリピン|필리핀",
    "PK": "巴基斯坦|パキスタン|파키스탄",
    "PL": "polen|pologne|polonia|polônia|波兰|ポーランド|폴란드",
    "PT": "portugiesische|sines|葡萄牙|ポルトガル|포르투갈",
    "QA": "katar|catar|卡塔尔|カタール|카타르",
    "SA": "saudi-arabien|arabie saoudite|arabia saudí|arábia saudita|沙特|サウジアラビア|사우디",
    "SE": "schweden|schwedische|suède|suecia|suécia|瑞典|スウェーデン|스웨덴",
    "SG": "singapur|singapour|singapura|新加坡|シンガポール|싱가포르",
    "TH": "thaïlande|tailandia|tailândia|泰国|タイ王国|태국",
    "TR": "türkei|turquie|turquía|turquia|土耳其|トルコ|튀르키예",
    "TW": "taiwán|台湾|台灣|대만",
    "UA": "ucrania|ucrânia|乌克兰|ウクライナ|우크라이나",
    "US": "u.s|us|amerika|amerikanische|vereinigte staaten|vereinigten staaten|états-unis|"
    "estados unidos|ee.uu|eua|美国|美國|米国|アメリカ|미국",
    "VN": "viêt nam|越南|ベトナム|베트남",
    "ZA": "südafrika|afrique du sud|sudáfrica|áfrica do sul|南非|南アフリカ|남아프리카",
}
"""How other languages than English, and some cities, call countries."""
_PARTS = {
    "US": "alabama|arizona|arkansas|california|colorado|connecticut|delaware|florida|idaho|illinois|indiana|iowa|"
    "kansas|kentucky|louisiana|maryland|massachusetts|michigan|minnesota|mississippi|missouri|montana|nebraska|nevada|"
    "new hampshire|new jersey|new mexico|new york|north carolina|north dakota|ohio|oklahoma|oregon|pennsylvania|"
    "south carolina|south dakota|tennessee|texas|utah|vermont|virginia|west virginia|wisconsin|wyoming",
    "CA": "alberta|ontario|quebec=québec|british columbia|manitoba|nova scotia",
    "IN": "maharashtra|gujarat|telangana=hyderabad|tamil nadu=chennai|karnataka=bengaluru=bangalore|uttar pradesh|"
    "andhra pradesh=visakhapatnam=vizag",
    "DE": "bavaria=bayern|hesse=hessen=frankfurt|brandenburg|north rhine-westphalia=nordrhein-westfalen|saxony=sachsen",
    "ES": "aragon=aragón|madrid|catalonia=cataluña=catalunya",
    "GB": "scotland|wales|northern ireland",
    "BR": "são paulo=sao paulo|rio grande do sul|ceará|rio de janeiro|minas gerais",
    "KR": "ulsan=울산|gwangju=광주|south jeolla=전남|busan=부산",
    "JP": "hokkaido=北海道|osaka=大阪|kumamoto=熊本|hiroshima=広島|tokyo=東京",
    "MY": "johor|kuala lumpur|penang",
    "AU": "new south wales=sydney|victoria=melbourne|queensland",
}
_AMBIGUOUS = frozenset({"polish", "turkey", "jordan", "lao", "prc", "europe", "european", "european union", "chad"})
"""Names that are other words too, or no one place."""
_SPELT = {
    **{name: country for name, country in spellings().items() if name not in _AMBIGUOUS},
    **{name: country for country, names in _ABROAD.items() for name in names.split("|")},
    **{
        spelling: f"{country}/{part.split('=')[0]}"
        for country, parts in _PARTS.items()
        for part in parts.split("|")
        for spelling in part.split("=")
    },
}
_WORDS = Words({name: name for name in _SPELT})
_CAPITALS = frozenset({"us", "uk", "usa", "uae", "eua"})
"""Names that are other words in small letters."""
_MONEY = re.compile(
    r"\$|[. -]{0,2}(?:dollar|yuan|renminbi|yen\b|franc|frank|pound|rupee|rupiah|reais|peso|kron|riyal|lira|dirham)"
    r"|(?<=korean) won\b|ドル|ウォン|ルピー"
)
"""What makes the name of a country that of its money: "US$5 billion", "Swiss francs"."""


def places(text: str) -> frozenset[str]:
    """Return the places that a text names; a part of a country says the country too, and stands alone.

    >>> sorted(places("Amazon to build in Indiana and in Großbritannien"))
    ['GB', 'US/indiana']
    >>> sorted(places("It told us that Texas, U.S., comes first"))
    ['US/texas']
    >>> sorted(places("New Mexico")), sorted(places("US$5 billion"))
    (['US/new mexico'], [])
    """
    folded = fold(text)
    lowered = lower(folded)
    spans: list[tuple[int, int, str]] = []
    for last, name in _WORDS.found(lowered):
        start, end = last + 1 - len(name), last + 1
        if not _is_word(lowered, start, end) or _MONEY.match(lowered, end):
            continue
        if name not in _CAPITALS or folded[start:end].isupper():
            spans.append((start, end, _SPELT[name]))
    found = {place for start, end, place in spans if not any(_holds(other, start, end) for other in spans)}
    return frozenset(place for place in found if not any(other.startswith(f"{place}/") for other in found))


def _holds(span: tuple[int, int, str], start: int, end: int) -> bool:
    """Say whether a longer name holds another one: "New Mexico" is not Mexico."""
    return span[0] <= start and end <= span[1] and end - start < span[1] - span[0]


def _is_word(text: str, start: int, end: int) -> bool:
    """Say whether no Latin letter goes on before or after; other scripts leave no gaps."""
    if text[start] not in LATIN:
        return True
    return (start == 0 or text[start - 1] not in LATIN) and (end == len(text) or text[end] not in LATIN)


def are_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    """Say whether both name places and none is the same as, or lies in, one of the other.

    >>> [are_apart(frozenset({place}), frozenset({"US/texas"})) for place in ("US", "US/ohio")]
    [False, True]
    """
    pairs = [(a, b) for a in one for b in other]
    return bool(pairs) and not any(a == b or a.startswith(f"{b}/") or b.startswith(f"{a}/") for a, b in pairs)
