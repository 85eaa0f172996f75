"""Goldens of the shipped ledger: `python -m tests.core.golden` writes them, the tests only compare."""

from collections.abc import Mapping
from pathlib import Path

from bot.core.accounts import written
from bot.core.ledger import answer, parse_csv

FOLDER = Path(__file__).parent / "goldens_ledger"
SHIPPED = Path(__file__).parents[2] / "config/ledger.csv"

RECORDS: Mapping[str, tuple[str, int | None]] = {
    "meta-2025": ("Meta", 2025),
    "microsoft-fy2025": ("Microsoft", 2025),
    "alibaba": ("Alibaba", None),
    "stargate": ("Stargate", None),
    "openai": ("OpenAI", None),
    "france-2025": ("France", 2025),
}
"""Whose record each file holds, and of which year alone."""


def account(name: str) -> str:
    """Return a record of the shipped ledger, each total line by line."""
    org, year = RECORDS[name]
    facts = parse_csv(SHIPPED.read_text(encoding="utf-8"))
    return "\n".join([*written(answer(org, facts), year), ""])


def write() -> None:
    """Write every golden anew."""
    for name in RECORDS:
        (FOLDER / f"{name}.txt").write_text(account(name), encoding="utf-8")


if __name__ == "__main__":
    write()
