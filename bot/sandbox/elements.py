"""The rules for what sits inside blocks: which element may stand where, and those that are pressed or looked at.

An `action_id` must be unique among the elements of one block; Slack allows the same one in two blocks.
"""

from collections.abc import Callable

from bot.sandbox import fields, menus
from bot.sandbox.composition import confirm, option
from bot.sandbox.judge import ANY_TEXT, PLAIN, Judge, kind_of
from bot.sandbox.wire import JSON


def button(judge: Judge, value: JSON, at: str) -> None:
    """Judge a button."""
    if not judge.shape(value, at, "type text", "action_id url value style confirm accessibility_label"):
        return
    judge.text(value["text"], f"{at}/text", 75, PLAIN)
    judge.strings(value, at, value=2000, accessibility_label=75)
    if "url" in value:
        judge.url(value["url"], f"{at}/url")
    judge.choice(value, at, "style", ("primary", "danger"))
    confirm(judge, value, at)


def _overflow(judge: Judge, value: JSON, at: str) -> None:
    if not judge.shape(value, at, "type options", "action_id confirm"):
        return
    for place, each in judge.items(value["options"], f"{at}/options", 5):
        option(judge, each, place, url=True)
    confirm(judge, value, at)


def _feedback_buttons(judge: Judge, value: JSON, at: str) -> None:
    if not judge.shape(value, at, "type positive_button negative_button", "action_id"):
        return
    for name in ("positive_button", "negative_button"):
        held, place = value[name], f"{at}/{name}"
        if judge.shape(held, place, "text value", "accessibility_label"):
            judge.text(held["text"], f"{place}/text", 75, PLAIN)
            judge.strings(held, place, value=2000, accessibility_label=75)


def _icon_button(judge: Judge, value: JSON, at: str) -> None:
    optional = "action_id value confirm accessibility_label visible_to_user_ids"
    if not judge.shape(value, at, "type icon text", optional):
        return
    judge.choice(value, at, "icon", ("trash",))
    judge.text(value["text"], f"{at}/text", 75, PLAIN)
    judge.strings(value, at, value=2000, accessibility_label=75)
    for place, user in judge.items(value.get("visible_to_user_ids", []), f"{at}/visible_to_user_ids", 10, least=0):
        judge.string(user, place, 255)
    confirm(judge, value, at)


def image(judge: Judge, value: JSON, at: str, *, more: str = "") -> None:
    """Judge an image, alone or as an element: one source and the words for those who do not see it."""
    if not judge.shape(value, at, "type alt_text", f"image_url slack_file {more}"):
        return
    judge.string(value["alt_text"], f"{at}/alt_text", 2000)
    sources = [name for name in ("image_url", "slack_file") if name in value]
    if len(sources) != 1:
        judge.refuse(at, "image_source", "must define exactly one of: image_url, slack_file")
    if "image_url" in value:
        judge.url(value["image_url"], f"{at}/image_url", schemes=("https",))
    if "slack_file" in value:
        _slack_file(judge, value["slack_file"], f"{at}/slack_file")


def _slack_file(judge: Judge, value: object, at: str) -> None:
    """Judge an uploaded image, named by its id or its address; one still being processed cannot be shown."""
    if not judge.shape(value, at, "", "id url"):
        return
    if len(value) != 1:
        judge.refuse(at, "image_source", "must define exactly one of: id, url")
    if any(name not in judge.files for name in value.values() if isinstance(name, str)):
        judge.refuse(at, "invalid_slack_file", "invalid slack file")


Rule = Callable[[Judge, JSON, str], None]

_RULES: dict[str, Rule] = {
    "button": button,
    "overflow": _overflow,
    "image": image,
    "feedback_buttons": _feedback_buttons,
    "icon_button": _icon_button,
    "static_select": menus.static_select,
    "multi_static_select": menus.multi_static_select,
    "external_select": menus.external_select,
    "multi_external_select": menus.external_select,
    **{
        f"{several}{whom}_select": menus.id_select
        for several in ("", "multi_")
        for whom in ("users", "channels", "conversations")
    },
    "checkboxes": fields.checkboxes,
    "radio_buttons": fields.radio_buttons,
    "datepicker": fields.datepicker,
    "timepicker": fields.timepicker,
    "datetimepicker": fields.datetimepicker,
    "plain_text_input": fields.plain_text_input,
    "email_text_input": fields.address_input,
    "url_text_input": fields.address_input,
    "number_input": fields.number_input,
    "rich_text_input": fields.rich_text_input,
    "file_input": fields.file_input,
}

MENUS = tuple(kind for kind in _RULES if kind.endswith("_select"))
_CHOSEN = (*MENUS, "checkboxes", "radio_buttons", "datepicker", "timepicker")
ACCESSORIES = ("button", "image", "overflow", *_CHOSEN)
ACTIONS = ("button", "overflow", *_CHOSEN, "datetimepicker", "rich_text_input")
INPUTS = (
    *(*_CHOSEN, "datetimepicker", "rich_text_input", "file_input"),
    *("plain_text_input", "email_text_input", "url_text_input", "number_input"),
)
CONTEXT_ACTIONS = ("feedback_buttons", "icon_button")


def element(judge: Judge, value: object, at: str, kinds: tuple[str, ...], action_ids: set[str]) -> None:
    """Judge an element of a block.

    Args:
        judge: Who notes what is wrong.
        value: The element as it came.
        at: Its pointer.
        kinds: Element types this block may hold.
        action_ids: Those of the block seen so far; grows.
    """
    if not isinstance(value, dict):
        judge.refuse(at, "invalid_type", "must be an object")
        return
    kind = value.get("type")
    if kind not in kinds:
        judge.refuse(f"{at}/type", "unsupported_type", f"unsupported type: {kind}")
        return
    _RULES[kind](judge, value, at)
    if "action_id" in value:
        judge.unique(action_ids, value["action_id"], f"{at}/action_id", "action_id")


def context_element(judge: Judge, value: object, at: str) -> None:
    """Judge an element of a context block: a text object or a small image."""
    if isinstance(value, dict) and value.get("type") == "image":
        image(judge, value, at)
    elif isinstance(value, dict) and value.get("type") in ANY_TEXT:
        judge.text(value, at, 3000)
    else:
        kind = kind_of(value)
        judge.refuse(f"{at}/type", "unsupported_type", f"unsupported type: {kind}")
