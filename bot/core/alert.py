"""An alert: one story for one channel, with all that its message shows.

It is a value that is kept whole in the outbox: what was decided is shown, whatever is read or followed later.
"""

from dataclasses import dataclass
from datetime import datetime

from bot.core.changes import Change
from bot.core.corrections import What
from bot.core.figures import Figure
from bot.core.rules import Layout


@dataclass(frozen=True, slots=True)
class Source:
    """An article that tells the story.

    Attributes:
        outlet: As shown to readers.
        link: http(s) address; None means "not stated".
        title: Plain text.
        published: Aware, UTC; None means "not stated".
    """

    outlet: str
    link: str | None
    title: str
    published: datetime | None


@dataclass(frozen=True, slots=True)
class Was:
    """What a story was known by before it changed.

    Attributes:
        figure: The figure of that time.
        change: What became of it.
        by: The article that tells the change.
    """

    figure: Figure
    change: Change
    by: Source

    @property
    def is_mended(self) -> bool:
        """Say whether a person mended the figure, and no article tells of it."""
        return self.change is Change.CORRECTED and self.by.link is None and not self.by.title


@dataclass(frozen=True, slots=True)
class TakenOut:
    """Why the figure of an alert is no longer in the ledger: somebody said so.

    Attributes:
        what: `not_ai` or `duplicate`.
        by: Who says so.
        correction: Its number, by which it can be undone.
        same: The announcement that a duplicate tells again, as a headline; empty for the other sort.
        alert: Id of the alert of that announcement in the same channel; None where there is none.
    """

    what: What
    by: str
    correction: int
    same: str = ""
    alert: str | None = None


@dataclass(frozen=True, slots=True)
class Alert:
    """One story for one channel: all that its message shows.

    Attributes:
        id: Deterministic in story and channel, so that deciding twice gives one alert.
        version: From 1; each change of the message is a new one.
        followed: Why this channel gets it, for people: "#ai-spend follows any payer ≥ $1B".
        figure: The headline figure that met the rules, the largest where several did.
        others: The entry's other figures worth a line: further headline figures first.
        summary: At most two sentences of the entry, plain text; may be empty.
        evidence: The words the decision rests on.
        also: Articles of other outlets that tell the story too, in the order in which they were seen.
        was: The last change of the story; None where it is as it was first told.
        earlier: Id of the alert in the same channel whose story this one changes; None where there is none.
        news: Why it is news, in a few words each: "the largest by a Chinese company on record".
        layout: How much of it the message shows; what was stored before there was a choice is shown in full.
        channel_name: The channel's name, for people; empty means "not stated".
        taken_out: Why its figure is no longer in the ledger; None while it is.
    """

    id: str
    story: str
    channel: str
    version: int
    figure: Figure
    others: tuple[Figure, ...]
    summary: str
    source: Source
    followed: str
    evidence: tuple[str, ...] = ()
    also: tuple[Source, ...] = ()
    was: Was | None = None
    earlier: str | None = None
    news: tuple[str, ...] = ()
    layout: Layout = Layout.FULL
    channel_name: str = ""
    taken_out: TakenOut | None = None

    @property
    def linked(self) -> str | None:
        """Return the id of the alert in the same channel that the message links to; None where there is none."""
        return self.taken_out.alert if self.taken_out is not None else self.earlier
