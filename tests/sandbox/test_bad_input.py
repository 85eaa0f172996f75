"""Whatever is sent to whatever address: Slack's own kind of refusal, never a traceback."""

import json
import logging
from typing import Any

import aiohttp
import pytest

from bot.sandbox import Sandbox
from bot.sandbox.webapi import METHODS

ODD: list[object] = [None, True, -1, 1.5, "", "x", "²", [], [[]], {}, {"type": []}, {"type": "modal"}, ["U1", 2]]
NAMES = (
    *("channel", "user", "user_id", "users", "ts", "message_ts", "thread_ts", "text", "blocks", "metadata", "limit"),
    *("cursor", "oldest", "latest", "types", "view", "view_id", "external_id", "trigger_id", "hash", "files", "file"),
    *("filename", "length", "channel_id", "message", "client_msg_id", "markdown_text", "attachments", "code", "test"),
    *("grant_type", "refresh_token", "client_id", "client_secret", "redirect_uri", "return_im", "initial_comment"),
)
SCOPES = {"channels:read", "groups:read", "im:read", "im:write", "im:history", "channels:join", "users:read"}
PATHS = (
    *("slash", "say", "click", "select", "options", "submit", "close", "home", "invite", "kick", "upload", "faults"),
    *("outage", "clock", "disconnect", "uninstall", "app"),
)


@pytest.fixture
def lavish(slack: Sandbox, caplog: pytest.LogCaptureFixture) -> Sandbox:
    caplog.set_level(logging.ERROR)
    slack.backend.app.scopes |= SCOPES | {"files:write", "files:read"}
    return slack


async def ask(session: aiohttp.ClientSession, url: str, **request: Any) -> dict[str, Any]:
    async with session.post(url, **request) as answer:
        assert answer.status < 500 or answer.status == 504
        body: dict[str, Any] = await answer.json()
        return body


@pytest.mark.parametrize("method", METHODS)
async def test_a_method_refuses_odd_arguments_as_slack_would(
    lavish: Sandbox, method: str, caplog: pytest.LogCaptureFixture
) -> None:
    good = {"channel": lavish.channel, "user": lavish.user, "text": "A", "user_id": lavish.user, "files": [{"id": "F"}]}
    async with aiohttp.ClientSession() as session:
        for odd in ODD:
            for sent in (dict.fromkeys(NAMES, odd), {**dict.fromkeys(NAMES, odd), **good}):
                token = lavish.app_token if method.startswith("apps.conn") else lavish.backend.tokens.issue("bot").token
                headers = {"Authorization": f"Bearer {token}"}
                answer = await ask(session, lavish.api + method, json=sent, headers=headers)
                assert answer["ok"] or isinstance(answer["error"], str)

    assert caplog.records == []


@pytest.mark.parametrize("path", PATHS)
async def test_an_address_of_the_human_side_refuses_odd_requests(
    lavish: Sandbox, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    names = (*NAMES, "action_id", "value", "values", "option", "query", "method", "fault", "advance", "seconds", "name")
    async with aiohttp.ClientSession() as session:
        for odd in ODD:
            answer = await ask(session, f"{lavish.page}sandbox/{path}", json=dict.fromkeys(names, odd))
            assert answer["ok"] or isinstance(answer["error"], str)

    assert caplog.records == []


DEEP = "[" * 100_000


@pytest.mark.parametrize(
    ("data", "kind", "error"),
    [
        (b"\xff\xfe", "application/json", "invalid_json"),
        (DEEP.encode(), "application/json", "invalid_json"),
        (b"{}", "application/json; charset=klingon", "invalid_json"),
        (b"a=%ff", "application/x-www-form-urlencoded; charset=klingon", "invalid_form_data"),
        (b"blocks=" + DEEP.encode(), "application/x-www-form-urlencoded", "invalid_arguments"),
    ],
    ids=["not utf-8", "deep", "an unknown charset", "a form in one", "deep blocks"],
)
async def test_a_body_that_cannot_be_read_is_refused(
    lavish: Sandbox, data: bytes, kind: str, error: str, caplog: pytest.LogCaptureFixture
) -> None:
    headers = {"Content-Type": kind, "Authorization": f"Bearer {lavish.bot_token}"}
    async with aiohttp.ClientSession() as session:
        answer = await ask(session, lavish.api + "chat.postMessage", data=data, headers=headers)

    assert answer["error"] == error
    assert caplog.records == []


async def test_blocks_nested_beyond_all_measure_are_refused(lavish: Sandbox) -> None:
    part = '{"type":"rich_text_section","elements":['
    blocks = '[{"type":"table","rows":[[{"type":"rich_text","elements":[' + part * 300 + "]}" * 300 + "]}]]}]"
    form = {"channel": lavish.channel, "text": "A", "blocks": blocks}
    headers = {"Authorization": f"Bearer {lavish.bot_token}"}

    async with aiohttp.ClientSession() as session:
        answer = await ask(session, lavish.api + "chat.postMessage", data=form, headers=headers)

    assert answer["error"] in ("invalid_blocks", "invalid_arguments", "invalid_blocks_format")


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"\xff", DEEP.encode(), json.dumps({"blocks": ODD}).encode()])
async def test_a_response_url_refuses_what_it_cannot_show(
    lavish: Sandbox, body: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    url = lavish.backend.base + lavish.backend.responses.issue(lavish.channel, lavish.user)
    async with aiohttp.ClientSession() as session:
        assert not (await ask(session, url, data=body))["ok"]

    assert caplog.records == []


@pytest.mark.parametrize("oldest", ["NaN", "Infinity", "1e999999", "١"])
async def test_odd_numbers_bound_no_history(lavish: Sandbox, oldest: str, caplog: pytest.LogCaptureFixture) -> None:
    lavish.say(lavish.channel, lavish.user, "A")
    query = {"channel": lavish.channel, "oldest": oldest}
    headers = {"Authorization": f"Bearer {lavish.bot_token}"}
    async with aiohttp.ClientSession() as session:
        await ask(session, lavish.api + "conversations.history", params=query, headers=headers)

    assert caplog.records == []
