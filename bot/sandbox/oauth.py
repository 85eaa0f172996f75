"""Installing and uninstalling: the page that asks a person, the exchange of its code, revocation.

The page is plain links: what an app asks for, Allow, Cancel. `state` is passed on untouched; guarding it is the app's
part.
"""

from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode

from aiohttp import web

from bot.sandbox.backend import Backend
from bot.sandbox.tokens import LASTS, Grant
from bot.sandbox.wire import JSON, ApiError, Args, address, invalid

_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Install {name}</title>
<main><h1>{name} is requesting permission to access the {team} workspace</h1>
<p>What will {name} be able to do?</p><ul>{scopes}</ul>
<p><a id="allow" href="{allow}">Allow</a> <a id="cancel" href="{cancel}">Cancel</a></p></main></html>
"""


def access(backend: Backend, args: Args) -> JSON:
    """Answer `oauth.v2.access`: a code or a refresh token for a token."""
    _client(backend, args)
    grant_type = args.text("grant_type") or "authorization_code"
    if grant_type == "refresh_token":
        return _granted(backend, backend.tokens.renew(args.need("refresh_token")), backend.human_id)
    if grant_type != "authorization_code":
        raise ApiError("invalid_grant_type")
    allowed = backend.tokens.exchange(args.need("code"), args.text("redirect_uri"))
    backend.app.scopes.update(allowed.scopes)
    return _granted(backend, backend.tokens.issue("bot", rotating=backend.app.rotating), allowed.user)


def _client(backend: Backend, args: Args) -> None:
    """Check who calls. Raises ApiError `invalid_client_id`, `bad_client_secret`."""
    if args.text("client_id") != backend.client_id:
        raise ApiError("invalid_client_id")
    if args.text("client_secret") != backend.client_secret:
        raise ApiError("bad_client_secret")


def _granted(backend: Backend, grant: Grant, user: str) -> JSON:
    workspace, app = backend.workspace, backend.app
    answer: JSON = {
        "ok": True,
        "app_id": app.id,
        "authed_user": {"id": user},
        "scope": ",".join(sorted(app.scopes)),
        "token_type": "bot",
        "access_token": grant.token,
        "bot_user_id": app.user,
        "team": {"id": workspace.team_id, "name": workspace.name},
        "enterprise": None,
        "is_enterprise_install": False,
    }
    if grant.refresh:
        answer |= {"refresh_token": grant.refresh, "expires_in": int(LASTS.total_seconds())}
    return answer


def revoke(backend: Backend, args: Args) -> JSON:
    """Answer `auth.revoke` for the token it is called with; `test` only asks whether it could be."""
    if args.flag("test"):
        return {"ok": True, "revoked": False}
    backend.tokens.revoke(args.caller)
    backend.events.emit({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [backend.app.user]}})
    return {"ok": True, "revoked": True}


def uninstall(backend: Backend, args: Args) -> JSON:
    """Answer `apps.uninstall`."""
    _client(backend, args)
    remove(backend)
    return {"ok": True}


def remove(backend: Backend) -> None:
    """Take the app out of the workspace: it hears of it once more, and no token of its works any longer."""
    backend.tokens.revoke_all()
    for room in backend.workspace.channels.values():
        # A direct conversation stays, and is there again for an app that comes back.
        if not room.direct:
            backend.workspace.expel(room, backend.app.user)
    backend.events.emit({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [backend.app.user]}})
    backend.events.emit({"type": "app_uninstalled"})


def _where(backend: Backend, query: Mapping[str, str]) -> str:
    """Return where the person is led back to.

    Raises:
        ApiError: `invalid_client_id`, `bad_redirect_uri`, `invalid_arguments`.
    """
    if query.get("client_id") != backend.client_id:
        raise ApiError("invalid_client_id")
    registered = backend.app.redirect_urls
    back = query.get("redirect_uri") or next(iter(registered), "")
    if not query.get("scope"):
        raise invalid("missing required field: scope")
    parts = address(back)
    known = any(back.startswith(each) for each in registered) if registered else parts and parts.hostname in _LOOPBACK
    if parts is None or not known:
        raise ApiError("bad_redirect_uri")
    return back


def led(back: str, query: Mapping[str, str], **more: str) -> str:
    """Return the address a person is led back to, with the app's `state`.

    >>> led("http://localhost/back", {"state": "s"}, code="c")
    'http://localhost/back?code=c&state=s'
    """
    state = {"state": query["state"]} if "state" in query else {}
    return f"{back}{'&' if '?' in back else '?'}{urlencode(more | state)}"


class Installing:
    """The install page."""

    def __init__(self, backend: Backend) -> None:
        """Ask for the app of a backend."""
        self.backend = backend

    async def page(self, request: web.Request) -> web.StreamResponse:
        """Show what the app asks for."""
        try:
            back = _where(self.backend, request.query)
        except ApiError as error:
            return web.Response(status=400, text=error.code)
        wanted = request.query["scope"].split(",")
        page = _PAGE.format(
            name=escape(self.backend.app.name),
            team=escape(self.backend.workspace.name),
            scopes="".join(f"<li>{escape(each)}</li>" for each in wanted),
            allow=escape("/oauth/v2/allow?" + urlencode(dict(request.query))),
            cancel=escape(led(back, request.query, error="access_denied")),
        )
        return web.Response(text=page, content_type="text/html")

    async def allow(self, request: web.Request) -> web.StreamResponse:
        """Lead the person back to the app with a code."""
        try:
            back = _where(self.backend, request.query)
        except ApiError as error:
            return web.Response(status=400, text=error.code)
        scopes = tuple(each for each in request.query["scope"].split(",") if each)
        code = self.backend.tokens.allow(self.backend.human_id, back, scopes)
        raise web.HTTPFound(led(back, request.query, code=code))
