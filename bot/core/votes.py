"""Votes: what readers say of alerts, and how often each rule of the reader is right by their word.

One reader has one vote on an alert, the last one. That an alert is not relevant is said of what the channel follows,
and that it is a duplicate of how stories are told apart: neither makes the reading of the figure wrong.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from math import sqrt

from bot.core.figures import Figure


class Vote(StrEnum):
    """What a reader says of an alert."""

    GOOD = "good"
    WRONG = "wrong"
    DUPLICATE = "duplicate"
    NOT_RELEVANT = "not_relevant"


UNSAID = "unsaid"
"""The rule of a figure beside which no word said what it is."""


@dataclass(frozen=True, slots=True)
class Cast:
    """One reader's vote on one alert.

    Attributes:
        alert: Its id.
        user: Who votes.
        rule: What let the figure in, see `rule_of`.
        kind: Of the figure: `pledge`.
        at: When (UTC).
    """

    alert: str
    user: str
    vote: Vote
    rule: str
    kind: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Precision:
    """How often figures of one sort are right.

    Attributes:
        sort: What they have in common: a rule, a kind.
        right: Votes that say so.
        wrong: Votes that say the contrary.
    """

    sort: str
    right: int
    wrong: int
    duplicates: int
    not_relevant: int

    @property
    def votes(self) -> int:
        """Return how many votes there are in all."""
        return self.right + self.wrong + self.duplicates + self.not_relevant

    @property
    def share(self) -> float | None:
        """Return which share of the votes on the figure itself says that it is right; None where there is none."""
        told = self.right + self.wrong
        return self.right / told if told else None

    @property
    def least(self) -> float | None:
        """Return what that share is at least, surely enough: the lower end of Wilson's interval of 95 %.

        >>> Precision("spend", 9, 1, 0, 0).share, round(Precision("spend", 9, 1, 0, 0).least or 0, 2)
        (0.9, 0.6)
        >>> Precision("spend", 0, 0, 1, 0).least is None
        True
        """
        if self.share is None:
            return None
        told, share = self.right + self.wrong, self.share
        centre = share + _Z**2 / (2 * told)
        spread = _Z * sqrt(share * (1 - share) / told + _Z**2 / (4 * told**2))
        return min(share, max(0.0, (centre - spread) / (1 + _Z**2 / told)))


_Z = 1.96


@dataclass(frozen=True, slots=True)
class Stats:
    """What all votes say.

    Attributes:
        overall: Of all figures.
        rules: By what let them in, those with the most votes first.
        kinds: By kind, likewise.
    """

    overall: Precision
    rules: tuple[Precision, ...]
    kinds: tuple[Precision, ...]


def rule_of(figure: Figure) -> str:
    """Return what let a figure in: the cue its kind goes back to."""
    return figure.cue.value if figure.cue is not None else UNSAID


def count(casts: Iterable[Cast]) -> Stats:
    """Count votes.

    Args:
        casts: At most one of each reader for an alert.
    """
    given = tuple(casts)
    return Stats(_precision("all", given), _by(given, lambda cast: cast.rule), _by(given, lambda cast: cast.kind))


def _by(casts: tuple[Cast, ...], sort: Callable[[Cast], str]) -> tuple[Precision, ...]:
    sorts = sorted({sort(cast) for cast in casts})
    found = [_precision(one, [cast for cast in casts if sort(cast) == one]) for one in sorts]
    return tuple(sorted(found, key=lambda precision: -precision.votes))


def _precision(sort: str, casts: Iterable[Cast]) -> Precision:
    votes = [cast.vote for cast in casts]
    return Precision(
        sort,
        right=votes.count(Vote.GOOD),
        wrong=votes.count(Vote.WRONG),
        duplicates=votes.count(Vote.DUPLICATE),
        not_relevant=votes.count(Vote.NOT_RELEVANT),
    )
