"""The words that money is written with, in the languages this program reads.

Tables only. Symbols are matched with their case; words without. `$` and `¥` stand for several currencies and
are settled by the text around them (see `money.dollar_of`, `money.yen_or_yuan`).
"""

import re
from decimal import Decimal

THOUSAND, LAKH, MILLION, CRORE = Decimal(10**3), Decimal(10**5), Decimal(10**6), Decimal(10**7)
BILLION, TRILLION = Decimal(10**9), Decimal(10**12)

SCALES: dict[str, Decimal] = {
    word: size
    for size, words in (
        (THOUSAND, "thousand|k|tausend|mille"),
        (LAKH, "lakh|lac|lakhs"),
        (
            MILLION,
            "million|millions|mn|mln|mil|m|mio|mm|millionen|millones|millón|milhões|milhão|mi|milioni|milione"
            "|miljoner|miljoen|millioner|mdd|mdp|mde",
        ),
        (CRORE, "crore|crores|cr"),
        (
            BILLION,
            "billion|billions|bn|bln|bil|b|milliarde|milliarden|mrd|md|mds|mia|mdr|mld|milliard|milliards"
            "|miljard|miljarder|milliarder|miliardi|miliardo|g|mil millones|mil millón|mil m|mil milhões|"
            "thousand million"
            "|bilhões|bilhão|bi|mmd",
        ),
        (
            TRILLION,
            "trillion|trillions|tn|trn|tln|trln|t|trilhões|trilhão|tri|billionen|billones|billón|biliões|bilião"
            "|mille milliards|bio",
        ),
        (LAKH * CRORE, "lakh crore|lakh crores|lac crore|lakh-crore|lakh cr|l cr"),
        (THOUSAND * CRORE, "thousand crore|k crore|k cr"),
    )
    for word in words.split("|")
}
"""What a scale word multiplies by; `billion` and `billions` become 10^12 in French, German and Spanish text."""

LONG_SCALE = frozenset(
    (
        "milliarde|milliarden|mrd|md|mds|mia|mdr|mld|milliard|milliards|millionen|mio|miljard|miljarder|milliarder"
        "|millones|millón|billones|billón|bilhões|bilhão|milhões|milhão|bi|mi|tri|trilhões|trilhão|billionen|miliardi"
        "|milioni|miljoner|miljoen|millioner|biliões|bilião|mil millones|mil milhões|mil m|mille milliards"
        "|mmd|bio|mdd|mdp|mde|g"
    ).split("|")
)
"""Scale words of languages that write 1.234,5 where English writes 1,234.5."""

SPANISH: dict[str, str | None] = {
    **dict.fromkeys(("millones", "millón", "mil millones")),
    "mdd": "dólares estadounidenses",
    "mdp": "pesos mexicanos",
    "mde": "euros",
}
"""Scale words of Spanish, which writes 1.300 in Spain and 1,300 in Mexico, and the currency that abbreviations hold."""

SPELT_SCALES = frozenset(
    w for w in SCALES if len(w) > 4 and w not in {"thousand", "lakhs", "crores", "tausend", "mille"}
)
"""Scale words that a number in words stands before."""

SYMBOLS: dict[str, str] = {
    "US$": "USD", "U.S.$": "USD", "U.S. $": "USD", "US $": "USD", "USD": "USD", "USD$": "USD", "$US": "USD",
    "A$": "AUD", "AU$": "AUD", "AUD": "AUD", "AUD$": "AUD", "C$": "CAD", "CA$": "CAD", "CAD": "CAD", "CAD$": "CAD",
    "CDN$": "CAD", "Cdn$": "CAD", "HK$": "HKD", "HKD": "HKD", "S$": "SGD", "SG$": "SGD", "S $": "SGD", "SGD": "SGD",
    "NT$": "TWD", "NTD": "TWD", "TWD": "TWD", "NZ$": "NZD", "NZD": "NZD", "R$": "BRL", "BRL": "BRL", "MX$": "MXN",
    "MXN": "MXN", "$": "$", "€": "EUR", "EUR": "EUR", "Euro": "EUR", "£": "GBP", "GBP": "GBP", "¥": "¥", "JP¥": "JPY",
    "JPY": "JPY", "CN¥": "CNY", "RMB¥": "CNY", "RMB": "CNY", "Rmb": "CNY", "CNY": "CNY", "Yuan": "CNY", "人民币": "CNY",
    "₹": "INR", "Rs": "INR", "Rs.": "INR", "INR": "INR", "₩": "KRW", "KRW": "KRW", "CHF": "CHF", "SFr": "CHF",
    "Fr.": "CHF", "SEK": "SEK", "SKr": "SEK", "NOK": "NOK", "NKr": "NOK",
    "DKK": "DKK", "DKr": "DKK", "SAR": "SAR", "SR": "SAR", "AED": "AED", "Dh": "AED",
    "Dhs": "AED", "QAR": "QAR", "QR": "QAR", "KWD": "KWD", "KD": "KWD", "BHD": "BHD", "OMR": "OMR", "EGP": "EGP",
    "E£": "EGP", "ILS": "ILS", "NIS": "ILS", "₪": "ILS", "TRY": "TRY", "₺": "TRY", "TL": "TRY", "PLN": "PLN",
    "THB": "THB", "฿": "THB", "MYR": "MYR", "RM": "MYR", "IDR": "IDR", "Rp": "IDR", "PHP": "PHP", "₱": "PHP",
    "VND": "VND", "₫": "VND", "NGN": "NGN", "₦": "NGN", "N": "NGN", "KES": "KES", "KSh": "KES", "Ksh": "KES",
    "Sh": "KES", "ZAR": "ZAR", "R": "ZAR", "RUB": "RUB", "₽": "RUB", "UAH": "UAH", "₴": "UAH", "KZT": "KZT",
    "₸": "KZT", "ARS": "ARS", "CLP": "CLP", "COP": "COP", "PEN": "PEN", "PKR": "PKR", "CZK": "CZK", "HUF": "HUF",
    "RON": "RON", "NT": "TWD", "新台幣": "TWD", "新台币": "TWD", "港币": "HKD", "kr": "SEK", "kr.": "SEK", "KZ₸": "KZT",
    "US-$": "USD", "Mex$": "MXN", "RD$": "DOP", "COP$": "COP", "CLP$": "CLP", "ARS$": "ARS", "Kč": "CZK", "Ft": "HUF",
    "Ksh.": "KES", "RMB ¥": "CNY", "TSh": "TZS", "USh": "UGX", "MAD": "MAD", "HK $": "HKD", "NT $": "TWD",
    "R $": "BRL", "¥CN": "CNY", "GBP£": "GBP", "EUR€": "EUR", "约人民币": "CNY", "Euros": "EUR",
}  # fmt: skip
"""Signs and codes that stand before a number; `$` and `¥` are settled later."""

NAMES: dict[str, str] = {
    "us dollars": "USD", "us dollar": "USD", "u.s. dollars": "USD", "u.s. dollar": "USD", "american dollars": "USD",
    "australian dollars": "AUD", "canadian dollars": "CAD", "hong kong dollars": "HKD", "singapore dollars": "SGD",
    "singaporean dollars": "SGD", "new taiwan dollars": "TWD", "taiwan dollars": "TWD", "taiwanese dollars": "TWD",
    "new zealand dollars": "NZD", "australian dollar": "AUD", "canadian dollar": "CAD", "hong kong dollar": "HKD",
    "singapore dollar": "SGD", "new taiwan dollar": "TWD", "taiwan dollar": "TWD",
    "dollars": "$", "dollar": "$", "bucks": "$", "us-dollar": "USD", "us-dollars": "USD", "dollars américains": "USD",
    "dólares": "$", "dólar": "$", "dólares estadounidenses": "USD", "dólares americanos": "USD", "dollari": "USD",
    "euros": "EUR", "euro": "EUR", "pounds": "GBP", "pound": "GBP", "pounds sterling": "GBP", "sterling": "GBP",
    "quid": "GBP", "livres sterling": "GBP", "pfund": "GBP", "libras": "GBP", "libras esterlinas": "GBP",
    "egyptian pounds": "EGP", "yuan": "CNY", "chinese yuan": "CNY", "renminbi": "CNY", "rmb": "CNY", "yuanes": "CNY",
    "iuanes": "CNY", "yuans": "CNY", "yen": "JPY", "japanese yen": "JPY", "yenes": "JPY", "ienes": "JPY", "yens": "JPY",
    "won": "KRW", "korean won": "KRW", "south korean won": "KRW", "wones": "KRW", "rupees": "INR", "rupee": "INR",
    "indian rupees": "INR", "roupies": "INR", "rupien": "INR", "rupias": "INR", "pakistani rupees": "PKR",
    "riyals": "SAR", "riyal": "SAR", "saudi riyals": "SAR", "qatari riyals": "QAR", "qatari riyal": "QAR",
    "omani rials": "OMR", "dirhams": "AED", "dirham": "AED", "uae dirhams": "AED", "emirati dirhams": "AED",
    "moroccan dirhams": "MAD", "kuwaiti dinars": "KWD", "kuwaiti dinar": "KWD", "bahraini dinars": "BHD",
    "dinars": "KWD", "kroner": "NOK", "norwegian kroner": "NOK", "norwegian crowns": "NOK", "danish kroner": "DKK",
    "danish crowns": "DKK", "kronor": "SEK", "swedish kronor": "SEK", "swedish crowns": "SEK", "swedish krona": "SEK",
    "crowns": "SEK", "norske kroner": "NOK", "danske kroner": "DKK", "swiss francs": "CHF", "swiss franc": "CHF",
    "schweizer franken": "CHF", "franken": "CHF", "fr.": "CHF", "sfr": "CHF", "francs suisses": "CHF",
    "zloty": "PLN", "zlotys": "PLN", "złoty": "PLN", "złotych": "PLN",
    "ringgit": "MYR", "malaysian ringgit": "MYR", "baht": "THB", "thai baht": "THB",
    "rupiah": "IDR", "dong": "VND", "vietnamese dong": "VND", "naira": "NGN", "shillings": "KES",
    "kenyan shillings": "KES", "reais": "BRL", "brazilian reais": "BRL", "pesos": "MXN",
    "mexican pesos": "MXN", "argentine pesos": "ARS", "chilean pesos": "CLP", "colombian pesos": "COP",
    "philippine pesos": "PHP", "pesos mexicanos": "MXN", "pesos argentinos": "ARS", "pesos chilenos": "CLP",
    "pesos colombianos": "COP", "rand": "ZAR", "roubles": "RUB", "rubles": "RUB", "shekels": "ILS", "shekel": "ILS",
    "lira": "TRY", "liras": "TRY", "turkish lira": "TRY", "tenge": "KZT", "hryvnia": "UAH", "forint": "HUF",
    "€": "EUR", "£": "GBP", "$": "$", "¥": "¥", "₩": "KRW", "₹": "INR", "us$": "USD", "us-$": "USD", "$us": "USD",
    "us": "USD", "(u.s.)": "USD", "r$": "BRL", "chf": "CHF", "rs": "INR",
    "dólares canadienses": "CAD", "dólares australianos": "AUD", "dólares de singapur": "SGD",
    "dólares de ee.uu.": "USD",
    "dólares canadenses": "CAD", "dólares de hong kong": "HKD", "dólares taiwaneses": "TWD",
    "dólares norte-americanos": "USD",
    "dólares estadunidenses": "USD", "australische dollar": "AUD", "kanadische dollar": "CAD", "hongkong-dollar": "HKD",
    "australischen dollar": "AUD", "kanadischen dollar": "CAD", "singapur-dollar": "SGD", "taiwan-dollar": "TWD",
    "neue taiwan-dollar": "TWD", "singapore-dollar": "SGD", "dollars canadiens": "CAD", "dollars australiens": "AUD",
    "dollars de hong kong": "HKD", "dollars de hongkong": "HKD", "dollars de singapour": "SGD",
    "dollars taïwanais": "TWD",
    "dollars us": "USD", "couronnes suédoises": "SEK", "couronnes norvégiennes": "NOK", "couronnes danoises": "DKK",
    "schwedische kronen": "SEK", "norwegische kronen": "NOK", "dänische kronen": "DKK", "schwedischen kronen": "SEK",
    "norwegischen kronen": "NOK", "dänischen kronen": "DKK", "coronas suecas": "SEK", "coronas noruegas": "NOK",
    "coronas danesas": "DKK", "coroas suecas": "SEK", "coroas norueguesas": "NOK", "coroas dinamarquesas": "DKK",
    "francos suizos": "CHF", "francos suíços": "CHF", "francs": "CHF", "reales": "BRL",
    "kronen": "NOK", "kr": "SEK", "wons": "KRW", "südkoreanische won": "KRW", "britische pfund": "GBP",
    "renminbis": "CNY",
    "indische rupien": "INR", "rúpias": "INR", "libras egipcias": "EGP", "rials": "OMR", "saudi rials": "SAR",
    "saudische riyal": "SAR", "riyals saoudiens": "SAR", "riales saudíes": "SAR", "dirhams émiratis": "AED",
     "forints": "HUF", "czech crowns": "CZK", "koruna": "CZK", "korunas": "CZK", "lei": "RON",
    "ugandan shillings": "UGX", "tanzanian shillings": "TZS", "pakistan rupees": "PKR", "new israeli shekels": "ILS",
     "peso": "MXN", "ruble": "RUB", "rouble": "RUB", "rubel": "RUB", "rublos": "RUB",
    "美元": "USD", "美金": "USD", "美圆": "USD", "欧元": "EUR", "歐元": "EUR", "英镑": "GBP", "英鎊": "GBP",
    "日元": "JPY",
    "日圆": "JPY", "日圓": "JPY", "港元": "HKD", "港币": "HKD", "港幣": "HKD", "新台币": "TWD", "新台幣": "TWD",
    "新臺幣": "TWD", "台币": "TWD", "台幣": "TWD", "韩元": "KRW", "韓元": "KRW", "韩圆": "KRW", "新元": "SGD",
    "新加坡元": "SGD",
    "澳元": "AUD", "加元": "CAD", "卢比": "INR", "印度卢比": "INR", "元人民币": "CNY", "元人民幣": "CNY",
    "人民币": "CNY",
    "元": "CNY", "圆": "CNY", "圓": "TWD", "沙特里亚尔": "SAR", "里亚尔": "SAR", "迪拉姆": "AED", "瑞士法郎": "CHF",
    "林吉特": "MYR", "令吉": "MYR", "瑞典克朗": "SEK", "挪威克朗": "NOK", "丹麦克朗": "DKK", "泰铢": "THB",
    "印尼盾": "IDR",
    "越南盾": "VND", "新币": "SGD", "纽元": "NZD", "兰特": "ZAR", "雷亚尔": "BRL", "巴西雷亚尔": "BRL", "卢布": "RUB",
    "韩币": "KRW",
    "スイスフラン": "CHF", "リヤル": "SAR", "ディルハム": "AED", "バーツ": "THB", "リンギット": "MYR", "ルピア": "IDR",
    "元台湾ドル": "TWD",
    "新台湾ドル": "TWD", "クローナ": "SEK", "スウェーデンクローナ": "SEK", "ノルウェークローネ": "NOK",
    "デンマーククローネ": "DKK",
    "中国元": "CNY", "韓国ウォン": "KRW", "レアル": "BRL", "英ポンド": "GBP", "ペソ": "MXN",
    "円": "JPY", "米ドル": "USD", "香港ドル": "HKD", "台湾ドル": "TWD", "豪ドル": "AUD", "シンガポールドル": "SGD",
    "カナダドル": "CAD", "ドル": "USD", "ユーロ": "EUR", "ポンド": "GBP", "ウォン": "KRW", "人民元": "CNY",
    "ルピー": "INR",
    "리얄": "SAR", "디르함": "AED", "원": "KRW", "달러": "USD", "미국 달러": "USD", "엔": "JPY", "위안": "CNY",
    "유로": "EUR",
    "파운드": "GBP", "루피": "INR", "대만달러": "TWD", "호주달러": "AUD", "홍콩달러": "HKD", "싱가포르달러": "SGD",
    "대만 달러": "TWD", "호주 달러": "AUD", "홍콩 달러": "HKD", "싱가포르 달러": "SGD", "캐나다 달러": "CAD",
    "캐나다달러": "CAD",
    "신대만달러": "TWD", "스위스프랑": "CHF", "스위스 프랑": "CHF", "링깃": "MYR", "바트": "THB", "크로나": "SEK",
    "크로네": "NOK",
    "엔화": "JPY", "위안화": "CNY", "루피아": "IDR", "헤알": "BRL", "사우디 리얄": "SAR", "동": "VND", "미달러": "USD",
}  # fmt: skip
"""Words that stand after a number; `dollars`, `$` and `¥` are settled later. Keys are in lower case."""

CODES_AFTER = frozenset(
    "USD EUR GBP CNY RMB JPY INR KRW TWD HKD SGD AUD CAD NZD CHF SEK NOK DKK BRL MXN SAR AED QAR KWD PLN MYR THB IDR "
    "PHP VND NGN KES ZAR RUB TRY ILS CZK HUF EGP PKR RON KZT UAH COP CLP ARS PEN".split()
)

SHARED: dict[str, tuple[tuple[str, str], ...]] = {
    "kroner": (
        ("NOK", r"norw|\bnorge\b|\boslo\b|equinor|telenor|aker\b"),
        ("DKK", r"danish|denmark|danmark|dän|dinam|danem|copenhagen|novo nordisk"),
    ),
    "crowns": (
        ("SEK", r"swed|schwed|suéd|suec|suède|stockholm"),
        ("NOK", r"norw|\boslo\b"),
        ("DKK", r"danish|denmark|dän|dinam|danem|copenhagen"),
        ("CZK", r"czech|prague"),
    ),
    "pesos": (
        ("MXN", r"mexic|méxic"),
        ("ARS", r"argentin|buenos aires"),
        ("CLP", r"chile|santiago"),
        ("COP", r"colombia|bogot"),
        ("PHP", r"philippin|manila|filipin"),
    ),
    "pounds": (("GBP", r"brit|\buk\b|london|england|scotland|wales"), ("EGP", r"egypt|cairo")),
    "rupees": (("INR", r"india|delhi|mumbai|bengaluru"), ("PKR", r"pakistan|islamabad|karachi")),
    "riyals": (("SAR", r"saudi|riyadh|humain|aramco"), ("QAR", r"qatar|doha")),
    "dirhams": (("AED", r"emirat|\buae\b|dubai|abu dhabi|mubadala"), ("MAD", r"moroc|casablanca|rabat|maroc")),
    "dinars": (("KWD", r"kuwait"), ("BHD", r"bahrain"), ("JOD", r"jordan"), ("IQD", r"iraq")),
    "shillings": (("KES", r"kenya|nairobi"), ("UGX", r"uganda|kampala"), ("TZS", r"tanzania")),
    "rials": (("OMR", r"\boman"), ("SAR", r"saudi|riyadh"), ("IRR", r"\biran|tehran")),
    "元": (
        ("CNY", r"人民币|人民幣|中国|国产|国内|北京|上海|深圳|央行"),
        ("TWD", r"台積|臺|台灣|新台幣|鴻海|台股|經濟部"),
    ),
}
"""Names that several countries give their money, with the words that tell which; the first is meant where none does."""

SHARED_NAMES: dict[str, str] = {
    **dict.fromkeys(("kroner", "norske kroner"), "kroner"),
    **dict.fromkeys(("crowns", "kronen", "kr", "kr.", "coronas", "couronnes", "クローネ", "크로네"), "crowns"),
    **dict.fromkeys(("pesos", "peso", "ペソ"), "pesos"),
    **dict.fromkeys(("pounds", "pound", "libras", "livres"), "pounds"),
    **dict.fromkeys(
        ("rupees", "rupee", "rs", "rs.", "rupias", "rupien", "roupies", "ルピー", "루피", "卢比"), "rupees"
    ),
    **dict.fromkeys(("riyals", "riyal", "里亚尔", "リヤル", "리얄"), "riyals"),
    **dict.fromkeys(("dirhams", "dirham", "dh", "dhs"), "dirhams"),
    **dict.fromkeys(("dinars", "dinar"), "dinars"),
    **dict.fromkeys(("shillings", "sh"), "shillings"),
    "rials": "rials",
    "元": "元",
}
"""Names as texts print them, in lower case, and their row of `SHARED`."""

NUMBER_WORDS: dict[str, Decimal] = {
    word: Decimal(number)
    for number, words in {
        "0": "zero", "1": "a an one ein eine einer einen eins un une uno una um uma",
        "2": "two zwei deux dos dois duas",
        "3": "three drei trois tres três", "4": "four vier quatre cuatro quatro", "5": "five fünf cinq cinco",
        "6": "six sechs seis", "7": "seven sieben sept siete sete", "8": "eight acht huit ocho oito",
        "9": "nine neun neuf nueve nove", "10": "ten zehn dix diez dez", "11": "eleven elf onze once",
        "12": "twelve zwölf douze doce doze", "13": "thirteen dreizehn treize trece treze",
        "14": "fourteen vierzehn quatorze catorce catorze", "15": "fifteen fünfzehn quinze quince",
        "16": "sixteen sechzehn seize dieciséis dezesseis dezasseis", "17": "seventeen siebzehn diecisiete dezessete",
        "18": "eighteen achtzehn dieciocho dezoito", "19": "nineteen neunzehn diecinueve dezenove",
        "20": "twenty zwanzig vingt vingts veinte vinte", "21": "veintiuno veintiún", "22": "veintidós",
        "23": "veintitrés", "24": "veinticuatro", "25": "veinticinco",
        "30": "thirty dreißig dreissig trente treinta trinta",
        "40": "forty vierzig quarante cuarenta quarenta", "50": "fifty fünfzig cinquante cincuenta cinquenta",
        "60": "sixty sechzig soixante sesenta sessenta", "70": "seventy siebzig setenta septante",
        "80": "eighty achtzig ochenta oitenta", "90": "ninety neunzig noventa nonante",
        "100": "hundred hundert cent cents cien ciento cem cento", "200": "doscientos doscientas duzentos duzentas",
        "300": "trescientos trezentos", "400": "cuatrocientos quatrocentos", "500": "quinientos quinhentos",
        "600": "seiscientos seiscentos", "700": "setecientos setecentos", "800": "ochocientos oitocentos",
        "900": "novecientos novecentos", "1.5": "anderthalb eineinhalb", "2.5": "zweieinhalb", "3.5": "dreieinhalb",
        "4.5": "viereinhalb", "5.5": "fünfeinhalb", "6.5": "sechseinhalb", "7.5": "siebeneinhalb",
    }.items()
    for word in words.split()
}  # fmt: skip
"""Words that numbers below a thousand are made of, in English, German, French, Spanish and Portuguese."""

FRACTIONS: dict[str, Decimal] = {
    **dict.fromkeys(
        ("half", "half a", "half an", "a half", "halbe", "eine halbe", "einer halben", "demi", "un demi"),
        Decimal("0.5"),
    ),
    **dict.fromkeys(("medio", "media", "meio", "meia"), Decimal("0.5")),
    **dict.fromkeys(("a quarter", "quarter", "a quarter of a", "quarter of a"), Decimal("0.25")),
    **dict.fromkeys(("three quarters of a", "three quarters"), Decimal("0.75")),
}
"""Fractions, alone or after a whole number and a joining word."""

FRACTION_WORDS = frozenset("half a an of quarter quarters halbe halben demi medio media meio meia".split())
JOINERS = frozenset("and und et y e".split())

GERMAN_PARTS = tuple(
    (
        "und ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn "
        "siebzehn achtzehn neunzehn zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig hundert"
    ).split()
)
"""What German writes together: dreiundfünfzig."""

MYRIADS: dict[str, int] = {
    "京": 10**16, "万亿": 10**12, "萬億": 10**12, "兆": 10**12, "조": 10**12, "千亿": 10**11, "千億": 10**11,
    "천억": 10**11,
    "百亿": 10**10, "百億": 10**10, "백억": 10**10, "十亿": 10**9, "十億": 10**9, "亿": 10**8, "億": 10**8, "억": 10**8,
    "千万": 10**7, "千萬": 10**7, "천만": 10**7, "百万": 10**6, "百萬": 10**6, "백만": 10**6, "万": 10**4, "萬": 10**4,
    "만": 10**4,
}  # fmt: skip
CHINESE_DIGITS: dict[str, int] = {
    d: n for n, ds in enumerate("零 一 二两兩 三 四 五 六 七 八 九 十".split()) for d in ds
}

_UNITS = "|".join(sorted(MYRIADS, key=len, reverse=True))
MYRIAD_PARTS = re.compile(
    rf"(\d[\d.,]*(?:\s?[万萬만]\s?\d+)?\s?[千천]?|[一二两兩三四五六七八九十百千零]+)[多余餘여]?\s?({_UNITS})"
)
"""A number and its unit."""
