"""Many workspaces: those that installed the app, each with a token of its own, sealed in the database.

A request is answered with the token of the workspace it comes from; a channel is posted into with that of the workspace
it belongs to, which is for others to know.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import ConfigError, Problem
from bot.ports import Installation, Installations
from bot.slack.calls import SLACK, client
from bot.slack.seal import Seal
from bot.slack.workspaces import Access, refusal

log = structlog.get_logger()

TeamOf = Callable[[str], Awaitable[str | None]]
"""Returns the workspace that a channel belongs to; None where nobody knows."""


class Installed:
    """The workspaces that installed the app; fulfils `workspaces.Workspaces`."""

    def __init__(self, installations: Installations, seal: Seal, team_of: TeamOf, base_url: str = SLACK) -> None:
        """Take what is stored, and how it is opened.

        Args:
            installations: Where the app is installed.
            seal: Opens the tokens.
            team_of: Tells whose a channel is.
            base_url: Of the Web API, ending in `/api/`.
        """
        self.web: AsyncWebClient = client(None, base_url)
        self._installations, self._seal, self._team_of = installations, seal, team_of

    async def check(self) -> None:
        """See that every token can be opened, and seal those anew that an older key has sealed.

        Raises:
            ConfigError: No key opens some of them.
            StoreError: They cannot be read.
        """
        stored = await self._installations.installations()
        if closed := [one.team for one in stored if self._access(one) is None]:
            said = f"opens no token of {', '.join(closed)}; expected the key they were sealed with among those given"
            raise ConfigError((Problem("AISPEND_TOKEN_KEY", 0, 0, f"{said}; secrets are never printed"),))
        for one in stored:
            if self._seal.is_old(one.token) and (access := self._access(one)) is not None:
                token = self._seal.close(one.team, access.token)
                await self._installations.install(replace(one, token=token))

    async def of_team(self, team: str | None) -> Access | None:
        """Return how to act in a workspace; None where the app is not installed there. Raises StoreError."""
        stored = await self._installations.installation(team) if team is not None else None
        return self._access(stored) if stored is not None else None

    async def token_of(self, channel: str) -> str | None:
        """Return the token to post into a channel with; None where nobody knows whose it is. Raises StoreError."""
        access = await self.of_team(await self._team_of(channel))
        return access.token if access is not None else None

    async def web_of(self, channel: str) -> AsyncWebClient | None:
        """Return a client for the workspace of a channel; None where nobody knows whose it is. Raises StoreError."""
        token = await self.token_of(channel)
        return client(token, self.web.base_url) if token is not None else None

    async def has_left(self, team: str) -> bool:
        """Say whether Slack no longer takes a workspace's token: news that it left may come after it is back.

        Where Slack cannot be asked, the workspace is kept, and asked again at the next start. Raises StoreError.
        """
        access = await self.of_team(team)
        return access is None or await refusal(client(access.token, self.web.base_url)) in _GONE | _UNKNOWN

    async def departed(self) -> tuple[str, ...]:
        """Return the workspaces whose token is good no more, as far as Slack can be asked. Raises StoreError."""
        gone = []
        for one in await self._installations.installations():
            access = self._access(one)
            code = await refusal(client(access.token, self.web.base_url)) if access is not None else None
            if code in _GONE:
                gone.append(one.team)
            elif code is not None:
                log.warning("listener.refused", code=code, error=f"Slack does not take the token of {one.team}.")
        return tuple(gone)

    def _access(self, stored: Installation) -> Access | None:
        token = self._seal.open(stored.team, stored.token)
        return Access(token, stored.bot, stored.bot_user, stored.scopes) if token is not None else None


_GONE = frozenset({"account_inactive", "token_revoked"})
"""What Slack says of a token whose app was taken out. All else may pass, and erases nothing."""
_UNKNOWN = frozenset({"invalid_auth"})
"""What it may say of one too; that is believed only where news has come that the workspace left."""
