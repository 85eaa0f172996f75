"""The page in the dark, on a phone and under the keyboard alone."""

from typing import Any

import pytest
from playwright.async_api import Page, ViewportSize, expect

from bot.sandbox import Sandbox
from tests.sandbox.apps import bolt, client, connected
from tests.web.gallery import ALERT, EVERYTHING, LONG_WORDS, SERIES, SETTINGS, chart

pytestmark = [pytest.mark.web, pytest.mark.asyncio(loop_scope="session")]

PHONE = {"viewport": ViewportSize(width=390, height=800), "has_touch": True, "is_mobile": True}
TABLET = ViewportSize(width=820, height=1100)
TALL = {"viewport": ViewportSize(width=1100, height=2600)}
# Contrast as WCAG computes it, of each text against the nearest colour that is painted behind it; none where it or what
# holds it is drawn faint.
CONTRAST = """nodes => {
    const channels = colour => colour.match(/[\\d.]+/g).map(Number);
    const light = ([r, g, b]) => [r, g, b].map(c => c / 255)
        .map(c => (c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
        .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
    const behind = node => {
        for (let each = node; each; each = each.parentElement) {
            const colour = channels(getComputedStyle(each).backgroundColor);
            if (colour.length === 3 || colour[3] === 1) return colour;
        }
        return [255, 255, 255];
    };
    const faint = node => {
        for (let each = node; each; each = each.parentElement)
            if (getComputedStyle(each).opacity < 1 && !each.disabled) return true;
        return false;
    };
    return nodes.map(node => {
        if (faint(node)) return [node.className || node.localName, 0];
        const [one, other] = [light(channels(getComputedStyle(node).color)), light(behind(node))];
        const ratio = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
        return [node.className || node.localName, Math.round(ratio * 100) / 100];
    });
}"""
TEXTS = (
    ".author, .when, .text, .header, .field, .context, .said a, .said p, .said li, .said pre, .said blockquote, "
    ".mention, th, td, caption, .button, .sort, .pages-status, .legend li, .channels a, .room-title p, .keys, "
    ".sidebar-note, .badge, .presence, .group"
)


async def everything(slack: Sandbox, page: Page) -> None:
    web = client(slack)
    await web.chat_postMessage(channel=slack.channel, text="x", blocks=EVERYTHING)
    await web.chat_postMessage(
        channel=slack.channel, text="x", blocks=[chart("bar", **SERIES), chart("area", **SERIES)]
    )
    await web.chat_postMessage(channel=slack.channel, text="x", blocks=LONG_WORDS)
    await expect(page.get_by_role("article")).to_have_count(3)


@pytest.mark.parametrize(
    "look", [{"color_scheme": "light", **TALL}, {"color_scheme": "dark", **TALL}], ids=["light", "dark"]
)
async def test_every_text_stands_out_from_what_is_behind_it(slack: Sandbox, page: Page, look: dict[str, Any]) -> None:
    await everything(slack, page)

    found = await page.locator(TEXTS).evaluate_all(CONTRAST)

    assert len(found) > 40
    assert [each for each in found if each[1] < 4.5] == []
    dark = await page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(26, 29, 33)"
    assert dark is (look["color_scheme"] == "dark")


@pytest.mark.parametrize("look", [PHONE, {**PHONE, "color_scheme": "dark"}], ids=["light", "dark"])
async def test_a_phone_shows_everything_without_scrolling_sideways(slack: Sandbox, page: Page) -> None:
    await everything(slack, page)

    wide = await page.evaluate(
        """[...document.querySelectorAll("#log, #log .block, #log .button, .composer, .room-head, .chart svg")]
            .filter(node => node.getBoundingClientRect().right > innerWidth + 0.5)
            .map(node => node.className.baseVal ?? node.className)"""
    )
    sideways = await page.evaluate(
        "[document.documentElement, document.getElementById('log')].map(node => node.scrollWidth - node.clientWidth)"
    )

    assert wide == []
    assert sideways == [0, 0]


@pytest.mark.parametrize("look", [PHONE, {**PHONE, "color_scheme": "dark"}], ids=["light", "dark"])
async def test_a_modal_fits_a_phone_and_can_be_read_faults_included(slack: Sandbox, page: Page) -> None:
    slack.backend.surfaces.open(slack.user, SETTINGS)
    modal = page.get_by_role("dialog", name="Watch list")
    await modal.get_by_role("button", name="Save").click()
    await expect(modal.get_by_text("Please complete this required field.")).to_have_count(2)

    texts = ":is(h2, .text, .label, .optional, .wrong, .field-hint, .box, .field-input, .button)"
    found = await modal.locator(texts).evaluate_all(CONTRAST)
    body = modal.locator(".modal-body")

    assert len(found) > 15
    assert [each for each in found if each[1] < 4.5] == []
    assert await body.evaluate("node => node.scrollWidth - node.clientWidth") == 0
    assert await modal.evaluate("node => node.getBoundingClientRect().right <= innerWidth")


@pytest.mark.parametrize("look", [PHONE], ids=["phone"])
async def test_a_thread_covers_a_phone_and_gives_it_back(slack: Sandbox, page: Page) -> None:
    web = client(slack)
    parent = await web.chat_postMessage(channel=slack.channel, text="x", blocks=ALERT)
    await web.chat_postMessage(channel=slack.channel, text="A correction", thread_ts=parent["ts"])

    await page.get_by_role("button", name="1 reply").tap()
    pane = page.get_by_role("complementary", name="Thread")
    width = await pane.evaluate("node => node.getBoundingClientRect().width - innerWidth")
    await expect(pane.get_by_text("A correction")).to_be_in_viewport()
    await pane.get_by_role("button", name="Close the thread").tap()

    await expect(pane).to_be_hidden()
    assert width == 0


@pytest.mark.parametrize("look", [{"viewport": TABLET}], ids=["tablet"])
async def test_charts_keep_within_their_frames_beside_a_thread(slack: Sandbox, page: Page) -> None:
    web = client(slack)
    charts = [chart("line", **SERIES), chart("pie", **SERIES)]
    parent = await web.chat_postMessage(channel=slack.channel, text="x", blocks=charts)
    await web.chat_postMessage(channel=slack.channel, text="x", blocks=charts, thread_ts=parent["ts"])

    await page.get_by_role("button", name="1 reply").click()
    # Drawings follow their frames a moment later; what has been drawn too wide by then stays so.
    await expect(page.locator(".plot[width='600']")).to_have_count(0)
    out = await page.locator(".chart :is(svg, .legend li, button)").evaluate_all(
        """nodes => nodes.filter(node => {
            const [part, frame] = [node, node.closest(".chart")].map(each => each.getBoundingClientRect());
            return part.left < frame.left || part.right > frame.right || !part.width;
        }).map(node => node.outerHTML)"""
    )

    await expect(page.get_by_role("figure")).to_have_count(6)
    assert out == []


@pytest.mark.parametrize("look", [PHONE], ids=["phone"])
async def test_a_phone_keeps_the_channels_in_a_drawer(slack: Sandbox, page: Page) -> None:
    await client(slack).chat_postMessage(channel=slack.channel, text="x", blocks=ALERT)
    await expect(page.get_by_role("article")).to_be_visible()

    await page.get_by_role("button", name="Show channels").click()
    await expect(page.get_by_role("link", name="channel ai-spend")).to_be_focused()
    await page.keyboard.press("Escape")

    await expect(page.get_by_role("button", name="Show channels")).to_have_attribute("aria-expanded", "false")
    await expect(page.get_by_role("link", name="channel ai-spend")).to_be_hidden()


async def test_a_keyboard_alone_reaches_everything_and_shows_where_it_is(slack: Sandbox, page: Page) -> None:
    await client(slack).chat_postMessage(channel=slack.channel, text="x", blocks=ALERT)
    await expect(page.get_by_role("article")).to_be_visible()
    await page.evaluate("document.activeElement.blur()")
    walked = []

    for _ in range(12):
        await page.keyboard.press("Tab")
        walked.append(
            await page.evaluate(
                """(node => [node.ariaLabel || node.textContent.trim() || node.id, node.localName === "textarea"
                    ? "box" : getComputedStyle(node).outlineStyle])(document.activeElement)"""
            )
        )

    walked = [(name, outline) for name, outline in walked if len(name) < 60]  # Between two rounds the body has it.
    names = [name for name, _ in walked]
    for wanted in ("Skip to the message box", "channel general", "app AI Spend", "Messages", "The <source>"):
        assert wanted in names
    for wanted in ("history", "More actions", "say"):
        assert wanted in names
    assert [name for name, outline in walked if outline == "none"] == []


async def test_a_command_typed_and_answered_needs_no_mouse(slack: Sandbox, page: Page) -> None:
    app = bolt(slack)

    @app.command("/aispend")
    async def answer(ack: Any, command: dict[str, str], respond: Any) -> None:
        await ack()
        await respond(text="x", blocks=ALERT)

    @app.action("more")
    async def more(ack: Any, action: dict[str, Any], respond: Any) -> None:
        await ack()
        await respond(text=f"Chosen: {action['selected_option']['value']}", replace_original=False)

    async with connected(slack, app):
        await page.keyboard.type("/ai")
        await page.keyboard.press("Tab")
        await page.keyboard.type("alibaba")
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("article")).to_contain_text("Only visible to you")
        await page.keyboard.press("Shift+Tab")
        await expect(page.get_by_role("button", name="More actions")).to_be_focused()
        await page.keyboard.press("Enter")
        await expect(page.get_by_role("menuitem", name="Mute for 24 hours")).to_be_focused()
        await page.keyboard.press("ArrowDown")
        await page.keyboard.press("Enter")

        await expect(page.get_by_text("Chosen: Unmute")).to_be_visible()
