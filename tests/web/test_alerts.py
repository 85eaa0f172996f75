"""An alert in the browser, with the real listener behind it: voted on, muted, shared, mended, struck and put back."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Locator, Page, expect

from bot.core.rules import Layout, Rules
from bot.sandbox import Sandbox
from bot.slack.listen import Listener
from tests.pipeline.world import entry
from tests.slack import samples
from tests.slack.conftest import Records, announce, deliver

pytestmark = [pytest.mark.web, pytest.mark.asyncio(loop_scope="session")]
ALIBABA = "Alibaba pledges $53B for AI over 3 years"


@asynccontextmanager
async def posted(slack: Sandbox, layout: Layout = Layout.FULL) -> AsyncIterator[Records]:
    """Listen, and let a feed announce something that is posted."""
    records = Records()
    listener = Listener(slack.bot_token, slack.app_token, records, lambda: samples.TODAY, base_url=slack.api)
    await listener.start()
    try:
        records.world.follow(Rules(slack.channel, "ai-spend", layout=layout))
        await records.world.watching("Wire")
        await announce(slack, records.world, entry("a"))
        yield records
    finally:
        await listener.stop(timeout_s=1)


def alert(page: Page) -> Locator:
    return page.get_by_role("article").first


async def choose(page: Page, words: str) -> None:
    """Choose in the alert's menu."""
    await alert(page).get_by_role("button", name="More actions").click()
    await page.get_by_role("menuitem", name=words).click()


@pytest.mark.parametrize("look", [{}, {"viewport": {"width": 390, "height": 900}}], ids=["desktop", "phone"])
async def test_an_alert_says_all_and_is_voted_on(slack: Sandbox, page: Page) -> None:
    async with posted(slack) as records:
        await expect(alert(page).get_by_role("heading", name=ALIBABA)).to_be_visible()

        await alert(page).get_by_role("button", name="Right: this figure was read right").click()

        await expect(page.get_by_text("Noted: the figure is right. Thank you.")).to_be_visible()
        assert len(await records.pipeline.store.votes()) == 1


async def test_a_compact_alert_is_a_line_with_its_menu(slack: Sandbox, page: Page) -> None:
    async with posted(slack, Layout.COMPACT):
        await expect(alert(page)).to_contain_text(f"{ALIBABA} · Wire · Announced · Feb 25, 2025")

        await choose(page, "Mute Alibaba 24 h")

        await expect(page.get_by_text("Done: #ai-spend muted Alibaba until 26 Feb 2025")).to_be_visible()
        await page.get_by_role("button", name="Undo: hear of Alibaba again").click()
        await expect(page.get_by_text("Undone: #ai-spend hears of Alibaba again.")).to_be_visible()


async def test_an_alert_is_shared_also_where_the_bot_is_not(slack: Sandbox, page: Page) -> None:
    async with posted(slack):
        await alert(page).get_by_role("button", name="Share this alert").click()
        form = page.get_by_role("dialog", name="Share this alert")
        await form.get_by_role("button", name="Share to").click()
        await page.get_by_role("option", name="#general").click()
        await form.get_by_role("textbox", name="Comment").fill("Look at this")

        await form.get_by_role("button", name="Share", exact=True).click()

        await expect(form).to_be_hidden()
        await page.get_by_role("link", name="general").click()
        await expect(page.get_by_text("Shared by @ana · the original")).to_be_visible()


async def test_a_wrong_company_is_put_right_by_keyboard(slack: Sandbox, page: Page) -> None:
    async with posted(slack) as records:
        await choose(page, "Wrong figure…")
        form = page.get_by_role("dialog", name="Wrong figure")
        await expect(form.get_by_role("radio", name="The sum")).to_be_focused()
        await page.keyboard.press("ArrowDown")
        await expect(form.get_by_text("The right company")).to_be_visible()
        await expect(form.get_by_role("radio", name="The company")).to_be_focused()
        await form.get_by_role("button", name="The right company").click()
        await page.keyboard.type("micr")
        await page.get_by_role("option", name="Microsoft").click()
        await form.get_by_role("button", name="Send").click()

        await expect(form.get_by_text("Noted: Alibaba is now Microsoft.")).to_be_visible()
        await form.get_by_role("button", name="Close").last.click()
        await deliver(slack, records.world)
        await expect(alert(page).get_by_role("heading", name="Microsoft pledges $53B")).to_be_visible()
        await expect(alert(page)).to_contain_text("corrected, says @ana")


async def test_a_sum_that_cannot_be_read_is_told_at_its_field(slack: Sandbox, page: Page) -> None:
    async with posted(slack):
        await choose(page, "Wrong figure…")
        form = page.get_by_role("dialog", name="Wrong figure")
        await form.get_by_role("textbox", name="The right sum").fill("a lot")
        await form.get_by_role("button", name="Send").click()

        await expect(form.get_by_text("'a lot' is no sum from a million up")).to_be_visible()
        await expect(form.get_by_role("textbox", name="The right sum")).to_have_attribute("aria-invalid", "true")


async def test_what_is_no_ai_is_struck_and_put_back(slack: Sandbox, page: Page) -> None:
    async with posted(slack) as records:
        await choose(page, "Wrong figure…")
        form = page.get_by_role("dialog", name="Wrong figure")
        await form.get_by_role("radio", name="It is not AI spending").check()
        await expect(form.get_by_role("textbox", name="The right sum")).to_be_hidden()
        await form.get_by_role("button", name="Send").click()
        await expect(form.get_by_text("has left the ledger")).to_be_visible()
        await form.get_by_role("button", name="Close").last.click()
        await deliver(slack, records.world)
        await expect(alert(page).locator("s, del")).to_have_text(ALIBABA)
        await expect(alert(page)).to_contain_text("Taken out of the ledger by @ana: not AI spending")

        await alert(page).get_by_role("button", name="Put it back").click()
        await page.get_by_role("alertdialog", name="Put it back?").get_by_role("button", name="Put it back").click()

        await expect(page.get_by_text("Undone: the figure stands in the ledger as before.")).to_be_visible()
        await deliver(slack, records.world)
        await expect(alert(page).get_by_role("heading", name=ALIBABA)).to_be_visible()


async def test_a_duplicate_leads_to_what_it_tells_again(slack: Sandbox, page: Page) -> None:
    async with posted(slack) as records:
        await announce(slack, records.world, entry("b", org="Meta", sum_="$70 billion"))
        await choose(page, "Wrong figure…")
        form = page.get_by_role("dialog", name="Wrong figure")
        await form.get_by_role("radio", name="It is the same as another alert").check()
        await form.get_by_role("button", name="The other alert").click()
        await page.get_by_role("option", name="Meta pledges $70B").click()
        await form.get_by_role("button", name="Send").click()
        await expect(form.get_by_text("it is a duplicate, and counts once")).to_be_visible()
        await form.get_by_role("button", name="Close").last.click()

        await deliver(slack, records.world)

        await expect(alert(page).get_by_role("link", name="Meta pledges $70B for AI over 3 years")).to_be_visible()
