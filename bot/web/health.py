"""How the bot is, for whoever watches it: `/healthz` says that the process lives, `/readyz` that it can do its work.

Nothing in either answer is secret, but they are meant for the machines around the bot, not for everybody.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol

from aiohttp import web

from bot.errors import StoreError


class State(Protocol):
    """How the line to Slack is; None of a time means never, or for `down_since` that it is up."""

    @property
    def connected(self) -> bool:
        """Whether Slack can reach the bot."""
        ...

    @property
    def last_hello(self) -> datetime | None:
        """When Slack last greeted a connection (UTC)."""
        ...

    @property
    def last_envelope(self) -> datetime | None:
        """When something last came from Slack (UTC)."""
        ...

    @property
    def down_since(self) -> datetime | None:
        """Since when the line is down (UTC)."""
        ...


def health(
    mode: str, line: Callable[[], State], database: Callable[[], Awaitable[object]], within_s: float = 2
) -> list[web.RouteDef]:
    """Return the routes of both answers.

    Args:
        mode: How Slack's requests come in, for people.
        line: Tells how the line is.
        database: Asks the database anything; raises StoreError where it does not answer.
        within_s: After which the database counts as one that does not answer.
    """

    async def alive(_: web.Request) -> web.Response:
        state = line()
        return web.json_response(
            {
                "mode": mode,
                "connected": state.connected,
                "last_hello": _said(state.last_hello),
                "last_envelope": _said(state.last_envelope),
                "down_since": _said(state.down_since),
            }
        )

    async def ready(_: web.Request) -> web.Response:
        connected, trouble = line().connected, ""
        try:
            async with asyncio.timeout(within_s):
                await database()
        except (StoreError, TimeoutError) as error:
            trouble = str(error) or f"no answer within {within_s:g} seconds"
        answer = {"ready": connected and not trouble, "connected": connected, "database": trouble or "ok"}
        return web.json_response(answer, status=200 if answer["ready"] else 503)

    return [web.get("/healthz", alive), web.get("/readyz", ready)]


def _said(moment: datetime | None) -> str | None:
    return moment.isoformat(timespec="seconds") if moment is not None else None
