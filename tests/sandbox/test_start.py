from bot.sandbox import Sandbox


async def test_a_fresh_sandbox_shows_an_empty_channel(slack: Sandbox) -> None:
    assert slack.screen() == ()
