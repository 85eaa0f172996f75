"""Print how long it takes to bind one entry to a year of stories, in memory and through the database; asserts nothing.

The stories are made: payers as unequal as those of the news, sums from a million to a trillion, a year of days.
"""

import asyncio
import random
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import accumulate
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

from sqlalchemy import insert

from bot.core.entry import Entry
from bot.core.figures import Figure
from bot.core.kinds import Kind
from bot.core.reading import Reading
from bot.core.relevance import Verdict
from bot.core.stories import Shelf, Story, keys, match, reach, sought, wanted
from bot.store import open_store
from bot.store.schema import stories as story_rows
from bot.store.schema import story_keys
from bot.store.values import story_row

STORIES = 200_000
ENTRIES = 1_000
NOW = datetime(2025, 12, 31, tzinfo=UTC)
PAYERS = range(1, 3001)
WEIGHTS = list(accumulate(rank**-0.8 for rank in PAYERS))
"""How often each pays: the first one for 5 % of all."""
KINDS = (Kind.PLEDGE, Kind.CAPEX, Kind.CONTRACT, Kind.STAKE, Kind.FUND)


def announced(chance: random.Random, number: int) -> tuple[Entry, Reading]:
    """Return an entry that announces something, and what was read of it; the largest payer has 5 % of all."""
    payer = f"Payer {chance.choices(PAYERS, cum_weights=WEIGHTS)[0]}"
    amount = Decimal(round(10 ** chance.gauss(9.3, 0.8), -6) or 10**6).quantize(Decimal(10) ** 6)
    kind = chance.choice(KINDS)
    partner = f"Payer {chance.randint(1, 3000)}" if kind in (Kind.CONTRACT, Kind.STAKE) else None
    quote = f"${amount / 10**9:f}bn"
    figure = Figure(quote, amount, None, "USD", kind, usd=amount, org=payer, counterparty=partner, headline=True)
    published = NOW - timedelta(days=chance.random() * 365)
    entry = Entry(str(number), None, "Wire", f"{payer} to spend {quote} on AI in Ohio", "", published, "en")
    named = (payer, *([partner] if partner else ()))
    return entry, Reading((figure,), Verdict(True, "new_commitment"), "", named)


async def measure(size: int = STORIES) -> None:
    """Make the stories, and print what binding an entry to them costs."""
    chance = random.Random(7)
    shelf, made = Shelf(), []
    for number in range(size):
        entry, reading = announced(chance, number)
        (story,) = sought(entry, reading, entry.published)
        shelf.file(story)
        made.append(story)
    entries = [announced(chance, size + number) for number in range(ENTRIES)]
    entries = [(replace(entry, published=NOW - timedelta(days=2)), reading) for entry, reading in entries]
    asked = ((entry, sought(entry, reading, NOW)) for entry, reading in entries)
    held = sorted(len(shelf.near(told, reach(entry, told))) for entry, told in asked)
    print(f"{size:,} stories of a year; held against one entry: {held[len(held) // 2]} (median), {held[-1]} at most")
    took = []
    for entry, reading in entries:
        began = perf_counter()
        told = sought(entry, reading, NOW)
        match(entry, reading, shelf.near(told, reach(entry, told)), NOW)
        took.append(perf_counter() - began)
    _print("match one entry, in memory (2 ms were set out for)", took)
    with TemporaryDirectory() as folder:
        await _in_database(made, entries, Path(folder))


async def _in_database(made: Sequence[Story], entries: Sequence[tuple[Entry, Reading]], folder: Path) -> None:
    store = await open_store(f"sqlite:///{folder}/bench.db")
    async with store._engines.writing.begin() as connection:
        for at in range(0, len(made), 10_000):
            part = made[at : at + 10_000]
            await connection.execute(insert(story_rows), [story_row(story) for story in part])
            filed = [{"key": k, "story": story.id, "seen": story.first_seen} for story in part for k in keys(story)]
            await connection.execute(insert(story_keys), filed)
    took = []
    for entry, reading in entries[:300]:
        began = perf_counter()
        asked = sought(entry, reading, NOW)
        by = sorted({key for story in asked for key in wanted(story)})
        match(entry, reading, await store.candidates(by, reach(entry, asked)), NOW)
        took.append(perf_counter() - began)
    _print("the same through SQLite, stories read and all", took)
    await store.close()


def _print(what: str, took: list[float]) -> None:
    took.sort()
    median, last = took[len(took) // 2] * 1000, took[int(len(took) * 0.99)] * 1000
    print(f"{what}: {median:.2f} ms, p99 {last:.2f} ms", flush=True)


if __name__ == "__main__":
    asyncio.run(measure(*map(int, sys.argv[1:])))
