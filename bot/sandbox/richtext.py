"""The rules for rich text and for the cells of a table, which may hold it.

Inside rich text no mrkdwn is read: an element's style says what is bold.
"""

from bot.sandbox.judge import Judge, kind_of
from bot.sandbox.wire import JSON

_STYLES = frozenset({"bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"})

# Members of each leaf, required | optional.
_LEAVES: dict[str, tuple[str, str]] = {
    "text": ("type text", "style"),
    "link": ("type url", "text unsafe style"),
    "emoji": ("type name", "unicode style skin_tone"),
    "user": ("type user_id", "style"),
    "channel": ("type channel_id", "style"),
    "usergroup": ("type usergroup_id", "style"),
    "broadcast": ("type range", "style"),
    "date": ("type timestamp format", "fallback url style"),
    "color": ("type value", ""),
}

_SECTIONS: dict[str, tuple[str, str]] = {
    "rich_text_section": ("type elements", ""),
    "rich_text_list": ("type elements style", "indent offset border"),
    "rich_text_preformatted": ("type elements", "border language"),
    "rich_text_quote": ("type elements", "border"),
}


def _leaf(judge: Judge, value: object, at: str) -> None:
    kind = kind_of(value)
    if kind not in _LEAVES:
        judge.refuse(f"{at}/type", "unsupported_type", f"unsupported type: {kind}")
        return
    required, optional = _LEAVES[kind]
    if not judge.shape(value, at, required, optional):
        return
    for name in {*required.split(), *optional.split()} - {"type", "style", "timestamp", "unsafe", "skin_tone"}:
        if name in value:
            judge.string(value[name], f"{at}/{name}", 12_000)
    if kind == "link":
        judge.url(value["url"], f"{at}/url", ("http", "https", "mailto"))
    if kind == "date" and type(value["timestamp"]) is not int:
        judge.refuse(f"{at}/timestamp", "invalid_type", "must be an integer")
    _style(judge, value.get("style", {}), f"{at}/style")


def _style(judge: Judge, style: object, at: str) -> None:
    if not isinstance(style, dict):
        judge.refuse(at, "invalid_type", "must be an object")
        return
    for name in style.keys() - _STYLES:
        judge.refuse(at, "additional_property", f"invalid additional property: {name}")


def _section(judge: Judge, value: object, at: str, kinds: tuple[str, ...]) -> None:
    kind = kind_of(value)
    if kind not in kinds:
        judge.refuse(f"{at}/type", "unsupported_type", f"unsupported type: {kind}")
        return
    if not judge.shape(value, at, *_SECTIONS[kind]):
        return
    if kind == "rich_text_list":
        judge.choice(value, at, "style", ("bullet", "ordered"))
        for place, item in judge.items(value["elements"], f"{at}/elements", 1000, least=0):
            _section(judge, item, place, ("rich_text_section",))
        return
    for place, item in judge.items(value["elements"], f"{at}/elements", 1000, least=0):
        _leaf(judge, item, place)


def rich_text(judge: Judge, value: JSON, at: str) -> None:
    """Judge a rich_text block or cell."""
    if judge.shape(value, at, "type elements", "block_id"):
        for place, item in judge.items(value["elements"], f"{at}/elements", 1000, least=0):
            _section(judge, item, place, tuple(_SECTIONS))


def _cell(judge: Judge, value: object, at: str) -> int:
    """Judge a cell; return how many characters it shows."""
    kind = kind_of(value)
    if kind == "raw_text" and judge.shape(value, at, "type text"):
        return len(value["text"]) if judge.string(value["text"], f"{at}/text", 10_000) else 0
    if kind == "raw_number" and judge.shape(value, at, "type value", "text"):
        if isinstance(value["value"], bool) or not isinstance(value["value"], int | float):
            judge.refuse(f"{at}/value", "invalid_type", "must be a number")
        judge.strings(value, at, text=100)
        return len(str(value["value"]))
    if kind == "rich_text" and isinstance(value, dict):
        rich_text(judge, value, at)
        return 0
    if kind not in ("raw_text", "raw_number"):
        judge.refuse(f"{at}/type", "unsupported_type", f"unsupported type: {kind}")
    return 0


def table(judge: Judge, value: JSON, at: str) -> None:
    """Judge a table: at most one a message, 100 rows of 20 cells, 10,000 characters in all."""
    judge.tables += 1
    if judge.tables > 1:
        judge.refuse(at, "only_one_table_allowed", "only one table is allowed in a message")
    if not judge.shape(value, at, "type rows", "block_id column_settings"):
        return
    shown = 0
    for place, row in judge.items(value["rows"], f"{at}/rows", 100):
        shown += sum(_cell(judge, cell, where) for where, cell in judge.items(row, place, 20))
    if shown > 10_000:
        judge.refuse(f"{at}/rows", "too_long", "a table shows at most 10000 characters")
    for place, setting in judge.items(value.get("column_settings", []), f"{at}/column_settings", 20, least=0):
        if setting is not None and judge.shape(setting, place, "", "align is_wrapped"):
            judge.choice(setting, place, "align", ("left", "center", "right"))
            judge.flags(setting, place, "is_wrapped")
