"""Feeds as the pipeline sees them: fetch, parse, rhythm, and the child process that hard parsing is left to.

Small bodies are parsed where we are, in a millisecond; large ones, and those that need feedparser, in the child, so
that neither time nor memory of this process is at a stranger's mercy.
"""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from types import TracebackType

from bot.core.entry import Entry, Feed
from bot.errors import FetchError, ParseError
from bot.feeds.children import DIED, Child
from bot.feeds.documents import read_document
from bot.feeds.fetch import Fetcher, Limits
from bot.feeds.parse import read_apart, read_quickly
from bot.feeds.rhythm import next_due
from bot.ports import FeedState, Fetched, NotModified

INLINE_BYTES = 256 * 1024
PARSE_S = 10.0


class FeedReader:
    """What `bot.ports.Feeds` asks for; an async context manager.

    The child starts with the first body that needs it.
    """

    def __init__(
        self,
        contact: str,
        allow_private: frozenset[str],
        clock: Callable[[], datetime],
        *,
        limits: Limits | None = None,
        parse_s: float = PARSE_S,
        apart: Callable[..., tuple[Entry, ...] | str] = read_apart,
    ) -> None:
        """Prepare fetching and parsing without starting anything.

        Args:
            contact: Address people can write to, sent with every request.
            allow_private: Hosts that may lie in private networks, such as "127.0.0.1".
            clock: Gives an aware "now".
            limits: Of fetching; None means the defaults.
            parse_s: Seconds the child may take for one body.
            apart: What the child runs, in the manner of `parse.read_apart`.
        """
        self._fetcher = Fetcher(contact, allow_private, clock, limits)
        self._child = Child()
        self._parse_s = parse_s
        self._apart = apart

    async def start(self) -> None:
        """Open the HTTP session."""
        await self._fetcher.__aenter__()

    async def close(self) -> None:
        """Close the HTTP session and kill the child."""
        await self._fetcher.__aexit__(None, None, None)
        await asyncio.to_thread(self._child.close)

    async def __aenter__(self) -> "FeedReader":
        """Start."""
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close."""
        await self.close()

    async def fetch(self, state: FeedState) -> Fetched | NotModified:
        """Ask for a feed once, within limits of time and size. Raises FetchError."""
        return await self._fetcher.fetch(state)

    async def parse(self, fetched: Fetched, feed: Feed) -> tuple[Entry, ...]:
        """Read a body as a feed, in its order. One bad entry never costs the others. Raises ParseError."""
        body, content_type, url = fetched.body, fetched.content_type, fetched.url
        if (found := _read_here(body, content_type, url, feed)) is not None:
            return found
        future = self._child.run(self._parse_s, self._apart, body, content_type, url, feed)
        with _translated(url, self._parse_s):
            return _told(await asyncio.wrap_future(future), url)

    def next_due(
        self, state: FeedState, outcome: Fetched | NotModified | FetchError | ParseError, now: datetime
    ) -> datetime:
        """Decide when to poll next: the feed's interval, or a back-off that grows with `state.failures`."""
        return next_due(state, outcome, now)


def read_file(body: bytes, feed: Feed) -> tuple[Entry, ...]:
    """Read a feed from a file, by the same two parsers, without network or event loop.

    Args:
        body: The file's bytes.
        feed: Gives outlet and language; its `url` is what relative links are reckoned from.

    Raises:
        ParseError: It is no feed, or could not be read within the limits.
    """
    if (found := _read_here(body, None, feed.url, feed)) is not None:
        return found
    child = Child()
    try:
        with _translated(feed.url, PARSE_S):
            return _told(child.run(PARSE_S, read_apart, body, None, feed.url, feed).result(), feed.url)
    finally:
        child.close()


def _read_here(body: bytes, content_type: str | None, url: str, feed: Feed) -> tuple[Entry, ...] | None:
    """Return the entries of a small and ordinary body, None for one that is left to the child."""
    return read_quickly(read_document(body, content_type, url), feed) if len(body) <= INLINE_BYTES else None


def _told(outcome: tuple[Entry, ...] | str, url: str) -> tuple[Entry, ...]:
    """Return the entries the child found, or raise what it said instead."""
    if isinstance(outcome, str):
        raise ParseError(outcome, url=url)
    return outcome


@contextmanager
def _translated(url: str, limit_s: float) -> Iterator[None]:
    """Turn the child's end into a ParseError."""
    try:
        yield
    except TimeoutError as error:
        raise ParseError(f"Could not be read within {limit_s:g} s; the parser was stopped", url=url) from error
    except DIED as error:
        raise ParseError("Could not be read: the parser died, most likely at its limit of memory", url=url) from error
