from decimal import Decimal

from bot.core.kinds import SPEND, Certainty
from bot.core.money import Money
from bot.core.rules import Rules, Updates


def test_a_channel_that_says_nothing_follows_any_payer_from_a_billion_dollars() -> None:
    rules = Rules("C1", "ai-spend")

    assert rules.min == Money(Decimal(1_000_000_000), "USD")
    assert rules.kinds == SPEND
    assert (rules.companies, rules.countries, rules.keywords_any, rules.keywords_none) == ((), (), (), ())


def test_denials_and_cancellations_are_followed_only_where_asked_for() -> None:
    assert Rules("C1", "ai-spend").certainty == {Certainty.ANNOUNCED, Certainty.REPORTED}


def test_a_posted_story_that_moves_on_is_edited_and_its_thread_told_by_default() -> None:
    assert Rules("C1", "ai-spend").updates is Updates.BOTH
    assert {u.value for u in Updates} == {"edit", "thread", "both", "off"}
