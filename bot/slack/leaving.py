"""Leaving: a workspace takes the app out, or takes its token back, and what is kept of it is erased."""

from typing import Any

import structlog
from slack_bolt.async_app import AsyncApp

from bot.slack.desk import Body, Desk

log = structlog.get_logger()


def listen(app: AsyncApp, desk: Desk) -> None:
    """Register what hears of it. Both may come of one removal, in any order and late."""

    async def uninstalled(body: Body) -> None:
        await left(body)

    async def revoked(body: Body, event: dict[str, Any]) -> None:
        # Tokens of members are none of the bot's.
        if (event.get("tokens") or {}).get("bot"):
            await left(body)

    async def left(body: Body) -> None:
        with desk.in_hand.one():
            team = str(body.get("team_id") or "")
            if not await desk.workspaces.has_left(team):
                log.info("workspace.stayed", team=team)
                return
            await desk.office.forget(team)
            log.info("workspace.left", team=team)

    app.event("app_uninstalled")(uninstalled)
    app.event("tokens_revoked")(revoked)
