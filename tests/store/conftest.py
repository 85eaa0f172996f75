"""One store of each kind, so that every test of the suite holds the fake to what the databases do."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.ports import Store
from bot.store import SqlStore, open_store
from tests.store.fake import FakeStore
from tests.store.postgres import Postgres
from tests.store.values import FEED, NOW

AnyStore = FakeStore | SqlStore


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Return the address of a database file that is not there yet, in a folder that is not there either."""
    return f"sqlite:///{tmp_path}/new folder/aispend.db"


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    """Run a server for the session."""
    server = Postgres(tmp_path_factory.mktemp("postgres"))
    yield server
    server.stop()


@pytest.fixture(params=["fake", "sqlite", "postgresql"])
async def store(request: pytest.FixtureRequest) -> AsyncIterator[AnyStore]:
    """Give an empty store with one configured feed, FEED, due at NOW."""
    if request.param == "fake":
        opened: AnyStore = FakeStore()
    elif request.param == "sqlite":
        opened = await open_store(request.getfixturevalue("url"))
    else:
        opened = await open_store(await request.getfixturevalue("postgres").ready())
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
