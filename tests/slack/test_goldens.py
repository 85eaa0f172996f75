import json
from typing import Any

import pytest

from bot.sandbox.blocks import check, check_view
from tests.slack.golden import FOLDER, MESSAGES, VIEWS, payload
from tests.slack.rebuild import rebuild

names = pytest.mark.parametrize("name", sorted(MESSAGES))
views = pytest.mark.parametrize("name", sorted(VIEWS))


@names
def test_a_message_is_word_for_word_what_was_read_and_found_good(name: str) -> None:
    path = FOLDER / f"{name}.json"
    assert path.exists(), "only `python -m tests.slack.golden` writes one; read it before you keep it"

    assert payload(MESSAGES[name]()) == json.loads(path.read_text(encoding="utf-8"))


@views
def test_a_modal_is_word_for_word_what_was_read_and_found_good_and_taken_by_the_judge(name: str) -> None:
    path, view = FOLDER / f"{name}.json", dict(VIEWS[name]())
    assert path.exists(), "only `python -m tests.slack.golden` writes one; read it before you keep it"

    assert json.loads(json.dumps(view)) == json.loads(path.read_text(encoding="utf-8"))
    assert check_view(view) == []


def test_no_golden_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == {*MESSAGES, *VIEWS}


@names
def test_the_sandbox_s_judge_takes_it(name: str) -> None:
    assert check(payload(MESSAGES[name]())["blocks"]) == []


@names
def test_slackblocks_builds_the_same(name: str) -> None:
    blocks = payload(MESSAGES[name]())["blocks"]

    assert rebuild(blocks) == [_without_emoji(block) for block in blocks]


def _without_emoji(value: Any) -> Any:
    """Leave out `emoji: false`, which slackblocks leaves out too."""
    if isinstance(value, dict):
        return {key: _without_emoji(item) for key, item in value.items() if (key, item) != ("emoji", False)}
    if isinstance(value, list):
        return [_without_emoji(item) for item in value]
    return value
