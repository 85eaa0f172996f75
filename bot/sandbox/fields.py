"""The rules for what people type into or tick: text, numbers, addresses, days and hours, boxes, files.

Most of them stand in input blocks only; days, hours, boxes and buttons may also act on their own.
"""

import re

from bot.sandbox.composition import confirm, focus, initial, options, placeholder
from bot.sandbox.judge import Judge
from bot.sandbox.richtext import rich_text
from bot.sandbox.wire import JSON

DATE = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])")
TIME = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_TYPED = "action_id initial_value placeholder focus_on_load dispatch_action_config"
_DISPATCH = ("on_enter_pressed", "on_character_entered")


def _typed(judge: Judge, value: JSON, at: str) -> None:
    placeholder(judge, value, at)
    focus(judge, value, at)
    if "dispatch_action_config" not in value:
        return
    config, at = value["dispatch_action_config"], f"{at}/dispatch_action_config"
    if judge.shape(config, at, "", "trigger_actions_on"):
        for place, each in judge.items(config.get("trigger_actions_on"), f"{at}/trigger_actions_on", 2):
            if each not in _DISPATCH:
                judge.refuse(place, "invalid_value", f"must be one of: {', '.join(_DISPATCH)}")


def plain_text_input(judge: Judge, value: JSON, at: str) -> None:
    """Judge a field for text, of one line or several."""
    if not judge.shape(value, at, "type", f"multiline min_length max_length {_TYPED}"):
        return
    judge.flags(value, at, "multiline")
    judge.whole(value, at, "min_length", 0, 3000)
    judge.whole(value, at, "max_length", 1, 3000)
    judge.strings(value, at, initial_value=3000)
    _typed(judge, value, at)


def address_input(judge: Judge, value: JSON, at: str) -> None:
    """Judge a field for an email or web address."""
    if judge.shape(value, at, "type", _TYPED):
        judge.strings(value, at, initial_value=3000)
        _typed(judge, value, at)


def number_input(judge: Judge, value: JSON, at: str) -> None:
    """Judge a field for a number, whose bounds are strings."""
    if not judge.shape(value, at, "type is_decimal_allowed", f"min_value max_value {_TYPED}"):
        return
    judge.flags(value, at, "is_decimal_allowed")
    bounds = []
    for name in ("min_value", "initial_value", "max_value"):
        if name in value and judge.string(value[name], f"{at}/{name}", 255):
            if NUMBER.fullmatch(value[name]):
                bounds.append(float(value[name]))
            else:
                judge.refuse(f"{at}/{name}", "invalid_value", "must be a number")
    if bounds != sorted(bounds):
        judge.refuse(at, "invalid_value", "must satisfy min_value <= initial_value <= max_value")
    _typed(judge, value, at)


def rich_text_input(judge: Judge, value: JSON, at: str) -> None:
    """Judge a field for formatted text."""
    if not judge.shape(value, at, "type", f"min_lines max_lines {_TYPED}"):
        return
    judge.whole(value, at, "min_lines", 1, 100)
    judge.whole(value, at, "max_lines", 1, 100)
    if "initial_value" in value:
        judge.rich(rich_text, value["initial_value"], f"{at}/initial_value")
    _typed(judge, value, at)


def _pattern(judge: Judge, value: JSON, at: str, name: str, pattern: re.Pattern[str], form: str) -> None:
    if name in value and not (isinstance(value[name], str) and pattern.fullmatch(value[name])):
        judge.refuse(f"{at}/{name}", "invalid_value", f"must have the form {form}")


def datepicker(judge: Judge, value: JSON, at: str) -> None:
    """Judge a calendar."""
    if judge.shape(value, at, "type", "action_id initial_date placeholder confirm focus_on_load"):
        _pattern(judge, value, at, "initial_date", DATE, "YYYY-MM-DD")
        placeholder(judge, value, at)
        _acting(judge, value, at)


def timepicker(judge: Judge, value: JSON, at: str) -> None:
    """Judge a clock."""
    if judge.shape(value, at, "type", "action_id initial_time timezone placeholder confirm focus_on_load"):
        _pattern(judge, value, at, "initial_time", TIME, "HH:mm")
        judge.strings(value, at, timezone=255)
        placeholder(judge, value, at)
        _acting(judge, value, at)


def datetimepicker(judge: Judge, value: JSON, at: str) -> None:
    """Judge calendar and clock in one, in seconds since 1970."""
    if judge.shape(value, at, "type", "action_id initial_date_time confirm focus_on_load"):
        judge.whole(value, at, "initial_date_time", 1_000_000_000, 9_999_999_999)
        _acting(judge, value, at)


def checkboxes(judge: Judge, value: JSON, at: str) -> None:
    """Judge boxes to tick, at most ten."""
    if judge.shape(value, at, "type options", "action_id initial_options confirm focus_on_load"):
        options(judge, value, at, 10, mrkdwn=True)
        initial(judge, value, at, "initial_options")
        _acting(judge, value, at)


def radio_buttons(judge: Judge, value: JSON, at: str) -> None:
    """Judge buttons of which one is pressed, at most ten."""
    if judge.shape(value, at, "type options", "action_id initial_option confirm focus_on_load"):
        options(judge, value, at, 10, mrkdwn=True)
        initial(judge, value, at, "initial_option")
        _acting(judge, value, at)


def file_input(judge: Judge, value: JSON, at: str) -> None:
    """Judge a field for files, which modals alone have."""
    if judge.surface != "modal":
        judge.refuse(f"{at}/type", "unsupported_surface", f"unsupported type: file_input in a {judge.surface}")
    if judge.shape(value, at, "type", "action_id filetypes max_files"):
        judge.whole(value, at, "max_files", 1, 10)
        for place, each in judge.items(value.get("filetypes", []), f"{at}/filetypes", 100, least=0):
            judge.string(each, place, 20)


def _acting(judge: Judge, value: JSON, at: str) -> None:
    confirm(judge, value, at)
    focus(judge, value, at)
