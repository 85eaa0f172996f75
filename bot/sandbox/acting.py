"""What a person does at a message or a view: press, choose, tick, type into a field, search a menu.

What stands in an input block is only kept until the view is submitted, unless the block dispatches actions.
"""

from bot.sandbox.composition import grouped
from bot.sandbox.deliveries import Delivery, Outcome, unsent
from bot.sandbox.interactions import action, block_actions, block_suggestion, pressed
from bot.sandbox.judge import Judge
from bot.sandbox.looking import Onlooker
from bot.sandbox.seen import Seen, SeenView
from bot.sandbox.storing import acting, spread
from bot.sandbox.surfaces import Place, View
from bot.sandbox.values import Value, entered, slot
from bot.sandbox.wire import JSON
from bot.sandbox.workspace import Message


class Hand(Onlooker):
    """Somebody who acts on what they see; every call comes back before the app has answered."""

    async def click(
        self,
        place: Seen | SeenView,
        action_id: str,
        *,
        user: str | None = None,
        block_id: str | None = None,
        option: Value = None,
    ) -> Delivery:
        """Press a button, or choose in a menu.

        Args:
            place: The message or view it stands in.
            action_id: The element; `block_id` too where several blocks use that id.
            user: Who presses; None means whose view it is, or the first person of the workspace.
            block_id: None means any block.
            option: What is chosen or entered, as in `values`; None means the first option.

        Raises:
            LookupError: There is no such message, view, element or option.
        """
        target = self._place(place, user)
        _, element = _element(target, action_id, block_id)
        first = next((each["value"] for each in element.get("options", [])), None)
        wanted = first if option is None and element["type"].endswith(("static_select", "radio_buttons")) else option
        return await self.select(place, action_id, wanted, user=user, block_id=block_id)

    async def select(
        self,
        place: Seen | SeenView,
        action_id: str,
        value: Value,
        *,
        user: str | None = None,
        block_id: str | None = None,
    ) -> Delivery:
        """Enter a value into an element, None clearing it; arguments and errors as for `click`.

        The delivery of what is only kept for later is over at once, `not_sent`.
        """
        target, who = self._place(place, user), self._user(user or _owner(place))
        block, element = _element(target, action_id, block_id)
        act = {"place": _key(target), "user": who, "action_id": action_id, "value": value}
        self.backend.journal.write("human", "select" if slot(element["type"]) else "click", act)
        held = self._enter(target, block, element, value)
        if block["type"] == "input" and not block.get("dispatch_action"):
            return unsent(act, "not_sent")

        def lost(_: Outcome) -> None:
            target.unanswered.add(action_id)
            self._touch(target)

        target.unanswered.discard(action_id)
        payload = block_actions(self.backend, target, who, action(self.backend, block, element, held))
        return await self.backend.line.send(Delivery("interactive", payload, lost=lost))

    def _enter(self, target: Place, block: JSON, element: JSON, value: Value) -> JSON | None:
        """Keep a value in its element; return what it holds then. Raises LookupError."""
        if slot(element["type"]) is None:
            return pressed(element, value)
        served = self.backend.served.get((_key(target), block["block_id"], element["action_id"]), [])
        held = entered(element, value, served)
        target.state.setdefault(block["block_id"], {})[element["action_id"]] = held
        self._touch(target)
        return held

    async def search_options(
        self,
        place: Seen | SeenView,
        action_id: str,
        query: str,
        *,
        user: str | None = None,
        block_id: str | None = None,
    ) -> JSON:
        """Type into a menu whose options the app gives; return `options`, or `option_groups` where it groups them.

        Raises:
            LookupError: There is no such menu, or the app's answer is nothing a menu can show.
            TimeoutError: The app did not answer, and the clock stands still.
        """
        target, who = self._place(place, user), self._user(user or _owner(place))
        block, element = _element(target, action_id, block_id)
        if not element["type"].endswith("external_select"):
            raise LookupError(f"{action_id} is a {element['type']}, whose options the app is not asked for")
        act = {"place": _key(target), "user": who, "action_id": action_id, "query": query}
        self.backend.journal.write("human", "search_options", act)
        if len(query) < element.get("min_query_length", 3):
            return {"options": []}
        payload = block_suggestion(self.backend, target, who, block, element, query)
        delivery = await self.backend.line.send(Delivery("interactive", payload, accepts=True))
        if await delivery.done() != "acknowledged":
            raise LookupError(f"the app gave no options: {delivery.outcome}")
        return self._served((_key(target), block["block_id"], action_id), delivery.payload or {})

    def _served(self, key: tuple[str, str, str], answer: JSON) -> JSON:
        """Judge and keep the options an app gave. Raises LookupError."""
        judge = Judge("message")
        if answer.get("options") != [] and answer.get("option_groups") != []:
            grouped(judge, answer, "")
        if judge.refusals:
            raise LookupError("Slack shows no such options: " + "; ".join(map(str, judge.refusals)))
        given = [
            *answer.get("options", []),
            *(each for group in answer.get("option_groups", []) for each in group["options"]),
        ]
        self.backend.served.setdefault(key, []).extend(each for each in given)
        return {name: answer[name] for name in ("options", "option_groups") if name in answer}

    def _place(self, place: Seen | SeenView, user: str | None) -> Place:
        """Return the message or view that was seen, if that person still sees it. Raises LookupError."""
        if isinstance(place, SeenView):
            return self._view(place)
        who = self._user(user)
        said = self.backend.workspace.find(place.channel, place.ts)
        if said is None or said.only_for not in (None, who):
            raise LookupError(f"{who} sees no message {place.ts} in {place.channel}")
        return said

    def _touch(self, target: Place) -> None:
        if isinstance(target, View):
            self.backend.surfaces.tell(target.user)
        else:
            self.backend.workspace.touch(target)


def _owner(place: Seen | SeenView) -> str | None:
    return place.user if isinstance(place, SeenView) else None


def _key(target: Place) -> str:
    return target.ts if isinstance(target, Message) else target.id


def _element(target: Place, action_id: str, block_id: str | None) -> tuple[JSON, JSON]:
    """Return the block and the element with an action id. Raises LookupError."""
    held = [(block, element) for block in spread(target.blocks) for element in acting(block)]
    for block, element in held:
        if element["action_id"] == action_id and block_id in (None, block["block_id"]):
            return block, element
    there = ", ".join(element["action_id"] for _, element in held) or "none"
    raise LookupError(f"no element {action_id} in {_key(target)}; there are: {there}")
