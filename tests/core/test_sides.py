import pytest

from tests.core.desk import figure


@pytest.mark.parametrize(
    "text",
    [
        "Mistral hat für seine KI 600 Millionen Euro eingesammelt, angeführt wurde die Runde von Lightspeed.",
        "Mistral a levé 600 millions d'euros pour son IA, un tour de table mené par Lightspeed.",
        "Mistral cerró una ronda de 600 millones de euros para su IA, liderada por Lightspeed.",
        "A Mistral captou 600 milhões de euros para sua IA em rodada liderada pela Lightspeed.",
        "Mistral AI完成6亿欧元人工智能融资，由Lightspeed领投。",
        "Mistral AIはLightspeedが主導するAI開発のラウンドで6億ユーロを調達した。",
    ],
)
def test_the_words_of_six_languages_tell_who_led_a_round(text: str) -> None:
    told = figure(text)

    assert (told.org, told.counterparty, told.role) == ("Lightspeed", "Mistral", "lead")


@pytest.mark.parametrize(
    "text",
    [
        "ソフトバンクはOpenAIに400億ドルを投じる。",
        "SoftBank拟向OpenAI投资400亿美元。",
        "SoftBank는 OpenAI에 400억달러를 투자한다.",
        "SoftBank va verser 40 milliards de dollars à OpenAI.",
    ],
)
def test_money_that_goes_to_a_lab_is_a_stake_in_it(text: str) -> None:
    told = figure(text)

    assert (told.org, told.kind, told.counterparty) == ("SoftBank", "stake", "OpenAI")


@pytest.mark.parametrize(
    "text",
    [
        "Nebius hat von Microsoft einen Auftrag über 17 Milliarden Dollar für KI-Rechenleistung erhalten.",
        "Nebius liefert Microsoft KI-Rechenleistung; der Vertrag hat einen Umfang von 17 Milliarden Dollar.",
        "Microsoft pagará a Nebius 17.000 millones de dólares por capacidad de cómputo para la IA.",
        "Nebius vende a Microsoft capacidad de IA en un contrato de 17.000 millones de dólares.",
        "Nebius는 Microsoft와 170억달러 규모의 AI 공급계약을 체결했다.",
    ],
)
def test_who_buys_computing_is_told_from_who_sells_it(text: str) -> None:
    told = figure(text)

    assert (told.org, told.kind, told.counterparty) == ("Microsoft", "contract", "Nebius")


def test_the_chairman_of_a_company_speaks_for_it_in_japanese() -> None:
    assert figure("ソフトバンクの孫会長はAI向けに5000億円を投じると表明した。").org == "SoftBank"


def test_a_takeover_stays_one_where_its_target_has_no_name() -> None:
    told = figure("Nvidia rachète une pépite de l'intelligence artificielle pour 700 millions de dollars.")

    assert (told.org, told.kind) == ("Nvidia", "acquisition")


@pytest.mark.parametrize(
    "text",
    [
        "Nvidia는 Anthropic에 따르면 AI에 50억달러를 투자할 예정이다.",
        "NvidiaはAnthropicによるとAIに50億ドルを投資する。",
    ],
)
def test_who_tells_of_money_is_not_given_it(text: str) -> None:
    assert figure(text).counterparty is None


def test_what_is_bought_stands_behind_a_french_elision() -> None:
    told = figure("Google finalise le rachat d'Anthropic, concurrent de Mistral, pour 32 milliards de dollars.")

    assert (told.org, told.counterparty) == ("Google", "Anthropic")
