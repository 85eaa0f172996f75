from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from bot.core.kinds import Kind, Qualifier
from bot.core.money import Money
from tests.core.desk import DAY, RATES, brief, briefs, figure, figures, reading

YUAN = "Alibaba will invest 380 billion yuan ($53 billion) in AI over three years."


def test_the_same_sum_in_title_and_text_is_one_figure() -> None:
    told = briefs("Alibaba will invest $53 billion in AI over three years.", "Alibaba to invest $53 billion in AI")

    assert told == ["Alibaba pledge 53 USD 3y"]


def test_a_sum_restated_in_another_currency_is_one_figure() -> None:
    told = figure(YUAN)

    assert brief(told) == "Alibaba pledge 380 CNY 3y"
    assert told.also == (Money(Decimal(53_000_000_000), "USD"),)


def test_title_and_text_may_tell_one_sum_in_two_currencies_without_saying_so() -> None:
    told = figure("Alibaba will invest 380 billion yuan in AI over three years.", "Alibaba to invest $53 billion in AI")

    assert brief(told) == "Alibaba pledge 380 CNY 3y"
    assert told.also == (Money(Decimal(53_000_000_000), "USD"),)


@pytest.mark.parametrize(
    ("title", "text", "amount"),
    [
        ("Alibaba to spend $53bn on AI", "Alibaba will invest $52.7 billion in AI.", "52.7"),
        ("Alibaba to spend over $50 billion on AI", "Alibaba will invest $53 billion in AI.", "53"),
        ("CoreWeave wins $14B order", "CoreWeave signed a $14.2 billion contract with Meta for AI compute.", "14.2"),
    ],
)
def test_a_rounding_is_the_same_figure_and_the_exact_form_its_amount(title: str, text: str, amount: str) -> None:
    assert figure(text, title).amount == Decimal(amount) * 10**9


def test_the_rounding_is_kept_as_a_restatement() -> None:
    told = figure("CoreWeave signed a $14.2 billion contract with Meta for AI compute.", "CoreWeave wins $14B order")

    assert told.also == (Money(Decimal(14_000_000_000), "USD"),)


def test_equal_sums_of_different_payers_are_two_figures() -> None:
    told = reading("Amazon will invest $5 billion in AI in India. Microsoft will invest $5 billion in AI in Japan.")

    assert [f.org for f in told.figures] == ["Amazon", "Microsoft"]


def test_equal_sums_of_different_kinds_are_two_figures() -> None:
    told = briefs("Meta will spend $65 billion on AI in 2025. Meta had revenue of $65 billion last year.")

    assert sorted(told) == ["Meta capex 65 USD 2025", "Meta revenue 65 USD 2024"]


def test_equal_sums_of_different_years_are_two_figures() -> None:
    told = briefs("Microsoft spent $80 billion on AI in 2024. Microsoft will spend $80 billion on AI in 2026.")

    assert sorted(told) == ["Microsoft capex 80 USD 2024", "Microsoft capex 80 USD 2026"]


def test_a_part_is_a_figure_beside_the_whole() -> None:
    told = briefs("Amazon will spend $100 billion on AI in 2025. About $20 billion of that is for chips.")

    assert told[0] == "Amazon capex 100 USD 2025"
    assert told[1].startswith("Amazon capex 20 USD")


def test_a_range_has_two_ends() -> None:
    told = figure("Meta's AI capital expenditures will be $60 billion to $65 billion in 2025.")

    assert brief(told) == "Meta capex 60/65 USD 2025"
    assert told.qualifier is Qualifier.RANGE
    assert (told.usd, told.usd_high) == (Decimal(60_000_000_000), Decimal(65_000_000_000))


def test_the_high_end_in_the_title_is_the_range_of_the_text() -> None:
    told = figure(
        "Meta's AI capital expenditures will be $60 billion to $65 billion in 2025.",
        "Meta to spend up to $65 billion on AI",
    )

    assert brief(told) == "Meta capex 60/65 USD 2025"


@pytest.mark.parametrize(
    ("words", "qualifier"),
    [
        ("$53 billion", Qualifier.EXACT),
        ("about $53 billion", Qualifier.ABOUT),
        ("at least $53 billion", Qualifier.AT_LEAST),
        ("more than $53 billion", Qualifier.AT_LEAST),
        ("up to $53 billion", Qualifier.UP_TO),
    ],
)
def test_the_words_before_a_sum_qualify_it(words: str, qualifier: Qualifier) -> None:
    assert figure(f"Alibaba will invest {words} in AI.").qualifier is qualifier


def test_the_headline_figure_is_the_one_of_the_title() -> None:
    told = figures(
        "Alibaba invested $10 billion in AI last year. Alibaba will invest $53 billion in AI over three years.",
        "Alibaba to invest $53 billion in AI",
    )

    assert [quote for quote, one in told.items() if one.headline] == ["$53 billion"]


def test_a_bare_number_in_the_title_picks_the_headline_figure() -> None:
    told = figures(
        "The group holds 500 billion yuan in cash. Alibaba will invest 380 billion yuan in AI.",
        "Alibaba's 380 billion bet on AI",
    )

    assert [quote for quote, one in told.items() if one.headline] == ["380 billion yuan"]


def test_without_a_sum_in_the_title_the_first_spending_is_the_headline_figure() -> None:
    told = figures(
        "Alibaba has 300 billion yuan of revenue. Alibaba will invest $53 billion in AI. Microsoft has $80 billion.",
        "Alibaba bets on AI",
    )

    assert [quote for quote, one in told.items() if one.headline] == ["$53 billion"]


def test_the_first_spending_of_whom_the_title_names_is_the_headline_figure() -> None:
    told = figures(
        "Microsoft will spend $80 billion on AI this year. Alibaba will invest $53 billion in AI.", "Alibaba bets on AI"
    )

    assert [quote for quote, one in told.items() if one.headline] == ["$53 billion"]


def test_of_sums_in_one_sentence_the_largest_is_the_headline_figure() -> None:
    told = figures("Alibaba will invest $1 billion in AI in Korea and $3 billion in AI in Japan.", "Alibaba bets on AI")

    assert [quote for quote, one in told.items() if one.headline] == ["$3 billion"]


def test_an_entry_that_tells_no_spending_has_no_headline_figure_without_a_title() -> None:
    assert not figure("Nvidia had revenue of $39 billion thanks to AI.").headline


def test_dollars_of_the_text_win_over_a_rate() -> None:
    told = figure(YUAN)

    assert told.usd == Decimal(53_000_000_000)
    assert told.rate_day is None


def test_dollars_are_reckoned_at_the_rate_of_the_day() -> None:
    told = figure("Microsoft will invest 4 billion euros in AI in France.")

    assert told.usd == Decimal(4_200_000_000)
    assert told.rate_day == DAY.date()


def test_a_range_in_another_currency_has_two_ends_in_dollars() -> None:
    told = figure("Microsoft will invest 4 billion to 6 billion euros in AI.")

    assert (told.usd, told.usd_high) == (Decimal(4_200_000_000), Decimal(6_300_000_000))


def test_a_currency_without_a_rate_has_no_dollars() -> None:
    told = figure("Tencent will spend 90 billion rubles on AI.")

    assert (told.currency, told.usd, told.rate_day) == ("RUB", None, None)
    assert RATES.rate("RUB", None) is None


def test_a_sum_in_brackets_that_cannot_be_the_same_money_is_none() -> None:
    assert figures("Alibaba will invest 380 billion yuan ($1 billion) in AI.")["380 billion yuan"].also == ()


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        ("Microsoft will invest $4 billion in AI data centers.", "AI data centers"),
        ("Microsoft will spend $4 billion to build AI data centers in Spain.", "AI data centers in Spain"),
        (
            "Microsoft will put $4 billion into cloud and AI infrastructure over three years.",
            "cloud and AI infrastructure",
        ),
        ("Microsoft will spend $4 billion this year on AI chips.", "AI chips"),
    ],
)
def test_the_words_after_a_sum_say_what_it_is_for(text: str, purpose: str) -> None:
    assert figure(text).purpose == purpose


def test_where_the_text_does_not_say_what_for_there_is_no_purpose() -> None:
    assert figure("Microsoft's AI capital expenditures came to $4 billion.").purpose is None


def test_what_is_no_spending_has_no_purpose() -> None:
    assert figure("Nvidia had revenue of $39 billion in AI chips.").purpose is None


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("Alibaba will invest $53 billion in AI over the next three years.", "3y"),
        ("Meta will spend $65 billion on AI in 2025.", "2025"),
        ("Microsoft will spend $80 billion on AI in fiscal 2026.", "FY2026"),
        ("Microsoft will spend $80 billion on AI by 2030.", "by 2030"),
        ("Microsoft will spend $80 billion on AI between 2025 and 2028.", "2025-2028"),
        ("Meta spends $65 billion on AI this year.", "2025"),
        ("Microsoft's capital expenditures for AI were $20 billion in the third quarter of 2025.", "Q3 2025"),
        ("Microsoft will build AI data centers for $80 billion.", None),
    ],
)
def test_a_sum_is_spent_in_the_period_its_sentence_states(text: str, period: str | None) -> None:
    assert figure(text).period == period


def test_the_period_of_a_pledge_may_stand_in_the_title() -> None:
    told = figure("Alibaba will invest $53 billion in AI.", "Alibaba bets on AI over three years")

    assert told.period == "3y"


def test_the_period_of_a_pledge_may_stand_in_the_next_sentence() -> None:
    assert figure("Alibaba will invest $53 billion in AI. It is to be spent over three years.").period == "3y"


def test_a_period_beside_another_sum_is_that_sum_s() -> None:
    told = figures("Meta will spend $65 billion on AI in 2025, and Microsoft $80 billion in fiscal 2026.")

    assert (told["$65 billion"].period, told["$80 billion"].period) == ("2025", "FY2026")


def test_this_year_of_an_undated_entry_is_not_known() -> None:
    assert figure("Meta spends $65 billion on AI this year.", published=None).period is None


def test_this_year_is_the_year_of_publication() -> None:
    day = datetime(2026, 1, 3, tzinfo=UTC)

    assert figure("Meta spends $65 billion on AI this year.", published=day).period == "2026"


def test_sums_below_a_million_are_no_figures() -> None:
    assert figures("Microsoft will invest $900,000 in AI.") == {}


def test_the_words_that_decided_are_evidence() -> None:
    told = figure("Alibaba will invest $53 billion in AI over the next three years.")

    assert {"Alibaba", "invest"} <= set(told.evidence)


def test_a_figure_changes_with_replace_alone() -> None:
    told = figure("Alibaba will invest $53 billion in AI.")

    assert replace(told, kind=Kind.FUND) != told
    with pytest.raises(AttributeError):
        told.kind = Kind.FUND  # type: ignore[misc]  # that it is frozen is what is tried


def test_old_money_for_the_same_company_is_part_of_the_stake() -> None:
    told = figures(
        "Amazon will invest a further $4 billion in Anthropic. Amazon had spent $2 billion by March.",
        "Amazon to invest $4 billion in Anthropic",
    )

    assert (told["$2 billion"].kind, told["$2 billion"].counterparty) == (Kind.STAKE, "Anthropic")


def test_a_restatement_in_a_currency_without_a_rate_is_believed() -> None:
    told = figure("Microsoft will invest 90 billion rubles ($1 billion) in AI.")

    assert told.also == (Money(Decimal(1_000_000_000), "USD"),)


def test_capital_spending_of_the_quarter_takes_the_quarter_that_the_text_names() -> None:
    told = figures(
        "Results for the third quarter of 2025 are out. Meta spent $20 billion on AI capex in the quarter.",
        "Meta's AI capex goes on",
    )

    assert told["$20 billion"].period == "Q3 2025"


def test_capital_spending_without_a_year_is_of_the_year_of_the_plan() -> None:
    told = figures(
        "Amazon plans AI capex of $100 billion in 2025. Earlier Amazon had guided to AI capex of $90 billion."
    )

    assert told["$90 billion"].period == "2025"


def test_ranges_that_begin_at_nothing_are_one_where_they_end_alike() -> None:
    text = "Meta will spend $0-100 million on AI. Meta will spend $0-100 million on AI, and then $0-200 million."

    assert [one.high for one in reading(text).figures] == [Decimal(100_000_000), Decimal(200_000_000)]


def test_a_deal_s_enterprise_value_is_what_is_paid_for_it() -> None:
    told = figure(
        "Blackstone will take over AirTrunk, a builder of AI data centres, at an enterprise value of $16.1 billion.",
        "Blackstone to acquire AirTrunk for $16.1 billion",
    )

    assert (told.org, told.kind, told.counterparty) == ("Blackstone", Kind.ACQUISITION, "AirTrunk")


def test_a_round_told_in_reported_speech_is_the_news_of_a_title_with_a_valuation() -> None:
    told = figures(
        "Crusoe, the developer of AI data centers, said on Thursday that it had raised $1.4 billion in new equity.",
        "Crusoe valued above $10 billion",
    )

    assert (told["$1.4 billion"].kind, told["$1.4 billion"].headline) == (Kind.STAKE, True)


def test_who_led_a_round_may_be_named_three_sentences_on() -> None:
    told = figure(
        "Anthropic raised $30 billion. The sum is the largest of the year. The lab makes Claude. "
        "The round was led by GIC.",
        "Anthropic raises $30 billion for AI",
    )

    assert told.org == "GIC"


@pytest.mark.parametrize(
    ("text", "purpose"),
    [
        ("Apple will invest $500 billion in the U.S. to build AI servers in Houston.", "AI servers in Houston"),
        ("Microsoft will invest $3 billion in India, it said.", None),
        ("Oracle will buy AI firm Brightmind for $4 billion in cash.", None),
        ("Meta will spend $10 billion on its AI research in the fiscal year.", "AI research"),
    ],
)
def test_a_purpose_names_what_is_built_and_not_a_place_or_a_way_to_pay(text: str, purpose: str | None) -> None:
    assert figure(text).purpose == purpose


def test_of_two_ranges_that_end_alike_the_first_is_the_news() -> None:
    told = figures(
        "Meta now expects capital expenditures of $66-72 billion, from $64-72 billion.",
        "Meta raises 2025 AI capex to $72 billion",
    )

    assert {quote: f.headline for quote, f in told.items()} == {"$66-72 billion": True, "$64-72 billion": False}
