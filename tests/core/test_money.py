"""Sums of money in every form that news print them in, and what looks like one and is none."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.core import money
from bot.core.money import Money
from bot.core.phrases import short
from bot.core.text import fold

_B = Decimal(10) ** 9


def _found(text: str, *, long_scale: bool = False) -> list[str]:
    """Return the sums of a text as `53 USD`, `60-65 USD`, in billions, restatements behind `=`."""
    folded = fold(text)
    sums = money.find(folded, money.dollar_of(folded), money.yen_or_yuan(folded), long_scale=long_scale)
    return [
        f"{_short(s.money.amount)}{'-' + _short(s.high) if s.high else ''} {s.money.currency}"
        + "".join(f" = {_short(m.amount)} {m.currency}" for m in s.also)
        for s in sums
    ]


def _short(amount: Decimal) -> str:
    return f"{(amount / _B).normalize():f}"


SIGNS = [
    ("a plan of $53B", "53 USD"),
    ("a plan of $53bn", "53 USD"),
    ("a plan of $53 bn", "53 USD"),
    ("a plan of $53 billion", "53 USD"),
    ("a plan of $53-billion", "53 USD"),
    ("a $53-billion-plus plan", "53 USD"),
    ("a plan of US$53b", "53 USD"),
    ("a plan of US $53 billion", "53 USD"),
    ("a plan of U.S.$53 billion", "53 USD"),
    ("a plan of USD 53 billion", "53 USD"),
    ("a plan of USD53bn", "53 USD"),
    ("a plan of 53 billion dollars", "53 USD"),
    ("a plan of 53 billion U.S. dollars", "53 USD"),
    ("a 53-billion-dollar plan", "53 USD"),
    ("$1.5tn", "1500 USD"),
    ("$1.5 trn", "1500 USD"),
    ("$1.4T of promises", "1400 USD"),
    ("$500M", "0.5 USD"),
    ("$183 mln", "0.183 USD"),
    ("$95 Mln", "0.095 USD"),
    ("$250 mil", "0.25 USD"),
    ("$5,000,000", "0.005 USD"),
    ("€109bn", "109 EUR"),
    ("EUR 1.2 billion", "1.2 EUR"),
    ("1.2 billion euros", "1.2 EUR"),
    ("£14 billion", "14 GBP"),
    ("14 billion pounds", "14 GBP"),
    ("£500m", "0.5 GBP"),
    ("$53\u00a0billion", "53 USD"),
    ("$53\u2009billion", "53 USD"),
    ("$53\nbillion", "53 USD"),
    ("$53\u2011billion", "53 USD"),
    ("＄53 billion", "53 USD"),
]
NATIONAL = [
    ("A$20 billion", "20 AUD"),
    ("AU$20bn", "20 AUD"),
    ("AUD20bn", "20 AUD"),
    ("AUD 20 billion", "20 AUD"),
    ("20 billion Australian dollars", "20 AUD"),
    ("$20 billion AUD", "20 AUD"),
    ("C$2.4 billion", "2.4 CAD"),
    ("CA$2.4bn", "2.4 CAD"),
    ("2.4 billion Canadian dollars", "2.4 CAD"),
    ("HK$10 billion", "10 HKD"),
    ("S$1 billion", "1 SGD"),
    ("NT$1.046 trillion", "1046 TWD"),
    ("SKr95bn", "95 SEK"),
    ("NZ$7.5 billion", "7.5 NZD"),
    ("R$ 23 bilhões", "23 BRL"),
    ("MX$1.3bn", "1.3 MXN"),
    ("Rs 1.1 lakh crore", "1100 INR"),
    ("Rs. 10,372 crore", "103.72 INR"),
    ("₹10,000-crore", "100 INR"),
    ("₹1,00,000 crore", "1000 INR"),
    ("INR 500 crore", "5 INR"),
    ("₹98,000 cr", "980 INR"),
    ("50,000 crore rupees", "500 INR"),
    ("Rs 60 lakh crore", "60000 INR"),
    ("380 billion yuan", "380 CNY"),
    ("RMB150bn", "150 CNY"),
    ("Rmb85bn", "85 CNY"),
    ("CN¥60 billion", "60 CNY"),
    ("60 billion renminbi", "60 CNY"),
    ("150 trillion won", "150000 KRW"),
    ("30tln won", "30000 KRW"),
    ("₩30 trillion", "30000 KRW"),
    ("2.26 trillion yen", "2260 JPY"),
    ("¥10 trillion", "10000 JPY"),
    ("SAR 20 billion", "20 SAR"),
    ("20 billion riyals", "20 SAR"),
    ("Qatar's 20 billion riyals", "20 QAR"),
    ("QAR 5bn", "5 QAR"),
    ("AED 367 million", "0.367 AED"),
    ("30 billion dirhams", "30 AED"),
    ("Morocco's 30 billion dirhams", "30 MAD"),
    ("Norway's 9 billion kroner", "9 NOK"),
    ("Denmark's 9 billion kroner", "9 DKK"),
    ("SEK 95bn", "95 SEK"),
    ("33.7 billion Swedish crowns", "33.7 SEK"),
    ("Prague set aside 2 billion crowns", "2 CZK"),
    ("NOK 21.27 trillion", "21270 NOK"),
    ("DKK 1.5 billion", "1.5 DKK"),
    ("CHF 1.2 billion", "1.2 CHF"),
    ("1.2 billion Swiss francs", "1.2 CHF"),
    ("CHF 1'500 Mio.", "1.5 CHF"),
    ("1 billion zlotys", "1 PLN"),
    ("RM10 billion", "10 MYR"),
    ("10 billion ringgit", "10 MYR"),
    ("170 billion baht", "170 THB"),
    ("27 trillion rupiah", "27000 IDR"),
    ("50 trillion dong", "50000 VND"),
    ("₦700 billion", "700 NGN"),
    ("700 billion naira", "700 NGN"),
    ("Kenya's 130 billion shillings", "130 KES"),
    ("12.7 billion reais", "12.7 BRL"),
    ("Mexico spends 48 billion pesos", "48 MXN"),
    ("Chile spends 48 billion pesos", "48 CLP"),
    ("Egypt spends 4 billion pounds", "4 EGP"),
    ("5.4 billion rand", "5.4 ZAR"),
    ("$7 billion US", "7 USD"),
]
FOREIGN = [
    ("1,5 Mrd. Euro", "1.5 EUR"),
    ("1,5 Mrd. €", "1.5 EUR"),
    ("elf Milliarden Euro", "11 EUR"),
    ("dreiundfünfzig Milliarden Dollar", "53 USD"),
    ("zehn Milliarden US-Dollar", "10 USD"),
    ("eine halbe Milliarde Euro", "0.5 EUR"),
    ("anderthalb Milliarden Euro", "1.5 EUR"),
    ("500 Mio. Euro", "0.5 EUR"),
    ("5.500 Millionen Euro", "5.5 EUR"),
    ("50 Milliarden schwedische Kronen", "50 SEK"),
    ("1,2 Billionen Dollar", "1200 USD"),
    ("109 milliards d'euros", "109 EUR"),
    ("2,5 Md€", "2.5 EUR"),
    ("2,5 Mds €", "2.5 EUR"),
    ("20 milliards de dollars", "20 USD"),
    ("vingt-cinq milliards d'euros", "25 EUR"),
    ("cent neuf milliards d'euros", "109 EUR"),
    ("un demi-milliard d'euros", "0.5 EUR"),
    ("500 millions d'euros", "0.5 EUR"),
    ("3 milliards de dollars canadiens", "3 CAD"),
    ("5.000 millones de euros", "5 EUR"),
    ("33.700 millones de euros", "33.7 EUR"),
    ("10 mil millones de dólares", "10 USD"),
    ("mil millones de euros", "1 EUR"),
    ("1,300 millones de dólares", "1.3 USD"),
    ("5.000 mdd", "5 USD"),
    ("2,500 mdp", "2.5 MXN"),
    ("5,5 Milliarden Euro bis 2029", "5.5 EUR"),
    ("Dänemark zahlt 1,5 Milliarden Kronen", "1.5 DKK"),
    ("500 M€", "0.5 EUR"),
    ("150 billones de wones", "150000 KRW"),
    ("diez mil millones de dólares", "10 USD"),
    ("medio billón de dólares", "500 USD"),
    ("1.300 millones de pesos colombianos", "1.3 COP"),
    ("R$ 12,72 bilhões", "12.72 BRL"),
    ("US$ 109 bilhões", "109 USD"),
    ("R$ 2 trilhões", "2000 BRL"),
    ("R$ 500 mi", "0.5 BRL"),
    ("8,5 mil milhões de euros", "8.5 EUR"),
    ("dez bilhões de reais", "10 BRL"),
    ("10兆円", "10000 JPY"),
    ("1兆7225億円", "1722.5 JPY"),
    ("最大8025億円", "802.5 JPY"),
    ("1.7兆円", "1700 JPY"),
    ("50億ドル", "5 USD"),
    ("9200億円", "920 JPY"),
    ("5千億円", "500 JPY"),
    ("3800亿元", "380 CNY"),
    ("1.2万亿元", "1200 CNY"),
    ("1万5000亿元", "1500 CNY"),
    ("三千八百亿元", "380 CNY"),
    ("500多亿美元", "50 USD"),
    ("1600亿元人民币", "160 CNY"),
    ("43.5亿港元", "4.35 HKD"),
    ("台積電營收1兆460億元", "1046 TWD"),
    ("新台幣5057億元", "505.7 TWD"),
    ("100조 원", "100000 KRW"),
    ("125조 2000억원", "125200 KRW"),
    ("125조2000억원", "125200 KRW"),
    ("3000억달러", "300 USD"),
    ("1600억위안", "160 CNY"),
    ("8500만 달러", "0.085 USD"),
    ("100억 호주달러", "10 AUD"),
]
WORDS = [
    ("fifty-three billion dollars", "53 USD"),
    ("half a trillion dollars", "500 USD"),
    ("half a billion euros", "0.5 EUR"),
    ("a billion dollars", "1 USD"),
    ("seven and a half billion dollars", "7.5 USD"),
    ("two-and-a-half billion pounds", "2.5 GBP"),
    ("one hundred and nine billion euros", "109 EUR"),
    ("a one hundred nine billion euro plan", "109 EUR"),
    ("three quarters of a billion dollars", "0.75 USD"),
    ("twenty million dollars", "0.02 USD"),
]
RANGES = [
    ("$60-65 billion", "60-65 USD"),
    ("$60–$65bn", "60-65 USD"),
    ("$60 billion to $65 billion", "60-65 USD"),
    ("$60 to $65 billion", "60-65 USD"),
    ("between $60 billion and $65 billion", "60-65 USD"),
    ("between 60 and 65 billion euros", "60-65 EUR"),
    ("from $60 billion to $65 billion", "60-65 USD"),
    ("60 to 65 billion dollars", "60-65 USD"),
    ("$500 million to $1 billion", "0.5-1 USD"),
    ("10 bis 12 Mrd. Euro", "10-12 EUR"),
    ("zwischen 10 und 12 Milliarden Euro", "10-12 EUR"),
    ("von 10 bis 12 Milliarden Euro", "10-12 EUR"),
    ("entre 10 et 12 milliards d'euros", "10-12 EUR"),
    ("de 10 à 12 milliards d'euros", "10-12 EUR"),
    ("entre 10.000 y 12.000 millones de euros", "10-12 EUR"),
    ("de 10.000 a 12.000 millones de euros", "10-12 EUR"),
    ("entre US$ 45 bilhões e US$ 50 bilhões", "45-50 USD"),
    ("100億ドルから150億ドル", "10-15 USD"),
    ("100億~150億ドル", "10-15 USD"),
    ("520億美元至560億美元", "52-56 USD"),
    ("520亿至560亿美元", "52-56 USD"),
    ("100억~150억달러", "10-15 USD"),
    ("100억 달러에서 150억 달러 사이", "10-15 USD"),
]
RESTATED = [
    ("380 billion yuan ($53 billion)", "380 CNY = 53 USD"),
    ("380 billion yuan (about $53bn)", "380 CNY = 53 USD"),
    ("380 billion yuan, or $53 billion,", "380 CNY = 53 USD"),
    ("380 billion yuan, or roughly $53 billion,", "380 CNY = 53 USD"),
    ("380 billion yuan, about $53 billion,", "380 CNY = 53 USD"),
    ("380 billion yuan - about $53 billion - over", "380 CNY = 53 USD"),
    ("380 billion yuan — $53 billion — over", "380 CNY = 53 USD"),
    ('"up to $5bn" (€4.3bn)', "5 USD = 4.3 EUR"),
    ("380 billion yuan/$53 billion", "380 CNY = 53 USD"),
    ("A$20bn (£9.6bn)", "20 AUD = 9.6 GBP"),
    ("A$20 billion ($12.97 billion)", "20 AUD = 12.97 USD"),
    ("€10bn ($11bn, £8.5bn)", "10 EUR = 11 USD = 8.5 GBP"),
    ("10 Milliarden Dollar, das sind 9 Milliarden Euro", "10 USD = 9 EUR"),
    ("10 Milliarden Dollar (umgerechnet rund 9 Mrd. Euro)", "10 USD = 9 EUR"),
    ("10 milliards de dollars, soit environ 9 milliards d'euros", "10 USD = 9 EUR"),
    ("10.000 millones de dólares (unos 9.000 millones de euros)", "10 USD = 9 EUR"),
    ("R$ 10 bilhões (cerca de US$ 2 bilhões)", "10 BRL = 2 USD"),
    ("3800亿元（约合530亿美元）", "380 CNY = 53 USD"),
    ("50億ドル（約7500億円）", "5 USD = 750 JPY"),
    ("1600억위안(약 34조원)", "160 CNY = 34000 KRW"),
    ("Rs 25,700 crore ($3 billion)", "257 INR = 3 USD"),
]


@pytest.mark.parametrize(("text", "expected"), SIGNS + NATIONAL + FOREIGN + WORDS + RANGES + RESTATED)
def test_a_sum_has_its_amount_its_high_end_its_currency_and_its_restatements(text: str, expected: str) -> None:
    assert _found(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$10, $20 and $30 billion", ["10 USD", "20 USD", "30 USD"]),
        ("raised its forecast from $60 billion to $65 billion", ["60 USD", "65 USD"]),
        ("lifts spending by $5 billion to $70 billion", ["5 USD", "70 USD"]),
        ("Investitionen steigen von 10 Milliarden auf 12 Milliarden Euro", ["10 EUR", "12 EUR"]),
        ("投資額を100億ドルから150億ドルに引き上げた", ["10 USD", "15 USD"]),
        ("투자액을 100억 달러에서 150억 달러로 늘렸다", ["10 USD", "15 USD"]),
        ("$66 billion to $72 billion, from $64 billion to $72 billion", ["66-72 USD", "64-72 USD"]),
        ("stakes of $5 billion, $1 billion and up to $10 billion", ["5 USD", "1 USD", "10 USD"]),
        ("€10 billion ($2 billion of it in cash)", ["10 EUR", "2 USD"]),
        ("10 billion, 20 billion and 30 billion euros", ["10 EUR", "20 EUR", "30 EUR"]),
        ("$10, €20 and €30 billion", ["20 EUR", "30 EUR"]),
        ("$1999, $20 and $30 billion", ["20 USD", "30 USD"]),
        ("$10, $20 and $30", []),
        ("10 billion, 20 billion and $30 billion", ["30 USD"]),
        ("10 kroner and 5 billion Swedish kronor", ["5 SEK"]),
        ("€10 billion ($2 billion for chips)", ["10 EUR", "2 USD"]),
        ("$5 billion/€4 billion for Europe", ["5 USD = 4 EUR"]),
        ("€10 billion (2 billion)", ["10 EUR"]),
        ("€10 billion (€2 billion)", ["10 EUR", "2 EUR"]),
        ("€10 billion, about $11 billion of which is spent", ["10 EUR", "11 USD"]),
        ("El plan de 10.000 millones de euros absorbe 3.000 millones para redes", ["10 EUR", "3 EUR"]),
        ("Iberdrola invertirá 58.000 millones hasta 2028. Son 58.000 millones de euros.", ["58 EUR", "58 EUR"]),
        ("20 Milliarden Euro; davon 2 Milliarden im Jahr 2026", ["20 EUR", "2 EUR"]),
        ("Amazon hat zehn Milliarden Euro zugesagt, Microsoft 3,2 Milliarden.", ["10 EUR", "3.2 EUR"]),
        (
            "10,1 billones de wones (7.000 millones de dólares). De ellos, 2,6 billones se dedicarán",
            ["10100 KRW = 7 USD", "2600 KRW"],
        ),
    ],
)
def test_neighbouring_sums_are_told_apart(text: str, expected: list[str]) -> None:
    assert _found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "a model with 70 billion parameters",
        "1.8 trillion tokens for 53 million users",
        "1.3 million GPUs, 2 million square feet and 10 gigawatts",
        "up 53% in 2025, after 10 percent in 2024",
        "shares of $NVDA and $GOOGL",
        "hundreds of millions of dollars",
        "a multibillion-dollar plan",
        "tens of billions of euros",
        "des centaines de millions d'euros",
        "miles de millones de euros",
        "数百亿美元の投資",
        "$53.20 a share",
        "a price of $187.50 per share for 5 million shares",
        "zero billion dollars",
        "version 3.five million dollars",
        "三千亿参数",
        "hundreds of 5 million dollars",
        "GPT-4, H200, version 3.5 and B 200",
        "R 2025, N 5 and T 1000",
        "R$ 500 mil",
        "2 million pounds of copper",
        "750 megawatts over three years",
        "1ドル=150円",
        "3 m of cable and 5 b",
        "",
    ],
)
def test_what_only_looks_like_a_sum_is_none(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("spends $5 billion", "exact"),
        ("spends about $5 billion", "about"),
        ("spends nearly $5 billion", "about"),
        ("spends some $5 billion", "about"),
        ("spends just under $5 billion", "about"),
        ("spends perhaps $5 billion", "about"),
        ("spends $5 billion or so", "about"),
        ("spends ~$5 billion", "about"),
        ("spends more than $5 billion", "at_least"),
        ("spends over $5 billion", "at_least"),
        ("spends at least a further $5 billion", "at_least"),
        ("spends well over $5 billion", "at_least"),
        ("spends $5 billion or more", "at_least"),
        ("spends $5 billion-plus", "at_least"),
        ("a $5bn+ plan", "at_least"),
        ("will top $5 billion", "at_least"),
        ("passed $5 billion", "at_least"),
        ("lawmakers passed a $5 billion plan", "exact"),
        ("27 percent more than $5 billion", "exact"),
        ("up to $5 billion", "up_to"),
        ("as much as $5 billion", "up_to"),
        ("up to about $5 billion", "up_to"),
        ("no more than $5 billion", "up_to"),
        ("as large as $5 billion", "up_to"),
        ("$5 billion to $6 billion", "range"),
        ("rund 5 Milliarden Euro", "about"),
        ("mehr als 5 Milliarden Euro", "at_least"),
        ("bis zu 5 Milliarden Euro", "up_to"),
        ("environ 5 milliards d'euros", "about"),
        ("plus de 5 milliards d'euros", "at_least"),
        ("a dépassé 5 milliards d'euros", "at_least"),
        ("jusqu'à 5 milliards d'euros", "up_to"),
        ("unos 5.000 millones de euros", "about"),
        ("más de 5.000 millones de euros", "at_least"),
        ("hasta 5.000 millones de euros", "up_to"),
        ("cerca de R$ 5 bilhões", "about"),
        ("mais de R$ 5 bilhões", "at_least"),
        ("até R$ 5 bilhões", "up_to"),
        ("約5000億円", "about"),
        ("5000億円以上", "at_least"),
        ("5000億円を超える", "at_least"),
        ("10兆円超", "at_least"),
        ("最大5000億円", "up_to"),
        ("约500亿元", "about"),
        ("500亿元左右", "about"),
        ("超过500亿元", "at_least"),
        ("不少于500亿元", "at_least"),
        ("500多亿元", "at_least"),
        ("500亿元以上", "at_least"),
        ("高达500亿元", "up_to"),
        ("최근 500억 달러", "exact"),
        ("계약 500억 달러", "exact"),
        ("약 500억 달러", "about"),
        ("500억 달러 안팎", "about"),
        ("5조원대", "about"),
        ("500억 달러 이상", "at_least"),
        ("500억 달러를 웃돈다", "at_least"),
        ("최대 500억 달러", "up_to"),
        ("역대 최대 500억 달러", "exact"),
    ],
)
def test_the_words_around_a_sum_hedge_it(text: str, qualifier: str) -> None:
    assert [s.qualifier.value for s in money.find(fold(text))] == [qualifier]


@pytest.mark.parametrize(
    ("text", "outlet", "currency"),
    [
        ("Meta will spend $65 billion", "", "USD"),
        ("Ottawa puts $2 billion into compute, the Canadian government said in Toronto", "", "CAD"),
        ("TORONTO — Microsoft says it will spend $7.5-billion in Canada's provinces", "", "CAD"),
        ("Canberra backs AWS, which puts $20bn into Sydney and Melbourne, its largest Australian outlay", "", "AUD"),
        ("Microsoft to spend $5 billion in Australia, its boss said in Sydney", "afr.com", "AUD"),
        ("Microsoft to spend $5 billion in Australia, its boss said in Canberra and Sydney", "cnbc.com", "USD"),
        ("SYDNEY, June 14 (Reuters) - Amazon will put $13 billion into Australia, Canberra said", "", "USD"),
        ("Amazon will put A$20 billion ($12.97 billion) into Australia, Canberra and Sydney said", "", "USD"),
        ("SINGAPORE - Over $1 billion will be invested in AI (US$743 million), Mr Wong said", "", "SGD"),
        ("xAI seeks $10 billion at a value of $75 billion", "channelnewsasia.com", "USD"),
        ("OpenAI, whose backers met in Singapore, raises $6 billion", "", "USD"),
        (
            "Auckland's data centre costs $1 billion, the New Zealand government in Wellington said",
            "stuff.co.nz",
            "NZD",
        ),
        (
            "Ottawa spends $20 billion (US$14 billion) in Alberta, Canada's federal government said",
            "reuters.com",
            "CAD",
        ),
        ("No sum here, though Ottawa and the Canadian government in Toronto spoke", "", "USD"),
    ],
)
def test_a_bare_dollar_is_that_of_the_speaker(text: str, outlet: str, currency: str) -> None:
    assert money.dollar_of(fold(text), outlet) == currency


def test_a_sum_said_to_be_in_american_currency_is_so_whoever_speaks() -> None:
    sums = money.find("It is worth $7.5 billion. In U.S. currency that comes to about $5.4 billion.", "CAD")

    assert [s.money.currency for s in sums] == ["CAD", "USD"]


def test_a_bare_dollar_that_restates_a_national_one_is_american() -> None:
    (only,) = money.find("A$20 billion ($13 billion)", "AUD")

    assert only.also == (Money(13 * _B, "USD"),)


@pytest.mark.parametrize(
    ("text", "currency"), [("Beijing's ¥10bn; the yuan rose", "CNY"), ("Tokyo's ¥10 trillion", "JPY"), ("¥5bn", "JPY")]
)
def test_a_yen_sign_is_yuan_in_chinese_news(text: str, currency: str) -> None:
    assert money.yen_or_yuan(text) == currency


def test_billion_is_a_million_millions_where_the_text_counts_on_the_long_scale() -> None:
    assert _found("2 billions d'euros", long_scale=True) == ["2000 EUR"]
    assert _found("500 mil euros", long_scale=True) == []


def test_a_quote_ends_with_its_sum_and_the_restatement_lies_beyond() -> None:
    text = "It will put more than 380 billion yuan ($53 billion) into AI."

    (only,) = money.find(text)

    assert text[only.start : only.end] == "380 billion yuan"
    assert text[only.start : only.until] == "380 billion yuan ($53 billion"


def test_a_title_without_a_currency_still_tells_its_number() -> None:
    assert money.bare_amounts("Alibaba's fifty-three-billion gamble") == {53 * _B}
    assert money.bare_amounts("Alibaba bets $53 billion") == frozenset()


_PIECES = st.sampled_from(
    [*"$€£¥₹₩,.-~()/ \n", "1", "53", "2025", "billion", "bn", "Mrd.", "millones", "亿", "兆", "억", "円", "元", "원",
    "and", "to",
     "between", "from", "half a", "fifty", "hundred", "US", "A$", "Rs", "crore", "lakh", "d'", "euros", "won", "yuan",
     "or about", "("]
)  # fmt: skip
_TEXTS = (
    st.text(max_size=200) | st.lists(_PIECES, max_size=40).map("".join) | st.lists(_PIECES, max_size=40).map(" ".join)
)


@given(_TEXTS)
@example("１" * 40)
@example("²3 billion dollars")
@example("$٣ billion")
def test_any_text_is_read_without_an_error_and_every_quote_lies_in_it(text: str) -> None:
    folded = fold(text)

    sums = money.find(folded, money.dollar_of(folded), money.yen_or_yuan(folded))

    assert len(folded) == len(text)
    assert all(0 <= s.start < s.end <= s.until <= len(text) for s in sums)
    assert all(a.until <= b.start for a, b in pairwise(sums))
    assert all(s.high is None or s.high > s.money.amount for s in sums)


@given(
    st.integers(min_value=1_000_000, max_value=10**14),
    st.sampled_from("USD EUR GBP AUD CAD HKD SGD TWD NZD BRL CNY KRW INR CHF SEK SAR AED MYR".split()),
)
def test_what_is_printed_is_read_back_within_rounding(amount: int, currency: str) -> None:
    printed = short(Money(Decimal(amount), currency))

    (read,) = money.find(fold(f"It spends {printed} on AI."))

    assert read.money.currency == currency
    assert abs(read.money.amount - amount) <= Decimal("0.0005") * amount + 1


@pytest.mark.parametrize(
    "unit",
    [
        "$1 ",
        "1,1,1,",
        "over the the the ",
        "123456789",
        "a a ",
        "one hundred and ",
        "1 000 ",
        "$1 billion to ",
        "10, ",
        "($1 billion",
        "一百",
    ],
)
def test_long_near_misses_are_read_to_their_end(unit: str) -> None:
    text = (unit * 64_000)[:16_000]

    sums = money.find(text)

    assert all(s.end <= len(text) for s in sums)


@pytest.mark.parametrize(
    ("text", "sums"),
    [
        ("invierte 4 mil 800 mdd en seis centros", ["4800 USD"]),
        ("se comprometió a colocar mil 300 millones de dólares", ["1300 USD"]),
        ("91,4 Milliarden Dollar, nachdem es 72 Milliarden gewesen waren", ["91400 USD", "72000 USD"]),
        ("ingresó 16.100 millones de dólares, frente a los 14.000 millones de 2024", ["16100 USD", "14000 USD"]),
        ("zahlt 5,4 Mrd. $ und 1,1 Mrd. Fr. im Jahr", ["5400 USD", "1100 CHF"]),
        ("完成5亿美元C轮融资", ["500 USD"]),
        ("11억달러, 원화로 약 1조6000억원에 이른다", ["1100 USD"]),
        ("1兆5000億円、ドル換算で96億ドル。", ["1500000 JPY"]),
    ],
)
def test_a_sum_is_found_as_other_languages_write_it(text: str, sums: list[str]) -> None:
    found = money.find(fold(text), long_scale=True)

    assert [f"{int(one.money.amount / 10**6)} {one.money.currency}" for one in found] == sums


@pytest.mark.parametrize("letters", ["BİLLİON", "bıllıon", "BILLION"])
def test_letters_that_only_look_like_others_break_nothing(letters: str) -> None:
    assert [s.money.amount for s in money.find(fold(f"$5 {letters}"))] == [5 * 10**9]


@pytest.mark.parametrize(
    ("text", "amount"), [("资本开支或超千亿元", 10**11), ("投资逾百亿元", 10**10), ("支出近千亿元", 10**11)]
)
def test_a_bare_hundred_or_thousand_of_yi_is_a_sum_behind_a_word_of_measure(text: str, amount: int) -> None:
    assert [s.money.amount for s in money.find(fold(text))] == [amount]


def test_hundreds_of_yi_without_a_measure_are_no_sum() -> None:
    assert money.find(fold("千亿元级企业")) == ()


@pytest.mark.parametrize("text", ["従来の3800億元から4800億元（約10兆円）に増やす", "3800億円から4800億円に引き上げる"])
def test_what_is_raised_from_one_sum_to_another_is_no_range(text: str) -> None:
    assert [s.high for s in money.find(fold(text))] == [None, None]
