import pytest

from tests.core.desk import reading


def is_ai(text: str, title: str = "") -> bool:
    told = reading(text, title)
    return told.verdict.rule != "not_ai" and any(f.kind.is_spend for f in told.figures)


@pytest.mark.parametrize(
    "what",
    [
        "artificial intelligence",
        "data centers",
        "data centres",
        "GPUs",
        "cloud capacity",
        "AI",
        "semiconductors",
        "a supercomputer",
        "language models",
        "computing power",
        "server halls",
        "servers",
        "virtual assistants",
        "autonomous agents",
        "agentic software",
    ],
)
def test_money_for_what_ai_is_or_runs_on_is_ai_money(what: str) -> None:
    assert is_ai(f"Microsoft will invest $4 billion in {what}.")


@pytest.mark.parametrize(
    "text",
    [
        "Microsoft steckt 4 Milliarden Euro in Rechenzentren.",
        "Microsoft va investir 4 milliards d'euros dans l'IA.",
        "Microsoft invertirá 4.000 millones de euros en centros de datos.",
        "阿里巴巴将投入3800亿元建设数据中心。",
        "ソフトバンクは、データセンターに1兆円を投資する。",
        "삼성전자는 반도체에 50조원을 투자한다.",
    ],
)
def test_ai_has_its_words_in_every_language(text: str) -> None:
    assert is_ai(text)


@pytest.mark.parametrize(
    ("title", "text"),
    [
        (
            "Roche to invest $50 billion in the US",
            "Roche will spend $50 billion on new plants for drugs in five years.",
        ),
        ("Foxconn to build for $1 billion", "Foxconn will invest $1 billion in a plant for phones."),
        ("Brightmind Holdings to build", "Brightmind Holdings will invest $2 billion in shops."),
        ("Apple said: billions for shops", "Apple will spend $2 billion on its shops."),
    ],
)
def test_money_for_something_else_is_never_spending(title: str, text: str) -> None:
    told = reading(text, title)

    assert told.verdict.rule == "not_ai"
    assert {f.kind.value for f in told.figures} == {"other"}


def test_an_ai_corner_far_from_the_money_makes_no_ai_money() -> None:
    text = (
        "Roche will spend $50 billion on new plants. The work begins in May. It will take five years. Thousands are to "
        "be hired. One of the labs may use AI."
    )

    assert not is_ai(text, "Roche to invest $50 billion")


def test_a_text_full_of_ai_is_about_ai_wherever_the_sum_stands() -> None:
    text = (
        "Roche will spend $50 billion. The work begins soon. It will take years. AI is why. Its AI labs lead. Data "
        "centers rise. GPUs come from Taiwan."
    )

    assert is_ai(text, "Roche to invest $50 billion")


@pytest.mark.parametrize("company", ["CoreWeave", "Nvidia", "Anthropic", "OpenAI"])
def test_who_lives_by_ai_spends_on_ai(company: str) -> None:
    assert is_ai(f"{company} will invest $4 billion in Texas.")


def test_a_stake_in_a_lab_is_ai_money() -> None:
    assert is_ai("Amazon will invest $4 billion in Anthropic.")


def test_money_told_in_one_breath_with_a_lab_is_ai_money() -> None:
    assert is_ai("Microsoft invested $1 billion in OpenAI in 2019 and $10 billion in 2023.")


def test_one_word_for_ai_is_enough_where_a_cloud_company_tells_its_capital_spending() -> None:
    text = "Amazon's capital expenditures will be $100 billion. They rise. They never fell. Some of it is for AI."

    assert is_ai(text, "Amazon results")
    assert not is_ai(text.replace("Amazon", "Roche"), "Roche results")


def test_the_words_that_make_it_ai_money_are_evidence() -> None:
    assert "data centers" in reading("Microsoft will invest $4 billion in data centers.").verdict.evidence


@pytest.mark.parametrize("word", ["said", "Maine", "chair", "rain", "Clouded"])
def test_letters_inside_a_word_are_no_ai(word: str) -> None:
    assert not is_ai(f"Roche will invest $4 billion in {word}.", "Roche invests")


ASIDES = [
    "Roche will spend $50 billion on drug plants. One of them uses artificial intelligence to inspect vials.",
    "Roche will spend $50 billion on new medicines. A research centre will make use of AI.",
]


@pytest.mark.parametrize("text", ASIDES)
def test_a_drug_maker_with_an_ai_corner_spends_on_drugs(text: str) -> None:
    assert not is_ai(text, "Roche to spend $50 billion")


def test_a_drug_maker_that_spends_on_ai_spends_on_ai() -> None:
    assert is_ai("Roche will spend $50 billion on AI data centers for new medicines.", "Roche bets big")


@pytest.mark.parametrize(
    "text",
    [
        "Google will spend $40 billion on three campuses in Texas.",
        "Meta will invest $10 billion in a site of 900 megawatts in Ohio.",
        "Microsoft invertirá 4.000 millones de euros en un campus de 300 megavatios.",
    ],
)
def test_a_campus_or_its_power_is_ai_where_those_build_it_who_build_for_ai(text: str) -> None:
    assert is_ai(text)


@pytest.mark.parametrize(
    "text",
    ["Apple will spend $4 billion on a campus in Texas.", "Amazon will spend $4 billion on delivery in the country."],
)
def test_other_campuses_and_other_plans_are_not_ai(text: str) -> None:
    assert not is_ai(text)
