"""HTTP mode: bolt behind a request URL, and a small app that answers as badly as it is told."""

import asyncio
import json
from collections.abc import AsyncIterator
from typing import Any
from urllib.parse import parse_qs

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from slack_sdk.signature import SignatureVerifier

from bot.sandbox import ManualClock, Sandbox
from tests.sandbox.apps import actions, button, client, hosted, http_bolt, section

Ack = Any


class Blunt:
    """An app that gives the challenge back and answers everything else with what stands in `answers`."""

    def __init__(self) -> None:
        self.answers: list[web.Response | None] = []
        self.got: list[tuple[dict[str, str], str]] = []
        self.release = asyncio.Event()
        self._came = asyncio.Event()

    async def reached(self, times: int) -> None:
        """Wait until that many requests have come."""
        async with asyncio.timeout(5):
            while len(self.got) < times:
                self._came.clear()
                await self._came.wait()

    async def handle(self, request: web.Request) -> web.Response:
        body = await request.text()
        if body.startswith('{"token"') and "challenge" in body:
            return web.Response(text=json.loads(body)["challenge"])
        self.got.append((dict(request.headers), body))
        self._came.set()
        answer = self.answers.pop(0) if self.answers else web.Response()
        if answer is None:
            await self.release.wait()
            return web.Response()
        return answer


@pytest.fixture
async def blunt(slack: Sandbox) -> AsyncIterator[Blunt]:
    app, served = Blunt(), web.Application()
    served.router.add_post("/slack/events", app.handle)
    async with TestServer(served) as server:
        await slack.send_to(str(server.make_url("/slack/events")))
        yield app
        app.release.set()


async def test_a_command_reaches_bolt_as_a_signed_form_and_is_answered(slack: Sandbox) -> None:
    app = http_bolt(slack)

    @app.command("/aispend")
    async def answer(ack: Ack, command: dict[str, Any]) -> None:
        await ack(f"You asked {command['text']}")

    async with hosted(slack, app):
        delivery = await slack.type_slash(slack.channel, slack.user, "/aispend alibaba")
        assert await delivery.done() == "acknowledged"

    assert [seen.plain for seen in slack.screen()] == ["You asked alibaba"]


async def test_a_click_and_an_event_reach_bolt_too(slack: Sandbox) -> None:
    app, got = http_bolt(slack), list[str]()

    @app.action("go")
    async def go(ack: Ack, action: dict[str, Any]) -> None:
        got.append(action["value"])
        await ack()

    @app.event("app_home_opened")
    async def home(event: dict[str, Any]) -> None:
        got.append(event["type"])

    async with hosted(slack, app):
        await client(slack).chat_postMessage(channel=slack.channel, text="A", blocks=[actions(button("go", value="v"))])
        await (await slack.click(slack.screen()[0], "go")).done()
        opened = slack.open_home()
        assert opened is not None
        assert await opened.done() == "acknowledged"

    assert got == ["v", "app_home_opened"]


async def test_plain_words_and_json_answer_a_command(slack: Sandbox, blunt: Blunt) -> None:
    blunt.answers = [web.Response(text="Plain"), web.json_response({"text": "Rich", "response_type": "in_channel"})]

    for _ in range(2):
        await (await slack.type_slash(slack.channel, slack.user, "/aispend")).done()

    assert [(seen.plain, seen.only_you) for seen in slack.screen()] == [
        ("Plain", True),
        ("/aispend", False),
        ("Rich", False),
    ]


async def test_the_signature_is_good_to_slacks_own_verifier(slack: Sandbox, blunt: Blunt) -> None:
    await (await slack.type_slash(slack.channel, slack.user, "/aispend alibaba")).done()

    [(headers, body)] = blunt.got
    assert SignatureVerifier(slack.signing_secret).is_valid_request(body, headers)
    assert parse_qs(body)["command"] == ["/aispend"]


@pytest.mark.parametrize("bad", ["stale", "forged"])
async def test_bolt_turns_stale_and_forged_requests_away(slack: Sandbox, bad: str) -> None:
    app = http_bolt(slack)

    @app.command("/aispend")
    async def answer(ack: Ack) -> None:
        await ack("Answered")

    async with hosted(slack, app):
        setattr(slack.backend.hooks, bad, 1)
        first = await (await slack.type_slash(slack.channel, slack.user, "/aispend")).done()
        second = await (await slack.type_slash(slack.channel, slack.user, "/aispend")).done()

    assert (first, second) == ("http_client_error", "acknowledged")
    assert slack.screen()[0].plain == "/aispend failed with the error “http_client_error”."


async def test_an_app_that_does_not_give_the_challenge_back_is_not_taken(slack: Sandbox) -> None:
    async def greet(_: web.Request) -> web.Response:
        return web.Response(text="hello")

    served = web.Application()
    served.router.add_post("/", greet)
    async with TestServer(served) as server:
        url = str(server.make_url("/"))
        with pytest.raises(LookupError, match="did not give the challenge back: 200 hello"):
            await slack.send_to(url)
    with pytest.raises(LookupError, match="cannot be reached"):
        await slack.send_to(url)
    with pytest.raises(LookupError, match="must be on loopback"):
        await slack.send_to("https://example.org/slack/events")


async def test_socket_mode_can_be_gone_back_to(slack: Sandbox, blunt: Blunt) -> None:
    await slack.send_to(None)

    delivery = await slack.type_slash(slack.channel, slack.user, "/aispend")

    assert delivery.outcome == "dispatch_failed"
    assert blunt.got == []


async def test_an_event_that_fails_is_sent_again_three_times_with_its_number_and_reason(
    slack: Sandbox, slack_clock: ManualClock, blunt: Blunt
) -> None:
    blunt.answers = [web.Response(status=500) for _ in range(4)]

    slack.open_home()
    for times, wait in ((1, 0), (2, 60), (3, 300), (4, 3600)):
        await blunt.reached(times)
        await slack.backend.events.deliveries[times - 1].done()
        slack_clock.advance(wait)

    retries = [(each.get("X-Slack-Retry-Num"), each.get("X-Slack-Retry-Reason")) for each, _ in blunt.got]
    assert retries == [(None, None), ("1", "http_error"), ("2", "http_error"), ("3", "http_error")]
    assert len({json.loads(body)["event_id"] for _, body in blunt.got}) == 1


async def test_an_app_may_ask_not_to_be_sent_an_event_again(
    slack: Sandbox, slack_clock: ManualClock, blunt: Blunt
) -> None:
    blunt.answers = [web.Response(status=500, headers={"X-Slack-No-Retry": "1"})]

    delivery = slack.open_home()
    assert delivery is not None
    await delivery.done()
    slack_clock.advance(3600)

    assert delivery.outcome == "http_service_error"
    assert slack.backend.events.deliveries == [delivery]


async def test_an_app_that_takes_longer_than_three_seconds_is_too_late(
    slack: Sandbox, slack_clock: ManualClock, blunt: Blunt
) -> None:
    blunt.answers = [None]

    delivery = await slack.type_slash(slack.channel, slack.user, "/aispend")
    await blunt.reached(1)
    slack_clock.advance(3)
    blunt.release.set()

    assert await delivery.done() == "operation_timeout"
    assert slack.screen()[0].plain == "/aispend failed with the error “operation_timeout”."


async def test_an_app_that_is_gone_fails_at_once(slack: Sandbox) -> None:
    async with hosted(slack, http_bolt(slack)):
        pass

    assert await (await slack.type_slash(slack.channel, slack.user, "/aispend")).done() == "dispatch_failed"


@pytest.mark.parametrize("noise", ["no json", "[1]", "  "])
async def test_what_a_click_is_answered_with_that_is_no_object_is_passed_over(
    slack: Sandbox, blunt: Blunt, noise: str
) -> None:
    blunt.answers = [web.Response(text=noise)]
    await client(slack).chat_postMessage(channel=slack.channel, text="A", blocks=[section("A"), actions(button("go"))])

    delivery = await slack.click(slack.screen()[0], "go")

    assert await delivery.done() == "acknowledged"
    assert delivery.payload is None


async def test_stopping_ends_what_is_still_on_its_way(slack: Sandbox, blunt: Blunt) -> None:
    blunt.answers = [None]
    delivery = await slack.type_slash(slack.channel, slack.user, "/aispend")
    await blunt.reached(1)

    await slack.stop()

    assert delivery.outcome == "pending"
