"""Socket Mode, tried with the SDK's own client and with bolt."""

import asyncio
from typing import Any

import aiohttp
import pytest

from bot.sandbox import ManualClock, Sandbox
from tests.sandbox.apps import bolt, client, connected

Ack = Any


async def link(slack: Sandbox) -> str:
    answer = await client(slack).apps_connections_open(app_token=slack.app_token)
    return str(answer["url"])


async def handshake(session: aiohttp.ClientSession, url: str) -> int:
    try:
        async with session.ws_connect(url):
            return 101
    except aiohttp.WSServerHandshakeError as error:
        return error.status


async def test_a_connection_begins_with_hello(slack: Sandbox) -> None:
    async with aiohttp.ClientSession() as session, session.ws_connect(await link(slack)) as socket:
        hello = await socket.receive_json()

    assert hello["type"] == "hello"
    assert hello["num_connections"] == 1
    assert hello["connection_info"] == {"app_id": slack.backend.app.id}


async def test_a_ticket_opens_one_connection(slack: Sandbox) -> None:
    url = await link(slack)
    async with aiohttp.ClientSession() as session:
        assert await handshake(session, url) == 101
        assert await handshake(session, url) == 403


async def test_a_ticket_lapses_and_an_invented_one_is_refused(slack: Sandbox, slack_clock: ManualClock) -> None:
    url = await link(slack)
    slack_clock.advance(31)
    async with aiohttp.ClientSession() as session:
        assert await handshake(session, url) == 403
        assert await handshake(session, url.replace("ticket=", "ticket=x")) == 403


async def test_handshakes_are_refused_on_demand(slack: Sandbox) -> None:
    slack.backend.sockets.refusing = 1
    async with aiohttp.ClientSession() as session:
        assert await handshake(session, await link(slack)) == 503
        assert await handshake(session, await link(slack)) == 101


async def test_an_eleventh_connection_is_sent_away(slack: Sandbox) -> None:
    async with aiohttp.ClientSession() as session:
        sockets = [await session.ws_connect(await link(slack)) for _ in range(11)]

        last = await sockets[-1].receive_json()

        assert (last["type"], last["reason"]) == ("disconnect", "too_many_websockets")
        for socket in sockets:
            await socket.close()


async def test_a_slash_command_reaches_bolt_with_all_its_members(slack: Sandbox) -> None:
    app = bolt(slack)
    got: list[dict[str, Any]] = []

    @app.command("/aispend")
    async def answer(ack: Ack, command: dict[str, Any]) -> None:
        got.append(command)
        await ack()

    async with connected(slack, app):
        delivery = await slack.type_slash(slack.channel, slack.user, "/aispend  AT&T in #general for @ben and @nobody ")
        assert await delivery.done() == "acknowledged"

    [command] = got
    assert command["text"] == "AT&amp;T in <#C0GENERAL01|general> for <@U0SANDBOXBEN|ben> and @nobody"
    assert (command["channel_name"], command["user_name"]) == ("ai-spend", "ana")
    assert command["response_url"].startswith(slack.page)
    assert set(command) == {
        *("token", "team_id", "team_domain", "channel_id", "channel_name", "user_id", "user_name", "command", "text"),
        *("api_app_id", "is_enterprise_install", "response_url", "trigger_id"),
    }


async def test_an_acknowledgement_may_carry_the_answer(slack: Sandbox) -> None:
    app = bolt(slack)

    @app.command("/aispend")
    async def answer(ack: Ack) -> None:
        await ack("*Here* you are")

    async with connected(slack, app):
        await (await slack.type_slash(slack.channel, slack.user, "/aispend")).done()

    assert [(seen.plain, seen.only_you) for seen in slack.screen()] == [("Here you are", True)]


async def test_an_answer_slack_cannot_show_is_told_to_the_person(slack: Sandbox) -> None:
    app = bolt(slack)

    @app.command("/aispend")
    async def answer(ack: Ack) -> None:
        await ack(text="A", blocks=[{"type": "nonsense"}])

    async with connected(slack, app):
        await (await slack.type_slash(slack.channel, slack.user, "/aispend")).done()

    assert [seen.plain for seen in slack.screen()] == ["/aispend failed with the error “invalid_blocks”."]


async def test_a_command_not_acknowledged_within_three_seconds_fails_before_the_person(
    slack: Sandbox, slack_clock: ManualClock
) -> None:
    app = bolt(slack)
    entered, late = asyncio.Event(), asyncio.Event()

    @app.command("/aispend")
    async def answer(ack: Ack) -> None:
        entered.set()
        await late.wait()
        await ack("Too late")

    async with connected(slack, app):
        delivery = await slack.type_slash(slack.channel, slack.user, "/aispend alibaba")
        await asyncio.wait_for(entered.wait(), 5)
        slack_clock.advance(3)
        late.set()
        await slack.wait_for(lambda: [each for each in slack.backend.journal.records if each.kind == "socket.received"])

    assert delivery.outcome == "operation_timeout"
    assert not delivery.acknowledged
    assert [(seen.author, seen.plain, seen.only_you) for seen in slack.screen()] == [
        ("Slackbot", "/aispend failed with the error “operation_timeout”.", True)
    ]


async def test_a_command_without_an_app_fails_at_once(slack: Sandbox) -> None:
    delivery = await slack.type_slash(slack.channel, slack.user, "/aispend")

    assert await delivery.done() == "dispatch_failed"
    assert slack.screen()[0].plain == "/aispend failed with the error “dispatch_failed”."


async def test_an_unknown_command_reaches_no_app(slack: Sandbox) -> None:
    delivery = await slack.type_slash(slack.channel, slack.user, "/weather <b>")

    assert await delivery.done() == "dispatch_failed"
    assert slack.screen()[0].plain == "/weather is not a valid command here."


async def test_a_click_without_an_answer_is_marked_and_the_mark_goes_with_an_edit(
    slack: Sandbox, slack_clock: ManualClock
) -> None:
    element = {"type": "button", "text": {"type": "plain_text", "text": "Go"}, "action_id": "go"}
    web = client(slack)
    posted = await web.chat_postMessage(
        channel=slack.channel, text="A", blocks=[{"type": "actions", "elements": [element]}]
    )
    async with aiohttp.ClientSession() as session, session.ws_connect(await link(slack)) as socket:
        await socket.receive_json()
        delivery = await slack.click(slack.screen()[0], "go")
        envelope = await socket.receive_json()
        slack_clock.advance(3)

    assert envelope["type"] == "interactive"
    assert delivery.outcome == "operation_timeout"
    assert slack.screen()[0].unanswered == {"go"}
    await web.chat_update(channel=slack.channel, ts=posted["ts"], text="B")
    assert slack.screen()[0].unanswered == frozenset()


async def test_each_envelope_goes_to_one_of_several_connections(slack: Sandbox) -> None:
    app, other = bolt(slack), bolt(slack)
    served: list[str] = []

    @app.command("/aispend")
    async def first(ack: Ack) -> None:
        served.append("first")
        await ack()

    @other.command("/aispend")
    async def second(ack: Ack) -> None:
        served.append("second")
        await ack()

    async with connected(slack, app), connected(slack, other):
        for _ in range(4):
            await (await slack.type_slash(slack.channel, slack.user, "/aispend")).done()

    assert sorted(served) == ["first", "first", "second", "second"]


async def test_the_sdk_comes_again_after_a_disconnect(slack: Sandbox) -> None:
    app = bolt(slack)
    async with connected(slack, app):
        await slack.backend.sockets.disconnect()

        await slack.wait_for(lambda: len(slack.backend.journal.calls("apps.connections.open")) == 2)
        await slack.wait_for(lambda: len([each for each in slack.backend.journal.records if each.name == "hello"]) == 2)


async def test_an_aborted_connection_is_gone_without_a_word(slack: Sandbox) -> None:
    async with aiohttp.ClientSession() as session, session.ws_connect(await link(slack)) as socket:
        await socket.receive_json()
        slack.backend.sockets.abort()

        message = await socket.receive(timeout=5)

    assert message.type in (aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR, aiohttp.WSMsgType.CLOSE)
    assert slack.backend.sockets.connections == []


@pytest.mark.parametrize("noise", ["no json", "[1]", '{"envelope_id": ["x"]}', '{"envelope_id": "unknown"}'])
async def test_what_is_no_acknowledgement_is_passed_over(slack: Sandbox, noise: str) -> None:
    async with aiohttp.ClientSession() as session, session.ws_connect(await link(slack)) as socket:
        await socket.receive_json()
        await socket.send_str(noise)
        delivery = await slack.type_slash(slack.channel, slack.user, "/aispend")
        envelope = await socket.receive_json()
        await socket.send_json({"envelope_id": envelope["envelope_id"], "payload": {}})

        assert await delivery.done() == "acknowledged"
    assert slack.screen() == ()


async def test_stopping_ends_connections_and_forgets_what_waits(slack: Sandbox, slack_clock: ManualClock) -> None:
    async with aiohttp.ClientSession() as session, session.ws_connect(await link(slack)) as socket:
        await socket.receive_json()
        delivery = await slack.type_slash(slack.channel, slack.user, "/aispend")

        await slack.stop()
        slack_clock.advance(3)

        await socket.receive()
        assert (await socket.receive()).type in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED)
    assert delivery.outcome == "pending"
