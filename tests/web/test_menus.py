"""Menus one chooses from: found by typing, asked of the app, chosen by keyboard, kept in their place."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from bot.sandbox import Sandbox
from tests.sandbox.apps import actions, bolt, client, connected, section
from tests.web.gallery import option, plain

pytestmark = [pytest.mark.web, pytest.mark.asyncio(loop_scope="session")]

KINDS = [option("Capital expenditure", "capex"), option("Pledge", "pledge"), option("Stake in a company", "stake")]
ORGS = ["Alibaba", "Alphabet", "Amazon", "Microsoft"]


def menu(kind: str, **more: Any) -> dict[str, Any]:
    """Make a menu called `pick`."""
    return {"type": kind, "action_id": "pick", "placeholder": plain("Kind"), **more}


async def post(slack: Sandbox, *elements: dict[str, Any]) -> None:
    await client(slack).chat_postMessage(channel=slack.channel, text="x", blocks=[actions(*elements)])


async def test_an_option_is_found_by_typing_and_chosen_by_keyboard(slack: Sandbox, page: Page) -> None:
    app = bolt(slack)
    chosen = []

    @app.action("pick")
    async def pick(ack: Any, action: dict[str, Any]) -> None:
        await ack()
        chosen.append(action["selected_option"]["value"])

    async with connected(slack, app):
        await post(slack, menu("static_select", options=KINDS))
        await page.get_by_role("button", name="Kind").press("Enter")
        search = page.get_by_role("combobox", name="Search")
        await expect(search).to_be_focused()
        await expect(page.get_by_role("option")).to_have_count(3)
        await search.fill("company")
        await expect(page.get_by_role("option")).to_have_text(["Stake in a company"])
        await search.press("Enter")

        await expect(page.get_by_role("listbox")).to_be_hidden()
        await expect(page.get_by_role("button", name="Kind: Stake in a company")).to_be_focused()
        await slack.wait_for(lambda: chosen == ["stake"])


async def test_the_arrows_go_round_and_escape_changes_nothing(slack: Sandbox, page: Page) -> None:
    groups = [{"label": plain("Spend"), "options": KINDS[:2]}, {"label": plain("Other"), "options": KINDS[2:]}]
    await post(slack, menu("static_select", option_groups=groups, initial_option=KINDS[0]))
    await page.get_by_role("button", name="Kind: Capital expenditure").click()
    await expect(page.get_by_role("group", name="Other")).to_be_visible()
    await expect(page.get_by_role("option", selected=True)).to_have_text("Capital expenditure")

    await page.keyboard.press("ArrowUp")
    await expect(page.locator(".option.current")).to_have_text("Stake in a company")
    await page.keyboard.press("ArrowDown")
    await expect(page.locator(".option.current")).to_have_text("Capital expenditure")
    await page.keyboard.press("Escape")

    await expect(page.get_by_role("button", name="Kind: Capital expenditure")).to_be_focused()


async def test_a_search_is_answered_by_the_app(slack: Sandbox, page: Page) -> None:
    app = bolt(slack)
    chosen = []

    @app.options("pick")
    async def offer(ack: Any, body: dict[str, Any]) -> None:
        await ack(options=[option(name) for name in ORGS if name.lower().startswith(body["value"].lower())])

    @app.action("pick")
    async def pick(ack: Any, action: dict[str, Any]) -> None:
        await ack()
        chosen.append(action["selected_option"]["value"])

    async with connected(slack, app):
        block = {**section("Whose record?"), "accessory": menu("external_select", min_query_length=2)}
        await client(slack).chat_postMessage(channel=slack.channel, text="x", blocks=[block])
        await page.get_by_role("button", name="Kind").click()
        await expect(page.get_by_text("Type at least 2 characters")).to_be_visible()
        await page.keyboard.type("al")
        await expect(page.get_by_role("option")).to_have_text(["Alibaba", "Alphabet"])
        await page.get_by_role("option", name="Alphabet").click()

        await expect(page.get_by_role("button", name="Kind: Alphabet")).to_be_visible()
        await slack.wait_for(lambda: chosen == ["Alphabet"])


@pytest.mark.parametrize("forgiven", ["404"])
async def test_a_search_that_fails_says_so_and_can_be_tried_again(slack: Sandbox, page: Page) -> None:
    app = bolt(slack)
    asked = []

    @app.options("pick")
    async def offer(ack: Any, body: dict[str, Any]) -> None:
        asked.append(body["value"])
        await ack(options=[option("Alibaba")] if len(asked) > 1 else [{"no": "option"}])

    async with connected(slack, app):
        await post(slack, menu("external_select", min_query_length=1))
        await page.get_by_role("button", name="Kind").click()
        await page.keyboard.type("al")
        await expect(page.get_by_text("The app did not answer")).to_be_visible()
        await expect(page.get_by_role("option")).to_have_count(0)
        await page.keyboard.type("i")

        await expect(page.get_by_role("option")).to_have_text(["Alibaba"])
        await expect(page.get_by_text("The app did not answer")).to_have_count(0)


@pytest.mark.parametrize("forgiven", ["404"])
async def test_a_search_without_an_app_to_answer_it_says_so(slack: Sandbox, page: Page) -> None:
    await post(slack, menu("external_select", min_query_length=0))

    await page.get_by_role("button", name="Kind").click()

    await expect(page.get_by_text("The app did not answer")).to_be_visible()


async def test_a_search_without_result_says_so(slack: Sandbox, page: Page) -> None:
    await post(slack, menu("static_select", options=KINDS))
    await page.get_by_role("button", name="Kind").click()

    await page.keyboard.type("weather")

    await expect(page.get_by_text("No results")).to_be_visible()


async def test_several_are_ticked_without_closing_and_no_more_than_may_be(slack: Sandbox, page: Page) -> None:
    await post(slack, menu("multi_static_select", options=KINDS, max_selected_items=2))
    await page.get_by_role("button", name="Kind").click()

    for name in ("Pledge", "Stake in a company", "Capital expenditure"):
        await page.get_by_role("option", name=name).click()

    await expect(page.get_by_role("option", selected=True)).to_have_text(["Pledge", "Stake in a company"])
    await expect(page.get_by_text("No more than 2 can be chosen")).to_be_visible()
    await expect(page.locator(".chosen")).to_have_text("Pledge, Stake in a company")


async def test_people_and_channels_are_offered_by_name(slack: Sandbox, page: Page) -> None:
    await post(slack, menu("users_select"), {**menu("channels_select"), "action_id": "where"})

    await page.get_by_role("button", name="Kind").first.click()
    await expect(page.get_by_role("option", name="@ben")).to_be_visible()
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Kind").last.click()

    await expect(page.get_by_role("option", name="#general")).to_be_visible()


async def test_a_choice_that_was_not_confirmed_is_taken_back(slack: Sandbox, page: Page) -> None:
    confirm = {"title": plain("Sure?"), "text": plain("This changes the watch list.")}
    await post(slack, menu("static_select", options=KINDS, confirm=confirm))
    await page.get_by_role("button", name="Kind").click()
    await page.get_by_role("option", name="Pledge").click()

    await page.get_by_role("alertdialog", name="Sure?").get_by_role("button", name="Cancel").click()

    await expect(page.get_by_role("button", name="Kind: Kind")).to_be_visible()
    assert all(record.name != "select" for record in slack.backend.journal.records)


async def test_a_day_and_boxes_in_a_message_are_told_at_once(slack: Sandbox, page: Page) -> None:
    app = bolt(slack)
    told = []

    @app.action("day")
    async def day(ack: Any, action: dict[str, Any]) -> None:
        await ack()
        told.append(action["selected_date"])

    @app.action("boxes")
    async def boxes(ack: Any, action: dict[str, Any]) -> None:
        await ack()
        told.append([each["value"] for each in action["selected_options"]])

    async with connected(slack, app):
        picker = {"type": "datepicker", "action_id": "day", "placeholder": plain("Since")}
        ticks = {"type": "checkboxes", "action_id": "boxes", "options": KINDS}
        await post(slack, picker, ticks)
        await page.get_by_label("Since").fill("2025-03-01")
        await page.get_by_role("checkbox", name="Pledge").check()

        await slack.wait_for(lambda: told == ["2025-03-01", ["pledge"]])
    await expect(page.get_by_role("checkbox", name="Pledge")).to_be_checked()
