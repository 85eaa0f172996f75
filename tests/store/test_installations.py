"""Where the app is installed, over the fake and the databases alike."""

from dataclasses import replace

from bot.core.subscriptions import Subscription
from bot.ports import Installation
from tests.store.conftest import AnyStore
from tests.store.values import NOW, after

ONE = Installation("T1", "sealed", "B1", "U1", ("chat:write", "commands"), "U7", NOW)


async def test_an_installation_comes_back_as_it_went_until_there_is_another_of_that_workspace(store: AnyStore) -> None:
    newer = replace(ONE, token="sealed anew", scopes=(), at=after(5))
    await store.install(ONE)
    await store.install(replace(ONE, team="T0"))

    assert await store.installation("T1") == ONE
    await store.install(newer)

    assert await store.installation("T1") == newer
    assert [one.team for one in await store.installations()] == ["T0", "T1"]


async def test_where_the_app_is_not_installed_there_is_none(store: AnyStore) -> None:
    assert await store.installation("T1") is None
    assert await store.installations() == ()


async def test_a_workspace_that_is_forgotten_has_no_installation_any_more_and_others_keep_theirs(
    store: AnyStore,
) -> None:
    await store.install(ONE)
    await store.install(replace(ONE, team="T2"))
    await store.amend(Subscription("C1", "ai", "U1", "T1"), None)

    assert await store.forget("T1") == ("C1",)

    assert [one.team for one in await store.installations()] == ["T2"]
    assert await store.forget("T2") == ()
    assert await store.installations() == ()


async def test_a_begun_installation_is_ended_once_and_in_time(store: AnyStore) -> None:
    await store.begin_installation("a", after(10), NOW)
    await store.begin_installation("b", after(10), NOW)

    assert [await store.end_installation(state, after(9)) for state in ("a", "a", "never")] == [True, False, False]
    assert not await store.end_installation("b", after(10))


async def test_what_was_begun_too_long_ago_is_cleared_away(store: AnyStore) -> None:
    await store.begin_installation("a", after(10), NOW)

    await store.begin_installation("b", after(20), after(10))

    assert not await store.end_installation("a", NOW)
    assert await store.end_installation("b", after(11))
