"""A digest as a person sees it: the sum on top, each commitment a line, the largest payers drawn."""

from dataclasses import replace
from typing import Any

import pytest
from playwright.async_api import Page, ViewportSize, expect

from bot.sandbox import Sandbox
from bot.slack.post import SlackPoster
from tests.slack import digests
from tests.web.test_looks import CONTRAST, PHONE, TEXTS

pytestmark = [pytest.mark.web, pytest.mark.asyncio(loop_scope="session")]

TALL = {"viewport": ViewportSize(width=1100, height=1400)}


async def posted(slack: Sandbox, page: Page) -> None:
    poster = SlackPoster(slack.bot_token, base_url=slack.api)
    await poster.post(replace(digests.FULL, channel=slack.channel))
    await expect(page.get_by_role("article")).to_have_count(1)


@pytest.mark.parametrize("look", [TALL, {**TALL, "color_scheme": "dark"}], ids=["light", "dark"])
async def test_a_digest_shows_its_sum_its_lines_with_links_and_its_chart(slack: Sandbox, page: Page) -> None:
    await posted(slack, page)
    digest = page.get_by_role("article")

    await expect(digest.get_by_role("heading", name="AI spending, 16–22 Nov 2026: up to $145–148B")).to_be_visible()
    await expect(digest.get_by_role("link", name="CNBC")).to_have_attribute(
        "href", "https://cnbc.example/2026/11/meta-2?a=1&b=2"
    )
    await expect(digest.get_by_text("raised from $60–65B, +$4–7B")).to_be_visible()
    await expect(digest.get_by_text("… and 4 smaller ones, $4.35B together")).to_be_visible()
    await expect(digest.get_by_role("button", name="All figures of these days")).to_be_in_viewport()
    found = await page.locator(TEXTS).evaluate_all(CONTRAST)
    assert [each for each in found if each[1] < 4.5] == []


async def test_the_chart_of_a_digest_tells_its_numbers_as_a_table(slack: Sandbox, page: Page) -> None:
    await posted(slack, page)

    await page.get_by_role("article").get_by_role("button", name="Table").click()

    row: Any = page.get_by_role("row", name="Reliance")
    await expect(row).to_contain_text("4")
    await expect(row).to_contain_text("12")


@pytest.mark.parametrize("look", [PHONE], ids=["phone"])
async def test_a_digest_fits_a_phone(slack: Sandbox, page: Page) -> None:
    await posted(slack, page)

    wide = await page.evaluate(
        """[...document.querySelectorAll("#log .block, #log .button, .chart svg")]
            .filter(node => node.getBoundingClientRect().right > innerWidth + 0.5).length"""
    )

    assert wide == 0
