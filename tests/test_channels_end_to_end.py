"""Channels over the whole way, over real sockets: added, set, paused and brought back, while feeds bring news."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.sandbox import Sandbox, Seen, SeenView
from tests.test_end_to_end import Clock, Scene, scene_of

BEN = "U0SANDBOXBEN"
GENERAL = "C0GENERAL01"


@pytest.fixture
def slack_clock() -> Clock:
    """Give the clock that Slack and the bot share."""
    return Clock()


@pytest.fixture
async def scene(slack: Sandbox, tmp_path: Path) -> AsyncIterator[Scene]:
    """Give a scene whose app has every scope and hears of channels."""
    slack.backend.app.scopes |= {"channels:read", "groups:read", "users:read"}
    slack.backend.events.subscribed |= {"member_joined_channel", "member_left_channel", "channel_archive"}
    made = scene_of(slack, tmp_path, "alibaba-380bn", "microsoft-80bn")
    async with made.news:
        yield made


async def home(slack: Sandbox, words: str = "Your channels") -> SeenView:
    slack.open_home()
    return await slack.wait_for(lambda: view if (view := slack.home()) and words in view.plain else None)


async def form(slack: Sandbox) -> SeenView:
    return await slack.wait_for(lambda: view if (view := slack.modal()) and view.submit else None)


async def added(slack: Sandbox) -> None:
    """Add the bot to #general from the Home tab."""
    await slack.click(await home(slack), "home:add")
    await form(slack)
    await slack.submit_view({"channel": GENERAL})
    await slack.wait_for(lambda: (view := slack.modal()) is not None and "I am not in #general yet" in view.plain)


def alerts(slack: Sandbox, channel: str) -> list[Seen]:
    return [seen for seen in slack.screen(channel) if seen.by_app and "Source" in seen.text]


async def test_a_channel_added_on_the_home_tab_gets_alerts_once_the_bot_is_invited(scene: Scene) -> None:
    slack = scene.slack
    async with scene.bot():
        await added(slack)
        slack.invite("general")
        await slack.wait_for(lambda: any("Hello!" in seen.plain for seen in slack.screen("general")))
        scene.release()
        await slack.wait_for(lambda: alerts(slack, "general") and alerts(slack, "ai-spend"), timeout_s=20)

        shown = await home(slack, "Last alerts")

    assert len(alerts(slack, "general")) == len(alerts(slack, "ai-spend")) == 1
    assert "#general follows any payer, from $1B." in shown.plain
    assert shown.plain.count("Alibaba pledges") == 2


async def test_an_alert_waits_for_an_invitation_of_which_the_owner_is_told_and_comes_once_with_it(scene: Scene) -> None:
    slack = scene.slack
    async with scene.bot() as pipeline:
        await added(slack)
        scene.release()
        told = await slack.wait_for(lambda: slack.screen(slack.user), timeout_s=20)
        paused = [one.paused for one in await pipeline.store.subscriptions()]

        slack.invite("general")
        await slack.wait_for(lambda: alerts(slack, "general"), timeout_s=20)
        await scene.settled(pipeline)

    assert "#general gets no alerts for now. I am not in it any more. Type /invite @aispend" in told[-1].plain
    assert paused == ["not_in_channel"]
    assert any("I am back" in seen.plain for seen in slack.screen("general"))
    assert len(alerts(slack, "general")) == 1


async def test_an_archived_channel_holds_up_no_other_and_its_owner_is_told_once(scene: Scene) -> None:
    slack = scene.slack
    async with scene.bot() as pipeline:
        slack.invite("general")
        await slack.type_slash("general", BEN, "/aispend subscribe all")
        await slack.wait_for(lambda: any("changed this channel" in seen.plain for seen in slack.screen("general")))
        slack.archive("general")
        await slack.wait_for(lambda: slack.screen(BEN, BEN))
        scene.release(2)
        await scene.seen(2)
        waiting = await pipeline.store.pending()

    assert waiting > 1
    assert len(slack.screen(BEN, BEN)) == 1
    assert alerts(slack, "general") == []


async def test_what_is_set_in_the_modal_decides_on_the_news_that_follow(scene: Scene) -> None:
    slack = scene.slack
    async with scene.bot() as pipeline:
        await slack.type_slash(slack.channel, slack.user, "/aispend settings")
        view = await form(slack)
        await slack.search_options(view, "companies:0", "microso")
        await slack.submit_view({"companies:0": ["Microsoft"], "layout:0": "compact"})
        await slack.wait_for(lambda: any("changed this channel" in seen.plain for seen in slack.screen()))
        scene.release(2)
        await slack.wait_for(lambda: alerts(slack, slack.channel), timeout_s=20)
        await scene.settled(pipeline)

    (alert,) = alerts(slack, slack.channel)
    assert "Microsoft" in alert.plain.splitlines()[0]
