"""The page and the sandbox behind it losing each other: what was missed, what was typed, where one was reading."""

from urllib.parse import urlsplit

import pytest
from playwright.async_api import Page, Route, expect

from bot.sandbox import ManualClock, Sandbox
from tests.web.gallery import SETTINGS

pytestmark = [
    pytest.mark.web,
    pytest.mark.asyncio(loop_scope="session"),
    pytest.mark.parametrize("forgiven", ["Failed to load resource"], ids=["lost"]),
]

BEN = "U0SANDBOXBEN"
# A browser waits some seconds before it asks for a lost stream again.
AGAIN_MS = 20_000


def port(slack: Sandbox) -> int:
    """Return where a sandbox listens."""
    found = urlsplit(slack.page).port
    assert found is not None
    return found


async def test_what_was_missed_is_caught_up_and_the_readers_place_stays(slack: Sandbox, page: Page) -> None:
    for number in range(30):
        slack.say(slack.channel, BEN, f"Alert {number}")
    await expect(page.get_by_text("Alert 29")).to_be_in_viewport()
    log = page.get_by_label("Messages")
    await log.evaluate("log => log.scrollTo(0, 0)")

    await slack.stop()
    await expect(page.get_by_text("Reconnecting…")).to_be_visible()
    slack.say(slack.channel, BEN, "Said meanwhile")
    await slack.start(port(slack))

    await expect(page.get_by_text("Said meanwhile")).to_be_attached(timeout=AGAIN_MS)
    await expect(page.get_by_text("Reconnecting…")).to_have_count(0)
    await expect(page.get_by_role("button", name="New messages")).to_be_visible()
    assert await log.evaluate("log => log.scrollTop") == 0
    slack.say(slack.channel, BEN, "Said afterwards")
    await expect(page.get_by_text("Said afterwards")).to_be_attached()


async def test_another_sandbox_at_the_same_address_is_shown_as_it_is(
    slack: Sandbox, slack_clock: ManualClock, page: Page
) -> None:
    slack.say(slack.channel, BEN, "Of the first")
    await expect(page.get_by_text("Of the first")).to_be_visible()

    await slack.stop()
    async with await Sandbox(slack_clock, paced=False).start(port(slack)) as second:
        second.say(second.channel, BEN, "Of the second")

        await expect(page.get_by_text("Of the second")).to_be_visible(timeout=AGAIN_MS)
        await expect(page.get_by_text("Of the first")).to_have_count(0)


async def test_a_stream_that_was_refused_is_asked_for_again(slack: Sandbox, page: Page) -> None:
    async def refuse(route: Route) -> None:
        await route.fulfill(status=503)

    await page.route("**/sandbox/events*", refuse)
    await page.reload()
    await expect(page.get_by_text("Reconnecting…")).to_be_visible()
    await page.unroute("**/sandbox/events*")

    await expect(page.get_by_role("heading", name="#ai-spend")).to_be_visible(timeout=AGAIN_MS)
    await expect(page.get_by_text("Reconnecting…")).to_have_count(0)


async def test_a_line_that_was_not_sent_comes_back_into_the_box(slack: Sandbox, page: Page) -> None:
    await slack.stop()
    box = page.get_by_role("textbox", name="Message #ai-spend")

    await box.fill("/aispend alibaba")
    await box.press("Enter")

    await expect(page.get_by_text("Not sent: The sandbox does not answer.")).to_be_visible()
    await expect(box).to_have_value("/aispend alibaba")


async def test_a_modal_that_was_not_sent_says_so_and_keeps_what_was_typed(slack: Sandbox, page: Page) -> None:
    slack.backend.surfaces.open(slack.user, SETTINGS)
    modal = page.get_by_role("dialog", name="Watch list")
    await modal.get_by_role("textbox", name="Smallest sum").fill("$2B")
    await slack.stop()

    await modal.get_by_role("button", name="Save").click()

    await expect(modal.get_by_role("alert")).to_have_text("We had some trouble connecting. Try again?")
    await expect(modal.get_by_role("textbox", name="Smallest sum")).to_have_value("$2B")
