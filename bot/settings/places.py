"""YAML with the place of every key and value, so that a problem can name its line and column.

Every scalar stays the text that was written: `NO` is Norway and `off` is a word, not two ways to say False. A value
left empty, `~` or `null` is None.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from bot.errors import Problem

Steps = tuple[str | int, ...]
"""The way from the root of a file to one of its values: `("feeds", 1, "every")`."""

_EMPTY = {"", "~", "null"}
# The loader in C reads 400 organisations ten times as fast; a PyYAML built without it still works.
_LOADER: type[yaml.BaseLoader] = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(slots=True)
class Document:
    """One file of the configuration, read but not yet understood.

    Attributes:
        file: The path as it was given.
        data: Mappings, lists, texts and None, as written.
        problems: What was wrong so far; grows while the file is checked.
        values: Line and column, from 1, of every value.
        keys: Likewise of every key.
    """

    file: str
    data: object = None
    problems: list[Problem] = field(default_factory=list)
    values: dict[Steps, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Steps, tuple[int, int]] = field(default_factory=dict)

    def report(self, steps: Steps, message: str, *, at: tuple[int, int] | None = None) -> None:
        """Add a problem with a value.

        Args:
            steps: The way to it, which the message names; empty for the whole file.
            message: What is wrong and what was expected.
            at: Line and column; None means the value, or the nearest thing above it that is there.
        """
        ways = (steps[:n] for n in range(len(steps), -1, -1))
        line, column = at or next((self.values[way] for way in ways if way in self.values), (0, 0))
        path = ".".join(map(str, steps))
        self.problems.append(Problem(self.file, line, column, f"{path}: {message}" if path else message))

    def texts(self, *pattern: str) -> Iterator[tuple[Steps, str]]:
        """Yield every text at a way, whatever else in the file is wrong; `*` stands for each item of a list.

        >>> list(Document("a.yaml", {"feeds": [{"name": "FT"}, {}, "?"]}).texts("feeds", "*", "name"))
        [(('feeds', 0, 'name'), 'FT')]
        """
        found: list[tuple[Steps, object]] = [((), self.data)]
        for step in pattern:
            found = [
                ((*steps, key), value)
                for steps, data in found
                for key, value in (
                    enumerate(data)
                    if step == "*" and isinstance(data, list)
                    else [(step, data[step])]
                    if isinstance(data, dict) and step in data
                    else ()
                )
            ]
        return ((steps, value) for steps, value in found if isinstance(value, str))


def read(path: Path) -> Document:
    """Read a file of the configuration; whatever is wrong with it stands in the document's problems.

    A key that stands twice, a file that is absent, is no UTF-8 or is no YAML are problems, never exceptions.
    """
    document = Document(str(path))
    try:
        text = path.read_text(encoding="utf-8-sig")
        root = yaml.compose(text, Loader=_LOADER)
    except FileNotFoundError:
        document.report((), "no such file")
    except OSError as error:
        document.report((), f"cannot be read: {error.strerror}")
    except UnicodeDecodeError as error:
        before = error.object[: error.start].decode("utf-8", "replace")
        document.report(
            (), f"not UTF-8: byte 0x{error.object[error.start]:02x}; save it as UTF-8", at=_place_of(before)
        )
    except yaml.reader.ReaderError as error:
        message = f"not valid YAML: character #x{error.character:04x} is not allowed"
        document.report((), message, at=_place_of(text[: error.position]))
    except yaml.MarkedYAMLError as error:
        mark, context = error.problem_mark, f"{error.context}: " if error.context else ""
        place = (mark.line + 1, mark.column + 1) if mark else None
        document.report((), f"not valid YAML: {context}{error.problem}", at=place)
    else:
        document.data = _build(document, root, (), ()) if root else None
    return document


def _place_of(before: str) -> tuple[int, int]:
    """Return line and column, from 1, of what follows a text."""
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def _build(document: Document, node: yaml.Node, steps: Steps, above: tuple[yaml.Node, ...]) -> object:
    """Return a node as plain data and note where everything in it stands."""
    document.values[steps] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if any(node is one for one in above):
        document.report(steps, "refers to something it is part of itself")
        return None
    if isinstance(node, yaml.SequenceNode):
        return [_build(document, item, (*steps, n), (*above, node)) for n, item in enumerate(node.value)]
    if isinstance(node, yaml.MappingNode):
        return _build_mapping(document, node, steps, above)
    if isinstance(node, yaml.ScalarNode) and (node.style or node.value not in _EMPTY):
        return node.value
    return None


def _build_mapping(
    document: Document, node: yaml.MappingNode, steps: Steps, above: tuple[yaml.Node, ...]
) -> dict[str, object]:
    """Return a mapping, its first value where a key stands twice."""
    data: dict[str, object] = {}
    for key, value in node.value:
        place = (key.start_mark.line + 1, key.start_mark.column + 1)
        if not isinstance(key, yaml.ScalarNode):
            document.report(steps, "a key must be a word", at=place)
            continue
        way = (*steps, key.value)
        if way in document.keys:
            document.report(way, f"stands twice, first in line {document.keys[way][0]}", at=place)
            continue
        document.keys[way] = place
        data[key.value] = _build(document, value, way, (*above, node))
    return data
