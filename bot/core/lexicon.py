"""The words that money is written with, in the languages this program reads.

Tables only. Symbols are matched with their case; words without. `$` and `¥` stand for several currencies and
are settled by the text around them (see `money.dollar_of`, `money.yen_or_yuan`).
"""

from decimal import Decimal

THOUSAND, LAKH, MILLION, CRORE = Decimal(10**3), Decimal(10**5), Decimal(10**6), Decimal(10**7)
BILLION, TRILLION = Decimal(10**9), Decimal(10**12)

SCALES: dict[str, Decimal] = {
    **dict.fromkeys(("thousand", "k"), THOUSAND),
    **dict.fromkeys(("lakh", "lac", "lakhs"), LAKH),
    **dict.fromkeys(("million", "millions", "mn", "mln", "mil", "m", "mio", "mm"), MILLION),
    **dict.fromkeys(("millionen", "millones", "millón", "milhões", "milhão", "mi", "milioni", "milione"), MILLION),
    **dict.fromkeys(("miljoner", "miljoen", "millioner"), MILLION),
    **dict.fromkeys(("crore", "crores", "cr"), CRORE),
    **dict.fromkeys(("billion", "billions", "bn", "bln", "bil", "b"), BILLION),
    **dict.fromkeys(
        ("milliarde", "milliarden", "mrd", "md", "mds", "mia", "mdr", "mld", "milliard", "milliards"), BILLION
    ),
    **dict.fromkeys(("miljard", "miljarder", "milliarder", "miliardi", "miliardo"), BILLION),
    **dict.fromkeys(("mil millones", "mil millón", "mil m", "mil milhões", "bilhões", "bilhão", "bi"), BILLION),
    **dict.fromkeys(("trillion", "trillions", "tn", "trn", "tln", "t", "trilhões", "trilhão", "tri"), TRILLION),
    **dict.fromkeys(("billionen", "billones", "billón", "biliões", "bilião"), TRILLION),
    **dict.fromkeys(("lakh crore", "lakh crores", "lac crore"), LAKH * CRORE),
    **dict.fromkeys(("thousand crore",), THOUSAND * CRORE),
}
"""What a scale word multiplies by; `billion` and `billions` become 10^12 in French and German text."""

LONG_SCALE = frozenset(
    (
        "milliarde milliarden mrd md mds mia mdr mld milliard milliards millionen mio miljard miljarder milliarder "
        "millones millón billones billón bilhões bilhão milhões milhão bi mi tri trilhões trilhão billionen miliardi "
        "milioni miljoner miljoen millioner"
    ).split()
) | {"mil millones", "mil milhões", "mil m"}
"""Scale words of languages that write 1.234,5 where English writes 1,234.5."""

SYMBOLS: dict[str, str] = {
    "US$": "USD", "U.S.$": "USD", "U.S. $": "USD", "US $": "USD", "USD": "USD", "USD$": "USD", "$US": "USD",
    "A$": "AUD", "AU$": "AUD", "AUD": "AUD", "AUD$": "AUD", "C$": "CAD", "CA$": "CAD", "CAD": "CAD", "CAD$": "CAD",
    "CDN$": "CAD", "Cdn$": "CAD", "HK$": "HKD", "HKD": "HKD", "S$": "SGD", "SG$": "SGD", "SGD": "SGD", "S $": "SGD",
    "NT$": "TWD", "NTD": "TWD", "TWD": "TWD", "NZ$": "NZD", "NZD": "NZD", "R$": "BRL", "BRL": "BRL", "MX$": "MXN",
    "MXN": "MXN", "$": "$", "€": "EUR", "EUR": "EUR", "Euro": "EUR", "£": "GBP", "GBP": "GBP", "¥": "¥", "JP¥": "JPY",
    "JPY": "JPY", "CN¥": "CNY", "RMB¥": "CNY", "RMB": "CNY", "Rmb": "CNY", "CNY": "CNY", "Yuan": "CNY", "人民币": "CNY",
    "₹": "INR", "Rs": "INR", "Rs.": "INR", "INR": "INR", "₩": "KRW", "KRW": "KRW", "CHF": "CHF", "SFr": "CHF",
    "Fr.": "CHF", "SEK": "SEK", "NOK": "NOK", "DKK": "DKK", "SAR": "SAR", "SR": "SAR", "AED": "AED", "Dh": "AED",
    "Dhs": "AED", "QAR": "QAR", "QR": "QAR", "KWD": "KWD", "KD": "KWD", "BHD": "BHD", "OMR": "OMR", "EGP": "EGP",
    "E£": "EGP", "ILS": "ILS", "NIS": "ILS", "₪": "ILS", "TRY": "TRY", "₺": "TRY", "TL": "TRY", "PLN": "PLN",
    "THB": "THB", "฿": "THB", "MYR": "MYR", "RM": "MYR", "IDR": "IDR", "Rp": "IDR", "PHP": "PHP", "₱": "PHP",
    "VND": "VND", "₫": "VND", "NGN": "NGN", "₦": "NGN", "N": "NGN", "KES": "KES", "KSh": "KES", "Ksh": "KES",
    "Sh": "KES", "ZAR": "ZAR", "R": "ZAR", "RUB": "RUB", "₽": "RUB", "UAH": "UAH", "₴": "UAH", "KZT": "KZT",
    "₸": "KZT", "ARS": "ARS", "CLP": "CLP", "COP": "COP", "PEN": "PEN", "PKR": "PKR", "CZK": "CZK", "HUF": "HUF",
    "RON": "RON", "NT": "TWD", "新台幣": "TWD", "新台币": "TWD", "港币": "HKD",
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
    "schweizer franken": "CHF", "franken": "CHF", "francs suisses": "CHF", "zloty": "PLN", "zlotys": "PLN",
    "złoty": "PLN", "złotych": "PLN", "ringgit": "MYR", "malaysian ringgit": "MYR", "baht": "THB", "thai baht": "THB",
    "rupiah": "IDR", "dong": "VND", "vietnamese dong": "VND", "naira": "NGN", "shillings": "KES",
    "kenyan shillings": "KES", "reais": "BRL", "real": "BRL", "brazilian reais": "BRL", "pesos": "MXN",
    "mexican pesos": "MXN", "argentine pesos": "ARS", "chilean pesos": "CLP", "colombian pesos": "COP",
    "philippine pesos": "PHP", "pesos mexicanos": "MXN", "pesos argentinos": "ARS", "pesos chilenos": "CLP",
    "pesos colombianos": "COP", "rand": "ZAR", "roubles": "RUB", "rubles": "RUB", "shekels": "ILS", "shekel": "ILS",
    "lira": "TRY", "liras": "TRY", "turkish lira": "TRY", "tenge": "KZT", "hryvnia": "UAH", "forint": "HUF",
    "€": "EUR", "£": "GBP", "$": "$", "¥": "¥", "₩": "KRW", "₹": "INR",
    "美元": "USD", "美金": "USD", "美圆": "USD", "欧元": "EUR", "歐元": "EUR", "英镑": "GBP", "英鎊": "GBP", "日元": "JPY",
    "日圆": "JPY", "日圓": "JPY", "港元": "HKD", "港币": "HKD", "港幣": "HKD", "新台币": "TWD", "新台幣": "TWD",
    "新臺幣": "TWD", "台币": "TWD", "台幣": "TWD", "韩元": "KRW", "韓元": "KRW", "韩圆": "KRW", "新元": "SGD", "新加坡元": "SGD",
    "澳元": "AUD", "加元": "CAD", "卢比": "INR", "印度卢比": "INR", "元人民币": "CNY", "元人民幣": "CNY", "人民币": "CNY",
    "元": "CNY", "沙特里亚尔": "SAR", "迪拉姆": "AED", "瑞士法郎": "CHF", "林吉特": "MYR", "令吉": "MYR",
    "円": "JPY", "米ドル": "USD", "香港ドル": "HKD", "台湾ドル": "TWD", "豪ドル": "AUD", "シンガポールドル": "SGD",
    "カナダドル": "CAD", "ドル": "USD", "ユーロ": "EUR", "ポンド": "GBP", "ウォン": "KRW", "人民元": "CNY", "ルピー": "INR",
    "리얄": "SAR", "디르함": "AED", "원": "KRW", "달러": "USD", "미국 달러": "USD", "엔": "JPY", "위안": "CNY", "유로": "EUR",
    "파운드": "GBP", "루피": "INR", "대만달러": "TWD", "호주달러": "AUD", "홍콩달러": "HKD", "싱가포르달러": "SGD",
}  # fmt: skip
"""Words that stand after a number; `dollars`, `$` and `¥` are settled later. Keys are in lower case."""

CODES_AFTER = frozenset(
    "USD EUR GBP CNY RMB JPY INR KRW TWD HKD SGD AUD CAD NZD CHF SEK NOK DKK BRL MXN SAR AED QAR KWD PLN MYR THB IDR "
    "PHP VND NGN KES ZAR RUB TRY ILS CZK HUF".split()
)

DIGIT_WORDS: dict[str, int] = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
    "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
FOREIGN_WORDS: dict[str, Decimal] = {
    **{w: Decimal(n) for n, ws in {
        1: "ein eine einer un uno una um uma", 2: "zwei deux dos dois duas", 3: "drei trois tres três",
        4: "vier quatre cuatro quatro", 5: "fünf cinq cinco", 6: "sechs seis", 7: "sieben sept siete sete",
        8: "acht huit ocho oito", 9: "neun neuf nueve nove", 10: "zehn dix diez dez", 11: "elf onze once",
        12: "zwölf douze doce doze", 15: "fünfzehn quinze quince", 20: "zwanzig vingt veinte vinte",
        30: "dreißig trente treinta trinta", 40: "vierzig quarante cuarenta quarenta", 50: "fünfzig cinquante cincuenta cinquenta",
        60: "sechzig soixante sesenta sessenta", 100: "hundert einhundert cent cien cem",
    }.items() for w in ws.split()},
    "anderthalb": Decimal("1.5"), "eineinhalb": Decimal("1.5"), "zweieinhalb": Decimal("2.5"),
}  # fmt: skip
"""Small number words of German, French, Spanish and Portuguese, read only before a scale word."""

MYRIADS: dict[str, int] = {
    "京": 10**16, "万亿": 10**12, "萬億": 10**12, "兆": 10**12, "조": 10**12, "千亿": 10**11, "千億": 10**11, "천억": 10**11,
    "百亿": 10**10, "百億": 10**10, "백억": 10**10, "亿": 10**8, "億": 10**8, "억": 10**8, "千万": 10**7, "천만": 10**7,
    "百万": 10**6, "백만": 10**6, "万": 10**4, "萬": 10**4, "만": 10**4,
}  # fmt: skip
