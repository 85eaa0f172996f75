"""What was heard when: facts with the moments at which they came and changed, and the entries that tell their stories.

A story that nobody is named for who spends has no fact in the ledger: what was heard of it is told by the story itself.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import RowMapping, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.entry import Entry
from bot.core.facts import LIVE, Fact, told_fact
from bot.core.heard import Heard
from bot.core.stories import Story
from bot.store.schema import entries, fact_changes, facts, feeds, originals, stories, story_entries
from bot.store.statements import chunks
from bot.store.values import dump_fact, entry_of, fact_of, load_fact, story_of


async def keep(connection: AsyncConnection, before: Sequence[Fact], at: datetime) -> None:
    """Remember how facts stood that news has changed."""
    if before:
        rows = [{"fact": fact.id, "changed_at": at, "was": dump_fact(fact)} for fact in before]
        await connection.execute(fact_changes.insert(), rows)


async def heard(connection: AsyncConnection, since: datetime) -> tuple[Heard, ...]:
    """Fulfil `Store.heard`; of what people corrected no more is known than how it is now."""
    was = await _changes(connection, since)
    told = await _stories(connection, since, was.keys())
    known, corrected = await _facts(connection, told.keys())
    first = await _first_entries(connection, {key: one for key, one in told.items() if key not in known})
    known |= {key: fact for key, entry in first.items() if (fact := told_fact(told[key], entry)) is not None}
    stood = await _stood(connection, told.keys())
    found = [
        Heard(known[key], story.first_seen, () if key in corrected else tuple(was[key]), key in stood)
        for key, story in told.items()
        if key in known and story.first_seen is not None
    ]
    return tuple(sorted([*found, *await _shipped(connection, since)], key=lambda one: one.fact.id))


async def told_by(connection: AsyncConnection, some: Collection[str]) -> Mapping[str, tuple[tuple[str, Entry], ...]]:
    """Fulfil `Store.told_by`."""
    found: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
    for row in await _entries(connection, some):
        found[row["story"]].append((row["feed"], entry_of(row)))
    return {story: tuple(told) for story, told in found.items()}


async def _changes(connection: AsyncConnection, since: datetime) -> defaultdict[str, list[tuple[datetime, Fact]]]:
    """Return how facts stood before they changed, the oldest first, by their ids."""
    found: defaultdict[str, list[tuple[datetime, Fact]]] = defaultdict(list)
    in_order = select(fact_changes).where(fact_changes.c.changed_at >= since).order_by(fact_changes.c.number)
    for row in await connection.execute(in_order):
        found[row.fact].append((row.changed_at, load_fact(row.was)))
    return found


async def _stories(connection: AsyncConnection, since: datetime, also: Collection[str]) -> dict[str, Story]:
    """Return the stories first seen since a time, and those of some live facts, by the ids that their facts have."""
    rows = list((await connection.execute(select(stories).where(stories.c.first_seen >= since))).mappings())
    for chunk in chunks(sorted(key.removeprefix(LIVE) for key in also)):
        rows += (await connection.execute(select(stories).where(stories.c.id.in_(chunk)))).mappings()
    return {f"{LIVE}{row['id']}": story_of(row) for row in rows}


async def _facts(connection: AsyncConnection, some: Collection[str]) -> tuple[dict[str, Fact], set[str]]:
    """Return those of some facts that stand in the ledger, and the ids of those that people corrected or took out."""
    known: dict[str, Fact] = {}
    corrected: set[str] = set()
    for chunk in chunks(sorted(some)):
        rows = await connection.execute(select(facts).where(facts.c.id.in_(chunk)))
        known |= {row["id"]: fact_of(row) for row in rows.mappings()}
        corrected.update(
            (await connection.execute(select(originals.c.fact).where(originals.c.fact.in_(chunk)))).scalars()
        )
    return known, corrected


async def _first_entries(connection: AsyncConnection, told: Mapping[str, Story]) -> dict[str, Entry]:
    """Return the first entry of each story that nobody is named for who spends, by the ids that their facts would have.

    A poll stores its entries newest first; of those stored with it, the one whose title the story has was the first.
    """
    nameless = {story.id: story for story in told.values() if story.figure.org is None}
    first: dict[str, tuple[tuple[datetime, bool, int], Entry]] = {}
    for row in await _entries(connection, nameless):
        place = row["stored_at"], row["title"] != nameless[row["story"]].title, row["number"]
        if row["story"] not in first or place < first[row["story"]][0]:
            first[row["story"]] = place, entry_of(row)
    return {f"{LIVE}{story}": entry for story, (_, entry) in first.items()}


async def _stood(connection: AsyncConnection, some: Collection[str]) -> set[str]:
    """Return those of some live facts whose stories were opened by what a feed held when it was first polled."""
    found: set[str] = set()
    opened = entries.c.stored_at <= stories.c.first_seen, entries.c.stored_at <= feeds.c.baseline_at
    tables = story_entries.join(stories).join(entries).join(feeds, feeds.c.name == entries.c.feed)
    for chunk in chunks(sorted(key.removeprefix(LIVE) for key in some)):
        told = select(story_entries.c.story).select_from(tables).where(story_entries.c.story.in_(chunk), *opened)
        found.update((await connection.execute(told.distinct())).scalars())
    return {f"{LIVE}{story}" for story in found}


async def _shipped(connection: AsyncConnection, since: datetime) -> list[Heard]:
    """Return the shipped facts announced since the day of a time; one of a month without a day is of no day."""
    day = since.astimezone(UTC).date().isoformat()
    rows = await connection.execute(select(facts).where(facts.c.shipped == true(), facts.c.announced >= day))
    found = [fact for row in rows.mappings() if len((fact := fact_of(row)).announced) == len(day)]
    return [Heard(fact, datetime.fromisoformat(fact.announced).replace(tzinfo=UTC)) for fact in found]


async def _entries(connection: AsyncConnection, some: Collection[str]) -> list[RowMapping]:
    """Return the entries that tell some stories, each with the story it tells, in the order they were stored."""
    found: list[RowMapping] = []
    told = select(story_entries.c.story, entries).join(entries, entries.c.number == story_entries.c.entry)
    for chunk in chunks(sorted(some)):
        rows = await connection.execute(told.where(story_entries.c.story.in_(chunk)).order_by(entries.c.number))
        found += rows.mappings()
    return found
