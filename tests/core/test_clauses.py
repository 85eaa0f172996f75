import pytest

from tests.core.desk import figure, figures

SPENDS = [
    ("Microsoft will spend $80 billion on AI data centers.", "Microsoft"),
    ("$80 billion will be spent by Microsoft on AI data centers.", "Microsoft"),
    ("China's largest online retailer, Alibaba, will invest $53 billion in AI.", "Alibaba"),
    ("China's largest online retailer Alibaba will invest $53 billion in AI.", "Alibaba"),
    ("France's Mistral will invest €1 billion in an AI data center.", "Mistral"),
    ("In Paris on Monday, Microsoft pledged $4 billion for AI data centers.", "Microsoft"),
    ("Nvidia, which designs AI chips, will invest $5 billion in a new campus.", "Nvidia"),
    ("Nvidia, maker of most AI chips, will invest $5 billion in a new campus.", "Nvidia"),
    ("Alibaba's $53 billion plan for AI covers data centers in China.", "Alibaba"),
    ("Alibaba's chief executive said it would invest $53 billion in AI.", "Alibaba"),
    ("Japan's SoftBank will invest $40 billion in AI data centers.", "SoftBank"),
    ("Rivals fear Microsoft, which will spend $80 billion on AI data centers.", "Microsoft"),
    ("While Apple waits, Microsoft will spend $80 billion on AI data centers.", "Microsoft"),
    ("Amazon said on Thursday that it would put $10 billion into AI data centers.", "Amazon"),
    ("Satya Nadella said Microsoft would spend $80 billion on AI data centers.", "Microsoft"),
    ("Alibaba said Nvidia would spend $1 billion on AI data centers.", "Nvidia"),
    ("Alibaba said on Tuesday that Nvidia would spend $1 billion on AI data centers.", "Nvidia"),
    ("Microsoft, Nvidia to build AI data centers for $15 billion.", "Microsoft"),
    ("OpenAI gets $2 billion Nvidia investment for AI.", "Nvidia"),
    ("OpenAI lands $2 billion Nvidia investment for AI.", "Nvidia"),
    ("Microsoft will invest $3 billion in AI in India.", "Microsoft"),
    ("Microsoft will spend $80 billion on Nvidia chips for AI.", "Microsoft"),
    ("阿里巴巴将投入3800亿元建设人工智能基础设施。", "Alibaba"),
    ("ソフトバンクは、AIデータセンターに1兆円を投資する。", "SoftBank"),
    ("삼성전자는 AI 반도체에 50조원을 투자한다.", "Samsung"),
    ("Microsoft investiert 3,2 Milliarden Euro in KI-Rechenzentren.", "Microsoft"),
    ("Microsoft va investir 4 milliards d'euros dans l'intelligence artificielle.", "Microsoft"),
    ("Amazon invertirá 15.700 millones de euros en centros de datos.", "Amazon"),
]


@pytest.mark.parametrize(("text", "payer"), SPENDS)
def test_whoever_acts_in_the_clause_of_a_sum_pays_it(text: str, payer: str) -> None:
    assert figure(text).org == payer


@pytest.mark.parametrize("who", ["The company", "It", "The group", "The Chinese giant", "The e-commerce company"])
def test_a_pronoun_stands_for_the_subject_of_the_sentence_before(who: str) -> None:
    text = f"Alibaba held its annual meeting in Hangzhou. {who} will spend $53 billion on AI."

    assert figure(text).org == "Alibaba"


def test_we_is_the_company_whose_head_is_quoted() -> None:
    assert figure('"We will invest $53 billion in AI," Alibaba\'s chief executive said.').org == "Alibaba"


def test_a_headline_without_a_subject_takes_it_from_the_text() -> None:
    told = figures("Microsoft said so on Monday.", "$80 billion for AI data centers this year")

    assert told["$80 billion"].org == "Microsoft"


def test_a_sentence_without_a_subject_takes_it_from_the_title() -> None:
    told = figures("An investment of $80 billion in AI data centers was confirmed.", "Microsoft builds on")

    assert told["$80 billion"].org == "Microsoft"


def test_every_clause_of_a_sentence_has_a_subject_of_its_own() -> None:
    text = (
        "Microsoft plans to invest $80 billion in AI this fiscal year, while Amazon expects to spend $100 billion on "
        "AI in 2025, and Alibaba has pledged $53 billion for AI."
    )

    told = figures(text)

    assert [told[q].org for q in ("$80 billion", "$100 billion", "$53 billion")] == ["Microsoft", "Amazon", "Alibaba"]


def test_a_verb_left_out_in_the_second_clause_does_not_leave_out_its_subject() -> None:
    told = figures("Microsoft will spend $80 billion on AI in 2025, and Meta $65 billion.")

    assert told["$65 billion"].org == "Meta"


def test_relative_clauses_hang_on_the_name_before_them() -> None:
    text = (
        "Alibaba will invest $53 billion in AI. It remains small beside Microsoft, which plans to invest $80 billion "
        "in AI this fiscal year, and Meta, which has allocated $65 billion for 2025."
    )

    told = figures(text)

    assert [told[q].org for q in ("$53 billion", "$80 billion", "$65 billion")] == ["Alibaba", "Microsoft", "Meta"]


def test_a_rival_named_in_the_last_paragraph_keeps_its_own_sum() -> None:
    told = figures(
        "Alibaba will invest $53 billion in AI.\n\nIt trains its own models.\n\nMicrosoft has pledged $80 billion.",
        "Alibaba to invest $53 billion in AI",
    )

    assert (told["$53 billion"].org, told["$80 billion"].org) == ("Alibaba", "Microsoft")
    assert (told["$53 billion"].headline, told["$80 billion"].headline) == (True, False)


def test_a_crowd_that_spends_is_nobody_in_particular() -> None:
    assert figure("Microsoft met investors. Companies have poured $200 billion into AI data centers.").org is None


def test_who_would_not_comment_does_not_become_the_subject() -> None:
    text = (
        "Amazon is building in Georgia. Microsoft declined to comment. The company will spend $10 billion on AI there."
    )

    assert figure(text).org == "Amazon"


def test_a_company_is_never_the_country_named_before_it() -> None:
    text = "Foxconn is expanding. Mexico is glad, and so is Japan. The company will spend $2 billion on AI servers."

    assert figures(text, "Foxconn goes on")["$2 billion"].org == "Foxconn"


def test_a_person_who_speaks_for_a_company_stands_for_it() -> None:
    assert figure("It was a long day. Zuckerberg said he would spend $65 billion on AI this year.").org == "Meta"


ANOTHER_ACTS = [
    ("As Google grows, Microsoft will spend $80 billion on AI.", "Microsoft"),
    ("Google smiled when Microsoft put $80 billion into AI.", "Microsoft"),
    ("When Amazon stops, Microsoft will spend $80 billion on AI.", "Microsoft"),
    ("Meta likes the campus in which Google will invest $8 billion for AI.", "Google"),
    ("Meta likes the year in which it put $8 billion into AI.", "Meta"),
    ("Meta likes Google, which will invest $8 billion in AI.", "Google"),
    ("With Prime Minister Modi of India, Microsoft announced $3 billion for AI.", "Microsoft"),
    ("Beside Foreign Minister Wadephul of Germany, Microsoft announced $3 billion for AI.", "Microsoft"),
    ("With President Macron, Microsoft announced $3 billion for AI.", "Microsoft"),
    ("Meta was early. And Microsoft will spend $80 billion on AI.", "Microsoft"),
    ("Meta will buy AI servers with Nvidia GB200 accelerators for $8 billion.", "Meta"),
]


@pytest.mark.parametrize(("text", "payer"), ANOTHER_ACTS)
def test_who_is_only_named_beside_the_subject_does_not_act(text: str, payer: str) -> None:
    assert figure(text).org == payer


@pytest.mark.parametrize(
    ("who", "payer"),
    [
        ("The president of Google", "Google"),
        ("The chief executive of Google", "Google"),
        ("A rival of Google", "Microsoft"),
        ("The customers of Google", "Microsoft"),
    ],
)
def test_the_company_is_that_of_whose_head_speaks(who: str, payer: str) -> None:
    assert figure(f"Microsoft grew. {who} said the company will invest $8 billion in AI.").org == payer


@pytest.mark.parametrize(
    ("words", "payer"),
    [
        ("Three American companies", None),
        ("Last year foreign investors", None),
        ("Two years ago tech companies", None),
        ("Last year Microsoft, like foreign investors,", "Microsoft"),
    ],
)
def test_a_crowd_counted_or_dated_is_nobody_in_particular(words: str, payer: str | None) -> None:
    assert figure(f"Google was glad. {words} had poured $80 billion into AI.").org == payer


@pytest.mark.parametrize(
    ("line", "payer"),
    [("CANADA -", "Microsoft"), ("CANADA (AP)", "Microsoft"), ("Canada:", "Microsoft"), ("Canada spoke:", "Canada")],
)
def test_where_a_report_was_written_pays_nothing(line: str, payer: str) -> None:
    assert figure(f"{line} $8 billion will be spent on AI.", "Microsoft grows").org == payer


def test_up_to_and_other_hedges_may_stand_where_the_verb_is_left_out() -> None:
    told = figures("Meta plans to spend $65 billion on AI, and Google up to $75 billion.")

    assert [told[q].org for q in ("$65 billion", "$75 billion")] == ["Meta", "Google"]
