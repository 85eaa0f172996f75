"""Who pays a sum that is told twice, where only one telling says it."""

import pytest

from tests.core.desk import figure, figures


def test_a_round_whose_lead_only_the_title_tells_is_led_by_it() -> None:
    told = figure(
        "Anthropic raised $3.5 billion for its AI models.", "Anthropic raises $3.5 billion in round led by Lightspeed"
    )

    assert (told.org, told.counterparty) == ("Lightspeed", "Anthropic")


@pytest.mark.parametrize(
    ("title", "payers"),
    [("OpenAI raises $3.5 billion in round led by Lightspeed", {"Lightspeed", None}), ("AI rises", {None})],
)
def test_the_lead_of_one_company_s_round_is_not_that_of_another_s(title: str, payers: set[str | None]) -> None:
    told = figures("Anthropic raised $3.5 billion for its AI models.", title)

    assert {one.org for one in told.values()} <= payers
