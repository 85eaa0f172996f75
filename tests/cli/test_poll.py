import asyncio
import json
import re
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from datetime import timedelta
from typing import Any

import pytest
from typer.testing import Result

from bot import app as program
from bot.sandbox import Sandbox
from tests.cli.conftest import PYTHON, Shell, Site, configure, rss, title

ONCE = ("poll", "--once", "--console")


@pytest.fixture
def wire(shell: Shell, site: Site, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Give a shell with a configuration of one feed, in which one story stands."""
    site.bodies["/wire"] = rss({"a": ("Alibaba", "$53 billion")})
    configure(shell.folder, {"Wire": site.url("/wire")})
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{shell.folder}/aispend.db")
    return shell


def summary(shown: Result) -> dict[str, Any]:
    """Return the last line of the output, which is the summary."""
    found = json.loads(shown.stdout.splitlines()[-1])
    assert list(found) == ["feeds", "added", "errors", "alerts", "seconds"]
    assert isinstance(found.pop("seconds"), float)
    return dict(found)


def make_due(shell: Shell) -> None:
    """Let every feed be due again."""
    with closing(sqlite3.connect(shell.folder / "aispend.db")) as database, database:
        database.execute("UPDATE feeds SET next_due = '2020-01-01 00:00:00.000000'")


def test_the_first_cycle_alerts_on_nothing(wire: Shell) -> None:
    shown = wire(*ONCE)

    assert shown.exit_code == 0, shown.stderr
    assert summary(shown) == {"feeds": 1, "added": 1, "errors": 0, "alerts": 0}
    assert len(shown.stdout.splitlines()) == 1


def test_since_lets_newer_ones_through_and_prints_them(wire: Shell) -> None:
    shown = wire(*ONCE, "--since", "7d")

    assert shown.exit_code == 0, shown.stderr
    assert summary(shown) == {"feeds": 1, "added": 1, "errors": 0, "alerts": 1}
    assert shown.stdout.startswith("Alibaba pledges $53B")
    assert "https://wire.example/a" in shown.stdout
    assert f"Wire, {program.today():%Y-%m-%d}" in shown.stdout
    assert "#ai-spend follows any payer" in shown.stdout


def test_a_second_cycle_adds_and_prints_nothing_twice(wire: Shell, site: Site) -> None:
    wire(*ONCE, "--since", "7d")

    not_due = wire(*ONCE)
    make_due(wire)
    unchanged = wire(*ONCE)
    make_due(wire)
    site.bodies["/wire"] = rss({"a": ("Alibaba", "$53 billion"), "a2": ("Alibaba", "$53 billion")})
    retold = wire(*ONCE)

    assert summary(not_due) == {"feeds": 0, "added": 0, "errors": 0, "alerts": 0}
    assert summary(unchanged) == {"feeds": 1, "added": 0, "errors": 0, "alerts": 0}
    assert summary(retold) == {"feeds": 1, "added": 1, "errors": 0, "alerts": 0}
    assert [one.exit_code for one in (not_due, unchanged, retold)] == [0, 0, 0]


def test_what_quiet_hours_hold_is_printed_when_they_are_over(wire: Shell) -> None:
    now, watchlist = program.now(), wire.folder / "config" / "watchlist.yaml"
    always = watchlist.read_text(encoding="utf-8")
    hours = f'{{from: "{now - timedelta(hours=6):%H:%M}", to: "{now + timedelta(hours=6):%H:%M}", zone: UTC}}'
    watchlist.write_text(f"defaults: {{quiet: {hours}}}\n{always}", encoding="utf-8")

    quiet = wire(*ONCE, "--since", "7d")
    watchlist.write_text(always, encoding="utf-8")
    with closing(sqlite3.connect(wire.folder / "aispend.db")) as database, database:
        database.execute("UPDATE outbox SET next_at = '2020-01-01 00:00:00.000000'")
    loud = wire(*ONCE)

    assert summary(quiet) == {"feeds": 1, "added": 1, "errors": 0, "alerts": 1}
    assert len(quiet.stdout.splitlines()) == 1
    assert loud.stdout.startswith("Alibaba pledges $53B")


def test_news_that_comes_between_two_cycles_is_printed_to_the_last_alert(wire: Shell, site: Site) -> None:
    wire(*ONCE)
    make_due(wire)
    names = {"b": "Microsoft", "c": "Meta", "d": "Oracle", "e": "Amazon"}
    site.bodies["/wire"] = rss({key: (org, f"${10 * n} billion") for n, (key, org) in enumerate(names.items(), 2)})

    shown = wire(*ONCE)

    assert summary(shown)["alerts"] == 4
    told = [line for line in shown.stdout.splitlines() if "pledges" in line and "AI" in line and line[0] != " "]
    assert all(any(org in line for line in told) for org in names.values())


def test_one_feed_that_fails_is_told_and_costs_no_other(wire: Shell, site: Site) -> None:
    configure(wire.folder, {"Wire": site.url("/wire"), "Gone": site.url("/gone")})

    shown = wire(*ONCE)

    assert shown.exit_code == 0
    assert summary(shown) == {"feeds": 2, "added": 1, "errors": 1, "alerts": 0}
    assert re.search(r"^aispend: Gone: .*500", shown.stderr, re.MULTILINE)


def test_where_every_feed_fails_it_ends_with_one(wire: Shell, site: Site) -> None:
    configure(wire.folder, {"Gone": site.url("/gone"), "Lost": site.url("/lost")})

    shown = wire(*ONCE)

    assert shown.exit_code == 1
    assert summary(shown) == {"feeds": 2, "added": 0, "errors": 2, "alerts": 0}


def test_where_the_store_fails_it_ends_with_one(wire: Shell) -> None:
    (wire.folder / "aispend.db").write_text("no database at all", encoding="utf-8")

    shown = wire(*ONCE)

    assert (shown.exit_code, shown.stdout) == (1, "")
    assert shown.stderr.startswith("aispend: ")


def test_without_once_it_says_what_to_type(shell: Shell) -> None:
    shown = shell("poll")

    assert (shown.exit_code, shown.stdout) == (2, "")
    assert "--once" in shown.stderr
    assert "aispend run" in shown.stderr


def test_missing_tokens_and_a_wrong_configuration_are_said_together_and_nothing_is_polled(
    wire: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    (wire.folder / "config" / "watchlist.yaml").write_text("channels: []\n", encoding="utf-8")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xapp-secret-in-the-wrong-place")

    shown = wire("poll", "--once")

    places = [line.split(":")[0] for line in shown.stderr.splitlines()]
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert places == ["SLACK_BOT_TOKEN", "config/watchlist.yaml"]
    assert "xapp-secret" not in shown.stderr
    assert not (wire.folder / "aispend.db").exists()


async def cycle(shell: Shell, env: Mapping[str, str]) -> tuple[int, str, str]:
    """Run one cycle against Slack in a process of its own."""
    process = await asyncio.create_subprocess_exec(
        *PYTHON, "poll", "--once", "--since", "7d", env={**shell.env, **env}, stdout=-1, stderr=-1
    )
    out, err = await process.communicate()
    return process.returncode or 0, out.decode(), err.decode()


async def test_alerts_go_to_slack_at_its_pace_and_none_is_left_behind(slack: Sandbox, shell: Shell, site: Site) -> None:
    site.bodies["/wire"] = rss({"a": ("Alibaba", "$53 billion"), "b": ("Meta", "$65 billion")})
    configure(shell.folder, {"Wire": site.url("/wire")}, slack.channel)
    env = {
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api,
        "DATABASE_URL": f"sqlite:///{shell.folder}/aispend.db",
    }

    code, out, err = await cycle(shell, env)
    again, _, _ = await cycle(shell, env)

    told = json.loads(out)
    assert (code, again, err) == (0, 0, "")
    assert (told["alerts"], told["errors"]) == (2, 0)
    assert timedelta(seconds=told["seconds"]) > timedelta(seconds=1)
    posts = [seen.plain for seen in slack.screen() if seen.by_app]
    assert len(posts) == 2
    assert all(any(title(*story) in post or story[0] in post for post in posts) for story in [("Alibaba",), ("Meta",)])
