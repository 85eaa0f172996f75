"""What an app hears of the workspace, and that it hears it again when it does not say that it has."""

import asyncio
from typing import Any

import aiohttp
import pytest

from bot.sandbox import ManualClock, Sandbox
from tests.sandbox.apps import bolt, client, connected

HOME = "app_home_opened"


async def link(slack: Sandbox) -> str:
    return str((await client(slack).apps_connections_open(app_token=slack.app_token))["url"])


@pytest.fixture
def eager(slack: Sandbox) -> Sandbox:
    slack.backend.events.subscribed |= {"app_mention", "member_joined_channel", "member_left_channel"}
    slack.backend.app.scopes |= {"app_mentions:read", "channels:read"}
    return slack


async def test_an_event_nobody_acknowledges_comes_again_with_its_number(
    slack: Sandbox, slack_clock: ManualClock
) -> None:
    async with aiohttp.ClientSession() as session, session.ws_connect(await link(slack)) as socket:
        await socket.receive_json()
        slack.open_home()
        envelopes = [await socket.receive_json()]
        for wait in (3, 3 + 60, 3 + 300):
            slack_clock.advance(3)
            await asyncio.sleep(0)
            slack_clock.advance(wait - 3)
            envelopes.append(await socket.receive_json())
        slack_clock.advance(3600)
        await slack.type_slash(slack.channel, slack.user, "/aispend")
        after = await socket.receive_json()

    assert [(each["retry_attempt"], each["retry_reason"]) for each in envelopes] == [
        (0, ""),
        (1, "timeout"),
        (2, "timeout"),
        (3, "timeout"),
    ]
    assert len({each["payload"]["event_id"] for each in envelopes}) == 1
    assert len({each["envelope_id"] for each in envelopes}) == 4
    assert after["type"] == "slash_commands"


async def test_what_was_acknowledged_comes_again_on_demand(slack: Sandbox) -> None:
    app, got = bolt(slack), list[dict[str, Any]]()

    @app.event(HOME)
    async def home(body: dict[str, Any]) -> None:
        got.append(body)

    async with connected(slack, app):
        first = slack.open_home()
        assert first is not None
        await first.done()
        again = await slack.repeat(first)
        await again.done()
        await slack.wait_for(lambda: len(got) == 2)

    assert got[0]["event_id"] == got[1]["event_id"]
    assert again.envelope["retry_attempt"] == 1


async def test_a_mention_is_heard_where_the_app_is(eager: Sandbox) -> None:
    app, heard = bolt(eager), list[dict[str, Any]]()

    @app.event("app_mention")
    async def mention(event: dict[str, Any]) -> None:
        heard.append(event)

    async with connected(eager, app):
        me = eager.backend.app.user
        eager.say("C0GENERAL01", eager.user, f"<@{me}> not here")
        eager.say(eager.channel, eager.user, "nobody")
        parent = eager.say(eager.channel, eager.user, f"<@{me}> hello")
        eager.say(eager.channel, eager.user, f"<@{me}> again", thread_ts=parent.ts)
        await eager.wait_for(lambda: len(heard) == 2)

    assert {each["text"] for each in heard} == {f"<@{me}> hello", f"<@{me}> again"}
    assert {each.get("thread_ts") for each in heard} == {None, parent.ts}


async def test_a_mention_needs_its_scope(eager: Sandbox) -> None:
    eager.backend.app.scopes.discard("app_mentions:read")

    eager.say(eager.channel, eager.user, f"<@{eager.backend.app.user}> hello")
    await asyncio.sleep(0)

    assert [each for each in eager.backend.journal.records if each.kind == "socket.sent"] == []


async def test_coming_and_going_is_heard_in_channels_the_app_is_in(eager: Sandbox) -> None:
    app, heard = bolt(eager), list[tuple[str, str, str, str | None]]()

    @app.event("member_joined_channel")
    @app.event("member_left_channel")
    async def moved(event: dict[str, Any]) -> None:
        heard.append((event["type"], event["user"], event["channel"], event.get("inviter")))

    async with connected(eager, app):
        eager.kick("general", "U0SANDBOXBEN")
        eager.kick("general", "U0SANDBOXBEN")
        eager.invite("general")
        await eager.wait_for(lambda: len(heard) == 1)
        eager.invite("general", "U0SANDBOXBEN")
        eager.invite("general", "U0SANDBOXBEN")
        await eager.wait_for(lambda: len(heard) == 2)
        eager.kick("general")
        await eager.wait_for(lambda: len(heard) == 3)

    app_user, general = eager.backend.app.user, "C0GENERAL01"
    assert heard == [
        ("member_joined_channel", app_user, general, eager.user),
        ("member_joined_channel", "U0SANDBOXBEN", general, eager.user),
        ("member_left_channel", app_user, general, None),
    ]


async def test_what_becomes_of_a_channel_is_heard_of_public_ones_and_of_private_ones_the_app_is_in(
    eager: Sandbox,
) -> None:
    types = ("channel_left", "channel_archive", "channel_unarchive", "channel_rename", "group_left", "group_archive")
    eager.backend.events.subscribed = set(types)
    app, heard = bolt(eager), list[tuple[str, object]]()

    async def happened(event: dict[str, Any]) -> None:
        heard.append((event["type"], event["channel"]))

    for each in types:
        app.event(each)(happened)
    async with connected(eager, app):
        eager.archive("board")
        eager.unarchive("board")
        eager.invite("board")
        eager.archive("board")
        eager.kick("board")
        eager.archive("general")
        eager.unarchive("general")
        eager.rename("general", "lobby")
        eager.kick("ai-spend")
        await eager.wait_for(lambda: len(heard) == 6)

    where = dict(heard)
    assert set(where) == set(types)
    assert (where["group_archive"], where["group_left"], where["channel_left"]) == (
        "C0BOARD0001",
        "C0BOARD0001",
        "C0AISPEND01",
    )
    assert where["channel_rename"] == {"id": "C0GENERAL01", "name": "lobby", "created": 1_700_000_000}


async def test_joining_by_itself_is_heard_too_and_twice_is_a_warning(eager: Sandbox) -> None:
    eager.backend.app.scopes.add("channels:join")
    app, heard = bolt(eager), list[dict[str, Any]]()

    @app.event("member_joined_channel")
    async def joined(event: dict[str, Any]) -> None:
        heard.append(event)

    async with connected(eager, app):
        await client(eager).conversations_join(channel="C0GENERAL01")
        again = await client(eager).conversations_join(channel="C0GENERAL01")
        await eager.wait_for(lambda: heard)

    assert "inviter" not in heard[0]
    assert again["warning"] == "already_in_channel"


async def test_connections_are_chosen_at_random_the_same_way_for_the_same_seed(slack: Sandbox) -> None:
    async def read(socket: aiohttp.ClientWebSocketResponse, number: int, served: asyncio.Queue[int]) -> None:
        async for message in socket:
            if message.json()["type"] != "hello":
                served.put_nowait(number)

    async def order(seed: int) -> list[int]:
        slack.backend.sockets.shuffle(seed)
        served: asyncio.Queue[int] = asyncio.Queue()
        async with aiohttp.ClientSession() as session, asyncio.TaskGroup() as readers:
            sockets = [await session.ws_connect(await link(slack)) for _ in range(3)]
            for number, socket in enumerate(sockets):
                readers.create_task(read(socket, number, served))
            await slack.wait_for(lambda: len(slack.backend.sockets.connections) == 3)
            order = []
            for _ in range(6):
                await slack.type_slash(slack.channel, slack.user, "/aispend")
                order.append(await served.get())
            for socket in sockets:
                await socket.close()
        while slack.backend.sockets.connections:  # noqa: ASYNC110  a connection that ends tells nobody
            await asyncio.sleep(0)
        return order

    first, again, other = await order(7), await order(7), await order(8)

    assert first == again
    assert first != other
    slack.backend.sockets.shuffle(None)


@pytest.mark.parametrize("reason", ["warning", "link_disabled", "too_many_websockets", "refresh_requested"])
async def test_each_farewell_gives_its_reason(slack: Sandbox, reason: Any) -> None:
    async with aiohttp.ClientSession() as session, session.ws_connect(await link(slack)) as socket:
        await socket.receive_json()
        await slack.backend.sockets.disconnect(reason)
        farewell = await socket.receive_json()

    assert (farewell["type"], farewell["reason"]) == ("disconnect", reason)
    assert farewell["debug_info"] == {"host": "sandbox"}


async def test_in_an_outage_no_connection_is_made(slack: Sandbox, slack_clock: ManualClock) -> None:
    url = await link(slack)
    slack.backend.faults.outage(10)

    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(url)
        async with session.post(slack.api + "auth.test") as answer:
            assert answer.status == 503
        slack_clock.advance(10)
        async with session.ws_connect(await link(slack)) as socket:
            assert (await socket.receive_json())["type"] == "hello"


async def test_uninstalling_tells_the_app_and_ends_its_tokens(slack: Sandbox) -> None:
    app, heard = bolt(slack), list[dict[str, Any]]()

    @app.event("app_uninstalled")
    @app.event("tokens_revoked")
    async def gone(body: dict[str, Any]) -> None:
        heard.append(body)

    async with connected(slack, app):
        await client(slack).auth_test()
        slack.uninstall()
        await slack.wait_for(lambda: len(slack.backend.journal.records) and len(sent(slack)) == 2)

    assert {each["payload"]["event"]["type"] for each in sent(slack)} == {"app_uninstalled", "tokens_revoked"}
    with pytest.raises(LookupError, match="in no channel"):
        assert slack.channel


def sent(slack: Sandbox) -> list[dict[str, Any]]:
    return [each.sent for each in slack.backend.journal.records if each.name == "events_api"]
