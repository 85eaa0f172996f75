"""A body as both parsers shall see it: UTF-8, no document type, nothing before the root element.

Everything in front of the root is thrown away, and with it every entity declaration: what a document type defines is
not expanded, fetched or even looked at.
"""

import codecs
import re
from dataclasses import dataclass

from bot.errors import ParseError

_DECLARATION = b'<?xml version="1.0" encoding="utf-8"?>\n'
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_DECLARED = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']?([A-Za-z0-9_.:-]{1,40})""")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9_.:-]{1,40})""", re.I)
# A closed list: Python also knows `punycode` and `unicode_escape`, which no feed is written in.
_CODEC = re.compile(
    r"(?:iso|latin|windows|cp|koi8|gb|big5|euc|shift|sjis|mac|tis|ks_c|ascii|us-ascii|x-|utf)[\w.:-]*", re.I
)
# What browsers read under these names (https://encoding.spec.whatwg.org/#names-and-labels): the larger set.
_LARGER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
}

# Bytes that XML forbids and that would end a text early.
_FORBIDDEN = bytes(code for code in range(32) if code not in b"\t\n\r")
_ELEMENT = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")
# What never ends is taken to the end of the body, or a row of such would cost its square.
_DOCTYPE_PART = re.compile(rb"""<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|"[^"]*(?:"|\Z)|'[^']*(?:'|\Z)|[\[\]>]""", re.S)
_LANGUAGE = re.compile(rb"<(?:dc:)?language\b[^>]*>\s*(?:<!\[CDATA\[\s*)?([A-Za-z]{2})(?![A-Za-z])")
_XML_LANG = re.compile(rb"""\bxml:lang\s*=\s*["']([A-Za-z]{2})(?![A-Za-z])""")
_FIRST_ENTRY = re.compile(rb"<(?:[\w-]+:)?(?:item|entry)[\s>/]")
_HEAD_BYTES = 16_384

_PAGES = (b"<!doctype html", b"<html", b"<head", b"<body")
_CHALLENGES = (b"cf-chl", b"challenge-platform", b"<title>Just a moment...")
_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"\x1f\x8b", "gzip data that nobody declared"),
)


@dataclass(frozen=True, slots=True)
class Document:
    """A body ready to be parsed.

    Attributes:
        data: UTF-8. XML begins with its declaration and its root element; JSON stands as it came.
        root: The root element's local name in lower case; empty for JSON.
        language: ISO 639-1 code the feed gives for itself; None means "not stated".
        url: Where it came from; relative links are reckoned from it.
    """

    data: bytes
    root: str
    language: str | None
    url: str


def read_document(body: bytes, content_type: str | None, url: str) -> Document:
    """Return the body in the one form the parsers are given.

    Args:
        body: As fetched, inflated.
        content_type: HTTP header; only its charset is believed, and only where the body is no UTF-8.
        url: Where it came from.

    Raises:
        ParseError: It is plainly no feed: empty, a web page, a challenge, a picture, or without any element.
    """
    for magic, what in _MAGIC:
        if body.startswith(magic):
            raise ParseError(f"{what[0].upper()}{what[1:]}, not a feed", url=url)
    data = to_utf8(body, content_type).translate(None, _FORBIDDEN)
    if not data.strip():
        raise ParseError("An empty answer, not a feed", url=url)
    if data.lstrip()[:1] == b"{":
        return Document(data, "", None, url)
    start = _root(data)
    found = _ELEMENT.match(data, start) if start >= 0 else None
    root = found[1].decode().lower() if found else ""
    if root in ("html", "head", "body") or data.lstrip()[:20].lower().startswith(_PAGES):
        if any(mark in data for mark in _CHALLENGES):
            raise ParseError("A Cloudflare challenge, not a feed: only a browser can pass it", url=url)
        raise ParseError("HTML page, not a feed", url=url)
    if not found:
        raise ParseError("Not a feed: no XML element in it", url=url)
    return Document(_DECLARATION + data[start:], root, _language(data, start), url)


def to_utf8(body: bytes, content_type: str | None) -> bytes:
    """Return the body in UTF-8, never raising: whatever is UTF-8 is taken for it, whatever else it says it is.

    >>> to_utf8('<?xml version="1.0" encoding="iso-8859-1"?><a>Zürich</a>'.encode("latin-1"), None)[-14:].decode()
    '<a>Zürich</a>'
    """
    for bom, codec in _BOMS:
        if body.startswith(bom):
            bare = body if bom.strip(b"\0") == b"<" else body[len(bom) :]
            return bare.decode(codec, "replace").encode()
    # ISO-2022-JP is valid UTF-8, but for its escapes.
    if b"\x1b" not in body:
        try:
            body.decode()
        except UnicodeDecodeError:
            pass
        else:
            return body
    stated = [name for name in (_charset(content_type), _declared(body)) if name]
    for codec in stated:
        try:
            return body.decode(codec).encode()
        except UnicodeError:
            continue
    return _lenient(body, stated)


def _lenient(body: bytes, stated: list[str]) -> bytes:
    """Decode what no stated encoding fits: the stated one with gaps, else UTF-8 with Windows-1252 between."""
    if stated and stated[0] != "utf-8":
        return body.decode(stated[0], "replace").encode()
    return body.decode("utf-8", "aispend-windows").encode()


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """Read bytes that are no UTF-8 as Windows-1252: many feeds are pasted together from both."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("aispend-windows", _as_windows)


def _charset(content_type: str | None) -> str | None:
    found = _CHARSET.search(content_type or "")
    return _codec(found[1]) if found else None


def _declared(body: bytes) -> str | None:
    found = _DECLARED.search(body, 0, 1024)
    return _codec(found[1].decode()) if found else None


def _codec(name: str) -> str | None:
    """Return Python's name of a text encoding, None for one it does not know."""
    if not _CODEC.fullmatch(name):
        return None
    try:
        known = codecs.lookup(name).name
    except LookupError:
        return None
    return _LARGER.get(known, known)


def _root(data: bytes) -> int:
    """Return where the root element begins, or -1."""
    at = data.find(b"<")
    while at >= 0:
        if _ELEMENT.match(data, at):
            return at
        if data.startswith(b"<!--", at):
            end = data.find(b"-->", at)
        elif data[at : at + 9].upper() == b"<!DOCTYPE":
            end = _doctype_end(data, at + 9)
        else:
            end = at
        at = data.find(b"<", end + 1) if end >= 0 else -1
    return -1


def _doctype_end(data: bytes, at: int) -> int:
    """Return where the document type's closing bracket stands, its internal subset skipped; -1 if it never closes."""
    depth = 0
    for part in _DOCTYPE_PART.finditer(data, at):
        if part[0] == b"[":
            depth += 1
        elif part[0] == b"]":
            depth -= 1
        elif part[0] == b">" and depth <= 0:
            return part.start()
    return -1


def _language(data: bytes, start: int) -> str | None:
    """Return the language the feed states before its first entry."""
    first = _FIRST_ENTRY.search(data, start, start + _HEAD_BYTES)
    end = first.start() if first else start + _HEAD_BYTES
    tag_end = data.find(b">", start, end) + 1 or end
    found = _LANGUAGE.search(data, start, end) or _XML_LANG.search(data, start, tag_end)
    return found[1].decode().lower() if found else None
