from dataclasses import replace
from decimal import Decimal

import pytest
from structlog.testing import capture_logs

from bot.core.alerts import TakenOut
from bot.core.corrections import What
from bot.core.entry import Entry
from bot.core.facts import Fact
from bot.core.headlines import headline_of
from bot.core.kinds import Kind
from bot.core.ledger import Answer
from bot.errors import RequestError
from bot.ports import Unsure
from tests.pipeline.world import NOW, World, entry

BILLION = Decimal(10**9)
TOLD = Fact("alibaba-2025", "2025-02", "Alibaba", Kind.PLEDGE, 53 * BILLION, "USD", usd=53 * BILLION)
OTHER = replace(TOLD, id="alibaba-again", amount=52 * BILLION, usd=52 * BILLION)


@pytest.fixture
async def ledger(world: World) -> World:
    await world.store.sync_ledger([TOLD, OTHER])
    return world


async def pays(world: World, name: str) -> Decimal:
    """Return the total of what a company is on record for."""
    found = await world.pipeline.lookup(name)
    assert isinstance(found, Answer)
    return found.pays[0].high if found.pays else Decimal(0)


async def test_a_wrong_figure_changes_fact_and_total_at_once(ledger: World) -> None:
    change = await ledger.pipeline.correct(TOLD.id, What.WRONG_FIGURE, "2bn EUR", by="ana", note="page 3")

    now = replace(TOLD, amount=2 * BILLION, currency="EUR", usd=Decimal("2.10") * BILLION)
    assert (change.was, change.now) == (TOLD, now)
    assert (change.correction.by, change.correction.at, change.correction.note) == ("ana", NOW, "page 3")
    assert await pays(ledger, "alibaba") == (52 + Decimal("2.1")) * BILLION


async def test_a_wrong_company_is_found_by_any_of_its_names(ledger: World) -> None:
    change = await ledger.pipeline.correct(TOLD.id, What.WRONG_COMPANY, "meta platforms", by="ana")

    assert change.now == replace(TOLD, org="Meta")
    assert (await pays(ledger, "meta"), await pays(ledger, "alibaba")) == (53 * BILLION, 52 * BILLION)


async def test_a_duplicate_counts_once_and_again_after_it_is_undone(ledger: World) -> None:
    change = await ledger.pipeline.correct(OTHER.id, What.DUPLICATE, TOLD.id, by="ana")
    during = await pays(ledger, "alibaba")
    back = await ledger.pipeline.undo(change.correction.id, by="bo")

    assert (change.was, change.now, change.correction.same_as) == (OTHER, None, TOLD.id)
    assert (during, await pays(ledger, "alibaba")) == (53 * BILLION, 105 * BILLION)
    assert (back.was, back.now, back.correction.undone_by) == (None, OTHER, "bo")


async def test_undoing_the_last_of_two_brings_the_first_one_back(ledger: World) -> None:
    await ledger.pipeline.correct(TOLD.id, What.WRONG_COMPANY, "Meta", by="ana")
    last = await ledger.pipeline.correct(TOLD.id, What.WRONG_COMPANY, "Oracle", by="bo")

    change = await ledger.pipeline.undo(last.correction.id, by="cleo")

    assert (change.was, change.now) == (replace(TOLD, org="Oracle"), replace(TOLD, org="Meta"))


async def test_what_is_no_ai_leaves_the_ledger(ledger: World) -> None:
    change = await ledger.pipeline.correct(TOLD.id, What.NOT_AI, by="ana")

    assert change.now is None
    assert await pays(ledger, "alibaba") == 52 * BILLION


@pytest.mark.parametrize(
    ("target", "what", "value", "message"),
    [
        ("alibaba-202", What.NOT_AI, None, "no fact has the id 'alibaba-202'; did you mean alibaba-2025"),
        ("zzz", What.NOT_AI, None, "no fact has the id 'zzz'; `aispend lookup --ids` shows them"),
        (TOLD.id, What.WRONG_FIGURE, "a lot", "'a lot' is no sum"),
        (TOLD.id, What.WRONG_FIGURE, "5 trillion won", "no rate of KRW is known"),
        (TOLD.id, What.WRONG_COMPANY, "microsft", "no company is called 'microsft'; did you mean Microsoft?"),
        (
            TOLD.id,
            What.WRONG_COMPANY,
            "qqqq",
            "no company is called 'qqqq'; those of orgs.yaml and of the ledger are known",
        ),
        (TOLD.id, What.DUPLICATE, TOLD.id, "is no duplicate of itself"),
        (TOLD.id, What.DUPLICATE, "alibaba-agan", "did you mean alibaba-again"),
    ],
)
async def test_what_cannot_be_meant_is_refused_and_changes_nothing(
    ledger: World, target: str, what: What, value: str | None, message: str
) -> None:
    with pytest.raises(RequestError, match=message):
        await ledger.pipeline.correct(target, what, value, by="ana")

    assert await ledger.store.corrections() == ()


async def test_nothing_is_a_duplicate_of_what_was_taken_out_or_of_its_own_duplicate(ledger: World) -> None:
    out = await ledger.pipeline.correct(OTHER.id, What.NOT_AI, by="ana")

    with pytest.raises(RequestError, match="was taken out of the ledger"):
        await ledger.pipeline.correct(TOLD.id, What.DUPLICATE, OTHER.id, by="ana")
    await ledger.pipeline.undo(out.correction.id, by="ana")
    await ledger.pipeline.correct(OTHER.id, What.DUPLICATE, TOLD.id, by="ana")
    with pytest.raises(RequestError, match="is itself a duplicate of"):
        await ledger.pipeline.correct(TOLD.id, What.DUPLICATE, OTHER.id, by="ana")


async def test_only_what_stands_can_be_undone_and_nobody_corrects_without_a_name(ledger: World) -> None:
    made = await ledger.pipeline.correct(TOLD.id, What.NOT_AI, by="ana")
    await ledger.pipeline.undo(made.correction.id, by="bo")

    with pytest.raises(RequestError, match="was undone already, by bo"):
        await ledger.pipeline.undo(made.correction.id, by="cleo")
    with pytest.raises(RequestError, match="no correction has the number 9"):
        await ledger.pipeline.undo(9, by="cleo")
    with pytest.raises(RequestError, match="the name of who makes it"):
        await ledger.pipeline.correct(TOLD.id, What.NOT_AI, by=" ")


async def test_a_correction_is_shown_in_the_message_that_stands_and_undoing_it_too(world: World) -> None:
    await world.watching("Wire")
    world.press.print("Wire", entry("a"))
    await world.poll("Wire")
    await world.deliver()
    (told,) = await world.store.facts("Alibaba")

    change = await world.pipeline.correct(told.id, What.WRONG_FIGURE, "5.3bn USD", by="ana")
    await world.deliver()
    await world.pipeline.undo(change.correction.id, by="bo")
    await world.deliver()

    shown = [
        (alert.figure.amount, alert.was.figure.amount, alert.was.by.outlet)
        for _, alert in world.room.edited
        if alert.was
    ]
    small, large = Decimal("5.3") * BILLION, 53 * BILLION
    assert shown == [(small, large, "ana"), (large, small, "bo")]
    assert [alert.version for _, alert in world.room.noted] == [2, 3]
    assert len(world.room.said) == 1


async def test_an_outlet_that_tells_the_corrected_sum_tells_the_same_story(world: World) -> None:
    await world.watching("Wire", "Post")
    world.press.print("Wire", entry("a"))
    await world.poll("Wire")
    (told,) = await world.store.facts("Alibaba")
    await world.pipeline.correct(told.id, What.WRONG_FIGURE, "63bn USD", by="ana")

    world.press.print("Post", entry("b", sum_="$63 billion", outlet="Post"))
    await world.poll("Post")

    assert await world.reasons("b") == ["already_posted"]


async def posted(world: World, *entries: Entry) -> list[str]:
    """Poll and post entries; return the ids of their facts, in the order of their alerts."""
    await world.watching("Wire")
    world.press.print("Wire", *entries)
    await world.poll("Wire")
    await world.deliver()
    return [f"story-{alert.story}" for _, alert in world.room.said]


async def test_what_is_no_ai_is_struck_in_its_message_and_stands_again_when_that_is_undone(world: World) -> None:
    (target,) = await posted(world, entry("a"))

    change = await world.pipeline.correct(target, What.NOT_AI, by="ana")
    await world.deliver()
    await world.pipeline.undo(change.correction.id, by="bo")
    await world.deliver()

    struck, back = [alert for _, alert in world.room.edited]
    assert struck.taken_out == TakenOut(What.NOT_AI, "ana", change.correction.id)
    assert (back.taken_out, back.figure, back.version) == (None, struck.figure, 3)
    assert [alert.version for _, alert in world.room.noted] == [2]
    assert len(world.room.said) == 1


async def test_a_duplicate_is_struck_with_a_link_to_the_message_it_tells_again(world: World) -> None:
    first, second = await posted(world, entry("a"), entry("b", org="Meta", sum_="$70 billion"))
    told = {f"story-{alert.story}": (f"{place}.0", alert) for place, (_, alert) in enumerate(world.room.said, 1)}

    await world.pipeline.correct(second, What.DUPLICATE, first, by="ana")
    await world.deliver()

    ((_, struck),) = world.room.edited
    ts, other = told[first]
    assert struck.id == told[second][1].id
    assert struck.taken_out is not None
    assert (struck.taken_out.same, struck.taken_out.alert) == (headline_of(other), other.id)
    assert world.room.linked[struck.id] == ts


async def test_a_duplicate_of_a_shipped_fact_names_it(world: World) -> None:
    (target,) = await posted(world, entry("a"))
    await world.store.sync_ledger([replace(TOLD, org="Bolt")])

    await world.pipeline.correct(target, What.DUPLICATE, TOLD.id, by="ana")
    await world.deliver()

    ((_, struck),) = world.room.edited
    assert struck.taken_out is not None
    assert (struck.taken_out.same, struck.taken_out.alert) == ("Bolt $53B investment pledge", None)


async def test_of_two_reasons_the_one_that_is_left_is_shown_after_the_other_is_undone(world: World) -> None:
    (target,) = await posted(world, entry("a"))
    await world.store.sync_ledger([replace(TOLD, org="Bolt")])
    await world.pipeline.correct(target, What.DUPLICATE, TOLD.id, by="ana")
    last = await world.pipeline.correct(target, What.NOT_AI, by="bo")
    await world.pipeline.undo(last.correction.id, by="bo")
    await world.deliver()

    _, shown = world.room.edited[-1]

    assert shown.taken_out is not None
    assert (shown.taken_out.what, shown.taken_out.by) == (What.DUPLICATE, "ana")


async def test_what_is_taken_out_before_it_was_posted_is_not_posted(world: World) -> None:
    await world.watching("Wire")
    world.press.print("Wire", entry("a"))
    await world.poll("Wire")
    (fact,) = await world.store.facts("Alibaba")

    await world.pipeline.correct(fact.id, What.NOT_AI, by="ana")
    with capture_logs() as logs:
        await world.deliver()

    assert (world.room.said, await world.store.pending()) == ([], 0)
    assert [(line["event"], line["log_level"]) for line in logs] == [("alert.withdrawn", "info")]


async def test_what_slack_may_have_is_looked_for_and_struck_though_it_was_taken_out_meanwhile(world: World) -> None:
    await world.watching("Wire")
    world.press.print("Wire", entry("a"))
    await world.poll("Wire")
    world.room.fail(Unsure("timeout"), arrives=True)
    await world.pipeline.deliver(world.room)
    (fact,) = await world.store.facts("Alibaba")

    await world.pipeline.correct(fact.id, What.NOT_AI, by="ana")
    await world.deliver()

    assert [alert.taken_out is not None for _, alert in world.room.edited] == [True]
    assert len(world.room.said) == 1
