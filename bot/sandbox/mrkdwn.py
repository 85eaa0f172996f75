"""Plain words from mrkdwn and dates, as somebody reading the screen would say them.

This is for transcripts and for finding out who is called by name; the page draws the same payloads by itself.
"""

import re
from datetime import UTC, datetime

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


def control(workspace: Workspace, inner: str) -> str:
    """Return what stands between `<` and `>` as it is read."""
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
        spoken += [text[start : found.start()], control(workspace, found[1])]
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
