"""What the bot heard and when: facts with the moments at which they came and changed.

The ledger holds facts as they are now; with these moments it can be told how it stood at any time since.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.core.facts import Fact

EVER = datetime.min.replace(tzinfo=UTC)
"""When facts were heard of that came before anything that is asked."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A fact and when the bot heard of it.

    Attributes:
        fact: As it is now, corrected by people. One that no ledger holds, because nobody is named who spends, has an
            empty `org`.
        at: When it was first seen; of a shipped one the day of its announcement (UTC).
        was: How it stood before news changed it, the oldest first: each with the time of the change (UTC).
        stood: Whether it stood in a feed when that was first polled.
    """

    fact: Fact
    at: datetime = EVER
    was: tuple[tuple[datetime, Fact], ...] = ()
    stood: bool = False

    def as_of(self, moment: datetime) -> Fact | None:
        """Return how it stood at a moment (UTC); None before it was heard of."""
        if self.at >= moment:
            return None
        return next((fact for changed, fact in self.was if changed >= moment), self.fact)


def as_of(moment: datetime, heard: Iterable[Heard]) -> tuple[Fact, ...]:
    """Return the facts that were known before a moment, as they were then."""
    return tuple(fact for one in heard if (fact := one.as_of(moment)) is not None)
