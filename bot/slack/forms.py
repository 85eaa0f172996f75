"""The parts of Block Kit that people choose from and fill in: menus, votes, the fields of a modal.

A field's block has the id of its element: by that Slack names what was entered, and there an error is shown.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.slack.elements import BUTTON, Block, plain_object

TITLE, LABEL, OPTION_VALUE = 24, 150, 150
"""Most characters of a modal's title and buttons, of a field's label, of an option's value."""


def overflow(action_id: str, options: Sequence[Block]) -> Block:
    """Return a menu behind three dots, of at most five options."""
    return {"type": "overflow", "action_id": action_id, "options": list(options[:5])}


def option(words: str, value: str, more: str = "") -> Block:
    """Return something that can be chosen.

    Args:
        words: What is read.
        value: What we are told; at most 150 characters.
        more: A second line, smaller; empty for none.
    """
    described = {"description": plain_object(more, BUTTON)} if more else {}
    return {"text": plain_object(words, BUTTON), "value": value, **described}


def feedback(action_id: str, good: tuple[str, str, str], bad: tuple[str, str, str], block_id: str) -> Block:
    """Return two small buttons to vote with, each with its words, its value and what a screen reader says of it."""
    good_, bad_ = (
        {"text": plain_object(words, BUTTON, emoji=True), "value": value, "accessibility_label": spoken}
        for words, value, spoken in (good, bad)
    )
    element = {"type": "feedback_buttons", "action_id": action_id, "positive_button": good_, "negative_button": bad_}
    return {"type": "context_actions", "block_id": block_id, "elements": [element]}


def modal(
    title: str,
    blocks: Sequence[Block],
    *,
    callback_id: str = "",
    submit: str = "",
    close: str = "Close",
    held: str = "",
) -> Block:
    """Return a modal.

    Args:
        title: At most 24 characters, like the words of its buttons.
        blocks: What stands in it.
        callback_id: By which Slack tells us that it was submitted.
        submit: What stands on the button that submits it; empty where nothing can be.
        close: What stands on the other one.
        held: What Slack gives back with it; at most 3000 characters.
    """
    view: dict[str, Any] = {"type": "modal", "title": plain_object(title, TITLE), "close": plain_object(close, TITLE)}
    view |= {"submit": plain_object(submit, TITLE)} if submit else {}
    view |= {name: given for name, given in (("callback_id", callback_id), ("private_metadata", held)) if given}
    return view | {"blocks": list(blocks)}


def field(
    name: str, label: str, element: Block, *, hint: str = "", optional: bool = False, tells: bool = False
) -> Block:
    """Return a field of a modal.

    Args:
        name: Id of block and element.
        label: Above it.
        element: What is filled in, without its id.
        hint: Below it; empty for none.
        optional: Whether it may be left empty.
        tells: Whether Slack tells us of each choice before the modal is submitted.
    """
    block: dict[str, Any] = {"type": "input", "block_id": name, "label": plain_object(label, LABEL)}
    block["element"] = {**element, "action_id": name}
    block |= {"hint": plain_object(hint, LABEL)} if hint else {}
    return block | {"optional": optional, "dispatch_action": tells}


def text_field(placeholder: str = "", most: int = 1000, *, multiline: bool = False) -> Block:
    """Return an element to type into."""
    shown = {"placeholder": plain_object(placeholder, LABEL)} if placeholder else {}
    return {"type": "plain_text_input", "multiline": multiline, "max_length": most, **shown}


def radio(options: Sequence[Block], initial: Block) -> Block:
    """Return an element of which exactly one option is chosen."""
    return {"type": "radio_buttons", "options": list(options), "initial_option": initial}


def searched(placeholder: str, least: int) -> Block:
    """Return a menu whose options we are asked for once so many characters were typed."""
    return {
        "type": "external_select",
        "min_query_length": least,
        "placeholder": plain_object(placeholder, LABEL),
    }


def entered(view: Mapping[str, Any], name: str) -> str:
    """Return what a field of a submitted modal holds: text, the value of an option, an id; empty where nothing is."""
    held = view["state"]["values"].get(name, {}).get(name) or {}
    chosen = held.get("selected_option")
    return str((chosen or {}).get("value") or held.get("value") or held.get("selected_conversation") or "").strip()
