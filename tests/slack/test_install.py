from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

import aiohttp
import pytest
from slack_sdk.oauth.installation_store import Installation as Granted
from structlog.testing import capture_logs

from bot.pipeline import Place, reconnected
from bot.ports import Installation
from bot.sandbox import Fault, Sandbox
from bot.slack.install import LASTS, Credentials, Installing
from bot.slack.installed import Installed
from bot.slack.manifest import ALWAYS, EVENTS_PATH, INSTALL_PATH, REDIRECT_PATH, scopes
from bot.slack.receive import Receiver
from bot.slack.seal import Seal
from bot.web import Server
from tests.slack import samples
from tests.slack.conftest import NOW, Records, private_answer, until
from tests.slack.installing import Begun, allow, come_back, install
from tests.slack.test_seal import NEW
from tests.store.fake import FakeStore

# The SDK still sends its secrets by a class that aiohttp is about to drop.
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")


SEAL = Seal([NEW])


class Clock:
    """Stands still at NOW until a test moves it."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def store() -> FakeStore:
    return FakeStore()


@pytest.fixture
def clock() -> Clock:
    return Clock()


def workspaces_of(store: FakeStore, slack: Sandbox) -> Installed:
    """Return the workspaces of a store, all channels in the only one there is but for one of another's."""

    async def the_only_one(channel: str) -> str | None:
        installed = await store.installations()
        if channel == "C0ELSEWHERE":
            return "T0OPS"
        return installed[0].team if installed else None

    return Installed(store, SEAL, the_only_one, slack.api)


@pytest.fixture
async def url(slack: Sandbox, store: FakeStore, records: Records, clock: Clock) -> AsyncIterator[str]:
    """Serve a bot that workspaces can install, which none has; give its address."""
    app = Credentials(slack.backend.client_id, slack.backend.client_secret)
    back = partial(reconnected, records.pipeline.subscribing)
    installing = Installing(app, scopes(ALWAYS), store, SEAL, clock, slack.api, back)
    receiver = Receiver(
        workspaces_of(store, slack), slack.signing_secret, records, lambda: samples.TODAY, answer_within_s=0.3
    )
    server = Server([*receiver.routes(), *installing.routes()], "127.0.0.1", 0)
    await server.start()
    await receiver.start()
    address = f"http://127.0.0.1:{server.port}"
    slack.backend.app.redirect_urls = (f"{address}{REDIRECT_PATH}",)
    await slack.send_to(f"{address}{EVENTS_PATH}")
    yield address
    await server.stop()
    await receiver.stop(timeout_s=1)


async def test_whoever_allows_the_app_has_it_and_is_answered(
    slack: Sandbox, store: FakeStore, url: str, records: Records
) -> None:
    status, page = await install(slack, url)
    await slack.type_slash(slack.channel, slack.user, "/aispend alibaba")

    assert (status, "/aispend help" in page) == (200, True)
    assert "on record" in (await private_answer(slack)).plain
    (kept,) = await store.installations()
    assert (kept.team, kept.by, kept.at) == (slack.backend.workspace.team_id, slack.user, NOW)
    assert {"chat:write", "commands"} <= set(kept.scopes)


async def test_channels_that_were_paused_for_a_lost_token_go_on_once_it_is_installed_again(
    slack: Sandbox, url: str, records: Records
) -> None:
    subscribing, team = records.pipeline.subscribing, slack.backend.workspace.team_id
    for channel, whose, code in (
        ("C1", team, "token_revoked"),
        ("C2", team, "account_inactive"),
        ("C3", team, "is_archived"),
        ("C4", "T0ELSEWHERE", "token_revoked"),
    ):
        await subscribing.subscribe(Place(channel, channel, whose), "U1", "")
        await subscribing.pause(channel, code)

    await install(slack, url)

    paused = {one.channel: one.paused for one in await records.store.subscriptions()}
    assert paused == {"C1": None, "C2": None, "C3": "is_archived", "C4": "token_revoked"}


async def test_operators_in_another_workspace_hear_of_feedback_by_the_token_of_their_own(
    slack: Sandbox, store: FakeStore, url: str, records: Records
) -> None:
    records.pipeline.watch = replace(records.pipeline.watch, operator="C0ELSEWHERE")
    await install(slack, url)
    await store.install(Installation("T0OPS", SEAL.close("T0OPS", "xoxb-ops"), "B1", "U1", (), "U7", NOW))

    with capture_logs() as logs:
        await slack.type_slash(slack.channel, slack.user, "/aispend feedback More of it")
        assert "Thank you" in (await private_answer(slack)).plain

    assert [line["code"] for line in logs if line["event"] == "feedback.untold"] == ["invalid_auth"]


async def test_who_has_not_installed_it_is_told_so(slack: Sandbox, url: str, records: Records) -> None:
    delivery = await slack.type_slash(slack.channel, slack.user, "/aispend alibaba")

    assert await delivery.done() == "acknowledged"
    assert "not installed in this workspace" in (await private_answer(slack)).plain
    assert records.asked == []


async def test_the_page_asks_for_the_scopes_of_the_features_and_for_nothing_of_the_person(
    slack: Sandbox, url: str
) -> None:
    async with aiohttp.ClientSession() as session, session.get(f"{url}{INSTALL_PATH}") as answer:
        page = await answer.text()

    assert "<h1>Install AI Spend</h1>" in page
    assert "scope=chat:write,commands&amp;user_scope=" in page
    assert slack.authorize_url in page


async def test_a_state_is_good_once(slack: Sandbox, url: str) -> None:
    begun = await allow(slack, url)

    first, (status, page) = await come_back(begun), await come_back(begun)

    assert first[0] == 200
    assert (status, "invalid_state" in page) == (401, True)


async def test_a_state_lasts_ten_minutes(slack: Sandbox, store: FakeStore, url: str, clock: Clock) -> None:
    begun = await allow(slack, url)
    clock.now += LASTS

    status, page = await come_back(begun)

    assert (status, "invalid_state" in page) == (401, True)
    assert await store.installations() == ()


async def test_another_browser_cannot_end_what_one_has_begun(slack: Sandbox, store: FakeStore, url: str) -> None:
    begun = await allow(slack, url)

    status, page = await come_back(begun, cookie="slack-app-oauth-state=of-somebody-else")

    assert (status, "invalid_browser" in page) == (400, True)
    assert await store.installations() == ()


async def test_states_are_kept_as_digests(slack: Sandbox, store: FakeStore, url: str) -> None:
    begun = await allow(slack, url)

    state = begun.cookie.partition("=")[2]
    assert len(store.rows.begun) == 1
    assert state not in store.rows.begun


async def test_a_person_who_cancels_sees_why_nothing_came_of_it(url: str) -> None:
    status, page = await come_back(Begun(f"{url}{REDIRECT_PATH}?error=access_denied&state=x", ""))

    assert (status, "You pressed Cancel" in page) == (200, True)


async def test_a_reason_that_somebody_else_made_up_is_shown_as_it_stands(url: str) -> None:
    back = f"{url}{REDIRECT_PATH}?error=%3Cscript%3Ealert(1)%3C/script%3E"

    _, page = await come_back(Begun(back, ""))

    assert "<script>" not in page


@pytest.mark.parametrize("fault", [Fault.ERROR, Fault.DROP])
async def test_a_code_that_slack_does_not_exchange_is_told_and_nothing_is_kept(
    slack: Sandbox, store: FakeStore, url: str, fault: Fault
) -> None:
    begun = await allow(slack, url)
    slack.fail("oauth.v2.access", fault, code="invalid_code")

    status, page = await come_back(begun)

    assert (status, "invalid_code" in page) == (401, True)
    assert await store.installations() == ()


async def test_a_database_that_fails_is_told_on_both_pages(slack: Sandbox, store: FakeStore, url: str) -> None:
    begun = await allow(slack, url)
    store.broken = "the disk is full"

    async with aiohttp.ClientSession() as session, session.get(f"{url}{INSTALL_PATH}") as answer:
        first = answer.status, await answer.text()
    second = await come_back(begun)

    for status, said in (first, second):
        assert (status, "Please try again" in said, "disk" in said) == (503, True, False)


@pytest.mark.parametrize(
    "odd",
    [
        {"is_enterprise_install": True, "team_id": None},
        {"bot_token": None},
        {"bot_refresh_token": "xoxe-1-abc", "bot_token_expires_in": 43200},
    ],
)
async def test_what_could_not_be_worked_with_is_not_kept(
    slack: Sandbox, store: FakeStore, url: str, odd: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    granted = {"user_id": "U7", "team_id": "T1", "bot_token": "xoxb-1", "bot_id": "B1", **odd}

    async def run(*_: object) -> Granted:
        return Granted(**granted)

    monkeypatch.setattr("bot.slack.install._Flow.run_installation", run)

    status, page = await install(slack, url)

    assert (status, "storage_error" in page) == (500, True)
    assert await store.installations() == ()


async def test_a_token_that_rotates_is_not_kept(slack: Sandbox, store: FakeStore, url: str) -> None:
    slack.backend.app.rotating = True

    status, _ = await install(slack, url)

    assert status == 500
    assert await store.installations() == ()


async def test_two_workspaces_have_it_and_each_is_answered_with_its_own(
    slack: Sandbox, store: FakeStore, url: str
) -> None:
    await install(slack, url)
    slack.backend.workspace.team_id = "T0SECOND"

    before = await slack.type_slash(slack.channel, slack.user, "/aispend alibaba")
    told = (await private_answer(slack)).plain
    await install(slack, url)
    await slack.type_slash(slack.channel, slack.user, "/aispend alibaba")
    answer = (await private_answer(slack, 2)).plain

    assert await before.done() == "acknowledged"
    assert "not installed in this workspace" in told
    assert "on record" in answer
    assert len({one.token for one in await store.installations()}) == 2


@pytest.mark.parametrize("cause", ["uninstalled", "revoked"])
async def test_a_workspace_that_takes_the_app_out_is_forgotten(
    slack: Sandbox, store: FakeStore, url: str, records: Records, cause: str
) -> None:
    await install(slack, url)
    (kept,) = await store.installations()

    if cause == "uninstalled":
        slack.uninstall()
    else:
        slack.backend.tokens.revoke_all()
        slack.backend.events.emit({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["U0SANDBOX01"]}})
    for told in slack.backend.events.deliveries:
        assert await told.done() == "acknowledged"
    await until(lambda: records.forgotten)

    assert set(records.forgotten) == {kept.team}


async def test_a_workspace_that_took_it_out_while_nobody_listened_is_forgotten_at_the_start(
    slack: Sandbox, store: FakeStore, url: str, records: Records
) -> None:
    await install(slack, url)
    slack.backend.events.subscribed.clear()
    slack.uninstall()

    again = Receiver(workspaces_of(store, slack), slack.signing_secret, records, lambda: samples.TODAY)
    await again.start()
    await again.stop()

    assert records.forgotten == [slack.backend.workspace.team_id]
