"""What people enter into elements, in the form Slack gives it to the app in `state.values`.

A value is given here as a string, a list of strings, or None for nothing: an option's `value` or its words, an id, a
day, an hour, seconds, text.
"""

import re
from collections.abc import Sequence
from typing import TypeAlias

from bot.sandbox.composition import flat
from bot.sandbox.fields import DATE, NUMBER, TIME
from bot.sandbox.wire import JSON

Value: TypeAlias = str | Sequence[str] | None

_TYPED = frozenset({"plain_text_input", "email_text_input", "url_text_input", "number_input"})
_ONE_OPTION = frozenset({"static_select", "external_select", "radio_buttons", "overflow"})
_OPTIONS = frozenset({"multi_static_select", "multi_external_select", "checkboxes"})
# Where an element keeps what was entered, and where it is preset.
_PLAIN = {
    "users_select": ("selected_user", "initial_user"),
    "channels_select": ("selected_channel", "initial_channel"),
    "conversations_select": ("selected_conversation", "initial_conversation"),
    "multi_users_select": ("selected_users", "initial_users"),
    "multi_channels_select": ("selected_channels", "initial_channels"),
    "multi_conversations_select": ("selected_conversations", "initial_conversations"),
    "datepicker": ("selected_date", "initial_date"),
    "timepicker": ("selected_time", "initial_time"),
    "datetimepicker": ("selected_date_time", "initial_date_time"),
    "rich_text_input": ("rich_text_value", "initial_value"),
    "file_input": ("files", ""),
}
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_URL = re.compile(r"https?://[^\s/]+\S*")
REQUIRED = "Please complete this required field."


def slot(kind: str) -> tuple[str, str] | None:
    """Return the members that hold what was entered and what is preset; None for what holds nothing, like buttons."""
    if kind in _TYPED:
        return "value", "initial_value"
    if kind in _ONE_OPTION - {"overflow"}:
        return "selected_option", "initial_option"
    if kind in _OPTIONS:
        return "selected_options", "initial_options"
    return _PLAIN.get(kind)


def initial(element: JSON) -> JSON | None:
    """Return what an element holds before anybody touched it; None for what holds nothing."""
    held = slot(element["type"])
    if held is None:
        return None
    empty: object = [] if held[0].endswith("s") else None
    return {"type": element["type"], held[0]: element.get(held[1], empty)}


def entered(element: JSON, value: Value, served: Sequence[JSON] = ()) -> JSON:
    """Return what an element holds after a person entered something.

    Args:
        element: As stored.
        value: None clears it; where an option must be chosen, it means the first.
        served: Options the app has given for this element when asked.

    Raises:
        LookupError: There is no such option, or this is no form of day, hour or moment.
    """
    kind = element["type"]
    if kind in _ONE_OPTION:
        found = _option(element, value, served) if value is not None or kind == "overflow" else None
        return {"type": kind, "selected_option": found}
    if kind in _OPTIONS:
        return {"type": kind, "selected_options": [_option(element, each, served) for each in _list(value)]}
    name = (slot(kind) or ("value",))[0]
    if name.endswith("s"):
        return {"type": kind, name: _list(value)}
    if value is not None and not isinstance(value, str):
        raise LookupError(f"a {kind} takes one value, not {value!r}")
    return {"type": kind, name: _single(kind, value)}


def _list(value: Value) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)


def _single(kind: str, value: str | None) -> object:
    """Return a value in the type its element holds. Raises LookupError."""
    if not value:
        return None
    if kind == "rich_text_input":
        leaf = {"type": "text", "text": value}
        return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": [leaf]}]}
    pattern = {"datepicker": DATE, "timepicker": TIME, "datetimepicker": re.compile(r"\d{10}")}.get(kind)
    if pattern is not None and not pattern.fullmatch(value):
        raise LookupError(f"{value!r} is nothing a {kind} can hold")
    return int(value) if kind == "datetimepicker" else value


def _option(element: JSON, value: Value, served: Sequence[JSON]) -> JSON:
    """Return the option chosen by value or by words, the first where None; what was preset too. Raises LookupError."""
    preset: list[JSON] = [*element.get("initial_options", ()), *filter(None, [element.get("initial_option")])]
    options = [*flat(element), *preset, *served]
    for each in options:
        if value is None or value in (each["value"], each["text"]["text"]):
            return each
    raise LookupError(f"no option {value}; there are: {', '.join(each['value'] for each in options) or 'none'}")


def problem(block: JSON, entry: JSON) -> str | None:
    """Return what Slack itself finds wrong with an input before the app is asked; None where nothing is."""
    element = block["element"]
    content = entry[(slot(element["type"]) or ("value",))[0]]
    if not content:
        return None if block.get("optional") else REQUIRED
    match element["type"]:
        case "plain_text_input":
            least, most = element.get("min_length", 0), element.get("max_length", 3000)
            return None if least <= len(content) <= most else f"Enter {least} to {most} characters."
        case "email_text_input":
            return None if _EMAIL.fullmatch(content) else "Enter a valid email address."
        case "url_text_input":
            return None if _URL.fullmatch(content) else "Enter a valid URL."
        case "number_input":
            return _number_problem(element, content)
    most = element.get("max_selected_items") or element.get("max_files")
    return f"Choose at most {most}." if most and isinstance(content, list) and len(content) > most else None


def _number_problem(element: JSON, content: str) -> str | None:
    if not NUMBER.fullmatch(content) or (not element["is_decimal_allowed"] and "." in content):
        return "Enter a valid number."
    if "min_value" in element and float(content) < float(element["min_value"]):
        return f"Enter a number of at least {element['min_value']}."
    if "max_value" in element and float(content) > float(element["max_value"]):
        return f"Enter a number of at most {element['max_value']}."
    return None
