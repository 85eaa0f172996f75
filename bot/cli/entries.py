"""Entries from files and texts, for the commands that work without a feed."""

import json
import re
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import bot
from bot.core.entry import Entry, Feed, identity
from bot.errors import AispendError, ConfigError, Problem
from bot.feeds.reader import read_file


class UsageError(ValueError):
    """What was given cannot be meant; its message names it."""


FEEDS = frozenset({".xml", ".rss", ".atom", ".json", ".rdf"})
_KEYS = ("id", "url", "outlet", "title", "text", "published", "language")


def shipped_config() -> Path:
    """Return the folder whose organisations are used where no configuration is asked for.

    That is `config/` beside the package, whatever the current folder: a replay never depends on where it is run.
    """
    beside = Path(bot.__file__).parent.parent / "config"
    return beside if beside.exists() else Path("config")


def orgs_folder(watchlist: Path | None) -> Path:
    """Return the folder whose organisations a watch list means: its own where `orgs.yaml` lies beside it.

    Args:
        watchlist: None means that none is tried.
    """
    beside = watchlist.parent if watchlist else None
    return beside if beside and (beside / "orgs.yaml").exists() else shipped_config()


def moment(text: str) -> datetime:
    """Read a day or a moment in ISO form as an aware UTC time.

    Raises:
        ValueError: It is neither.

    >>> moment("2025-02-25")
    datetime.datetime(2025, 2, 25, 0, 0, tzinfo=datetime.timezone.utc)
    """
    try:
        read = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(f"{text!r}: expected a day like 2025-02-25") from None
    return read.replace(tzinfo=UTC) if read.tzinfo is None else read.astimezone(UTC)


def read_files(files: Sequence[Path]) -> tuple[Entry, ...]:
    """Read entries from `.jsonl` files and feed files, in order.

    Raises:
        ConfigError: A file is missing, of no known kind, or has lines that are no entries; carries every problem.
    """
    problems: list[Problem] = []
    found: list[Entry] = []
    for file in files:
        try:
            if file.suffix == ".jsonl":
                found += _from_jsonl(file, file.read_text(encoding="utf-8-sig"), problems)
            elif file.suffix in FEEDS:
                found += read_file(file.read_bytes(), Feed(file.stem, file.resolve().as_uri()))
            else:
                problems.append(Problem(str(file), 0, 0, f"expected .jsonl or a feed ({' '.join(sorted(FEEDS))})"))
        except OSError as error:
            problems.append(Problem(str(file), 0, 0, f"cannot be read: {error.strerror or error}"))
        except UnicodeDecodeError:
            problems.append(Problem(str(file), 0, 0, "is not UTF-8"))
        except AispendError as error:
            problems.append(Problem(str(file), 0, 0, str(error)))
    if problems:
        raise ConfigError(tuple(problems))
    return tuple(found)


def _from_jsonl(file: Path, text: str, problems: list[Problem]) -> Iterator[Entry]:
    """Yield the entries of a `.jsonl` file, and note every line that is none; keys nobody knows are told once."""
    strange: set[str] = set()
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield _entry(row)
            for key in sorted(row.keys() - {*_KEYS, *strange}):
                strange.add(key)
                print(f"{file}:{number}: {key}: unknown key, ignored", file=sys.stderr)
        except json.JSONDecodeError as error:
            problems.append(Problem(str(file), number, error.colno, f"no JSON: {error.msg}"))
        except RecursionError:
            problems.append(Problem(str(file), number, 1, "nested too deep"))
        except ValueError as error:
            problems.append(Problem(str(file), number, 1, str(error)))


def _entry(row: object) -> Entry:
    """Return one line's entry. Raises ValueError with what was expected."""
    if not isinstance(row, dict):
        raise ValueError(f"expected an object with {', '.join(_KEYS)}")
    said: dict[str, str] = {}
    for key in _KEYS:
        value = row.get(key)
        if not isinstance(value, str) and value is not None:
            raise ValueError(f"{key}: expected a text, not {json.dumps(value, ensure_ascii=False)[:60]}")
        said[key] = _whole(value or "")
    if not any(said[key].strip() for key in ("id", "url", "title")):
        raise ValueError("id: missing, and neither url nor title to stand for it")
    try:
        published = moment(said["published"]) if said["published"] else None
    except ValueError as error:
        raise ValueError(f"published: {error}") from None
    url, title = said["url"] or None, said["title"]
    key = said["id"] or identity(None, url, title, f"{published:%Y-%m-%d}" if published else "")
    return Entry(key, url, said["outlet"], title, said["text"], published, said["language"] or None)


def _whole(text: str) -> str:
    """Return a text in which halves of surrogate pairs, which JSON can write and UTF-8 cannot, are replaced."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def one(source: str, published: datetime | None, title: str | None) -> Entry:
    """Return the entry of a text, a file or standard input (`-`).

    Args:
        source: The text itself, the name of a file, or `-`.
        published: Day of publication.
        title: The title; None takes a file's first line, and none for a text.

    Raises:
        ConfigError: The file cannot be read.
        UsageError: There is no such file, or nothing to read in it.
    """
    if source == "-":
        text, is_file = sys.stdin.read(), True
    else:
        text, is_file = _content(source)
    if not text.strip() and not (title or "").strip():
        raise UsageError(f"{'standard input' if source == '-' else source or 'the text'}: is empty")
    if title is None and is_file:
        title, _, text = text.strip().partition("\n")
    return Entry(identity(None, None, title or text[:80]), None, "", title or "", text.strip(), published)


def _content(source: str) -> tuple[str, bool]:
    """Return a file's text where `source` names one, else the source itself, and which it was."""
    try:
        path = Path(source)
        if path.is_file():
            return path.read_text(encoding="utf-8"), True
        is_folder = bool(source.strip()) and path.is_dir()
    except UnicodeDecodeError as error:
        raise ConfigError((Problem(source, 0, 0, "is not UTF-8"),)) from error
    except (OSError, ValueError):  # a long text is no possible file name
        return source, False
    if is_folder:
        raise UsageError(f"{source}: is a folder")
    if _NAME.fullmatch(source):
        raise UsageError(f"{source}: no such file")
    return source, False


_NAME = re.compile(r"\S*/\S*|\S+\.[A-Za-z]\w{0,4}")
"""What can only be meant as a file's name: no space, and a slash or a suffix."""
