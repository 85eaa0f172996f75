from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.facts import Fact
from bot.core.found import Comparison, Listing
from bot.core.kinds import Certainty, Kind
from bot.core.ledger import Answer, Unknown
from bot.core.query import Guess
from tests.pipeline.world import World, entry

BILLION = Decimal(10**9)


def fact(key: str, org: str, **changes: Any) -> Fact:
    return Fact(key, "2025-02-01", org, Kind.PLEDGE, 53 * BILLION, "USD", usd=53 * BILLION, **changes)


@pytest.mark.parametrize("typed", ["Alibaba", "alibaba", "BABA", "阿里巴巴", " alibaba "])
async def test_a_company_is_found_by_any_of_its_names(world: World, typed: str) -> None:
    await world.store.sync_ledger([fact("a", "Alibaba")])

    found = await world.pipeline.lookup(typed)

    assert isinstance(found, Answer)
    assert (found.org, found.known, found.pays[0].high) == ("Alibaba", 1, 53 * BILLION)


async def test_a_company_that_only_the_ledger_knows_is_found_and_spelled_as_there(world: World) -> None:
    await world.store.sync_ledger([fact("a", "Bolt Energy", counterparty="Coil AG")])

    payer, counterparty = await world.pipeline.lookup("bolt energy"), await world.pipeline.lookup("COIL AG")

    assert isinstance(payer, Answer)
    assert isinstance(counterparty, Answer)
    assert (payer.org, counterparty.org) == ("Bolt Energy", "Coil AG")


async def test_a_company_that_is_followed_and_has_no_facts_is_known_with_none(world: World) -> None:
    found = await world.pipeline.lookup("msft")

    assert isinstance(found, Answer)
    assert (found.org, found.known) == ("Microsoft", 0)


async def test_an_unknown_name_gets_names_like_it_from_ledger_and_organisations(world: World) -> None:
    await world.store.sync_ledger([fact("a", "Bolt Energy")])

    of_ledger, of_orgs = await world.pipeline.lookup("bolt enrgy"), await world.pipeline.lookup("microsft")

    assert of_ledger == Unknown("bolt enrgy", ("Bolt Energy",))
    assert of_orgs == Unknown("microsft", ("Microsoft",))


async def test_what_was_just_read_in_a_feed_is_answered(world: World) -> None:
    await world.watching("Wire")
    world.press.print("Wire", entry("a"))
    await world.poll("Wire")

    found = await world.pipeline.lookup("alibaba")

    assert isinstance(found, Answer)
    assert [one.source_url for one in found.newest] == ["https://wire.example/a"]


async def test_several_companies_are_put_side_by_side_by_kind_and_year(world: World) -> None:
    capex = {"period": "2025", "usd_high": 60 * BILLION}
    await world.store.sync_ledger(
        [
            replace(fact("a", "Meta", **capex), kind=Kind.CAPEX),
            replace(fact("b", "Microsoft", **capex), kind=Kind.CAPEX, period="FY2024"),
            fact("c", "Microsoft"),
        ]
    )

    found = await world.pipeline.lookup("micrsoft vs meta capex")

    assert isinstance(found, Comparison)
    assert found.orgs == ("Microsoft", "Meta")
    assert [(line.kind, line.year, [t and t.high for t in line.totals]) for line in found.lines] == [
        (Kind.CAPEX, None, [60 * BILLION, 60 * BILLION]),
        (Kind.CAPEX, 2025, [None, 60 * BILLION]),
        (Kind.CAPEX, 2024, [60 * BILLION, None]),
    ]


async def test_who_is_not_known_is_left_out_of_a_comparison_and_told(world: World) -> None:
    await world.store.sync_ledger([fact("a", "Bolt Energy")])

    found, nobody = await world.pipeline.lookup("bolt vs meta"), await world.pipeline.lookup("bolt vs coil")

    assert isinstance(found, Comparison)
    assert (found.orgs, found.query.missing) == (("Meta",), ("bolt",))
    assert found.query.guesses == (Guess("bolt", None, ("Bolt Energy",)),)
    assert nobody == Unknown("bolt vs coil", ("Bolt Energy",))


async def test_no_more_companies_are_compared_than_a_table_has_room_for(world: World) -> None:
    named = [f"Company{n}" for n in range(8)]
    await world.store.sync_ledger([fact(name, name) for name in named])

    found = await world.pipeline.lookup(" vs ".join(named))

    assert isinstance(found, Comparison)
    assert (found.orgs, found.left_out) == (tuple(named[:6]), tuple(named[6:]))


async def test_the_largest_of_a_country_are_listed_page_by_page(world: World) -> None:
    of_us = [replace(fact(f"{n:02}", "Meta"), usd=Decimal(n)) for n in range(1, 25)]
    await world.store.sync_ledger([*of_us, fact("cn", "Alibaba")])

    first, last = await world.pipeline.lookup("top 22 us"), await world.pipeline.lookup("top 22 us page 2")
    beyond = await world.pipeline.lookup("top 22 us page 9")

    assert isinstance(first, Listing)
    assert isinstance(last, Listing)
    assert isinstance(beyond, Listing)
    assert [one.id for one in first.facts] == [f"{n:02}" for n in range(24, 4, -1)]
    assert ([one.id for one in last.facts], last.total, last.pages) == (["04", "03"], 22, 2)
    assert (beyond.facts, beyond.total) == ((), 22)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ohio", ["b"]),
        ("OHI", ["b"]),
        ("alibaba since 2025", ["c", "b"]),
        ("alibaba ohio", ["b"]),
        ("meta by size", ["a", "d"]),
        ("min 60bn", ["a"]),
        ("min 55bn eur", ["a"]),
        ("until 2024 newest", ["d"]),
        ("alibaba vs meta since 2025", ["c", "a", "b"]),
        ("chinese 2025", ["b", "c"]),
    ],
)
async def test_figures_are_listed_by_what_is_asked(world: World, typed: str, found: list[str]) -> None:
    await world.store.sync_ledger(
        [
            replace(fact("a", "Meta"), usd=70 * BILLION),
            fact("b", "Alibaba", purpose="A campus in Ohio"),
            replace(fact("c", "Alibaba"), amount=BILLION, announced="2025-03", certainty=Certainty.DENIED),
            replace(fact("d", "Meta"), announced="2024-03"),
        ]
    )

    listing = await world.pipeline.lookup(typed)

    assert isinstance(listing, Listing)
    counting = [key for key in found if key != "c" or "since" in typed]
    assert [one.id for one in listing.facts] == counting


async def test_a_least_sum_in_money_without_a_rate_is_told_not_to_be_heeded(world: World) -> None:
    await world.store.sync_ledger([fact("a", "Meta")])

    found = await world.pipeline.lookup("min 5bn chf")

    assert isinstance(found, Listing)
    assert (found.total, found.notes) == (1, ("No rate is known for CHF, so sums of any size are listed.",))


async def test_words_that_nothing_mentions_are_answered_with_near_names_alone(world: World) -> None:
    await world.store.sync_ledger([fact("a", "Bolt Energy"), fact("b", "Meta", purpose="Microsft servers")])

    near, mentioned, none = [await world.pipeline.lookup(text) for text in ("bolt enrgy", "microsft", "zzz")]

    assert near == Unknown("bolt enrgy", ("Bolt Energy",))
    assert isinstance(mentioned, Listing)
    assert [one.id for one in mentioned.facts] == ["b"]
    assert none == Unknown("zzz", ())


async def test_a_record_of_some_years_and_kinds_adds_up_these_alone(world: World) -> None:
    await world.store.sync_ledger([fact("a", "Meta"), fact("b", "Meta", period="2026")])

    found = await world.pipeline.lookup("meta pledges 2026")

    assert isinstance(found, Answer)
    assert ([total.high for total in found.pays], [one.id for one in found.newest]) == ([53 * BILLION], ["b"])


@given(text=st.text(max_size=60))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_whatever_is_typed_is_answered(world: World, text: str) -> None:
    assert await world.pipeline.lookup(text) is not None
