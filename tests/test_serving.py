"""What is served over HTTP, beside Slack's own requests."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from bot.errors import ServerError, StoreError
from bot.web import Server, health

AT = datetime(2026, 11, 26, 8, 0, 1, 5, tzinfo=UTC)


@dataclass
class Line:
    connected: bool = True
    last_hello: datetime | None = AT
    last_envelope: datetime | None = None
    down_since: datetime | None = None


async def fine() -> int:
    return 0


async def broken() -> int:
    raise StoreError("database aispend: the disk is full")


async def silent() -> int:
    await asyncio.Event().wait()
    return 0


@asynccontextmanager
async def serving(*routes: web.RouteDef) -> AsyncIterator[Server]:
    """Serve some routes on a free port."""
    server = Server(routes, "127.0.0.1", 0)
    await server.start()
    try:
        yield server
    finally:
        await server.stop()


async def ask(line: Line, database: Callable[[], Awaitable[object]], path: str) -> tuple[int, dict[str, Any]]:
    """Ask how a bot is; return status and answer."""
    async with (
        serving(*health("http", lambda: line, database, within_s=0.05)) as server,
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{server.port}{path}") as answer,
    ):
        return answer.status, await answer.json()


async def test_a_process_that_lives_says_how_its_line_is() -> None:
    assert await ask(Line(), fine, "/healthz") == (
        200,
        {
            "mode": "http",
            "connected": True,
            "last_hello": "2026-11-26T08:00:01+00:00",
            "last_envelope": None,
            "down_since": None,
        },
    )


async def test_a_process_lives_also_while_its_line_is_down_and_its_database_is_gone() -> None:
    status, answer = await ask(Line(connected=False, down_since=AT), broken, "/healthz")

    assert (status, answer["connected"], answer["down_since"]) == (200, False, "2026-11-26T08:00:01+00:00")


@pytest.mark.parametrize(
    ("line", "database", "status", "answer"),
    [
        (Line(), fine, 200, {"ready": True, "connected": True, "database": "ok"}),
        (Line(connected=False), fine, 503, {"ready": False, "connected": False, "database": "ok"}),
        (Line(), broken, 503, {"ready": False, "connected": True, "database": "database aispend: the disk is full"}),
        (Line(), silent, 503, {"ready": False, "connected": True, "database": "no answer within 0.05 seconds"}),
    ],
)
async def test_it_is_ready_where_line_and_database_are(
    line: Line, database: Callable[[], Awaitable[object]], status: int, answer: dict[str, Any]
) -> None:
    assert await ask(line, database, "/readyz") == (status, answer)


async def test_a_port_that_is_taken_is_told_with_what_to_change() -> None:
    async with serving() as first:
        second = Server([], "127.0.0.1", first.port)

        with pytest.raises(ServerError, match=rf"cannot listen at 127\.0\.0\.1:{first.port} .*AISPEND_PORT"):
            await second.start()


async def test_an_address_of_another_machine_is_told_likewise() -> None:
    with pytest.raises(ServerError, match="AISPEND_HOST"):
        await Server([], "192.0.2.1", 0).start()


async def test_stopping_finishes_the_request_in_hand() -> None:
    begun, go_on = asyncio.Event(), asyncio.Event()

    async def slow(_: web.Request) -> web.Response:
        begun.set()
        await go_on.wait()
        return web.Response(text="done")

    async with serving(web.get("/", slow)) as server, aiohttp.ClientSession() as session:
        asked = asyncio.create_task(session.get(f"http://127.0.0.1:{server.port}/"))
        await begun.wait()
        stopping = asyncio.create_task(server.stop())
        await asyncio.sleep(0.01)
        go_on.set()
        await stopping

        async with await asked as answer:
            assert await answer.text() == "done"


async def test_pages_keep_their_address_to_themselves_and_are_kept_by_nobody() -> None:
    async with (
        serving(*health("socket", Line, fine)) as server,
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{server.port}/healthz") as answer,
    ):
        headers = answer.headers

    assert (headers["Referrer-Policy"], headers["Cache-Control"]) == ("no-referrer", "no-store")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Server"] == "aispend"
