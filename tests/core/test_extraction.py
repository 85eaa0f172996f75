"""What only the whole entry tells of a sum: earlier money for the same company, parts, the year of a deal."""

import pytest

from bot.core.kinds import Kind
from tests.core.desk import brief, figures

STAKE = "Google will invest $2 billion in Anthropic. {}"
TITLE = "Google puts $2 billion into Anthropic"


@pytest.mark.parametrize(
    ("then", "kind"),
    [
        ("It had put in $3 billion before.", Kind.STAKE),
        ("Google has invested $3 billion so far.", Kind.STAKE),
        ("It will also invest $3 billion in data centers.", Kind.PLEDGE),
        ("It will also invest $3 billion in Britain.", Kind.PLEDGE),
        ("It will also put $3 billion into Stargate.", Kind.PLEDGE),
    ],
)
def test_money_an_owner_put_in_before_is_a_stake_and_what_it_builds_is_not(then: str, kind: Kind) -> None:
    told = figures(STAKE.format(then), TITLE)["$3 billion"]

    assert told.kind is kind
    assert told.counterparty == ("Anthropic" if kind is Kind.STAKE else None)


def test_who_is_named_in_the_opening_of_a_round_without_a_lead_owns_a_part_too() -> None:
    told = figures(
        "The AI start-up Brightmind raised $2 billion. Google joined in. Google has invested $3 billion so far.",
        "The start-up Brightmind raises $2 billion",
    )

    assert brief(told["$3 billion"]) == "Google stake 3 USD"


PLANTS = "Roche will invest $50 billion in plants. They are in Ohio. They are large. It will spend $3 billion on {}."


@pytest.mark.parametrize(
    ("what", "kind"), [("AI", Kind.PLEDGE), ("chatbots for AI", Kind.PLEDGE), ("vans", Kind.OTHER)]
)
def test_in_news_on_other_money_only_a_sum_whose_own_sentence_says_ai_is_spending(what: str, kind: Kind) -> None:
    assert figures(PLANTS.format(what), "Roche to invest $50 billion in plants")["$3 billion"].kind is kind


WHOLE = "Microsoft will spend $80 billion on AI data centers in 2025. {}"


@pytest.mark.parametrize(
    ("then", "period"),
    [
        ("Half of that, $40 billion, goes to chips.", "2025"),
        ("It will spend $40 billion on chips.", "2025"),
        ("It will invest $40 billion in France.", None),
        ("It will spend $40 billion on chips in 2027.", "2027"),
    ],
)
def test_a_part_has_the_period_of_the_whole_and_another_plan_has_not(then: str, period: str | None) -> None:
    assert figures(WHOLE.format(then))["$40 billion"].period == period


def test_a_part_of_a_plan_of_years_is_of_the_same_years_and_kind() -> None:
    told = figures(
        "Microsoft will invest $80 billion in AI over four years. A third of it, $27 billion, will be spent on chips."
    )

    assert brief(told["$27 billion"]) == "Microsoft pledge 27 USD 4y"


@pytest.mark.parametrize(
    ("then", "period"),
    [
        ("The government will give 2 billion dollars to AI labs.", "2025"),
        ("The government will give 2 billion dollars to AI labs in 2027.", "2027"),
    ],
)
def test_what_follows_a_year_s_public_budget_is_a_share_of_it(then: str, period: str | None) -> None:
    told = figures(f"Canada's 2025 budget has 9 billion dollars for AI. {then}")

    assert told["2 billion dollars"].period == period


PLANNED = "Capital expenditures of at least $90 billion are planned."


@pytest.mark.parametrize(
    ("before", "period"),
    [
        ("Meta's AI capital expenditures will be $65 billion in 2025.", "2025"),
        ("Meta's AI capital expenditures were $65 billion in 2024.", None),
        ("Meta's AI capital expenditures will be $65 billion.", None),
    ],
)
def test_capital_spending_without_a_year_is_of_the_year_planned_for_but_of_none_gone(
    before: str, period: str | None
) -> None:
    assert figures(f"{before} {PLANNED}")["$90 billion"].period == period


ROUND = "Anthropic raised $3.5 billion in a new round. It raised $1 billion from Google{}."


@pytest.mark.parametrize(
    ("when", "year"),
    [
        (" in June 2023", "2023"),
        (" in late 2023", "2023"),
        (" last March", "2024"),
        (" last January", "2025"),
        ("", None),
        (", which owns part of it and has sold it many chips and much room in halls that it built in June 2023", None),
    ],
)
def test_an_earlier_deal_is_of_the_year_of_the_month_beside_it(when: str, year: str | None) -> None:
    assert figures(ROUND.format(when), "Anthropic raises $3.5 billion")["$1 billion"].period == year


def test_the_month_of_the_deal_that_is_news_is_no_period() -> None:
    told = figures("Anthropic raised $3.5 billion from Google in January 2025.", "Anthropic raises $3.5 billion")

    assert told["$3.5 billion"].period is None


def test_what_a_round_is_paid_in_by_is_money_for_the_same_company() -> None:
    told = figures(
        "OpenAI has closed a $40 billion round led by SoftBank to build AI. $7.5 billion comes in now from SoftBank, "
        "and the remaining $30 billion should arrive by December."
    )

    assert {(of.kind, of.counterparty) for of in told.values()} == {(Kind.STAKE, "OpenAI")}
    assert told["$30 billion"].org != "OpenAI"
