"""A world over either store, and one over a database file that can be opened again."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import structlog

from bot.store import open_store
from tests.pipeline.world import AnyStore, World
from tests.store.fake import FakeStore


@pytest.fixture(autouse=True)
def _fresh_logging() -> None:
    structlog.reset_defaults()


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/aispend.db"


@pytest.fixture(params=["fake", "sqlite"])
async def world(request: pytest.FixtureRequest, url: str) -> AsyncIterator[World]:
    store: AnyStore = FakeStore() if request.param == "fake" else await open_store(url)
    yield World(store)
    await store.close()
