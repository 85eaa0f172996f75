from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import relevance
from bot.core.alerts import MOST_OTHERS, Alert, Reason, Skip, decide, irrelevant
from bot.core.entry import Entry
from bot.core.figures import Figure
from bot.core.kinds import Certainty, Kind
from bot.core.money import Money
from bot.core.reading import Reading
from bot.core.relevance import Verdict
from bot.core.rules import Layout, Mute, Rules
from bot.core.stories import match
from tests.core.desk import DAY, DIRECTORY, RATES, entry, reading

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


def judge(
    rules: Rules, *figures: Figure, of: Entry = TOLD, now: datetime | None = None, feed: str | None = None
) -> Alert | Skip:
    told = Reading(figures, Verdict(True, "new_commitment", EVIDENCE), "Alibaba will invest $53 billion.")
    (telling,) = match(of, told, (), None)
    return decide(rules, of, told, telling, DIRECTORY, RATES, now=now, feed=feed)


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
    assert shown.followed == "#ai-spend follows any payer ≥ $1B"
    assert (shown.layout, shown.channel_name, shown.taken_out) == (Layout.FULL, "ai-spend", None)


def test_an_alert_is_laid_out_as_its_channel_wants_it() -> None:
    assert alert(replace(ANY, layout=Layout.COMPACT), figure()).layout is Layout.COMPACT


def test_the_kinds_a_channel_follows_are_named_where_it_does_not_follow_all() -> None:
    rules = replace(ANY, kinds=frozenset({Kind.FUND, Kind.PLEDGE, Kind.CAPEX}))

    assert alert(rules, figure()).followed == "#ai-spend follows capital expenditure, pledges and funds ≥ $1B"


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
    ("changes", "side"),
    [
        ({"org": "Oracle"}, "as payer"),
        ({"org": "OpenAI", "org_alt": ("SoftBank", "Oracle")}, "as joint payer"),
        ({"org": "OpenAI", "kind": Kind.CONTRACT, "counterparty": "Oracle"}, "as counterparty"),
    ],
)
def test_a_followed_company_is_said_to_pay_to_pay_jointly_or_to_be_paid(changes: dict[str, Any], side: str) -> None:
    rules = replace(ANY, companies=("Alibaba", "Oracle"))

    assert alert(rules, figure(**changes)).followed == f"#ai-spend follows Oracle (here {side}) and 1 more ≥ $1B"


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


@pytest.mark.parametrize("published", [DAY, None])
def test_a_sum_in_the_minimums_own_currency_is_held_against_it_as_it_stands(published: datetime | None) -> None:
    five = Money(Decimal(5 * 10**9), "CNY")
    exactly = figure(amount=five.amount, currency="CNY", usd=Decimal(690_000_000))
    less = replace(exactly, amount=five.amount - 1)
    of = replace(TOLD, published=published)

    assert isinstance(judge(replace(ANY, min=five), exactly, of=of), Alert)
    assert isinstance(judge(replace(ANY, min=five), replace(less, high=five.amount), of=of), Alert)
    assert isinstance(judge(replace(ANY, min=five), replace(less, currency="HKD", also=(five,)), of=of), Alert)
    assert skip(replace(ANY, min=five), less, of=of).detail == "$690M is below CN¥5B"


def test_a_currency_without_a_rate_is_still_held_against_a_minimum_in_it() -> None:
    rules = replace(ANY, min=Money(Decimal(10**9), "XAG"))
    small = figure(amount=Decimal(2 * 10**8), currency="XAG", usd=None)

    assert skip(rules, small).reason is Reason.BELOW_MINIMUM
    assert isinstance(judge(rules, replace(small, amount=Decimal(10**9))), Alert)


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
        ("C++", "Written in C++20.", True),
        ("data center", "A data\n center deal", True),
        ("data\u00a0center", "A data center deal", True),
        ("ＧＰＵ", "New gpu farms", True),
        ("GPU", "ＧＰＵ工場", True),
        ("반도체", "삼성전자가 반도체를 만든다", True),
        ("データ", "AIデータセンター", True),
        ("ชิป", "ลงทุนในชิปปัญญาประดิษฐ์", True),
        ("чип", "чипы", False),
        ("électricité", "D’ÉLECTRICITÉ", True),
        ("5", "53 billion", False),
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


# Languages and feeds


@pytest.mark.parametrize(
    ("languages", "language", "passes"),
    [
        ((), "zh", True),
        (("en",), "en", True),
        (("en", "zh"), "zh", True),
        (("en",), None, True),
        (("en",), "zh", False),
    ],
)
def test_an_entry_in_another_language_than_those_followed_is_skipped(
    languages: tuple[str, ...], language: str | None, passes: bool
) -> None:
    decided = judge(replace(ANY, languages=languages), figure(), of=replace(TOLD, language=language))

    assert isinstance(decided, Alert) is passes
    assert passes or decided == Skip(Reason.LANGUAGE_NOT_FOLLOWED, "zh is not followed")


@pytest.mark.parametrize(
    ("feeds", "feed", "passes"),
    [
        ((), "Wire", True),
        (("Wire",), "Wire", True),
        (("WIRE", "FT"), "Wire", True),
        (("FT",), None, True),
        (("FT",), "Wire", False),
    ],
)
def test_an_entry_of_another_feed_than_those_followed_is_skipped(
    feeds: tuple[str, ...], feed: str | None, passes: bool
) -> None:
    decided = judge(replace(ANY, feeds=feeds), figure(), feed=feed)

    assert isinstance(decided, Alert) is passes
    assert passes or decided == Skip(Reason.FEED_NOT_FOLLOWED, "Wire is not followed")


# Mutes

UNTIL = datetime(2025, 12, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("what", "changes", "detail"),
    [
        ("Alibaba", {}, "Alibaba is muted"),
        ("baba", {}, "Alibaba is muted"),
        ("Oracle", {"counterparty": "Oracle", "kind": Kind.CONTRACT}, "Oracle is muted"),
        ("SoftBank", {"org_alt": ("Oracle", "SoftBank")}, "SoftBank is muted"),
        ("firmus", {"org": "Firmus"}, "firmus is muted"),
        ("Nvidia", {}, None),
        ("data centers", {}, "“data centers” is muted"),
        ("data center", {}, None),
    ],
)
def test_a_company_is_muted_where_it_has_a_part_and_a_word_where_it_stands(
    what: str, changes: dict[str, Any], detail: str | None
) -> None:
    decided = judge(replace(ANY, mutes=(Mute(what),)), figure(**changes))

    assert decided == Skip(Reason.MUTED, detail) if detail is not None else isinstance(decided, Alert)


def test_a_company_that_is_only_mentioned_is_not_muted() -> None:
    mentioned = replace(TOLD, text="Alibaba will invest $53 billion in AI chips of Nvidia and its rivals.")

    assert isinstance(judge(replace(ANY, mutes=(Mute("Nvidia"),)), figure(), of=mentioned), Alert)


def test_a_muted_company_takes_the_whole_announcement_with_it() -> None:
    rules = replace(ANY, mutes=(Mute("Oracle"),))
    part = figure(amount=Decimal(10**10), usd=Decimal(10**10))

    assert skip(rules, figure(counterparty="Oracle"), part).reason is Reason.MUTED
    assert skip(rules, part, figure(counterparty="Oracle")).reason is Reason.MUTED


def test_a_story_can_be_muted_by_its_id() -> None:
    story = alert(ANY, figure()).story

    assert skip(replace(ANY, mutes=(Mute(story),)), figure()) == Skip(Reason.MUTED, f"story {story} is muted")


@pytest.mark.parametrize(
    ("now", "published", "muted"),
    [
        (UNTIL - timedelta(seconds=1), DAY, True),
        (UNTIL, DAY, False),
        (UNTIL, None, False),
        (None, UNTIL - timedelta(seconds=1), True),
        (None, UNTIL, False),
        (None, None, True),
    ],
)
def test_a_mute_ends_by_the_clock_or_in_a_replay_by_the_entrys_date(
    now: datetime | None, published: datetime | None, muted: bool
) -> None:
    rules = replace(ANY, mutes=(Mute("Alibaba", UNTIL),))

    decided = judge(rules, figure(), of=replace(TOLD, published=published), now=now)

    assert (decided == Skip(Reason.MUTED, "Alibaba is muted until 1 Dec 2025")) is muted
    assert isinstance(decided, Alert) is not muted


def test_what_would_not_be_posted_anyway_is_not_called_muted() -> None:
    rules = replace(ANY, mutes=(Mute("Alibaba"),), companies=("Meta",))

    assert skip(rules, figure()).reason is Reason.COMPANY_NOT_FOLLOWED


# All filters together

NARROWINGS: dict[Reason, dict[str, Any]] = {
    Reason.LANGUAGE_NOT_FOLLOWED: {"languages": ("de",)},
    Reason.FEED_NOT_FOLLOWED: {"feeds": ("FT",)},
    Reason.KEYWORD_EXCLUDED: {"keywords_none": ("bets",)},
    Reason.KEYWORD_MISSING: {"keywords_any": ("robots",)},
    Reason.KIND_NOT_FOLLOWED: {"kinds": frozenset({Kind.FUND})},
    Reason.CERTAINTY_NOT_FOLLOWED: {"certainty": frozenset({Certainty.DENIED})},
    Reason.COMPANY_NOT_FOLLOWED: {"companies": ("Meta",)},
    Reason.COUNTRY_NOT_FOLLOWED: {"countries": ("FR",)},
    Reason.BELOW_MINIMUM: {"min": Money(Decimal(10**12), "EUR")},
    Reason.MUTED: {"mutes": (Mute("Alibaba"),)},
}
"""Each keeps the entry out by itself; in the order in which they are asked."""

PASSING: dict[str, Any] = {
    "languages": ("en", "zh"),
    "feeds": ("Wire",),
    "keywords_none": ("robots",),
    "keywords_any": ("bets",),
    "kinds": frozenset({Kind.PLEDGE}),
    "certainty": frozenset({Certainty.ANNOUNCED}),
    "companies": ("Alibaba",),
    "countries": ("CN",),
    "min": Money(Decimal(10**9), "EUR"),
    "mutes": (Mute("Meta"), Mute("Alibaba", DAY)),
}


def test_of_several_filters_that_keep_an_entry_out_the_first_is_the_reason() -> None:
    of, now = replace(TOLD, language="en"), DAY + timedelta(days=1)
    wrong = []

    for refusing in product([False, True], repeat=len(NARROWINGS)):
        chosen = [reason for reason, refuses in zip(NARROWINGS, refusing, strict=True) if refuses]
        said = dict(PASSING)
        for reason in chosen:
            said |= NARROWINGS[reason]
        decided = judge(replace(ANY, **said), figure(), of=of, now=now, feed="Wire")
        if ([decided.reason] if isinstance(decided, Skip) else []) != chosen[:1]:
            wrong.append((chosen, decided))

    assert wrong == []


WORDS = ("AI", "data centers", "robots", "芯片", "Nvidia")
NAMES = ("Alibaba", "Meta", "Oracle", "Nobody")
texts = st.sampled_from(WORDS)
rules_of_any_kind = st.builds(
    Rules,
    channel=st.just("C1"),
    name=st.just("ai-spend"),
    min=st.builds(
        Money, st.sampled_from([Decimal(0), Decimal(10**9), Decimal(10**11)]), st.sampled_from(["USD", "EUR", "XAG"])
    ),
    kinds=st.frozensets(st.sampled_from(Kind)),
    certainty=st.frozensets(st.sampled_from(Certainty)),
    companies=st.lists(st.sampled_from(NAMES), max_size=2).map(tuple),
    countries=st.lists(st.sampled_from(["CN", "US", "FR"]), max_size=2).map(tuple),
    keywords_any=st.lists(texts, max_size=2).map(tuple),
    keywords_none=st.lists(texts, max_size=1).map(tuple),
    languages=st.lists(st.sampled_from(["en", "zh"]), max_size=2).map(tuple),
    feeds=st.lists(st.sampled_from(["Wire", "FT"]), max_size=2).map(tuple),
    mutes=st.lists(
        st.builds(Mute, st.sampled_from((*WORDS, *NAMES)), st.sampled_from([None, DAY, UNTIL])), max_size=2
    ).map(tuple),
)
told_figures = st.builds(
    figure,
    org=st.sampled_from([None, "Alibaba", "Meta"]),
    counterparty=st.sampled_from([None, "Oracle"]),
    kind=st.sampled_from([Kind.PLEDGE, Kind.CONTRACT, Kind.STAKE]),
    certainty=st.sampled_from(Certainty),
    usd=st.sampled_from([None, Decimal(10**8), Decimal(53 * 10**9)]),
    currency=st.sampled_from(["USD", "EUR", "XAG"]),
).filter(lambda one: one.org is not None or one.counterparty is not None)
told_entries = st.builds(
    lambda word, language, published: replace(TOLD, text=f"Money for {word}.", language=language, published=published),
    texts,
    st.sampled_from([None, "en", "zh"]),
    st.sampled_from([None, DAY, UNTIL]),
)
moments = st.sampled_from([None, DAY, UNTIL])
feeds = st.sampled_from([None, "Wire", "Other"])


@given(rules_of_any_kind, told_figures, told_entries, moments, feeds)
def test_deciding_twice_gives_the_same_and_a_skip_always_says_what_was_compared(
    rules: Rules, told: Figure, of: Entry, now: datetime | None, feed: str | None
) -> None:
    decided = judge(rules, told, of=of, now=now, feed=feed)

    assert judge(rules, told, of=of, now=now, feed=feed) == decided
    assert isinstance(decided, Alert) or decided.detail.strip()


def _narrower(wide: Rules, other: Rules) -> Rules:
    """Return rules that ask for all that both ask for, or for more."""

    shared: dict[str, Any] = {}
    for name in ("companies", "countries", "keywords_any", "languages", "feeds"):
        ours, theirs = getattr(wide, name), getattr(other, name)
        shared[name] = tuple(one for one in ours if one in theirs) or ours or theirs
    return replace(
        wide,
        min=max(wide.min, replace(other.min, currency=wide.min.currency), key=lambda money: money.amount),
        kinds=wide.kinds & other.kinds,
        certainty=wide.certainty & other.certainty,
        keywords_none=(*wide.keywords_none, *other.keywords_none),
        mutes=(*wide.mutes, *other.mutes),
        **shared,
    )


@given(rules_of_any_kind, rules_of_any_kind, told_figures, told_entries, moments, feeds)
def test_a_narrower_rule_never_lets_more_through(
    wide: Rules, other: Rules, told: Figure, of: Entry, now: datetime | None, feed: str | None
) -> None:
    if isinstance(judge(wide, told, of=of, now=now, feed=feed), Skip):
        assert isinstance(judge(_narrower(wide, other), told, of=of, now=now, feed=feed), Skip)
