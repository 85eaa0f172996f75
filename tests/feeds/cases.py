"""Captured feeds beside what is expected of them: `atom.xml` and `atom.json`.

An expectation is JSON: a list of entries, or an object with the error's sentence. JSON Feeds are named `.feed`.
"""

import json
from dataclasses import asdict
from pathlib import Path

from bot.core.entry import Feed
from bot.errors import ParseError
from bot.feeds.reader import read_file

FOLDER = Path(__file__).parents[1] / "data" / "feeds"
FEED = Feed("Sample", "https://feeds.example.org/news/feed.xml")

FILES = sorted(path for path in FOLDER.iterdir() if path.suffix in (".xml", ".feed"))


def expectation(path: Path) -> Path:
    """Return where the expectation of a feed file stands."""
    return path.with_suffix(".json")


def reading(path: Path) -> str:
    """Return what reading the file gives, as an expectation is written."""
    try:
        found: object = [
            asdict(entry) | {"published": entry.published.isoformat() if entry.published else None}
            for entry in read_file(path.read_bytes(), FEED)
        ]
    except ParseError as error:
        found = {"error": str(error)}
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"
