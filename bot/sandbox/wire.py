"""What goes over the wire: JSON objects, the arguments of a call, and Slack's way of refusing one.

A call's arguments come as query, form or JSON and mean the same each time; only JSON keeps types, so every
reading here converts.
"""

import json
from collections.abc import Mapping
from typing import Any, TypeAlias
from urllib.parse import SplitResult, urlsplit

JSON: TypeAlias = dict[str, Any]
"""A JSON object. Its values are Any because judging what an app sent is the point."""

_TRUE = frozenset({"1", "true", "True"})
# Arguments with a refusal of their own where they are no JSON.
_UNREADABLE = {
    "attachments": "invalid_attachments",
    "blocks": "invalid_blocks_format",
    "metadata": "invalid_metadata_format",
}


class ApiError(Exception):
    """Slack's refusal of a call: `{"ok": false, "error": code, …}`.

    Attributes:
        code: `channel_not_found`.
        extra: Further members of the answer.
        status: HTTP status; nearly every refusal is a 200.
        headers: Further headers, `Retry-After`.
    """

    def __init__(
        self, code: str, *, status: int = 200, headers: Mapping[str, str] | None = None, **extra: object
    ) -> None:
        """Keep what the answer is made of."""
        super().__init__(code)
        self.code = code
        self.status = status
        self.headers = dict(headers or {})
        self.extra = extra

    def body(self) -> JSON:
        """Return the answer."""
        return {"ok": False, "error": self.code, **self.extra}


def invalid(*problems: str, code: str = "invalid_arguments") -> ApiError:
    """Make a refusal that lists problems the way Slack does, each `[ERROR] …`."""
    return ApiError(code, response_metadata={"messages": [f"[ERROR] {problem}" for problem in problems]})


def decode(raw: str | bytes) -> Any:
    """Decode JSON that can be given out again: no NaN or Infinity, no half of a character, no bottomless nesting.

    >>> decode('{"a": 1}')
    {'a': 1}

    Raises:
        ValueError: It is no such JSON.
    """
    try:
        value = json.loads(raw)
        json.dumps(value, ensure_ascii=False, allow_nan=False).encode()
    except RecursionError:
        raise ValueError("nested too deeply") from None
    return value


def address(url: str) -> SplitResult | None:
    """Return the parts of a web address; None where it is none.

    >>> address("http://[") or address("ftp://localhost/") or address("http://localhost:99999/")
    """
    try:
        parts = urlsplit(url)
        return parts if parts.scheme in ("http", "https") and parts.hostname and parts.port != 0 else None
    except ValueError:
        return None


def whole(digits: str) -> int | None:
    """Return the number that a string of digits stands for; None where it is no string of digits, or a very long one.

    >>> whole("15"), whole("-1"), whole("9" * 5000)
    (15, None, None)
    """
    return int(digits) if digits.isdecimal() and len(digits) < 20 else None


class Args:
    """The arguments of one call."""

    def __init__(self, values: Mapping[str, object], caller: str = "") -> None:
        """Keep the arguments as they came, and the token of who calls."""
        self.values = dict(values)
        self.caller = caller

    def text(self, name: str) -> str | None:
        """Return an argument as a string; None where it is absent, null or empty."""
        value = self.values.get(name)
        return None if value is None or value == "" else str(value)

    def need(self, name: str) -> str:
        """Return an argument that must be there. Raises ApiError `invalid_arguments`."""
        value = self.text(name)
        if value is None:
            raise invalid(f"missing required field: {name}")
        return value

    def flag(self, name: str) -> bool:
        """Return whether a boolean argument is set, in any of the forms clients send."""
        value = self.values.get(name)
        return value is True or value == 1 or (isinstance(value, str) and value in _TRUE)

    def number(self, name: str, default: int, *, most: int) -> int:
        """Return a whole number from 1 to `most`. Raises ApiError `invalid_limit`."""
        value = self.text(name)
        if value is None:
            return default
        number = whole(value)
        if number is None or not 1 <= number <= most:
            raise ApiError(f"invalid_{name}")
        return number

    def decoded(self, name: str) -> Any:
        """Return a JSON argument, decoding it where it came as a string; None where absent.

        Raises:
            ApiError: The string is no JSON: `invalid_arguments`, or what Slack has for this argument.
        """
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if value == "":
            return None
        try:
            return decode(value)
        except ValueError:
            own = _UNREADABLE.get(name)
            raise (ApiError(own) if own else invalid(f"invalid JSON [json-pointer:/{name}]")) from None
