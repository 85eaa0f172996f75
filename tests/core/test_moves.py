"""What became of commitments between two moments: each case on made-up facts, and the laws on any."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.changes import Change
from bot.core.facts import Fact
from bot.core.heard import EVER, Heard, as_of
from bot.core.kinds import Certainty, Kind
from bot.core.moves import Move, News, moves
from bot.core.reckoning import Dollars, Reckoning, added
from tests.core.test_positions import BILLION, CANCELLED, DENIED, REPORTED, capex, deal, fact, facts, names

MONDAY = datetime(2025, 6, 9, 9, tzinfo=UTC)
WEEK, HOUR = timedelta(days=7), timedelta(hours=1)
NEXT = MONDAY + WEEK
TUESDAY = MONDAY + timedelta(days=1)


def everything(fact: Fact) -> bool:
    return fact.certainty in (Certainty.ANNOUNCED, REPORTED)


def announced_alone(fact: Fact) -> bool:
    return fact.certainty is Certainty.ANNOUNCED


def now(fact: Fact, at: datetime = TUESDAY, *was: tuple[datetime, Fact]) -> Heard:
    return Heard(fact, at, was)


def before(fact: Fact) -> Heard:
    return Heard(fact, EVER)


def told(*heard: Heard, follows: Any = everything, alerted: Any = ()) -> list[tuple[str, str, float]]:
    """Return of each move the fact shown, its news and the change, and what it adds at the high end, in billions."""
    found = moves(heard, MONDAY, NEXT, follows, alerted)
    return [
        (move.fact.id, f"{move.news} {move.change}" if move.change else str(move.news), float(move.high / BILLION))
        for move in found
    ]


def test_what_is_new_adds_its_sum_the_largest_first() -> None:
    assert told(now(fact("a", 10)), now(deal("b", 30, "2025-06-10")), now(fact("c", 20, org="Bolt"))) == [
        ("b", "new", 30),
        ("c", "new", 20),
        ("a", "new", 10),
    ]


def test_what_came_before_or_at_the_end_is_left_to_another_digest() -> None:
    early, first = now(fact("a", 10), MONDAY - HOUR), now(fact("b", 20, org="Bolt"), MONDAY)
    last, late = now(fact("c", 30, org="Coil"), NEXT - HOUR), now(fact("d", 40, org="Dyn"), NEXT)

    assert [key for key, *_ in told(early, first, last, late)] == ["c", "b"]


def test_a_raise_adds_what_it_is_raised_by() -> None:
    plan = capex("a", 60, "2025-01-24", to=65)
    raised = capex("b", 64, "2025-06-10", to=72)

    (move,) = moves([before(plan), now(raised)], MONDAY, NEXT, everything)

    assert move == Move(raised, News.CHANGED, 4 * BILLION, 7 * BILLION, plan, Change.RAISED)


def test_a_raise_within_the_story_adds_what_it_is_raised_by_too() -> None:
    first, raised = fact("story-a", 10), fact("story-a", 14)

    (move,) = moves([Heard(raised, EVER, ((TUESDAY, first),))], MONDAY, NEXT, everything)

    assert move == Move(raised, News.CHANGED, 4 * BILLION, 4 * BILLION, first, Change.RAISED)


def test_what_is_told_and_raised_in_one_week_is_new_and_says_how_it_was_first_told() -> None:
    first, raised = fact("story-a", 10), fact("story-a", 14)

    (move,) = moves([now(raised, TUESDAY, (TUESDAY + HOUR, first))], MONDAY, NEXT, everything)

    assert move == Move(raised, News.NEW, 14 * BILLION, 14 * BILLION, first, Change.RAISED)


def test_a_change_after_the_end_is_left_to_the_next_digest() -> None:
    first, raised = fact("story-a", 10), fact("story-a", 14)
    heard = now(raised, TUESDAY, (NEXT, first))

    assert told(heard) == [("story-a", "new", 10)]
    (move,) = moves([heard], NEXT, NEXT + WEEK, everything)
    assert (move.news, move.high) == (News.CHANGED, 4 * BILLION)


def test_a_cut_takes_away_and_stands_behind_what_adds() -> None:
    plan, cut = capex("a", 60, "2025-01-24"), capex("b", 40, "2025-06-10")

    found = moves([before(plan), now(cut), now(deal("c", 1, "2025-06-11"))], MONDAY, NEXT, everything)

    assert [(move.fact.id, move.change, move.added[1], move.taken[1]) for move in found] == [
        ("c", None, BILLION, 0 * BILLION),
        ("b", Change.CUT, 0 * BILLION, 20 * BILLION),
    ]


def test_what_is_confirmed_as_it_was_reported_adds_nothing() -> None:
    rumour = deal("a", 10, "2025-05-01", certainty=REPORTED)
    signed = deal("b", 10, "2025-06-10", supersedes="a")

    assert told(before(rumour), now(signed)) == [("b", "changed confirmed", 0)]


def test_what_is_confirmed_is_new_to_those_who_do_not_follow_reports() -> None:
    rumour = deal("a", 10, "2025-05-01", certainty=REPORTED)
    signed = deal("b", 10, "2025-06-10", supersedes="a")

    assert told(before(rumour), now(signed), follows=announced_alone) == [("b", "new", 10)]


@pytest.mark.parametrize(("certainty", "change"), [(DENIED, "denied"), (CANCELLED, "cancelled")])
def test_what_is_taken_back_takes_its_sum_away(certainty: Certainty, change: str) -> None:
    plan = fact("story-a", 10)
    later = fact("story-b", 10, announced="2025-06-12", certainty=certainty, supersedes="story-a")
    at_once = replace(plan, certainty=certainty)

    assert told(before(plan), now(later)) == [("story-b", f"changed {change}", -10)]
    assert told(Heard(at_once, EVER, ((TUESDAY, plan),))) == [("story-a", f"changed {change}", -10)]


def test_what_was_told_and_taken_back_in_one_week_is_said_and_adds_nothing() -> None:
    plan = fact("story-a", 10)
    back = now(replace(plan, certainty=DENIED), TUESDAY, (TUESDAY + HOUR, plan))
    denial = fact("story-c", 10, org="Bolt", certainty=DENIED)

    assert told(back, now(denial)) == [("story-a", "changed denied", 0)]


def test_a_part_of_what_counts_already_adds_nothing() -> None:
    whole, part = fact("a", 500, announced="2025-01-21"), deal("b", 30, "2025-06-10", part_of="a")

    assert told(before(whole), now(part)) == [("b", "part", 0)]


def test_a_whole_adds_what_its_parts_had_not_added_before() -> None:
    part = deal("b", 30, "2025-02-10", part_of="a")
    whole = fact("a", 500)

    assert told(before(part), now(whole)) == [("a", "new", 470)]


def test_a_whole_that_is_taken_back_leaves_its_parts() -> None:
    part, whole = deal("b", 30, "2025-02-10", part_of="a"), fact("a", 500, announced="2025-01-21")
    cancelled = fact("c", 500, supersedes="a", certainty=CANCELLED)

    assert told(before(part), before(whole), now(cancelled)) == [("c", "changed cancelled", -470)]


def test_a_report_that_what_was_announced_changes_is_told_and_counts_for_nothing() -> None:
    plan = capex("a", 60, "2025-01-24")
    rumour = capex("b", 72, "2025-06-10", certainty=REPORTED, supersedes="a")

    assert told(before(plan), now(rumour)) == [("b", "rumour raised", 0)]
    assert told(before(plan), now(rumour), follows=announced_alone) == []


def test_what_is_told_again_is_left_out_unless_the_channel_was_alerted_of_it() -> None:
    first = fact("a", 10, announced="2025-06-02")
    again = fact("story-b", 10, announced="2025-06-10")

    assert told(before(first), now(again)) == []
    assert told(before(first), now(again), alerted={"story-b"}) == [("a", "again", 0)]


def test_the_other_side_of_a_contract_is_not_counted_beside_it() -> None:
    bought = deal("a", 10, "2025-06-10")
    sold = deal("story-b", 10, "2025-06-11", org="Bolt", counterparty="Acme")

    assert told(now(bought), now(sold)) == [("a", "new", 10)]


def test_a_round_that_nobody_is_named_for_counts_by_itself() -> None:
    rounds = [
        fact(f"story-{key}", 30, org="", kind=Kind.STAKE, counterparty=to) for key, to in (("a", "Bolt"), ("b", "Coil"))
    ]

    assert told(*map(now, rounds)) == [("story-a", "new", 30), ("story-b", "new", 30)]


def test_a_sum_that_no_rate_is_known_for_is_told_and_adds_nothing() -> None:
    assert told(now(fact("a", 10, currency="XAF", usd=None))) == [("a", "new", 0)]


def test_what_falls_below_what_is_followed_is_cut_and_taken_away_whole() -> None:
    plan, cut = capex("a", 60, "2025-01-24"), capex("b", 40, "2025-06-10")

    def large(fact: Fact) -> bool:
        return fact.amount >= 50 * BILLION

    assert told(before(plan), now(cut), follows=large) == [("b", "changed cut", -60)]


def test_a_range_that_narrows_never_reads_the_wrong_way_round() -> None:
    wide, exact = capex("a", 60, "2025-01-24", to=70), capex("b", 70, "2025-06-10")

    (move,) = moves([before(wide), now(exact)], MONDAY, NEXT, everything)

    assert (move.low, move.high, move.added) == (10 * BILLION, 0 * BILLION, (0 * BILLION, 10 * BILLION))


MOMENTS = [MONDAY + n * timedelta(days=3) for n in range(4)]
heard = st.builds(
    lambda now, earlier, at, changed: Heard(
        now,
        at,
        tuple((moment, replace(was, id=now.id)) for moment, was in zip(sorted(changed), earlier, strict=False)),
    ),
    facts,
    st.lists(facts, max_size=2),
    st.sampled_from([EVER, *(moment + HOUR for moment in MOMENTS)]),
    st.lists(st.sampled_from([moment + 2 * HOUR for moment in MOMENTS]), max_size=2, unique=True),
)
ledgers = st.lists(heard, max_size=12, unique_by=lambda one: one.fact.id)
tastes = st.sampled_from(
    [
        everything,
        announced_alone,
        lambda fact: everything(fact) and (fact.usd_high or fact.usd or 0) >= 14 * BILLION,
        lambda fact: everything(fact) and fact.org.casefold() == "acme",
        lambda fact: everything(fact) and fact.kind is Kind.CAPEX,
    ]
)


def worth(heard: list[Heard], moment: datetime, follows: Any) -> Dollars:
    reckoning = Reckoning(as_of(moment, heard), follows)
    return added([reckoning.worth(position) for position in reckoning.positions])


def less(one: Dollars, other: Dollars) -> Dollars:
    return one[0] - other[0], one[1] - other[1]


@settings(deadline=None, max_examples=300)
@given(ledgers, tastes)
def test_all_moves_together_are_the_difference_of_the_totals(known: list[Heard], follows: Any) -> None:
    totals = [worth(known, moment, follows) for moment in MOMENTS]
    between = [moves(known, *span, follows) for span in pairwise(MOMENTS)]

    assert [added([(move.low, move.high) for move in found]) for found in between] == [
        less(after, before) for before, after in pairwise(totals)
    ]


@settings(deadline=None, max_examples=200)
@given(ledgers, tastes)
def test_each_commitment_is_told_once_and_what_adds_comes_first(known: list[Heard], follows: Any) -> None:
    found = moves(known, MOMENTS[0], MOMENTS[-1], follows, {one.fact.id for one in known})

    after = Reckoning(as_of(MOMENTS[-1], known), follows)
    assert len({after.at(move.fact.id).id for move in found}) == len(found)
    assert [move.adds for move in found] == sorted((move.adds for move in found), reverse=True)
    assert all((move.change is None) is (move.was is None) for move in found)
    assert all(low <= high for move in found for low, high in (move.added, move.taken))


@settings(deadline=None, max_examples=100)
@given(ledgers, tastes, st.sampled_from(["Acme", "Bolt"]) | names)
def test_where_nothing_was_heard_of_nothing_moves(known: list[Heard], follows: Any, name: str) -> None:
    later = MOMENTS[-1] + WEEK

    assert moves(known, later, later + WEEK, follows) == ()
