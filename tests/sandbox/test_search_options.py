"""Menus whose options the app gives while a person types."""

from typing import Any

import pytest

from bot.sandbox import ManualClock, Sandbox
from tests.sandbox.apps import actions, bolt, client, connected

Ack = Any


def option(name: str) -> dict[str, Any]:
    return {"text": {"type": "plain_text", "text": name}, "value": name.lower()}


def menu(**more: Any) -> dict[str, Any]:
    return actions({"type": "external_select", "action_id": "company", "min_query_length": 2, **more}, block_id="b")


async def posted(slack: Sandbox, **more: Any) -> None:
    await client(slack).chat_postMessage(channel=slack.channel, text="A", blocks=[menu(**more)])


async def test_options_come_from_the_app_and_one_of_them_is_chosen(slack: Sandbox) -> None:
    app, asked, picked = bolt(slack), list[dict[str, Any]](), list[str]()

    @app.options("company")
    async def give(ack: Ack, body: dict[str, Any]) -> None:
        asked.append(body)
        await ack(options=[option("Alibaba"), option("Alphabet")])

    @app.action("company")
    async def pick(ack: Ack, action: dict[str, Any]) -> None:
        picked.append(action["selected_option"]["value"])
        await ack()

    await posted(slack)
    async with connected(slack, app):
        found = await slack.search_options(slack.screen()[0], "company", "al")
        await (await slack.select(slack.screen()[0], "company", "alphabet")).done()

    assert [each["value"] for each in found["options"]] == ["alibaba", "alphabet"]
    assert (asked[0]["value"], asked[0]["block_id"], asked[0]["type"]) == ("al", "b", "block_suggestion")
    assert picked == ["alphabet"]
    assert slack.screen()[0].values["b"]["company"]["selected_option"]["value"] == "alphabet"


async def test_options_may_come_in_groups_or_not_at_all(slack: Sandbox) -> None:
    app = bolt(slack)
    groups = [{"label": {"type": "plain_text", "text": "Asia"}, "options": [option("Alibaba")]}]
    answers: list[dict[str, Any]] = [{"option_groups": groups}, {"options": []}, {"option_groups": []}]

    @app.options("company")
    async def give(ack: Ack) -> None:
        await ack(**answers.pop(0))

    await posted(slack)
    async with connected(slack, app):
        found = [await slack.search_options(slack.screen()[0], "company", "al") for _ in range(3)]
        chosen = await slack.select(slack.screen()[0], "company", "alibaba")

    assert found == [{"option_groups": groups}, {"options": []}, {"option_groups": []}]
    assert chosen.content["actions"][0]["selected_option"]["value"] == "alibaba"


async def test_a_short_query_asks_nobody(slack: Sandbox) -> None:
    await posted(slack)

    assert await slack.search_options(slack.screen()[0], "company", "a") == {"options": []}


@pytest.mark.parametrize("answer", [{"options": [{"value": "a"}]}, {"options": [option(str(n)) for n in range(101)]}])
async def test_options_a_menu_cannot_show_are_refused(slack: Sandbox, answer: dict[str, Any]) -> None:
    app = bolt(slack)

    @app.options("company")
    async def give(ack: Ack) -> None:
        await ack(**answer)

    await posted(slack)
    async with connected(slack, app):
        with pytest.raises(LookupError, match="Slack shows no such options"):
            await slack.search_options(slack.screen()[0], "company", "al")


async def test_an_app_that_does_not_answer_gives_no_options(slack: Sandbox) -> None:
    await posted(slack)

    with pytest.raises(LookupError, match="gave no options: dispatch_failed"):
        await slack.search_options(slack.screen()[0], "company", "al")


async def test_only_such_menus_are_searched(slack: Sandbox) -> None:
    element = {"type": "users_select", "action_id": "who"}
    await client(slack).chat_postMessage(channel=slack.channel, text="A", blocks=[actions(element)])

    with pytest.raises(LookupError, match="who is a users_select"):
        await slack.search_options(slack.screen()[0], "who", "an")


async def test_what_was_not_offered_cannot_be_chosen(slack: Sandbox, slack_clock: ManualClock) -> None:
    await posted(slack)

    with pytest.raises(LookupError, match="no option alibaba; there are: none"):
        await slack.select(slack.screen()[0], "company", "alibaba")


async def test_feedback_and_icons_are_pressed(slack: Sandbox) -> None:
    both = {
        f"{name}_button": {"text": {"type": "plain_text", "text": name}, "value": name}
        for name in ("positive", "negative")
    }
    icon = {"type": "icon_button", "icon": "trash", "text": {"type": "plain_text", "text": "Bin"}, "action_id": "bin"}
    block = {"type": "context_actions", "elements": [{"type": "feedback_buttons", "action_id": "right", **both}, icon]}
    await client(slack).chat_postMessage(channel=slack.channel, text="A", blocks=[block])
    [seen] = slack.screen()

    good = await slack.click(seen, "right")
    bad = await slack.click(seen, "right", option="negative")
    binned = await slack.click(seen, "bin")

    assert [each.content["actions"][0].get("value") for each in (good, bad, binned)] == ["positive", "negative", None]
    with pytest.raises(LookupError, match="no feedback meh"):
        await slack.click(seen, "right", option="meh")
