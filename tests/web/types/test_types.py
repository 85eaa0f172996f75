"""What the bot sends has the types Slack publishes, charts left out."""

from pathlib import Path
from typing import Any

import pytest

from tests.web.types.literals import compile_literals, goldens

pytestmark = pytest.mark.web


def message(*blocks: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {"a": {"text": "A", "blocks": list(blocks)}}


def test_every_golden_has_slacks_own_types(tmp_path: Path) -> None:
    payloads = goldens()

    assert payloads
    assert compile_literals(payloads, tmp_path) == ""


@pytest.mark.parametrize(
    ("block", "complaint"),
    [
        ({"type": "header", "text": {"type": "mrkdwn", "text": "A"}}, "mrkdwn"),
        ({"type": "section", "text": {"type": "mrkdwn", "text": "A"}, "colour": "red"}, "colour"),
        ({"type": "poem"}, "poem"),
        ({"type": "image", "alt_text": "A"}, "slack_file"),
    ],
    ids=["mrkdwn in a header", "an unknown member", "an unknown block", "an image without source"],
)
def test_what_has_other_types_is_complained_of(tmp_path: Path, block: dict[str, Any], complaint: str) -> None:
    assert complaint in compile_literals(message(block), tmp_path)


def test_views_are_judged_as_views(tmp_path: Path) -> None:
    modal = {"type": "modal", "title": {"type": "plain_text", "text": "A"}, "blocks": [{"type": "divider"}]}
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    untitled = {"type": "modal", "blocks": []}
    (tmp_path / "good").mkdir()
    (tmp_path / "bad").mkdir()

    assert compile_literals({"m": modal, "h": home}, tmp_path / "good") == ""
    assert "title" in compile_literals({"m": untitled}, tmp_path / "bad")
