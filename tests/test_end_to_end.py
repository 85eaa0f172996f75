"""The whole way, over real sockets: a feed in, a message out, a command in, an answer out, and nothing twice."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import structlog
from structlog.testing import capture_logs

from bot import app
from bot.core.cadences import Cadence, Every
from bot.core.entry import Feed
from bot.core.quiet import Quiet
from bot.core.rules import Rules
from bot.core.turns import HOUR
from bot.errors import AispendError
from bot.feeds.reader import FeedReader
from bot.pipeline import Pipeline
from bot.pipeline.delivery import PACE
from bot.ports import FeedState, Fetched, NotModified
from bot.sandbox import Fault, Sandbox, Seen, SystemClock
from bot.sandbox.formats import Story
from bot.sandbox.news import NewsServer, SampleFeed, Samples, load_samples
from bot.settings import Config, Operator, load_orgs
from bot.slack.listen import Listener
from bot.slack.post import SlackPoster
from bot.store import SqlStore
from tests.waiting import until

SHIPPED = Path(__file__).parent.parent / "config"
SOON = timedelta(milliseconds=10)
SAMPLES = load_samples()
RETOLD = Story(
    id="retold",
    feed="ledger",
    outlet="Cloud Ledger",
    link="https://ledger.example/posts/alibaba-retold",
    title="Alibaba will spend $53 billion on AI and cloud within three years",
    paragraphs=(
        "Alibaba Group will invest $53 billion in artificial intelligence and cloud computing in three years.",
    ),
)
UNHEARD_OF = Story(
    id="unheard-of",
    feed="bourse",
    outlet="Bourse & Byte",
    link="https://bourse.example/oracle-77",
    title="Oracle to invest $77 billion in AI data centers over four years",
    paragraphs=("Oracle will invest $77 billion in artificial intelligence data centers over the next four years.",),
)
STORIES = {story.id: story for story in (*SAMPLES.arriving, RETOLD, UNHEARD_OF)}


class EagerReader(FeedReader):
    """Lets every feed be due again at once."""

    def next_due(self, state: FeedState, outcome: Fetched | NotModified | AispendError, now: datetime) -> datetime:
        return now


class Clock(SystemClock):
    """The real hour, and what a test adds to it; sleeping by it takes no time."""

    def __init__(self) -> None:
        self.ahead = timedelta(0)

    def now(self) -> datetime:
        return super().now() + self.ahead

    def advance(self, by: timedelta) -> None:
        self.ahead += by

    async def sleep(self, seconds: float) -> None:
        self.advance(timedelta(seconds=seconds))
        await asyncio.sleep(0)


@dataclass
class Scene:
    """A workspace, three feeds and a database; the bot comes and goes."""

    slack: Sandbox
    news: NewsServer
    database: str
    clock: Clock

    @asynccontextmanager
    async def bot(self, pace: timedelta = timedelta(0), **wanted: Any) -> AsyncIterator[Pipeline]:
        """Run the real bot; where the database is new, its feeds have been polled once when it begins.

        Args:
            pace: Time a channel rests after each post.
            wanted: Fields of the channel's rules.
        """
        config = Config(
            rules=(Rules(self.slack.channel, "ai-spend", **wanted),),
            operator=Operator(),
            feeds=tuple(Feed(one.name, one.url, language=one.language) for one in self.news.urls),
            contact="test@localhost",
            allow_private=frozenset({"127.0.0.1"}),
            orgs=load_orgs(SHIPPED),
        )
        facts = app.read_ledger(SHIPPED)
        async with app.open_pipeline(self.database, config, facts, reader=EagerReader) as pipeline:
            pipeline.clock, pipeline.sleep, pipeline.pace = self.clock.now, self.clock.sleep, pace
            for feed in config.feeds:
                await pipeline.poll(feed.name)
            slack, stop = self.slack, asyncio.Event()
            listener = Listener(slack.bot_token, slack.app_token, app.Office(pipeline), app.today, base_url=slack.api)
            poster = SlackPoster(slack.bot_token, base_url=slack.api, timeout_s=0.5)
            schedule = app.schedule_of(pipeline, poster, 3, tick=SOON, deliver_every=SOON, digest_every=SOON)
            serving = asyncio.create_task(app.serve(pipeline, listener, schedule, stop))
            try:
                await until(lambda: listener.connected or serving.done())
                yield pipeline
            finally:
                stop.set()
                await serving

    def release(self, count: int = 1) -> None:
        for _ in range(count):
            assert self.news.release_next() is not None

    def posts(self) -> list[Seen]:
        return [seen for seen in self.slack.screen() if seen.by_app and not seen.only_you]

    def answers(self) -> list[Seen]:
        return [seen for seen in self.slack.screen() if seen.only_you]

    async def seen(self, count: int) -> list[Seen]:
        """Wait for so many posts; return all there are."""
        await self.slack.wait_for(lambda: len(self.posts()) >= count, timeout_s=20)
        return self.posts()

    async def answered(self, count: int = 1) -> Seen:
        await self.slack.wait_for(lambda: len(self.answers()) >= count, timeout_s=20)
        return self.answers()[-1]

    async def ask(self, line: str) -> Seen:
        told = len(self.answers())
        delivery = await self.slack.type_slash(self.slack.channel, self.slack.user, line)
        answer = await self.answered(told + 1)
        assert await delivery.done() == "acknowledged"
        return answer

    async def judged(self, pipeline: Pipeline, title: str) -> None:
        """Wait until the bot has stored a story that was released."""
        store = pipeline.store
        assert isinstance(store, SqlStore)
        link = next(story.link for story in STORIES.values() if story.title == title)
        async with asyncio.timeout(20):
            while not await store.judged(link):  # noqa: ASYNC110  the database has no event to wait for
                await asyncio.sleep(0.005)

    async def settled(self, pipeline: Pipeline) -> None:
        """Wait until nothing waits to be posted, letting the hour pass that a retry waits for."""
        async with asyncio.timeout(20):
            while await pipeline.store.pending():
                self.clock.advance(timedelta(seconds=7))
                await asyncio.sleep(0.02)


def scene_of(slack: Sandbox, tmp_path: Path, *stories: str) -> Scene:
    samples = Samples(SAMPLES.baseline, tuple(STORIES[name] for name in stories))
    news = NewsServer(app.now, every=None, samples=samples)
    clock = slack.backend.clock
    assert isinstance(clock, Clock)
    return Scene(slack, news, f"sqlite:///{tmp_path}/aispend.db", clock)


@pytest.fixture
def slack_clock() -> Clock:
    """Give the clock that Slack and the bot share: a message is looked for around the time it was posted."""
    return Clock()


@pytest.fixture(autouse=True)
def _fresh_logging() -> None:
    structlog.reset_defaults()


@pytest.fixture
async def scene(slack: Sandbox, tmp_path: Path) -> AsyncIterator[Scene]:
    """Give a scene in which nothing happened yet but what the feeds held before the bot came."""
    made = scene_of(slack, tmp_path, "alibaba-380bn", "retold", "alibaba-cloud-revenue", "microsoft-80bn")
    async with made.news:
        yield made


def words(seen: Seen) -> list[str]:
    return seen.plain.splitlines()


async def test_an_announcement_becomes_a_message_with_its_key_figures(scene: Scene) -> None:
    async with scene.bot():
        scene.release()
        (post,) = await scene.seen(1)

    lines = words(post)
    assert "Alibaba" in lines[0]
    assert "CN¥380B ($53B)" in lines[0]
    fields = {label: lines[lines.index(label) + 1] for label in ("Amount", "Period", "Kind")}
    assert fields["Amount"] == "At least CN¥380B"
    assert fields["Kind"] == "Investment pledge"
    assert "3 years" in fields["Period"].lower()
    assert any("380 billion yuan" in line and "Sample Wire" in line for line in lines)
    assert any("#ai-spend follows any payer" in line for line in lines)
    assert post.text.strip()
    assert post.channel == scene.slack.channel


async def test_what_stood_in_the_feeds_before_is_told_nowhere(scene: Scene) -> None:
    async with scene.bot() as pipeline:
        scene.release()
        await scene.seen(1)
        await scene.settled(pipeline)

    assert len(scene.posts()) == 1


async def test_another_outlet_and_sums_that_are_no_spending_add_no_message(scene: Scene) -> None:
    async with scene.bot() as pipeline:
        scene.release(3)
        await scene.judged(pipeline, STORIES["alibaba-380bn"].title)
        await scene.judged(pipeline, RETOLD.title)
        await scene.judged(pipeline, STORIES["alibaba-cloud-revenue"].title)
        scene.release()
        posts = await scene.seen(2)
        await scene.settled(pipeline)

    assert ["Alibaba" in words(posts[0])[0], "Microsoft" in words(posts[1])[0], len(scene.posts())] == [True, True, 2]


async def test_a_command_is_acknowledged_and_answered_to_the_one_who_asked(scene: Scene) -> None:
    async with scene.bot():
        answer = await scene.ask("/aispend alibaba")
        unknown = await scene.ask("/aispend alibba")
        usage = await scene.ask("/aispend help")

    assert "Alibaba" in words(answer)[0]
    assert "Investment pledge" in answer.plain
    assert "Tekedia" in answer.plain
    assert "Alibaba" in unknown.plain
    assert "/aispend" in usage.plain
    assert scene.posts() == []


async def test_the_answer_holds_what_was_posted_a_moment_ago(slack: Sandbox, tmp_path: Path) -> None:
    scene = scene_of(slack, tmp_path, UNHEARD_OF.id)
    async with scene.news, scene.bot():
        before = await scene.ask("/aispend oracle")
        scene.release()
        await scene.seen(1)
        after = await scene.ask("/aispend oracle")

    assert "$77B" not in before.plain
    assert "$77B" in after.plain
    assert UNHEARD_OF.outlet in after.plain


async def test_the_buttons_of_a_message_answer(scene: Scene) -> None:
    async with scene.bot():
        scene.release()
        (post,) = await scene.seen(1)

        record = await scene.slack.click(post, "record")
        told = await scene.answered(1)
        why = await scene.slack.click(post, "why")
        reason = await scene.answered(2)

        assert [await record.done(), await why.done()] == ["acknowledged", "acknowledged"]

    assert "Alibaba" in words(told)[0]
    assert "380 billion yuan" in reason.plain
    assert len(scene.posts()) == 1


async def test_a_restart_posts_nothing_twice_and_misses_nothing(scene: Scene) -> None:
    async with scene.bot():
        scene.release()
        await scene.seen(1)
    scene.release(3)

    async with scene.bot() as pipeline:
        posts = await scene.seen(2)
        await scene.settled(pipeline)
        answer = await scene.ask("/aispend alibaba")

    heads = [words(post)[0] for post in posts]
    assert ["Alibaba" in heads[0], "Microsoft" in heads[1], len(scene.posts())] == [True, True, 2]
    assert "Alibaba" in answer.plain


async def test_the_buttons_of_a_message_from_before_a_restart_answer(scene: Scene) -> None:
    async with scene.bot():
        scene.release()
        await scene.seen(1)

    async with scene.bot():
        await scene.slack.click(scene.posts()[0], "record")
        told = await scene.answered()

    assert "Alibaba" in words(told)[0]


@pytest.mark.parametrize(
    ("fault", "times", "tries"),
    [
        (Fault.ACCEPT_THEN_DROP, 1, 1),
        (Fault.DROP, 2, 3),
        (Fault.RATE_LIMITED, 3, 4),
        (Fault.SERVER_ERROR, 2, 3),
        (Fault.HANG, 1, 2),
    ],
)
async def test_an_outage_of_slack_ends_in_exactly_one_message(
    scene: Scene, fault: Fault, times: int, tries: int
) -> None:
    scene.slack.fail("chat.postMessage", fault, times=times, retry_after=2)

    async with scene.bot() as pipeline:
        scene.release()
        await scene.judged(pipeline, STORIES["alibaba-380bn"].title)
        await scene.settled(pipeline)

    assert len(scene.posts()) == 1
    assert len(scene.slack.backend.journal.calls("chat.postMessage")) == tries


async def test_where_history_cannot_be_read_either_the_message_waits_and_comes_once(scene: Scene) -> None:
    scene.slack.fail("chat.postMessage", Fault.ACCEPT_THEN_DROP)
    scene.slack.fail("conversations.history", Fault.SERVER_ERROR, times=2)

    async with scene.bot() as pipeline:
        scene.release()
        await scene.judged(pipeline, STORIES["alibaba-380bn"].title)
        await scene.settled(pipeline)

    assert len(scene.posts()) == 1


async def test_a_message_nobody_can_look_for_is_told_once_and_the_next_ones_come(scene: Scene) -> None:
    scene.slack.backend.app.scopes -= {"channels:history"}
    scene.slack.fail("chat.postMessage", Fault.ACCEPT_THEN_DROP)

    with capture_logs() as lines:
        async with scene.bot() as pipeline:
            scene.release(4)
            await scene.seen(2)
            await scene.settled(pipeline)

    parked = [line for line in lines if line["event"] == "alert.parked"]
    assert [line["reason"] for line in parked] == ["missing_scope"]
    assert "the README's table" in parked[0]["error"]
    assert ["Alibaba" in words(post)[0] for post in scene.posts()] == [True, False]


async def test_a_bot_that_is_stopped_in_an_outage_posts_once_when_it_comes_back(scene: Scene) -> None:
    scene.slack.fail("chat.postMessage", Fault.ACCEPT_THEN_DROP)
    async with scene.bot() as pipeline:
        scene.release()
        await scene.judged(pipeline, STORIES["alibaba-380bn"].title)
        await until(scene.posts)

    async with scene.bot() as pipeline:
        await scene.settled(pipeline)

    assert len(scene.posts()) == 1


async def test_at_slacks_own_pace_no_post_is_ever_refused(tmp_path: Path) -> None:
    clock = Clock()
    async with Sandbox(clock, paced=True) as slack:
        slack.backend.pace.burst = 1
        scene = scene_of(slack, tmp_path, "alibaba-380bn", "microsoft-80bn", UNHEARD_OF.id)
        async with scene.news, scene.bot(pace=PACE) as pipeline:
            scene.release(3)
            posts = await scene.seen(3)
            await scene.settled(pipeline)

        statuses = [call.status for call in slack.backend.journal.calls("chat.postMessage")]

    assert (len(posts), statuses) == (3, [200, 200, 200])


@pytest.mark.parametrize("fault", [None, Fault.ACCEPT_THEN_DROP, Fault.DROP])
async def test_what_the_hour_has_no_room_for_comes_once_in_one_fold_though_the_bot_restarts(
    slack: Sandbox, tmp_path: Path, fault: Fault | None
) -> None:
    scene = scene_of(slack, tmp_path, "alibaba-380bn", "microsoft-80bn", UNHEARD_OF.id)
    async with scene.news:
        async with scene.bot(most_an_hour=1) as pipeline:
            scene.release(3)
            await scene.seen(1)
            for name in ("alibaba-380bn", "microsoft-80bn", UNHEARD_OF.id):
                await scene.judged(pipeline, STORIES[name].title)
        alone = scene.posts()
        if fault is not None:
            slack.fail("chat.postMessage", fault)
        scene.clock.advance(HOUR)
        async with scene.bot(most_an_hour=1) as pipeline:
            await scene.seen(2)
            await scene.settled(pipeline)

    assert len(alone) == 1
    (first, fold) = scene.posts()
    assert words(fold)[0] == "2 more announcements"
    for company in ("Alibaba", "Microsoft", "Oracle"):
        assert (company in first.plain) is not (company in fold.plain)
    assert {"https://bourse.example/oracle-77" in str(post.blocks) for post in (first, fold)} == {True, False}


def daily(scene: Scene) -> Cadence:
    """Return the cadence of a digest that is due in an hour, and every day then."""
    at = (scene.clock.now() + HOUR).replace(second=0, microsecond=0)
    return Cadence(Every.DAILY, at.time(), ZoneInfo("UTC"))


async def digested(scene: Scene, pipeline: Pipeline, after: timedelta) -> None:
    """Let time pass, and wait until the schedule has dealt with the digest that was due last."""
    scene.clock.advance(after)
    async with asyncio.timeout(20):
        while True:
            state = await pipeline.store.digested(scene.slack.channel)
            if state is not None and scene.clock.now() - state.done < timedelta(days=1):
                return
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("fault", [None, Fault.ACCEPT_THEN_DROP, Fault.DROP, Fault.RATE_LIMITED])
async def test_the_days_before_come_once_in_a_digest_though_the_bot_restarts(
    slack: Sandbox, tmp_path: Path, fault: Fault | None
) -> None:
    scene = scene_of(slack, tmp_path, "alibaba-380bn", "retold", UNHEARD_OF.id)
    cadence = daily(scene)
    async with scene.news:
        async with scene.bot(digest=cadence) as pipeline:
            await digested(scene, pipeline, timedelta(0))
            scene.release(3)
            await scene.seen(2)
            await scene.settled(pipeline)
        if fault is not None:
            slack.fail("chat.postMessage", fault, retry_after=2)
        async with scene.bot(digest=cadence) as pipeline:
            await digested(scene, pipeline, 2 * HOUR)
            await scene.seen(3)
            await scene.settled(pipeline)
        async with scene.bot(digest=cadence) as pipeline:
            await digested(scene, pipeline, timedelta(days=1))
            await scene.settled(pipeline)

    *alerts, digest = scene.posts()
    assert len(alerts) == 2
    assert words(digest)[0].startswith("AI spending, ")
    assert words(digest)[0].endswith(": $77B in 1 announcement")
    for line in (
        "• Oracle pledges $77B for AI over 4 years · Bourse & Byte",
        "• Alibaba pledges at least CN¥380B ($53B) for AI over 3 years – told again, counted before",
    ):
        assert digest.plain.count(line) == 1


async def test_the_button_of_a_digest_lists_the_figures_of_its_days(slack: Sandbox, tmp_path: Path) -> None:
    scene = scene_of(slack, tmp_path, UNHEARD_OF.id)
    cadence = daily(scene)
    async with scene.news, scene.bot(digest=cadence) as pipeline:
        await digested(scene, pipeline, timedelta(0))
        scene.release()
        await scene.seen(1)
        await digested(scene, pipeline, 2 * HOUR)
        _, digest = await scene.seen(2)

        pressed = await scene.slack.click(digest, "record")
        answer = await scene.answered()

        assert await pressed.done() == "acknowledged"

    assert "understood: since " in answer.plain
    assert "Oracle" in answer.plain
    assert "$77B" in answer.plain


async def test_what_comes_in_quiet_hours_is_posted_when_they_end(slack: Sandbox, tmp_path: Path) -> None:
    scene = scene_of(slack, tmp_path, UNHEARD_OF.id)
    now = scene.clock.now()
    quiet = Quiet(ZoneInfo("UTC"), (now - HOUR).time(), (now + HOUR).time())
    async with scene.news, scene.bot(quiet=quiet) as pipeline:
        scene.release()
        await scene.judged(pipeline, UNHEARD_OF.title)
        held = len(scene.posts()), await pipeline.store.pending()
        scene.clock.advance(HOUR)
        (post,) = await scene.seen(1)

    assert held == (0, 1)
    assert "Oracle" in words(post)[0]


async def test_a_hostile_title_is_shown_as_it_stands_and_calls_nobody(slack: Sandbox, tmp_path: Path) -> None:
    scene = scene_of(slack, tmp_path, "apple-500bn")
    async with scene.news, scene.bot():
        scene.release()
        (post,) = await scene.seen(1)
        await slack.click(post, "why")
        reason = await scene.answered()

    assert "Apple" in words(post)[0]
    for said in (post, reason):
        assert said.pings == frozenset()
        assert "<!channel>" not in said.text
    assert all(link not in str(post.blocks) for link in ("<script>", "<!channel>"))


async def test_a_figure_that_a_reader_corrects_is_mended_in_ledger_and_message_and_undone_after_a_restart(
    slack: Sandbox, tmp_path: Path
) -> None:
    scene = scene_of(slack, tmp_path, UNHEARD_OF.id)
    async with scene.news:
        async with scene.bot() as pipeline:
            scene.release()
            (post,) = await scene.seen(1)
            wrong = next(value for value in values(post) if value.startswith("wrong:"))
            await slack.click(post, "more", option=wrong)
            await slack.wait_for(slack.modal)
            await slack.submit_view({"sum": "7.7bn USD", "note": "slip of the point"})
            await slack.wait_for(lambda: "$7.7B" in words(scene.posts()[0])[0])
            answer = await scene.ask("/aispend oracle")
            await slack.close_view()
            await scene.settled(pipeline)
        async with scene.bot() as pipeline:
            (made,) = await pipeline.store.corrections()
            await slack.click(scene.posts()[0], "more", option=wrong)
            await slack.wait_for(slack.modal)
            form = slack.modal()
            assert form is not None
            await slack.click(form, "what", option="not_ai")
            await slack.wait_for(lambda: (now := slack.modal()) and "The right sum" not in now.plain)
            await slack.submit_view()
            await slack.wait_for(lambda: "Taken out of the ledger by @ana: not AI" in scene.posts()[0].plain)
            gone = await scene.ask("/aispend oracle")
            await slack.click(scene.posts()[0], "restore")
            await slack.wait_for(lambda: "corrected, says @ana" in scene.posts()[0].plain)

    assert (made.by, made.note) == ("@ana (U0SANDBOXANA)", "slip of the point")
    assert "$7.7B" in answer.plain
    assert "$7.7B" not in gone.plain
    assert words(scene.posts()[0])[0].startswith("Oracle pledges $7.7B")
    assert len(scene.posts()) == 1


def values(post: Seen) -> list[str]:
    """Return what the menus of a message offer."""
    elements = [each for block in post.blocks for each in block.get("elements", ())]
    return [option["value"] for each in elements for option in each.get("options", ())]


async def test_a_feed_that_is_down_costs_no_other_feed(slack: Sandbox, tmp_path: Path) -> None:
    class HalfDown(NewsServer):
        """The same three feeds, the first of them gone."""

        @property
        def urls(self) -> tuple[SampleFeed, ...]:
            first, *rest = super().urls
            return (first._replace(url=f"{first.url}.gone"), *rest)

    scene = scene_of(slack, tmp_path)
    scene.news = HalfDown(app.now, every=None, samples=Samples(SAMPLES.baseline, (RETOLD,)))
    async with scene.news, scene.bot():
        scene.release()
        (post,) = await scene.seen(1)

    assert "Alibaba" in words(post)[0]
