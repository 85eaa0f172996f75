"""Score how well the program reads labelled news, as `aispend replay` reads it, by set and by language.

The kept sets are for judging: whoever reads them to mend a rule has spent them, and whoever scores them says so. Of
`dev.jsonl` only the first fifty texts are for tuning; the rest is not scored here. Run it by `make score` and
`make score-kept`.
"""

import csv
import json
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bot.cli.entries import read_files, shipped_config
from bot.cli.replaying import as_json, replay
from bot.settings import load_orgs

HERE = Path(__file__).parent
ARTICLES = HERE.parent / "data" / "articles"
TUNING = {
    "d-001 to d-050": HERE / "dev.jsonl",
    "tune": ARTICLES / "tune.jsonl",
    "tune_english": ARTICLES / "tune_english.jsonl",
    "tune_mixed": ARTICLES / "tune_mixed.jsonl",
    "tune_wide": ARTICLES / "tune_wide.jsonl",
    "tune_short": ARTICLES / "tune_short.jsonl",
    "tune_voices": ARTICLES / "tune_voices.jsonl",
    "tune_daily": ARTICLES / "tune_daily.jsonl",
    "tune_languages": ARTICLES / "tune_languages.jsonl",
    "tune_tongues": ARTICLES / "tune_tongues.jsonl",
    "spent": ARTICLES / "spent.jsonl",
    "spent_languages": ARTICLES / "spent_languages.jsonl",
    "lookalikes": ARTICLES / "lookalikes.jsonl",
}
KEPT = {name: ARTICLES / f"{name}.jsonl" for name in ("kept", "kept_more", "kept_languages", "kept_lookalikes")}
COLUMNS = {
    "alert": "alert",
    "headline": "headline figure right",
    "sum + org": "spend figure (sum+org)",
    "kind": "kind right",
    "period": "period",
    "money": "money found",
    "other side": "counterparty",
    "range ends": "range ends right",
}
STORIES = {
    "stories B3": "stories B3",
    "posts per event": "posts per event",
    "events caught": "events caught",
    "false posts": "false posts",
}
"""What tells how entries are bound to stories; the first ones are F1s and shares, the last a count."""
TOLD = {"d-001 to d-086": HERE / "dev.jsonl", "lookalikes": ARTICLES / "lookalikes.jsonl"}
"""What stories are scored on. Of dev.jsonl all texts: how they are read was looked at, not how they are bound."""
TOLD_KEPT = {"kept_lookalikes": KEPT["kept_lookalikes"]}
_FIRST = 50
"""Texts of dev.jsonl that are for tuning."""


def texts(labelled: Path, *, whole: bool = False) -> list[str]:
    """Return the labelled texts of a file that may be scored, a line of JSON each.

    Args:
        labelled: The file.
        whole: Whether to take all texts of dev.jsonl too.
    """
    with labelled.open(encoding="utf-8") as lines:
        return list(islice(lines, _FIRST if labelled.stem == "dev" and not whole else None))


def score(labelled: Sequence[str]) -> dict[str, Any]:
    """Return what the scorer says of labelled texts: by its words a share, an F1 where it gives one, or a count."""
    orgs = load_orgs(shipped_config())
    with TemporaryDirectory() as folder:
        names = ("gold.jsonl", "items.jsonl", "predicted.jsonl", "aliases.csv")
        gold, items, predicted, aliases = (Path(folder, name) for name in names)
        gold.write_text("".join(labelled), encoding="utf-8")
        command = (sys.executable, HERE / "score.py")
        unlabelled = subprocess.run((*command, gold, "--items"), check=True, stdout=subprocess.PIPE).stdout
        items.write_bytes(unlabelled)
        read = (json.dumps(as_json(one), ensure_ascii=False) for one in replay(read_files((items,)), orgs, None))
        predicted.write_text("\n".join(read), encoding="utf-8")
        with aliases.open("w", encoding="utf-8", newline="") as file:
            table = csv.writer(file)
            table.writerow(("name", "aliases"))
            table.writerows((org.name, ";".join(org.aliases)) for org in orgs)
        options = (gold, "--pred", predicted, "--aliases", aliases)
        printed = subprocess.run((*command, *options), check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout
    scored: dict[str, Any] = json.loads(printed.splitlines()[-1])
    return {name: value["F1"] if isinstance(value, dict) else value for name, value in scored.items()}


def by_language(sets: Iterable[Sequence[str]]) -> dict[str, list[str]]:
    """Return the texts of all sets by their language; those of dev.jsonl, which name none, are English."""
    found: dict[str, list[str]] = defaultdict(list)
    for text in chain.from_iterable(sets):
        found[json.loads(text).get("language", "en")].append(text)
    return dict(sorted(found.items()))


def main(arguments: list[str]) -> int:
    """Print a row of Markdown for each set and each language for tuning, or with `--kept` of those kept."""
    is_kept = "--kept" in arguments
    sets = {name: texts(file) for name, file in (KEPT if is_kept else TUNING).items()}
    told = {name: texts(file, whole=True) for name, file in (TOLD_KEPT if is_kept else TOLD).items()}
    for what, rows, columns in (
        ("set", {**sets, "all": [*chain.from_iterable(sets.values())]}, COLUMNS),
        ("language", by_language(sets.values()), COLUMNS),
        ("stories of", told, STORIES),
    ):
        print(f"| {what} | texts | {' | '.join(columns)} |")
        print(f"|---|---|{'---|' * len(columns)}")
        for name, labelled in rows.items():
            scored = score(labelled)
            print(f"| {name} | {scored['articles']} | {' | '.join(f'{scored[of]:.3f}' for of in columns.values())} |")
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
