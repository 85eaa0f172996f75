"""What it takes to speak to Slack in each mode, and what is said where some of it is missing or odd."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.errors import ConfigError
from bot.settings import Hook, Settings, access, read_settings

HOOK = {"AISPEND_MODE": "http", "AISPEND_PORT": "3000", "SLACK_BOT_TOKEN": "xoxb-1-2-abc"}
SECRET = "8f742231b10e8888abcd99edd2a5a5a5"
CREDENTIALS = "(from your app's page, Basic Information, App Credentials)"
HEX = f"expected 32 letters and digits {CREDENTIALS}; secrets are never printed"

Given = Callable[..., Settings]


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Given:
    """Read settings of some variables and no others."""

    def read(**variables: str) -> Settings:
        for field in Settings.model_fields.values():
            monkeypatch.delenv(str(field.alias), raising=False)
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return read_settings()

    monkeypatch.chdir(tmp_path)
    return read


def problems_of(settings: Settings) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        access(settings)
    return str(caught.value).splitlines()


def test_over_http_one_workspace_takes_a_bot_token_and_the_signing_secret(given: Given) -> None:
    hook = access(given(**HOOK, SLACK_SIGNING_SECRET=SECRET))

    assert isinstance(hook, Hook)
    assert hook.bot.get_secret_value() == "xoxb-1-2-abc"
    assert hook.signing_secret.get_secret_value() == SECRET
    assert SECRET not in repr(hook)


def test_over_http_all_that_is_missing_is_named_at_once(given: Given) -> None:
    assert problems_of(given(AISPEND_MODE="http", SLACK_API_URL="slack")) == [
        "SLACK_BOT_TOKEN: missing; expected a token that begins with xoxb- (from your app's page, OAuth & Permissions)",
        f"SLACK_SIGNING_SECRET: missing; {HEX}",
        "AISPEND_PORT: missing; expected the port to listen at, 3000 for one",
        "SLACK_API_URL: 'slack': expected a web address",
    ]


@pytest.mark.parametrize("odd", [SECRET[:-1], SECRET.upper(), "xoxb-1-2-abc"])
def test_an_odd_signing_secret_is_refused_without_being_printed(given: Given, odd: str) -> None:
    assert problems_of(given(**HOOK, SLACK_SIGNING_SECRET=odd)) == [f"SLACK_SIGNING_SECRET: {HEX}"]


def test_socket_mode_asks_for_nothing_that_http_needs(given: Given) -> None:
    access(given(SLACK_BOT_TOKEN="xoxb-1-2-abc", SLACK_APP_TOKEN="xapp-1-A0-abc", SLACK_SIGNING_SECRET="whatever"))


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("AISPEND_MODE", "https", "AISPEND_MODE: Input should be 'socket' or 'http'"),
        ("AISPEND_PORT", "0", "AISPEND_PORT: Input should be greater than or equal to 1"),
        ("AISPEND_PORT", "70000", "AISPEND_PORT: Input should be less than or equal to 65535"),
        ("AISPEND_PORT", "http", "AISPEND_PORT: Input should be a valid integer"),
    ],
)
def test_a_mode_or_port_that_is_none_is_refused(given: Given, name: str, value: str, said: str) -> None:
    with pytest.raises(ConfigError, match=said):
        given(**{name: value})
