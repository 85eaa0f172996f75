"""An answer as its reader meets it in the browser: pages turned in place, every figure in a window, then shared."""

from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Page, ViewportSize, expect

from bot.sandbox import Sandbox
from bot.slack.listen import Listener
from tests.slack import samples
from tests.slack.conftest import Records

pytestmark = [pytest.mark.web, pytest.mark.asyncio(loop_scope="session")]

TALL = {"viewport": ViewportSize(width=1100, height=1500)}


@pytest_asyncio.fixture(loop_scope="session")
async def answering(slack: Sandbox) -> AsyncIterator[Records]:
    """Give what is known to a bot that is connected."""
    records = Records()
    listener = Listener(slack.bot_token, slack.app_token, records, lambda: samples.TODAY, base_url=slack.api)
    await listener.start()
    yield records
    await listener.stop(timeout_s=1)


async def ask(page: Page, line: str) -> None:
    await page.get_by_role("textbox", name="Message #ai-spend").fill(line)
    await page.keyboard.press("Enter")


@pytest.mark.usefixtures("answering")
@pytest.mark.parametrize("look", [TALL])
async def test_a_record_is_read_page_by_page_and_shared(page: Page) -> None:
    await ask(page, "/aispend alibaba")
    answer = page.get_by_role("article").first
    await expect(answer).to_contain_text("CN¥60–72.5B ($8.3–10B) → at least CN¥380B ($53B)")
    await expect(answer.get_by_role("table", name="Alibaba commits, by year")).to_have_count(1)

    await answer.get_by_role("button", name="Older").click()
    await expect(answer).to_contain_text("page 2 of 2")
    await answer.get_by_role("button", name="Newer").click()
    await expect(answer.get_by_role("heading", name="Alibaba: AI spending on record")).to_be_visible()
    await answer.get_by_role("button", name="Share to channel").click()

    await expect(answer).to_contain_text("Shared to this channel: Alibaba")
    shared = page.get_by_role("article").last
    await expect(shared).to_contain_text("@ana shared: Alibaba")
    await expect(shared.get_by_role("button", name="Share to channel")).to_have_count(0)


@pytest.mark.usefixtures("answering")
@pytest.mark.parametrize("look", [TALL])
async def test_every_figure_is_read_in_a_window(page: Page) -> None:
    await ask(page, "/aispend alibaba")
    await page.get_by_role("button", name="Every figure").click()

    window = page.get_by_role("dialog")
    await expect(window).to_contain_text("read from “at least 380 billion yuan")
    await expect(window).to_contain_text("corrected by @ben")
    await window.get_by_role("button", name="Older").click()
    await expect(window).to_contain_text("page 2 of 2")


@pytest.mark.usefixtures("answering")
@pytest.mark.parametrize("look", [TALL])
async def test_companies_are_seen_side_by_side(page: Page) -> None:
    await ask(page, "/aispend alibaba vs meta --public")

    answer = page.get_by_role("article").last
    await expect(answer).to_contain_text("@ana asked: alibaba vs meta")
    await expect(answer.get_by_role("table", name="Capital expenditure, by year")).to_have_count(1)
