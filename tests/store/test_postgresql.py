"""What is PostgreSQL's own: its order of letters, its words, its locks, its errors; the rest every store does alike."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import psycopg
import pytest
from sqlalchemy import make_url

from bot.errors import StoreError
from bot.ports import Criteria
from bot.store import SqlStore, open_store
from bot.store.failures import STATES, sentence
from tests.pipeline.world import World
from tests.pipeline.world import entry as news
from tests.store.postgres import Postgres
from tests.store.values import FEED, LEASE, NOW, alert, fact, judged, poll, story

ALERTS = 12


@asynccontextmanager
async def opened(url: str) -> AsyncIterator[SqlStore]:
    """Open a store with one configured feed, and close it."""
    store = await open_store(url)
    try:
        await store.sync_feeds([FEED], NOW)
        yield store
    finally:
        await store.close()


async def test_two_that_open_a_new_database_at_once_wait_for_each_other(postgres: Postgres) -> None:
    url = postgres.empty()

    stores = await asyncio.gather(*(open_store(url) for _ in range(3)))

    assert [await store.pending() for store in stores] == [0, 0, 0]
    for store in stores:
        await store.close()


async def test_every_text_is_in_the_order_of_its_bytes(postgres: Postgres) -> None:
    """A new column of text needs `COLLATE "C"` in its migration."""
    url = await postgres.ready()
    wanted = "SELECT count(*) FILTER (WHERE collation_name = 'C') AS plain, count(*) AS every "
    wanted += "FROM information_schema.columns WHERE table_schema = 'public' AND data_type = 'text'"

    async with opened(url) as store, store._engines.reading.connect() as connection:
        found = (await connection.exec_driver_sql(wanted)).mappings().one()

    assert found["plain"] == found["every"] > 50


async def test_two_processes_never_claim_the_same_alert(postgres: Postgres) -> None:
    url = await postgres.ready()
    async with opened(url) as one, opened(url) as other:
        await one.save(poll(judged(opens=(story(),), alerts=tuple(alert(f"a{n}", f"C{n}") for n in range(ALERTS)))))

        claims = await asyncio.gather(*(store.claim_alert(NOW, LEASE) for _ in range(8) for store in (one, other)))

    got = [claim.post.id for claim in claims if claim is not None]
    assert sorted(got) == sorted(f"a{n}" for n in range(ALERTS))


async def test_what_is_stored_is_there_for_the_next_who_opens_it(postgres: Postgres) -> None:
    url = await postgres.ready()
    async with opened(url) as first:
        await first.sync_ledger([fact("a", purpose="a campus in Ohio"), fact("B"), fact("ä")])

    async with opened(url) as again:
        assert await again.fact_ids() == ("B", "a", "ä")
        assert [found.id for found in (await again.search(Criteria(words=("ohio",)), 9)).facts] == ["a"]


@pytest.mark.parametrize(
    ("words", "begins", "found"),
    [
        (("ile",), False, True),
        (("ÎLE",), False, True),
        (("milliard",), False, False),
        (("milliard",), True, True),
        (("109 milliards",), False, True),
        (("milliards 109",), False, False),
        (("campus", "france"), False, True),
        (("o'brien",), False, True),
        (("'); DROP TABLE facts; --",), False, False),
        (("& | ! <-> :*",), False, False),
        (("b300-cluster",), False, True),
    ],
)
async def test_words_are_found_as_on_sqlite_whatever_is_typed(
    postgres: Postgres, url: str, words: tuple[str, ...], begins: bool, found: bool
) -> None:
    told = fact("a", note="Île-de-France: 109 milliards, a campus of O'Brien's, in a B300-cluster")
    for address in (url, await postgres.ready()):
        async with opened(address) as store:
            await store.sync_ledger([told, fact("b")])
            page = await store.search(Criteria(words=words, begins=begins), 9)

        assert [one.id for one in page.facts] == (["a"] if found else [])


async def test_the_whole_way_from_a_feed_to_a_post_and_its_edit(postgres: Postgres) -> None:
    async with opened(await postgres.ready()) as store:
        world = World(store)
        await world.watching("Wire", "More")
        world.press.print("Wire", news("a"))
        world.press.print("More", news("b", outlet="Post", title="Post: Alibaba puts $53 billion into AI data centers"))

        for feed in ("Wire", "More"):
            await world.poll(feed)
            await world.deliver()

        ((_, said),) = world.room.said
        ((_, edited),) = world.room.edited
        assert (said.figure.org, [source.outlet for source in edited.also]) == ("Alibaba", ["Post"])
        assert [found.org for found in await store.facts("alibaba")] == ["Alibaba"]


# Failures


async def test_a_database_that_is_not_there_says_so_without_the_password(postgres: Postgres) -> None:
    url = make_url(postgres.empty()).set(database="nowhere", password="hush")

    with pytest.raises(
        StoreError, match=r"database nowhere on .*: it cannot be reached .*\"nowhere\" does not exist"
    ) as told:
        await open_store(url.render_as_string(hide_password=False))

    assert "hush" not in str(told.value)


async def test_a_server_that_does_not_answer_is_named() -> None:
    with pytest.raises(StoreError, match=r"database aispend on 127\.0\.0\.1: it cannot be reached"):
        await open_store("postgresql://desk@127.0.0.1:1/aispend")


async def test_a_connection_that_broke_is_made_anew(postgres: Postgres) -> None:
    async with opened(await postgres.ready()) as store:
        postgres.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'aispend';")

        assert await store.pending() == 0


@pytest.mark.parametrize("code", sorted(STATES))
def test_each_code_has_its_sentence_before_the_server_s_own_words(code: str) -> None:
    error = psycopg.errors.lookup(code)("told so") if len(code) == 5 else _Failed(f"{code}000"[:5])

    assert sentence(error).startswith(STATES[code])


class _Failed(psycopg.Error):
    """An error with a code of its own."""

    def __init__(self, code: str) -> None:
        super().__init__("told so")
        self.sqlstate = code


def test_an_error_that_is_no_server_s_is_told_in_its_own_words() -> None:
    assert sentence(psycopg.ProgrammingError("a mistake")) == "a mistake"
