"""Stories held against each other: for each rule of `sameness` a pair that is one and a pair that is two."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from bot.core.figures import Figure
from bot.core.kinds import Certainty, Kind, Qualifier
from bot.core.likeness import sides
from bot.core.money import Money
from bot.core.sameness import APART
from bot.core.story import Story

DAY = datetime(2025, 2, 25, tzinfo=UTC)
BILLION = Decimal(10**9)


def usd(billions: str | int) -> Money:
    return Money(Decimal(billions) * BILLION, "USD")


def figure(amount: str | int = 10, org: str | None = "Microsoft", **changes: Any) -> Figure:
    sum_ = Decimal(amount) * BILLION
    return replace(Figure(f"${amount}bn", sum_, None, "USD", Kind.PLEDGE, usd=sum_, org=org, headline=True), **changes)


def deal(amount: str | int = 10, org: str | None = "OpenAI", **changes: Any) -> Figure:
    return figure(amount, org, **{"kind": Kind.CONTRACT, "counterparty": "Oracle"} | changes)


def stake(amount: str | int = 10, org: str | None = "SoftBank", **changes: Any) -> Figure:
    return figure(amount, org, **{"kind": Kind.STAKE, "counterparty": "OpenAI"} | changes)


def capex(amount: str | int = 10, **changes: Any) -> Figure:
    return figure(amount, **{"kind": Kind.CAPEX} | changes)


def story(of: Figure, *, places: str = "", named: str = "", sums: tuple[Money, ...] = (), **changes: Any) -> Story:
    """Return a story whose entry names some places and people, parted by commas, beside those of its figure."""
    people = {name for name in named.split(",") if name} | sides(of)
    where = frozenset(place for place in places.split(",") if place)
    base = Story("s", of, "Title", DAY, DAY, sums=sums, places=where, named=frozenset(people))
    return replace(base, **changes)


EUROS: dict[str, Any] = {"currency": "EUR", "usd": Decimal("10.5") * BILLION}
REPORTED: dict[str, Any] = {"certainty": Certainty.REPORTED}

PAIRS: dict[str, tuple[tuple[Story, Story], tuple[Story, Story]]] = {
    # Each rule: two that are one, and two that are two
    "place: a country": (
        (story(figure(), places="DE"), story(figure(), places="DE")),
        (story(figure(), places="DE"), story(figure(), places="FR")),
    ),
    "place: a state of a country": (
        (story(figure(), places="US/ohio"), story(figure(), places="US")),
        (story(figure(), places="US/ohio"), story(figure(), places="US/texas")),
    ),
    "place: one text names none": (
        (story(figure(), places="US/ohio"), story(figure())),
        (story(figure(), places="US/ohio"), story(figure(11))),
    ),
    "place: of a deal it says nothing": (
        (story(deal(), places="US/ohio"), story(deal(), places="DE")),
        (story(deal(kind=Kind.FUND), places="US/ohio"), story(deal(), places="DE")),
    ),
    "everywhere: the spending of a year and a site": (
        (story(capex(period="2025")), story(figure())),
        (story(capex(period="2025")), story(figure(), places="US/ohio")),
    ),
    "everywhere: without a year it may be the site": (
        (story(capex()), story(figure(), places="US/ohio")),
        (story(capex(period="2025")), story(figure(), places="US/ohio")),
    ),
    "everywhere: capex of a place": (
        (story(capex(period="2025"), places="US"), story(figure(), places="US/ohio")),
        (story(capex(period="2025"), places="DE"), story(figure(), places="US/ohio")),
    ),
    "time: a year": (
        (story(capex(period="2025")), story(capex(period="2025"))),
        (story(capex(period="2025")), story(capex(period="2026"))),
    ),
    "time: a quarter": (
        (story(capex(period="Q3 2025")), story(capex(period=None))),
        (story(capex(period="Q3 2025")), story(capex(period="Q2 2025"))),
    ),
    "time: years that are told in two ways": (
        (story(figure(period="4y")), story(figure(period="by 2030"))),
        (story(figure(period="FY2025")), story(figure(period="FY2026"))),
    ),
    "deal: the whole and a part": (
        (story(deal(20), sums=(usd(20), usd("3.2"))), story(deal("3.2"))),
        (story(deal(20), sums=(usd(20),)), story(deal("3.2"))),
    ),
    "deal: only of the same two": (
        (story(deal(20), sums=(usd("3.2"),)), story(deal("3.2"))),
        (story(deal(20), sums=(usd("3.2"),)), story(deal("3.2", counterparty="CoreWeave"))),
    ),
    "deal: only of one kind": (
        (story(stake(20), sums=(usd("3.2"),)), story(stake("3.2"))),
        (story(stake(20), sums=(usd("3.2"),)), story(deal("3.2", "SoftBank", counterparty="OpenAI"))),
    ),
    "deal: a plan has no parts": (
        (story(deal(20), sums=(usd("3.2"),)), story(deal("3.2"))),
        (story(figure(20), sums=(usd("3.2"),)), story(figure("3.2"))),
    ),
    "deal: told as a plan that names its other side": (
        (story(stake()), story(figure(org="SoftBank"), named="openai")),
        (story(stake()), story(figure(org="SoftBank"))),
    ),
    "deal: told as a plan for a place of its own": (
        (story(deal(counterparty="Nebius")), story(figure(org="OpenAI"))),
        (story(deal(counterparty="Nebius")), story(figure(org="OpenAI"), places="DE")),
    ),
    "settled: the sum moved a little": (
        (story(stake(10, **REPORTED)), story(stake(6))),
        (story(stake(10, **REPORTED)), story(stake("5.9"))),
    ),
    "settled: from a report to an announcement": (
        (story(stake(10, **REPORTED)), story(stake(8))),
        (story(stake(10)), story(stake(8))),
    ),
    "settled: of the same two": (
        (story(stake(10, **REPORTED)), story(stake(8))),
        (story(stake(10, **REPORTED)), story(stake(8, counterparty="xAI"))),
    ),
    "receiver: a round without its investors": (
        (story(stake()), story(stake(org=None))),
        (story(stake()), story(stake(org=None, counterparty="xAI"))),
    ),
    "receiver: however it is spelt": (
        (story(stake()), story(stake(org=None, counterparty="OPENAI"))),
        (story(stake()), story(stake(org=None, counterparty=None))),
    ),
    "payer misread: each names everybody of the other": (
        (story(figure(org="Microsoft"), named="g42"), story(figure(org="G42"), named="microsoft")),
        (story(figure(org="Microsoft"), named="g42"), story(figure(org="G42"))),
    ),
    "payer misread: a country is named as a place": (
        (story(figure(org="France"), named="brookfield"), story(figure(org="Brookfield"), places="FR")),
        (story(figure(org="France"), named="brookfield"), story(figure(org="Brookfield"), places="DE")),
    ),
    "payer misread: nobody in particular is no name": (
        (story(figure(org="Microsoft"), named="g42"), story(figure(org="G42"), named="microsoft")),
        (story(figure(org=None), named="g42"), story(figure(org="G42"))),
    ),
    "swap: shares against chips": (
        (
            story(stake(10, "Nvidia"), named="openai"),
            story(figure(10, "OpenAI"), named="nvidia"),
        ),
        (
            story(stake(10, "Nvidia"), named="openai"),
            story(deal(10, "OpenAI", counterparty="Nvidia"), named="nvidia"),
        ),
    ),
    "equity: a purchase of a company is no building": (
        (story(stake(10, "Meta", counterparty="Scale")), story(figure(10, "Meta", counterparty="Scale"))),
        (
            story(stake(10, "Meta", counterparty="Scale", kind=Kind.ACQUISITION)),
            story(figure(10, "Meta", counterparty="Scale")),
        ),
    ),
    "partner mistaken: over the same years": (
        (story(deal(period="5y"), named="coreweave"), story(deal(period="5y", counterparty="CoreWeave"))),
        (story(deal(), named="coreweave"), story(deal(counterparty="CoreWeave"))),
    ),
    "partner mistaken: one names the other's": (
        (story(deal(period="5y"), named="coreweave"), story(deal(period="5y", counterparty="CoreWeave"))),
        (story(deal(period="5y")), story(deal(period="5y", counterparty="CoreWeave"))),
    ),
    "partner mistaken: for the same money": (
        (story(deal(period="5y"), named="coreweave"), story(deal(period="5y", counterparty="CoreWeave"))),
        (story(deal(period="5y"), named="coreweave"), story(deal(12, period="5y", counterparty="CoreWeave"))),
    ),
    "partner mistaken: of one payer and kind": (
        (story(deal(period="5y"), named="coreweave"), story(deal(period="5y", counterparty="CoreWeave"))),
        (
            story(deal(period="5y"), named="coreweave"),
            story(deal(period="5y", counterparty="CoreWeave", kind=Kind.STAKE)),
        ),
    ),
    "money: dollars of two countries": (
        (story(figure()), story(figure(currency="CAD", usd=7 * BILLION))),
        (story(figure()), story(figure(currency="EUR", usd=7 * BILLION))),
    ),
    "money: dollars of two countries in the same number": (
        (story(figure()), story(figure(currency="AUD", usd=7 * BILLION))),
        (story(figure()), story(figure(11, currency="AUD", usd=7 * BILLION))),
    ),
    "money: said to be about that": (
        (story(figure(3, qualifier=Qualifier.ABOUT)), story(figure("2.85"))),
        (story(figure(3)), story(figure("2.85"))),
    ),
    "money: rounded in the last digit": (
        (story(figure("3.1", qualifier=Qualifier.ABOUT)), story(figure("3.06"))),
        (story(figure("3.1", qualifier=Qualifier.ABOUT)), story(figure("2.85"))),
    ),
    "money: of the rough one the hedge": (
        (story(figure(3, qualifier=Qualifier.ABOUT)), story(figure("2.85"))),
        (story(figure(3)), story(figure("2.85", qualifier=Qualifier.ABOUT))),
    ),
    "money: rates of one day, roughly": (
        (story(figure()), story(figure(9, **EUROS))),
        (story(figure()), story(figure(9, currency="EUR", usd=Decimal("10.8") * BILLION))),
    ),
    "money: undated, more roughly": (
        (story(figure()), story(figure(9, currency="EUR", usd=Decimal("10.8") * BILLION), published=None)),
        (story(figure()), story(figure(9, currency="EUR", usd=Decimal("11.5") * BILLION), published=None)),
    ),
    "also: what it was known by before": (
        (story(figure(15), also=(figure(),)), story(figure())),
        (story(figure(15)), story(figure())),
    ),
    "time: two weeks": (
        (story(figure()), story(figure(), published=DAY + APART)),
        (story(figure()), story(figure(), published=DAY + APART + timedelta(hours=1))),
    ),
    "time: a half of a year": (
        (story(capex(period="H1 2025")), story(capex(period="H1 2025"))),
        (story(capex(period="H1 2025")), story(capex(period="H2 2025"))),
    ),
    "everywhere: two tellings of the spending of a year": (
        (story(capex(period="2025")), story(capex(period="2025"), places="US")),
        (story(capex(period="2025")), story(figure(period="2025"), places="US")),
    ),
    "settled: a plan is not": (
        (story(stake(10, **REPORTED)), story(stake(8))),
        (story(figure(10, **REPORTED)), story(figure(8))),
    ),
    "settled: a plan with a partner is not": (
        (story(stake(10, **REPORTED)), story(stake(8))),
        (story(figure(10, counterparty="G42", **REPORTED)), story(figure(8, counterparty="G42"))),
    ),
    "settled: sums whose worth nobody knows are not": (
        (story(stake(10, usd=None, **REPORTED)), story(stake(10, usd=None))),
        (story(stake(10, usd=None, **REPORTED)), story(stake(8, usd=None))),
    ),
    "payer misread: for the same money": (
        (story(figure(org="Microsoft"), named="g42"), story(figure(org="G42"), named="microsoft")),
        (story(figure(org="Microsoft"), named="g42"), story(figure(11, org="G42"), named="microsoft")),
    ),
    "swap: of shares whose company nobody names": (
        (story(stake(10, "Nvidia"), named="xai"), story(figure(10, "xAI", counterparty=None), named="nvidia,openai")),
        (story(stake(10, "Nvidia", counterparty=None), named="xai"), story(figure(10, "xAI"), named="nvidia")),
    ),
    "swap: of a whole company": (
        (story(stake(10, "Nvidia"), named="xai"), story(figure(10, "xAI"), named="nvidia,openai")),
        (
            story(stake(10, "Nvidia", kind=Kind.ACQUISITION), named="xai"),
            story(figure(10, "xAI"), named="nvidia,openai"),
        ),
    ),
    "partner mistaken: of one payer": (
        (story(deal(period="5y"), named="coreweave"), story(deal(period="5y", counterparty="CoreWeave"))),
        (story(deal(period="5y"), named="coreweave"), story(deal(10, "xAI", period="5y", counterparty="CoreWeave"))),
    ),
    "undone: a denial is news of its own": (
        (story(figure(certainty=Certainty.DENIED)), story(figure(certainty=Certainty.CANCELLED))),
        (story(figure(certainty=Certainty.DENIED)), story(figure(certainty=Certainty.REPORTED))),
    ),
}

_FIGURES = st.builds(
    figure,
    amount=st.sampled_from(("3", "2.85", "3.02", "3.05", "4.5")),
    org=st.sampled_from(("OpenAI", "OPENAI", "Oracle", "France", None)),
    kind=st.sampled_from((Kind.PLEDGE, Kind.CAPEX, Kind.STAKE, Kind.CONTRACT, Kind.ACQUISITION)),
    currency=st.sampled_from(("USD", "EUR", "CAD")),
    usd=st.sampled_from((None, 3 * BILLION, Decimal("3.1") * BILLION)),
    usd_high=st.sampled_from((None, Decimal("3.3") * BILLION)),
    also=st.sampled_from(((), (usd("3.02"),))),
    org_alt=st.sampled_from(((), ("Oracle",))),
    counterparty=st.sampled_from((None, "Oracle", "OpenAI", "CoreWeave")),
    period=st.sampled_from((None, "2025", "2026", "4y", "FY2025")),
    qualifier=st.sampled_from((Qualifier.EXACT, Qualifier.ABOUT)),
    certainty=st.sampled_from((Certainty.ANNOUNCED, Certainty.REPORTED, Certainty.DENIED)),
)
STORIES = st.builds(
    Story,
    id=st.just("s"),
    figure=_FIGURES,
    title=st.just("Title"),
    first_seen=st.sampled_from((None, DAY)),
    published=st.sampled_from((None, DAY, DAY + APART, DAY + 2 * APART)),
    also=st.lists(_FIGURES, max_size=2).map(tuple),
    sums=st.lists(st.sampled_from((usd("3"), usd("2.85"), usd("4.5"))), max_size=3).map(tuple),
    places=st.frozensets(st.sampled_from(("US", "US/ohio", "FR")), max_size=2),
    named=st.frozensets(st.sampled_from(("openai", "oracle", "coreweave", "france")), max_size=4),
)
