"""Evidence: the figures of a company, each with the words it was read from and what people have put right since.

A shipped figure has no such words; the note of whoever entered it stands in their place.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.corrections import Correction
from bot.core.facts import Fact
from bot.core.positions import Placing
from bot.core.query import Query

PER_PAGE = 30
"""Figures on a page: a window of Slack's holds a hundred blocks, and a figure takes three."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A page of a company's figures.

    Attributes:
        query: As asked: the company, kinds, years and the page, of `PER_PAGE` figures.
        org: The company.
        facts: Newest first, but for those that tell again what another one does.
        total: How many there are on all pages.
        counted: Ids of those shown that count in a total.
        placings: What has become of those shown, by id.
        quotes: The words that those shown were read from, by id.
        corrections: What people said of those shown and holds, by id.
    """

    query: Query
    org: str
    facts: tuple[Fact, ...]
    total: int
    counted: frozenset[str]
    placings: Mapping[str, Placing]
    quotes: Mapping[str, str]
    corrections: Mapping[str, tuple[Correction, ...]]

    @property
    def pages(self) -> int:
        """Return how many pages there are, at least one."""
        return max(1, -(-self.total // PER_PAGE))
