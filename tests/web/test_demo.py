"""The demo as a person sees it: the first alert arrives, and a question is answered. README.md shows its picture."""

from typing import Any

import pytest
from playwright.async_api import ViewportSize, expect

from bot.cli import demonstration
from tests.web.conftest import watched

pytestmark = [pytest.mark.web, pytest.mark.asyncio(loop_scope="session")]

LOOK = {"viewport": ViewportSize(width=1100, height=1000)}
ARRIVAL_MS = 30_000


async def test_the_demo_shows_an_alert_and_answers_what_is_asked(chromium: Any) -> None:
    async with demonstration.staged(0, None) as stage, watched(chromium, LOOK, "demo") as page:
        await page.goto(stage.sandbox.page)
        await expect(page.get_by_text("Nothing here yet.")).to_be_visible()
        stage.news.release_next()
        alert, answer = page.get_by_role("article").first, page.get_by_role("article").last
        await expect(alert.get_by_role("heading", name="Alibaba pledges")).to_be_visible(timeout=ARRIVAL_MS)
        await page.get_by_role("textbox", name="Message #ai-spend").fill(demonstration.ASKED)
        await page.keyboard.press("Enter")

        await expect(answer).to_contain_text("Only visible to you")
        await expect(answer.get_by_role("heading", name="Alibaba")).to_be_visible()
        await expect(answer.get_by_role("table").first).to_be_visible()
        # The picture has both: the alert, and what the answer begins with.
        await page.get_by_label("Messages").evaluate("log => log.scrollTo(0, 0)")
        await expect(alert.get_by_role("heading", name="Alibaba pledges")).to_be_in_viewport()
        await expect(answer.get_by_role("columnheader", name="Figure")).to_be_in_viewport()
