"""Why an alert is news, in tables of what was known before and what is told now."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bot.core.facts import Fact
from bot.core.figures import Figure
from bot.core.kinds import Certainty, Kind, Qualifier, Role
from bot.core.novelty import Rank, why_news
from tests.core.test_ledger import SHIPPED

BILLION = Decimal(10**9)
RANGE, ABOUT, UP_TO, AT_LEAST = Qualifier.RANGE, Qualifier.ABOUT, Qualifier.UP_TO, Qualifier.AT_LEAST
REPORTED = Certainty.REPORTED


def billions(low: float, to: float | None) -> dict[str, Any]:
    """The fields of a sum in dollars, or of a range."""
    amount, high = Decimal(str(low)) * BILLION, Decimal(str(to)) * BILLION if to else None
    ends = {"high": high, "usd_high": high, "qualifier": RANGE} if high else {}
    return {"amount": amount, "usd": amount, **ends}


def figure(low: float, to: float | None = None, **changes: Any) -> Figure:
    """Capital expenditure of Meta's in 2026, unless told otherwise."""
    plain = Figure("$", Decimal(0), None, "USD", Kind.CAPEX, org="Meta", period="2026")
    return replace(plain, **(billions(low, to) | changes))


def fact(low: float, to: float | None = None, **changes: Any) -> Fact:
    """What Meta spent in 2025, unless told otherwise."""
    plain = Fact("a", "2026-01-28", "Meta", Kind.CAPEX, Decimal(0), "USD", period="2025")
    return replace(plain, **(billions(low, to) | changes))


PLEDGE: dict[str, Any] = {"kind": Kind.PLEDGE, "period": None}


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [
        (figure(115.6), fact(72.22), "1.6 times its 2025 capex"),
        (figure(115, 135), fact(72.22), "up to 1.9 times its 2025 capex"),
        (figure(144), fact(70, 72), "about 2 times its 2025 capex"),
        (figure(36.5), fact(72.22), "half of its 2025 capex"),
        (figure(50), fact(72.22), "69% of its 2025 capex"),
        (figure(100, qualifier=ABOUT), fact(50), "about 2 times its 2025 capex"),
        (figure(100, qualifier=UP_TO), fact(50), "up to 2 times its 2025 capex"),
        (figure(100, qualifier=AT_LEAST), fact(50), "at least 2 times its 2025 capex"),
        (figure(900), fact(72), "13 times its 2025 capex"),
        (figure(100, period="FY2026"), fact(80, period="FY2025"), "1.3 times its FY2025 capex"),
        (figure(600, **PLEDGE), fact(10, **PLEDGE), "60 times its last pledge ($10B, 28 Jan 2026)"),
    ],
)
def test_a_sum_is_held_against_the_last_one_of_its_payer_s(now: Figure, before: Fact, told: str) -> None:
    assert why_news(now, [before]) == (told,)


@pytest.mark.parametrize(
    ("now", "before"),
    [
        (figure(74), fact(72.22)),
        (figure(100), fact(50, period="2024")),
        (figure(100), fact(50, period="FY2025")),
        (figure(100), fact(50, kind=Kind.PLEDGE)),
        (figure(100), fact(50, org="Google")),
        (figure(100), fact(50, qualifier=UP_TO)),
        (figure(100), fact(50, qualifier=AT_LEAST)),
        (figure(100), fact(50, currency="EUR")),
        (figure(100), fact(50, certainty=REPORTED)),
        (figure(100), fact(50, certainty=Certainty.CANCELLED)),
        (figure(100, period="Q1 2026"), fact(50, period="Q4 2025")),
        (figure(100, period=None), fact(50)),
        (figure(100, kind=Kind.CONTRACT), fact(50, kind=Kind.CONTRACT)),
        (figure(100, role=Role.LEAD, **PLEDGE), fact(50, role=Role.LEAD, **PLEDGE)),
        (figure(0), fact(50)),
        (figure(100), fact(0)),
    ],
)
def test_what_is_much_the_same_or_not_alike_is_not_compared(now: Figure, before: Fact) -> None:
    assert why_news(now, [before]) == ()


def test_of_several_guidances_for_the_year_before_the_last_is_compared_with() -> None:
    told = [fact(60, 65, id="a", announced="2025-01-24"), fact(72.22, id="b", supersedes="a")]

    assert why_news(figure(144.44), told) == ("2 times its 2025 capex",)


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [
        (figure(64, 72), fact(60, 65, period="2026"), "raised from $60–65B (28 Jan 2026)"),
        (figure(66, 72), fact(64, 72, period="2026"), "low end raised from $64–72B (28 Jan 2026)"),
        (figure(62, 72), fact(64, 72, period="2026"), "low end cut from $64–72B (28 Jan 2026)"),
        (figure(65, 70), fact(64, 72, period="2026"), "narrowed from $64–72B (28 Jan 2026)"),
        (figure(12, 14), fact(20, 23, period="2026"), "cut from $20–23B (28 Jan 2026)"),
        (figure(64, certainty=REPORTED), fact(60, period="2026"), "reportedly raised from $60B (28 Jan 2026)"),
        (
            figure(64),
            fact(60, period="2026", certainty=REPORTED, qualifier=ABOUT),
            "raised from a reported about $60B (28 Jan 2026)",
        ),
    ],
)
def test_a_revision_says_from_what(now: Figure, before: Fact, told: str) -> None:
    assert why_news(now, [before]) == (told,)


def test_what_was_spent_in_a_year_gone_by_is_no_revision() -> None:
    spent, guided = figure(72.22, period="2025"), fact(70, 72, announced="2025-10-29")

    assert why_news(spent, [guided], published=date(2026, 1, 28)) == ("after guidance of $70–72B (29 Oct 2025)",)
    assert why_news(spent, [guided], published=date(2025, 12, 1)) == ("raised from $70–72B (29 Oct 2025)",)


def test_a_plan_retold_when_its_result_is_known_comes_after_no_guidance() -> None:
    plan, result = figure(60, 65, period="2025"), fact(72.22)

    assert why_news(plan, [result], published=date(2026, 2, 3)) == ()


@pytest.mark.parametrize(
    ("changes", "overall", "at_home", "told"),
    [
        ({}, Rank(0, 40), None, "the largest capital expenditure on record"),
        ({"kind": Kind.CONTRACT}, Rank(1, 40), None, "the second largest contract on record"),
        ({}, Rank(2, 10), Rank(0, 10), "the third largest capital expenditure on record"),
        ({}, Rank(3, 40), Rank(0, 10), "the largest capital expenditure by a Chinese company on record"),
        ({}, None, Rank(1, 10), "the second largest capital expenditure by a Chinese company on record"),
        ({"qualifier": UP_TO}, Rank(0, 40), None, "at its upper bound, the largest capital expenditure on record"),
        ({"certainty": REPORTED}, Rank(0, 40), None, "if it comes about, the largest capital expenditure on record"),
        ({"kind": Kind.STAKE, "role": Role.LEAD}, Rank(0, 40), None, "the largest round or stake on record"),
    ],
)
def test_a_high_rank_is_told(changes: dict[str, Any], overall: Rank | None, at_home: Rank | None, told: str) -> None:
    assert why_news(figure(100, **changes), [], overall, at_home, "CN") == (told,)


@pytest.mark.parametrize(
    ("overall", "at_home", "country"),
    [
        (Rank(3, 40), None, "CN"),
        (Rank(0, 9), Rank(0, 9), "CN"),
        (None, Rank(0, 40), None),
        (None, Rank(0, 40), "ZZ"),
        (None, Rank(3, 40), "CN"),
    ],
)
def test_a_low_rank_one_among_few_and_one_in_no_country_are_not(
    overall: Rank | None, at_home: Rank | None, country: str | None
) -> None:
    assert why_news(figure(100), [], overall, at_home, country) == ()


def test_a_sum_over_years_is_told_per_year() -> None:
    assert why_news(figure(53, **(PLEDGE | {"period": "3y"})), []) == ("$17.7B a year over 3 years",)


@pytest.mark.parametrize("changes", [{"certainty": Certainty.DENIED}, {"certainty": Certainty.CANCELLED}])
def test_what_was_called_off_is_no_record(changes: dict[str, Any]) -> None:
    assert why_news(figure(144, **changes), [fact(72)], Rank(0, 40)) == ()


def test_a_turnover_is_no_news_here() -> None:
    assert why_news(figure(144, kind=Kind.REVENUE), [fact(72)], Rank(0, 40)) == ()


def test_meta_s_april_guidance_of_2026_on_the_shipped_ledger() -> None:
    known = [fact for fact in SHIPPED if fact.org == "Meta" and fact.announced < "2026-04-29"]

    assert why_news(figure(125, 145), known, Rank(2, 30), None, "US", date(2026, 4, 29)) == (
        "raised from $115–135B (28 Jan 2026)",
        "up to 2 times its 2025 capex",
        "the third largest capital expenditure on record",
    )
