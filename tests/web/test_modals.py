"""Modals: opened by an app, filled in, found fault with, submitted, stacked and closed, by keyboard and by mouse."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest
from playwright.async_api import FilePayload, Locator, Page, expect

from bot.sandbox import ManualClock, Sandbox
from tests.sandbox.apps import actions, bolt, button, client, connected, section
from tests.web.gallery import HOSTILE, SETTINGS, field, plain

pytestmark = [pytest.mark.web, pytest.mark.asyncio(loop_scope="session")]


class Desk:
    """An app with one button that opens a modal, and what it was sent by it."""

    def __init__(self, slack: Sandbox, view: dict[str, Any], answer: dict[str, Any]) -> None:
        self.app = bolt(slack)
        self.submitted: list[dict[str, Any]] = []
        self.closed: list[str] = []

        @self.app.action("open")
        async def open_it(ack: Any, body: dict[str, Any], client: Any) -> None:
            await ack()
            await client.views_open(trigger_id=body["trigger_id"], view=view)

        @self.app.view("settings")
        async def submit(ack: Any, view: dict[str, Any]) -> None:
            self.submitted.append(view["state"]["values"])
            await ack(**(answer if len(self.submitted) == 1 else {}))

        @self.app.view_closed("settings")
        async def close(ack: Any, view: dict[str, Any]) -> None:
            await ack()
            self.closed.append(view["id"])


@asynccontextmanager
async def opened(
    slack: Sandbox, page: Page, view: dict[str, Any] = SETTINGS, **answer: Any
) -> AsyncIterator[tuple[Desk, Locator]]:
    """Have an app open a modal in answer to a press; give the app and the modal."""
    desk = Desk(slack, view, answer)
    async with connected(slack, desk.app):
        await client(slack).chat_postMessage(channel=slack.channel, text="x", blocks=[actions(button("open"))])
        await page.get_by_role("button", name="open").press("Enter")
        modal = page.get_by_role("dialog", name=view["title"]["text"])
        await expect(modal).to_be_visible()
        yield desk, modal


async def test_a_modal_is_filled_in_by_keyboard_alone_and_submitted(slack: Sandbox, page: Page) -> None:
    async with opened(slack, page) as (desk, modal):
        await expect(modal.get_by_role("textbox", name="Smallest sum")).to_be_focused()
        await page.keyboard.type("5bn EUR")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Space")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Tab")
        await page.keyboard.press("Space")
        await modal.get_by_label("From").fill("2025-03-01")
        await modal.get_by_role("textbox", name="Contact").press("Enter")

        await expect(modal).to_be_hidden()
    values = desk.submitted[0]
    assert values["smallest_sum"]["smallest_sum"]["value"] == "5bn EUR"
    assert [each["value"] for each in values["kinds"]["kinds"]["selected_options"]] == ["capex"]
    assert values["updates"]["updates"]["selected_option"]["value"] == "edit"
    assert values["from"]["from"]["selected_date"] == "2025-03-01"
    assert values["contact"]["contact"]["value"] is None


async def test_what_the_app_would_hear_of_on_enter_is_submitted_without_it(slack: Sandbox, page: Page) -> None:
    note = field("Note", {"type": "plain_text_input"}, dispatch_action=True)
    async with opened(slack, page, {**SETTINGS, "blocks": [note]}) as (desk, modal):
        await modal.get_by_role("textbox", name="Note").fill("Ask Ben")
        await modal.get_by_role("button", name="Save").click()

        await expect(modal).to_be_hidden()
    assert desk.submitted[0]["note"]["note"]["value"] == "Ask Ben"


async def test_the_field_the_app_asks_for_has_the_focus(slack: Sandbox, page: Page) -> None:
    note = {"type": "plain_text_input", "focus_on_load": True}
    view = {**SETTINGS, "blocks": [*SETTINGS["blocks"], field("Note", note)]}

    slack.backend.surfaces.open(slack.user, view)

    await expect(page.get_by_role("textbox", name="Note")).to_be_focused()


async def test_what_is_missing_is_said_at_its_field_and_nothing_sent(slack: Sandbox, page: Page) -> None:
    async with opened(slack, page) as (desk, modal):
        await modal.get_by_role("button", name="Save").click()

        sum_field = modal.get_by_role("textbox", name="Smallest sum")
        await expect(sum_field).to_have_attribute("aria-invalid", "true")
        await expect(sum_field).to_be_focused()
        await expect(sum_field).to_have_accessible_description(
            "5bn EUR is fine Please complete this required field.", ignore_case=True
        )
        await expect(modal.get_by_text("Please complete this required field.")).to_have_count(2)
    assert desk.submitted == []


async def test_errors_of_the_app_stand_at_their_fields_until_mended(slack: Sandbox, page: Page) -> None:
    errors = {"smallest_sum": f"That is no sum: {HOSTILE}"}
    async with opened(slack, page, response_action="errors", errors=errors) as (desk, modal):
        await modal.get_by_role("textbox", name="Smallest sum").fill("much")
        await modal.get_by_role("radio", name="Thread").check()
        await modal.get_by_role("button", name="Save").click()
        await expect(modal.get_by_text("That is no sum: Apple & co <script>")).to_be_visible()
        await expect(modal.get_by_role("radio", name="Thread")).to_be_checked()
        await modal.get_by_role("textbox", name="Smallest sum").fill("$1B")
        await modal.get_by_role("button", name="Save").click()

        await expect(modal).to_be_hidden()
    assert [each["smallest_sum"]["smallest_sum"]["value"] for each in desk.submitted] == ["much", "$1B"]


async def test_escape_closes_a_modal_and_gives_the_focus_back(slack: Sandbox, page: Page) -> None:
    async with opened(slack, page, {**SETTINGS, "notify_on_close": True}) as (desk, modal):
        await page.keyboard.press("Escape")

        await expect(modal).to_be_hidden()
        await expect(page.get_by_role("button", name="open")).to_be_focused()
        await slack.wait_for(lambda: slack.modals() == ())
        await slack.wait_for(lambda: bool(desk.closed))


async def test_the_focus_goes_round_within_a_modal(slack: Sandbox, page: Page) -> None:
    async with opened(slack, page) as (_, modal):
        await modal.get_by_role("button", name="Save").focus()

        await page.keyboard.press("Tab")
        await expect(modal.get_by_role("button", name="Close", exact=True)).to_be_focused()
        await page.keyboard.press("Shift+Tab")

        await expect(modal.get_by_role("button", name="Save")).to_be_focused()


async def test_a_pushed_view_covers_the_first_which_comes_back_as_it_was_left(slack: Sandbox, page: Page) -> None:
    second = {"type": "modal", "title": plain("Sources"), "blocks": [section("Two feeds tell of it.")]}
    view = {**SETTINGS, "blocks": [*SETTINGS["blocks"], actions(button("sources"))]}
    async with opened(slack, page, view) as (desk, modal):

        @desk.app.action("sources")
        async def sources(ack: Any, body: dict[str, Any], client: Any) -> None:
            await ack()
            await client.views_push(trigger_id=body["trigger_id"], view=second)

        await modal.get_by_role("textbox", name="Smallest sum").fill("$2B")
        await modal.get_by_role("button", name="sources").click()
        above = page.get_by_role("dialog", name="Sources")
        await expect(above).to_contain_text("Two feeds tell of it.")
        await expect(page.get_by_role("dialog")).to_have_count(1)
        await above.get_by_role("button", name="Back").click()

        await expect(modal.get_by_role("textbox", name="Smallest sum")).to_have_value("$2B")
        await expect(above).to_have_count(0)


async def test_an_updated_view_keeps_what_was_typed(slack: Sandbox, page: Page) -> None:
    view = {**SETTINGS, "blocks": [*SETTINGS["blocks"], actions(button("more"))]}
    async with opened(slack, page, view) as (desk, modal):

        @desk.app.action("more")
        async def more(ack: Any, body: dict[str, Any], client: Any) -> None:
            await ack()
            blocks = [section("One more line."), *view["blocks"]]
            await client.views_update(view_id=body["view"]["id"], view={**view, "blocks": blocks})

        await modal.get_by_role("textbox", name="Smallest sum").fill("$2B")
        await modal.get_by_role("button", name="more").click()

        await expect(modal).to_contain_text("One more line.")
        await expect(modal.get_by_role("textbox", name="Smallest sum")).to_have_value("$2B")


async def test_a_modal_the_app_forgets_stays_and_says_so(slack: Sandbox, slack_clock: ManualClock, page: Page) -> None:
    view = {"type": "modal", "title": plain("Nobody home"), "submit": plain("Save"), "blocks": [section("Try.")]}
    user = slack.user
    slack.backend.surfaces.open(user, view)
    modal = page.get_by_role("dialog", name="Nobody home")

    await modal.get_by_role("button", name="Save").click()

    await expect(modal.get_by_role("alert")).to_have_text("We had some trouble connecting. Try again?")


async def test_a_page_opened_later_shows_the_modal_that_is_open(slack: Sandbox, page: Page) -> None:
    async with opened(slack, page):
        await page.reload()

        await expect(page.get_by_role("dialog", name="Watch list")).to_be_visible()


async def test_a_file_is_handed_over_and_named_in_the_submission(slack: Sandbox, page: Page) -> None:
    view = {**SETTINGS, "blocks": [field("Report", {"type": "file_input", "filetypes": ["csv"], "max_files": 1})]}
    async with opened(slack, page, view) as (desk, modal):
        report = FilePayload(name="report.csv", mimeType="text/csv", buffer=b"a,b\n1,2\n")
        await modal.get_by_label("Report").set_input_files(files=report)
        await expect(modal.get_by_role("listitem")).to_have_text(["report.csv"])
        await modal.get_by_role("button", name="Save").click()

        await expect(modal).to_be_hidden()
    (key,) = desk.submitted[0]["report"]["report"]["files"]
    file = slack.backend.workspace.files.find(key)
    assert file is not None
    assert (file.name, file.content) == ("report.csv", b"a,b\n1,2\n")
