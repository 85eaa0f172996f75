"""The `slack` fixture: a Slack on loopback that starts in milliseconds, for every test that talks to Slack."""

from collections.abc import AsyncIterator

import pytest

from bot.sandbox import ManualClock, Sandbox


@pytest.fixture
def slack_clock() -> ManualClock:
    """Give the clock of `slack`, which stands still until a test moves it with `advance(seconds)`."""
    return ManualClock()


@pytest.fixture
async def slack(slack_clock: ManualClock) -> AsyncIterator[Sandbox]:
    """Give a running sandbox without posting limit; `slack.backend.pace.enforced = True` switches it on."""
    async with Sandbox(slack_clock, paced=False) as sandbox:
        yield sandbox
