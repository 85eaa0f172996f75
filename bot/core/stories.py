"""Stories: entries that tell the same announcement are one.

A wrong merge is worse than a miss: it hides news, a miss only repeats it.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.core.figures import Figure


@dataclass(frozen=True, slots=True)
class Story:
    """One announcement, as far as it is known.

    Attributes:
        id: Opaque, stable.
        figure: The headline figure it is known by.
        title: Title of the first entry that told it.
        first_seen: When its first entry was stored (UTC).
        published: Earliest stated date of its entries (UTC); None where none is dated.
    """

    id: str
    figure: Figure
    title: str
    first_seen: datetime
    published: datetime | None = None
