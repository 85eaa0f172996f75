"""The rules for rich text, alone or in the cells of a table.

Inside rich text no mrkdwn is read: an element's style says what is bold.
"""

import re

from bot.sandbox.judge import Judge, kind_of
from bot.sandbox.wire import JSON

_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
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
    if kind == "broadcast":
        judge.choice(value, at, "range", ("here", "channel", "everyone"))
    if kind == "color" and not (isinstance(value["value"], str) and _COLOUR.fullmatch(value["value"])):
        judge.refuse(f"{at}/value", "invalid_value", "must be a colour in hexadecimal")
    _style(judge, value.get("style", {}), f"{at}/style")


def _style(judge: Judge, style: object, at: str) -> None:
    if not isinstance(style, dict):
        judge.refuse(at, "invalid_type", "must be an object")
        return
    for name in style.keys() - _STYLES:
        judge.refuse(at, "additional_property", f"invalid additional property: {name}")
    judge.flags(style, at, *sorted(_STYLES & style.keys()))


def _section(judge: Judge, value: object, at: str, kinds: tuple[str, ...]) -> None:
    kind = kind_of(value)
    if kind not in kinds:
        judge.refuse(f"{at}/type", "unsupported_type", f"unsupported type: {kind}")
        return
    if not judge.shape(value, at, *_SECTIONS[kind]):
        return
    judge.whole(value, at, "border", 0, 1)
    if kind == "rich_text_list":
        judge.whole(value, at, "indent", 0, 8)
        judge.whole(value, at, "offset", 0, 1_000_000)
        judge.choice(value, at, "style", ("bullet", "ordered"))
        for place, item in judge.items(value["elements"], f"{at}/elements", 1000, least=0):
            _section(judge, item, place, ("rich_text_section",))
        return
    for place, item in judge.items(value["elements"], f"{at}/elements", 1000, least=0):
        _leaf(judge, item, place)


def characters(value: object) -> int:
    """Return how many characters rich text shows, as far as it is well formed."""
    if isinstance(value, dict):
        shown = value.get("text", value.get("url", ""))
        return (len(shown) if isinstance(shown, str) else 0) + characters(value.get("elements"))
    return sum(map(characters, value)) if isinstance(value, list) else 0


def rich_text(judge: Judge, value: JSON, at: str) -> None:
    """Judge a rich_text block or cell."""
    if judge.shape(value, at, "type elements", "block_id"):
        for place, item in judge.items(value["elements"], f"{at}/elements", 1000, least=0):
            _section(judge, item, place, tuple(_SECTIONS))
