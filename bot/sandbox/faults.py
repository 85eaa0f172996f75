"""What goes wrong on demand: single calls that fail, and outages in which nothing works.

`ACCEPT_THEN_DROP` is the one that makes duplicates: Slack has the message and the app never hears so.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from aiohttp import web

from bot.sandbox.clock import Clock
from bot.sandbox.wire import ApiError


class Fault(StrEnum):
    """How a call fails; one that is `SLOW` does not, but takes its time."""

    RATE_LIMITED = "rate_limited"
    SERVER_ERROR = "server_error"
    DROP = "drop"
    ACCEPT_THEN_DROP = "accept_then_drop"
    HANG = "hang"
    SLOW = "slow"
    ERROR = "error"


@dataclass(slots=True)
class Planned:
    """A fault that will meet the next calls of a method.

    Attributes:
        times: Calls still to be hit.
        code: Slack's error code, for `ERROR`.
        retry_after: Seconds, for `RATE_LIMITED`.
        seconds: How long the call takes, for `SLOW`.
    """

    fault: Fault
    times: int
    code: str = "internal_error"
    retry_after: int = 1
    seconds: float = 0.0

    def answer(self) -> ApiError | None:
        """Return the refusal this fault answers with; None where it does something else."""
        if self.fault is Fault.RATE_LIMITED:
            return ApiError("ratelimited", status=429, headers={"Retry-After": str(self.retry_after)})
        return ApiError(self.code) if self.fault is Fault.ERROR else None


@dataclass(slots=True)
class Faults:
    """The faults planned, by method; `response_url` counts as a method, `*` means all of the Web API."""

    clock: Clock
    planned: dict[str, list[Planned]] = field(default_factory=dict)
    until: datetime | None = None

    def plan(self, method: str, planned: Planned) -> None:
        """Let the next calls of a method fail, after those already planned."""
        self.planned.setdefault(method, []).append(planned)

    def outage(self, seconds: float) -> None:
        """Let everything fail from now on for so long; 0 ends an outage."""
        self.until = self.clock.now() + timedelta(seconds=seconds)

    def out(self) -> bool:
        """Return whether this is an outage."""
        return self.until is not None and self.clock.now() < self.until

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

    async def suffer(self, fault: Planned | None) -> web.Response | None:
        """Take the time a fault takes; return the answer of a server that is broken, None where it goes on."""
        if self.out():
            return web.Response(status=503, text="Service Unavailable")
        match fault.fault if fault else None:
            case Fault.HANG:
                await asyncio.Event().wait()
            case Fault.SLOW:
                over = asyncio.Event()
                self.clock.later(timedelta(seconds=fault.seconds if fault else 0), over.set)
                await over.wait()
            case Fault.SERVER_ERROR:
                return web.Response(status=500, text="Internal Server Error")
        return None

    def clear(self) -> None:
        """Forget all that was planned, and end an outage."""
        self.planned.clear()
        self.until = None
