import pytest

from bot.core.foreign import found
from bot.core.text import sentences


def names(text: str) -> list[str]:
    return [name for *_, name in found(text, sentences(text))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Das Start-up Nordlicht AI baut ein Rechenzentrum.", "Nordlicht AI"),
        ("Nordlicht investiert zwei Milliarden Euro.", "Nordlicht"),
        ("La société britannique Brillante construira un campus.", "Brillante"),
        ("Le tour de table est mené par Alpina Ventures.", "Alpina Ventures"),
        ("Brillante lève 300 millions d'euros.", "Brillante"),
        ("La gestora Alcornoque Capital aporta 67 millones.", "Alcornoque Capital"),
        ("A ronda foi liderada por Carvalho Ventures.", "Carvalho Ventures"),
        ("資金はBrightmindに渡る。", "Brightmind"),
        ("新興のブライトマインドは300億円を調達した。", "ブライトマインド"),
        ("AI 스타트업 브라이트는 3000억원을 유치했다.", "브라이트"),
        ("La colombiana Andesia recibió el dinero.", "Andesia"),
        ("Le néerlandais Brillante y participe.", "Brillante"),
        ("La start-up d'IA bordelaise Brillante embauche.", "Brillante"),
        ("Hay un acuerdo con Alcornoque.", "Alcornoque"),
        ("米半導体設計ブライトマインドを買収する。", "ブライトマインド"),
        ("协光数据（300999.SZ）拟采购服务器。", "协光数据"),
        ("完成新一轮融资，启明创投领投。", "启明创投"),
    ],
)
def test_a_name_in_another_language_is_found_where_the_text_gives_a_reason(text: str, name: str) -> None:
    assert names(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        "The Taylor plant will cost $17 billion.",
        "Die Regierung investiert zwei Milliarden Euro.",
        "El Gobierno anunció 150 millones.",
        "生成AIに1兆円を投じる。",
        "In Frankfurt will niemand verkaufen.",
    ],
)
def test_no_name_is_made_of_offices_places_and_plain_words(text: str) -> None:
    assert names(text) == []
