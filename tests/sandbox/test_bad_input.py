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
    *("archive", "unarchive", "rename", "outage", "clock", "disconnect", "uninstall", "app"),
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
        (b'{"text": NaN}', "application/json", "invalid_json"),
        (b'{"text": 1e999}', "application/json", "invalid_json"),
        (b'{"text": "\\ud800"}', "application/json", "invalid_json"),
        (b"--x\r\nbroken", "multipart/form-data", "invalid_form_data"),
        (b"--x\r\nbroken", "multipart/form-data; boundary=x", "invalid_form_data"),
        (b"a=%ff", "application/x-www-form-urlencoded; charset=klingon", "invalid_form_data"),
        (b"blocks=" + DEEP.encode(), "application/x-www-form-urlencoded", "invalid_arguments"),
    ],
    ids=[
        *("not utf-8", "deep", "an unknown charset", "no number", "a number without end", "half a character"),
        *("no boundary", "a broken part", "a form in an unknown charset", "deep blocks"),
    ],
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


@pytest.mark.parametrize("name", ["limit", "cursor", "length"])
async def test_a_number_of_very_many_digits_is_refused(
    lavish: Sandbox, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    method = "files.getUploadURLExternal" if name == "length" else "conversations.history"
    form = {"channel": lavish.channel, "filename": "a.png", name: "9" * 5000}
    headers = {"Authorization": f"Bearer {lavish.bot_token}"}
    async with aiohttp.ClientSession() as session:
        answer = await ask(session, lavish.api + method, data=form, headers=headers)

    assert not answer["ok"]
    assert caplog.records == []


@pytest.mark.parametrize("back", ["http://[", "http://localhost:99999/", "ftp://localhost/", "localhost", ""])
@pytest.mark.parametrize("registered", [(), ("http://[",)])
async def test_the_install_page_leads_to_web_addresses_only(
    lavish: Sandbox, back: str, registered: tuple[str, ...], caplog: pytest.LogCaptureFixture
) -> None:
    lavish.backend.app.redirect_urls = registered
    query = {"client_id": lavish.backend.client_id, "scope": "chat:write", "redirect_uri": back}
    async with aiohttp.ClientSession() as session:
        for url in (lavish.authorize_url, f"{lavish.page}oauth/v2/allow"):
            async with session.get(url, params=query, allow_redirects=False) as answer:
                assert (answer.status, await answer.text()) == (400, "bad_redirect_uri")

    assert caplog.records == []


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("app", {"request_url": "http://["}),
        ("app", {"name": "\ud800"}),
        ("upload", {"name": "a", "content": "é"}),
        ("faults", {"method": "*", "fault": "drop", "times": "9" * 5000}),
    ],
    ids=["no address", "half a character", "no base64", "very many times"],
)
async def test_the_human_side_refuses_what_means_nothing(
    lavish: Sandbox, path: str, body: dict[str, str], caplog: pytest.LogCaptureFixture
) -> None:
    async with aiohttp.ClientSession() as session:
        assert not (await ask(session, f"{lavish.page}sandbox/{path}", json=body))["ok"]

    assert caplog.records == []


@pytest.mark.parametrize("kind", ["multipart/form-data", "multipart/form-data; boundary=x"])
async def test_an_upload_that_is_no_form_is_refused(
    lavish: Sandbox, kind: str, caplog: pytest.LogCaptureFixture
) -> None:
    file = lavish.backend.workspace.files.begin("a.png", 3, lavish.user)
    async with aiohttp.ClientSession() as session:
        url, headers = f"{lavish.page}upload/v1/{file.token}", {"Content-Type": kind}
        async with session.post(url, data=b"abc", headers=headers) as answer:
            assert (answer.status, await answer.text()) == (400, "invalid_form_data")

    assert caplog.records == []


async def test_a_file_among_the_arguments_is_none(lavish: Sandbox) -> None:
    form = aiohttp.FormData({"channel": lavish.channel, "text": "A"})
    form.add_field("blocks", b"[]", filename="blocks.json")
    headers = {"Authorization": f"Bearer {lavish.bot_token}"}
    async with aiohttp.ClientSession() as session:
        answer = await ask(session, lavish.api + "chat.postMessage", data=form, headers=headers)
        async with session.get(f"{lavish.page}sandbox/journal") as told:
            journal = await told.json()

    assert answer["ok"]
    assert journal["records"][-1]["sent"] == {"channel": lavish.channel, "text": "A"}


@pytest.mark.parametrize("oldest", ["NaN", "Infinity", "1e999999", "١"])
async def test_odd_numbers_bound_no_history(lavish: Sandbox, oldest: str, caplog: pytest.LogCaptureFixture) -> None:
    lavish.say(lavish.channel, lavish.user, "A")
    query = {"channel": lavish.channel, "oldest": oldest}
    headers = {"Authorization": f"Bearer {lavish.bot_token}"}
    async with aiohttp.ClientSession() as session:
        await ask(session, lavish.api + "conversations.history", params=query, headers=headers)

    assert caplog.records == []
