"""What Slack refuses is sent more plainly, and answers find another way where theirs is closed."""

from dataclasses import replace
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.sandbox import Fault, Sandbox, Seen
from bot.sandbox.blocks import check
from bot.slack import elements as kit
from bot.slack.answers import render_answer
from bot.slack.charts import TYPE as CHART
from bot.slack.elements import Message
from bot.slack.fallbacks import TABLE, Refused, forms
from bot.slack.listen import Listener
from bot.slack.lists import render_comparison
from tests.slack import samples
from tests.slack.conftest import Records, private_answer, until
from tests.slack.golden import payload

RECORD = render_answer(samples.RECORD, samples.TODAY)


class Hours:
    """A clock that a test moves on."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now * 3600


def kinds(blocks: Any) -> set[str]:
    """Return which of the new kinds of blocks there are."""
    return {block["type"] for block in blocks} & {CHART, TABLE}


def test_a_message_is_freed_of_its_charts_then_of_its_table_then_of_all_blocks() -> None:
    made = list(forms(RECORD, frozenset()))

    assert [kinds(form.blocks) for form, _ in made] == [{CHART, TABLE}, {TABLE}, set(), set()]
    assert [dropped for _, dropped in made] == [set(), {CHART}, {CHART, TABLE}, set()]
    assert [bool(form.blocks) for form, _ in made] == [True, True, True, False]
    assert {form.text for form, _ in made} == {RECORD.text}


@pytest.mark.parametrize("message", [RECORD, render_comparison(samples.COMPARISON, samples.TODAY)])
def test_every_form_is_one_that_slack_takes_and_says_each_row(message: Message) -> None:
    for form, _ in forms(message, frozenset()):
        assert check(payload(form)["blocks"]) == []
    without_table = next(form for form, dropped in forms(message, frozenset()) if TABLE in dropped)

    said = "\n".join(block["text"]["text"] for block in without_table.blocks if "text" in block)
    assert message.rows
    assert [row for row in message.rows if row not in said] == []


def test_rows_too_long_for_one_paragraph_become_several() -> None:
    rows = tuple(f"• {number} {'x' * 390}" for number in range(30))
    message = Message("text", (kit.table([[kit.cell("a")]], [{}], "rows"),), rows)

    plain = next(form for form, dropped in forms(message, frozenset()) if TABLE in dropped)

    assert len(plain.blocks) > 3
    assert "\n".join(block["text"]["text"] for block in plain.blocks).split("\n") == list(rows)
    assert check(payload(plain)["blocks"]) == []


def test_what_is_known_to_be_refused_is_left_out_from_the_start() -> None:
    made = list(forms(RECORD, frozenset({CHART})))

    assert [kinds(form.blocks) for form, _ in made] == [{TABLE}, set(), set()]


def test_a_message_without_blocks_has_one_form() -> None:
    assert list(forms(Message("text", ()), frozenset())) == [(Message("text", ()), frozenset())]


def test_a_refusal_holds_for_a_day_in_its_workspace_and_is_told_once() -> None:
    hours = Hours()
    refused = Refused(hours)

    with capture_logs() as logs:
        refused.note("T1", frozenset({CHART}))
        hours.now = 23.9
        refused.note("T1", frozenset({CHART}))

    assert [sorted(refused.of(team)) for team in ("T1", "T2")] == [[CHART], []]
    assert [(line["event"], line["kind"], line["team"]) for line in logs] == [("blocks.refused", CHART, "T1")]
    hours.now = 24.1
    assert refused.of("T1") == frozenset()


async def ask(slack: Sandbox, number: int = 1, channel: str | None = None) -> Seen:
    """Ask for Alibaba's record and return the private answer with a number."""
    await slack.type_slash(channel or slack.channel, slack.user, "/aispend alibaba")
    return await private_answer(slack, number)


@pytest.mark.usefixtures("listener")
async def test_a_workspace_that_refuses_charts_gets_none_for_a_day_and_each_answer_costs_one_call(
    slack: Sandbox,
) -> None:
    slack.fail("response_url", Fault.ERROR, code="invalid_blocks")

    with capture_logs() as logs:
        first = await ask(slack)
        second = await ask(slack, 2)
        await until(lambda: sum(line.get("status") in ("ok", "plain") for line in logs) == 2)

    assert (kinds(first.blocks), kinds(second.blocks)) == ({TABLE}, {TABLE})
    assert "2024: capital expenditure up to $8.3–10B" in first.plain
    told = [(line["event"], line.get("status"), line.get("code")) for line in logs]
    assert told == [
        ("command.answered", "refused", "invalid_blocks"),
        ("blocks.refused", None, None),
        ("command.answered", "plain", None),
        ("command.answered", "ok", None),
    ]
    assert len(slack.backend.journal.records) - _others(slack) == 3


def _others(slack: Sandbox) -> int:
    return sum(record.kind != "response_url" for record in slack.backend.journal.records)


@pytest.mark.usefixtures("listener")
@pytest.mark.parametrize(("times", "left"), [(2, set()), (3, None)])
async def test_what_is_refused_again_goes_without_its_table_and_then_as_text(
    slack: Sandbox, times: int, left: set[str] | None
) -> None:
    slack.fail("response_url", Fault.ERROR, times=times, code="invalid_blocks")

    answer = await ask(slack)

    assert (kinds(answer.blocks) if answer.blocks else None) == left
    assert "24 Feb 2025" in answer.plain
    assert "at least CN¥380B ($53B)" in answer.plain
    # What even plain blocks were refused for is no matter of charts and tables: they are tried again.
    assert kinds((await ask(slack, 2)).blocks) == (set() if left is not None else {CHART, TABLE})


@pytest.mark.usefixtures("listener")
@pytest.mark.parametrize("code", ["expired_url", "used_url"])
async def test_an_address_that_is_spent_is_not_tried_again_and_the_answer_comes_all_the_same(
    slack: Sandbox, code: str
) -> None:
    slack.fail("response_url", Fault.ERROR, times=9, code=code)

    answer = await ask(slack)

    assert answer.only_you
    assert kinds(answer.blocks) == {CHART, TABLE}
    assert len(slack.backend.journal.calls("chat.postEphemeral")) == 1


@pytest.mark.usefixtures("listener")
async def test_an_answer_on_a_line_that_breaks_comes_by_another(slack: Sandbox) -> None:
    slack.fail("response_url", Fault.SERVER_ERROR)

    assert "on record" in (await ask(slack)).plain


@pytest.mark.usefixtures("listener")
async def test_where_the_bot_may_not_speak_an_answer_without_address_comes_as_a_direct_message(slack: Sandbox) -> None:
    slack.fail("response_url", Fault.ERROR, code="expired_url")

    await slack.type_slash("general", slack.user, "/aispend alibaba")

    (answer,) = await slack.wait_for(lambda: slack.screen(slack.user))
    assert "Alibaba: AI spending on record" in answer.plain


async def test_a_listener_answers_over_one_connection(slack: Sandbox, records: Records, listener: Listener) -> None:
    session = listener._session

    await ask(slack)

    assert session is not None
    assert not session.closed
    await listener.stop(timeout_s=1)
    assert session.closed


def test_a_shared_form_keeps_its_query() -> None:
    assert all(form.asked == RECORD.asked for form, _ in forms(RECORD, frozenset()))
    assert replace(RECORD, asked=None).asked is None
