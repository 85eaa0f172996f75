"""The parts of Block Kit that messages are built of: plain dicts that always keep Slack's limits.

Foreign text comes in plain and goes out harmless: `flat` for plain_text, `mrkdwn` for mrkdwn and a message's `text`.
Lengths are counted in UTF-16 units, the strictest way Slack can be counting, and cut at a word.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from bot.core.phrases import day

HEADER, SECTION, LINE, CONTEXT, TEXT = 150, 2800, 500, 1500, 4000
BUTTON, VALUE, URL, CELL = 75, 2000, 3000, 120
"""Most characters of each part; below Slack's own limit where more would not be read anyway."""

Block = Mapping[str, Any]
Pair = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Message:
    """What is sent to Slack.

    Attributes:
        text: Complete by itself, escaped: screen readers and notifications have nothing else.
        blocks: Block Kit, each with a block_id of its own.
        rows: Those of its table as lines, escaped, to stand in its place where Slack takes no table.
        asked: The query it answers, where it has something to show to others; None where it does not.
    """

    text: str
    blocks: tuple[Block, ...]
    rows: tuple[str, ...] = ()
    asked: str | None = None


def cut(text: str, limit: int) -> str:
    """Return the text, shortened at a word to a number of UTF-16 units, the dots that say so included.

    >>> cut("one two three", 9)
    'one two…'
    """
    if units(text) <= limit:
        return text
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * limit].decode("utf-16-le", "ignore")
    words = kept.rsplit(" ", 1)[0] if " " in kept[-_LONG_WORD:] else kept[:-1]
    return words.rstrip(" ,;:–-") + "…"


def line(text: str) -> str:
    """Return foreign text as one line, without the characters nobody can see."""
    return " ".join(_HIDDEN.sub(" ", text).split())


def flat(text: str, limit: int) -> str:
    """Return foreign text as one line of plain_text, where no form of Slack's can hide.

    >>> flat("<!channel>  big   news", 100)
    '‹!channel› big news'
    """
    return cut(line(text).replace("<", "‹").replace(">", "›"), limit)


def mrkdwn(text: str, limit: int) -> str:
    """Return foreign text as one line of mrkdwn: `& < >` escaped, and marks that would format replaced by look-alikes.

    >>> mrkdwn("AT&T <!here> ~$5B *now*", 100)
    'AT&amp;T &lt;!here&gt; ∼$5B ∗now∗'
    """
    kept = cut(line(text).translate(_MARKS), limit)
    if units(_escaped(kept)) > limit:
        kept = cut(kept, limit // len("&amp;"))
    return _escaped(kept)


def safe_url(url: str | None) -> str | None:
    """Return a link that may stand in a message, or None where it is not http(s), malformed or too long.

    >>> safe_url("https://example.org/a|b"), safe_url("javascript:alert(1)")
    ('https://example.org/a%7Cb', None)
    """
    try:
        parts = urlsplit((url or "").strip())
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    quoted = re.sub(r"[\s<>|\"`\\^{}\x00-\x20\x7f\ud800-\udfff]", _percent, parts.geturl())
    return quoted if units(_escaped(quoted)) <= URL else None


def link(url: str | None, label: str, limit: int = 150) -> str:
    """Return a mrkdwn link, or the label alone where the url may not stand in a message."""
    shown = mrkdwn(label.replace("|", "/"), limit) or "source"
    target = safe_url(url)
    return f"<{_escaped(target)}|{shown}>" if target and units(target) <= CONTEXT // 2 else shown


def moment(when: datetime) -> str:
    """Return a time in words for everyone: `25 Feb 2025, 10:00 UTC`; midnight sharp is a day without an hour."""
    return day(when) if _is_day(when) else f"{day(when)}, {when:%H:%M} UTC"


def local_moment(when: datetime) -> str:
    """Return a time that Slack shows in each reader's own zone; a day without an hour stays that day everywhere."""
    if _is_day(when):
        return day(when)
    return f"<!date^{int(when.timestamp())}^{{date_short_pretty}}, {{time}}|{moment(when)}>"


def local_day(when: datetime) -> str:
    """Return a day that Slack shows in each reader's own zone."""
    return day(when) if _is_day(when) else f"<!date^{int(when.timestamp())}^{{date_short_pretty}}|{day(when)}>"


def header(text: str, block_id: str) -> Block:
    """Return a heading of one line."""
    return {"type": "header", "block_id": block_id, "text": plain_object(text, HEADER)}


def section(text: str, block_id: str, accessory: Block | None = None) -> Block:
    """Return a paragraph of mrkdwn that is escaped already, with an element beside it where one is given."""
    beside = {} if accessory is None else {"accessory": accessory}
    return {"type": "section", "block_id": block_id, "text": _mrkdwn_object(text), **beside}


def plain_section(text: str, block_id: str) -> Block:
    """Return a paragraph of foreign text."""
    return {"type": "section", "block_id": block_id, "text": plain_object(text, SECTION)}


def fields(pairs: Sequence[Pair], block_id: str) -> Block:
    """Return at most ten labelled values in two columns.

    Args:
        pairs: Label and lines of the value, all plain.
        block_id: Its id.
    """
    shown = [[_bold(label, BUTTON), *(mrkdwn(each, LINE) for each in lines[:3])] for label, lines in pairs[:10]]
    objects = [_mrkdwn_object("\n".join(lines)) for lines in shown]
    return {"type": "section", "block_id": block_id, "fields": objects}


def totals(title: str, pairs: Sequence[Pair], block_id: str) -> Block:
    """Return at most ten sums in two columns under a title; the sums are what the eye falls on.

    Args:
        title: Plain.
        pairs: What each sum is, the sum and a word on it, all plain.
        block_id: Its id.
    """
    shown = [f"{mrkdwn(what, BUTTON)}\n{_bold(sum_, LINE)} · {mrkdwn(word, LINE)}" for what, (sum_, word) in pairs[:10]]
    objects = [_mrkdwn_object(text) for text in shown]
    return {"type": "section", "block_id": block_id, "text": _mrkdwn_object(_bold(title, SECTION)), "fields": objects}


def context(texts: Sequence[str], block_id: str) -> Block:
    """Return small print of mrkdwn that is escaped already; at most ten texts."""
    return {"type": "context", "block_id": block_id, "elements": [_mrkdwn_object(text) for text in texts[:10]]}


def actions(buttons: Sequence[Block], block_id: str) -> Block:
    """Return a row of buttons."""
    return {"type": "actions", "block_id": block_id, "elements": list(buttons)}


def button(label: str, action_id: str, value: str, spoken: str | None = None) -> Block:
    """Return a button that tells us its value, which must not be blank, when it is pressed.

    Args:
        label: What stands on it.
        action_id: By which Slack tells us of it.
        value: What it tells us.
        spoken: What a screen reader says of it, where the label does not say all; begins with the label's words.
    """
    said = {} if spoken is None else {"accessibility_label": flat(spoken, BUTTON)}
    value = cut(line(value), VALUE)
    return {"type": "button", "action_id": action_id, "text": plain_object(label, BUTTON), "value": value, **said}


def link_button(label: str, action_id: str, url: str, spoken: str | None = None) -> Block:
    """Return a button that opens a page; Slack tells us of it too, and wants an answer."""
    said = {} if spoken is None else {"accessibility_label": flat(spoken, BUTTON)}
    return {"type": "button", "action_id": action_id, "text": plain_object(label, BUTTON), "url": url, **said}


def table(rows: Sequence[Sequence[Block]], settings: Sequence[Block], block_id: str) -> Block:
    """Return a table whose first row is its head; at most one stands in a message."""
    return {
        "type": "table",
        "block_id": block_id,
        "column_settings": list(settings),
        "rows": [list(row) for row in rows],
    }


def cell(text: str, url: str | None = None) -> Block:
    """Return a cell of a table; a link where the url may stand in a message."""
    shown, target = flat(text, CELL) or "–", safe_url(url)
    if target is None:
        return {"type": "raw_text", "text": shown}
    part = {"type": "rich_text_section", "elements": [{"type": "link", "url": target, "text": shown}]}
    return {"type": "rich_text", "elements": [part]}


def packed(lines: Sequence[str], limit: int, most: int | None = None) -> list[list[str]]:
    """Return lines in parts, each of which fits into so many UTF-16 units.

    Args:
        lines: Escaped already.
        limit: Units of a part.
        most: Lines of a part at most; None means as many as fit.

    >>> packed(["aa", "bb", "c"], 5)
    [['aa', 'bb'], ['c']]
    """
    parts: list[list[str]] = []
    for each in lines:
        if parts and len(parts[-1]) != most and units("\n".join([*parts[-1], each])) <= limit:
            parts[-1].append(each)
        else:
            parts.append([each])
    return parts


def joined(lines: Sequence[str], limit: int = TEXT) -> str:
    """Return as many whole lines of escaped text as fit, and say how many were left out."""
    kept: list[str] = []
    room = limit - len("\n… and 9999 more")
    for each in lines:
        if (room := room - units(each) - 1) < 0:
            break
        kept.append(each)
    left = len(lines) - len(kept)
    return "\n".join([*kept, f"… and {left} more"] if left else kept)


def _bold(text: str, limit: int) -> str:
    return f"*{mrkdwn(text, limit)}*"


def plain_object(text: str, limit: int, *, emoji: bool = False) -> Block:
    """Return foreign text as an object of plain_text, which is never empty."""
    return {"type": "plain_text", "text": flat(text, limit) or "…", "emoji": emoji}


def _mrkdwn_object(text: str) -> Block:
    """`verbatim` keeps Slack from finding links, channels and people in what is meant as text."""
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))


def units(text: str) -> int:
    """Return a text's length in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _is_day(when: datetime) -> bool:
    """Feeds that state only a day are stored at midnight; a reader west of Greenwich must not see the day before."""
    return (when.hour, when.minute, when.second) == (0, 0, 0)


_LONG_WORD = 40
_HIDDEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]")
"""Control characters, overrides of writing direction, halves of surrogate pairs."""

_MARKS = str.maketrans({"*": "∗", "~": "∼", "`": "ˋ", "_": "ˍ"})
"""Slack knows no escape for these four: https://docs.slack.dev/messaging/formatting-message-text"""
