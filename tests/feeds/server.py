"""The world as a fetcher sees it, on loopback: servers that answer as a test says, and names that lead to them."""

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from socket import AddressFamily, gaierror

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.core.entry import Feed
from bot.errors import FetchError
from bot.feeds.fetch import Fetcher
from bot.ports import FeedState

NOW = datetime(2025, 2, 25, 10, 0, tzinfo=UTC)
LOCAL = frozenset({"127.0.0.1"})

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class Loopback:
    """Answers by path; remembers every request.

    Attributes:
        url: Where it listens, without a last slash; empty until it runs.
        asked: The requests, oldest first.
    """

    def __init__(self) -> None:
        self.url = ""
        self.asked: list[web.BaseRequest] = []
        self._handlers: dict[str, Handler] = {}

    def at(self, path: str, handler: Handler) -> str:
        """Answer a path with a handler; return its address."""
        self._handlers[path] = handler
        return self.url + path

    def gives(self, path: str, body: bytes = b"", status: int = 200, **headers: str) -> str:
        """Answer a path with a body; underscores in header names stand for hyphens."""

        async def answer(_: web.Request) -> web.StreamResponse:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            return web.Response(body=body, status=status, headers=named)

        return self.at(path, answer)

    async def __call__(self, request: web.BaseRequest) -> web.StreamResponse:
        self.asked.append(request)
        assert isinstance(request, web.BaseRequest)
        handler = self._handlers.get(request.path)
        return await handler(request) if handler else web.Response(status=404)  # type: ignore[arg-type]  # same API


@asynccontextmanager
async def running(tls: ssl.SSLContext | None = None) -> AsyncIterator[Loopback]:
    """Run a server on a free port of 127.0.0.1."""
    loopback = Loopback()
    runner = web.ServerRunner(web.Server(loopback), shutdown_timeout=0.01)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls)
        await site.start()
        host, port = runner.addresses[0][:2]
        loopback.url = f"{'https' if tls else 'http'}://{host}:{port}"
        yield loopback
    finally:
        await runner.cleanup()


class FakeResolver(AbstractResolver):
    """Knows the names it is told, and how often each was looked up."""

    def __init__(self, **names: list[str]) -> None:
        self.names = {name.replace("_", "."): addresses for name, addresses in names.items()}
        self.looked_up: list[str] = []

    async def resolve(
        self, host: str, port: int = 0, family: AddressFamily = AddressFamily.AF_UNSPEC
    ) -> list[ResolveResult]:
        self.looked_up.append(host)
        if host not in self.names:
            raise gaierror(-2, "Name or service not known")
        return [
            ResolveResult(hostname=host, host=address, port=port, family=AddressFamily.AF_INET, proto=0, flags=0)
            for address in self.names[host]
        ]

    async def close(self) -> None:
        pass


@asynccontextmanager
async def raw_server(answer: bytes) -> AsyncIterator[str]:
    """Answer every request with the same bytes, then close the connection."""

    async def give(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(answer)
        await writer.drain()
        writer.close()

    listening = await asyncio.start_server(give, "127.0.0.1", 0)
    host, port = listening.sockets[0].getsockname()
    async with listening:
        yield f"http://{host}:{port}/feed"


def state(
    url: str, etag: str | None = None, last_modified: str | None = None, body_hash: str | None = None
) -> FeedState:
    return FeedState(Feed("Sample", url), etag, last_modified, body_hash)


async def failure(fetcher: Fetcher, url: str) -> FetchError:
    with pytest.raises(FetchError) as caught:
        await fetcher.fetch(state(url))
    return caught.value
