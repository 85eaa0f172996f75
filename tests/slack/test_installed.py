from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from bot.errors import ConfigError
from bot.ports import Installation, NotSent, Posted, Unsure
from bot.sandbox import Fault, Sandbox
from bot.slack.installed import Installed
from bot.slack.post import SlackPoster
from bot.slack.seal import Seal
from tests.slack import samples
from tests.slack.conftest import NOW
from tests.slack.test_seal import NEW, OLD
from tests.store.fake import FakeStore

SEAL = Seal([NEW])


def stored(team: str, token: str, seal: Seal = SEAL) -> Installation:
    return Installation(team, seal.close(team, token), "B1", "U1", ("chat:write",), "U7", NOW)


def installed(store: FakeStore, slack: Sandbox, *keys: str, **teams: str) -> Installed:
    """Return the workspaces of a store; `teams` tells whose a channel is."""

    async def team_of(channel: str) -> str | None:
        return teams.get(channel)

    return Installed(store, Seal(keys or [NEW]), team_of, slack.api)


async def test_each_workspace_is_answered_with_its_own_token(slack: Sandbox) -> None:
    store = FakeStore()
    await store.install(stored("T1", "xoxb-one"))
    await store.install(stored("T2", "xoxb-two"))
    workspaces = installed(store, slack)

    found = [await workspaces.of_team(team) for team in ("T1", "T2", "T3", None)]

    assert [access and (access.token, access.bot, access.scopes) for access in found] == [
        ("xoxb-one", "B1", ("chat:write",)),
        ("xoxb-two", "B1", ("chat:write",)),
        None,
        None,
    ]
    assert "xoxb" not in repr(found)


async def test_a_start_without_the_key_of_some_tokens_names_their_workspaces(slack: Sandbox) -> None:
    store = FakeStore()
    for team, seal in {"T1": SEAL, "T2": Seal([OLD]), "T3": Seal([OLD])}.items():
        await store.install(stored(team, "xoxb-1", seal))

    with pytest.raises(ConfigError, match=r"AISPEND_TOKEN_KEY: opens no token of T2, T3; expected the key"):
        await installed(store, slack).check()


async def test_a_start_with_a_newer_key_in_front_seals_all_tokens_anew(slack: Sandbox) -> None:
    store = FakeStore()
    await store.install(stored("T1", "xoxb-one", Seal([OLD])))
    await store.install(stored("T2", "xoxb-two"))
    untouched = await store.installation("T2")

    await installed(store, slack, NEW, OLD).check()

    assert await store.installation("T2") == untouched
    access = await installed(store, slack, NEW).of_team("T1")
    assert access is not None
    assert access.token == "xoxb-one"


async def test_news_that_a_workspace_left_is_believed_where_slack_says_that_its_token_is_gone(slack: Sandbox) -> None:
    store = FakeStore()
    workspaces = installed(store, slack)
    assert await workspaces.has_left("T1")
    await store.install(stored("T1", slack.bot_token))

    assert not await workspaces.has_left("T1")
    slack.uninstall()
    assert await workspaces.has_left("T1")
    await store.install(stored("T1", "xoxb-unknown"))
    assert await workspaces.has_left("T1")


@pytest.mark.parametrize("code", ["internal_error", "ratelimited", None])
async def test_a_workspace_has_not_left_where_slack_cannot_be_asked(slack: Sandbox, code: str | None) -> None:
    store = FakeStore()
    await store.install(stored("T1", slack.bot_token))
    if code is None:
        slack.fail("auth.test", Fault.DROP)
    else:
        slack.fail("auth.test", Fault.ERROR, code=code)

    assert not await installed(store, slack).has_left("T1")


async def test_only_a_token_that_slack_knows_as_gone_counts_as_left_unheard(slack: Sandbox) -> None:
    store = FakeStore()
    await store.install(stored("T1", slack.bot_token))
    await store.install(stored("T2", "xoxb-unknown"))
    workspaces = installed(store, slack)

    with capture_logs() as logs:
        before = await workspaces.departed()
        slack.uninstall()
        after = await workspaces.departed()

    assert (before, after) == ((), ("T1",))
    assert {(line["event"], line["code"]) for line in logs} == {("listener.refused", "invalid_auth")}
    assert "xoxb" not in str(logs)


async def test_a_channel_is_posted_into_with_the_token_of_its_workspace(slack: Sandbox) -> None:
    store, alert = FakeStore(), replace(samples.UPDATED, channel=slack.channel)
    await store.install(stored("T1", slack.bot_token))
    await store.install(stored("T2", "xoxb-two"))
    poster = SlackPoster(installed(store, slack, **{slack.channel: "T1", "C2": "T2"}).token_of, base_url=slack.api)

    posted = await poster.post(alert)
    elsewhere = await poster.post(replace(alert, channel="C2"))

    assert isinstance(posted, Posted)
    assert isinstance(await poster.update(alert, posted.ts), Posted)
    assert isinstance(await poster.note(alert, posted.ts), Posted)
    assert await poster.find(alert, NOW, NOW) is None
    assert elsewhere == NotSent("invalid_auth", permanent=False)


async def test_a_channel_is_spoken_to_with_the_token_of_its_workspace_and_with_none_where_it_is_nobody_s(
    slack: Sandbox,
) -> None:
    store = FakeStore()
    await store.install(stored("T2", "xoxb-two"))
    workspaces = installed(store, slack, C2="T2")

    web, nobody = await workspaces.web_of("C2"), await workspaces.web_of("C9")

    assert (web and (web.token, web.base_url), nobody) == (("xoxb-two", slack.api), None)


async def test_a_channel_that_is_nobody_s_waits_until_the_app_is_installed_there(slack: Sandbox) -> None:
    poster = SlackPoster(installed(FakeStore(), slack).token_of, base_url=slack.api)

    assert await poster.post(samples.PLEDGE) == NotSent("not_installed", permanent=False)
    assert await poster.update(samples.PLEDGE, "1.0") == NotSent("not_installed", permanent=False)
    assert await poster.note(samples.UPDATED, "1.0") == NotSent("not_installed", permanent=False)
    assert await poster.find(samples.PLEDGE, NOW, NOW) == Unsure("not_installed")
    assert await poster.find_note(samples.UPDATED, "1.0") == Unsure("not_installed")
