"""Print how fast the core reads: entries a second, time to import, growth on hostile texts. It asserts nothing.

Run it by `make bench`, in a quiet moment: pyperf measures each figure in several processes, and says where they do not
agree. Beside each stands what was set out for on one core.
"""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import pyperf

from bot.cli.entries import moment, shipped_config
from bot.core.entry import Entry
from bot.core.orgs import Directory
from bot.core.reading import read
from bot.rates import DailyRates
from bot.settings import load_orgs
from tests.bench.growth import print_growth

ARTICLES = Path(__file__).parent.parent / "data" / "articles"
WORDS = range(250, 351)
"""Words of an article of about 300."""
PLAIN = Entry(
    "plain",
    None,
    "wire",
    "Seven countries ask for more time on rules for AI",
    "The ministers met on Tuesday to talk about the code that models must follow from August 2026 on. Several asked "
    "for more time, and one for none at all. A draft is to be shown before summer, said two people who had read it, "
    "and the office that watches over it will take on 40 people this year. Critics say that the tests measure little, "
    "while makers call them a burden that smaller firms cannot bear.",
)
"""An entry without a sum, as feeds tell it."""


def main() -> None:
    """Measure, and print what was measured; pyperf starts this again for every process that measures."""
    runner = pyperf.Runner(processes=4, values=5, program_args=("-m", "tests.bench.speed"))
    is_worker = runner.parse_args().worker
    orgs = load_orgs(shipped_config())
    directory = Directory(orgs)
    counted = _articles(directory)
    if not is_worker:
        sums = sorted(sums for _, sums in counted)
        print(f"{len(orgs):,} organisations with {sum(len(org.aliases) for org in orgs):,} aliases")
        print(f"{len(counted)} articles of {WORDS[0]} to {WORDS[-1]} words")
        print(f"sums in each: {sums[0]} to {sums[-1]}, {sum(sums) / len(sums):.1f} on average", flush=True)
    entries = [entry for entry, _ in counted]
    for name, texts, least in (("an entry without a sum", (PLAIN,), 20_000), ("an article with sums", entries, 500)):
        measured = _measured(runner, name, texts, directory)
        if not is_worker:
            print(f"    that is {1 / measured.median():,.0f} a second; {least:,} were set out for", flush=True)
    runner.bench_command("start of Python alone", [sys.executable, "-c", "pass"])
    runner.bench_command("import bot.core (150 ms were set out for)", [sys.executable, "-c", "import bot.core"])
    runner.bench_command("import bot.core.reading", [sys.executable, "-c", "import bot.core.reading"])
    if not is_worker:
        print_growth(directory)


def _articles(directory: Directory) -> list[tuple[Entry, int]]:
    """Return the texts for tuning that are about 300 words long and tell sums, each with their count."""
    rates = DailyRates()
    lines = (line for file in sorted(ARTICLES.glob("tune*.jsonl")) for line in file.open(encoding="utf-8"))
    entries = [_entry(json.loads(line)) for line in lines]
    long = [entry for entry in entries if len(f"{entry.title} {entry.text}".split()) in WORDS]
    counted = [(entry, len(read(entry, directory, rates).figures)) for entry in long]
    return [(entry, sums) for entry, sums in counted if sums]


def _entry(row: dict[str, str]) -> Entry:
    published = moment(row["published"]) if row.get("published") else None
    return Entry(row["id"], row["url"], row["outlet"], row["title"], row["text"], published)


def _measured(runner: pyperf.Runner, name: str, entries: Sequence[Entry], directory: Directory) -> pyperf.Benchmark:
    """Return the time that one of some entries takes."""
    rates = DailyRates()

    def time(loops: int) -> float:
        start = perf_counter()
        for _ in range(loops):
            for entry in entries:
                read(entry, directory, rates)
        return perf_counter() - start

    return runner.bench_time_func(name, time, inner_loops=len(entries))


if __name__ == "__main__":
    main()
