"""The page in a real browser: Debian's Chromium, driven by Playwright, started once for all tests.

What is shared lives in one event loop, so every test here runs in the session's. Every test ends with a picture in
`build/shots` and the same claims: no error in the console, no dialog of the browser, no request off loopback.
"""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import Page, ViewportSize, async_playwright, expect

from bot.sandbox import ManualClock, Sandbox

CHROMIUM = "/usr/bin/chromium"
PATIENCE_MS = 5_000
SHOTS = Path(os.environ.get("AISPEND_SHOTS") or Path(__file__).parents[2] / "build" / "shots")
# Without these Chromium asks the network about itself, which a closed machine refuses many times a second.
FLAGS = [
    *("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def chromium() -> AsyncIterator[Any]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        await browser.close()


@pytest.fixture
def look() -> dict[str, Any]:
    """Give how the browser looks at the page; a test parametrises it for a phone or the dark."""
    return {}


@pytest.fixture
def forgiven() -> str:
    """Give a part of the lines the console may hold; a test in which the server fails on purpose parametrises it."""
    return ""


@pytest_asyncio.fixture(loop_scope="session")
async def slack(slack_clock: ManualClock) -> AsyncIterator[Sandbox]:
    """Give a running sandbox without posting limit, in the loop the browser is driven from."""
    async with Sandbox(slack_clock, paced=False) as sandbox:
        yield sandbox


@pytest_asyncio.fixture(loop_scope="session")
async def page(chromium: Any, slack: Sandbox, look: dict[str, Any], forgiven: str, request: Any) -> AsyncIterator[Page]:
    async with watched(chromium, look, request.node.name, forgiven) as page:
        await page.goto(slack.page)
        await expect(page.get_by_role("heading", name="#ai-spend")).to_be_visible()
        yield page


@asynccontextmanager
async def watched(chromium: Any, look: dict[str, Any], name: str, forgiven: str = "") -> AsyncIterator[Page]:
    """Give an empty page; keep a picture of it in the end, and claim what is claimed of every page."""
    seen = {"viewport": ViewportSize(width=1100, height=800), "timezone_id": "UTC", **look}
    context = await chromium.new_context(**seen)
    page: Page = await context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda line: problems.append(line.text) if line.type in ("error", "warning") else None)
    page.on("dialog", lambda dialog: problems.append(f"a dialog: {dialog.message}"))
    page.on("request", lambda asked: problems.append(asked.url) if _leaves(asked.url) else None)
    yield page
    await page.screenshot(path=SHOTS / f"{name.replace('/', ' ')}.png")
    await context.close()
    assert [each for each in problems if not forgiven or forgiven not in each] == []


def _leaves(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme != "data" and parts.hostname != "127.0.0.1"
