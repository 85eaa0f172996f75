"""The window with every figure: opened at once, filled, turned, and honest where that goes wrong."""

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.corrections import Correction
from bot.core.evidence import PER_PAGE, Evidence
from bot.core.facts import Fact
from bot.core.kinds import Certainty
from bot.core.positions import Placing, State
from bot.core.query import Query
from bot.sandbox import Fault, Sandbox, Seen, SeenView
from bot.sandbox.blocks import check_view
from bot.slack.desk import TOO_SLOW, WRONG
from bot.slack.evidence import render_evidence, render_loading, render_trouble
from bot.slack.evidence_modal import CLOSED, GONE, LATE, REFUSED
from tests.slack import samples
from tests.slack.conftest import Records, private_answer, until
from tests.slack.test_limits import HOSTILE, quick


async def press(slack: Sandbox) -> Seen:
    """Ask for a record, press *Every figure*, and return the record."""
    await slack.type_slash(slack.channel, slack.user, "/aispend alibaba")
    record = await private_answer(slack)
    await slack.click(record, "evidence")
    return record


async def window(slack: Sandbox, words: str) -> SeenView:
    """Wait until the window says something, and return it."""

    def said() -> SeenView | None:
        view = slack.modal()
        return view if view is not None and words in view.plain else None

    return await slack.wait_for(said)


@pytest.mark.usefixtures("listener")
async def test_the_window_shows_each_figure_with_its_words_its_source_and_who_put_it_right(slack: Sandbox) -> None:
    await press(slack)

    view = await window(slack, "35 figures on record")

    lines = view.plain.split("\n")
    assert lines[:3] == ["Every figure", "Alibaba: 35 figures on record", "page 1 of 2 · figures 1 to 30, newest first"]
    assert "at least CN¥380B ($53B) · Investment pledge · over 3 years" in lines
    assert any("South China Morning Post" in line and "corrected by @ben on 27 Feb 2025: " in line for line in lines)
    assert "CN¥38B ($5.3B) → at least CN¥380B ($53B) (Page 3 of the ∗filing∗)" in view.plain
    assert any("read from “at least 380 billion yuan <!channel>”" in line for line in lines)
    assert any(line.endswith("reported · in FY2025 · replaced since") for line in lines)


@pytest.mark.usefixtures("listener")
async def test_the_window_is_open_before_the_ledger_has_answered(slack: Sandbox, records: Records) -> None:
    await slack.type_slash(slack.channel, slack.user, "/aispend alibaba")
    record = await private_answer(slack)
    records.gate.clear()

    await slack.click(record, "evidence")
    await window(slack, "Reading the ledger…")
    records.gate.set()

    await window(slack, "35 figures on record")


@pytest.mark.usefixtures("listener")
async def test_pages_are_turned_inside_the_window(slack: Sandbox) -> None:
    await press(slack)
    first = await window(slack, "page 1 of 2")

    turn = await slack.click(first, "evidence:after")
    last = await window(slack, "page 2 of 2")

    assert await turn.done() == "acknowledged"
    assert last.id == first.id
    assert "figures 31 to 35" in last.plain
    await slack.click(last, "evidence:before")
    assert (await window(slack, "page 1 of 2")).plain == first.plain


@pytest.mark.usefixtures("listener")
async def test_two_presses_never_mix(slack: Sandbox, records: Records) -> None:
    await press(slack)
    first = await window(slack, "page 1 of 2")
    records.gate.clear()

    presses = [await slack.click(first, "evidence:after") for _ in range(2)]
    await until(lambda: records.asked.count('"Alibaba" page 2') == 2)
    records.gate.set()

    await window(slack, "page 2 of 2")
    assert [await each.done() for each in presses] == ["acknowledged"] * 2
    await until(lambda: len(slack.backend.journal.calls("views.update")) == 3)
    errors = [(call.answer or {}).get("error") for call in slack.backend.journal.calls("views.update")]
    assert errors == [None, None, "hash_conflict"]


@pytest.mark.usefixtures("listener")
async def test_a_window_that_was_closed_meanwhile_is_left_alone(slack: Sandbox, records: Records) -> None:
    await slack.type_slash(slack.channel, slack.user, "/aispend alibaba")
    record = await private_answer(slack)
    records.gate.clear()
    await slack.click(record, "evidence")
    await window(slack, "Reading the ledger…")

    await slack.close_view()
    records.gate.set()
    await until(lambda: slack.backend.journal.calls("views.update"))

    assert (slack.modal(), len(slack.screen())) == (None, 1)


@pytest.mark.usefixtures("listener")
@pytest.mark.parametrize(
    ("code", "told"), [("trigger_expired", LATE), ("trigger_exchanged", LATE), ("internal_error", CLOSED)]
)
async def test_a_window_that_does_not_open_is_apologised_for(slack: Sandbox, code: str, told: str) -> None:
    slack.fail("views.open", Fault.ERROR, code=code)

    await press(slack)

    assert (await private_answer(slack, 2)).plain == told


@pytest.mark.usefixtures("listener")
async def test_a_ledger_that_fails_is_told_in_the_window_and_may_be_asked_again(
    slack: Sandbox, records: Records
) -> None:
    await slack.type_slash(slack.channel, slack.user, "/aispend alibaba")
    record = await private_answer(slack)
    records.broken = True
    await slack.click(record, "evidence")
    view = await window(slack, WRONG)

    records.broken = False
    await slack.click(view, "evidence:again")

    assert "35 figures" in (await window(slack, "on record")).plain


@pytest.mark.usefixtures("listener")
async def test_a_ledger_that_takes_too_long_is_told_in_the_window(slack: Sandbox, records: Records) -> None:
    await slack.type_slash(slack.channel, slack.user, "/aispend alibaba")
    record = await private_answer(slack)
    records.gate.clear()

    await slack.click(record, "evidence")

    await window(slack, TOO_SLOW)


@pytest.mark.usefixtures("listener")
async def test_a_company_that_is_gone_is_said_to_be(slack: Sandbox, records: Records) -> None:
    records.pages.clear()

    await press(slack)

    await window(slack, GONE)


@pytest.mark.usefixtures("listener")
async def test_a_page_that_slack_refuses_is_told_in_the_window(slack: Sandbox) -> None:
    slack.fail("views.update", Fault.ERROR, code="view_too_large")

    await press(slack)

    await window(slack, REFUSED.replace("`", ""))


@pytest.mark.usefixtures("listener")
async def test_a_window_whose_filling_got_lost_is_filled_again(slack: Sandbox) -> None:
    slack.fail("views.update", Fault.DROP)

    await press(slack)

    await window(slack, "35 figures on record")


@pytest.mark.parametrize(
    ("placing", "changes", "org", "said"),
    [
        (Placing(State.STANDS), {}, "Alibaba", "not in totals"),
        (Placing(State.STANDS), {"usd": None}, "Alibaba", "no rate in dollars is known"),
        (Placing(State.STANDS), {"org_alt": ("Ant",)}, "Ant", "counts for Alibaba"),
        (Placing(State.PART, "x"), {}, "Alibaba", "part of a larger one"),
        (Placing(State.UNCONFIRMED, "x"), {}, "Alibaba", "waits for confirmation"),
        (Placing(State.RETOLD, "x"), {}, "Alibaba", "told again"),
        (Placing(State.TAKEN_BACK, "x"), {}, "Alibaba", "taken back since"),
        (Placing(State.TAKEN_BACK), {"certainty": Certainty.DENIED}, "Alibaba", "Investment pledge, denied"),
    ],
)
def test_a_figure_says_why_it_is_in_no_total(placing: Placing, changes: dict[str, object], org: str, said: str) -> None:
    fact = replace(samples.FACTS[0], **changes)  # type: ignore[arg-type]  # the names are those of Fact's fields
    page = _page(fact, org=org, placings={fact.id: placing})

    assert said in render_evidence(page)["blocks"][2]["text"]["text"]


def test_a_note_stands_where_no_words_were_kept_and_a_login_is_named_plainly() -> None:
    fact = replace(samples.FACTS[0], note="Page 7")
    (correction,) = samples.EVIDENCE.corrections["alibaba-pledge"]
    page = _page(fact, corrections={fact.id: (replace(correction, by="mona", note=None),)})

    note, corrected = (one["text"] for one in _small(page))
    assert note.endswith(" · note: Page 7")
    assert corrected.startswith("corrected by mona on 27 Feb 2025")


def _small(page: Evidence) -> list[dict[str, str]]:
    elements: list[dict[str, str]] = render_evidence(page)["blocks"][3]["elements"]
    return elements


def _page(fact: Fact, **changes: object) -> Evidence:
    bare = Evidence(Query(orgs=("Alibaba",)), "Alibaba", (fact,), 1, frozenset(), {}, {}, {})
    return replace(bare, **changes)  # type: ignore[arg-type]  # the names are those of Evidence's fields


hostile = st.sampled_from(HOSTILE)


@quick(25)
@given(hostile, hostile, hostile)
def test_no_window_breaks_a_rule_of_slack_s_or_weighs_too_much(name: str, words: str, url: str) -> None:
    fact = replace(
        samples.FACTS[0], org=name, counterparty=name, purpose=words, note=words, source_url=url, source_outlet=words
    )
    (correction,) = samples.EVIDENCE.corrections["alibaba-pledge"]
    said: tuple[Correction, ...] = (replace(correction, by=name, note=words, was=replace(fact, org=words)),) * 2
    facts = tuple(replace(fact, id=str(number)) for number in range(PER_PAGE))
    page = Evidence(
        Query(orgs=(name,), page=2),
        name,
        facts,
        99,
        frozenset(),
        {one.id: Placing(State.PART, "x") for one in facts},
        {one.id: words for one in facts},
        {one.id: said for one in facts},
    )

    for view in (render_evidence(page), render_loading(), render_trouble(WRONG, words)):
        assert check_view(view) == []
    assert len(json.dumps(render_evidence(page))) < 250_000
