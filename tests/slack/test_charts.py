"""What is drawn, and that nothing is drawn of a single sum."""

from dataclasses import replace
from typing import Any

from bot.core.found import Comparison, Line
from bot.core.kinds import Kind
from bot.core.ledger import Answer, Total
from bot.core.query import Query
from bot.core.standing import Side
from bot.core.totals import YearTotal
from bot.sandbox.blocks import check
from bot.slack.charts import comparison_charts, record_chart
from bot.slack.elements import Block
from tests.slack.samples import RECORD, billions


def total(kind: Kind, low: str, high: str | None = None) -> Total:
    return Total(kind, billions(low), billions(high or low), up_to=False, parts=("a",))


def record(*years: tuple[int | None, tuple[Total, ...]]) -> Answer:
    pays = tuple({t.kind: t for _, totals in years for t in totals}.values())
    told = tuple(YearTotal(year, totals) for year, totals in years)
    return Answer("Meta", pays=pays, led=(), receives=(), newest=(), known=0, years=told)


def drawn(block: Block) -> dict[str, dict[str, float]]:
    """Return the values of a chart by series and category."""
    assert check([dict(block)]) == []
    series: list[dict[str, Any]] = block["chart"]["series"]
    return {one["name"]: {point["label"]: point["value"] for point in one["data"]} for one in series}


def test_a_record_is_drawn_by_year_and_kind_and_a_year_without_money_is_seen() -> None:
    capex, pledge = total(Kind.CAPEX, "39.2"), total(Kind.PLEDGE, "600")

    (chart,) = record_chart(record((2026, (pledge,)), (2024, (capex,))))

    assert chart["title"] == "Meta commits, by year"
    assert drawn(chart) == {
        "Investment pledge": {"2024": 0, "2025": 0, "2026": 600.0},
        "Capital expenditure": {"2024": 39.2, "2025": 0, "2026": 0},
    }


def test_a_range_is_drawn_by_its_high_end_and_that_is_said() -> None:
    plain = total(Kind.CAPEX, "72.22")

    (ranged,) = record_chart(record((2026, (total(Kind.CAPEX, "125", "145"),)), (2025, (plain,))))
    (exact,) = record_chart(record((2026, (plain,)), (2025, (plain,))))

    assert drawn(ranged) == {"Capital expenditure": {"2025": 72.2, "2026": 145.0}}
    assert ranged["chart"]["axis_config"]["x_label"] == "Year (ranges by their high end)"
    assert exact["chart"]["axis_config"]["x_label"] == "Year"


def test_small_sums_are_drawn_in_millions() -> None:
    (chart,) = record_chart(record((2026, (total(Kind.FUND, "0.005"),)), (2025, (total(Kind.FUND, "0.75"),))))

    assert drawn(chart) == {"Fund or programme": {"2025": 750.0, "2026": 5.0}}
    assert chart["chart"]["axis_config"]["y_label"] == "Million US dollars"


def test_a_single_year_and_what_has_no_year_are_not_drawn() -> None:
    assert record_chart(record((2026, (total(Kind.CAPEX, "5"), total(Kind.PLEDGE, "6"))))) == ()
    assert record_chart(record((2026, (total(Kind.CAPEX, "5"),)), (None, (total(Kind.CAPEX, "6"),)))) == ()
    assert record_chart(replace(RECORD, years=())) == ()


def test_no_more_years_are_drawn_than_can_be_compared() -> None:
    (chart,) = record_chart(record(*((year, (total(Kind.CAPEX, "5"),)) for year in range(2026, 2006, -1))))

    assert list(drawn(chart)["Capital expenditure"]) == [str(year) for year in range(2019, 2027)]


def compared(*lines: Line, orgs: tuple[str, ...] = ("Meta", "Bolt")) -> tuple[Block, ...]:
    return comparison_charts(Comparison(Query(orgs=orgs), orgs, (), lines))


def line(kind: Kind, year: int | None, *sums: str, side: Side = Side.PAYS) -> Line:
    return Line(side, kind, year, tuple(total(kind, one) if one else None for one in sums))


def test_companies_are_drawn_side_by_side_for_their_two_largest_kinds_of_several_years() -> None:
    charts = compared(
        *(line(kind, None, "9", "9") for kind in (Kind.PLEDGE,)),
        *(line(Kind.PLEDGE, year, "600", "") for year in (2026, 2025)),
        line(Kind.STAKE, 2025, "14", "3"),
        *(line(Kind.CAPEX, year, "72", "39") for year in (2025, 2024)),
        *(line(Kind.CONTRACT, year, "1", "2") for year in (2025, 2024)),
    )

    assert [chart["title"] for chart in charts] == ["Investment pledge, by year", "Capital expenditure, by year"]
    assert drawn(charts[0]) == {"Meta": {"2025": 600.0, "2026": 600.0}}
    assert drawn(charts[1]) == {"Meta": {"2024": 72.0, "2025": 72.0}, "Bolt": {"2024": 39.0, "2025": 39.0}}
    assert check([dict(chart) for chart in charts]) == []


def test_a_single_year_is_drawn_by_kind() -> None:
    (chart,) = compared(
        line(Kind.PLEDGE, 2025, "600", "75"),
        line(Kind.CAPEX, 2025, "72", ""),
        line(Kind.STAKE, 2025, "1", "1", side=Side.LED),
    )

    assert chart["title"] == "2025, by kind"
    assert drawn(chart) == {
        "Meta": {"Investment pledge": 600.0, "Capital expenditure": 72.0},
        "Bolt": {"Investment pledge": 75.0, "Capital expenditure": 0},
    }


def test_kinds_of_different_years_are_not_drawn_as_if_they_were_of_one() -> None:
    assert compared(line(Kind.PLEDGE, 2025, "600", "75"), line(Kind.CAPEX, 2024, "72", "1")) == ()


def test_names_that_are_cut_alike_are_told_apart() -> None:
    orgs = ("International Business A", "International Business B", "<!channel>")

    (chart,) = compared(line(Kind.CAPEX, 2025, "1", "2", "3"), orgs=orgs)

    assert list(drawn(chart)) == ["International…", "International… 2", "‹!channel›"]
