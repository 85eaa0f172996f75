import json
from typing import Any

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Sandbox
from tests.sandbox.apps import client, refusal


async def ask(slack: Sandbox, method: str, verb: str = "POST", **request: Any) -> dict[str, Any]:
    async with aiohttp.ClientSession() as session, session.request(verb, slack.api + method, **request) as answer:
        body: dict[str, Any] = await answer.json()
        return body


def bearer(slack: Sandbox) -> dict[str, str]:
    return {"Authorization": f"Bearer {slack.bot_token}"}


async def test_auth_test_says_who_the_bot_is_and_lists_its_scopes(slack: Sandbox) -> None:
    answer = await client(slack).auth_test()

    assert answer["user_id"] == slack.backend.app.user
    assert answer["bot_id"] == slack.backend.app.bot_id
    assert answer.headers["x-oauth-scopes"] == "channels:history,chat:write,commands,groups:history"


async def test_arguments_are_read_from_the_query_of_a_get(slack: Sandbox) -> None:
    posted = await client(slack).chat_postMessage(channel=slack.channel, text="A")

    query = {"channel": slack.channel, "limit": "1", "token": slack.bot_token}
    answer = await ask(slack, "conversations.history", "GET", params=query)

    assert [each["ts"] for each in answer["messages"]] == [posted["ts"]]


async def test_arguments_are_read_from_the_query_of_a_post(slack: Sandbox) -> None:
    query = {"channel": slack.channel, "text": "A"}

    answer = await ask(slack, "chat.postMessage", params=query, headers=bearer(slack))

    assert answer["ok"]


async def test_arguments_are_read_from_a_form_with_blocks_as_json(slack: Sandbox) -> None:
    form = {"channel": slack.channel, "blocks": json.dumps([{"type": "divider"}]), "token": slack.bot_token}

    answer = await ask(slack, "chat.postMessage", data=form)

    assert answer["message"]["blocks"][0]["type"] == "divider"


async def test_arguments_are_read_from_json(slack: Sandbox) -> None:
    body = {"channel": slack.channel, "text": "A"}

    answer = await ask(slack, "chat.postMessage", json=body, headers=bearer(slack))

    assert answer["channel"] == slack.channel


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        ({"data": "{", "headers": {"Content-Type": "application/json"}}, "invalid_json"),
        ({"json": [1]}, "json_not_object"),
        ({"data": b"x", "headers": {"Content-Type": "text/plain"}}, "invalid_post_type"),
        ({"data": b"x", "skip_auto_headers": ["Content-Type"]}, "missing_post_type"),
        ({"data": b"", "headers": {"Content-Type": "text/plain"}}, "not_authed"),
        ({}, "not_authed"),
        ({"json": {"token": "xoxb-wrong"}}, "invalid_auth"),
    ],
)
async def test_a_call_that_cannot_be_read_or_trusted_is_refused(
    slack: Sandbox, request_: dict[str, Any], code: str
) -> None:
    answer = await ask(slack, "auth.test", **request_)

    assert answer == {"ok": False, "error": code}


async def test_an_unknown_method_is_named_in_the_refusal(slack: Sandbox) -> None:
    answer = await ask(slack, "chat.shout", headers=bearer(slack))

    assert answer == {"ok": False, "error": "unknown_method", "req_method": "chat.shout"}


async def test_each_method_takes_only_its_kind_of_token(slack: Sandbox) -> None:
    with_bot = await refusal(client(slack).apps_connections_open(app_token=slack.bot_token))
    with_app = await refusal(client(slack, slack.app_token).auth_test())

    assert with_bot["error"] == with_app["error"] == "not_allowed_token_type"


async def test_a_missing_scope_is_named_beside_those_provided(slack: Sandbox) -> None:
    answer = await refusal(client(slack).conversations_list())

    assert answer["error"] == "missing_scope"
    assert answer["needed"] == "channels:read"
    assert answer["provided"] == "channels:history,chat:write,commands,groups:history"


async def test_a_missing_argument_is_named(slack: Sandbox) -> None:
    answer = await ask(slack, "chat.postMessage", json={"text": "A"}, headers=bearer(slack))

    assert answer["error"] == "invalid_arguments"
    assert answer["response_metadata"]["messages"] == ["[ERROR] missing required field: channel"]


async def test_api_test_needs_no_token_and_echoes(slack: Sandbox) -> None:
    answer = await ask(slack, "api.test", "GET", params={"foo": "bar"})

    assert answer == {"ok": True, "args": {"foo": "bar"}}


async def test_tokens_never_reach_the_journal(slack: Sandbox) -> None:
    await ask(slack, "auth.test", json={"token": slack.bot_token})

    assert slack.bot_token not in str(slack.backend.journal.records)


async def test_a_name_that_is_not_loopback_is_not_answered(slack: Sandbox) -> None:
    async with (
        aiohttp.ClientSession() as session,
        session.get(slack.page, headers={"Host": "evil.example"}) as answer,
    ):
        assert answer.status == 403


async def test_the_app_may_be_named_by_localhost_too(slack: Sandbox) -> None:
    api = slack.api.replace("127.0.0.1", "localhost")

    answer = await AsyncWebClient(slack.bot_token, base_url=api).auth_test()

    assert answer["ok"]


async def test_a_post_without_a_body_or_of_an_unknown_kind_is_told_apart(slack: Sandbox) -> None:
    headers = bearer(slack) | {"Content-Type": "text/plain"}

    empty = await ask(slack, "auth.test", headers=headers)
    full = await ask(slack, "auth.test", headers=headers, data=b"x")

    assert empty["ok"]
    assert full["error"] == "invalid_post_type"
