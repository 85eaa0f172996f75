"""A person who installs the app: through the bot's page, Slack's, and back."""

import html
import re
from dataclasses import dataclass

import aiohttp

from bot.sandbox import Sandbox
from bot.slack.manifest import INSTALL_PATH


@dataclass(frozen=True)
class Begun:
    """Somebody who has allowed the app, and whom Slack leads back.

    Attributes:
        back: The bot's address with code and state.
        cookie: What their browser shows there.
    """

    back: str
    cookie: str


async def allow(slack: Sandbox, url: str) -> Begun:
    """Begin at the bot's page and allow at Slack's all that is asked for."""
    async with aiohttp.ClientSession() as session:
        async with session.get(f"{url}{INSTALL_PATH}") as answer:
            cookie, begin = answer.headers["Set-Cookie"].split(";")[0], _link(await answer.text())
        async with session.get(begin) as answer:
            allowed = slack.page.rstrip("/") + _link(await answer.text(), ' id="allow"')
        async with session.get(allowed, allow_redirects=False) as answer:
            return Begun(answer.headers["Location"], cookie)


async def come_back(begun: Begun, cookie: str | None = None) -> tuple[int, str]:
    """Go where Slack leads; return status and page. The cookie is for https alone, so that it is shown by hand."""
    headers = {"Cookie": begun.cookie if cookie is None else cookie}
    async with aiohttp.ClientSession() as session, session.get(begun.back, headers=headers) as answer:
        return answer.status, await answer.text()


async def install(slack: Sandbox, url: str) -> tuple[int, str]:
    """Install the app; return status and page of what is seen in the end."""
    return await come_back(await allow(slack, url))


def _link(page: str, marked: str = "") -> str:
    found = re.search(rf'<a{marked}[^>]* href="([^"]+)"', page)
    assert found is not None, page
    return html.unescape(found[1])
