"""Blocks as lines of plain words: what a transcript shows and a test asserts on.

Whatever the judge has taken can be read here; what a block hides (a folded container) is read too.
"""

from bot.sandbox.composition import flat
from bot.sandbox.mrkdwn import control, date_words, words
from bot.sandbox.wire import JSON
from bot.sandbox.workspace import Workspace


def spoken(workspace: Workspace, text: JSON) -> str:
    """Return a text object as plain words."""
    return words(workspace, text["text"]) if text["type"] == "mrkdwn" else str(text["text"])


def _leaf(workspace: Workspace, leaf: JSON) -> str:
    match leaf["type"]:
        case "link":
            return str(leaf.get("text") or leaf["url"])
        case "user":
            return control(workspace, f"@{leaf['user_id']}")
        case "channel":
            return control(workspace, f"#{leaf['channel_id']}")
        case "emoji":
            return f":{leaf['name']}:"
        case "broadcast":
            return f"@{leaf['range']}"
        case "date":
            return date_words(leaf["timestamp"], leaf["format"])
        case _:
            return str(leaf.get("text") or leaf.get("value") or "")


def _rich(workspace: Workspace, part: JSON) -> str:
    inner = part.get("elements", [])
    if part["type"] == "rich_text_list":
        return "\n".join(f"• {_rich(workspace, item)}" for item in inner)
    if part["type"] == "rich_text":
        return "\n".join(_rich(workspace, section) for section in inner)
    return "".join(_leaf(workspace, leaf) for leaf in inner)


def _cell(workspace: Workspace, cell: JSON) -> str:
    if cell["type"] == "rich_text":
        return _rich(workspace, cell)
    return str(cell.get("text") or cell.get("value", ""))


def _rows(workspace: Workspace, rows: list[list[JSON]]) -> str:
    return "\n".join(" | ".join(_cell(workspace, cell) for cell in row) for row in rows)


def _element(workspace: Workspace, element: JSON) -> str:
    if element["type"] == "image":
        return f"[image: {element['alt_text']}]"
    if element["type"] in ("plain_text", "mrkdwn"):
        return spoken(workspace, element)
    if element["type"] == "feedback_buttons":
        both = (element["positive_button"], element["negative_button"])
        return "  ".join(f"[{spoken(workspace, each['text'])}]" for each in both)
    if "text" in element:
        return f"[{spoken(workspace, element['text'])}]"
    if options := flat(element):
        return "[" + " | ".join(spoken(workspace, option["text"]) for option in options) + "]"
    return f"[{spoken(workspace, element['placeholder'])}]" if "placeholder" in element else "[…]"


def _chart(chart: JSON) -> str:
    """Return a chart as the table a screen reader gets."""
    if chart["type"] == "pie":
        return "\n".join(f"{each['label']}: {each['value']}" for each in chart["segments"])
    lines = []
    for series in chart["series"]:
        points = ", ".join(f"{point['label']} {point['value']}" for point in series["data"])
        lines.append(f"{series['name']}: {points}")
    return "\n".join(lines)


def _lines(workspace: Workspace, block: JSON, *names: str) -> list[str]:
    return [spoken(workspace, block[name]) for name in names if name in block]


def block_words(workspace: Workspace, block: JSON) -> str:
    """Return a block as lines of plain words."""
    match block["type"]:
        case "header" | "alert":
            return spoken(workspace, block["text"])
        case "section":
            lines = _lines(workspace, block, "text") + [spoken(workspace, text) for text in block.get("fields", [])]
            return "\n".join([*lines, *(_element(workspace, held) for held in [block.get("accessory")] if held)])
        case "context" | "actions" | "context_actions":
            return "  ".join(_element(workspace, element) for element in block["elements"])
        case "table":
            return _rows(workspace, block["rows"])
        case "data_table":
            return f"{block['caption']}\n{_rows(workspace, block['rows'])}"
        case "data_visualization":
            return f"{block['title']}\n{_chart(block['chart'])}"
        case "rich_text":
            return _rich(workspace, block)
        case "image":
            return _element(workspace, block)
        case "markdown":
            return str(block["text"])
        case "input":
            return "\n".join(_lines(workspace, block, "label", "hint"))
        case "card":
            buttons = [_element(workspace, button) for button in block.get("actions", [])]
            return "\n".join([*_lines(workspace, block, "title", "subtitle", "body", "subtext"), *buttons])
        case "carousel":
            return "\n".join(block_words(workspace, each) for each in block["elements"])
        case "container":
            inner = [block_words(workspace, each) for each in block["child_blocks"]]
            return "\n".join([*_lines(workspace, block, "title", "subtitle"), *inner])
        case _:
            return "―" * 8
