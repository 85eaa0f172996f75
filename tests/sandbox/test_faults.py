import asyncio

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox import Fault, Sandbox
from tests.sandbox.apps import client, refusal


async def test_a_rate_limit_says_when_to_come_again(slack: Sandbox) -> None:
    slack.fail("chat.postMessage", Fault.RATE_LIMITED, retry_after=7)

    with pytest.raises(SlackApiError) as caught:
        await client(slack).chat_postMessage(channel=slack.channel, text="A")

    assert caught.value.response.status_code == 429
    assert caught.value.response.headers["Retry-After"] == "7"
    assert (await client(slack).chat_postMessage(channel=slack.channel, text="A"))["ok"]


async def test_a_broken_server_answers_in_plain_text(slack: Sandbox) -> None:
    slack.fail("*", Fault.SERVER_ERROR, times=2)

    for _ in range(2):
        with pytest.raises(SlackApiError) as caught:
            await client(slack).auth_test()
        assert caught.value.response.status_code == 500
    assert (await client(slack).auth_test())["ok"]


async def test_any_of_slacks_errors_can_be_had(slack: Sandbox) -> None:
    slack.fail("auth.test", Fault.ERROR, code="account_inactive")

    assert (await refusal(client(slack).auth_test()))["error"] == "account_inactive"


async def test_a_dropped_call_was_never_made(slack: Sandbox) -> None:
    slack.fail("chat.postMessage", Fault.DROP)

    with pytest.raises(aiohttp.ClientError):
        await client(slack).chat_postMessage(channel=slack.channel, text="A")

    assert slack.screen() == ()
    assert [record.answer for record in slack.backend.journal.calls("chat.postMessage")] == [None]


async def test_an_accepted_call_whose_answer_is_dropped_was_made(slack: Sandbox) -> None:
    slack.fail("chat.postMessage", Fault.ACCEPT_THEN_DROP)

    with pytest.raises(aiohttp.ClientError):
        await client(slack).chat_postMessage(channel=slack.channel, text="A")

    assert [seen.plain for seen in slack.screen()] == ["A"]


async def test_the_sdks_own_retry_makes_a_duplicate_of_it(slack: Sandbox) -> None:
    slack.fail("chat.postMessage", Fault.ACCEPT_THEN_DROP)

    await AsyncWebClient(slack.bot_token, base_url=slack.api).chat_postMessage(channel=slack.channel, text="A")

    assert [seen.plain for seen in slack.screen()] == ["A", "A"]


async def test_a_hanging_call_is_never_answered(slack: Sandbox) -> None:
    slack.fail("chat.postMessage", Fault.HANG)

    with pytest.raises(TimeoutError):
        await asyncio.wait_for(client(slack).chat_postMessage(channel=slack.channel, text="A"), 0.05)

    assert slack.screen() == ()


async def test_faults_are_met_in_the_order_they_were_planned_and_can_be_cleared(slack: Sandbox) -> None:
    slack.fail("auth.test", Fault.ERROR, code="first")
    slack.fail("auth.test", Fault.ERROR, code="second", times=5)

    codes = [(await refusal(client(slack).auth_test()))["error"] for _ in range(2)]
    slack.backend.faults.clear()

    assert codes == ["first", "second"]
    assert (await client(slack).auth_test())["ok"]


async def post(slack: Sandbox) -> int:
    path = slack.backend.responses.issue(slack.channel, slack.user)
    async with (
        aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=0.2)) as session,
        session.post(slack.backend.base + path, json={"text": "A"}) as answer,
    ):
        return answer.status


async def test_response_urls_fail_on_demand_too(slack: Sandbox) -> None:
    for fault in (Fault.SERVER_ERROR, Fault.RATE_LIMITED, Fault.ERROR):
        slack.fail("response_url", fault)

    assert [await post(slack) for _ in range(3)] == [500, 429, 200]
    assert slack.screen() == ()


@pytest.mark.parametrize(("fault", "shown"), [(Fault.DROP, 0), (Fault.ACCEPT_THEN_DROP, 1), (Fault.HANG, 0)])
async def test_a_response_may_be_lost_on_the_way(slack: Sandbox, fault: Fault, shown: int) -> None:
    slack.fail("response_url", fault)

    with pytest.raises((aiohttp.ClientError, TimeoutError)):
        await post(slack)

    assert len(slack.screen()) == shown
