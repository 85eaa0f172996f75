from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from io import StringIO
from typing import Any

import pytest
from rich.console import Console

from bot.cli import show
from bot.core import ledger
from bot.core.alerts import Source, Was
from bot.core.changes import Change
from bot.core.facts import Fact
from bot.core.kinds import Certainty, Kind, Role
from bot.core.ledger import Unknown
from bot.ports import Posted
from bot.slack.answers import render_answer
from bot.slack.blocks import headline_of
from tests.slack import digests, samples

BILLION = Decimal(10**9)


def drawn(*shown: show.Shown, width: int = 200) -> str:
    """Return what a terminal without colours shows, a wide one unless told otherwise."""
    console = Console(file=StringIO(), width=width, highlight=False)
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

    assert [line.rstrip() for line in lines[:11]] == [
        "bolt: AI spending on record",
        "",
        "bolt commits",
        "  Investment pledge    $5B · 1 figure",
        "",
        "Rounds and programmes it led, most of it other people’s money",
        "  Equity stake         $5B · 1 figure",
        "",
        "Others commit to bolt",
        "  Contract             $5B · 1 figure",
        "",
    ]
    told = [line.split("  ") for line in lines if line.startswith("Feb 2025")]
    assert [[cell.strip() for cell in row if cell.strip()] for row in told] == [
        ["Feb 2025", "$5B", "Investment pledge", "3 years", "data centers", "Reuters"],
        ["Feb 2025", "$5B", "Round led", "into Coil", "Reuters"],
        ["Feb 2025", "$5B", "Contract", "sold to Coil", "no source"],
    ]
    assert any(line.startswith("3 commitments, newest first. ") for line in lines)


def test_a_record_shows_the_same_in_the_terminal_as_in_slack() -> None:
    printed = " ".join(drawn(show.answered(samples.RECORD)).split())
    (table,) = (block for block in render_answer(samples.RECORD, samples.TODAY).blocks if block["type"] == "table")

    cells = [cell for row in table["rows"] for cell in row]

    words = [cell["text"] if "text" in cell else cell["elements"][0]["elements"][0]["text"] for cell in cells]
    assert {"Round led", "sold to Apple and Tencent", "CN¥60–72.5B ($8.3–10B) → at least CN¥380B ($53B)"} <= set(words)
    assert [word for word in words if word != "–" and word not in printed] == []


def test_a_commitment_stands_in_one_line_with_what_it_was_and_what_it_is_now() -> None:
    facts = [fact("b", announced="2025-03", supersedes="a", usd=6 * BILLION, amount=6 * BILLION), fact("a")]

    lines = drawn(show.answered(ledger.answer("Bolt", facts))).splitlines()

    assert [line.split("  ")[:2] for line in lines if " 2025 " in line] == [["Mar 2025", "$5B → $6B"]]


def test_markup_in_names_is_shown_as_it_stands() -> None:
    record = drawn(show.answered(ledger.answer("[red]", [fact("a", "[red]", purpose="[bold]chips[/bold]")])))

    assert "[red]" in record
    assert "[bold]chips[/bold]" in record


def test_near_names_follow_an_unknown_one() -> None:
    assert drawn(show.answered(Unknown("metta", ("Meta", "Metaverse AG")))) == (
        "No company called “metta” is on record. Did you mean Meta or Metaverse AG?\n"
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


async def test_why_an_alert_is_news_is_printed() -> None:
    console = Console(file=StringIO(), width=400, highlight=False)

    await show.ConsolePoster(console).post(replace(samples.PLEDGE, news=("the largest on record", "$1B a year")))

    assert isinstance(console.file, StringIO)
    printed = [line.rstrip() for line in console.file.getvalue().splitlines()]
    assert "  Why it is news: the largest on record · $1B a year" in printed


async def test_a_change_is_printed_below_what_it_has_changed_in() -> None:
    console = Console(file=StringIO(), width=400, highlight=False)
    by = Source("Wire", "https://wire.example/raised", "Raised", None)
    raised = replace(samples.PLEDGE, was=Was(samples.META, Change.RAISED, by))

    await show.ConsolePoster(console).note(raised, "1.0")

    assert isinstance(console.file, StringIO)
    assert [line.rstrip() for line in console.file.getvalue().splitlines()] == [
        headline_of(raised),
        "  Raised: was $60–65B, now CN¥380B ($53B)",
        "  Wire  https://wire.example/raised",
    ]


async def test_a_digest_is_printed_with_its_sum_and_every_line() -> None:
    console = Console(file=StringIO(), width=400, highlight=False)

    posted = await show.ConsolePoster(console).post(digests.FULL)

    assert isinstance(console.file, StringIO)
    printed = console.file.getvalue()
    assert posted == Posted(f"console-{digests.FULL.id}")
    assert "AI spending, 16–22 Nov 2026: up to $145–148B in 14 announcements" in printed
    assert "Investment pledge: $81.1B · 8 announcements" in printed
    assert "Intel plans capex of $16B in 2026 – cut from $18B, −$2B" in printed
    assert "and 4 smaller ones, $4.35B together" in printed


async def test_a_fold_is_printed_with_all_its_alerts() -> None:
    console = Console(file=StringIO(), width=400, highlight=False)

    posted = await show.ConsolePoster(console).post(samples.FOLD)

    assert isinstance(console.file, StringIO)
    printed = console.file.getvalue()
    assert posted == Posted(f"console-{samples.FOLD.id}")
    assert printed.startswith("3 more announcements\n")
    assert [headline_of(alert) in printed for alert in samples.FOLD.alerts] == [True] * 3


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


def test_the_parts_of_each_total_are_listed_instead_of_the_newest_figures() -> None:
    facts = [fact("a"), fact("b", announced="2026-03", supersedes="a", usd=6 * BILLION, amount=6 * BILLION)]

    lines = [line.rstrip() for line in drawn(show.answered(ledger.answer("Bolt", facts), parts=True)).splitlines()]

    assert lines[:11] == [
        "Bolt: AI spending on record",
        "",
        "Bolt commits",
        "  Investment pledge    $6B · 1 figure",
        "",
        "Bolt commits: investment pledge",
        "  2026: $6B",
        "    + $6B, Mar 2026, Reuters",
        "  2025: nothing",
        "    - $5B, Feb 2025, Reuters: replaced by $6B of Mar 2026",
        "",
    ]


def test_several_years_are_told_apart_and_what_was_taken_back_is_said_to_be() -> None:
    facts = [
        fact("a"),
        fact("b", announced="2024-03"),
        fact("c", announced="2024-05"),
        fact("d", announced="2024-06", supersedes="c", certainty=Certainty.CANCELLED),
    ]

    printed = drawn(show.answered(ledger.answer("Bolt", facts)))

    assert "  2025: investment pledge $5B\n  2024: investment pledge $5B\n" in printed
    assert printed.count("$5B → cancelled") == 1


@pytest.mark.parametrize("parts", [False, True])
def test_an_id_can_be_copied_whole_from_a_narrow_terminal(parts: bool) -> None:
    long = "bolt-and-many-others-contract-2027-2032-2026-04-09"

    printed = drawn(
        show.answered(ledger.answer("Bolt", [fact(long, purpose="data centers")]), parts=parts, ids=True), width=60
    )

    assert long in printed
    assert "data centers" in " ".join(printed.split())


def test_a_sum_is_never_broken_within_a_word_however_narrow_the_terminal_is() -> None:
    ends: dict[str, Any] = {"amount": BILLION * 174 / 10, "usd": BILLION * 174 / 10, "high": BILLION * 194 / 10}
    told = fact("a", **ends, purpose="infrastructure " * 9, source_outlet="Republic " * 9)

    printed = drawn(show.answered(ledger.answer("Bolt", [told])), width=60)

    assert "$17.4–19.4B" in printed
    assert "Feb 2025" in printed


def test_a_line_of_an_account_stays_indented_where_it_is_broken() -> None:
    shown = show.answered(ledger.answer("Bolt", [fact("a", purpose="halls " * 30)]), parts=True)

    broken = [line for line in drawn(shown, width=60).splitlines() if "halls" in line]

    assert len(broken) > 2
    assert all(line.startswith("    ") for line in broken)


def test_what_was_led_and_is_no_round_is_not_called_one() -> None:
    facts = [fact("a", role=Role.LEAD), fact("b", role=Role.LEAD, kind=Kind.STAKE, counterparty="Coil")]

    printed = drawn(show.answered(ledger.answer("Bolt", facts)))

    assert (printed.count("Led: investment pledge"), printed.count("Round led")) == (1, 1)
