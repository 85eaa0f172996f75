"""An alert shared from its message: the form, the copy, and all that can keep it from where it should go."""

import pytest

from bot.core.corrections import What
from bot.sandbox import Fault, ManualClock, Sandbox, Seen, SeenView
from bot.sandbox.workspace import Channel
from bot.slack import alert_sharing as sharing
from bot.slack.calls import client
from bot.slack.desk import WRONG
from tests.slack.conftest import Records, Standing, private_answer, until

GENERAL, BOARD, ARCHIVED = "C0GENERAL01", "C0BOARD0001", "C0ARCHIVE01"
pytestmark = pytest.mark.usefixtures("listener")


async def opened(slack: Sandbox, seen: Seen) -> SeenView:
    """Press Share; return the form."""
    press = await slack.click(seen, "share")
    assert await press.done() == "acknowledged"
    return await slack.wait_for(slack.modal)


async def submitted(slack: Sandbox, where: str, comment: str | None = None) -> None:
    """Send the form."""
    delivery = await slack.submit_view({"where": where, "comment": comment})
    assert await delivery.done() == "acknowledged"


def posts(slack: Sandbox, channel: str) -> list[Seen]:
    return [seen for seen in slack.screen(channel) if seen.by_app and not seen.only_you]


async def refusal(slack: Sandbox) -> str:
    """Wait for what is wrong at the field."""

    def told() -> str | None:
        modal = slack.modal()
        return modal.errors.get("where") if modal else None

    return await slack.wait_for(told)


async def test_an_alert_is_shared_to_another_channel_with_a_comment_and_a_way_to_the_original(
    slack: Sandbox, standing: Standing
) -> None:
    slack.invite(GENERAL)
    form = await opened(slack, standing.seen)

    await submitted(slack, GENERAL, "Look at *this*\n<!channel> now")

    (copy,) = posts(slack, GENERAL)
    assert (form.title, form.submit) == ("Share this alert", "Share")
    assert "Alibaba pledges $53B for AI over 3 years" in form.plain
    assert copy.plain.startswith(
        "Shared by @ana · the original\n> Look at ∗this∗\n> <!channel> now\nAlibaba pledges $53B for AI over 3 years\n"
    )
    assert f"/archives/{slack.channel}/p{standing.seen.ts.replace('.', '')}|the original>" in str(copy.blocks)
    assert copy.pings == {slack.user}
    assert slack.modal() is None


async def test_a_copy_says_nothing_of_the_channel_it_comes_from_and_mutes_nothing(
    slack: Sandbox, standing: Standing
) -> None:
    slack.invite(GENERAL)
    await opened(slack, standing.seen)
    await submitted(slack, GENERAL)

    (copy,) = posts(slack, GENERAL)
    said = f"{copy.text}\n{copy.plain}"

    assert "ai-spend" not in said
    actions = [each["action_id"] for block in copy.blocks for each in block.get("elements", ()) if "action_id" in each]
    assert actions == ["record", "read", "why"]


async def test_the_buttons_of_a_copy_answer_there(slack: Sandbox, standing: Standing) -> None:
    slack.invite(GENERAL)
    await opened(slack, standing.seen)
    await submitted(slack, GENERAL)

    press = await slack.click(posts(slack, GENERAL)[0], "why")

    assert await press.done() == "acknowledged"
    answer = await slack.wait_for(lambda: next((s for s in slack.screen(GENERAL) if s.only_you), None))
    assert "The sum was read from “$53 billion”" in answer.plain
    assert "ai-spend" not in f"{answer.plain}{answer.blocks}"


async def test_the_form_offers_no_channel_at_first_and_no_bots(slack: Sandbox, standing: Standing) -> None:
    form = await opened(slack, standing.seen)

    (field,) = [block["element"] for block in form.blocks if block["block_id"] == "where"]
    assert "default_to_current_conversation" not in field
    assert field["filter"] == {"include": ["public", "private", "im", "mpim"], "exclude_bot_users": True}
    assert form.values["where"]["where"]["selected_conversation"] is None


@pytest.mark.parametrize("channel", [GENERAL, BOARD])
async def test_where_the_bot_is_not_an_alert_is_shared_all_the_same(
    slack: Sandbox, standing: Standing, channel: str
) -> None:
    await opened(slack, standing.seen)

    await submitted(slack, channel)

    (copy,) = await slack.wait_for(lambda: posts(slack, channel))
    assert "Alibaba pledges $53B for AI over 3 years" in copy.plain
    await slack.wait_for(lambda: slack.modal() is None)


@pytest.mark.parametrize(
    ("fault", "told"),
    [(Fault.DROP, "Slack did not say whether it has the alert"), (Fault.SERVER_ERROR, "Slack did not say")],
)
async def test_a_way_round_that_breaks_is_told_at_the_field(
    slack: Sandbox, standing: Standing, fault: Fault, told: str
) -> None:
    await opened(slack, standing.seen)
    slack.fail("response_url", fault)

    await submitted(slack, GENERAL)

    assert told in await refusal(slack)


@pytest.mark.parametrize("channel", [GENERAL, BOARD])
async def test_where_no_way_leads_the_form_says_how_to_invite_the_bot_and_works_once_that_is_done(
    slack: Sandbox, standing: Standing, channel: str
) -> None:
    await opened(slack, standing.seen)
    slack.fail("response_url", Fault.ERROR, code="used_url")
    await submitted(slack, channel)
    told = await refusal(slack)

    slack.invite(channel)
    await submitted(slack, channel)

    assert told == "The bot is not in that channel. Type /invite @aispend there, then press Share again."
    await slack.wait_for(lambda: slack.modal() is None)
    assert len(posts(slack, channel)) == 1


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("is_archived", "That channel is archived"),
        ("ratelimited", "Slack asks to slow down"),
        ("restricted_action", "ask an admin"),
        ("internal_error", "Slack did not say whether it has the alert"),
        ("never_heard_of", "Slack did not say whether it has the alert"),
    ],
)
async def test_what_slack_refuses_is_told_at_the_field(
    slack: Sandbox, standing: Standing, code: str, told: str
) -> None:
    slack.invite(GENERAL)
    await opened(slack, standing.seen)
    slack.fail("chat.postMessage", Fault.ERROR, code=code)

    await submitted(slack, GENERAL)

    assert told in await refusal(slack)
    assert posts(slack, GENERAL) == []


async def test_an_archived_channel_is_named_as_such(slack: Sandbox, standing: Standing) -> None:
    await opened(slack, standing.seen)

    await submitted(slack, ARCHIVED)

    assert "archived" in await refusal(slack)


async def test_a_form_that_is_sent_twice_at_once_makes_one_message(
    slack: Sandbox, slack_clock: ManualClock, standing: Standing
) -> None:
    slack.invite(GENERAL)
    await opened(slack, standing.seen)
    slack.fail("chat.postMessage", Fault.SLOW, seconds=1)
    calls = len(slack.backend.journal.calls("chat.postMessage"))

    deliveries = [await slack.submit_view({"where": GENERAL}) for _ in range(2)]
    await until(lambda: not slack.backend.faults.planned.get("chat.postMessage"))
    slack_clock.advance(1)

    assert [await delivery.done() for delivery in deliveries] == ["acknowledged"] * 2
    assert len(posts(slack, GENERAL)) == 1
    assert len(slack.backend.journal.calls("chat.postMessage")) == calls + 1


async def test_a_post_that_takes_too_long_is_waited_for_by_the_next_press(
    slack: Sandbox, slack_clock: ManualClock, standing: Standing, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing, "_WAIT_S", 0.05)
    slack.invite(GENERAL)
    await opened(slack, standing.seen)
    slack.fail("chat.postMessage", Fault.SLOW, seconds=1)
    await submitted(slack, GENERAL)
    told = await refusal(slack)

    slack_clock.advance(1)
    await slack.wait_for(lambda: posts(slack, GENERAL))
    await submitted(slack, GENERAL)

    assert "Slack is slow" in told
    await slack.wait_for(lambda: slack.modal() is None)
    assert len(posts(slack, GENERAL)) == 1


async def test_an_envelope_that_comes_twice_makes_one_message(slack: Sandbox, standing: Standing) -> None:
    slack.invite(GENERAL)
    await opened(slack, standing.seen)
    delivery = await slack.submit_view({"where": GENERAL})
    await slack.wait_for(lambda: posts(slack, GENERAL))

    again = await slack.repeat(delivery)

    assert await again.done() == "acknowledged"
    assert len(posts(slack, GENERAL)) == 1


async def test_every_attempt_to_post_one_form_bears_one_id(slack: Sandbox, standing: Standing) -> None:
    slack.invite(GENERAL)
    await opened(slack, standing.seen)
    slack.fail("chat.postMessage", Fault.ERROR, code="internal_error")
    await submitted(slack, GENERAL)
    await refusal(slack)
    await submitted(slack, GENERAL)

    await slack.wait_for(lambda: posts(slack, GENERAL))
    calls = [call.sent for call in slack.backend.journal.calls("chat.postMessage")][-2:]
    assert calls[0]["client_msg_id"] == calls[1]["client_msg_id"]


async def test_between_people_it_is_shared_though_the_bot_is_not_with_them(slack: Sandbox, standing: Standing) -> None:
    people = {slack.user, "U0SANDBOXBEN"}
    slack.backend.workspace.channels["D0ANABEN01"] = Channel("D0ANABEN01", "ben", direct=True, members=people)
    await opened(slack, standing.seen)

    await submitted(slack, "D0ANABEN01")

    (copy,) = await slack.wait_for(lambda: posts(slack, "D0ANABEN01"))
    assert "Shared by @ana" in copy.plain


async def test_an_original_that_is_gone_is_shared_without_a_link(slack: Sandbox, standing: Standing) -> None:
    slack.invite(GENERAL)
    await opened(slack, standing.seen)
    await client(slack.bot_token, slack.api).chat_delete(channel=slack.channel, ts=standing.seen.ts)

    await submitted(slack, GENERAL)

    assert "Shared by @ana" in posts(slack, GENERAL)[0].plain
    assert "the original" not in posts(slack, GENERAL)[0].plain


async def test_the_newest_version_is_shared(slack: Sandbox, records: Records, standing: Standing) -> None:
    slack.invite(GENERAL)
    await opened(slack, standing.seen)
    (fact,) = await records.world.store.facts("Alibaba")
    await records.pipeline.correct(fact.id, What.WRONG_FIGURE, "6bn USD", by="ana")

    await submitted(slack, GENERAL)

    assert "Alibaba pledges $6B" in posts(slack, GENERAL)[0].plain


async def test_a_trigger_that_came_too_late_is_answered(slack: Sandbox, standing: Standing) -> None:
    slack.fail("views.open", Fault.ERROR, code="expired_trigger_id")

    press = await slack.click(standing.seen, "share")

    assert await press.done() == "acknowledged"
    assert "too little time to open" in (await private_answer(slack)).plain


async def test_what_is_gone_or_was_taken_out_is_not_shared(
    slack: Sandbox, records: Records, standing: Standing
) -> None:
    (fact,) = await records.world.store.facts("Alibaba")
    await records.pipeline.correct(fact.id, What.NOT_AI, by="@ana (U0SANDBOXANA)")

    await slack.click(standing.seen, "share")

    assert "Taken out of the ledger by @ana" in (await private_answer(slack)).plain
    assert slack.modal() is None


async def test_a_store_that_fails_is_apologised_for_in_channel_and_form(
    slack: Sandbox, records: Records, standing: Standing
) -> None:
    slack.invite(GENERAL)
    await opened(slack, standing.seen)
    records.broken = True

    await submitted(slack, GENERAL)
    modal = await slack.wait_for(lambda: (shown := slack.modal()) and WRONG in shown.plain and shown)
    await slack.click(standing.seen, "share")

    assert modal.title == "Sorry"
    assert (await private_answer(slack)).plain == WRONG
    assert posts(slack, GENERAL) == []


async def test_blocks_that_slack_refuses_are_shared_as_text(slack: Sandbox, standing: Standing) -> None:
    slack.invite(GENERAL)
    await opened(slack, standing.seen)
    slack.fail("chat.postMessage", Fault.ERROR, code="invalid_blocks")

    await submitted(slack, GENERAL)

    (copy,) = posts(slack, GENERAL)
    assert copy.blocks == []
    assert copy.plain.split("\n")[1] == "Alibaba pledges $53B for AI over 3 years"
