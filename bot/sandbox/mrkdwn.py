"""Plain words from what an app sent: mrkdwn, blocks and dates, as somebody reading the screen would say them.

This is for transcripts and for finding out who is called by name; the page draws the same payloads by itself.
"""

import re
from datetime import UTC, datetime

from bot.sandbox.wire import JSON
from bot.sandbox.workspace import Workspace

_CONTROL = re.compile(r"<([^<>]+)>")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&"}
_MARKS = re.compile(r"(?<!\w)([*_~`])(?=\S)(.+?)(?<=\S)\1(?!\w)")
_EVERYBODY = ("channel", "here", "everyone")


def decode(text: str) -> str:
    """Return text with Slack's three entities read.

    >>> decode("AT&amp;T &lt;b&gt; &copy;")
    'AT&T <b> &copy;'
    """
    return re.sub(r"&(?:lt|gt|amp);", lambda found: _ENTITIES[found[0]], text)


def date_words(timestamp: int, pattern: str) -> str:
    """Return a `<!date^…>` as words, in UTC.

    >>> date_words(1740355200, "{date_short} at {time}")
    'Feb 24, 2025 at 00:00 UTC'
    """
    at = datetime.fromtimestamp(timestamp, UTC)
    short, day = f"{at:%b} {at.day}, {at.year}", f"{at:%B} {at.day}, {at.year}"
    words = {"date_num": f"{at:%Y-%m-%d}", "date_short": short, "date_long": f"{at:%A}, {day}", "date": day}
    words |= {"time": f"{at:%H:%M} UTC", "time_secs": f"{at:%H:%M:%S} UTC", "ago": day}
    return re.sub(r"\{(\w+)\}", lambda found: words.get(found[1].replace("_pretty", ""), found[0]), pattern)


def _control(workspace: Workspace, inner: str) -> str:
    body, _, label = inner.partition("|")
    if body.startswith("!date^"):
        parts = body.split("^")
        return date_words(int(parts[1]), parts[2]) if len(parts) > 2 and parts[1].isdecimal() else label
    if body.startswith("!"):
        return f"@{label.removeprefix('@') or body[1:]}"
    if body.startswith("@"):
        user = workspace.users.get(body[1:])
        return f"@{user.name if user else label or body[1:]}"
    if body.startswith("#"):
        channel = workspace.channels.get(body[1:])
        return f"#{channel.name if channel else label or body[1:]}"
    return label or body


def words(workspace: Workspace, text: str) -> str:
    """Return mrkdwn as plain words: links by their label, names for ids, without the marks of bold and italics."""
    spoken, start = [], 0
    for found in _CONTROL.finditer(text):
        spoken += [text[start : found.start()], _control(workspace, found[1])]
        start = found.end()
    plain = "".join(spoken) + text[start:]
    return decode(_MARKS.sub(r"\2", plain))


def pings(text: str) -> set[str]:
    """Return whom mrkdwn calls: `channel`, `here`, `everyone`, or ids of users.

    >>> sorted(pings("<!channel> and <@U1|ana>, not &lt;!here&gt;"))
    ['U1', 'channel']
    """
    called = (found[1].partition("|")[0] for found in _CONTROL.finditer(text))
    return {name[1:] for name in called if name[0] == "@" or (name[0] == "!" and name[1:] in _EVERYBODY)}


def texts(value: object) -> list[str]:
    """Return every mrkdwn text inside blocks, in order."""
    if isinstance(value, dict):
        if value.get("type") == "mrkdwn":
            return [value["text"]]
        return [text for held in value.values() for text in texts(held)]
    return [text for held in value for text in texts(held)] if isinstance(value, list) else []


def _spoken(workspace: Workspace, text: JSON) -> str:
    return words(workspace, text["text"]) if text["type"] == "mrkdwn" else str(text["text"])


def _leaf(workspace: Workspace, leaf: JSON) -> str:
    match leaf["type"]:
        case "link":
            return str(leaf.get("text") or leaf["url"])
        case "user":
            return _control(workspace, f"@{leaf['user_id']}")
        case "channel":
            return _control(workspace, f"#{leaf['channel_id']}")
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


def _element(workspace: Workspace, element: JSON) -> str:
    match element["type"]:
        case "image":
            return f"[image: {element['alt_text']}]"
        case "button":
            return f"[{_spoken(workspace, element['text'])}]"
        case "overflow" | "static_select":
            return "[" + " | ".join(_spoken(workspace, option["text"]) for option in element["options"]) + "]"
        case _:
            return _spoken(workspace, element) if "text" in element else ""


def block_words(workspace: Workspace, block: JSON) -> str:
    """Return a block as lines of plain words."""
    match block["type"]:
        case "header":
            return _spoken(workspace, block["text"])
        case "section":
            said = [block["text"]] if "text" in block else []
            lines = [_spoken(workspace, text) for text in (*said, *block.get("fields", []))]
            return "\n".join([*lines, *(_element(workspace, held) for held in [block.get("accessory")] if held)])
        case "context" | "actions":
            return "  ".join(_element(workspace, element) for element in block["elements"])
        case "table":
            return "\n".join(" | ".join(_cell(workspace, cell) for cell in row) for row in block["rows"])
        case "rich_text":
            return _rich(workspace, block)
        case "image":
            return _element(workspace, block)
        case "markdown":
            return str(block["text"])
        case "input":
            return _spoken(workspace, block["label"])
        case _:
            return "―" * 8
