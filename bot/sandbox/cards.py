"""The rules for the blocks that hold others or stand out: cards, carousels, containers, alerts.

They are young, and what Slack says of them is judged, not more: surface, members, lengths and counts.
"""

from collections.abc import Callable

from bot.sandbox.elements import element
from bot.sandbox.judge import ANY_TEXT, MRKDWN, PLAIN, Judge, kind_of
from bot.sandbox.richtext import rich_text
from bot.sandbox.wire import JSON

CHILDREN = ("actions", "context", "divider", "header", "image", "input", "rich_text", "section", "table")


def card(judge: Judge, value: JSON, at: str) -> None:
    """Judge a card: something with a title, a picture, a few words and up to three buttons."""
    if not judge.shape(value, at, "type", "hero_image icon title subtitle body subtext actions block_id"):
        return
    if not value.keys() & {"hero_image", "title", "body", "actions"}:
        judge.refuse(at, "missing_field", "must define at least one of: hero_image, title, body, actions")
    for name, most in (("title", 150), ("subtitle", 150), ("body", 200), ("subtext", 200)):
        if name in value:
            judge.text(value[name], f"{at}/{name}", most, MRKDWN)
    for name in ("hero_image", "icon"):
        if name in value:
            element(judge, value[name], f"{at}/{name}", ("image",), set())
    action_ids: set[str] = set()
    for place, each in judge.items(value.get("actions", []), f"{at}/actions", 3, least=0):
        element(judge, each, place, ("button",), action_ids)


def carousel(judge: Judge, value: JSON, at: str) -> None:
    """Judge a row of one to ten cards."""
    if not judge.shape(value, at, "type elements", "block_id"):
        return
    for place, each in judge.items(value["elements"], f"{at}/elements", 10):
        if isinstance(each, dict) and each.get("type") == "card":
            card(judge, each, place)
        else:
            judge.refuse(f"{place}/type", "unsupported_type", f"unsupported type: {kind_of(each)}")


def container(judge: Judge, value: JSON, at: str, child: Callable[[Judge, object, str], None]) -> None:
    """Judge a box around one to ten blocks, which may fold; `child` judges each of them."""
    optional = "title rich_text_title subtitle width icon is_collapsible default_collapsed has_header_divider block_id"
    if not judge.shape(value, at, "type child_blocks", optional):
        return
    if "title" in value:
        judge.text(value["title"], f"{at}/title", 150, PLAIN)
    if "rich_text_title" in value:
        judge.rich(rich_text, value["rich_text_title"], f"{at}/rich_text_title")
    if "subtitle" in value:
        judge.text(value["subtitle"], f"{at}/subtitle", 150)
    if "icon" in value:
        element(judge, value["icon"], f"{at}/icon", ("image",), set())
    judge.choice(value, at, "width", ("narrow", "standard", "wide", "full"))
    judge.flags(value, at, "is_collapsible", "default_collapsed", "has_header_divider")
    for place, each in judge.items(value["child_blocks"], f"{at}/child_blocks", 10):
        if kind_of(each) in CHILDREN:
            child(judge, each, place)
        else:
            judge.refuse(f"{place}/type", "unsupported_type", f"unsupported type: {kind_of(each)} in a container")


def alert(judge: Judge, value: JSON, at: str) -> None:
    """Judge a notice in a modal."""
    if judge.shape(value, at, "type text", "level block_id"):
        judge.text(value["text"], f"{at}/text", 200, ANY_TEXT)
        judge.choice(value, at, "level", ("default", "info", "warning", "error", "success"))
