"""Installing by bolt's own OAuth flow, renewing and revoking tokens, uninstalling."""

import base64
import html
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp.test_utils import TestServer
from slack_bolt.async_app import AsyncApp
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_sdk.oauth.installation_store.file import FileInstallationStore
from slack_sdk.oauth.state_store.file import FileOAuthStateStore
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import ManualClock, Sandbox
from tests.sandbox.apps import client, refusal

# The SDK still sends its secrets by a class that aiohttp is about to drop.
pytestmark = pytest.mark.filterwarnings("ignore:BasicAuth is deprecated:DeprecationWarning")

BACK = "http://127.0.0.1:1/back"


@asynccontextmanager
async def installable(slack: Sandbox, folder: Path) -> AsyncIterator[tuple[str, FileInstallationStore]]:
    """Serve bolt's own install pages; give their address and where installations are kept."""
    store = FileInstallationStore(base_dir=str(folder / "installed"), client_id=slack.backend.client_id)
    settings = AsyncOAuthSettings(
        client_id=slack.backend.client_id,
        client_secret=slack.backend.client_secret,
        scopes=["chat:write", "commands"],
        installation_store=store,
        state_store=FileOAuthStateStore(expiration_seconds=600, base_dir=str(folder / "states")),
        authorization_url=slack.authorize_url,
    )
    web = AsyncWebClient(base_url=slack.api)
    app = AsyncApp(client=web, signing_secret=slack.signing_secret, oauth_settings=settings)
    app.enable_token_revocation_listeners()
    async with TestServer(app.web_app("/slack/events")) as server:
        slack.backend.app.redirect_urls = (str(server.make_url("/slack/oauth_redirect")),)
        await slack.send_to(str(server.make_url("/slack/events")))
        yield str(server.make_url("/slack/install")), store


def link(page: str, name: str) -> str:
    return page.split(f'id="{name}" href="')[1].split('"')[0].replace("&amp;", "&")


def ask(slack: Sandbox, **more: str) -> dict[str, str]:
    return {"client_id": slack.backend.client_id, "scope": "chat:write,commands", "redirect_uri": BACK, **more}


async def allow(slack: Sandbox, **more: str) -> str:
    """Press Allow; return where that leads."""
    async with (
        aiohttp.ClientSession() as session,
        session.get(slack.page + "oauth/v2/allow", params=ask(slack, **more), allow_redirects=False) as answer,
    ):
        return answer.headers["Location"]


async def code(slack: Sandbox) -> str:
    return (await allow(slack)).split("code=")[1]


def secrets(slack: Sandbox) -> dict[str, str]:
    return {"client_id": slack.backend.client_id, "client_secret": slack.backend.client_secret}


async def test_bolt_is_installed_by_a_person_who_allows_it(slack: Sandbox, tmp_path: Path) -> None:
    async with installable(slack, tmp_path) as (install, store), aiohttp.ClientSession() as session:
        async with session.get(install) as answer:
            cookie = answer.headers["Set-Cookie"].split(";")[0]
            start = (await answer.text()).split(f'href="{slack.authorize_url}')[1].split('"')[0]
        async with session.get(slack.authorize_url + html.unescape(start)) as answer:
            page = await answer.text()
        # The cookie is for https alone, which a browser takes loopback for and this client does not.
        allowed = slack.page.rstrip("/") + link(page, "allow")
        async with session.get(allowed, allow_redirects=False) as answer:
            back = answer.headers["Location"]
        async with session.get(back, headers={"Cookie": cookie}) as answer:
            thanks = answer.status
        bot = store.find_bot(enterprise_id=None, team_id=slack.backend.workspace.team_id)

        assert "AI Spend is requesting permission" in page
        assert "<li>chat:write</li>" in page
        assert thanks == 200
        assert bot is not None
        assert (await client(slack, bot.bot_token).auth_test())["bot_id"] == bot.bot_id

        slack.uninstall()
        for told in slack.backend.events.deliveries:
            assert await told.done() == "acknowledged"

        assert (await refusal(client(slack, bot.bot_token).auth_test()))["error"] == "account_inactive"


async def test_the_state_is_passed_on_whatever_it_holds(slack: Sandbox) -> None:
    odd = "a&b=c <d>"
    async with (
        aiohttp.ClientSession() as session,
        session.get(slack.authorize_url, params=ask(slack, state=odd)) as answer,
    ):
        cancel = link(await answer.text(), "cancel")

    assert cancel == f"{BACK}?error=access_denied&state=a%26b%3Dc+%3Cd%3E"
    assert (await allow(slack, state=odd)).endswith("&state=a%26b%3Dc+%3Cd%3E")


async def test_a_code_is_exchanged_once_and_within_ten_minutes(slack: Sandbox, slack_clock: ManualClock) -> None:
    web, fresh, stale = client(slack), await code(slack), await code(slack)

    granted = await web.oauth_v2_access(code=fresh, redirect_uri=BACK, **secrets(slack))
    again = await refusal(web.oauth_v2_access(code=fresh, **secrets(slack)))
    slack_clock.advance(601)
    late = await refusal(web.oauth_v2_access(code=stale, **secrets(slack)))

    assert (granted["token_type"], granted["team"]["id"]) == ("bot", slack.backend.workspace.team_id)
    assert "refresh_token" not in granted
    assert (again["error"], late["error"]) == ("code_already_used", "code_expired")


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"client_id": "1.2"}, "invalid_client_id"),
        ({"client_secret": "x"}, "bad_client_secret"),
        ({"code": "x"}, "invalid_code"),
        ({"redirect_uri": "http://127.0.0.1:2/"}, "bad_redirect_uri"),
        ({"grant_type": "password"}, "invalid_grant_type"),
        ({"grant_type": "refresh_token", "refresh_token": "x"}, "invalid_refresh_token"),
    ],
)
async def test_a_wrong_exchange_is_refused(slack: Sandbox, wrong: dict[str, str], error: str) -> None:
    args = {**secrets(slack), "code": await code(slack), "redirect_uri": BACK, **wrong}

    assert (await refusal(client(slack).api_call("oauth.v2.access", params=args)))["error"] == error
    assert slack.backend.client_secret not in str(slack.backend.journal.records)


async def test_secrets_may_come_in_the_header(slack: Sandbox) -> None:
    login = base64.b64encode(f"{slack.backend.client_id}:{slack.backend.client_secret}".encode()).decode()
    form = {"code": await code(slack)}

    async with (
        aiohttp.ClientSession() as session,
        session.post(slack.api + "oauth.v2.access", data=form, headers={"Authorization": f"Basic {login}"}) as answer,
    ):
        assert (await answer.json())["ok"]
    assert slack.backend.client_secret not in str(slack.backend.journal.records)


async def test_a_token_that_rotates_lapses_and_is_renewed_once(slack: Sandbox, slack_clock: ManualClock) -> None:
    slack.backend.app.rotating = True
    web = client(slack)
    first = await web.oauth_v2_access(code=await code(slack), **secrets(slack))
    slack_clock.advance(first["expires_in"])

    lapsed = await refusal(client(slack, first["access_token"]).auth_test())
    renewal = {"grant_type": "refresh_token", "refresh_token": first["refresh_token"], **secrets(slack)}
    second = await web.oauth_v2_access(**renewal)
    again = await refusal(web.oauth_v2_access(**renewal))

    assert lapsed["error"] == "token_expired"
    assert (await client(slack, second["access_token"]).auth_test())["ok"]
    assert again["error"] == "invalid_refresh_token"


async def test_a_revoked_token_is_no_longer_good_and_the_app_hears_of_it(slack: Sandbox) -> None:
    web = client(slack)

    tried = await web.auth_revoke(test=True)
    revoked = await web.auth_revoke()
    after = await refusal(web.auth_test())

    assert (tried["revoked"], revoked["revoked"]) == (False, True)
    assert after["error"] == "token_revoked"
    assert slack.backend.events.deliveries[0].content["event"]["type"] == "tokens_revoked"


async def test_an_app_may_uninstall_itself(slack: Sandbox) -> None:
    web = client(slack)

    wrong = await refusal(web.apps_uninstall(client_id="1", client_secret="x"))
    await web.apps_uninstall(**secrets(slack))

    assert wrong["error"] == "invalid_client_id"
    assert (await refusal(web.auth_test()))["error"] == "account_inactive"


@pytest.mark.parametrize("path", ["oauth/v2/authorize", "oauth/v2/allow"])
@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        ({"client_id": "1.2"}, "invalid_client_id"),
        ({"scope": ""}, "invalid_arguments"),
        ({"redirect_uri": "https://example.org/back"}, "bad_redirect_uri"),
        ({"redirect_uri": "javascript://127.0.0.1/%0aalert(1)"}, "bad_redirect_uri"),
        ({"redirect_uri": ""}, "bad_redirect_uri"),
    ],
)
async def test_nobody_is_led_astray(slack: Sandbox, path: str, wrong: dict[str, str], error: str) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.get(slack.page + path, params=ask(slack, **wrong), allow_redirects=False) as answer,
    ):
        assert (answer.status, await answer.text()) == (400, error)


async def test_a_registered_address_is_where_one_is_led_to(slack: Sandbox) -> None:
    slack.backend.app.redirect_urls = ("https://example.org/back",)

    assert (await allow(slack, redirect_uri="")).startswith("https://example.org/back?code=")
    assert (await allow(slack, redirect_uri="https://example.org/back/2?x=1")).startswith(
        "https://example.org/back/2?x=1&code="
    )


async def test_an_app_that_comes_back_finds_its_direct_conversations(slack: Sandbox) -> None:
    channel = slack.channel
    await client(slack).chat_postMessage(channel=slack.user, text="Before")
    slack.uninstall()

    web = client(slack, slack.backend.tokens.issue("bot").token)
    posted = await web.chat_postMessage(channel=slack.user, text="After")
    elsewhere = await refusal(web.chat_postMessage(channel=channel, text="After"))

    assert [seen.plain for seen in slack.screen(posted["channel"])] == ["Before", "After"]
    assert elsewhere["error"] == "not_in_channel"


async def test_hostile_scopes_are_shown_as_they_stand(slack: Sandbox) -> None:
    query: dict[str, Any] = ask(slack, scope="<script>alert(1)</script>")
    async with aiohttp.ClientSession() as session, session.get(slack.authorize_url, params=query) as answer:
        page = await answer.text()

    assert "<script>" not in page
    assert "&lt;script&gt;" in page
