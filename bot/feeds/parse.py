"""Bytes in, entries out, by two parsers: fastfeedparser, and feedparser for what the first would misread.

fastfeedparser cuts a text short without a word at an entity it does not know: `$5&nbsp;billion` becomes `$5`. So it
is never asked about a body in which such a thing stands (see `repairs.misread`), however well it would read the rest.
"""

import html
import json
import re
from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any

import fastfeedparser
import fastfeedparser.main
import feedparser
import feedparser.mixin

from bot.core.entry import Entry, Feed
from bot.errors import ParseError
from bot.feeds.dates import read_date
from bot.feeds.documents import Document, read_document
from bot.feeds.raw import Link, RawEntry, entries
from bot.feeds.repairs import mended, misread


def _iso_date(text: object) -> str | None:
    """Read a date for fastfeedparser, whose own reader guesses by the clock: `Monday`, `10:30`, the guid `12`."""
    moment = read_date(text) if isinstance(text, str) else None
    return moment.isoformat() if moment else None


# Its native and its lxml path both look this name up when they run. The version is pinned and a test holds the seam.
fastfeedparser.main._parse_date = _iso_date
# Or a guid such as `12` would come out as an address here and as itself there.
feedparser.mixin._FeedParserMixin.can_be_relative_uri.discard("id")

_WEB = ("http://", "https://")


def read_apart(body: bytes, content_type: str | None, url: str, feed: Feed) -> tuple[Entry, ...] | str:
    """Return the entries of a body, or why there are none: for a child process, whose errors cannot be sent home whole.

    Args:
        body: As fetched, inflated.
        content_type: HTTP header; None where absent.
        url: Where it came from.
        feed: Whose it is.
    """
    try:
        document = read_document(body, content_type, url)
        found = read_quickly(document, feed)
        return read_carefully(document, feed) if found is None else found
    except ParseError as error:
        return str(error)


def read_quickly(document: Document, feed: Feed) -> tuple[Entry, ...] | None:
    """Return the entries where fastfeedparser can be trusted with them, None where feedparser has to read.

    Raises:
        ParseError: It is JSON, but no JSON Feed.
    """
    if not document.root:
        return _read_json(document, feed)
    if misread(document.data):
        return None
    raws = _fast(document)
    if b"xml:base" in document.data and not all(_is_absolute(raw) for raw in raws):
        return None
    return entries(raws, feed, document.language, document.url) or None


def read_carefully(document: Document, feed: Feed) -> tuple[Entry, ...]:
    """Return the entries as feedparser finds them; slow, and hungry on hostile input: for a child process.

    Raises:
        ParseError: It finds no feed.
    """
    mended_document = replace(document, data=mended(document.data))
    # Our own plain text needs no sanitised HTML, and that is most of feedparser's time.
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": document.url}
    try:
        result = feedparser.parse(
            BytesIO(mended_document.data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
        found = entries(map(_careful, result.entries), feed, document.language, document.url)
    except Exception as error:  # Its parsers raise much on broken input, and on one odd tag of one entry.
        found = entries(_fast(mended_document), feed, document.language, document.url)
        if not found:
            raise ParseError(f"Could not be read: {type(error).__name__} in feedparser", url=document.url) from error
        return found
    if not found and not result.version:
        raise ParseError(f"Not a feed: its root element is <{document.root}>", url=document.url)
    return found


def _is_absolute(raw: RawEntry) -> bool:
    return all(href.startswith(_WEB) for href in (raw.link, *(link.href for link in raw.links)) if href)


def _fast(document: Document) -> list[RawEntry]:
    """Return the entries fastfeedparser finds, none where it fails."""
    try:
        found = fastfeedparser.parse(document.data, include_tags=False, include_media=False, include_enclosures=False)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # It raises what it likes, and a panic of its native part is not even an Exception.
        return []
    return [_quick(entry, document.root) for entry in found["entries"]]


def _quick(entry: dict[str, Any], root: str) -> RawEntry:
    """Return an entry of fastfeedparser's."""
    content = "".join(part["value"] for part in entry.get("content", ())[:1])
    summary = entry.get("description", "")
    guid = entry.get("id", "")
    return RawEntry(
        # Where there is no id it gives the link as it stands, relative or not.
        guid="" if guid == entry.get("link") else guid,
        # For Atom it takes the first link of any kind, an enclosure for example.
        link="" if root in ("feed", "entry") else entry.get("link", ""),
        links=tuple(Link(part["href"], part["rel"], part["type"]) for part in entry.get("links", ())),
        title=entry.get("title", ""),
        content=content,
        summary="" if summary == content.strip() else summary,
        dates=tuple(filter(None, (entry.get("published"), entry.get("updated")))),
    )


def _careful(entry: dict[str, Any]) -> RawEntry:
    """Return an entry of feedparser's."""
    # dict.get: its own `get` takes one date for another and warns of it.
    dates = (dict.get(entry, name) for name in ("published", "updated", "created"))
    contents = [part.get("value") or "" for part in entry.get("content", ())]
    guid, link = entry.get("id") or "", entry.get("link") or ""
    return RawEntry(
        guid=guid,
        # By RSS a guid is an address unless it says otherwise; many that are none do not say so.
        link="" if link == guid and not guid.startswith(_WEB) else link,
        links=tuple(
            Link(part["href"], part.get("rel"), part.get("type")) for part in entry.get("links", ()) if part.get("href")
        ),
        title=entry.get("title") or "",
        content=max(contents, key=len, default=""),
        summary=entry.get("summary") or "",
        dates=tuple(date for date in dates if isinstance(date, str)),
        source=(entry.get("source") or {}).get("title") or "",
    )


def _read_json(document: Document, feed: Feed) -> tuple[Entry, ...]:
    """Return the entries of a JSON Feed (https://www.jsonfeed.org/version/1.1/)."""
    try:
        data = json.loads(document.data)
    except (ValueError, RecursionError) as error:
        raise ParseError("Not a feed: it begins like JSON, but is none", url=document.url) from error
    items = data.get("items")
    if not isinstance(items, list):
        raise ParseError("Not a feed: JSON without a list of items", url=document.url)
    language = _string(data, "language")[:2].lower()
    return entries(
        (_json_entry(item) for item in items if isinstance(item, dict)),
        feed,
        language if re.fullmatch("[a-z]{2}", language) else None,
        document.url,
    )


def _json_entry(item: Mapping[str, object]) -> RawEntry:
    return RawEntry(
        guid=_string(item, "id"),
        link=_string(item, "url") or _string(item, "external_url"),
        title=_string(item, "title"),
        content=_string(item, "content_html") or html.escape(_string(item, "content_text"), quote=False),
        summary=_string(item, "summary"),
        dates=(_string(item, "date_published"), _string(item, "date_modified")),
    )


def _string(item: Mapping[str, object], name: str) -> str:
    """Return a member as text; ids are sometimes numbers."""
    value = item.get(name)
    return str(value) if isinstance(value, str | int) else ""
