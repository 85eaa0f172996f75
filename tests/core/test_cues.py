from itertools import chain

import pytest

from bot.core.cues import ROWS, Cue
from bot.core.kinds import Kind
from tests.core.desk import figure

WORDS = [
    (Kind.CAPEX, "Microsofts Investitionsausgaben für KI betragen 80 Milliarden Dollar."),
    (Kind.CAPEX, "Las inversiones de capital de Microsoft en IA serán de 80.000 millones de dólares."),
    (Kind.CAPEX, "Les dépenses d'investissement de Microsoft dans l'IA atteindront 80 milliards de dollars."),
    (Kind.CAPEX, "阿里巴巴资本开支为380亿元，用于人工智能。"),
    (Kind.CAPEX, "ソフトバンクのAI向け設備投資は1兆円となった。"),
    (Kind.CAPEX, "삼성전자의 AI 설비투자는 50조원이다."),
    (Kind.PLEDGE, "Microsoft investiert 3,2 Milliarden Euro in künstliche Intelligenz."),
    (Kind.PLEDGE, "Microsoft va investir 4 milliards d'euros dans l'intelligence artificielle."),
    (Kind.PLEDGE, "Microsoft invertirá 2.200 millones de dólares en inteligencia artificial."),
    (Kind.PLEDGE, "A Microsoft investirá 14,7 bilhões de reais em inteligência artificial."),
    (Kind.PLEDGE, "阿里巴巴未来三年将投入3800亿元用于人工智能。"),
    (Kind.PLEDGE, "ソフトバンクは、AIデータセンターに1兆円を投資する。"),
    (Kind.PLEDGE, "삼성전자는 AI 반도체에 50조원을 투자한다."),
    (Kind.STAKE, "Mistral lève 1,7 milliard d'euros pour l'intelligence artificielle."),
    (Kind.STAKE, "ソフトバンクはOpenAIに300億ドルを追加出資する。"),
    (Kind.ACQUISITION, "ソフトバンクはAmpere Computingを65億ドルで買収する。AI半導体の会社だ。"),
    (Kind.MARKET_VALUE, "Der Börsenwert von Nvidia liegt dank KI bei 4 Billionen Dollar."),
    (Kind.MARKET_VALUE, "阿里巴巴市值达到3000亿美元，人工智能是主因。"),
    (Kind.REVENUE, "Nvidia machte mit KI-Chips einen Umsatz von 39 Milliarden Dollar."),
    (Kind.REVENUE, "Le chiffre d'affaires de Nvidia dans l'IA atteint 39 milliards de dollars."),
    (Kind.REVENUE, "삼성전자의 AI 반도체 매출은 79조원이다."),
    (Kind.PROFIT, "Nvidia meldet dank KI einen Gewinn von 22 Milliarden Dollar."),
    (Kind.PROFIT, "ソフトバンクの純利益は1兆円で、AIが支えた。"),
    (Kind.DEBT, "Microsoft platziert Anleihen über 18 Milliarden Dollar für KI."),
    (Kind.DEBT, "腾讯发行债券90亿元，用于人工智能。"),
    (Kind.OTHER, "Apple zahlt ein Bußgeld von 1,8 Milliarden Euro; mit KI hat das nichts zu tun."),
    (Kind.OTHER, "La Commission inflige une amende de 1,8 milliard d'euros, hors IA."),
]


@pytest.mark.parametrize(("kind", "text"), WORDS, ids=[f"{k.value}-{i}" for i, (k, _) in enumerate(WORDS)])
def test_the_words_of_every_language_say_what_a_sum_is(kind: Kind, text: str) -> None:
    assert figure(text).kind is kind


def test_every_cue_has_words() -> None:
    assert {row.cue for row in ROWS} == set(Cue)


def test_every_row_weighs_something_and_asks_somewhere() -> None:
    for row in ROWS:
        assert row.weight > 0
        assert row.before is not None or row.after is not None


def test_no_pattern_matches_nothing_at_all() -> None:
    patterns = chain.from_iterable((row.before, row.after) for row in ROWS)

    assert not [p.pattern for p in patterns if p is not None and p.search("")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Microsoft signed a deal worth $10 billion with Nebius for AI compute.", Kind.CONTRACT),
        ("Anthropic is worth $61 billion, thanks to its AI models.", Kind.MARKET_VALUE),
        ("Microsoft will raise its spending on AI to $80 billion this year.", Kind.CAPEX),
        ("Anthropic will raise $5 billion for its AI models.", Kind.STAKE),
    ],
)
def test_a_word_of_two_senses_is_told_apart_by_the_words_before_it(text: str, kind: Kind) -> None:
    assert figure(text).kind is kind
