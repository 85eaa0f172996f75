"""Feeds on loopback: RSS and Atom written from a script's items, with validators that hold while nothing changes.

A restless feed states when it was built, as many do, so that its every answer differs.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from hashlib import blake2b
from typing import Self
from urllib.parse import quote, unquote
from xml.sax.saxutils import escape

from aiohttp import web

from tests.tape.script import Down, Item, Source


class Press:
    """Serves feeds on 127.0.0.1; an async context manager.

    Attributes:
        poll: Number of the poll within its step, from 1.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.poll = 1
        self._clock = clock
        self._moved: set[str] = set()
        self._issues: dict[str, Issue | Down] = {}
        self._runner: web.AppRunner | None = None
        self._base = ""

    def url(self, name: str, folder: str = "feeds") -> str:
        """Return a feed's address; it is served in any folder."""
        return f"{self._base}/{folder}/{quote(name)}"

    def print(self, name: str, issue: "Issue | Down", *, moved: bool = False) -> None:
        """Let this stand in a feed; where it moved, its address leads to another one."""
        self._issues[name] = issue
        if moved:
            self._moved.add(name)
        else:
            self._moved.discard(name)

    async def __aenter__(self) -> Self:
        application = web.Application()
        application.add_routes([web.get("/{folder}/{name}", self._answer)])
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self._base = f"http://{host}:{port}"
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        name = unquote(request.match_info["name"])
        issue = self._issues[name]
        if name in self._moved and request.match_info["folder"] != "moved":
            return web.Response(status=301, headers={"Location": self.url(name, "moved")})
        if isinstance(issue, Down):
            return web.Response(status=issue.down, text="out of order")
        body = issue.written(name, self.url(name), self._clock(), self.poll).encode()
        etag = f'"{blake2b(body, digest_size=8).hexdigest()}"'
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers={"ETag": etag})
        kind = f"application/{issue.source.format}+xml"
        return web.Response(body=body, headers={"ETag": etag}, content_type=kind, charset="utf-8")


@dataclass(frozen=True)
class Issue:
    """What stands in a feed, and how it is written."""

    source: Source
    items: tuple[Item, ...]

    def written(self, name: str, url: str, now: datetime, poll: int) -> str:
        """Return the feed's XML at an hour."""
        write = _atom if self.source.format == "atom" else _rss
        items = [item.raw or write(_filled(item, now, poll)) for item in self.items]
        built = format_datetime(now) if self.source.restless else ""
        if self.source.format == "atom":
            head = f'<feed xmlns="http://www.w3.org/2005/Atom">{_tag("title", name)}{_tag("id", url)}'
            return f"{_XML}{head}{_tag('subtitle', built)}{''.join(items)}</feed>"
        head = f"<channel>{_tag('title', name)}{_tag('link', url)}{_tag('lastBuildDate', built)}"
        return f'{_XML}<rss version="2.0">{head}{"".join(items)}</channel></rss>'


_XML = '<?xml version="1.0" encoding="utf-8"?>\n'


def _filled(item: Item, now: datetime, poll: int) -> Item:
    """Return an item as it stands at one poll."""
    texts = {
        key: value.replace("{n}", str(poll))
        for key in ("guid", "link", "title", "text")
        if (value := getattr(item, key)) is not None
    }
    return item.model_copy(update=texts | {"published": now if item.published == "now" else item.published})


def _rss(item: Item) -> str:
    dated = format_datetime(item.published) if isinstance(item.published, datetime) else None
    guid = item.guid and f'<guid isPermaLink="false">{escape(item.guid)}</guid>'
    # A title and a description of RSS hold HTML by habit, hence escaped twice.
    words = _tag("title", escape(item.title)) + _tag("description", f"<p>{escape(item.text)}</p>")
    return f"<item>{words}{guid or ''}{_tag('link', item.link)}{_tag('pubDate', dated)}</item>"


def _atom(item: Item) -> str:
    dated = item.published.isoformat() if isinstance(item.published, datetime) else None
    link = f'<link rel="alternate" href="{escape(item.link)}"/>' if item.link else ""
    text = f'<content type="html">{escape(f"<p>{escape(item.text)}</p>")}</content>'
    when = _tag("published", dated) + _tag("updated", dated)
    title = f'<title type="text">{escape(item.title)}</title>'
    return f"<entry>{title}{_tag('id', item.guid)}{link}{when}{text}</entry>"


def _tag(name: str, text: str | None) -> str:
    return f"<{name}>{escape(text)}</{name}>" if text else ""
