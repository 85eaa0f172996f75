from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from bot.core import relevance
from bot.core.alerts import MOST_OTHERS, Alert, Reason, Skip, decide, irrelevant
from bot.core.entry import Entry
from bot.core.figures import Figure
from bot.core.kinds import Certainty, Kind
from bot.core.money import Money
from bot.core.reading import Reading
from bot.core.relevance import Verdict
from bot.core.rules import Rules
from bot.core.stories import match
from tests.core.desk import DIRECTORY, RATES, entry, reading

ANY = Rules("C1", "ai-spend")
EVIDENCE = ("$53 billion", "AI")
TOLD = entry("Alibaba will invest $53 billion in AI data centers.", "Alibaba bets on AI")


def figure(**changes: Any) -> Figure:
    base = Figure(
        quote="$53 billion",
        amount=Decimal(53_000_000_000),
        high=None,
        currency="USD",
        kind=Kind.PLEDGE,
        usd=Decimal(53_000_000_000),
        org="Alibaba",
        headline=True,
    )
    return replace(base, **changes)


def judge(rules: Rules, *figures: Figure, of: Entry = TOLD) -> Alert | Skip:
    told = Reading(figures, Verdict(True, "new_commitment", EVIDENCE), "Alibaba will invest $53 billion.")
    (telling,) = match(of, told, (), None)
    return decide(rules, of, told, telling, DIRECTORY, RATES)


def skip(rules: Rules, *figures: Figure, of: Entry = TOLD) -> Skip:
    decided = judge(rules, *figures, of=of)
    assert isinstance(decided, Skip)
    return decided


def alert(rules: Rules, *figures: Figure, of: Entry = TOLD) -> Alert:
    decided = judge(rules, *figures, of=of)
    assert isinstance(decided, Alert)
    return decided


def test_a_story_that_meets_the_rules_is_an_alert_with_all_that_its_message_shows() -> None:
    shown = alert(ANY, figure())

    assert (shown.channel, shown.version, shown.figure) == ("C1", 1, figure())
    assert shown.summary == "Alibaba will invest $53 billion."
    assert (shown.source.outlet, shown.source.link, shown.source.title) == (TOLD.outlet, TOLD.link, TOLD.title)
    assert shown.source.published == TOLD.published
    assert shown.evidence == EVIDENCE
    assert shown.followed == "#ai-spend follows any payer, from $1B"


def test_deciding_twice_gives_the_same_alert() -> None:
    assert judge(ANY, figure()) == judge(ANY, figure())


def test_the_id_of_an_alert_tells_story_and_channel() -> None:
    here, there = alert(ANY, figure()), alert(replace(ANY, channel="C2"), figure())

    assert here.story == there.story
    assert here.id == f"{here.story}-C1"
    assert there.id == f"{there.story}-C2"


@pytest.mark.parametrize(
    ("rules", "changes", "reason", "detail"),
    [
        ({"min": Money(Decimal(10**11), "USD")}, {}, Reason.BELOW_MINIMUM, "$53B is below $100B"),
        ({"kinds": frozenset({Kind.CAPEX})}, {}, Reason.KIND_NOT_FOLLOWED, "investment pledge is not followed"),
        ({}, {"certainty": Certainty.DENIED}, Reason.CERTAINTY_NOT_FOLLOWED, "denied is not followed"),
        ({"companies": ("Meta",)}, {}, Reason.COMPANY_NOT_FOLLOWED, "Alibaba is not followed"),
        (
            {"companies": ("Meta",)},
            {"org": None, "counterparty": "OpenAI", "kind": Kind.STAKE},
            Reason.COMPANY_NOT_FOLLOWED,
            "OpenAI is not followed",
        ),
        ({"companies": ("Meta",)}, {"org": None}, Reason.COMPANY_NOT_FOLLOWED, "nobody named is not followed"),
        ({"countries": ("FR",)}, {}, Reason.COUNTRY_NOT_FOLLOWED, "CN is not followed"),
        ({"countries": ("FR",)}, {"org": "Firmus"}, Reason.COUNTRY_NOT_FOLLOWED, "no country is not followed"),
        ({"countries": ("FR",)}, {"org": None}, Reason.COUNTRY_NOT_FOLLOWED, "no country is not followed"),
        ({"keywords_none": ("data centers",)}, {}, Reason.KEYWORD_EXCLUDED, "the text holds “data centers”"),
        ({"keywords_any": ("robot", "car")}, {}, Reason.KEYWORD_MISSING, "the text holds none of “robot”, “car”"),
    ],
)
def test_what_does_not_meet_the_rules_is_skipped_with_the_values_compared(
    rules: dict[str, Any], changes: dict[str, Any], reason: Reason, detail: str
) -> None:
    assert skip(replace(ANY, **rules), figure(**changes)) == Skip(reason, detail)


@pytest.mark.parametrize(
    ("changes", "followed"),
    [
        ({"org": "Oracle"}, "Oracle, here as payer"),
        ({"org": "OpenAI", "org_alt": ("SoftBank", "Oracle")}, "Oracle, here as joint payer"),
        ({"org": "OpenAI", "kind": Kind.CONTRACT, "counterparty": "Oracle"}, "Oracle, here as counterparty"),
    ],
)
def test_a_followed_company_is_said_to_pay_to_pay_jointly_or_to_be_paid(changes: dict[str, Any], followed: str) -> None:
    rules = replace(ANY, companies=("Alibaba", "Oracle"))

    assert alert(rules, figure(**changes)).followed == f"#ai-spend follows {followed}, from $1B"


def test_a_company_is_followed_however_it_is_spelled() -> None:
    assert alert(replace(ANY, companies=("ALIBABA",)), figure()).followed.startswith("#ai-spend follows ALIBABA")


def test_the_country_of_any_who_pays_counts() -> None:
    rules = replace(ANY, countries=("JP",))

    assert isinstance(judge(rules, figure(org="OpenAI", org_alt=("SoftBank",))), Alert)
    assert skip(rules, figure(org="OpenAI", org_alt=("Oracle",))).detail == "US is not followed"


def test_a_minimum_in_euros_is_compared_in_dollars() -> None:
    rules = replace(ANY, min=Money(Decimal(5_000_000_000), "EUR"))

    assert isinstance(judge(rules, figure(usd=Decimal(5_300_000_000))), Alert)
    assert skip(rules, figure(usd=Decimal(5_200_000_000))).detail == "$5.2B is below €5B"


def test_the_high_end_of_a_range_meets_the_minimum() -> None:
    spread = figure(amount=Decimal(900_000_000), usd=Decimal(900_000_000), usd_high=Decimal(1_100_000_000))

    assert isinstance(judge(ANY, spread), Alert)


def test_a_sum_of_exactly_the_minimum_is_enough() -> None:
    assert isinstance(judge(ANY, figure(usd=Decimal(1_000_000_000))), Alert)


def test_a_sum_in_a_currency_without_a_rate_is_never_dropped() -> None:
    assert isinstance(judge(ANY, figure(currency="XAG", amount=Decimal(1), usd=None)), Alert)


def test_a_minimum_in_a_currency_without_a_rate_drops_nothing() -> None:
    assert isinstance(judge(replace(ANY, min=Money(Decimal(10**15), "XAG")), figure()), Alert)


def test_the_largest_figure_that_meets_the_rules_is_shown() -> None:
    rules = replace(ANY, kinds=frozenset({Kind.CAPEX}))
    pledge, capex = figure(), figure(kind=Kind.CAPEX, amount=Decimal(10**10), usd=Decimal(10**10))

    assert alert(rules, pledge, capex).figure == capex


def test_where_no_figure_meets_the_rules_the_largest_tells_why() -> None:
    small = figure(usd=Decimal(1), certainty=Certainty.DENIED)

    assert skip(replace(ANY, kinds=frozenset({Kind.FUND})), small, figure()).reason is Reason.KIND_NOT_FOLLOWED


def test_other_spending_goes_along_and_other_sums_do_not() -> None:
    rivals = [figure(org="Meta", amount=Decimal(n), headline=False) for n in range(1, 9)]
    worth = figure(kind=Kind.MARKET_VALUE, headline=False)

    assert alert(ANY, figure(), worth, *rivals).others == tuple(rivals[:MOST_OTHERS])


@pytest.mark.parametrize(
    ("keyword", "text", "found"),
    [
        ("ai", "Money for AI.", True),
        ("AI", "It said so again.", False),
        ("data center", "A data centers deal", False),
        ("芯片", "阿里巴巴投资AI芯片工厂", True),
        ("AI", "阿里巴巴投资AI芯片工厂", True),
        ("l’IA", "Des milliards pour l'IA", True),
        ("C++", "Written in C++.", True),
    ],
)
def test_a_keyword_is_a_whole_word_in_any_script(keyword: str, text: str, found: bool) -> None:
    rules = replace(ANY, keywords_any=(keyword,))

    assert isinstance(judge(rules, figure(), of=entry(text)), Alert) is found


def test_an_unwanted_word_weighs_more_than_a_wanted_one() -> None:
    rules = replace(ANY, keywords_any=("AI",), keywords_none=("AI",))

    assert skip(rules, figure()).reason is Reason.KEYWORD_EXCLUDED


@pytest.mark.parametrize(
    ("title", "text", "reason"),
    [
        ("A great day for AI", "Nobody named a sum.", Reason.NO_MONEY),
        ("AI chips lift Nvidia", "Nvidia had revenue of $39 billion.", Reason.NO_SPEND),
        ("Roche to invest $50 billion", "Roche will invest $50 billion in plants.", Reason.NOT_AI),
        ("Microsoft opens $1 billion AI data center", "Microsoft opened it today.", Reason.NOT_NEWS),
        ("$10 billion for AI data centers", "A campus is planned at a cost of $10 billion.", Reason.NO_PAYER),
    ],
)
def test_an_entry_that_is_no_new_commitment_is_skipped_before_any_channel_is_asked(
    title: str, text: str, reason: Reason
) -> None:
    decided = irrelevant(reading(text, title))

    assert decided is not None
    assert decided.reason is reason


def test_a_new_commitment_is_not_irrelevant() -> None:
    assert irrelevant(reading("Alibaba will invest $53 billion in AI.")) is None


def test_a_skip_names_at_most_three_pieces_of_evidence() -> None:
    verdict = relevance.Verdict(False, "no_spend", ("a", "b", "c", "d"))

    assert irrelevant(Reading((), verdict, "")) == Skip(Reason.NO_SPEND, "a, b, c")
