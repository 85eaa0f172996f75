"""Response URLs, used by bolt's `respond` and by hand."""

from typing import Any

import aiohttp
import pytest

from bot.sandbox import ManualClock, Sandbox
from tests.sandbox.apps import actions, bolt, button, client, connected, section


async def respond(slack: Sandbox, path: str, body: object) -> tuple[int, str]:
    url = slack.backend.base + path
    request: dict[str, Any] = {"data": body} if isinstance(body, str) else {"json": body}
    async with aiohttp.ClientSession() as session, session.post(url, **request) as answer:
        return answer.status, await answer.text()


def permit(slack: Sandbox, **more: Any) -> str:
    return slack.backend.responses.issue(slack.channel, slack.user, **more)


async def test_an_answer_is_ephemeral_unless_it_says_otherwise(slack: Sandbox) -> None:
    path = permit(slack, said="/aispend alibaba")

    assert await respond(slack, path, {"text": "A"}) == (200, "ok")
    await respond(slack, path, {"text": "B", "response_type": "in_channel"})
    await respond(slack, path, {"text": "C", "response_type": "in_channel"})

    shown = [(seen.author, seen.plain, seen.only_you) for seen in slack.screen()]
    assert shown == [
        ("AI Spend", "A", True),
        ("Ana Lima", "/aispend alibaba", False),
        ("AI Spend", "B", False),
        ("AI Spend", "C", False),
    ]


async def test_it_works_where_the_app_is_not(slack: Sandbox) -> None:
    path = slack.backend.responses.issue("C0GENERAL01", slack.user)

    await respond(slack, path, {"text": "A", "response_type": "in_channel"})

    assert [seen.plain for seen in slack.screen("general")] == ["A"]


async def test_it_works_five_times(slack: Sandbox) -> None:
    path = permit(slack)

    outcomes = [await respond(slack, path, {"text": str(number)}) for number in range(6)]

    assert outcomes[4] == (200, "ok")
    assert outcomes[5] == (404, '{"ok": false, "error": "used_url"}')
    assert len(slack.screen()) == 5


async def test_it_lapses_after_thirty_minutes(slack: Sandbox, slack_clock: ManualClock) -> None:
    path = permit(slack)
    slack_clock.advance(30 * 60 + 1)

    assert await respond(slack, path, {"text": "A"}) == (404, '{"ok": false, "error": "expired_url"}')
    assert (await respond(slack, "/respond/T1/invented", {"text": "A"}))[0] == 404


@pytest.mark.parametrize(
    ("body", "error"),
    [
        ("{", "invalid_payload"),
        ([1], "invalid_payload"),
        ({}, "no_text"),
        ({"text": "A", "response_type": "loud"}, "invalid_response_type"),
        ({"text": "A", "blocks": [{"type": "nonsense"}]}, "invalid_blocks"),
    ],
)
async def test_a_wrong_answer_is_refused_and_costs_no_use(slack: Sandbox, body: object, error: str) -> None:
    path = permit(slack)

    _, text = await respond(slack, path, body)

    assert f'"error": "{error}"' in text
    assert slack.screen() == ()


async def test_a_slash_command_has_no_original_to_replace(slack: Sandbox) -> None:
    path = permit(slack)

    await respond(slack, path, {"text": "A", "replace_original": True})
    await respond(slack, path, {"delete_original": True})

    assert [seen.plain for seen in slack.screen()] == ["A"]


async def test_a_button_replaces_its_message_and_then_deletes_it(slack: Sandbox) -> None:
    app = bolt(slack)
    payloads: list[dict[str, Any]] = []

    @app.action("replace")
    async def replace(ack: Any, body: dict[str, Any], respond: Any) -> None:
        payloads.append(body)
        await ack()
        await respond(text="B", blocks=[actions(button("delete", value="v"))], replace_original=True)

    @app.action("delete")
    async def delete(ack: Any, respond: Any) -> None:
        await ack()
        await respond(delete_original=True)

    async with connected(slack, app):
        await client(slack).chat_postMessage(channel=slack.channel, text="A", blocks=[actions(button("replace"))])
        await (await slack.click(slack.screen()[0], "replace")).done()
        replaced = await slack.wait_for(lambda: slack.screen()[0].edited and slack.screen()[0])
        await (await slack.click(replaced, "delete")).done()
        await slack.wait_for(lambda: slack.screen() == ())

    [body] = payloads
    assert body["container"]["message_ts"] == body["message"]["ts"] == replaced.ts
    assert body["actions"][0]["action_id"] == "replace"
    assert body["channel"] == {"id": slack.channel, "name": "ai-spend"}


async def test_an_ephemeral_answers_button_brings_no_message_but_can_replace_it(slack: Sandbox) -> None:
    app = bolt(slack)
    payloads: list[dict[str, Any]] = []

    @app.command("/aispend")
    async def answer(ack: Any, respond: Any) -> None:
        await ack()
        await respond(text="A", blocks=[section("A"), actions(button("more"))])

    @app.action("more")
    async def more(ack: Any, body: dict[str, Any], respond: Any) -> None:
        payloads.append(body)
        await ack()
        await respond(text="B", replace_original=True)

    async with connected(slack, app):
        await slack.type_slash(slack.channel, slack.user, "/aispend")
        first = await slack.wait_for(lambda: next(iter(slack.screen()), None))
        await slack.click(first, "more")
        await slack.wait_for(lambda: slack.screen()[0].plain == "B")

    assert "message" not in payloads[0]
    assert payloads[0]["container"]["is_ephemeral"] is True
    assert slack.screen()[0].only_you


async def test_a_replacement_for_a_message_that_is_gone_is_posted_anew(slack: Sandbox) -> None:
    posted = await client(slack).chat_postMessage(channel=slack.channel, text="A")
    original = slack.backend.workspace.find(slack.channel, posted["ts"])
    path = permit(slack, original=original)
    await client(slack).chat_delete(channel=slack.channel, ts=posted["ts"])

    await respond(slack, path, {"text": "B", "replace_original": True})
    await respond(slack, path, {"delete_original": True})

    assert [seen.plain for seen in slack.screen()] == ["B"]


async def test_an_answer_for_all_may_go_into_a_thread_and_a_private_one_does_not(slack: Sandbox) -> None:
    parent = slack.say(slack.channel, slack.user, "Parent")
    path = permit(slack)

    shared = {"text": "A", "response_type": "in_channel", "replace_original": False, "thread_ts": parent.ts}
    await respond(slack, path, shared)
    await respond(slack, path, {"text": "B", "thread_ts": parent.ts})

    assert [(seen.plain, seen.only_you) for seen in slack.thread(parent)] == [("A", False)]
    assert [seen.plain for seen in slack.screen()] == ["Parent", "B"]


async def test_an_ephemeral_message_that_is_replaced_stays_with_one_person(slack: Sandbox) -> None:
    await respond(slack, permit(slack), {"text": "Psst"})
    original = slack.backend.workspace.messages[0]
    path = permit(slack, original=original)

    await respond(slack, path, {"text": "Loud", "response_type": "in_channel", "replace_original": True})

    assert [(seen.plain, seen.only_you) for seen in slack.screen()] == [("Loud", True)]
