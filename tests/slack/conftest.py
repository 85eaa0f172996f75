"""A line to a sandbox, over Socket Mode and over HTTP, answering from a small record that a test can break."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from bot.app import Office
from bot.core.alerts import Alert
from bot.core.corrections import What
from bot.core.entry import Entry
from bot.core.evidence import Evidence
from bot.core.found import Found
from bot.core.ledger import Unknown
from bot.core.rules import Rules
from bot.errors import StoreError
from bot.pipeline import Corrected
from bot.sandbox import Sandbox, Seen
from bot.slack.calls import client
from bot.slack.line import Line
from bot.slack.listen import Listener
from bot.slack.manifest import EVENTS_PATH
from bot.slack.post import SlackPoster
from bot.slack.receive import Receiver
from bot.slack.workspaces import OneWorkspace
from bot.web import Server
from tests.pipeline.world import World, entry
from tests.slack import samples
from tests.store.fake import FakeStore

NOW = datetime(2025, 3, 1, 12, tzinfo=UTC)
AI_SPEND = Rules("C0AISPEND01", "ai-spend")


class Records(Office):
    """The real office over a store in memory, but for what is known of two companies; it follows #ai-spend.

    Attributes:
        world: What the office works with; its clock stands still.
        broken: Whether the store fails.
        gate: Lookups and corrections wait for it; closed by `gate.clear()`.
        asked: Every name looked up.
        forgotten: Every workspace that was to be forgotten.
        asks_the_ledger: Whether questions go to the store, and not to the two companies.
    """

    def __init__(self) -> None:
        self.store = FakeStore()
        self.world = World(self.store)
        self.world.follow(AI_SPEND)
        super().__init__(self.world.pipeline)
        self.named: tuple[str, ...] = ("Alibaba", "Quiet & Co")
        self.answers: dict[str, Found] = {
            "alibaba": samples.RECORD,
            "quiet & co": samples.EMPTY,
            '"alibaba"': samples.RECORD,
            '"alibaba" page 2': samples.SECOND,
            '"alibaba" by size': samples.BY_SIZE,
            '"alibaba" page 9': samples.BEYOND,
            "alibaba vs meta": samples.COMPARISON,
            "top 10 2025 contracts us": samples.LISTING,
        }
        self.pages: dict[str, Evidence] = {'"Alibaba"': samples.EVIDENCE, '"Alibaba" page 2': samples.LAST_EVIDENCE}
        self.alerts = {alert.id: alert for alert in samples.ALERTS.values()}
        self.store.broken = None
        self.gate = asyncio.Event()
        self.gate.set()
        self.asked: list[str] = []
        self.forgotten: list[str] = []
        self.asks_the_ledger = False

    @property
    def broken(self) -> bool:
        return self.store.broken is not None

    @broken.setter
    def broken(self, is_so: bool) -> None:
        self.store.broken = "the database is locked" if is_so else None

    async def companies(self, channel: str) -> tuple[str, ...]:
        if self.broken:
            raise StoreError("the database is locked")
        return self.named

    async def lookup(self, text: str) -> Found:
        self.asked.append(text)
        await self.gate.wait()
        if self.asks_the_ledger:
            return await super().lookup(text)
        if self.broken:
            raise StoreError("the database is locked")
        return self.answers.get(text.casefold()) or Unknown(text, ("Alibaba",))

    async def evidence(self, text: str) -> Evidence | None:
        self.asked.append(text)
        await self.gate.wait()
        if self.broken:
            raise StoreError("the database is locked")
        return self.pages.get(text)

    async def correct(self, alert_id: str, what: What, value: str | None, by: str, note: str | None) -> Corrected:
        await self.gate.wait()
        return await super().correct(alert_id, what, value, by, note)

    async def why(self, alert_id: str) -> Alert | None:
        return await super().why(alert_id) or self.alerts.get(alert_id)

    async def forget(self, team: str) -> None:
        if self.broken:
            raise StoreError("the database is locked")
        self.forgotten.append(team)


@dataclass(frozen=True)
class Standing:
    """An alert that stands in the sandbox's channel, posted by the real pipeline."""

    alert: Alert
    seen: Seen


async def until(look: Callable[[], object]) -> None:
    """Wait until a look finds something true."""
    async with asyncio.timeout(10):
        while not look():  # noqa: ASYNC110  what is looked at is the SDK's and tells nobody of its changes
            await asyncio.sleep(0.002)


async def private_answer(slack: Sandbox, number: int = 1) -> Seen:
    """Wait for so many messages that only the asker sees; return the last of them."""
    found = await slack.wait_for(
        lambda: said if len(said := [seen for seen in slack.screen() if seen.only_you]) >= number else None
    )
    return found[-1]


@pytest.fixture
def records() -> Records:
    return Records()


@asynccontextmanager
async def received(slack: Sandbox, records: Records, within_s: float = 1.0) -> AsyncIterator[Receiver]:
    """Have the sandbox send to a receiver over HTTP."""
    workspace = OneWorkspace(client(slack.bot_token, slack.api))
    receiver = Receiver(workspace, slack.signing_secret, records, lambda: samples.TODAY, answer_within_s=within_s)
    server = Server(receiver.routes(), "127.0.0.1", 0)
    await server.start()
    await receiver.start()
    try:
        await slack.send_to(f"http://127.0.0.1:{server.port}{EVENTS_PATH}")
        yield receiver
    finally:
        await server.stop()
        await receiver.stop(timeout_s=1)


@asynccontextmanager
async def listening(slack: Sandbox, records: Records, within_s: float = 1.0) -> AsyncIterator[Listener]:
    """Listen to the sandbox over Socket Mode."""
    ready = Listener(
        slack.bot_token, slack.app_token, records, lambda: samples.TODAY, base_url=slack.api, answer_within_s=within_s
    )
    await ready.start()
    try:
        yield ready
    finally:
        await ready.stop(timeout_s=1)


@pytest.fixture(params=["socket", "http"])
async def listener(request: pytest.FixtureRequest, slack: Sandbox, records: Records) -> AsyncIterator[Line]:
    """Give a line that is up, once over each way in."""
    async with listening(slack, records) if request.param == "socket" else received(slack, records) as ready:
        yield ready


@pytest.fixture
async def socket(slack: Sandbox, records: Records) -> AsyncIterator[Listener]:
    """Give a line over Socket Mode that is up."""
    async with listening(slack, records) as ready:
        yield ready


@pytest.fixture
async def receiver(slack: Sandbox, records: Records) -> AsyncIterator[Receiver]:
    """Give a line over HTTP that is up."""
    async with received(slack, records) as ready:
        yield ready


@pytest.fixture
async def standing(slack: Sandbox, records: Records) -> Standing:
    """Let a feed announce something, and post the alert of it."""
    world = records.world
    world.follow(Rules(slack.channel, "ai-spend"))
    await world.watching("Wire")
    await announce(slack, world, entry("a"))
    (alert,) = await records.recent(slack.channel, "", 9)
    return Standing(alert, slack.screen()[-1])


async def announce(slack: Sandbox, world: World, *entries: Entry) -> None:
    """Let a feed tell something, and bring the sandbox up to date."""
    world.press.print("Wire", *entries)
    await world.poll("Wire")
    await deliver(slack, world)


async def deliver(slack: Sandbox, world: World) -> None:
    """Bring the sandbox up to date."""
    poster = SlackPoster(slack.bot_token, base_url=slack.api)
    while await world.pipeline.deliver(poster, timedelta(hours=1)):
        pass
