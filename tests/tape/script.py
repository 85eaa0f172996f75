"""A tape's script: what stands in the feeds at which hour, and what is then to be seen in Slack.

A step that expects nothing expects that nothing happens: every message, edit and reply not named here is a failure.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal, Self

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from bot.core.entry import Feed
from bot.core.hours import parse_duration
from bot.sandbox import Fault

FOLDER = Path(__file__).parent.parent / "data" / "tape"

Duration = Annotated[timedelta, BeforeValidator(lambda value: parse_duration(str(value)))]


class Shape(BaseModel):
    """A mapping of a script, whose keys are all known."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Item(Shape):
    """An item of a feed; `{n}` in a text stands for the number of the poll within its step, from 1.

    Attributes:
        published: None leaves the item undated; `now` dates it anew at every fetch.
        raw: XML that takes the item's place, as it stands.
    """

    guid: str | None = None
    link: str | None = None
    title: str = ""
    text: str = ""
    published: datetime | Literal["now"] | None = None
    raw: str | None = None


class Down(Shape):
    """A feed that answers with an error."""

    down: int


class Moved(Shape):
    """A feed whose address leads to another one, where this stands."""

    moved: tuple[Item, ...]


class Source(Shape):
    """How a feed is written.

    Attributes:
        restless: Whether its body differs at every fetch, so that no validator ever holds.
    """

    format: Literal["rss", "atom"] = "rss"
    language: str | None = "en"
    restless: bool = False


class Trouble(Shape):
    """What goes wrong in Slack during a step: calls that fail, or an outage from its beginning on."""

    outage: Duration | None = None
    fail: str = "chat.postMessage"
    fault: Fault | None = None
    times: int = 1
    code: str = "internal_error"
    retry_after: int = 1


class Post(Shape):
    """A message that comes.

    Attributes:
        channel: Its name; None means the first channel.
        first: Its first line, whole; None where only `shows` is told.
        shows: Words that stand in it.
        links: How the first line of a message began that it links, the latest of those that came before.
    """

    channel: str | None = None
    first: str | None = None
    shows: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    links: str | None = None


class Edit(Shape):
    """A message that is edited.

    Attributes:
        of: How its first line began when it came.
        shows: Words that stand in it now; those of `lacks` do not.
    """

    channel: str | None = None
    of: str
    shows: tuple[str, ...]
    lacks: tuple[str, ...] = ()


class Note(Shape):
    """One reply in a message's thread."""

    channel: str | None = None
    of: str
    says: tuple[str, ...]


def _post(value: object) -> object:
    return {"first": value} if isinstance(value, str) else value


class Step(Shape):
    """A turn of the world, the polls and the delivery that follow, and what has come of it all.

    Attributes:
        at: When it begins.
        feeds: What now stands in these feeds; the others keep what they had.
        times: How often all feeds are polled, `every` so long.
        together: Whether the feeds are polled at the same time, or one after the other in the order of the script.
        restart: Whether the bot was stopped and started before.
        delivers: Whether the bot comes to deliver.
        impatient: Whether the bot delivers what may go out at once and waits for nothing else.
        added: Feeds that stand in the configuration from now on, polled for the first time.
        readdressed: Feeds that the configuration gives another address.
        deleted: Beginnings of messages that a person deletes first.
        broken: Currencies whose rate raises, as a bug would.
    """

    at: datetime
    feeds: dict[str, tuple[Item, ...] | Down | Moved] = {}
    times: int = 1
    every: Duration = timedelta(minutes=10)
    together: bool = False
    restart: bool = False
    delivers: bool = True
    impatient: bool = False
    added: tuple[str, ...] = ()
    readdressed: tuple[str, ...] = ()
    deleted: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()
    slack: Trouble | None = None
    posts: tuple[Annotated[Post, BeforeValidator(_post)], ...] = ()
    edits: tuple[Edit, ...] = ()
    notes: tuple[Note, ...] = ()


class Sequence(Shape):
    """One sequence.

    Attributes:
        channels: As in `watchlist.yaml`; none means one that follows any payer from $1B, `updates: both`.
        sources: How feeds are written; one that is not named is English RSS.
        baseline: What stands in feeds when they are first polled, an hour before the first step, besides a quiet item.
        unread: Whether the first step is the first poll, and no baseline was read before.
        since: As of `aispend run`.
        history: Whether the ledger that is shipped is there.
    """

    why: str
    channels: tuple[dict[str, Any], ...] = ()
    sources: dict[str, Source] = {}
    baseline: dict[str, tuple[Item, ...]] = {}
    unread: bool = False
    since: Duration | None = None
    history: bool = False
    steps: tuple[Step, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _are_known(self) -> Self:
        for name in self.sources.keys() - set(self.feeds):
            raise ValueError(f"{name}: named among the sources, but in no step")
        return self

    @property
    def feeds(self) -> tuple[str, ...]:
        """Return the names of all feeds, in the order in which the script names them."""
        return tuple(dict.fromkeys([*self.baseline, *(name for step in self.steps for name in step.feeds)]))

    def feed(self, name: str, url: str) -> Feed:
        """Return a feed as the configuration would name it."""
        return Feed(name, url, language=self.source(name).language)

    def source(self, name: str) -> Source:
        """Return how a feed is written."""
        return self.sources.get(name, Source())


def sequences(folder: Path = FOLDER) -> Iterator[tuple[str, Sequence]]:
    """Yield the sequences of all files with their names, numbered where a file holds several."""
    for file in sorted(folder.glob("*.yaml")):
        documents = list(yaml.safe_load_all(file.read_text(encoding="utf-8")))
        for number, document in enumerate(documents, 1):
            name = file.stem if len(documents) == 1 else f"{file.stem}-{number}"
            yield name, Sequence.model_validate(document)
