"""Workspaces: where the app is installed, and with whose token a request is answered.

With one workspace that is the bot token of the environment, and Slack says once whose it is; nothing of bolt's own
OAuth is used, which would come to life by itself where SLACK_CLIENT_ID happens to be set.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

import structlog
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import SlackError
from bot.slack.calls import who_am_i
from bot.slack.codes import Fate, meaning

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Access:
    """What it takes to act in a workspace.

    Attributes:
        token: The bot token.
        bot: Id of the bot, `B…`.
        user: Id of the bot's user, `U…`.
        scopes: Granted to the token; None means "not stated".
    """

    token: str = field(repr=False)
    bot: str
    user: str
    scopes: tuple[str, ...] | None = None


class Workspaces(Protocol):
    """Where the app is installed."""

    @property
    def web(self) -> AsyncWebClient:
        """A client for what concerns no workspace in particular."""
        ...

    async def check(self) -> None:
        """See whether the bot can speak to Slack. Raises SlackError where it cannot."""
        ...

    async def of_team(self, team: str | None) -> Access | None:
        """Return how to act in a workspace; None where the app is not installed there.

        Raises SlackError, StoreError.
        """
        ...

    async def web_of(self, channel: str) -> AsyncWebClient | None:
        """Return a client for the workspace of a channel; None where nobody knows whose it is. Raises StoreError."""
        ...

    async def has_left(self, team: str) -> bool:
        """Say whether a workspace has taken the app out, as Slack says it. Raises StoreError."""
        ...

    async def departed(self) -> tuple[str, ...]:
        """Return workspaces that took the app out while nobody was there to hear of it. Raises StoreError."""
        ...


class OneWorkspace:
    """The workspace that the bot token belongs to."""

    def __init__(self, web: AsyncWebClient) -> None:
        """Take a client with the bot token."""
        self.web = web
        self._access: Access | None = None

    async def check(self) -> None:
        """Ask Slack whose token it is.

        Raises:
            SlackError: Slack refuses it, or cannot be reached.
        """
        me = await who_am_i(self.web)
        self._access = Access(self.web.token or "", str(me.get("bot_id") or ""), str(me.get("user_id") or ""))

    async def of_team(self, team: str | None) -> Access | None:
        """Return the one there is; Slack is asked for it where it could not be when the program started."""
        if self._access is None:
            await self.check()
        return self._access

    async def web_of(self, channel: str) -> AsyncWebClient | None:
        """Return the one client there is."""
        return self.web

    async def has_left(self, team: str) -> bool:
        """Say whether Slack no longer takes the token; where it cannot be asked, the news is believed."""
        return await refusal(self.web) is not None

    async def departed(self) -> tuple[str, ...]:
        """Return none: a token that is refused ends the start."""
        return ()


def authorizing(workspaces: Workspaces) -> Callable[..., Awaitable[Any]]:
    """Return what tells bolt how to answer a request, by the names that bolt hands its arguments in."""

    async def authorize(enterprise_id: str | None, team_id: str | None, user_id: str | None) -> AuthorizeResult | None:
        access = await workspaces.of_team(team_id)
        if access is None:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            user_id=user_id,
            bot_token=access.token,
            bot_id=access.bot,
            bot_user_id=access.user,
            bot_scopes=access.scopes,
        )

    return authorize


async def check_at_start(workspaces: Workspaces) -> None:
    """See whether the bot can speak to Slack.

    Raises:
        SlackError: Slack refuses a token. Where it only cannot be reached, that is logged.
    """
    try:
        await workspaces.check()
    except SlackError as error:
        if is_final(error):
            raise
        log_refused(error)


async def refusal(web: AsyncWebClient) -> str | None:
    """Return the code with which Slack refuses a client's token, or cannot be asked; None where it takes it."""
    try:
        await who_am_i(web)
    except SlackError as error:
        return error.code
    return None


def is_final(error: SlackError) -> bool:
    """Say whether trying again is of no use until a person has mended something."""
    return meaning(error.code).fate in (Fate.MEND, Fate.NEVER)


def log_refused(error: SlackError) -> None:
    """Log that Slack did not let the bot in, and why."""
    log.warning("listener.refused", code=error.code, error=str(error))
