"""One store of each kind, so that every test of the suite holds the fake to what the database does."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.ports import Store
from bot.store import SqlStore, open_store
from tests.store.fake import FakeStore
from tests.store.values import FEED, NOW

AnyStore = FakeStore | SqlStore


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Return the address of a database file that is not there yet, in a folder that is not there either."""
    return f"sqlite:///{tmp_path}/new folder/aispend.db"


@pytest.fixture(params=["fake", "sqlite"])
async def store(request: pytest.FixtureRequest, url: str) -> AsyncIterator[AnyStore]:
    """Give an empty store with one configured feed, FEED, due at NOW."""
    opened: AnyStore = FakeStore() if request.param == "fake" else await open_store(url)
    as_port: Store = opened
    await as_port.sync_feeds([FEED], NOW)
    yield opened
    await opened.close()


@pytest.fixture
async def sql(url: str) -> AsyncIterator[SqlStore]:
    """Give an empty store on SQLite with one configured feed, FEED, due at NOW."""
    opened = await open_store(url)
    await opened.sync_feeds([FEED], NOW)
    yield opened
    await opened.close()
