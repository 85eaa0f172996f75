"""Labelled news, read as `aispend replay` reads it, is read no worse than when these floors were written.

Each floor stands a point below what the program reached; whoever reaches more raises it. The score is printed: `-s`.
"""

import csv
import json
import subprocess
import sys
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from bot.cli.entries import read_files, shipped_config
from bot.cli.replaying import as_json, replay
from bot.settings import load_orgs

TESTS = Path(__file__).parent.parent
TUNE = TESTS / "data" / "articles" / "tune.jsonl"
DEV, FIRST = TESTS / "eval" / "dev.jsonl", 50
"""The texts after the first fifty are held back, and are not read here."""

FLOORS = {
    TUNE: {
        "alert": 0.956,
        "headline figure right": 0.957,
        "spend figure (sum+org)": 0.806,
        "kind right": 0.882,
        "period": 0.783,
        "money found": 0.967,
    },
    DEV: {
        "alert": 0.99,
        "headline figure right": 0.99,
        "spend figure (sum+org)": 0.887,
        "kind right": 0.882,
        "period": 0.877,
        "money found": 0.978,
    },
}


def score(gold: Path, folder: Path) -> dict[str, Any]:
    """Replay labelled texts and return what the score makes of it."""
    orgs = load_orgs(shipped_config())
    predicted, aliases = folder / "predicted.jsonl", folder / "aliases.csv"
    lines = (json.dumps(as_json(one), ensure_ascii=False) for one in replay(read_files((gold,)), orgs, None))
    predicted.write_text("\n".join(lines), encoding="utf-8")
    with aliases.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(("name", "aliases"))
        table.writerows((org.name, ";".join(org.aliases)) for org in orgs)
    command = (sys.executable, TESTS / "eval" / "score.py", gold, "--pred", predicted, "--aliases", aliases)
    printed = subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout
    print(f"\n{gold.stem}\n{printed}")
    scored: dict[str, Any] = json.loads(printed.splitlines()[-1])
    return scored


@pytest.mark.parametrize("labelled", FLOORS, ids=lambda path: path.stem)
def test_labelled_news_is_read_no_worse_than_before(labelled: Path, tmp_path: Path) -> None:
    gold = tmp_path / labelled.name
    with labelled.open(encoding="utf-8") as lines:
        gold.write_text("".join(islice(lines, FIRST if labelled == DEV else None)), encoding="utf-8")

    scored = score(gold, tmp_path)

    reached = {name: value["F1"] if isinstance(value := scored[name], dict) else value for name in FLOORS[labelled]}
    assert scored["missing"] == 0
    assert {n: (v, FLOORS[labelled][n]) for n, v in reached.items() if v < FLOORS[labelled][n]} == {}
