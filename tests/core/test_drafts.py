"""What a sum takes from the sums before it: its kind, where it is a part, a share, a price or a place of theirs."""

import pytest

from bot.core.kinds import Kind
from tests.core.desk import figure, figures


@pytest.mark.parametrize(
    ("text", "quote", "kind"),
    [
        ("Anthropic raised $3.5 billion at about $61.5 billion.", "$61.5 billion", Kind.MARKET_VALUE),
        (
            "Anthropic raised $3.5 billion for its AI models at just over $61.5 billion.",
            "$61.5 billion",
            "market_value",
        ),
        ("Anthropic raised $3.5 billion for AI, some of it at $1 billion.", "$1 billion", Kind.STAKE),
        ("Microsoft will invest $3.5 billion in AI in Spain at about $61.5 billion.", "$61.5 billion", Kind.PLEDGE),
    ],
)
def test_a_larger_sum_at_which_a_round_was_raised_is_the_company_s_worth(text: str, quote: str, kind: str) -> None:
    assert figures(text)[quote].kind == kind


JOINT = "SoftBank and MGX will invest $40 billion in an AI campus. {} $60 billion."


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("SoftBank's share is", Kind.PLEDGE),
        ("MGX's own part is", Kind.PLEDGE),
        ("TSMC's share is", Kind.PLEDGE),
        ("TSMC's fame is", Kind.OTHER),
        ("SoftBank's profit was", Kind.PROFIT),
        ("Nvidia's worth rose by", Kind.MARKET_VALUE),
    ],
)
def test_the_share_of_one_who_joins_in_is_of_the_kind_of_the_whole(words: str, kind: Kind) -> None:
    assert figures(JOINT.format(words))["$60 billion"].kind is kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("BlackRock wants to raise $30 billion of capital for AI data centers.", Kind.FUND),
        ("BlackRock will mobilise $30 billion for AI data centers with debt.", Kind.FUND),
        ("BlackRock issued $30 billion of bonds for AI data centers.", Kind.DEBT),
        ("Anthropic wants to raise $30 billion of capital for AI data centers.", Kind.STAKE),
    ],
)
def test_an_investor_that_collects_capital_fills_a_fund_and_a_company_has_a_round(text: str, kind: Kind) -> None:
    assert figure(text).kind is kind


ABROAD = "Microsoft will invest $10 billion in AI. There was talk of 4 billion euros{}."


@pytest.mark.parametrize(
    ("where", "kind"),
    [(" for France", Kind.PLEDGE), (" for the United Kingdom", Kind.PLEDGE), (" for fun", Kind.OTHER)],
)
def test_a_country_right_behind_a_sum_has_a_part_of_a_plan(where: str, kind: Kind) -> None:
    assert figures(ABROAD.format(where))["4 billion euros"].kind is kind


def test_money_for_a_country_is_no_pledge_where_nobody_pledged() -> None:
    told = figures(
        "Microsoft had a profit of $10 billion on AI. Then there was talk, at length, of $4 billion for France."
    )

    assert told["$4 billion"].kind is Kind.OTHER
