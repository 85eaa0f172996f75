"""The Events API: what happens in the workspace and the app has subscribed to.

What is not acknowledged is sent again, up to three times: at once, a minute later, five minutes later; every time
with the same `event_id`, by which an app tells a repetition.
"""

import secrets
from collections.abc import Callable, Collection
from datetime import timedelta

from bot.sandbox.background import Background
from bot.sandbox.clock import Clock
from bot.sandbox.deliveries import Delivery, Outcome
from bot.sandbox.line import Line
from bot.sandbox.wire import JSON
from bot.sandbox.workspace import Workspace

RETRIES = (timedelta(0), timedelta(minutes=1), timedelta(minutes=5))
_REASONS = {"operation_timeout": "http_timeout", "dispatch_failed": "connection_failed"}
# What happens to an app itself; others concern a person or channel, which then is part of the event's context.
_ABOUT_THE_APP = frozenset({"app_uninstalled", "tokens_revoked"})


class Events:
    """Tells the app what happened.

    Attributes:
        subscribed: Types of events the app wants.
        deliveries: All that was sent, repetitions too, oldest first.
    """

    def __init__(
        self, clock: Clock, workspace: Workspace, line: Line, background: Background, subscribed: Collection[str]
    ) -> None:
        """Start with what the app's manifest asks for."""
        self.clock = clock
        self.workspace = workspace
        self.line = line
        self.subscribed = set(subscribed)
        self.deliveries: list[Delivery] = []
        self._background = background
        self._waiting: set[Callable[[], None]] = set()

    def emit(self, event: JSON) -> Delivery | None:
        """Send an event; return its first delivery, or None where the app has not subscribed to that type."""
        if event["type"] not in self.subscribed:
            return None
        return self._send(self._callback(event), 0, "")

    def repeat(self, delivery: Delivery) -> Delivery:
        """Send an event once more though it was acknowledged, as Slack does when the acknowledgement is lost."""
        return self._send(delivery.content, delivery.attempt + 1, self._reason("operation_timeout"))

    def _callback(self, event: JSON) -> JSON:
        app, team = self.workspace.app, self.workspace.team_id
        if event["type"] not in _ABOUT_THE_APP:
            event = {**event, "event_ts": event.get("event_ts") or self.workspace.next_ts()}
        body: JSON = {
            "token": self.line.token,
            "team_id": team,
            "api_app_id": app.id,
            "event": event,
            "type": "event_callback",
            "event_id": f"Ev{secrets.token_hex(5).upper()}",
            "event_time": int(self.clock.now().timestamp()),
            "is_ext_shared_channel": False,
        }
        authorization = {"enterprise_id": None, "team_id": team, "user_id": app.user, "is_bot": True}
        body["authorizations"] = [{**authorization, "is_enterprise_install": False}]
        if isinstance(event.get("channel"), str):
            body["event_context"] = f"4-{event['type']}-{team}-{event['channel']}"
        return body

    def _send(self, body: JSON, attempt: int, reason: str) -> Delivery:
        def lost(outcome: Outcome) -> None:
            if attempt < len(RETRIES) and not delivery.no_retry:
                self._again(RETRIES[attempt], lambda: self._send(body, attempt + 1, self._reason(outcome)))

        delivery = Delivery("events_api", body, lost=lost, attempt=attempt, reason=reason)
        self.deliveries.append(delivery)
        self._background.spawn(self.line.send(delivery))
        return delivery

    def _again(self, delay: timedelta, send: Callable[[], Delivery]) -> None:
        if not delay:
            send()
            return
        cancel: Callable[[], None]

        def due() -> None:
            self._waiting.discard(cancel)
            send()

        cancel = self.clock.later(delay, due)
        self._waiting.add(cancel)

    def _reason(self, outcome: Outcome) -> str:
        """Return why an event is sent again: Socket Mode knows timeouts only."""
        return _REASONS.get(outcome, "http_error") if self.line.hooks.url else "timeout"

    def close(self) -> None:
        """Forget what was to be sent again."""
        for cancel in tuple(self._waiting):
            cancel()
        self._waiting.clear()
