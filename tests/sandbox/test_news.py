from calendar import timegm
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import aiohttp
import feedparser
import pytest

from bot.sandbox import ManualClock
from bot.sandbox.news import NewsServer, load_samples

START = datetime(2025, 2, 24, 8, 0, tzinfo=UTC)


async def fetch(url: str, **headers: str) -> tuple[int, bytes, dict[str, str]]:
    async with aiohttp.ClientSession(headers=headers) as session, session.get(url) as answer:
        return answer.status, await answer.read(), dict(answer.headers)


async def titles(news: NewsServer) -> list[str]:
    found: list[str] = []
    for feed in news.urls:
        found += [entry.title for entry in feedparser.parse((await fetch(feed.url))[1]).entries]
    return found


async def test_each_feed_is_good_in_its_own_format_and_starts_with_an_old_story() -> None:
    async with NewsServer(lambda: START, every=None) as news:
        parsed = [feedparser.parse((await fetch(feed.url))[1]) for feed in news.urls]

    assert [feed.version for feed in parsed] == ["rss20", "atom10", "rss10"]
    assert [feed.bozo for feed in parsed] == [False, False, False]
    assert [feed.feed.title for feed in parsed] == ["Sample Wire", "Cloud Ledger", "Bourse & Byte"]
    for feed in parsed:
        [entry] = feed.entries
        moment = entry["published_parsed"] if "published_parsed" in entry else entry["updated_parsed"]
        assert datetime.fromtimestamp(timegm(moment), UTC) < START - timedelta(days=7)


async def test_stories_arrive_on_time_and_are_dated_then() -> None:
    clock = ManualClock(START)
    async with NewsServer(clock.now, first_after=timedelta(seconds=10), every=timedelta(seconds=30)) as news:
        wire = news.urls[0].url
        before = len(await titles(news))
        clock.advance(9.9)
        assert len(await titles(news)) == before
        clock.advance(0.1)
        first = feedparser.parse((await fetch(wire))[1]).entries[0]
        clock.advance(100)
        assert len(await titles(news)) == before + 4
        again = feedparser.parse((await fetch(wire))[1]).entries

    assert first.title == "Alibaba to invest 380 billion yuan in cloud and AI over three years"
    assert parsedate_to_datetime(first.published) == START + timedelta(seconds=10)
    assert first.published in [entry.published for entry in again]


async def test_nothing_arrives_by_itself_without_an_interval() -> None:
    clock = ManualClock(START)
    async with NewsServer(clock.now, every=None) as news:
        clock.advance(10_000)
        waiting = news.waiting
        story = news.release_next()
        shown = await titles(news)

    assert waiting == len(load_samples().arriving)
    assert story is not None
    assert story.title in shown
    assert news.waiting == waiting - 1


async def test_after_the_last_story_there_is_none() -> None:
    clock = ManualClock(START)
    news = NewsServer(clock.now)
    clock.advance(3600)

    assert news.waiting == 0
    assert news.release_next() is None


async def test_a_feed_that_has_not_changed_answers_304() -> None:
    clock = ManualClock(START)
    async with NewsServer(clock.now, every=None) as news:
        url = news.urls[1].url
        _, _, headers = await fetch(url)
        etag, modified = headers["Etag"], headers["Last-Modified"]

        unchanged = [
            (await fetch(url, **{"If-None-Match": etag}))[0],
            (await fetch(url, **{"If-None-Match": f'"x", W/{etag}'}))[0],
            (await fetch(url, **{"If-Modified-Since": modified}))[0],
        ]
        for _ in range(2):
            news.release_next()
        changed = [
            (await fetch(url, **{"If-None-Match": etag}))[0],
            (await fetch(url, **{"If-None-Match": etag, "If-Modified-Since": modified}))[0],
            (await fetch(url, **{"If-Modified-Since": modified}))[0],
        ]

    assert unchanged == [304, 304, 304]
    assert changed == [200, 200, 200]


async def test_there_are_only_these_feeds() -> None:
    news = NewsServer(lambda: START)
    await news.serve()
    async with news:
        status, _, _ = await fetch(news.urls[0].url.replace("wire.rss", "other.rss"))
    await news.stop()

    assert status == 404


async def test_a_hostile_title_arrives_unharmed() -> None:
    async with NewsServer(lambda: START, every=None) as news:
        while news.release_next():
            pass
        [title] = [each for each in await titles(news) if "Apple" in each]

    assert title.endswith('& build AI servers <script>alert("hi")</script> <!channel>')


def test_the_samples_tell_one_announcement_twice_and_in_two_feeds_first_of_all() -> None:
    first, second, *rest = load_samples().arriving

    assert "380 billion yuan" in first.html
    assert "$53 billion" in second.html
    assert first.feed != second.feed
    assert len(rest) == 11


@pytest.mark.parametrize("story", [*load_samples().arriving, *(story for story, _ in load_samples().baseline)])
def test_every_sample_names_a_feed_and_an_address_that_nobody_owns(story: object) -> None:
    assert getattr(story, "feed") in {"wire", "ledger", "bourse"}  # noqa: B009 - the parameter is typed as object
    assert ".example/" in getattr(story, "link")  # noqa: B009 - likewise
