"""The Web API under `/api/`: reads a call in any form, checks its token and scope, answers as Slack does.

Nearly every refusal is an HTTP 200 with `"ok": false`; only rate limits and broken servers use the status.
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from aiohttp import web

from bot.sandbox import chat, conversations, views
from bot.sandbox.backend import Backend
from bot.sandbox.faults import Fault
from bot.sandbox.wire import JSON, ApiError, Args


@dataclass(frozen=True, slots=True)
class Method:
    """A method of the Web API.

    Attributes:
        scope: What the bot token must have been granted; empty means nothing.
        token: Which kind of token it takes.
    """

    run: Callable[[Backend, Args], JSON]
    scope: str = ""
    token: Literal["bot", "app", "none"] = "bot"  # noqa: S105 - a kind of token, not one


def auth_test(backend: Backend, args: Args) -> JSON:
    """Answer `auth.test`."""
    workspace, app = backend.workspace, backend.app
    return {
        "ok": True,
        "url": f"{backend.base}/",
        "team": workspace.name,
        "user": workspace.users[app.user].name,
        "team_id": workspace.team_id,
        "user_id": app.user,
        "bot_id": app.bot_id,
        "is_enterprise_install": False,
    }


def api_test(backend: Backend, args: Args) -> JSON:
    """Answer `api.test`, which gives the arguments back."""
    return {"ok": True, "args": args.values}


def open_connection(backend: Backend, args: Args) -> JSON:
    """Answer `apps.connections.open` with a ticket for one connection."""
    address = backend.base.replace("http://", "ws://", 1)
    return {"ok": True, "url": f"{address}/link/?ticket={backend.sockets.ticket()}"}


METHODS: dict[str, Method] = {
    "api.test": Method(api_test, token="none"),  # noqa: S106 - a kind of token
    "apps.connections.open": Method(open_connection, token="app"),  # noqa: S106 - a kind of token
    "auth.test": Method(auth_test),
    "blocks.validate": Method(views.validate, token="none"),  # noqa: S106 - a kind of token
    "chat.delete": Method(chat.delete, "chat:write"),
    "chat.getPermalink": Method(chat.get_permalink),
    "chat.postEphemeral": Method(chat.post_ephemeral, "chat:write"),
    "chat.postMessage": Method(chat.post_message, "chat:write"),
    "chat.update": Method(chat.update, "chat:write"),
    "conversations.history": Method(conversations.history),
    "conversations.info": Method(conversations.info, "channels:read"),
    "conversations.join": Method(conversations.join, "channels:join"),
    "conversations.list": Method(conversations.list_conversations, "channels:read"),
    "conversations.replies": Method(conversations.replies),
    "users.info": Method(conversations.user_info, "users:read"),
    "views.open": Method(views.open_view),
    "views.publish": Method(views.publish),
}


async def read_args(request: web.Request) -> Args:
    """Gather a call's arguments from query, form or JSON.

    Raises:
        ApiError: `invalid_json`, `json_not_object`, `invalid_post_type`.
    """
    values: JSON = dict(request.query)
    if request.method != "POST" or not request.body_exists:
        return Args(values)
    if request.content_type == "application/json":
        try:
            body = json.loads(await request.text())
        except ValueError:
            raise ApiError("invalid_json") from None
        if not isinstance(body, dict):
            raise ApiError("json_not_object")
        return Args(values | body)
    if request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
        return Args(values | dict(await request.post()))
    if await request.read():
        raise ApiError("invalid_post_type")
    return Args(values)


def authorise(backend: Backend, name: str, token: str | None) -> Method:
    """Return the method a token may call.

    Raises:
        ApiError: `unknown_method`, `not_authed`, `invalid_auth`, `not_allowed_token_type`, `missing_scope`.
    """
    method = METHODS.get(name)
    if method is None:
        raise ApiError("unknown_method", req_method=name)
    if method.token == "none":  # noqa: S105 - a kind of token
        return method
    if not token:
        raise ApiError("not_authed")
    if token not in (backend.bot_token, backend.app_token):
        raise ApiError("invalid_auth")
    if (token == backend.app_token) != (method.token == "app"):  # noqa: S105 - a kind of token
        raise ApiError("not_allowed_token_type")
    if method.scope and method.scope not in backend.app.scopes:
        provided = ",".join(sorted(backend.app.scopes))
        raise ApiError("missing_scope", needed=method.scope, provided=provided)
    return method


def _token(request: web.Request, args: Args) -> str | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else args.text("token")


class WebApi:
    """Answers calls over HTTP."""

    def __init__(self, backend: Backend) -> None:
        """Answer for a backend."""
        self.backend = backend

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one call, unless a fault was planned for it."""
        name = request.match_info["method"]
        fault = self.backend.faults.meet(name)
        if fault is not None and fault.fault is Fault.HANG:
            self.backend.journal.write("api", name, {})
            await asyncio.Event().wait()
        if fault is not None and fault.fault is Fault.SERVER_ERROR:
            self.backend.journal.write("api", name, {}, None, 500)
            return web.Response(status=500, text="Internal Server Error")
        args, refusal = Args({}), fault.answer() if fault and fault.fault in (Fault.RATE_LIMITED, Fault.ERROR) else None
        try:
            args = await read_args(request)
            if refusal is not None:
                raise refusal
            if fault is not None and fault.fault is Fault.DROP:
                return self._drop(request, name, args)
            answer = authorise(self.backend, name, _token(request, args)).run(self.backend, args)
            status, headers = 200, self._headers(name)
        except ApiError as error:
            answer, status, headers = error.body(), error.status, self._headers(name) | error.headers
        if fault is not None and fault.fault is Fault.ACCEPT_THEN_DROP:
            return self._drop(request, name, args)
        self.backend.journal.write("api", name, args.values, answer, status)
        return web.json_response(answer, status=status, headers=headers)

    def _headers(self, name: str) -> dict[str, str]:
        scope = METHODS[name].scope if name in METHODS else ""
        return {"x-oauth-scopes": ",".join(sorted(self.backend.app.scopes)), "x-accepted-oauth-scopes": scope}

    def _drop(self, request: web.Request, name: str, args: Args) -> web.Response:
        """Cut the connection in place of an answer."""
        self.backend.journal.write("api", name, args.values)
        if request.transport is not None:
            request.transport.abort()
        return web.Response()
