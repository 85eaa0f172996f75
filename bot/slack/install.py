"""Installing the app in a workspace: the page to begin at, and the one that Slack leads back to with a code.

The way between is bolt's, with its cookie and state. Kept here is only what it asks to be kept: states, each good once
and for ten minutes, as digests; and installations, their tokens sealed.
"""

import hashlib
import secrets
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import structlog
from aiohttp import web
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.error import BoltError
from slack_bolt.oauth.async_callback_options import AsyncCallbackOptions, AsyncFailureArgs, AsyncSuccessArgs
from slack_bolt.oauth.async_oauth_flow import AsyncOAuthFlow
from slack_bolt.oauth.async_oauth_settings import AsyncOAuthSettings
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.errors import SlackClientError
from slack_sdk.oauth.installation_store import Installation as Granted
from slack_sdk.oauth.installation_store.async_installation_store import AsyncInstallationStore
from slack_sdk.oauth.state_store.async_state_store import AsyncOAuthStateStore

from bot.errors import StoreError
from bot.ports import Installation, Installations
from bot.slack import pages
from bot.slack.calls import SLACK, client
from bot.slack.manifest import INSTALL_PATH, REDIRECT_PATH
from bot.slack.seal import Seal

log = structlog.get_logger()

LASTS = timedelta(minutes=10)
"""How long a person may take between the two pages; the cookie lasts as long."""


@dataclass(frozen=True, slots=True)
class Credentials:
    """The app, as the install page knows it.

    Attributes:
        client_id: Names it.
        client_secret: Proves who exchanges a code.
    """

    client_id: str
    client_secret: str


class Installing:
    """The pages that install the app."""

    def __init__(
        self,
        app: Credentials,
        scopes: Sequence[str],
        installations: Installations,
        seal: Seal,
        now: Callable[[], datetime],
        base_url: str = SLACK,
        installed: Callable[[str], Awaitable[None]] | None = None,
    ) -> None:
        """Make the pages.

        Args:
            app: Which app.
            scopes: To ask for.
            installations: Where what was granted is kept.
            seal: Closes the tokens.
            now: Returns the time (UTC).
            base_url: Of the Web API, ending in `/api/`; the page where people allow the app stands beside it.
            installed: Does what is to be done once a workspace, by its id, has the app; None for nothing.
        """
        settings = AsyncOAuthSettings(
            client_id=app.client_id,
            client_secret=app.client_secret,
            scopes=scopes,
            user_scopes=(),
            install_path=INSTALL_PATH,
            redirect_uri_path=REDIRECT_PATH,
            authorization_url=base_url.removesuffix("api/") + "oauth/v2/authorize",
            installation_store=_Store(installations, seal, now, installed),
            installation_store_bot_only=True,
            state_store=_States(installations, now),
            state_expiration_seconds=int(LASTS.total_seconds()),
            callback_options=AsyncCallbackOptions(success=_succeeded, failure=_failed),
        )
        self._flow = _Flow(client=client(None, base_url), settings=settings)

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses of both pages, and what answers there."""
        return [web.get(INSTALL_PATH, self._begin), web.get(REDIRECT_PATH, self._end)]

    async def _begin(self, request: web.Request) -> web.Response:
        try:
            response = await self._flow.handle_installation(await to_bolt_request(request))
        except StoreError as error:
            return _later(error)
        return await to_aiohttp_response(response)

    async def _end(self, request: web.Request) -> web.Response:
        try:
            response = await self._flow.handle_callback(await to_bolt_request(request))
        except StoreError as error:
            return _later(error)
        return await to_aiohttp_response(response)


class _Flow(AsyncOAuthFlow):
    async def build_install_page_html(self, url: str, request: AsyncBoltRequest) -> str:
        """Say what is installed, before Slack says what it asks for; bolt's own page names nothing."""
        return pages.beginning(url)

    async def run_installation(self, code: str) -> Granted | None:
        """Exchange a code; where Slack cannot be reached that is one more reason why none came of it."""
        try:
            return await super().run_installation(code)
        except (aiohttp.ClientError, SlackClientError, OSError, TimeoutError) as error:
            log.warning("workspace.refused", error=f"Slack cannot be asked: {type(error).__name__}")
            return None


async def _succeeded(args: AsyncSuccessArgs) -> BoltResponse:
    done = args.installation
    return _html(200, pages.installed(done.team_id, done.app_id), args.settings)


async def _failed(args: AsyncFailureArgs) -> BoltResponse:
    return _html(args.suggested_status_code, pages.failed(args.reason), args.settings)


def _html(status: int, page: str, settings: AsyncOAuthSettings) -> BoltResponse:
    """Answer with a page, and take the cookie of the state back."""
    cookie = settings.state_utils.build_set_cookie_for_deletion()
    headers: dict[str, str | Sequence[str]] = {"Content-Type": "text/html; charset=utf-8", "Set-Cookie": cookie}
    return BoltResponse(status=status, headers=headers, body=page)


class _Store(AsyncInstallationStore):
    def __init__(
        self,
        installations: Installations,
        seal: Seal,
        now: Callable[[], datetime],
        installed: Callable[[str], Awaitable[None]] | None,
    ) -> None:
        self._installations, self._seal, self._now, self._installed = installations, seal, now, installed

    async def async_save(self, installation: Granted) -> None:
        """Keep what was granted to the bot; nothing of the one who installed it but their id."""
        team, token = installation.team_id, installation.bot_token
        if not team or not token or installation.is_enterprise_install:
            raise _refused("the app was installed in a whole organisation, or without a bot: expected one workspace")
        if installation.bot_refresh_token:
            raise _refused("the app's tokens rotate, so that this one would last for hours: switch token rotation off")
        kept = Installation(
            team,
            self._seal.close(team, token),
            installation.bot_id or "",
            installation.bot_user_id or "",
            tuple(installation.bot_scopes or ()),
            installation.user_id,
            self._now(),
        )
        await self._installations.install(kept)
        log.info("workspace.installed", team=team, by=kept.by, scopes=len(kept.scopes))
        if self._installed is not None:
            await self._installed(team)


class _States(AsyncOAuthStateStore):
    def __init__(self, installations: Installations, now: Callable[[], datetime]) -> None:
        self._installations, self._now = installations, now

    async def async_issue(self, *args: Any, **kwargs: Any) -> str:
        """Return a state nobody can guess."""
        state, now = secrets.token_urlsafe(32), self._now()
        await self._installations.begin_installation(_digest(state), now + LASTS, now)
        return state

    async def async_consume(self, state: str) -> bool:
        """Say whether a state is one of ours that is good still, and let it be good no more."""
        return await self._installations.end_installation(_digest(state), self._now())


def _digest(state: str) -> str:
    return hashlib.sha256(state.encode()).hexdigest()


def _refused(reason: str) -> BoltError:
    """Log why an installation is not kept, and return what bolt shows a page for."""
    log.warning("workspace.refused", error=reason)
    return BoltError(reason)


def _later(error: StoreError) -> web.Response:
    """Answer where the database does not."""
    log.error("workspace.refused", error=str(error))
    said = "aispend cannot be installed just now, for something went wrong on its side. Please try again in a minute."
    return web.Response(status=503, text=said)
