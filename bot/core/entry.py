"""A feed and one of its entries, after parsing and before reading.

An entry's `text` is plain text: whoever builds an `Entry` has removed the markup. Its `id` is the same
whichever of the two parsers read it (see `identity`), yet feeds change guids and links at will: see `keys`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import blake2b
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from bot.core.text import fold


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


def dated(entry: Entry, now: datetime) -> datetime | None:
    """Return an entry's date; None where it is not stated, or lies ahead and so cannot be meant.

    Args:
        entry: The entry.
        now: The time, aware.

    >>> from datetime import UTC
    >>> held = Entry("a", None, "Wire", "", "", datetime(2026, 1, 1, tzinfo=UTC))
    >>> [dated(held, datetime(year, 1, 1, tzinfo=UTC)) == held.published for year in (2025, 2026)]
    [False, True]
    """
    ahead = entry.published is not None and entry.published > now + _AHEAD
    return None if ahead else entry.published


_TRACKING = re.compile(
    r"""^(?: utm_.* | at_(?:medium|campaign|custom\d) | pk_.* | mtm_.* | hsa_.* | _hs(?:enc|mi) | __source | __twitter.*
    | fbclid | gclid | gclsrc | dclid | [gw]braid | msclkid | yclid | ttclid | twclid | igshid | mc_[ce]id | mkt_tok
    | cmp(?:id)? | ncid | ocid | n_cid | s_cid | s_campaign | smid | smtyp | emc | xtor | wt_mc | wt\.mc_.* | maca
    | guccounter | guce_.* | ref | ref_src | ref_url | referrer | sr_share | ns_.* | feedtype | feedname | tpcc
    | amp )$""",
    re.I | re.X,
)
_FROM_FEED = re.compile(r"^(?:\.?t?src|source|from|via|partner|mod|origin|medium|channel)=rss(?![a-z])", re.I)
"""Where the reader came from: `partner=rss`, `mod=rss_markets_main`."""
_OTHER_FORM = re.compile(r"(?<=.)(?:/amp|\.amp)$|;jsessionid=.*$", re.I)
_USUAL = re.compile(r"^(?:www\.|amp\.(?=[^.]+\.))|:(?:80|443)?$")


def canonical(link: str) -> str:
    """Return the link without what changes while the article stays.

    That is scheme, `www.`, `amp`, the usual port, tracking, the order of parameters, fragment, last slash.

    >>> canonical("http://www.example.org:80/a/?utm_source=rss&id=7&b=2#top")
    'example.org/a?b=2&id=7'
    >>> canonical("https://amp.example.org/a/amp/")
    'example.org/a'
    """
    parts = urlsplit(link.strip())
    pairs = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not _TRACKING.match(name) and not _FROM_FEED.match(f"{name}={value}")
    ]
    path = _OTHER_FORM.sub("", parts.path.rstrip("/")).rstrip("/")
    host = _USUAL.sub("", parts.netloc.lower())
    return urlunsplit(("", host, path, urlencode(sorted(pairs)), "")).removeprefix("//")


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


_SHORT, _LONG = 24, 160
"""Bytes of UTF-8 from which words tell an entry from others of its day, and from all; Chinese weighs as it tells."""


_LONGEST_LINK = 512
"""Longer ones no index takes."""


def _words(entry: Entry) -> str:
    """Return all that a reader would notice of an entry: title and text, folded, blanks as one."""
    return " ".join(fold(f"{entry.title}\n{entry.text}").casefold().split())


def digest(entry: Entry) -> str:
    """Return a digest of an entry's state: the same as long as no reader would notice a change.

    >>> one, other = Entry("1", None, "", "A  Title", "It’s"), Entry("2", "https://b.example", "", "A title", "It's")
    >>> digest(one) == digest(other)
    True
    """
    return _digest(_words(entry))


def keys(entry: Entry) -> tuple[str, ...]:
    """Return what an entry is known by within its feed: its id, its link and its words, as far as they tell it apart.

    A headline alone counts with its day, for some return every week; a word or two count with the link. An outlet's
    words are its own: in a feed of many outlets, two with one headline are two entries.

    >>> keys(Entry("1", "http://a.example/1/", "", "Morning", ""))
    ('id:1', 'link:a.example/1', 'text:e771fd9e17e034f71eb91317:a.example/1')
    """
    return fingerprint(entry)[1]


def fingerprint(entry: Entry) -> tuple[str, tuple[str, ...]]:
    """Return an entry's digest and its keys; both together cost as much as one."""
    said, link = _words(entry), address(entry.link)
    text = "text:" + _digest(f"{entry.outlet.casefold()}\n{said}")
    found = [f"id:{entry.id}"]
    if link is not None:
        link = link if len(link) <= _LONGEST_LINK else _digest(link)
        found.append(f"link:{link}")
    weight = len(said.encode(errors="replace"))
    if weight >= _LONG or (weight >= _SHORT and entry.published is None):
        found.append(text)
    elif weight >= _SHORT:
        found.append(f"{text}:{entry.published:%Y-%m-%d}")
    elif link is not None:
        found.append(f"{text}:{link}")
    return _digest(said), tuple(found)


def address(link: str | None) -> str | None:
    """Return the canonical form of an entry's link; None where it has none, or one that cannot be read.

    >>> address("https://example.org/a/"), address("http://["), address(None)
    ('example.org/a', None, None)
    """
    try:
        return canonical(link) if link else None
    except ValueError:
        return None


def apart(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries of one document, one an id; those that share one and are not the same get ids of their own.

    An id is no guid where it is the link and the words differ (the feed links every item to its home page), or where
    words and links both differ. The rest that share one are states of one entry, and the first one counts.

    >>> home = "https://a.example/"
    >>> one, two = Entry("a.example", home, "", "One", ""), Entry("a.example", home, "", "Two", "")
    >>> [entry.title for entry in apart([one, two])]
    ['One', 'Two']
    >>> [entry.title for entry in apart([replace(one, id="7"), replace(two, id="7")])]
    ['One']
    """
    states: dict[str, list[Entry]] = {}
    for entry in entries:
        states.setdefault(entry.id, []).append(entry)
    no_guids = {key for key, sharing in states.items() if _is_no_guid(sharing)}
    found: dict[str, Entry] = {}
    for entry in entries:
        own = replace(entry, id=own_id(entry)) if entry.id in no_guids else entry
        found.setdefault(own.id, own)
    return tuple(found.values())


def own_id(entry: Entry) -> str:
    """Return an id for an entry whose feed gave it one that is another's."""
    return f"{entry.id}#{digest(entry)}"


def _is_no_guid(states: Sequence[Entry]) -> bool:
    """Say whether an id that several entries have identifies none of them."""
    if len(states) == 1 or len({digest(entry) for entry in states}) == 1:
        return False
    links = {address(entry.link) for entry in states}
    return len(links) > 1 or links == {states[0].id}


def _digest(said: str) -> str:
    return blake2b(said.encode(errors="replace"), digest_size=12).hexdigest()
