import pytest

from bot.core.figures import Figure
from bot.core.kinds import Kind
from tests.core.desk import figures


def spent(text: str, quote: str) -> Figure:
    return figures(text)[quote]


LEFT_OUT = [
    "Nvidia is investing up to $10 billion in OpenAI and Microsoft up to $5 billion.",
    "Nvidia put $10 billion into OpenAI, Microsoft $5 billion.",
]


@pytest.mark.parametrize("text", LEFT_OUT)
def test_a_sum_without_a_verb_is_read_like_the_one_before(text: str) -> None:
    told = spent(text, "$5 billion")

    assert (told.org, told.kind, told.counterparty) == ("Microsoft", Kind.STAKE, "OpenAI")


def test_a_sum_with_words_of_its_own_is_read_by_them() -> None:
    told = spent("Nvidia is investing $10 billion in OpenAI and Microsoft made a profit of $5 billion.", "$5 billion")

    assert told.kind is Kind.PROFIT


def test_rows_under_capital_spending_are_capital_spending() -> None:
    text = "The capex plans of this season for AI data centers:\n\n• Meta: $70 billion\n• Google: $91 billion"

    told = figures(text)

    assert [(told[q].org, told[q].kind) for q in ("$70 billion", "$91 billion")] == [
        ("Meta", Kind.CAPEX),
        ("Google", Kind.CAPEX),
    ]
