"""Regions pay where their government is named or where they do what no place can do."""

import pytest

from bot.core.regions import acting


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Der Freistaat Bayern schießt 200 Millionen Euro zu.", ["Bavaria"]),
        (
            "Das Rechenzentrum entsteht in Brandenburg; den Anschluss fördert das Land mit 45 Millionen.",
            ["Brandenburg"],
        ),
        ("Das Land gibt 5 Millionen Euro; Bayerns Minister lobt Rio Tinto aus São Paulo und Rio Grande.", ["Bavaria"]),
        ("O governo do estado investirá R$ 5 milhões em Bahia, não em Madrid.", ["Bahia"]),
        ("La région Hauts-de-France apportera 50 millions d'euros.", ["Hauts-de-France"]),
        ("La Generalitat se suma con 200 millones.", ["Catalonia"]),
        ("La Junta de Andalucía aportará 80 millones.", ["Andalusia"]),
        ("O governo do Ceará promete R$ 200 milhões.", ["Ceará"]),
        ("上海去年设立的人工智能母基金规模为225亿元，北京的同类基金为100亿元。", ["Shanghai", "Beijing"]),
        ("東京都はAIに100億円を投じる。", ["Tokyo"]),
        ("광주시는 5년간 1000억원을 투입한다.", ["Gwangju"]),
    ],
)
def test_a_region_that_acts_is_found(text: str, names: list[str]) -> None:
    assert [mention.name for mention in acting(text)] == names


@pytest.mark.parametrize(
    "text",
    [
        "Amazon baut ein Rechenzentrum in Bayern.",
        "Microsoft investira dans les Hauts-de-France.",
        "Blackstone eligió Aragón para su campus.",
        "国家人工智能基金在上海设立。",
        "Das Land gibt 5 Milliarden Euro für KI-Rechenzentren aus, an denen auch Rio Tinto beteiligt ist.",
        "O governo estadual investirá R$ 5 milhões.",
        "네이버가 광주에 데이터센터를 짓는다.",
    ],
)
def test_a_region_that_is_a_place_is_left_alone(text: str) -> None:
    assert acting(text) == ()
