import asyncio
from typing import Any

import pytest

from bot.sandbox import Sandbox
from bot.sandbox.mrkdwn import date_words, words
from tests.sandbox.apps import actions, bolt, button, client, connected, section

SELECT = {
    "type": "static_select",
    "action_id": "pick",
    "options": [{"text": {"type": "plain_text", "text": name}, "value": name.lower()} for name in ("One", "Two")],
}


async def test_waiting_ends_as_soon_as_something_is_seen(slack: Sandbox) -> None:
    waiting = asyncio.create_task(slack.wait_for(lambda: [seen.plain for seen in slack.screen()]))
    await asyncio.sleep(0)

    slack.say(slack.channel, slack.user, "Hi")

    assert await waiting == ["Hi"]


async def test_waiting_in_vain_tells_what_the_screen_shows(slack: Sandbox) -> None:
    slack.say(slack.channel, slack.user, "Hi")

    with pytest.raises(TimeoutError, match="#ai-spend: Hi"):
        await slack.wait_for(lambda: None, timeout_s=0.01)


async def test_a_transcript_reads_like_the_screen(slack: Sandbox) -> None:
    web = client(slack)
    blocks = [
        {"type": "header", "text": {"type": "plain_text", "text": "A & B"}},
        section("*C* &amp; <https://d.example|D>"),
    ]
    posted = await web.chat_postMessage(channel=slack.channel, text="x", blocks=blocks)
    await web.chat_update(channel=slack.channel, ts=posted["ts"], text="x", blocks=blocks)
    await web.chat_postEphemeral(channel=slack.channel, user=slack.user, text="Psst")
    slack.say(slack.channel, slack.user, "Hi <there>")

    assert slack.transcript() == (
        "AI Spend APP  09:00  (edited)\n  A & B\n  C & D\n\n"
        "AI Spend APP  09:00  (only visible to you)\n  Psst\n\n"
        "Ana Lima  09:00\n  Hi <there>"
    )


async def test_whom_a_message_calls_is_told(slack: Sandbox) -> None:
    web = client(slack)
    await web.chat_postMessage(channel=slack.channel, text="<!channel> and <@U0SANDBOXANA>")
    await web.chat_postMessage(channel=slack.channel, text="<!here>", blocks=[section("&lt;!channel&gt; is quiet")])

    assert [sorted(seen.pings) for seen in slack.screen()] == [["U0SANDBOXANA", "channel"], []]


async def test_an_option_is_chosen_by_value_or_words_and_the_first_by_default(slack: Sandbox) -> None:
    app = bolt(slack)
    picked: list[str] = []

    @app.action("pick")
    async def pick(ack: Any, action: dict[str, dict[str, str]]) -> None:
        picked.append(action["selected_option"]["value"])
        await ack()

    async with connected(slack, app):
        await client(slack).chat_postMessage(channel=slack.channel, text="A", blocks=[actions(SELECT)])
        for option in (None, "two", "Two"):
            await (await slack.click(slack.screen()[0], "pick", option=option)).done()

    assert picked == ["one", "two", "two"]


async def test_what_is_not_there_cannot_be_clicked(slack: Sandbox) -> None:
    web = client(slack)
    await web.chat_postMessage(channel=slack.channel, text="A", blocks=[actions(SELECT, button("go"), block_id="b")])
    [seen] = slack.screen()

    with pytest.raises(LookupError, match="there are: pick, go"):
        await slack.click(seen, "gone")
    with pytest.raises(LookupError, match="no element go"):
        await slack.click(seen, "go", block_id="c")
    with pytest.raises(LookupError, match="there are: one, two"):
        await slack.click(seen, "pick", option="three")
    with pytest.raises(LookupError, match="no user"):
        await slack.click(seen, "go", user="U1")
    await web.chat_delete(channel=slack.channel, ts=seen.ts)
    with pytest.raises(LookupError, match="sees no message"):
        await slack.click(seen, "go")


async def test_somebody_elses_ephemeral_message_cannot_be_clicked(slack: Sandbox) -> None:
    await client(slack).chat_postEphemeral(
        channel=slack.channel, user=slack.user, text="A", blocks=[actions(button("go"))]
    )

    with pytest.raises(LookupError, match="sees no message"):
        await slack.click(slack.screen()[0], "go", user="U0SANDBOXBEN")


async def test_an_unknown_channel_is_named_beside_those_there_are(slack: Sandbox) -> None:
    with pytest.raises(LookupError, match="no channel nowhere; there are: C0AISPEND01"):
        slack.screen("nowhere")


async def test_clicks_in_a_direct_conversation_say_so(slack: Sandbox) -> None:
    posted = await client(slack).chat_postMessage(channel=slack.user, text="A", blocks=[actions(button("go"))])
    app = bolt(slack)
    bodies: list[dict[str, dict[str, str]]] = []

    @app.action("go")
    async def go(ack: Any, body: dict[str, dict[str, str]]) -> None:
        bodies.append(body)
        await ack()

    async with connected(slack, app):
        await (await slack.click(slack.screen(posted["channel"])[0], "go")).done()

    assert bodies[0]["channel"]["name"] == "directmessage"


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("*a* _b_ ~c~ `d` e*f*g 2 * 3 * 4", "a b c d e*f*g 2 * 3 * 4"),
        ("<https://a.example> <https://a.example|b> <mailto:a@b.example|m>", "https://a.example b m"),
        (
            "<!date^1740355200^{date_num} {time_secs} {date_long} {odd}|x>",
            "2025-02-24 00:00:00 UTC Monday, February 24, 2025 {odd}",
        ),
        ("<!date^soon^{date}|later> <!date^1|later>", "later later"),
        ("<!here> <!subteam^S1|@team> <@U0SANDBOXBEN> <@U1|x> <@U2>", "@here @team @ben @x @U2"),
        ("<#C0GENERAL01> <#C1|x> <#C2>", "#general #x #C2"),
        ("&lt;!channel&gt; &amp;amp;", "<!channel> &amp;"),
    ],
)
async def test_mrkdwn_is_read_aloud(slack: Sandbox, text: str, spoken: str) -> None:
    assert words(slack.backend.workspace, text) == spoken


def test_dates_that_say_how_near_they_are_name_the_day() -> None:
    assert date_words(1740355200, "{date_pretty} {date_short_pretty} {ago}") == (
        "February 24, 2025 Feb 24, 2025 February 24, 2025"
    )


async def test_rich_text_is_read_aloud(slack: Sandbox) -> None:
    leaves = [
        {"type": "text", "text": "a "},
        {"type": "link", "url": "https://b.example"},
        {"type": "user", "user_id": "U0SANDBOXBEN"},
        {"type": "channel", "channel_id": "C0GENERAL01"},
        {"type": "emoji", "name": "bell"},
        {"type": "broadcast", "range": "here"},
        {"type": "date", "timestamp": 1740355200, "format": "{date_num}"},
        {"type": "color", "value": "#fff"},
    ]
    listed = {
        "type": "rich_text_list",
        "style": "bullet",
        "elements": [{"type": "rich_text_section", "elements": leaves}],
    }
    blocks = [{"type": "rich_text", "elements": [listed]}]

    await client(slack).chat_postMessage(channel=slack.channel, text="x", blocks=blocks)

    assert slack.screen()[0].plain == "• a https://b.example@ben#general:bell:@here2025-02-24#fff"


async def test_a_command_comes_again_when_its_acknowledgement_got_lost(slack: Sandbox) -> None:
    app, texts = bolt(slack), list[str]()

    @app.command("/aispend")
    async def answer(ack: Any, command: dict[str, str]) -> None:
        texts.append(command["text"])
        await ack()

    async with connected(slack, app):
        first = await slack.type_slash(slack.channel, slack.user, "/aispend alibaba")
        await first.done()
        again = await slack.repeat(first)
        await again.done()

    assert texts == ["alibaba", "alibaba"]
    assert first.content["trigger_id"] == again.content["trigger_id"]


async def test_a_click_in_a_thread_says_which(slack: Sandbox) -> None:
    web = client(slack)
    parent = await web.chat_postMessage(channel=slack.channel, text="A")
    await web.chat_postMessage(channel=slack.channel, text="B", thread_ts=parent["ts"], blocks=[actions(button("go"))])

    delivery = await slack.click(slack.everything()[-1], "go")

    assert delivery.content["container"]["thread_ts"] == parent["ts"]
