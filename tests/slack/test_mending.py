"""The form for a wrong figure: each reason, each fault, and what becomes of ledger and messages."""

from dataclasses import replace
from decimal import Decimal

import pytest

from bot.core.alerts import Alert
from bot.core.corrections import What
from bot.core.votes import Vote
from bot.sandbox import Fault, Sandbox, Seen, SeenView
from bot.slack import modals
from bot.slack.desk import WRONG
from tests.pipeline.world import entry
from tests.slack.conftest import Records, Standing, announce, deliver, private_answer

BILLION = 10**9
OPERATORS = "C0GENERAL01"
pytestmark = pytest.mark.usefixtures("listener")


async def opened(slack: Sandbox, standing: Standing, reason: str | None = None) -> SeenView:
    """Open the form from the menu, and choose a reason in it."""
    press = await slack.click(standing.seen, "more", option=f"wrong:{standing.alert.id}")
    assert await press.done() == "acknowledged"
    form = await slack.wait_for(slack.modal)
    if reason is None:
        return form
    chosen = await slack.click(form, "what", option=reason)
    assert await chosen.done() == "acknowledged"
    return await slack.wait_for(lambda: ((now := slack.modal()) and now.blocks != form.blocks and now) or None)


async def sent(slack: Sandbox, **values: str) -> None:
    """Send the form."""
    delivery = await slack.submit_view(values)
    assert await delivery.done() == "acknowledged"


async def told(slack: Sandbox, *words: str) -> SeenView:
    """Wait for a modal that says some words."""
    return await slack.wait_for(
        lambda: ((modal := slack.modal()) and all(word in modal.plain for word in words) and modal) or None
    )


def fields(form: SeenView) -> list[str]:
    return [block["block_id"] for block in form.blocks if block["type"] == "input"]


def head(seen: Seen) -> str:
    return seen.plain.partition("\n")[0]


async def alert_now(records: Records, standing: Standing) -> Alert:
    alert = await records.why(standing.alert.id)
    assert alert is not None
    return alert


async def test_the_form_says_what_was_read_and_asks_for_what_the_reason_needs(
    slack: Sandbox, standing: Standing
) -> None:
    form = await opened(slack, standing)

    assert form.plain.startswith("Wrong figure\nAlibaba pledges $53B for AI over 3 years\n")
    assert "Wire · read from “$53 billion” · investment pledge" in form.plain
    assert fields(form) == ["what", "sum", "note"]


@pytest.mark.parametrize(
    ("reason", "asked"),
    [
        ("company", ["what", "company", "note"]),
        ("duplicate", ["what", "other_alert", "note"]),
        ("not_ai", ["what", "note"]),
        ("else", ["what", "note"]),
    ],
)
async def test_another_reason_asks_for_another_thing_and_keeps_what_was_typed(
    slack: Sandbox, standing: Standing, reason: str, asked: list[str]
) -> None:
    form = await opened(slack, standing)
    await slack.select(form, "note", "page 3")

    await slack.click(form, "what", option=reason)

    drawn = await slack.wait_for(lambda: ((now := slack.modal()) and fields(now) == asked and now) or None)
    assert drawn.values["note"]["note"]["value"] == "page 3"
    assert drawn.values["what"]["what"]["selected_option"]["value"] == reason


async def test_a_right_sum_mends_ledger_and_message_by_the_word_of_who_said_it(
    slack: Sandbox, records: Records, standing: Standing
) -> None:
    await opened(slack, standing)

    await sent(slack, sum="5.3bn USD", note="page 3")
    result = await told(slack, "Noted: $53B is now $5.3B.")
    await deliver(slack, records.world)

    (made,) = await records.pipeline.store.corrections()
    assert (made.by, made.note) == ("@ana (U0SANDBOXANA)", "page 3")
    assert made.figure is not None
    assert made.figure.amount == Decimal("5.3") * BILLION
    message = slack.screen()[0]
    assert message.edited
    assert head(message) == "Alibaba pledges $5.3B for AI over 3 years"
    assert "corrected, says @ana" in message.plain
    assert "[Undo]" in result.plain
    assert [(one.vote, one.user) for one in await records.pipeline.store.votes()] == [(Vote.WRONG, slack.user)]


@pytest.mark.parametrize(
    ("typed", "fault"),
    [
        ("a lot", "‘a lot’ is no sum from a million up; expected one like 5.3bn USD"),
        ("¥5bn", "may be yen or yuan; write JPY or RMB"),
        ("5bn KRW", "no rate of KRW is known"),
    ],
)
async def test_a_sum_that_cannot_be_meant_is_told_at_its_field(
    slack: Sandbox, records: Records, standing: Standing, typed: str, fault: str
) -> None:
    await opened(slack, standing)

    await sent(slack, sum=typed)

    form = await slack.wait_for(lambda: ((now := slack.modal()) and now.errors and now) or None)
    assert fault.replace("‘", "'").replace("’", "'") in form.errors["sum"]
    assert await records.pipeline.store.corrections() == ()


async def test_the_right_company_is_found_while_its_name_is_typed(
    slack: Sandbox, records: Records, standing: Standing
) -> None:
    form = await opened(slack, standing, "company")
    found = await slack.search_options(form, "company", "mic")
    by_ticker = await slack.search_options(form, "company", "MSFT")
    nobody = await slack.search_options(form, "company", "zzzz")

    await sent(slack, company="Microsoft")
    await told(slack, "Noted: Alibaba is now Microsoft.")
    await deliver(slack, records.world)

    assert [[option["value"] for option in some["options"]] for some in (found, by_ticker, nobody)] == [
        ["Microsoft"],
        ["Microsoft"],
        [],
    ]
    assert head(slack.screen()[0]) == "Microsoft pledges $53B for AI over 3 years"


async def test_what_is_no_ai_is_struck_and_put_back_by_a_press(
    slack: Sandbox, records: Records, standing: Standing
) -> None:
    await opened(slack, standing, "not_ai")
    await sent(slack)
    await told(slack, "Noted: it is not AI spending, and has left the ledger.")
    await deliver(slack, records.world)
    struck = slack.screen()[0]
    gone = await records.world.store.facts("Alibaba")

    press = await slack.click(struck, "restore", user="U0SANDBOXBEN")
    assert await press.done() == "acknowledged"
    await slack.wait_for(lambda: any("Undone" in seen.plain for seen in slack.screen(user="U0SANDBOXBEN")))
    await deliver(slack, records.world)

    assert struck.plain.startswith(
        "Alibaba pledges $53B for AI over 3 years\nTaken out of the ledger by @ana: not AI spending\n"
    )
    assert struck.blocks[0]["text"]["text"].startswith("~Alibaba pledges")
    assert gone == ()
    assert head(slack.screen()[0]) == "Alibaba pledges $53B for AI over 3 years"
    assert "[Share]" in slack.screen()[0].plain
    assert len(await records.world.store.facts("Alibaba")) == 1
    (made,) = await records.pipeline.store.corrections()
    assert made.undone_by == "@ben (U0SANDBOXBEN)"


async def test_a_duplicate_is_chosen_from_the_channel_s_alerts_and_struck_with_a_link(
    slack: Sandbox, records: Records, standing: Standing
) -> None:
    await announce(slack, records.world, entry("b", org="Meta", sum_="$70 billion"))
    other = next(alert for alert in await records.recent(slack.channel, "", 9) if alert.id != standing.alert.id)
    form = await opened(slack, standing, "duplicate")

    everything = await slack.search_options(form, "other_alert", "")
    some = await slack.search_options(form, "other_alert", "meta pledges")
    none = await slack.search_options(form, "other_alert", "oracle")
    await sent(slack, other_alert=other.id)
    await told(slack, "Noted: it is a duplicate, and counts once.")
    await deliver(slack, records.world)

    assert [[option["value"] for option in found["options"]] for found in (everything, some, none)] == [
        [other.id],
        [other.id],
        [],
    ]
    assert everything["options"][0]["text"]["text"] == "Meta pledges $70B for AI over 3 years"
    assert everything["options"][0]["description"]["text"] == "Wire, 25 Feb 2025"
    struck, twin = (seen for seen in slack.screen() if not seen.only_you)
    assert "duplicate of Meta pledges $70B for AI over 3 years" in struck.plain
    assert f"/p{twin.ts.replace('.', '')}|Meta pledges" in str(struck.blocks)
    assert [one.vote for one in await records.pipeline.store.votes()] == [Vote.DUPLICATE]


async def test_something_else_is_kept_and_the_operators_are_told(
    slack: Sandbox, records: Records, standing: Standing
) -> None:
    records.pipeline.watch = replace(records.pipeline.watch, operator=OPERATORS)
    slack.invite(OPERATORS)
    await opened(slack, standing, "else")

    await sent(slack, note="The <!channel> headline\nshouts")
    await told(slack, "It is kept for those who run this bot.")

    (kept,) = await records.pipeline.store.comments(9)
    assert (kept.by, kept.channel) == ("@ana (U0SANDBOXANA)", slack.channel)
    assert kept.text.startswith("The <!channel> headline\nshouts\n\nOn “Alibaba pledges $53B")
    (said,) = [seen for seen in slack.screen(OPERATORS) if seen.by_app]
    assert said.plain.startswith("Feedback of @ana (U0SANDBOXANA)\n> The <!channel> headline\n> shouts\n> On “Alibaba")
    assert not said.pings
    assert await records.pipeline.store.corrections() == ()


@pytest.fixture
def shared(slack: Sandbox, records: Records, standing: Standing) -> Records:
    """Give an office of many workspaces, whose operators are told."""

    async def team_of(channel: str) -> str | None:
        return slack.backend.workspace.team_id

    records.team_of = team_of
    records.pipeline.watch = replace(records.pipeline.watch, operator=OPERATORS)
    slack.invite(OPERATORS)
    return records


async def test_with_many_workspaces_a_reader_s_word_is_a_vote_and_is_passed_on(
    slack: Sandbox, shared: Records, standing: Standing
) -> None:
    await opened(slack, standing)

    await sent(slack, sum="5.3bn USD", note="page 3")
    await told(slack, "Thank you. Those who run this bot will look at it.")

    assert await shared.pipeline.store.corrections() == ()
    assert (await alert_now(shared, standing)).figure.amount == 53 * BILLION
    assert [(one.vote, one.user) for one in await shared.pipeline.store.votes()] == [(Vote.WRONG, slack.user)]
    (kept,) = await shared.pipeline.store.comments(9)
    assert kept.text.startswith("Wrong figure: 5.3bn USD\npage 3\n\nOn “Alibaba pledges $53B")
    (said,) = [seen for seen in slack.screen(OPERATORS) if seen.by_app]
    assert "> Wrong figure: 5.3bn USD" in said.plain


async def test_with_many_workspaces_a_reader_takes_no_correction_back(
    slack: Sandbox, shared: Records, standing: Standing
) -> None:
    await shared.correct(standing.alert.id, What.NOT_AI, None, "bo", None)
    await deliver(slack, shared.world)

    await slack.click(slack.screen()[0], "restore")

    assert (await private_answer(slack)).plain == "Thank you. Those who run this bot will look at it."
    (made,) = await shared.pipeline.store.corrections()
    assert made.undone_by is None
    (kept,) = await shared.pipeline.store.comments(9)
    assert kept.text == f"Take correction {made.id} back, please."


async def test_with_many_workspaces_an_admin_s_word_counts(slack: Sandbox, shared: Records, standing: Standing) -> None:
    shared.pipeline.watch = replace(shared.pipeline.watch, admins=frozenset({slack.user}))
    await opened(slack, standing)

    await sent(slack, sum="5.3bn USD")
    result = await told(slack, "Noted: $53B is now $5.3B.")
    await slack.click(result, "restore")

    await told(slack, "Undone: the figure stands in the ledger as before.")
    (made,) = await shared.pipeline.store.corrections()
    assert made.undone_by == "@ana (U0SANDBOXANA)"


async def test_something_else_must_be_said(slack: Sandbox, standing: Standing) -> None:
    await opened(slack, standing, "else")

    delivery = await slack.submit_view({})

    assert await delivery.done() == "not_sent"


async def test_operators_who_cannot_be_told_find_it_kept(slack: Sandbox, records: Records, standing: Standing) -> None:
    records.pipeline.watch = replace(records.pipeline.watch, operator=OPERATORS)
    await opened(slack, standing, "else")

    await sent(slack, note="hm")
    await told(slack, "It is kept for those who run this bot.")

    assert len(await records.pipeline.store.comments(9)) == 1


async def test_a_correction_is_undone_where_it_was_made(slack: Sandbox, records: Records, standing: Standing) -> None:
    await opened(slack, standing)
    await sent(slack, sum="6bn USD")
    result = await told(slack, "Noted")

    press = await slack.click(result, "restore")

    assert await press.done() == "acknowledged"
    await told(slack, "Undone: the figure stands in the ledger as before.")
    await deliver(slack, records.world)
    assert (await alert_now(records, standing)).figure.amount == 53 * BILLION


async def test_what_was_undone_already_cannot_be_undone_again(
    slack: Sandbox, records: Records, standing: Standing
) -> None:
    await opened(slack, standing, "not_ai")
    await sent(slack)
    await told(slack, "Noted")
    await deliver(slack, records.world)
    struck = slack.screen()[0]
    (made,) = await records.pipeline.store.corrections()
    await records.pipeline.undo(made.id, by="bo")

    await slack.click(struck, "restore")

    assert "was undone already, by bo" in (await private_answer(slack)).plain


async def test_an_alert_that_is_gone_meanwhile_cannot_be_corrected_and_that_is_said(
    slack: Sandbox, records: Records, standing: Standing
) -> None:
    await opened(slack, standing)
    records.store.rows.outbox.clear()

    await sent(slack, sum="6bn USD")

    await told(slack, "This alert is no longer on record", "Nothing was changed.")


async def test_a_figure_without_a_payer_cannot_be_corrected_and_that_is_said(
    slack: Sandbox, records: Records, standing: Standing
) -> None:
    records.store.rows.told.clear()
    await opened(slack, standing)

    await sent(slack, sum="6bn USD")

    await told(slack, "Its figure is not in the ledger", "Nothing was changed.")


async def test_a_form_that_was_sent_before_its_field_was_drawn_is_shown_with_it(
    slack: Sandbox, standing: Standing
) -> None:
    form = await opened(slack, standing)
    slack.fail("views.update", Fault.ERROR, code="hash_conflict")
    await slack.click(form, "what", option="company")

    await sent(slack, sum="6bn USD")

    drawn = await slack.wait_for(lambda: ((now := slack.modal()) and "company" in fields(now) and now) or None)
    assert drawn.values["what"]["what"]["selected_option"]["value"] == "company"


async def test_an_alert_that_was_taken_out_meanwhile_says_so_with_the_way_back(
    slack: Sandbox, records: Records, standing: Standing
) -> None:
    (fact,) = await records.world.store.facts("Alibaba")
    await records.pipeline.correct(fact.id, What.NOT_AI, by="bo")

    await slack.click(standing.seen, "more", option=f"wrong:{standing.alert.id}")

    answer = await private_answer(slack)
    assert "Taken out of the ledger by bo: not AI spending" in answer.plain
    assert "[Put it back]" in answer.plain


async def test_a_store_that_fails_is_apologised_for_at_each_step(
    slack: Sandbox, records: Records, standing: Standing
) -> None:
    form = await opened(slack, standing, "company")
    records.broken = True
    nothing = await slack.search_options(form, "company", "x")
    await slack.click(standing.seen, "more", option=f"wrong:{standing.alert.id}")
    apology = await private_answer(slack)
    records.broken = False
    found = await slack.search_options(form, "company", "Meta")
    records.broken = True

    await sent(slack, company=found["options"][0]["value"])
    modal = await told(slack, WRONG)

    assert (nothing, apology.plain, modal.title) == ({"options": []}, WRONG, "Sorry")


async def test_a_form_that_comes_twice_is_recorded_once(slack: Sandbox, records: Records, standing: Standing) -> None:
    await opened(slack, standing)
    delivery = await slack.submit_view({"sum": "6bn USD"})
    await told(slack, "Noted")

    again = await slack.repeat(delivery)

    assert await again.done() == "acknowledged"
    assert len(await records.pipeline.store.corrections()) == 1


async def test_a_form_that_was_closed_meanwhile_is_recorded_all_the_same(
    slack: Sandbox, records: Records, standing: Standing
) -> None:
    await opened(slack, standing)
    await sent(slack, sum="6bn USD")
    await slack.close_view()

    await deliver(slack, records.world)

    await slack.wait_for(lambda: not slack.modals())
    assert len(await records.pipeline.store.corrections()) == 1


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a form be acknowledged before what it asks for is done."""
    monkeypatch.setattr(modals, "_ACK_S", 0.01)
    monkeypatch.setattr(modals, "_SETTLE_S", 0.1)


@pytest.mark.usefixtures("impatient")
async def test_a_correction_that_takes_long_is_said_to_be_on_its_way_and_told_when_it_is_done(
    slack: Sandbox, records: Records, standing: Standing
) -> None:
    await opened(slack, standing)
    records.gate.clear()

    await sent(slack, sum="6bn USD")
    await told(slack, "Being noted …")
    records.gate.set()

    await told(slack, "Noted: $53B is now $6B.")


@pytest.mark.usefixtures("impatient")
async def test_a_correction_that_fails_after_a_while_is_apologised_for_in_the_form(
    slack: Sandbox, records: Records, standing: Standing
) -> None:
    await opened(slack, standing)
    records.gate.clear()

    await sent(slack, sum="6bn USD")
    await told(slack, "Being noted …")
    records.broken = True
    records.gate.set()

    await told(slack, WRONG)
