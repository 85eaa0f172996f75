import re

import pytest

from bot.core.gates import Gate, beginnings

BEGINNINGS = [
    ("cancel|scrap", {"cancel", "scrap"}),
    ("(?:Pre|Post)paid", {"pre", "post"}),
    ("[Tt]he plan", {"the plan"}),
    ("take(?:s|n)? in", {"take"}),
    ("(?<!not )deal", {"deal"}),
    ("ab?c+", {"abc", "ac"}),
    ("取消|终止", {"取消", "终止"}),
]


@pytest.mark.parametrize(("pattern", "found"), BEGINNINGS)
def test_the_letters_that_a_match_begins_with_are_read_from_the_pattern(pattern: str, found: set[str]) -> None:
    assert all(any(start.startswith(known) for known in found) for start in beginnings(re.compile(pattern)) or ())
    assert beginnings(re.compile(pattern))


@pytest.mark.parametrize("pattern", [r"\w+ deal", ".", "a|deal", "(?:deal)?", r"\d+ days"])
def test_a_pattern_that_may_begin_with_anything_has_no_beginnings(pattern: str) -> None:
    assert beginnings(re.compile(pattern)) is None


def test_a_gate_opens_for_patterns_whose_words_stand_in_a_text_in_whatever_case() -> None:
    gate = Gate((re.compile("cancel", re.I), re.compile("talks", re.I), None))

    assert gate.look("Talks were CANCELLED").open() == {0, 1}
    assert gate.look("a deal").open() == set()


def test_a_gate_is_always_open_for_what_it_cannot_know() -> None:
    assert Gate((re.compile(r"\d+"), re.compile("deal"))).look("nothing").open() == {0}


def test_a_gate_without_words_is_no_error() -> None:
    assert Gate(()).look("a deal").open() == set()
