"""The app's own room: its Home tab, published and changed live, and the messages beside it."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from bot.sandbox import Sandbox
from tests.sandbox.apps import actions, bolt, button, client, connected, section
from tests.web.gallery import field, plain

pytestmark = [pytest.mark.web, pytest.mark.asyncio(loop_scope="session")]


def home(*blocks: dict[str, Any]) -> dict[str, Any]:
    """Make a Home tab."""
    return {"type": "home", "blocks": list(blocks)}


async def test_opening_the_home_tab_tells_the_app_which_then_fills_it(slack: Sandbox, page: Page) -> None:
    app = bolt(slack)

    @app.event("app_home_opened")
    async def opened(event: dict[str, Any], client: Any) -> None:
        blocks = [{"type": "header", "text": plain("Your watch list")}, section("Follows *Alibaba*.")]
        await client.views_publish(user_id=event["user"], view=home(*blocks))

    async with connected(slack, app):
        await page.get_by_role("link", name="app AI Spend").click()

        await expect(page.get_by_role("heading", name="Your watch list")).to_be_visible()
        await expect(page.locator("#home strong")).to_have_text("Alibaba")
        await expect(page.get_by_role("link", name="Home")).to_have_attribute("aria-current", "page")
        await expect(page.get_by_role("textbox", name="Message")).to_be_hidden()


async def test_a_button_on_the_home_tab_works_and_the_tab_changes_live(slack: Sandbox, page: Page) -> None:
    app = bolt(slack)

    @app.action("mute")
    async def mute(ack: Any, body: dict[str, Any], client: Any) -> None:
        await ack()
        assert body["view"]["type"] == "home"
        await client.views_publish(user_id=body["user"]["id"], view=home(section("All is quiet.")))

    async with connected(slack, app):
        await client(slack).views_publish(user_id=slack.user, view=home(section("Loud."), actions(button("mute"))))
        await page.get_by_role("link", name="app AI Spend").click()
        await page.get_by_role("button", name="mute").click()

        await expect(page.get_by_text("All is quiet.")).to_be_visible()
        await expect(page.get_by_text("Loud.")).to_be_hidden()


async def test_a_home_tab_nobody_published_says_so(slack: Sandbox, page: Page) -> None:
    await page.get_by_role("link", name="app AI Spend").click()

    await expect(page.get_by_text("AI Spend keeps no Home yet.")).to_be_visible()


async def test_what_is_typed_into_the_home_tab_outlives_a_change_around_it(slack: Sandbox, page: Page) -> None:
    note = field("Note", {"type": "plain_text_input"})
    await client(slack).views_publish(user_id=slack.user, view=home(note))
    await page.get_by_role("link", name="app AI Spend").click()
    await page.get_by_role("textbox", name="Note").fill("Ask Ben")

    await client(slack).views_publish(user_id=slack.user, view=home(section("News"), note))

    await expect(page.locator("#home")).to_contain_text("News")
    await expect(page.get_by_role("textbox", name="Note")).to_have_value("Ask Ben")


async def test_the_messages_with_the_app_are_beside_its_home(slack: Sandbox, page: Page) -> None:
    await page.get_by_role("link", name="app AI Spend").click()
    await page.get_by_role("link", name="Messages").click()
    box = page.get_by_role("textbox", name="Message AI Spend")
    await box.fill("Hello")
    await box.press("Enter")
    await expect(page.get_by_role("article", name="Ana Lima")).to_contain_text("Hello")

    await client(slack).chat_postMessage(channel=slack.user, text="Hello yourself")

    await expect(page.get_by_role("article", name="AI Spend")).to_contain_text("Hello yourself")
    await expect(page.get_by_role("link", name="Messages")).to_have_attribute("aria-current", "page")
