"""How the time to read a text grows with its length, on texts made to be nearly what the core looks for."""

from collections.abc import Iterator
from itertools import pairwise
from time import process_time

from bot.core.entry import Entry
from bot.core.orgs import Directory
from bot.core.reading import read
from bot.rates import DailyRates

SIZES = (8_000, 16_000, 32_000, 64_000)
"""Characters; the core reads no more than the last of them."""
PARTS = (
    "$1 ", "$5 billion ", "$5 billion, ", "between $5 and ", "a half a ", "fifty-three ", "up to about ", "9,", "1.",
    "5-", "Capital ", "Acme Group, ", "Meta, ", "Meta and ", "the company ", "led by ", "which ", "and ", "to ", "a ",
    "KI-", "in 2026 ", "over 3 years ", "third quarter ", "January to ", "fiscal ", "万亿", "5万亿元", "投资", "ソフト",
    "억 원 ", " ", "\n", ".", "(", "$", "'s ", "-",
)  # fmt: skip
"""What the texts are repetitions of."""
_SUM = "Meta will spend $65 billion on AI this year. "
"""Stands first: a text without a sum is hardly looked at."""
_TRIES = 2


def print_growth(directory: Directory) -> None:
    """Print a line for each text: milliseconds by size, and how much longer each takes than the one half as long."""
    print(f"growth on hostile texts: ms for {', '.join(f'{size:,}' for size in SIZES)} characters; x 2 is linear")
    for part in PARTS:
        times = list(_times(part, directory))
        taken = "".join(f"{1000 * time:9.1f}" for time in times)
        ratios = "".join(f"{longer / shorter:5.1f}" for shorter, longer in pairwise(times))
        print(f"{part!r:18}{taken}   x{ratios}", flush=True)


def _times(part: str, directory: Directory) -> Iterator[float]:
    """Yield the CPU seconds that a text of each size takes, the best of some tries."""
    rates = DailyRates()
    for size in SIZES:
        entry = Entry("1", None, "wire", "", (_SUM + part * (size // len(part)))[:size])
        taken = []
        for _ in range(_TRIES):
            start = process_time()
            read(entry, directory, rates)
            taken.append(process_time() - start)
        yield min(taken)
