"""Following: a changed configuration is taken over while the bot runs, whole or not at all."""

from pathlib import Path

import structlog
from watchfiles import awatch

from bot.app.building import read_ledger, sync_ledger, together, watch_of
from bot.core.facts import Fact
from bot.errors import AispendError
from bot.pipeline import Pipeline
from bot.settings import Config, load_config

_log = structlog.get_logger(__name__)


async def follow_config(folder: Path, pipeline: Pipeline, started: Config) -> None:
    """Take over each change of the configuration that is right; keep the last good one otherwise.

    Args:
        folder: The folder that is watched.
        pipeline: What works by it.
        started: What the program was started with: what it fixes for good is said, not taken over.
    """
    async for _ in awatch(folder, recursive=False):
        config: Config
        facts: tuple[Fact, ...]
        try:
            config, facts = together(lambda: load_config(folder), lambda: read_ledger(folder))
            await pipeline.store.sync_feeds(config.feeds, pipeline.clock())
            await sync_ledger(pipeline.store, facts)
        except AispendError as error:
            _log.error("config.refused", problems=str(error))
            continue
        pipeline.watch = watch_of(config)
        fixed = [name for name in ("contact", "allow_private") if getattr(config, name) != getattr(started, name)]
        _log.info(
            "config.loaded",
            channels=len(config.rules),
            feeds=len(config.feeds),
            orgs=len(config.orgs),
            after_restart=fixed or None,
        )
