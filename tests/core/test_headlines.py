from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import product

import pytest

from bot.core.figures import Figure
from bot.core.headlines import aside, headline, payers
from bot.core.kinds import SPEND, Certainty, Kind, Qualifier, Role

FIGURE = Figure(
    quote="$10bn",
    amount=Decimal(10_000_000_000),
    high=None,
    currency="USD",
    kind=Kind.PLEDGE,
    usd=Decimal(10_000_000_000),
    org="Acme",
)


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"period": "3y"}, "Acme pledges $10B for AI over 3 years"),
        ({"certainty": Certainty.REPORTED}, "Acme reportedly plans $10B for AI"),
        ({"certainty": Certainty.DENIED}, "Acme denies plans of $10B for AI"),
        ({"certainty": Certainty.CANCELLED}, "Acme cancels plans of $10B for AI"),
        ({"kind": Kind.CAPEX, "period": "2025"}, "Acme plans capex of $10B in 2025"),
        ({"kind": Kind.CAPEX, "period": "2024"}, "Acme spent $10B on capex in 2024"),
        (
            {"kind": Kind.CAPEX, "period": "2024", "qualifier": Qualifier.UP_TO},
            "Acme puts up to $10B into capex in 2024",
        ),
        ({"kind": Kind.CAPEX, "period": "FY2025"}, "Acme puts $10B into capex in FY2025"),
        ({"kind": Kind.CAPEX, "period": "2025-2027"}, "Acme plans capex of $10B in 2025–2027"),
        ({"kind": Kind.CAPEX, "period": "by 2030"}, "Acme plans capex of $10B by 2030"),
        ({"kind": Kind.CAPEX}, "Acme puts $10B into capex"),
        ({"kind": Kind.CONTRACT, "counterparty": "Chips"}, "Acme signs a contract of $10B with Chips"),
        ({"kind": Kind.CONTRACT}, "Acme signs AI contracts of $10B"),
        ({"kind": Kind.STAKE, "counterparty": "Lab"}, "Acme invests $10B in Lab"),
        ({"kind": Kind.STAKE}, "Acme invests $10B in an AI company"),
        ({"kind": Kind.STAKE, "role": Role.LEAD, "counterparty": "Lab"}, "Acme leads a round of $10B for Lab"),
        ({"kind": Kind.STAKE, "org": None, "counterparty": "Lab"}, "Lab raises $10B"),
        ({"kind": Kind.STAKE, "org": None}, "An unnamed payer invests $10B in an AI company"),
        ({"kind": Kind.ACQUISITION, "counterparty": "Lab"}, "Acme buys Lab for $10B"),
        ({"kind": Kind.ACQUISITION}, "Acme buys an AI company for $10B"),
        ({"kind": Kind.FUND}, "Acme funds AI with $10B"),
        ({"kind": Kind.MARKET_VALUE}, "Acme: market value of $10B"),
        ({"kind": Kind.FORECAST, "certainty": Certainty.REPORTED}, "Acme: forecast of $10B, reported"),
        ({"org_alt": ("B", "C")}, "Acme, with B and C, pledges $10B for AI"),
        ({"qualifier": Qualifier.UP_TO}, "Acme pledges up to $10B for AI"),
    ],
)
def test_the_verb_follows_kind_and_certainty(changes: dict[str, object], line: str) -> None:
    figure = replace(FIGURE, **changes)  # type: ignore[arg-type]  # values of many fields in one table

    assert headline(figure, date(2025, 2, 25)) == line


def test_nothing_uncertain_reads_like_an_announcement() -> None:
    for kind, role, org, other in product(SPEND, Role, ("Acme", None), ("Lab", None)):
        figure = replace(FIGURE, kind=kind, role=role, org=org, counterparty=other, period="2024")
        sure = headline(figure, date(2025, 2, 25))
        lines = {headline(replace(figure, certainty=certainty), date(2025, 2, 25)) for certainty in Certainty}

        assert len(lines) == len(Certainty), sure
        assert sum("reportedly" in line for line in lines) == 1
        assert sum("denies" in line for line in lines) == 1


def test_without_a_date_plan_and_result_are_not_told_apart() -> None:
    assert headline(replace(FIGURE, kind=Kind.CAPEX, period="2024")) == "Acme puts $10B into capex in 2024"


def test_payers_are_all_who_pay() -> None:
    assert payers(replace(FIGURE, org_alt=("B",))) == "Acme and B"
    assert payers(replace(FIGURE, org=None)) is None


def test_another_s_figure_is_a_few_words() -> None:
    assert aside(FIGURE) == "Acme $10B investment pledge"
    assert aside(replace(FIGURE, org=None)) == "$10B investment pledge"
    assert (
        aside(
            replace(FIGURE, org=None, counterparty="Lab", kind=Kind.STAKE, certainty=Certainty.REPORTED, period="2025")
        )
        == "Lab $10B equity stake (reported), in 2025"
    )


def test_every_headline_of_what_is_less_than_announced_says_so() -> None:
    words: dict[Certainty, tuple[str, ...]] = {
        Certainty.REPORTED: ("reportedly", "reported"),
        Certainty.DENIED: ("denies", "denied"),
    }
    words[Certainty.CANCELLED] = ("cancels", "cancelled", "drops", "no longer")
    for kind, certainty, org, other, role in product(Kind, words, ("Acme", None), ("Lab", None), Role):
        line = headline(replace(FIGURE, kind=kind, certainty=certainty, org=org, counterparty=other, role=role))

        assert any(word in line for word in words[certainty]), line
