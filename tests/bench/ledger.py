"""Print how fast the ledger answers: lookups, lists, searches and a new figure. It asserts nothing.

`make bench` fills it with 100,000 figures, of which the largest payer has one in twenty, on SQLite and on PostgreSQL;
`make bench-large` with 1,000,000 on SQLite. Questions go through the real pipeline and store, from a database that was
closed and opened again.
"""

import asyncio
import gc
import random
import sys
from collections.abc import Awaitable, Callable, Iterator
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter, process_time

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.app import now
from bot.cli.entries import shipped_config
from bot.core.facts import LIVE, Fact
from bot.core.kinds import SPEND, Certainty, Kind, Qualifier, Role
from bot.core.orgs import Directory
from bot.feeds.reader import FeedReader
from bot.pipeline import Pipeline, Watch
from bot.rates import DailyRates
from bot.settings import load_orgs
from bot.store import SqlStore, ledger, open_store
from tests.store.postgres import Postgres

FIGURES = 100_000
LARGEST = "Microsoft"
SHARE = 0.05
COMPANIES = 20_000
"""Names that stand in the ledger beside those of `orgs.yaml`."""

WORDS = (
    "data centers cloud chips training inference campus power grid nuclear Ohio Texas Virginia Johor Hamina Bavaria "
    "models robots research fibre cooling sovereign compute supercomputer cluster phase expansion region lease"
).split()


def figures(count: int, names: list[str], chance: random.Random) -> Iterator[Fact]:
    """Yield figures over ten years, many of them about one payer, some replaced by later ones, parts or rounds led."""
    kinds = sorted(SPEND)
    for n in range(count):
        org = LARGEST if chance.random() < SHARE else names[int(len(names) * chance.random() ** 3)]
        kind = chance.choice(kinds)
        usd = Decimal(round(10 ** chance.uniform(6, 11), -5))
        day = f"{chance.randint(2016, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        is_deal = kind in (Kind.CONTRACT, Kind.STAKE, Kind.ACQUISITION)
        yield Fact(
            id=f"{LIVE}{n}" if n % 3 else f"fact-{n}",
            announced=day,
            org=org,
            kind=kind,
            amount=usd,
            currency="USD",
            usd=usd,
            usd_high=usd * 2 if n % 9 == 0 else None,
            role=Role.LEAD if kind is Kind.STAKE and n % 2 else Role.PAYER,
            counterparty=chance.choice(names) if is_deal else None,
            org_alt=(chance.choice(names),) if n % 20 == 0 else (),
            period=chance.choice((None, None, "3y", day[:4], f"FY{day[:4]}", f"Q1 {day[:4]}", "2025-2028", "by 2030")),
            qualifier=Qualifier.UP_TO if n % 11 == 0 else Qualifier.EXACT,
            purpose=" ".join(chance.choices(WORDS, k=6)),
            certainty=Certainty.REPORTED if n % 7 == 0 else Certainty.ANNOUNCED,
            supersedes=f"fact-{n - 30}" if n % 30 == 0 and n else None,
            source_url=f"https://news.example/{n}",
            source_outlet="Wire",
        )


async def measure(count: int, url: str, database: str) -> None:
    """Fill a ledger, open it again and print how long it takes to answer."""
    chance = random.Random(7)
    directory = Directory(load_orgs(shipped_config()))
    names = [*(org.name for org in directory.orgs), *(f"Company {n:05}" for n in range(COMPANIES))]
    facts = list(figures(count, names, chance))
    store = await open_store(url)
    started = perf_counter()
    await store._write(_fill, facts)
    seconds = perf_counter() - started
    print(f"{count:,} figures, {SHARE:.0%} of them {LARGEST}'s, on {database}: {seconds:.1f} s to fill")
    await store.close()
    own = [fact for fact in facts if fact.org == LARGEST]
    del facts
    gc.collect()
    gc.freeze()  # what was made to fill the ledger is no part of a bot that answers
    store = await open_store(url)
    async with FeedReader("bench@example.org", frozenset(), now) as feeds:
        pipeline = Pipeline(store, feeds, DailyRates(), Watch((), directory), now)
        await _questions(pipeline, names, chance)
        await _additions(store, own, chance)
    await store.close()


async def _fill(connection: AsyncConnection, facts: list[Fact]) -> None:
    """Store facts as a first start would, in one transaction; live ones as if stories had brought them."""
    await ledger.sync(connection, [fact for fact in facts if not fact.id.startswith(LIVE)])
    await ledger.add_live(connection, [fact for fact in facts if fact.id.startswith(LIVE)])


async def _questions(pipeline: Pipeline, names: list[str], chance: random.Random) -> None:
    some = iter([names[int(len(names) * chance.random() ** 3)] for _ in range(1_000)])
    years = iter(chance.choices(range(2016, 2026), k=1_000))
    words = iter(chance.choices(WORDS, k=2_000))
    asked: tuple[tuple[str, int, Callable[[], str]], ...] = (
        ("a company, as figures are spread (p99 of 20 ms was set out for)", 300, lambda: next(some)),
        (f"the largest, {LARGEST} (p99 of 20 ms was set out for)", 100, lambda: LARGEST),
        ("the largest in one year and kind", 50, lambda: f"{LARGEST} {next(years)} capex"),
        ("top 20 of a year (50 ms were set out for)", 50, lambda: f"top 20 {next(years)}"),
        ("top 20 of a year, kind and country", 50, lambda: f"top 20 {next(years)} contracts german"),
        ("top 20 of all years", 20, lambda: "top 20"),
        ("two companies compared", 50, lambda: f"{LARGEST} vs {next(some)}"),
        ("two words, page 3", 50, lambda: f"{next(words)} {next(words)} page 3"),
        ("one word in a fifth of all figures", 20, lambda: f'"{next(words)}"'),
        ("a company since a month, by size", 50, lambda: f"{LARGEST} since {next(years)}-03 by size"),
        ("an unknown name", 10, lambda: "Micrsofd Corpration"),
    )
    for name, times, text in asked:
        await _print(name, times, lambda text=text: pipeline.lookup(text()))  # type: ignore[misc]  # mypy takes no default in a lambda


async def _additions(store: SqlStore, own: list[Fact], chance: random.Random) -> None:
    async def add() -> None:
        fact = chance.choice(own)
        live = type(fact)(
            f"{LIVE}new-{chance.random()}", fact.announced, LARGEST, fact.kind, fact.amount, "USD", usd=fact.usd
        )
        await store._write(ledger.add_live, [live])

    await _print("a new figure of the largest", 5, add)


async def _print(name: str, times: int, ask: Callable[[], Awaitable[object]]) -> None:
    await ask()
    took, busy = [], []
    for _ in range(times):
        began, worked = perf_counter(), process_time()
        await ask()
        took.append((perf_counter() - began) * 1000)
        busy.append((process_time() - worked) * 1000)
    at = (times // 2, min(times - 1, times * 99 // 100))
    wall, cpu = ([sorted(one)[place] for place in at] for one in (took, busy))
    print(
        f"    {name:<64} p50 {wall[0]:7.2f}  p99 {wall[1]:7.2f} ms   of the processor {cpu[0]:7.2f} {cpu[1]:7.2f} ms",
        flush=True,
    )


def main() -> None:
    """Measure both databases with as many figures as the first argument says; large ledgers are measured on SQLite."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else FIGURES
    with TemporaryDirectory() as folder:
        asyncio.run(measure(count, f"sqlite:///{folder}/aispend.db", "SQLite"))
        if count > FIGURES:
            return
        server = Postgres(Path(folder) / "postgres")
        try:
            asyncio.run(measure(count, server.empty(), "PostgreSQL"))
        finally:
            server.stop()


if __name__ == "__main__":
    main()
