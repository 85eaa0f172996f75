"""Stories: entries that tell the same announcement are one.

A wrong merge is worse than a miss: it hides news, a miss only repeats it.
"""

import math
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


def keys(figure: Figure) -> tuple[str, ...]:
    """Return the index keys a story of this figure is filed and looked up under, so that no scan is needed.

    One key for the payer and its partners each, and two for the size in dollars: neighbouring sizes share one.
    """
    names = {name.casefold() for name in (figure.org, figure.counterparty, *figure.org_alt) if name}
    orgs = tuple(f"org:{name}" for name in sorted(names))
    if figure.usd is None or figure.usd <= 0:
        return (*orgs, f"sum:{figure.currency}:{figure.amount.normalize()}")
    bucket = math.floor(math.log(float(figure.usd), SIZE_STEP))
    return (*orgs, f"usd:{bucket}", f"usd:{bucket + 1}")


SIZE_STEP = 1.15
"""Ratio of one size of story to the next."""
