"""Fields that are preset: what a form shows when it is opened, and what it showed and holds when it is submitted.

A field is named by what it is of and by a version: Slack keeps what was entered in a field whose name stays, whatever
it is preset to anew.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.slack import elements as kit
from bot.slack import forms
from bot.slack.elements import Block

MOST_OPTIONS = 100


def named(what: str, version: int) -> str:
    """Return the name of a field."""
    return f"{what}:{version}"


def what_of(name: str) -> str:
    """Return what the field with a name is of.

    >>> what_of(named("companies", 3))
    'companies'
    """
    return name.partition(":")[0]


def fits(value: str) -> bool:
    """Say whether something can be the value of an option."""
    return bool(kit.line(value)) and kit.units(value) <= forms.OPTION_VALUE


def typed(value: str, example: str) -> Block:
    """Return a line of text."""
    return {**forms.text_field(example), "initial_value": value}


def one_of(options: Sequence[Block], chosen: str) -> Block:
    """Return a menu of which one option is chosen."""
    return {"type": "static_select", "options": list(options), "initial_option": option_of(options, chosen)}


def option_of(options: Sequence[Block], value: str) -> Block:
    """Return the option with a value; the first where there is none."""
    return next((each for each in options if each["value"] == value), options[0])


def some_of(options: Sequence[Block], chosen: Iterable[str]) -> Block:
    """Return boxes to tick."""
    wanted = set(chosen)
    ticked = [each for each in options if each["value"] in wanted]
    return {"type": "checkboxes", "options": list(options)} | ({"initial_options": ticked} if ticked else {})


def searched(chosen: str, example: str) -> Block:
    """Return a menu of which one is chosen, whose options are asked for while somebody types."""
    return {**forms.searched(example, 1), "initial_option": forms.option(chosen, chosen)}


def several_searched(chosen: Sequence[str], example: str) -> Block:
    """Return the same for several."""
    some = [forms.option(each, each) for each in chosen if fits(each)][:MOST_OPTIONS]
    menu = {**forms.searched(example, 1), "type": "multi_external_select"}
    return menu | ({"initial_options": some} if some else {})


def clock(at: str | None) -> Block:
    """Return a time of day."""
    return {"type": "timepicker"} | ({"initial_time": at} if at else {})


def shown_in(view: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the fields of a view held when it was shown, by what they are of: texts, lists of them, None."""
    elements = [block["element"] for block in view["blocks"] if block["type"] == "input"]
    presets = ("initial_value", "initial_time", "initial_option", "initial_options")
    return {what_of(each["action_id"]): _first(each, presets) for each in elements}


def held_in(view: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the fields of a view hold, by what they are of: texts, lists of them, or None for nothing."""
    names = ("value", "selected_time", "selected_option", "selected_options")
    fields = [(key, held) for block in view["state"]["values"].values() for key, held in block.items()]
    return {what_of(key): _first(held, names) for key, held in fields}


def names_in(view: Mapping[str, Any]) -> dict[str, str]:
    """Return the names of a view's fields, by what they are of: where an error is shown."""
    names = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
    return {what_of(name): name for name in names}


def _first(held: Mapping[str, Any], names: Iterable[str]) -> Any:
    """Return the values of options, and texts as they are; None where none of the members is there."""
    value = next((held[name] for name in names if held.get(name) is not None), None)
    if isinstance(value, list):
        return [each["value"] for each in value]
    return value["value"] if isinstance(value, Mapping) else value
