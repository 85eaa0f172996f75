import pytest

from bot.core.kinds import Kind
from tests.core.desk import figure


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("SAP schließt einen Rahmenvertrag mit Nvidia über KI-Chips für zwei Milliarden Euro.", Kind.CONTRACT),
        ("Die Investitionssumme für das KI-Rechenzentrum von Google beträgt zwei Milliarden Euro.", Kind.PLEDGE),
        ("Das Darlehen von Nebius für KI-Rechenzentren beträgt zwei Milliarden Euro.", Kind.DEBT),
        ("Mistral a bouclé une augmentation de capital de deux milliards d'euros pour son IA.", Kind.STAKE),
        ("Le carnet de commandes de Nebius pour l'IA et les puces atteint 3 milliards d'euros.", Kind.REVENUE),
        ("Microsoft inyectará en sus centros de datos de IA 2.000 millones de euros.", Kind.PLEDGE),
        ("El beneficio neto de Microsoft con su IA fue de 2.000 millones de euros.", Kind.PROFIT),
        ("A Microsoft vai injetar na sua IA em nuvem 2 mil milhões de euros.", Kind.PLEDGE),
        ("A dívida da Oracle com os centros de dados de IA soma 2 mil milhões de euros.", Kind.DEBT),
        ("阿里巴巴买下Anthropic，价格为30亿元。", Kind.ACQUISITION),
        ("トヨタはAI向けに3000億円を拠出する。", Kind.PLEDGE),
        ("阿里巴巴为人工智能园区耗资300亿元。", Kind.PLEDGE),
        ("月之暗面的人工智能业务销售额达到30亿元。", Kind.REVENUE),
        ("네이버가 AI 데이터센터 건립에 3000억원을 쏟아붓는다.", Kind.PLEDGE),
        ("Zwei Milliarden Euro will Mistral für seine KI von Geldgebern einsammeln.", Kind.STAKE),
        ("Mistral va recevoir pour son IA 2 milliards d'euros d'investisseurs.", Kind.STAKE),
        ("Nvidia zeichnet Aktien von Nebius, das KI-Chips vermietet, für eine Milliarde Dollar.", Kind.STAKE),
        ("Nebius rüstet eine Halle für mehr als zwei Milliarden Euro auf KI um.", Kind.PLEDGE),
        ("Nebius setzte mit KI-Chips im Quartal zwei Milliarden Euro um.", Kind.REVENUE),
        ("Mit dieser Summe will Google KI-Rechenzentren bauen: drei Milliarden Euro.", Kind.PLEDGE),
        ("Nebius emprunte pour ses puces d'IA : 2 milliards d'euros de prêts.", Kind.DEBT),
        ("ソフトバンクはAI向け光ファイバーをNvidiaから調達する。契約額は60億ドル。", Kind.CONTRACT),
        ("삼성전자가 엔비디아와 22조원 규모의 AI 반도체 위탁생산 계약을 맺었다.", Kind.CONTRACT),
        ("テスラがAI半導体の生産をサムスンに165億ドル規模で委託する。", Kind.CONTRACT),
        ("삼성전자에 AI 칩 생산을 위탁하는 데 165억달러를 쓴다.", Kind.CONTRACT),
        ("阿里巴巴与英伟达签署芯片合同，合同金额30亿元。", Kind.CONTRACT),
        ("네이버의 AI 사업 적자는 3000억원이다.", Kind.PROFIT),
    ],
)
def test_words_of_seven_languages_say_what_a_sum_is(text: str, kind: Kind) -> None:
    assert figure(text).kind is kind


def test_words_of_other_languages_mean_nothing_in_english() -> None:
    told = figure("Microsoft will spend, says the OPA, $2 billion on AI and on the cloud.")

    assert told.kind is Kind.PLEDGE
