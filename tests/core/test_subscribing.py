from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from bot.core.asking import parse
from bot.core.cadences import Cadence, Every
from bot.core.following import sentence, settings
from bot.core.hours import parse_hour, parse_zone
from bot.core.kinds import SPEND, Kind
from bot.core.money import Money
from bot.core.orgs import Directory, Org
from bot.core.quiet import Quiet
from bot.core.rules import EVERYTHING, Mute, Rules
from bot.core.subscribing import choose, drop, everything_of, muting
from bot.core.subscriptions import Choices, Subscription, in_force, laid_over, with_mute, without_mute
from bot.errors import RequestError

NONE = Choices()
NOW = datetime(2026, 11, 26, 9, tzinfo=UTC)
KNOWN = Directory([Org("Alibaba", ("BABA",), "CN"), Org("Meta"), Org("Microsoft", ("MSFT",)), Org("Bank of America")])
EUROS = Money(Decimal(500_000_000), "EUR")
FREE = Rules("C1", "ai-spend")
TWO = replace(FREE, companies=("Alibaba", "Meta"))


def chosen(text: str, rules: Rules | None = FREE, before: Choices = NONE) -> Choices:
    rest, all_companies, all_kinds = everything_of(text)
    query = parse(rest, KNOWN, NOW.date())
    return choose(query, rules, before, all_companies=all_companies, all_kinds=all_kinds)


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("", Choices()),
        ("baba, MSFT", Choices(companies=("Alibaba", "Microsoft"))),
        ("bank of america and meta", Choices(companies=("Bank of America", "Meta"))),
        ("alibaba min 2bn", Choices(companies=("Alibaba",), min=Money(Decimal(2_000_000_000), "USD"))),
        ("min €500m pledges contracts", Choices(min=EUROS, kinds=frozenset({Kind.PLEDGE, Kind.CONTRACT}))),
        ("chinese pledges", Choices(countries=("CN",), kinds=frozenset({Kind.PLEDGE}))),
        ("all", Choices(companies=(), countries=())),
        ("everyone all kinds", Choices(companies=(), countries=(), kinds=SPEND)),
    ],
)  # fmt: skip
def test_what_is_typed_behind_subscribe_becomes_choices(text: str, choices: Choices) -> None:
    assert chosen(text) == choices


def test_companies_are_added_to_those_followed_and_all_else_takes_the_place_of_the_old() -> None:
    before = Choices(companies=("Alibaba", "Meta"), min=Money(Decimal(1), "USD"), kinds=frozenset({Kind.FUND}))

    new = chosen("microsoft min 5bn capex", TWO, before)

    assert new.companies == ("Alibaba", "Meta", "Microsoft")
    assert (new.min, new.kinds) == (Money(Decimal(5_000_000_000), "USD"), frozenset({Kind.CAPEX}))


def test_any_payer_and_every_kind_can_be_had_again() -> None:
    before = Choices(companies=("Alibaba",), countries=("CN",), kinds=frozenset({Kind.FUND}))

    assert chosen("all", TWO, before) == Choices(companies=(), countries=(), kinds=frozenset({Kind.FUND}))
    assert chosen("all kinds", TWO, before) == replace(before, kinds=SPEND)
    assert chosen("all alibaba", replace(TWO, companies=("Meta",))).companies == ("Alibaba",)


def test_a_channel_that_followed_nothing_begins_with_what_it_names() -> None:
    assert chosen("meta", None).companies == ("Meta",)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("frobnitz", "no company called “frobnitz” is known"),
        ("micrsoft", "Did you mean Microsoft"),
        ("alibab2 meta", "Did you mean Alibaba"),
        ("alibaba 2025", "what is yet to come"),
        ("top 10", "what is yet to come"),
    ],
)
def test_what_a_subscription_cannot_hold_is_said(text: str, said: str) -> None:
    with pytest.raises(RequestError, match=said):
        chosen(text)


def test_companies_are_dropped_one_by_one() -> None:
    assert drop(parse("baba", KNOWN, NOW.date()), TWO, Choices()).companies == ("Meta",)


@pytest.mark.parametrize(
    ("text", "rules", "said"),
    [
        ("microsoft", TWO, "followed are Alibaba, Meta"),
        ("microsoft", FREE, "any payer is followed"),
        ("alibaba and meta", TWO, "no company would be left"),
        ("pledges", TWO, "only companies"),
    ],
)
def test_what_cannot_be_dropped_is_said(text: str, rules: Rules, said: str) -> None:
    with pytest.raises(RequestError, match=said):
        drop(parse(text, KNOWN, NOW.date()), rules, Choices())


@pytest.mark.parametrize(
    ("text", "what", "until"),
    [
        ("nvidia", "nvidia", NOW + timedelta(days=7)),
        ("nvidia 24h", "nvidia", NOW + timedelta(hours=24)),
        ("Bank of  America for 2 weeks", "Bank of America", NOW + timedelta(days=14)),
        ('"gas turbine" 3 days', "gas turbine", NOW + timedelta(days=3)),
        ("crypto until 2026-12-01", "crypto", datetime(2026, 12, 1, tzinfo=UTC)),
        ("crypto for good", "crypto", None),
        ("crypto forever", "crypto", None),
        ("24h", EVERYTHING, NOW + timedelta(hours=24)),
    ],
)
def test_what_is_muted_and_how_long_is_understood(text: str, what: str, until: datetime | None) -> None:
    assert muting(text, NOW) == (what, until)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "say what to mute"),
        ("for good", "`unsubscribe`"),
        ("nvidia until 2026-11-01", "over already"),
        ("nvidia until 2026-13-01", "is no day"),
        ("nvidia 0h", "at least 1h"),
        ("nvidia 999d", "at most 366d"),
    ],
)
def test_a_mute_that_cannot_be_meant_is_refused(text: str, said: str) -> None:
    with pytest.raises(RequestError, match=said):
        muting(text, NOW)


def test_a_channel_s_own_choices_are_laid_over_the_file_s() -> None:
    file = (replace(TWO, mutes=(Mute("crypto"),)), Rules("C2", "calm"), Rules("C3", "left"), Rules("C4", "gone"))
    own = Choices(min=Money(Decimal(5), "USD"), mutes=(Mute("Nvidia", NOW),))
    subscriptions = (
        Subscription("C1", "renamed", "U1", choices=own),
        Subscription("C3", "left", "U1", follows=False),
        Subscription("C4", "gone", "U1", paused="is_archived"),
        Subscription("C5", "new", "U1", choices=Choices(companies=("Meta",))),
    )
    defaults = Rules("", "", min=Money(Decimal(7), "USD"))

    held = in_force(file, defaults, subscriptions)

    assert held == (
        replace(TWO, name="renamed", min=Money(Decimal(5), "USD"), mutes=(Mute("crypto"), Mute("Nvidia", NOW))),
        Rules("C2", "calm"),
        Rules("C4", "gone"),
        Rules("C5", "new", min=Money(Decimal(7), "USD"), companies=("Meta",)),
    )


def test_quiet_hours_and_digests_of_the_file_can_be_switched_off() -> None:
    zone = parse_zone("UTC")
    file = replace(FREE, quiet=Quiet(zone, weekends=True), digest=Cadence(Every.DAILY, parse_hour("9:00"), zone))
    off = Choices(quiet=Quiet(zone), digest=Cadence(Every.OFF, parse_hour("9:00"), zone))

    rules = laid_over(file, Subscription("C1", "ai", "U1", choices=off))

    assert rules is not None
    assert (rules.quiet, rules.digest) == (None, None)


def test_a_mute_takes_the_place_of_an_earlier_one_and_those_that_are_over_go() -> None:
    before = Choices(mutes=(Mute("Nvidia", NOW + timedelta(days=1)), Mute("Meta", NOW), Mute("crypto")))

    after = with_mute(before, Mute("nvidia", NOW + timedelta(days=9)), NOW)

    assert after.mutes == (Mute("crypto"), Mute("nvidia", NOW + timedelta(days=9)))
    assert without_mute(after, "Crypto", NOW).mutes == (Mute("nvidia", NOW + timedelta(days=9)),)


def test_a_shorter_mute_takes_nothing_from_a_longer_one() -> None:
    long, good = Mute("Nvidia", NOW + timedelta(days=9)), Choices(mutes=(Mute("crypto"),))

    assert with_mute(Choices(mutes=(long,)), Mute("nvidia", NOW + timedelta(days=1)), NOW).mutes == (long,)
    assert with_mute(good, Mute("crypto", NOW + timedelta(days=1)), NOW) == good
    assert with_mute(Choices(mutes=(long,)), Mute("nvidia"), NOW).mutes == (Mute("nvidia"),)


def test_a_channel_s_settings_say_who_decided_them() -> None:
    own = Subscription("C1", "ai", "U1", choices=Choices(companies=("Alibaba",), mutes=(Mute(EVERYTHING, NOW),)))
    rules = laid_over(replace(FREE, mutes=(Mute("crypto"),)), own)
    assert rules is not None

    said = {one.label: (one.value, one.is_own) for one in settings(rules, own, NOW - timedelta(hours=1))}

    assert said["Companies"] == ("Alibaba", True)
    assert said["Least sum"] == ("$1B", False)
    assert [one.value for one in settings(rules, own, NOW) if one.label == "Muted"] == ["crypto for good"]
    assert said["Muted"] == ("everything until 26 Nov 2026, 09:00 UTC", True)
    assert "Languages" not in said


def test_a_channel_s_sentence_names_what_it_follows() -> None:
    rules = replace(TWO, kinds=frozenset({Kind.CAPEX, Kind.FUND, Kind.STAKE}), countries=("CN", "US"))

    said = sentence(rules)

    assert said == ("capital expenditure, stakes and funds of Alibaba or Meta in China or United States, from $1B")
