"""Every limit of Block Kit at its edge: what is just within it is taken, one more is refused."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.sandbox.blocks import check, check_view
from tests.sandbox.apps import actions, button

Block = dict[str, Any]
Edge = tuple[str, int, Callable[[int], list[Block]]]

HTTPS = "https://example.org/"
FIELD: Block = {"type": "plain_text_input"}
DIVIDER: Block = {"type": "divider"}


def plain(length: int = 1) -> Block:
    return {"type": "plain_text", "text": "x" * length}


def words(length: int = 1) -> Block:
    return {"type": "mrkdwn", "text": "x" * length}


def pressed(**more: Any) -> list[Block]:
    return [actions(button("a", **more))]


def confirmed(**more: Any) -> list[Block]:
    return pressed(confirm={"title": plain(), "text": plain(), **more})


def picture(**more: Any) -> list[Block]:
    return [{"type": "image", "alt_text": "A", "image_url": HTTPS, **more}]


def asked(element: Block, **more: Any) -> list[Block]:
    return [{"type": "input", "label": plain(), "element": element, **more}]


def option(number: int = 0, **more: Any) -> Block:
    return {"text": plain(), "value": str(number), **more}


def menu(*options: Block, kind: str = "static_select") -> list[Block]:
    return asked({"type": kind, "options": list(options)})


def cells(count: int, length: int = 1) -> list[Block]:
    return [{"type": "raw_text", "text": "x" * length} for _ in range(count)]


def data(rows: int, columns: int = 1, length: int = 1, **more: Any) -> Block:
    return {"type": "data_table", "caption": "A", "rows": [cells(columns, length) for _ in range(rows)], **more}


def chart(points: int = 1, lines: int = 1, *, label: int = 5, title: int = 1, axis: int = 1, name: int = 1) -> Block:
    categories = [f"{number:0{label}}" for number in range(points)]
    series = [
        {"name": f"{number:0{name}}", "data": [{"label": each, "value": 1} for each in categories]}
        for number in range(lines)
    ]
    axes = {"categories": categories, "x_label": "x" * axis, "y_label": "x" * axis}
    plot = {"type": "line", "series": series, "axis_config": axes}
    return {"type": "data_visualization", "title": "x" * title, "chart": plot}


def pie(segments: int, label: int = 1) -> Block:
    parts = [{"label": f"{number:0{label}}", "value": 1} for number in range(segments)]
    return {"type": "data_visualization", "title": "A", "chart": {"type": "pie", "segments": parts}}


def card(**more: Any) -> Block:
    return {"type": "card", "title": words(), **more}


def box(*children: Block, title: int = 1) -> list[Block]:
    return [{"type": "container", "title": plain(title), "child_blocks": list(children)}]


def icon(number: int = 0, **more: Any) -> Block:
    return {"type": "icon_button", "icon": "trash", "text": plain(), "action_id": str(number), **more}


MESSAGES: list[Edge] = [
    ("blocks", 50, lambda most: [DIVIDER] * most),
    ("a block_id", 255, lambda most: [{**DIVIDER, "block_id": "x" * most}]),
    ("a header", 150, lambda most: [{"type": "header", "text": plain(most)}]),
    ("a section's text", 3000, lambda most: [{"type": "section", "text": words(most)}]),
    ("a section's fields", 10, lambda most: [{"type": "section", "fields": [words()] * most}]),
    ("a field", 2000, lambda most: [{"type": "section", "fields": [words(most)]}]),
    ("context", 10, lambda most: [{"type": "context", "elements": [words()] * most}]),
    ("actions", 25, lambda most: [actions(*(button(str(number)) for number in range(most)))]),
    ("an action_id", 255, lambda most: [actions({**button("a"), "action_id": "x" * most})]),
    ("a button's text", 75, lambda most: pressed(text=plain(most))),
    ("a button's value", 2000, lambda most: pressed(value="x" * most)),
    ("a button's address", 3000, lambda most: pressed(url=HTTPS.ljust(most, "x"))),
    ("a button's label", 75, lambda most: pressed(accessibility_label="x" * most)),
    ("a question's title", 100, lambda most: confirmed(title=plain(most))),
    ("a question", 300, lambda most: confirmed(text=plain(most))),
    ("yes", 30, lambda most: confirmed(confirm=plain(most))),
    ("no", 30, lambda most: confirmed(deny=plain(most))),
    (
        "overflow",
        5,
        lambda most: [actions({"type": "overflow", "options": [option(number) for number in range(most)]})],
    ),
    ("an image's address", 3000, lambda most: picture(image_url=HTTPS.ljust(most, "x"))),
    ("an image's words", 2000, lambda most: picture(alt_text="x" * most)),
    ("an image's title", 2000, lambda most: picture(title=plain(most))),
    ("markdown", 12_000, lambda most: [{"type": "markdown", "text": "x" * most}]),
    ("all markdown", 12_000, lambda most: [{"type": "markdown", "text": "x" * part} for part in (6000, most - 6000)]),
    ("tables", 1, lambda most: [{"type": "table", "rows": [cells(1)]}] * most),
    ("rows", 100, lambda most: [{"type": "table", "rows": [cells(1)] * most}]),
    ("columns", 20, lambda most: [{"type": "table", "rows": [cells(most)]}]),
    ("column settings", 20, lambda most: [{"type": "table", "rows": [cells(1)], "column_settings": [None] * most}]),
    ("data rows", 201, lambda most: [data(most)]),
    ("data columns", 20, lambda most: [data(2, most)]),
    ("data shown", 20_000, lambda most: [{**data(2), "rows": [cells(1, 10_000), cells(1, most - 10_000)]}]),
    ("a page of data", 100, lambda most: [data(2, page_size=most)]),
    ("charts", 2, lambda most: [chart()] * most),
    ("a chart's title", 50, lambda most: [chart(title=most)]),
    ("points", 20, lambda most: [chart(most)]),
    ("series", 6, lambda most: [chart(lines=most)]),
    ("a point's label", 20, lambda most: [chart(label=most)]),
    ("a series' name", 20, lambda most: [chart(name=most)]),
    ("an axis' label", 50, lambda most: [chart(axis=most)]),
    ("segments", 6, lambda most: [pie(most)]),
    ("a segment's label", 20, lambda most: [pie(1, most)]),
    ("a card's title", 150, lambda most: [card(title=words(most))]),
    ("a card's subtitle", 150, lambda most: [card(subtitle=words(most))]),
    ("a card's body", 200, lambda most: [card(body=words(most))]),
    ("a card's buttons", 3, lambda most: [card(actions=[button(str(number)) for number in range(most)])]),
    ("cards", 10, lambda most: [{"type": "carousel", "elements": [card()] * most}]),
    ("a container's title", 150, lambda most: box(DIVIDER, title=most)),
    ("a container's blocks", 10, lambda most: box(*[DIVIDER] * most)),
    (
        "context actions",
        5,
        lambda most: [{"type": "context_actions", "elements": [icon(each) for each in range(most)]}],
    ),
    (
        "who sees an icon",
        10,
        lambda most: [{"type": "context_actions", "elements": [icon(visible_to_user_ids=["U1"] * most)]}],
    ),
    ("a label", 2000, lambda most: asked(FIELD, label=plain(most))),
    ("a hint", 2000, lambda most: asked(FIELD, hint=plain(most))),
    ("a placeholder", 150, lambda most: asked({**FIELD, "placeholder": plain(most)})),
    ("options", 100, lambda most: menu(*(option(number) for number in range(most)))),
    ("an option's text", 75, lambda most: menu(option(text=plain(most)))),
    ("an option's value", 150, lambda most: menu(option(value="x" * most))),
    ("an option's description", 75, lambda most: menu(option(description=plain(most)))),
    (
        "groups",
        100,
        lambda most: asked(
            {"type": "static_select", "option_groups": [{"label": plain(), "options": [option()]}] * most}
        ),
    ),
    ("boxes", 10, lambda most: menu(*(option(number) for number in range(most)), kind="checkboxes")),
    ("radio buttons", 10, lambda most: menu(*(option(number) for number in range(most)), kind="radio_buttons")),
]
VIEWS: list[tuple[str, int, Callable[[int], Block]]] = [
    ("a modal's blocks", 100, lambda most: {"blocks": [DIVIDER] * most}),
    ("a Home tab's blocks", 100, lambda most: {"type": "home", "title": None, "blocks": [DIVIDER] * most}),
    ("a title", 24, lambda most: {"title": plain(most)}),
    ("a submit", 24, lambda most: {"submit": plain(most)}),
    ("a close", 24, lambda most: {"close": plain(most)}),
    ("private metadata", 3000, lambda most: {"private_metadata": "x" * most}),
    ("a callback_id", 255, lambda most: {"callback_id": "x" * most}),
    ("an external_id", 255, lambda most: {"external_id": "x" * most}),
    ("an alert", 200, lambda most: {"blocks": [{"type": "alert", "text": plain(most)}]}),
]


@pytest.mark.parametrize(("most", "make"), [edge[1:] for edge in MESSAGES], ids=[edge[0] for edge in MESSAGES])
def test_a_message_may_go_to_the_limit_and_not_beyond(most: int, make: Callable[[int], list[Block]]) -> None:
    within, beyond = check(make(most)), check(make(most + 1))

    assert [str(refusal) for refusal in within] == []
    assert len(beyond) >= 1


@pytest.mark.parametrize(("most", "make"), [edge[1:] for edge in VIEWS], ids=[edge[0] for edge in VIEWS])
def test_a_view_may_go_to_the_limit_and_not_beyond(most: int, make: Callable[[int], Block]) -> None:
    frame: Block = {"type": "modal", "title": plain(), "blocks": [DIVIDER]}
    within, beyond = (
        {name: held for name, held in (frame | make(count)).items() if held is not None} for count in (most, most + 1)
    )

    assert [str(refusal) for refusal in check_view(within)] == []
    assert len(check_view(beyond)) >= 1
