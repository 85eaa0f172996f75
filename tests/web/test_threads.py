"""Threads: the line under a message, the pane beside the channel, replies from both sides."""

import pytest
from playwright.async_api import Page, expect

from bot.sandbox import Sandbox
from tests.sandbox.apps import client

pytestmark = [pytest.mark.web, pytest.mark.asyncio(loop_scope="session")]


async def test_replies_are_counted_under_their_message_and_open_beside_it(slack: Sandbox, page: Page) -> None:
    web = client(slack)
    parent = await web.chat_postMessage(channel=slack.channel, text="An alert")
    await web.chat_postMessage(channel=slack.channel, text="A correction", thread_ts=parent["ts"])

    await page.get_by_role("button", name="1 reply").press("Enter")

    pane = page.get_by_role("complementary", name="Thread")
    await expect(pane.get_by_role("article")).to_have_count(2)
    await expect(pane.get_by_text("A correction")).to_be_visible()
    await web.chat_postMessage(channel=slack.channel, text="Another one", thread_ts=parent["ts"])
    await expect(pane.get_by_text("Another one")).to_be_visible()
    await expect(page.get_by_role("button", name="2 replies")).to_be_visible()


async def test_a_thread_closes_with_escape_and_gives_the_focus_back(slack: Sandbox, page: Page) -> None:
    web = client(slack)
    parent = await web.chat_postMessage(channel=slack.channel, text="An alert")
    await web.chat_postMessage(channel=slack.channel, text="A correction", thread_ts=parent["ts"])
    await page.get_by_role("button", name="1 reply").click()
    await expect(page.get_by_role("textbox", name="Reply")).to_be_focused()

    await page.keyboard.press("Escape")

    await expect(page.get_by_role("complementary")).to_be_hidden()
    await expect(page.get_by_role("button", name="1 reply")).to_be_focused()


async def test_a_reply_sent_to_the_channel_too_is_marked_there(slack: Sandbox, page: Page) -> None:
    web = client(slack)
    parent = await web.chat_postMessage(channel=slack.channel, text="An alert")
    await web.chat_postMessage(
        channel=slack.channel, text="For all to see", thread_ts=parent["ts"], reply_broadcast=True
    )

    await expect(page.get_by_label("Messages").get_by_role("article")).to_have_count(2)
    await expect(page.get_by_text("Replied to a thread")).to_be_visible()


async def test_a_command_in_a_thread_is_refused_in_words(slack: Sandbox, page: Page) -> None:
    web = client(slack)
    parent = await web.chat_postMessage(channel=slack.channel, text="An alert")
    await web.chat_postMessage(channel=slack.channel, text="A correction", thread_ts=parent["ts"])
    await page.get_by_role("button", name="1 reply").click()

    await page.get_by_role("textbox", name="Reply").fill("/aispend alibaba")
    await page.keyboard.press("Enter")

    await expect(page.get_by_text("Slash commands do not work in threads.")).to_be_visible()
    assert all(record.name != "slash" for record in slack.backend.journal.records)


async def test_a_reply_is_typed_beside_the_channel_and_stays_out_of_it(slack: Sandbox, page: Page) -> None:
    web = client(slack)
    parent = await web.chat_postMessage(channel=slack.channel, text="An alert")
    await web.chat_postMessage(channel=slack.channel, text="A correction", thread_ts=parent["ts"])
    await page.get_by_role("button", name="1 reply").click()

    await page.get_by_role("textbox", name="Reply").fill("Thank you")
    await page.keyboard.press("Enter")

    await expect(page.get_by_role("complementary").get_by_text("Thank you")).to_be_visible()
    await expect(page.get_by_label("Messages").get_by_text("Thank you")).to_have_count(0)
    await expect(page.get_by_role("button", name="2 replies")).to_be_visible()


async def test_a_link_to_a_reply_opens_its_thread(slack: Sandbox, page: Page) -> None:
    web = client(slack)
    parent = await web.chat_postMessage(channel=slack.channel, text="An alert")
    reply = await web.chat_postMessage(channel=slack.channel, text="A correction", thread_ts=parent["ts"])
    link = await web.chat_getPermalink(channel=slack.channel, message_ts=reply["ts"])

    await page.goto(link["permalink"])

    await expect(page.get_by_role("complementary", name="Thread").get_by_text("A correction")).to_be_visible()
