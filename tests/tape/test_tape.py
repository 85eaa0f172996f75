"""Sequences of news as they come from real feeds, each with every message, edit and reply that it may bring."""

from pathlib import Path

import pytest

from tests.tape.script import Sequence, sequences
from tests.tape.stage import played

TAPE = dict(sequences())


@pytest.mark.parametrize("name", TAPE)
async def test_a_sequence_brings_the_posts_edits_and_notes_it_names_and_no_others(name: str, tmp_path: Path) -> None:
    script: Sequence = TAPE[name]

    problems = await played(script, tmp_path)

    assert not problems, "\n".join([script.why, *problems])


def test_the_tape_was_found() -> None:
    assert len(TAPE) >= 44
