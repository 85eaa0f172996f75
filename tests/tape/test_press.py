"""The press writes feeds that the real reader reads back, and answers as servers of feeds do."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Literal

import pytest

from bot.core.entry import Entry, Feed
from bot.errors import FetchError
from bot.feeds.reader import FeedReader
from bot.ports import FeedState, Fetched, NotModified
from bot.sandbox import ManualClock
from tests.tape.press import Issue, Press
from tests.tape.script import Down, Item, Source

NOW = datetime(2025, 2, 24, 8, tzinfo=UTC)
ITEM = Item(
    guid="a-{n}", link="https://first.example/a?b=1&c=2", title="AT&T’s AI & more", text="1 < 2 & 3", published=NOW
)


class Reading:
    """The real reader before a press."""

    def __init__(self, press: Press, reader: FeedReader, clock: ManualClock) -> None:
        self.press, self.reader, self.clock = press, reader, clock
        self.state = FeedState(Feed("First Wire", press.url("First Wire"), language="en"))

    async def fetch(self) -> Fetched | NotModified:
        """Fetch with the validators of the last time."""
        outcome = await self.reader.fetch(self.state)
        self.state = replace(self.state, etag=outcome.etag)
        return outcome

    async def read(self) -> tuple[Entry, ...]:
        fetched = await self.fetch()
        assert isinstance(fetched, Fetched)
        return await self.reader.parse(fetched, self.state.feed)


@pytest.fixture
async def reading() -> AsyncIterator[Reading]:
    clock = ManualClock(NOW)
    async with Press(clock.now) as press, FeedReader("test@localhost", frozenset({"127.0.0.1"}), clock.now) as reader:
        yield Reading(press, reader, clock)


@pytest.mark.parametrize("form", ["rss", "atom"])
async def test_what_is_printed_is_read(reading: Reading, form: Literal["rss", "atom"]) -> None:
    reading.press.print("First Wire", Issue(Source(format=form), (ITEM,)))

    (entry,) = await reading.read()

    assert (entry.id, entry.link, entry.title) == ("a-1", "https://first.example/a?b=1&c=2", "AT&T’s AI & more")
    assert (entry.outlet, entry.text, entry.published, entry.language) == ("First Wire", "1 < 2 & 3", NOW, "en")


async def test_a_number_in_a_text_and_the_hour_are_those_of_the_poll(reading: Reading) -> None:
    reading.press.print("First Wire", Issue(Source(), (ITEM.model_copy(update={"published": "now"}),)))
    reading.press.poll = 7
    reading.clock.advance(3600)

    (entry,) = await reading.read()

    assert (entry.id, entry.published) == ("a-7", NOW + timedelta(hours=1))


@pytest.mark.parametrize("restless", [False, True])
async def test_what_did_not_change_is_not_sent_again_unless_the_feed_is_restless(
    reading: Reading, restless: bool
) -> None:
    reading.press.print("First Wire", Issue(Source(restless=restless), (ITEM,)))
    await reading.fetch()
    reading.clock.advance(600)

    again = await reading.fetch()

    assert isinstance(again, Fetched if restless else NotModified)


async def test_a_feed_that_is_down_says_so(reading: Reading) -> None:
    reading.press.print("First Wire", Down(down=503))

    with pytest.raises(FetchError, match="503"):
        await reading.fetch()


async def test_a_feed_that_moved_leads_to_its_new_address(reading: Reading) -> None:
    reading.press.print("First Wire", Issue(Source(), (ITEM,)), moved=True)

    fetched = await reading.fetch()

    assert isinstance(fetched, Fetched)
    assert fetched.url == reading.press.url("First Wire", "moved")
