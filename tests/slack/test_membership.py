"""The bot comes and goes, and hears what becomes of its channels, over the sandbox."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from structlog.testing import capture_logs

from bot.core.rules import Rules
from bot.pipeline import Place
from bot.sandbox import Fault, Sandbox, Seen
from bot.slack.desk import WRONG
from tests.slack.conftest import AI_SPEND, Records, private_answer, until

GENERAL = Place("C0GENERAL01", "general")
BEN = "U0SANDBOXBEN"
KINDS = ("archive", "unarchive", "rename", "left", "deleted")

pytestmark = pytest.mark.usefixtures("listener")


@pytest.fixture
def told(slack: Sandbox) -> Sandbox:
    """Give a workspace whose app hears of channels."""
    slack.backend.app.scopes |= {"channels:read", "groups:read"}
    slack.backend.events.subscribed |= {"member_joined_channel", "member_left_channel"}
    slack.backend.events.subscribed |= {f"{kind}_{what}" for kind in ("channel", "group") for what in KINDS}
    return slack


def said(slack: Sandbox, channel: str = "general") -> list[Seen]:
    return [seen for seen in slack.screen(channel) if seen.by_app]


async def heard(count: int, logs: Sequence[Mapping[str, object]]) -> None:
    """Wait until so many events were seen to."""
    await until(lambda: sum(line["event"] == "membership.heard" for line in logs) >= count)


async def paused(records: Records) -> list[str | None]:
    return [one.paused for one in await records.store.subscriptions()]


async def test_a_channel_that_follows_nothing_is_greeted_with_a_way_to_follow(told: Sandbox) -> None:
    told.invite("general")

    (hello,) = await told.wait_for(lambda: said(told))

    assert "This channel follows nothing yet." in hello.plain
    assert "/aispend subscribe alibaba min 2bn" in hello.plain
    assert "Follow AI spending here" in hello.plain


async def test_a_channel_of_the_watch_list_is_greeted_with_what_it_follows(told: Sandbox, records: Records) -> None:
    listed = (AI_SPEND, Rules(GENERAL.channel, "general", companies=("Meta",)))
    records.pipeline.watch = replace(records.pipeline.watch, rules=listed)

    told.invite("general")

    (hello,) = await told.wait_for(lambda: said(told))
    assert "This channel follows Meta, from $1B." in hello.plain
    assert "Follow AI spending here" not in hello.plain


async def test_a_channel_is_greeted_once_ever_and_others_who_come_are_not(told: Sandbox) -> None:
    told.invite("general")
    await told.wait_for(lambda: said(told))
    with capture_logs() as logs:
        told.kick("general", BEN)
        told.invite("general", BEN)
        told.kick("general")
        told.invite("general")
        await heard(3, logs)

    assert len(said(told)) == 1


async def test_a_press_lets_the_channel_follow_and_the_greeting_shows_it(told: Sandbox, records: Records) -> None:
    told.invite("general")
    (hello,) = await told.wait_for(lambda: said(told))

    click = await told.click(hello, "follow", user=BEN)

    assert await click.done() == "acknowledged"
    await told.wait_for(lambda: any(seen.edited for seen in said(told)))
    shown, line = said(told)
    assert "This channel follows any payer, from $1B." in shown.plain
    assert "Follow AI spending here" not in shown.plain
    assert "@ben changed this channel: it follows any payer, from $1B." in line.plain
    assert [(one.channel, one.owner) for one in await records.store.subscriptions()] == [("C0GENERAL01", BEN)]


async def test_a_second_press_changes_nothing_and_says_so(told: Sandbox, records: Records) -> None:
    told.invite("general")
    (hello,) = await told.wait_for(lambda: said(told))
    await records.subscribe(GENERAL, BEN, "")

    await told.click(hello, "follow")

    answer = await told.wait_for(lambda: [seen for seen in told.screen("general") if seen.only_you])
    assert "follows something already" in answer[0].plain
    assert len(await records.store.amendments("C0GENERAL01", 9)) == 1


async def test_a_press_that_cannot_be_stored_is_apologised_for(told: Sandbox, records: Records) -> None:
    records.pipeline.watch = replace(records.pipeline.watch, rules=(Rules("C9", "other"),))
    told.kick(told.channel)
    told.invite("ai-spend")
    (hello,) = await told.wait_for(lambda: said(told, "ai-spend"))
    records.broken = True

    await told.click(hello, "follow")

    assert (await private_answer(told)).plain == WRONG


async def test_who_subscribed_a_channel_is_told_once_in_person_that_the_bot_was_removed(
    told: Sandbox, records: Records
) -> None:
    told.invite("general")
    await records.subscribe(GENERAL, BEN, "")

    with capture_logs() as logs:
        told.kick("general")
        await heard(3, logs)

    (direct,) = told.screen(BEN, BEN)
    assert "#general gets no alerts for now. I am not in it any more. Type /invite @aispend" in direct.plain
    assert await paused(records) == ["not_in_channel"]
    assert [line["whom"] for line in logs if line["event"] == "trouble.told"] == [BEN]


async def test_an_invitation_brings_a_paused_channel_back_and_says_so(told: Sandbox, records: Records) -> None:
    await records.subscribe(GENERAL, BEN, "meta")
    await records.stopped(GENERAL.channel, "not_in_channel")

    told.invite("general")

    (back,) = await told.wait_for(lambda: said(told))
    assert back.plain.startswith("I am back, and this channel goes on as before.\nThis channel follows Meta, from $1B.")
    assert await paused(records) == [None]


async def test_an_archived_channel_is_paused_until_it_is_brought_back(told: Sandbox, records: Records) -> None:
    told.invite("general")
    await told.wait_for(lambda: said(told))
    await records.subscribe(GENERAL, BEN, "")

    told.archive("general")
    (direct,) = await told.wait_for(lambda: told.screen(BEN, BEN))
    while_archived = await paused(records)
    told.unarchive("general")
    await told.wait_for(lambda: any("I am back" in seen.plain for seen in said(told)))

    assert "It was archived. Bring it back" in direct.plain
    assert (while_archived, await paused(records)) == (["is_archived"], [None])


async def test_a_channel_that_is_brought_back_without_the_bot_stays_paused_and_its_owner_hears_why(
    told: Sandbox, records: Records
) -> None:
    await records.subscribe(GENERAL, BEN, "")
    await records.stopped(GENERAL.channel, "is_archived")
    told.archive("general")

    told.unarchive("general")

    (direct,) = await told.wait_for(lambda: told.screen(BEN, BEN))
    assert "I am not in it any more" in direct.plain
    assert await paused(records) == ["not_in_channel"]


async def test_a_private_channel_that_is_archived_or_renamed_is_heard_of_too(told: Sandbox, records: Records) -> None:
    told.invite("board")
    await told.wait_for(lambda: said(told, "board"))
    await records.subscribe(Place("C0BOARD0001", "board"), BEN, "")

    with capture_logs() as logs:
        told.rename("board", "directors")
        told.archive("directors")
        await heard(2, logs)

    assert [(one.name, one.paused) for one in await records.store.subscriptions()] == [("directors", "is_archived")]


async def test_the_operator_hears_once_of_a_channel_of_the_watch_list(told: Sandbox, records: Records) -> None:
    told.invite("board")
    await told.wait_for(lambda: said(told, "board"))
    records.pipeline.watch = replace(records.pipeline.watch, operator="C0BOARD0001")

    with capture_logs() as logs:
        for _ in range(2):
            told.kick("ai-spend")
            told.invite("ai-spend")
        await heard(6, logs)

    (line,) = said(told, "board")[1:]
    assert "#ai-spend gets no alerts. The bot is not in the channel: type /invite @aispend there." in line.plain


async def test_an_owner_who_cannot_be_told_is_logged(told: Sandbox, records: Records) -> None:
    await records.subscribe(GENERAL, BEN, "")
    told.fail("chat.postMessage", Fault.ERROR, code="messages_tab_disabled")

    with capture_logs() as logs:
        told.archive("general")
        await heard(1, logs)

    assert [line["status"] for line in logs if line["event"] == "trouble.told"] == ["messages_tab_disabled"]
    assert await paused(records) == ["is_archived"]


async def test_a_store_that_fails_is_logged_and_the_next_event_is_heard(told: Sandbox, records: Records) -> None:
    records.broken = True
    with capture_logs() as logs:
        told.invite("general")
        await heard(1, logs)
    records.broken = False

    told.invite("board")

    assert [line["status"] for line in logs if line["event"] == "membership.heard"] == ["failed"]
    assert await told.wait_for(lambda: said(told, "board"))
