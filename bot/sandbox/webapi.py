"""The Web API under `/api/`: reads a call in any form, checks its token and scope, answers as Slack does.

Nearly every refusal is an HTTP 200 with `"ok": false`; only rate limits and broken servers use the status.
"""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from aiohttp import web

from bot.sandbox import chat, conversations, history, oauth, uploads, users, views
from bot.sandbox.asking import form
from bot.sandbox.backend import Backend
from bot.sandbox.faults import Fault
from bot.sandbox.wire import JSON, ApiError, Args, decode


@dataclass(frozen=True, slots=True)
class Method:
    """A method of the Web API.

    Attributes:
        tier: 1 to 4; None where the method has a limit of its own or none.
        scope: What the bot token must have been granted; empty means nothing, or what the method itself looks after.
        token: Which kind of token it takes.
    """

    run: Callable[[Backend, Args], JSON]
    tier: int | None
    scope: str = ""
    token: Literal["bot", "app", "any", "none"] = "bot"  # noqa: S105 - a kind of token, not one


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


# Tiers as docs.slack.dev/reference/methods lists them; posting has its own limit, and `auth.test` hundreds a minute.
METHODS: dict[str, Method] = {
    "api.test": Method(api_test, 4, token="none"),  # noqa: S106 - a kind of token
    "apps.connections.open": Method(open_connection, 1, token="app"),  # noqa: S106 - a kind of token
    "apps.uninstall": Method(oauth.uninstall, 1),
    "auth.revoke": Method(oauth.revoke, 3, token="any"),  # noqa: S106 - a kind of token
    "auth.test": Method(auth_test, None),
    "blocks.validate": Method(views.validate, 3, token="none"),  # noqa: S106 - a kind of token
    "chat.delete": Method(chat.delete, 3, "chat:write"),
    "chat.getPermalink": Method(chat.get_permalink, None),
    "chat.postEphemeral": Method(chat.post_ephemeral, 4, "chat:write"),
    "chat.postMessage": Method(chat.post_message, None, "chat:write"),
    "chat.update": Method(chat.update, 3, "chat:write"),
    "conversations.history": Method(history.history, 3),
    "conversations.info": Method(conversations.info, 3),
    "conversations.join": Method(conversations.join, 3, "channels:join"),
    "conversations.list": Method(conversations.list_conversations, 2),
    "conversations.members": Method(conversations.members, 4),
    "conversations.open": Method(conversations.open_conversation, 3),
    "conversations.replies": Method(history.replies, 3),
    "files.completeUploadExternal": Method(uploads.complete_upload, 4, "files:write"),
    "files.getUploadURLExternal": Method(uploads.get_upload_url, 4, "files:write"),
    "files.info": Method(uploads.info, 4, "files:read"),
    "oauth.v2.access": Method(oauth.access, 4, token="none"),  # noqa: S106 - a kind of token
    "users.conversations": Method(conversations.of_user, 3),
    "users.info": Method(users.user_info, 4, "users:read"),
    "views.open": Method(views.open_view, 4),
    "views.publish": Method(views.publish, 4),
    "views.push": Method(views.push, 4),
    "views.update": Method(views.update, 4),
}


async def read_args(request: web.Request) -> Args:
    """Gather a call's arguments from query, form or JSON.

    Raises:
        ApiError: `invalid_json`, `json_not_object`, `invalid_form_data`, `invalid_post_type`, `missing_post_type`.
    """
    values: JSON = dict(request.query)
    if request.method != "POST" or not request.body_exists:
        return Args(values)
    if request.content_type == "application/json":
        try:
            body = decode(await request.text())
        except (ValueError, LookupError):
            raise ApiError("invalid_json") from None
        if not isinstance(body, dict):
            raise ApiError("json_not_object")
        return Args(values | body)
    if request.content_type in ("application/x-www-form-urlencoded", "multipart/form-data"):
        given = (await form(request)).items()
        return Args(values | {name: value for name, value in given if isinstance(value, str)})
    if await request.read():
        raise ApiError("invalid_post_type" if "Content-Type" in request.headers else "missing_post_type")
    return Args(values)


def authorise(backend: Backend, name: str, token: str | None) -> Method:
    """Return the method a token may call.

    Raises:
        ApiError: `unknown_method`, what is wrong with the token, `not_allowed_token_type`, `missing_scope`.
    """
    method = METHODS.get(name)
    if method is None:
        raise ApiError("unknown_method", req_method=name)
    if method.token == "none":  # noqa: S105 - a kind of token
        return method
    grant = backend.tokens.check(token)
    if method.token not in ("any", grant.kind):
        raise ApiError("not_allowed_token_type")
    if method.scope and method.scope not in backend.app.scopes:
        provided = ",".join(sorted(backend.app.scopes))
        raise ApiError("missing_scope", needed=method.scope, provided=provided)
    return method


def _token(request: web.Request, args: Args) -> str | None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else args.text("token")


def _basic(request: web.Request) -> JSON:
    """Return the app's id and secret where a call carries them in its header."""
    scheme, _, encoded = request.headers.get("Authorization", "").partition(" ")
    try:
        client_id, _, secret = base64.b64decode(encoded, validate=True).decode().partition(":")
    except ValueError:
        return {}
    return {"client_id": client_id, "client_secret": secret} if scheme.lower() == "basic" else {}


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
        broken = await self.backend.faults.suffer(fault)
        if broken is not None:
            self.backend.journal.write("api", name, {}, None, broken.status)
            return broken
        args, refusal = Args({}), fault.answer() if fault else None
        try:
            args = await read_args(request)
            if refusal is not None:
                raise refusal
            if fault is not None and fault.fault is Fault.DROP:
                return self._drop(request, name, args)
            answer = self._call(name, _token(request, args), Args(_basic(request) | args.values))
            status, headers = 200, self._headers(name)
        except ApiError as error:
            answer, status, headers = error.body(), error.status, self._headers(name) | error.headers
        if fault is not None and fault.fault is Fault.ACCEPT_THEN_DROP:
            return self._drop(request, name, args)
        self.backend.journal.write("api", name, args.values, answer, status)
        return web.json_response(answer, status=status, headers=headers)

    def _call(self, name: str, token: str | None, args: Args) -> JSON:
        """Answer a call that came through. Raises ApiError."""
        method = authorise(self.backend, name, token)
        self.backend.tiers.spend(name, method.tier)
        args.caller = token or ""
        try:
            return method.run(self.backend, args)
        except RecursionError:
            raise ApiError("invalid_arguments") from None

    def _headers(self, name: str) -> dict[str, str]:
        scope = METHODS[name].scope if name in METHODS else ""
        return {"x-oauth-scopes": ",".join(sorted(self.backend.app.scopes)), "x-accepted-oauth-scopes": scope}

    def _drop(self, request: web.Request, name: str, args: Args) -> web.Response:
        """Cut the connection in place of an answer."""
        self.backend.journal.write("api", name, args.values)
        if request.transport is not None:
            request.transport.abort()
        return web.Response()
