"""Every kind of block as it is drawn, with the words that reach somebody who does not see it."""

import base64
from typing import Any

import pytest
from playwright.async_api import Locator, Page, expect

from bot.sandbox import ManualClock, Sandbox
from tests.sandbox.apps import actions, button, client, section
from tests.web.gallery import (
    ALERT,
    DATA_TABLE,
    EVERYTHING,
    HOSTILE,
    MARKDOWN,
    RICH,
    SERIES,
    cells,
    chart,
    option,
    plain,
    rich,
)

pytestmark = [pytest.mark.web, pytest.mark.asyncio(loop_scope="session")]

PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkaPhfDwAEBQH/XrXc5wAAAABJRU5ErkJggg=="
)


async def posted(slack: Sandbox, page: Page, *blocks: dict[str, Any]) -> Locator:
    """Post blocks; return the message they are drawn in."""
    await client(slack).chat_postMessage(channel=slack.channel, text="x", blocks=list(blocks))
    message = page.get_by_role("article")
    await expect(message).to_be_visible()
    return message


async def test_an_alert_is_drawn_from_its_blocks_as_it_arrives(slack: Sandbox, page: Page) -> None:
    message = await posted(slack, page, *ALERT)

    await expect(message.get_by_role("heading", name="Alibaba pledges CN¥380B")).to_be_visible()
    await expect(message.get_by_text("APP", exact=True)).to_be_visible()
    await expect(message.locator("strong", has_text="380 billion yuan")).to_be_visible()
    await expect(message.locator("em")).to_have_text("three years")
    await expect(message.get_by_role("link", name="The <source>")).to_have_attribute("href", "https://wire.example/a")
    await expect(message.locator(".field")).to_have_count(2)
    await expect(message.locator(".context time")).to_have_text("February 24, 2025")
    await expect(message.locator("hr")).to_have_count(1)


async def test_rich_text_has_its_lists_quotation_code_date_emoji_and_names(slack: Sandbox, page: Page) -> None:
    message = await posted(slack, page, RICH)

    await expect(message.locator("strong")).to_have_text("Bold *not a star*")
    await expect(message.get_by_role("link", name="a link")).to_be_visible()
    await expect(message.locator(".rich time")).to_have_text("2025-02-24")
    await expect(message.get_by_role("img", name="moneybag")).to_be_visible()
    await expect(message.get_by_text("@ben")).to_be_visible()
    await expect(message.get_by_role("listitem")).to_have_text(["Chips", "Power", "Turbines"])
    await expect(message.get_by_role("blockquote")).to_have_text("We will spend more.")
    await expect(message.locator("pre")).to_have_text("capex: 80bn")


async def test_markdown_has_its_headings_lists_tables_and_quotations(slack: Sandbox, page: Page) -> None:
    message = await posted(slack, page, MARKDOWN)

    await expect(message.get_by_role("heading", name="Outlook")).to_be_visible()
    await expect(message.get_by_role("listitem")).to_have_text(["Chips first", "Power next"])
    await expect(message.get_by_role("cell", name="$72B")).to_have_css("text-align", "right")
    await expect(message.get_by_role("blockquote")).to_have_text("Quoted")


async def test_an_image_is_told_in_its_own_words_and_fetched_by_nobody(slack: Sandbox, page: Page) -> None:
    picture = {"type": "image", "image_url": "https://wire.example/a.png", "alt_text": "A rising line"}
    small = {"type": "context", "elements": [{**picture, "alt_text": "Sample Wire"}]}

    message = await posted(slack, page, {**picture, "title": plain("Trend")}, small)

    await expect(message.get_by_role("figure")).to_contain_text("Trend")
    await expect(message.get_by_role("img", name="A rising line")).to_be_visible()
    await expect(message.get_by_role("img", name="Sample Wire")).to_be_visible()
    await expect(message.get_by_role("link", name="wire.example")).to_be_visible()


async def test_a_data_table_is_captioned_paged_sorted_and_filtered(slack: Sandbox, page: Page) -> None:
    message = await posted(slack, page, DATA_TABLE)
    table = message.get_by_role("table", name="Largest commitments")
    first = table.get_by_role("rowheader")

    await expect(first).to_have_text(["OpenAI", "Microsoft", "Alibaba"])
    await expect(message.get_by_role("status")).to_have_text("1–3 of 7")
    await message.get_by_role("button", name="Next page").press("Enter")
    await expect(first).to_have_text(["Reliance", "Amazon", "Alphabet"])
    await table.get_by_role("button", name="Billion USD").press("Enter")
    await expect(first).to_have_text(["Meta", "Alibaba", "Alphabet"])
    await table.get_by_role("button", name="Billion USD").press("Enter")
    await expect(first).to_have_text(["OpenAI", "Reliance", "Amazon"])
    await expect(table.get_by_role("columnheader", name="Billion USD")).to_have_attribute("aria-sort", "descending")
    await message.get_by_role("searchbox", name="Filter the rows").fill("al")

    await expect(first).to_have_text(["Alphabet", "Alibaba"])


@pytest.mark.parametrize(
    ("kind", "shapes"), [("line", "circle.mark, rect.mark"), ("area", "polygon.area"), ("bar", "rect.bar")]
)
async def test_a_chart_of_series_has_marks_axes_legend_and_a_table(
    slack: Sandbox, page: Page, kind: str, shapes: str
) -> None:
    message = await posted(slack, page, chart(kind, **SERIES))

    figure = message.get_by_role("figure", name=f"AI spending, {kind}")
    await expect(figure.get_by_role("img")).to_have_accessible_name(
        f"{kind.capitalize()} chart, 2023 to 2026: AI spending, {kind}"
    )
    await expect(figure.locator(f".plot :is({shapes})")).to_have_count(2 if kind == "area" else 8)
    await expect(figure.locator(".axis-title")).to_have_text(["Year", "Billion USD"])
    await expect(figure.locator(".tick:not(.up)")).to_have_text(["2023", "2024", "2025", "2026"])
    await expect(figure.locator(".tick.up")).to_have_text(["0", "25", "50", "75", "100"])
    await expect(figure.get_by_role("listitem")).to_have_text(["Alibaba", "Microsoft"])
    await expect(figure.get_by_role("row")).to_have_count(5)
    await expect(figure.get_by_role("cell", name="55.5")).to_have_count(1)


@pytest.mark.parametrize("kind", ["line", "area"])
async def test_a_line_rises_as_its_values_do(slack: Sandbox, page: Page, kind: str) -> None:
    message = await posted(slack, page, chart(kind, Alibaba=[0.0, 25.0, 50.0, 100.0]))

    heights = await message.locator(".plot circle.mark").evaluate_all(
        "marks => marks.map(mark => mark.cy.baseVal.value)"
    )
    whole = heights[0] - heights[3]

    assert whole > 100
    assert [(heights[0] - each) / whole for each in heights] == pytest.approx([0, 0.25, 0.5, 1], abs=0.02)


async def test_a_pie_has_slices_shares_and_a_table_to_show(slack: Sandbox, page: Page) -> None:
    message = await posted(slack, page, chart("pie", Alibaba=[53.0], Microsoft=[80.0], Others=[67.0]))

    figure = message.get_by_role("figure", name="AI spending, pie")
    await expect(figure.locator("path.slice")).to_have_count(3)
    await expect(figure.get_by_role("listitem")).to_have_text(["Alibaba26.5%", "Microsoft40%", "Others33.5%"])
    # The outline of a slice is two radii and its share of the circle.
    outlines = await figure.locator("path.slice").evaluate_all("slices => slices.map(each => each.getTotalLength())")
    assert (outlines[1] - outlines[0]) / (outlines[2] - outlines[0]) == pytest.approx(13.5 / 7, abs=0.05)
    await figure.get_by_role("button", name="Table").press("Enter")

    await expect(figure.get_by_role("button", name="Table", pressed=True)).to_be_visible()
    await expect(figure.get_by_role("rowheader", name="Microsoft")).to_be_in_viewport()


async def test_a_chart_below_zero_keeps_its_bars_on_the_line_of_nothing(slack: Sandbox, page: Page) -> None:
    message = await posted(slack, page, chart("bar", Change=[-5.0, 0.0, 10.0, -2.5]))

    await expect(message.locator(".tick.up")).to_have_text(["-5", "0", "5", "10"])
    zero = await message.locator(".zero").get_attribute("y1")
    below = await message.locator("rect.bar").first.get_attribute("y")
    assert float(zero or 0) == pytest.approx(float(below or 0), abs=0.2)
    heights = await message.locator("rect.bar").evaluate_all("bars => bars.map(bar => bar.height.baseVal.value)")
    assert [each / heights[2] for each in heights] == pytest.approx([0.5, 0, 1, 0.25], abs=0.02)


async def test_feedback_and_icon_buttons_say_what_they_do(slack: Sandbox, page: Page) -> None:
    message = await posted(slack, page, EVERYTHING[-1])

    await message.get_by_role("button", name="The figure is right").press("Enter")

    await expect(message.get_by_role("button", name="The figure is right", pressed=True)).to_be_visible()
    await expect(message.get_by_role("button", name="The figure is wrong", pressed=False)).to_be_visible()
    await expect(message.get_by_role("button", name="Delete")).to_be_visible()


async def test_everything_at_once_names_all_that_can_be_reached(slack: Sandbox, page: Page) -> None:
    message = await posted(slack, page, *EVERYTHING)

    nameless = await message.evaluate(
        """node => [...node.querySelectorAll("button, a, input, [role=img], table, figure")]
            .filter(each => !each.closest("[popover]:not(:popover-open)"))
            .filter(each => !(each.ariaLabel || each.textContent.trim() || each.placeholder))
            .map(each => each.outerHTML)"""
    )
    assert nameless == []
    await expect(message.locator(".not-drawn")).to_have_count(0)


async def test_cards_stand_in_a_row_and_their_buttons_work(slack: Sandbox, page: Page) -> None:
    card = {"type": "card", "title": {"type": "mrkdwn", "text": "*Alibaba*"}, "actions": [button("record")]}
    message = await posted(
        slack, page, {"type": "carousel", "elements": [card, {**card, "actions": [button("other")]}]}
    )

    row = message.get_by_role("group", name="2 cards")
    await expect(row.locator("strong strong")).to_have_text(["Alibaba", "Alibaba"])
    await row.get_by_role("button", name="record").press("Enter")

    await expect(message.get_by_role("img", name="The app did not respond")).to_be_visible()


async def test_a_container_unfolds(slack: Sandbox, page: Page) -> None:
    folded = {"title": plain("Sources"), "is_collapsible": True, "default_collapsed": True}
    message = await posted(slack, page, {"type": "container", **folded, "child_blocks": [section("Two feeds")]})
    await expect(message.get_by_text("Two feeds")).to_be_hidden()

    await message.locator("summary").press("Enter")

    await expect(message.get_by_text("Two feeds")).to_be_visible()


async def test_an_uploaded_picture_is_shown_itself(slack: Sandbox, slack_clock: ManualClock, page: Page) -> None:
    file = slack.attach("trend.png", PIXEL)
    slack_clock.advance(5)
    picture = {"type": "image", "slack_file": {"id": file}, "alt_text": "A green dot"}

    message = await posted(slack, page, picture)

    image = message.get_by_role("img", name="A green dot")
    await expect(image).to_be_visible()
    assert await image.evaluate("async image => (await image.decode(), image.naturalWidth)") == 1


async def test_words_that_run_from_right_to_left_start_at_the_right(slack: Sandbox, page: Page) -> None:
    message = await posted(slack, page, section("الشركة تستثمر 53 مليار دولار"), section("The company invests $53B"))

    indents = await message.locator(".text").evaluate_all(
        """nodes => nodes.map(node => {
            const words = document.createRange();
            words.selectNodeContents(node);
            return words.getBoundingClientRect().left - node.getBoundingClientRect().left;
        })"""
    )

    assert [indent > 100 for indent in indents] == [True, False]


async def test_hostile_words_are_shown_as_words_wherever_they_stand(slack: Sandbox, page: Page) -> None:
    escaped = HOSTILE.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    message = await posted(
        slack,
        page,
        {"type": "header", "text": plain(HOSTILE)},
        section(f"*{escaped}*"),
        actions(
            button("go", text=plain(HOSTILE[:75])),
            {"type": "overflow", "action_id": "more", "options": [option(HOSTILE[:75], "a"), option("b")]},
            {"type": "static_select", "action_id": "pick", "options": [option(HOSTILE[:75], "a")]},
        ),
        {"type": "context", "elements": [{"type": "mrkdwn", "text": escaped}, {"type": "plain_text", "text": HOSTILE}]},
        {"type": "markdown", "text": f"- {HOSTILE}\n\n[x](javascript:alert(1))"},
        rich({"type": "text", "text": HOSTILE}, {"type": "emoji", "name": "constructor"}),
        {"type": "data_table", "caption": HOSTILE, "rows": [cells("Who"), cells(HOSTILE)]},
        {
            "type": "data_visualization",
            "title": "<img src=x onerror=alert(1)>",
            "chart": {"type": "pie", "segments": [{"label": "<script>x</script>", "value": 1}]},
        },
    )

    await expect(message.get_by_role("heading", name=HOSTILE)).to_be_visible()
    await expect(message.locator("strong")).to_have_text(HOSTILE)
    await expect(message.get_by_role("table", name=HOSTILE)).to_be_visible()
    await expect(message.locator("script, img, .mention")).to_have_count(0)
    await expect(message.locator("a[href^='javascript']")).to_have_count(0)
    await expect(message.get_by_text(":constructor:")).to_be_visible()
