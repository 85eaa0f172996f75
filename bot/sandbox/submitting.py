"""Submitting and closing modals: what Slack checks itself, what it asks the app, and what it makes of the answer.

A submission the app does not acknowledge in time stays open with a notice; one it answers with errors shows them at
their blocks.
"""

from collections.abc import Mapping
from typing import TypeAlias

from bot.sandbox.backend import Backend
from bot.sandbox.deliveries import Delivery, Outcome, unsent
from bot.sandbox.interactions import view_interaction
from bot.sandbox.surfaces import View, state_of
from bot.sandbox.values import Value, entered, problem
from bot.sandbox.views import judged
from bot.sandbox.wire import JSON, ApiError

Entered: TypeAlias = Value | Mapping[str, Value]


async def submit_view(backend: Backend, view: View, values: Mapping[str, Entered]) -> Delivery:
    """Fill a modal in and submit it. Raises LookupError for a field that is not there."""
    if view.given["type"] != "modal" or "submit" not in view.given:
        raise LookupError(f"{view.id} has nothing to submit")
    _fill(backend, view, values)
    act = {"view_id": view.id, "user": view.user, "values": state_of(view)["values"]}
    backend.journal.write("human", "submit_view", act)
    view.errors = _problems(view)
    if view.errors:
        backend.surfaces.tell(view.user)
        return unsent(act, "not_sent")

    def answered(payload: JSON | None) -> None:
        view.waiting = False
        try:
            _follow(backend, view, payload or {})
        except ApiError as error:
            backend.journal.write("human", "answer_refused", {"error": error.code, **error.extra})
            view.unanswered.add("submit")
            backend.surfaces.tell(view.user)

    def lost(_: Outcome) -> None:
        view.waiting = False
        view.unanswered.add("submit")
        backend.surfaces.tell(view.user)

    view.waiting = True
    view.unanswered.discard("submit")
    backend.surfaces.tell(view.user)
    payload = view_interaction(backend, view, "view_submission")
    return await backend.line.send(Delivery("interactive", payload, answered=answered, lost=lost, accepts=True))


def _inputs(view: View) -> list[JSON]:
    return [block for block in view.blocks if block["type"] == "input"]


def _fill(backend: Backend, view: View, values: Mapping[str, Entered]) -> None:
    """Enter values into fields. Raises LookupError for one that is not there."""
    by_action = {block["element"]["action_id"]: block for block in _inputs(view)}
    by_block = {block["block_id"]: block for block in _inputs(view)}
    for name, given in values.items():
        fields = given if isinstance(given, Mapping) else {name: given}
        for action_id, value in fields.items():
            block = by_block.get(name) if isinstance(given, Mapping) else by_action.get(name)
            if block is None or block["element"]["action_id"] != action_id:
                raise LookupError(f"no field {action_id} in {view.id}; there are: {', '.join(by_action) or 'none'}")
            served = backend.served.get((view.id, block["block_id"], action_id), [])
            held = entered(block["element"], value, served)
            view.state.setdefault(block["block_id"], {})[action_id] = held


def _problems(view: View) -> dict[str, str]:
    state = state_of(view)["values"]
    found = {}
    for block in _inputs(view):
        wrong = problem(block, state[block["block_id"]][block["element"]["action_id"]])
        if wrong is not None:
            found[block["block_id"]] = wrong
    return found


def _follow(backend: Backend, view: View, answer: JSON) -> None:
    """Do what the app answered: errors, another view, one more, or all closed; nothing means this one is done.

    Raises:
        ApiError: The answer is nothing Slack can show.
    """
    match answer.get("response_action"):
        case None:
            backend.surfaces.close(view)
        case "clear":
            backend.surfaces.close(view, everything=True)
        case "update":
            backend.surfaces.update(view, judged(backend, answer.get("view"), "modal"))
        case "push":
            backend.surfaces.push(view.user, judged(backend, answer.get("view"), "modal"))
        case "errors":
            view.errors = _errors(view, answer.get("errors"))
            backend.surfaces.tell(view.user)
        case other:
            raise ApiError("invalid_response_action", given=str(other))


def _errors(view: View, errors: object) -> dict[str, str]:
    """Return what the app found wrong, each at an input block of the view. Raises ApiError."""
    blocks = {block["block_id"] for block in _inputs(view)}
    if not isinstance(errors, dict) or not errors or not errors.keys() <= blocks:
        raise ApiError("invalid_errors", blocks=sorted(blocks))
    return {str(block): str(words) for block, words in errors.items()}


async def close_view(backend: Backend, view: View, *, everything: bool) -> Delivery:
    """Close a modal; the app hears of each closed view that asked for it."""
    backend.journal.write("human", "close_view", {"view_id": view.id, "user": view.user})
    clearing = everything or bool(view.given.get("clear_on_close"))
    payloads = {
        each.id: view_interaction(backend, each, "view_closed", cleared=clearing)
        for each in backend.surfaces.close(view, everything=clearing)
        if each.given.get("notify_on_close")
    }
    delivery = unsent({"view_id": view.id}, "not_sent")
    for payload in payloads.values():
        delivery = await backend.line.send(Delivery("interactive", payload))
    return delivery
