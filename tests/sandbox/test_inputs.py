"""The elements that people choose from, type into and tick, and where each may stand."""

from typing import Any

import pytest

from bot.sandbox import App, ManualClock
from bot.sandbox.blocks import check, check_view
from bot.sandbox.judge import Surface
from bot.sandbox.spoken import block_words
from bot.sandbox.storing import named
from bot.sandbox.workspace import Workspace
from tests.sandbox.apps import actions, section
from tests.sandbox.test_blocks import Block, field_of, mrkdwn, option, part, plain, rich, select, word

WORKSPACE = Workspace(ManualClock(), App("AI Spend", (), set()))
GROUPS = [{"label": plain("Asia"), "options": [option("a"), option("b")]}]


def of(kind: str, **more: Any) -> Block:
    return {"type": kind, "action_id": kind, **more}


TAKEN: list[Block] = [
    of("static_select", option_groups=GROUPS, initial_option=option("b")),
    of("multi_static_select", options=[option("a")], initial_options=[option("a")], max_selected_items=2),
    of("external_select", min_query_length=0, placeholder=plain("Company"), initial_option=option("a")),
    of("multi_external_select", initial_options=[option("a")]),
    of("users_select", initial_user="U1"),
    of("multi_users_select", initial_users=["U1"], max_selected_items=3),
    of("channels_select", initial_channel="C1", response_url_enabled=True),
    of("multi_channels_select", initial_channels=["C1"]),
    of("conversations_select", default_to_current_conversation=True, filter={"include": ["public", "private"]}),
    of("multi_conversations_select", initial_conversations=["C1"], filter={"exclude_bot_users": True}),
    of("checkboxes", options=[{"text": mrkdwn("*A*"), "value": "a", "description": mrkdwn("B")}]),
    of("radio_buttons", options=[option("a"), option("b")], initial_option=option("a"), focus_on_load=True),
    of("datepicker", initial_date="2026-11-25", placeholder=plain("Day")),
    of("timepicker", initial_time="23:59", timezone="Asia/Tokyo"),
    of("datetimepicker", initial_date_time=1_764_000_000),
    of("rich_text_input", initial_value=rich(part("section", word())), min_lines=1, max_lines=100),
    of("plain_text_input", dispatch_action_config={"trigger_actions_on": ["on_enter_pressed"]}, max_length=3000),
    of("email_text_input", initial_value="a@example.org"),
    of("url_text_input", placeholder=plain("https://")),
    of("number_input", is_decimal_allowed=True, min_value="-1", initial_value="0.5", max_value="2"),
    of("file_input", filetypes=["pdf"], max_files=10),
]

REFUSED: list[tuple[str, Block, str]] = [
    ("both lists", select(option("a"), option_groups=GROUPS), "exactly one of: options, option_groups"),
    ("a group without label", of("static_select", option_groups=[{"options": [option()]}]), "required field: label"),
    ("101 groups", of("static_select", option_groups=GROUPS * 101), "no more than 100 items allowed"),
    ("101 options", select(*[option(str(n)) for n in range(101)]), "no more than 100 items allowed"),
    ("groups that are none", of("static_select", option_groups=["A"]), "must be an object"),
    (
        "an unknown one of several",
        of("multi_static_select", options=[option("a")], initial_options=[option("b")]),
        "one of the options",
    ),
    ("at most none", of("multi_static_select", options=[option("a")], max_selected_items=0), "must be between 1"),
    ("a query below none", of("external_select", min_query_length=-1), "must be between 0"),
    ("an external select's options", of("external_select", options=[option()]), "additional property: options"),
    ("a user by number", of("users_select", initial_user=1), "must be a string"),
    ("users by number", of("multi_users_select", initial_users=[1]), "must be a string"),
    ("a user's channel", of("users_select", initial_channel="C1"), "additional property: initial_channel"),
    ("a filter of nothing", of("conversations_select", filter={}), "must define at least one of: include"),
    ("a filter unknown", of("conversations_select", filter={"include": ["club"]}), "must be one of: im, mpim"),
    ("a filter that is none", of("conversations_select", filter="im"), "must be an object"),
    ("eleven boxes", of("checkboxes", options=[option(str(n)) for n in range(11)]), "no more than 10 items allowed"),
    ("boxes of nothing", of("checkboxes"), "missing required field: options"),
    (
        "an unknown button pressed",
        of("radio_buttons", options=[option("a")], initial_option=option("b")),
        "one of the options",
    ),
    ("radio buttons of nothing", of("radio_buttons"), "missing required field: options"),
    ("a day in words", of("datepicker", initial_date="tomorrow"), "must have the form YYYY-MM-DD"),
    ("a day of month 13", of("datepicker", initial_date="2026-13-01"), "must have the form YYYY-MM-DD"),
    ("an hour by number", of("timepicker", initial_time=9), "must have the form HH:mm"),
    ("hour 24", of("timepicker", initial_time="24:00"), "must have the form HH:mm"),
    ("a moment long ago", of("datetimepicker", initial_date_time=1), "must be between 1000000000"),
    ("rich text in mrkdwn", of("rich_text_input", initial_value=mrkdwn("A")), "unsupported type: mrkdwn"),
    ("a hundred and one lines", of("rich_text_input", max_lines=101), "must be between 1 and 100"),
    ("three thousand and one", of("plain_text_input", max_length=3001), "must be between 1 and 3000"),
    (
        "an unknown trigger",
        of("plain_text_input", dispatch_action_config={"trigger_actions_on": ["x"]}),
        "on_enter_pressed",
    ),
    ("a trigger that is none", of("plain_text_input", dispatch_action_config="x"), "must be an object"),
    ("an email that is a number", of("email_text_input", initial_value=1), "must be a string"),
    ("a number without its kind", of("number_input"), "missing required field: is_decimal_allowed"),
    ("a number in words", of("number_input", is_decimal_allowed=False, min_value="one"), "must be a number"),
    (
        "bounds the wrong way",
        of("number_input", is_decimal_allowed=False, min_value="2", max_value="1"),
        "min_value <=",
    ),
    ("eleven files", of("file_input", max_files=11), "must be between 1 and 10"),
    ("a colour for a text", of("plain_text_input", colour="red"), "additional property: colour"),
    ("a colour for an address", of("url_text_input", colour="red"), "additional property: colour"),
    ("a colour for rich text", of("rich_text_input", colour="red"), "additional property: colour"),
    ("a colour for a day", of("datepicker", colour="red"), "additional property: colour"),
    ("a colour for a moment", of("datetimepicker", colour="red"), "additional property: colour"),
    ("a colour for files", of("file_input", colour="red"), "additional property: colour"),
    ("a colour for a menu", of("static_select", colour="red"), "additional property: colour"),
    ("unknown members", of("timepicker", initial_date="2026-11-25"), "additional property: initial_date"),
]


@pytest.mark.parametrize("element", TAKEN, ids=lambda each: str(each["type"]))
def test_a_good_element_is_taken_in_a_modal_and_its_block_read_aloud(element: Block) -> None:
    block = field_of(element, dispatch_action=True)

    assert check([block], "modal") == []
    assert block_words(WORKSPACE, named([block])[0]) == "A"


@pytest.mark.parametrize(("element", "fault"), [each[1:] for each in REFUSED], ids=[each[0] for each in REFUSED])
def test_a_bad_element_is_refused(element: Block, fault: str) -> None:
    assert fault in "\n".join(map(str, check([field_of(element)], "modal")))


@pytest.mark.parametrize("surface", ["message", "home"])
def test_files_are_asked_for_in_modals_only(surface: Surface) -> None:
    faults = check([field_of(of("file_input"))], surface)

    assert [str(each) for each in faults] == [
        f"unsupported type: file_input in a {surface} [json-pointer:/blocks/0/element/type]"
    ]


@pytest.mark.parametrize("element", TAKEN, ids=lambda each: str(each["type"]))
def test_what_is_typed_into_stands_in_input_blocks_only(element: Block) -> None:
    typed = element["type"].endswith("text_input") or element["type"] in ("number_input", "file_input")
    typed = typed and element["type"] != "rich_text_input"

    assert bool(check([actions(element)])) is typed


@pytest.mark.parametrize(
    ("element", "spoken"),
    [
        (of("static_select", option_groups=GROUPS), "[A | A]"),
        (of("users_select", placeholder=plain("Who")), "[Who]"),
        (of("datepicker"), "[…]"),
    ],
)
def test_a_menu_is_read_aloud(element: Block, spoken: str) -> None:
    assert block_words(WORKSPACE, actions(element)) == spoken


def test_one_element_of_a_view_takes_the_focus() -> None:
    twice = [field_of(of("plain_text_input", focus_on_load=True)) for _ in range(2)]

    assert [each.code for each in check(twice, "modal")] == ["duplicate_focus"]


def modal(**more: Any) -> Block:
    return {"type": "modal", "title": plain("A"), "blocks": [field_of(of("plain_text_input"))], **more}


def test_a_modal_with_inputs_can_be_submitted() -> None:
    assert check_view(modal(submit=plain("Save"))) == []
    assert "missing required field: submit" in str(check_view(modal())[0])


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        (modal(submit=plain("x" * 25)), "less than 25 characters [json-pointer:/view/submit/text]"),
        (modal(close=mrkdwn("A")), "must be one of: plain_text"),
        (modal(submit=plain("A"), notify_on_close="yes"), "must be a boolean"),
        ({"type": "home", "blocks": [section("A")], "title": plain("A")}, "invalid additional property: title"),
        ({"type": "home", "blocks": "A"}, "must be an array [json-pointer:/view/blocks]"),
    ],
)
def test_what_frames_a_view_is_judged_too(wrong: Block, fault: str) -> None:
    assert fault in "\n".join(map(str, check_view(wrong)))
