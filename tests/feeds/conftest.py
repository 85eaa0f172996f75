"""A server on loopback and a fetcher that may reach it."""

from collections.abc import AsyncIterator

import pytest

from bot.feeds.fetch import Fetcher
from tests.feeds.server import LOCAL, NOW, Loopback, running


@pytest.fixture
async def server() -> AsyncIterator[Loopback]:
    async with running() as loopback:
        yield loopback


@pytest.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    async with Fetcher("people@example.org", LOCAL, lambda: NOW) as opened:
        yield opened
