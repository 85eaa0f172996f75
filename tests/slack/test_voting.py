"""Votes pressed on an alert in a sandbox, and what they come to."""

import pytest

from bot.core.votes import Vote
from bot.sandbox import Sandbox, Seen
from bot.slack.calls import client
from bot.slack.desk import WRONG
from tests.slack.conftest import Records, Standing, private_answer

BEN = "U0SANDBOXBEN"
pytestmark = pytest.mark.usefixtures("listener")


async def vote(slack: Sandbox, standing: Standing, given: str, answers: int = 1, user: str | None = None) -> Seen:
    press = await slack.click(standing.seen, "vote", option=f"{given}:{standing.alert.id}", user=user)
    assert await press.done() == "acknowledged"
    return await private_answer(slack, answers)


async def cast(records: Records) -> list[tuple[str, Vote]]:
    return [(one.user, one.vote) for one in await records.pipeline.store.votes()]


async def test_a_figure_is_voted_right_in_one_line(slack: Sandbox, records: Records, standing: Standing) -> None:
    answer = await vote(slack, standing, "good")

    assert answer.plain == "Noted: the figure is right. Thank you."
    (one,) = await records.pipeline.store.votes()
    assert (one.alert, one.user, one.vote) == (standing.alert.id, slack.user, Vote.GOOD)
    assert (one.rule, one.kind) == ("spend", "pledge")


async def test_the_last_vote_of_each_reader_counts(slack: Sandbox, records: Records, standing: Standing) -> None:
    await vote(slack, standing, "good")
    await vote(slack, standing, "wrong", 2)
    press = await slack.click(standing.seen, "vote", option=f"good:{standing.alert.id}", user=BEN)
    await press.done()
    await slack.wait_for(lambda: any(seen.only_you for seen in slack.screen(user=BEN)))

    assert sorted(await cast(records)) == [(slack.user, Vote.WRONG), (BEN, Vote.GOOD)]
    stats = await records.stats()
    assert (stats.overall.right, stats.overall.wrong, stats.rules[0].sort) == (1, 1, "spend")


async def test_whoever_says_wrong_can_say_what_is(slack: Sandbox, standing: Standing) -> None:
    answer = await vote(slack, standing, "wrong")

    press = await slack.click(answer, "wrong")

    assert await press.done() == "acknowledged"
    form = await slack.wait_for(slack.modal)
    assert (form.title, form.callback_id) == ("Wrong figure", "wrong_figure")


async def test_what_is_not_relevant_leads_to_muting_and_to_what_the_channel_follows(
    slack: Sandbox, records: Records, standing: Standing
) -> None:
    press = await slack.click(standing.seen, "more", option=f"not_relevant:{standing.alert.id}")
    assert await press.done() == "acknowledged"
    answer = await private_answer(slack)
    assert answer.plain == (
        "Noted: not relevant here. Thank you.\n[Mute Alibaba 7 days]  [Change what #ai-spend follows]"
    )
    settings = next(b for block in answer.blocks for b in block.get("elements", ()) if b["action_id"] == "settings")

    await slack.click(answer, "mute")

    muted = await slack.wait_for(
        lambda: next((s for s in slack.screen() if "muted Alibaba" in s.plain and s.only_you), None)
    )
    assert (muted.ts, settings["value"]) == (answer.ts, slack.channel)
    assert await cast(records) == [(slack.user, Vote.NOT_RELEVANT)]
    assert [mute.what for mute in (await records.pipeline.following())[0].mutes] == ["Alibaba"]


async def test_a_vote_on_an_alert_that_is_gone_is_answered(
    slack: Sandbox, records: Records, standing: Standing
) -> None:
    block = {
        "type": "actions",
        "elements": [
            {
                "type": "button",
                "action_id": "vote",
                "text": {"type": "plain_text", "text": "Right"},
                "value": "good:of-yesterday",
            }
        ],
    }
    await client(slack.bot_token, slack.api).chat_postMessage(channel=slack.channel, text="x", blocks=[block])

    press = await slack.click(slack.screen()[-1], "vote")

    assert await press.done() == "acknowledged"
    assert "no longer on record" in (await private_answer(slack)).plain
    assert await cast(records) == []


async def test_a_vote_that_cannot_be_kept_is_apologised_for(
    slack: Sandbox, records: Records, standing: Standing
) -> None:
    records.broken = True

    assert (await vote(slack, standing, "good")).plain == WRONG


async def test_a_vote_that_comes_twice_is_answered_once(slack: Sandbox, standing: Standing) -> None:
    first = await slack.click(standing.seen, "vote", option=f"good:{standing.alert.id}")
    await private_answer(slack)

    again = await slack.repeat(first)

    assert await again.done() == "acknowledged"
    assert sum(seen.only_you for seen in slack.screen()) == 1
