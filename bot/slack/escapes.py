"""What Slack puts around channels, people and links in what people type, and how it is read back.

https://docs.slack.dev/messaging/formatting-message-text
"""

import re
from html import unescape

_ESCAPED = re.compile(r"<(?P<mark>[#@!]?)(?P<target>[^<>|]*)(?:\|(?P<label>[^<>]*))?>")
_CHANNEL = re.compile(r"<#(?P<id>[CGD][A-Z0-9]+)(?:\|(?P<name>[^<>]*))?>")
_NAMED = re.compile(r"(?:^|\s)#(?P<name>[^\s#<>]+)")


def plain(text: str) -> str:
    """Return a text as people see it, in one line.

    >>> plain("<#C012|alibaba>  &amp; <http://mistral.ai|mistral.ai>")
    'alibaba & mistral.ai'
    """
    return " ".join(unescape(_ESCAPED.sub(lambda match: match["label"] or match["target"], text)).split())


def channel_in(text: str) -> tuple[tuple[str, str] | None, str]:
    """Return the channel that a text names, by id and name, and the rest of the text.

    >>> channel_in("<#C012|rivals> alibaba")
    (('C012', 'rivals'), ' alibaba')
    >>> channel_in("alibaba")
    (None, 'alibaba')
    """
    match = _CHANNEL.search(text)
    if match is None:
        return None, text
    return (match["id"], unescape(match["name"] or match["id"])), _CHANNEL.sub("", text, count=1)


def unknown_channel_in(text: str) -> str | None:
    """Return the name of a channel that Slack has no id for; None where there is none.

    >>> unknown_channel_in("#secret alibaba")
    'secret'
    """
    match = _NAMED.search(text)
    return match["name"] if match else None


def link_in(text: str) -> str | None:
    """Return the address of the first link of a text; None where there is none.

    >>> link_in("<https://wire.example/a?b=1&amp;c=2|wire.example>")
    'https://wire.example/a?b=1&c=2'
    """
    match = next((one for one in _ESCAPED.finditer(text) if one["target"].startswith(("http://", "https://"))), None)
    if match is not None:
        return unescape(match["target"])
    bare = re.search(r"https?://[^\s<>|]+", unescape(text))
    return bare[0] if bare else None
