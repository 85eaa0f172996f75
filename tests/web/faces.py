"""Pictures of every message, modal and Home tab, drawn by the sandbox's page from the goldens of `tests/slack`.

`make gallery` writes them with a page that shows them all. A golden that breaks a rule of Slack has no picture: the
sandbox refuses it, and that ends the command.
"""

import asyncio
import json
import sys
from collections.abc import Iterable, Mapping
from html import escape
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Locator, Page, ViewportSize, async_playwright, expect

from bot.sandbox import Sandbox
from bot.sandbox.views import judged
from tests.sandbox.apps import client
from tests.slack.golden import FOLDER
from tests.web.conftest import CHROMIUM, FLAGS

HERE = Path(__file__).parents[2] / "build" / "gallery"
LOOKS: dict[str, dict[str, Any]] = {
    "light": {"viewport": ViewportSize(width=1100, height=1400)},
    "dark": {"viewport": ViewportSize(width=1100, height=1400), "color_scheme": "dark"},
    "phone": {"viewport": ViewportSize(width=390, height=2400), "has_touch": True, "is_mobile": True},
}


async def draw(goldens: Mapping[str, dict[str, Any]], into: Path, look: dict[str, Any]) -> None:
    """Draw goldens.

    Args:
        goldens: What would go over the wire, by name.
        into: The folder, which is there.
        look: How the browser looks at the page.
    """
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        for name, given in goldens.items():
            await shoot(browser, given, into / f"{name}.png", look)
        await browser.close()


async def shoot(browser: Browser, given: dict[str, Any], picture: Path, look: dict[str, Any]) -> None:
    """Draw one golden in a workspace of its own."""
    async with Sandbox(paced=False) as slack:
        page = await browser.new_page(timezone_id="UTC", **look)
        await page.goto(slack.page)
        await expect(page.get_by_role("heading", name="#ai-spend")).to_be_visible()
        shown = await _shown(slack, page, given)
        await expect(shown).to_be_visible()
        await page.mouse.move(0, 0)
        await shown.screenshot(path=picture)
        await page.close()


async def _shown(slack: Sandbox, page: Page, given: dict[str, Any]) -> Locator:
    """Bring a message or a view onto the page, and return where it stands."""
    match given.get("type"):
        case "modal":
            slack.backend.surfaces.open(slack.user, judged(slack.backend, given, "modal"))
            return page.get_by_role("dialog")
        case "home":
            await client(slack).views_publish(user_id=slack.user, view=given)
            await page.goto(f"{slack.page}#home")  # on a phone the link to it is in a drawer
            return page.locator("#home")
        case _:
            await client(slack).chat_postMessage(channel=slack.channel, unfurl_links=False, **given)
            return page.get_by_role("article").first


def index(names: Iterable[str], looks: list[str]) -> str:
    """Return a page with all pictures, a row for each golden."""
    rows = "".join(
        f"<tr><th>{escape(name)}</th>{''.join(f'<td><img src={look}/{escape(name)}.png></td>' for look in looks)}</tr>"
        for name in names
    )
    style = "body{font:14px sans-serif}td,th{vertical-align:top;text-align:left;padding:8px}img{max-width:700px}"
    return f"<!doctype html><meta charset=utf-8><title>aispend</title><style>{style}</style><table>{rows}</table>"


def main(arguments: list[str]) -> int:
    """Draw all goldens in every look, or with `--into FOLDER NAME…` some of them in the light."""
    goldens = {file.stem: json.loads(file.read_text(encoding="utf-8")) for file in sorted(FOLDER.glob("*.json"))}
    if arguments[:1] == ["--into"]:
        wanted = {name: goldens[name] for name in arguments[2:]}
        asyncio.run(draw(wanted, Path(arguments[1]), LOOKS["light"]))
        return 0
    for look, seen in LOOKS.items():
        into = HERE / look
        into.mkdir(parents=True, exist_ok=True)
        asyncio.run(draw(goldens, into, seen))
        print(f"{len(goldens)} pictures in {into.relative_to(HERE.parents[1])}")
    (HERE / "index.html").write_text(index(goldens, list(LOOKS)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
