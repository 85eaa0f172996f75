"""An entry as a parser found it, and how the one `Entry` is made of it, whichever parser it was.

All that tells two readings of a feed apart lies before this module: from here on there is one way, so that an entry
has one identity.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from urllib.parse import urljoin, urlsplit

from bot.core.entry import Entry, Feed, apart, identity
from bot.feeds.dates import read_date
from bot.feeds.markup import line, plain

_LONGEST_ID = 512
_WEB = ("http://", "https://")
_HTML_TYPES = frozenset((None, "", "text/html", "application/xhtml+xml"))
# Bytes a URL may not hold as they are, seen in links that were typed by hand.
_QUOTED = str.maketrans({" ": "%20", '"': "%22", "<": "%3C", ">": "%3E", "\\": "/", "^": "%5E", "`": "%60"})


@dataclass(frozen=True, slots=True)
class Link:
    """A link element.

    Attributes:
        rel: None counts as `alternate` (RFC 4287, 4.2.7.2).
        type: Media type; None means "not stated".
    """

    href: str
    rel: str | None = None
    type: str | None = None


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry before repair; whatever is missing is an empty string.

    Attributes:
        guid: `guid`, `id` or `rdf:about`.
        link: The address the parser took for the article's.
        links: All link elements; asked where `link` is empty.
        content: The full text, HTML or plain.
        summary: Likewise, the teaser.
        dates: As written, the best first.
        source: The outlet the entry was taken from, where the feed says so.
    """

    guid: str = ""
    link: str = ""
    links: tuple[Link, ...] = ()
    title: str = ""
    content: str = ""
    summary: str = ""
    dates: tuple[str, ...] = ()
    source: str = ""


def entries(raws: Iterable[RawEntry], feed: Feed, language: str | None, base: str) -> tuple[Entry, ...]:
    """Return the entries in the feed's order, each id once, those without title and text left out.

    Args:
        raws: As a parser found them.
        feed: Gives outlet, and language where it states one.
        language: What the feed says of itself.
        base: Address that relative links are reckoned from.
    """
    return apart(tuple(_made(raws, feed, language, base)))


def _made(raws: Iterable[RawEntry], feed: Feed, language: str | None, base: str) -> Iterator[Entry]:
    for raw in raws:
        source = line(raw.source)
        title = line(raw.title).removesuffix(f" - {source}")
        text = _without_title(_text(raw), title, source)
        if not title and not text:
            continue
        stated = (raw.link, _article(raw.links), _address(raw.guid))
        link = next(filter(None, (web_address(address, base) for address in stated)), None)
        published = next(filter(None, map(read_date, raw.dates)), None)
        yield Entry(
            id=entry_id(line(raw.guid), link, title or text[:200], f"{published:%Y-%m-%d}" if published else ""),
            link=link,
            outlet=source or feed.name,
            title=title,
            text=text,
            published=published,
            language=feed.language or language,
        )


def entry_id(guid: str, link: str | None, title: str, day: str) -> str:
    """Return an entry's identity, never empty and never too long for an index.

    >>> entry_id("http://[", "https://example.org/a", "A", "")
    'example.org/a'
    """
    try:
        found = identity(guid, link, title, day)
    except ValueError:  # A guid that looks like an address and is none.
        found = ""
    found = found or identity(None, link, title, day)
    return found if len(found) <= _LONGEST_ID else blake2b(found.encode(), digest_size=16).hexdigest()


def web_address(address: str, base: str) -> str | None:
    """Return an absolute http(s) address, or None for anything else.

    >>> web_address("/a b", "https://example.org/feed"), web_address("javascript:alert(1)", "https://example.org/")
    ('https://example.org/a%20b', None)
    """
    address = line(address)
    if not address:
        return None
    try:
        quoted = address.translate(_QUOTED)
        joined = quoted if quoted.startswith(_WEB) else urljoin(base, quoted)
        parts = urlsplit(joined)
        known = parts.scheme in ("http", "https") and parts.hostname
    except ValueError:
        return None
    return joined if known else None


def _address(guid: str) -> str:
    """Return a guid that is an address, whether or not it says that it is one; empty for any other."""
    return guid if guid.strip().startswith(_WEB) else ""


def _article(links: tuple[Link, ...]) -> str:
    """Return the article's own address, not an enclosure's or another form's; empty where there is none."""
    alternates = [link for link in links if link.rel in (None, "", "alternate") and link.href]
    pages = [link for link in alternates if link.type in _HTML_TYPES]
    return next((link.href for link in pages or alternates), "")


def _text(raw: RawEntry) -> str:
    """Return the fuller of content and summary: some feeds put the whole text in one, a picture in the other."""
    text = plain(raw.content)
    if len(raw.summary) <= len(text):
        return text
    return max(text, plain(raw.summary), key=len)


def _without_title(text: str, title: str, source: str) -> str:
    """Return the text without a first paragraph that only repeats the title, with or without the outlet."""
    first, _, rest = text.partition("\n")
    if title and first.startswith(title) and first[len(title) :].strip(" -") in ("", source):
        return rest.lstrip("\n")
    return text
