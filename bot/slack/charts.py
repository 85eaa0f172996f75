"""Charts of a record, of a comparison and of a digest, as Slack's own `data_visualization` blocks.

Slack groups the bars of several series and never stacks them; whatever is drawn also stands in the words beside it,
because small screens, screen readers and older apps show no chart.
https://docs.slack.dev/reference/block-kit/blocks/data-visualization-block
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal

from bot.core.digest import Digest
from bot.core.found import Comparison, Line
from bot.core.kinds import Kind
from bot.core.ledger import Answer
from bot.core.reckoning import NOTHING, Dollars
from bot.core.totals import Total
from bot.slack import elements as kit
from bot.slack.elements import Block
from bot.slack.listed import what_of_line
from bot.slack.moved import short_days

TYPE = "data_visualization"
MOST = 2
"""Charts in a message."""

_SERIES, _POINTS, _YEARS = 6, 20, 8
"""Most series and points; more years than eight leave no bar wide enough to be compared."""
_TITLE, _LABEL = 50, 20
_BILLION, _MILLION = Decimal(10**9), Decimal(10**6)


@dataclass(frozen=True, slots=True)
class _Series:
    """A name and its totals by category; a category without one is drawn as nothing."""

    name: str
    totals: Mapping[str, Total]


def record_chart(answer: Answer) -> tuple[Block, ...]:
    """Return a chart of what a company commits by year, a series for each kind; none for a single year."""
    kinds = [total.kind for total in answer.pays]
    dated = [(str(one.year), {t.kind: t for t in one.totals}) for one in answer.years if one.year]
    if len(dated) < 2:
        return ()
    series = [_Series(kind.label, {year: by[kind] for year, by in dated if kind in by}) for kind in kinds]
    title = f"{kit.cut(answer.org, _TITLE - len(' commits, by year'))} commits, by year"
    return _chart(title, "Year", _years([year for year, _ in dated]), series, "answer:chart")


def comparison_charts(comparison: Comparison) -> tuple[Block, ...]:
    """Return charts of companies side by side: their largest kinds of money by year, or all kinds of a single year."""
    by_year = [line for line in comparison.lines if line.year]
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in by_year:
        groups.setdefault((line.side.value, line.kind.value), []).append(line)
    charts: list[Block] = []
    for lines in groups.values():
        if len(lines) > 1 and len(charts) < MOST:
            years = _years([str(line.year) for line in lines])
            series = _compared(comparison.orgs, {str(line.year): line for line in lines})
            block_id = f"answer:chart{len(charts) + 1}"
            charts += _chart(f"{what_of_line(lines[0])}, by year", "Year", years, series, block_id)
    if charts or len({line.year for line in by_year}) != 1:
        return tuple(charts)
    paid = {what_of_line(line): line for line in by_year if line.side is by_year[0].side}
    return _chart(f"{by_year[0].year}, by kind", "Kind", list(paid), _compared(comparison.orgs, paid), "answer:chart1")


def payers_chart(digest: Digest, block_id: str) -> tuple[Block, ...]:
    """Return a chart of what the largest payers committed in a digest's days and in as many days before."""
    times = (short_days(digest.days_before), "before"), (short_days(digest.days), "now")
    sums = [(name, {payer.name: getattr(payer, when) for payer in digest.payers}) for name, when in times]
    series = [_Series(name, {who: _of_all(sum_) for who, sum_ in by.items() if sum_ != NOTHING}) for name, by in sums]
    return _chart("Largest payers", "Payer", [payer.name for payer in digest.payers], series, block_id)


def _of_all(sum_: Dollars) -> Total:
    """Return a sum of several kinds as a total."""
    low, high = sum_
    return Total(Kind.OTHER, low, high, up_to=False, parts=())


def _compared(orgs: Sequence[str], lines: Mapping[str, Line]) -> list[_Series]:
    """Return a series for each company, of the totals that stand in its column."""
    return [
        _Series(org, {name: total for name, line in lines.items() if (total := line.totals[n]) is not None})
        for n, org in enumerate(orgs)
    ]


def _years(some: Sequence[str]) -> list[str]:
    """Return the newest years of some without a gap, oldest first: a year without money is one to be seen."""
    numbers = [int(year) for year in some]
    if not numbers:
        return []
    return [str(year) for year in range(max(min(numbers), max(numbers) - _YEARS + 1), max(numbers) + 1)]


def _chart(
    title: str, axis: str, categories: Sequence[str], series: Sequence[_Series], block_id: str
) -> tuple[Block, ...]:
    """Return a chart, none where it would show fewer than two sums."""
    categories = categories[:_POINTS]
    shown = [one for one in series if any(one.totals.get(key) for key in categories)][:_SERIES]
    totals = [one.totals[key] for one in shown for key in categories if key in one.totals]
    if len(totals) < 2:
        return ()
    unit, unit_name = _unit(totals)
    labels = dict(zip(categories, _labels(categories), strict=True))
    plotted = [
        {"name": name, "data": [_point(labels[key], one.totals.get(key), unit) for key in categories]}
        for one, name in zip(shown, _labels([one.name for one in shown]), strict=True)
    ]
    axes = {"categories": list(labels.values()), "x_label": f"{axis}{_ranged(totals)}", "y_label": unit_name}
    chart = {"type": "bar", "series": plotted, "axis_config": axes}
    return ({"type": TYPE, "block_id": block_id, "title": kit.flat(title, _TITLE) or "Chart", "chart": chart},)


def _unit(totals: Sequence[Total]) -> tuple[Decimal, str]:
    """Return what the sums are counted in, and its name."""
    if max(total.high for total in totals) >= _BILLION:
        return _BILLION, "Billion US dollars"
    return _MILLION, "Million US dollars"


def _ranged(totals: Sequence[Total]) -> str:
    """Say how ranges and upper bounds are drawn, where there are any; beside the other axis it would be cut off."""
    plain = all(total.low == total.high and not total.up_to for total in totals)
    return "" if plain else " (ranges by their high end)"


def _point(label: str, total: Total | None, unit: Decimal) -> Block:
    return {"label": label, "value": float(_DIGITS.plus(total.high / unit)) if total else 0}


def _labels(names: Sequence[str]) -> list[str]:
    """Return names short enough for a chart, no two of them alike."""
    labels: list[str] = []
    for name in names:
        label, number = kit.flat(name, _LABEL) or "–", 1
        while label in labels:
            number += 1
            label = f"{kit.flat(name, _LABEL - 4) or '–'} {number}"
        labels.append(label)
    return labels


_DIGITS = Context(prec=3)
