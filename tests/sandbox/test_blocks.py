"""Every rule of Block Kit with a payload it takes and one it refuses."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.sandbox import App, ManualClock
from bot.sandbox.blocks import check, check_view
from bot.sandbox.mrkdwn import texts
from bot.sandbox.spoken import block_words
from bot.sandbox.storing import named
from bot.sandbox.workspace import Workspace
from tests.sandbox.apps import actions, button, section

Block = dict[str, Any]
WORKSPACE = Workspace(ManualClock(), App("AI Spend", (), set()))


def plain(text: Any, **more: Any) -> Block:
    return {"type": "plain_text", "text": text, **more}


def mrkdwn(text: str, **more: Any) -> Block:
    return {"type": "mrkdwn", "text": text, **more}


def header(text: str = "A", **more: Any) -> Block:
    return {"type": "header", "text": plain(text), **more}


def fields(*texts: str) -> Block:
    return {"type": "section", "fields": [mrkdwn(text) for text in texts]}


def context(*elements: Block) -> Block:
    return {"type": "context", "elements": list(elements)}


def option(value: str = "v", **more: Any) -> Block:
    return {"text": plain("A"), "value": value, **more}


def overflow(*options: Block) -> Block:
    return {"type": "overflow", "action_id": "o", "options": list(options)}


def select(*options: Any, **more: Any) -> Block:
    return {"type": "static_select", "action_id": "s", "options": list(options), **more}


def picture(**more: Any) -> Block:
    return {"type": "image", "alt_text": "A", **more}


def table(*rows: list[Any], **more: Any) -> Block:
    return {"type": "table", "rows": list(rows), **more}


def cell(text: Any = "A") -> Block:
    return {"type": "raw_text", "text": text}


def rich(*parts: Block) -> Block:
    return {"type": "rich_text", "elements": list(parts)}


def part(kind: str = "section", *leaves: Block, **more: Any) -> Block:
    return {"type": f"rich_text_{kind}", "elements": list(leaves), **more}


def word(text: str = "A", **more: Any) -> Block:
    return {"type": "text", "text": text, **more}


def field_of(element: Block, **more: Any) -> Block:
    return {"type": "input", "label": plain("A"), "element": element, **more}


CONFIRM = {"title": plain("A"), "text": mrkdwn("B"), "confirm": plain("C"), "deny": plain("D"), "style": "danger"}
HTTPS = "https://example.org/a.png"

TAKEN: list[Block] = [
    header("x" * 150, level=2, block_id="h"),
    section("x" * 3000),
    {**section("A"), "expand": True, "fields": [plain("A", emoji=True)]},
    {"type": "section", "text": mrkdwn("A", verbatim=True)},
    fields(*["x" * 2000] * 10),
    {**section("A"), "accessory": button("a")},
    {**section("A"), "accessory": picture(image_url=HTTPS)},
    context(*[mrkdwn("A")] * 9, picture(image_url=HTTPS)),
    actions(*[button(f"b{number}") for number in range(25)]),
    actions(button("a", url="http://example.org", value="x" * 2000, style="primary", confirm=CONFIRM)),
    actions(overflow(*[option(str(number), url=HTTPS) for number in range(5)])),
    actions(
        select(option("a", description=plain("A")), option("b"), initial_option=option("b"), placeholder=plain("A"))
    ),
    {"type": "divider"},
    picture(image_url=HTTPS, title=plain("A")),
    rich(part("section", word(style={"bold": True}), {"type": "link", "url": "mailto:a@example.org"})),
    rich(
        part("list", part("section", word()), style="bullet", indent=1),
        part("quote", word()),
        part("preformatted", word()),
    ),
    rich(part("section", {"type": "date", "timestamp": 1, "format": "{date}"}, {"type": "emoji", "name": "bell"})),
    table(*[[cell()] * 20] * 100),
    table([cell(), {"type": "raw_number", "value": 1.5}], [rich(part("section", word())), cell()]),
    table([cell()], column_settings=[None, {"align": "right", "is_wrapped": True}]),
    {"type": "markdown", "text": "x" * 12_000},
    field_of({"type": "plain_text_input", "multiline": True, "placeholder": plain("A"), "initial_value": "B"}),
    field_of(select(option()), hint=plain("A"), optional=True),
]

REFUSED: list[tuple[str, Block, str]] = [
    ("a header of 151", header("x" * 151), "less than 151 characters [json-pointer:/blocks/0/text/text]"),
    (
        "a header in mrkdwn",
        {"type": "header", "text": mrkdwn("A")},
        "one of: plain_text [json-pointer:/blocks/0/text/type]",
    ),
    ("a header of level 5", header(level=5), "must be one of: 1, 2, 3, 4 [json-pointer:/blocks/0/level]"),
    ("a header without text", {"type": "header"}, "missing required field: text [json-pointer:/blocks/0]"),
    ("a text that is a string", {"type": "header", "text": "A"}, "must be an object [json-pointer:/blocks/0/text]"),
    ("a text that is a number", {"type": "header", "text": plain(1)}, "must be a string"),
    ("a section of 3001", section("x" * 3001), "less than 3001 characters"),
    ("an empty section", {"type": "section"}, "must define either `text` or `fields`"),
    ("an empty text", section(""), "must be more than 0 characters"),
    ("eleven fields", fields(*"ABCDEFGHIJK"), "no more than 10 items allowed [json-pointer:/blocks/0/fields]"),
    ("no fields", fields(), "no less than 1 items allowed"),
    ("a field of 2001", fields("x" * 2001), "less than 2001 characters [json-pointer:/blocks/0/fields/0/text]"),
    ("fields that are no list", {"type": "section", "fields": "A"}, "must be an array"),
    ("emoji in mrkdwn", {"type": "section", "text": mrkdwn("A", emoji=True)}, "invalid additional property: emoji"),
    ("verbatim in plain text", {"type": "section", "text": plain("A", verbatim=True)}, "property: verbatim"),
    ("a flag that is a word", {**section("A"), "expand": "yes"}, "must be a boolean [json-pointer:/blocks/0/expand]"),
    ("an unknown member", {**section("A"), "colour": "red"}, "invalid additional property: colour"),
    (
        "an input as accessory",
        {**section("A"), "accessory": {"type": "plain_text_input"}},
        "unsupported type: plain_text_input",
    ),
    ("an accessory that is a string", {**section("A"), "accessory": "A"}, "must be an object"),
    ("eleven in a context", context(*[mrkdwn("A")] * 11), "no more than 10 items allowed"),
    (
        "a button in a context",
        context(button("a")),
        "unsupported type: button [json-pointer:/blocks/0/elements/0/type]",
    ),
    ("twenty-six buttons", actions(*[button(f"b{n}") for n in range(26)]), "no more than 25 items allowed"),
    ("no buttons", actions(), "no less than 1 items allowed"),
    ("one action_id twice", actions(button("a"), button("a")), "`action_id` already exists: a"),
    ("a long action_id", actions(button("x" * 256)), "less than 256 characters"),
    ("a button's 76", actions({**button("a"), "text": plain("x" * 76)}), "less than 76 characters"),
    ("a button in mrkdwn", actions({**button("a"), "text": mrkdwn("A")}), "must be one of: plain_text"),
    ("a button without text", actions({"type": "button"}), "missing required field: text"),
    ("a long value", actions(button("a", value="x" * 2001)), "less than 2001 characters"),
    ("a long url", actions(button("a", url="https://example.org/" + "x" * 3000)), "less than 3001 characters"),
    ("a script as url", actions(button("a", url="javascript:alert(1)")), "must be a valid URL"),
    ("half an address", actions(button("a", url="http://[half")), "must be a valid URL"),
    ("an unknown style", actions(button("a", style="blue")), "must be one of: primary, danger"),
    ("half a confirm", actions(button("a", confirm={"title": plain("A")})), "missing required field: text"),
    ("a confirm of 301", actions(button("a", confirm={**CONFIRM, "text": mrkdwn("x" * 301)})), "less than 301"),
    ("six in an overflow", actions(overflow(*[option(str(n)) for n in range(6)])), "no more than 5 items allowed"),
    ("an overflow without options", actions({"type": "overflow"}), "missing required field: options"),
    ("a long option value", actions(overflow(option("x" * 151))), "less than 151 characters"),
    ("a select's option with url", actions(select(option(url=HTTPS))), "invalid additional property: url"),
    (
        "a select without options",
        actions({"type": "static_select"}),
        "must define exactly one of: options, option_groups",
    ),
    ("an unknown initial option", actions(select(option("a"), initial_option=option("b"))), "one of the options"),
    ("an option that is a string", actions(select("A")), "must be an object"),
    ("a divider with text", {"type": "divider", "text": "A"}, "invalid additional property: text"),
    ("an image without source", picture(), "must define exactly one of: image_url, slack_file"),
    ("an image of two sources", picture(image_url=HTTPS, slack_file={"id": "F1"}), "must define exactly one of"),
    ("an image over http", picture(image_url="http://example.org/a.png"), "must be a valid URL (https)"),
    ("an image without words", {"type": "image", "image_url": HTTPS}, "missing required field: alt_text"),
    (
        "a file never uploaded",
        picture(slack_file={"id": "F1"}),
        "invalid slack file [json-pointer:/blocks/0/slack_file]",
    ),
    ("a rich text of nothing known", rich({"type": "rich_text_poem"}), "unsupported type: rich_text_poem"),
    ("a rich leaf of nothing known", rich(part("section", {"type": "sound"})), "unsupported type: sound"),
    ("a rich leaf without text", rich(part("section", {"type": "text"})), "missing required field: text"),
    ("a rich section without elements", rich({"type": "rich_text_section"}), "missing required field: elements"),
    ("a rich style that is a word", rich(part("section", word(style="bold"))), "must be an object"),
    ("a rich style unknown", rich(part("section", word(style={"loud": True}))), "invalid additional property: loud"),
    (
        "a rich date in words",
        rich(part("section", {"type": "date", "timestamp": "1", "format": "x"})),
        "must be an integer",
    ),
    (
        "a list in a list",
        rich(part("list", part("list", style="bullet"), style="bullet")),
        "unsupported type: rich_text_list",
    ),
    ("a rich text without elements", {"type": "rich_text"}, "missing required field: elements"),
    (
        "a hundred and one rows",
        table(*[[cell()]] * 101),
        "no more than 100 items allowed [json-pointer:/blocks/0/rows]",
    ),
    ("twenty-one cells", table([cell()] * 21), "no more than 20 items allowed [json-pointer:/blocks/0/rows/0]"),
    ("an empty cell", table([cell("")]), "must be more than 0 characters"),
    ("a cell of a number in words", table([{"type": "raw_number", "value": "1"}]), "must be a number"),
    ("a cell of nothing known", table([mrkdwn("A")]), "unsupported type: mrkdwn"),
    ("a cell that is a string", table(["A"]), "unsupported type: None"),
    ("a cell that is not a string", table([cell(1)]), "must be a string"),
    ("a cell without text", table([{"type": "raw_text"}]), "missing required field: text"),
    ("too much table", table(*[[cell("x" * 101)]] * 100), "a table shows at most 10000 characters"),
    (
        "an unknown alignment",
        table([cell()], column_settings=[{"align": "top"}]),
        "must be one of: left, center, right",
    ),
    ("a table without rows", {"type": "table"}, "missing required field: rows"),
    ("a markdown of 12001", {"type": "markdown", "text": "x" * 12_001}, "less than 12001 characters"),
    ("a markdown without text", {"type": "markdown"}, "missing required field: text"),
    ("an input without label", {"type": "input", "element": select(option())}, "missing required field: label"),
    ("a button in an input", field_of(button("a")), "unsupported type: button [json-pointer:/blocks/0/element/type]"),
    ("an input's unknown member", field_of({"type": "plain_text_input", "secret": 1}), "additional property: secret"),
    (
        "an alert in a message",
        {"type": "alert", "text": plain("A")},
        "unsupported type: alert in a message [json-pointer:/blocks/0/type]",
    ),
    ("a type that is a list", {"type": ["header"]}, "unsupported type: None"),
    ("a long block_id", {"type": "divider", "block_id": "x" * 256}, "less than 256 characters"),
]


@pytest.mark.parametrize("block", TAKEN, ids=lambda block: str(block["type"]))
def test_a_good_block_is_taken(block: Block) -> None:
    assert check([block]) == []


@pytest.mark.parametrize(("block", "fault"), [each[1:] for each in REFUSED], ids=[each[0] for each in REFUSED])
def test_a_bad_block_is_refused_at_its_place(block: Block, fault: str) -> None:
    faults = "\n".join(map(str, check([block])))

    assert fault in faults


def test_fifty_blocks_are_a_message_and_fifty_one_are_not() -> None:
    assert check([{"type": "divider"}] * 50) == []
    assert str(check([{"type": "divider"}] * 51)[0]) == "no more than 50 items allowed [json-pointer:/blocks]"


def test_one_block_id_may_stand_once() -> None:
    twice = [{"type": "divider", "block_id": "a"}, {"type": "divider", "block_id": "a"}]

    assert [str(fault) for fault in check(twice)] == ["`block_id` already exists: a [json-pointer:/blocks/1/block_id]"]


def test_one_action_id_may_stand_in_two_blocks() -> None:
    assert check([actions(button("a")), actions(button("a"))]) == []


def test_a_message_has_one_table() -> None:
    assert "only one table is allowed in a message" in str(check([table([cell()]), table([cell()])])[0])


def test_markdown_blocks_share_their_limit() -> None:
    half = {"type": "markdown", "text": "x" * 6001}

    assert "at most 12000 characters a message" in str(check([half, half])[0])


def test_tables_and_markdown_are_for_messages_only() -> None:
    refused = check([table([cell()]), {"type": "markdown", "text": "A"}], "home")

    assert [refusal.code for refusal in refused] == ["unsupported_surface"] * 2


def test_all_faults_are_listed_at_once() -> None:
    assert len(check([header("x" * 151), section(""), {"type": "nonsense"}])) == 3


def test_blocks_that_are_no_list_are_refused() -> None:
    assert [refusal.code for refusal in check({"type": "divider"})] == ["invalid_type"]


def view(**more: Any) -> Block:
    return {"type": "modal", "title": plain("A"), "blocks": [{"type": "divider"}], **more}


def test_a_good_view_is_taken() -> None:
    assert check_view(view(submit=plain("B"), close=plain("C"), callback_id="d", private_metadata="e")) == []
    assert check_view({"type": "home", "blocks": [{"type": "divider"}] * 100}) == []


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        (view(title=plain("x" * 25)), "less than 25 characters [json-pointer:/view/title/text]"),
        (view(private_metadata="x" * 3001), "less than 3001 characters"),
        (view(blocks=[{"type": "divider"}] * 101), "no more than 100 items allowed [json-pointer:/view/blocks]"),
        ({"type": "modal", "blocks": []}, "missing required field: title"),
        ({"type": "sheet", "blocks": []}, "must be one of: modal, home"),
        ({"type": "modal"}, "missing required field: blocks"),
        ("A", "must be an object [json-pointer:/view]"),
    ],
)
def test_a_bad_view_is_refused(wrong: object, fault: str) -> None:
    assert fault in "\n".join(map(str, check_view(wrong)))


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3) | st.sampled_from(["raw_text", "button", "mrkdwn"]),
    lambda held: st.lists(held, max_size=3) | st.dictionaries(st.sampled_from(["type", "text", "elements"]), held),
    max_leaves=8,
)
NAMES = st.sampled_from(
    ["text", "elements", "rows", "fields", "element", "label", "accessory", "alt_text", "image_url"]
)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(TAKEN), st.dictionaries(NAMES, ANYTHING, max_size=3), st.lists(NAMES, max_size=2))
def test_whatever_is_sent_is_judged_and_what_is_taken_can_be_stored_and_read(
    block: Block, changed: Block, dropped: list[str]
) -> None:
    mutant = {name: value for name, value in {**block, **changed}.items() if name not in dropped}

    if check([mutant]) == []:
        [stored] = named([mutant])
        assert isinstance(block_words(WORKSPACE, stored), str)
        assert texts([stored]) == texts([mutant])


@pytest.mark.parametrize("block", TAKEN, ids=lambda block: str(block["type"]))
def test_every_good_block_can_be_read_aloud(block: Block) -> None:
    assert block_words(WORKSPACE, named([block])[0])
