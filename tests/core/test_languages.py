"""One line of news for each thing a sum can be, in each of the languages beside English."""

import pytest

from tests.core.desk import briefs, reading


@pytest.mark.parametrize(
    ("text", "brief"),
    [
        ("Microsoft will bis 2028 vier Milliarden Euro in KI-Rechenzentren stecken.", "Microsoft pledge 4 EUR by 2028"),
        ("In den kommenden fünf Jahren nimmt Amazon für seine KI zehn Milliarden Euro in die Hand.",
         "Amazon pledge 10 EUR 5y"),
        ("Meta hat seine Sachinvestitionen für KI im vergangenen Jahr auf 39 Milliarden Dollar erhöht.",
         "Meta capex 39 USD 2024"),
        ("Nvidia beteiligt sich mit einer Milliarde Dollar an OpenAI.", "Nvidia stake 1 USD"),
        ("CoreWeave mietet von Nebius KI-Rechenleistung für drei Milliarden Dollar über fünf Jahre.",
         "CoreWeave contract 3 USD 5y"),
        ("Microsoft baut für 1,5 Milliarden Euro ein Rechenzentrum.", "Microsoft pledge 1.5 EUR"),
        ("Oracle nimmt für KI-Rechenzentren Kredite über 38 Milliarden Dollar auf.", "Oracle debt 38 USD"),
        ("Amazon compte investir 1,2 milliard d'euros dans l'IA au cours des trois prochaines années.",
         "Amazon pledge 1.2 EUR 3y"),
        ("L'an prochain, Meta dépensera 65 milliards de dollars pour ses infrastructures d'IA.",
         "Meta capex 65 USD 2026"),
        ("La France débloque 2,5 milliards d'euros pour l'intelligence artificielle.", "France fund 2.5 EUR"),
        ("OpenAI vaut désormais 300 milliards de dollars.", "OpenAI market_value 300 USD"),
        ("La Cnil a infligé à Google une amende de 150 millions d'euros, son IA n'est pas en cause.",
         "Google other 0.15 EUR"),
        ("Amazon destinará 15.700 millones de euros a la nube en los próximos diez años.",
         "Amazon pledge 15.7 EUR 10y"),
        ("Meta elevará este año su gasto de capital en IA a 65.000 millones de dólares.", "Meta capex 65 USD 2025"),
        ("Nvidia ganó 20.000 millones de dólares gracias a la IA.", "Nvidia profit 20 USD"),
        ("España destinará 1.500 millones de euros a la inteligencia artificial.", "Spain fund 1.5 EUR"),
        ("A Microsoft investirá R$ 14,7 bilhões em nuvem e IA ao longo de três anos.", "Microsoft pledge 14.7 BRL 3y"),
        ("A Meta gastará neste ano 65 bilhões de dólares em capex para IA.", "Meta capex 65 USD 2025"),
        ("A receita da Nvidia com IA subiu para 35 bilhões de dólares.", "Nvidia revenue 35 USD"),
        ("ソフトバンクは2030年までにAIデータセンターへ1兆円を投じる。", "SoftBank pledge 1000 JPY by 2030"),
        ("ソフトバンクは27年末までにＡＩデータセンターへ1兆円を投じる。", "SoftBank pledge 1000 JPY by 2027"),
        ("政府は2025年度にAI半導体へ3000億円を補助する。", "Japan fund 300 JPY FY2025"),
        ("ソフトバンクは来年、AI向けの設備投資を5000億円に増やす。", "SoftBank capex 500 JPY 2026"),
        ("阿里巴巴未来三年将投入3800亿元建设云和AI硬件基础设施。", "Alibaba pledge 380 CNY 3y"),
        ("腾讯去年的AI资本开支为767亿元。", "Tencent capex 76.7 CNY 2024"),
        ("腾讯的人工智能业务营收达到300亿元。", "Tencent revenue 30 CNY"),
        ("삼성전자는 향후 5년간 AI 반도체에 450조원을 투자한다.", "Samsung pledge 450000 KRW 5y"),
        ("정부는 내년부터 2030년까지 AI에 10조원을 지원한다.", "South Korea fund 10000 KRW 2026-2030"),
        ("삼성전자는 올해 AI 설비투자에 50조원을 집행한다.", "Samsung capex 50000 KRW 2025"),
    ],
)  # fmt: skip
def test_a_line_of_news_is_read_in_any_of_the_languages(text: str, brief: str) -> None:
    assert briefs(text) == [brief]


@pytest.mark.parametrize(
    ("text", "brief"),
    [
        ("腾讯2025年AI资本开支为900亿元，高于去年的767亿元。", "Tencent capex 76.7 CNY 2024"),
        ("Meta steckt im Jahr 2025 in KI 65 Milliarden Dollar. Davon fließen 20 Milliarden Dollar in Server.",
         "Meta capex 20 USD 2025"),
        ("ソフトバンクはAIに3年間で1兆円を投じる。このうち2000億円をチップに充てる。", "SoftBank pledge 200 JPY 3y"),
    ],
)  # fmt: skip
def test_a_year_belongs_to_the_sum_behind_it_and_a_part_has_the_time_of_the_whole(text: str, brief: str) -> None:
    assert brief in briefs(text)


@pytest.mark.parametrize(
    "text",
    [
        "Der Börsengang des KI-Entwicklers OpenAI bringt 6 Milliarden Dollar ein.",
        "OpenAI拟上市，募资60亿美元用于人工智能。",
    ],
)
def test_the_proceeds_of_a_listing_are_no_round(text: str) -> None:
    assert all(" stake " not in brief for brief in briefs(text))


@pytest.mark.parametrize(
    ("text", "brief"),
    [
        ("OpenAI sichert sich bei Nebius KI-Rechenleistung im Wert von drei Milliarden Euro.",
         "OpenAI contract 3 EUR"),
        ("Microsoft hat für seine KI-Rechenzentren 20 Milliarden Euro versprochen.", "Microsoft pledge 20 EUR"),
        ("Andere lieferten: Microsoft hat bislang mit KI 45 Milliarden Dollar umgesetzt.", "Microsoft revenue 45 USD"),
        ("Microsoft a déjà dépensé 11 milliards d'euros pour ses centres de données d'IA dans le pays.",
         "Microsoft capex 11 EUR"),
        ("Nvidia a fait état de 500 milliards de dollars de commandes fermes pour ses puces d'IA.",
         "Nvidia revenue 500 USD"),
        ("La IA eleva a Nvidia a 4.000.000 millones de dólares de capitalización.", "Nvidia market_value 4000 USD"),
        ("La asociación estima que la industria de la IA gastará 18.000 millones de dólares.", "forecast 18 USD"),
        ("A Microsoft gastou com IA US$ 34,9 bilhões no trimestre encerrado em setembro.",
         "Microsoft capex 34.9 USD Q3 2024"),
        ("ソフトバンクはAIにこれまでに累計1兆円を投じた。", "SoftBank capex 1000 JPY"),
        ("腾讯2024年公布的AI计划将投入300亿元。", "Tencent pledge 30 CNY"),
        ("腾讯宣布，2025年AI资本开支为900亿元。", "Tencent capex 90 CNY 2025"),
        ("腾讯明年的预算中有85亿元将用于采购AI芯片。", "Tencent capex 8.5 CNY 2026"),
        ("삼성전자는 2018년부터 2023년까지 AI에 4조원을 썼다.", "Samsung capex 4000 KRW 2018-2023"),
        ("삼성전자는 2018년 이후 AI에 4조원을 투자했다.", "Samsung capex 4000 KRW"),
    ],
)  # fmt: skip
def test_further_words_of_each_language_tell_what_a_sum_is(text: str, brief: str) -> None:
    assert briefs(text) == [brief]


@pytest.mark.parametrize(
    ("text", "org", "other"),
    [
        ("Amazon prévoit 125 milliards de dollars pour l'IA en 2025, et Google entre 91 et 93 milliards de dollars.",
         "Google", None),
        ("Amazon gastará este año 100.000 millones de dólares en IA, y Meta maneja una horquilla de 65.000 a 72.000 "
         "millones de dólares.", "Meta", None),
        ("阿里巴巴今年AI资本开支1200亿元；腾讯资本开支为595亿元。", "Tencent", None),
        ("亞馬遜今年AI資本支出約1250億美元，Google為910億至930億美元。", "Google", None),
        ("Mistral a bouclé un tour de table d'IA d'un milliard d'euros mené par Lightspeed, qui apporte 300 millions "
         "d'euros.", "Lightspeed", "Mistral"),
    ],
)  # fmt: skip
def test_the_second_clause_has_a_payer_of_its_own(text: str, org: str, other: str | None) -> None:
    told = reading(text).figures[-1]

    assert (told.org, told.counterparty) == (org, other)


def test_a_foundry_is_no_pound() -> None:
    told = reading(
        "삼성전자는 AI 칩을 위탁생산하는 22조7648억원 규모의 공급계약을 Apple과 맺었다.",
        "삼성전자, 22.8조 파운드리 수주",
    ).figures

    assert [(f.currency, f.headline) for f in told] == [("KRW", True)]


@pytest.mark.parametrize(
    ("text", "buyer", "seller"),
    [
        ("Vistra vende electricidad: firma con Microsoft un contrato de 900 millones de euros para su IA.",
         "Microsoft", "Vistra"),
        ("삼성전자가 1조원 규모의 AI 데이터센터 사업을 수주했다. 발주처는 Microsoft다.", "Microsoft", "Samsung"),
    ],
)  # fmt: skip
def test_who_sells_is_not_who_pays(text: str, buyer: str, seller: str) -> None:
    told = reading(text).figures[0]

    assert (told.org, told.counterparty) == (buyer, seller)
