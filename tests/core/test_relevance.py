import pytest

from bot.core.relevance import Verdict
from tests.core.desk import reading


def rule(text: str, title: str = "") -> str:
    return reading(text, title).verdict.rule


NEWS = [
    ("Alibaba to invest $53 billion in AI", "Alibaba will invest $53 billion in AI over three years."),
    ("Google in talks to invest $2 billion in Anthropic", "Google may invest $2 billion in Anthropic, sources say."),
    ("Meta lifts AI capex to $72 billion", "Meta lifted its AI capex for 2025 to $72 billion from $65 billion."),
    ("OpenAI signs $38 billion contract", "OpenAI signed a $38 billion contract with Amazon for AI compute."),
    ("Anthropic raises $3.5 billion", "Anthropic raised $3.5 billion in a round led by Lightspeed."),
    ("France launches €2 billion AI programme", "France launched a €2 billion programme for AI."),
    ("Meta shares rise", "Meta will spend $65 billion on AI in 2025."),
]


@pytest.mark.parametrize(("title", "text"), NEWS)
def test_a_new_commitment_of_money_to_ai_is_news(title: str, text: str) -> None:
    told = reading(text, title).verdict

    assert (told.relevant, told.rule) == (True, "new_commitment")


def test_the_evidence_of_a_commitment_is_the_sum_the_ai_words_and_what_decided() -> None:
    told = reading("Alibaba will invest $53 billion in AI over the next three years.").verdict

    assert told.evidence[:2] == ("$53 billion", "AI")
    assert "invest" in told.evidence


def test_a_text_without_a_sum_tells_no_money() -> None:
    assert reading("Alibaba bets on AI.").verdict == Verdict(False, "no_money")


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Nvidia earns $22 billion on AI chips", "Nvidia posted net income of $22 billion on AI chips."),
        ("Nvidia worth $4 trillion on AI hopes", "Nvidia's market value passed $4 trillion on hopes for AI."),
        ("", "Nvidia posted net income of $22 billion on AI chips."),
    ],
)
def test_profit_and_worth_are_no_spending(title: str, text: str) -> None:
    told = reading(text, title).verdict

    assert (told.relevant, told.rule) == (False, "no_spend")


def test_money_that_does_not_go_to_ai_is_not_ai() -> None:
    assert rule("Roche will spend $50 billion on new plants.", "Roche to invest $50 billion") == "not_ai"


def test_spending_that_nobody_in_particular_pays_has_no_payer() -> None:
    told = reading("An unnamed fund will spend it.", "$10 billion for AI data centers").verdict

    assert told == Verdict(False, "no_payer", ("$10 billion",))


def test_a_round_that_names_only_who_raises_it_is_news() -> None:
    assert (
        rule("Anthropic raised $3.5 billion in a Series E round.", "Anthropic raises $3.5 billion") == "new_commitment"
    )


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Microsoft completes $1 billion AI data center", "completes"),
        ("Microsoft opens $1 billion AI data center", "opens"),
        ("Microsoft breaks ground on $1 billion AI data center", "breaks ground"),
        ("Meta cuts AI capex to $60 billion", "cuts"),
        ("Microsoft senkt KI-Budget auf 60 Milliarden Dollar, Investitionen fallen, capex", "senkt"),
        ("AI spending in charts: Microsoft's $80 billion", "in charts"),
        ("Opinion: Microsoft's $80 billion AI bet", "Opinion"),
        ("What to know about Microsoft's $80 billion AI plan", "What to know"),
        ("Timeline: Microsoft's $80 billion AI plan", "Timeline"),
        ("マイクロソフト、800億ドルのAIデータセンター完了", "完了"),
    ],
)
def test_closings_cuts_and_lists_are_no_news(title: str, words: str) -> None:
    told = reading("Microsoft will spend $80 billion on AI data centers, and Meta will spend $60 billion.", title)

    assert told.verdict == Verdict(False, "not_news", (words,))


def test_results_whose_text_begins_with_another_sum_are_no_news() -> None:
    text = "Profit was $20 billion. Microsoft will spend $80 billion on AI data centers this fiscal year."

    assert rule(text, "Microsoft misses estimates") == "not_news"


def test_results_whose_text_begins_with_the_commitment_are_news() -> None:
    text = "Microsoft will spend $80 billion on AI data centers this fiscal year. Profit was $20 billion."

    assert rule(text, "Microsoft misses estimates") == "new_commitment"


def test_less_of_something_that_is_no_budget_is_still_news() -> None:
    text = "Microsoft will put $80 billion into AI data centers."

    assert rule(text, "Microsoft cuts jobs, puts $80 billion into AI") == "new_commitment"


def test_a_title_that_says_little_leaves_it_to_the_text() -> None:
    assert rule("Microsoft will spend $80 billion on AI data centers.", "Microsoft goes on") == "new_commitment"


@pytest.mark.parametrize(
    ("title", "told"),
    [
        ("Microsoft has paid up for its $80 billion AI site", "not_news"),
        ("Final instalment of Microsoft's $80 billion AI site", "not_news"),
        ("Microsoft's $80 billion AI site is complete", "not_news"),
        ("Construction begins on Microsoft's $80 billion AI site", "not_news"),
        ("Ground is broken for Microsoft's $80 billion AI site", "not_news"),
        ("Microsoft closes $80 billion AI site purchase", "not_news"),
        ("Microsoft closes in on $80 billion AI site", "new_commitment"),
        ("Microsoft closes its $80 billion AI funding round", "new_commitment"),
        ("First $80 billion of Microsoft for AI on Earth", "new_commitment"),
        ("Scorecard: Microsoft's $80 billion for AI", "not_news"),
        ("AI letter #12: Microsoft's $80 billion", "not_news"),
        ("AI letter, issue 12: Microsoft's $80 billion", "not_news"),
        ("Microsoft issues plan: $80 billion for AI", "new_commitment"),
        ("Microsoft cuts AI spending to $80 billion", "not_news"),
        ("Microsoft cuts office spending but puts $80 billion into AI", "new_commitment"),
        ("Microsoft puts $80 billion into AI even as it cuts travel budget", "new_commitment"),
        ("Microsoft stock drops on $80 billion AI plan", "new_commitment"),
        ("Microsoft's AI plan drops to $80 billion", "not_news"),
    ],
)
def test_a_title_on_something_done_less_or_listed_is_told_from_its_neighbour(title: str, told: str) -> None:
    assert rule("Microsoft will spend $80 billion on AI data centers.", title) == told


@pytest.mark.parametrize(
    "text",
    [
        "Amazon is weighing a $15 billion expansion of its warehouses. Its cloud unit grew too.",
        "Microsoft will invest $150 billion in the United States, most of it in quantum computing.",
        "Google will buy the cybersecurity firm Lockwise for $32 billion. The AI boom needs cloud and data centers.",
    ],
)
def test_money_for_another_trade_is_not_ai_for_words_beside_it(text: str) -> None:
    assert rule(text) == "not_ai"


def test_a_trade_s_own_plan_for_ai_is_news() -> None:
    assert rule("Amazon will spend $15 billion on AI robots in its warehouses.") == "new_commitment"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Critic attacks OpenAI's $500 billion AI plan", "OpenAI plans to spend $500 billion on AI."),
        ("Microsoft drops AI data center leases", "Microsoft's target of spending $80 billion on AI stands."),
        ("What Meta and Microsoft spend on AI", "Meta will spend $65 billion on AI this year."),
    ],
)
def test_reactions_retreats_and_surveys_are_not_news(title: str, text: str) -> None:
    assert rule(text, title) == "not_news"


def test_a_round_that_is_closed_is_news() -> None:
    text = "OpenAI has closed a $40 billion round led by SoftBank, to build AI."

    assert rule(text, "OpenAI finalises $40 billion from SoftBank and others") == "new_commitment"


def test_a_loan_in_the_title_is_what_the_entry_is_news_for() -> None:
    told = reading(
        "SoftBank wants to borrow $16 billion with a bridge loan for AI. It plans to spend $500 billion on AI by 2029.",
        "SoftBank seeks a record loan for AI",
    )

    assert [f.quote for f in told.figures if f.headline] == ["$16 billion"]
    assert told.verdict.rule == "no_spend"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Why Meta pays $10 billion for AI chips", "Meta signed a contract of $10 billion for AI chips with AMD."),
        ("Warum Meta 10 Milliarden Dollar in KI steckt", "Meta investiert 10 Milliarden Dollar in KI."),
        ("Meta und die Chips", "Kommentar: Meta will 10 Milliarden Dollar für KI ausgeben."),
        ("A better use for Meta's cash", "Opinion: Meta will spend $10 billion on AI data centers in Texas."),
        ("A closer look at Meta's AI order", "Meta signed a contract of $10 billion for AI chips with AMD."),
        ("Meta's AI plans: what we know", "Meta will invest $10 billion in AI data centers in Texas."),
        ("ソフトバンクのAI投資を振り返る", "ソフトバンクはAIデータセンターに100億ドルを投資する。"),
        ("What Meta's AI halls mean for farmers", "Meta will invest $10 billion in AI data centers in Texas."),
        ("Meta's AI campus is on schedule", "Meta will invest $10 billion in an AI data center in Texas."),
        ("First concrete poured for Meta's AI hall", "Meta will invest $10 billion in an AI data center in Texas."),
    ],
)
def test_what_explains_reviews_or_judges_is_no_news(title: str, text: str) -> None:
    assert rule(text, title) == "not_news"


@pytest.mark.parametrize(
    "text",
    [
        "Meta, which five days ago set aside $10 billion for an AI campus, needs more water.",
        "Meta will spend $10 billion on AI data centers, by the guidance that it gave last week.",
        "It is twelve days since Meta promised $10 billion for an AI data center in Ohio.",
        "Il y a neuf jours, Meta promettait d'investir 10 milliards de dollars dans l'IA en France.",
        "Vor zwei Wochen hat Meta versprochen, 10 Milliarden Dollar in KI zu stecken.",
        "Hace diez días, Meta prometió invertir 10.000 millones de dólares en IA en Aragón.",
    ],
)
def test_a_sum_that_was_told_days_or_weeks_before_is_no_news(text: str) -> None:
    assert rule(text, "Meta and its neighbours" if "Meta will" in text else "") == "not_news"


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Licence opens way for Meta's AI", "Meta will invest $10 billion in AI data centers in Texas."),
        ("Why Meta shares fell", "Meta will spend $65 billion on AI in 2025."),
        ("Meta's $10 billion AI campus: what we know", "Meta will invest $10 billion in AI data centers in Texas."),
        ("阿里巴巴：今年AI资本开支不低于1000亿元", "阿里巴巴今年AI资本开支不低于1000亿元。"),
    ],
)
def test_titles_that_only_look_like_a_review_are_news(title: str, text: str) -> None:
    assert rule(text, title) == "new_commitment"
