import asyncio
import json
import os
import re
import signal
import socket
from collections.abc import Iterator
from datetime import timedelta

import aiohttp
import pytest

from bot.cli import demonstration
from bot.errors import AispendError
from tests.cli.conftest import PYTHON, Shell
from tests.waiting import until


@pytest.fixture
def taken() -> Iterator[int]:
    """Give a port that somebody else listens at."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_the_check_shows_every_alert_once_and_the_answer(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-of-a-real-workspace")
    monkeypatch.setenv("AISPEND_CONFIG", "/nowhere")

    shown = shell("demo", "--check")

    assert shown.exit_code == 0, shown.output
    right = f"Right: {len(demonstration.EXPECTED)} alerts, each once and kept up to date, "
    assert f"{right}/aispend alibaba and /aispend help answered." in shown.stdout
    assert f"In a thread: {demonstration.RAISED}" in shown.stdout
    assert all(shown.stdout.count(f"{name}’s record") >= 1 for name in ("Alibaba", "Microsoft"))
    assert "only visible to you" in shown.stdout
    assert list(shell.folder.iterdir()) == []


def test_a_check_that_finds_something_missing_says_what_and_ends_with_one(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        demonstration, "EXPECTED", (*demonstration.EXPECTED[:1], *(f"Nobody {number}" for number in range(30)))
    )
    monkeypatch.setattr(demonstration, "ANSWER_S", 3.0)

    shown = shell("demo", "--check")

    assert shown.exit_code == 1
    assert "aispend demo: not seen within 3.0 s" in shown.stderr
    assert "aispend demo: 0 alerts on Nobody 0 instead of one" in shown.stderr
    assert "Right:" not in shown.stdout


def test_a_check_fails_where_the_help_names_nobody(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demonstration, "HELP_NAMES", "the record of nobody")

    shown = shell("demo", "--check")

    assert shown.exit_code == 1
    assert "aispend demo: /aispend help names no company" in shown.stderr


def test_a_check_fails_where_an_alert_is_not_kept_up_to_date(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demonstration, "RETOLD", "also: nobody")
    monkeypatch.setattr(demonstration, "RAISED", "Raised: was nothing")

    shown = shell("demo", "--check")

    assert shown.exit_code == 1
    assert "aispend demo: no alert says “also: nobody”" in shown.stderr
    assert "aispend demo: 0 notes say “Raised: was nothing” instead of one" in shown.stderr


def test_a_check_that_finds_too_much_says_what(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demonstration, "EXPECTED", ("Alibaba",))
    monkeypatch.setattr(demonstration, "POLL_EVERY", timedelta(seconds=1.5))

    shown = shell("demo", "--check")

    assert shown.exit_code == 1
    assert "alerts instead of 1: " in shown.stderr


async def test_the_demo_serves_its_page_until_it_is_told_to_stop(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = ""

    def look() -> str:
        nonlocal told
        told += capsys.readouterr().out
        return told

    showing = asyncio.create_task(demonstration.show(0))
    await until(lambda: "Ctrl-C" in look() or showing.done())
    page = re.findall(r"Open (\S+)", told)[0]
    async with aiohttp.ClientSession() as session, session.get(page) as answer:
        body = await answer.text()
    os.kill(os.getpid(), signal.SIGINT)

    assert await showing
    assert page.startswith("http://127.0.0.1:")
    assert "/aispend alibaba" in told
    assert "<html" in body


@pytest.mark.parametrize("command", ["demo", "sandbox"])
def test_a_port_that_is_taken_is_said_in_a_sentence(shell: Shell, taken: int, command: str) -> None:
    shown = shell(command, "--port", str(taken))

    assert (shown.exit_code, shown.stdout) == (1, "")
    assert f"aispend: port {taken} cannot be used" in shown.stderr
    assert "choose another one with --port" in shown.stderr


async def test_a_port_that_is_taken_leaves_nothing_running(taken: int) -> None:
    before = asyncio.all_tasks()

    with pytest.raises(AispendError):
        await demonstration.show(taken)
    await asyncio.sleep(0)

    assert asyncio.all_tasks() == before


async def test_the_sandbox_alone_says_how_to_reach_it(shell: Shell) -> None:
    process = await asyncio.create_subprocess_exec(*PYTHON, "sandbox", "--port", "0", env=shell.env, stdout=-1)
    assert process.stdout is not None
    reach = json.loads(await asyncio.wait_for(process.stdout.readline(), 30))
    async with (
        aiohttp.ClientSession() as session,
        session.post(f"{reach['api']}auth.test", headers={"Authorization": f"Bearer {reach['bot_token']}"}) as answer,
    ):
        told = await answer.json()
    process.send_signal(signal.SIGINT)

    assert await asyncio.wait_for(process.wait(), 30) == 130
    assert told["ok"]
