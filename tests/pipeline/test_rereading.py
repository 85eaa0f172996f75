"""Stored entries read again: what an older reader left is put in by hand, and today's reader mends it."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.core.corrections import What
from bot.core.figures import Figure
from bot.core.kinds import Kind
from bot.core.relevance import Verdict
from bot.core.stories import keys
from bot.pipeline import Page
from bot.ports import Judged, Reread, Told
from tests.pipeline.world import DAY, World, entry

BILLION = Decimal(10**9)


async def reread(world: World, *, apply: bool = True) -> list[Page]:
    return [page async for page in world.pipeline.reread(None, apply=apply)]


def changed(pages: list[Page]) -> list[str]:
    return [one.told.entry.id for page in pages for one in page.differences]


async def told(world: World, key: str) -> Told:
    return next(one for one in await world.store.told(None, 0, 99) if one.entry.id == key)


async def misread(world: World, key: str, **wrong: object) -> Figure:
    """Let an older reader have read an entry's headline wrongly, its story and fact with it; return what is right."""
    one = await told(world, key)
    head = one.figures[0]
    stale = replace(head, **wrong)  # type: ignore[arg-type]  # the names are those of Figure's fields
    stories = tuple((story, replace(story, figure=stale)) for story in one.opened)
    await world.store.reread(
        [Reread(one.number, one.entry, (stale, *one.figures[1:]), one.verdict, "Old words.", stories)]
    )
    return head


async def everything(world: World) -> tuple[object, ...]:
    """Return all that re-reading may change, and what it must not."""
    told = await world.store.told(None, 0, 99)
    stories = await world.store.candidates([key for one in told for story in one.opened for key in keys(story)])
    facts = await world.store.facts_after("", 99)
    return told, stories, facts, await world.store.pending()


@pytest.fixture
async def news(world: World) -> World:
    """Give a world in which an announcement, a copy of it and a quiet day are stored, and posted."""
    await world.watching("Wire")
    world.press.print("Wire", entry("copy", title="Also: Alibaba to invest $53 billion in AI data centers"), entry("a"))
    await world.poll("Wire")
    await world.deliver()
    return world


async def test_what_this_reader_read_is_as_before(news: World) -> None:
    before = await everything(news)

    pages = await reread(news)

    assert (sum(page.entries for page in pages), changed(pages)) == (3, [])
    assert await everything(news) == before


async def test_without_leave_the_differences_are_shown_and_nothing_is_stored(news: World) -> None:
    right = await misread(news, (await opener(news)), org="Meta")
    before = await everything(news)

    (page,) = await reread(news, apply=False)

    (one,) = page.differences
    assert one.reading.figures[0] == right
    assert [now and now.figure for _, now in one.stories] == [right]
    assert await everything(news) == before


async def opener(world: World) -> str:
    """Return the id of the entry that opened the story."""
    return next(one.entry.id for one in await world.store.told(None, 0, 99) if one.opened)


async def test_entry_story_keys_and_fact_are_mended_and_a_second_run_changes_nothing(news: World) -> None:
    before = await everything(news)
    await misread(news, await opener(news), org="Meta", kind=Kind.CAPEX, amount=BILLION, usd=BILLION)
    assert await news.store.facts("Meta")

    first, second = await reread(news), await reread(news)

    assert (changed(first), changed(second)) == ([await opener(news)], [])
    assert await everything(news) == before
    assert await news.store.facts("Meta") == ()


async def test_corrections_win_over_what_is_read_anew_and_undoing_them_shows_it(news: World) -> None:
    await misread(news, await opener(news), org="Meta")
    (fact,) = await news.store.facts("Meta")
    made = await news.pipeline.correct(fact.id, What.WRONG_COMPANY, "Oracle", by="ana")

    await reread(news)
    during = await news.store.facts("Oracle"), await news.store.facts("Alibaba")
    await news.pipeline.undo(made.correction.id, by="ana")

    assert ([one.org for one in during[0]], during[1]) == (["Oracle"], ())
    assert [one.org for one in await news.store.facts("Alibaba")] == ["Alibaba"]


async def test_nothing_is_posted_decided_or_matched_anew(news: World) -> None:
    key = await opener(news)
    said, decided, joins = len(news.room.said), await news.decided(key), (await news.read(key)).joins
    await misread(news, key, amount=BILLION, usd=BILLION)

    await reread(news)
    await news.deliver()

    assert (len(news.room.said), await news.decided(key), (await news.read(key)).joins) == (said, decided, joins)
    assert await news.store.pending() == 0


async def test_an_entry_that_is_no_commitment_any_more_takes_its_fact_along_and_brings_it_back(news: World) -> None:
    key = await opener(news)
    one = await told(news, key)
    before = await everything(news)
    empty = Reread(one.number, one.entry, (), Verdict(False, "not_ai"), "", ((one.opened[0], None),))
    await news.store.reread([empty])
    assert await news.store.facts("Alibaba") == ()

    pages = await reread(news)

    assert changed(pages) == [key]
    assert await everything(news) == before


async def test_an_entry_that_broke_the_reader_is_read_now(world: World) -> None:
    await world.watching("Wire")
    world.quotes.broken = {"EUR"}
    world.press.print("Wire", entry("a", sum_="€53 billion"))
    await world.poll("Wire")
    broken: Judged = await world.read("a")
    world.quotes.broken = set()

    pages = await reread(world)

    now = await world.read("a")
    assert (broken.verdict.rule, broken.figures) == ("broken", ())
    assert changed(pages) == ["a"]
    assert (now.verdict.relevant, now.figures[0].currency) == (True, "EUR")
    assert (now.joins, now.decisions) == ((), broken.decisions)


async def test_an_entry_that_breaks_the_reader_now_stays_as_it_is_and_the_rest_is_read(news: World) -> None:
    news.press.print("Wire", entry("euro", org="Meta", sum_="€60 billion"))
    await news.poll("Wire")
    await misread(news, await opener(news), org="Oracle")
    before = await news.read("euro")
    news.quotes.broken = {"EUR"}

    (page,) = await reread(news)

    assert page.broken == 1
    assert changed([page]) == [await opener(news)]
    assert await news.read("euro") == before


async def test_only_entries_stored_within_the_time_are_read(news: World) -> None:
    news.clock.advance(3 * DAY)
    news.press.print("Wire", entry("new", org="Meta"))
    await news.poll("Wire")

    pages = [page async for page in news.pipeline.reread(DAY, apply=True)]

    assert [page.entries for page in pages] == [1]


async def test_a_bot_may_go_on_between_two_pages(news: World) -> None:
    await misread(news, await opener(news), org="Meta")
    found = []

    async for page in news.pipeline.reread(None, apply=True):
        found.append(page.entries)
        if len(found) == 1:
            news.press.print("Wire", entry("new", org="Microsoft", sum_="$80 billion"))
            await news.poll("Wire")

    assert found == [3, 1]
    assert [one.org for one in await news.store.facts("Microsoft")] == ["Microsoft"]
