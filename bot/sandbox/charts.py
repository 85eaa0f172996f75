"""The rules for charts: `data_visualization` blocks of lines, bars, areas or a pie.

Every series has exactly one point for each category of the axis; where sources disagree on a count (six or twelve
series), the smaller one is asked for, which both take.
"""

from bot.sandbox.judge import Judge
from bot.sandbox.wire import JSON

_MOST_CHARTS = 2
_MOST_SERIES = 6
_MOST_POINTS = 20
_LABEL = 20
_AXIS_LABEL = 50


def data_visualization(judge: Judge, value: JSON, at: str) -> None:
    """Judge a chart, of which a message holds at most two."""
    judge.charts += 1
    if judge.charts > _MOST_CHARTS:
        judge.refuse(at, "too_many_charts", f"no more than {_MOST_CHARTS} charts allowed in a message")
    if not judge.shape(value, at, "type title chart", "block_id"):
        return
    judge.string(value["title"], f"{at}/title", 50)
    chart, at = value["chart"], f"{at}/chart"
    kind = chart.get("type") if isinstance(chart, dict) else None
    if kind == "pie":
        _pie(judge, chart, at)
    elif kind in ("line", "bar", "area"):
        _plot(judge, chart, at)
    else:
        judge.refuse(f"{at}/type", "unsupported_type", f"unsupported type: {kind}")


def _number(judge: Judge, value: object, at: str, *, positive: bool = False) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        judge.refuse(at, "invalid_type", "must be a number")
    elif positive and value <= 0:
        judge.refuse(at, "out_of_range", "must be more than 0")


def _pie(judge: Judge, chart: JSON, at: str) -> None:
    if not judge.shape(chart, at, "type segments"):
        return
    for place, segment in judge.items(chart["segments"], f"{at}/segments", _MOST_SERIES):
        if judge.shape(segment, place, "label value"):
            judge.string(segment["label"], f"{place}/label", _LABEL)
            _number(judge, segment["value"], f"{place}/value", positive=True)


def _plot(judge: Judge, chart: JSON, at: str) -> None:
    if not judge.shape(chart, at, "type series axis_config"):
        return
    categories = _axes(judge, chart["axis_config"], f"{at}/axis_config")
    names: list[object] = []
    for place, series in judge.items(chart["series"], f"{at}/series", _MOST_SERIES):
        if not judge.shape(series, place, "name data"):
            continue
        if judge.string(series["name"], f"{place}/name", _LABEL) and series["name"] in names:
            judge.refuse(f"{place}/name", "duplicate_name", f"series names must be unique: {series['name']}")
        names.append(series["name"])
        _points(judge, series["data"], f"{place}/data", categories)


def _axes(judge: Judge, value: object, at: str) -> list[object]:
    """Judge the axes; return their categories."""
    if not judge.shape(value, at, "categories", "x_label y_label"):
        return []
    judge.strings(value, at, x_label=_AXIS_LABEL, y_label=_AXIS_LABEL)
    categories: list[object] = []
    for place, category in judge.items(value["categories"], f"{at}/categories", _MOST_POINTS):
        if judge.string(category, place, _LABEL) and category in categories:
            judge.refuse(place, "duplicate_name", f"categories must be unique: {category}")
        categories.append(category)
    return categories


def _points(judge: Judge, value: object, at: str, categories: list[object]) -> None:
    """Judge a series' points, which stand for the categories, each once, in any order."""
    labels = []
    for place, point in judge.items(value, at, _MOST_POINTS):
        if judge.shape(point, place, "label value") and judge.string(point["label"], f"{place}/label", _LABEL):
            _number(judge, point["value"], f"{place}/value")
            labels.append(point["label"])
    if sorted(labels) != sorted(each for each in categories if isinstance(each, str)):
        judge.refuse(at, "category_mismatch", "must have exactly one point for each category of the axis")
