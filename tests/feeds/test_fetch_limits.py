"""How long and how large a fetch may be."""

import asyncio
import gzip
import tracemalloc

from aiohttp import web

from bot.feeds.fetch import Fetcher, Limits
from tests.feeds.server import LOCAL, NOW, Loopback, failure, state


async def test_a_body_over_the_limit_is_given_up_before_it_is_read(server: Loopback) -> None:
    url = server.gives("/feed", bytes(300_000))

    async with Fetcher("people@example.org", LOCAL, lambda: NOW, Limits(body_bytes=200_000)) as fetcher:
        error = await failure(fetcher, url)

    assert str(error) == f"{url} sends more than 0.2 MB"


async def test_a_bomb_is_defused_while_it_inflates(server: Loopback, fetcher: Fetcher) -> None:
    size = 64 * 1024 * 1024
    url = server.gives("/feed", gzip.compress(bytes(size), 1), Content_Encoding="gzip")

    tracemalloc.start()
    try:
        error = await failure(fetcher, url)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert "sends more than 8.4 MB" in str(error)
    assert peak < size / 4


async def test_an_endless_body_ends_at_the_limit(server: Loopback, fetcher: Fetcher) -> None:
    sent = 0

    async def endless(request: web.Request) -> web.StreamResponse:
        nonlocal sent
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(bytes(65_536))
            sent += 65_536

    error = await failure(fetcher, server.at("/feed", endless))

    assert "sends more than" in str(error)
    assert sent < 64 * 1024 * 1024


async def test_a_server_that_says_nothing_is_waited_for_only_so_long(server: Loopback) -> None:
    async def silent(_: web.Request) -> web.StreamResponse:
        await asyncio.Event().wait()
        raise AssertionError

    url = server.at("/feed", silent)

    async with Fetcher("people@example.org", LOCAL, lambda: NOW, Limits(total_s=0.05)) as fetcher:
        error = await failure(fetcher, url)

    assert str(error) == f"{url} did not answer in full within 0.05 s"


async def test_a_server_that_never_comes_to_an_end_is_waited_for_only_so_long(server: Loopback) -> None:
    async def dribble(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        await response.write(b"<rss>")
        await asyncio.Event().wait()
        return response

    url = server.at("/feed", dribble)

    async with Fetcher("people@example.org", LOCAL, lambda: NOW, Limits(total_s=0.05)) as fetcher:
        error = await failure(fetcher, url)

    assert "did not answer in full" in str(error)


async def test_one_host_is_not_asked_more_than_twice_at_a_time(server: Loopback) -> None:
    now = most = 0

    async def counted(_: web.Request) -> web.StreamResponse:
        nonlocal now, most
        now += 1
        most = max(most, now)
        for _turn in range(20):
            await asyncio.sleep(0)
        now -= 1
        return web.Response(body=b"<rss/>")

    url = server.at("/feed", counted)

    async with Fetcher("people@example.org", LOCAL, lambda: NOW) as fetcher:
        await asyncio.gather(*(fetcher.fetch(state(url)) for _ in range(8)))

    assert most == 2
