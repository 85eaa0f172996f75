"""What Slack sends to an app and must have acknowledged within three seconds, whichever way it goes.

A delivery is settled once; what the person sees when nobody acknowledges is decided by whoever sent it, through
`lost`.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal

from bot.sandbox.clock import void
from bot.sandbox.wire import JSON

ACK_WITHIN = timedelta(seconds=3)

Kind = Literal["slash_commands", "interactive", "events_api"]
Outcome = Literal[
    "pending",
    "acknowledged",
    "operation_timeout",
    "dispatch_failed",
    "http_client_error",
    "http_service_error",
    "not_sent",
]


@dataclass(slots=True)
class Delivery:
    """Something on its way to the app.

    Attributes:
        content: The payload.
        answered: Called with what the acknowledgement carried; None where it carried nothing.
        lost: Called with the outcome when no acknowledgement came.
        accepts: Whether the acknowledgement may carry an answer.
        attempt: 0 the first time, 1 to 3 for what is sent again.
        reason: Why it is sent again; empty the first time.
        envelope: As it went over Socket Mode; empty over HTTP.
        payload: What the acknowledgement carried.
        no_retry: Whether the app asked not to be sent this again.
    """

    kind: Kind
    content: JSON
    answered: Callable[[JSON | None], None] = void
    lost: Callable[[Outcome], None] = void
    accepts: bool = False
    attempt: int = 0
    reason: str = ""
    outcome: Outcome = "pending"
    envelope: JSON = field(default_factory=dict)
    payload: JSON | None = None
    no_retry: bool = False
    settled: asyncio.Event = field(default_factory=asyncio.Event)
    cancel: Callable[[], None] = lambda: None

    @property
    def acknowledged(self) -> bool:
        """Return whether the app acknowledged in time."""
        return self.outcome == "acknowledged"

    async def done(self, timeout_s: float = 5.0) -> Outcome:
        """Wait until it is acknowledged or lost; `timeout_s` is real seconds. Raises TimeoutError."""
        await asyncio.wait_for(self.settled.wait(), timeout_s)
        return self.outcome

    def settle(self, outcome: Outcome, payload: JSON | None = None) -> None:
        """Record how it went and tell the sender, once; what comes later is too late."""
        if self.settled.is_set():
            return
        self.outcome, self.payload = outcome, payload
        self.cancel()
        self.settled.set()
        if outcome == "acknowledged":
            self.answered(payload)
        else:
            self.lost(outcome)


def unsent(content: JSON, outcome: Outcome = "dispatch_failed") -> Delivery:
    """Return a delivery that was over before it began: there is nobody to send it to, or nothing to send."""
    delivery = Delivery("interactive", content)
    delivery.settle(outcome)
    return delivery
