"""The three ways the sample stories are written: RSS 2.0, Atom and RSS 1.0 (RDF).

Each uses its format's own words and habits, escaped HTML included, so that a reader meets what feeds
in the wild do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from xml.etree.ElementTree import Element, SubElement, register_namespace, tostring

_ATOM = "http://www.w3.org/2005/Atom"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"
_DC = "http://purl.org/dc/elements/1.1/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_RSS1 = "http://purl.org/rss/1.0/"

for _prefix, _name in (("content", _CONTENT), ("dc", _DC), ("rdf", _RDF)):
    register_namespace(_prefix, _name)


@dataclass(frozen=True, slots=True)
class Story:
    """A sample story.

    Attributes:
        feed: Which feed brings it: `wire`, `ledger` or `bourse`.
        title: Plain text.
        paragraphs: HTML, without the tags of the paragraph itself.
    """

    id: str
    feed: str
    outlet: str
    link: str
    title: str
    paragraphs: tuple[str, ...]

    @property
    def html(self) -> str:
        """Return the whole text as HTML."""
        return "".join(f"<p>{paragraph}</p>" for paragraph in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Arrived:
    """A story and when it appeared (aware)."""

    story: Story
    at: datetime


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _add(parent: Element, tag: str, text: str, **attributes: str) -> Element:
    child = SubElement(parent, tag, attributes)
    child.text = text
    return child


def _bytes(root: Element) -> bytes:
    return bytes(tostring(root, encoding="utf-8", xml_declaration=True))


def write_rss(name: str, url: str, language: str, arrived: Sequence[Arrived]) -> bytes:
    """Write RSS 2.0: titles are HTML by habit, dates RFC 822, guids no addresses."""
    root = Element("rss", version="2.0")
    channel = SubElement(root, "channel")
    _add(channel, "title", escape(name, quote=False))
    _add(channel, "link", url)
    _add(channel, "description", f"Sample stories of {name}")
    _add(channel, "language", language)
    for each in arrived:
        item = SubElement(channel, "item")
        _add(item, "title", escape(each.story.title, quote=False))
        _add(item, "link", each.story.link)
        _add(item, "guid", f"wire-{each.story.id}", isPermaLink="false")
        _add(item, "pubDate", format_datetime(each.at))
        _add(item, "description", each.story.paragraphs[0])
        _add(item, f"{{{_CONTENT}}}encoded", each.story.html)
    return _bytes(root)


def write_atom(name: str, url: str, language: str, arrived: Sequence[Arrived]) -> bytes:
    """Write Atom: titles are plain text and say so, dates RFC 3339."""
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": language})
    _add(root, "title", name, type="text")
    _add(root, "id", f"tag:ledger.example,2025:{name.replace(' ', '-').lower()}")
    _add(root, "updated", _iso(max(each.at for each in arrived)))
    SubElement(root, "link", rel="self", href=url)
    for each in arrived:
        entry = SubElement(root, "entry")
        _add(entry, "title", each.story.title, type="text")
        _add(entry, "id", f"tag:ledger.example,2025:{each.story.id}")
        SubElement(entry, "link", rel="alternate", href=each.story.link)
        _add(entry, "published", _iso(each.at))
        _add(entry, "updated", _iso(each.at))
        _add(SubElement(entry, "author"), "name", each.story.outlet)
        _add(entry, "content", each.story.html, type="html")
    return _bytes(root)


def write_rdf(name: str, url: str, language: str, arrived: Sequence[Arrived]) -> bytes:
    """Write RSS 1.0: items stand beside the channel, which lists them; no guid but `rdf:about`."""
    root = Element(f"{{{_RDF}}}RDF", {"xmlns": _RSS1})
    channel = SubElement(root, "channel", {f"{{{_RDF}}}about": url})
    _add(channel, "title", name)
    _add(channel, "link", url)
    _add(channel, "description", f"Sample stories of {name}")
    _add(channel, f"{{{_DC}}}language", language)
    listed = SubElement(SubElement(channel, "items"), f"{{{_RDF}}}Seq")
    for each in arrived:
        SubElement(listed, f"{{{_RDF}}}li", {f"{{{_RDF}}}resource": each.story.link})
        item = SubElement(root, "item", {f"{{{_RDF}}}about": each.story.link})
        _add(item, "title", each.story.title)
        _add(item, "link", each.story.link)
        _add(item, "description", each.story.html)
        _add(item, f"{{{_DC}}}date", _iso(each.at))
        _add(item, f"{{{_DC}}}creator", each.story.outlet)
    return _bytes(root)
