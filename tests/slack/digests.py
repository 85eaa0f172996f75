"""A week for digests, made from facts as the program does: pledged, raised, cut, cancelled, in part, only reported."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from bot.core.cadences import Cadence, Every
from bot.core.digest import Digest, digest
from bot.core.dues import Due
from bot.core.facts import Fact
from bot.core.heard import EVER, Heard
from bot.core.kinds import Certainty, Kind, Qualifier, Role
from bot.core.moves import moves
from bot.core.rules import Rules

BERLIN = ZoneInfo("Europe/Berlin")
RULES = Rules("C0123ABC", "ai-spend", digest=Cadence(Every.WEEKLY, time(9), BERLIN))
DUE = Due(datetime(2026, 11, 16, 8, tzinfo=UTC), datetime(2026, 11, 23, 8, tzinfo=UTC))
WEEK = timedelta(days=7)


def fact(key: str, org: str, sum_: str, day: str = "2026-11-18", outlet: str = "Wire", **changes: Any) -> Fact:
    """Return a pledge of some billion dollars."""
    amount = Decimal(sum_) * 10**9
    url = f"https://{outlet.casefold().replace(' ', '')}.example/2026/11/{key}?a=1&b=2"
    base = Fact(key, day, org, Kind.PLEDGE, amount, "USD", usd=amount, source_url=url, source_outlet=outlet)
    return replace(base, **changes)


def now(one: Fact, hours: float = 30, *was: tuple[datetime, Fact]) -> Heard:
    """Return a fact that came so many hours after the week began."""
    return Heard(one, DUE.since + timedelta(hours=hours), was)


def follows(one: Fact) -> bool:
    return one.certainty in (Certainty.ANNOUNCED, Certainty.REPORTED)


TOP = Decimal(72 * 10**9)
CAPEX: dict[str, Any] = {"kind": Kind.CAPEX, "period": "2026"}
META = fact("meta-1", "Meta", "60", "2026-07-29", high=Decimal(65 * 10**9), usd_high=Decimal(65 * 10**9), **CAPEX)
YUAN = fact("alibaba", "Alibaba", "380", "2026-11-17", "Nikkei", currency="CNY", usd=Decimal(53 * 10**9), period="3y")
PLANS = (
    Heard(META, EVER),
    Heard(fact("intel-1", "Intel", "18", "2026-04-20", **CAPEX), EVER),
    Heard(fact("arm-1", "Arm", "6", "2026-10-02", kind=Kind.ACQUISITION, counterparty="Alphawave"), EVER),
    Heard(fact("apple-1", "Apple", "14", "2026-10-30", **CAPEX), EVER),
    Heard(fact("stargate", "OpenAI", "500", "2025-01-21", period="4y", purpose="Stargate sites"), EVER),
)
NEWS = (
    now(
        replace(fact("meta-2", "Meta", "64", outlet="CNBC", **CAPEX), high=TOP, usd_high=TOP, qualifier=Qualifier.RANGE)
    ),
    now(YUAN),
    now(
        fact(
            "ant",
            "",
            "30",
            outlet="The Information",
            kind=Kind.STAKE,
            counterparty="Anthropic",
            certainty=Certainty.REPORTED,
        )
    ),
    now(
        fact(
            "oracle",
            "OpenAI",
            "19.5",
            "2026-11-20",
            "Financial Times",
            kind=Kind.CONTRACT,
            counterparty="Oracle",
            period="2026-2030",
        )
    ),
    now(
        fact(
            "poolside",
            "Nvidia",
            "1",
            kind=Kind.STAKE,
            role=Role.LEAD,
            counterparty="Poolside",
            qualifier=Qualifier.UP_TO,
        )
    ),
    now(fact("india", "Reliance", "12", "2026-11-16", "Mint", purpose="data centres in Jamnagar", period="5y")),
    now(
        fact(
            "france",
            "France",
            "2.5",
            "2026-11-19",
            "Les Echos",
            kind=Kind.FUND,
            currency="EUR",
            usd=Decimal(2900 * 10**6),
        )
    ),
    now(
        fact("brookfield", "Brookfield", "10", "2026-11-21", org_alt=("Nvidia", "Kuwait"), purpose="AI infrastructure")
    ),
    now(fact("softbank", "SoftBank", "7", "2026-11-20", "Nikkei", kind=Kind.ACQUISITION, counterparty="Ampere")),
    now(fact("kakao", "Kakao", "1.4", "2026-11-20", period="by 2030")),
    now(fact("telus", "Telus", "1.3", "2026-11-20", currency="CAD", usd=Decimal(1300 * 10**6))),
    now(fact("mistral", "Mistral", "1.2", "2026-11-19")),
    now(fact("equinix", "Equinix", "1.1", "2026-11-19")),
    now(fact("tata", "Tata", "1.05", "2026-11-18")),
    now(fact("intel-2", "Intel", "16", "2026-11-19", "Reuters", **CAPEX)),
    now(
        fact(
            "arm-2",
            "Arm",
            "6",
            "2026-11-20",
            kind=Kind.ACQUISITION,
            counterparty="Alphawave",
            certainty=Certainty.CANCELLED,
            supersedes="arm-1",
        )
    ),
    now(
        fact(
            "apple-2",
            "Apple",
            "20",
            "2026-11-20",
            "Bloomberg",
            certainty=Certainty.REPORTED,
            supersedes="apple-1",
            **CAPEX,
        )
    ),
    now(fact("abilene", "OpenAI", "15", "2026-11-20", purpose="a Stargate site in Abilene", part_of="stargate")),
)
BEFORE = (
    now(fact("ms", "Microsoft", "9", "2026-11-11"), -100),
    now(fact("meta-0", "Meta", "1.5", "2026-11-12", kind=Kind.CONTRACT, counterparty="Arista"), -90),
    now(fact("reliance-0", "Reliance", "4", "2026-11-12", purpose="chips"), -80),
)


def made(*heard: Heard, rules: Rules = RULES, alerted: tuple[str, ...] = ()) -> Digest:
    """Return the digest of some facts, which must have something to tell."""
    then = DUE.since - WEEK
    found = digest(
        rules,
        DUE,
        moves(heard, DUE.since, DUE.until, follows, alerted),
        moves(heard, then, DUE.since, follows),
    )
    assert found is not None
    return found


FULL = made(*PLANS, *NEWS, *BEFORE)
SMALL = made(now(YUAN))
ONLY_CUT = made(*PLANS, *(one for one in NEWS if one.fact.id in ("intel-2", "arm-2")))
