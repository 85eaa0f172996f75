import asyncio
import signal
from pathlib import Path

import pytest

from bot.sandbox import Sandbox
from tests.cli.conftest import PYTHON, Shell, Site, configure, rss


def test_missing_tokens_are_listed_with_what_else_is_wrong(shell: Shell) -> None:
    shown = shell("run")

    assert (shown.exit_code, shown.stdout) == (2, "")
    assert [line.split(":")[0] for line in shown.stderr.splitlines()] == [
        "SLACK_BOT_TOKEN",
        "SLACK_APP_TOKEN",
        "config/watchlist.yaml",
        "config/feeds.yaml",
        "config/orgs.yaml",
        "config/ledger.csv",
    ]


def test_the_file_env_of_the_folder_is_read(shell: Shell) -> None:
    configure(shell.folder, {"Wire": "https://wire.example/feed"})
    Path(".env").write_text("SLACK_BOT_TOKEN=xapp-mixed-up\nSLACK_APP_TOKEN=xapp-1-good\n", encoding="utf-8")

    shown = shell("run")

    assert shown.exit_code == 2
    assert shown.stderr.startswith("SLACK_BOT_TOKEN: ")
    assert "looks like the one for SLACK_APP_TOKEN" in shown.stderr
    assert "mixed-up" not in shown.stderr


def test_a_token_slack_refuses_is_one_sentence_and_one(
    shell: Shell, monkeypatch: pytest.MonkeyPatch, site: Site
) -> None:
    configure(shell.folder, {"Wire": "https://wire.example/feed"})
    site.bodies["/api/auth.test"] = b'{"ok": false, "error": "invalid_auth"}'
    for name, value in {
        "SLACK_BOT_TOKEN": "xoxb-1-wrong",
        "SLACK_APP_TOKEN": "xapp-1-wrong",
        "SLACK_API_URL": site.url("/api/"),
        "DATABASE_URL": "sqlite://",
    }.items():
        monkeypatch.setenv(name, value)

    shown = shell("run")

    assert (shown.exit_code, shown.stdout) == (1, "")
    assert shown.stderr.splitlines()[-1].startswith("aispend: SLACK_BOT_TOKEN: ")
    assert "1-wrong" not in shown.stderr


async def test_a_process_posts_until_it_is_told_to_stop_and_ends_with_zero(
    slack: Sandbox, shell: Shell, site: Site
) -> None:
    site.bodies["/wire"] = rss({"a": ("Alibaba", "$53 billion")})
    configure(shell.folder, {"Wire": site.url("/wire")}, slack.channel)
    env = {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api,
        "AISPEND_LOG": "json",
    }

    process = await asyncio.create_subprocess_exec(
        *PYTHON, "run", "--since", "7d", env={**shell.env, **env}, stdout=-1, stderr=-1
    )
    (post,) = await slack.wait_for(lambda: [seen for seen in slack.screen() if seen.by_app], timeout_s=30)
    process.send_signal(signal.SIGTERM)
    out, err = await asyncio.wait_for(process.communicate(), 30)

    assert (process.returncode, out) == (0, b"")
    assert "Alibaba" in post.plain
    assert b'"event": "app.stopped"' in err.splitlines()[-1]
    assert slack.bot_token.encode() not in err
    assert (shell.folder / "data" / "aispend.db").exists()
