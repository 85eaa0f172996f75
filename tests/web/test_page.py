"""What arrives in a channel and what a person does there, seen in the browser."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from bot.sandbox import Sandbox
from tests.sandbox.apps import actions, bolt, button, client, connected, section
from tests.web.gallery import ALERT, TABLE

pytestmark = [pytest.mark.web, pytest.mark.asyncio(loop_scope="session")]


async def test_an_edit_and_a_deletion_are_seen_live(slack: Sandbox, page: Page) -> None:
    web = client(slack)
    posted = await web.chat_postMessage(channel=slack.channel, text="Before")
    await expect(page.get_by_text("Before")).to_be_visible()

    await web.chat_update(channel=slack.channel, ts=posted["ts"], text="After")
    await expect(page.get_by_text("After (edited)")).to_be_visible()
    await web.chat_delete(channel=slack.channel, ts=posted["ts"])

    await expect(page.get_by_text("Nothing here yet.")).to_be_visible()


async def test_a_slash_command_is_hinted_completed_sent_and_answered(slack: Sandbox, page: Page) -> None:
    app = bolt(slack)

    @app.command("/aispend")
    async def answer(ack: Any, command: dict[str, str], respond: Any) -> None:
        await ack()
        await respond(text=f"You asked {command['text']}", blocks=[section(f"*{command['text']}*"), TABLE])

    async with connected(slack, app):
        box = page.get_by_role("textbox", name="Message #ai-spend")
        await box.press_sequentially("/ai")
        await expect(page.locator("#hint")).to_contain_text("/aispend")
        await box.press("Tab")
        await expect(box).to_have_value("/aispend ")
        await box.press_sequentially("alibaba")
        await box.press("Enter")

        message = page.get_by_role("article")
        await expect(message.get_by_text("Only visible to you")).to_be_visible()
        await expect(message.get_by_role("columnheader", name="Amount")).to_be_visible()
        await expect(message.get_by_role("cell", name="$53B")).to_be_visible()
    await expect(box).to_have_value("")


async def test_the_arrow_brings_back_what_was_typed_before(slack: Sandbox, page: Page) -> None:
    box = page.get_by_role("textbox", name="Message #ai-spend")
    for line in ("first", "second"):
        await box.fill(line)
        await box.press("Enter")

    await box.press("ArrowUp")
    await box.press("ArrowUp")
    await expect(box).to_have_value("first")
    await box.press("ArrowDown")

    await expect(box).to_have_value("second")


async def test_a_plain_message_appears_as_the_persons(slack: Sandbox, page: Page) -> None:
    box = page.get_by_role("textbox", name="Message #ai-spend")

    await box.fill("Hello <b>there</b>")
    await page.get_by_role("button", name="Send").click()

    await expect(page.get_by_role("article", name="Ana Lima")).to_contain_text("Hello <b>there</b>")


async def test_a_button_and_a_menu_reach_the_app_by_keyboard(slack: Sandbox, page: Page) -> None:
    app = bolt(slack)

    @app.action("history")
    async def history(ack: Any, respond: Any) -> None:
        await ack()
        await respond(text="Here is the history")

    @app.action("more")
    async def more(ack: Any, action: dict[str, Any], respond: Any) -> None:
        await ack()
        await respond(text=f"Chosen: {action['selected_option']['value']}")

    async with connected(slack, app):
        await client(slack).chat_postMessage(channel=slack.channel, text="x", blocks=ALERT)
        await page.get_by_role("button", name="history").press("Enter")
        await expect(page.get_by_text("Here is the history")).to_be_visible()
        await page.get_by_role("button", name="More actions").press("Enter")
        await expect(page.get_by_role("menuitem", name="Mute for 24 hours")).to_be_focused()
        await page.keyboard.press("Escape")
        await expect(page.get_by_role("menu")).to_have_count(0)
        await page.get_by_role("button", name="More actions").click()
        await page.get_by_role("menuitem", name="Mute for 24 hours").press("Enter")

        await expect(page.get_by_text("Chosen: mute")).to_be_visible()


async def test_a_confirmation_is_asked_for_first(slack: Sandbox, page: Page) -> None:
    app = bolt(slack)
    confirm = {
        "title": {"type": "plain_text", "text": "Sure?"},
        "text": {"type": "mrkdwn", "text": "No *more* alerts."},
    }

    @app.action("stop")
    async def stop(ack: Any, respond: Any) -> None:
        await ack()
        await respond(text="Stopped")

    async with connected(slack, app):
        blocks = [actions(button("stop", style="danger", confirm=confirm))]
        await client(slack).chat_postMessage(channel=slack.channel, text="x", blocks=blocks)
        await page.get_by_role("button", name="stop").click()
        await page.get_by_role("alertdialog").get_by_role("button", name="Cancel").click()
        await page.get_by_role("button", name="stop").click()
        await page.get_by_role("alertdialog").get_by_role("button", name="Yes").click()

        await expect(page.get_by_text("Stopped")).to_have_count(1)
    assert len([record for record in slack.backend.journal.records if record.name == "click"]) == 1


async def test_a_button_nobody_answers_is_marked(slack: Sandbox, page: Page) -> None:
    await client(slack).chat_postMessage(channel=slack.channel, text="x", blocks=[actions(button("go"))])

    await page.get_by_role("button", name="go").click()

    await expect(page.get_by_role("img", name="The app did not respond")).to_be_visible()


async def test_another_channel_shows_that_something_is_new(slack: Sandbox, page: Page) -> None:
    slack.say("general", "U0SANDBOXBEN", "Lunch?")

    unread = page.get_by_role("link", name="channel general, 1 new")
    await expect(unread).to_be_visible()
    await unread.click()
    await expect(page.get_by_role("heading", name="#general")).to_be_visible()

    await expect(page.get_by_role("article", name="Ben Okafor")).to_contain_text("Lunch?")


async def test_who_goes_on_at_once_ends_where_they_went_last(slack: Sandbox, page: Page) -> None:
    slack.say("general", "U0SANDBOXBEN", "Lunch?")
    slack.say("board", "U0SANDBOXBEN", "Secret")
    rooms = {room.name: room.id for room in slack.backend.workspace.channels.values()}

    await page.evaluate("rooms => rooms.forEach(each => { location.hash = each; })", [rooms["board"], rooms["general"]])

    await expect(page.get_by_role("heading", name="#general")).to_be_visible()
    await expect(page.get_by_role("article")).to_contain_text("Lunch?")
    slack.say("general", "U0SANDBOXBEN", "Anybody?")
    await expect(page.get_by_role("article").last).to_contain_text("Anybody?")


async def test_a_permalink_points_at_its_message(slack: Sandbox, page: Page) -> None:
    web = client(slack)
    posted = await web.chat_postMessage(channel=slack.channel, text="This one")
    link = await web.chat_getPermalink(channel=slack.channel, message_ts=posted["ts"])

    await page.goto(link["permalink"])

    await expect(page.locator(".message.pointed")).to_contain_text("This one")


async def test_who_reads_further_up_is_told_of_news_and_taken_there(slack: Sandbox, page: Page) -> None:
    web = client(slack)
    for number in range(30):
        await web.chat_postMessage(channel=slack.channel, text=f"Alert {number}")
    await expect(page.get_by_text("Alert 29")).to_be_in_viewport()
    await page.get_by_label("Messages").evaluate("log => log.scrollTo(0, 0)")
    await web.chat_postMessage(channel=slack.channel, text="The newest")

    await page.get_by_role("button", name="New messages").click()

    await expect(page.get_by_text("The newest")).to_be_in_viewport()
    await expect(page.get_by_role("button", name="New messages")).to_be_hidden()


async def test_a_channel_one_is_removed_from_leaves_the_list(slack: Sandbox, page: Page) -> None:
    await page.get_by_role("link", name="channel general").click()
    await expect(page.get_by_role("heading", name="#general")).to_be_visible()

    slack.kick("general", slack.user)

    await expect(page.get_by_role("link", name="channel general")).to_have_count(0)
    await expect(page.get_by_role("heading", name="#ai-spend")).to_be_visible()
