"""The stage tells what a script does not: one that agreed with everything would prove nothing."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from pydantic import ValidationError

from bot.sandbox.workspace import Message
from tests.tape.script import Item, Sequence
from tests.tape.stage import Stage, played, staged

HEAD = "Alibaba pledges $53B for AI over 3 years"
ITEM = Item.model_validate(
    {
        "guid": "a",
        "link": "https://first.example/alibaba",
        "title": "Alibaba to invest $53 billion in AI over three years",
        "text": "Alibaba will invest $53 billion in artificial intelligence over three years, it said.",
        "published": "2025-02-24T07:30Z",
    }
)


def script(*later: Mapping[str, object], **first: object) -> Sequence:
    """Return a script whose first step brings one story; what it expects, and further steps, are given."""
    step = {"at": "2025-02-24T08:00Z", "feeds": {"First Wire": [ITEM]}, **first}
    return Sequence.model_validate({"why": "To try the stage.", "steps": [step, *later]})


def say(stage: Stage, text: str, thread_ts: str | None = None) -> None:
    """Let the bot's user say something by itself."""
    workspace = stage.slack.backend.workspace
    ts = workspace.next_ts()
    author, channel = stage.slack.backend.app.user, stage.slack.channel
    workspace.post(Message(channel, ts, author, text, [], by_app=True, thread_ts=thread_ts))


async def test_what_came_as_written_is_no_problem(tmp_path: Path) -> None:
    problems = await played(script(posts=[HEAD]), tmp_path)

    assert problems == []


async def test_a_message_that_nobody_expects_is_told(tmp_path: Path) -> None:
    (problem,) = await played(script(), tmp_path)

    assert problem.startswith(f"2025-02-24 08:00 unexpected post: {HEAD}")


async def test_a_message_of_the_baseline_is_told(tmp_path: Path) -> None:
    late = {"at": "2025-02-24T08:00Z", "feeds": {"First Wire": [ITEM]}}
    wanted = Sequence.model_validate({"why": "To try.", "baseline": late["feeds"], "since": "7d", "steps": [late]})

    (problem,) = await played(wanted, tmp_path)

    assert problem.startswith(f"the baseline brought: {HEAD}")


async def test_another_first_line_is_told_twice_as_missing_and_as_unexpected(tmp_path: Path) -> None:
    problems = await played(script(posts=["Alibaba pledges $54B for AI over 3 years"]), tmp_path)

    assert [problem[17:30] for problem in problems] == ["no post: Alib", "unexpected po"]


async def test_words_that_are_missing_or_must_not_stand_there_are_told(tmp_path: Path) -> None:
    problems = await played(
        script(posts=[{"first": HEAD, "shows": ["Second Wire"], "lacks": ["First Wire"]}]), tmp_path
    )

    assert [problem[17:41] for problem in problems] == ["“Second Wire” is not in:", "“First Wire” stands in: "]


async def test_edits_and_notes_that_did_not_come_are_told(tmp_path: Path) -> None:
    later = {
        "at": "2025-02-24T09:00Z",
        "edits": [{"of": "Alibaba", "shows": []}],
        "notes": [{"of": "Alibaba", "says": []}],
    }

    problems = await played(script(later, posts=[HEAD]), tmp_path)

    assert problems == ["2025-02-24 09:00 no edit: of “Alibaba”", "2025-02-24 09:00 no note: of “Alibaba”"]


@pytest.mark.parametrize("expected", [True, False])
async def test_an_edit_is_seen_whether_it_is_expected_or_not(tmp_path: Path, expected: bool) -> None:
    edits = [{"of": "Alibaba", "shows": ["now"]}] if expected else []
    wanted = script({"at": "2025-02-24T09:00Z", "edits": edits}, posts=[HEAD])
    async with staged(wanted, tmp_path) as stage:
        await stage.play(wanted.steps[0])
        before = stage.screen.looks()
        workspace = stage.slack.backend.workspace
        workspace.edit(workspace.messages[-1], "now", [])

        problems = stage.screen.compare(wanted.steps[1], before)

    assert problems == ([] if expected else ["unexpected edit: now"])


@pytest.mark.parametrize("expected", [True, False])
async def test_a_reply_is_seen_whether_it_is_expected_or_not(tmp_path: Path, expected: bool) -> None:
    notes = [{"of": "Alibaba", "says": ["was"]}] if expected else []
    wanted = script({"at": "2025-02-24T09:00Z", "notes": notes}, posts=[HEAD])
    async with staged(wanted, tmp_path) as stage:
        await stage.play(wanted.steps[0])
        before = stage.screen.looks()
        say(stage, "was $53B", thread_ts=stage.slack.backend.workspace.messages[-1].ts)

        problems = stage.screen.compare(wanted.steps[1], before)

    assert problems == ([] if expected else ["unexpected note: was $53B"])


async def test_a_link_counts_where_it_leads_to_the_message_that_is_meant(tmp_path: Path) -> None:
    wanted = script({"at": "2025-02-24T09:00Z", "posts": [{"shows": [], "links": "Alibaba"}]}, posts=[HEAD])
    async with staged(wanted, tmp_path) as stage:
        await stage.play(wanted.steps[0])
        before = stage.screen.looks()
        ts = stage.slack.backend.workspace.messages[-1].ts
        say(stage, f"<https://sandbox.example/archives/C0AISPEND01/p{ts.replace('.', '')}|before>")
        right = stage.screen.compare(wanted.steps[1], before)
        before = stage.screen.looks()
        say(stage, "<https://sandbox.example/archives/C0AISPEND01/p1740000000000001|before>")
        wrong = stage.screen.compare(wanted.steps[1], before)

    assert right == []
    assert [problem[:29] for problem in wrong] == ["post: no link to “Alibaba” in"]


async def test_a_message_that_is_gone_is_told(tmp_path: Path) -> None:
    wanted = script({"at": "2025-02-24T09:00Z"}, posts=[HEAD])
    async with staged(wanted, tmp_path) as stage:
        await stage.play(wanted.steps[0])
        before = stage.screen.looks()
        workspace = stage.slack.backend.workspace
        workspace.delete(workspace.messages[-1])

        problems = stage.screen.compare(wanted.steps[1], before)

    assert problems == [f"gone: {HEAD}"]


@pytest.mark.parametrize("key", ["post", "note", "expects"])
def test_a_key_that_is_misspelt_is_refused(key: str) -> None:
    with pytest.raises(ValidationError, match="Extra inputs are not permitted"):
        script(**{key: []})


def test_a_sequence_without_steps_is_refused() -> None:
    with pytest.raises(ValidationError, match="at least 1 item"):
        Sequence.model_validate({"why": "Nothing.", "steps": []})


def test_a_source_that_no_step_names_is_refused() -> None:
    with pytest.raises(ValidationError, match="Frist Wire: named among the sources, but in no step"):
        Sequence.model_validate(
            {"why": "To try.", "sources": {"Frist Wire": {}}, "steps": [{"at": "2025-02-24T08:00Z"}]}
        )
