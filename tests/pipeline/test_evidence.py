from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from bot.core.corrections import Correction, What
from bot.core.evidence import PER_PAGE
from bot.core.facts import Fact
from bot.core.kinds import Kind
from tests.pipeline.world import World, entry

BILLION = Decimal(10**9)
NOW = datetime(2026, 1, 10, tzinfo=UTC)


def fact(key: str, **changes: object) -> Fact:
    plain = Fact(key, "2025-02-01", "Alibaba", Kind.PLEDGE, 53 * BILLION, "USD", usd=53 * BILLION)
    return replace(plain, **changes)  # type: ignore[arg-type]  # the names are those of Fact's fields


async def test_live_figures_come_with_the_words_they_were_read_from(world: World) -> None:
    await world.watching("Wire")
    world.press.print("Wire", entry("a"))
    await world.poll("Wire")
    await world.store.sync_ledger([fact("shipped", announced="2020-01", kind=Kind.CONTRACT, note="Page 3")])

    page = await world.pipeline.evidence('"Alibaba"')

    assert page is not None
    assert (page.org, page.total, page.pages) == ("Alibaba", 2, 1)
    live, shipped = page.facts
    assert (list(page.quotes), shipped.note) == ([live.id], "Page 3")
    assert "53 billion" in page.quotes[live.id]


async def test_what_people_put_right_is_told_until_it_is_undone(world: World) -> None:
    await world.store.sync_ledger([fact("a"), fact("b", announced="2025-03", kind=Kind.CAPEX)])
    wrong = Correction("a", What.WRONG_COMPANY, fact("a"), "mona", NOW, org="Meta")
    first = await world.store.correct(wrong)
    last = await world.store.correct(replace(wrong, org="Alibaba", by="ben"))

    page = await world.pipeline.evidence("alibaba")
    await world.store.undo(last.id, "mona", NOW)
    of_meta = await world.pipeline.evidence("meta")

    assert page is not None
    assert of_meta is not None
    assert page.corrections == {"a": (last,)}
    assert of_meta.corrections == {"a": (first,)}


@pytest.mark.parametrize(("typed", "found"), [("alibaba 2025 pledges", ["a"]), ("alibaba capex", ["b"])])
async def test_kinds_and_years_are_heeded(world: World, typed: str, found: list[str]) -> None:
    await world.store.sync_ledger([fact("a"), fact("b", announced="2024-03", kind=Kind.CAPEX)])

    page = await world.pipeline.evidence(typed)

    assert page is not None
    assert [one.id for one in page.facts] == found


async def test_replaced_figures_are_there_too_page_by_page(world: World) -> None:
    many = [fact(f"{n:02}", announced=f"2025-02-{n + 1:02}", amount=n * BILLION, kind=Kind.FUND) for n in range(28)]
    await world.store.sync_ledger([*many, fact("a"), fact("b", supersedes="a"), fact("c", supersedes="b")])

    first, last = [await world.pipeline.evidence(text) for text in ("alibaba", '"Alibaba" page 2')]
    beyond = await world.pipeline.evidence('"Alibaba" page 9')

    assert first is not None
    assert last is not None
    assert beyond is not None
    assert (len(first.facts), len(last.facts), first.pages, beyond.facts) == (PER_PAGE, 1, 2, ())


@pytest.mark.parametrize("typed", ["nobody of that name", "", "top 10"])
async def test_without_a_company_there_is_nothing_to_show(world: World, typed: str) -> None:
    assert await world.pipeline.evidence(typed) is None
