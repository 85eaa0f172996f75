from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from bot.cli import show
from bot.core import ledger
from bot.core.facts import Fact
from bot.core.kinds import Kind, Role
from bot.core.ledger import Unknown
from bot.ports import Posted
from bot.slack.blocks import headline_of
from tests.slack import samples

BILLION = Decimal(10**9)


def drawn(*shown: show.Shown) -> str:
    """Return what a wide terminal without colours shows."""
    console = Console(file=StringIO(), width=200, highlight=False)
    for one in shown:
        console.print(one)
    assert isinstance(console.file, StringIO)
    return console.file.getvalue()


def fact(key: str, org: str = "Bolt", **changes: Any) -> Fact:
    plain = Fact(key, "2025-02", org, Kind.PLEDGE, 5 * BILLION, "USD", usd=5 * BILLION, source_outlet="Reuters")
    return replace(plain, **changes)


def test_a_record_parts_what_a_company_pays_led_and_receives() -> None:
    facts = [
        fact("a", period="3y", purpose="data centers"),
        fact("b", kind=Kind.STAKE, role=Role.LEAD, counterparty="Coil"),
        fact("c", "Coil", kind=Kind.CONTRACT, counterparty="Bolt", source_outlet=None),
    ]

    lines = drawn(show.answered(ledger.answer("bolt", facts))).splitlines()

    assert [line.split()[0] for line in lines[1:4]] == ["pays", "led", "receives"]
    assert all("$5B" in line and line.endswith("of 1") for line in lines[1:4])
    told = [line.split("  ") for line in lines if line.startswith("2025-02")]
    assert [[cell.strip() for cell in row if cell.strip()] for row in told] == [
        ["2025-02", "$5B", "pledge", "3y", "data centers", "Reuters"],
        ["2025-02", "$5B", "stake", "into Coil", "Reuters"],
        ["2025-02", "$5B", "contract", "sold to Coil"],
    ]
    assert lines[-1] == "3 of 3 figures, newest first; each sum is counted once."


def test_markup_in_names_is_shown_as_it_stands() -> None:
    record = drawn(show.answered(ledger.answer("[red]", [fact("a", "[red]", purpose="[bold]chips[/bold]")])))

    assert "[red]" in record
    assert "[bold]chips[/bold]" in record


def test_near_names_follow_an_unknown_one() -> None:
    assert drawn(show.answered(Unknown("metta", ("Meta", "Metaverse AG")))) == (
        "Nothing is known of 'metta'. Did you mean Meta, Metaverse AG?\n"
    )


@pytest.mark.parametrize("name", samples.ALERTS)
async def test_every_sample_alert_is_printed_with_its_headline_source_and_reason(name: str) -> None:
    console = Console(file=StringIO(), width=400, highlight=False)
    alert = samples.ALERTS[name]

    posted = await show.ConsolePoster(console).post(alert)

    assert isinstance(console.file, StringIO)
    printed = console.file.getvalue()
    assert posted == Posted(f"console-{alert.id}")
    assert alert.followed in printed
    assert alert.source.outlet in printed
    assert (alert.source.link or "") in printed
    assert all(not line.strip() or line.startswith("  ") for line in printed.splitlines()[1:])


async def test_the_headline_printed_is_the_one_posted() -> None:
    alert = replace(samples.PLEDGE, figure=samples.META)
    console = Console(file=StringIO(), width=400, highlight=False)

    await show.ConsolePoster(console).post(alert)

    assert isinstance(console.file, StringIO)
    assert console.file.getvalue().startswith(f"{headline_of(alert)}\n")
    assert headline_of(alert) == "Meta plans capex of $60–65B in 2025"


async def test_a_terminal_remembers_nothing() -> None:
    alert = next(iter(samples.ALERTS.values()))

    day = datetime(2025, 2, 25, tzinfo=UTC)

    assert await show.ConsolePoster().find(alert, day, day) is None


async def test_an_alert_without_date_link_and_summary_is_printed_too() -> None:
    console = Console(file=StringIO(), width=200, highlight=False)
    alert = next(iter(samples.ALERTS.values()))
    bare = replace(alert, summary="", source=replace(alert.source, link=None, published=None))

    await show.ConsolePoster(console).post(bare)

    assert isinstance(console.file, StringIO)
    assert f"  {bare.source.outlet}" in [line.rstrip() for line in console.file.getvalue().splitlines()]
