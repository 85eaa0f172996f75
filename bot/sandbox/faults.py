"""What goes wrong on demand, and how fast an app may post.

`ACCEPT_THEN_DROP` is the one that makes duplicates: Slack has the message and the app never hears so.
"""

from dataclasses import dataclass, field
from enum import StrEnum
from math import ceil

from bot.sandbox.clock import Clock
from bot.sandbox.wire import ApiError


class Fault(StrEnum):
    """How a call fails."""

    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    DROP = "drop"
    ACCEPT_THEN_DROP = "accept_then_drop"
    HANG = "hang"
    ERROR = "error"


@dataclass(slots=True)
class Planned:
    """A fault that will meet the next calls of a method.

    Attributes:
        times: Calls still to be hit.
        code: Slack's error code, for `ERROR`.
        retry_after: Seconds, for `RATE_LIMITED`.
    """

    fault: Fault
    times: int
    code: str = "internal_error"
    retry_after: int = 1

    def answer(self) -> ApiError:
        """Return the refusal this fault answers with."""
        if self.fault is Fault.RATE_LIMITED:
            return ApiError("ratelimited", status=429, headers={"Retry-After": str(self.retry_after)})
        return ApiError(self.code)


@dataclass(slots=True)
class Faults:
    """The faults planned, by method; `response_url` counts as a method, `*` means all of the Web API."""

    planned: dict[str, list[Planned]] = field(default_factory=dict)

    def plan(self, method: str, planned: Planned) -> None:
        """Let the next calls of a method fail, after those already planned."""
        self.planned.setdefault(method, []).append(planned)

    def meet(self, method: str) -> Planned | None:
        """Return the fault that hits this call, counting it; None where all is well."""
        for name in (method, "*"):
            queue = self.planned.get(name, [])
            if queue:
                first = queue[0]
                first.times -= 1
                if first.times <= 0:
                    queue.pop(0)
                return first
        return None

    def clear(self) -> None:
        """Forget all that was planned."""
        self.planned.clear()


@dataclass(slots=True)
class Pace:
    """The posting limit: one message a second and channel, after a short burst.

    Attributes:
        enforced: Whether calls over the limit are refused.
        burst: Messages that may come at once.
    """

    clock: Clock
    enforced: bool = True
    burst: int = 4
    _left: dict[str, tuple[float, float]] = field(default_factory=dict)

    def spend(self, channel: str) -> None:
        """Count a post. Raises ApiError 429 `ratelimited` with `Retry-After` where the channel is over its limit."""
        if not self.enforced:
            return
        now = self.clock.now().timestamp()
        tokens, at = self._left.get(channel, (float(self.burst), now))
        tokens = min(float(self.burst), tokens + now - at)
        if tokens < 1:
            self._left[channel] = (tokens, now)
            raise ApiError("ratelimited", status=429, headers={"Retry-After": str(ceil(1 - tokens))})
        self._left[channel] = (tokens - 1, now)
