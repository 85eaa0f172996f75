import sqlite3
from contextlib import closing
from datetime import UTC, timedelta
from pathlib import Path

import pytest

from bot import app
from bot.core.ledger import Answer
from bot.errors import ConfigError, Problem, StoreError
from bot.pipeline import Place
from bot.settings import load_config
from tests.app.conftest import SHIPPED
from tests.pipeline.world import EVERYTHING, World, entry


def test_the_clock_is_aware_and_in_utc() -> None:
    assert app.now().utcoffset() == timedelta(0)
    assert app.now().tzinfo is UTC
    assert app.today() - app.now().date() <= timedelta(days=1)


def test_a_ledger_that_is_missing_is_a_problem_that_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"ledger.csv: no such file; .*its first line alone"):
        app.read_ledger(tmp_path)


def test_a_ledger_of_its_first_line_alone_has_no_history(folder: Path) -> None:
    assert app.read_ledger(folder) == ()


def test_the_shipped_history_is_read() -> None:
    facts = app.read_ledger(SHIPPED)

    assert len(facts) > 200
    assert any(fact.org == "Alibaba" for fact in facts)


def test_a_ledger_that_is_not_utf_8_is_a_problem_of_its_file(tmp_path: Path) -> None:
    (tmp_path / "ledger.csv").write_bytes(b"id,org\n\xff")

    with pytest.raises(ConfigError, match=r"ledger.csv: cannot be read"):
        app.read_ledger(tmp_path)


def test_every_wrong_row_of_a_ledger_is_listed_with_its_line(tmp_path: Path) -> None:
    head = (SHIPPED / "ledger.csv").read_text(encoding="utf-8").splitlines()[0]
    (tmp_path / "ledger.csv").write_text(f"{head}\nonly,three,cells\nand,three,more\n", encoding="utf-8")

    with pytest.raises(ConfigError) as caught:
        app.read_ledger(tmp_path)

    assert {problem.line for problem in caught.value.problems} == {2, 3}


def test_what_is_read_together_complains_together() -> None:
    def wrong(file: str) -> None:
        raise ConfigError((Problem(file, 1, 1, "is wrong"),))

    with pytest.raises(ConfigError) as caught:
        app.together(lambda: wrong("a"), lambda: 1, lambda: wrong("b"))

    assert [problem.file for problem in caught.value.problems] == ["a", "b"]
    assert app.together(lambda: 1, lambda: "two") == (1, "two")


async def test_a_pipeline_is_opened_with_feeds_and_ledger_up_to_date(folder: Path, tmp_path: Path) -> None:
    config = load_config(folder)
    facts = app.read_ledger(SHIPPED)

    async with app.open_pipeline(f"sqlite:///{tmp_path}/a.db", config, facts, timedelta(days=7)) as pipeline:
        due = await pipeline.store.due(app.now())
        found = await pipeline.lookup("alibaba")

    assert due == ("Wire",)
    assert isinstance(found, Answer)
    assert found.known > 1
    assert pipeline.since == timedelta(days=7)
    assert [rules.channel for rules in pipeline.watch.rules] == ["C0123ABC"]


async def test_a_pipeline_leaves_the_database_to_others_when_it_closes(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match="in the middle"):
        async with app.open_pipeline(f"sqlite:///{tmp_path}/a.db", load_config(folder), ()):
            raise RuntimeError("in the middle")

    with closing(sqlite3.connect(tmp_path / "a.db", timeout=0.1)) as other:
        other.execute("BEGIN EXCLUSIVE")


async def test_a_database_that_cannot_be_used_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "a.db").write_text("no database", encoding="utf-8")

    with pytest.raises(StoreError):
        async with app.open_pipeline(f"sqlite:///{tmp_path}/a.db", load_config(folder), ()):
            pass


async def test_the_help_names_companies_with_the_shipped_configuration() -> None:
    async with app.open_pipeline("sqlite://", load_config(SHIPPED), app.read_ledger(SHIPPED)) as pipeline:
        desk = app.Office(pipeline)

        named = await desk.companies("C0123ABC")

        records = [await desk.lookup(name) for name in named]
        assert len(records) == 4
        assert all(isinstance(found, Answer) and found.pays for found in records)


async def test_the_help_begins_with_companies_that_its_own_channel_follows_and_that_have_a_record() -> None:
    async with app.open_pipeline("sqlite://", load_config(SHIPPED), app.read_ledger(SHIPPED)) as pipeline:
        office = app.Office(pipeline)
        await office.subscribe(Place("C9", "rivals"), "U1", "saudi arabia, oracle, ericsson")

        here, elsewhere = await office.companies("C9"), await office.companies("C8")

        assert here[:2] == ("Saudi Arabia", "Oracle")
        assert here[2:] == elsewhere[:2]


async def test_the_desk_answers_from_the_store_and_names_who_has_a_record_not_who_is_followed(world: World) -> None:
    world.follow(EVERYTHING, EVERYTHING.__class__("C2", "b", companies=("Meta", "Oracle")))
    await world.watching("Wire")
    world.press.print("Wire", entry("a"))
    (poll,) = await world.poll("Wire")
    desk = app.Office(world.pipeline)

    assert poll is not None
    alert = poll.judged[0].alerts[0]
    assert await desk.companies("C1") == ("Alibaba",)
    assert await desk.lookup("baba") == await world.pipeline.lookup("Alibaba")
    assert await desk.why(alert.id) == alert
    assert await desk.why("nobody's") is None
