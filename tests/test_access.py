"""What it takes to speak to Slack in each mode, and what is said where some of it is missing or odd."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.errors import ConfigError
from bot.settings import Hook, Offer, Settings, access, posting, read_settings, secrets_in

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


# Many workspaces


KEY = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LTEyMzQ="
OFFER = {
    "AISPEND_MODE": "http",
    "AISPEND_PORT": "3000",
    "SLACK_SIGNING_SECRET": SECRET,
    "SLACK_CLIENT_ID": "123.456",
    "SLACK_CLIENT_SECRET": SECRET[::-1],
    "AISPEND_TOKEN_KEY": KEY,
}


def test_many_workspaces_take_an_app_s_credentials_and_keys_and_no_token(given: Given) -> None:
    settings = given(**OFFER | {"AISPEND_TOKEN_KEY": f"{KEY}, {KEY[::-1][1:]}="})

    offer = access(settings)

    assert isinstance(offer, Offer)
    assert offer.client_id == "123.456"
    assert [key.get_secret_value()[:4] for key in offer.token_keys] == [KEY[:4], KEY[::-1][1:5]]
    assert posting(settings) == offer
    for secret in (SECRET, SECRET[::-1], KEY):
        assert secret not in repr(offer) + repr(settings)


@pytest.mark.parametrize("one", ["SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "AISPEND_TOKEN_KEY"])
def test_one_of_their_variables_asks_for_the_others(given: Given, one: str) -> None:
    missing = {
        "SLACK_CLIENT_ID": f"SLACK_CLIENT_ID: missing; expected two numbers with a dot between {CREDENTIALS}",
        "SLACK_CLIENT_SECRET": f"SLACK_CLIENT_SECRET: missing; {HEX}",
        "AISPEND_TOKEN_KEY": "AISPEND_TOKEN_KEY: missing; expected a key of 44 characters, as `openssl rand -base64 32 "
        "| tr '+/' '-_'` prints one, or several with commas between; secrets are never printed",
        "SLACK_SIGNING_SECRET": f"SLACK_SIGNING_SECRET: missing; {HEX}",
        "AISPEND_PORT": "AISPEND_PORT: missing; expected the port to listen at, 3000 for one",
    }
    del missing[one]

    assert problems_of(given(AISPEND_MODE="http", **{one: OFFER[one]})) == list(missing.values())


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SLACK_CLIENT_ID", "A0123"),
        ("SLACK_CLIENT_SECRET", "hush"),
        ("AISPEND_TOKEN_KEY", "hush"),
        ("AISPEND_TOKEN_KEY", f"{KEY},hush"),
        ("AISPEND_TOKEN_KEY", ","),
        ("SLACK_BOT_TOKEN", "xoxb-1-2-abc"),
    ],
)
def test_what_is_odd_or_too_much_is_named_without_being_printed(given: Given, name: str, value: str) -> None:
    (problem,) = problems_of(given(**OFFER | {name: value}))

    assert problem.startswith(f"{name}: ")
    assert "missing" not in problem
    assert "hush" not in problem


def test_every_secret_is_known_to_the_log(given: Given) -> None:
    settings = given(**OFFER, SLACK_BOT_TOKEN="xoxb-1-2-abc", SLACK_APP_TOKEN="xapp-1-A0-abc")

    assert set(secrets_in(settings)) == {"xoxb-1-2-abc", "xapp-1-A0-abc", SECRET, SECRET[::-1], KEY}
