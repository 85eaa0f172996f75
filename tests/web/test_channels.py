"""What people of a channel do most, in the browser, with the real listener behind it.

The ten most used, and where they are tried: ask for a record (`test_demo`), turn its page, see every figure and share
it (`test_answers`), read why an alert came, vote on it, mute from its menu and say what is wrong (`test_alerts` and
here), subscribe and list by typing, set a channel in the window from Home, and ask in a thread (here).
"""

import pytest
from playwright.async_api import Page, expect

from bot.sandbox import Sandbox
from bot.slack.manifest import events, features, scopes
from tests.web.test_alerts import ALIBABA, alert, posted

pytestmark = [pytest.mark.web, pytest.mark.asyncio(loop_scope="session")]


@pytest.fixture(autouse=True)
def _granted(slack: Sandbox) -> None:
    """Let the app have what all its features need."""
    slack.backend.app.scopes.update(scopes(features(None)))
    slack.backend.events.subscribed |= set(events(features(None)))


async def typed(page: Page, line: str) -> None:
    await page.get_by_role("textbox", name="Message #ai-spend").fill(line)
    await page.keyboard.press("Enter")


async def test_a_channel_is_subscribed_by_typing_and_everybody_reads_it(slack: Sandbox, page: Page) -> None:
    async with posted(slack):
        await typed(page, "/aispend subscribe meta min 2bn")
        await expect(page.get_by_text("Done: #ai-spend follows Meta, from $2B.")).to_be_visible()
        await expect(page.get_by_text("changed this channel: it follows Meta, from $2B.")).to_be_visible()

        await typed(page, "/aispend list")

        settings = page.get_by_role("article").last
        await expect(settings).to_contain_text("Least sum: $2B – set here; watchlist.yaml says $1B")
        await expect(settings).to_contain_text("Only visible to you")


async def test_a_channel_is_set_in_the_window_that_opens_from_home(slack: Sandbox, page: Page) -> None:
    async with posted(slack):
        await page.get_by_role("link", name="app AI Spend").click()
        await expect(page.get_by_role("heading", name="Your channels")).to_be_visible()
        await page.get_by_role("button", name="Settings").first.click()
        form = page.get_by_role("dialog", name="Settings")
        await form.get_by_role("textbox", name="Least sum").fill("a lot")
        await form.get_by_role("button", name="Save").click()
        await expect(form).to_contain_text("is no amount")

        await form.get_by_role("textbox", name="Least sum").fill("5bn EUR")
        await form.get_by_role("button", name="Save").click()

        await expect(page.locator("#home")).to_contain_text("€5B")
        await page.keyboard.press("Escape")
        await page.get_by_role("link", name="ai-spend").first.click()
        await expect(page.get_by_text("changed this channel")).to_contain_text("€5B")


async def test_why_an_alert_came_is_read_below_it(slack: Sandbox, page: Page) -> None:
    async with posted(slack):
        await alert(page).get_by_role("button", name="Why this?").click()

        answer = page.get_by_role("article").last
        await expect(answer).to_contain_text(f"Why this? {ALIBABA}")
        await expect(answer).to_contain_text("Only visible to you")


async def test_a_question_in_a_thread_is_answered_there(slack: Sandbox, page: Page) -> None:
    async with posted(slack):
        shown = slack.screen()[0]

        slack.say(slack.channel, slack.user, f"<@{slack.backend.app.user}> alibaba", thread_ts=shown.ts)

        await page.get_by_role("button", name="2 replies").click()
        pane = page.get_by_role("complementary", name="Thread")
        await expect(pane.get_by_role("article").last).to_contain_text("Alibaba: AI spending on record")
