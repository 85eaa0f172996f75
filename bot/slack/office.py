"""What is behind the desk, as a protocol that the program fulfils: all that answers are made of."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.core.alerts import Alert
from bot.core.corrections import What
from bot.core.evidence import Evidence
from bot.core.following import Setting
from bot.core.found import Found
from bot.core.rules import Rules
from bot.core.subscriptions import Amendment, Choices, Followed
from bot.core.votes import Stats, Vote
from bot.core.wishes import Wishes
from bot.pipeline import Amended, Corrected, Place
from bot.ports import Health, Judged, Sent, Trouble


@dataclass(frozen=True, slots=True)
class Overseen:
    """A channel as those who follow it see it.

    Attributes:
        rules: In force; None where it follows nothing, or nothing can be posted there.
        settings: Each with who decided it; empty where nothing is followed.
        amendments: The last changes, the newest first.
        paused: Why nothing can be posted there, as a sentence; None where it can.
        is_ended: Whether it was unsubscribed in Slack.
    """

    rules: Rules | None
    settings: tuple[Setting, ...] = ()
    amendments: tuple[Amendment, ...] = ()
    paused: str | None = None
    is_ended: bool = False


@dataclass(frozen=True, slots=True)
class Status:
    """How the bot fares.

    Attributes:
        feeds: In the order of their names.
        pending: Messages that wait to be posted, anywhere.
        figures: Figures on record.
        last: The newest alert in the asker's channel; None where there is none.
    """

    feeds: tuple[Health, ...]
    pending: int
    figures: int
    last: Sent | None = None


@dataclass(frozen=True, slots=True)
class Export:
    """A file to be sent.

    Attributes:
        name: Of the file.
        content: Its bytes.
        figures: How many figures stand in it.
    """

    name: str
    content: bytes
    figures: int


class Office(Protocol):
    """What listeners ask for, and what they have done.

    Every method may raise StoreError; one that takes what people typed RequestError too.
    """

    def now(self) -> datetime:
        """Return the time (UTC)."""
        ...

    def admins(self) -> Collection[str]:
        """Return the ids of the members who may change any channel."""
        ...

    async def companies(self, channel: str) -> tuple[str, ...]:
        """Return names that have a record: those the channel follows, then those with the longest records."""
        ...

    async def lookup(self, text: str) -> Found:
        """Return what is known of what was asked, or near names."""
        ...

    async def evidence(self, text: str) -> Evidence | None:
        """Return a page of a company's figures with what they rest on; None where no company is named that is known."""
        ...

    async def why(self, alert_id: str) -> Alert | None:
        """Return a stored alert; None where there is none of that id."""
        ...

    async def recent(self, channel: str, text: str, most: int) -> tuple[Alert, ...]:
        """Return alerts that stand in a channel and hold some words in their headlines, the newest first."""
        ...

    async def vote(self, alert_id: str, user: str, vote: Vote) -> Alert | None:
        """Take a vote over and return the alert; None where there is none of that id."""
        ...

    async def stats(self) -> Stats:
        """Return what all votes say."""
        ...

    async def misread(self, text: str) -> str | None:
        """Return why a sum cannot be meant, for people; None where it can."""
        ...

    async def companies_like(self, text: str) -> tuple[str, ...]:
        """Return at most a hundred names that somebody may be typing, the nearest first."""
        ...

    async def correct(self, alert_id: str, what: What, value: str | None, by: str, note: str | None) -> Corrected:
        """Record what a reader says is wrong with an alert's figure; ledger and messages follow.

        Args:
            alert_id: Of the alert.
            what: What is wrong.
            value: The right sum, the right company, or the id of the alert that this one tells again.
            by: Who says so.
            note: Why; None where nothing is said.
        """
        ...

    def may_correct(self, user: str) -> bool:
        """Say whether somebody's word changes ledger and messages, which all workspaces share."""
        ...

    async def restore(self, correction: int, by: str) -> Corrected:
        """Take a correction back."""
        ...

    async def feedback(self, by: str, channel: str, text: str) -> str | None:
        """Keep what a person has to say; return the channel in which operators want to hear of it, None for none."""
        ...

    async def subscribe(self, place: Place, by: str, text: str) -> Amended:
        """Let a channel follow what was typed, beside what it follows already."""
        ...

    async def unsubscribe(self, place: Place, by: str, text: str) -> Amended:
        """Let a channel follow some companies no longer, or nothing where none is named."""
        ...

    async def mute(
        self, place: Place, by: str, what: str, until: datetime | None, called: str | None = None
    ) -> Amended:
        """Keep a company, a word, a story (by its id, and what it is called) or everything out; None means for good."""
        ...

    async def unmute(self, place: Place, by: str, what: str) -> Amended:
        """Let it in again."""
        ...

    async def choose(self, place: Place, by: str, change: Callable[[Choices], Choices], words: str) -> Amended:
        """Set choices of a channel that are understood already, and record them in these words."""
        ...

    async def overseen(self, channel: str) -> Overseen:
        """Return what a channel follows, and who decided and changed it."""
        ...

    async def status(self, channel: str) -> Status:
        """Return how the bot fares, as somebody in a channel may know it."""
        ...

    async def articles(self, url: str) -> tuple[Judged, ...]:
        """Return the stored entries that lead to a page."""
        ...

    async def entitled(self, words: Sequence[str], most: int) -> tuple[Judged, ...]:
        """Return at most so many stored entries whose titles hold all of some words, the newest first."""
        ...

    async def export(self, company: str) -> Export:
        """Return the ledger as a file, or what a company appears in where one is named."""
        ...

    async def forget(self, team: str) -> None:
        """Erase what is kept of a workspace that took the app out; done twice it does no harm."""
        ...

    async def followed(self, place: Place) -> Followed:
        """Return what a channel follows; where nobody has said anything of it, what it would follow."""
        ...

    async def everywhere(self) -> tuple[Followed, ...]:
        """Return every channel of which anybody has said anything, private ones too, with what it follows."""
        ...

    async def wish(self, place: Place, by: str, shown: Wishes, wanted: Wishes) -> Amended:
        """Make a channel follow what a dialog holds, as far as that differs from what it showed."""
        ...

    async def reset(self, place: Place, by: str) -> Amended:
        """Let a channel follow what the watch list says, but for its mutes."""
        ...

    async def latest(self, channels: Collection[str], most: int) -> tuple[Sent, ...]:
        """Return the newest alerts that stand in some channels, the newest first."""
        ...

    async def health(self) -> tuple[Health, ...]:
        """Return how each feed fares."""
        ...

    async def greet(self, whom: str) -> bool:
        """Record that somebody is greeted; False where they were before."""
        ...

    async def stopped(self, channel: str, code: str) -> tuple[Trouble, ...]:
        """Take note that nothing can be posted in a channel, by Slack's code for why; return whom to tell of it."""
        ...

    async def resume(self, channel: str) -> bool:
        """Go on in a channel where something can be posted again; False where nothing was paused."""
        ...

    async def rename(self, channel: str, name: str) -> None:
        """Know a channel by another name."""
        ...
