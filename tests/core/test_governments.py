import pytest

from bot.core.governments import unnamed
from bot.core.money import find
from tests.core.desk import DIRECTORY, figure

SPANISH = (
    "El Gobierno anunció que los fondos para la inteligencia artificial y los centros de datos del país, el plan de "
    "los ministerios y el de las empresas, sumarán 1.500 millones de euros."
)
FRENCH = (
    "Le gouvernement va consacrer 1,5 milliard d'euros à l'intelligence artificielle, a dit le ministre. Les fonds du "
    "plan iront à des laboratoires et à des centres de calcul, le reste du budget aux écoles."
)
GERMAN = (
    "Die Regierung will 1,5 Milliarden Euro in die künstliche Intelligenz und in Rechenzentren stecken. Der Plan und "
    "die Mittel liegen bereit, das Geld und der Zeitplan stehen fest."
)
PORTUGUESE = (
    "O governo vai investir 1,5 mil milhões de euros em inteligência artificial. Os fundos são para uma rede dos "
    "laboratórios, os centros não ficam de fora, os outros dos polos não esperam uma data."
)


def countries(text: str) -> list[str]:
    sums = find(text, "USD", "JPY", long_scale=False)
    return [mention.name for mention in unnamed(text, sums, DIRECTORY.mentions(text), DIRECTORY, is_abroad=True)]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The government will put 65 trillion won into AI.", "South Korea"),
        ("The cabinet approved 103.72 billion rupees for AI.", "India"),
        ("The treasury will spend £2 billion on AI.", "United Kingdom"),
        ("The federal government will spend 2 billion Canadian dollars on AI.", "Canada"),
        ("政府将投入600亿元人民币发展人工智能。", "China"),
        ("정부는 인공지능에 10조원을 투자한다.", "South Korea"),
        (SPANISH, "Spain"),
    ],
)
def test_the_money_tells_whose_government_it_is(text: str, country: str) -> None:
    assert figure(text).org == country


@pytest.mark.parametrize(
    ("text", "country"), [(SPANISH, "Spain"), (FRENCH, "France"), (GERMAN, "Germany")], ids=["es", "fr", "de"]
)
def test_euros_are_the_country_s_whose_language_the_text_is_in(text: str, country: str) -> None:
    assert set(countries(text)) == {country}


def test_a_country_that_no_directory_knows_stands_for_nobody() -> None:
    assert countries(PORTUGUESE) == []


@pytest.mark.parametrize(
    "text",
    [
        "The government will put $65 billion into AI.",
        "The government will put 65 billion euros into AI.",
        "The government will spend more on AI.",
        "The government will put 65 billion Czech koruna into AI.",
    ],
)
def test_dollars_euros_in_english_and_other_money_tell_no_country(text: str) -> None:
    assert countries(text) == []


def test_a_government_that_is_named_is_left_as_it_is() -> None:
    assert countries("The Indian government will spend 103 billion rupees on AI.") == []


def test_of_two_currencies_the_more_frequent_one_tells() -> None:
    text = "The government will put 65 trillion won into AI, 5 trillion won of it this year; 100 billion yen are lent."

    assert countries(text) == ["South Korea"]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("España destinará 2.000 millones de euros a la IA.", "Spain"),
        ("Le Royaume-Uni investira 2 milliards de livres sterling dans l'IA.", "United Kingdom"),
        ("Brüssel stellt für KI zwei Milliarden Euro bereit.", "European Union"),
        ("A França investirá 2 mil milhões de euros em IA.", "France"),
    ],
)
def test_a_country_acts_by_what_other_languages_call_it(text: str, state: str) -> None:
    assert figure(text).org == state
