"""Which sums an entry is news for, by its title, its opening and who put a price on whom."""

import pytest

from tests.core.desk import figures

BIG = "{0} had a good day. It has many fans. Analysts cheered. People smiled at {0}. Rivals wept. {0} will invest {1}."


def news(text: str, title: str) -> list[str]:
    return [quote for quote, one in figures(text, title).items() if one.headline]


@pytest.mark.parametrize(
    ("title", "heads"),
    [
        ("Nvidia and its campus", ["$5 billion"]),
        ("Nvidia stock soars on AI", []),
        ("Why Nvidia is ahead in AI", []),
        ("Judge hears Nvidia on AI", []),
        ("Nvidia stock soars on AI spending plan", ["$5 billion"]),
    ],
)
def test_a_title_on_markets_or_opinions_is_no_news_of_a_plan_told_late(title: str, heads: list[str]) -> None:
    assert news(BIG.format("Nvidia", "$5 billion in AI"), title) == heads


def test_a_menu_before_the_text_does_not_make_its_plan_late() -> None:
    text = "Home. News. AI. Sport. Money. Nvidia will invest $5 billion in AI in the coming years, it said today."

    assert news(text, "Nvidia stock soars on AI") == ["$5 billion"]


def test_a_price_in_the_title_was_put_on_it_by_who_bought_in() -> None:
    text = (
        "Anthropic will spend $5 billion on AI chips, as it said on Monday. "
        "Google will invest $2 billion in Anthropic, as both of them said on the same day."
    )

    assert sorted(news(text, "Anthropic is worth $61 billion")) == ["$2 billion", "$61 billion"]


@pytest.mark.parametrize(
    ("before", "heads"),
    [("It had put $3 billion into AI labs.", ["$5 billion"]), ("It will put $3 billion into AI.", ["$3 billion"])],
)
def test_what_was_put_in_before_is_not_the_news(before: str, heads: list[str]) -> None:
    assert news(f"Nvidia is busy. {before} Nvidia will invest $5 billion in AI.", "Nvidia and its campus") == heads


def test_an_outlook_that_is_raised_is_news_and_not_the_quarter_before_it() -> None:
    text = (
        "Alibaba's capital expenditures were $13 billion in Q1 2025, for AI. "
        "For the full year the company now expects $64-72 billion."
    )

    assert news(text, "Alibaba raises 2025 capex outlook for AI") == ["$64-72 billion"]


@pytest.mark.parametrize("words", ["brings the total raised by Mistral to almost", "lifts its overall funding to"])
def test_what_a_round_brings_older_money_to_is_not_the_news(words: str) -> None:
    told = figures(f"This week's $1.1 billion series G {words} $1.9 billion, for AI.", "Mistral has money again")

    assert [quote for quote, one in told.items() if one.headline] == ["$1.1 billion"]


@pytest.mark.parametrize(
    ("title", "text", "heads"),
    [
        (
            "Microsoft pledges $23 billion for AI",
            "Microsoft committed $17.5 billion to India and $5.4 billion to Canada, for AI data centers.",
            {"$23 billion", "$17.5 billion", "$5.4 billion"},
        ),
        (
            "Microsoft pledges $23 billion for AI",
            "Microsoft committed $17.5 billion to chips and $5.4 billion to power lines of its AI data centers.",
            {"$23 billion"},
        ),
        (
            "Nebius adds $1 billion to its AI campus",
            "Nebius has doubled the plan for its AI data center to $2 billion.",
            {"$1 billion", "$2 billion"},
        ),
    ],
)
def test_shares_of_several_countries_and_a_doubled_plan_are_news_beside_the_title(
    title: str, text: str, heads: set[str]
) -> None:
    told = figures(text, title)

    assert {quote for quote, one in told.items() if one.headline} == heads


@pytest.mark.parametrize(
    "title",
    [
        "Mistral raises $2 billion at $14 billion valuation for its AI",
        "Mistral, valued at $14 billion, raises $2 billion for AI",
        "Nvidia backs Mistral with $2 billion of AI money; it is now worth $14 billion",
    ],
)
def test_what_a_company_is_worth_is_not_the_news_beside_money_committed(title: str) -> None:
    told = figures("Mistral raised $2 billion at a valuation of $14 billion. It makes AI models.", title)

    assert [quote for quote, one in told.items() if one.headline] == ["$2 billion"]
