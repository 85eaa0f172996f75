from typing import Any

import pytest

from bot.sandbox import ManualClock, Sandbox
from tests.sandbox.apps import client, refusal, section

GENERAL, BOARD, ARCHIVE = "C0GENERAL01", "C0BOARD0001", "C0ARCHIVE01"


async def test_a_post_appears_on_the_screen_as_the_apps(slack: Sandbox) -> None:
    await client(slack).chat_postMessage(channel=slack.channel, text="Hello *there*")

    [seen] = slack.screen()
    assert (seen.author, seen.by_app, seen.plain, seen.only_you) == ("AI Spend", True, "Hello there", False)


async def test_bare_control_characters_come_back_escaped(slack: Sandbox) -> None:
    answer = await client(slack).chat_postMessage(channel=slack.channel, text="AT&T <b> &lt; <https://example.org|x>")

    assert answer["message"]["text"] == "AT&amp;T &lt;b&gt; &lt; <https://example.org|x>"


async def test_blocks_come_back_with_ids_for_all_that_lacked_one(slack: Sandbox) -> None:
    press = {"type": "button", "text": {"type": "plain_text", "text": "Go"}}
    blocks: list[dict[str, Any]] = [section("A"), {"type": "actions", "elements": [press]}]

    answer = await client(slack).chat_postMessage(channel=slack.channel, text="A", blocks=blocks)

    stored = answer["message"]["blocks"]
    assert all(block["block_id"] for block in stored)
    assert stored[1]["elements"][0]["action_id"]


@pytest.mark.parametrize("name", ["#ai-spend", "ai-spend", "C0AISPEND01"])
async def test_a_channel_may_be_named_or_identified(slack: Sandbox, name: str) -> None:
    answer = await client(slack).chat_postMessage(channel=name, text="A")

    assert answer["channel"] == "C0AISPEND01"


async def test_a_users_id_means_the_direct_conversation(slack: Sandbox) -> None:
    answer = await client(slack).chat_postMessage(channel=slack.user, text="A")
    again = await client(slack).chat_postMessage(channel=slack.user, text="B")

    assert answer["channel"] == again["channel"] == "D0SANDBOXANA"
    assert len(slack.screen(answer["channel"])) == 2


@pytest.mark.parametrize(
    ("channel", "code"),
    [
        ("C0NOWHERE01", "channel_not_found"),
        (BOARD, "channel_not_found"),
        (GENERAL, "not_in_channel"),
        (ARCHIVE, "is_archived"),
    ],
)
async def test_a_channel_the_app_cannot_post_to_is_refused(slack: Sandbox, channel: str, code: str) -> None:
    assert (await refusal(client(slack).chat_postMessage(channel=channel, text="A")))["error"] == code


async def test_an_invitation_opens_a_channel_and_a_kick_closes_it(slack: Sandbox) -> None:
    slack.invite(BOARD)
    invited = await client(slack).chat_postMessage(channel=BOARD, text="A")
    slack.kick(BOARD)

    assert invited["ok"]
    assert (await refusal(client(slack).chat_postMessage(channel=BOARD, text="A")))["error"] == "channel_not_found"


async def test_the_public_scope_opens_public_channels(slack: Sandbox) -> None:
    slack.backend.app.scopes.add("chat:write.public")

    assert (await client(slack).chat_postMessage(channel=GENERAL, text="A"))["ok"]


@pytest.mark.parametrize(
    ("message", "code"),
    [
        ({}, "no_text"),
        ({"text": ""}, "no_text"),
        ({"text": "x" * 40_001}, "msg_too_long"),
        ({"text": "A", "blocks": "{"}, "invalid_blocks_format"),
        ({"text": "A", "metadata": "{"}, "invalid_metadata_format"),
        ({"attachments": "{"}, "invalid_attachments"),
        ({"text": "A", "blocks": '{"type": "divider"}'}, "invalid_blocks_format"),
        ({"text": "A", "metadata": {"event_type": "x"}}, "invalid_metadata_format"),
        ({"text": "A", "thread_ts": "1.000001"}, "thread_not_found"),
        ({"text": "A", "client_msg_id": "alert-17"}, "invalid_arguments"),
    ],
)
async def test_a_message_slack_would_not_take_is_refused(slack: Sandbox, message: dict[str, Any], code: str) -> None:
    answer = await refusal(client(slack).api_call("chat.postMessage", json={"channel": slack.channel, **message}))

    assert answer["error"] == code
    assert slack.screen() == ()


async def test_an_empty_list_of_blocks_counts_as_none(slack: Sandbox) -> None:
    body = {"channel": slack.channel, "text": "A", "blocks": ""}

    assert (await client(slack).api_call("chat.postMessage", json=body))["ok"]


async def test_wrong_blocks_are_refused_with_the_place_of_each_fault(slack: Sandbox) -> None:
    blocks = [section(""), {"type": "nonsense"}]

    answer = await refusal(client(slack).chat_postMessage(channel=slack.channel, text="A", blocks=blocks))

    assert answer["error"] == "invalid_blocks"
    assert answer["errors"] == [
        "must be more than 0 characters [json-pointer:/blocks/0/text/text]",
        "unsupported type: nonsense [json-pointer:/blocks/1/type]",
    ]
    assert answer["response_metadata"]["messages"][0] == f"[ERROR] {answer['errors'][0]}"


async def test_an_update_replaces_text_and_blocks_and_shows_as_edited(slack: Sandbox) -> None:
    posted = await client(slack).chat_postMessage(channel=slack.channel, text="A", blocks=[section("A")])

    await client(slack).chat_update(channel=slack.channel, ts=posted["ts"], text="B", blocks=[section("B")])

    [seen] = slack.screen()
    assert (seen.text, seen.blocks[0]["text"]["text"], seen.edited) == ("B", "B", True)


@pytest.mark.parametrize(("more", "left"), [({}, 1), ({"blocks": []}, 0), ({"blocks": "[]"}, 0)])
async def test_an_update_keeps_blocks_it_does_not_name(slack: Sandbox, more: dict[str, Any], left: int) -> None:
    posted = await client(slack).chat_postMessage(channel=slack.channel, text="A", blocks=[section("A")])
    where = {"channel": slack.channel, "ts": posted["ts"]}

    updated = await client(slack).api_call("chat.update", json={**where, "text": "B", **more})

    [seen] = slack.screen()
    assert (updated["text"], len(seen.blocks)) == ("B", left)


@pytest.mark.parametrize(("more", "left"), [({}, True), ({"metadata": {}}, False)])
async def test_an_update_keeps_metadata_it_does_not_name(slack: Sandbox, more: dict[str, Any], left: bool) -> None:
    metadata = {"event_type": "alert", "event_payload": {"id": "a1"}}
    posted = await client(slack).chat_postMessage(channel=slack.channel, text="A", metadata=metadata)
    where = {"channel": slack.channel, "ts": posted["ts"]}

    updated = await client(slack).api_call("chat.update", json={**where, "text": "B", **more})

    assert ("metadata" in updated["message"]) is left


async def test_only_the_apps_own_standing_messages_can_be_changed(slack: Sandbox) -> None:
    web = client(slack)
    theirs = slack.say(slack.channel, slack.user, "A")
    whisper = await web.chat_postEphemeral(channel=slack.channel, user=slack.user, text="B")

    codes = [
        (await refusal(web.chat_update(channel=slack.channel, ts=theirs.ts, text="C")))["error"],
        (await refusal(web.chat_delete(channel=slack.channel, ts=theirs.ts)))["error"],
        (await refusal(web.chat_update(channel=slack.channel, ts="1.000001", text="C")))["error"],
        (await refusal(web.chat_update(channel=slack.channel, ts=whisper["message_ts"], text="C")))["error"],
    ]

    assert codes == ["cant_update_message", "cant_delete_message", "message_not_found", "message_not_found"]


async def test_a_deleted_message_is_gone(slack: Sandbox) -> None:
    posted = await client(slack).chat_postMessage(channel=slack.channel, text="A")

    await client(slack).chat_delete(channel=slack.channel, ts=posted["ts"])

    assert slack.screen() == ()


async def test_an_ephemeral_message_is_seen_by_one_person_and_no_history(slack: Sandbox) -> None:
    await client(slack).chat_postEphemeral(channel=slack.channel, user=slack.user, text="A")

    history = await client(slack).conversations_history(channel=slack.channel)
    assert [seen.only_you for seen in slack.screen()] == [True]
    assert slack.screen(user="U0SANDBOXBEN") == ()
    assert history["messages"] == []


async def test_an_ephemeral_message_may_stand_in_a_thread_and_is_no_reply(slack: Sandbox) -> None:
    web = client(slack)
    posted = await web.chat_postMessage(channel=slack.channel, text="A")
    where = {"channel": slack.channel, "user": slack.user, "text": "B"}

    await web.api_call("chat.postEphemeral", json={**where, "thread_ts": posted["ts"]})
    nowhere = await refusal(web.api_call("chat.postEphemeral", json={**where, "thread_ts": "1.000001"}))

    parent, whisper = slack.everything()
    assert (whisper.thread_ts, whisper.only_you, parent.replies) == (posted["ts"], True, 0)
    assert nowhere["error"] == "thread_not_found"


async def test_an_ephemeral_message_to_somebody_elsewhere_is_refused(slack: Sandbox) -> None:
    answer = await refusal(client(slack).chat_postEphemeral(channel=slack.channel, user="U1", text="A"))

    assert answer["error"] == "user_not_in_channel"


async def test_a_permalink_leads_to_the_message_on_the_page(slack: Sandbox) -> None:
    web = client(slack)
    posted = await web.chat_postMessage(channel=slack.channel, text="A")

    answer = await web.chat_getPermalink(channel=slack.channel, message_ts=posted["ts"])
    unknown = await refusal(web.chat_getPermalink(channel=slack.channel, message_ts="1.000001"))
    hidden = await refusal(web.chat_getPermalink(channel=BOARD, message_ts="1.000001"))

    assert answer["permalink"] == f"{slack.page}archives/{slack.channel}/p{posted['ts'].replace('.', '')}"
    assert (unknown["error"], hidden["error"]) == ("message_not_found", "channel_not_found")


async def test_a_fifth_post_at_once_is_too_fast_and_told_when_to_come_again(
    slack: Sandbox, slack_clock: ManualClock
) -> None:
    slack.backend.pace.enforced = True
    web = client(slack)
    for _ in range(4):
        await web.chat_postMessage(channel=slack.channel, text="A")

    with pytest.raises(Exception, match="ratelimited") as caught:
        await web.chat_postMessage(channel=slack.channel, text="A")
    slack_clock.advance(1)
    later = await web.chat_postMessage(channel=slack.channel, text="A")

    response = getattr(caught.value, "response")  # noqa: B009 - SlackApiError is untyped
    assert (response.status_code, response.headers["Retry-After"]) == (429, "1")
    assert later["ok"]
    assert len(slack.screen()) == 5


async def test_a_reply_is_kept_in_its_thread_unless_broadcast(slack: Sandbox) -> None:
    web = client(slack)
    parent = await web.chat_postMessage(channel=slack.channel, text="A")
    await web.chat_postMessage(channel=slack.channel, text="B", thread_ts=parent["ts"])
    await web.chat_postMessage(channel=slack.channel, text="C", thread_ts=parent["ts"], reply_broadcast=True)

    assert [seen.plain for seen in slack.screen()] == ["A", "C"]
    assert [seen.plain for seen in slack.thread(slack.screen()[0])] == ["B", "C"]
    assert slack.screen()[0].replies == 2
