"""What readers' votes say of the rules that let figures in."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.core.cues import Cue
from bot.core.figures import Figure
from bot.core.kinds import Kind
from bot.core.votes import UNSAID, Cast, Precision, Vote, count, rule_of

AT = datetime(2025, 2, 25, tzinfo=UTC)


def casts(rule: str, kind: str, *votes: Vote) -> list[Cast]:
    return [Cast(f"{rule}-{n}", "U1", vote, rule, kind, AT) for n, vote in enumerate(votes)]


def test_votes_are_counted_by_rule_and_by_kind_those_with_the_most_first() -> None:
    given_ = casts("invest", "stake", Vote.GOOD) + casts("spend", "pledge", Vote.GOOD, Vote.WRONG, Vote.DUPLICATE)

    stats = count(given_)

    assert [(one.sort, one.right, one.wrong, one.duplicates) for one in stats.rules] == [
        ("spend", 1, 1, 1),
        ("invest", 1, 0, 0),
    ]
    assert [one.sort for one in stats.kinds] == ["pledge", "stake"]
    assert (stats.overall.votes, stats.overall.share) == (4, 2 / 3)


def test_what_is_not_relevant_or_told_twice_does_not_make_a_figure_wrong() -> None:
    stats = count(casts("spend", "pledge", Vote.GOOD, Vote.NOT_RELEVANT, Vote.DUPLICATE))

    assert (stats.overall.share, stats.overall.votes, stats.overall.not_relevant) == (1.0, 3, 1)


def test_without_votes_nothing_is_claimed() -> None:
    stats = count(())

    assert (stats.overall.votes, stats.overall.share, stats.overall.least, stats.rules) == (0, None, None, ())


@pytest.mark.parametrize(("right", "wrong", "least"), [(1, 0, 0.21), (10, 0, 0.72), (100, 0, 0.96), (50, 50, 0.40)])
def test_few_votes_prove_little(right: int, wrong: int, least: float) -> None:
    assert round(Precision("spend", right, wrong, 0, 0).least or 0.0, 2) == least


@example(0, 11)
@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_what_is_surely_right_is_never_more_than_what_seems_so(right: int, wrong: int) -> None:
    found = Precision("spend", right, wrong, 0, 0)

    if found.share is None or found.least is None:
        assert right + wrong == 0
    else:
        assert 0 <= found.least <= found.share <= 1


def test_the_rule_of_a_figure_is_the_cue_its_kind_goes_back_to() -> None:
    figure = Figure("$5bn", Decimal(5), None, "USD", Kind.PLEDGE)

    assert rule_of(figure) == UNSAID
    assert rule_of(Figure("$5bn", Decimal(5), None, "USD", Kind.STAKE, cue=Cue.INVEST)) == "invest"
