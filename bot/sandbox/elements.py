"""The rules for what sits inside blocks: buttons, menus, text fields, confirmations and images.

An `action_id` must be unique among the elements of one block; Slack allows the same one in two blocks.
"""

from collections.abc import Callable

from bot.sandbox.judge import ANY_TEXT, PLAIN, Judge, kind_of
from bot.sandbox.wire import JSON


def _confirm(judge: Judge, element: JSON, at: str) -> None:
    if "confirm" not in element:
        return
    value, at = element["confirm"], f"{at}/confirm"
    if not judge.shape(value, at, "title text", "confirm deny style"):
        return
    judge.text(value["title"], f"{at}/title", 100, PLAIN)
    judge.text(value["text"], f"{at}/text", 300)
    for name in ("confirm", "deny"):
        if name in value:
            judge.text(value[name], f"{at}/{name}", 30, PLAIN)
    judge.choice(value, at, "style", ("primary", "danger"))


def _option(judge: Judge, value: object, at: str, *, url: bool = False) -> None:
    if not judge.shape(value, at, "text value", "description url" if url else "description"):
        return
    judge.text(value["text"], f"{at}/text", 75, PLAIN)
    judge.string(value["value"], f"{at}/value", 150)
    if "description" in value:
        judge.text(value["description"], f"{at}/description", 75, PLAIN)
    if "url" in value:
        judge.url(value["url"], f"{at}/url")


def _button(judge: Judge, value: JSON, at: str) -> None:
    if not judge.shape(value, at, "type text", "action_id url value style confirm accessibility_label"):
        return
    judge.text(value["text"], f"{at}/text", 75, PLAIN)
    judge.strings(value, at, value=2000, accessibility_label=75)
    if "url" in value:
        judge.url(value["url"], f"{at}/url")
    judge.choice(value, at, "style", ("primary", "danger"))
    _confirm(judge, value, at)


def _overflow(judge: Judge, value: JSON, at: str) -> None:
    if not judge.shape(value, at, "type options", "action_id confirm"):
        return
    for place, option in judge.items(value["options"], f"{at}/options", 5):
        _option(judge, option, place, url=True)
    _confirm(judge, value, at)


def _static_select(judge: Judge, value: JSON, at: str) -> None:
    if not judge.shape(value, at, "type options", "action_id placeholder initial_option confirm focus_on_load"):
        return
    if "placeholder" in value:
        judge.text(value["placeholder"], f"{at}/placeholder", 150, PLAIN)
    for place, option in judge.items(value["options"], f"{at}/options", 100):
        _option(judge, option, place)
    if (
        "initial_option" in value
        and isinstance(value["options"], list)
        and value["initial_option"] not in value["options"]
    ):
        judge.refuse(f"{at}/initial_option", "invalid_value", "must be one of the options")
    _confirm(judge, value, at)


def _plain_text_input(judge: Judge, value: JSON, at: str) -> None:
    optional = (
        "action_id initial_value multiline min_length max_length placeholder focus_on_load dispatch_action_config"
    )
    if not judge.shape(value, at, "type", optional):
        return
    if "placeholder" in value:
        judge.text(value["placeholder"], f"{at}/placeholder", 150, PLAIN)
    judge.flags(value, at, "multiline", "focus_on_load")
    judge.strings(value, at, initial_value=3000)


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
        # No file has been uploaded here, so none can be shown.
        judge.refuse(f"{at}/slack_file", "invalid_slack_file", "invalid slack file")


Rule = Callable[[Judge, JSON, str], None]

_INTERACTIVE: dict[str, Rule] = {
    "button": _button,
    "overflow": _overflow,
    "static_select": _static_select,
    "plain_text_input": _plain_text_input,
}

ACCESSORIES = ("button", "image", "overflow", "static_select")
ACTIONS = ("button", "overflow", "static_select")
INPUTS = ("plain_text_input", "static_select")


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
    if kind == "image":
        image(judge, value, at)
        return
    _INTERACTIVE[kind](judge, value, at)
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
