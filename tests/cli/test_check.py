import pytest

from tests.cli.conftest import SHIPPED, Shell, configure


def test_the_shipped_configuration_is_right(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AISPEND_CONFIG", str(SHIPPED))

    shown = shell("check")

    assert shown.exit_code == 0, shown.stderr
    assert shown.stdout.startswith(f"{SHIPPED} is right: 1 channel, ")
    assert "289 facts in the ledger" in shown.stdout


def test_what_still_stands_as_it_was_shipped_is_said_and_no_error(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AISPEND_CONFIG", str(SHIPPED))

    shipped = shell("check")
    own = configure(shell.folder, {"Wire": "https://wire.example/feed"}, "C0777OWN")
    feeds = (own / "feeds.yaml").read_text(encoding="utf-8")
    (own / "feeds.yaml").write_text(feeds.replace("you@example.org", "me@news.example"), encoding="utf-8")
    monkeypatch.setenv("AISPEND_CONFIG", str(own))
    mine = shell("check")

    assert [line.split(" is ")[0] for line in shipped.stderr.splitlines()] == [
        f"{SHIPPED}/watchlist.yaml: C0123ABC",
        f"{SHIPPED}/feeds.yaml: contact: you@example.org",
    ]
    assert (shipped.exit_code, mine.exit_code, mine.stderr) == (0, 0, "")


def test_the_folder_config_is_checked_where_no_other_is_named(shell: Shell) -> None:
    configure(shell.folder, {"Wire": "https://wire.example/feed"})

    shown = shell("check")

    assert shown.exit_code == 0, shown.stderr
    assert shown.stdout.startswith("config is right: 1 channel, 1 feed, ")
    assert "0 facts" in shown.stdout


def test_all_problems_of_all_files_and_the_environment_are_listed(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = configure(shell.folder, {"Wire": "https://wire.example/feed"})
    (folder / "watchlist.yaml").write_text("channels: [{channel: C0AAA, mni: 1}, {channel: ai}]\n", encoding="utf-8")
    (folder / "feeds.yaml").write_text("contact: you@example.org\nfeeds:\n  - {name: A, evry: 1m}\n", encoding="utf-8")
    (folder / "ledger.csv").write_text("id,org\na,b\n", encoding="utf-8")
    monkeypatch.setenv("AISPEND_LOGLEVEL", "info")
    monkeypatch.setenv("AISPEND_POLLS_AT_ONCE", "0")

    shown = shell("check")

    places = [line.split(": ")[0] for line in shown.stderr.splitlines()]
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert places[:2] == ["AISPEND_LOGLEVEL", "AISPEND_POLLS_AT_ONCE"]
    assert {"config/watchlist.yaml:1:29", "config/feeds.yaml:3:15"} <= set(places)
    assert sum(place.startswith("config/watchlist.yaml:1:") for place in places) == 2
    assert any(place.startswith("config/ledger.csv") for place in places)
    assert "did you mean AISPEND_LOG_LEVEL?" in shown.stderr


def test_a_folder_that_is_missing_is_said_file_by_file(shell: Shell) -> None:
    shown = shell("check")

    assert shown.exit_code == 2
    assert [line.split(":")[0] for line in shown.stderr.splitlines()] == [
        "config/watchlist.yaml",
        "config/feeds.yaml",
        "config/orgs.yaml",
        "config/ledger.csv",
    ]
