"""Fetching and parsing put together."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta

import pytest

from bot.core.entry import Feed
from bot.errors import ParseError
from bot.feeds.reader import INLINE_BYTES, FeedReader, read_file
from bot.ports import Feeds, Fetched
from tests.feeds.cases import FEED
from tests.feeds.server import LOCAL, NOW, Loopback, state

SMALL = b"<rss><channel><item><title>$5 billion</title><guid>1</guid></item></channel></rss>"
ODD = SMALL.replace(b"$5 ", b"$5&nbsp;")


@pytest.fixture
async def reader() -> AsyncIterator[FeedReader]:
    async with FeedReader("people@example.org", LOCAL, lambda: NOW) as opened:
        yield opened


class Written:
    """A function as its source, since the child cannot import the tests."""

    def __init__(self, source: str) -> None:
        self._source = source

    def __reduce__(self) -> tuple[object, ...]:
        return eval, (self._source,)

    def __call__(self, body: bytes, content_type: str | None, url: str, feed: Feed) -> str:
        raise AssertionError("Only the child calls it.")


READ = "__import__('bot.feeds.parse', fromlist=['parse']).read_apart(body, content_type, url, feed)"
GIVEN = "lambda body, content_type, url, feed"
SLEEPING = Written(f"{GIVEN}: __import__('time').sleep(3600) if feed.name == 'Endless' else {READ}")
DYING = Written(f"{GIVEN}: __import__('os')._exit(9) if feed.name == 'Deadly' else {READ}")


def fetched(body: bytes) -> Fetched:
    return Fetched(body, "text/xml", "https://example.org/feed", None, None, "0")


def large(body: bytes) -> bytes:
    return body.replace(b"</guid>", b"</guid><description>" + b"word " * (INLINE_BYTES // 5) + b"</description>")


async def test_it_is_what_the_pipeline_asks_for(reader: FeedReader) -> None:
    feeds: Feeds = reader

    assert feeds is reader


async def test_a_feed_is_fetched_and_read(server: Loopback, reader: FeedReader) -> None:
    polled = state(server.gives("/feed", SMALL))

    outcome = await reader.fetch(polled)
    assert isinstance(outcome, Fetched)
    (entry,) = await reader.parse(outcome, polled.feed)

    assert (entry.id, entry.title, entry.outlet) == ("1", "$5 billion", "Sample")
    assert reader.next_due(polled, outcome, NOW) == NOW + timedelta(minutes=10)


@pytest.mark.parametrize("body", [ODD, large(SMALL), large(ODD)], ids=["odd", "large", "large and odd"])
async def test_what_is_large_or_odd_is_read_in_the_child(reader: FeedReader, body: bytes) -> None:
    (entry,) = await reader.parse(fetched(body), FEED)

    assert (entry.id, entry.title) == ("1", "$5 billion")


@pytest.mark.parametrize("body", [b"<opml/>", b"<html/>"], ids=["in the child", "before it"])
async def test_what_is_no_feed_is_said_to_be_none(reader: FeedReader, body: bytes) -> None:
    with pytest.raises(ParseError, match=r"(N|n)ot a feed") as caught:
        await reader.parse(fetched(body), FEED)

    assert caught.value.url == "https://example.org/feed"


@pytest.mark.parametrize(
    "scrap",
    [
        b'"',
        b"<!--",
        b"<?",
        b"<!DOCTYPE x>",
        b"<!DOCTYPE x [",
        b"<title>",
        b"<title a",
        b"<![CDATA[",
        b"&",
        b"a\xe9",
        b"<a ",
    ],
)
async def test_a_hostile_body_costs_no_more_than_a_long_one(reader: FeedReader, scrap: bytes) -> None:
    # A body whose cost grew with the square of its length would not end within the time limit of a test.
    row = scrap * ((INLINE_BYTES - 100) // len(scrap))

    for body in (row, b"<!DOCTYPE rss " + row, b"<rss><channel><item><title>a</title>" + row):
        with suppress(ParseError):
            await reader.parse(fetched(body), FEED)


async def test_a_parser_that_never_returns_costs_one_body_and_no_more() -> None:
    endless = Feed("Endless", FEED.url)
    async with FeedReader("people@example.org", LOCAL, lambda: NOW, parse_s=2, apart=SLEEPING) as reader:
        with pytest.raises(ParseError, match="within 2 s; the parser was stopped"):
            await reader.parse(fetched(ODD), endless)

        (entry,) = await reader.parse(fetched(ODD), FEED)

    assert entry.title == "$5 billion"


async def test_a_parser_that_dies_costs_one_body_and_no_more() -> None:
    deadly = Feed("Deadly", FEED.url)
    async with FeedReader("people@example.org", LOCAL, lambda: NOW, apart=DYING) as reader:
        with pytest.raises(ParseError, match="the parser died"):
            await reader.parse(fetched(ODD), deadly)

        (entry,) = await reader.parse(fetched(ODD), FEED)

    assert entry.title == "$5 billion"


async def test_a_poll_that_is_called_off_stops_its_parser() -> None:
    endless = Feed("Endless", FEED.url)
    async with FeedReader("people@example.org", LOCAL, lambda: NOW, apart=SLEEPING) as reader:
        await reader.parse(fetched(ODD), FEED)
        poll = asyncio.create_task(reader.parse(fetched(ODD), endless))
        await asyncio.sleep(0.01)
        poll.cancel()
        await asyncio.wait([poll])

        (entry,) = await reader.parse(fetched(ODD), FEED)

    assert poll.cancelled()
    assert entry.title == "$5 billion"


def test_a_file_is_read_without_loop_or_network() -> None:
    assert [entry.title for entry in read_file(SMALL, FEED)] == ["$5 billion"]
    assert [entry.title for entry in read_file(ODD, FEED)] == ["$5 billion"]
    assert [entry.title for entry in read_file(large(SMALL), FEED)] == ["$5 billion"]


def test_a_file_that_is_no_feed_is_said_to_be_none() -> None:
    with pytest.raises(ParseError, match="Not a feed: its root element is <opml>"):
        read_file(b"<opml/>", FEED)
