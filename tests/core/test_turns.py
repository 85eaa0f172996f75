from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.alerts import Alert, Source
from bot.core.figures import Figure
from bot.core.kinds import Kind
from bot.core.quiet import Quiet
from bot.core.rules import Rules
from bot.core.turns import HOUR, MOST_LINES, Queue, Traffic, Turn, folds, turn

NOW = datetime(2025, 2, 27, 12, tzinfo=UTC)
NIGHT = Quiet(ZoneInfo("UTC"), time(22), time(7))
FREE = Rules("C1", "ai-spend")
TWO = replace(FREE, most_an_hour=2)
ALERT = Alert(
    "a",
    "s",
    "C1",
    1,
    Figure("$1bn", Decimal(10**9), None, "USD", Kind.PLEDGE),
    (),
    "",
    Source("Wire", None, "Title", None),
    "#ai-spend follows any payer",
)


def ago(*minutes: int) -> tuple[datetime, ...]:
    return tuple(NOW - timedelta(minutes=n) for n in minutes)


def test_a_channel_that_wants_all_at_once_gets_it_so() -> None:
    assert turn(FREE, Traffic(ago(*range(60))), NOW) == Turn(NOW)


def test_in_quiet_hours_an_alert_is_held() -> None:
    night = NOW.replace(hour=23)

    held = turn(replace(FREE, quiet=NIGHT), Traffic(), night)

    assert held == Turn(night + 8 * HOUR, why="held until 07:00")


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        (ago(), Turn(NOW)),
        (ago(10), Turn(NOW)),
        (ago(90, 75, 60, 10), Turn(NOW)),
        (ago(59, 10), Turn(NOW + timedelta(minutes=1), True, "folded: 2 alerts an hour")),
        (ago(10, 59), Turn(NOW + timedelta(minutes=1), True, "folded: 2 alerts an hour")),
        # The fold is a message too: with three in the hour it waits until two of them have left it.
        (ago(50, 40, 10), Turn(NOW + timedelta(minutes=20), True, "folded: 2 alerts an hour")),
        # On their way already.
        ((*ago(30), NOW + timedelta(minutes=5)), Turn(NOW + timedelta(minutes=30), True, "folded: 2 alerts an hour")),
    ],
)
def test_what_the_hour_has_no_room_for_is_folded_until_it_has(times: tuple[datetime, ...], expected: Turn) -> None:
    assert turn(TWO, Traffic(times), NOW) == expected


def test_while_some_are_folded_the_next_ones_join_them_so_that_none_comes_first() -> None:
    fold_at = NOW + timedelta(minutes=7)

    assert turn(TWO, Traffic((), fold_at), NOW) == Turn(fold_at, True, "folded: 2 alerts an hour")


def test_a_fold_is_not_made_in_quiet_hours() -> None:
    late = NOW.replace(hour=21, minute=30)
    rules = replace(FREE, most_an_hour=1, quiet=NIGHT)

    folded = turn(rules, Traffic((late,)), late)

    assert folded == Turn(late.replace(day=28, hour=7, minute=0), True, "folded: 1 alert an hour")


def test_those_held_over_a_night_count_for_the_hour_in_which_they_go_out() -> None:
    night, queue = NOW.replace(hour=23), Queue()
    rules = replace(TWO, quiet=NIGHT)
    seven = night + 8 * HOUR

    for number in range(4):
        queue.take(rules, replace(ALERT, id=str(number)), night + number * HOUR)

    turns = [queue.turn_of(replace(ALERT, id=str(number))) for number in range(4)]
    assert [(one.at, one.folded) for one in turns] == [(seven, False), (seven, False), *[(seven + HOUR, True)] * 2]


def test_each_channel_has_an_hour_of_its_own() -> None:
    queue, one = Queue({"C1": Traffic(ago(1))}), replace(FREE, most_an_hour=1)
    there = replace(ALERT, id="b", channel="C2")

    queue.take(one, ALERT, NOW)
    queue.take(replace(one, channel="C2"), there, NOW)

    assert (queue.turn_of(ALERT).folded, queue.turn_of(there).folded) == (True, False)


@given(st.lists(st.integers(0, 300), max_size=60), st.integers(1, 4))
def test_no_hour_has_more_messages_than_wanted_and_no_alert_is_overtaken(minutes: list[int], most: int) -> None:
    rules, traffic, messages, outs = replace(FREE, most_an_hour=most), Traffic(), [], []
    for minute in sorted(minutes):
        now = NOW + timedelta(minutes=minute)
        if traffic.fold_at is not None and traffic.fold_at <= now:
            messages.append(traffic.fold_at)
            traffic = Traffic((*traffic.times, traffic.fold_at))
        taken = turn(rules, traffic, now)
        outs.append(taken.at)
        if taken.folded:
            traffic = replace(traffic, fold_at=taken.at)
        else:
            messages.append(taken.at)
            traffic = replace(traffic, times=(*traffic.times, taken.at))

    assert outs == sorted(outs)
    for since in messages:
        assert sum(since <= message < since + HOUR for message in messages) <= most


@pytest.mark.parametrize("count", [1, 2, MOST_LINES, MOST_LINES + 1, 3 * MOST_LINES])
def test_folds_hold_every_alert_once_in_order(count: int) -> None:
    alerts = [replace(ALERT, id=str(number)) for number in range(count)]

    made = list(folds("C1", alerts))

    assert [alert for fold in made for alert in fold.alerts] == alerts
    assert all(len(fold.alerts) <= MOST_LINES for fold in made)
    assert len({fold.id for fold in made}) == len(made)
    assert {fold.channel for fold in made} == {"C1"}
