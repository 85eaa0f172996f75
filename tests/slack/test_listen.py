import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlsplit

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from structlog.testing import capture_logs

from bot.errors import SlackError
from bot.sandbox import Fault, Sandbox
from bot.slack.line import Line
from bot.slack.listen import Listener
from tests.slack import samples
from tests.slack.conftest import NOW, Records, private_answer, until


@asynccontextmanager
async def running(listener: Listener) -> AsyncIterator[Listener]:
    """Start a listener and stop it, also where the test fails."""
    await listener.start()
    try:
        yield listener
    finally:
        await listener.stop(timeout_s=1)


def impatient(slack: Sandbox, records: Records, base_url: str | None = None) -> Listener:
    """Make a listener whose watchdog looks every few milliseconds."""
    return Listener(
        slack.bot_token,
        slack.app_token,
        records,
        lambda: samples.TODAY,
        base_url=base_url or slack.api,
        every_s=0.01,
        patience_s=0.2,
        ping_s=0.05,
    )


@pytest.mark.parametrize(
    ("bot", "app", "variable"), [("xoxb-wrong", None, "SLACK_BOT_TOKEN"), (None, "xapp-wrong", "SLACK_APP_TOKEN")]
)
async def test_a_wrong_token_stops_the_start_and_its_variable_is_named(
    slack: Sandbox, records: Records, bot: str | None, app: str | None, variable: str
) -> None:
    listener = Listener(
        bot or slack.bot_token, app or slack.app_token, records, lambda: samples.TODAY, base_url=slack.api
    )

    with pytest.raises(SlackError, match=variable) as caught:
        await listener.start()

    assert caught.value.code == "invalid_auth"
    assert "wrong" not in str(caught.value)
    assert not listener.connected
    await listener.stop()


async def test_a_listener_is_connected_from_start_to_stop(slack: Sandbox, socket: Listener) -> None:
    assert socket.connected
    await until(lambda: slack.backend.sockets.connections)

    await socket.stop()

    assert not socket.connected
    await until(lambda: not slack.backend.sockets.connections)


async def test_what_was_last_heard_is_told(slack: Sandbox, socket: Listener) -> None:
    quiet = socket.state(NOW)
    await slack.type_slash(slack.channel, slack.user, "/aispend alibaba")
    await private_answer(slack)

    heard = socket.state(NOW)
    await socket.stop()

    assert (quiet.connected, quiet.last_envelope, quiet.down_since) == (True, None, None)
    assert heard.last_hello is not None
    assert heard.last_envelope is not None
    assert heard.last_hello < heard.last_envelope <= NOW
    gone = socket.state(NOW)
    assert not gone.connected
    assert gone.down_since is not None
    assert gone.down_since >= heard.last_envelope


async def test_a_socket_that_opens_and_says_nothing_is_none(slack: Sandbox, records: Records) -> None:
    async with mute() as address:
        listener = impatient(slack, records, address)

        with capture_logs() as logs:
            async with running(listener):
                state = listener.state(NOW)
                await until(lambda: sum(line["event"] == "listener.refused" for line in logs) >= 2)

    assert (state.connected, state.last_hello) == (False, None)
    assert {line["code"] for line in logs if line["event"] == "listener.refused"} == {"timeout"}


@asynccontextmanager
async def mute() -> AsyncIterator[str]:
    """Serve a Slack that takes every token and every socket, and never says hello; give its address."""

    async def call(request: web.Request) -> web.Response:
        socket = str(request.url.with_scheme("ws").with_path("/link"))
        return web.json_response({"ok": True, "url": socket, "bot_id": "B1", "user_id": "U1"})

    sockets: list[web.WebSocketResponse] = []

    async def link(request: web.Request) -> web.WebSocketResponse:
        sockets.append(web.WebSocketResponse())
        await sockets[-1].prepare(request)
        await sockets[-1].receive()
        return sockets[-1]

    application = web.Application()
    application.add_routes([web.route("*", "/api/{method}", call), web.get("/link", link)])
    async with TestServer(application) as server:
        yield str(server.make_url("/api/"))
        for socket in sockets:
            await socket.close()


@pytest.mark.usefixtures("socket")
async def test_slack_s_wish_to_reconnect_is_followed(slack: Sandbox) -> None:
    await until(lambda: slack.backend.sockets.connections)
    (old,) = slack.backend.sockets.connections

    await slack.backend.sockets.disconnect()
    await until(lambda: slack.backend.sockets.connections not in ([], [old]))
    await until(lambda: old.closed)

    await slack.type_slash(slack.channel, slack.user, "/aispend alibaba")
    assert "on record" in (await private_answer(slack)).plain


async def test_a_line_that_is_cut_comes_up_again(slack: Sandbox, records: Records) -> None:
    async with running(impatient(slack, records)) as listener:
        await until(lambda: slack.backend.sockets.connections)

        slack.backend.sockets.abort()
        await until(lambda: slack.backend.sockets.connections)
        await until(lambda: listener.connected)

        await slack.type_slash(slack.channel, slack.user, "/aispend alibaba")
        assert "on record" in (await private_answer(slack)).plain


async def test_tickets_that_are_refused_are_replaced_by_new_ones(slack: Sandbox, records: Records) -> None:
    slack.backend.sockets.refusing = 1

    with capture_logs() as logs:
        async with running(impatient(slack, records)) as listener:
            await until(lambda: listener.connected)

    assert [line["code"] for line in logs if line["event"] == "listener.refused"] == ["timeout"]
    assert len(slack.backend.journal.calls("apps.connections.open")) == 2


async def test_a_slack_that_is_not_there_yet_is_waited_for(slack: Sandbox, records: Records) -> None:
    async with Sandbox(paced=False) as other:
        port = urlsplit(other.api).port
    assert port is not None
    late = Sandbox(paced=False)
    listener = Listener(
        late.bot_token,
        late.app_token,
        records,
        lambda: samples.TODAY,
        base_url=f"http://127.0.0.1:{port}/api/",
        every_s=0.01,
    )

    with capture_logs() as logs:
        async with running(listener):
            assert not listener.connected
            assert {line["code"] for line in logs} == {"unreachable"}
            await late.start(port)
            await until(lambda: listener.connected)

    await late.stop()


async def test_a_ticket_refused_later_is_logged_and_tried_again(slack: Sandbox, records: Records) -> None:
    slack.fail("apps.connections.open", Fault.ERROR, code="internal_error", times=2)

    with capture_logs() as logs:
        async with running(impatient(slack, records)) as listener:
            await until(lambda: listener.connected)

    assert [line["code"] for line in logs if line["event"] == "listener.refused"] == ["internal_error"] * 2


async def test_a_line_that_never_was_is_not_told_as_one_that_was_down_too_long(
    slack: Sandbox, records: Records
) -> None:
    slack.fail("apps.connections.open", Fault.ERROR, code="internal_error")

    with capture_logs() as logs:
        async with running(impatient(slack, records)) as listener:
            await until(lambda: listener.connected)

    assert [line["event"] for line in logs] == ["listener.refused", "listener.connected", "listener.stopped"]


async def test_a_watchdog_that_breaks_is_told_and_looks_again(slack: Sandbox, records: Records) -> None:
    listener = impatient(slack, records)

    with capture_logs() as logs:
        async with running(listener):
            assert listener._socket is not None
            listener._socket.line.is_connected = broken  # type: ignore[method-assign]  # a seam of the SDK's
            await until(lambda: sum(line["event"] == "job.failed" for line in logs) >= 2)

    assert {line["job"] for line in logs if line["event"] == "job.failed"} == {"listen"}


async def broken() -> bool:
    raise RuntimeError("a bug in the SDK")


async def test_a_stop_finishes_the_answer_in_hand(slack: Sandbox, records: Records, listener: Line) -> None:
    records.gate.clear()
    delivery = await slack.type_slash(slack.channel, slack.user, "/aispend alibaba")
    await until(lambda: records.asked)

    stopping = asyncio.create_task(listener.stop(timeout_s=5))
    await asyncio.sleep(0)
    records.gate.set()
    await stopping

    assert await delivery.done() == "acknowledged"
    assert "on record" in (await private_answer(slack)).plain


async def test_a_stop_does_not_wait_for_ever(slack: Sandbox, records: Records) -> None:
    listener = Listener(slack.bot_token, slack.app_token, records, lambda: samples.TODAY, base_url=slack.api)
    await listener.start()
    records.gate.clear()
    await slack.type_slash(slack.channel, slack.user, "/aispend alibaba")
    await until(lambda: records.asked)

    with capture_logs() as logs:
        await listener.stop(timeout_s=0.01)

    assert [line["unfinished"] for line in logs if line["event"] == "listener.stopped"] == [1]
    records.gate.set()
    await private_answer(slack)
