"""The menu's mutes, pressed on an alert that the real pipeline posted into a sandbox."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.rules import Mute, Rules
from bot.sandbox import Fault, Sandbox, Seen
from bot.slack.calls import client
from bot.slack.desk import WRONG
from tests.pipeline.world import entry
from tests.slack.conftest import Records, Standing, announce, private_answer

pytestmark = pytest.mark.usefixtures("listener")


async def choose(slack: Sandbox, seen: Seen, choice: str, alert: str, answers: int = 1) -> Seen:
    """Choose in an alert's menu; return the answer."""
    press = await slack.click(seen, "more", option=f"{choice}:{alert}")
    assert await press.done() == "acknowledged"
    return await private_answer(slack, answers)


async def mutes(records: Records) -> tuple[Mute, ...]:
    return (await records.pipeline.following())[0].mutes


def announced(slack: Sandbox) -> list[str]:
    return [seen.plain.partition("\n")[0] for seen in slack.screen() if not seen.only_you]


@pytest.mark.parametrize(("choice", "days"), [("mute_24h", 1), ("mute_7d", 7)])
async def test_a_company_is_muted_for_a_while_and_everybody_is_told(
    slack: Sandbox, records: Records, standing: Standing, choice: str, days: int
) -> None:
    until = records.now() + timedelta(days=days)

    answer = await choose(slack, standing.seen, choice, standing.alert.id)

    assert await mutes(records) == (Mute("Alibaba", until),)
    assert answer.plain.startswith(f"Done: #ai-spend muted Alibaba until {until.day} ")
    assert announced(slack)[1].startswith(f"@ana changed this channel: it muted Alibaba until {until.day} ")
    records.world.clock.advance(timedelta(minutes=10))
    await announce(slack, records.world, entry("b", sum_="$90 billion"))
    assert await records.world.reasons("b") == ["muted"]


async def test_what_is_muted_for_a_day_is_heard_of_when_the_day_is_over(
    slack: Sandbox, records: Records, standing: Standing
) -> None:
    await choose(slack, standing.seen, "mute_24h", standing.alert.id)
    records.world.clock.advance(timedelta(hours=24))

    await announce(slack, records.world, entry("b", sum_="$90 billion", published=records.now()))

    assert await records.world.reasons("b") == ["alert"]


async def test_a_story_is_muted_for_good_by_its_headline(slack: Sandbox, records: Records, standing: Standing) -> None:
    answer = await choose(slack, standing.seen, "mute_story", standing.alert.id)

    (mute,) = await mutes(records)
    assert (mute.what, mute.until) == (standing.alert.story, None)
    told = "muted the story “Alibaba pledges $53B for AI over 3 years” for good"
    assert answer.plain.startswith(f"Done: #ai-spend {told}.")
    assert f"it {told}." in announced(slack)[1]


async def test_undo_takes_the_place_of_the_answer_and_lets_in_again(
    slack: Sandbox, records: Records, standing: Standing
) -> None:
    answer = await choose(slack, standing.seen, "mute_story", standing.alert.id)

    press = await slack.click(answer, "unmute")

    assert await press.done() == "acknowledged"
    undone = await slack.wait_for(lambda: next((s for s in slack.screen() if s.plain.startswith("Undone")), None))
    assert (undone.ts, undone.only_you) == (answer.ts, True)
    assert undone.plain == ("Undone: #ai-spend hears of the story “Alibaba pledges $53B for AI over 3 years” again.")
    assert await mutes(records) == ()


async def test_undoing_what_is_undone_already_is_said_to_be_needless(
    slack: Sandbox, records: Records, standing: Standing
) -> None:
    answer = await choose(slack, standing.seen, "mute_24h", standing.alert.id)
    records.world.clock.advance(timedelta(days=2))

    await slack.click(answer, "unmute")

    await slack.wait_for(lambda: any("Alibaba is not muted here." in seen.plain for seen in slack.screen()))


async def test_muting_a_story_twice_tells_the_channel_once(
    slack: Sandbox, records: Records, standing: Standing
) -> None:
    await choose(slack, standing.seen, "mute_story", standing.alert.id)

    answer = await choose(slack, standing.seen, "mute_story", standing.alert.id, answers=2)

    assert "has that muted already" in answer.plain
    assert len(announced(slack)) == 2


async def test_a_press_on_a_message_that_was_edited_since_means_the_same(
    slack: Sandbox, records: Records, standing: Standing
) -> None:
    title = "Alibaba raises AI investment to $80 billion"
    text = (
        "Alibaba will invest $80 billion in artificial intelligence data centers over three years, up from $53 billion."
    )
    await announce(slack, records.world, entry("b", title=title, text=text, outlet="Post", published=records.now()))
    assert slack.screen()[0].edited

    await choose(slack, standing.seen, "mute_24h", standing.alert.id)

    assert [mute.what for mute in await mutes(records)] == ["Alibaba"]


async def test_where_the_message_is_gone_a_press_is_answered_all_the_same(
    slack: Sandbox, records: Records, standing: Standing
) -> None:
    press = await slack.click(standing.seen, "more", option=f"mute_24h:{standing.alert.id}")
    await client(slack.bot_token, slack.api).chat_delete(channel=slack.channel, ts=standing.seen.ts)

    assert await press.done() == "acknowledged"
    assert "muted Alibaba" in (await private_answer(slack)).plain


async def test_in_a_private_channel_its_own_name_is_kept(slack: Sandbox, records: Records, standing: Standing) -> None:
    slack.backend.workspace.channels[slack.channel].private = True

    answer = await choose(slack, standing.seen, "mute_24h", standing.alert.id)
    await slack.click(answer, "unmute")

    await slack.wait_for(lambda: any("Undone: #ai-spend" in seen.plain for seen in slack.screen()))
    assert [rules.name for rules in await records.pipeline.following()] == ["ai-spend"]


async def test_where_nothing_is_followed_there_is_nothing_to_mute(
    slack: Sandbox, records: Records, standing: Standing
) -> None:
    records.world.follow(Rules("C0ELSEWHERE", "elsewhere"))

    answer = await choose(slack, standing.seen, "mute_24h", standing.alert.id)

    assert answer.plain == "This channel follows nothing, so that there is nothing to mute."


async def test_a_channel_that_cannot_be_told_is_told_of_to_the_one_who_mutes(
    slack: Sandbox, records: Records, standing: Standing
) -> None:
    slack.fail("chat.postMessage", Fault.ERROR, code="not_in_channel")

    answer = await choose(slack, standing.seen, "mute_24h", standing.alert.id)

    assert "I am not in #ai-spend yet: type /invite @aispend there." in answer.plain
    assert len(await mutes(records)) == 1


async def test_an_alert_that_is_gone_is_said_to_be(slack: Sandbox, records: Records, standing: Standing) -> None:
    records.store.rows.outbox.clear()

    answer = await choose(slack, standing.seen, "mute_24h", standing.alert.id)

    assert "no longer on record" in answer.plain


async def test_a_store_that_fails_is_apologised_for(slack: Sandbox, records: Records, standing: Standing) -> None:
    records.broken = True

    answer = await choose(slack, standing.seen, "mute_24h", standing.alert.id)

    assert answer.plain == WRONG


async def test_a_choice_of_old_is_answered(slack: Sandbox, standing: Standing) -> None:
    block = next(block for block in standing.seen.blocks if block["block_id"].endswith(":buttons"))
    menu = next(each for each in block["elements"] if each["action_id"] == "more")
    menu["options"][0]["value"] = "of-old"
    await client(slack.bot_token, slack.api).chat_update(
        channel=slack.channel, ts=standing.seen.ts, text="x", blocks=[block]
    )

    press = await slack.click(slack.screen()[0], "more", option="of-old")

    assert await press.done() == "acknowledged"
    assert "no longer does anything" in (await private_answer(slack)).plain


async def test_a_press_that_comes_twice_mutes_once(slack: Sandbox, records: Records, standing: Standing) -> None:
    first = await slack.click(standing.seen, "more", option=f"mute_24h:{standing.alert.id}")
    await private_answer(slack)

    again = await slack.repeat(first)

    assert await again.done() == "acknowledged"
    assert len(announced(slack)) == 2
    assert replace((await mutes(records))[0], until=None) == Mute("Alibaba")
