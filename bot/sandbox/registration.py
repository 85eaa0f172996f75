"""What the app's page at Slack would hold, over HTTP: its manifest and credentials, for anybody's bot.

`GET /sandbox/app` tells all of it; `POST` changes what it names. A request URL is challenged before it is taken.
"""

from collections.abc import Callable
from typing import Any

from aiohttp import web

from bot.sandbox.asking import answering, asked
from bot.sandbox.human import Human
from bot.sandbox.wire import JSON, ApiError
from bot.sandbox.workspace import Command


class Registration:
    """Tells and changes how the app is registered."""

    def __init__(self, human: Human) -> None:
        """Register the app of a human side's workspace."""
        self.human = human

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses and what answers them."""
        return [
            web.get("/sandbox/app", answering(self.tell)),
            web.post("/sandbox/app", answering(self.change)),
        ]

    async def tell(self, request: web.Request) -> JSON:
        """Give the app's registration."""
        backend, app = self.human.backend, self.human.backend.app
        return {
            "name": app.name,
            "app_id": app.id,
            "client_id": backend.client_id,
            "client_secret": backend.client_secret,
            "signing_secret": backend.signing_secret,
            "authorize_url": f"{backend.base}/oauth/v2/authorize",
            "request_url": backend.hooks.url,
            "scopes": sorted(app.scopes),
            "events": sorted(backend.events.subscribed),
            "redirect_urls": list(app.redirect_urls),
            "token_rotation": app.rotating,
            "commands": [
                {"name": each.name, "description": each.description, "usage_hint": each.usage_hint}
                for each in app.commands
            ],
            "paced": backend.pace.enforced,
            "narrow_history": backend.tiers.narrow_history,
        }

    async def change(self, request: web.Request) -> JSON:
        """Change what a request names; a `request_url` of null means Socket Mode again."""
        args = await asked(request)
        changes: dict[str, Callable[[Any], None]] = {
            "name": lambda value: setattr(self.human.backend.app, "name", _text(value)),
            "scopes": self._scopes,
            "events": self._events,
            "redirect_urls": lambda value: setattr(self.human.backend.app, "redirect_urls", tuple(_texts(value))),
            "token_rotation": lambda value: setattr(self.human.backend.app, "rotating", bool(value)),
            "commands": self._commands,
            "paced": self._paced,
            "narrow_history": lambda value: setattr(self.human.backend.tiers, "narrow_history", bool(value)),
        }
        if unknown := args.values.keys() - {*changes, "request_url"}:
            raise ApiError("unknown_settings", status=400, settings=sorted(unknown))
        for name in args.values.keys() & changes.keys():
            changes[name](args.values[name])
        if "request_url" in args.values:
            await self.human.send_to(args.text("request_url"))
        return await self.tell(request)

    def _scopes(self, value: object) -> None:
        scopes = self.human.backend.app.scopes
        wanted = set(_texts(value))
        scopes.clear()
        scopes.update(wanted)

    def _events(self, value: object) -> None:
        self.human.backend.events.subscribed = set(_texts(value))

    def _commands(self, value: object) -> None:
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            raise ApiError("invalid_commands", status=400)
        commands = tuple(
            Command(_text(each.get("name")), str(each.get("description", "")), str(each.get("usage_hint", "")))
            for each in value
        )
        if any(not each.name.startswith("/") for each in commands):
            raise ApiError("invalid_commands", status=400)
        self.human.backend.app.commands = commands

    def _paced(self, value: object) -> None:
        self.human.backend.pace.enforced = self.human.backend.tiers.enforced = bool(value)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise ApiError("invalid_setting", status=400)
    return value


def _texts(value: object) -> list[str]:
    if not isinstance(value, list):
        raise ApiError("invalid_setting", status=400)
    return [_text(each) for each in value]
