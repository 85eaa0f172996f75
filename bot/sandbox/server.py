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
from bot.sandbox.clock import Clock, SystemClock
from bot.sandbox.faults import Fault
from bot.sandbox.human import Human
from bot.sandbox.remote import Remote
from bot.sandbox.webapi import WebApi
from bot.sandbox.wire import ApiError
from bot.sandbox.workspace import App, Command

_PAGE = Path(__file__).parent / "page"
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
# What the manifest of an app asks for that only posts, answers commands and looks up its own posts.
SCOPES = frozenset({"chat:write", "commands", "channels:history", "groups:history"})
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
        paced: bool = True,
    ) -> None:
        """Furnish the workspace.

        Args:
            clock: None means the machine's.
            name: The app's, as shown at its messages.
            commands: Slash commands the app has declared.
            scopes: Granted to its bot token.
            paced: Whether the posting limit of one message a second and channel is enforced.
        """
        super().__init__(build(clock or SystemClock(), App(name, commands, set(scopes))))
        self.backend.pace.enforced = paced
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

    async def start(self, port: int = 0) -> Self:
        """Listen on 127.0.0.1; port 0 takes any free one. Raises OSError where the port is taken."""
        self._runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        host, bound = self._runner.addresses[0][:2]
        self.backend.base = f"http://{host}:{bound}"
        return self

    async def stop(self) -> None:
        """End every stream, connection and answer that is still owed, and stop listening."""
        if self._runner is None:
            return
        self._remote.close()
        await self.backend.sockets.close()
        runner, self._runner = self._runner, None
        await runner.cleanup()

    async def __aenter__(self) -> Self:
        """Start on a free port, unless it has started already."""
        return self if self._runner else await self.start()

    async def __aexit__(self, *_: object) -> None:
        """Stop."""
        await self.stop()

    def _application(self) -> web.Application:
        api = WebApi(self.backend)
        application = web.Application(middlewares=[guard], client_max_size=4 * 1024 * 1024)
        application.add_routes(
            [
                web.route("*", "/api/{method}", api.handle),
                web.get("/link/", self.backend.sockets.serve),
                web.post("/respond/{team}/{token}", self._respond),
                web.get("/", _file("index.html", "text/html")),
                *(web.get(f"/{path.name}", _file(path.name, kind)) for path, kind in _assets()),
                web.get("/archives/{channel}/{message}", _archive),
                *self._remote.routes(),
            ]
        )
        return application

    async def _respond(self, request: web.Request) -> web.StreamResponse:
        """Take what an app posts to a response URL."""
        fault = self.backend.faults.meet("response_url")
        if fault is not None and fault.fault is Fault.HANG:
            await asyncio.Event().wait()
        if fault is not None and fault.fault is Fault.SERVER_ERROR:
            return web.Response(status=500, text="Internal Server Error")
        body: object = None
        try:
            body = json.loads(await request.text())
            if not isinstance(body, dict):
                raise ApiError("invalid_payload", status=400)
            if fault is not None and fault.fault in (Fault.RATE_LIMITED, Fault.ERROR):
                raise fault.answer()
            if fault is None or fault.fault is not Fault.DROP:
                self.backend.responses.use(request.match_info["token"], body)
        except ValueError:
            return web.json_response({"ok": False, "error": "invalid_payload"}, status=400)
        except ApiError as error:
            sent = body if isinstance(body, dict) else {}
            self.backend.journal.write("response_url", error.code, sent, error.body(), error.status)
            return web.json_response(error.body(), status=error.status, headers=error.headers)
        dropped = fault is not None
        self.backend.journal.write(
            "response_url", "dropped" if dropped else "ok", body, None if dropped else {"ok": True}
        )
        if dropped and request.transport is not None:
            request.transport.abort()
        return web.Response(text="ok")


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
