"""What only a database does: migrations, restarts, other processes, broken files, and the number of its statements."""

import asyncio
import sqlite3
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import fields, replace
from datetime import UTC, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bot.core.alerts import Source
from bot.core.entry import Entry
from bot.core.facts import Fact
from bot.core.figures import Figure
from bot.core.kinds import Kind
from bot.core.money import Money
from bot.core.query import Sort
from bot.core.renewals import Renewal
from bot.core.sorting import Sorted
from bot.core.standing import Side
from bot.core.stories import Story, keys
from bot.errors import StoreError
from bot.ports import Action, Criteria
from bot.store import SqlStore, open_store, schema, weighing
from bot.store.columns import MOST_DOLLARS, whole_dollars
from bot.store.engine import EXAMPLES
from bot.store.failures import SENTENCES, sentence
from bot.store.migrations import steps
from bot.store.values import _TRAIT_FIELDS
from tests.store.values import BILLION, FEED, LEASE, NOW, after, alert, entry, fact, figure, judged, poll, story

ROOT = Path(__file__).parents[2]


def path_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))


@pytest.fixture
async def closed(url: str) -> str:
    """Return the address of a database that was made and closed."""
    await (await open_store(url)).close()
    return url


def run_sql(url: str, script: str) -> list[Any]:
    with closing(sqlite3.connect(path_of(url))) as connection, connection:
        return connection.execute(script).fetchall()


def put_back(url: str, version: str) -> None:
    """Make a database one that an older version of the program wrote, with all the rows that it has room for."""
    newer = path_of(url).with_suffix(".newer")
    path_of(url).rename(newer)
    engine = create_engine(url)
    with (
        engine.begin() as connection,
        EnvironmentContext(
            Config(), chain := steps(), fn=lambda revision, _: chain._upgrade_revs(version, revision)
        ) as environment,
    ):
        environment.configure(connection=connection, transactional_ddl=True)
        environment.run_migrations()
    engine.dispose()
    with closing(sqlite3.connect(path_of(url))) as connection:
        connection.execute("ATTACH ? AS newer", [str(newer)])
        for (table,) in connection.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'").fetchall():
            if not table.startswith(("alembic_", "sqlite_")):
                columns = ", ".join(f'"{row[1]}"' for row in connection.execute(f"PRAGMA main.table_info({table})"))
                connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM newer.{table}")
        connection.commit()


@contextmanager
def statements(store: SqlStore) -> Iterator[list[tuple[str, Any]]]:
    """Collect the statements that the store runs, with their parameters."""
    seen: list[tuple[str, Any]] = []

    def note(connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        seen.append((statement, parameters))

    engines = {store._engines.reading.sync_engine, store._engines.writing.sync_engine}
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    yield seen
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)


"""What brings a database to before step 0005."""


def of_ours(name: str | None, kind: str, _: Any) -> bool:
    """Leave out the full-text index, whose tables are SQLite's own."""
    return kind != "table" or not str(name).startswith("fact_index")


# Migrations


async def test_the_migrations_make_the_tables_that_the_queries_are_written_against(sql: SqlStore) -> None:
    def differences(connection: Connection) -> list[Any]:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": of_ours})
        return list(compare_metadata(context, schema.metadata))

    async with sql._engines.reading.begin() as connection:
        assert await connection.run_sync(differences) == []


@pytest.mark.parametrize(
    ("value", "table"),
    [(Entry, schema.entries), (Figure, schema.figures), (Story, schema.stories), (Fact, schema.facts)],
)
def test_every_field_of_a_value_has_a_column(value: type[Any], table: Any) -> None:
    traits = _TRAIT_FIELDS if value is Story else ()
    assert {field.name for field in fields(value)} - set(traits) <= set(table.columns.keys())


async def test_opening_again_changes_nothing(closed: str) -> None:
    before = run_sql(closed, "SELECT sql FROM sqlite_master ORDER BY name")

    await (await open_store(closed)).close()

    assert run_sql(closed, "SELECT sql FROM sqlite_master ORDER BY name") == before
    assert run_sql(closed, "SELECT version_num FROM alembic_version") == [(steps().get_current_head(),)]


async def test_an_alert_that_waits_in_a_database_of_the_first_version_is_claimed_after_the_upgrade(url: str) -> None:
    store = await open_store(url)
    await store.sync_feeds([FEED], NOW)
    await store.save(poll(judged(opens=(story(),), alerts=(alert(),))))
    await store.close()
    put_back(url, "0001")

    upgraded = await open_store(url)

    claimed = await upgraded.claim_alert(NOW, LEASE)
    assert claimed is not None
    assert (claimed.post, claimed.tried_until, claimed.repeats) == (alert(), NOW, 0)
    assert (claimed.row, claimed.action) == ("a1", Action.POST)
    await upgraded.close()


async def test_a_story_of_a_database_of_the_first_version_is_found_after_the_upgrade(url: str) -> None:
    store = await open_store(url)
    await store.sync_feeds([FEED], NOW)
    await store.save(poll(judged(opens=(story(),))))
    await store.close()
    put_back(url, "0001")

    upgraded = await open_store(url)

    assert await upgraded.candidates(keys(story())) == (story(),)
    await upgraded.close()


@pytest.mark.parametrize("version", ["0001", "0003"])
async def test_a_message_posted_by_an_older_version_is_brought_up_to_date_after_the_upgrade(
    url: str, version: str
) -> None:
    store = await open_store(url)
    await store.sync_feeds([FEED], NOW)
    await store.save(poll(judged(opens=(story(),), alerts=(alert(),))))
    assert (await store.claim_alert(NOW, LEASE)) is not None
    await store.mark_delivered("a1", "1.1", NOW)
    await store.close()
    put_back(url, version)

    upgraded = await open_store(url)

    (standing,) = await upgraded.standing(["s1"])
    renewal = Renewal(replace(standing, version=2, summary="More."), edits=True, notes=True)
    await upgraded.save(poll(judged("e2", joins=("s1",), renewals=(renewal,)), at=after(1)))
    claimed = [await upgraded.claim_alert(after(1), LEASE) for _ in range(2)]
    assert standing == alert()
    assert [(one.action, one.ts, one.post) for one in claimed if one] == [
        (Action.UPDATE, "1.1", renewal.alert),
        (Action.NOTE, "1.1", renewal.alert),
    ]
    await upgraded.close()


@pytest.mark.parametrize(
    "told",
    [
        figure(),
        figure("SoftBank", org_alt=("MGX",), counterparty="OpenAI", kind=Kind.PLEDGE),
        figure(amount=380 * BILLION, currency="CNY", also=(Money(53 * BILLION, "USD"),), usd=None),
        figure(high=60 * BILLION, usd_high=60 * BILLION),
        figure("SAP", amount=10 * BILLION, currency="EUR", high=30 * BILLION, usd=Decimal("10.5") * BILLION),
    ],
)
async def test_stories_of_an_older_version_are_filed_as_those_of_today(url: str, told: Figure) -> None:
    store = await open_store(url)
    await store.sync_feeds([FEED], NOW)
    await store.save(poll(judged(opens=(story(figure=told),))))
    await store.close()
    put_back(url, "0003")
    run_sql(url, "UPDATE story_keys SET key = 'as it was filed then:' || key")

    upgraded = await open_store(url)

    filed = {key for (key,) in run_sql(url, "SELECT key FROM story_keys")}
    assert filed == set(keys(story(figure=told)))
    assert await upgraded.candidates(keys(story(figure=told))) == (story(figure=told),)
    await upgraded.close()


async def test_what_stood_in_a_database_of_the_first_version_is_neither_new_nor_revised_after_the_upgrade(
    url: str,
) -> None:
    store = await open_store(url)
    await store.sync_feeds([FEED], NOW)
    old = [
        entry("7", link="https://wire.example/seven?b=1&a=2"),
        entry("wire.example/eight/amp?b=1&a=2", link=None, title="Eight"),
        entry("9", link="https://home.example/", title="Meta to build a data centre"),
        entry("10", link="https://home.example/", title="Oracle and the clouds"),
    ]
    await store.save(poll(*(judged(entry=one) for one in old)))
    await store.close()
    put_back(url, "0001")

    upgraded = await open_store(url)

    now = [
        replace(old[0], id="7?v=2", link="http://wire.example/seven/?a=2&b=1", text="Edited."),
        entry("wire.example/eight?a=2&b=1", link=None, title="Eight, edited"),
        *old[2:],
        news := entry("11", link="https://home.example/", title="Alibaba to spend"),
    ]
    found = await upgraded.sort_out("Wire", now)
    assert (found.new, found.revised) == ((news,), ())
    assert await upgraded.sort_out("Wire", [replace(old[0], title="Quite another one")]) == Sorted()
    assert run_sql(url, "SELECT count(*) FROM entries WHERE digest IS NULL") == [(4,)]
    await upgraded.close()


async def test_facts_of_an_older_version_are_added_up_listed_and_searched_after_the_upgrade(url: str) -> None:
    store = await open_store(url)
    await store.sync_ledger(
        [fact("old", period="2025", kind=Kind.CAPEX), fact("new", supersedes="old", purpose="Ohio")]
    )
    await store.close()
    put_back(url, "0002")

    upgraded = await open_store(url)

    (tally,) = await upgraded.totals("Alibaba")
    assert (tally.kind, tally.year, tally.high, tally.count) == (Kind.PLEDGE, 2025, 53 * 10**9, 1)
    for criteria in (Criteria(years=(2025,)), Criteria(words=("ohio",))):
        assert [found.id for found in (await upgraded.search(criteria, 9)).facts] == ["new"]
    await upgraded.close()


async def test_two_that_open_a_new_database_at_once_wait_for_each_other(url: str) -> None:
    stores = await asyncio.gather(*(open_store(url) for _ in range(4)))

    assert [await store.pending() for store in stores] == [0, 0, 0, 0]
    for store in stores:
        await store.close()


async def test_a_database_of_a_newer_version_is_refused_and_left_as_it_is(closed: str) -> None:
    run_sql(closed, "UPDATE alembic_version SET version_num = '9999'")

    with pytest.raises(StoreError, match=r"has version 9999 and this program knows versions up to .*: update aispend"):
        await open_store(closed)

    assert run_sql(closed, "SELECT version_num FROM alembic_version") == [("9999",)]


async def test_a_migration_that_fails_leaves_nothing_behind(url: str) -> None:
    path_of(url).parent.mkdir()
    run_sql(url, "CREATE TABLE outbox (something TEXT)")

    with pytest.raises(StoreError, match="table outbox already exists"):
        await open_store(url)

    assert run_sql(url, "SELECT name FROM sqlite_master") == [("outbox",)]


async def test_the_database_has_its_habits(sql: SqlStore) -> None:
    for engine in (sql._engines.reading, sql._engines.writing):
        async with engine.connect() as connection:
            pragmas = [
                (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar()
                for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
            ]
        assert pragmas == ["wal", 2, 1, 10_000]


# Restarts and other processes


async def test_everything_is_there_after_a_restart(url: str) -> None:
    store = await open_store(url)
    await store.sync_feeds([FEED], NOW)
    await store.save(poll(judged(opens=(story(),), alerts=(alert(), alert("a2", "C2")))))
    await store.sync_ledger([fact()])
    await store.claim_alert(NOW, LEASE)
    await store.mark_delivered("a1", "1.1", NOW)
    await store.close()

    store = await open_store(url)

    assert await store.due(after(10)) == ("Wire",)
    assert await store.sort_out("Wire", [entry()]) == Sorted()
    assert await store.candidates(keys(story())) == (story(),)
    assert (await store.pending(), await store.alert("a1")) == (1, alert())
    assert await store.posted(["s1"]) == {("s1", "C1"), ("s1", "C2")}
    assert [fact.id for fact in await store.facts("alibaba")] == ["story-s1", "f1"]
    await store.close()


CHILD = """
import asyncio, sys
from bot.store import open_store
from bot.store.schema import stories
from tests.store.values import LEASE, NOW, story
from bot.store.values import story_row

async def main():
    store = await open_store(sys.argv[1])
    await store.claim_alert(NOW, LEASE)
    async with store._engines.writing.begin() as connection:
        await connection.execute(stories.insert(), [story_row(story("half"))])
        print("ready", flush=True)
        await asyncio.Event().wait()

asyncio.run(main())
"""


async def test_a_killed_process_leaves_no_lock_no_half_transaction_and_an_unsure_alert(sql: SqlStore, url: str) -> None:
    await sql.save(poll(judged(opens=(story(),), alerts=(alert(),))))
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", CHILD, url, stdout=subprocess.PIPE, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}
    )
    assert child.stdout is not None
    assert await child.stdout.readline() == b"ready\n"
    child.kill()
    await child.wait()

    claimed = await sql.claim_alert(after(5), LEASE)

    assert claimed is not None
    assert (claimed.attempts, claimed.unsure, claimed.first_claimed) == (2, True, NOW)
    assert await sql.candidates(keys(story())) == (story(),)


async def test_two_processes_never_claim_the_same_alert(sql: SqlStore, url: str) -> None:
    other = await open_store(url)
    await sql.save(poll(judged(opens=(story(),), alerts=tuple(alert(f"a{n}", f"C{n}") for n in range(20)))))

    claims = await asyncio.gather(*(store.claim_alert(NOW, LEASE) for _ in range(12) for store in (sql, other)))

    got = [claim.post.id for claim in claims if claim is not None]
    assert sorted(got) == sorted(f"a{n}" for n in range(20))
    await other.close()


async def test_many_polls_at_once_are_all_stored(sql: SqlStore) -> None:
    saved = await asyncio.gather(*(sql.save(poll(judged(f"e{n}"), judged("same"))) for n in range(40)))

    assert sum(saved) == 41


@pytest.mark.parametrize("turns", [0, 1, 5, 17, 33, 46, 67, 80, 97, 110])
async def test_a_cancelled_save_stores_all_or_nothing_and_blocks_nobody(sql: SqlStore, turns: int) -> None:
    saving = asyncio.create_task(sql.save(poll(judged("e1", opens=(story(),)), judged("e2", joins=("s1",)))))
    for _ in range(turns):
        await asyncio.sleep(0)
    saving.cancel()
    await asyncio.gather(saving, return_exceptions=True)

    stored = [await sql.judged(key) for key in ("e1", "e2")]
    assert [bool(found) for found in stored] in ([True, True], [False, False])
    assert await sql.save(poll(judged("e3"))) == 1


async def test_being_cancelled_twice_does_not_interrupt_a_transaction(sql: SqlStore) -> None:
    saving = asyncio.create_task(sql.save(poll(judged("e1"))))
    for _ in range(2):
        await asyncio.sleep(0)
        saving.cancel()
    with pytest.raises(asyncio.CancelledError):
        await saving

    assert await sql.save(poll(judged("e2"))) == 1
    assert await sql.sort_out("Wire", [entry("e1")]) == Sorted()


# All or nothing


@pytest.mark.parametrize("table", ["stories", "story_entries", "figures", "outbox", "facts", "fact_orgs", "fact_words"])
async def test_a_save_that_fails_at_any_table_stores_nothing(sql: SqlStore, url: str, table: str) -> None:
    run_sql(url, f"CREATE TRIGGER no BEFORE INSERT ON {table} BEGIN SELECT RAISE(ABORT, 'no'); END")
    await sql.claim_feed("Wire", NOW, LEASE)

    with pytest.raises(StoreError, match="nothing of it was stored"):
        await sql.save(poll(judged(opens=(story(),), alerts=(alert(),))))

    run_sql(url, "DROP TRIGGER no")
    assert await sql.due(after(4)) == ()
    assert await sql.save(poll(judged(opens=(story(),), alerts=(alert(),)))) == 1
    assert (await sql.pending(), len(await sql.facts("Alibaba"))) == (1, 1)


# Statements


async def test_a_feed_of_a_thousand_entries_that_is_fetched_again_costs_one_query(sql: SqlStore) -> None:
    asked = [entry(f"e{n}", title=f"The {n}th story of the day") for n in range(1000)]
    with statements(sql) as at_first:
        found = await sql.sort_out("Wire", asked)
    await sql.save(poll(*(judged(entry=one) for one in asked)))
    churned = [replace(one, id=f"{one.id}?v=2", link=f"{one.link}/v2") for one in asked]

    with statements(sql) as seen:
        again, changed = await sql.sort_out("Wire", asked), await sql.sort_out("Wire", churned)

    assert (found.new, again, changed) == (tuple(asked), Sorted(), Sorted())
    assert [statement.split()[0] for statement, _ in (*at_first, *seen)] == ["BEGIN", "SELECT"] * 3


async def test_a_poll_takes_the_same_few_statements_however_many_entries_it_brings(sql: SqlStore) -> None:
    few, many = ([judged(f"{size}-{n}", opens=(story(f"{size}-{n}"),)) for n in range(size)] for size in (2, 300))

    with statements(sql) as for_few:
        await sql.save(poll(*few))
    with statements(sql) as for_many:
        await sql.save(poll(*many))

    assert len(for_many) == len(for_few)


async def test_revisions_take_the_same_few_statements_however_many_they_are_and_leave_no_old_keys(
    sql: SqlStore, url: str
) -> None:
    await sql.save(poll(*(judged(f"e{n}") for n in range(302))))
    counts = []
    for places in (range(2), range(2, 302)):
        edited = [entry(f"new{n}", link=f"https://wire.example/e{n}", title=f"Alibaba to spend {n}") for n in places]
        with statements(sql) as seen:
            found = await sql.sort_out("Wire", edited)
            await sql.save(poll(*(judged(entry=one.entry, revises=one.known) for one in found.revised)))
        counts.append(len(seen))

    assert counts[0] == counts[1]
    assert run_sql(url, "SELECT count(*) FROM entries WHERE revised_at IS NOT NULL") == [(302,)]
    assert run_sql(url, "SELECT count(*), sum(key LIKE 'id:e%') FROM entry_keys") == [(302 * 4, 302)]
    assert run_sql(url, "SELECT count(*) FROM figures") == [(302,)]


CURRENT = Criteria(orgs=("Alibaba",), counting=False, current=True, sort=Sort.DATE)
ASK: dict[str, Callable[[SqlStore], Awaitable[object]]] = {
    "due": lambda store: store.due(NOW),
    "claim_feed": lambda store: store.claim_feed("Wire", NOW, LEASE),
    "sort_out": lambda store: store.sort_out("Wire", [entry("a"), entry("b"), entry("e1", title="Another title")]),
    "candidates": lambda store: store.candidates(["USD:177:alibaba", "USD:178:alibaba"]),
    "judged": lambda store: store.judged("e1"),
    "posted": lambda store: store.posted(["s1", "s2"]),
    "standing": lambda store: store.standing(["s1", "s2"]),
    "baselined": lambda store: store.baselined(["s1", "s2"]),
    "traffic": lambda store: store.traffic(["C1", "C2"], NOW),
    "claim_alert": lambda store: store.claim_alert(NOW, LEASE, timedelta(seconds=1)),
    "next_alert": lambda store: store.next_alert(NOW, timedelta(seconds=1)),
    "mark_delivered": lambda store: store.mark_delivered("a1", "1.1", NOW),
    "pending": lambda store: store.pending(),
    "alert": lambda store: store.alert("a1"),
    "facts": lambda store: store.facts("Alibaba"),
    "facts_after": lambda store: store.facts_after("a", 10),
    "fact": lambda store: store.fact("story-s1"),
    "told": lambda store: store.told(None, 0, 10),
    "parts_of": lambda store: store.parts_of(["a", "b"]),
    "totals": lambda store: store.totals("Alibaba"),
    "parts": lambda store: store.parts("Alibaba", Side.PAYS, Kind.PLEDGE),
    "spelt": lambda store: store.spelt(["Alibaba", "Meta"]),
    "search": lambda store: store.search(Criteria(orgs=("Alibaba", "Meta"), words=("cloud",)), 9),
    "rank": lambda store: store.rank(Kind.PLEDGE, None, BILLION),
    "record": lambda store: store.search(CURRENT, 10),
    "quotes": lambda store: store.quotes(["story-s1", "story-s2"]),
    "corrections": lambda store: store.corrections("story-s1", "b"),
}


@pytest.mark.parametrize("asked", ASK)
async def test_no_question_scans_a_table(sql: SqlStore, url: str, asked: str) -> None:
    await sql.save(poll(judged(opens=(story(),), alerts=(alert(),))))

    with statements(sql) as seen:
        await ASK[asked](sql)

    with closing(sqlite3.connect(path_of(url))) as connection:
        for statement, parameters in seen[1:]:
            plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall()
            scans = [step[-1] for step in plan if step[-1].startswith("SCAN")]
            assert [scan for scan in scans if "VIRTUAL TABLE INDEX" not in scan] == []


@pytest.mark.parametrize("asked", ["totals", "top of a year", "top of a kind", "rank", "newest of a company", "record"])
async def test_totals_lists_and_ranks_are_answered_from_an_index_alone(sql: SqlStore, url: str, asked: str) -> None:
    questions: dict[str, Callable[[], Awaitable[object]]] = {
        "totals": lambda: sql.totals("Alibaba"),
        "top of a year": lambda: sql.search(Criteria(years=(2025,), payers=frozenset({"Alibaba"})), 20),
        "top of a kind": lambda: sql.search(Criteria(kinds=(Kind.PLEDGE,)), 20),
        "rank": lambda: sql.rank(Kind.PLEDGE, frozenset({"Alibaba"}), BILLION),
        "record": lambda: sql.search(CURRENT, 10),
        "newest of a company": lambda: sql.search(Criteria(orgs=("Alibaba",), counting=False, sort=Sort.DATE), 10),
    }
    await sql.sync_ledger([fact()])

    with statements(sql) as seen:
        await questions[asked]()

    with closing(sqlite3.connect(path_of(url))) as connection:
        for statement, parameters in seen[1:3]:
            plan = connection.execute(f"EXPLAIN QUERY PLAN {statement}", parameters).fetchall()
            assert "USING COVERING INDEX ix_fact" in plan[0][-1], statement


async def test_whoever_changes_a_fact_by_other_ways_has_it_derived_anew(sql: SqlStore, url: str) -> None:
    await sql.sync_ledger([fact("a", org="Coil", purpose="Ohio"), fact("b", counterparty="Coil")])
    async with sql._engines.writing.begin() as connection:
        await connection.execute(
            schema.facts.update().where(schema.facts.c.id == "a").values(org="Bolt", usd=BILLION, purpose="Utah")
        )
        await weighing.refresh(connection, ["a"])

    assert [tally.high for tally in await sql.totals("Bolt")] == [BILLION]
    assert [tally.side for tally in await sql.totals("Coil")] == [Side.RECEIVES]
    assert (await sql.search(Criteria(words=("utah",)), 9)).total == 1
    assert (await sql.search(Criteria(words=("ohio",)), 9)).total == 0


async def test_sums_in_dollars_add_up_in_sql_and_the_exact_ones_come_back(sql: SqlStore, url: str) -> None:
    odd = Decimal("0.123456789012345678901234567890")
    await sql.sync_ledger([fact("a", usd=53 * BILLION + odd), fact("b", usd=None), fact("c", usd=Decimal("1e30"))])

    assert run_sql(url, "SELECT sum(dollars) FROM fact_orgs WHERE fact IN ('a', 'b')") == [(53 * 10**9,)]
    assert whole_dollars(Decimal("1e30")) == MOST_DOLLARS
    assert [tally.high for tally in await sql.totals("alibaba")] == [53 * 10**9 + MOST_DOLLARS]
    assert {found.usd for found in await sql.facts("Alibaba")} == {53 * BILLION + odd, None, Decimal("1e30")}


async def test_times_are_stored_and_returned_in_utc(sql: SqlStore, url: str) -> None:
    tokyo = NOW.astimezone(timezone(timedelta(hours=9)))
    there = alert(source=Source("Wire", None, "", tokyo))
    await sql.save(poll(judged(entry=entry(published=tokyo), opens=(story(published=tokyo),), alerts=(there,))))

    ((found,), stored) = await sql.judged("e1"), await sql.alert("a1")
    (told,) = await sql.candidates(keys(story()))

    assert stored is not None
    assert {time.tzinfo for time in (found.entry.published, told.published, stored.source.published) if time} == {UTC}
    assert run_sql(url, "SELECT published FROM entries") == [("2026-01-10 12:00:00.000000",)]


async def test_alerts_stored_by_an_older_version_with_fewer_fields_can_be_read(sql: SqlStore, url: str) -> None:
    await sql.save(poll(judged(opens=(story(),), alerts=(alert(),))))
    run_sql(url, "UPDATE outbox SET snapshot = json_remove(snapshot, '$.evidence', '$.figure.purpose')")

    assert await sql.alert("a1") == alert()


# Failures


async def test_a_database_in_memory_serves_readers_and_writers(tmp_path: Path) -> None:
    store = await open_store("sqlite://")
    await store.sync_feeds([FEED], NOW)

    assert await asyncio.gather(*(store.due(NOW) for _ in range(6))) == [("Wire",)] * 6
    await store.close()


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("data/aispend.db", "DATABASE_URL is no database URL: expected " + EXAMPLES),
        ("mysql://me:secret@db/x", "DATABASE_URL names a mysql database: expected " + EXAMPLES),
    ],
)
async def test_an_address_that_cannot_be_used_is_refused_without_its_password(url: str, message: str) -> None:
    with pytest.raises(StoreError) as raised:
        await open_store(url)

    assert str(raised.value) == message


async def test_a_file_that_is_no_database_is_refused(url: str) -> None:
    path_of(url).parent.mkdir()
    path_of(url).write_text("this is a letter to my aunt, and long enough to be mistaken for a header\n" * 20)

    with pytest.raises(StoreError, match=r"aispend\.db: the file is no SQLite database: point DATABASE_URL"):
        await open_store(url)


async def test_a_damaged_database_is_called_damaged(closed: str) -> None:
    whole = path_of(closed).read_bytes()
    path_of(closed).write_bytes(whole[:4096] + b"\xff" * (len(whole) - 4096))

    with pytest.raises(StoreError, match="it is damaged: restore it from a backup"):
        await open_store(closed)


async def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(StoreError, match=r"database .*file/aispend\.db: .*File exists"):
        await open_store(f"sqlite:///{tmp_path}/file/aispend.db")


async def test_a_place_that_is_a_folder_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="it cannot be opened: check that its folder exists"):
        await open_store(f"sqlite:///{tmp_path}")


async def test_a_database_that_may_not_be_written_says_so(closed: str) -> None:
    run_sql(closed, "PRAGMA journal_mode = DELETE")

    with pytest.raises(StoreError, match="it cannot be written: give this user the right"):
        await open_store(f"sqlite:///file:{path_of(closed)}?mode=ro&uri=true")


async def test_a_database_that_another_process_keeps_locked_says_so(closed: str) -> None:
    store = await open_store(f"{closed}?timeout=0.01")
    with closing(sqlite3.connect(path_of(closed))) as other:
        other.execute("BEGIN IMMEDIATE")

        with pytest.raises(StoreError, match="another process kept writing to it for too long"):
            await store.sync_feeds([FEED], NOW)
        assert await store.due(NOW) == ()

    await store.sync_feeds([FEED], NOW)
    await store.close()


async def test_a_full_disk_says_so_and_keeps_what_was_stored(sql: SqlStore) -> None:
    await sql.save(poll(judged("small")))
    async with sql._engines.writing.begin() as connection:
        pages = (await connection.exec_driver_sql("PRAGMA page_count")).scalar_one()
        await connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")

    with pytest.raises(StoreError, match="the disk is full: free some space"):
        await sql.save(poll(judged("large", entry=entry("large", text="x" * 100_000))))

    assert (await sql.sort_out("Wire", [entry("small"), entry("large")])).new == (entry("large"),)


async def test_a_text_that_no_column_can_hold_is_a_store_error(sql: SqlStore) -> None:
    with pytest.raises(StoreError, match="surrogates not allowed"):
        await sql.save(poll(judged(entry=entry(title="\ud83d"))))

    assert await sql.save(poll(judged())) == 1


OURS = "ERROR INTERNAL ABORT INTERRUPT NOTFOUND PROTOCOL EMPTY MISMATCH MISUSE NOLFS AUTH FORMAT RANGE NOTICE WARNING"
THEIRS = "BUSY LOCKED READONLY PERM CANTOPEN FULL IOERR CORRUPT NOTADB SCHEMA NOMEM TOOBIG CONSTRAINT"


def test_every_way_in_which_sqlite_fails_has_a_sentence_or_is_a_mistake_of_ours() -> None:
    # https://www.sqlite.org/rescode.html: primary result codes are those below 29, and 100 and 101 are no errors.
    failing = {getattr(sqlite3, f"SQLITE_{name}") for name in (*OURS.split(), *THEIRS.split())}

    assert failing == set(range(1, 29))
    assert set(SENTENCES) == {getattr(sqlite3, f"SQLITE_{name}") for name in THEIRS.split()}


@pytest.mark.parametrize("code", sorted(SENTENCES))
def test_an_extended_code_means_what_its_primary_one_does(code: int) -> None:
    error = sqlite3.OperationalError("some detail")
    error.sqlite_errorcode = code | 0x300

    assert sentence(error) == f"{SENTENCES[code]} (some detail)"


def test_a_transaction_that_waits_in_vain_for_its_turn_says_so() -> None:
    assert sentence(PoolTimeoutError()).startswith("too many transactions wait for their turn")
