"""One poll of a feed, against a server on loopback."""

import gzip
from email.utils import format_datetime

import pytest

from bot.feeds.fetch import Fetcher
from bot.ports import Fetched, NotModified
from tests.feeds.server import LOCAL, NOW, Loopback, failure, raw_server, state


async def test_a_first_poll_brings_the_body_and_its_validators(server: Loopback, fetcher: Fetcher) -> None:
    url = server.gives("/feed", b"<rss/>", ETag='W/"a"', Last_Modified="yesterday", Content_Type="text/xml")

    fetched = await fetcher.fetch(state(url))

    assert isinstance(fetched, Fetched)
    assert (fetched.body, fetched.content_type, fetched.url) == (b"<rss/>", "text/xml", url)
    assert (fetched.etag, fetched.last_modified) == ('W/"a"', "yesterday")
    assert "If-None-Match" not in server.asked[0].headers


async def test_a_request_says_who_asks_and_how_to_reach_them(server: Loopback, fetcher: Fetcher) -> None:
    await fetcher.fetch(state(server.gives("/feed", b"<rss/>")))

    assert server.asked[0].headers["User-Agent"] == "aispend/0.1 (+people@example.org)"


async def test_validators_go_back_byte_for_byte(server: Loopback, fetcher: Fetcher) -> None:
    url = server.gives("/feed", status=304)

    await fetcher.fetch(state(url, etag='W/"odd \\"', last_modified="Tue, 25 Feb 2025 9:00 +0100"))

    assert server.asked[0].headers["If-None-Match"] == 'W/"odd \\"'
    assert server.asked[0].headers["If-Modified-Since"] == "Tue, 25 Feb 2025 9:00 +0100"


async def test_a_304_is_nothing_new_and_keeps_the_validators_it_does_not_renew(
    server: Loopback, fetcher: Fetcher
) -> None:
    url = server.gives("/feed", status=304, Last_Modified="today")

    outcome = await fetcher.fetch(state(url, etag='"a"', last_modified="yesterday"))

    assert outcome == NotModified('"a"', "today")


async def test_the_same_body_again_is_nothing_new(server: Loopback, fetcher: Fetcher) -> None:
    url = server.gives("/feed", b"<rss/>")
    first = await fetcher.fetch(state(url))
    assert isinstance(first, Fetched)

    second = await fetcher.fetch(state(url, body_hash=first.body_hash))

    assert second == NotModified(None, None)


async def test_a_validator_that_could_not_be_sent_back_is_not_kept(fetcher: Fetcher) -> None:
    async with raw_server(b'HTTP/1.1 200 OK\r\nETag: "\xff"\r\nContent-Length: 6\r\n\r\n<rss/>') as url:
        fetched = await fetcher.fetch(state(url))

    assert isinstance(fetched, Fetched)
    assert fetched.etag is None


async def test_a_zipped_body_is_inflated(server: Loopback, fetcher: Fetcher) -> None:
    url = server.gives("/feed", gzip.compress(b"<rss/>"), Content_Encoding="gzip")

    fetched = await fetcher.fetch(state(url))

    assert isinstance(fetched, Fetched)
    assert fetched.body == b"<rss/>"


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (401, "asks for a login"),
        (403, "refuses to serve us"),
        (404, "has no such page"),
        (418, "gave no feed"),
        (429, "asks us to come less often"),
        (500, "has trouble of its own"),
        (204, "gave no feed"),
    ],
)
async def test_a_status_without_a_feed_is_an_error_in_words(
    server: Loopback, fetcher: Fetcher, status: int, said: str
) -> None:
    url = server.gives("/feed", status=status)

    error = await failure(fetcher, url)

    assert str(error) == f"{url} {said} (HTTP {status})"
    assert (error.status, error.permanent, error.url) == (status, False, url)


async def test_a_feed_that_is_gone_is_gone_for_good(server: Loopback, fetcher: Fetcher) -> None:
    error = await failure(fetcher, server.gives("/feed", status=410))

    assert error.permanent


@pytest.mark.parametrize("asked", ["90", format_datetime(NOW.replace(minute=1, second=30), usegmt=True)])
async def test_a_server_may_ask_for_a_pause_in_seconds_or_by_date(
    server: Loopback, fetcher: Fetcher, asked: str
) -> None:
    error = await failure(fetcher, server.gives("/feed", status=503, Retry_After=asked))

    assert error.retry_after == 90


async def test_a_cloudflare_challenge_is_named(server: Loopback, fetcher: Fetcher) -> None:
    error = await failure(fetcher, server.gives("/feed", status=403, cf_mitigated="challenge"))

    assert "Cloudflare challenge" in str(error)


async def test_secrets_of_an_address_are_not_shown(server: Loopback, fetcher: Fetcher) -> None:
    server.gives("/feed", status=404)

    error = await failure(fetcher, f"{server.url}/feed?token=secret".replace("//", "//me:pass@"))

    assert "secret" not in str(error)
    assert "pass" not in str(error)


async def test_a_fetcher_that_is_not_open_says_so() -> None:
    fetcher = Fetcher("people@example.org", LOCAL, lambda: NOW)

    with pytest.raises(RuntimeError, match="not open"):
        await fetcher.fetch(state("http://example.org/feed"))
    await fetcher.__aexit__(None, None, None)
