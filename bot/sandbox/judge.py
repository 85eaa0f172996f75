"""The judge of Block Kit: collects what is wrong with a payload, each fault with the place it is at.

A judge never stops at the first fault and never raises: whatever an app sends, the answer is a list.
"""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, TypeGuard
from urllib.parse import urlsplit

from bot.sandbox.wire import JSON

Surface = Literal["message", "modal", "home"]
PLAIN = ("plain_text",)
MRKDWN = ("mrkdwn",)
ANY_TEXT = ("plain_text", "mrkdwn")


def kind_of(value: object) -> str | None:
    """Return the `type` of an object; None where it has none that could be a type."""
    kind = value.get("type") if isinstance(value, dict) else None
    return kind if isinstance(kind, str) else None


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing wrong.

    Attributes:
        pointer: JSON pointer, `/blocks/0/text`.
        code: A short name of the rule.
    """

    pointer: str
    code: str
    message: str

    def __str__(self) -> str:
        """Return it as Slack words it in `errors`."""
        return f"{self.message} [json-pointer:{self.pointer}]"

    def body(self, within: str) -> JSON:
        """Return it as `blocks.validate` lists it, its pointer from `within` on."""
        return {
            "code": self.code,
            "message": self.message,
            "field": self.pointer.rpartition("/")[2],
            "pointer": self.pointer.removeprefix(within),
        }


@dataclass(slots=True)
class Judge:
    """Collects refusals of one payload.

    Attributes:
        surface: Where the blocks are to be shown.
        files: Ids and addresses of the images that have been uploaded and can be shown.
        markdown: Characters seen so far in `markdown` blocks, which share one limit.
        focused: Elements that want to be where typing starts.
    """

    surface: Surface
    files: Collection[str] = ()
    refusals: list[Refusal] = field(default_factory=list)
    block_ids: set[str] = field(default_factory=set)
    action_ids: set[str] = field(default_factory=set)
    tables: int = 0
    data_characters: int = 0
    charts: int = 0
    markdown: int = 0
    focused: int = 0

    def refuse(self, pointer: str, code: str, message: str) -> None:
        """Note one thing wrong."""
        self.refusals.append(Refusal(pointer, code, message))

    def shape(self, value: object, at: str, required: str = "", optional: str = "") -> TypeGuard[JSON]:
        """Tell whether a value is an object with these members, space-separated; others than these are refused."""
        if not isinstance(value, dict):
            self.refuse(at, "invalid_type", "must be an object")
            return False
        needed = required.split()
        missing = [name for name in needed if value.get(name) is None]
        for name in missing:
            self.refuse(at, "missing_field", f"missing required field: {name}")
        for name in value.keys() - {*needed, *optional.split()}:
            self.refuse(at, "additional_property", f"invalid additional property: {name}")
        return not missing

    def string(self, value: object, at: str, most: int, least: int = 1) -> TypeGuard[str]:
        """Judge a string's length."""
        if not isinstance(value, str):
            self.refuse(at, "invalid_type", "must be a string")
            return False
        if len(value) < least:
            self.refuse(at, "too_short", f"must be more than {least - 1} characters")
        elif len(value) > most:
            self.refuse(at, "too_long", f"must be less than {most + 1} characters")
        return True

    def strings(self, value: JSON, at: str, /, **most: int) -> None:
        """Judge the members that are there, each with its longest length."""
        for name, length in most.items():
            if name in value:
                self.string(value[name], f"{at}/{name}", length)

    def choice(self, value: JSON, at: str, name: str, allowed: Iterable[object]) -> None:
        """Judge a member that, where it is there, has one of a few values."""
        allowed = tuple(allowed)
        if name in value and value[name] not in allowed:
            listed = ", ".join(map(str, allowed))
            self.refuse(f"{at}/{name}", "invalid_value", f"must be one of: {listed}")

    def flags(self, value: JSON, at: str, *names: str) -> None:
        """Judge members that, where they are there, are booleans."""
        for name in names:
            if name in value and not isinstance(value[name], bool):
                self.refuse(f"{at}/{name}", "invalid_type", "must be a boolean")

    def whole(self, value: JSON, at: str, name: str, least: int, most: int) -> None:
        """Judge a member that, where it is there, is a whole number within bounds."""
        number = value.get(name, least)
        if isinstance(number, bool) or not isinstance(number, int):
            self.refuse(f"{at}/{name}", "invalid_type", "must be an integer")
        elif not least <= number <= most:
            self.refuse(f"{at}/{name}", "out_of_range", f"must be between {least} and {most}")

    def items(self, value: object, at: str, most: int, least: int = 1) -> Iterator[tuple[str, Any]]:
        """Give the items of a list, each with its pointer, after judging how many there are."""
        if not isinstance(value, list):
            self.refuse(at, "invalid_type", "must be an array")
            return
        if len(value) < least:
            self.refuse(at, "too_few", f"no less than {least} items allowed")
        if len(value) > most:
            self.refuse(at, "too_many", f"no more than {most} items allowed")
        for index, item in enumerate(value):
            yield f"{at}/{index}", item

    def text(self, value: object, at: str, most: int, kinds: tuple[str, ...] = ANY_TEXT) -> None:
        """Judge a text object: its kind, its length, and the members of that kind."""
        if not self.shape(value, at, "type text", "emoji verbatim"):
            return
        self.choice(value, at, "type", kinds)
        self.flags(value, at, "emoji", "verbatim")
        misplaced = "verbatim" if value["type"] == "plain_text" else "emoji"
        if misplaced in value:
            self.refuse(at, "additional_property", f"invalid additional property: {misplaced}")
        self.string(value["text"], f"{at}/text", most)

    def url(self, value: object, at: str, schemes: tuple[str, ...] = ("http", "https"), most: int = 3000) -> None:
        """Judge an address."""
        if not self.string(value, at, most):
            return
        try:
            parts = urlsplit(value)
            good = parts.scheme in schemes and bool(parts.path if parts.scheme == "mailto" else parts.hostname)
        except ValueError:
            good = False
        if not good:
            self.refuse(at, "invalid_url", f"must be a valid URL ({' or '.join(schemes)})")

    def rich(self, rule: Callable[["Judge", JSON, str], None], value: object, at: str) -> None:
        """Judge a member that must be rich text, with the rule for it."""
        if isinstance(value, dict) and value.get("type") == "rich_text":
            rule(self, value, at)
        else:
            self.refuse(f"{at}/type", "unsupported_type", f"unsupported type: {kind_of(value)}")

    def unique(self, seen: set[str], value: object, at: str, name: str) -> None:
        """Judge an id of at most 255 characters that may stand only once."""
        if not self.string(value, at, 255):
            return
        if value in seen:
            self.refuse(at, "duplicate_id", f"`{name}` already exists: {value}")
        seen.add(value)
