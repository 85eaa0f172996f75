"""The rules of Block Kit for whole payloads, written from Slack's documentation (docs.slack.dev/reference/block-kit).

They are stricter than the SDK's own models in what those leave out: field lengths, counts per message, surfaces,
members nobody declared.
"""

from collections.abc import Collection

from bot.sandbox.cards import alert, card, carousel, container
from bot.sandbox.charts import data_visualization
from bot.sandbox.elements import ACCESSORIES, ACTIONS, CONTEXT_ACTIONS, INPUTS, Rule, context_element, element, image
from bot.sandbox.judge import PLAIN, Judge, Refusal, Surface, kind_of
from bot.sandbox.richtext import rich_text
from bot.sandbox.tables import data_table, table
from bot.sandbox.wire import JSON

MOST_BLOCKS: dict[Surface, int] = {"message": 50, "modal": 100, "home": 100}
_EVERYWHERE: frozenset[Surface] = frozenset({"message", "modal", "home"})
_MESSAGES: frozenset[Surface] = frozenset({"message"})
_NOT_MODALS: frozenset[Surface] = frozenset({"message", "home"})
_MODALS: frozenset[Surface] = frozenset({"modal"})


def _header(judge: Judge, block: JSON, at: str) -> None:
    if judge.shape(block, at, "type text", "block_id level"):
        judge.text(block["text"], f"{at}/text", 150, PLAIN)
        judge.choice(block, at, "level", (1, 2, 3, 4))


def _section(judge: Judge, block: JSON, at: str) -> None:
    if not judge.shape(block, at, "type", "text fields accessory expand block_id"):
        return
    if not block.keys() & {"text", "fields"}:
        judge.refuse(at, "missing_field", "must define either `text` or `fields`")
    if "text" in block:
        judge.text(block["text"], f"{at}/text", 3000)
    if "fields" in block:
        for place, text in judge.items(block["fields"], f"{at}/fields", 10):
            judge.text(text, place, 2000)
    if "accessory" in block:
        element(judge, block["accessory"], f"{at}/accessory", ACCESSORIES, set())
    judge.flags(block, at, "expand")


def _context(judge: Judge, block: JSON, at: str) -> None:
    if judge.shape(block, at, "type elements", "block_id"):
        for place, item in judge.items(block["elements"], f"{at}/elements", 10):
            context_element(judge, item, place)


def _acting(most: int, kinds: tuple[str, ...]) -> Rule:
    """Return the rule for a block that is a row of elements."""

    def rule(judge: Judge, block: JSON, at: str) -> None:
        if judge.shape(block, at, "type elements", "block_id"):
            action_ids: set[str] = set()
            for place, item in judge.items(block["elements"], f"{at}/elements", most):
                element(judge, item, place, kinds, action_ids)

    return rule


def _divider(judge: Judge, block: JSON, at: str) -> None:
    judge.shape(block, at, "type", "block_id")


def _image(judge: Judge, block: JSON, at: str) -> None:
    image(judge, block, at, more="title block_id")
    if "title" in block:
        judge.text(block["title"], f"{at}/title", 2000, PLAIN)


def _markdown(judge: Judge, block: JSON, at: str) -> None:
    if judge.shape(block, at, "type text", "block_id") and judge.string(block["text"], f"{at}/text", 12_000):
        judge.markdown += len(block["text"])
        if judge.markdown > 12_000 >= len(block["text"]):
            judge.refuse(f"{at}/text", "too_long", "markdown blocks hold at most 12000 characters a message")


def _input(judge: Judge, block: JSON, at: str) -> None:
    if not judge.shape(block, at, "type label element", "block_id hint optional dispatch_action"):
        return
    judge.text(block["label"], f"{at}/label", 2000, PLAIN)
    if "hint" in block:
        judge.text(block["hint"], f"{at}/hint", 2000, PLAIN)
    element(judge, block["element"], f"{at}/element", INPUTS, set())
    judge.flags(block, at, "optional", "dispatch_action")


def _container(judge: Judge, block: JSON, at: str) -> None:
    container(judge, block, at, _block)


# Where Slack's table of surfaces and what its own validator takes disagree, the smaller set stands here.
_RULES: dict[str, tuple[Rule, frozenset[Surface]]] = {
    "header": (_header, _EVERYWHERE),
    "section": (_section, _EVERYWHERE),
    "context": (_context, _EVERYWHERE),
    "actions": (_acting(25, ACTIONS), _EVERYWHERE),
    "divider": (_divider, _EVERYWHERE),
    "image": (_image, _EVERYWHERE),
    "rich_text": (rich_text, _EVERYWHERE),
    "input": (_input, _EVERYWHERE),
    "markdown": (_markdown, _MESSAGES),
    "table": (table, _MESSAGES),
    "data_table": (data_table, _MESSAGES),
    "data_visualization": (data_visualization, _MESSAGES),
    "context_actions": (_acting(5, CONTEXT_ACTIONS), _MESSAGES),
    "container": (_container, _MESSAGES),
    "card": (card, _NOT_MODALS),
    "carousel": (carousel, _NOT_MODALS),
    "alert": (alert, _MODALS),
}


def _block(judge: Judge, block: object, at: str) -> None:
    kind = kind_of(block)
    rule = _RULES.get(kind) if isinstance(kind, str) else None
    if rule is None or not isinstance(block, dict):
        judge.refuse(f"{at}/type", "unsupported_type", f"unsupported type: {kind}")
        return
    judged, surfaces = rule
    if judge.surface not in surfaces:
        judge.refuse(f"{at}/type", "unsupported_surface", f"unsupported type: {kind} in a {judge.surface}")
        return
    judged(judge, block, at)
    if "block_id" in block:
        judge.unique(judge.block_ids, block["block_id"], f"{at}/block_id", "block_id")


def check(
    blocks: object, surface: Surface = "message", at: str = "/blocks", files: Collection[str] = ()
) -> list[Refusal]:
    """Judge a payload's blocks; an empty list means Slack would take them.

    Args:
        blocks: As they came.
        surface: Where they are to be shown.
        at: Their pointer.
        files: Ids and addresses of uploaded images that can be shown.

    >>> [str(refusal) for refusal in check([{"type": "header", "text": {"type": "mrkdwn", "text": "A"}}])]
    ['must be one of: plain_text [json-pointer:/blocks/0/text/type]']
    >>> check([{"type": "divider"}])
    []
    """
    judge = Judge(surface, files)
    for place, block in judge.items(blocks, at, MOST_BLOCKS[surface], least=0):
        _block(judge, block, place)
    return judge.refusals


def _has_input(blocks: object) -> bool:
    held = blocks if isinstance(blocks, list) else []
    return any(kind_of(each) == "input" for each in held)


def check_view(view: object, files: Collection[str] = ()) -> list[Refusal]:
    """Judge a modal or a Home tab; `files` as in `check`."""
    kind = kind_of(view)
    judge = Judge("home" if kind == "home" else "modal")
    modal = "title submit close clear_on_close notify_on_close submit_disabled"
    optional = f"private_metadata callback_id external_id {'' if kind == 'home' else modal}"
    if not judge.shape(view, "/view", "type blocks", optional):
        return judge.refusals
    judge.choice(view, "/view", "type", ("modal", "home"))
    for name in ("title", "submit", "close"):
        if name in view:
            judge.text(view[name], f"/view/{name}", 24, PLAIN)
    if kind == "modal" and "title" not in view:
        judge.refuse("/view", "missing_field", "missing required field: title")
    if kind == "modal" and "submit" not in view and _has_input(view["blocks"]):
        judge.refuse("/view", "missing_field", "missing required field: submit, as there are input blocks")
    judge.flags(view, "/view", "clear_on_close", "notify_on_close", "submit_disabled")
    judge.strings(view, "/view", private_metadata=3000, callback_id=255, external_id=255)
    return judge.refusals + check(view["blocks"], judge.surface, "/view/blocks", files)
