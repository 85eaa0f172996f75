"""What it takes to speak to Slack, in the mode that is set: judged when somebody wants to, and all of it at once.

Whoever offers the app to many workspaces gives no bot token: each workspace has its own, from the install page. No
value of a secret ever enters a message.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from pydantic import SecretStr

from bot.errors import ConfigError, Problem
from bot.settings.environment import Settings

_EXPECTED = {
    "SLACK_BOT_TOKEN": ("xoxb-", "your app's page, OAuth & Permissions"),
    "SLACK_APP_TOKEN": (
        "xapp-",
        "your app's page, Basic Information, App-Level Tokens, with the scope connections:write",
    ),
}
_CREDENTIALS = "your app's page, Basic Information, App Credentials"
_KEY = (
    "expected a key of 44 characters, as `openssl rand -base64 32 | tr '+/' '-_'` prints one, or several with commas "
    "between; secrets are never printed"
)
_EACH_ITS_OWN = (
    "of no use where many workspaces install the app, for each has its own; leave it out, or SLACK_CLIENT_ID, "
    "SLACK_CLIENT_SECRET and AISPEND_TOKEN_KEY"
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """What it takes in Socket Mode.

    Attributes:
        bot: Begins with `xoxb-`.
        app: Begins with `xapp-`.
        api_url: Of the Web API, ending with a slash, as the SDK expects.
    """

    bot: SecretStr
    app: SecretStr
    api_url: str


@dataclass(frozen=True, slots=True)
class Posting:
    """What it takes to post, and to answer nobody.

    Attributes:
        bot: Begins with `xoxb-`.
        api_url: Of the Web API, ending with a slash.
    """

    bot: SecretStr
    api_url: str


@dataclass(frozen=True, slots=True)
class Hook:
    """What it takes over HTTP, in one workspace.

    Attributes:
        bot: Begins with `xoxb-`.
        signing_secret: What Slack signs its requests with.
        api_url: Of the Web API, ending with a slash.
    """

    bot: SecretStr
    signing_secret: SecretStr
    api_url: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What it takes over HTTP, in all workspaces that install the app.

    Attributes:
        client_id: Names the app at the install page.
        client_secret: Proves who exchanges the code that comes of it.
        token_keys: For the tokens in the database; the first one seals, all of them open.
        signing_secret: What Slack signs its requests with.
        api_url: Of the Web API, ending with a slash.
    """

    client_id: str
    client_secret: SecretStr
    token_keys: tuple[SecretStr, ...]
    signing_secret: SecretStr
    api_url: str


def access(settings: Settings) -> Tokens | Hook | Offer:
    """Return what it takes to listen and to post.

    Raises:
        ConfigError: Something is missing or odd; the messages say which and what was expected, never a secret.
    """
    match settings.mode:
        case "socket":
            return _tokens(settings)
        case "http" if is_offered(settings):
            return _offer(settings)
        case "http":
            return _hook(settings)
        case never:
            assert_never(never)


def posting(settings: Settings) -> Posting | Offer:
    """Return what it takes to post, for a run that answers nobody.

    Raises:
        ConfigError: Something is missing or odd.
    """
    if settings.mode == "http" and is_offered(settings):
        return _offer(settings)
    _raise(_address(settings), _token(settings, "SLACK_BOT_TOKEN"))
    return Posting(_given(settings.slack_bot_token), _base_url(settings))


def is_offered(settings: Settings) -> bool:
    """Say whether the app is offered to many workspaces: any of the variables for that is set."""
    return bool(settings.slack_client_id or settings.slack_client_secret or settings.token_key)


def _tokens(settings: Settings) -> Tokens:
    _raise(_token(settings, "SLACK_BOT_TOKEN"), _token(settings, "SLACK_APP_TOKEN"), _address(settings))
    return Tokens(_given(settings.slack_bot_token), _given(settings.slack_app_token), _base_url(settings))


def _hook(settings: Settings) -> Hook:
    _raise(_token(settings, "SLACK_BOT_TOKEN"), _served(settings), _address(settings))
    return Hook(_given(settings.slack_bot_token), _given(settings.slack_signing_secret), _base_url(settings))


def _offer(settings: Settings) -> Offer:
    _raise(_offered(settings), _served(settings), _address(settings))
    return Offer(
        settings.slack_client_id or "",
        _given(settings.slack_client_secret),
        tuple(SecretStr(key) for key in keys_in(settings.token_key)),
        _given(settings.slack_signing_secret),
        _base_url(settings),
    )


def secrets_in(settings: Settings) -> tuple[str, ...]:
    """Return every secret that the environment holds, for the log to blot out."""
    one = (settings.slack_bot_token, settings.slack_app_token, settings.slack_signing_secret)
    held = (*one, settings.slack_client_secret)
    return (*(secret.get_secret_value() for secret in held if secret), *keys_in(settings.token_key))


def keys_in(text: SecretStr | None) -> tuple[str, ...]:
    """Return the keys of a list with commas between."""
    return tuple(key for part in (text.get_secret_value() if text else "").split(",") if (key := part.strip()))


def _given(secret: SecretStr | None) -> SecretStr:
    return secret or SecretStr("")  # what is missing was told before


def _raise(*problems: Iterator[Problem]) -> None:
    """Raise ConfigError where there is a problem in any of these."""
    if found := tuple(one for some in problems for one in some):
        raise ConfigError(found)


def _offered(settings: Settings) -> Iterator[Problem]:
    if not re.fullmatch(r"\d+\.\d+", settings.slack_client_id or ""):
        expected = f"expected two numbers with a dot between (from {_CREDENTIALS})"
        yield _problem("SLACK_CLIENT_ID", settings.slack_client_id, expected)
    yield from _hex("SLACK_CLIENT_SECRET", settings.slack_client_secret)
    keys = keys_in(settings.token_key)
    if not keys or not all(re.fullmatch(r"[\w-]{43}=", key, re.ASCII) for key in keys):
        yield _problem("AISPEND_TOKEN_KEY", settings.token_key, _KEY)
    if settings.slack_bot_token is not None:
        yield _problem("SLACK_BOT_TOKEN", settings.slack_bot_token, _EACH_ITS_OWN)


def _served(settings: Settings) -> Iterator[Problem]:
    yield from _hex("SLACK_SIGNING_SECRET", settings.slack_signing_secret)
    if settings.port is None:
        yield _problem("AISPEND_PORT", None, "expected the port to listen at, 3000 for one")


def _hex(name: str, secret: SecretStr | None) -> Iterator[Problem]:
    if not re.fullmatch(r"[0-9a-f]{32}", secret.get_secret_value() if secret else ""):
        yield _problem(name, secret, f"expected 32 letters and digits (from {_CREDENTIALS}); secrets are never printed")


def _problem(name: str, given: object, expected: str) -> Problem:
    return Problem(name, 0, 0, expected if given is not None else f"missing; {expected}")


def _address(settings: Settings) -> Iterator[Problem]:
    if not re.match(r"https?://[^\s/]", settings.slack_api_url):
        yield Problem("SLACK_API_URL", 0, 0, f"{settings.slack_api_url!r}: expected a web address")


def _base_url(settings: Settings) -> str:
    """Return the address of the Web API, ending in a slash."""
    return settings.slack_api_url.rstrip("/") + "/"


def _token(settings: Settings, name: str) -> Iterator[Problem]:
    token = {"SLACK_BOT_TOKEN": settings.slack_bot_token, "SLACK_APP_TOKEN": settings.slack_app_token}[name]
    if complaint := _complaint(token, *_EXPECTED[name]):
        yield Problem(name, 0, 0, complaint)


def _complaint(token: SecretStr | None, prefix: str, source: str) -> str | None:
    """Return what is wrong with a token, in words that give nothing of it away; None where nothing is."""
    if token is None:
        return f"missing; expected a token that begins with {prefix} (from {source})"
    value = token.get_secret_value()
    if re.fullmatch(rf"{prefix}[\w-]+", value, re.ASCII):
        return None
    other = next(
        (name for name, (begins, _) in _EXPECTED.items() if begins != prefix and value.startswith(begins)), None
    )
    if other:
        why = f"this looks like the one for {other}"
    elif value.startswith(prefix):
        why = "this one is cut off, or holds a character that no token has"
    else:
        why = "this one begins otherwise"
    return f"expected a token that begins with {prefix} (from {source}), but {why}; secrets are never printed"
