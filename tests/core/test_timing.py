"""Which of the periods of a sentence is a sum's own, and which another's."""

import pytest

from tests.core.desk import figures


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        (
            "Meta spent $38 billion on AI in 2024, and for 2025 $65 billion are planned.",
            {"$38 billion": "2024", "$65 billion": "2025"},
        ),
        ("Meta spent $38 billion on AI in 2024, and $65 billion are planned.", {"$38 billion": "2024"}),
        ("Meta will spend $65 billion on AI in 2025, up from 2024's $38 billion.", {"$65 billion": "2025"}),
        ("Meta will invest $300 billion in AI over four years, from 2026 to 2029.", {"$300 billion": "2026-2029"}),
        ("Meta will invest $300 billion in AI over four years, more than from 2020 to 2024.", {"$300 billion": "4y"}),
    ],
)
def test_a_period_belongs_to_the_sum_that_it_leads_to_or_follows(text: str, periods: dict[str, str | None]) -> None:
    told = figures(text)

    assert {quote: told[quote].period for quote in periods} == periods


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("阿里巴巴投入380亿元用于人工智能，明年650亿元。", {"380亿元": None, "650亿元": "2026"}),
        ("阿里巴巴资本开支为380亿元，去年的650亿元用于人工智能。", {"380亿元": None, "650亿元": "2024"}),
        ("阿里巴巴明年投入380亿元用于人工智能，另有650亿元。", {"380亿元": "2026"}),
    ],
)
def test_a_year_right_before_another_sum_is_never_that_of_the_first_in_the_east(
    text: str, periods: dict[str, str | None]
) -> None:
    told = figures(text)

    assert {quote: told[quote].period for quote in periods} == periods


def test_capital_spending_listed_under_a_total_is_of_its_year() -> None:
    told = figures(
        "Together they plan AI capital spending of $650 billion in 2026.\n\n"
        "• Amazon: $200 billion\n• Alibaba: $115 billion for its capex",
    )

    assert {quote: of.period for quote, of in told.items()} == {
        "$650 billion": "2026",
        "$200 billion": "2026",
        "$115 billion": "2026",
    }
