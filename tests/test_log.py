import ast
import io
import json
import logging
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog

from bot.log import EVENTS, redact, set_up

SOURCE = Path(__file__).parent.parent / "bot"
LEVELS = {"debug", "info", "warning", "error", "exception", "critical"}


@pytest.fixture(autouse=True)
def _own_logging() -> Iterator[None]:
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    yield
    root.handlers, root.level = handlers, level
    for noisy in ("aiohttp.access", "alembic", "apscheduler"):
        logging.getLogger(noisy).setLevel(logging.NOTSET)
    structlog.reset_defaults()


def logged_events() -> Iterator[tuple[str, str]]:
    """Yield place and event of every log call in the source: a method named by a level, on something named log."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in LEVELS):
                continue
            logger = ast.unparse(node.func.value)
            if re.search(r"\b_?log(ger)?\b|get_logger\(", logger):
                first = node.args[0] if node.args else None
                event = first.value if isinstance(first, ast.Constant) else ast.unparse(node)
                yield f"{path.relative_to(SOURCE.parent)}:{node.lineno}", str(event)


def test_every_event_that_is_logged_stands_in_the_table() -> None:
    unknown = [f"{place}: {event}" for place, event in logged_events() if event not in EVENTS]

    assert unknown == []


def test_every_event_of_the_table_is_logged_somewhere() -> None:
    said_elsewhere = {"library.said"}

    assert set(EVENTS) - {event for _, event in logged_events()} == said_elsewhere


def test_what_libraries_carry_is_left_out_even_at_debug() -> None:
    stream = io.StringIO()
    set_up("json", "debug", stream)

    for name in ("aiosqlite", "slack_bolt.AsyncApp", "slack_sdk.web.async_base_client", "watchfiles.main"):
        logger = logging.getLogger(name)
        level, logger.level = logger.level, logging.DEBUG
        logger.debug("an article's text")
        logger.level = level
    structlog.get_logger().debug("job.late")

    assert [json.loads(line)["event"] for line in stream.getvalue().splitlines()] == ["job.late"]


def test_the_walk_over_the_source_finds_log_calls() -> None:
    assert {event for _, event in logged_events()} >= {"job.failed", "feed.failed"}


def test_events_are_named_noun_happened_and_have_a_sentence() -> None:
    for event, sentence in EVENTS.items():
        assert re.fullmatch(r"[a-z]+\.[a-z_]+", event)
        assert sentence.endswith(".")


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("Bearer xoxb-123-456-AbC", "Bearer xoxb-…"),
        ("xapp-1-A0-7-deadbeef expired", "xapp-… expired"),
        ("xoxp-1-2", "xoxp-…"),
        ("xoxe.xoxb-1-abc", "xoxe.xoxb-…"),
        ("SLACK_SIGNING_SECRET=8f742231b10e8888abcd99", "SLACK_SIGNING_SECRET=…"),
        ("password: correct-horse-battery", "password: …"),
        ("https://hooks.slack.com/commands/T1/2/abc", "https://hooks.slack.com/commands/…"),
        ("SLACK_APP_TOKEN: apps.connections.open: refused", "SLACK_APP_TOKEN: apps.connections.open: refused"),
        ("token: 8f742231b10e8888abcd", "token: …"),
        ('{"token": "abcdefghijklmnopqrst"}', '{"token": "…"}'),
        ("token=abcdefghijklmnopqrst", "token=…"),
        ("wss://x.slack.com/link/?ticket=1c-ab%3D&app_id=A1", "wss://x.slack.com/link/?ticket=…&app_id=A1"),
        ("SLACK_APP_TOKEN: missing", "SLACK_APP_TOKEN: missing"),
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
    ],
)
def test_what_looks_like_a_secret_is_blotted_out(text: str, clean: str) -> None:
    assert redact(text) == clean


def test_a_known_secret_is_blotted_out_whatever_it_looks_like() -> None:
    assert redact("signed with swordfish", ("swordfish",)) == "signed with …"


def test_json_lines_hold_event_level_time_and_values() -> None:
    stream = io.StringIO()
    set_up("json", stream=stream)

    with structlog.contextvars.bound_contextvars(feed="ft"):
        structlog.get_logger().info("feed.polled", status="ok", new=3, seconds=0.41, late=None)

    line = json.loads(stream.getvalue())
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "feed.polled", "level": "info", "feed": "ft", "status": "ok", "new": 3, "seconds": 0.41, "late": None,
    }  # fmt: skip


def test_console_lines_are_key_value_without_colour_where_there_is_no_terminal() -> None:
    stream = io.StringIO()
    set_up("console", stream=stream)

    structlog.get_logger().info("feed.polled", feed="ft", new=3)

    assert re.fullmatch(r"\S+Z \[info +\] feed\.polled +feed=ft new=3\n", stream.getvalue())


@pytest.mark.parametrize("style", ["console", "json"])
def test_no_secret_gets_into_a_line_by_value_list_key_object_or_traceback(style: str) -> None:
    stream = io.StringIO()
    set_up("json" if style == "json" else "console", stream=stream, secrets=["swordfish", ""])
    log = structlog.get_logger()

    log.info(
        "feed.polled",
        token="xoxb-1-SECRET",
        nested={"xapp-1-SECRET": ["xoxp-2-SECRET", ("swordfish",)]},
        path=Path("xoxb-SECRET"),
    )
    secret = "xoxb-3-SECRET"
    try:
        raise ValueError(f"refused {secret}")
    except ValueError:
        log.exception("job.failed", job="poll")

    assert "SECRET" not in stream.getvalue()
    assert "swordfish" not in stream.getvalue()
    assert "ValueError" in stream.getvalue()


def test_lines_below_the_level_are_left_out() -> None:
    stream = io.StringIO()
    set_up("json", "warning", stream)

    structlog.get_logger().info("feed.polled")
    structlog.get_logger().warning("alert.delayed")

    assert [json.loads(line)["event"] for line in stream.getvalue().splitlines()] == ["alert.delayed"]


def test_what_other_libraries_say_becomes_one_event_with_their_words_redacted() -> None:
    stream = io.StringIO()
    set_up("json", stream=stream)

    logging.getLogger("slack_bolt.App").warning("bad token %s", "xapp-1-SECRET")
    logging.getLogger("aiohttp.access").info("GET /")
    logging.getLogger("apscheduler.executors.default").warning("skipped")

    (line,) = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert line["event"] == "library.said"
    assert line["library"] == "slack_bolt.App"
    assert line["words"] == "bad token xapp-…"


def test_lines_go_to_standard_error_by_default(capsys: pytest.CaptureFixture[str]) -> None:
    set_up()

    structlog.get_logger().info("app.started")

    printed = capsys.readouterr()
    assert "app.started" in printed.err
    assert printed.out == ""
