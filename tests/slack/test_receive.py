import time
from urllib.parse import urlencode

import aiohttp
import pytest
from structlog.testing import capture_logs

from bot.errors import SlackError
from bot.sandbox import Fault, Sandbox
from bot.sandbox.hooks import sign
from bot.slack.calls import client
from bot.slack.receive import Receiver
from bot.slack.workspaces import OneWorkspace
from tests.slack import samples
from tests.slack.conftest import NOW, Records, listening, private_answer, until

FORM = "application/x-www-form-urlencoded"


async def post(slack: Sandbox, body: bytes | str, content_type: str = FORM, **headers: str) -> int:
    """Post to the bot as anybody could; return the status."""
    named = {"Content-Type": content_type} | {name.replace("_", "-"): value for name, value in headers.items()}
    async with (
        aiohttp.ClientSession() as session,
        session.post(slack.backend.hooks.url or "", data=body, headers=named) as answer,
    ):
        return answer.status


def signed(slack: Sandbox, body: str, at: float | None = None) -> dict[str, str]:
    """Return the headers of what Slack signed at a time (seconds of the epoch); None means now."""
    stamp = str(int(time.time() if at is None else at))
    return {"X_Slack_Request_Timestamp": stamp, "X_Slack_Signature": sign(slack.signing_secret, stamp, body)}


def heard(receiver: Receiver) -> float:
    """Return by the receiver's clock when something last came from Slack."""
    moment = receiver._pulse._envelope
    assert moment is not None
    return moment


@pytest.mark.usefixtures("receiver")
async def test_what_another_secret_signed_is_refused_and_told(slack: Sandbox, records: Records) -> None:
    slack.backend.hooks.forged = 1

    with capture_logs() as logs:
        delivery = await slack.type_slash(slack.channel, slack.user, "/aispend alibaba")
        outcome = await delivery.done()

    assert outcome == "http_client_error"
    assert records.asked == []
    assert [(line["event"], "SLACK_SIGNING_SECRET" in line["error"]) for line in logs] == [("listener.forged", True)]


@pytest.mark.usefixtures("receiver")
async def test_what_was_signed_more_than_five_minutes_ago_is_refused(slack: Sandbox, records: Records) -> None:
    slack.backend.hooks.stale = 1

    delivery = await slack.type_slash(slack.channel, slack.user, "/aispend alibaba")

    assert await delivery.done() == "http_client_error"
    assert records.asked == []


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        ("text=alibaba", {}),
        (b"\xff\xfe", {"X_Slack_Request_Timestamp": str(2**31), "X_Slack_Signature": "v0=0"}),
        ("text=alibaba", {"X_Slack_Request_Timestamp": "soon", "X_Slack_Signature": "v0=0"}),
        (b"\xff", {"X_Slack_Request_Timestamp": "NOW", "X_Slack_Signature": "v0=0"}),
        ("ssl_check=1", {}),
    ],
)
async def test_what_nobody_signed_is_refused_whatever_it_holds(
    slack: Sandbox, receiver: Receiver, body: bytes | str, headers: dict[str, str]
) -> None:
    named = {name: str(int(time.time())) if value == "NOW" else value for name, value in headers.items()}
    challenged = heard(receiver)

    status = await post(slack, body, **named)

    assert status == 401
    assert heard(receiver) == challenged


@pytest.mark.usefixtures("receiver")
async def test_only_posts_are_taken_and_only_there(slack: Sandbox) -> None:
    url = slack.backend.hooks.url or ""

    async with (
        aiohttp.ClientSession() as session,
        session.get(url) as read,
        session.post(f"{url}/more") as elsewhere,
    ):
        assert (read.status, elsewhere.status) == (405, 404)


@pytest.mark.usefixtures("receiver")
async def test_a_command_is_acknowledged_before_it_is_answered(slack: Sandbox, records: Records) -> None:
    records.gate.clear()

    delivery = await slack.type_slash(slack.channel, slack.user, "/aispend alibaba")
    outcome = await delivery.done()
    before = slack.screen()
    records.gate.set()

    assert (outcome, delivery.payload, before) == ("acknowledged", None, ())
    assert "on record" in (await private_answer(slack)).plain


@pytest.mark.usefixtures("receiver")
async def test_a_request_that_slack_sends_again_is_answered_once(slack: Sandbox, records: Records) -> None:
    form = {"command": "/aispend", "text": "alibaba", "trigger_id": "1.2.a", "team_id": "T1", "response_url": ""}
    body = urlencode(form | {"channel_id": slack.channel, "user_id": slack.user})

    first = await post(slack, body, **signed(slack, body))
    again = await post(slack, body, **signed(slack, body), X_Slack_Retry_Num="1", X_Slack_Retry_Reason="http_timeout")
    await until(lambda: records.asked)

    assert (first, again) == (200, 200)
    assert records.asked == ["alibaba"]


async def test_while_it_stops_it_takes_nothing_new(slack: Sandbox, receiver: Receiver) -> None:
    await receiver.stop()

    delivery = await slack.type_slash(slack.channel, slack.user, "/aispend alibaba")

    assert await delivery.done() == "http_service_error"
    assert not receiver.connected


async def test_what_was_last_heard_is_told(slack: Sandbox, receiver: Receiver) -> None:
    up = receiver.state(NOW)
    await receiver.stop()
    down = receiver.state(NOW)

    assert (up.connected, up.last_hello, up.down_since) == (True, None, None)
    assert up.last_envelope is not None
    assert (down.connected, down.down_since is not None) == (False, True)


def receiver_with(slack: Sandbox, records: Records, token: str) -> Receiver:
    return Receiver(OneWorkspace(client(token, slack.api)), slack.signing_secret, records, lambda: samples.TODAY)


async def test_a_wrong_token_stops_the_start_and_its_variable_is_named(slack: Sandbox, records: Records) -> None:
    receiver = receiver_with(slack, records, "xoxb-wrong")

    with pytest.raises(SlackError, match="SLACK_BOT_TOKEN"):
        await receiver.start()

    assert not receiver.connected


async def test_a_slack_that_cannot_be_asked_yet_is_asked_at_the_first_request(slack: Sandbox, records: Records) -> None:
    slack.fail("auth.test", Fault.ERROR, code="internal_error")
    receiver = receiver_with(slack, records, slack.bot_token)

    with capture_logs() as logs:
        await receiver.start()

    assert [line["code"] for line in logs if line["event"] == "listener.refused"] == ["internal_error"]
    assert receiver.connected
    await receiver.stop()


async def test_variables_that_bolt_would_take_for_its_own_oauth_change_nothing(
    slack: Sandbox, records: Records, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("SLACK_CLIENT_ID", "1.2")
    monkeypatch.setenv("SLACK_CLIENT_SECRET", "a" * 32)
    caplog.set_level("INFO")
    async with listening(slack, records):
        await slack.type_slash(slack.channel, slack.user, "/aispend alibaba")

        assert "on record" in (await private_answer(slack)).plain
    assert "InstallationStore" not in caplog.text


async def test_a_stop_does_not_wait_for_ever(slack: Sandbox, records: Records, receiver: Receiver) -> None:
    records.gate.clear()
    await slack.type_slash(slack.channel, slack.user, "/aispend alibaba")
    await until(lambda: records.asked)

    with capture_logs() as logs:
        await receiver.stop(timeout_s=0.01)

    assert [line["unfinished"] for line in logs if line["event"] == "listener.stopped"] == [1]
    records.gate.set()
    await private_answer(slack)
