"""How often an app may call, by the clock: tiers, the narrow history, the posting limit of channel and workspace."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.sandbox import Fault, ManualClock, RunningClock, Sandbox
from tests.sandbox.apps import client


async def taken(call: Any) -> int:
    """Await a call; return 0 where it was taken, or the seconds it was told to wait."""
    try:
        await call
    except SlackApiError as error:
        refused: Any = error.response
    else:
        return 0
    assert (refused["error"], refused.status_code) == ("ratelimited", 429)
    return int(refused.headers["Retry-After"])


async def calls(slack: Sandbox, method: str, times: int, **args: Any) -> list[int]:
    return [await taken(client(slack).api_call(method, params=args)) for _ in range(times)]


@pytest.mark.parametrize(
    ("method", "most", "wait"),
    [("conversations.list", 20, 3), ("conversations.history", 50, 2), ("users.info", 100, 1)],
)
async def test_each_tier_takes_so_many_a_minute(
    slack: Sandbox, slack_clock: ManualClock, method: str, most: int, wait: int
) -> None:
    slack.backend.tiers.enforced = True
    slack.backend.app.scopes |= {"channels:read", "users:read"}
    args = {"channel": slack.channel, "user": slack.user}

    assert await calls(slack, method, most, **args) == [0] * most
    assert await calls(slack, method, 1, **args) == [wait]
    slack_clock.advance(wait)
    assert await calls(slack, method, 1, **args) == [0]


async def test_a_call_a_minute_bears_a_few_at_once(slack: Sandbox, slack_clock: ManualClock) -> None:
    slack.backend.tiers.enforced = True
    web = client(slack)

    waits = [await taken(web.apps_connections_open(app_token=slack.app_token)) for _ in range(6)]
    slack_clock.advance(59)
    early = await taken(web.apps_connections_open(app_token=slack.app_token))
    slack_clock.advance(1)
    later = await taken(web.apps_connections_open(app_token=slack.app_token))

    assert waits == [0, 0, 0, 0, 0, 60]
    assert (early, later) == (1, 0)


async def test_limits_can_be_switched_off(slack: Sandbox) -> None:
    slack.backend.app.scopes.add("channels:read")

    assert await calls(slack, "conversations.list", 25) == [0] * 25


async def test_a_sold_app_reads_fifteen_messages_a_minute(slack: Sandbox, slack_clock: ManualClock) -> None:
    slack.backend.tiers.narrow_history = True
    for number in range(20):
        slack.say(slack.channel, slack.user, str(number))
    web = client(slack)

    first = await web.conversations_history(channel=slack.channel, limit=200)
    wait = await taken(web.conversations_history(channel=slack.channel))
    slack_clock.advance(wait)
    rest = await web.conversations_history(
        channel=slack.channel, cursor=first["response_metadata"]["next_cursor"], limit=15
    )

    assert [len(first["messages"]), wait, len(rest["messages"])] == [15, 60, 5]
    assert first["has_more"]


async def test_a_workspace_takes_some_hundreds_of_posts_a_minute(slack: Sandbox, slack_clock: ManualClock) -> None:
    slack.backend.pace.enforced = True
    slack.backend.pace.burst = 100
    slack.backend.pace.workspace = 3
    web = client(slack)

    waits = [await taken(web.chat_postMessage(channel=slack.channel, text=str(n))) for n in range(4)]
    slack_clock.advance(20)

    assert waits == [0, 0, 0, 20]
    assert await taken(web.chat_postMessage(channel=slack.channel, text="A")) == 0


async def test_a_slow_call_is_answered_when_its_time_has_come(slack: Sandbox, slack_clock: ManualClock) -> None:
    slack.fail("chat.postMessage", Fault.SLOW, seconds=10)

    call = asyncio.ensure_future(client(slack).chat_postMessage(channel=slack.channel, text="A"))
    while not slack_clock._calls:  # noqa: ASYNC110  a clock tells nobody who waits for it
        await asyncio.sleep(0.001)
    before = slack.screen()
    slack_clock.advance(10)
    await call

    assert before == ()
    assert [seen.plain for seen in slack.screen()] == ["A"]


async def test_an_outage_ends_by_itself_or_when_it_is_cleared(slack: Sandbox, slack_clock: ManualClock) -> None:
    web = client(slack)

    async def status() -> int:
        try:
            await web.auth_test()
        except SlackApiError as error:
            return int(error.response.status_code)
        return 200

    slack.backend.faults.outage(60)
    during = await status()
    slack_clock.advance(60)
    after = await status()
    slack.backend.faults.outage(60)
    slack.backend.faults.clear()

    assert [during, after, await status()] == [503, 200, 200]


async def test_the_running_clock_can_be_moved_on() -> None:
    clock, made = RunningClock(), list[str]()
    clock.later(timedelta(hours=2), lambda: made.append("two"))
    clock.later(timedelta(hours=1), lambda: made.append("one"))
    cancel = clock.later(timedelta(hours=1), lambda: made.append("never"))
    before = clock.now()
    cancel()
    cancel()

    clock.advance(3600)
    halfway = list(made)
    clock.advance(3600)

    assert (halfway, made) == (["one"], ["one", "two"])
    assert clock.now() - before >= timedelta(hours=2)


async def test_the_running_clock_calls_by_itself_too() -> None:
    clock, rung = RunningClock(), asyncio.Event()

    clock.later(timedelta(0), rung.set)
    await asyncio.wait_for(rung.wait(), 5)
    clock.advance(1)

    assert rung.is_set()
