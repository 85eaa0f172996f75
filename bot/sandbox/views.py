"""The `views.*` methods and `blocks.validate`.

Views are judged and kept; a view that replaces one somebody else has changed meanwhile is refused by its hash.
"""

import secrets

from bot.sandbox.backend import Backend
from bot.sandbox.blocks import check, check_view
from bot.sandbox.storing import named
from bot.sandbox.wire import JSON, ApiError, Args, invalid


def _judged(backend: Backend, args: Args, kind: str) -> JSON:
    """Return a view as it is stored. Raises ApiError `invalid_arguments` with all that is wrong with it."""
    view = args.decoded("view")
    refusals = check_view(view)
    if refusals:
        raise invalid(*map(str, refusals))
    if view["type"] != kind:
        raise invalid(f"must be one of: {kind} [json-pointer:/view/type]")
    return {
        **view,
        "blocks": named(view["blocks"]),
        "id": f"V{secrets.token_hex(5).upper()}",
        "team_id": backend.workspace.team_id,
        "app_id": backend.app.id,
        "bot_id": backend.app.bot_id,
        "state": {"values": {}},
        "hash": f"{int(backend.clock.now().timestamp())}.{secrets.token_hex(4)}",
    }


def open_view(backend: Backend, args: Args) -> JSON:
    """Answer `views.open`."""
    trigger = args.need("trigger_id")
    view = _judged(backend, args, "modal")
    view["user"] = backend.triggers.exchange(trigger)
    backend.modals.append(view)
    return {"ok": True, "view": view}


def publish(backend: Backend, args: Args) -> JSON:
    """Answer `views.publish`."""
    user = args.need("user_id")
    if user not in backend.workspace.users:
        raise ApiError("user_not_found")
    view = _judged(backend, args, "home")
    standing, expected = backend.home.get(user), args.text("hash")
    if standing is not None and expected is not None and standing["hash"] != expected:
        raise ApiError("hash_conflict")
    backend.home[user] = view
    return {"ok": True, "view": view}


def validate(backend: Backend, args: Args) -> JSON:
    """Answer `blocks.validate`, which takes exactly one of blocks, view and message."""
    given = [name for name in ("blocks", "view", "message") if args.values.get(name) is not None]
    if len(given) != 1:
        raise invalid("must define exactly one of: blocks, view, message")
    value = args.decoded(given[0])
    if given[0] == "view":
        refusals = check_view(value)
    elif given[0] == "message":
        refusals = check(value.get("blocks", []) if isinstance(value, dict) else value, at="/message/blocks")
    else:
        refusals = check(value)
    if refusals:
        raise ApiError("invalid_blocks", errors=[refusal.body() for refusal in refusals])
    return {"ok": True}
