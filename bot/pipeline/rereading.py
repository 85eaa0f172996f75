"""Rereading: stored entries, read by today's reader and compared with what was read of them before.

Nothing is posted, decided or matched anew. A running bot may go on meanwhile: each page is one transaction, and entries
that the bot adds are of a later page.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime

import structlog

from bot.core.money import Rates
from bot.core.orgs import Directory
from bot.core.reading import Reading, read
from bot.core.rereading import Followed, follow
from bot.ports import Reread, Store, Told

PAGE = 200
"""Entries read and stored at a time."""

_log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Difference:
    """An entry that today's reader reads otherwise.

    Attributes:
        stories: That follow it, see `core.rereading.follow`.
    """

    told: Told
    reading: Reading
    stories: Followed


@dataclass(frozen=True, slots=True)
class Page:
    """Some entries that were read again.

    Attributes:
        entries: How many.
        differences: Those that are read otherwise.
        broken: How many could not be read, and stay as they are.
    """

    entries: int
    differences: tuple[Difference, ...]
    broken: int


async def reread(
    store: Store, rates: Rates, directory: Directory, since: datetime | None, *, apply: bool
) -> AsyncIterator[Page]:
    """Read stored entries again, a page at a time; see `Pipeline.reread`."""
    last = 0
    while page := await store.told(since, last, PAGE):
        last = page[-1].number
        read_again = [_difference(told, rates, directory) for told in page]
        differences = tuple(one for one in read_again if isinstance(one, Difference))
        if apply and differences:
            await store.reread([_reread(one) for one in differences])
            _log.info("entries.reread", entries=len(page), changed=len(differences))
        yield Page(len(page), differences, sum(one is _BROKEN for one in read_again))


_BROKEN = "broken"


def _difference(told: Told, rates: Rates, directory: Directory) -> Difference | str | None:
    """Read an entry; None where all is as before."""
    try:
        reading = read(told.entry, directory, rates)
        if (reading.figures, reading.verdict, reading.summary) == (told.figures, told.verdict, told.summary):
            return None
        stories = follow(told.opened, told.on_record, told.entry, told.figures, reading)
    except Exception:
        _log.exception("entry.broken", entry=told.entry.id)
        return _BROKEN
    return Difference(told, reading, stories)


def _reread(one: Difference) -> Reread:
    told, reading = one.told, one.reading
    return Reread(told.number, told.entry, reading.figures, reading.verdict, reading.summary, one.stories)
