import asyncio
import shutil
from collections.abc import AsyncIterator, MutableMapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot import app
from bot.settings import load_config
from tests.app.conftest import FEEDS, SHIPPED, WATCHLIST
from tests.pipeline.world import World, entry
from tests.store.fake import FakeStore
from tests.waiting import until

Lines = list[MutableMapping[str, Any]]


class Follower:
    """`follow_config` at work on a folder.

    Attributes:
        lines: What was logged so far.
    """

    def __init__(self, folder: Path, lines: Lines) -> None:
        self.folder = folder
        self.lines = lines

    async def write(self, name: str, text: str) -> MutableMapping[str, Any]:
        """Change a file; return the line that says what became of it."""
        before = len(self.verdicts)
        (self.folder / name).write_text(text, encoding="utf-8")
        await until(lambda: len(self.verdicts) > before)
        return self.verdicts[-1]

    @property
    def verdicts(self) -> Lines:
        """Return the lines that say what became of a change."""
        return [line for line in self.lines if line["event"].startswith("config.")]


@pytest.fixture
async def follower(folder: Path, world: World) -> AsyncIterator[Follower]:
    with capture_logs() as lines:
        at_work = asyncio.create_task(
            app.follow_config(folder, world.pipeline, load_config(folder), look_every=timedelta(milliseconds=100))
        )
        made = Follower(folder, lines)
        # The watcher says nothing when it has begun to watch: it has once it notices.
        while not lines:
            (folder / "ledger.csv").touch()
            await asyncio.sleep(0.02)
        while (seen := len(lines)) == 0 or await _grows(lines, seen):
            pass
        yield made
        at_work.cancel()
        await asyncio.wait([at_work])


async def _grows(lines: Lines, seen: int) -> bool:
    await asyncio.sleep(0.15)
    return len(lines) > seen


async def test_a_changed_watch_list_is_taken_over(follower: Follower, world: World) -> None:
    line = await follower.write("watchlist.yaml", "channels: [{channel: C0456DEF, name: other, min: 5bn EUR}]\n")

    assert (line["event"], line["channels"], line["after_restart"]) == ("config.loaded", 1, None)
    assert [rules.channel for rules in world.pipeline.watch.rules] == ["C0456DEF"]


async def test_a_wrong_change_is_refused_with_all_its_problems_and_the_last_good_one_kept(
    follower: Follower, world: World
) -> None:
    await follower.write("watchlist.yaml", WATCHLIST)
    kept = world.pipeline.watch

    refused = await follower.write("watchlist.yaml", "channels: [{channel: C0456DEF, mni: 1, companies: [Alibba]}]\n")

    assert (refused["event"], refused["log_level"]) == ("config.refused", "error")
    assert "watchlist.yaml:1:32: channels.0.mni: unknown key" in refused["problems"]
    assert "Alibba" in refused["problems"]
    assert world.pipeline.watch is kept
    mended = await follower.write("watchlist.yaml", WATCHLIST.replace("ai-spend", "mended"))
    assert mended["event"] == "config.loaded"
    assert [rules.name for rules in world.pipeline.watch.rules] == ["mended"]


async def test_changed_feeds_are_due_at_once_and_those_taken_out_never(follower: Follower, world: World) -> None:
    await follower.write("feeds.yaml", FEEDS.replace("Wire", "Post").replace("/feed", "/post"))

    assert await world.store.due(world.clock()) == ("Post",)


async def test_a_changed_history_is_taken_over(follower: Follower, world: World) -> None:
    head = (SHIPPED / "ledger.csv").read_text(encoding="utf-8").splitlines()[0]
    row = "a,2025-02,Bolt Energy,,payer,,pledge,5000000000,,USD,5000000000,,exact,,announced,,,https://x.example/,X,"

    await follower.write("ledger.csv", f"{head}\n{row}\n")

    assert await world.store.names() == ("Bolt Energy",)
    assert [line for line in follower.lines if line["event"] == "ledger.synced"][-1]["added"] == 1


async def test_a_history_that_is_taken_away_is_refused_and_its_facts_stay(follower: Follower, world: World) -> None:
    shutil.copy(SHIPPED / "ledger.csv", follower.folder)
    await until(lambda: any(line.get("added") for line in follower.lines))
    facts = await world.store.facts("Alibaba")
    (follower.folder / "ledger.csv").unlink()

    refused = await follower.write("watchlist.yaml", WATCHLIST)

    assert refused["event"] == "config.refused"
    assert "ledger.csv: no such file" in refused["problems"]
    assert facts == await world.store.facts("Alibaba") != ()


async def test_what_only_a_restart_takes_over_is_named(follower: Follower) -> None:
    changed = FEEDS.replace("you@", "me@").replace("[127.0.0.1]", "[127.0.0.1, wiki.internal]")

    line = await follower.write("feeds.yaml", changed)

    assert (line["event"], line["after_restart"]) == ("config.loaded", ["contact", "allow_private"])


async def test_a_folder_that_takes_the_place_of_the_watched_one_is_followed_too(
    follower: Follower, world: World, tmp_path: Path
) -> None:
    for name in ("first", "second"):
        follower.folder.rename(tmp_path / f"before-{name}")
        await until(lambda: "no such file" in follower.lines[-1].get("problems", ""))
        shutil.copytree(tmp_path / f"before-{name}", follower.folder)
        await until(lambda: follower.lines[-1]["event"] == "config.loaded")

        line = await follower.write("watchlist.yaml", WATCHLIST.replace("ai-spend", name))

        assert line["event"] == "config.loaded"
        assert [rules.name for rules in world.pipeline.watch.rules] == [name]


async def test_a_folder_swapped_in_one_go_is_taken_over(follower: Follower, world: World, tmp_path: Path) -> None:
    shutil.copytree(follower.folder, tmp_path / "next")
    (tmp_path / "next" / "watchlist.yaml").write_text(WATCHLIST.replace("ai-spend", "next"), encoding="utf-8")

    follower.folder.rename(tmp_path / "before")
    (tmp_path / "next").rename(follower.folder)

    await until(lambda: [rules.name for rules in world.pipeline.watch.rules] == ["next"])


async def test_a_change_that_the_store_could_not_take_over_is_tried_again(follower: Follower, world: World) -> None:
    store = world.store
    assert isinstance(store, FakeStore)
    store.broken = "the database is locked"
    refused = await follower.write("watchlist.yaml", WATCHLIST.replace("ai-spend", "mended"))
    store.broken = None

    await until(lambda: follower.verdicts[-1]["event"] == "config.loaded")

    assert (refused["event"], refused["problems"]) == ("config.refused", "the database is locked")
    assert [rules.name for rules in world.pipeline.watch.rules] == ["mended"]


async def test_waiting_alerts_of_a_channel_taken_out_are_given_up_and_counted(follower: Follower, world: World) -> None:
    await world.watching("Wire")
    world.press.print("Wire", entry("a"))
    await world.poll("Wire")
    assert await world.store.pending() == 1

    await follower.write("watchlist.yaml", "channels: [{channel: C0456DEF, name: other}]\n")

    assert await world.store.pending() == 0
    assert [line["alerts"] for line in follower.lines if line["event"] == "alert.abandoned"] == [1]


async def test_where_the_system_cannot_watch_the_files_are_looked_at_instead(
    folder: Path, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuses(*_: object, **__: object) -> None:
        raise OSError("too many files are watched")

    monkeypatch.setattr("bot.app.following.awatch", refuses)
    with capture_logs() as lines:
        soon = timedelta(milliseconds=10)
        at_work = asyncio.create_task(app.follow_config(folder, world.pipeline, load_config(folder), soon))
        await until(lambda: lines)
        (folder / "watchlist.yaml").write_text(WATCHLIST.replace("ai-spend", "seen"), encoding="utf-8")
        await until(lambda: [rules.name for rules in world.pipeline.watch.rules] == ["seen"])
        at_work.cancel()
        await asyncio.wait([at_work])

    assert (lines[0]["event"], lines[0]["reason"]) == ("config.unwatched", "too many files are watched")
