"""HTML fragments into plain text: paragraphs parted by blank lines, lists one item a line.

Feeds put HTML where text belongs and text where HTML belongs, so a `<` counts as markup only where it opens a tag
that closes: "AT&T < 5" comes out as it went in. The patterns are linear; a hostile entry costs no more than a long one.
"""

import html
import re

MAX_BYTES = 65_536
"""Most UTF-8 bytes of an entry's text."""

# Markup beyond this many characters is not looked at.
_MAX_MARKUP = 8 * MAX_BYTES

# Quoted values may hold `>`. The counts keep a row of unclosed quotes from costing its square.
_ATTRIBUTES = r"""(?:[^<>"']++|"[^"]{0,2000}+"|'[^']{0,2000}+'){0,60}+"""
_MARKUP = re.compile(
    rf"""<!--.*?(?:-->|\Z)
    |<!\[CDATA\[|\]\]>
    |<(script|style)(?=[\s>])[^<>]*+(?<!/)>.*?(?:</\1\s*>|\Z)
    |<(/?[a-z][^\s/<>"']*+)(?:{_ATTRIBUTES}>|[^<>]*+>)
    |<[!?][^<>]*+>
    |<[a-z][\w:-]*+\s+[\w:-]++=[^<>]*+\Z""",
    re.S | re.I | re.X,
)
_PARAGRAPHS = (
    "address article aside blockquote body center dd details dir div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr html main nav ol p pre section table tbody tfoot thead ul".split()
)
# What stands in place of a tag, by its name with the slash of an end tag; all others leave nothing.
_MARKS = {
    **dict.fromkeys(_PARAGRAPHS, "\n\n"),
    **dict.fromkeys([f"/{name}" for name in _PARAGRAPHS], "\n\n"),
    **dict.fromkeys(("br", "/br", "li", "tr", "option", "summary"), "\n"),
    **dict.fromkeys(("td", "th"), " "),
}

# Controls, soft hyphen, zero-width spaces, directional marks, lone surrogates: never seen, always in the way.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff\ud800-\udfff]")
_BLANK_LINES = re.compile(r"\n{3,}")
# Longer numbers name no character, and Python refuses to read those of thousands of digits.
_HUGE_REFERENCE = re.compile(r"&#(?:[0-9]{8,}|x[0-9a-f]{7,});?", re.I)
_ESCAPED_TAG = re.compile(r"&lt;/(?:p|a|b|i|em|strong|div|span|li|ul)&gt;|&lt;br\s*/?&gt;", re.I)
# Windows-1252's characters between 0x80 and 0x9f, to and from the control characters Latin-1 has there.
_WINDOWS = {code: bytes((code,)).decode("cp1252", "ignore") for code in range(0x80, 0xA0)}
_BYTES = {ord(character): code for code, character in _WINDOWS.items() if character}
_C1 = re.compile("[\x80-\x9f]")
# UTF-8 read as Latin-1 or Windows-1252: the character of a lead byte, and that of a continuation byte.
_TWICE = re.compile("[\u00c2-\u00f4][\u0080-\u00bf\u0152-\u0178\u0192\u02c6\u02dc\u2013-\u2122]")


def plain(fragment: str, limit_bytes: int = MAX_BYTES) -> str:
    r"""Return the text of an HTML fragment, or plain text tidied; never raises.

    Args:
        fragment: HTML, or text with entities, or plain text.
        limit_bytes: Most UTF-8 bytes of the result; cut between characters.

    >>> plain("<p>Alibaba pledges $53&nbsp;billion.</p><p>Over <b>three</b> years.</p>")
    'Alibaba pledges $53 billion.\n\nOver three years.'
    >>> plain("AT&T < 5")
    'AT&T < 5'
    """
    text = repair(fragment[:_MAX_MARKUP])
    if "<" not in text and "&lt;" in text and _ESCAPED_TAG.search(text):
        text = _unescape(text)
    if "<" in text:
        text = _strip(text)
    if "&" in text:
        text = _unescape(text)
    # Splitting is several times quicker than a pattern, and knows every space Unicode has.
    rows = [" ".join(row.split()) for row in text.replace("\r\n", "\n").split("\n")]
    lines = "\n".join([row if row.isprintable() else _seen(row) for row in rows])
    return cut(_BLANK_LINES.sub("\n\n", lines).strip(), limit_bytes)


def line(fragment: str) -> str:
    r"""Return the text of a fragment as one line, such as a title.

    >>> line("Meta to\n  spend <i>$65bn</i>")
    'Meta to spend $65bn'
    """
    if fragment.isascii() and fragment.isprintable() and "<" not in fragment and "&" not in fragment:
        return " ".join(fragment[:MAX_BYTES].split())
    return " ".join(plain(fragment).split())


def cut(text: str, limit_bytes: int) -> str:
    """Return the longest beginning of at most so many UTF-8 bytes, without spaces at its end.

    >>> cut("héllo", 2)
    'h'
    """
    if len(text) * 4 <= limit_bytes:
        return text
    return text.encode()[:limit_bytes].decode(errors="ignore").rstrip()


def repair(text: str) -> str:
    """Undo UTF-8 that was encoded twice, as some feeds are; text without that stays as it is.

    >>> repair("Â£30 million for KÃ¤lte"), repair("Château")
    ('£30 million for Kälte', 'Château')
    """
    if text.isascii() or not _TWICE.search(text):
        return text
    try:
        return text.translate(_BYTES).encode("latin-1").decode()
    except UnicodeError:
        return text


def _unescape(text: str) -> str:
    return html.unescape(_HUGE_REFERENCE.sub("", text) if "&#" in text else text)


def _seen(row: str) -> str:
    """Return a line without what nobody sees; Windows-1252's characters come out as what was meant."""
    return " ".join(_UNSEEN.sub("", row.translate(_WINDOWS)).split())


def _strip(text: str) -> str:
    """Return the text without its tags. Where blocks give it shape, its own line ends mean nothing."""
    shaped = _MARKUP.sub(_mark, text.replace("\n", " "))
    return shaped if "\n" in shaped or "\n" not in text else _MARKUP.sub(_mark, text)


def _mark(found: re.Match[str]) -> str:
    """Return what stands in place of one piece of markup; `<br><br>` is how many feeds part paragraphs."""
    name = found[2]
    if name is None:
        return ""
    mark = _MARKS.get(name)
    if mark is None and (":" in name or not name.islower()):
        slash = "/" if name.startswith("/") else ""
        mark = _MARKS.get(slash + name.lower().rpartition(":")[2].removeprefix("/"))
    return mark or ""
