"""The sandbox as a server on loopback: everything a Slack app and a person in a browser need.

It answers only to loopback names, so that a foreign page whose name resolves here gets nothing.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Self

from aiohttp import web

from bot.sandbox.backend import build
from bot.sandbox.clock import Clock, RunningClock
from bot.sandbox.controls import Controls
from bot.sandbox.human import Human, moved
from bot.sandbox.oauth import Installing
from bot.sandbox.registration import Registration
from bot.sandbox.remote import Remote
from bot.sandbox.responding import Responding
from bot.sandbox.uploads import Uploads
from bot.sandbox.webapi import WebApi
from bot.sandbox.workspace import App, Command

_PAGE = Path(__file__).parent / "page"
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
# What the manifest of an app asks for that only posts, answers commands and looks up its own posts.
SCOPES = frozenset({"chat:write", "commands", "channels:history", "groups:history"})
EVENTS = frozenset({"app_home_opened", "app_uninstalled", "tokens_revoked"})
COMMANDS = (Command("/aispend", "Look up who commits how much to AI", "[company] or help"),)
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]


@web.middleware
async def guard(request: web.Request, handler: Answer) -> web.StreamResponse:
    """Refuse names that are not loopback, and tell browsers what pages of this server may do."""
    if request.host.rpartition(":")[0] not in _LOOPBACK and request.host not in _LOOPBACK:
        return web.Response(status=403, text="this server answers only to loopback names")
    response = await handler(request)
    if not response.prepared:
        response.headers["Content-Security-Policy"] = _POLICY
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
    return response


class Sandbox(Human):
    """A Slack workspace with one installed app, served on 127.0.0.1.

    Use it as an async context manager, or call `start` and `stop`.
    """

    def __init__(
        self,
        clock: Clock | None = None,
        *,
        name: str = "AI Spend",
        commands: tuple[Command, ...] = COMMANDS,
        scopes: Iterable[str] = SCOPES,
        events: Iterable[str] = EVENTS,
        paced: bool = True,
    ) -> None:
        """Furnish the workspace.

        Args:
            clock: None means the machine's.
            name: The app's, as shown at its messages.
            commands: Slash commands the app has declared.
            scopes: Granted to its bot token.
            events: Types of events the app has subscribed to.
            paced: Whether the limits on posts and on calls of each method are enforced.
        """
        super().__init__(build(clock or RunningClock(), App(name, commands, set(scopes)), set(events)))
        self.backend.pace.enforced = self.backend.tiers.enforced = paced
        self.backend.workspace.movers.append(lambda *change: moved(self, *change))
        self._remote = Remote(self)
        self._runner: web.AppRunner | None = None

    @property
    def api(self) -> str:
        """Return the base URL for the SDK, ending in `/api/`."""
        return f"{self.backend.base}/api/"

    @property
    def page(self) -> str:
        """Return the address of the page."""
        return f"{self.backend.base}/"

    @property
    def bot_token(self) -> str:
        """Return the token for the Web API."""
        return self.backend.bot_token

    @property
    def app_token(self) -> str:
        """Return the token for Socket Mode."""
        return self.backend.app_token

    @property
    def signing_secret(self) -> str:
        """Return the secret requests to the app would be signed with."""
        return self.backend.signing_secret

    @property
    def authorize_url(self) -> str:
        """Return the address of the install page, `authorization_url` in bolt's settings."""
        return f"{self.backend.base}/oauth/v2/authorize"

    async def start(self, port: int = 0) -> Self:
        """Listen on 127.0.0.1; port 0 takes any free one. Raises OSError where the port is taken."""
        self._runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        host, bound = self._runner.addresses[0][:2]
        self.backend.base = self.backend.workspace.files.base = f"http://{host}:{bound}"
        return self

    async def stop(self) -> None:
        """End every stream, connection and answer that is still owed, and stop listening."""
        if self._runner is None:
            return
        self._remote.close()
        await self.backend.close()
        runner, self._runner = self._runner, None
        await runner.cleanup()

    async def __aenter__(self) -> Self:
        """Start on a free port, unless it has started already."""
        return self if self._runner else await self.start()

    async def __aexit__(self, *_: object) -> None:
        """Stop."""
        await self.stop()

    def _application(self) -> web.Application:
        api, uploads, installing = WebApi(self.backend), Uploads(self.backend), Installing(self.backend)
        application = web.Application(middlewares=[guard], client_max_size=4 * 1024 * 1024)
        application.add_routes(
            [
                web.route("*", "/api/{method}", api.handle),
                web.get("/link/", self.backend.sockets.serve),
                web.post("/respond/{team}/{token}", Responding(self.backend).handle),
                web.post("/upload/v1/{token}", uploads.receive),
                web.get("/files/{file}", uploads.give),
                web.get("/files/{user}/{file}/{name}", uploads.give),
                web.get("/oauth/v2/authorize", installing.page),
                web.get("/oauth/v2/allow", installing.allow),
                web.get("/", _file("index.html", "text/html")),
                *(web.get(f"/{path.name}", _file(path.name, kind)) for path, kind in _assets()),
                web.get("/archives/{channel}/{message}", _archive),
                *self._remote.routes(),
                *Controls(self).routes(),
                *Registration(self).routes(),
            ]
        )
        return application


def _assets() -> list[tuple[Path, str]]:
    """Return the page's style sheets and scripts with their types."""
    kinds = {".css": "text/css", ".js": "text/javascript"}
    return [(path, kinds[path.suffix]) for path in sorted(_PAGE.iterdir()) if path.suffix in kinds]


def _file(name: str, content_type: str) -> Answer:
    """Return a handler that gives out a file of the page, always asked for afresh."""

    async def give(_: web.Request) -> web.StreamResponse:
        text = (_PAGE / name).read_text(encoding="utf-8")
        return web.Response(text=text, content_type=content_type, headers={"Cache-Control": "no-cache"})

    return give


async def _archive(request: web.Request) -> web.StreamResponse:
    """Lead a permalink to its message on the page."""
    digits = request.match_info["message"].removeprefix("p")
    raise web.HTTPFound(f"/#{request.match_info['channel']}/{digits[:-6]}.{digits[-6:]}")


async def serve(port: int = 0, *, paced: bool = True) -> None:
    """Serve a sandbox until cancelled, after printing one JSON line that says how to reach it."""
    async with await Sandbox(paced=paced).start(port) as sandbox:
        reach = {
            "api": sandbox.api,
            "bot_token": sandbox.bot_token,
            "app_token": sandbox.app_token,
            "signing_secret": sandbox.signing_secret,
            "channel": sandbox.channel,
            "page": sandbox.page,
        }
        print(json.dumps(reach), flush=True)
        await asyncio.Event().wait()
