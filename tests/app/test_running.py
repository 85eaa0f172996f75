import asyncio
import os
import signal
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from bot import app
from bot.errors import ConfigError, SlackError
from bot.sandbox import Sandbox
from bot.schedule import Schedule
from bot.settings import read_settings
from bot.slack.listen import Listener
from tests.app.conftest import FEEDS, RSS
from tests.feeds.server import running
from tests.pipeline.world import World, entry
from tests.waiting import until

SOON = timedelta(milliseconds=5)


def listener_on(slack: Sandbox, world: World, token: str | None = None) -> Listener:
    return Listener(
        token or slack.bot_token, slack.app_token, app.Office(world.pipeline), app.today, base_url=slack.api
    )


def schedule_for(world: World) -> Schedule:
    return app.schedule_of(world.pipeline, world.room, 2, tick=SOON, deliver_every=SOON)


# Serving


async def test_it_polls_posts_and_answers_until_told_to_stop_and_then_stops_in_order(
    slack: Sandbox, world: World
) -> None:
    await world.watching("Wire")
    world.press.print("Wire", entry("a"))
    world.clock.advance(timedelta(minutes=10))
    stop = asyncio.Event()

    with capture_logs() as lines:
        serving = asyncio.create_task(app.serve(world.pipeline, listener_on(slack, world), schedule_for(world), stop))
        await until(lambda: world.room.said)
        await slack.type_slash(slack.channel, slack.user, "/aispend alibaba")
        await slack.wait_for(lambda: any(seen.only_you for seen in slack.screen()))
        stop.set()
        await serving

    events = [line["event"] for line in lines]
    order = ["listener.connected", "app.started", "alert.delivered", "listener.stopped", "app.stopped"]
    assert [event for event in events if event in order] == order
    assert not slack.backend.sockets.connections


async def test_stopping_finishes_the_post_in_hand_and_begins_no_other(slack: Sandbox, world: World) -> None:
    await world.watching("Wire")
    world.press.print("Wire", *(entry(str(n), sum_=f"${(n + 2) * 10} billion") for n in range(3)))
    await world.poll("Wire")
    world.pipeline.pace = timedelta(0)
    begun, go_on, stop = asyncio.Event(), asyncio.Event(), asyncio.Event()
    plain = world.room.post

    async def slowly(alert: object, earlier_ts: object) -> object:
        begun.set()
        await go_on.wait()
        return await plain(alert)  # type: ignore[arg-type]  # handed on as it came

    world.room.post = slowly  # type: ignore[method-assign,assignment]  # a Slack that takes its time
    with capture_logs() as lines:
        serving = asyncio.create_task(app.serve(world.pipeline, listener_on(slack, world), schedule_for(world), stop))
        await begun.wait()
        stop.set()
        await asyncio.sleep(0.02)
        go_on.set()
        await serving

    assert len(world.room.said) == 1
    assert [line["pending"] for line in lines if line["event"] == "app.stopped"] == [2]


class Unreachable(Listener):
    """A line whose start takes for ever, as it does where Slack does not answer."""

    async def start(self) -> None:
        await asyncio.Event().wait()


async def test_told_to_stop_while_it_starts_it_stops_at_once_and_polls_nothing(slack: Sandbox, world: World) -> None:
    await world.subscribe("Wire")
    listener = Unreachable(slack.bot_token, slack.app_token, app.Office(world.pipeline), app.today, base_url=slack.api)
    stop = asyncio.Event()

    with capture_logs() as lines:
        async with asyncio.timeout(5):
            serving = asyncio.create_task(app.serve(world.pipeline, listener, schedule_for(world), stop))
            await asyncio.sleep(0.02)
            stop.set()
            await serving

    assert world.press.asked == []
    assert [line["event"] for line in lines] == ["listener.stopped", "app.stopped"]


async def test_a_refused_token_ends_it_before_anything_is_polled(slack: Sandbox, world: World) -> None:
    await world.subscribe("Wire")

    async def never() -> None:
        raise AssertionError("nothing runs beside a bot that did not start")

    with pytest.raises(SlackError, match="SLACK_BOT_TOKEN"):
        await app.serve(
            world.pipeline, listener_on(slack, world, "xoxb-wrong"), schedule_for(world), asyncio.Event(), never
        )

    assert world.press.asked == []


async def test_what_runs_beside_is_cancelled_at_the_end(slack: Sandbox, world: World) -> None:
    begun, ended, stop = asyncio.Event(), asyncio.Event(), asyncio.Event()

    async def beside() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    serving = asyncio.create_task(
        app.serve(world.pipeline, listener_on(slack, world), schedule_for(world), stop, beside)
    )
    await begun.wait()
    stop.set()
    await serving

    assert ended.is_set()


async def test_what_runs_beside_may_break_and_the_bot_goes_on(slack: Sandbox, world: World) -> None:
    await world.watching("Wire")
    world.press.print("Wire", entry("a"))
    stop = asyncio.Event()

    async def beside() -> None:
        raise OSError("too many files are watched")

    with capture_logs() as lines:
        serving = asyncio.create_task(
            app.serve(world.pipeline, listener_on(slack, world), schedule_for(world), stop, beside)
        )
        await until(lambda: any(line["event"] == "job.failed" for line in lines))
        world.clock.advance(timedelta(minutes=10))
        await until(lambda: world.room.said)
        stop.set()
        await serving

    assert [line["job"] for line in lines if line["event"] == "job.failed"] == ["beside"]


async def test_what_broke_beside_is_begun_again(slack: Sandbox, world: World) -> None:
    begun, stop = 0, asyncio.Event()

    async def beside() -> None:
        nonlocal begun
        begun += 1
        raise OSError("unforeseen")

    with capture_logs():
        serving = asyncio.create_task(
            app.serve(world.pipeline, listener_on(slack, world), schedule_for(world), stop, beside, rest=SOON)
        )
        await until(lambda: begun > 2)
        stop.set()
        await serving


async def test_the_schedule_keeps_a_post_a_second_without_waiting_for_its_tick(world: World) -> None:
    await world.watching("Wire")
    world.press.print("Wire", *(entry(str(n), sum_=f"${(n + 2) * 10} billion") for n in range(4)))
    await world.poll("Wire")
    schedule = app.schedule_of(world.pipeline, world.room, 2, deliver_every=timedelta(days=1))

    schedule.start()
    await until(lambda: len(world.room.said) == 4)
    await schedule.stop()

    assert world.clock.slept == [1, 1, 1]


# Signals


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_asks_it_to_stop_and_the_next_one_is_not_caught(number: signal.Signals) -> None:
    stop = app.stop_event()

    os.kill(os.getpid(), number)
    async with asyncio.timeout(5):
        await stop.wait()

    assert not asyncio.get_running_loop().remove_signal_handler(number)


# The whole


async def test_run_posts_to_the_workspace_of_the_environment_and_stops_at_a_signal(
    slack: Sandbox, environment: Path
) -> None:
    async with running() as site:
        url = site.gives("/feed", RSS.format(day=app.now()).encode(), Content_Type="application/rss+xml")
        (environment / "feeds.yaml").write_text(FEEDS.replace("http://127.0.0.1:9/feed", url), encoding="utf-8")

        bot = asyncio.create_task(app.run(read_settings(), since=timedelta(days=7)))
        posts = await slack.wait_for(lambda: [seen for seen in slack.screen() if seen.by_app], timeout_s=20)
        await slack.type_slash(slack.channel, slack.user, "/aispend alibaba")
        answer = await slack.wait_for(lambda: [seen for seen in slack.screen() if seen.only_you])
        os.kill(os.getpid(), signal.SIGTERM)
        await bot

    assert "Alibaba" in posts[0].plain
    assert "$53B" in posts[0].plain
    assert "Alibaba" in answer[0].plain


async def test_run_takes_over_a_changed_watch_list_and_says_what_still_stands_as_shipped(
    slack: Sandbox, environment: Path
) -> None:
    (environment / "watchlist.yaml").write_text("channels: [{channel: C0OTHER, companies: [Oracle]}]\n", "utf-8")
    async with running() as site:
        url = site.gives("/feed", RSS.format(day=app.now()).encode(), Content_Type="application/rss+xml")
        with capture_logs() as lines:
            bot = asyncio.create_task(app.run(read_settings(), since=timedelta(days=7)))
            await until(lambda: any(line["event"] == "app.started" for line in lines))
            while sum(line["event"] == "config.loaded" for line in lines) < 2:
                changed = f"channels: [{{channel: {slack.channel}, name: changed}}]\n"
                (environment / "watchlist.yaml").write_text(changed, encoding="utf-8")
                await asyncio.sleep(0.05)
            (environment / "feeds.yaml").write_text(FEEDS.replace("http://127.0.0.1:9/feed", url), encoding="utf-8")
            posts = await slack.wait_for(lambda: [seen for seen in slack.screen() if seen.by_app], timeout_s=20)
            os.kill(os.getpid(), signal.SIGTERM)
            await bot

    assert "Alibaba" in posts[0].plain
    assert [line["problem"].split(" is ")[0] for line in lines if line["event"] == "config.placeholder"] == [
        f"{environment}/feeds.yaml: contact: you@example.org"
    ]
    assert lines[-1]["event"] == "app.stopped"


async def test_run_lists_what_is_wrong_with_tokens_and_configuration_at_once(
    environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SLACK_APP_TOKEN")
    (environment / "watchlist.yaml").write_text("channels: []\n", encoding="utf-8")
    (environment / "ledger.csv").write_bytes(b"\xff")

    with pytest.raises(ConfigError) as caught:
        await app.run(read_settings())

    files = [Path(problem.file).name for problem in caught.value.problems]
    assert files == ["SLACK_APP_TOKEN", "watchlist.yaml", "ledger.csv"]


async def test_run_with_a_token_slack_does_not_know_says_which(
    environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-not-known-here")

    with pytest.raises(SlackError, match="SLACK_BOT_TOKEN"):
        await app.run(read_settings())
