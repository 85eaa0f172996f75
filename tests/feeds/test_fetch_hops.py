"""Where a fetch may lead: redirects, private networks, names."""

import pytest
from yarl import URL

from bot.feeds.fetch import Fetcher
from bot.ports import Fetched
from tests.feeds.server import LOCAL, NOW, FakeResolver, Loopback, failure, state


async def test_redirects_are_followed_to_the_end(server: Loopback, fetcher: Fetcher) -> None:
    server.gives("/end", b"<rss/>")
    server.gives("/middle", status=307, Location="end")
    url = server.gives("/feed", status=301, Location="/middle")

    fetched = await fetcher.fetch(state(url, etag='"a"'))

    assert isinstance(fetched, Fetched)
    assert fetched.url == server.url + "/end"
    assert [request.headers["If-None-Match"] for request in server.asked] == ['"a"'] * 3


async def test_a_circle_of_redirects_ends(server: Loopback, fetcher: Fetcher) -> None:
    error = await failure(fetcher, server.gives("/feed", status=302, Location="/feed"))

    assert "redirects more than 5 times" in str(error)
    assert len(server.asked) == 6


@pytest.mark.parametrize(
    ("location", "said"),
    [
        ("", "without saying where"),
        ("http://[", "what is no address"),
        ("ftp://example.org/feed", "no http or https address"),
        ("file:///etc/passwd", "no http or https address"),
    ],
)
async def test_a_redirect_must_lead_to_the_web(server: Loopback, fetcher: Fetcher, location: str, said: str) -> None:
    error = await failure(fetcher, server.gives("/feed", status=302, Location=location))

    assert said in str(error)


@pytest.mark.parametrize(
    "host", ["169.254.169.254", "10.0.0.1", "[::1]", "[::ffff:127.0.0.1]", "[64:ff9b::7f00:1]", "0.0.0.0", "127.0.0.2"]
)
async def test_a_redirect_into_a_private_network_is_refused(server: Loopback, fetcher: Fetcher, host: str) -> None:
    error = await failure(fetcher, server.gives("/feed", status=302, Location=f"http://{host}/latest/meta-data"))

    assert "private address, refused" in str(error)
    assert not error.permanent, "a captive portal sends everybody to itself"
    assert len(server.asked) == 1


@pytest.mark.parametrize("host", ["2130706433", "127.1", "0x7f000001", "0177.0.0.1"])
async def test_an_address_in_disguise_is_refused(server: Loopback, fetcher: Fetcher, host: str) -> None:
    port = URL(server.url).port

    error = await failure(fetcher, server.gives("/feed", status=302, Location=f"http://{host}:{port}/secret"))

    assert error.status is None
    assert len(server.asked) == 1


async def test_a_name_that_leads_into_a_private_network_is_refused_when_it_is_dialled(server: Loopback) -> None:
    port = URL(server.url).port
    server.gives("/feed", b"<rss/>")
    resolver = FakeResolver(inside_example_org=["127.0.0.1"])

    async with Fetcher("people@example.org", LOCAL, lambda: NOW, resolver=resolver) as fetcher:
        error = await failure(fetcher, f"http://inside.example.org:{port}/feed")

    assert str(error).endswith("is refused: inside.example.org leads to a private address (127.0.0.1)")
    assert not error.permanent, "a captive portal gives its own address for any name"
    assert server.asked == []


@pytest.mark.parametrize("host", ["10.0.0.1", "[::1]", "localhost", "wiki.localhost"])
async def test_an_address_that_can_only_be_private_is_refused_for_good(host: str) -> None:
    resolver = FakeResolver(localhost=["127.0.0.1"], wiki_localhost=["127.0.0.1"])

    async with Fetcher("people@example.org", frozenset(), lambda: NOW, resolver=resolver) as fetcher:
        error = await failure(fetcher, f"http://{host}/feed")

    assert "private address" in str(error)
    assert error.permanent


async def test_a_name_that_is_allowed_may_be_private(server: Loopback) -> None:
    port = URL(server.url).port
    server.gives("/feed", b"<rss/>")
    resolver = FakeResolver(inside_example_org=["127.0.0.1"])
    allowed = frozenset({"Inside.example.org."})

    async with Fetcher("people@example.org", allowed, lambda: NOW, resolver=resolver) as fetcher:
        outcome = await fetcher.fetch(state(f"http://inside.example.org:{port}/feed"))

    assert isinstance(outcome, Fetched)


async def test_a_name_that_does_not_resolve_is_said_to_be_so() -> None:
    async with Fetcher("people@example.org", LOCAL, lambda: NOW, resolver=FakeResolver()) as fetcher:
        error = await failure(fetcher, "http://nowhere.example.org/feed")

    assert str(error) == "http://nowhere.example.org/feed has a host name that cannot be resolved"
    assert not error.permanent


@pytest.mark.parametrize("url", ["ftp://example.org/feed", "feed", "http://", "http://exa mple.org:port/", "http://["])
async def test_what_is_no_web_address_is_refused_for_good(fetcher: Fetcher, url: str) -> None:
    error = await failure(fetcher, url)

    assert error.permanent
