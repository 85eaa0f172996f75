"""Posting, editing and history, as they are with the sandbox and with a real workspace alike."""

import json
import uuid
from pathlib import Path
from typing import Any

import pytest

from tests.live.conftest import Scene

GOLDENS = Path(__file__).parent.parent / "sandbox" / "goldens"
NOWHERE = "C00000000AA"


def section(text: str, block_id: str = "s") -> dict[str, Any]:
    return {"type": "section", "block_id": block_id, "text": {"type": "mrkdwn", "text": text}}


def required(method: str) -> set[str]:
    """Return the members an answer's golden asks for on the first two levels."""
    golden = json.loads((GOLDENS / f"answer-{method}.json").read_text(encoding="utf-8"))
    return {path for path in golden["required"] if path.count(".") < 2 and "[]" not in path}


def members(answer: dict[str, Any]) -> set[str]:
    inner = {f"{name}.{each}" for name, held in answer.items() if isinstance(held, dict) for each in held}
    return {*answer, *inner}


async def test_a_post_is_found_in_history_as_it_was_sent(scene: Scene) -> None:
    posted = await scene.post("A *fact*", blocks=[section("A *fact*", "fact")])

    found = await scene.find(posted["ts"])

    assert (found["text"], found["blocks"][0]["block_id"]) == ("A *fact*", "fact")
    assert found["bot_id"] == posted["message"]["bot_id"]


async def test_bare_control_characters_come_back_as_entities(scene: Scene) -> None:
    posted = await scene.post("AT&T a < b")

    assert posted["message"]["text"] == "AT&amp;T a &lt; b"


async def test_an_edit_replaces_text_and_blocks(scene: Scene) -> None:
    posted = await scene.post("Old", blocks=[section("Old", "old")])

    await scene.update(posted["ts"], "New", blocks=[section("New", "new")])

    found = await scene.find(posted["ts"])
    assert (found["text"], [block["block_id"] for block in found["blocks"]]) == ("New", ["new"])
    assert "edited" in found


async def test_an_edit_that_names_no_blocks_keeps_them(scene: Scene) -> None:
    posted = await scene.post("Old", blocks=[section("Old", "kept")])

    await scene.update(posted["ts"], "New")

    found = await scene.find(posted["ts"])
    assert [block["block_id"] for block in found["blocks"]] == ["kept"]


async def test_a_reply_is_counted_at_its_parent_and_is_not_in_history(scene: Scene) -> None:
    parent = await scene.post("Parent")
    reply = await scene.post("Reply", thread_ts=parent["ts"])

    found = await scene.history(oldest=parent["ts"], latest=reply["ts"], inclusive=True, limit=10)
    thread = await scene.web.conversations_replies(channel=scene.channel, ts=parent["ts"])

    assert [(each["ts"], each["reply_count"]) for each in found] == [(parent["ts"], 1)]
    assert [each["text"] for each in thread["messages"]] == ["Parent", "Reply"]


async def test_history_is_bounded_newest_first_and_paged(scene: Scene) -> None:
    first, second, third = [(await scene.post(text))["ts"] for text in ("One", "Two", "Three")]

    after = await scene.history(oldest=first, latest=third, inclusive=False, limit=10)
    newest = await scene.history(oldest=first, inclusive=True, limit=2)

    assert [each["ts"] for each in after] == [second]
    assert [each["ts"] for each in newest] == [third, second]


async def test_metadata_is_given_back_when_asked_for(scene: Scene) -> None:
    metadata = {"event_type": "aispend_test", "event_payload": {"alert": "a1"}}
    posted = await scene.post("With metadata", metadata=metadata)

    found = await scene.find(posted["ts"], include_all_metadata=True)

    assert found["metadata"]["event_type"] == "aispend_test"
    assert found["metadata"]["event_payload"] == {"alert": "a1"}


async def test_a_uuid_may_name_a_post(scene: Scene) -> None:
    posted = await scene.post("Once", client_msg_id=str(uuid.uuid4()))

    assert posted["ok"]


async def test_a_deleted_message_is_gone(scene: Scene) -> None:
    posted = await scene.post("Gone soon")

    await scene.web.chat_delete(channel=scene.channel, ts=posted["ts"])
    again = await scene.refusal(scene.web.chat_delete(channel=scene.channel, ts=posted["ts"]))

    assert again["error"] == "message_not_found"


async def test_a_permalink_names_channel_and_moment(scene: Scene) -> None:
    posted = await scene.post("Linked")

    link = await scene.web.chat_getPermalink(channel=scene.channel, message_ts=posted["ts"])

    assert str(link["permalink"]).endswith(f"/archives/{scene.channel}/p{posted['ts'].replace('.', '')}")


@pytest.mark.parametrize(
    "block",
    [
        {"type": "header", "text": {"type": "plain_text", "text": "x" * 151}},
        {"type": "section", "fields": [{"type": "mrkdwn", "text": "x" * 2001}]},
        {"type": "alert", "text": {"type": "plain_text", "text": "A"}},
        {"type": "image", "alt_text": "A"},
    ],
    ids=["long header", "long field", "alert in a message", "image without source"],
)
async def test_blocks_that_break_a_rule_are_refused(scene: Scene, block: dict[str, Any]) -> None:
    call = scene.web.chat_postMessage(channel=scene.channel, text="A", blocks=[block])

    assert (await scene.refusal(call))["error"] == "invalid_blocks"


async def test_what_is_not_there_is_refused_by_name(scene: Scene) -> None:
    post = await scene.refusal(scene.web.chat_postMessage(channel=NOWHERE, text="A"))
    edit = await scene.refusal(scene.web.chat_update(channel=scene.channel, ts="1000000000.000001", text="A"))
    empty = await scene.refusal(scene.web.api_call("chat.postMessage", json={"channel": scene.channel}))

    assert [each["error"] for each in (post, edit, empty)] == ["channel_not_found", "message_not_found", "no_text"]


async def test_answers_have_the_members_their_goldens_ask_for(scene: Scene) -> None:
    posted = await scene.post("Members", blocks=[section("Members")])

    edited = await scene.update(posted["ts"], "Members", blocks=[section("Edited")])

    assert required("chat.postMessage") <= members(posted)
    assert required("chat.update") <= members(edited)
