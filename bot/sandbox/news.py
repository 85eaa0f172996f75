"""Sample news on loopback: three feeds in three formats whose stories arrive one after another.

A story is dated when it first appears and never changes afterwards, so that a feed's validators hold between two
arrivals; what is scheduled appears when somebody asks after its hour has come.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from hashlib import blake2b
from pathlib import Path
from typing import NamedTuple, Self

import yaml
from aiohttp import web

from bot.sandbox.formats import Arrived, Story, write_atom, write_rdf, write_rss

_SAMPLES = Path(__file__).parent / "samples"
# Path, name, language, writer of each feed; the path's stem is what a story's `feed` names.
_FEEDS = (
    ("wire.rss", "Sample Wire", "en", write_rss, "application/rss+xml"),
    ("ledger.atom", "Cloud Ledger", "en", write_atom, "application/atom+xml"),
    ("bourse.rdf", "Bourse & Byte", "en", write_rdf, "application/rdf+xml"),
)


class SampleFeed(NamedTuple):
    """A feed as a configuration would name it."""

    name: str
    url: str
    language: str


@dataclass(frozen=True, slots=True)
class Samples:
    """The stories: those that stand there at the start with their age, and those that arrive."""

    baseline: tuple[tuple[Story, timedelta], ...]
    arriving: tuple[Story, ...]


def load_samples(folder: Path = _SAMPLES) -> Samples:
    """Read the stories from `baseline.yaml` and `arriving.yaml`."""

    def rows(name: str) -> list[dict[str, object]]:
        loaded: list[dict[str, object]] = yaml.safe_load((folder / name).read_text(encoding="utf-8"))
        return loaded

    baseline = rows("baseline.yaml")
    aged = tuple((_story(row), timedelta(days=int(str(row["age_days"])))) for row in baseline)
    return Samples(aged, tuple(map(_story, rows("arriving.yaml"))))


def _story(row: dict[str, object]) -> Story:
    text = row["text"]
    paragraphs = tuple(str(paragraph).strip() for paragraph in text) if isinstance(text, list) else (str(text),)
    named = {name: str(row[name]) for name in ("id", "feed", "outlet", "link", "title")}
    return Story(**named, paragraphs=paragraphs)


class NewsServer:
    """Serves the sample feeds on 127.0.0.1.

    Use it as an async context manager, or call `serve` and `stop`.
    """

    def __init__(
        self,
        clock: Callable[[], datetime],
        first_after: timedelta = timedelta(seconds=8),
        every: timedelta | None = timedelta(seconds=30),
        start: datetime | None = None,
        samples: Samples | None = None,
    ) -> None:
        """Set the hour.

        Args:
            clock: Gives the time, aware.
            first_after: From the start to the first arrival.
            every: Between two arrivals; None means that stories arrive only by `release_next`.
            start: What the baseline is dated before; None means now.
            samples: None means those of the package.
        """
        self._clock = clock
        self._start = start or clock()
        self._first_after, self._every = first_after, every
        samples = samples or load_samples()
        self._arrived = [Arrived(story, self._start - age) for story, age in samples.baseline]
        self._arrived.sort(key=lambda arrived: arrived.at)
        self._waiting = list(samples.arriving)
        self._released = 0
        self._runner: web.AppRunner | None = None
        self._base = ""

    @property
    def urls(self) -> tuple[SampleFeed, ...]:
        """Return the feeds; their addresses are known once it serves."""
        return tuple(SampleFeed(name, f"{self._base}/{path}", language) for path, name, language, *_ in _FEEDS)

    @property
    def waiting(self) -> int:
        """Return how many stories have not arrived yet."""
        self._catch_up()
        return len(self._waiting)

    def release_next(self) -> Story | None:
        """Let the next story arrive now; None where there is none left."""
        return self._release(self._clock()) if self._waiting else None

    def _release(self, at: datetime) -> Story:
        story = self._waiting.pop(0)
        self._released += 1
        self._arrived.append(Arrived(story, at.replace(microsecond=0)))
        return story

    def _catch_up(self) -> None:
        """Let arrive what is due; each is dated at its own hour, whenever somebody first asks."""
        while self._every is not None and self._waiting:
            due = self._start + self._first_after + self._released * self._every
            if due > self._clock():
                return
            self._release(due)

    async def serve(self, port: int = 0) -> Self:
        """Listen on 127.0.0.1; port 0 takes any free one. Raises OSError where the port is taken."""
        application = web.Application()
        application.add_routes([web.get("/{path}", self._feed)])
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", port).start()
        host, bound = self._runner.addresses[0][:2]
        self._base = f"http://{host}:{bound}"
        return self

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner is not None:
            runner, self._runner = self._runner, None
            await runner.cleanup()

    async def __aenter__(self) -> Self:
        """Serve on a free port, unless it serves already."""
        return self if self._runner else await self.serve()

    async def __aexit__(self, *_: object) -> None:
        """Stop."""
        await self.stop()

    async def _feed(self, request: web.Request) -> web.StreamResponse:
        """Give out a feed, or say that it has not changed."""
        found = next((feed for feed in _FEEDS if feed[0] == request.match_info["path"]), None)
        if found is None:
            return web.Response(status=404, text="no such feed")
        path, name, language, write, content_type = found
        self._catch_up()
        shown = newest_first(self._arrived, path.partition(".")[0])
        body = write(name, f"{self._base}/{path}", language, shown)
        modified = format_datetime(max(arrived.at for arrived in shown), usegmt=True)
        etag = f'"{blake2b(body, digest_size=8).hexdigest()}"'
        validators = {"ETag": etag, "Last-Modified": modified}
        if _unchanged(request, etag, modified):
            return web.Response(status=304, headers=validators)
        return web.Response(body=body, headers=validators, content_type=content_type, charset="utf-8")


def _unchanged(request: web.Request, etag: str, modified: str) -> bool:
    """Tell whether the asker's copy is current; an ETag, where sent, alone decides (RFC 9110, 13.2.2)."""
    known = request.headers.get("If-None-Match")
    if known is not None:
        return etag in [each.strip().removeprefix("W/") for each in known.split(",")]
    return request.headers.get("If-Modified-Since") == modified


def newest_first(arrived: Sequence[Arrived], feed: str) -> list[Arrived]:
    """Return the stories of one feed, newest first."""
    return [each for each in reversed(arrived) if each.story.feed == feed]
