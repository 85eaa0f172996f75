"""Modals and Home tabs: which views a person has before them, and what was entered into each.

A person sees one stack of at most three modals of the app, and the top one only. An update keeps what was entered
into those elements whose ids it keeps.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.sandbox.clock import Clock
from bot.sandbox.storing import acting, named, spread
from bot.sandbox.values import initial
from bot.sandbox.wire import JSON, ApiError
from bot.sandbox.workspace import Message, Workspace

MOST_VIEWS = 3


@dataclass(slots=True, eq=False)
class View:
    """A modal or a Home tab before one person.

    Attributes:
        given: As the app gave it, without its blocks.
        blocks: As stored.
        root: Id of the first view of its stack; its own for a Home tab.
        previous: Id of the view under it; None where there is none.
        state: What was entered, by block and action.
        errors: What the app found wrong with a submission, by block.
        unanswered: Ids of actions the app did not acknowledge in time; `submit` for the submission.
        waiting: Whether a submission is on its way.
    """

    id: str
    user: str
    given: JSON
    blocks: list[JSON]
    hash: str
    root: str
    previous: str | None = None
    state: dict[str, JSON] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    unanswered: set[str] = field(default_factory=set)
    waiting: bool = False

    @property
    def external_id(self) -> str:
        """Return the id the app gave it; empty where it gave none."""
        return str(self.given.get("external_id") or "")


Place = Message | View


def state_of(place: Place) -> JSON:
    """Return all that the elements of a message or view hold, as `state` of a payload."""
    values: dict[str, JSON] = {}
    for block in spread(place.blocks):
        for element in acting(block):
            held = place.state.get(block["block_id"], {}).get(element["action_id"]) or initial(element)
            if held is not None:
                values.setdefault(block["block_id"], {})[element["action_id"]] = held
    return {"values": values}


class Surfaces:
    """The views of everybody.

    Attributes:
        home: The published Home tab of each person.
        stacks: The modals of each person, the top one last.
        listeners: Told of the person whose views changed.
    """

    def __init__(self, workspace: Workspace, clock: Clock) -> None:
        """Start with none."""
        self.workspace = workspace
        self.clock = clock
        self.home: dict[str, View] = {}
        self.stacks: dict[str, list[View]] = {}
        self.listeners: list[Callable[[str], None]] = []

    def body(self, view: View) -> JSON:
        """Return a view as Slack's API gives it out."""
        app, team, given = self.workspace.app, self.workspace.team_id, view.given
        body: JSON = {
            "id": view.id,
            "team_id": team,
            "type": given["type"],
            "blocks": view.blocks,
            "private_metadata": given.get("private_metadata", ""),
            "callback_id": given.get("callback_id", ""),
            "state": state_of(view),
            "hash": view.hash,
            "title": given.get("title") or {"type": "plain_text", "text": "View Title", "emoji": True},
            "clear_on_close": given.get("clear_on_close", False),
            "notify_on_close": given.get("notify_on_close", False),
            "close": given.get("close"),
            "submit": given.get("submit"),
            "previous_view_id": view.previous,
            "root_view_id": view.root,
            "app_id": app.id,
            "external_id": view.external_id,
            "app_installed_team_id": team,
            "bot_id": app.bot_id,
        }
        return body

    def find(self, key: str | None) -> View | None:
        """Return the view with that id, or with that id of the app's; None where it is not open (any more)."""
        views = [*self.home.values(), *(view for stack in self.stacks.values() for view in stack)]
        return next((view for view in views if key and key in (view.id, view.external_id)), None)

    def top(self, user: str) -> View | None:
        """Return the modal a person has before them."""
        stack = self.stacks.get(user)
        return stack[-1] if stack else None

    def publish(self, user: str, given: JSON) -> View:
        """Show a Home tab."""
        standing = self.home.get(user)
        view = self._make(user, given) if standing is None else self._replaced(standing, given)
        self.home[user] = view
        self.tell(user)
        return view

    def open(self, user: str, given: JSON) -> View:
        """Show a modal; one that is open goes."""
        view = self._make(user, given)
        self.stacks[user] = [view]
        self.tell(user)
        return view

    def push(self, user: str, given: JSON) -> View:
        """Show a modal over the others. Raises ApiError `push_limit_reached`, or `not_found` where there is none."""
        stack = self.stacks.get(user, [])
        if not stack:
            raise ApiError("not_found")
        if len(stack) >= MOST_VIEWS:
            raise ApiError("push_limit_reached")
        view = self._make(user, given)
        view.root, view.previous = stack[0].id, stack[-1].id
        stack.append(view)
        self.tell(user)
        return view

    def update(self, view: View, given: JSON) -> View:
        """Replace what a view shows."""
        self._replaced(view, given)
        self.tell(view.user)
        return view

    def close(self, view: View, *, everything: bool = False) -> list[View]:
        """Close a modal and those over it, or the whole stack; return what was closed."""
        stack = self.stacks.get(view.user, [])
        at = 0 if everything or view not in stack else stack.index(view)
        closed = stack[at:]
        del stack[at:]
        self.tell(view.user)
        return closed

    def tell(self, user: str) -> None:
        """Tell that something about a person's views changed."""
        for listener in tuple(self.listeners):
            listener(user)

    def _make(self, user: str, given: JSON) -> View:
        if given.get("external_id") and self.find(given["external_id"]):
            raise ApiError("duplicate_external_id")
        key = f"V{secrets.token_hex(5).upper()}"
        rest = {name: value for name, value in given.items() if name != "blocks"}
        return View(key, user, rest, named(given["blocks"]), self._hash(), root=key)

    def _replaced(self, view: View, given: JSON) -> View:
        other = self.find(given.get("external_id"))
        if other not in (None, view):
            raise ApiError("duplicate_external_id")
        view.given = {name: value for name, value in given.items() if name != "blocks"}
        view.blocks, view.hash = named(given["blocks"]), self._hash()
        kept = {(block["block_id"], held["action_id"]) for block in spread(view.blocks) for held in acting(block)}
        view.state = {
            block: {action: held for action, held in actions.items() if (block, action) in kept}
            for block, actions in view.state.items()
        }
        view.errors.clear()
        view.unanswered.clear()
        return view

    def _hash(self) -> str:
        return f"{int(self.clock.now().timestamp())}.{secrets.token_hex(4)}"
