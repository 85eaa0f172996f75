"""Reading an entry: figures, verdict and summary in one step."""

from dataclasses import dataclass

from bot.core import extraction, money, relevance, summary
from bot.core.entry import Entry
from bot.core.figures import Figure
from bot.core.money import Rates
from bot.core.orgs import Directory
from bot.core.page import Page, lay_out
from bot.core.relevance import Verdict
from bot.core.text import MAX_CHARS, fold


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of an entry.

    Attributes:
        figures: Every sum of a million or more, headline ones first.
        verdict: Whether its main news is a commitment of money to AI.
        summary: At most two sentences of it; empty where it tells no sum.
        named: Whom title and opening name, in order, each once.
    """

    figures: tuple[Figure, ...]
    verdict: Verdict
    summary: str
    named: tuple[str, ...] = ()


MOST_NAMED = 12
OPENING = 900
"""Characters of an entry, title included, that tell whom it is about."""


def read(entry: Entry, directory: Directory, rates: Rates) -> Reading:
    """Read an entry.

    Args:
        entry: As a parser left it.
        directory: The organisations.
        rates: Rates of exchange for the day of publication.
    """
    if not money.may_hold_any(fold(f"{entry.title}\n\n{entry.text}"[:MAX_CHARS])):
        return Reading((), relevance.NO_MONEY, "")
    page = lay_out(entry, directory)
    found = extraction.extract(page, rates)
    return Reading(found, relevance.judge(page, found), summary.summarize(page, found), _named(page))


def _named(page: Page) -> tuple[str, ...]:
    """Return whom title and opening name."""
    mentions = (mention for sentence in page.sentences if sentence.start < OPENING for mention in sentence.mentions)
    return tuple(dict.fromkeys(mention.name for mention in mentions))[:MOST_NAMED]
