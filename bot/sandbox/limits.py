"""How often an app may call: the posting limit of each channel and workspace, and the tiers of methods.

Slack promises at least so many calls a minute and bears short bursts; here the promise is the limit, and the burst is
a minute's calls at once. A refusal says in `Retry-After` when the next call will be taken.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from math import ceil

from bot.sandbox.clock import Clock
from bot.sandbox.wire import ApiError

PER_MINUTE = {1: 1, 2: 20, 3: 50, 4: 100}
# Tier 1 is a call a minute; an app whose connections are refreshed together needs some at once, and gets them.
_BURST = {1: 5}
HISTORY = ("conversations.history", "conversations.replies")
HISTORY_PAGE = 15


@dataclass(slots=True)
class Bucket:
    """Calls that are left: some at once, then so many a second."""

    clock: Clock
    burst: float
    per_second: float
    left: float = -1.0
    at: float = 0.0

    def spend(self) -> None:
        """Count a call. Raises ApiError 429 `ratelimited` with `Retry-After`."""
        now = self.clock.now().timestamp()
        left = self.burst if self.left < 0 else min(self.burst, self.left + (now - self.at) * self.per_second)
        self.left, self.at = left, now
        # Seconds as floats: a third of a call may be a hair short of whole after three of them.
        if left < 1 - 1e-9:
            wait = ceil((1 - left) / self.per_second - 1e-6)
            raise ApiError("ratelimited", status=429, headers={"Retry-After": str(max(wait, 1))})
        self.left = left - 1


@dataclass(slots=True)
class Pace:
    """The posting limit: one message a second and channel after a short burst, some hundreds a minute in all.

    Attributes:
        enforced: Whether calls over the limit are refused.
        burst: Messages that may come at once in a channel.
        workspace: Messages a minute in all channels together; None means no limit.
    """

    clock: Clock
    enforced: bool = True
    burst: int = 4
    workspace: int | None = 300
    _channels: dict[str, Bucket] = field(default_factory=dict)
    _all: Bucket | None = None

    def spend(self, channel: str) -> None:
        """Count a post. Raises ApiError 429 `ratelimited` where channel or workspace is over its limit."""
        if not self.enforced:
            return
        bucket = self._channels.setdefault(channel, Bucket(self.clock, self.burst, 1.0))
        bucket.burst = self.burst
        bucket.spend()
        if self.workspace is not None:
            self._all = self._all or Bucket(self.clock, self.workspace, self.workspace / 60)
            self._all.spend()


@dataclass(slots=True)
class Tiers:
    """The limits of methods.

    Attributes:
        enforced: Whether calls over the limit are refused.
        narrow_history: Whether messages are read as by an app that is sold and not on the Marketplace: fifteen a
            call, one call a minute.
    """

    clock: Clock
    enforced: bool = True
    narrow_history: bool = False
    _methods: dict[str, Bucket] = field(default_factory=dict)

    def spend(self, method: str, tier: int | None) -> None:
        """Count a call; a tier of None has no limit. Raises ApiError 429 `ratelimited`."""
        if self.narrow_history and method in HISTORY:
            self._bucket(f"{method} narrow", lambda: Bucket(self.clock, 1, 1 / 60)).spend()
        elif self.enforced and tier is not None:
            most = PER_MINUTE[tier]
            self._bucket(method, lambda: Bucket(self.clock, _BURST.get(tier, most), most / 60)).spend()

    def _bucket(self, name: str, make: Callable[[], Bucket]) -> Bucket:
        if name not in self._methods:
            self._methods[name] = make()
        return self._methods[name]
