"""The payloads Slack sends to an app when a person acts on a message or a view.

Members and spelling follow docs.slack.dev/reference/interaction-payloads and the SDK's own test servers. Only what
happens at a message has a channel and a response URL.
"""

from typing import Literal

from bot.sandbox.backend import Backend
from bot.sandbox.chat import message_body
from bot.sandbox.payloads import person, room_name
from bot.sandbox.surfaces import Place, View, state_of
from bot.sandbox.values import Value, entered
from bot.sandbox.wire import JSON
from bot.sandbox.workspace import Message

_GIVEN = ("action_id", "type", "text", "value", "style", "url", "placeholder", "confirm")


def _frame(backend: Backend, kind: str, user: str) -> JSON:
    """Return the members every interactive payload has."""
    team = {"id": backend.workspace.team_id, "domain": backend.workspace.domain}
    return {
        "type": kind,
        "user": person(backend, user),
        "api_app_id": backend.app.id,
        "token": backend.line.token,
        "team": team,
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _where(backend: Backend, place: Place) -> JSON:
    """Return the members that say where something was done."""
    if isinstance(place, View):
        return {"container": {"type": "view", "view_id": place.id}, "view": backend.surfaces.body(place)}
    container = {
        "type": "message",
        "message_ts": place.ts,
        "channel_id": place.channel,
        "is_ephemeral": place.only_for is not None,
    }
    where: JSON = {
        "container": container,
        "channel": {"id": place.channel, "name": room_name(backend, place.channel)},
        "state": state_of(place),
    }
    if place.thread_ts:
        container["thread_ts"] = place.thread_ts
    if place.only_for is None:
        where["message"] = message_body(backend, place)
    return where


def action(backend: Backend, block: JSON, element: JSON, held: JSON | None) -> JSON:
    """Return one element acted on as it stands in `actions`."""
    acted: JSON = {name: element[name] for name in _GIVEN if name in element}
    acted |= {name: value for name, value in element.items() if name.startswith("initial_")}
    return {**acted, **(held or {}), "block_id": block["block_id"], "action_ts": backend.workspace.next_ts()}


def pressed(element: JSON, value: Value) -> JSON | None:
    """Return what pressing an element gives that holds nothing: the option of an overflow, a feedback's value."""
    if element["type"] == "overflow":
        return entered(element, value)
    if element["type"] == "feedback_buttons":
        both = (element["positive_button"], element["negative_button"])
        chosen = next((each for each in both if value in (None, each["value"], each["text"]["text"])), None)
        if chosen is None:
            raise LookupError(f"no feedback {value}; there are: {', '.join(each['value'] for each in both)}")
        return {"text": chosen["text"], "value": chosen["value"]}
    return None


def block_actions(backend: Backend, place: Place, user: str, acted: JSON) -> JSON:
    """Return the payload for one element acted on."""
    payload = _frame(backend, "block_actions", user) | _where(backend, place)
    payload |= {"trigger_id": backend.triggers.issue(user), "actions": [acted]}
    if isinstance(place, Message):
        path = backend.responses.issue(place.channel, user, original=place)
        payload["response_url"] = f"{backend.base}{path}"
    return payload


def block_suggestion(backend: Backend, place: Place, user: str, block: JSON, element: JSON, query: str) -> JSON:
    """Return the payload that asks for the options of a menu."""
    payload = _frame(backend, "block_suggestion", user) | _where(backend, place)
    payload.pop("state", None)
    return payload | {"action_id": element["action_id"], "block_id": block["block_id"], "value": query}


def view_interaction(
    backend: Backend, view: View, kind: Literal["view_submission", "view_closed"], *, cleared: bool = False
) -> JSON:
    """Return the payload for a view that was submitted or closed."""
    payload = _frame(backend, kind, view.user) | {"view": backend.surfaces.body(view)}
    if kind == "view_closed":
        return payload | {"is_cleared": cleared}
    return payload | {"trigger_id": backend.triggers.issue(view.user), "response_urls": _response_urls(backend, view)}


def _response_urls(backend: Backend, view: View) -> list[JSON]:
    """Return a response URL for each conversation chosen in a menu that asks for one."""
    urls = []
    for block in view.blocks:
        element = block.get("element", {})
        if not element.get("response_url_enabled"):
            continue
        held = state_of(view)["values"][block["block_id"]][element["action_id"]]
        channel = held.get("selected_conversation") or held.get("selected_channel")
        if channel in backend.workspace.channels:
            path = backend.responses.issue(channel, view.user)
            ids = {"block_id": block["block_id"], "action_id": element["action_id"], "channel_id": channel}
            urls.append({**ids, "response_url": f"{backend.base}{path}"})
    return urls
