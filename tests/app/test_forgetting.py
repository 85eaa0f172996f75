"""What becomes of a workspace that takes the app out, and whose a channel is."""

import pytest
from structlog.testing import capture_logs

from bot import app
from bot.core.rules import Rules
from bot.core.subscriptions import Subscription
from bot.ports import Installation
from tests.pipeline.world import NOW, World, entry


def stored(team: str) -> Installation:
    return Installation(team, "sealed", "B1", "U1", ("chat:write",), "U7", NOW)


@pytest.fixture
async def waiting(world: World) -> World:
    """Have an alert wait for each of three channels: one of T1 by the file, one each of T1 and T2 by subscription."""
    world.follow(Rules("C1", "file"), Rules("C2", "mine"), Rules("C3", "theirs"))
    await world.store.amend(Subscription("C2", "mine", "U1", "T1"), None)
    await world.store.amend(Subscription("C3", "theirs", "U2", "T2"), None)
    await world.watching("Wire")
    world.press.print("Wire", entry("a"))
    await world.poll("Wire")
    assert await world.store.pending() == 3
    return world


async def test_a_channel_is_of_the_workspace_that_set_it_or_of_the_only_one(waiting: World) -> None:
    team_of = app.team_of(waiting.store)

    nobody = await team_of("C1")
    await waiting.store.install(stored("T1"))
    only = [await team_of(channel) for channel in ("C1", "C2", "C3")]
    await waiting.store.install(stored("T2"))
    both = [await team_of(channel) for channel in ("C1", "C2", "C3")]

    assert nobody is None
    assert only == ["T1", "T1", "T2"]
    assert both == [None, "T1", "T2"]


async def test_a_workspace_that_left_is_erased_with_all_that_waits_for_its_channels(waiting: World) -> None:
    await waiting.store.install(stored("T1"))

    await app.Office(waiting.pipeline, app.team_of(waiting.store)).forget("T1")
    await waiting.deliver()

    assert await waiting.store.installations() == ()
    assert [one.channel for one in await waiting.store.subscriptions()] == ["C3"]
    assert [alert.channel for _, alert in waiting.room.said] == ["C3"]
    assert await waiting.store.pending() == 0


async def test_what_is_of_other_workspaces_stays_and_so_does_what_is_nobody_s(waiting: World) -> None:
    await waiting.store.install(stored("T1"))
    await waiting.store.install(stored("T2"))

    await app.Office(waiting.pipeline, app.team_of(waiting.store)).forget("T2")
    await waiting.deliver()

    assert [one.team for one in await waiting.store.installations()] == ["T1"]
    assert sorted(alert.channel for _, alert in waiting.room.said) == ["C1", "C2"]


async def test_where_there_is_but_one_workspace_nothing_is_erased(waiting: World) -> None:
    with capture_logs() as logs:
        await app.Office(waiting.pipeline).forget("T1")

    assert await waiting.store.pending() == 3
    assert len(await waiting.store.subscriptions()) == 2
    assert [(line["event"], line["team"]) for line in logs] == [("workspace.kept", "T1")]
