"""What an answer of a response URL means, whoever gives it: Slack, a proxy, or nobody."""

import pytest
from aiohttp import ClientSession, web

from bot.slack.calls import Failure, client, respond


async def answered(status: int, body: str, headers: dict[str, str] | None = None) -> tuple[Failure | None, int]:
    """Post to a server that answers so; return what that came to, and how often it was asked."""
    asked = 0

    async def answer(_: web.Request) -> web.Response:
        nonlocal asked
        asked += 1
        return web.Response(status=status, text=body, headers=headers)

    application = web.Application()
    application.router.add_post("/respond", answer)
    runner = web.AppRunner(application)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        host, port = runner.addresses[0][:2]
        return await respond(client("xoxb-1"), f"http://{host}:{port}/respond", {"text": "x"}), asked
    finally:
        await runner.cleanup()


@pytest.mark.parametrize(
    ("status", "body", "code"),
    [
        (200, "ok", None),
        (200, '{"ok": true}', None),
        (200, "", None),
        (200, '{"ok": false, "error": "invalid_blocks"}', "invalid_blocks"),
        (400, "invalid_blocks", "invalid_blocks"),
        (404, '{"ok":false,"error":"used_url"}', "used_url"),
        (404, "no_team", "no_team"),
        (404, "<html>gone</html>", "expired_url"),
        (410, "", "expired_url"),
        (403, "<html>a proxy</html>", "bad_answer"),
        (200, '{"ok": false}', "bad_answer"),
        (500, "invalid_blocks", "server_error"),
        (503, "", "server_error"),
    ],
)
async def test_an_answer_is_taken_or_has_a_code_and_is_asked_for_once(status: int, body: str, code: str | None) -> None:
    failure, asked = await answered(status, body)

    assert ((failure.code if failure else None), asked) == (code, 1)


async def test_a_server_that_is_busy_says_for_how_long() -> None:
    assert await answered(429, "", {"Retry-After": "7"}) == (Failure("ratelimited", 7.0), 1)


async def test_a_server_that_is_not_there_and_an_address_that_is_none_are_told_apart_from_refusals() -> None:
    nobody = await respond(client("xoxb-1"), "http://127.0.0.1:1/respond", {"text": "x"})
    nowhere = await respond(client("xoxb-1"), "no address", {"text": "x"})

    assert (nobody, nowhere) == (Failure("unreachable"), Failure("unreachable"))


async def test_a_session_that_is_open_is_used_and_left_open() -> None:
    bot = client("xoxb-1")
    async with ClientSession() as session:
        bot.session = session

        failure = await respond(bot, "http://127.0.0.1:1/respond", {"text": "x"})

        assert failure == Failure("unreachable")
        assert not session.closed
