"""The blocks that came since 2025, each with a payload that is taken and what is refused of it, and where."""

from typing import Any

import pytest

from bot.sandbox import App, ManualClock
from bot.sandbox.blocks import check
from bot.sandbox.judge import Surface
from bot.sandbox.spoken import block_words
from bot.sandbox.storing import acting, named, spread
from bot.sandbox.workspace import Workspace
from tests.sandbox.apps import button, section
from tests.sandbox.test_blocks import Block, cell, mrkdwn, part, picture, plain, rich, table, word

WORKSPACE = Workspace(ManualClock(), App("AI Spend", (), set()))
HTTPS = "https://example.org/a.png"


def number(value: Any = 1.5, **more: Any) -> Block:
    return {"type": "raw_number", "value": value, **more}


def data(*rows: list[Block], **more: Any) -> Block:
    return {"type": "data_table", "caption": "Spending", "rows": list(rows), **more}


def points(*labels: str) -> list[Block]:
    return [{"label": label, "value": at} for at, label in enumerate(labels)]


def series(name: str = "A", *labels: str) -> Block:
    return {"name": name, "data": points(*(labels or ("2024", "2025")))}


def chart(*plotted: Block, kind: str = "line", categories: Any = ("2024", "2025"), title: str = "A") -> Block:
    axes = {"categories": list(categories), "x_label": "Year", "y_label": "Dollars"}
    held = {"type": kind, "series": list(plotted), "axis_config": axes}
    return {"type": "data_visualization", "title": title, "chart": held}


def pie(*labels: str, value: Any = 1) -> Block:
    segments = [{"label": label, "value": value} for label in labels]
    return {"type": "data_visualization", "title": "A", "chart": {"type": "pie", "segments": segments}}


def feedback(**more: Any) -> Block:
    both = {
        f"{name}_button": {"text": plain(name), "value": name, "accessibility_label": name}
        for name in ("positive", "negative")
    }
    return {"type": "feedback_buttons", "action_id": "right", **both, **more}


def icon(**more: Any) -> Block:
    return {"type": "icon_button", "icon": "trash", "text": plain("Remove"), "action_id": "bin", **more}


def judged(*elements: Any) -> Block:
    return {"type": "context_actions", "elements": list(elements)}


def card(**more: Any) -> Block:
    return {"type": "card", "title": mrkdwn("Alibaba"), **more}


def row_of(*cards: Any) -> Block:
    return {"type": "carousel", "elements": list(cards)}


def box(*children: Any, **more: Any) -> Block:
    return {"type": "container", "title": plain("Sources"), "child_blocks": list(children), **more}


def alert(**more: Any) -> Block:
    return {"type": "alert", "text": plain("A"), **more}


TAKEN: list[tuple[Surface, Block, str]] = [
    ("message", data([cell("Year"), cell("USD")], [cell("2024"), number()]), "Spending\nYear | USD\n2024 | 1.5"),
    ("message", data(*[[cell()] * 20] * 201, page_size=100, row_header_column_index=19), "A"),
    ("message", data([cell()], [rich(part("section", word("B")))]), "Spending\nA\nB"),
    ("message", chart(series()), "A\nA: 2024 0, 2025 1"),
    ("message", chart(*[series(name) for name in "ABCDEF"], kind="bar"), "F: 2024 0, 2025 1"),
    ("message", chart(series("A", "2025", "2024"), kind="area"), "2025 0, 2024 1"),
    ("message", pie(*"ABCDEF"), "F: 1"),
    ("message", judged(feedback(), icon(visible_to_user_ids=["U1"], value="v")), "[positive]  [negative]  [Remove]"),
    (
        "home",
        card(subtitle=mrkdwn("B"), body=mrkdwn("C"), actions=[button("a")], hero_image=picture(image_url=HTTPS)),
        "Alibaba\nB\nC\n[a]",
    ),
    ("message", row_of(*[card()] * 10), "Alibaba"),
    ("message", box(section("B"), table([cell()]), is_collapsible=True, default_collapsed=True), "Sources\nB\nA"),
    (
        "message",
        {
            "type": "container",
            "rich_text_title": rich(part("section", word())),
            "subtitle": mrkdwn("S"),
            "width": "wide",
            "icon": picture(image_url=HTTPS),
            "child_blocks": [{"type": "divider"}],
        },
        "S\n―",
    ),
    ("modal", alert(level="warning"), "A"),
]

REFUSED: list[tuple[str, Surface, Block, str]] = [
    ("a chart at home", "home", chart(series()), "unsupported type: data_visualization in a home"),
    ("a chart in a modal", "modal", chart(series()), "unsupported type: data_visualization in a modal"),
    ("a data table at home", "home", data([cell()], [cell()]), "unsupported type: data_table in a home"),
    ("a card in a modal", "modal", card(), "unsupported type: card in a modal"),
    ("a carousel in a modal", "modal", row_of(card()), "unsupported type: carousel in a modal"),
    ("a container at home", "home", box({"type": "divider"}), "unsupported type: container in a home"),
    ("feedback at home", "home", judged(feedback()), "unsupported type: context_actions in a home"),
    ("an alert at home", "home", alert(), "unsupported type: alert in a home"),
    ("a data table without caption", "message", {**data([cell()], [cell()]), "caption": None}, "field: caption"),
    ("a data table of a header", "message", data([cell()]), "no less than 2 items allowed"),
    ("202 rows", "message", data(*[[cell()]] * 202), "no more than 201 items allowed"),
    ("21 columns", "message", data(*[[cell()] * 21] * 2), "no more than 20 items allowed"),
    ("a ragged data table", "message", data([cell(), cell()], [cell()]), "same number of cells: 2"),
    ("a rich header", "message", data([rich(part("section", word()))], [cell()]), "unsupported type: rich_text"),
    ("a page of 101", "message", data([cell()], [cell()], page_size=101), "must be between 1 and 100"),
    ("a page in words", "message", data([cell()], [cell()], page_size="5"), "must be an integer"),
    ("no such column", "message", data([cell()], [cell()], row_header_column_index=1), "must be between 0 and 0"),
    ("much data", "message", data(*[[cell("x" * 101)]] * 200), "at most 20000 characters"),
    ("rows that are none", "message", {"type": "data_table", "caption": "A", "rows": "A"}, "must be an array"),
    ("a row that is none", "message", data([cell()], "A"), "must be an array [json-pointer:/blocks/0/rows/1]"),  # type: ignore[arg-type]  # wrong on purpose
    ("a long chart title", "message", chart(series(), title="x" * 51), "less than 51 characters"),
    ("a chart of nothing known", "message", chart(series(), kind="radar"), "unsupported type: radar"),
    ("a chart that is none", "message", {"type": "data_visualization", "title": "A", "chart": "A"}, "type: None"),
    ("seven series", "message", chart(*[series(name) for name in "ABCDEFG"]), "no more than 6 items allowed"),
    ("no series", "message", chart(), "no less than 1 items allowed"),
    ("a series twice", "message", chart(series(), series()), "series names must be unique: A"),
    ("a series without name", "message", chart({"data": points("2024", "2025")}), "missing required field: name"),
    ("a missing point", "message", chart(series("A", "2024")), "exactly one point for each category"),
    ("a point too many", "message", chart(series("A", "2024", "2025", "2026")), "exactly one point for each"),
    ("a category twice", "message", chart(series(), categories=["2024", "2024"]), "categories must be unique: 2024"),
    ("21 points", "message", chart(series("A", *map(str, range(21))), categories=map(str, range(21))), "more than 20"),
    ("a label of 21", "message", chart(series("A", "x" * 21), categories=["x" * 21]), "less than 21 characters"),
    ("a value in words", "message", chart({"name": "A", "data": [{"label": "2024", "value": "1"}]}), "a number"),
    (
        "axes that are none",
        "message",
        chart(series()) | {"chart": {"type": "bar", "series": [], "axis_config": []}},
        "an object",
    ),
    ("a chart without series", "message", chart() | {"chart": {"type": "bar"}}, "missing required field: series"),
    ("seven segments", "message", pie(*"ABCDEFG"), "no more than 6 items allowed"),
    ("an empty segment", "message", pie("A", value=0), "must be more than 0"),
    ("a segment of nothing", "message", pie("A", value=True), "must be a number"),
    ("a pie without segments", "message", pie() | {"chart": {"type": "pie"}}, "missing required field: segments"),
    ("six in context_actions", "message", judged(*[icon(action_id=str(n)) for n in range(6)]), "no more than 5"),
    ("a button in context_actions", "message", judged(button("a")), "unsupported type: button"),
    ("feedback of one", "message", judged(feedback(negative_button=None)), "missing required field: negative_button"),
    ("feedback without value", "message", judged(feedback(negative_button={"text": plain("A")})), "field: value"),
    ("an unknown icon", "message", judged(icon(icon="skull")), "must be one of: trash"),
    ("an icon without words", "message", judged({"type": "icon_button", "icon": "trash"}), "required field: text"),
    ("an icon for eleven", "message", judged(icon(visible_to_user_ids=["U"] * 11)), "no more than 10 items"),
    ("an empty card", "message", {"type": "card"}, "must define at least one of: hero_image, title, body, actions"),
    ("a card of four buttons", "message", card(actions=[button(str(n)) for n in range(4)]), "no more than 3"),
    ("a card's long body", "message", card(body=mrkdwn("x" * 201)), "less than 201 characters"),
    ("a card's plain title", "message", card(title=plain("A")), "must be one of: mrkdwn"),
    ("a card's picture of text", "message", card(icon=mrkdwn("A")), "unsupported type: mrkdwn"),
    ("a card's unknown member", "message", card(colour="red"), "invalid additional property: colour"),
    ("eleven cards", "message", row_of(*[card()] * 11), "no more than 10 items allowed"),
    ("a section in a carousel", "message", row_of(section("A")), "unsupported type: section"),
    ("a carousel of nothing", "message", {"type": "carousel"}, "missing required field: elements"),
    ("a chart in a container", "message", box(chart(series())), "unsupported type: data_visualization in a container"),
    ("eleven in a container", "message", box(*[{"type": "divider"}] * 11), "no more than 10 items allowed"),
    ("a bad child", "message", box(section("")), "/blocks/0/child_blocks/0/text/text"),
    ("a child's block_id again", "message", box({"type": "divider", "block_id": "a"}, block_id="a"), "already exists"),
    ("an empty container", "message", {"type": "container"}, "missing required field: child_blocks"),
    ("an unknown width", "message", box({"type": "divider"}, width="huge"), "must be one of: narrow"),
    ("a title that is not rich", "message", box({"type": "divider"}, rich_text_title="A"), "unsupported type: None"),
    ("an alert of 201", "modal", alert(text=plain("x" * 201)), "less than 201 characters"),
    ("a loud alert", "modal", alert(level="loud"), "must be one of: default"),
    ("an alert without words", "modal", {"type": "alert"}, "missing required field: text"),
    ("a loud broadcast", "message", rich(part("section", {"type": "broadcast", "range": "all"})), "one of: here"),
    ("a colour in words", "message", rich(part("section", {"type": "color", "value": "red"})), "in hexadecimal"),
    ("a style that is no flag", "message", rich(part("section", word(style={"bold": 1}))), "must be a boolean"),
    ("a deep list", "message", rich(part("list", style="bullet", indent=9)), "must be between 0 and 8"),
    ("rich cells too long", "message", table([rich(part("section", word("x" * 10_001)))]), "at most 10000 characters"),
]


@pytest.mark.parametrize(
    ("surface", "block", "words"), TAKEN, ids=lambda each: each.get("type") if isinstance(each, dict) else None
)
def test_a_good_block_is_taken_and_read_aloud(surface: Surface, block: Block, words: str) -> None:
    assert check([block], surface) == []
    assert words in block_words(WORKSPACE, named([block])[0])


@pytest.mark.parametrize(
    ("surface", "block", "fault"), [each[1:] for each in REFUSED], ids=[each[0] for each in REFUSED]
)
def test_a_bad_block_is_refused(surface: Surface, block: Block, fault: str) -> None:
    assert fault in "\n".join(map(str, check([block], surface)))


def test_two_charts_are_a_message_and_three_are_not() -> None:
    assert check([chart(series())] * 2) == []
    assert [str(fault) for fault in check([pie("A")] * 3)] == [
        "no more than 2 charts allowed in a message [json-pointer:/blocks/2]"
    ]


def test_data_tables_share_their_characters() -> None:
    half = data([cell("x" * 9000)], [cell("x" * 2000)])

    assert check([half]) == []
    assert "at most 20000 characters a message" in str(check([half, half])[0])


def test_what_stands_inside_other_blocks_is_named_and_can_be_pressed() -> None:
    stored = named(
        [
            box({"type": "actions", "elements": [{"type": "button", "text": plain("A")}]}),
            row_of(card(actions=[button("b")])),
        ]
    )

    pressed = [element["action_id"] for block in spread(stored) for element in acting(block)]

    assert len(pressed) == 2
    assert pressed[1] == "b"
    assert all("block_id" in block for block in spread(stored))


@pytest.mark.parametrize("file", [{"id": "F0PICTURE01"}, {"url": HTTPS}])
def test_a_picture_that_was_uploaded_can_be_shown(file: Block) -> None:
    block = picture(slack_file=file)

    assert check([block], files={"F0PICTURE01", HTTPS}) == []
    assert "invalid slack file" in str(check([block])[0])


@pytest.mark.parametrize("file", [{}, {"id": "F1", "url": HTTPS}])
def test_a_picture_has_one_name(file: Block) -> None:
    assert "must define exactly one of: id, url" in str(check([picture(slack_file=file)], files={"F1", HTTPS})[0])
