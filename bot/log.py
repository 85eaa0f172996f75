"""Log lines: structlog, set up once, and the table of every event that may be logged.

An event is `noun.happened`, one line for a unit of work; a test walks the source and fails on one that is not in
`EVENTS`. Whatever looks like a token is blotted out on its way, wherever in a line it stands, tracebacks of foreign
libraries included.
"""

import logging
import re
import sys
from collections.abc import Iterable
from typing import Literal, TextIO

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

EVENTS = {
    "app.started": "Everything is built and runs.",
    "app.stopped": "Everything in hand was finished and closed.",
    "feed.polled": "A feed was asked once: status, new, revised and seen entries, seconds.",
    "feed.failed": "A poll broke in a way nobody foresaw; the feed is asked again when its lease ends.",
    "feed.skipped": "A due feed was not asked, somebody else holds it.",
    "entry.broken": "An entry could not be read; the rest of its feed was.",
    "entries.reread": "Stored entries were read again by today's reader: how many, and how many of them changed.",
    "alert.delivered": "Slack has an alert's message.",
    "alert.refused": "Slack did not take an alert: its code, and what to do in a sentence.",
    "alert.delayed": "An alert could not be posted now; it is tried again at a stated time.",
    "alert.failed": "An alert was given up: only a person can mend the reason.",
    "alert.withdrawn": "An alert was not posted: somebody had taken its figure out of the ledger before.",
    "alert.outdated": "A posted message could not be brought up to date; it stays as it was.",
    "alert.abandoned": "Waiting alerts were given up: how many, and why.",
    "alert.parked": "Nobody can tell whether Slack has an alert: it is set aside, and a person should look.",
    "blocks.refused": "A workspace does not take a kind of block: answers there go without it for a day.",
    "digest.made": "A channel's digest was due: how many positions it tells of, none where there was nothing to tell.",
    "digest.failed": "A channel's digest broke; it is tried again every minute until it is too old.",
    "command.answered": "Somebody asked with /aispend or pressed a button: what came of it is its status.",
    "listener.connected": "The line to Slack is open: its requests arrive.",
    "listener.refused": "Slack refused to let the bot in, or cannot be reached: its code and what to do.",
    "listener.forged": "A request came whose signature is wrong or old, and was refused.",
    "feedback.untold": "What a person had to say is kept, and the operator's channel could not be told: Slack's code.",
    "membership.heard": "Slack told what became of a channel, or of the bot in it: what, and whether it was seen to.",
    "home.published": "Somebody's Home tab was brought up to date: what came of it is its status.",
    "listener.restarted": "Socket Mode was down too long and was built anew.",
    "listener.abandoned": "A connection could not be closed cleanly and was left to itself.",
    "listener.stopped": "The line to Slack is closed; how many answers were left unfinished.",
    "server.started": "HTTP is listened for: the address and the port.",
    "workspace.installed": "A workspace installed the app: who did it, and how many scopes it granted.",
    "workspace.refused": "An installation came to nothing: why.",
    "workspace.left": "A workspace took the app out, and what was kept of it is erased.",
    "workspace.stayed": "News that a workspace took the app out came when it had it again; nothing was erased.",
    "workspace.kept": "The one workspace took the app out; what is stored stays, for the database is its own.",
    "channel.amended": "Somebody changed in Slack what a channel follows: who, and what in words.",
    "channel.paused": "A channel set in Slack gets nothing for now: Slack's code for why.",
    "channel.resumed": "A paused channel gets alerts again.",
    "trouble.told": "Who can mend it was told that nothing can be posted in a channel: whom, and what came of it.",
    "config.loaded": "The configuration was read: how many channels, feeds and organisations.",
    "config.placeholder": "Something stands in the configuration as it was shipped: what, and what belongs there.",
    "config.refused": "A change of the configuration is wrong and was not taken over: all its problems.",
    "config.unwatched": "The system does not tell of changes in the folder: it is looked at every few seconds instead.",
    "ledger.synced": "The shipped ledger was compared with the stored one: added, changed, removed.",
    "ledger.corrected": "A person corrected a fact: which, what was wrong, who.",
    "ledger.restored": "A person took a correction back: of which fact, who.",
    "job.failed": "A job of the schedule broke; it runs again at its next tick.",
    "clock.set_back": "The machine's clock was put back by so many seconds; the jobs run at once and go on from there.",
    "job.late": "A tick came while the last one was still at work, and was left out.",
    "library.said": "Another library has something to say: its name and its words.",
}
"""Every event with one sentence on what it means."""

_SECRET = re.compile(
    r"\b(xox[a-z]-|xapp-|xoxe\.xox[a-z]-)[\w-]+"
    r"|((?i:(?:signing|client)[_ -]?secret)[\"']?\s*[=:]\s*[\"']?)[^\s\"',;)}]{6,}"
    r"|((?i:ticket)=)[^\s&\"']+"
    r"|((?i:token|password)(?:[\"']?\s*=\s*[\"']?|[\"']\s*:\s*[\"']?|\s*:\s*[\"']))[\w.-]{16,}"
    r"|((?i:password)\s*:\s*)[\w.-]{16,}"
    # A code of an installation, as bolt tells of one that could not be exchanged.
    r"|((?i:with code): )\S+"
    # Of a bare `TOKEN: …` only what has a digit: our own sentences name Slack's methods there.
    r"|((?i:token)\s*:\s*)(?=[\w.-]*\d)[\w.-]{16,}"
    r"|(://[^/\s:@]+:)[^/\s@]+(?=@)"
    r"|(hooks\.slack\.com/(?:services|commands|actions)/)[\w/-]+"
)


def redact(text: str, secrets: tuple[str, ...] = ()) -> str:
    """Return a text with whatever looks like a token, secret or password blotted out.

    Args:
        text: Any text.
        secrets: Texts to blot out whatever they look like.

    >>> redact("auth failed for xoxb-12-ab and postgresql://bot:hunter2@db/a")
    'auth failed for xoxb-… and postgresql://bot:…@db/a'
    >>> redact('{"signing_secret": "8f742231b10e8888abcd99yyyzzz85a5"}')
    '{"signing_secret": "…"}'
    """
    for secret in secrets:
        text = text.replace(secret, "…")
    return _SECRET.sub(lambda found: f"{''.join(part or '' for part in found.groups())}…", text)


_CHATTY = ("aiosqlite", "asyncio", "slack_bolt", "slack_sdk", "sqlalchemy", "watchfiles")
"""Libraries that tell at `debug` what they carry: articles' texts, Slack's payloads, the ticket of Socket Mode."""


def _is_discreet(record: logging.LogRecord) -> bool:
    """Say whether a line may be written: bolt sets its loggers' levels itself, so they are no place for this."""
    return record.levelno >= logging.INFO or record.name.partition(".")[0] not in _CHATTY


# Without the values of local variables, where tokens and articles' texts stand.
_TRACEBACKS = structlog.processors.ExceptionRenderer(structlog.tracebacks.ExceptionDictTransformer(show_locals=False))


class Redactor:
    """A structlog processor that blots secrets out of every value of a line, however deep it lies."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        """Keep texts to blot out whatever they look like."""
        self._secrets = tuple(secret for secret in secrets if secret)

    def __call__(self, logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
        """Return the line without secrets."""
        return {key: self._clean(value) for key, value in event.items()}

    def _clean(self, value: object) -> object:
        if isinstance(value, dict):
            return {str(self._clean(key)): self._clean(item) for key, item in value.items()}
        if isinstance(value, list | tuple | set | frozenset):
            return [self._clean(item) for item in value]
        if value is None or isinstance(value, bool | int | float):
            return value
        return redact(str(value), self._secrets)


def set_up(
    style: Literal["console", "json"] = "console",
    level: str = "info",
    stream: TextIO | None = None,
    secrets: Iterable[str] = (),
) -> None:
    """Set up logging for this process, our own lines and those of other libraries.

    Args:
        style: `console` writes `event key=value` for people, in colour on a terminal; `json` one object a line.
        level: The least important level written: debug, info, warning or error.
        stream: Where to; None means standard error.
        secrets: Texts that no line may hold, whatever they look like: the tokens and secrets in use.
    """
    stream = stream or sys.stderr
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    render: list[Processor] = (
        [_TRACEBACKS, Redactor(secrets), structlog.processors.JSONRenderer(ensure_ascii=False)]
        if style == "json"
        else [
            structlog.processors.format_exc_info,
            Redactor(secrets),
            structlog.dev.ConsoleRenderer(colors=stream.isatty()),
        ]
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[*shared, _name_library],
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *render],
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    handler.addFilter(_is_discreet)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(level.upper())
    # A line for every tick and every request would drown ours, which say the same with counts.
    # APScheduler warns of every tick that finds the last one still at work, which is how it is meant to be.
    for noisy, least in {
        "aiohttp.access": logging.WARNING,
        "alembic": logging.WARNING,
        "apscheduler": logging.ERROR,
    }.items():
        logging.getLogger(noisy).setLevel(max(least, root.level))
    structlog.configure(
        processors=[structlog.stdlib.filter_by_level, *shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )


def _name_library(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """Make another library's line one of ours: its words become a value."""
    record = event["_record"]
    return {**event, "event": "library.said", "library": record.name, "words": event["event"]}
