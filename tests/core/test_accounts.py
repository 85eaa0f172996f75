"""Every total line by line: on made-up facts for each reason, and the shipped ledger as it was read and found right."""

from decimal import Decimal

import pytest

from bot.core.accounts import Sort, accounts, written
from bot.core.facts import Fact
from bot.core.kinds import Certainty, Kind, Role
from bot.core.ledger import answer
from bot.core.totals import Total
from tests.core.golden import FOLDER, RECORDS, account
from tests.core.test_ledger import SHIPPED
from tests.core.test_positions import capex, deal, fact


def lines(org: str, *facts: Fact, year: int | None = None) -> list[str]:
    return list(written(answer(org, facts), year))


@pytest.mark.parametrize("name", sorted(RECORDS))
def test_a_record_of_the_shipped_ledger_is_word_for_word_what_was_read_and_found_right(name: str) -> None:
    path = FOLDER / f"{name}.txt"
    assert path.exists(), "only `python -m tests.core.golden` writes one; read it before you keep it"

    assert account(name) == path.read_text(encoding="utf-8")


def test_no_golden_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*")} == set(RECORDS)


def test_a_total_lists_what_it_is_made_of_and_what_was_left_out_and_why() -> None:
    told = [
        capex("a", 60, "2025-01-24", to=65, source_outlet="CNBC", purpose="Data centres"),
        capex("b", 72, "2026-01-28", supersedes="a", source_outlet="Reuters"),
    ]

    assert lines("Acme", *told) == [
        "Acme commits: capital expenditure",
        "  2025: $72B",
        "    + $72B in 2025, 28 Jan 2026, Reuters",
        "    - $60–65B in 2025, 24 Jan 2025, CNBC (Data centres): replaced by $72B of 28 Jan 2026",
    ]


@pytest.mark.parametrize(
    ("told", "why"),
    [
        ([fact("a"), fact("b", 500, part_of="a")], "part of $10B of 10 Jun 2025"),
        (
            [fact("b", 500, org="Bolt", org_alt=("Acme",)), fact("a", part_of="b", kind=Kind.STAKE)],
            "part of Bolt’s $500B of 10 Jun 2025",
        ),
        (
            [fact("a"), fact("b", 20, supersedes="a", certainty=Certainty.REPORTED)],
            "only reported; $10B of 10 Jun 2025 was announced",
        ),
        ([fact("a"), fact("story-1")], "told again: $10B of 10 Jun 2025"),
        ([fact("a", certainty=Certainty.CANCELLED)], "cancelled"),
        (
            [fact("a"), fact("b", announced="2025-07", supersedes="a", certainty=Certainty.DENIED)],
            "denied in Jul 2025",
        ),
        ([fact("a", usd=None, currency="XAU")], "no rate in dollars is known"),
        ([fact("a", org="Bolt", org_alt=("Acme",))], "counts for Bolt"),
    ],
)
def test_each_reason_is_told(told: list[Fact], why: str) -> None:
    found = [line.why for account in accounts(answer("Acme", told)) for line in account.lines]

    assert why in found


def test_the_other_side_of_a_contract_is_told() -> None:
    told = deal("a", 300, "2025-09-10"), deal("story-1", 300, "2025-09-12", org="Bolt", counterparty="Acme")

    assert "    - $300B, 12 Sep 2025, no source (sold to Bolt): the other side of Acme’s $300B of 10 Sep 2025" in lines(
        "Acme", *told
    )


def test_what_is_only_reported_is_said_to_be_part_of_a_total() -> None:
    told = [
        fact("a"),
        fact("b", 5, certainty=Certainty.REPORTED),
        fact("c", 7, kind=Kind.FUND, certainty=Certainty.REPORTED),
    ]

    assert [line for line in lines("Acme", *told) if line.startswith("  2025")] == [
        "  2025: $15B, $5B of it only reported",
        "  2025: $7B, only reported",
    ]


def test_sorts_stand_apart_and_one_year_may_be_asked_for() -> None:
    told = [
        fact("a", announced="2024-05"),
        deal("b", 5, "2025-05-01"),
        deal("c", 6, "2025-05-01", kind=Kind.STAKE, role=Role.LEAD, counterparty="Coil"),
        deal("d", 7, "2025-05-01", org="Bolt", counterparty="Acme"),
    ]

    made = accounts(answer("Acme", told), 2025)

    assert [(one.sort, one.kind, one.lines[0].fact.id) for one in made] == [
        (Sort.PAYS, Kind.CONTRACT, "b"),
        (Sort.LED, Kind.STAKE, "c"),
        (Sort.RECEIVES, Kind.CONTRACT, "d"),
    ]


def test_parts_that_others_pay_stand_beside_the_whole() -> None:
    whole, share = fact("whole", 500), fact("share", 15, org="Bolt", part_of="whole", source_outlet="FT")

    assert lines("Acme", whole, share)[-3:] == [
        "Beside it, counted for others: investment pledge",
        "  2025",
        "    - Bolt, $15B, 10 Jun 2025, FT: part of Acme’s $500B of 10 Jun 2025",
    ]


@pytest.mark.parametrize("org", sorted({fact.org for fact in SHIPPED}))
def test_the_years_of_the_shipped_ledger_add_up_to_its_totals(org: str) -> None:
    found = answer(org, SHIPPED)

    by_kind: dict[Kind, list[Total]] = {}
    for year in found.years:
        for total in year.totals:
            by_kind.setdefault(total.kind, []).append(total)

    assert {kind: sum(total.high for total in totals) for kind, totals in by_kind.items()} == {
        total.kind: total.high for total in found.pays
    }
    for one in accounts(found):
        counted = [line.fact for line in one.lines if line.counts]
        assert (one.total.high if one.total else 0) == sum(
            (f.usd_high or f.usd or Decimal(0) for f in counted), Decimal(0)
        )


def test_a_year_is_that_of_a_one_year_period_else_of_the_announcement() -> None:
    told = [
        capex("a", 80, "2024-11-03", period="FY2025"),
        fact("b", 600, announced="2024-06", period="2025-2028"),
        capex("c", 7, "2025-12-31", period="1y"),
    ]

    found = answer("Acme", told).years

    assert [(year.year, {part for total in year.totals for part in total.parts}) for year in found] == [
        (2025, {"a", "c"}),
        (2024, {"b"}),
    ]


def test_a_fact_without_a_date_has_no_year() -> None:
    assert answer("Acme", [fact("a", announced="")]).years[0].year is None
    assert "  undated: $10B" in lines("Acme", fact("a", announced=""))
