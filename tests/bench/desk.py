"""Print how soon `/aispend alibaba` is acknowledged and answered over Socket Mode, at twenty commands a second.

`make bench-desk` runs it; it asserts nothing. The real bot answers from the shipped ledger and 100,000 further figures.
The sandbox runs in a process of its own, which types the commands and takes the times, so that what the two need of the
processor is told apart.
"""

import asyncio
import gc
import json
import random
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from sqlalchemy.ext.asyncio import AsyncConnection

from bot import app
from bot.cli.entries import shipped_config
from bot.core.facts import LIVE, Fact
from bot.core.orgs import Directory
from bot.core.rules import Rules
from bot.log import set_up
from bot.sandbox import Sandbox
from bot.sandbox.deliveries import Delivery
from bot.sandbox.wire import JSON
from bot.settings import Config, Operator, load_orgs
from bot.slack.listen import Listener
from bot.store import ledger, open_store
from tests.bench.ledger import COMPANIES, FIGURES, figures

LINE = "/aispend alibaba"
A_SECOND = 20
SECONDS = 60.0
WARM_UP = 20
"""Commands before those that are counted: the first ones open connections and fill caches."""


async def measure(seconds: float, count: int) -> None:
    """Fill a ledger, let the bot answer from it, and print the times.

    Args:
        seconds: How long commands are typed.
        count: Figures beside the shipped ones.
    """
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/aispend.db"
        await _fill(url, count)
        gc.collect()
        gc.freeze()  # what was made to fill the ledger is no part of a bot that answers
        async with _slack(seconds) as (slack, reach), _bot(url, reach):
            worked = process_time()
            _write(slack, "go")
            told = await _read(slack)
            worked = process_time() - worked
    print(
        f"{told['asked']:,} times {LINE!r} at {A_SECOND} a second with {count:,} further figures: "
        f"{told['acknowledged']:,} acknowledged, {told['answered']:,} answered"
    )
    for name, (p50, p99, longest) in told["took"].items():
        print(f"    {name:<56} p50 {p50:7.1f}  p99 {p99:7.1f}  max {longest:7.1f} ms")
    each = [1000 * cpu / (told["asked"] + WARM_UP) for cpu in (worked, told["worked"])]
    print(f"    of the processor for one command: the bot {each[0]:.1f} ms, the sandbox {each[1]:.1f} ms")


async def _fill(url: str, count: int) -> None:
    names = [*(org.name for org in Directory(load_orgs(shipped_config())).orgs)]
    names += [f"Company {n:05}" for n in range(COMPANIES)]
    # Shipped facts are those of the file alone once the bot has started, so all of these come from stories.
    live = [_live(fact) for fact in figures(count, names, random.Random(7))]
    store = await open_store(url)

    async def add(connection: AsyncConnection) -> None:
        await ledger.add_live(connection, live)

    await store._write(add)
    await store.close()


def _live(fact: Fact) -> Fact:
    supersedes = fact.supersedes and f"{LIVE}{fact.supersedes}"
    return fact if fact.id.startswith(LIVE) else replace(fact, id=f"{LIVE}{fact.id}", supersedes=supersedes)


@asynccontextmanager
async def _slack(seconds: float) -> AsyncIterator[tuple[Process, JSON]]:
    """Run the sandbox in a process of its own; give that, and how it is reached."""
    slack = await asyncio.create_subprocess_exec(
        sys.executable, "-m", __spec__.name if __spec__ else __name__, "type", str(seconds), stdin=PIPE, stdout=PIPE
    )
    try:
        yield slack, await _read(slack)
    finally:
        _write(slack, "end")
        await slack.wait()


@asynccontextmanager
async def _bot(url: str, reach: JSON) -> AsyncIterator[None]:
    """Run the bot on the database, connected to the sandbox."""
    config = Config(
        rules=(Rules(reach["channel"], "ai-spend"),),
        operator=Operator(),
        feeds=(),
        contact="bench@example.org",
        allow_private=frozenset(),
        orgs=load_orgs(shipped_config()),
    )
    async with app.open_pipeline(url, config, app.read_ledger(shipped_config())) as pipeline:
        office = app.Office(pipeline)
        listener = Listener(reach["bot_token"], reach["app_token"], office, app.today, base_url=reach["api"])
        await listener.start()
        yield
        await listener.stop()


def _write(slack: Process, line: str) -> None:
    if slack.stdin is not None:
        slack.stdin.write(f"{line}\n".encode())


async def _read(slack: Process) -> JSON:
    if slack.stdout is None:
        raise RuntimeError("the sandbox has no output to read from")
    told: JSON = json.loads(await slack.stdout.readline())
    return told


class _Watch:
    """Takes the times of commands, by the address that their answers go to."""

    def __init__(self, slack: Sandbox) -> None:
        self.slack = slack
        self.acks: list[float] = []
        self.answers: list[float] = []
        self.judging: list[float] = []
        self._typed: dict[str, float] = {}
        self._use = slack.backend.responses.use
        slack.backend.responses.use = self._timed  # type: ignore[method-assign]  # the one place all answers pass

    async def type(self) -> None:
        """Type the command and wait until it is acknowledged."""
        began = perf_counter()
        delivery: Delivery = await self.slack.type_slash(self.slack.channel, self.slack.user, LINE)
        self._typed[delivery.content["response_url"].rpartition("/")[2]] = began
        if await delivery.done() == "acknowledged":
            self.acks.append(perf_counter() - began)

    def _timed(self, token: str, body: JSON) -> None:
        began = perf_counter()
        self._use(token, body)
        now = perf_counter()
        self.judging.append(now - began)
        self.answers.append(now - self._typed[token])

    def forget(self) -> None:
        """Forget the times taken so far."""
        for times in (self.acks, self.answers, self.judging):
            times.clear()


async def type_commands(seconds: float) -> None:
    """Serve a sandbox, say how it is reached, and type the commands when told to; print the times as JSON."""
    async with await Sandbox(paced=False).start() as slack:
        reach = {"api": slack.api, "bot_token": slack.bot_token, "app_token": slack.app_token, "channel": slack.channel}
        print(json.dumps(reach), flush=True)
        await asyncio.to_thread(sys.stdin.readline)
        gc.disable()  # its journal keeps every answer whole: to look through it for cycles takes as long as ten answers
        watch, worked = _Watch(slack), process_time()
        await _at_pace(watch, WARM_UP)
        watch.forget()
        asked = round(seconds * A_SECOND)
        await _at_pace(watch, asked)
        took = {
            "acknowledged (50 ms were set out for)": _shares(watch.acks),
            "answered (p99 of 150 ms was set out for)": _shares(watch.answers),
            "of that, the sandbox judging and storing the answer": _shares(watch.judging),
        }
        told = {"asked": asked, "acknowledged": len(watch.acks), "answered": len(watch.answers), "took": took}
        print(json.dumps(told | {"worked": process_time() - worked}), flush=True)
        await asyncio.to_thread(sys.stdin.readline)


async def _at_pace(watch: _Watch, count: int) -> None:
    """Type so many commands, each in its turn whether or not those before were answered; wait for all answers."""
    began = perf_counter()
    async with asyncio.TaskGroup() as group:
        for number in range(count):
            await asyncio.sleep(began + number / A_SECOND - perf_counter())
            group.create_task(watch.type())
    for _ in range(100):
        if len(watch.answers) >= count:
            return
        await asyncio.sleep(0.1)


def _shares(took: Sequence[float]) -> tuple[float, float, float]:
    """Return within how many milliseconds half, 99 % and all of some times lie; zeros where there are none."""
    in_order = sorted(1000 * one for one in took) or [0.0]
    p50, p99 = (in_order[min(len(in_order) - 1, len(in_order) * part // 100)] for part in (50, 99))
    return p50, p99, in_order[-1]


def main() -> None:
    """Measure for so many seconds with so many figures, as the arguments say, or type for the one who measures."""
    set_up(level="warning")
    if sys.argv[1:2] == ["type"]:
        asyncio.run(type_commands(float(sys.argv[2])))
    else:
        seconds, count = [*sys.argv[1:], *(str(SECONDS), str(FIGURES))[len(sys.argv) - 1 :]][:2]
        asyncio.run(measure(float(seconds), int(count)))


if __name__ == "__main__":
    main()
