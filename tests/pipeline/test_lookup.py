from decimal import Decimal
from typing import Any

import pytest

from bot.core.facts import Fact
from bot.core.kinds import Kind
from bot.core.ledger import Answer, Unknown
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
