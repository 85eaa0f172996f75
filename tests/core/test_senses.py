import pytest

from bot.core.kinds import Kind
from tests.core.desk import figure, figures

KINDS = [
    ("Google is acquiring xAI in a transaction that bankers value at more than $2 billion.", Kind.ACQUISITION),
    ("AI data centres in Sydney will be built and enlarged with $20 billion from Amazon.", Kind.PLEDGE),
    ("An issue of new shares brings xAI $1 billion for its AI models.", Kind.STAKE),
    ("About $1.5 billion will be invested by Meta in an AI data center.", Kind.PLEDGE),
    ("More than $1.5 billion is to be spent by Meta on AI servers.", Kind.PLEDGE),
    ("Meta has a new hall, and $1.5 billion was spent by Meta on its AI servers.", Kind.CAPEX),
    ("Anthropic raised $1.1 billion for AI and delays its listing.", Kind.STAKE),
    ("Anthropic raised $1.1 billion for AI ahead of an initial public offering.", Kind.STAKE),
    ("Anthropic raised $1.1 billion for AI in its initial public offering.", Kind.OTHER),
    ("The UAE will invest $50 billion in AI campuses in France.", Kind.PLEDGE),
    ("Saudi Arabia will spend $40 billion on AI in the U.S. and elsewhere.", Kind.PLEDGE),
    ("France will spend $4 billion on AI in France.", Kind.FUND),
    ("Anthropic will own more chips: Google agreed to pay $1 billion for new shares in Anthropic.", Kind.STAKE),
    ("Microsoft agreed to purchase $2 billion of Nebius stock, which rents out AI chips.", Kind.STAKE),
    ("Google is paying $2 billion for a slice of Anthropic, the AI lab.", Kind.STAKE),
    ("Mistral brought in $1.1 billion in its third round for AI.", Kind.STAKE),
    ("Mistral is collecting $1.1 billion for its AI models.", Kind.STAKE),
    ("Oracle told analysts that it had signed Meta for AI cloud services worth $20 billion.", Kind.CONTRACT),
    ("Analysts at two banks had expected $20 billion of Oracle's AI cloud.", Kind.FORECAST),
    ("The sum for AI at Alibaba will be in the order of $60 billion over three years.", Kind.PLEDGE),
    ("Stargate's partners add $2 billion to the AI campus.", Kind.PLEDGE),
    ("Alibaba lost about $69 billion of its worth on fears for its AI.", Kind.MARKET_VALUE),
    ("Thrive Capital raised $10 billion in its largest fund yet, to back AI start-ups.", Kind.FUND),
    ("A BlackRock-led group will buy Aligned Data Centers for $40 billion to expand AI capacity.", Kind.ACQUISITION),
    ("IBM is nearing an $11 billion deal to acquire Confluent to boost AI.", Kind.ACQUISITION),
    ("SoftBank booked a gain of $14.6 billion on its AI holdings.", Kind.PROFIT),
    ("OpenAI lost about $12 billion last quarter, which went into AI.", Kind.PROFIT),
    ("Amazon will cut jobs, at a cost of $1.8 billion in severance, and build AI.", Kind.OTHER),
    ("OpenAI will buy up to $6.5 billion more of the computing capacity of CoreWeave for AI.", Kind.CONTRACT),
    ("Anthropic said Google agreed to invest $2 billion in the AI company.", Kind.STAKE),
    ("Meta would seek $3 billion in damages over AI chips.", Kind.OTHER),
    ("Micron broke ground on a $100 billion complex for AI chips.", Kind.PLEDGE),
    ("Amazon nears a $10 billion OpenAI investment for AI.", Kind.STAKE),
    ("Oracle will buy $40 billion of Nvidia chips for its AI data center.", Kind.CONTRACT),
    ("SK Group will build an AI data center in Ulsan with Amazon for 7 trillion won.", Kind.PLEDGE),
    ("Meta's capital expenditures for 2025 will be $65 billion, most of it for AI.", Kind.CAPEX),
    ("Microsoft will spend $80 billion on AI data centers this fiscal year.", Kind.CAPEX),
    ("Alibaba will invest $53 billion in AI over three years.", Kind.PLEDGE),
    ("OpenAI signed a $38 billion contract with Amazon for AI compute.", Kind.CONTRACT),
    ("Nvidia will invest $100 billion in OpenAI.", Kind.STAKE),
    ("AMD will acquire ZT Systems for $4.9 billion to build AI servers.", Kind.ACQUISITION),
    ("France launched a €2 billion programme for AI.", Kind.FUND),
    ("Nvidia's market value passed $4 trillion on hopes for AI.", Kind.MARKET_VALUE),
    ("Nvidia reported revenue of $39.3 billion on demand for AI chips.", Kind.REVENUE),
    ("Nvidia posted net income of $22 billion on demand for AI chips.", Kind.PROFIT),
    ("Microsoft issued bonds of $18 billion to pay for AI data centers.", Kind.DEBT),
    ("Goldman Sachs said spending on AI could reach $1 trillion.", Kind.FORECAST),
    ("Apple announced a share buyback of $90 billion, and new AI features.", Kind.OTHER),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_a_sum_is_of_the_kind_that_the_words_beside_it_say(text: str, kind: Kind) -> None:
    assert figure(text).kind is kind


def test_all_kinds_are_tried() -> None:
    assert {kind for _, kind in KINDS} == set(Kind)


ONE_YEAR_OR_MANY = [
    ("Microsoft will spend $80 billion on AI this year.", Kind.CAPEX),
    ("Microsoft will spend $80 billion on AI in fiscal 2025.", Kind.CAPEX),
    ("Microsoft will spend $80 billion on AI over the next four years.", Kind.PLEDGE),
    ("Microsoft will spend $80 billion on AI by 2030.", Kind.PLEDGE),
    ("Microsoft will spend $80 billion on AI between 2025 and 2028.", Kind.PLEDGE),
    ("Microsoft will spend $80 billion on AI data centers in Wisconsin.", Kind.PLEDGE),
    ("Microsoft has spent $80 billion on AI data centers over the past three years.", Kind.CAPEX),
    ("Last year Microsoft spent $55 billion on AI data centers.", Kind.CAPEX),
    ("Microsoft will build an AI data center campus for $3 billion.", Kind.PLEDGE),
    ("Microsoft announced a $3 billion AI data center.", Kind.PLEDGE),
]


@pytest.mark.parametrize(("text", "kind"), ONE_YEAR_OR_MANY)
def test_a_year_of_spending_is_capex_and_a_plan_of_many_is_a_pledge(text: str, kind: Kind) -> None:
    assert figure(text).kind is kind


def test_a_promise_of_a_past_year_stays_a_promise() -> None:
    told = figures("Microsoft will spend $80 billion on AI this year. In 2023 Microsoft pledged $5 billion for AI.")

    assert told["$5 billion"].kind is Kind.PLEDGE


PUBLIC_OR_PRIVATE = [
    ("Canada's government will spend C$2 billion on AI compute.", Kind.FUND),
    ("The UK government will invest £2 billion in AI.", Kind.FUND),
    ("France will put 2 billion euros of public money into AI.", Kind.FUND),
    ("The European Union will mobilise 200 billion euros for AI.", Kind.FUND),
    ("France has won private investment of 109 billion euros in AI.", Kind.PLEDGE),
    ("Saudi Arabia pledged $600 billion of investment in AI in the United States.", Kind.PLEDGE),
    ("Google will put $1 billion into a fund for AI start-ups.", Kind.FUND),
]


@pytest.mark.parametrize(("text", "kind"), PUBLIC_OR_PRIVATE)
def test_a_state_s_money_is_a_fund_and_what_firms_promise_it_a_pledge(text: str, kind: Kind) -> None:
    assert figure(text).kind is kind


NEAREST = [
    ("Nvidia, valued at $3 trillion, will invest $5 billion in AI labs.", ["market_value", "pledge"]),
    ("Microsoft issued bonds of $18 billion, and spent $25 billion on AI this year.", ["debt", "capex"]),
    ("Meta earned $20 billion and plans capital expenditures of $65 billion for AI.", ["profit", "capex"]),
    ("OpenAI raised $40 billion at a valuation of $300 billion.", ["stake", "market_value"]),
    ("Amazon had sales of $187 billion and capital spending of $26 billion, mostly on AI.", ["revenue", "capex"]),
]


@pytest.mark.parametrize(("text", "kinds"), NEAREST)
def test_of_two_sums_each_is_what_the_nearest_words_say(text: str, kinds: list[str]) -> None:
    assert [one.kind.value for one in sorted(figures(text).values(), key=lambda f: text.index(f.quote))] == kinds


COMPARED = [
    ("Amazon will spend $100 billion on AI in 2025, up from $83 billion in 2024.", "$83 billion"),
    ("Meta lifted its AI capex to $72 billion from $65 billion.", "$65 billion"),
    ("Microsoft will spend $80 billion on AI this year, compared with $55 billion last year.", "$55 billion"),
]


@pytest.mark.parametrize(("text", "quote"), COMPARED)
def test_what_a_sum_is_held_against_is_of_its_kind(text: str, quote: str) -> None:
    assert figures(text)[quote].kind is Kind.CAPEX


def test_a_part_is_of_the_kind_of_the_whole_and_a_figure_of_its_own() -> None:
    told = figures(
        "Amazon plans AI capital expenditures of $100 billion in 2025. About $20 billion of that is for chips."
    )

    assert told["$20 billion"].kind is Kind.CAPEX
    assert told["$20 billion"].org == "Amazon"


@pytest.mark.parametrize(
    "text",
    [
        "Goldman Sachs expects $200 billion to be spent on AI data centers.",
        "Analysts expect Microsoft to spend $90 billion on AI next year.",
        "Big Tech firms together will spend $320 billion on AI this year.",
    ],
)
def test_what_others_reckon_or_all_together_spend_is_a_forecast(text: str) -> None:
    assert figure(text).kind is Kind.FORECAST


COURTS = [
    ("Court orders Anthropic over AI books", "Anthropic will pay $1.5 billion to authors.", Kind.OTHER),
    ("Anthropic grows", "Anthropic will pay $1.5 billion to Google for AI compute.", Kind.CONTRACT),
]


@pytest.mark.parametrize(("title", "text", "kind"), COURTS)
def test_what_a_court_has_paid_is_no_contract(title: str, text: str, kind: Kind) -> None:
    assert figure(text, title).kind is kind


STATES_PAY = [
    ("Canada will pay $2 billion for AI compute at home.", Kind.FUND),
    ("Canada is paying $2 billion to AI labs.", Kind.FUND),
    ("Canada signed a $2 billion contract with Oracle for AI compute.", Kind.CONTRACT),
    ("Meta will pay $2 billion to Oracle for AI compute.", Kind.CONTRACT),
]


@pytest.mark.parametrize(("text", "kind"), STATES_PAY)
def test_what_a_government_pays_nobody_in_particular_is_a_fund(text: str, kind: Kind) -> None:
    assert figure(text).kind is kind


BANKS = [
    ("Goldman Sachs spends $6 billion a year on AI.", Kind.PLEDGE),
    ("Goldman Sachs will put $6 billion of its own technology budget into AI.", Kind.PLEDGE),
    ("Goldman Sachs sees $6 billion spent on AI.", Kind.FORECAST),
    ("Goldman Sachs put AI spending of $6 billion in its note.", Kind.FORECAST),
]


@pytest.mark.parametrize(("text", "kind"), BANKS)
def test_a_bank_that_tells_of_its_own_money_estimates_nothing(text: str, kind: Kind) -> None:
    assert figure(text).kind is kind


MANY = [
    ("Microsoft, Google and Amazon will spend $250 billion on AI this year.", Kind.FORECAST),
    ("Four American companies spent $250 billion on AI data centers.", Kind.FORECAST),
    ("Several tech companies spent $250 billion on AI data centers.", Kind.FORECAST),
    ("Two years ago companies had poured $80 billion into AI.", Kind.FORECAST),
    ("Microsoft and Google will spend $150 billion on AI this year.", Kind.CAPEX),
    ("Microsoft, Google and Amazon will build a $250 billion AI campus.", Kind.PLEDGE),
]


@pytest.mark.parametrize(("text", "kind"), MANY)
def test_three_rivals_or_a_crowd_spend_nothing_together_but_may_build_it(text: str, kind: Kind) -> None:
    assert figure(text).kind is kind


AHEAD = [
    ("Meta's capital expenditures for AI will total $300 billion through 2028.", Kind.PLEDGE),
    ("Meta's capital expenditures for AI will total $300 billion over three years.", Kind.PLEDGE),
    ("Meta's capital expenditures for AI totalled $100 billion from 2022 to 2024.", Kind.CAPEX),
    ("Meta's capital expenditures for AI will be $65 billion in 2025.", Kind.CAPEX),
    ("Meta will invest $60 billion in AI, more than over the past ten years.", Kind.PLEDGE),
    ("Meta has put $60 billion into AI over the past ten years.", Kind.CAPEX),
    ("Meta will put $60 billion into AI in a single year.", Kind.CAPEX),
    ("Meta will put $60 billion into AI in one go.", Kind.PLEDGE),
]


@pytest.mark.parametrize(("text", "kind"), AHEAD)
def test_many_years_to_come_are_a_pledge_and_years_gone_are_capex(text: str, kind: Kind) -> None:
    assert figure(text).kind is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("France gets $10 billion for AI labs.", Kind.PLEDGE),
        ("France will get AI labs for which it sets aside $10 billion.", Kind.FUND),
    ],
)
def test_what_a_country_gets_is_a_pledge_and_what_it_sets_aside_a_fund(text: str, kind: Kind) -> None:
    assert figure(text).kind is kind


def test_a_cue_within_a_known_company_s_name_says_nothing() -> None:
    assert figure("AI chips brought the Public Investment Fund $5 billion.").kind is Kind.OTHER
    assert figure("AI chips brought the investment fund of Canada $5 billion.").kind is Kind.FUND


FAR = (
    "Microsoft invests in AI of the kind that its chief told a hall of students, nine hundred in all, in Ohio about in "
    "the early spring, namely {}"
)


def test_the_first_sum_of_an_entry_is_taken_for_what_is_said_far_before_it() -> None:
    first = figure(FAR.format("$5 billion."))
    second = figures(f"Microsoft made a profit of $7 billion. {FAR.format('$5 billion.')}")

    assert first.kind is Kind.PLEDGE
    assert second["$5 billion"].kind is Kind.OTHER


def test_a_country_raises_no_round() -> None:
    told = figure("France secured $10 billion for AI data centers from Nvidia.")

    assert told.kind is not Kind.STAKE
    assert told.counterparty is None
