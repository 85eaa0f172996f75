"""`@aispend …`, over the sandbox."""

from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.core.found import Found
from bot.sandbox import Fault, Sandbox, Seen
from bot.slack.desk import WRONG
from tests.slack.conftest import Records, private_answer, until

BEN, GENERAL, BOARD = "U0SANDBOXBEN", "C0GENERAL01", "C0BOARD0001"

pytestmark = pytest.mark.usefixtures("listener")


@pytest.fixture
def called(slack: Sandbox) -> Sandbox:
    """Give a workspace whose app hears when it is called."""
    slack.backend.app.scopes |= {"app_mentions:read"}
    slack.backend.events.subscribed |= {"app_mention"}
    return slack


def me(slack: Sandbox) -> str:
    return f"<@{slack.backend.app.user}>"


async def replies(slack: Sandbox, to: Seen, count: int = 1) -> tuple[Seen, ...]:
    return await slack.wait_for(lambda: r if len(r := slack.thread(to)) >= count else None)


async def handled(slack: Sandbox, **event: Any) -> None:
    """Send a mention as Slack would, and wait until the app has said that it has it and done what it wants."""
    base = {"type": "app_mention", "user": BEN, "text": f"{me(slack)} alibaba", "ts": "1.000001"}
    delivery = slack.backend.events.emit({**base, "channel": slack.channel, **event})
    assert delivery is not None
    assert await delivery.done() == "acknowledged"


async def test_a_mention_is_answered_in_its_thread_before_everybody(called: Sandbox) -> None:
    said = called.say(called.channel, called.user, f"{me(called)} alibaba")

    (answer,) = await replies(called, said)

    assert "Alibaba: AI spending on record" in answer.plain
    assert (answer.only_you, answer.broadcast, answer.by_app) == (False, False, True)


async def test_a_mention_in_a_thread_is_answered_there(called: Sandbox) -> None:
    parent = called.say(called.channel, BEN, "Have you seen this?")
    called.say(called.channel, called.user, f"Let us ask {me(called)}: alibaba vs meta", thread_ts=parent.ts)

    answers = await replies(called, parent, 2)

    assert "Alibaba and Meta: AI spending on record, compared" in answers[-1].plain


async def test_a_mention_alone_says_what_the_bot_is(called: Sandbox) -> None:
    said = called.say(called.channel, called.user, f"Hello {me(called)}!")
    alone = called.say(called.channel, called.user, me(called))

    for each in (said, alone):
        assert "Who spends how much on AI?" in (await replies(called, each))[0].plain


async def test_a_button_of_the_answer_answers_whoever_presses_it(called: Sandbox) -> None:
    said = called.say(called.channel, called.user, me(called))
    (answer,) = await replies(called, said)

    await called.click(answer, "record", user=BEN)

    own = await called.wait_for(lambda: [s for s in called.everything(user=BEN) if s.only_you])
    assert "Alibaba: AI spending on record" in own[0].plain


@pytest.mark.parametrize(
    "event",
    [
        {"bot_id": "B0OTHER"},
        {"subtype": "bot_message"},
        {"edited": {"user": BEN, "ts": "2.0"}},
        {"user": "U0SANDBOX01"},
    ],
)
async def test_bots_and_edits_are_not_answered(called: Sandbox, records: Records, event: dict[str, Any]) -> None:
    await handled(called, **event)
    said = called.say(called.channel, called.user, f"{me(called)} alibaba")
    await replies(called, said)

    assert records.asked == ["alibaba"]


async def test_an_event_that_comes_twice_is_answered_once(called: Sandbox, records: Records) -> None:
    said = called.say(called.channel, called.user, f"{me(called)} alibaba")
    await replies(called, said)

    again = await called.repeat(called.backend.events.deliveries[-1])

    assert await again.done() == "acknowledged"
    assert (records.asked, len(called.thread(said))) == (["alibaba"], 1)


async def test_a_store_that_fails_is_apologised_for_in_the_thread(called: Sandbox, records: Records) -> None:
    records.broken = True
    said = called.say(called.channel, called.user, f"{me(called)} alibaba")

    assert (await replies(called, said))[0].plain == WRONG


async def test_an_error_nobody_foresaw_is_apologised_for_to_the_one_who_asked(
    called: Sandbox, records: Records, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(text: str) -> Found:
        raise RuntimeError("nobody foresaw this")

    monkeypatch.setattr(records, "lookup", broken)
    called.say(called.channel, called.user, f"{me(called)} alibaba")

    answer = await private_answer(called)

    assert (answer.plain, answer.channel) == (WRONG, called.channel)


async def test_a_guest_s_mention_is_answered_for_the_workspace_it_stands_in(called: Sandbox, records: Records) -> None:
    await handled(called, text=f"{me(called)} subscribe meta", team="T0ELSEWHERE")

    await called.wait_for(lambda: [seen for seen in called.screen() if "changed this channel" in seen.plain])
    (one,) = await records.store.subscriptions()
    assert one.team == called.backend.workspace.team_id


async def test_what_another_channel_follows_is_not_told_before_everybody(called: Sandbox, records: Records) -> None:
    called.backend.app.scopes |= {"channels:read", "groups:read"}
    called.invite(BOARD)
    typed = (
        f"subscribe <#{BOARD}|board> meta",
        f"subscribe <#{BOARD}|board> meta",
        f"unsubscribe <#{BOARD}|board> xai",
    )

    answers = []
    for words in typed:
        said = called.say(called.channel, called.user, f"{me(called)} {words}")
        answers.append((await replies(called, said))[0].plain)

    assert answers == [
        "Done; what changed was said there.",
        "Done; what changed was said there.",
        "Nothing was changed. /aispend with the same words says why, to you alone.",
    ]
    assert [seen.plain for seen in called.screen(BOARD) if "it follows Meta" in seen.plain]
    assert [one.choices.companies for one in await records.store.subscriptions()] == [("Meta",)]


async def test_a_channel_that_could_not_be_told_is_named_before_everybody_without_its_settings(called: Sandbox) -> None:
    called.backend.app.scopes |= {"channels:read", "groups:read"}
    said = called.say(called.channel, called.user, f"{me(called)} subscribe <#{GENERAL}|general> meta")

    (answer,) = await replies(called, said)

    assert answer.plain.startswith("Done. I am not in #general yet: type /invite @aispend there.")
    assert "Meta" not in answer.plain


async def test_blocks_that_slack_refuses_are_said_as_text(called: Sandbox) -> None:
    called.fail("chat.postMessage", Fault.ERROR, code="invalid_blocks", times=3)
    said = called.say(called.channel, called.user, f"{me(called)} alibaba")

    (answer,) = await replies(called, said)

    assert (answer.blocks, "24 Feb 2025" in answer.plain) == ([], True)


async def test_an_answer_that_cannot_be_posted_is_logged_and_does_no_harm(called: Sandbox) -> None:
    called.fail("chat.postMessage", Fault.ERROR, code="not_in_channel")

    with capture_logs() as logs:
        called.say(called.channel, called.user, f"{me(called)} alibaba")
        await until(lambda: [line for line in logs if line["event"] == "command.answered"])

    (line,) = [line for line in logs if line["event"] == "command.answered"]
    assert (line["status"], line["code"]) == ("unanswered", "not_in_channel")
    said = called.say(called.channel, called.user, f"{me(called)} alibaba")
    assert await replies(called, said)


async def test_verbs_work_too_and_settings_come_as_a_button(called: Sandbox, records: Records) -> None:
    followed = called.say(called.channel, BEN, f"{me(called)} subscribe meta")
    asked = called.say(called.channel, BEN, f"{me(called)} settings")

    assert "Done: #ai-spend follows Meta, from $1B." in (await replies(called, followed))[0].plain
    assert [(one.owner, one.choices.companies) for one in await records.store.subscriptions()] == [(BEN, ("Meta",))]
    (answer,) = await replies(called, asked)
    await called.click(answer, "settings", user=BEN)
    await called.wait_for(lambda: (view := called.modal(BEN)) is not None and "follows Meta" in view.plain)
