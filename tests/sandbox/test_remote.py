"""The human side over HTTP, and the files of the page."""

import asyncio
import json
from typing import Any

import aiohttp
import pytest

from bot.sandbox import Sandbox, serve
from tests.sandbox.apps import actions, bolt, button, client, connected


async def get(slack: Sandbox, path: str) -> Any:
    async with aiohttp.ClientSession() as session, session.get(slack.page + path) as answer:
        return await answer.json() if answer.content_type == "application/json" else await answer.text()


async def post(slack: Sandbox, path: str, body: object) -> tuple[int, Any]:
    request: dict[str, Any] = {"data": body} if isinstance(body, str) else {"json": body}
    async with aiohttp.ClientSession() as session, session.post(slack.page + path, **request) as answer:
        return answer.status, await answer.json()


def me(slack: Sandbox, **more: str) -> dict[str, str]:
    return {"channel": slack.channel, "user": slack.user, **more}


async def test_the_state_names_channels_people_and_commands(slack: Sandbox) -> None:
    state = await get(slack, "sandbox/state")

    assert [each["name"] for each in state["channels"]] == ["ai-spend", "general", "board"]
    assert state["me"]["real_name"] == "Ana Lima"
    assert state["commands"][0]["name"] == "/aispend"


async def test_another_person_may_look(slack: Sandbox) -> None:
    assert (await get(slack, "sandbox/state?user=U0SANDBOXBEN"))["me"]["name"] == "ben"


async def test_a_command_typed_over_http_is_answered_on_the_screen(slack: Sandbox) -> None:
    app = bolt(slack)

    @app.command("/aispend")
    async def answer(ack: Any, command: dict[str, str]) -> None:
        await ack(f"You asked {command['text']}")

    async with connected(slack, app):
        assert (await post(slack, "sandbox/slash", me(slack, text="/aispend alibaba")))[0] == 200
        await slack.wait_for(slack.screen)

    screen = await get(slack, "sandbox/screen")
    assert [each["plain"] for each in screen["messages"]] == ["You asked alibaba"]
    assert "You asked alibaba" in await get(slack, "sandbox/transcript")


async def test_a_click_over_http_reaches_the_app(slack: Sandbox) -> None:
    app = bolt(slack)
    clicked = asyncio.Event()

    @app.action("go")
    async def go(ack: Any) -> None:
        await ack()
        clicked.set()

    async with connected(slack, app):
        posted = await client(slack).chat_postMessage(channel=slack.channel, text="A", blocks=[actions(button("go"))])
        await post(slack, "sandbox/click", me(slack, ts=posted["ts"], action_id="go"))
        await asyncio.wait_for(clicked.wait(), 5)


async def test_faults_and_disconnects_can_be_asked_for(slack: Sandbox) -> None:
    await post(slack, "sandbox/faults", {"method": "auth.test", "fault": "server_error"})
    await post(slack, "sandbox/disconnect", {})

    async with aiohttp.ClientSession() as session, session.post(slack.api + "auth.test") as answer:
        assert answer.status == 500
    assert slack.backend.faults.meet("auth.test") is None


@pytest.mark.parametrize(
    ("path", "body", "status", "error"),
    [
        ("sandbox/say", "text", 415, "invalid_content_type"),
        ("sandbox/say", [1], 400, "json_not_object"),
        ("sandbox/say", {"channel": "general"}, 400, "invalid_arguments"),
        ("sandbox/say", {"channel": "nowhere", "user": "U1", "text": "A"}, 404, "not_found"),
        ("sandbox/say", {"channel": "general", "user": "U1", "text": "A"}, 404, "not_found"),
        ("sandbox/click", {"channel": "C1", "user": "U1", "ts": "1", "action_id": "a"}, 404, "not_found"),
        ("sandbox/faults", {"method": "auth.test", "fault": "flood"}, 404, "not_found"),
    ],
)
async def test_a_wrong_request_is_refused(slack: Sandbox, path: str, body: object, status: int, error: str) -> None:
    answer = await post(slack, path, body)

    assert (answer[0], answer[1]["error"]) == (status, error)


async def test_json_that_is_none_is_refused(slack: Sandbox) -> None:
    async with (
        aiohttp.ClientSession(headers={"Content-Type": "application/json"}) as session,
        session.post(slack.page + "sandbox/say", data="{") as answer,
    ):
        assert (answer.status, (await answer.json())["error"]) == (400, "invalid_json")


async def test_a_transcript_of_nowhere_is_not_found(slack: Sandbox) -> None:
    assert "no channel nowhere" in await get(slack, "sandbox/transcript?channel=nowhere")


async def test_the_journal_holds_calls_and_what_people_did(slack: Sandbox) -> None:
    await client(slack).auth_test()
    await post(slack, "sandbox/say", me(slack, text="Hi"))

    records = (await get(slack, "sandbox/journal"))["records"]

    assert [(each["kind"], each["name"]) for each in records] == [("api", "auth.test"), ("human", "say")]


async def test_every_change_a_person_sees_is_streamed_and_nothing_else(slack: Sandbox) -> None:
    url = slack.page + "sandbox/events?user=U0SANDBOXBEN"
    async with aiohttp.ClientSession() as session, session.get(url) as stream:
        assert await stream.content.readline() == b"event: ready\n"
        await client(slack).chat_postEphemeral(channel=slack.channel, user=slack.user, text="Psst")
        await client(slack).chat_postMessage(channel=slack.channel, text="A")
        await stream.content.readuntil(b"\n\n")
        event = json.loads((await stream.content.readline()).removeprefix(b"data: "))

        assert (event["change"], event["message"]["plain"]) == ("posted", "A")

        await slack.stop()
        await stream.content.read()
        assert stream.content.at_eof()


async def test_a_closed_stream_is_forgotten(slack: Sandbox) -> None:
    async with aiohttp.ClientSession() as session, session.get(slack.page + "sandbox/events") as stream:
        await stream.content.readline()
    for number in range(3):
        slack.say(slack.channel, slack.user, str(number))
        await asyncio.sleep(0)

    assert len(slack.screen()) == 3


@pytest.mark.parametrize(
    "name", ["", "page.css", "messages.css", "page.js", "composer.js", "blocks.js", "mrkdwn.js", "dom.js"]
)
async def test_the_page_is_given_out_under_a_strict_policy(slack: Sandbox, name: str) -> None:
    async with aiohttp.ClientSession() as session, session.get(slack.page + name) as answer:
        policy = answer.headers["Content-Security-Policy"]
        text = await answer.text()

    assert answer.status == 200
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "innerHTML" not in text
    assert "https://" not in text


async def test_a_permalink_leads_to_the_page(slack: Sandbox) -> None:
    posted = await client(slack).chat_postMessage(channel=slack.channel, text="A")
    link = await client(slack).chat_getPermalink(channel=slack.channel, message_ts=posted["ts"])

    async with aiohttp.ClientSession() as session, session.get(link["permalink"], allow_redirects=False) as answer:
        assert answer.headers["Location"] == f"/#{slack.channel}/{posted['ts']}"


async def test_serving_prints_one_line_that_says_how_to_reach_it(capsys: pytest.CaptureFixture[str]) -> None:
    serving = asyncio.create_task(serve())
    printed = ""
    while not printed:
        await asyncio.sleep(0.001)
        printed = capsys.readouterr().out
    reach = json.loads(printed)

    async with aiohttp.ClientSession() as session:
        headers = {"Authorization": f"Bearer {reach['bot_token']}"}
        async with session.post(reach["api"] + "auth.test", headers=headers) as answer:
            assert (await answer.json())["ok"]
    serving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await serving

    assert set(reach) == {"api", "bot_token", "app_token", "signing_secret", "channel", "page"}
    assert reach["page"] + "api/" == reach["api"]


async def test_a_sandbox_may_be_stopped_twice_and_starts_once() -> None:
    sandbox = await Sandbox().start()

    async with sandbox as same:
        assert same is sandbox
        assert sandbox.signing_secret
    await sandbox.stop()
