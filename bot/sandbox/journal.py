"""A journal of everything that crossed the wire, in order.

Tokens are never written down; an answer of None means that the caller got none (a dropped connection, a timeout).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from bot.sandbox.clock import Clock
from bot.sandbox.wire import JSON

Kind = Literal["api", "response_url", "socket.sent", "socket.received", "http.sent", "human"]
_SECRET = frozenset({"token", "client_secret", "code", "refresh_token", "access_token"})


def _without_secrets(body: JSON) -> JSON:
    return {key: value for key, value in body.items() if key not in _SECRET}


@dataclass(slots=True)
class Record:
    """One crossing.

    Attributes:
        name: Method, envelope type, or what the person did.
        sent: What was sent, without tokens.
        answer: What came back; None means nothing.
    """

    at: datetime
    kind: Kind
    name: str
    sent: JSON
    answer: JSON | None = None
    status: int = 0


@dataclass(slots=True)
class Journal:
    """The records and who is told of new ones."""

    clock: Clock
    records: list[Record] = field(default_factory=list)
    listeners: list[Callable[[], None]] = field(default_factory=list)

    def write(self, kind: Kind, name: str, sent: JSON, answer: JSON | None = None, status: int = 0) -> Record:
        """Add a record."""
        given = None if answer is None else _without_secrets(answer)
        record = Record(self.clock.now(), kind, name, _without_secrets(sent), given, status)
        self.records.append(record)
        for listener in tuple(self.listeners):
            listener()
        return record

    def calls(self, method: str) -> list[Record]:
        """Return the Web API calls of one method, oldest first."""
        return [record for record in self.records if record.kind == "api" and record.name == method]
