"""Following: a changed configuration is taken over while the bot runs, whole or not at all.

The system watches a folder, not its name: once the folder is moved away nothing is heard of the one that took its
place. So the watcher only wakes: what changed is told by the files' stamps, which are compared every few seconds too.
"""

import asyncio
from collections.abc import AsyncGenerator
from contextlib import aclosing
from datetime import timedelta
from pathlib import Path

import structlog
from watchfiles import awatch

from bot.app.building import abandon_unfollowed, read_ledger, sync_ledger, together, watch_of
from bot.core.facts import Fact
from bot.errors import AispendError, StoreError
from bot.pipeline import Pipeline
from bot.settings import Config, load_config

_FILES = ("watchlist.yaml", "feeds.yaml", "orgs.yaml", "ledger.csv")

Stamp = tuple[tuple[int, ...], ...]
"""What tells a folder and its files from those that stood there before; an empty part stands for what is absent."""

_log = structlog.get_logger(__name__)


async def follow_config(
    folder: Path, pipeline: Pipeline, started: Config, look_every: timedelta = timedelta(seconds=5)
) -> None:
    """Take over each change of the configuration that is right; keep the last good one otherwise.

    Args:
        folder: The folder that is watched.
        pipeline: What works by it.
        started: What the program was started with: what it fixes for good is said, not taken over.
        look_every: How late the change of a folder may be noticed that took the place of another, and how long to wait
            before a change is tried again that the database could not take over.
    """
    async for _ in _changes(folder, look_every):
        while not await _take_over(folder, pipeline, started):  # noqa: ASYNC110  # a database frees itself untold
            await asyncio.sleep(look_every.total_seconds())


async def _take_over(folder: Path, pipeline: Pipeline, started: Config) -> bool:
    """Take over what the folder says now; return False where that is worth another try."""
    config: Config
    facts: tuple[Fact, ...]
    try:
        config, facts = together(lambda: load_config(folder), lambda: read_ledger(folder))
        await pipeline.store.sync_feeds(config.feeds, pipeline.clock())
        await sync_ledger(pipeline.store, facts)
        pipeline.watch = watch_of(config)
        await abandon_unfollowed(pipeline)
    except AispendError as error:
        _log.error("config.refused", problems=str(error))
        return not isinstance(error, StoreError)
    fixed = [name for name in ("contact", "allow_private") if getattr(config, name) != getattr(started, name)]
    _log.info(
        "config.loaded",
        channels=len(config.rules),
        feeds=len(config.feeds),
        orgs=len(config.orgs),
        after_restart=fixed or None,
    )
    return True


async def _changes(folder: Path, look_every: timedelta) -> AsyncGenerator[None, None]:
    """Yield after every change of the files, whichever folder bears the name by then."""
    seen = _stamp(folder)
    while True:
        async with aclosing(_awakenings(folder, look_every)) as awakenings:
            async for _ in awakenings:
                before, seen = seen, _stamp(folder)
                if seen != before:
                    yield
                if seen[:1] != before[:1]:
                    break  # another folder: the watcher still looks at the one before


async def _awakenings(folder: Path, look_every: timedelta) -> AsyncGenerator[None, None]:
    """Yield whenever something may have changed; without end, but for a watcher that cannot watch."""
    timeout_ms = max(1, round(look_every.total_seconds() * 1000))
    try:
        async for _ in awatch(folder, recursive=False, rust_timeout=timeout_ms, yield_on_timeout=True):
            yield
    except FileNotFoundError:
        pass  # for the moment; if it stays away, reading it says so
    except (OSError, RuntimeError) as error:
        _log.warning("config.unwatched", reason=str(error))
    await asyncio.sleep(look_every.total_seconds())
    yield


def _stamp(folder: Path) -> Stamp:
    """Return what changes with the folder, and with any of its files; the folder's own part comes first."""
    stamps: list[tuple[int, ...]] = []
    for path in (folder, *(folder / name for name in _FILES)):
        try:
            found = path.stat()
        except OSError:
            stamps.append(())
            continue
        own = (found.st_dev, found.st_ino)
        stamps.append(own if path == folder else (*own, found.st_mtime_ns, found.st_size))
    return tuple(stamps)
