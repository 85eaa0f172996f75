"""Every error this program raises on purpose.

    AispendError
    ├── ConfigError      the configuration is wrong; carries every problem found
    ├── FetchError       a feed could not be had (network, status, limits, a refused address)
    ├── ParseError       what came is no feed
    ├── StoreError       the database failed or is not of this version
    │   └── ConflictError    somebody else changed meanwhile what was decided on; nothing was stored
    ├── RequestError     what a person asked for cannot be meant: no such fact, no such company, an unreadable sum
    ├── ServerError      a port cannot be listened at
    └── SlackError       Slack refused something other than a post (posts have outcomes, see ports)

Expected outcomes (nothing new, an alert skipped, a post that must be retried) are values, not errors.
"""

from dataclasses import dataclass


class AispendError(Exception):
    """The root; its message is a clear sentence for the person who can act on it."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in the configuration.

    Attributes:
        file: Path as given, or the name of an environment variable.
        line: From 1; 0 where the place has no line (an environment variable, a missing file).
        column: From 1; 0 likewise.
        message: `feeds.1.evry: unknown key`.
    """

    file: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        """Return `file:line:col: message`, or `file: message` where there is no line."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: {self.message}"


class ConfigError(AispendError):
    """The configuration is wrong."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep all problems; the message lists them one a line."""
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class FetchError(AispendError):
    """A feed could not be fetched.

    Attributes:
        url: What was asked for.
        status: HTTP status; None where no answer came.
        retry_after: Seconds the server asked us to wait; None means "not stated".
        permanent: True where asking again soon is pointless (410, refused address).
    """

    def __init__(
        self,
        message: str,
        *,
        url: str,
        status: int | None = None,
        retry_after: float | None = None,
        permanent: bool = False,
    ) -> None:
        """Keep what a handler needs."""
        super().__init__(message)
        self.url = url
        self.status = status
        self.retry_after = retry_after
        self.permanent = permanent


class ParseError(AispendError):
    """What came from `url` is not a feed, or could not be read within the limits."""

    def __init__(self, message: str, *, url: str) -> None:
        """Keep the address the bytes came from."""
        super().__init__(message)
        self.url = url


class StoreError(AispendError):
    """The database failed, is locked, or has a schema of another version."""


class ConflictError(StoreError):
    """What was decided on is another since it was read, so that it must be decided again.

    Attributes:
        changed: Ids of the stories or channels.
    """

    def __init__(self, changed: tuple[str, ...]) -> None:
        """Keep the ids; the message names them."""
        super().__init__(f"changed by somebody else meanwhile: {', '.join(changed)}; expected them as they were read")
        self.changed = changed


class RequestError(AispendError):
    """What a person asked for cannot be meant; the message says what was expected."""


class ServerError(AispendError):
    """A port cannot be listened at: it is taken, or the address is none of this machine's."""


class SlackError(AispendError):
    """Slack refused a call.

    Attributes:
        code: Slack's own error code, `invalid_auth`.
    """

    def __init__(self, message: str, *, code: str) -> None:
        """Keep Slack's code."""
        super().__init__(message)
        self.code = code
