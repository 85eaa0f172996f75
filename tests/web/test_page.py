"""The page in a real browser: Debian's Chromium, driven by Playwright."""

import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from playwright.async_api import Page, ViewportSize, async_playwright, expect

from bot.sandbox import Sandbox
from tests.sandbox.apps import actions, bolt, button, client, connected, section

pytestmark = pytest.mark.web

CHROMIUM = "/usr/bin/chromium"
# Without these Chromium asks the network about itself, which a closed machine refuses many times a second.
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]
HOSTILE = 'Apple & co <script>alert("x")</script> <!channel> <img src=x onerror=alert(1)>'

ALERT: list[dict[str, Any]] = [
    {"type": "header", "text": {"type": "plain_text", "text": "Alibaba pledges CN¥380B"}},
    section("Alibaba commits *380 billion yuan* over _three years_. <https://wire.example/a|The &lt;source&gt;>"),
    {
        "type": "section",
        "fields": [
            {"type": "mrkdwn", "text": "*Amount*\n$53 billion"},
            {"type": "mrkdwn", "text": "*Period*\n3 years"},
        ],
    },
    {"type": "context", "elements": [{"type": "mrkdwn", "text": "Sample Wire · <!date^1740355200^{date}|2025>"}]},
    {"type": "divider"},
    actions(
        button("history", style="primary"),
        {
            "type": "overflow",
            "action_id": "more",
            "options": [{"text": {"type": "plain_text", "text": "Mute for 24 hours"}, "value": "mute"}],
        },
    ),
]
TABLE: dict[str, Any] = {
    "type": "table",
    "column_settings": [{"align": "left"}, {"align": "right"}],
    "rows": [[{"type": "raw_text", "text": text} for text in row] for row in (("Date", "Amount"), ("2025", "$53B"))],
}


@pytest.fixture
async def chromium() -> AsyncIterator[Any]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@pytest.fixture
async def page(chromium: Any, slack: Sandbox) -> AsyncIterator[Page]:
    context = await chromium.new_context(viewport=ViewportSize(width=1100, height=800), timezone_id="UTC")
    page: Page = await context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda line: problems.append(line.text) if line.type == "error" else None)
    page.on("dialog", lambda dialog: problems.append(f"a dialog: {dialog.message}"))
    page.on("request", lambda request: problems.append(request.url) if "127.0.0.1" not in request.url else None)
    await page.goto(slack.page)
    await expect(page.get_by_role("heading", name="#ai-spend")).to_be_visible()
    yield page
    await shoot(page, "last")
    await context.close()
    assert problems == []


async def shoot(page: Page, name: str) -> None:
    """Keep a picture where the environment names a folder for it."""
    folder = os.environ.get("AISPEND_SHOTS")
    if folder:
        await page.screenshot(path=Path(folder) / f"{name}.png")


async def test_a_message_is_drawn_from_its_blocks_as_it_arrives(slack: Sandbox, page: Page) -> None:
    await client(slack).chat_postMessage(channel=slack.channel, text="x", blocks=ALERT)

    message = page.get_by_role("article")
    await expect(message.get_by_role("heading", name="Alibaba pledges CN¥380B")).to_be_visible()
    await expect(message.get_by_text("APP", exact=True)).to_be_visible()
    await expect(message.locator("strong", has_text="380 billion yuan")).to_be_visible()
    await expect(message.locator("em")).to_have_text("three years")
    await expect(message.get_by_role("link", name="The <source>")).to_have_attribute("href", "https://wire.example/a")
    await expect(message.locator(".field")).to_have_count(2)
    await expect(message.locator(".context time")).to_have_text("February 24, 2025")
    await expect(message.locator("hr")).to_have_count(1)


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
        await page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
        await page.get_by_role("button", name="stop").click()
        await page.get_by_role("dialog").get_by_role("button", name="Yes").click()

        await expect(page.get_by_text("Stopped")).to_have_count(1)
    assert len([record for record in slack.backend.journal.records if record.name == "click"]) == 1


async def test_a_button_nobody_answers_is_marked(slack: Sandbox, page: Page) -> None:
    await client(slack).chat_postMessage(channel=slack.channel, text="x", blocks=[actions(button("go"))])

    await page.get_by_role("button", name="go").click()

    await expect(page.get_by_role("img", name="The app did not respond")).to_be_visible()


async def test_a_hostile_title_is_shown_as_text(slack: Sandbox, page: Page) -> None:
    escaped = HOSTILE.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    blocks = [
        {"type": "header", "text": {"type": "plain_text", "text": HOSTILE}},
        section(f"*{escaped}*"),
        actions(button("go", text={"type": "plain_text", "text": HOSTILE[:75]})),
        {"type": "markdown", "text": f"# {HOSTILE}\n[x](javascript:alert(1))"},
        {
            "type": "rich_text",
            "elements": [{"type": "rich_text_section", "elements": [{"type": "text", "text": HOSTILE}]}],
        },
        {"type": "table", "rows": [[{"type": "raw_text", "text": HOSTILE}]]},
    ]

    await client(slack).chat_postMessage(channel=slack.channel, text="x", blocks=blocks)

    message = page.get_by_role("article")
    await expect(message.get_by_role("heading", name=HOSTILE)).to_be_visible()
    await expect(message.locator("strong")).to_have_text(HOSTILE)
    await expect(message.locator("script, img, .mention")).to_have_count(0)
    await expect(message.locator("a[href^='javascript']")).to_have_count(0)


async def test_another_channel_shows_that_something_is_new(slack: Sandbox, page: Page) -> None:
    slack.say("general", "U0SANDBOXBEN", "Lunch?")

    unread = page.get_by_role("link", name="channel general, 1 new")
    await expect(unread).to_be_visible()
    await unread.click()
    await expect(page.get_by_role("heading", name="#general")).to_be_visible()

    await expect(page.get_by_role("article", name="Ben Okafor")).to_contain_text("Lunch?")


async def test_replies_open_under_their_message(slack: Sandbox, page: Page) -> None:
    web = client(slack)
    parent = await web.chat_postMessage(channel=slack.channel, text="An alert")
    await web.chat_postMessage(channel=slack.channel, text="A correction", thread_ts=parent["ts"])

    await page.get_by_text("1 reply").click()

    await expect(page.get_by_text("A correction")).to_be_visible()


async def test_a_narrow_screen_hides_the_channels_behind_a_button(slack: Sandbox, page: Page) -> None:
    await page.set_viewport_size(ViewportSize(width=390, height=800))
    await client(slack).chat_postMessage(channel=slack.channel, text="x", blocks=ALERT)
    await expect(page.get_by_role("article")).to_be_visible()
    sideways = await page.evaluate("document.documentElement.scrollWidth > innerWidth")

    await page.get_by_role("button", name="Show channels").click()
    await expect(page.get_by_role("link", name="channel ai-spend")).to_be_focused()
    await page.keyboard.press("Escape")

    await expect(page.get_by_role("button", name="Show channels")).to_have_attribute("aria-expanded", "false")
    assert sideways is False


async def test_a_permalink_points_at_its_message(slack: Sandbox, page: Page) -> None:
    web = client(slack)
    posted = await web.chat_postMessage(channel=slack.channel, text="This one")
    link = await web.chat_getPermalink(channel=slack.channel, message_ts=posted["ts"])

    await page.goto(link["permalink"])

    await expect(page.locator(".message.pointed")).to_contain_text("This one")
