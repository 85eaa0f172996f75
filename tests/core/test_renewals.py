"""What another entry makes of an alert that stands in a channel, and how the channel hears of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.alerts import Alert, Source, TakenOut, Was
from bot.core.changes import Change
from bot.core.corrections import What
from bot.core.entry import Entry
from bot.core.facts import Fact
from bot.core.figures import Figure
from bot.core.kinds import Certainty, Kind
from bot.core.renewals import MOST_ALSO, Renewal, corrected, renew, struck
from bot.core.rules import Layout, Updates
from bot.core.stories import Story, Telling

DAY = datetime(2025, 2, 25, tzinfo=UTC)
UNDONE = {Change.DENIED: Certainty.DENIED, Change.CANCELLED: Certainty.CANCELLED}


def figure(billions: int = 53, certainty: Certainty = Certainty.ANNOUNCED) -> Figure:
    amount = Decimal(billions) * 10**9
    return Figure(
        f"${billions}bn", amount, None, "USD", Kind.PLEDGE, usd=amount, org="Alibaba", certainty=certainty, period="3y"
    )


def alert(**changes: Any) -> Alert:
    source = Source("Wire", "https://wire.example/1", "Alibaba to invest", DAY)
    base = Alert("a", "s", "C1", 1, figure(), (), "It will invest.", source, "#ai follows any payer ≥ $1B")
    return replace(base, **changes)


def entry(outlet: str = "Post", key: str = "2") -> Entry:
    return Entry(key, f"https://{outlet.casefold()}.example/{key}", outlet, f"{outlet} on Alibaba", "", DAY)


def source(outlet: str = "Post", key: str = "2") -> Source:
    return Source(outlet, f"https://{outlet.casefold()}.example/{key}", f"{outlet} on Alibaba", DAY)


def telling(change: Change | None = None, now: Figure | None = None, key: str = "s") -> Telling:
    """Return what an entry tells of a story; it was known by 53 billion before."""
    told = now or figure(
        58 if change else 53, UNDONE.get(change, Certainty.ANNOUNCED) if change else figure().certainty
    )
    story = Story(key, told, "Alibaba to invest", DAY, DAY)
    return Telling(story, False, (told,), change, figure() if change else None)


def renewed(of: Alert, by: Entry, told: Telling, updates: Updates = Updates.BOTH, summary: str = "") -> Renewal:
    found = renew(of, by, summary, told, updates)
    assert found is not None
    return found


def joined_by(of: Alert, outlets: Sequence[str]) -> Alert:
    for outlet in outlets:
        found = renew(of, entry(outlet), "", telling(), Updates.BOTH)
        of = found.alert if found else of
    return of


# Other outlets


def test_another_outlet_is_named_behind_the_first_in_the_order_they_came() -> None:
    found = joined_by(alert(), ("Post", "Herald"))

    assert found == alert(version=3, also=(source("Post"), source("Herald")))


@pytest.mark.parametrize("outlet", ["Wire", "WIRE", "Post", "post"])
def test_an_outlet_is_named_once_however_it_is_spelt_and_whatever_it_tells(outlet: str) -> None:
    standing = alert(also=(source("Post"),))

    assert renew(standing, entry(outlet, key="another"), "Other words.", telling(), Updates.BOTH) is None


def test_only_so_many_outlets_are_remembered_and_changes_go_on() -> None:
    full = joined_by(alert(), [f"Outlet {n}" for n in range(MOST_ALSO + 5)])

    assert [one.outlet for one in full.also] == [f"Outlet {n}" for n in range(MOST_ALSO)]
    assert full.version == MOST_ALSO + 1
    assert renewed(full, entry("Last"), telling(Change.RAISED)).alert.also == full.also


def test_that_another_outlet_tells_it_is_shown_and_never_said() -> None:
    found = renewed(alert(), entry(), telling())

    assert (found.edits, found.notes) == (True, False)
    assert (found.alert.figure, found.alert.was, found.alert.summary) == (figure(), None, "It will invest.")


# Changes


@pytest.mark.parametrize("change", [Change.CONFIRMED, Change.CORRECTED, Change.RAISED, Change.CUT])
def test_a_change_shows_what_is_now_what_was_and_who_says_so(change: Change) -> None:
    found = renewed(alert(), entry(), telling(change), summary="It is more now.")

    assert found.alert == alert(
        version=2,
        figure=figure(58),
        was=Was(figure(), change, source()),
        summary="It is more now.",
        also=(source(),),
    )


def test_a_change_by_the_first_outlet_names_it_and_adds_no_other() -> None:
    found = renewed(alert(), entry("Wire", "1"), telling(Change.CORRECTED))

    assert found.alert.was == Was(figure(), Change.CORRECTED, source("Wire", "1"))
    assert found.alert.also == ()


def test_where_the_new_entry_has_no_summary_the_old_one_stays() -> None:
    assert renewed(alert(), entry(), telling(Change.RAISED), summary="").alert.summary == "It will invest."


def test_the_last_change_takes_the_place_of_the_one_before() -> None:
    first = renewed(alert(), entry(), telling(Change.RAISED)).alert
    lower = replace(telling(Change.CUT, figure(40)), before=figure(58))

    second = renewed(first, entry("Herald"), lower).alert

    assert (second.version, second.figure) == (3, figure(40))
    assert second.was == Was(figure(58), Change.CUT, source("Herald"))


@pytest.mark.parametrize(("change", "certainty"), UNDONE.items())
def test_what_is_taken_back_keeps_its_sum_and_is_called_so(change: Change, certainty: Certainty) -> None:
    found = renewed(alert(), entry(), telling(change, key="a story of its own")).alert

    assert found.figure == figure(certainty=certainty)
    assert found.was == Was(figure(), change, source())
    assert (found.id, found.story) == ("a", "s")


# How a channel wants to hear of it


@pytest.mark.parametrize(
    ("updates", "edits", "notes"),
    [(Updates.EDIT, True, False), (Updates.THREAD, False, True), (Updates.BOTH, True, True)],
)
@pytest.mark.parametrize("change", Change)
def test_a_channel_hears_of_a_change_as_it_wants_to(updates: Updates, edits: bool, notes: bool, change: Change) -> None:
    found = renewed(alert(), entry(), telling(change), updates)

    assert (found.edits, found.notes) == (edits, notes)


def test_a_channel_that_wants_notes_alone_is_told_nothing_of_another_outlet_yet_it_is_remembered() -> None:
    found = renewed(alert(), entry(), telling(), Updates.THREAD)

    assert (found.edits, found.notes, found.alert.also) == (False, False, (source(),))


@pytest.mark.parametrize("change", [None, *Change])
def test_a_channel_that_wants_no_updates_has_none(change: Change | None) -> None:
    assert renew(alert(), entry(), "", telling(change), Updates.OFF) is None


# What people take out

OUT = TakenOut(What.NOT_AI, "ana", 7)
FACT = Fact("story-s", "2025-02-25", "Alibaba", Kind.PLEDGE, figure().amount, "USD", usd=figure().usd, period="3y")


@pytest.mark.parametrize("updates", Updates)
def test_a_message_is_struck_however_its_channel_wants_to_hear_of_changes(updates: Updates) -> None:
    found = struck(alert(), OUT, updates)

    assert found is not None
    assert found.alert == alert(version=2, taken_out=OUT)
    assert (found.edits, found.notes) == (True, updates in {Updates.BOTH, Updates.THREAD})


def test_what_is_struck_already_is_not_struck_again_but_for_another_reason() -> None:
    assert struck(alert(taken_out=OUT), OUT, Updates.BOTH) is None
    assert struck(alert(taken_out=OUT), replace(OUT, correction=8), Updates.BOTH) is not None


@pytest.mark.parametrize("updates", Updates)
def test_what_comes_back_to_the_ledger_stands_again_as_it_was(updates: Updates) -> None:
    found = corrected(alert(taken_out=OUT), FACT, "bo", DAY, updates)

    assert found == Renewal(alert(version=2), edits=True, notes=False)


def test_what_comes_back_with_another_sum_shows_that_too() -> None:
    fact = replace(FACT, amount=Decimal(10**9), usd=Decimal(10**9))

    found = corrected(alert(taken_out=OUT), fact, "bo", DAY, Updates.OFF)

    assert found is not None
    assert (found.alert.taken_out, found.alert.figure.amount, found.edits, found.notes) == (
        None,
        fact.amount,
        True,
        False,
    )
    assert found.alert.was == Was(figure(), Change.CORRECTED, Source("bo", None, "", DAY))


@pytest.mark.parametrize("change", [None, *Change])
def test_of_what_is_struck_nothing_is_told_yet_it_is_remembered(change: Change | None) -> None:
    found = renewed(alert(taken_out=OUT), entry(), telling(change))

    assert (found.edits, found.notes, found.changes) == (False, False, False)
    assert (found.alert.taken_out, found.alert.also) == (OUT, (source(),))


def test_a_renewed_alert_keeps_its_layout() -> None:
    assert renewed(alert(layout=Layout.COMPACT), entry(), telling()).alert.layout is Layout.COMPACT


def test_a_struck_duplicate_links_to_the_alert_it_tells_again_and_any_other_to_the_one_it_changes() -> None:
    assert alert(earlier="b").linked == "b"
    assert alert(earlier="b", taken_out=replace(OUT, what=What.DUPLICATE, alert="c")).linked == "c"
    assert alert(earlier="b", taken_out=OUT).linked is None


# Laws

_OUTLETS = st.sampled_from(("Wire", "wire", "Post", "Herald", "Star"))
_TELLINGS = st.sampled_from([telling(change) for change in (None, *Change)])
_UPDATES = st.sampled_from([Updates.EDIT, Updates.THREAD, Updates.BOTH])
_STEPS = st.lists(st.tuples(_OUTLETS, _TELLINGS, st.sampled_from(("", "Words."))), max_size=8)


@given(_STEPS, _UPDATES)
def test_the_same_entry_changes_nothing_the_second_time(
    steps: list[tuple[str, Telling, str]], updates: Updates
) -> None:
    standing = alert()
    for outlet, told, summary in steps:
        found = renew(standing, entry(outlet), summary, told, updates)
        standing = found.alert if found else standing

        assert renew(standing, entry(outlet), summary, told, updates) is None


@given(_STEPS, _UPDATES)
def test_each_renewal_is_the_next_version_of_the_same_alert_and_no_outlet_is_lost_or_named_twice(
    steps: list[tuple[str, Telling, str]], updates: Updates
) -> None:
    standing = alert()
    for outlet, told, summary in steps:
        found = renew(standing, entry(outlet), summary, told, updates)
        if found is not None:
            assert found.alert.version == standing.version + 1
            assert found.alert.also[: len(standing.also)] == standing.also
            standing = found.alert

    outlets = [one.outlet.casefold() for one in (standing.source, *standing.also)]
    assert len(outlets) == len(set(outlets))
    assert set(outlets) == {"wire", *(outlet.casefold() for outlet, *_ in steps)}
    assert (standing.id, standing.story, standing.channel, standing.followed) == ("a", "s", "C1", alert().followed)
