"""What a digest is made of: each announcement once, what is folded away counted, and nothing where there is nothing."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.asking import parse
from bot.core.cadences import Cadence, Every
from bot.core.digest import MOST_NEW, MOST_OTHERS, MOST_PAYERS, Digest, days_between, digest
from bot.core.dues import Due
from bot.core.heard import Heard, as_of
from bot.core.kinds import Certainty, Kind, Role
from bot.core.money import Money
from bot.core.moves import moves
from bot.core.orgs import Directory, Org
from bot.core.query import Query, Sort
from bot.core.reckoning import NOTHING, Dollars, Reckoning, added
from bot.core.rules import Rules
from tests.core.test_moves import MOMENTS, MONDAY, NEXT, WEEK, before, everything, ledgers, now, tastes
from tests.core.test_positions import BILLION, REPORTED, capex, fact

BERLIN = ZoneInfo("Europe/Berlin")
RULES = Rules("C1", "ai-spend", digest=Cadence(Every.WEEKLY, time(9), ZoneInfo("UTC")))


def made(*heard: Heard, rules: Rules = RULES) -> Digest:
    """Return the digest of a week, which must have something to tell."""
    since = MONDAY - WEEK
    found = digest(
        rules,
        Due(MONDAY, NEXT),
        moves(heard, MONDAY, NEXT, everything),
        moves(heard, since, MONDAY, everything),
    )
    assert found is not None
    return found


def worth_of(reckoning: Reckoning) -> Dollars:
    return added([reckoning.worth(position) for position in reckoning.positions])


def billions(*sums: float) -> Dollars:
    low, high = (Decimal(str(sum_)) * BILLION for sum_ in sums)
    return low, high


def test_there_is_no_digest_without_content() -> None:
    assert digest(RULES, Due(MONDAY, NEXT), (), ()) is None
    assert digest(RULES, Due(MONDAY, NEXT), moves([before(fact("a"))], MONDAY, NEXT, everything), ()) is None


def test_the_sum_is_told_by_kind_the_largest_first() -> None:
    plan = capex("a", 60, "2025-01-24", to=65)
    found = made(
        before(plan),
        now(capex("b", 64, "2025-06-10", to=72)),
        now(fact("c", 10, org="Bolt")),
        now(fact("d", 5, org="Coil", certainty=REPORTED)),
    )

    assert (found.sum, found.count, found.taken) == (billions(19, 22), 3, NOTHING)
    assert [(total.kind, total.low, total.high, total.reported, total.figures) for total in found.kinds] == [
        (Kind.PLEDGE, 15 * BILLION, 15 * BILLION, 5 * BILLION, 2),
        (Kind.CAPEX, 4 * BILLION, 7 * BILLION, 0, 1),
    ]


def test_payers_are_those_who_pay_themselves_and_are_held_against_the_week_before() -> None:
    last_week = MONDAY - timedelta(days=2)
    found = made(
        now(fact("a", 4, announced="2025-06-01"), last_week),
        now(fact("b", 10, kind=Kind.FUND)),
        now(fact("c", 30, org="ACME", kind=Kind.CONTRACT, counterparty="Dyn")),
        now(fact("d", 50, org="Bolt", role=Role.LEAD, kind=Kind.STAKE, counterparty="Elk")),
        now(fact("story-e", 20, org="", kind=Kind.STAKE, counterparty="Fir")),
        now(fact("g", 1, org="Coil")),
    )

    assert [(payer.name, payer.now, payer.before) for payer in found.payers] == [
        ("ACME", billions(40, 40), billions(4, 4)),
        ("Coil", billions(1, 1), NOTHING),
    ]


def test_what_there_is_no_room_for_is_counted() -> None:
    many = [now(fact(f"n{number:02}", number, org=f"Org {number}")) for number in range(1, 14)]
    plans = [before(capex(f"p{number}", 60, "2025-01-24", org=f"Plan {number}")) for number in range(8)]
    cuts = [now(capex(f"q{number}", 59, "2025-06-10", org=f"Plan {number}")) for number in range(8)]

    found = made(*many, *plans, *cuts)

    assert [move.fact.id for move in found.moves] == [f"n{number:02}" for number in range(13, 3, -1)]
    assert (found.left.count, found.left.sum) == (3, billions(6, 6))
    assert (len(found.others), found.left.others, found.taken) == (MOST_OTHERS, 2, billions(8, 8))


def test_its_id_is_that_of_channel_and_moment() -> None:
    one = made(now(fact("a")))

    assert one.id == "digest-C1-20250616T0900Z"
    assert made(now(fact("b"))).id == one.id


@pytest.mark.parametrize(
    ("since", "until", "zone", "first", "last"),
    [
        ("2026-11-16T09:00", "2026-11-23T09:00", "Europe/Berlin", date(2026, 11, 16), date(2026, 11, 22)),
        ("2026-11-13T18:00", "2026-11-20T18:00", "Europe/Berlin", date(2026, 11, 14), date(2026, 11, 20)),
        ("2026-11-24T09:00", "2026-11-25T09:00", "Asia/Tokyo", date(2026, 11, 24), date(2026, 11, 24)),
        ("2026-11-24T20:00", "2026-11-25T20:00", "Asia/Tokyo", date(2026, 11, 25), date(2026, 11, 25)),
        ("2026-10-19T00:00", "2026-10-26T00:00", "Europe/Berlin", date(2026, 10, 19), date(2026, 10, 25)),
        ("2026-11-01T09:00", "2026-11-16T09:00", "America/New_York", date(2026, 11, 1), date(2026, 11, 15)),
    ],
)
def test_its_days_are_those_on_the_wall_that_it_mostly_covers(
    since: str, until: str, zone: str, first: date, last: date
) -> None:
    begin, end = (datetime.fromisoformat(moment).replace(tzinfo=ZoneInfo(zone)) for moment in (since, until))

    assert days_between(begin.astimezone(UTC), end.astimezone(UTC), ZoneInfo(zone)) == (first, last)


@pytest.mark.parametrize(
    ("wish", "follows", "query"),
    [
        ({}, "#ai-spend follows any payer; at least $1B", {}),
        (
            {"companies": ("Meta", "Bolt Energy"), "kinds": frozenset({Kind.CAPEX, Kind.STAKE})},
            "#ai-spend follows Meta and Bolt Energy; capital expenditure or equity stake; at least $1B",
            {"orgs": ("Meta", "Bolt Energy"), "kinds": (Kind.CAPEX, Kind.STAKE)},
        ),
        (
            {"countries": ("US", "FR"), "min": Money(500_000_000 * Decimal(1), "EUR"), "keywords_any": ("grid",)},
            "#ai-spend follows any payer; paid from the United States and France; at least €500M; news with “grid”",
            {"countries": ("US", "FR"), "minimum": Money(Decimal(500_000_000), "EUR")},
        ),
    ],
)
def test_it_says_what_the_channel_follows_and_asks_for_it(
    wish: dict[str, Any], follows: str, query: dict[str, Any]
) -> None:
    found = made(now(fact("a")), rules=replace(RULES, **wish))

    directory = Directory([Org("Meta"), Org("Bolt Energy"), Org("France", type="government", country="FR")])
    asked: dict[str, Any] = {"since": "2025-06-09", "until": "2025-06-16", "minimum": Money(BILLION, "USD")}
    assert found.follows == follows
    assert parse(found.asked, directory, date(2025, 6, 16)) == Query(sort=Sort.SIZE, **asked | query)


def test_a_query_that_would_name_hundreds_of_companies_names_none() -> None:
    companies = tuple(f"Company number {number}" for number in range(200))

    found = made(now(fact("a")), rules=replace(RULES, companies=companies))

    assert found.asked == "since 2025-06-09 until 2025-06-16 min 1bn USD by size"
    assert found.follows.startswith(
        "#ai-spend follows Company number 0, Company number 1, Company number 2 and 197 others"
    )


@settings(deadline=None, max_examples=300)
@given(ledgers, tastes)
def test_what_is_shown_and_what_is_folded_away_are_the_sum_and_nothing_is_in_it_twice(
    known: list[Heard], follows: Any
) -> None:
    since, until = MOMENTS[0], MOMENTS[-1]
    found = digest(RULES, Due(since, until), moves(known, since, until, follows), ())

    if found is None:
        before, after = (Reckoning(as_of(moment, known), follows) for moment in (since, until))
        assert worth_of(before) == worth_of(after)
        return
    shown = added([move.added for move in found.moves])
    assert found.sum == added([shown, found.left.sum])
    assert found.sum == added([(total.low, total.high) for total in found.kinds])
    assert found.count == len(found.moves) + found.left.count == sum(total.figures for total in found.kinds)
    assert len(found.moves) <= MOST_NEW
    assert len(found.others) <= MOST_OTHERS
    assert len(found.payers) <= MOST_PAYERS
    assert all(move.fact.certainty in (Certainty.ANNOUNCED, REPORTED) for move in found.moves)


@given(
    st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)),
    st.integers(1, 40),
    st.sampled_from(["UTC", "Europe/Berlin", "Pacific/Kiritimati", "America/St_Johns"]),
)
def test_days_of_digests_that_follow_on_one_another_meet_without_a_gap(begin: datetime, length: int, zone: str) -> None:
    since = begin.replace(tzinfo=ZoneInfo(zone))
    middle, until = since + timedelta(days=1), since + timedelta(days=1 + length)

    first = days_between(since, middle, ZoneInfo(zone))
    second = days_between(middle, until, ZoneInfo(zone))

    assert first[0] <= first[1]
    assert second[0] == first[1] + timedelta(days=1)
