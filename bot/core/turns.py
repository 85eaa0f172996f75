"""Turns: when an alert may go out in its channel: at once, after the quiet hours, or in a fold with others.

What is folded waits until the channel's hour has room for one more message, which then is their fold; so the most
that a channel wants in an hour is kept by alerts and folds together.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from types import MappingProxyType

from bot.core.alerts import Alert
from bot.core.digest import Digest
from bot.core.quiet import held_until, held_words
from bot.core.rules import Rules

HOUR = timedelta(hours=1)
MOST_LINES = 15
"""Alerts of one fold; more are parted into several, for a message has its limits and no alert may be left out."""


@dataclass(frozen=True, slots=True)
class Traffic:
    """A channel's messages as far as its hour is concerned.

    Attributes:
        times: When its messages came in the last hour, and when those on their way will (UTC), in any order.
        fold_at: When what is folded already goes out; None where nothing is.
    """

    times: tuple[datetime, ...] = ()
    fold_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Turn:
    """When an alert goes out, and why not at once.

    Attributes:
        at: When it is posted, or the fold that holds it is made (UTC).
        folded: Whether it goes into a fold.
        why: For people; empty where it goes out at once.
    """

    at: datetime
    folded: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Fold:
    """Alerts of one channel that go out as one message.

    Attributes:
        id: Deterministic in its first alert, which stands in no other fold.
        alerts: In the order in which they were decided; at least one.
        version: As an alert's.
    """

    id: str
    channel: str
    alerts: tuple[Alert, ...]
    version: int = 1


Post = Alert | Fold | Digest
"""What becomes one message."""


def turn(rules: Rules, traffic: Traffic, now: datetime) -> Turn:
    """Decide when an alert may go out in its channel.

    Args:
        rules: What the channel wants.
        traffic: Its messages before this one.
        now: When the alert was decided (UTC).
    """
    until = held_until(rules.quiet, now)
    at = until or now
    held = held_words(rules.quiet, now, until) if rules.quiet is not None and until is not None else ""
    if rules.most_an_hour is None:
        return Turn(at, why=held)
    within = sorted(time for time in traffic.times if time > at - HOUR)
    if traffic.fold_at is None and len(within) < rules.most_an_hour:
        return Turn(at, why=held)
    room = traffic.fold_at or within[-rules.most_an_hour] + HOUR
    alerts = "1 alert" if rules.most_an_hour == 1 else f"{rules.most_an_hour} alerts"
    return Turn(held_until(rules.quiet, room) or room, True, f"folded: {alerts} an hour")


class Queue:
    """The channels' messages while alerts take their turns one after another."""

    def __init__(self, traffic: Mapping[str, Traffic] = MappingProxyType({})) -> None:
        """Begin with what is stored, by channel; a channel that wants any number may be left out."""
        self._traffic = dict(traffic)
        self._taken: dict[str, Turn] = {}

    def take(self, rules: Rules, alert: Alert, now: datetime) -> None:
        """Give an alert its turn, see `turn`."""
        before = self._traffic.get(rules.channel, Traffic())
        self._taken[alert.id] = taken = turn(rules, before, now)
        more = {"fold_at": taken.at} if taken.folded else {"times": (*before.times, taken.at)}
        self._traffic[rules.channel] = replace(before, **more)

    def turn_of(self, alert: Alert) -> Turn:
        """Return when an alert goes out that took its turn."""
        return self._taken[alert.id]


def folds(channel: str, alerts: Sequence[Alert]) -> Iterator[Fold]:
    """Yield the folds that hold all of a channel's folded alerts, in their order."""
    for start in range(0, len(alerts), MOST_LINES):
        part = tuple(alerts[start : start + MOST_LINES])
        yield Fold(f"fold-{part[0].id}", channel, part)
