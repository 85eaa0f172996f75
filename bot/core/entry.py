"""A feed and one of its entries, after parsing and before reading.

An entry's `text` is plain text: whoever builds an `Entry` has removed the markup. Its `id` is the same
whichever of the two parsers read it (see `identity`).
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed as the configuration names it.

    Attributes:
        name: Unique, as people call it ("TechCrunch AI"); shown as the source of an alert.
        url: http or https.
        every: Time between two polls when all is well.
        language: ISO 639-1 code of its entries; None means "not stated".
    """

    name: str
    url: str
    every: timedelta = timedelta(minutes=10)
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed.

    Attributes:
        id: Identity within its feed, never empty.
        link: Absolute http(s) address of the article; None means "not stated".
        outlet: Who published it, as shown to readers: the feed's name or the bare domain.
        title: Plain text, may be empty.
        text: Plain text without the title, paragraphs parted by blank lines; may be empty.
        published: Aware, UTC; None means "not stated".
        language: ISO 639-1 code; None means "not stated".
    """

    id: str
    link: str | None
    outlet: str
    title: str
    text: str
    published: datetime | None = None
    language: str | None = None


_AHEAD = timedelta(days=2)
"""How far ahead an entry may be dated: zones and clocks of outlets are wrong by a day."""


def dated(entry: Entry, now: datetime | None) -> datetime | None:
    """Return an entry's date; None where it is not stated, or lies ahead and so cannot be meant.

    Args:
        entry: The entry.
        now: The time; None where no clock is at hand, and then nothing lies ahead.

    >>> from datetime import UTC
    >>> held = Entry("a", None, "Wire", "", "", datetime(2026, 1, 1, tzinfo=UTC))
    >>> dated(held, datetime(2025, 1, 1, tzinfo=UTC)) is None, dated(held, None) == held.published
    (True, True)
    """
    ahead = entry.published is not None and now is not None and entry.published > now + _AHEAD
    return None if ahead else entry.published


_TRACKING = re.compile(
    r"^(utm_.*|fbclid|gclid|mc_[ce]id|cmpid|ncid|guccounter|guce_.*|ref|referrer|sr_share|ns_.*)$", re.I
)


def canonical(link: str) -> str:
    """Return the link without what changes while the article stays: scheme, `www.`, tracking, fragment, last slash.

    >>> canonical("http://www.example.org/a/?utm_source=rss&id=7#top")
    'example.org/a?id=7'
    >>> canonical("https://example.org/a")
    'example.org/a'
    """
    parts = urlsplit(link.strip())
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k)])
    host = parts.netloc.lower().removeprefix("www.")
    return urlunsplit(("", host, parts.path.rstrip("/"), query, "")).removeprefix("//")


def identity(guid: str | None, link: str | None, title: str, day: str = "") -> str:
    """Return an entry's identity: its guid, else its canonical link, else a digest of title and day.

    Args:
        guid: `guid` or `id` as the feed has it; blank counts as absent.
        link: The article's address.
        title: Plain title.
        day: `YYYY-MM-DD` of publication, empty when not stated.

    >>> identity(" tag:1 ", "https://example.org/a", "A")
    'tag:1'
    >>> identity(None, "https://example.org/a?utm_medium=rss", "A")
    'example.org/a'
    """
    if guid and guid.strip():
        guid = guid.strip()
        return canonical(guid) if guid.startswith(("http://", "https://")) else guid
    if link and link.strip():
        return canonical(link)
    return blake2b(f"{title.strip().casefold()}\n{day}".encode(), digest_size=12).hexdigest()
