"""What Slack changes about a message when it stores it.

Bare `&`, `<` and `>` become entities, blocks and elements without an id are given one: an app must not expect
back what it sent, byte for byte.
"""

import copy
import re
import secrets

from bot.sandbox.wire import JSON

_CONTROL = re.compile(r"<(?:[@#!][^<>]+|(?:https?|mailto|tel):[^<>]*)>|&(?:amp|lt|gt);")
_ENTITY = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def _escape(text: str) -> str:
    return re.sub(r"[&<>]", lambda found: _ENTITY[found[0]], text)


def sanitise(text: str) -> str:
    """Escape what is neither a control sequence nor an entity already.

    >>> sanitise("AT&T <https://example.org|a> <b> &amp; <!channel>")
    'AT&amp;T <https://example.org|a> &lt;b&gt; &amp; <!channel>'
    """
    kept, start = [], 0
    for found in _CONTROL.finditer(text):
        kept += [_escape(text[start : found.start()]), found[0]]
        start = found.end()
    return "".join(kept) + _escape(text[start:])


def _short_id() -> str:
    return secrets.token_urlsafe(4)


def named(blocks: list[JSON]) -> list[JSON]:
    """Return a copy in which every block has a `block_id` and every element that acts an `action_id`."""
    stored = copy.deepcopy(blocks)
    for block in spread(stored):
        block.setdefault("block_id", _short_id())
        for element in acting(block):
            element.setdefault("action_id", _short_id())
    return stored


def spread(blocks: list[JSON]) -> list[JSON]:
    """Return blocks with those inside of them, containers and carousels before what they hold."""
    flat = []
    for block in blocks:
        inner = {"container": "child_blocks", "carousel": "elements"}.get(block["type"])
        flat += [block, *spread(block[inner])] if inner else [block]
    return flat


def acting(block: JSON) -> list[JSON]:
    """Return a block's elements that a person can act on, in order; those of inner blocks are theirs."""
    match block["type"]:
        case "actions" | "context_actions":
            held = block["elements"]
        case "card":
            held = block.get("actions", [])
        case "section" | "input":
            held = [block[name] for name in ("accessory", "element") if name in block]
        case _:
            held = []
    return [element for element in held if element["type"] != "image"]
