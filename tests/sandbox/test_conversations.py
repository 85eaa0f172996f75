from dataclasses import replace
from typing import Any

import pytest

from bot.sandbox import Sandbox
from tests.sandbox.apps import client, refusal

GENERAL, BOARD, ARCHIVE = "C0GENERAL01", "C0BOARD0001", "C0ARCHIVE01"
METADATA = {"event_type": "alert", "event_payload": {"id": "a1"}}


@pytest.fixture
def granted(slack: Sandbox) -> Sandbox:
    slack.backend.app.scopes |= {"channels:read", "groups:read", "im:read", "channels:join", "users:read", "im:history"}
    return slack


async def test_the_list_holds_public_channels_and_private_ones_the_app_is_in(granted: Sandbox) -> None:
    kinds = "public_channel,private_channel,im"

    before = await client(granted).conversations_list(types=kinds, exclude_archived=True)
    granted.invite(BOARD)
    after = await client(granted).conversations_list(types=kinds)

    assert [each["name"] for each in before["channels"]] == ["ai-spend", "general"]
    assert [each["name"] for each in after["channels"]] == ["ai-spend", "general", "board", "old-news"]


async def test_where_somebody_is_a_member_is_told_of_public_channels_and_of_private_ones_the_app_is_in(
    granted: Sandbox,
) -> None:
    web, kinds = client(granted), "public_channel,private_channel"
    granted.kick("general", "U0SANDBOXBEN")

    before = await web.users_conversations(user="U0SANDBOXBEN", types=kinds, exclude_archived=True)
    granted.invite(BOARD)
    after = await web.users_conversations(user="U0SANDBOXBEN", types=kinds)
    own = await web.users_conversations(types=kinds)

    assert [each["name"] for each in before["channels"]] == ["ai-spend"]
    assert [each["name"] for each in after["channels"]] == ["ai-spend", "board", "old-news"]
    assert [each["name"] for each in own["channels"]] == ["ai-spend", "board", "old-news"]
    assert "is_member" not in after["channels"][0]


async def test_where_somebody_is_a_member_needs_the_scope_of_each_kind_of_channel(granted: Sandbox) -> None:
    granted.backend.app.scopes.discard("groups:read")
    web = client(granted)

    refused = await refusal(web.users_conversations(user=granted.user, types="public_channel,private_channel"))

    assert (refused["error"], refused["needed"]) == ("missing_scope", "groups:read")
    assert (await web.users_conversations(user=granted.user, types="public_channel"))["ok"]
    assert (await refusal(web.users_conversations(user="U1")))["error"] == "user_not_found"


async def test_a_list_is_given_in_pages(granted: Sandbox) -> None:
    first = await client(granted).conversations_list(limit=2)
    rest = await client(granted).conversations_list(limit=2, cursor=first["response_metadata"]["next_cursor"])

    assert [each["name"] for each in rest["channels"]] == ["old-news"]
    assert rest["response_metadata"]["next_cursor"] == ""


async def test_a_wrong_cursor_or_limit_is_refused(granted: Sandbox) -> None:
    web = client(granted)

    codes = [(await refusal(web.conversations_list(**args)))["error"] for args in ({"cursor": "x"}, {"limit": 0})]

    assert codes == ["invalid_cursor", "invalid_limit"]


async def test_info_tells_whether_the_app_is_a_member(granted: Sandbox) -> None:
    answer = await client(granted).conversations_info(channel=GENERAL)

    assert (answer["channel"]["is_member"], answer["channel"]["is_private"]) == (False, False)
    assert (await refusal(client(granted).conversations_info(channel=BOARD)))["error"] == "channel_not_found"


async def test_the_app_joins_open_channels_only(granted: Sandbox) -> None:
    web = client(granted)
    granted.invite(BOARD)

    joined = await web.conversations_join(channel=GENERAL)
    codes = [(await refusal(web.conversations_join(channel=each)))["error"] for each in (BOARD, ARCHIVE, "C0NOWHERE01")]

    assert joined["channel"]["is_member"]
    assert codes == ["method_not_supported_for_channel_type", "is_archived", "channel_not_found"]


async def test_history_is_newest_first_and_bounded(granted: Sandbox) -> None:
    web = client(granted)
    ts = [(await web.chat_postMessage(channel=granted.channel, text=text))["ts"] for text in "ABC"]

    async def texts(**bounds: Any) -> list[str]:
        answer = await web.conversations_history(channel=granted.channel, **bounds)
        return [each["text"] for each in answer["messages"]]

    assert await texts() == ["C", "B", "A"]
    assert await texts(oldest=ts[0]) == ["C", "B"]
    assert await texts(oldest=ts[0], latest=ts[1], inclusive=True) == ["B", "A"]
    assert await texts(latest=ts[1]) == ["A"]
    assert await texts(limit=1) == ["C"]


async def test_history_says_where_to_go_on(granted: Sandbox) -> None:
    web = client(granted)
    for text in "ABC":
        await web.chat_postMessage(channel=granted.channel, text=text)

    first = await web.conversations_history(channel=granted.channel, limit=2)
    rest = await web.conversations_history(channel=granted.channel, cursor=first["response_metadata"]["next_cursor"])

    assert first["has_more"]
    assert [each["text"] for each in rest["messages"]] == ["A"]
    assert not rest["has_more"]


async def test_a_time_that_is_none_is_refused(granted: Sandbox) -> None:
    answer = await refusal(client(granted).conversations_history(channel=granted.channel, oldest="yesterday"))

    assert answer["error"] == "invalid_ts_oldest"


async def test_metadata_is_given_out_only_when_asked_for(granted: Sandbox) -> None:
    web = client(granted)
    await web.chat_postMessage(channel=granted.channel, text="A", metadata=METADATA)

    shown = await web.conversations_history(channel=granted.channel, include_all_metadata=True)
    hidden = await web.conversations_history(channel=granted.channel)

    assert shown["messages"][0]["metadata"] == METADATA
    assert "metadata" not in hidden["messages"][0]


async def test_history_of_a_channel_the_app_is_not_in_is_refused(granted: Sandbox) -> None:
    assert (await refusal(client(granted).conversations_history(channel=GENERAL)))["error"] == "not_in_channel"


async def test_history_of_an_archived_channel_can_still_be_read(granted: Sandbox) -> None:
    assert (await client(granted).conversations_history(channel=ARCHIVE))["messages"] == []


@pytest.mark.parametrize(("channel", "scope"), [("C0AISPEND01", "channels:history"), (BOARD, "groups:history")])
async def test_history_needs_the_scope_of_its_kind_of_channel(granted: Sandbox, channel: str, scope: str) -> None:
    granted.invite(channel)
    granted.backend.app.scopes.discard(scope)

    answer = await refusal(client(granted).conversations_history(channel=channel))

    assert (answer["error"], answer["needed"]) == ("missing_scope", scope)


async def test_direct_conversations_have_history_too(granted: Sandbox) -> None:
    posted = await client(granted).chat_postMessage(channel=granted.user, text="A")

    history = await client(granted).conversations_history(channel=posted["channel"])

    assert [each["text"] for each in history["messages"]] == ["A"]


async def test_replies_hold_the_first_message_and_count_in_history(granted: Sandbox) -> None:
    web = client(granted)
    parent = (await web.chat_postMessage(channel=granted.channel, text="A"))["ts"]
    reply = (await web.chat_postMessage(channel=granted.channel, text="B", thread_ts=parent))["ts"]

    by_parent = await web.conversations_replies(channel=granted.channel, ts=parent)
    by_reply = await web.conversations_replies(channel=granted.channel, ts=reply)
    history = await web.conversations_history(channel=granted.channel)

    assert [each["text"] for each in by_parent["messages"]] == ["A", "B"]
    assert by_reply["messages"] == by_parent["messages"]
    assert [(each["text"], each["reply_count"]) for each in history["messages"]] == [("A", 1)]


async def test_replies_to_nothing_are_refused(granted: Sandbox) -> None:
    answer = await refusal(client(granted).conversations_replies(channel=granted.channel, ts="1.000001"))

    assert answer["error"] == "thread_not_found"


async def test_a_person_is_described_and_an_unknown_one_refused(granted: Sandbox) -> None:
    answer = await client(granted).users_info(user=granted.user)

    assert answer["user"]["profile"]["real_name"] == "Ana Lima"
    assert (await refusal(client(granted).users_info(user="U1")))["error"] == "user_not_found"


async def test_a_person_s_clock_is_that_of_where_they_live(granted: Sandbox) -> None:
    people = granted.backend.workspace.users
    people[granted.user] = replace(people[granted.user], zone="America/Sao_Paulo")

    answer = await client(granted).users_info(user=granted.user)

    assert (answer["user"]["tz"], answer["user"]["tz_offset"]) == ("America/Sao_Paulo", -3 * 3600)


async def test_members_are_given_in_pages(granted: Sandbox) -> None:
    web = client(granted)

    first = await web.conversations_members(channel=granted.channel, limit=2)
    rest = await web.conversations_members(
        channel=granted.channel, limit=2, cursor=first["response_metadata"]["next_cursor"]
    )

    assert {*first["members"], *rest["members"]} == {granted.user, "U0SANDBOXBEN", granted.backend.app.user}
    assert rest["response_metadata"]["next_cursor"] == ""
    assert (await refusal(web.conversations_members(channel=BOARD)))["error"] == "channel_not_found"


async def test_a_direct_conversation_is_opened_once(granted: Sandbox) -> None:
    granted.backend.app.scopes.add("im:write")
    web = client(granted)

    first = await web.conversations_open(users=granted.user)
    again = await web.conversations_open(users=granted.user, return_im=True)
    by_id = await web.conversations_open(channel=first["channel"]["id"])
    info = await web.conversations_info(channel=first["channel"]["id"], include_num_members=True)

    assert first["channel"] == {"id": "D0SANDBOXANA"}
    assert (again["already_open"], again["channel"]["is_im"]) == (True, True)
    assert by_id["no_op"]
    assert (info["channel"]["user"], info["channel"]["num_members"]) == (granted.user, 2)


@pytest.mark.parametrize(
    ("args", "code"),
    [
        ({}, "invalid_arguments"),
        ({"users": "U1"}, "user_not_found"),
        ({"users": "U0SANDBOX01"}, "cannot_dm_bot"),
        ({"channel": GENERAL}, "channel_not_found"),
        ({"channel": "D1"}, "channel_not_found"),
        ({"users": "U0SANDBOXANA,U0SANDBOXBEN"}, "missing_scope"),
    ],
)
async def test_what_is_no_direct_conversation_is_not_opened(granted: Sandbox, args: dict[str, str], code: str) -> None:
    granted.backend.app.scopes.add("im:write")

    assert (await refusal(client(granted).api_call("conversations.open", json=args)))["error"] == code


async def test_conversations_of_several_are_not_to_be_had(granted: Sandbox) -> None:
    granted.backend.app.scopes |= {"im:write", "mpim:write"}

    answer = await refusal(client(granted).conversations_open(users="U0SANDBOXANA,U0SANDBOXBEN"))

    assert answer["error"] == "method_not_supported_for_channel_type"


@pytest.mark.parametrize(
    ("types", "needed"), [("public_channel", "channels:read"), ("im", "im:read"), ("mpim", "mpim:read")]
)
async def test_each_kind_of_channel_is_listed_by_its_own_scope(slack: Sandbox, types: str, needed: str) -> None:
    answer = await refusal(client(slack).conversations_list(types=types))

    assert (answer["error"], answer["needed"]) == ("missing_scope", needed)


async def test_an_unknown_kind_of_channel_is_refused(granted: Sandbox) -> None:
    assert (await refusal(client(granted).conversations_list(types="club")))["error"] == "invalid_types"


async def test_markdown_is_posted_alone(granted: Sandbox) -> None:
    web = client(granted)

    posted = await web.chat_postMessage(channel=granted.channel, markdown_text="# A")
    both = await refusal(web.chat_postMessage(channel=granted.channel, markdown_text="# A", text="B"))

    assert posted["message"]["blocks"][0]["type"] == "markdown"
    assert both["error"] == "markdown_text_conflict"


async def test_a_time_without_end_is_refused(granted: Sandbox) -> None:
    answer = await refusal(client(granted).conversations_history(channel=granted.channel, latest="NaN"))

    assert answer["error"] == "invalid_ts_latest"
