"""What is told when nothing can be posted in a channel."""

from dataclasses import replace

import pytest

from bot.ports import NotSent, Posted, Trouble, Unsure
from bot.sandbox import Fault, Sandbox
from bot.slack.post import SlackPoster
from bot.slack.trouble import render_stopped

PAUSED = Trouble("C1", "ai-spend", "not_in_channel", "U0SANDBOXBEN", is_paused=True)


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("not_in_channel", "Type `/invite @aispend` in the channel"),
        ("channel_not_found", "private and I am not in it"),
        ("is_archived", "It was archived. Bring it back"),
        ("token_revoked", "Install it again"),
        ("account_inactive", "Install it again"),
    ],
)
def test_an_owner_is_told_why_and_what_brings_it_back(code: str, words: str) -> None:
    text = render_stopped(replace(PAUSED, code=code)).text

    assert text.startswith("*#ai-spend gets no alerts for now.*")
    assert words in text


def test_the_operator_is_told_what_the_code_means() -> None:
    text = render_stopped(replace(PAUSED, code="is_archived", is_paused=False, name="<!channel>")).text

    assert text.startswith("*#&lt;!channel&gt; gets no alerts.* The channel is archived: unarchive it")
    assert "What comes waits" in text


async def test_an_owner_is_told_in_person_and_an_operator_in_a_channel(slack: Sandbox) -> None:
    poster = SlackPoster(slack.bot_token, base_url=slack.api)

    told = [
        await poster.tell(PAUSED),
        await poster.tell(replace(PAUSED, whom=slack.channel, is_paused=False)),
    ]

    assert all(isinstance(each, Posted) for each in told)
    (direct,) = slack.screen("U0SANDBOXBEN", "U0SANDBOXBEN")
    (posted,) = slack.screen()
    assert (direct.plain.split(".")[0], posted.plain.split(".")[0]) == (
        "#ai-spend gets no alerts for now",
        "#ai-spend gets no alerts",
    )


async def test_operators_are_told_in_their_own_workspace_and_owners_in_that_of_their_channel(slack: Sandbox) -> None:
    tokens = {slack.channel: slack.bot_token, "C1": "xoxb-broken"}

    async def token_of(channel: str) -> str | None:
        return tokens.get(channel)

    poster = SlackPoster(token_of, base_url=slack.api)

    assert isinstance(await poster.tell(replace(PAUSED, whom=slack.channel, is_paused=False)), Posted)
    assert await poster.tell(PAUSED) == NotSent("invalid_auth", permanent=False)
    assert await poster.tell(replace(PAUSED, whom="C9", is_paused=False)) == NotSent("not_installed", permanent=False)


async def test_what_cannot_be_told_is_not_tried_again(slack: Sandbox) -> None:
    poster = SlackPoster(slack.bot_token, base_url=slack.api, timeout_s=0.5)
    slack.fail("chat.postMessage", Fault.DROP)

    assert await poster.tell(PAUSED) == Unsure("disconnected")
    assert await poster.tell(replace(PAUSED, whom="C0ARCHIVE01")) == NotSent("is_archived", permanent=False)
    assert slack.screen("U0SANDBOXBEN", "U0SANDBOXBEN") == ()
