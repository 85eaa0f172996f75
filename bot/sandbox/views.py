"""The `views.*` methods and `blocks.validate`.

Views are judged and kept; a view that replaces one somebody else has changed meanwhile is refused by its hash.
"""

import json

from bot.sandbox.backend import Backend
from bot.sandbox.blocks import check, check_view
from bot.sandbox.surfaces import View
from bot.sandbox.wire import JSON, ApiError, Args, invalid

_LARGEST = 250_000


def judged(backend: Backend, view: object, kind: str) -> JSON:
    """Return a view that can be shown.

    Raises:
        ApiError: `invalid_arguments` with all that is wrong with it, `view_too_large`.
    """
    refusals = check_view(view, backend.workspace.files.shown())
    if refusals or not isinstance(view, dict):
        raise invalid(*map(str, refusals))
    if view["type"] != kind:
        raise invalid(f"must be one of: {kind} [json-pointer:/view/type]")
    if len(json.dumps(view)) > _LARGEST:
        raise ApiError("view_too_large")
    return view


def _trigger(args: Args) -> str:
    return args.text("trigger_id") or args.text("interactivity_pointer") or args.need("trigger_id")


def open_view(backend: Backend, args: Args) -> JSON:
    """Answer `views.open`."""
    trigger = _trigger(args)
    given = judged(backend, args.decoded("view"), "modal")
    view = backend.surfaces.open(backend.triggers.exchange(trigger).user, given)
    return {"ok": True, "view": backend.surfaces.body(view)}


def push(backend: Backend, args: Args) -> JSON:
    """Answer `views.push`, which takes a trigger from inside a modal."""
    trigger = _trigger(args)
    given = judged(backend, args.decoded("view"), "modal")
    view = backend.surfaces.push(backend.triggers.exchange(trigger).user, given)
    return {"ok": True, "view": backend.surfaces.body(view)}


def update(backend: Backend, args: Args) -> JSON:
    """Answer `views.update` for the view named by `view_id` or `external_id`."""
    key = args.text("view_id") or args.text("external_id")
    if key is None:
        raise invalid("must define exactly one of: view_id, external_id")
    view = backend.surfaces.find(key)
    if view is None:
        raise ApiError("not_found")
    given = judged(backend, args.decoded("view"), view.given["type"])
    _unchanged(view, args)
    return {"ok": True, "view": backend.surfaces.body(backend.surfaces.update(view, given))}


def publish(backend: Backend, args: Args) -> JSON:
    """Answer `views.publish`."""
    user = args.need("user_id")
    if user not in backend.workspace.users:
        raise ApiError("user_not_found")
    given = judged(backend, args.decoded("view"), "home")
    standing = backend.surfaces.home.get(user)
    if standing is not None:
        _unchanged(standing, args)
    return {"ok": True, "view": backend.surfaces.body(backend.surfaces.publish(user, given))}


def _unchanged(view: View, args: Args) -> None:
    """Refuse a call that expects another state of the view. Raises ApiError `hash_conflict`."""
    if args.text("hash") not in (None, view.hash):
        raise ApiError("hash_conflict")


def validate(backend: Backend, args: Args) -> JSON:
    """Answer `blocks.validate`, which takes exactly one of blocks, view and message, and points into that."""
    given = [name for name in ("blocks", "view", "message") if args.values.get(name) is not None]
    if len(given) != 1:
        raise invalid("must define exactly one of: blocks, view, message")
    [name] = given
    value, files = args.decoded(name), backend.workspace.files.shown()
    if name == "view":
        refusals = check_view(value, files)
    elif name == "message":
        refusals = check(
            value.get("blocks", []) if isinstance(value, dict) else value, at="/message/blocks", files=files
        )
    else:
        refusals = check(value, files=files)
    if refusals:
        raise ApiError(f"invalid_{name}", errors=[refusal.body(within=f"/{name}") for refusal in refusals])
    return {"ok": True}
