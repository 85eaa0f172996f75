"""What an edited entry tells, beside what it told before."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import permutations
from typing import Any

import pytest

from bot.core.changes import Change
from bot.core.entry import Entry
from bot.core.figures import Figure
from bot.core.kinds import Certainty, Kind
from bot.core.reading import Reading
from bot.core.relevance import Verdict
from bot.core.revisions import is_idle, stands_in_baseline
from bot.core.sameness import APART
from bot.core.sorting import Revised
from bot.core.stories import Story, Telling, match

DAY = datetime(2026, 1, 10, 12, tzinfo=UTC)
BILLION = Decimal(10**9)
NEWS = Verdict(True, "new_commitment")


def entry(published: datetime | None = DAY) -> Entry:
    return Entry("1", "https://wire.example/1", "Wire", "Meta to spend $60bn on AI", "", published)


def figure(org: str | None = "Meta", amount: int = 60, **changes: Any) -> Figure:
    sum_ = amount * BILLION
    return replace(Figure(f"${amount}bn", sum_, None, "USD", Kind.CAPEX, usd=sum_, org=org, headline=True), **changes)


def story(of: Figure, published: datetime | None = DAY) -> Story:
    return Story(f"{of.org} {of.quote}", of, "Title", DAY, published)


def retell(of: Entry, figures: tuple[Figure, ...], known: Story) -> tuple[Telling, ...]:
    return match(of, Reading(figures, NEWS, ""), [known], None, before=(known.id,))


def state(figures: tuple[Figure, ...] = (), verdict: Verdict = NEWS, **changes: Any) -> Revised:
    return replace(Revised(entry(), "1", (), figures, verdict, DAY, DAY), **changes)


def test_the_same_sums_in_other_words_at_another_rate_tell_no_more() -> None:
    other = figure(quote="60 billion dollars", usd=BILLION, evidence=("spend",), purpose="chips")

    assert is_idle(state((figure(), figure("SAP", 3))), (figure("SAP", 3), other), NEWS)


@pytest.mark.parametrize(
    "now",
    [
        (figure(amount=65),),
        (figure(certainty=Certainty.DENIED),),
        (figure(), figure("SAP", 3)),
        (figure("SAP"),),
        (figure(headline=False),),
        (),
    ],
)
def test_another_sum_payer_or_certainty_tells_more(now: tuple[Figure, ...]) -> None:
    assert not is_idle(state((figure(),)), now, NEWS)


def test_what_was_no_news_and_is_none_tells_no_more_whatever_its_sums() -> None:
    quiet, other = Verdict(False, "no_spend"), Verdict(False, "not_ai")

    assert is_idle(state((figure(),), quiet), (figure("SAP", 3),), quiet)
    assert not is_idle(state((figure(),), quiet), (figure(),), other)
    assert not is_idle(state((figure(),), quiet), (figure(),), NEWS)


@pytest.mark.parametrize("published", [None, DAY, DAY + 9 * APART])
def test_a_story_told_before_is_told_again_whatever_the_date_is_now(published: datetime | None) -> None:
    again, other = retell(entry(published=published), (figure(), figure("SAP", 3)), story(figure()))

    assert (again.story.id, again.is_new, again.change, again.figures) == ("Meta $60bn", False, None, (figure(),))
    assert (other.story.figure, other.is_new) == (figure("SAP", 3), True)


@pytest.mark.parametrize("now", [figure(amount=65), figure(amount=60_000), figure(amount=6), figure("SAP")])
def test_a_sum_or_a_payer_in_the_place_of_one_that_is_gone_corrects_it(now: Figure) -> None:
    (telling,) = retell(entry(), (now,), story(figure()))

    assert (telling.story.id, telling.is_new, telling.change) == ("Meta $60bn", False, Change.CORRECTED)
    assert (telling.story.figure, telling.before) == (now, figure())


@pytest.mark.parametrize(
    "now",
    [
        figure("SAP", 65),
        figure(amount=130),
        figure(amount=65, kind=Kind.STAKE),
        figure(amount=65, certainty=Certainty.CANCELLED),
        figure(amount=65, currency="EUR"),
        figure(None, 65),
    ],
)
def test_another_payer_or_another_deal_corrects_nothing(now: Figure) -> None:
    (telling,) = retell(entry(), (now,), story(figure()))

    assert (telling.is_new, telling.change) == (True, None)


def test_a_deal_with_another_counterparty_corrects_nothing() -> None:
    before, now = figure(counterparty="Google"), figure(amount=65, counterparty="Oracle")

    assert [telling.is_new for telling in retell(entry(), (now,), story(before))] == [True]


def test_a_second_sum_beside_the_first_corrects_nothing() -> None:
    later = figure("Meta", 65, counterparty="Oracle", kind=Kind.CONTRACT)

    for order in permutations((figure("SAP"), figure(), later)):
        tellings = retell(entry(), order, story(figure()))
        assert [t.story.id for t in tellings if not t.is_new] == ["Meta $60bn"]
        assert {t.change for t in tellings} == {None}


@pytest.mark.parametrize(
    ("stored_at", "before", "now", "expected"),
    [
        (DAY, DAY, DAY, True),
        (DAY, DAY, None, True),
        (DAY, None, None, True),
        (DAY, None, DAY - timedelta(days=1), True),
        (DAY, None, DAY + timedelta(days=1), False),
        (DAY, DAY, DAY + timedelta(days=1), False),
        (DAY, DAY + timedelta(days=5), DAY + timedelta(days=5), False),
        (DAY + timedelta(days=1), DAY, DAY, False),
    ],
)
def test_what_stood_in_the_first_poll_stays_there_unless_it_is_dated_later(
    stored_at: datetime, before: datetime | None, now: datetime | None, expected: bool
) -> None:
    revision = state(entry=entry(published=now), published=before, stored_at=stored_at)

    assert stands_in_baseline(revision, DAY) is expected
    assert not stands_in_baseline(revision, None)
