"""Print how well `aispend replay` reads the labelled texts that are meant for tuning, d-001 to d-050.

The rest of `dev.jsonl` is held back: it shows once, at the end, what was learnt and what was only memorised, and must
not be looked at before. Run it by `make score`, or with `-v` as `python -m tests.eval.tune -v`, which lists what went
wrong.
"""

import csv
import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.settings import load_orgs

HERE = Path(__file__).parent
LAST = "d-050"


def main(options: list[str]) -> int:
    """Score the texts for tuning and return the exit code."""
    with TemporaryDirectory() as folder:
        gold, items, predicted, aliases = (
            Path(folder, name) for name in ("gold", "items.jsonl", "predicted", "aliases")
        )
        lines = (HERE / "dev.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
        gold.write_text("".join(line for line in lines if json.loads(line)["id"] <= LAST), encoding="utf-8")
        items.write_bytes(_run("tests.eval.score", str(gold), "--items"))
        predicted.write_bytes(_run("bot", "replay", str(items), "--format", "jsonl"))
        _write_aliases(aliases)
        scored = _run("tests.eval.score", str(gold), "--pred", str(predicted), "--aliases", str(aliases), *options)
    print(scored.decode())
    return 0


def _run(module: str, *arguments: str) -> bytes:
    return subprocess.run([sys.executable, "-m", module, *arguments], check=True, stdout=subprocess.PIPE).stdout


def _write_aliases(path: Path) -> None:
    """Write the organisations in the form that the score reads."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["name", "aliases"])
        table.writerows([org.name, ";".join(org.aliases)] for org in load_orgs(HERE.parent.parent / "config"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
