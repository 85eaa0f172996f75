import json

import pytest
import yaml

from bot.slack.manifest import DEFAULT, features, manifest
from tests.cli.conftest import Shell


def test_without_options_it_is_socket_mode_with_all_usual_features(shell: Shell) -> None:
    shown = shell("manifest")

    assert shown.exit_code == 0
    assert yaml.safe_load(shown.stdout) == manifest(DEFAULT)


def test_as_json_for_http_it_names_the_address_without_its_last_slash(shell: Shell) -> None:
    url = "https://bot.example.org/ai/"

    shown = shell("manifest", "--mode", "http", "--url", url, "--features", "home", "--format", "json")

    assert json.loads(shown.stdout) == manifest(features("home"), "https://bot.example.org/ai")


def test_features_come_from_the_environment_where_none_are_named(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AISPEND_FEATURES", "mentions")

    shown = shell("manifest")

    assert yaml.safe_load(shown.stdout) == manifest(features("mentions"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--mode", "http"], "belong together"),
        (["--url", "https://bot.example.org"], "belong together"),
        (["--mode", "http", "--url", "http://bot.example.org"], "expected an address like https://"),
        (["--mode", "http", "--url", "https://"], "expected an address like https://"),
        (["--mode", "http", "--url", "https://bot.example.org/?a=b"], "expected an address like https://"),
        (["--mode", "http", "--url", "https://[bot"], "expected an address like https://"),
        (["--features", "hom"], "--features: unknown feature hom; did you mean home?"),
        (["--format", "toml"], "toml"),
    ],
)
def test_wrong_use_says_what_was_expected(shell: Shell, words: list[str], said: str) -> None:
    shown = shell("manifest", *words)

    assert (shown.exit_code, shown.stdout) == (2, "")
    assert said in shown.stderr
