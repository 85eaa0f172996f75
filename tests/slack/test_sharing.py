"""Answers that are shared: by a button and by `--public`, once, wherever that may be, and said by whom."""

import asyncio

import pytest

from bot.sandbox import Fault, Sandbox, Seen
from bot.slack.sharing import INVITE, SHARED, UNSURE, public_of
from tests.slack.conftest import Records, private_answer, until


async def ask(slack: Sandbox, text: str = "alibaba", channel: str | None = None) -> Seen:
    """Type a question and return the answer that only the asker sees."""
    where = channel or slack.channel
    await slack.type_slash(where, slack.user, f"/aispend {text}")
    return await slack.wait_for(lambda: next((seen for seen in slack.screen(where) if seen.only_you), None))


def shared(slack: Sandbox, channel: str | None = None) -> list[Seen]:
    """Return what the app said to all, as the other person sees it."""
    return [seen for seen in slack.screen(channel, "U0SANDBOXBEN") if seen.by_app]


async def seen_by_all(slack: Sandbox, channel: str | None = None) -> Seen:
    return await slack.wait_for(lambda: next(iter(shared(slack, channel)), None))


def actions(seen: Seen) -> list[str]:
    """Return what its buttons are called."""
    return [one["action_id"] for block in seen.blocks if block["type"] == "actions" for one in block["elements"]]


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("alibaba --public", "alibaba"),
        ("--public alibaba", "alibaba"),
        ("alibaba —public since 2025", "alibaba since 2025"),
        ("alibaba –PUBLIC", "alibaba"),
        ("--public", ""),
    ],
)
def test_the_word_that_makes_an_answer_public_may_stand_anywhere(typed: str, left: str) -> None:
    assert public_of(typed) == (left, True)


@pytest.mark.parametrize("typed", ["alibaba", "public funds", "x--public", "--publicly", "alibaba - public", ""])
def test_other_words_make_nothing_public(typed: str) -> None:
    assert public_of(typed) == (typed, False)


@pytest.mark.usefixtures("listener")
async def test_a_shared_answer_is_the_same_says_who_shared_it_and_the_private_one_gives_way(slack: Sandbox) -> None:
    private = await ask(slack)

    press = await slack.click(private, "share_answer")
    public = await seen_by_all(slack)
    said = await slack.wait_for(lambda: next((seen for seen in slack.screen() if seen.only_you and seen.edited), None))

    assert await press.done() == "acknowledged"
    assert public.plain.split("\n")[0] == "@ana shared: Alibaba"
    assert public.plain.split("\n")[1:-1] == private.plain.split("\n")[:-1]
    assert actions(public) == ["page:after", "page:size", "evidence"]
    assert (said.ts, said.plain, said.blocks) == (private.ts, "Shared to this channel: Alibaba", [])
    assert not public.pings - {slack.user}


@pytest.mark.usefixtures("listener")
async def test_a_press_that_comes_twice_shares_once(slack: Sandbox, records: Records) -> None:
    press = await slack.click(await ask(slack), "share_answer")
    await seen_by_all(slack)

    again = await slack.repeat(press)

    assert await again.done() == "acknowledged"
    assert (len(shared(slack)), records.asked) == (1, ["alibaba", '"Alibaba"'])


@pytest.mark.usefixtures("listener")
async def test_who_presses_twice_shares_once_and_is_told(slack: Sandbox, records: Records) -> None:
    private = await ask(slack)
    records.gate.clear()
    await slack.click(private, "share_answer")
    await until(lambda: len(records.asked) == 2)

    await slack.click(private, "share_answer")
    told = await private_answer(slack, 2)
    records.gate.set()
    await seen_by_all(slack)

    assert (told.plain, len(shared(slack))) == (SHARED, 1)


@pytest.mark.usefixtures("listener")
async def test_a_share_that_failed_may_be_tried_again(slack: Sandbox, records: Records) -> None:
    private = await ask(slack)
    records.broken = True
    await slack.click(private, "share_answer")
    await private_answer(slack, 2)
    assert shared(slack) == []

    records.broken = False
    await slack.click(private, "share_answer")

    assert (await seen_by_all(slack)).plain.startswith("@ana shared: Alibaba")


@pytest.mark.usefixtures("listener")
async def test_an_answer_is_shared_where_the_bot_is_no_member(slack: Sandbox) -> None:
    await slack.click(await ask(slack, channel="general"), "share_answer")

    assert "Alibaba: AI spending on record" in (await seen_by_all(slack, "general")).plain


@pytest.mark.usefixtures("listener")
async def test_after_half_an_hour_an_answer_is_shared_by_the_bot_itself(slack: Sandbox) -> None:
    private = await ask(slack)
    slack.fail("response_url", Fault.ERROR, code="expired_url")

    await slack.click(private, "share_answer")

    assert (await seen_by_all(slack)).plain.startswith("@ana shared: Alibaba")
    assert len(slack.backend.journal.calls("chat.postMessage")) == 1


@pytest.mark.usefixtures("listener")
@pytest.mark.parametrize("channel", ["general", "board"])
async def test_where_the_bot_cannot_post_by_itself_the_way_to_invite_it_is_told(slack: Sandbox, channel: str) -> None:
    private = await ask(slack, channel=channel)
    slack.fail("response_url", Fault.ERROR, code="used_url")

    await slack.click(private, "share_answer")
    told = await slack.wait_for(
        lambda: next((seen for seen in slack.screen(channel) if seen.only_you and seen.ts != private.ts), None)
    )

    assert told.plain.replace("`", "") == INVITE.replace("`", "")
    assert shared(slack, channel) == []
    await slack.click(private, "share_answer")
    assert (await seen_by_all(slack, channel)).plain.startswith("@ana shared: Alibaba")


@pytest.mark.usefixtures("listener")
@pytest.mark.parametrize("fault", [Fault.ACCEPT_THEN_DROP, Fault.DROP])
async def test_what_may_stand_there_already_is_never_posted_again(slack: Sandbox, fault: Fault) -> None:
    private = await ask(slack)
    slack.fail("response_url", fault)

    await slack.click(private, "share_answer")
    told = await private_answer(slack, 2)

    assert told.plain == UNSURE
    assert len(shared(slack)) == (fault is Fault.ACCEPT_THEN_DROP)
    await slack.click(private, "share_answer")
    assert (await private_answer(slack, 3)).plain == SHARED


@pytest.mark.usefixtures("listener")
async def test_a_share_that_slack_forbids_says_so(slack: Sandbox) -> None:
    private = await ask(slack)
    slack.fail("response_url", Fault.ERROR, code="expired_url")
    slack.fail("chat.postMessage", Fault.ERROR, code="restricted_action")

    await slack.click(private, "share_answer")

    told = "Nothing was shared. A workspace setting forbids the bot to post there: ask an admin to allow it."
    assert (await private_answer(slack, 2)).plain == told


@pytest.mark.usefixtures("listener")
async def test_a_shared_answer_whose_chart_is_refused_is_shared_without_it(slack: Sandbox) -> None:
    private = await ask(slack)
    slack.fail("response_url", Fault.ERROR, code="invalid_blocks")

    await slack.click(private, "share_answer")
    public = await seen_by_all(slack)

    assert {"table"} == {block["type"] for block in public.blocks} & {"table", "data_visualization"}
    assert len(shared(slack)) == 1


@pytest.mark.usefixtures("listener")
async def test_an_answer_asked_for_in_public_comes_at_once_to_all_with_who_asked(slack: Sandbox) -> None:
    delivery = await slack.type_slash(slack.channel, slack.user, "/aispend alibaba —public")
    public = await seen_by_all(slack)

    assert await delivery.done() == "acknowledged"
    assert public.plain.startswith("@ana asked: alibaba\nAlibaba: AI spending on record")
    assert "share_answer" not in actions(public)
    await asyncio.sleep(0)
    assert [seen for seen in slack.screen() if seen.only_you] == []


@pytest.mark.usefixtures("listener")
@pytest.mark.parametrize("typed", ["alibab --public", "help --public", "quiet & co --public", "--public"])
async def test_what_helps_nobody_else_stays_with_the_asker(slack: Sandbox, typed: str) -> None:
    answer = await ask(slack, typed)

    assert answer.only_you
    assert shared(slack) == []


@pytest.mark.usefixtures("listener")
async def test_a_public_answer_that_fails_is_apologised_for_in_private(slack: Sandbox, records: Records) -> None:
    records.broken = True

    assert "Something went wrong" in (await ask(slack, "alibaba --public")).plain
    assert shared(slack) == []


@pytest.mark.usefixtures("listener")
async def test_a_public_answer_that_cannot_be_posted_comes_to_the_asker_with_the_reason(slack: Sandbox) -> None:
    slack.fail("response_url", Fault.ERROR, code="expired_url")

    answer = await ask(slack, "alibaba --public", channel="general")

    assert answer.plain.startswith(f"{INVITE.replace('`', '')}\nAlibaba: AI spending on record")
    assert "share_answer" in actions(answer)
    assert shared(slack, "general") == []


@pytest.mark.usefixtures("listener")
async def test_an_empty_record_has_nothing_to_share(slack: Sandbox) -> None:
    assert "share_answer" not in actions(await ask(slack, "quiet & co"))
